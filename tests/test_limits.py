"""Law 5, the part about work: each bound that was hit is a Limit, and stands in the notes; no clock is one."""

from __future__ import annotations

import naive
import pytest
from compared import compared

from textdiff import Document, compare
from textdiff.views.words import say_limit

KEPT = "The council of the northern harbour met on Monday to hear the report of the engineers."
END = "Work on the new pier is due to begin in the second week of October at the earliest."


def _sentence(seed: int, n: int = 12) -> str:
    return " ".join(f"w{seed}x{k}" for k in range(n)) + "."


# Two texts that ask for more work than a small bound allows: the bound, its value, and what is said of it.
_CASES: dict[str, tuple[int, str, str]] = {
    "engine_cells": (1, "one one", "one one one"),
    "gestalt_cells": (
        20,
        f"{KEPT} Nine of the boats that were out in the storm came back before dark on Sunday. {END}",
        f"{KEPT} Ten of the boats that were out in the storm came home before dark on Sunday. {END}",
    ),
    "most_sentences": (2, f"{KEPT} {_sentence(1)} {_sentence(2)}", f"{KEPT} {_sentence(3)} {_sentence(4)}"),
    "reworded_cells": (
        3,
        f"{KEPT} {' '.join(_sentence(n) for n in range(4))} {END}",
        f"{KEPT} {' '.join(_sentence(n) for n in range(10, 14))} {END}",
    ),
    "max_occurrences": (2, "word " * 12, "word " * 10),
    "move_cells": (
        100,
        f"The mayor of the old town opened the new bridge over the river in the rain on Friday. {KEPT} {END}",
        f"{KEPT} {END} The mayor of an old town opened the big bridge across the river in the snow on Friday.",
    ),
    "slide_tokens": (3, f"{KEPT} {'again and ' * 12}over.", f"{KEPT} {'again and ' * 16}over."),
}


@pytest.mark.law(5)
@pytest.mark.parametrize("name", _CASES)
def test_a_bound_that_was_hit_is_a_limit_and_stands_in_the_notes(name: str) -> None:
    cap, a, b = _CASES[name]
    comparison = compared(a, b, **{name: cap})
    (limit,) = (limit for limit in comparison.limits if limit.name == name)
    assert limit.cap == cap < limit.work
    assert say_limit(limit) in comparison.notes
    assert naive.rebuild(comparison) == (a, b)
    usual = compared(a, b)
    assert name not in {limit.name for limit in usual.limits}
    assert say_limit(limit) not in usual.notes


def test_a_refrain_that_equal_texts_have_is_no_limit() -> None:
    refrain = "And nobody knows where the harbour lights go in the winter."
    text = " ".join(f"{_sentence(n)} {refrain}" for n in range(20))
    assert compare(Document("a", text), Document("b", text)).limits == ()


def test_a_phrase_too_short_to_count_is_no_limit() -> None:
    a, b = (" ".join(f"{_sentence(first + n)[:-1]} as a result of the." for n in range(20)) for first in (0, 100))
    comparison = compare(Document("a", a), Document("b", b))
    assert (comparison.limits, len(comparison.uncounted) > 0) == ((), True)


@pytest.mark.parametrize("name", _CASES)
def test_a_limit_is_the_same_from_both_sides(name: str) -> None:
    cap, a, b = _CASES[name]
    assert compared(a, b, **{name: cap}).limits == compared(b, a, **{name: cap}).limits
