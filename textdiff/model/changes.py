"""Records of what changed: edits of words, and the blocks that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textdiff.model.columns import Columns
from textdiff.model.texts import Span

Op = Literal["keep", "drop", "add", "replace"]
Kind = Literal["same", "edited", "reworded", "added", "dropped"]
# What is no part of the article is a crumb; lost is what the other text lost in extraction, as a stump in it says.
Lane = Literal["body", "crumb", "lost"]
# Which sides an edit or a block has not: (A, B).
_MISSING: dict[str, tuple[bool, bool]] = {
    "keep": (False, False),
    "replace": (False, False),
    "drop": (False, True),
    "add": (True, False),
    "same": (False, False),
    "edited": (False, False),
    "reworded": (False, False),
    "dropped": (False, True),
    "added": (True, False),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A word-level difference (or what was kept); the edits of a comparison tile both texts."""

    op: Op
    a: Span | None
    b: Span | None
    block: int
    typography: bool = False

    def __post_init__(self) -> None:
        """Refuse an edit whose sides do not fit its name."""
        if (self.a is None, self.b is None) != _MISSING[self.op]:
            raise AssertionError(f"{self.op} with sides {self.a}, {self.b}")


# An edit as a number: its place among these, and 4 more where it is typography.
OPS: tuple[Op, ...] = ("keep", "drop", "add", "replace")
KEEP, DROP, ADD, REPLACE = range(len(OPS))
TYPOGRAPHY = len(OPS)
CHANGES = frozenset((DROP, ADD, REPLACE))  # what is no typography


def make_edit(code: int, a_start: int, a_end: int, b_start: int, b_end: int, block: int) -> Edit:
    """Return an edit by its number and code points; those of a side that it has not are negative."""
    return Edit(
        OPS[code % TYPOGRAPHY],
        None if a_start < 0 else Span(a_start, a_end),
        None if b_start < 0 else Span(b_start, b_end),
        block,
        code >= TYPOGRAPHY,
    )


@dataclass(frozen=True, slots=True)
class Move:
    """Where a block stood and stands: paragraphs counted from 1, places as shares of the text in [0, 1]."""

    a_paragraph: int
    b_paragraph: int
    a_place: float
    b_place: float


@dataclass(frozen=True, slots=True)
class Block:
    """A row that a person reads: sentences of A beside the sentences of B that they became.

    `n` is its place among the blocks, in A order; `change` the number that every view shows for it, in
    reading order from 1 on, None where a reader has nothing to see.
    """

    n: int
    kind: Kind
    a: Span | None
    b: Span | None
    similarity: float
    moved: Move | None = None
    lane: Lane = "body"
    repeat_of: int | None = None
    change: int | None = None

    def __post_init__(self) -> None:
        """Refuse a block whose sides do not fit its kind."""
        if (self.a is None, self.b is None) != _MISSING[self.kind]:
            raise AssertionError(f"{self.kind} with sides {self.a}, {self.b}")


def change_numbers(blocks: Sequence[Block]) -> Iterable[int | None]:
    """Return the number of the change that each block is; None for one that is none."""
    numbers: Iterable[int | None] = (
        blocks.columns[-1] if isinstance(blocks, Columns) else (block.change for block in blocks)
    )
    return numbers


def make_block(
    n: int,
    kind: Kind,
    a: tuple[int, int] | None,
    b: tuple[int, int] | None,
    similarity: float,
    moved: Move | None,
    lane: Lane,
    repeat_of: int | None,
    change: int | None,
) -> Block:
    """Return a block by what it has, its sides as pairs of code points."""
    spans = a and Span(*a), b and Span(*b)
    return Block(n, kind, *spans, similarity, moved, lane, repeat_of, change)
