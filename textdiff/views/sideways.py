"""Two texts beside each other: a column for A, a sign for what happened, a column for B."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

import regex

from textdiff.views.columns import Piece, Style, columns_of, fold, paint_sign

# From so many columns on each text has 53: eight or nine words of English, of which the brackets around a change
# take one. Books have lines of 45 signs and more, because the eye tires of shorter ones.
BESIDE_COLUMNS = 110
# What `diff --side-by-side` takes where nobody says how wide the page is.
PAGE_COLUMNS = 130
# Below it a column would be narrower than the widest escaped character between its marks.
NARROWEST_COLUMNS = 40
_GUTTER = 3
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")


def fits_beside(pieces: Iterable[Piece]) -> bool:
    """Return whether text can stand beside another: it cannot if it runs from right to left.

    A terminal that knows such scripts turns a whole line around, with the other column; the marks that
    would keep the two apart (U+2066 to U+2069) are among those that no text may send to a terminal.
    """
    return not any(_RIGHT_TO_LEFT.search(text) for _, text in pieces)


def beside(
    a: Iterable[Iterable[Piece]], b: Iterable[Iterable[Piece]], sign: str, rule: str, style: Style, columns: int
) -> Iterator[str]:
    """Yield the lines of A's paragraphs and B's, each folded into its column; `sign` is where a paragraph begins."""
    width = (columns - _GUTTER) // 2
    for a_paragraph, b_paragraph in zip_longest(a, b, fillvalue=()):
        left, right = (list(fold(pieces, "", style, width)) for pieces in (a_paragraph, b_paragraph))
        for n, (a_line, b_line) in enumerate(zip_longest(left, right, fillvalue="")):
            space = " " * (width - columns_of(a_line))
            yield f"{a_line}{space} {rule if n else paint_sign(sign, style)} {b_line}".rstrip(" ")
