"""The manual: its pages on the terminal, what they lead to, and the laws with the tests that hold them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from command import run
from test_cli_terminal import on_terminal

ROOT = Path(__file__).parents[1]
GUIDE = Path(str(files("textdiff"))) / "guide"
PAGES = sorted(page.stem for page in GUIDE.glob("*.md"))
_LINES = 400
_HELP_LINES = 24

# The numbers of the laws in the mark of a test, and its name.
_MARKED = re.compile(r"^@pytest\.mark\.law\(([\d, ]+)\)\n(?:(?!def ).*\n)*?def (test_\w+)", re.MULTILINE)


def page(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text("utf-8")


def test_the_pages_that_are_promised_are_there() -> None:
    promised = "index method laws output tricky-cases quality-and-speed glossary adding-a-language adding-a-view"
    assert set(promised.split()) <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_as_it_is_written(name: str) -> None:
    done = run("guide", name)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page(name), b"")
    assert len(page(name).splitlines()) <= _LINES


def test_without_a_page_the_list_of_pages_is_shown_with_a_line_on_each() -> None:
    shown = run("guide").stdout.decode()
    assert shown == page("index")
    listed = re.findall(r"^- \[([\w-]+)\]\((\1)\.md\): \S", shown, re.MULTILINE)
    assert sorted(name for name, _ in listed) == [name for name in PAGES if name != "index"]


@pytest.mark.parametrize("name", ["nonsense", "", "../README", "index.md.md"])
def test_an_unknown_page_is_an_error_that_names_the_pages(name: str) -> None:
    done = run("guide", name)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert all(page in line for page in PAGES)


def test_the_name_of_the_file_of_a_page_is_its_name_too() -> None:
    assert run("guide", "laws.md").stdout == run("guide", "laws").stdout != b""


def test_headings_are_bold_on_a_terminal_and_nothing_else_is_changed() -> None:
    shown, code = on_terminal(["guide", "output"])
    text = shown.decode().replace("\r\n", "\n")
    assert code == 0
    headings = re.findall(r"^\x1b\[1m(#+ .*)\x1b\[0m$", text, re.MULTILINE)
    assert headings == re.findall(r"^#+ .*$", re.sub(r"```.*?```", "", page("output"), flags=re.DOTALL), re.MULTILINE)
    assert re.sub(r"\x1b\[[01]m", "", text) == page("output")
    assert b"\x1b" not in on_terminal(["guide", "output"], {"NO_COLOR": "1"})[0]
    assert b"\x1b" in run("guide", "output", "--color", "always").stdout


def test_a_long_page_goes_through_the_pager_unless_that_is_not_wanted() -> None:
    pager = {"PAGER": "sed s/^/paged:/"}
    assert b"paged:# " in on_terminal(["guide", "output", "--color", "never"], pager)[0]
    assert b"paged:" not in on_terminal(["guide", "output", "--no-pager"], pager)[0]
    assert b"paged:" not in run("guide", "output", env=pager).stdout


def test_the_help_lists_every_command_and_fits_a_terminal() -> None:
    shown = run("--help").stdout.decode()
    assert len(shown.splitlines()) <= _HELP_LINES
    assert re.search(r"^  guide +\w", shown, re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_leads_to_is_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page(name)):
        assert target.removesuffix(".md") in PAGES, f"{name} leads to {target}"
    for path in re.findall(r"`((?:textdiff|tests|corpora|reports|\.ci)/[\w./-]*\w)`", page(name)):
        assert (ROOT / path).exists(), f"{name} names {path}"


def test_each_law_stands_with_the_tests_that_hold_it() -> None:
    sections = re.split(r"^## (\d+)\. ", page("laws"), flags=re.MULTILINE)
    laws = dict(zip(map(int, sections[1::2]), sections[2::2], strict=True))
    assert sorted(laws) == list(range(1, 12))
    marked: dict[int, set[str]] = {number: set() for number in laws}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for numbers, name in _MARKED.findall(path.read_text("utf-8")):
            for number in numbers.split(", "):
                marked[int(number)].add(name)
    for number, text in laws.items():
        assert set(re.findall(r"`(test_\w+)`", text)) == marked[number] != set(), f"law {number}"
        assert "not held yet" not in text
