"""The README, the changelog and the sample report say what is true."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import textdiff

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _code(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _textdiff_commands() -> list[str]:
    return [line for block in _code("sh") for line in block.splitlines() if line.startswith("textdiff ")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the corpora in it, as a reader of the README has them, and a `textdiff` to call."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "corpora", folder / "corpora")
    command = folder / "bin" / "textdiff"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m textdiff "$@"\n')
    command.chmod(0o755)
    return folder


def _environment(project: Path) -> dict[str, str]:
    return os.environ | {"PATH": f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def test_the_readme_has_commands_to_run() -> None:
    assert len(_textdiff_commands()) > 8


@pytest.mark.parametrize("command", _textdiff_commands())
def test_every_command_of_the_readme_runs(command: str, project: Path) -> None:
    if command.startswith("textdiff verify"):
        subprocess.run(
            ["sh", "-c", next(line for line in _textdiff_commands() if "name.html" in line)],
            cwd=project, env=_environment(project), check=True, capture_output=True,
        )  # fmt: skip
    run = subprocess.run(
        ["sh", "-c", command], cwd=project, env=_environment(project), capture_output=True, check=False
    )
    expected = 1 if "compare" in command and "--ignore" not in command else 0
    assert run.returncode == expected, run.stderr.decode()


def test_the_python_of_the_readme_runs(project: Path) -> None:
    printed = []
    for example in _code("python"):
        run = subprocess.run([sys.executable, "-c", example], cwd=project, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr.decode()
        printed.append(run.stdout.decode())
    assert "of A's words are in B" in printed[0]
    assert printed[1].splitlines() == ["a []", "b ['a']"]


def test_the_first_command_of_the_readme_works_from_its_second_step_on(project: Path) -> None:
    first = _code("sh")[0].strip()
    assert "\n" not in first
    steps = first.split(" && ", 2)[2].replace(".venv/bin/textdiff", "textdiff")
    run = subprocess.run(["sh", "-c", steps], cwd=project, env=_environment(project), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    assert (project / "textdiff-report.html").exists()
    assert (project / "textdiff-out" / "index.html").exists()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert _code("sh")[1].strip() in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_table_of_verbs_names_public_functions() -> None:
    verbs = set(re.findall(r"`textdiff\.(\w+)\(", README))
    assert verbs == {"compare", "report", "scan", "verify", "read", "passages"}
    assert all(callable(getattr(textdiff, verb)) for verb in verbs)


def test_the_sample_report_is_the_one_that_this_version_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    specification = importlib.util.spec_from_file_location("rebuild", ROOT / "reports" / "rebuild.py")
    assert specification is not None
    assert specification.loader is not None
    rebuild = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(rebuild)
    assert rebuild.rebuild() == (ROOT / "reports" / "belarus-2020.html").read_bytes().decode("utf-8")


def test_the_tests_run_on_the_installed_package_where_that_is_asked_for() -> None:
    installed = Path(textdiff.__file__).resolve()
    if os.environ.get("TEXTDIFF_REQUIRE_WHEEL") == "1":
        assert ROOT not in installed.parents or ".venv" in installed.parts
    assert installed.with_name("py.typed").exists()
    assert (installed.parent / "views" / "comparison.schema.json").exists()


def test_the_version_stands_in_the_package_alone() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", textdiff.__version__)
    assert textdiff.__version__ not in (ROOT / "pyproject.toml").read_text("utf-8")
