"""Pairing → Edits: the word-level differences inside it, down to white space and typography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textdiff.changes.align import TokenRun
from textdiff.changes.headlines import Case, is_case
from textdiff.model import ADD, DROP, KEEP, REPLACE, TYPOGRAPHY
from textdiff.texts.keys import LIST_NUMBER_KEY, alike, is_single_quote, plain
from textdiff.texts.lines import find_cells
from textdiff.texts.quotations import is_prime
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
            if code == REPLACE and self._is_typography(i, j):
                code += TYPOGRAPHY
            yield code, a.start(i), a.end(i), b.start(j), b.end(j)

    def _is_typography(self, i: int, j: int) -> bool:
        """Return whether a kept token is written alike on both sides, or stressed by capitals here and marks there."""
        one, other = _written(self.a, i), _written(self.b, j)
        if self.a.key(i) == LIST_NUMBER_KEY:  # "1." and "1)" are written alike
            return one.strip(".()").casefold() == other.strip(".()").casefold()
        if alike(one, other):
            return not (is_prime(self.a, i) and is_prime(self.b, j) and is_single_quote(one) != is_single_quote(other))
        if is_case(plain(one), plain(other), self.headline):
            return True
        return (one.isupper() and self.b.is_emphasised(j)) or (other.isupper() and self.a.is_emphasised(i))

    def gap(self, span: tuple[int, int, int, int], a_tokens: Range, b_tokens: Range) -> Iterable[Piece]:
        """Return the pieces of what lies between two kept runs: a span of each text, and the tokens in it.

        Words of several cells are written cell by cell where both sides have as many.
        """
        a_start, a_end, b_start, b_end = span
        a_cells, b_cells = find_cells(self.a, *a_tokens), find_cells(self.b, *b_tokens)
        if a_cells and len(a_cells) == len(b_cells):
            pieces: list[Piece] = []
            for i, j in zip([*a_cells, a_tokens[1]], [*b_cells, b_tokens[1]], strict=True):
                ends = (a_end, b_end) if i == a_tokens[1] else (self.a.start(i), self.b.start(j))
                pieces += self.gap((a_start, ends[0], b_start, ends[1]), (a_tokens[0], i), (b_tokens[0], j))
                (a_start, b_start), a_tokens, b_tokens = ends, (i, a_tokens[1]), (j, b_tokens[1])
            return pieces
        a = (self.a.border(a_tokens[0])[1], self.a.border(a_tokens[1])[0]) if a_tokens[0] < a_tokens[1] else None
        b = (self.b.border(b_tokens[0])[1], self.b.border(b_tokens[1])[0]) if b_tokens[0] < b_tokens[1] else None
        if a and b:
            if min(self.a.start(a_tokens[0]) - a[0], self.b.start(b_tokens[0]) - b[0]) > 0:
                a, b = (self.a.start(a_tokens[0]), a[1]), (self.b.start(b_tokens[0]), b[1])  # a bullet on both sides
            # A gap that only one side has goes with the words: `authorities to …` against `authorities," said`.
            leads = (a_start == a[0]) != (b_start == b[0])
            trails = (a_end == a[1]) != (b_end == b[1])
            a_first, a_last = a_start if leads else a[0], a_end if trails else a[1]
            b_first, b_last = b_start if leads else b[0], b_end if trails else b[1]
            # What is the number of an item here may be a figure with a full stop there.
            code = KEEP if self.a.text[a_first:a_last] == self.b.text[b_first:b_last] else REPLACE
            return (
                *self._blank(a_start, a_first, b_start, b_first),
                (code, a_first, a_last, b_first, b_last),
                *self._blank(a_last, a_end, b_last, b_end),
            )
        if a:
            # The bullet that the other side has too is not of the words.
            is_same = self.a.text[a_start : self.a.start(a_tokens[0])] == self.b.text[b_start:b_end]
            words = (self.a.start(a_tokens[0]) if is_same else a[0], a[1])
            return self._one_side((a_start, a_end), words, (b_start, b_end), here_is_a=True)
        if b:
            is_same = self.b.text[b_start : self.b.start(b_tokens[0])] == self.a.text[a_start:a_end]
            words = (self.b.start(b_tokens[0]) if is_same else b[0], b[1])
            return self._one_side((b_start, b_end), words, (a_start, a_end), here_is_a=False)
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


def _written(text: Text, token: int) -> str:
    """Return what a token reads: a word that lines divide, without what stands between its parts."""
    joined = text.divisions.get(token)
    return joined.word if joined else text.token(token)
