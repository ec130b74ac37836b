"""README, manual, CONTRIBUTING, Makefile and the rest say what is true: every command on them is run by a test."""

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
CI = (ROOT / ".ci" / "run").read_text("utf-8")
LINES = {"README.md": 120, "CONTRIBUTING.md": 80}
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (*map(ROOT.joinpath, LINES), *sorted((ROOT / "textdiff" / "guide").glob("*.md")))
}
TARGETS = {
    name: [line.strip() for line in recipe.splitlines()]
    for name, recipe in re.findall(r"^(\w+):.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
}


def _code(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


# Commands that no test can run as they stand: they install, or run the tests. The test named covers each.
NOT_RUN = dict(
    zip(
        (code.strip() for code in _code(README, "sh")),
        (
            "test_the_first_command_of_the_readme_works_from_its_second_step_on",
            "test_ci_runs_the_test_command_of_the_readme",
        ),
        strict=False,
    )
) | {
    **dict.fromkeys(
        ("make setup", "make unit", "make lint", "make test", "make quality"),
        "test_the_makefile_has_what_the_pages_say_and_checks_what_ci_checks",
    ),
    ".venv/bin/pytest -q tests/test_moves.py": "test_what_the_pages_name_is_there",
    ".venv/bin/python tests/digest.py": "test_twenty_one_hash_seeds_give_one_digest",
}


def _commands() -> dict[str, str]:
    """Return every line of shell code on a page that is not in `NOT_RUN`, and what has to be run before it."""
    found = {}
    for page in PAGES.values():
        for code in _code(page, "sh"):
            lines = [line for line in code.splitlines() if line not in NOT_RUN]
            for line in lines:
                file = line.split()[-1]
                makers = [other for other in lines if f"-o {file}" in other]
                found[line] = makers[0] if makers and makers[0] != line else "true"
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the corpora in it, as a reader of the README has them, and a `textdiff` to call."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "corpora", folder / "corpora")
    for command in (folder / "bin" / "textdiff", folder / ".venv" / "bin" / "textdiff"):
        command.parent.mkdir(parents=True)
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m textdiff "$@"\n')
        command.chmod(0o755)
    return folder


def _sh(command: str, project: Path) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PATH": f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["sh", "-c", command], cwd=project, env=environment, capture_output=True, check=False)


def test_the_pages_have_commands_to_run_and_nothing_is_left_out_that_is_not_there() -> None:
    assert len(_commands()) > 15
    lines = {line for page in PAGES.values() for code in _code(page, "sh") for line in code.splitlines()}
    assert set(NOT_RUN) <= lines
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert all(f"def {test}(" in tests for test in NOT_RUN.values())


@pytest.mark.parametrize(("command", "before"), _commands().items())
def test_every_command_of_the_pages_runs(command: str, before: str, project: Path) -> None:
    assert _sh(before, project).returncode == 0
    run = _sh(command, project)
    assert run.returncode == int("compare" in command and "--ignore" not in command), run.stderr.decode()
    assert run.stdout + run.stderr


def test_the_python_of_the_pages_runs(project: Path) -> None:
    printed = []
    for example in [example for page in PAGES.values() for example in _code(page, "python")]:
        run = subprocess.run([sys.executable, "-c", example], cwd=project, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr.decode()
        printed.append(run.stdout.decode())
    assert "of A's words are in B" in printed[0]
    assert ["a []", "b ['a']"] in [text.splitlines() for text in printed]


def test_the_first_command_of_the_readme_works_from_its_second_step_on(project: Path) -> None:
    first = _code(README, "sh")[0].strip()
    assert "\n" not in first
    run = _sh(first.split(" && ", 2)[2].replace(".venv/bin/textdiff", "textdiff"), project)
    assert run.returncode == 0, run.stderr.decode()
    assert (project / "textdiff-report.html").exists()
    assert (project / "textdiff-out" / "index.html").exists()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert _code(README, "sh")[1].strip() in CI


def test_the_makefile_has_what_the_pages_say_and_checks_what_ci_checks() -> None:
    assert list(TARGETS) == ["setup", "unit", "test", "lint", "quality", "speed", "report"]
    assert "-r .ci/requirements.txt" in TARGETS["setup"][1]
    assert TARGETS["setup"][2].endswith("--no-deps -e .")
    assert re.fullmatch(r"TEXTDIFF_EXAMPLES=\d .*pytest -q -m unit", *TARGETS["unit"])
    (test,) = TARGETS["test"]
    assert _code(README, "sh")[1].strip().endswith(test.replace("$(BIN)", ".venv/bin"))
    assert [line.replace("$(BIN)", ".venv/bin") for line in TARGETS["lint"]] == CI.splitlines()[-len(TARGETS["lint"]) :]
    named = {name for page in PAGES.values() for name in re.findall(r"(?m)(?:`|^)make (\w+)", page)}
    assert named <= set(TARGETS)


def test_what_the_pages_name_is_there() -> None:
    recipes = "\n".join(line for lines in TARGETS.values() for line in lines)
    for page in (*PAGES.values(), recipes):
        for path in re.findall(r"(?:python|pytest)(?: -q)? ((?:tests|reports)[\w/.]*)", page):
            assert (ROOT / path).exists(), path
    guide = {Path(name).stem for name in PAGES}
    assert {name for page in PAGES.values() for name in re.findall(r"textdiff\s+guide\s+([a-z-]+)", page)} <= guide


def test_every_option_on_the_pages_is_one_of_the_command() -> None:
    from textdiff.cli import _textdiff

    known = {"--help", "--all"} | {
        option for command in _textdiff.commands.values() for one in command.params for option in one.opts
    }
    of_tools = {"--full", "--raise", "--write", "--picture"}  # of the scripts in tests and reports
    for name, page in PAGES.items():
        prose = re.sub(r"```sh\n.*?```", "", page, flags=re.DOTALL) if name == "README.md" else page
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", prose)) <= known | of_tools, name


@pytest.mark.parametrize(("name", "most"), LINES.items())
def test_what_is_read_first_is_short(name: str, most: int) -> None:
    assert len(PAGES[name].splitlines()) <= most


def test_the_table_of_verbs_names_public_functions() -> None:
    verbs = set(re.findall(r"`textdiff\.(\w+)\(", README))
    assert verbs == {"compare", "report", "scan", "verify", "read", "passages"}
    assert all(callable(getattr(textdiff, verb)) for verb in verbs)


def test_the_citation_names_this_version_and_the_authors_of_the_licence() -> None:
    lines = (ROOT / "CITATION.cff").read_text("utf-8").splitlines()
    fields = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z-]+: ", line))
    assert fields["cff-version"] == "1.2.0"
    assert (fields["type"], fields["title"], fields["license"]) == ("software", "textdiff", "MIT")
    assert fields["version"] == textdiff.__version__
    assert fields["message"]
    (author,) = re.findall(r"^  - name: (.+)$", "\n".join(lines), re.MULTILINE)
    assert f" {author}\n" in (ROOT / "LICENSE").read_text("utf-8")


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
