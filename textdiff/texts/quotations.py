"""Which words of a text stand in direct quotation, whatever its marks are."""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress
from typing import TYPE_CHECKING

from textdiff.languages.marks import BEFORE_QUOTES, PAUSES
from textdiff.texts.keys import is_single_quote

if TYPE_CHECKING:
    from textdiff.texts.text import Text


def quoted_words(text: Text) -> bytearray:
    """Return for each word whether it stands in quotation marks: 1 or 0.

    A mark with a blank before it and none behind opens, one with none before closes; where that says
    nothing (blanks on both sides, or none) it does what was not done last. A paragraph ends a quotation,
    unless the next one begins with a mark again.
    """
    marks = list(compress(range(len(text)), map('"'.__eq__, text.keys)))
    inside = bytearray(len(text))
    opened = single = paragraph = -1
    most = text.options.calibration.single_quote_tokens  # a single mark may be an apostrophe
    for n in marks:
        here = bisect_right(text.paragraphs, n)
        if here != paragraph:
            first = text.paragraphs[here - 1]
            if opened >= 0 and n == first and here == paragraph + 1:  # a quotation goes on: its mark stands again
                inside[opened:n] = b"\1" * (n - opened)
            opened, single, paragraph = -1, -1, here
        opens = _opens(text, n)
        if not is_single_quote(text.token(n)):
            if opened >= 0 and opens is not True:
                inside[opened:n] = b"\1" * (n - opened)
                opened = -1
            elif opens is not False:
                opened = n
        elif opens is True:
            single = n
        elif single >= 0 and n - single <= most and _is_beside_stop(text, n):
            inside[single:n] = b"\1" * (n - single)
            single = -1
    if 1 not in inside:
        return bytearray(len(text.words))
    return bytearray(map(inside.__getitem__, text.words))


def _is_beside_stop(text: Text, n: int) -> bool:
    """Return whether a single mark stands before or behind a stop or comma: "the ministers' promises" ends nothing."""
    return n + 1 == len(text) or text.keys[n - 1] in PAUSES or text.keys[n + 1] in PAUSES


def _opens(text: Text, n: int) -> bool | None:
    """Return whether a mark opens (True) or closes (False) a quotation; None where the blanks do not show it."""
    before = n > 0 and text.is_glued(n) and text.text[text.starts[n] - 1] not in BEFORE_QUOTES
    behind = n + 1 < len(text) and text.is_glued(n + 1) and text.text[text.starts[n + 1]].isalnum()
    return None if before == behind else behind


def is_prime(text: Text, n: int) -> bool:
    """Return whether a mark says feet, inches, minutes or seconds: behind a figure, where it closes no quotation.

    The marks of a paragraph open and close in turn.
    """
    if text.key(n) != '"' or not text.is_glued(n) or not text.key(n - 1)[-1].isdigit():
        return False
    start = text.paragraph(text.paragraph_at(n))[0]
    opened = False
    for mark in range(start, n):
        if text.key(mark) == '"' and is_single_quote(text.token(mark)) == is_single_quote(text.token(n)):
            opens = _opens(text, mark)
            opened = not opened if opens is None else opens
    return not opened
