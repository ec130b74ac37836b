"""The table of figures, names, dates, quotes and attributions that two versions give differently."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from textdiff.model import Block, Comparison, Fact, Side, Span
from textdiff.views.excerpt import first_words
from textdiff.views.words import count

_KINDS = ("figure", "date", "name", "quote", "attribution", "negation", "hedge")
_CONTEXT_SIGNS = 60
_QUOTED_WORDS = 8  # of a fact, in a report of changes alone


class Quoted(NamedTuple):
    """What one version says, with the words around it."""

    before: str
    text: str
    after: str


class FactRow(NamedTuple):
    """A row of the table: `href` leads to the place in the texts."""

    fact: Fact
    a: Quoted | None
    b: Quoted | None
    href: str
    place: str


def find_blocks(comparison: Comparison) -> list[int]:
    """Return the number of the block that each fact stands in, in the order of the facts."""
    found = {side: _Blocks(comparison.blocks, side) for side in ("a", "b")}
    return [_block_of(fact, found) for fact in comparison.facts]


class _Blocks:
    """The blocks that one side has, in its order."""

    def __init__(self, blocks: Sequence[Block], side: Side) -> None:
        spans = sorted((span, block.n) for block in blocks if (span := getattr(block, side)) is not None)
        self.starts = [span.start for span, _ in spans]
        self.numbers = [number for _, number in spans]

    def at(self, place: int) -> int:
        """Return the number of the block that holds a place; blocks tile the text."""
        return self.numbers[bisect_right(self.starts, place) - 1]


def _block_of(fact: Fact, blocks: Mapping[str, _Blocks]) -> int:
    if fact.a is not None:
        return blocks["a"].at(fact.a.start)
    if fact.b is not None:
        return blocks["b"].at(fact.b.start)
    raise AssertionError("a fact stands in neither text")


def shorten_facts(comparison: Comparison) -> Comparison:
    """Return a comparison whose facts are cut to their first words, where they are long quotations."""

    def cut(span: Span | None, text: str) -> Span | None:
        if span is None:
            return None
        return Span(span.start, span.start + len(first_words(span.of(text), _QUOTED_WORDS)))

    facts = (
        replace(fact, a=cut(fact.a, comparison.a.text), b=cut(fact.b, comparison.b.text)) for fact in comparison.facts
    )
    return replace(comparison, facts=tuple(facts))


def lay_facts(
    comparison: Comparison, blocks: Sequence[int], ids: Mapping[int, str], *, with_context: bool = True
) -> list[FactRow]:
    """Return the facts, severe ones first, then by kind and place.

    `blocks` are those that the facts stand in (`find_blocks`), `ids` those of the rows, by block.
    """
    order = sorted(
        range(len(comparison.facts)),
        key=lambda n: (comparison.facts[n].severity != "high", _KINDS.index(comparison.facts[n].kind), blocks[n], n),
    )
    rows = []
    for n in order:
        fact, identity = comparison.facts[n], ids[blocks[n]]
        place = f"Change {identity[1:]}" if identity[0] == "c" else "Place"
        a = _quote(fact.a, comparison.a.text, with_context=with_context)
        b = _quote(fact.b, comparison.b.text, with_context=with_context)
        rows.append(FactRow(fact, a, b, f"#{identity}", place))
    return rows


def count_facts(facts: Sequence[Fact]) -> str:
    """Return how many facts of each kind differ: "3 figures, 1 quote"; "" for none."""
    found: Counter[str] = Counter(fact.kind for fact in facts)
    return ", ".join(count(found[kind], kind) for kind in _KINDS if found[kind])


def _quote(span: Span | None, text: str, *, with_context: bool) -> Quoted | None:
    if span is None:
        return None
    if not with_context:
        return Quoted("", span.of(text), "")
    start, end = max(0, span.start - _CONTEXT_SIGNS), min(len(text), span.end + _CONTEXT_SIGNS)
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = "…" + (before.partition(" ")[2] or before)
    if end < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return Quoted(before, span.of(text), after)
