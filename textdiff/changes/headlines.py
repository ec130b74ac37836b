"""Headlines, in which the case of letters is typography: "Talks End in Deadlock" is "Talks end in deadlock"."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from textdiff.changes.align import Range
from textdiff.model import Tokens

Case = Literal["title", "capitals"]

_LONGEST_WORDS = 25
_LONG_WORD = 4  # letters; shorter ones ("in", "of", "the") are small in most headlines
_STOPS = frozenset(".。．｡।۔")


def headline_case(a: Tokens, b: Tokens, a_range: Range, b_range: Range) -> Case | None:
    """Return how the case of two sentences that are a headline may differ; None where they are none.

    Neither ends with a full stop, one of them is a line of its own, and in one of them all longer
    words, two or more, begin with a capital ("title") or are in capitals ("capitals").
    """
    sides = (a, a_range), (b, b_range)
    if not all(_is_short_and_open(*side) for side in sides) or not any(_is_line(*side) for side in sides):
        return None
    words = [_long_words(*side) for side in sides]
    if any(len(side) > 1 and all(word.isupper() for word in side) for side in words):
        return "capitals"
    return "title" if any(len(side) > 1 and all(word[0].isupper() for word in side) for side in words) else None


def is_case(one: str, other: str, headline: Case | None) -> bool:
    """Return whether two spellings of a word in a headline differ in its case only.

    In a title only a first capital is case: "US" and "us" are two words.
    """
    if headline is None or one.casefold() != other.casefold():
        return False
    return headline == "capitals" or one[1:] == other[1:]


def _is_short_and_open(tokens: Tokens, within: Range) -> bool:
    start, end = within
    return 0 < end - start <= 2 * _LONGEST_WORDS and tokens.keys[end - 1] not in _STOPS


def _is_line(tokens: Tokens, within: Range) -> bool:
    """Return whether tokens [start, end) are a paragraph of a text that has more than one."""
    paragraphs = tokens.paragraphs
    at = bisect_left(paragraphs, within[0])
    end = paragraphs[at + 1] if at + 1 < len(paragraphs) else len(tokens)
    return len(paragraphs) > 1 and at < len(paragraphs) and (paragraphs[at], end) == within


def _long_words(tokens: Tokens, within: Range) -> list[str]:
    words = [tokens.text[tokens.starts[n] : tokens.ends[n]] for n in range(*within)]
    return [word for word in words if len(word) >= _LONG_WORD and word[0].isalpha()]
