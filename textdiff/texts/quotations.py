"""Which words of a text stand in direct quotation, whatever its marks are."""

from __future__ import annotations

from bisect import bisect_right
from itertools import compress

from textdiff.languages.marks import BEFORE_QUOTES, PAUSES, QUOTES
from textdiff.model import Tokens

# A quotation by single marks has to end within so many tokens: the mark may be an apostrophe.
_LONGEST_SINGLE = 80


def quoted_words(tokens: Tokens) -> bytearray:
    """Return for each word whether it stands in quotation marks: 1 or 0.

    A mark with a blank before it and none behind opens, one with none before closes; where that says
    nothing (blanks on both sides, or none) it does what was not done last. A paragraph ends a quotation,
    unless the next one begins with a mark again.
    """
    marks = list(compress(range(len(tokens)), map(QUOTES.__contains__, tokens.keys)))
    inside = bytearray(len(tokens))
    opened = single = paragraph = -1
    for n in marks:
        here = bisect_right(tokens.paragraphs, n)
        if here != paragraph:
            first = tokens.paragraphs[here - 1]
            if opened >= 0 and n == first and here == paragraph + 1:  # a quotation goes on: its mark stands again
                inside[opened:n] = b"\1" * (n - opened)
            opened, single, paragraph = -1, -1, here
        opens = _opens(tokens, n)
        if tokens.keys[n] == '"':
            if opened >= 0 and opens is not True:
                inside[opened:n] = b"\1" * (n - opened)
                opened = -1
            elif opens is not False:
                opened = n
        elif opens is True:
            single = n
        elif single >= 0 and n - single <= _LONGEST_SINGLE and _is_beside_stop(tokens, n):
            inside[single:n] = b"\1" * (n - single)
            single = -1
    if 1 not in inside:
        return bytearray(len(tokens.words))
    return bytearray(map(inside.__getitem__, tokens.words))


def _is_beside_stop(tokens: Tokens, n: int) -> bool:
    """Return whether a single mark stands before or behind a stop or comma: "the ministers' promises" ends nothing."""
    return n + 1 == len(tokens) or tokens.keys[n - 1] in PAUSES or tokens.keys[n + 1] in PAUSES


def _opens(tokens: Tokens, n: int) -> bool | None:
    """Return whether a mark opens (True) or closes (False) a quotation; None where the blanks around it do not tell."""
    before = n > 0 and tokens.starts[n] == tokens.ends[n - 1] and tokens.text[tokens.starts[n] - 1] not in BEFORE_QUOTES
    behind = n + 1 < len(tokens) and tokens.starts[n + 1] == tokens.ends[n] and tokens.text[tokens.ends[n]].isalnum()
    return None if before == behind else behind
