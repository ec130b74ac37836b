"""What is said of codes and values: one sentence each, which names the texts and numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import get_args

import pytest

import textdiff
from textdiff import Document, Options, Span
from textdiff.model import Block, Counts, Flaw, Limit, Move, Reason, Shares, Summary
from textdiff.model.pair import Relation, WarningKind
from textdiff.options import Calibration
from textdiff.views.words import count, name_of_kind, percent, say_limit, say_note, say_verdict, say_warning

LIMITS = (
    "most_sentences",
    "engine_cells",
    "gestalt_cells",
    "reworded_cells",
    "max_occurrences",
    "slide_tokens",
    "move_cells",
)


def summary(relation: Relation, *reasons: Reason, added: int = 0, dropped: int = 0) -> Summary:
    return Summary((100, 90), relation, Shares(0.5, 0.85), Counts(added, dropped), reasons)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 %"), (0.001, "under 1 %"), (0.5, "50 %"), (0.796, "79 %"), (0.7999, "79 %"), (0.8, "80 %"),
        (0.8999, "89 %"), (0.9, "90 %"), (0.9999, "99 %"), (1, "100 %"),
    ],
)  # fmt: skip
def test_a_percentage_does_not_reach_by_rounding_what_a_relation_needs(share: float, said: str) -> None:
    assert percent(share) == said


def test_one_is_singular() -> None:
    assert [count(n, "word") for n in (0, 1, 2, 2000)] == ["0 words", "1 word", "2 words", "2,000 words"]


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_that_was_hit_is_said_with_its_consequence(name: str) -> None:
    assert name in asdict(Calibration())
    said = say_limit(Limit(name, 54_321, 1_234))
    assert said.endswith(".")
    assert "1,234" in said
    assert any(consequence in said for consequence in ("not looked for", "shown as", "may "))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (summary("same"), "A and B are the same text."),
        (summary("typography"), "A and B have the same words; only white space or typography differs."),
        (
            summary("b-inside-a", Reason("moved-passages", (1,)), dropped=1),
            (
                "B is inside A: 50 % of A's words are in B and 85 % of B's are in A; B drops 1 word of A's; "
                "1 passage moved."
            ),
        ),
        (
            summary("overlapping", Reason("edited-sentences", (2,)), Reason("reworded-sentences", (1,)), added=3),
            (
                "50 % of A's words are in B and 85 % of B's are in A; B adds 3 words; "
                "2 sentences edited and 1 reworded or replaced."
            ),
        ),
        (
            summary("near-duplicate", Reason("only-crumbs")),
            (
                "A and B are near-duplicates: 50 % of A's words are in B and 85 % of B's are in A; only lines that are "
                "no part of the article differ (headers, links, footers)."
            ),
        ),
        (
            summary("no-shared-text", Reason("only-marks")),
            (
                "A and B share no passage of 7 words or more beyond names and titles; "
                "no word differs, but signs, currency or punctuation do."
            ),
        ),
    ],
)
def test_a_verdict_says_both_directions_and_what_became_of_sentences(found: Summary, said: str) -> None:
    assert say_verdict(found, 7) == said


@pytest.mark.parametrize("relation", get_args(Relation))
def test_every_relation_has_a_verdict_of_one_sentence(relation: Relation) -> None:
    said = say_verdict(summary(relation, Reason("edited-sentences", (1,)), added=1, dropped=1), 7)
    assert said.endswith(".")
    assert said.count(". ") == 0


@pytest.mark.parametrize(
    ("flaw", "said"),
    [
        (
            ("lost-text", (" the\n end " * 30, 1, 2)),
            f"possibly lost in extraction in paragraph 1; in paragraph 2 B has here: {'the end ' * 30}".rstrip(),
        ),
        (("hidden-characters", ("U+00AD", 2, "U+200B", 1)), "invisible characters: 2 × U+00AD, 1 × U+200B"),
        (("undecodable", (1, "ascii")), "1 place could not be read as ascii: U+FFFD stands there"),
        (("line-ends", ("CR", "CRLF")), "line ends differ; here: CR, CRLF"),
        (
            ("page-furniture", (2, "Annual report 1", "Annual report 2")),
            "2 lines of page furniture, which are not compared: “Annual report 1”, “Annual report 2”",
        ),
        (
            ("mixed-scripts", (1, "Latin", "Cyrillic", "Thе")),
            "1 word with Cyrillic letters that look like Latin ones: Thе",
        ),
        (
            ("mixed-scripts", (9, "Latin", "Greek", *"abcdef")),
            "9 words with Greek letters that look like Latin ones: a, b, c, d, e and 1 more",
        ),
    ],
)  # fmt: skip
def test_a_flaw_of_an_input_is_said(flaw: tuple[WarningKind, tuple[str | int, ...]], said: str) -> None:
    assert say_warning(Flaw(flaw[0], "a", Span(0, 1), flaw[1])) == said


def test_every_kind_of_warning_is_said() -> None:
    said = "lost-text hidden-characters undecodable line-ends mixed-scripts page-furniture"
    assert set(said.split()) == set(get_args(WarningKind))


def test_a_note_names_its_text() -> None:
    assert say_note(Reason("no-words", ("a",))) == "A is empty: it has no words."
    assert say_note(Reason("few-words", ("b", 1, 7))) == "B has 1 word, fewer than the 7 of a passage."
    assert say_note(Reason("stacked-marks", ("a", 2000, 16))).startswith(
        "A has 2,000 combining marks on one letter, at character 16: "
    )
    with pytest.raises(AssertionError, match="unknown kind"):
        say_note(Reason("nothing", ("a",)))


def test_a_comparison_says_each_limit_that_it_hit() -> None:
    a, b = (Document(name, " ".join(f"{name}{n}" for n in range(40))) for name in "ab")
    comparison = textdiff.compare(a, b, options=Options(calibration=Calibration(engine_cells=100)))
    assert comparison.notes == (say_limit(Limit("engine_cells", 1600, 100)),)


def test_a_moved_block_is_named_with_what_else_became_of_it() -> None:
    move = Move(1, 2, 0.1, 0.9)
    assert name_of_kind(Block(0, "edited", Span(0, 1), Span(0, 1), 0.5, move)) == "moved and edited"
    assert name_of_kind(Block(0, "same", Span(0, 1), Span(0, 1), 1.0, move)) == "moved"
    assert name_of_kind(Block(0, "added", None, Span(0, 1), 0.0)) == "added"
