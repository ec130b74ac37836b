"""Blocks, Edits, Shared → Summary: what they add up to; `views.words` says it in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import compress

from textdiff.model import ADD, CHANGES, DROP, Block, Columns, Counts, Edit, Reason, Relation, Shared, Shares, Summary
from textdiff.options import Limits
from textdiff.texts.patterns import pattern
from textdiff.texts.text import Text

_MARK = pattern(r"\p{M}")
_STACK = pattern(r"\p{M}{20,}+")  # written languages stack a few


def sum_up(
    a: Text,
    b: Text,
    layout: tuple[Columns[Block], Columns[Edit]],
    found: Shared,
    limits: Limits,
    *,
    independent: bool = False,
) -> Summary:
    """Return what the blocks and edits of two texts and the passages that they share add up to.

    Of `independent` texts that is nothing but their words.
    """
    blocks, edits = layout
    same = _same_words(a.text, b.text, blocks, edits)
    counts = _count(a, b, blocks, edits)
    return Summary(
        words=(len(a.words), len(b.words)),
        relation=same or found.relation,
        shares=_shares_of_the_same(found) if same else found.shares,
        counts=counts,
        reasons=() if independent else tuple(_reasons(blocks, counts, found)),
        notes=(*_short_texts(a, b), *_stacks(a, b)),
        limits=() if same == "same" else limits.hit(),  # of equal texts nothing was missed
        independent=independent,
    )


def _count(a: Text, b: Text, blocks: Columns[Block], edits: Columns[Edit]) -> Counts:
    """Return the words and blocks of the changes; those of crumbs and of typography are none.

    What one text has and the other lost in extraction is counted apart.
    """
    codes, a_starts, a_ends, b_starts, b_ends, block_of = edits.columns
    _, kinds, _, _, _, moves, lanes, *_ = blocks.columns
    in_body = [lane == "body" for lane in lanes]
    changed = list(compress(range(len(codes)), map(CHANGES.__contains__, codes)))
    counted = [n for n in changed if in_body[block_of[n]]]
    lost = [n for n in changed if lanes[block_of[n]] == "lost"] if "lost" in lanes else []

    def dropped(n: int) -> int:
        return a.n_words_of(a_starts[n], a_ends[n]) if codes[n] != ADD else 0

    def added(n: int) -> int:
        return b.n_words_of(b_starts[n], b_ends[n]) if codes[n] != DROP else 0

    return Counts(
        added_words=sum(map(added, counted)),
        dropped_words=sum(map(dropped, counted)),
        lost_words=sum([max(dropped(n), added(n)) for n in lost]),
        moved_blocks=sum(move is not None for move in compress(moves, in_body)),
        reworded_blocks=sum(kind == "reworded" for kind in compress(kinds, in_body)),
    )


def _shares_of_the_same(found: Shared) -> Shares:
    """Return the shares of two texts of the same words: all of them, however few."""
    shared = min(found.words)
    whole = float(shared > 0)
    return replace(found.shares, a_in_b=whole, b_in_a=whole, jaccard=whole, shared_words=shared)


def _same_words(a: str, b: str, blocks: Columns[Block], edits: Columns[Edit]) -> Relation | None:
    """Return `same` or `typography` for texts that differ in nothing else."""
    if a == b:
        return "same"
    has_moved = any(move is not None for move in blocks.columns[5])
    return None if has_moved or not CHANGES.isdisjoint(edits.columns[0]) else "typography"


def _reasons(blocks: Columns[Block], counts: Counts, found: Shared) -> Iterator[Reason]:
    """Yield how many sentences and passages became what; where nothing did, and no word differs, what else does."""
    has_words = bool(counts.added_words or counts.dropped_words)
    has_changes = has_words or bool(counts.lost_words)
    became = {
        "edited-sentences": _edited_sentences(blocks) if has_words else 0,
        "reworded-sentences": counts.reworded_blocks,
        "added-repeats": _repeats(blocks, "added"),
        "dropped-repeats": _repeats(blocks, "dropped"),
        "moved-passages": counts.moved_blocks,
        "reworded-passages": sum(match.kind == "reworded" for match in found.passages),
    }
    yield from (Reason(code, (n,)) for code, n in became.items() if n)
    if not has_changes and not any(became.values()):
        has_crumbs = any(block.kind != "same" for block in blocks if block.lane == "crumb")
        yield Reason("only-crumbs" if has_crumbs else "only-marks")


def _repeats(blocks: Columns[Block], wanted: str) -> int:
    """Return how many blocks of a kind say again what their text says elsewhere."""
    _, kinds, _, _, _, _, lanes, originals, _ = blocks.columns
    return sum(
        original is not None and kind == wanted and lane == "body"
        for kind, lane, original in zip(kinds, lanes, originals, strict=True)
    )


def _edited_sentences(blocks: Columns[Block]) -> int:
    """Return how many sentences were edited in their places; a moved passage may have many, and is counted as one."""
    _, kinds, _, _, _, moves, lanes, *_ = blocks.columns
    return sum(
        kind == "edited" and move is None and lane == "body"
        for kind, move, lane in zip(kinds, moves, lanes, strict=True)
    )


def _short_texts(a: Text, b: Text) -> Iterator[Reason]:
    """Yield the sides that have no words, or fewer than a passage."""
    for side, text in (("a", a), ("b", b)):
        if not len(text.words):
            yield Reason("no-words", (side,))
        elif len(text.words) < text.options.min_words:
            yield Reason("few-words", (side, len(text.words), text.options.min_words))


def _stacks(a: Text, b: Text) -> Iterator[Reason]:
    """Yield the sides that have many combining marks on one letter: how many, and where."""
    for side, text in (("a", a), ("b", b)):
        has_marks = _MARK.search(text.foreign)
        stack = _STACK.search(text.text) if has_marks else None
        if stack:
            yield Reason("stacked-marks", (side, len(stack.group()), stack.start()))
