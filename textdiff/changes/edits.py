"""Pairing → Edits: the word-level differences inside it, down to white space and typography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textdiff.changes.align import TokenRun
from textdiff.changes.headlines import Case, is_case
from textdiff.model import ADD, DROP, KEEP, REPLACE, TYPOGRAPHY
from textdiff.texts.keys import plain
from textdiff.texts.text import Range, Text

# An edit in the making: its number (`model.changes`), start and end in A, start and end in B; code points, -1 on a side
# that it has not. A plain tuple, because a long text has a million of them.
Piece = tuple[int, int, int, int, int]


def write_edits(
    a: Text, b: Text, a_range: Range, b_range: Range, kept: Sequence[TokenRun], *, headline: Case | None = None
) -> list[Piece]:
    """Return the edits that tile tokens [start, end) of A and of B, with the tokens kept between them.

    In a headline the case of letters is typography. Two empty ranges stand for the white space that is
    all of a text without tokens.
    """
    a_start, a_end = _whole(a, a_range, b_range)
    b_start, b_end = _whole(b, b_range, a_range)
    if a_range[0] == a_range[1] and b_range[0] < b_range[1]:
        return [(ADD, -1, -1, b_start, b_end)]
    if b_range[0] == b_range[1] and a_range[0] < a_range[1]:
        return [(DROP, a_start, a_end, -1, -1)]
    pieces: list[Piece] = []
    pen = _Pen(a, b, headline=headline)
    i, j = a_range[0], b_range[0]
    for run in kept:
        pieces += pen.gap((a_start, a.start(run.a), b_start, b.start(run.b)), (i, run.a), (j, run.b))
        pieces += pen.kept(run)
        i, j = run.a + run.n, run.b + run.n
        a_start, b_start = a.end(i - 1), b.end(j - 1)
    pieces += pen.gap((a_start, a_end, b_start, b_end), (i, a_range[1]), (j, b_range[1]))
    return list(join_pieces(pieces))


def join_pieces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces that follow one another, those that are alike joined."""
    last: Piece | None = None
    for piece in pieces:
        if last is None:
            last = piece
        elif piece[0] == last[0]:
            last = (last[0], last[1], piece[2], last[3], piece[4])
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def _whole(text: Text, mine: Range, other: Range) -> Range:
    if mine == other == (0, 0):
        return 0, 0 if len(text) else len(text.text)
    return text.edge(mine[0]), text.edge(mine[1])


class _Pen:
    """Writes the pieces of kept runs and of what lies between them."""

    def __init__(self, a: Text, b: Text, *, headline: Case | None) -> None:
        self.a, self.b, self.headline = a, b, headline

    def kept(self, run: TokenRun) -> Iterable[Piece]:
        """Return the pieces of a kept run: one where both sides write it alike, else token by token."""
        a, b = self.a, self.b
        a_start, a_end = a.start(run.a), a.end(run.a + run.n - 1)
        b_start, b_end = b.start(run.b), b.end(run.b + run.n - 1)
        if a.text[a_start:a_end] == b.text[b_start:b_end]:
            return ((KEEP, a_start, a_end, b_start, b_end),)
        return self._tokens(run)

    def _tokens(self, run: TokenRun) -> Iterator[Piece]:
        a, b = self.a, self.b
        for i, j in zip(range(run.a, run.a + run.n), range(run.b, run.b + run.n), strict=True):
            if i > run.a:
                yield from self._blank(a.end(i - 1), a.start(i), b.end(j - 1), b.start(j))
            a_text, b_text = a.token(i), b.token(j)
            code = KEEP if a_text == b_text else REPLACE
            if code == REPLACE and self._is_typography(plain(a_text), plain(b_text)):
                code += TYPOGRAPHY
            yield code, a.start(i), a.end(i), b.start(j), b.end(j)

    def _is_typography(self, one: str, other: str) -> bool:
        return one == other or is_case(one, other, self.headline)

    def gap(self, span: tuple[int, int, int, int], a_tokens: Range, b_tokens: Range) -> Iterable[Piece]:
        """Return the pieces of what lies between two kept runs: a span of each text, and the tokens in it."""
        a_start, a_end, b_start, b_end = span
        a = (self.a.start(a_tokens[0]), self.a.end(a_tokens[1] - 1)) if a_tokens[0] < a_tokens[1] else None
        b = (self.b.start(b_tokens[0]), self.b.end(b_tokens[1] - 1)) if b_tokens[0] < b_tokens[1] else None
        if a and b:
            # A gap that only one side has goes with the words: `authorities to …` against `authorities," said`.
            leads = (a_start == a[0]) != (b_start == b[0])
            trails = (a_end == a[1]) != (b_end == b[1])
            a_first, a_last = a_start if leads else a[0], a_end if trails else a[1]
            b_first, b_last = b_start if leads else b[0], b_end if trails else b[1]
            return (
                *self._blank(a_start, a_first, b_start, b_first),
                (REPLACE, a_first, a_last, b_first, b_last),
                *self._blank(a_last, a_end, b_last, b_end),
            )
        if a:
            return self._one_side((a_start, a_end), a, (b_start, b_end), here_is_a=True)
        if b:
            return self._one_side((b_start, b_end), b, (a_start, a_end), here_is_a=False)
        return self._blank(*span)

    def _one_side(self, span: Range, words: Range, other: Range, *, here_is_a: bool) -> Iterable[Piece]:
        """Return words of one text where the other has white space at most; that pairs with the gap before or after."""
        text, other_text = (self.a.text, self.b.text) if here_is_a else (self.b.text, self.a.text)
        lead, trail, blank = text[span[0] : words[0]], text[words[1] : span[1]], other_text[other[0] : other[1]]

        def written(start: int, end: int) -> Piece:
            return (DROP, start, end, -1, -1) if here_is_a else (ADD, -1, -1, start, end)

        def blanks(start: int, end: int) -> Iterable[Piece]:
            return self._blank(start, end, *other) if here_is_a else self._blank(*other, start, end)

        if lead == blank or (blank and trail != blank):
            return (*blanks(span[0], words[0]), written(words[0], span[1]))
        if trail == blank:
            return (written(span[0], words[1]), *blanks(words[1], span[1]))
        return (written(*span),)

    def _blank(self, a_start: int, a_end: int, b_start: int, b_end: int) -> tuple[Piece, ...]:
        """Return white space (or characters that show nothing) of both sides; a difference in it is typography."""
        if self.a.text[a_start:a_end] == self.b.text[b_start:b_end]:
            return ((KEEP, a_start, a_end, b_start, b_end),) if a_start < a_end else ()
        if a_start == a_end:
            return ((ADD + TYPOGRAPHY, -1, -1, b_start, b_end),)
        if b_start == b_end:
            return ((DROP + TYPOGRAPHY, a_start, a_end, -1, -1),)
        return ((REPLACE + TYPOGRAPHY, a_start, a_end, b_start, b_end),)
