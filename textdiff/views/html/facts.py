"""The table of figures, names, dates, quotes and attributions that two versions give differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textdiff.model import Block, Comparison, Fact, Span, count

_KINDS = ("figure", "date", "name", "quote", "attribution", "negation", "hedge")
_CONTEXT_SIGNS = 60


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


def fact_blocks(comparison: Comparison) -> dict[int, int]:
    """Return the number of the block that each fact stands in, by the place of the fact in the record."""
    return {number: _block_of(fact, comparison.blocks) for number, fact in enumerate(comparison.facts)}


def lay_facts(comparison: Comparison, ids: Mapping[int, str], *, with_context: bool = True) -> list[FactRow]:
    """Return the facts, severe ones first, then by kind and place; `ids` are those of the rows, by block."""
    blocks = fact_blocks(comparison)
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


def _block_of(fact: Fact, blocks: Sequence[Block]) -> int:
    for block in blocks:
        for span, whole in ((fact.a, block.a), (fact.b, block.b)):
            if span and whole and whole.start <= span.start < max(whole.end, whole.start + 1):
                return block.n
    raise AssertionError(f"a fact at {fact.a}, {fact.b} stands in no block")


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
