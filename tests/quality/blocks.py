"""When a block that textdiff names is the block that the truth names, and the F1 of many of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, NamedTuple

import textdiff

Spot = tuple[int, int]

# A word for measuring distances: a run of letters and digits, or one sign of a script without spaces.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")

# How far an end may be from the truth: so many words, or this share of the block's words.
SLACK_WORDS = 2
SLACK_SHARE = 0.05


class Block(NamedTuple):
    """A block in the words of the labels; spans are code points without white space at their ends."""

    kind: str
    moved: bool
    a: Spot | None
    b: Spot | None
    lane: str = "body"
    repeat: bool = False


class Counts(NamedTuple):
    """How many blocks are right, how many there are, how many were found."""

    right: int = 0
    truth: int = 0
    found: int = 0

    def __add__(self, other: Any) -> Counts:
        return Counts(*(x + y for x, y in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 1.0 where there is nothing to find and nothing found."""
        return 2 * self.right / (self.truth + self.found) if self.truth + self.found else 1.0


def labelled(row: dict[str, Any]) -> Block:
    """Return the block of a row of labels."""
    a, b = (tuple(row[side]) if row[side] else None for side in "ab")
    return Block(row["kind"], row["moved"], a, b, row["lane"], row["repeat"])


def found_blocks(comparison: textdiff.Comparison) -> list[Block]:
    """Return the blocks of a comparison that are not plainly the same, crumbs and repeats included."""
    texts = comparison.a.text, comparison.b.text
    return [
        Block(
            block.kind,
            block.moved is not None,
            *(_trimmed(span, text) for span, text in zip((block.a, block.b), texts, strict=True)),
            block.lane,
            block.repeat_of is not None,
        )
        for block in comparison.blocks
        if block.kind != "same" or block.moved is not None
    ]


def _trimmed(span: Any, text: str) -> Spot | None:
    if span is None:
        return None
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return start, max(start, span.start + len(piece.rstrip()))


def is_right(found: Block, truth: Block, starts: tuple[list[int], list[int]]) -> bool:
    """Return whether kind, move, lane and repeat agree and each end is near enough; `starts` has both texts' words."""
    if (found.kind, found.moved, found.lane, found.repeat) != (truth.kind, truth.moved, truth.lane, truth.repeat):
        return False
    return all(_near(x, y, words) for x, y, words in zip((found.a, found.b), (truth.a, truth.b), starts, strict=True))


def _near(found: Spot | None, truth: Spot | None, words: list[int]) -> bool:
    if found is None or truth is None:
        return found is truth
    start, end = (bisect_left(words, place) for place in truth)
    slack = max(SLACK_WORDS, SLACK_SHARE * (end - start))
    return all(abs(bisect_left(words, x) - y) <= slack for x, y in zip(found, (start, end), strict=True))


def count_right(found: Iterable[Block], truth: Iterable[Block], a: str, b: str) -> Counts:
    """Return how many found blocks are right, each truth taken once."""
    starts = tuple([match.start() for match in _WORD.finditer(text)] for text in (a, b))
    found, left = list(found), list(truth)
    n_truth = len(left)
    right = 0
    for block in found:
        hit = next((other for other in left if is_right(block, other, starts)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return Counts(right, n_truth, len(found))
