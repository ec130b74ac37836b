"""The word-level differences inside one row of sentences, down to white space and typography."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textdiff.changes.align import Kept, Range
from textdiff.model import Edit, Op, Span, Tokens
from textdiff.texts.keys import plain


def write_edits(a: Tokens, b: Tokens, a_range: Range, b_range: Range, kept: Sequence[Kept]) -> list[Edit]:
    """Return the edits that tile tokens [start, end) of A and of B, with the tokens kept between them.

    Their `block` is 0; `changes.blocks` numbers them. Two empty ranges stand for the white space
    that is all of a text without tokens.
    """
    pen = _Pen(a, b)
    whole = _whole(a, a_range, b_range), _whole(b, b_range, a_range)
    if a_range[0] == a_range[1] and b_range[0] < b_range[1]:
        pen.add("add", None, whole[1])
    elif b_range[0] == b_range[1] and a_range[0] < a_range[1]:
        pen.add("drop", whole[0], None)
    else:
        a_start, b_start = whole[0].start, whole[1].start
        for left, right in pairwise([Kept(a_range[0], b_range[0], 0), *kept, Kept(a_range[1], b_range[1], 0)]):
            a_end = a.starts[right.a] if right.n else whole[0].end
            b_end = b.starts[right.b] if right.n else whole[1].end
            pen.write_gap(
                (Span(a_start, a_end), Span(b_start, b_end)), ((left.a + left.n, right.a), (left.b + left.n, right.b))
            )
            if right.n:
                pen.write_kept(right)
                a_start, b_start = a.ends[right.a + right.n - 1], b.ends[right.b + right.n - 1]
    return pen.edits


def _whole(tokens: Tokens, mine: Range, other: Range) -> Span:
    if mine == other == (0, 0):
        return Span(0, 0 if tokens.starts else len(tokens.text))
    return Span(tokens.edge(mine[0]), tokens.edge(mine[1]))


class _Pen:
    """Writes edits in text order, each joined to the one before where it continues it."""

    def __init__(self, a: Tokens, b: Tokens) -> None:
        self.a, self.b = a, b
        self.edits: list[Edit] = []

    def add(self, op: Op, a: Span | None, b: Span | None, *, typography: bool = False) -> None:
        last = self.edits[-1] if self.edits else None
        if last and last.op == op and last.typography == typography:
            self.edits[-1] = Edit(op, _join(last.a, a), _join(last.b, b), 0, typography)
        else:
            self.edits.append(Edit(op, a, b, 0, typography))

    def write_kept(self, run: Kept) -> None:
        """Write a kept run: whole where both sides write it alike, else token by token."""
        a, b = self.a, self.b
        a_run = Span(a.starts[run.a], a.ends[run.a + run.n - 1])
        b_run = Span(b.starts[run.b], b.ends[run.b + run.n - 1])
        if a_run.of(a.text) == b_run.of(b.text):
            self.add("keep", a_run, b_run)
            return
        for i, j in zip(range(run.a, run.a + run.n), range(run.b, run.b + run.n), strict=True):
            if i > run.a:
                self.write_blank(Span(a.ends[i - 1], a.starts[i]), Span(b.ends[j - 1], b.starts[j]))
            a_token, b_token = Span(a.starts[i], a.ends[i]), Span(b.starts[j], b.ends[j])
            a_text, b_text = a_token.of(a.text), b_token.of(b.text)
            op: Op = "keep" if a_text == b_text else "replace"
            self.add(op, a_token, b_token, typography=op == "replace" and plain(a_text) == plain(b_text))

    def write_gap(self, spans: tuple[Span, Span], tokens: tuple[Range, Range]) -> None:
        """Write what lies between two kept runs: a span of each text, and the tokens in it."""
        a, b = (
            Span(side.starts[start], side.ends[end - 1]) if start < end else None
            for side, (start, end) in zip((self.a, self.b), tokens, strict=True)
        )
        if a and b:
            # A gap that only one side has goes with the words: `authorities to …` against `authorities," said`.
            leads = (spans[0].start == a.start) != (spans[1].start == b.start)
            trails = (spans[0].end == a.end) != (spans[1].end == b.end)
            a_words = Span(spans[0].start if leads else a.start, spans[0].end if trails else a.end)
            b_words = Span(spans[1].start if leads else b.start, spans[1].end if trails else b.end)
            self.write_blank(Span(spans[0].start, a_words.start), Span(spans[1].start, b_words.start))
            self.add("replace", a_words, b_words)
            self.write_blank(Span(a_words.end, spans[0].end), Span(b_words.end, spans[1].end))
        elif a:
            self._write_one_side(spans[0], a, spans[1], here_is_a=True)
        elif b:
            self._write_one_side(spans[1], b, spans[0], here_is_a=False)
        else:
            self.write_blank(*spans)

    def _write_one_side(self, span: Span, words: Span, other: Span, *, here_is_a: bool) -> None:
        """Write words of one text where the other has white space at most; that pairs with the gap before or after."""
        text, other_text = (self.a.text, self.b.text) if here_is_a else (self.b.text, self.a.text)
        lead, trail, blank = text[span.start : words.start], text[words.end : span.end], other.of(other_text)

        def write_words(start: int, end: int) -> None:
            if here_is_a:
                self.add("drop", Span(start, end), None)
            else:
                self.add("add", None, Span(start, end))

        def pair_blank(start: int, end: int) -> None:
            mine = Span(start, end)
            self.write_blank(*((mine, other) if here_is_a else (other, mine)))

        if lead == blank or (blank and trail != blank):
            pair_blank(span.start, words.start)
            write_words(words.start, span.end)
        elif trail == blank:
            write_words(span.start, words.end)
            pair_blank(words.end, span.end)
        else:
            write_words(span.start, span.end)

    def write_blank(self, a: Span, b: Span) -> None:
        """Write white space (or signs that show nothing) of both sides; a difference in it is typography."""
        if a.of(self.a.text) == b.of(self.b.text):
            if len(a):
                self.add("keep", a, b)
        elif len(a) and len(b):
            self.add("replace", a, b, typography=True)
        elif len(a):
            self.add("drop", a, None, typography=True)
        else:
            self.add("add", None, b, typography=True)


def join_edits(left: list[Edit], right: list[Edit]) -> None:
    """Add the edits of a row to those of the row that it touches, the two at the seam made one where they are alike."""
    last, first = left[-1], right[0]
    if (last.op, last.typography) == (first.op, first.typography):
        left[-1] = Edit(last.op, _join(last.a, first.a), _join(last.b, first.b), 0, last.typography)
        right = right[1:]
    left.extend(right)


def _join(left: Span | None, right: Span | None) -> Span | None:
    return Span(left.start, right.end) if left and right else None
