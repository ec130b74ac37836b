"""The passages of a scan that stand in the most documents: where many shared passages of one document overlap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from typing import NamedTuple

from textdiff.model import Scan, Span
from textdiff.texts.tokens import word_keys
from textdiff.views.html.rows import name_shown

_MOST_PASSAGES = 20
_SHOWN_SIGNS = 400
_MOST_STRETCHES = 2_000  # that are looked at
_PARTNERS = 2  # a passage of two documents is a pair


class Reused(NamedTuple):
    """A passage that stands in `documents` documents of a scan; the text is that of one of them."""

    text: str
    words: int
    documents: int
    name: str


class _Stretch(NamedTuple):
    """A stretch of a document that so many others have, sorted by how many characters they took."""

    taken: int
    document: str
    start: int
    end: int
    partners: int


def find_reused(scan: Scan) -> list[Reused]:
    """Return the passages that stand in three or more documents, the most copied words first.

    In other words does not count. Each passage is listed for one document; the stretches of the others
    that are its copies are not listed again. Cost: that of sorting the passages.
    """
    shared: defaultdict[str, list[tuple[int, int, str, Span]]] = defaultdict(list)
    for passage in scan.passages:
        match = passage.match
        if match.kind != "reworded":
            shared[passage.a].append((match.a.start, match.a.end, passage.b, match.b))
            shared[passage.b].append((match.b.start, match.b.end, passage.a, match.a))
    texts = {document.id: document.text for document, _ in scan.documents}
    stretches = nsmallest(
        _MOST_STRETCHES,
        (stretch for name, passages in shared.items() if name in texts for stretch in _stretches(name, passages)),
        key=lambda one: (-one.taken, one.document, one.start, one.end),
    )
    least = scan.options.get("min_words", 1)
    covered: defaultdict[str, list[Span]] = defaultdict(list)
    found: list[tuple[int, Reused]] = []
    for one in stretches:
        if len(found) == _MOST_PASSAGES:
            break
        if any(span.start < one.end and one.start < span.end for span in covered[one.document]):
            continue
        copies = [row for row in shared[one.document] if row[0] < one.end and one.start < row[1]]
        partners = {partner for start, end, partner, _ in copies if start <= one.start and one.end <= end}
        text = texts[one.document][one.start : one.end]
        words = len(word_keys(text)) if len(partners) >= _PARTNERS else 0
        if words < least:
            continue
        covered[one.document].append(Span(one.start, one.end))
        for _, _, partner, copy in copies:
            covered[partner].append(copy)
        shown = text if len(text) <= _SHOWN_SIGNS else f"{text[:_SHOWN_SIGNS]}…"
        found.append((words * len(partners), Reused(shown, words, len(partners) + 1, name_shown(one.document))))
    return [one for _, one in sorted(found, key=lambda entry: -entry[0])]


def _stretches(name: str, passages: list[tuple[int, int, str, Span]]) -> Iterator[_Stretch]:
    """Yield, for each number, the longest stretches of a document each place of which so many partners have.

    Not all of them need have all of it: who does is counted afterwards, for the few that are looked at.
    """
    places = sorted(place for start, end, partner, _ in passages for place in ((start, 1, partner), (end, -1, partner)))
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
                yield _Stretch((place - start) * partners, name, start, place, partners)
