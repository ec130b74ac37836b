"""Slow and obvious twins of what the package does fast: so simple that they are unlikely to be incorrect."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import regex

from textdiff.families.grams import hash_grams_at
from textdiff.families.words import Words
from textdiff.model import Comparison, Span
from textdiff.texts.text import Text

Triple = tuple[int, int, int]  # a run: where it begins in x, where in y, and its length


def lcs_length(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """Return the length of a longest common subsequence (Wagner and Fischer 1974)."""
    above = [0] * (len(b) + 1)
    for item in a:
        row = [0]
        for j, other in enumerate(b):
            row.append(above[j] + 1 if item == other else max(row[j], above[j + 1]))
        above = row
    return above[-1]


def run_length(x: Sequence[Hashable], y: Sequence[Hashable], i: int, j: int) -> int:
    """Return how many items are equal from x[i] and y[j] on."""
    n = 0
    while i + n < len(x) and j + n < len(y) and x[i + n] == y[j + n]:
        n += 1
    return n


def maximal_runs(x: Sequence[Hashable], y: Sequence[Hashable], n: int) -> set[Triple]:
    """Return all common runs of n items or more that cannot be made longer on either side."""
    found = set()
    for i in range(len(x)):
        for j in range(len(y)):
            length = run_length(x, y, i, j)
            if length >= n and (i == 0 or j == 0 or x[i - 1] != y[j - 1]):
                found.add((i, j, length))
    return found


def greedy_tiling(x: Sequence[str], y: Sequence[str], n: int, *, ties_to_the_end: bool = False) -> list[Triple]:
    """Return disjoint common runs of n items or more, always the longest next (Wise 1993)."""
    x, y = list(x), list(y)
    tiles: list[Triple] = []
    while True:
        runs = [(length, -i, -j) for i in range(len(x)) for j in range(len(y)) if (length := run_length(x, y, i, j))]
        if ties_to_the_end:
            runs = [(length, -i, -j) for length, i, j in runs]
        length, i, j = max(runs, default=(0, 0, 0))
        if length < n:
            return sorted(tiles)
        i, j = abs(i), abs(j)
        tiles.append((i, j, length))
        for taken in range(length):
            x[i + taken] = f"taken from x {i + taken}"
            y[j + taken] = f"taken from y {j + taken}"


def tiling_faults(x: Sequence[str], y: Sequence[str], tiles: Iterable[Triple], n: int) -> list[str]:
    """Return what keeps the tiles from being a greedy string tiling, whichever of two equal runs came first.

    They must be common, disjoint, of n items or more, and once those of a length or more are taken
    away no run of that length is left.
    """
    faults = []
    free_x, free_y = list(x), list(y)
    longest_first = sorted(tiles, key=lambda tile: -tile[2])
    for length in range(max(len(x), len(y)), n - 1, -1):
        while longest_first and longest_first[0][2] >= length:
            i, j, size = longest_first.pop(0)
            if free_x[i : i + size] != free_y[j : j + size] or i + size > len(x) or j + size > len(y):
                faults.append(f"{(i, j, size)} is no common run, or overlaps another")
            free_x[i : i + size] = [f"taken from x {k}" for k in range(i, i + size)]
            free_y[j : j + size] = [f"taken from y {k}" for k in range(j, j + size)]
        if any(run_length(free_x, free_y, i, j) >= length for i in range(len(x)) for j in range(len(y))):
            faults.append(f"a run of {length} or more was left over")
    return faults + [f"{tile} is too short" for tile in longest_first]


def heaviest_chain(runs: Iterable[Triple]) -> int:
    """Return the most items in runs that stand in the same order on both sides."""
    weights: list[tuple[Triple, int]] = []
    for i, j, n in sorted(runs):
        before = [weight for (k, m, size), weight in weights if k + size <= i and m + size <= j]
        weights.append(((i, j, n), n + max(before, default=0)))
    return max((weight for _, weight in weights), default=0)


def families(pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Return the closure of the pairs: who is reached from whom."""
    groups = {frozenset(pair) for pair in pairs}
    while True:
        joined = {frozenset().union(*(other for other in groups if other & group)) for group in groups}
        if joined == groups:
            return groups
        groups = joined


def bridges(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Return the members without whom the others of their family fall apart."""
    pairs = set(pairs)
    found = set()
    for group in families(pairs):
        for member in group:
            others = group - {member}
            parts = families((a, b) for a, b in pairs if {a, b} <= others)
            if len(others) > 1 and parts != {others}:
                found.add(member)
    return found


def joins(comparison: Comparison) -> bool:
    """Return whether two documents are of one family: a tenth of one side or 40 words, stock phrases not counted.

    Sentences are what full stops end: enough for texts without abbreviations. No boilerplate, no footers.
    """
    shares = comparison.shares
    counted = [match for match in comparison.matches if match.kind != "reworded" or match.words >= 60]
    if comparison.relation in ("same", "typography"):
        return True
    most = max(shares.a_in_b, shares.b_in_a)
    if not counted or most >= 1 / 3 or any(match.words >= 40 for match in counted):
        return bool(counted)
    sides = (comparison.a.text, [match.a for match in counted]), (comparison.b.text, [match.b for match in counted])
    whole = [[_holds_sentence(text, span) for span in spans] for text, spans in sides]
    copied = [match.words >= 15 or all(both) for match, *both in zip(counted, *whole, strict=True)]
    beside = shares.shared_words - sum(match.words for match in counted)
    return most >= 0.1 and (any(copied) or (beside > 0 and shares.shared_words >= 15))


def _holds_sentence(text: str, span: Span) -> bool:
    sentences = regex.finditer(r"[^.\s][^.]*", text)
    return any(span.start <= s.start() and s.end() <= span.end and len(s.group().split()) >= 7 for s in sentences)


def rebuild(comparison: Comparison) -> tuple[str, str]:
    """Return both texts as the edits hold them."""
    a = sorted((edit.a, edit.op) for edit in comparison.edits if edit.a is not None)
    b = sorted((edit.b, edit.op) for edit in comparison.edits if edit.b is not None)
    return (
        "".join(span.of(comparison.a.text) for span, op in a if op in ("keep", "drop", "replace")),
        "".join(span.of(comparison.b.text) for span, op in b if op in ("keep", "add", "replace")),
    )


def layout_faults(comparison: Comparison) -> list[str]:
    """Return what is wrong with the places of blocks and edits: law 2."""
    faults = []
    for side, text in (("a", comparison.a.text), ("b", comparison.b.text)):
        for name, items in (("edits", comparison.edits), ("blocks", comparison.blocks)):
            spans = [getattr(item, side) for item in items if getattr(item, side) is not None]
            if not covers(spans, len(text)):
                faults.append(f"the {name} do not tile {side}: {sorted(spans)}")
            if name == "edits" and not all(len(span) for span in spans):
                faults.append(f"an edit of {side} covers nothing")
    return faults + _order_faults(comparison) + _edit_faults(comparison) + _white_space_faults(comparison)


def covers(spans: Iterable[Span], length: int) -> bool:
    """Return whether the spans, sorted, cover [0, length) once without a gap."""
    end = 0
    for span in sorted(spans):
        if span.start != end:
            return False
        end = span.end
    return end == length


def _order_faults(comparison: Comparison) -> list[str]:
    blocks = comparison.blocks
    faults = [f"block {place} is numbered {block.n}" for place, block in enumerate(blocks) if block.n != place]
    with_a = [block.a for block in blocks if block.a is not None]
    if with_a != sorted(with_a):
        faults.append("the blocks are not in A order")
    in_place = [block.b for block in blocks if block.b is not None and block.moved is None]
    if in_place != sorted(in_place):
        faults.append("a block that did not move breaks the B order")
    in_b = sorted(
        (block for block in blocks if block.b is not None and not block.moved), key=lambda block: (block.b, block.n)
    )
    for one, next_one in pairwise(blocks):
        looks = [(block.kind, block.moved, block.lane, block.repeat_of) for block in (one, next_one)]
        touch = all(
            x is y is None or (x and y and x.end == y.start) for x, y in ((one.a, next_one.a), (one.b, next_one.b))
        )
        if looks[0] == looks[1] and touch and one.kind not in ("edited", "reworded"):
            faults.append(f"blocks {one.n} and {next_one.n} are alike and should be one")
    for before, block in zip([None, *in_b], in_b, strict=False):
        if block.a is None and block.n != (before.n + 1 if before else 0):
            faults.append(f"block {block.n} does not follow the block before it in B")
    return faults


def _edit_faults(comparison: Comparison) -> list[str]:
    faults = []
    numbers = [edit.block for edit in comparison.edits]
    if numbers != sorted(numbers):
        faults.append("the edits are not in block order")
    for block in comparison.blocks:
        inside = [edit for edit in comparison.edits if edit.block == block.n]
        for side in ("a", "b"):
            spans = [getattr(edit, side) for edit in inside if getattr(edit, side) is not None]
            whole = getattr(block, side)
            if spans != sorted(spans):
                faults.append(f"the edits of block {block.n} are not in {side} order")
            if spans and (whole is None or spans[0].start < whole.start or spans[-1].end > whole.end):
                faults.append(f"an edit of block {block.n} leaves it in {side}")
    return faults


def _white_space_faults(comparison: Comparison) -> list[str]:
    faults = []
    for side, text in (("a", comparison.a.text), ("b", comparison.b.text)):
        for block in comparison.blocks:
            span = getattr(block, side)
            first = regex.match(r"\X", span.of(text)) if span is not None and span.start else None
            if first and first.group().isspace():
                faults.append(f"block {block.n} begins with the white space of the block before it in {side}")
    return faults


def gaps(text: Text) -> tuple[str, ...]:
    """Return what stands before, between and after the tokens: one string more than there are tokens."""
    edges = (0, *(edge for span in zip(text.starts, text.ends, strict=True) for edge in span), len(text.text))
    return tuple(text.text[end:start] for end, start in list(pairwise(edges))[::2])


def fingerprint(words: Words, n: int, one_in: int = 1) -> list[int]:
    """Return the hashes of all word n-grams of a text, sorted, each once: those below 2⁶⁴ / one_in."""
    places = np.arange(max(0, len(words) - n + 1), dtype=np.uint32)
    return sorted({gram for gram in hash_grams_at(words, places, n).tolist() if gram < 2**64 // one_in})
