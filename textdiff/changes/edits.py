"""The word-level differences inside one row of sentences, down to white space and typography."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from textdiff.changes.align import Kept, Range
from textdiff.model import Op, Tokens
from textdiff.texts.keys import plain


class Piece(NamedTuple):
    """An Edit in the making; its sides are code points [start, end)."""

    op: Op
    a: Range | None
    b: Range | None
    typography: bool = False


def write_edits(a: Tokens, b: Tokens, a_range: Range, b_range: Range, kept: Sequence[Kept]) -> list[Piece]:
    """Return the edits that tile tokens [start, end) of A and of B, with the tokens kept between them.

    Two empty ranges stand for the white space that is all of a text without tokens.
    """
    pen = _Pen(a, b)
    whole = _whole(a, a_range, b_range), _whole(b, b_range, a_range)
    if a_range[0] == a_range[1] and b_range[0] < b_range[1]:
        pen.add("add", None, whole[1])
    elif b_range[0] == b_range[1] and a_range[0] < a_range[1]:
        pen.add("drop", whole[0], None)
    else:
        a_start, b_start = whole[0][0], whole[1][0]
        for left, right in pairwise([Kept(a_range[0], b_range[0], 0), *kept, Kept(a_range[1], b_range[1], 0)]):
            a_end = a.starts[right.a] if right.n else whole[0][1]
            b_end = b.starts[right.b] if right.n else whole[1][1]
            pen.write_gap(
                ((a_start, a_end), (b_start, b_end)), ((left.a + left.n, right.a), (left.b + left.n, right.b))
            )
            if right.n:
                pen.write_kept(right)
                a_start, b_start = a.ends[right.a + right.n - 1], b.ends[right.b + right.n - 1]
    return pen.pieces


def _whole(tokens: Tokens, mine: Range, other: Range) -> Range:
    if mine == other == (0, 0):
        return 0, 0 if tokens.starts else len(tokens.text)
    return tokens.edge(mine[0]), tokens.edge(mine[1])


class _Pen:
    """Writes edits in text order, each joined to the one before where it continues it."""

    def __init__(self, a: Tokens, b: Tokens) -> None:
        self.a, self.b = a, b
        self.pieces: list[Piece] = []

    def add(self, op: Op, a: Range | None, b: Range | None, *, typography: bool = False) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and last.op == op and last.typography == typography:
            self.pieces[-1] = Piece(op, _join(last.a, a), _join(last.b, b), typography)
        else:
            self.pieces.append(Piece(op, a, b, typography))

    def write_kept(self, run: Kept) -> None:
        """Write a kept run: whole where both sides write it alike, else token by token."""
        a, b = self.a, self.b
        a_run = a.starts[run.a], a.ends[run.a + run.n - 1]
        b_run = b.starts[run.b], b.ends[run.b + run.n - 1]
        if a.text[a_run[0] : a_run[1]] == b.text[b_run[0] : b_run[1]]:
            self.add("keep", a_run, b_run)
            return
        for i, j in zip(range(run.a, run.a + run.n), range(run.b, run.b + run.n), strict=True):
            if i > run.a:
                self.write_blank((a.ends[i - 1], a.starts[i]), (b.ends[j - 1], b.starts[j]))
            a_token, b_token = (a.starts[i], a.ends[i]), (b.starts[j], b.ends[j])
            a_text, b_text = a.text[a_token[0] : a_token[1]], b.text[b_token[0] : b_token[1]]
            op: Op = "keep" if a_text == b_text else "replace"
            self.add(op, a_token, b_token, typography=op == "replace" and plain(a_text) == plain(b_text))

    def write_gap(self, spans: tuple[Range, Range], tokens: tuple[Range, Range]) -> None:
        """Write what lies between two kept runs: a span of each text, and the tokens in it."""
        (a_start, a_end), (b_start, b_end) = tokens
        a = (self.a.starts[a_start], self.a.ends[a_end - 1]) if a_start < a_end else None
        b = (self.b.starts[b_start], self.b.ends[b_end - 1]) if b_start < b_end else None
        if a and b:
            # A gap that only one side has goes with the words: `authorities to …` against `authorities," said`.
            leads = (spans[0][0] == a[0]) != (spans[1][0] == b[0])
            trails = (spans[0][1] == a[1]) != (spans[1][1] == b[1])
            a_words = spans[0][0] if leads else a[0], spans[0][1] if trails else a[1]
            b_words = spans[1][0] if leads else b[0], spans[1][1] if trails else b[1]
            self.write_blank((spans[0][0], a_words[0]), (spans[1][0], b_words[0]))
            self.add("replace", a_words, b_words)
            self.write_blank((a_words[1], spans[0][1]), (b_words[1], spans[1][1]))
        elif a:
            self._write_one_side(spans[0], a, spans[1], here_is_a=True)
        elif b:
            self._write_one_side(spans[1], b, spans[0], here_is_a=False)
        else:
            self.write_blank(*spans)

    def _write_one_side(self, span: Range, words: Range, other: Range, *, here_is_a: bool) -> None:
        """Write words of one text where the other has white space at most; that pairs with the gap before or after."""
        text, other_text = (self.a.text, self.b.text) if here_is_a else (self.b.text, self.a.text)
        lead, trail, blank = text[span[0] : words[0]], text[words[1] : span[1]], other_text[other[0] : other[1]]

        def write_words(start: int, end: int) -> None:
            if here_is_a:
                self.add("drop", (start, end), None)
            else:
                self.add("add", None, (start, end))

        def pair_blank(start: int, end: int) -> None:
            mine = start, end
            self.write_blank(*((mine, other) if here_is_a else (other, mine)))

        if lead == blank or (blank and trail != blank):
            pair_blank(span[0], words[0])
            write_words(words[0], span[1])
        elif trail == blank:
            write_words(span[0], words[1])
            pair_blank(words[1], span[1])
        else:
            write_words(span[0], span[1])

    def write_blank(self, a: Range, b: Range) -> None:
        """Write white space (or signs that show nothing) of both sides; a difference in it is typography."""
        a_shown, b_shown = a[0] < a[1], b[0] < b[1]
        if self.a.text[a[0] : a[1]] == self.b.text[b[0] : b[1]]:
            if a_shown:
                self.add("keep", a, b)
        elif a_shown and b_shown:
            self.add("replace", a, b, typography=True)
        elif a_shown:
            self.add("drop", a, None, typography=True)
        else:
            self.add("add", None, b, typography=True)


def join_edits(left: list[Piece], right: list[Piece]) -> None:
    """Add the edits of a row to those of the row that it touches, the two at the seam made one where they are alike."""
    last, first = left[-1], right[0]
    if (last.op, last.typography) == (first.op, first.typography):
        left[-1] = Piece(last.op, _join(last.a, first.a), _join(last.b, first.b), last.typography)
        right = right[1:]
    left.extend(right)


def _join(left: Range | None, right: Range | None) -> Range | None:
    return (left[0], right[1]) if left and right else None
