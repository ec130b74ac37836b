"""The order in which people read blocks, and the numbers of changes: what was dropped stands before what was added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textdiff.model import Block, Columns, Comparison, Edit, Match, Span, make_block


class Stand(NamedTuple):
    """A block where it stands: on both sides, or on one; a moved block stands once in A and once in B."""

    block: Block
    in_a: bool
    in_b: bool

    @property
    def is_first(self) -> bool:
        """Return whether this is where the block is counted: a moved one at its place in A."""
        return self.in_a or self.block.moved is None


def reading_rows(blocks: Sequence[Block]) -> list[Stand]:
    """Return the places of the blocks, from top to bottom; each text keeps its order.

    What stands only in B comes after the row that is before it in B, and behind a dropped row that
    follows there.
    """
    blocks = list(blocks)  # each is made from its columns once
    with_a = sorted([block for block in blocks if block.a is not None], key=lambda block: _place(block.a, block.n))
    following: dict[tuple[int, bool], Stand] = {}
    last = (-1, True)
    with_b = sorted([block for block in blocks if block.b is not None], key=lambda block: _place(block.b, block.n))
    for block in with_b:
        alone = block.a is None or block.moved is not None
        if alone:
            following[last] = Stand(block, in_a=False, in_b=True)
        last = (block.n, not alone)
    rows: list[Stand] = []

    def add_following(key: tuple[int, bool]) -> None:
        while key in following:
            rows.append(following[key])
            key = (following[key].block.n, False)

    add_following((-1, True))
    for block in with_a:
        if block.kind == "dropped" and rows and not rows[-1].in_a:
            at = len(rows)
            while at and not rows[at - 1].in_a:
                at -= 1
            rows.insert(at, Stand(block, in_a=True, in_b=False))
            continue
        rows.append(Stand(block, in_a=True, in_b=block.b is not None and block.moved is None))
        add_following((block.n, True))
    return rows


def _place(side: Span | None, n: int) -> tuple[int, int, int]:
    """Return by what the blocks that have a side are sorted; to compare spans themselves takes longer."""
    return (side.start, side.end, n) if side is not None else (0, 0, n)


def number_changes(blocks: Columns[Block]) -> Columns[Block]:
    """Return the blocks, those that a reader has to look at numbered: 1, 2 … in reading order."""
    seen = (stand.block for stand in reading_rows(blocks) if stand.is_first and _is_change(stand.block))
    numbers = {block.n: number for number, block in enumerate(seen, 1)}
    return Columns(make_block, *blocks.columns[:-1], tuple(map(numbers.get, range(len(blocks)))))


def _is_change(block: Block) -> bool:
    return block.lane in ("body", "lost") and (block.kind != "same" or block.moved is not None)


def edits_by_block(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """Return the edits of each block, in text order."""
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.block, []).append(edit)
    return found


def reworded_passages(comparison: Comparison) -> list[Match]:
    """Return the passages that B rewords: they lie across changes, and are none of their own."""
    return [match for match in comparison.matches if match.kind == "reworded"]


def kind_of(block: Block) -> str:
    """Return the kind of a change: a moved one is moved, whatever else became of it."""
    return "moved" if block.moved else block.kind


def list_of(block: Block) -> str:
    """Return the list that a change stands in: its kind, or "lost" for text that one side lost in extraction."""
    return "lost" if block.lane == "lost" else kind_of(block)
