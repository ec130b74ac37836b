"""Blocks and their edits as people read them: what was dropped stands before what was added in its place."""

from __future__ import annotations

from collections.abc import Iterable

from textdiff.model import Block, Edit


def reading_rows(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with an added one put behind the dropped one that follows it; each text keeps its order."""
    rows: list[Block] = []
    for block in blocks:
        if block.kind == "dropped" and rows and rows[-1].kind == "added":
            rows.insert(-1, block)
        else:
            rows.append(block)
    return rows


def edits_by_block(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """Return the edits of each block, in text order."""
    found: dict[int, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.block, []).append(edit)
    return found
