"""The two panes of a report: rows of both texts side by side, their marks, and the ruler between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from textdiff.languages.marks import LINE_ENDS
from textdiff.model import Block, Comparison, Edit, Lane, Side, Span
from textdiff.texts.patterns import pattern
from textdiff.views.excerpt import shorten_words, words_in
from textdiff.views.order import Stand, edits_by_block, reading_rows
from textdiff.views.repeats import say_repeats
from textdiff.views.words import move_note, say_lost

_RULER_HEIGHT = 1000
_LEAST_MARK = 3  # of the height: what a reader can still hit
# Letters that are looked at to find which way a text runs.
_LETTERS = 2000
_LINE_BREAK = pattern(f"[{LINE_ENDS}]")
_VISIBLE = pattern(r"[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]")
# Words that a report of changes alone keeps of unchanged text on each side of a change, and of a moved passage.
_CONTEXT_WORDS = 4
_MOVED_WORDS = 8

Stretch = tuple[str, str]  # its mark ("", "dropped", "added", or what kind of typography it is) and its text


class Moved(NamedTuple):
    """A moved block in one of its two places: its number, the id of the other place, and what is said of it."""

    number: int
    other: str
    note: str


class Row(NamedTuple):
    """A row of the side-by-side view: None on a side that has nothing there.

    `n` is the number of its block, `id` what links lead to, `words` what was left out of a row that is a gap,
    `number` that of the change that is counted here, `note` what is said of text that was lost, or that is a repeat.
    """

    n: int
    kind: str
    id: str | None
    a: list[Stretch] | None
    b: list[Stretch] | None
    lane: Lane = "body"
    move: Moved | None = None
    similarity: float = 1.0
    words: int = 0
    number: int | None = None
    note: str = ""

    @property
    def is_crumb(self) -> bool:
        """Return whether it is no part of the article."""
        return self.lane == "crumb"

    @property
    def list(self) -> str:
        """Return the list that it stands in, if it is a change."""
        return "lost" if self.lane == "lost" else self.kind

    @property
    def is_moved_here(self) -> bool:
        """Return whether this is the place in B of a moved block, which is counted at its place in A."""
        return self.move is not None and self.a is None


class Mark(NamedTuple):
    """A mark of the ruler: where it leads, and its place and height in thousandths."""

    id: str
    kind: str
    y: int
    height: int


def lay_rows(comparison: Comparison) -> list[Row]:
    """Return the rows from top to bottom.

    The ids are `c1` to `cN` for the changes in reading order, `m1` … for the places in B of moved blocks. Texts that
    are independent are one row, each whole and without a mark.
    """
    if comparison.independent:
        return [Row(0, "apart", None, [("", comparison.a.text)], [("", comparison.b.text)])]
    edits, repeats = edits_by_block(comparison.edits), say_repeats(comparison)
    stands = reading_rows(comparison.blocks)
    moves = {block.n: number for number, block in enumerate((b for b in comparison.changes if b.moved), 1)}
    rows = [_row(stand, edits[stand.block.n], moves.get(stand.block.n), comparison) for stand in stands]
    return [row._replace(note=_note(row, edits[row.n], repeats, comparison)) for row in rows]


def _note(row: Row, edits: Sequence[Edit], repeats: Mapping[int, str], comparison: Comparison) -> str:
    return say_lost(comparison, edits) if row.lane == "lost" else repeats.get(row.n, "")


def _row(stand: Stand, edits: Sequence[Edit], move_number: int | None, comparison: Comparison) -> Row:
    block = stand.block
    identity, move = None if block.change is None else f"c{block.change}", None
    if move_number is not None:
        there = f"m{move_number}"
        move = Moved(move_number, there if stand.is_first else str(identity), move_note(block, comparison))
        identity = identity if stand.is_first else there
    return Row(
        block.n,
        "moved" if move else block.kind,
        identity,
        _stretches(block, edits, "a", comparison.a.text) if stand.in_a else None,
        _stretches(block, edits, "b", comparison.b.text) if stand.in_b else None,
        block.lane,
        move,
        block.similarity,
        number=block.change if stand.is_first else None,
    )


def _stretches(block: Block, edits: Sequence[Edit], side: Side, text: str) -> list[Stretch] | None:
    """Return what one side of a block shows, neighbours of one mark joined; None where it has no side there."""
    if getattr(block, side) is None:
        return None
    own_mark = "dropped" if side == "a" else "added"
    pieces: list[tuple[str, list[str]]] = []
    for edit in edits:
        span: Span | None = getattr(edit, side)
        if span is None:
            continue
        shown = span.of(text)
        mark = "" if edit.op == "keep" else _typography(shown) if edit.typography else own_mark
        if not pieces or pieces[-1][0] != mark:
            pieces.append((mark, []))
        pieces[-1][1].append(shown)
    return [(mark, "".join(texts)) for mark, texts in pieces]


def _typography(text: str) -> str:
    """Return the classes of a difference in typography alone: what to show for one that cannot be seen."""
    if _VISIBLE.search(text):
        return "t"
    if _LINE_BREAK.search(text):
        return "t line"
    return "t space" if any(one.isspace() for one in text) else "t hidden-character"


def lay_ruler(comparison: Comparison, rows: Sequence[Row]) -> list[Mark]:
    """Return one mark a change, in reading order: its place among all rows, its height by its length."""
    lengths = [_length(row) for row in rows]
    whole = sum(lengths) or 1
    marks, before = [], 0
    for row, length in zip(rows, lengths, strict=True):
        if row.number:
            height = max(_LEAST_MARK, length * _RULER_HEIGHT // whole)
            top = min(before * _RULER_HEIGHT // whole, _RULER_HEIGHT - height)
            marks.append(Mark(f"c{row.number}", row.kind, top, height))
        before += length
    if len(marks) != len(comparison.changes):
        raise AssertionError(f"{len(marks)} marks for {len(comparison.changes)} changes")
    return marks


def _length(row: Row) -> int:
    return max(sum(len(text) for _, text in side or ()) for side in (row.a, row.b))


def direction(text: str) -> str:
    """Return "rtl" for a text most of whose letters run from right to left (UAX #9), else "auto"."""
    kinds = (unicodedata.bidirectional(one) for one in text if one.isalpha())
    first = list(islice(kinds, _LETTERS))
    backwards = sum(kind in ("R", "AL") for kind in first)
    return "rtl" if backwards * 2 > len(first) else "auto"


def leave_out_unchanged(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows without the text that both versions have: rows of it become gaps that say how many words."""
    for row in rows:
        if row.kind == "same":
            sides = ("".join(text for _, text in side or ()) for side in (row.a, row.b))
            yield row._replace(kind="gap", a=None, b=None, words=max(map(words_in, sides)))
        elif row.kind == "apart":
            yield row
        else:
            yield row._replace(a=_without_kept(row.a, row), b=_without_kept(row.b, row))


def _without_kept(stretches: list[Stretch] | None, row: Row) -> list[Stretch] | None:
    if stretches is None:
        return None
    if row.move and not any(mark in ("dropped", "added") for mark, _ in stretches):
        return [("", shorten_words("".join(text for _, text in stretches), _MOVED_WORDS, 0))]
    joined: list[Stretch] = []
    for mark, text in stretches:
        if mark in ("dropped", "added"):
            joined.append((mark, text))
        elif joined and not joined[-1][0]:
            joined[-1] = ("", joined[-1][1] + text)
        else:
            joined.append(("", text))
    last = len(joined) - 1
    return [
        (mark, text if mark else shorten_words(text, _CONTEXT_WORDS if n else 0, _CONTEXT_WORDS if n < last else 0))
        for n, (mark, text) in enumerate(joined)
    ]
