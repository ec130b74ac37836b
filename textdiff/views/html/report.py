"""Comparisons and scans as self-contained HTML: nothing from an article runs, nothing is asked of the network.

Every text goes through autoescaping; article text reaches the page only as escaped text and inside a
JSON data block. The page's own style and script are allowed by their hashes alone.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textdiff.model import Block, Comparison, Edit, Side
from textdiff.texts.tokens import tokenise
from textdiff.views.html.page import excerpt, render_page, split_hidden
from textdiff.views.rows import edits_by_block, move_note, reading_rows

_HEADINGS = {
    "added": "B adds",
    "dropped": "B drops",
    "moved": "B moves",
    "reworded": "B rewords",
    "edited": "B changes inside a sentence",
}

Stretch = tuple[str, str]  # its mark ("", "dropped" or "added") and its text


class Moved(NamedTuple):
    """A moved block in one of its two places: its number, the id of the other place, and what is said of it."""

    number: int
    other: str
    note: str


class Row(NamedTuple):
    """A row of the side-by-side view: None on a side that has nothing there."""

    kind: str
    id: str | None
    a: list[Stretch] | None
    b: list[Stretch] | None
    lane: str = "body"
    move: Moved | None = None
    similarity: float = 1.0


class Change(NamedTuple):
    """An entry in the lists of what changed."""

    id: str
    words: int
    excerpt: str


def render_report(comparison: Comparison) -> str:
    """Return the report of a comparison as one HTML page. The same comparison gives the same characters."""
    rows = list(_rows(comparison))
    record = comparison.to_dict() | {"texts": [comparison.a.text, comparison.b.text]}
    return render_page(
        "pair.html.j2",
        comparison=comparison,
        names=_short_names(comparison.a.id, comparison.b.id),
        documents=list(zip("AB", (comparison.a, comparison.b), comparison.words, strict=True)),
        rows=rows,
        lists=_lists(rows),
        record={"json": record, "changes": len(comparison.changes)},
        command=_command(comparison),
        split_hidden=split_hidden,
        excerpt=excerpt,
    )


def _short_names(a: str, b: str) -> tuple[str, str]:
    """Return the file names of two paths, or the whole paths where the names are the same."""
    short = a.rpartition("/")[2] or a, b.rpartition("/")[2] or b
    return short if short[0] != short[1] else (a, b)


def _rows(comparison: Comparison) -> Iterator[Row]:
    edits = edits_by_block(comparison.edits)
    stands = reading_rows(comparison.blocks)
    changes = [stand.block for stand in stands if stand.is_first and stand.block.is_change]
    ids = {block.n: f"c{number}" for number, block in enumerate(changes, 1)}
    moves = {block.n: number for number, block in enumerate((b for b in changes if b.moved), 1)}
    for stand in stands:
        block = stand.block
        identity = ids.get(block.n)
        move = None
        if block.n in moves:
            there = f"m{moves[block.n]}"
            move = Moved(moves[block.n], there if stand.is_first else str(identity), move_note(block))
            identity = identity if stand.is_first else there
        yield Row(
            "moved" if move else block.kind,
            identity,
            _stretches(block, edits[block.n], "a", comparison.a.text) if stand.in_a else None,
            _stretches(block, edits[block.n], "b", comparison.b.text) if stand.in_b else None,
            block.lane,
            move,
            block.similarity,
        )


def _stretches(block: Block, edits: Sequence[Edit], side: Side, text: str) -> list[Stretch] | None:
    """Return what one side of a block shows, neighbours of one mark joined; None where it has no side there."""
    if getattr(block, side) is None:
        return None
    own_mark = "dropped" if side == "a" else "added"
    pieces: list[tuple[str, list[str]]] = []
    for edit in edits:
        span = getattr(edit, side)
        if span is None:
            continue
        mark = "" if edit.op == "keep" or edit.typography else own_mark
        if not pieces or pieces[-1][0] != mark:
            pieces.append((mark, []))
        pieces[-1][1].append(span.of(text))
    return [(mark, "".join(texts)) for mark, texts in pieces]


def _lists(rows: Sequence[Row]) -> list[tuple[str, list[Change]]]:
    """Return the changes by kind, longest first: what B adds, drops, moves, rewords and changes inside a sentence."""
    found: dict[str, list[Change]] = {kind: [] for kind in _HEADINGS}
    for row in rows:
        if row.id and row.kind in found and not (row.move and row.a is None):
            stretches = [stretch for side in (row.a, row.b) for stretch in side or []]
            texts = [text for mark, text in stretches if mark or row.move]
            words = sum(len(tokenise(text).words) for text in texts)
            note = f" ({row.move.note})" if row.move else ""
            shown = excerpt(("" if row.move else " … ").join(texts)) + note
            found[row.kind].append(Change(row.id, words, shown))
    return [(_HEADINGS[kind], sorted(found[kind], key=lambda change: -change.words)) for kind in found]


def _command(comparison: Comparison) -> str | None:
    """Return the command that makes the report again; None for texts that came from no file."""
    paths = [document.source.path for document in (comparison.a, comparison.b)]
    return shlex.join(["textdiff", "report", *map(str, paths)]) if all(paths) else None
