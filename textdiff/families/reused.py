"""Shared passages → those that stand in the most documents: where many passages of one document overlap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from textdiff.model import Document, Reused, SharedPassage, Span
from textdiff.texts.tokens import word_keys

_MOST_PASSAGES = 20
_MOST_STRETCHES = 2_000  # that are looked at
_PARTNERS = 2  # a passage of two documents is a pair


class _Copy(NamedTuple):
    """A stretch [start, end) of a document that a partner has at `span`."""

    start: int
    end: int
    partner: str
    span: Span


class _Stretch(NamedTuple):
    """A stretch of a document that some partners have, and how many characters they took in all."""

    taken: int
    document: str
    start: int
    end: int


def find_reused(passages: Iterable[SharedPassage], documents: Iterable[Document], min_words: int) -> tuple[Reused, ...]:
    """Return the passages of `min_words` words that stand in three or more documents, the most copied words first.

    A reworded passage does not count. Each passage is listed for one document; the stretches of the others
    that are its copies are not listed again. Twenty at most. Cost: that of sorting the passages.
    """
    copies = _copies(passages)
    texts = {document.id: document.text for document in documents}
    stretches = nsmallest(
        _MOST_STRETCHES,
        (stretch for name in copies if name in texts for stretch in _stretches(name, copies[name])),
        key=lambda one: (-one.taken, one.document, one.start, one.end),
    )
    covered: defaultdict[str, list[Span]] = defaultdict(list)
    found: list[Reused] = []
    for one in stretches:
        if any(span.start < one.end and one.start < span.end for span in covered[one.document]):
            continue
        near = [copy for copy in copies[one.document] if copy.start < one.end and one.start < copy.end]
        partners = {copy.partner for copy in near if copy.start <= one.start and one.end <= copy.end}
        span = Span(one.start, one.end)
        words = len(word_keys(span.of(texts[one.document]))) if len(partners) >= _PARTNERS else 0
        if words < min_words:
            continue
        covered[one.document].append(span)
        for copy in near:
            covered[copy.partner].append(copy.span)
        found.append(Reused(one.document, span, words, len(partners) + 1))
        if len(found) == _MOST_PASSAGES:
            break
    return tuple(sorted(found, key=lambda one: -one.words * (one.documents - 1)))


def _copies(passages: Iterable[SharedPassage]) -> dict[str, list[_Copy]]:
    """Return what each document has in common with others, verbatim or edited."""
    copies: defaultdict[str, list[_Copy]] = defaultdict(list)
    for passage in passages:
        match = passage.match
        if match.kind != "reworded":
            copies[passage.a].append(_Copy(match.a.start, match.a.end, passage.b, match.b))
            copies[passage.b].append(_Copy(match.b.start, match.b.end, passage.a, match.a))
    return copies


def _stretches(name: str, copies: Sequence[_Copy]) -> Iterator[_Stretch]:
    """Yield, for each number, the longest stretches of a document each place of which so many partners have.

    Not all of them need have all of it: who does is counted afterwards, for the few that are looked at.
    """
    places = sorted(place for copy in copies for place in ((copy.start, 1, copy.partner), (copy.end, -1, copy.partner)))
    having: Counter[str] = Counter()
    opened: list[int] = []  # where each stretch began that is still going on, by its number of partners
    n = 0
    for place, step, partner in places:
        before = having[partner] > 0
        having[partner] += step
        n += (having[partner] > 0) - before
        while len(opened) < n:
            opened.append(place)
        while len(opened) > n:
            partners, start = len(opened), opened.pop()
            if partners >= _PARTNERS and place > start:
                yield _Stretch((place - start) * partners, name, start, place)
