"""Names and dates that are given to versions, on the command line and in Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import article, run

import textdiff
from textdiff.families.groups import find_families
from textdiff.model import Pair, Shares

HEADER = "Title: A crane topples\nOutlet: The Meridian\nDate: 2024-05-14\n\n"
DATES = ("2020-08-17", "2020-08", "2020", "2020-08-17T09:30", "2020-08-17 09:30:15Z", "2020-08-17T09:30+02:00")
NO_DATES = ("yesterday", "17.8.2020", "2020-13", "2020-02-30", "2020-08-17T25:00", "20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(HEADER + article(*range(6)), "utf-8")
    (tmp_path / "b.txt").write_text(article(*range(1, 6)), "utf-8")
    return tmp_path


def _documents(folder: Path, *args: str) -> list[dict[str, Any]]:
    done = run("compare", "--json", "a.txt", "b.txt", *args, cwd=folder)
    assert done.returncode == 1, done.stderr
    documents: list[dict[str, Any]] = json.loads(done.stdout)["documents"]
    return documents


def test_a_label_is_the_name_and_the_path_stays(folder: Path) -> None:
    a, b = _documents(folder, "--label", "A=BBC", "--label", "b=Al Jazeera")
    assert (a["name"], a["path"], b["name"], b["path"]) == ("BBC", "a.txt", "Al Jazeera", "b.txt")
    assert [one["name"] for one in _documents(folder, "--label", "B=x = y")] == ["a.txt", "x = y"]


def test_a_date_that_is_given_comes_before_that_of_the_header(folder: Path) -> None:
    assert [one["date"] for one in _documents(folder)] == ["2024-05-14", None]
    a, b = _documents(folder, "--date", "a=2020-08", "--date", "B=2020-08-17T09:30")
    assert (a["date"], b["date"], a["title"]) == ("2020-08", "2020-08-17T09:30", "A crane topples")


def test_every_view_shows_the_label(folder: Path) -> None:
    for args in (["compare"], ["compare", "--stat"], ["compare", "--format", "markdown"], ["report", "-o", "-"]):
        shown = run(*args, "a.txt", "b.txt", "--label", "A=Der Bote", cwd=folder).stdout
        assert b"Der Bote" in shown, args


@pytest.mark.parametrize("command", ["compare", "report"])
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--label", "BBC"], "--label 'BBC' names no version; write --label A=NAME"),
        (["--label", "=BBC"], "--label '=BBC' has no letter; write"),
        (["--label", "A= "], "--label 'A= ' is empty; write"),
        (["--label", "C=BBC"], "--label C: there is no such version; there are A and B"),
        (["--label", "A=x", "--label", "a=y"], "--label A: is given twice; give it once"),
        (["--date", "2020"], "--date '2020' names no version; write --date A=2020-08-17"),
        (["--date", "AB=2020"], "--date AB: there is no such version"),
        *((["--date", f"B={date}"], f"'{date}' is no date; write 2020-08-17") for date in NO_DATES),
    ],
)
def test_a_label_or_date_that_means_nothing_is_a_usage_error(
    folder: Path, command: str, args: list[str], said: str
) -> None:
    done = run(command, "a.txt", "b.txt", *args, cwd=folder)
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, line.startswith(f"textdiff: {said}")) == (2, b"", True), line
    assert not (folder / "textdiff-report.html").exists()


def test_git_shows_a_file_by_its_label(folder: Path) -> None:
    from_git = ["notes.txt", "a.txt", "0" * 40, "100644", "b.txt", "0" * 40, "100644"]
    shown = run("compare", *from_git, "--label", "B=now", "--json", cwd=folder)
    assert [one["name"] for one in json.loads(shown.stdout)["documents"]] == ["notes.txt", "now"]


def test_python_takes_a_label_and_a_date_too(folder: Path) -> None:
    document = textdiff.read(folder / "a.txt", label="BBC", date="2020-08-17")
    source = document.source
    assert (document.id, source.date, source.title) == ("BBC", "2020-08-17", "A crane topples")
    assert source.path == str(folder / "a.txt")
    with pytest.raises(textdiff.OptionsError, match="'soon' is no date; write"):
        textdiff.read(folder / "a.txt", date="soon")
    with pytest.raises(textdiff.OptionsError, match="is no name to show"):
        textdiff.read(folder / "a.txt", label=" ")


@pytest.mark.parametrize("date", DATES)
def test_a_date_that_is_taken_tells_the_origin_of_a_family(folder: Path, date: str) -> None:
    early = textdiff.read(folder / "a.txt", label="early", date=date)
    late = textdiff.read(folder / "b.txt", label="late", date="2021-01-01")
    pair = Pair("early", "late", "overlapping", Shares(0.9, 0.9, 0.8, 50, 1, 50), joins=True)
    (family,) = find_families([pair], [early, late])
    assert family.likely_origin == "early"
