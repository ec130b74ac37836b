"""The same paragraphs in another order: passages moved, and nothing added, dropped or edited."""

from __future__ import annotations

from itertools import permutations

import pytest
from compared import compared

from textdiff.views.words import move_note

# Items that begin alike.
AGENDA = (
    "Asked about the harbour, Anna Berg said that she would build a second pier within four years.",
    "Asked about the schools, Omar Diaz promised smaller classes and free lunches for all children.",
    "Asked about the taxes, Pia Lund replied that nobody should expect any change before the spring.",
    "Asked about the roads, Ivo Holm said that the ring would be finished when the money was there.",
    "Asked about the ferry, Mia Strand promised two more boats and a lower fare for islanders.",
)
NUMBERED = (
    "Item 1. The council approved the budget for the coming year by nine votes to two.",
    "Item 2. The council approved the plan for the harbour by seven votes to four.",
    "Item 3. The council approved the minutes of the last meeting without a vote.",
    "Item 4. The council approved the sale of the old school to the Holm company.",
    "Item 5. The council approved the names of two new streets.",
)
# Items that end alike.
ENDINGS = (
    "The pier will be closed from Monday on, the council of Holm said in a statement.",
    "Two ferries will be sold this year, the council of Holm said in a statement.",
    "No teacher will lose her job for it, the council of Holm said in a statement.",
    "Fares on all lines go up by a tenth, the council of Holm said in a statement.",
    "Snow has to be cleared before eight, the council of Holm said in a statement.",
)
# Short sentences between long ones.
SHORT = (
    "The strike at the port ended on Friday after nine days of talks.",
    "No one was hurt.",
    "Dockers will get four per cent more pay from January on.",
    "He agreed.",
    "Ships that had waited outside the harbour were unloaded during the night.",
)
# What ends a sentence in one order, and in the other one hides its end.
GLUED = (
    "The firm in the old town was bought by Smith & Co.",
    "Exports of steel and timber to the U.S.",
    "It rained all day on the coast.[1]",
    "The ferry stayed in the harbour of Holm.[2]",
    "Nobody on board the boat was hurt (see note 3).",
)
_TEXTS = {"agenda": AGENDA, "numbered": NUMBERED, "endings": ENDINGS, "short": SHORT, "glued": GLUED}
_BETWEEN = {"paragraphs": ("\n\n", "\n\n"), "one line": ("\n\n", " "), "lines": ("\n", "\n"), "wrapped": (" ", "\n")}


def _faults(a: str, b: str) -> list[str]:
    """Return what is told of two texts besides that passages moved whole."""
    comparison = compared(a, b)
    counts = comparison.counts
    told = [block.kind for block in comparison.changes if not (block.moved and block.kind == "same")]
    return told + ["words"] * (counts.added_words + counts.dropped_words)


@pytest.mark.law(10)
@pytest.mark.parametrize("n", [4, 5])
@pytest.mark.parametrize("between", _BETWEEN.values(), ids=_BETWEEN)
@pytest.mark.parametrize("paragraphs", _TEXTS.values(), ids=_TEXTS)
def test_paragraphs_in_any_other_order_are_moved_and_nothing_else(
    paragraphs: tuple[str, ...], between: tuple[str, str], n: int
) -> None:
    wrong = []
    for order in permutations(paragraphs[:n]):
        a, b = between[0].join(paragraphs[:n]) + "\n", between[1].join(order) + "\n"
        wrong += [(order, faults)] if (faults := _faults(a, b)) else []
    assert wrong == []


def test_two_paragraphs_that_change_places_around_a_third_are_moved() -> None:
    """The case swap-around-middle: both were called reworded, 27 words dropped and added."""
    a, b = "\n\n".join(AGENDA[:3]) + "\n", "\n\n".join(AGENDA[2::-1]) + "\n"
    comparison = compared(a, b)
    assert [(block.kind, block.moved is not None) for block in comparison.changes] == [("same", True)] * 2
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)
    assert not any("within" in move_note(block, comparison) for block in comparison.changes)


def test_a_sentence_that_moved_inside_its_paragraph_rose_or_sank_there() -> None:
    a, b = " ".join((AGENDA[0], *SHORT[::2], AGENDA[4])), " ".join((*SHORT[::2], AGENDA[0], AGENDA[4]))
    comparison = compared(a, b)
    assert [move_note(block, comparison) for block in comparison.changes] == ["sank within paragraph 1"]


@pytest.mark.parametrize("around", [SHORT[0], AGENDA[4], GLUED[1]])
def test_a_short_sentence_between_two_that_change_places_stays_or_moves_with_them(around: str) -> None:
    one, other = AGENDA[1], NUMBERED[0]
    assert _faults(f"{around} {one} He agreed. {other}", f"{around} {other} He agreed. {one}") == []
    assert _faults(f"{one} He agreed. {other} {around}", f"{other} {one} He agreed. {around}") == []
