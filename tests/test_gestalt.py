"""The longest run first, as difflib has it; and the look-up of n-grams in parts, as in one go."""

from __future__ import annotations

from difflib import SequenceMatcher
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from textdiff.changes.gestalt import longest_first
from textdiff.texts import terms
from textdiff.texts.terms import Grams

_ITEMS = st.lists(st.sampled_from("abcde"), max_size=16) | st.lists(st.sampled_from("ab"), max_size=16)


def _joined(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the runs, those that touch on both sides made one, as difflib does."""
    joined: list[tuple[int, int, int]] = []
    for i, j, n in runs:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (i, j):
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + n)
        else:
            joined.append((i, j, n))
    return joined


@given(_ITEMS, _ITEMS)
def test_runs_are_taken_in_the_order_of_difflib(a: list[str], b: list[str]) -> None:
    expected = [tuple(match) for match in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if match[2]]
    assert _joined(longest_first(a, b)) == expected


def test_n_grams_of_a_long_text_are_looked_up_in_parts_as_in_one_go() -> None:
    draw = Random(1)  # noqa: S311  the same draw each time
    words = [draw.randrange(3000) for _ in range(terms._AT_ONCE + 40_000)]  # noqa: SLF001
    words += words[:500]
    others = [draw.randrange(3000) for _ in range(200)] + words[100:900] + words[-90:]
    here, there = Grams(words, 3), Grams(others, 3)
    places, several = here.look_up(there)
    last = {number: n for n, number in enumerate(here.numbers)}
    assert len(here.numbers) > terms._AT_ONCE  # noqa: SLF001
    assert list(places) == [last.get(number, -1) for number in there.numbers]
    twice = {number for n, number in enumerate(here.numbers) if last[number] != n}
    assert several.keys() == twice
    some = sorted(twice)[:50]
    assert len(some) == 50
    listed = list(here.numbers)
    assert [several[number] for number in some] == [
        [n for n, one in enumerate(listed) if one == number] for number in some
    ]
