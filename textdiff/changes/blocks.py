"""From kept tokens to blocks: rows of sentences that tile both texts, each with its edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from textdiff.changes.edits import write_edits
from textdiff.changes.tidy import Group, Weights
from textdiff.model import Block, Edit, Kind, Op, Span, Tokens


class _Draft(NamedTuple):
    """A block in the making."""

    kind: Kind
    similarity: float
    edits: list[Edit]


def lay_out(a: Tokens, b: Tokens, groups: Iterable[Group]) -> tuple[tuple[Block, ...], tuple[Edit, ...]]:
    """Return the blocks and edits of two texts, given the sentences that belong together.

    Blocks stand in A order, one without A right after the block before it in B. An edit lies in one
    block; white space belongs to the block before it, and before the first token to the first block.
    """
    weights = Weights(a), Weights(b)
    drafts: list[_Draft] = []
    for row in _rows(a, b, groups):
        draft = _draft(row, write_edits(a, b, row.a, row.b, row.kept), weights)
        if drafts and draft.kind == drafts[-1].kind == "same":
            drafts[-1].edits.extend(draft.edits)
        else:
            drafts.append(draft)
    blocks = tuple(_to_block(n, draft) for n, draft in enumerate(drafts))
    return blocks, tuple(replace(edit, block=n) for n, draft in enumerate(drafts) for edit in draft.edits)


def _draft(row: Group, edits: list[Edit], weights: tuple[Weights, Weights]) -> _Draft:
    """Return the kind of a row, and its similarity: twice the kept words over the words of both sides (Dice)."""
    a_empty, b_empty = row.a[0] == row.a[1], row.b[0] == row.b[1]
    if a_empty != b_empty:
        return _Draft("added" if a_empty else "dropped", 0.0, edits)
    if all(edit.op == "keep" or edit.typography for edit in edits):
        return _Draft("same", 1.0, edits)
    words = weights[0].between(*row.a) + weights[1].between(*row.b)
    kept = sum(weights[0].between(run.a, run.a + run.n) for run in row.kept)
    return _Draft("edited", round(2 * kept / words, 4) if words else 0.0, edits)


def _to_block(n: int, draft: _Draft) -> Block:
    """Return the block that the edits of a draft cover; a paired one has both sides, if need be empty."""
    sides = []
    for side in ("a", "b"):
        spans = [span for edit in draft.edits if (span := getattr(edit, side)) is not None]
        sides.append(Span(spans[0].start, spans[-1].end) if spans else None)
    a, b = sides
    if draft.kind == "same":
        a, b = a or Span(0, 0), b or Span(0, 0)
    return Block(n, draft.kind, a, b, draft.similarity)


def mirror(blocks: Sequence[Block], edits: Sequence[Edit]) -> tuple[tuple[Block, ...], tuple[Edit, ...]]:
    """Return the blocks and edits of the pair (b, a) from those of (a, b): sides swapped, in the new A order."""
    kinds: dict[Kind, Kind] = {"added": "dropped", "dropped": "added"}
    ops: dict[Op, Op] = {"add": "drop", "drop": "add"}
    swapped = [replace(block, kind=kinds.get(block.kind, block.kind), a=block.b, b=block.a) for block in blocks]
    order = _reading_order(swapped)
    place = {old: new for new, old in enumerate(order)}
    turned = [
        replace(edit, op=ops.get(edit.op, edit.op), a=edit.b, b=edit.a, block=place[edit.block]) for edit in edits
    ]
    turned.sort(key=lambda edit: edit.block)
    return tuple(replace(swapped[old], n=new) for new, old in enumerate(order)), tuple(turned)


def _reading_order(blocks: Sequence[Block]) -> list[int]:
    """Return the blocks' indices in A order, one without A right after its predecessor in B."""
    following: dict[int, int] = {}  # block → the block without A that comes next in B; -1 is before the first
    last = -1
    for n in _in_order([block.b for block in blocks]):
        if blocks[n].a is None:
            following[last] = n
        last = n
    order: list[int] = []
    for n in [-1, *_in_order([block.a for block in blocks])]:
        after: int | None = n
        while after is not None:
            order.append(after)
            after = following.get(after)
    return order[1:]


def _in_order(spans: Sequence[Span | None]) -> list[int]:
    """Return the indices of the spans in text order, without those that are None."""
    present = [(span.start, span.end, n) for n, span in enumerate(spans) if span is not None]
    return [n for _, _, n in sorted(present)]


def _rows(a: Tokens, b: Tokens, groups: Iterable[Group]) -> list[Group]:
    """Return the groups, with a row of one empty side for what lies between them, in reading order."""
    rows: list[Group] = []
    if any(tokens.text and not tokens.starts for tokens in (a, b)):
        rows.append(Group((0, 0), (0, 0), []))  # a text of white space alone
    a_done = b_done = 0
    for group in [*groups, Group((len(a), len(a)), (len(b), len(b)), [])]:
        if b_done < group.b[0]:
            rows.append(Group((0, 0), (b_done, group.b[0]), []))
        if a_done < group.a[0]:
            rows.append(Group((a_done, group.a[0]), (0, 0), []))
        if group.a[0] < group.a[1]:
            rows.append(group)
        a_done, b_done = group.a[1], group.b[1]
    return rows
