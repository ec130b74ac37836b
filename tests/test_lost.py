"""Text that one side lost in extraction: its lane, its words, its warning, in every view and in the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import run
from compared import compared
from mirror import content, mirror_image
from page import Page, assert_whole

import textdiff
from textdiff import Comparison, Document
from textdiff.errors import VerificationError
from textdiff.views.formats import FORMATS, STAT
from textdiff.views.terminal import Screen

HEAD = "A crane toppled into the harbour basin at Port Sallow on Monday morning. Nobody was hurt."
TAIL = "The port stays closed until the end of March. The union has called for talks."
QUOTE, STUMP = '"We heard a crack," said docker Milo Vantage.', '"We heard a crack," said .'
OWNER, CUT = "The owner of the crane will pay all costs of the repair.", "will pay all costs of the repair."
MET = "The two sides met in Oslo."


def _within(one: str, other: str) -> tuple[str, str]:
    return f"{HEAD} {one} {TAIL}", f"{HEAD} {other} {TAIL}"


# Texts, what B lost, what A lost.
CASES = {
    "a name behind said": (*_within(QUOTE, STUMP), ["docker Milo Vantage"], []),
    "a name between commas": (
        *_within("Police spoke to the owner, Ivo Karst, on Tuesday.", "Police spoke to the owner, , on Tuesday."),
        ["Ivo Karst"],
        [],
    ),
    "the beginning of a sentence": (*_within(OWNER, CUT), ["The owner of the crane"], []),
    "a whole sentence before a stump": (*_within(f"{MET} {OWNER}", CUT), [f"{MET} The owner of the crane"], []),
    "a stump on each side": (
        *_within(f"{STUMP} {OWNER}", f"{QUOTE} {CUT}"),
        ["The owner of the crane"],
        ["docker Milo Vantage"],
    ),
    "a stump on each side of one sentence": (
        *_within("The owner of the crane will pay all costs, said .", "will pay all costs, said docker Milo Vantage."),
        ["The owner of the crane"],
        ["docker Milo Vantage"],
    ),
    "two stumps in one paragraph": (
        *_within(f"{QUOTE} {OWNER}", f"{STUMP} {CUT}"),
        ["docker Milo Vantage", "The owner of the crane"],
        [],
    ),
}
NAME = CASES["a name behind said"][:2]


@pytest.mark.parametrize(("a", "b", "b_lost", "a_lost"), CASES.values(), ids=CASES)
def test_lost_text_is_a_numbered_change_that_is_warned_of_whole(
    a: str, b: str, b_lost: list[str], a_lost: list[str]
) -> None:
    found = compared(a, b)
    assert {block.lane for block in found.changes} == {"lost"}
    assert (found.counts.added_words, found.counts.dropped_words) == (0, 0)
    assert found.counts.lost_words == sum(len(text.split()) for text in (*b_lost, *a_lost))
    assert f"{found.counts.lost_words} words possibly lost in extraction" in found.verdict
    warned = {side: [one.note for one in found.warnings if one.side == side] for side in "ab"}
    for notes, lost in ((warned["a"], a_lost), (warned["b"], b_lost)):
        assert [note.partition(": ")[2] for note in notes] == lost
        assert all(re.search(r"in paragraph 1 \(changes? \d", note) for note in notes)
    numbers = {int(n) for one in found.warnings for n in re.findall(r"\d+", one.note.partition(";")[0])[1:]}
    assert numbers == {block.change for block in found.changes}


@pytest.mark.parametrize(("a", "b", "b_lost", "a_lost"), CASES.values(), ids=CASES)
def test_lost_text_mirrors_and_goes_through_json(a: str, b: str, b_lost: list[str], a_lost: list[str]) -> None:
    one, other = compared(a, b), compared(Document("b", b), Document("a", a))
    assert content(other.to_dict()) == mirror_image(one.to_dict())
    assert len(one.warnings) == len(b_lost) + len(a_lost)
    record = json.loads(json.dumps(one.to_dict()))
    assert Comparison.from_dict(record, (a, b)) == one
    assert record["counts"]["lost_words"] > 0


def test_what_else_changed_keeps_a_sentence_in_the_body() -> None:
    found = compared(*_within(QUOTE, STUMP.replace("crack", "bang")))
    (block,) = found.changes
    assert (block.kind, block.lane, found.counts.lost_words) == ("edited", "body", 0)
    (warning,) = found.warnings
    assert warning.note.endswith("(change 1); in paragraph 1 A has here: docker Milo Vantage")


def test_whole_sentences_of_another_paragraph_are_dropped() -> None:
    found = compared(f"{HEAD}\n\n{MET}\n\n{OWNER} {TAIL}", f"{HEAD}\n\n{CUT} {TAIL}")
    assert [(block.kind, block.lane) for block in found.changes] == [("dropped", "body"), ("edited", "lost")]
    assert found.warnings[0].note.startswith("possibly lost in extraction in paragraph 2 (change 2); ")


def test_a_sentence_dropped_behind_a_stump_is_dropped() -> None:
    found = compared(*_within(f"{QUOTE} {MET}", STUMP))
    assert [(block.kind, block.lane) for block in found.changes] == [("edited", "lost"), ("dropped", "body")]


def test_a_short_word_before_lower_case_is_a_stump_only_where_the_other_text_has_a_sentence() -> None:
    a = f"{HEAD} The meeting began at approx. five and ended late. {TAIL}"
    assert compared(a, a.replace("approx. five", "approx. at five")).warnings == ()
    assert len(compared(*_within(OWNER, CUT)).warnings) == 1


def test_the_lost_text_of_the_seeds_is_in_its_lane(seeds: dict[str, Document]) -> None:
    found = textdiff.compare(seeds["A"], seeds["B"])
    lost = [block for block in found.changes if block.lane == "lost"]
    texts = [block.a.of(found.a.text) for block in lost if block.a]
    assert [text.partition(" ")[0] for text in texts] == ["EU", '"The']
    first, second = (one.note for one in found.warnings if one.kind == "lost-text")
    assert first.endswith("EU foreign ministers agreed last week to prepare new sanctions")
    assert second.endswith("said Foreign Secretary Dominic Raab in a statement")
    for note, block in zip((first, second), lost, strict=True):
        assert f"(change {block.change})" in note
    assert found.counts.lost_words == 29
    turned = textdiff.compare(seeds["B"], seeds["A"])
    assert content(turned.to_dict()) == mirror_image(found.to_dict())


@pytest.mark.parametrize("form", [*FORMATS, "stat", "notebook"])
def test_every_view_says_that_text_is_possibly_lost(form: str) -> None:
    found = compared(*NAME)
    shown = {**{name: one.render for name, one in FORMATS.items()}, "stat": STAT.render}
    text = found._repr_html_() if form == "notebook" else shown[form](found, Screen())
    assert "possibly lost in extraction" in text
    if form not in ("stat", "json"):
        assert "3 words that only A has" in text


def test_a_long_loss_is_shortened_in_the_terminal_alone() -> None:
    long = "The owner of the crane, " + ", ".join(f"which has mark {n} on its arm" for n in range(30)) + ","
    found = compared(*_within(f"{long} will pay all costs of the repair and of the lost days.", CUT))
    (warning,) = found.warnings
    assert "mark 29" in warning.note
    line = next(line for line in FORMATS["term"].render(found, Screen()).splitlines() if line.startswith("warning"))
    assert re.search(r" … and \d+ more words$", line)
    assert "mark 29" in FORMATS["json"].render(found, Screen())


@pytest.mark.parametrize(("a", "b"), [case[:2] for case in CASES.values()], ids=CASES)
def test_a_report_numbers_lost_text_and_lists_it_apart(a: str, b: str) -> None:
    found = compared(a, b)
    html = textdiff.report([found.a, found.b])
    page = assert_whole(html, a, b)
    assert page.values("data-changes") == [str(len(found.changes))]
    assert page.values("data-list").count("lost") == 1
    assert "Breaks off here" in html
    only = textdiff.report([found.a, found.b], changes_only=True)
    assert Page(only).values("data-changes") == [str(len(found.changes))]
    with pytest.raises(VerificationError, match="changes-only"):
        textdiff.verify(only)


def test_a_report_without_lost_text_has_no_list_of_it() -> None:
    found = compared(HEAD, TAIL)
    assert "lost" not in Page(textdiff.report([found.a, found.b])).values("data-list")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("", 1),
        ("--fail-if dropped", 1),
        ("--fail-if lost-text", 1),
        ("--fail-if added,edited,reworded,moved,repeat,typography", 0),
        ("--fail-if dropped --ignore lost-text", 0),
        ("--ignore lost-text", 0),
        ("--ignore typography,repeat", 1),
    ],
)
def test_the_exit_code_sees_lost_text_where_it_is_asked_for(tmp_path: Path, options: str, code: int) -> None:
    for name, text in zip("ab", NAME, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    assert run("compare", "-q", "a", "b", *options.split(), cwd=tmp_path).returncode == code
    turned = options.replace("dropped", "*").replace("added", "dropped").replace("*", "added")
    assert run("compare", "-q", "b", "a", *turned.split(), cwd=tmp_path).returncode == code
