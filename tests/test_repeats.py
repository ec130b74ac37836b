"""What stands twice in one text and once in the other: a listed change of the body, named as a repeat in every view."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import run
from compared import compared
from page import assert_whole

import textdiff
from textdiff.views.formats import FORMATS, STAT
from textdiff.views.terminal import Screen

ENDED = (
    "The strike at the port ended on Friday after nine days of talks. "
    "Both sides said that they were satisfied with the result."
)
DOCKERS = "Dockers will get four per cent more pay from January. The union had asked for seven."
SHIPS = (
    "Ships that had waited outside the harbour were unloaded during the night. "
    "The company expects the backlog to be gone within a week."
)
VOTES = ["Ms Alder: Yes.", "Mr Birch: Yes.", "Ms Cedar: No."]
CARRIED = "The chair said the motion was carried by two votes to one."
BEGUN = "The committee voted by roll call on Thursday night.\n\n"
AGAIN = "\n\nThe committee then voted on the second motion.\n\n"
REFRAIN = "And the river kept on rising, as it had all week."
CAPTION = "Dockers wave at the first ship to leave the harbour on Friday."

# Texts, of which B has less, and what is said of each repeat.
CASES = {
    "repeat-paragraph-doubled": (
        f"{ENDED}\n\n{DOCKERS}\n\n{DOCKERS}\n\n{SHIPS}\n\n{ENDED}",
        f"{ENDED}\n\n{DOCKERS}\n\n{SHIPS}",
        ["paragraph 2", "paragraph 1"],
    ),
    "a doubled last paragraph": (
        f"{ENDED}\n\n{DOCKERS}\n\n{SHIPS}\n\n{SHIPS}",
        f"{ENDED}\n\n{DOCKERS}\n\n{SHIPS}",
        ["paragraph 3"],
    ),
    "a refrain said three times, one dropped": (
        f"{REFRAIN}\n\n{ENDED}\n\n{REFRAIN}\n\n{DOCKERS}\n\n{REFRAIN}\n\n{SHIPS}",
        f"{REFRAIN}\n\n{ENDED}\n\n{REFRAIN}\n\n{DOCKERS}\n\n{SHIPS}",
        ["paragraph 1"],
    ),
    "a caption said again in the middle": (
        f"{ENDED}\n\n{CAPTION}\n\n{DOCKERS}\n\n{CAPTION}\n\n{SHIPS}",
        f"{ENDED}\n\n{CAPTION}\n\n{DOCKERS}\n\n{SHIPS}",
        ["paragraph 2"],
    ),
    "repeat-vote-dropped": (
        BEGUN + "\n".join([*VOTES, CARRIED]) + AGAIN + "\n".join([*VOTES, CARRIED]),
        BEGUN + "\n".join([*VOTES, CARRIED]) + AGAIN + "\n".join([VOTES[0], CARRIED]),
        ["paragraph"],
    ),
    "the first vote of the second list": (
        BEGUN + "\n".join([*VOTES, CARRIED]) + AGAIN + "\n".join([*VOTES, CARRIED]),
        BEGUN + "\n".join([*VOTES, CARRIED]) + AGAIN + "\n".join([*VOTES[1:], CARRIED]),
        ["paragraph"],
    ),
    "a line of a list cast twice": (
        BEGUN + "\n".join([VOTES[0], VOTES[1], VOTES[1], VOTES[2], CARRIED]),
        BEGUN + "\n".join([*VOTES, CARRIED]),
        ["paragraph"],
    ),
    "the sentence behind both lists": (
        BEGUN + "\n".join([*VOTES, CARRIED]) + AGAIN + "\n".join([*VOTES, CARRIED]),
        BEGUN + "\n".join([*VOTES, CARRIED]) + AGAIN + "\n".join(VOTES),
        ["paragraph"],
    ),
}


@pytest.mark.parametrize(("a", "b", "said"), CASES.values(), ids=CASES)
def test_a_repeat_that_was_dropped_is_listed_counted_and_named(a: str, b: str, said: list[str]) -> None:
    found = compared(a, b)
    assert [block.kind for block in found.changes] == ["dropped"] * len(said)
    assert all(block.lane == "body" and block.repeat_of is not None for block in found.changes)
    assert found.counts.dropped_words == len(a.split()) - len(b.split())
    assert f"{len(said)} repeat{'s' if len(said) > 1 else ''} dropped" in found.verdict
    shown = FORMATS["term"].render(found, Screen())
    lines = re.findall(r"^#\d+  dropped, says again what stands in (paragraph \d) of A", shown, re.MULTILINE)
    assert len(lines) == len(said)
    assert all(line.startswith(expected) for line, expected in zip(lines, said, strict=True))
    assert f"{len(said)} dropped ({len(said)} repeat" in shown
    assert FORMATS["markdown"].render(found, Screen()).count(": says again what stands") == 0
    assert FORMATS["markdown"].render(found, Screen()).count("` says again what stands in paragraph") == len(said)
    assert found._repr_html_().count("dropped, says again what stands in paragraph") == len(said)
    assert re.search(r"^repeats +\d block", STAT.render(found, Screen()), re.MULTILINE)
    html = textdiff.report([found.a, found.b])
    page = assert_whole(html, a, b)
    assert page.values("data-changes") == [str(len(said))]
    assert html.count("Repeat: says again what stands in paragraph") == len(said)


@pytest.mark.parametrize(("a", "b", "said"), CASES.values(), ids=CASES)
def test_a_repeat_that_was_added_is_named_too(a: str, b: str, said: list[str]) -> None:
    shown = FORMATS["term"].render(compared(b, a), Screen())
    assert len(re.findall(r"^#\d+  added, says again what stands in paragraph \d of B", shown, re.MULTILINE)) == len(
        said
    )


def test_what_repeats_a_change_names_its_number() -> None:
    found = compared(f"{ENDED}\n\n{SHIPS}", f"{ENDED}\n\n{DOCKERS}\n\n{SHIPS}\n\n{DOCKERS}")
    assert "#2  added, repeats change 1, at" in FORMATS["term"].render(found, Screen())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("", 1),
        ("--fail-if dropped", 1),
        ("--fail-if repeat", 1),
        ("--fail-if added,edited,reworded,moved,lost-text", 0),
        ("--fail-if dropped --ignore repeat", 0),
        ("--ignore repeat", 0),
    ],
)
def test_the_exit_code_sees_repeats(tmp_path: Path, name: str, options: str, code: int) -> None:
    a, b, _ = CASES[name]
    (tmp_path / "a").write_text(a, "utf-8")
    (tmp_path / "b").write_text(b, "utf-8")
    assert run("compare", "-q", "a", "b", *options.split(), cwd=tmp_path).returncode == code


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("opening", [SHIPS, f"{REFRAIN} Nobody slept.", "The mayor said no.", CAPTION])
def test_a_doubled_opening_paragraph_is_a_repeat_and_no_headline(opening: str, between: str) -> None:
    """It was taken for a headline that stands again, and the answer was that no line of the article differs."""
    comparison = compared(between.join((opening, DOCKERS)), between.join((opening, opening, DOCKERS)))
    assert [(block.kind, block.lane) for block in comparison.changes] == [("added", "body")]
    assert comparison.changes[0].repeat_of is not None
    assert comparison.counts.added_words == len(opening.split())
    assert comparison.shares.a_in_b == comparison.shares.b_in_a == 1.0


def test_short_sentences_left_over_on_both_sides_have_moved_however_often_they_stand() -> None:
    """One of two "Yes." was dropped and added."""
    comparison = compared(f"{SHIPS} {REFRAIN} Yes. Yes.", f"Yes.\n\n{SHIPS}\n\n{REFRAIN}\n\nYes.")
    assert [(block.kind, block.moved is not None) for block in comparison.changes] == [("same", True)]
    assert (comparison.counts.added_words, comparison.counts.dropped_words) == (0, 0)
