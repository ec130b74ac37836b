"""Headlines, in which the case of letters is typography: "Talks End in Deadlock" is "Talks end in deadlock"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from textdiff.changes.align import TokenRun
from textdiff.languages.marks import CLOSERS, COLONS, FULL_STOPS
from textdiff.options import Calibration
from textdiff.texts.text import Range, Text

Case = Literal["title", "capitals"]

_STOPS = FULL_STOPS | COLONS


def headline_case(
    a: Text, b: Text, a_range: Range, b_range: Range, kept: Iterable[TokenRun], calibration: Calibration
) -> Case | None:
    """Return how the case of two sentences that are a headline may differ; None where they are none.

    Neither ends with a full stop or a colon, one of them is a line of its own, and one of them is all in
    capitals ("capitals") or begins all its longer words with one, three or more ("title"), which the
    other does not: two or more words kept between them differ in case.
    """
    sides = (a, a_range), (b, b_range)
    if not all(_is_short_and_open(*side, calibration.headline_words) for side in sides) or not any(
        _is_line(*side) for side in sides
    ):
        return None
    if _count_cases(a, b, kept) < calibration.headline_cases:
        return None
    words = [_words(*side) for side in sides]
    if any(len(side) > 1 and all(word.isupper() for word in side) for side in words):
        return "capitals"
    longer = [[word for word in side if len(word) >= calibration.long_word] for side in words]
    has_title = any(
        len(side) >= calibration.headline_capitals and all(word[0].isupper() for word in side) for side in longer
    )
    return "title" if has_title else None


def _count_cases(a: Text, b: Text, kept: Iterable[TokenRun]) -> int:
    """Return how many kept words are written in another case."""
    pairs = ((run.a + n, run.b + n) for run in kept for n in range(run.n))
    texts = ((a.token(i), b.token(j)) for i, j in pairs)
    return sum(one != other and one.casefold() == other.casefold() for one, other in texts)


def is_case(one: str, other: str, headline: Case | None) -> bool:
    """Return whether two spellings of a word in a headline differ in its case only.

    In a title only a first capital is case: "US" and "us" are two words.
    """
    if headline is None or one.casefold() != other.casefold():
        return False
    return headline == "capitals" or one[1:] == other[1:]


def _is_short_and_open(text: Text, within: Range, most_words: int) -> bool:
    start, end = within
    if not 0 < end - start <= 2 * most_words:
        return False
    last = end - 1
    while last > start and text.key(last) in CLOSERS:
        last -= 1
    return text.key(last) not in _STOPS


def _is_line(text: Text, within: Range) -> bool:
    """Return whether tokens [start, end) are a paragraph of a text that has more than one."""
    return len(text.paragraphs) > 1 and text.paragraph(text.paragraph_at(within[0])) == within


def _words(text: Text, within: Range) -> list[str]:
    """Return the words of tokens [start, end) that begin with a letter."""
    found = [text.token(n) for n in range(*within)]
    return [word for word in found if word[0].isalpha()]
