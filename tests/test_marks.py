"""The marks of the tests: each test that is skipped for want of a browser or of data has the mark that says so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from marks import SLOW

ROOT = Path(__file__).parents[1]
# Sets every test up and runs none; says of each what its marks are and why it was skipped.
_CHILD = """
import json, sys
from pathlib import Path
import pytest

class Seen:
    rows = []
    def pytest_runtest_logreport(self, report):
        if report.when == "setup":
            why = report.longrepr[2] if report.skipped else report.longreprtext
            marks = sorted({"unit", "slow", "browser", "data"} & set(report.keywords))
            self.rows.append({"test": report.nodeid, "outcome": report.outcome, "why": why, "marks": marks})

code = pytest.main(["-q", "-n0", "--setup-only", *sys.argv[2:]], plugins=[Seen()])
Path(sys.argv[1]).write_text(json.dumps(Seen.rows), "utf-8")
sys.exit(code)
"""
_NEEDS = {"data": ("TEXTDIFF_DATA",), "browser": ("chromium is not installed", "playwright is not installed")}


def set_up_without_anything(folder: Path) -> list[dict[str, Any]]:
    """Return all tests as they are set up where there is neither data nor a browser."""
    ours = ("TEXTDIFF_", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder / "rows.json"), f"--ignore={__file__}", str(ROOT / "tests")],
        cwd=ROOT, env=environment | {"PATH": str(folder)}, check=True, capture_output=True,
    )  # fmt: skip
    rows: list[dict[str, Any]] = json.loads((folder / "rows.json").read_text("utf-8"))
    return rows


def test_the_marks_reach_what_they_should(tmp_path: Path) -> None:
    rows = set_up_without_anything(tmp_path)
    for mark, needs in _NEEDS.items():
        marked = {row["test"] for row in rows if mark in row["marks"]}
        wanting = {row["test"] for row in rows if any(need in row["why"] for need in needs)}
        assert len(marked) > 30
        assert wanting - marked == set()
        assert {row["test"] for row in rows if mark in row["marks"] and row["outcome"] != "skipped"} == set()
    quick = [row for row in rows if "unit" in row["marks"]]
    assert len(quick) > 2000
    assert all(row["marks"] == ["unit"] for row in quick)


def test_every_name_of_a_slow_test_is_one() -> None:
    files = {path.name: path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    written = set(re.findall(r"^def (test_\w+)", "".join(files.values()), re.MULTILINE))
    assert set() == SLOW - files.keys() - written
