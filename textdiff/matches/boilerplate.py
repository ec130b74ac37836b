"""What many documents of a corpus have without having been copied from each other: footers, notices, stock phrases.

The frequency of an n-gram cannot tell: a story of an agency that 500 outlets carry is as frequent as
a footer. What is around it can: an outlet that carries the story has little else, an article with a
footer has an article.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from textdiff.matches.buckets import Buckets, Corpus, Flags, Ints, find_buckets
from textdiff.options import Options

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # see matches.fingerprint

import numpy as np
from numpy.typing import NDArray

# Words between two frequent n-grams of a document that are an edit of one stretch.
_EDIT_WORDS = 20
# A document with fewer words than this, or less than this share of them, outside what is frequent is
# that and nothing else: a headline, a place line and a footer of its own are that much.
_OWN_WORDS = 40
_OWN_SHARE = 0.1
# The share of an n-gram's documents that have to be such, so that it is no boilerplate.
_BARE_SHARE = 0.25


# Documents that have the same words near their beginning or end, and words up to there: a footer's length.
_END_DOCUMENTS = 5
_END_WORDS = 50


class Stretch(NamedTuple):
    """Words [start, end) of a document that other documents have too, and how many documents have them, at most."""

    document: int
    start: int
    end: int
    documents: int


class Boilerplate(NamedTuple):
    """The words of a corpus that are boilerplate, as flags, and the stretches that they make up."""

    words: Flags
    stretches: list[Stretch]

    def aside(self) -> dict[int, list[tuple[int, int]]]:
        """Return the words of each document that are boilerplate, as [start, end)."""
        found: dict[int, list[tuple[int, int]]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.document, []).append((stretch.start, stretch.end))
        return found

    def outside(self, buckets: Buckets, n: int, least: int) -> Flags:
        """Return whether the n-grams of buckets have `least` words or more that are no boilerplate in their first place."""
        before = np.concatenate([np.zeros(1, np.int32), np.cumsum(self.words, dtype=np.int32)])
        at = buckets.places[buckets.starts].astype(np.int64)
        return n - (before[at + n] - before[at]) >= least


def find_boilerplate(corpus: Corpus, options: Options) -> Boilerplate:
    """Return which words are boilerplate: in n-grams that are frequent, and around them articles that have more than these.

    Frequent is what more than `boilerplate_documents` have, and more than one in a thousand; five are
    enough for what stands at the same place near the beginning or the end of all of them.
    """
    limit = max(options.boilerplate_documents, len(corpus) // 1000)
    n = options.boilerplate_words
    flags = np.zeros(len(corpus.cat), np.bool_)
    parts = list(find_buckets(corpus, n, least=min(limit + 1, _END_DOCUMENTS), every=True))
    frequent = [part.choose(part.sizes > limit) for part in parts]
    ends = [part.choose((part.sizes <= limit) & _at_an_end(corpus, part, n)) for part in parts]
    del parts
    if not any(len(part.sizes) for part in frequent + ends):
        return Boilerplate(flags, [])
    bare = _bare(corpus, frequent + ends, n)
    chosen = [part.choose(_votes(corpus, part, bare) < _BARE_SHARE) for part in frequent]
    chosen += [part.choose(_votes(corpus, part, bare) == 0) for part in ends]
    for part in chosen:
        for shift in range(n):
            flags[part.places + np.uint32(shift)] = True
    return Boilerplate(flags, find_stretches(corpus, chosen, n))


def _at_an_end(corpus: Corpus, buckets: Buckets, n: int) -> Flags:
    """Return which n-grams stand near the beginning, or near the end, at one and the same place of all documents."""
    if not len(buckets.sizes):
        return np.zeros(0, np.bool_)
    places = buckets.places.astype(np.int64)
    owners = corpus.owner[places]
    found = np.zeros(len(buckets.sizes), np.bool_)
    for away in (places - corpus.starts[owners], corpus.starts[owners + 1] - n - places):
        nearest, farthest = (edge.reduceat(away, buckets.starts) for edge in (np.minimum, np.maximum))
        found |= (nearest == farthest) & (farthest < _END_WORDS)
    return found


def _votes(corpus: Corpus, buckets: Buckets, bare: Flags) -> NDArray[np.float64]:
    """Return the share of the documents of each bucket that are bare."""
    if not len(buckets.sizes):
        return np.empty(0)
    return np.add.reduceat(bare[corpus.owner[buckets.places]].astype(np.int64), buckets.starts) / buckets.sizes


def _bare(corpus: Corpus, frequent: Sequence[Buckets], n: int) -> Flags:
    """Return for each document whether it has nothing much but frequent n-grams, edits between them left out."""
    places = np.sort(np.concatenate([part.places for part in frequent])).astype(np.int64)
    owners = corpus.owner[places]
    ahead = np.diff(places)
    covers = np.full(len(places), n)  # an n-gram covers the words up to the next one, the last of a stretch n words
    covers[:-1] = np.where((owners[1:] != owners[:-1]) | (ahead > n + _EDIT_WORDS), n, ahead)
    covered = np.bincount(owners, weights=covers, minlength=len(corpus))
    lengths = np.diff(corpus.starts)
    own = lengths - covered
    return (own < _OWN_WORDS) | (own < _OWN_SHARE * lengths)


def find_stretches(corpus: Corpus, parts: Sequence[Buckets], n: int) -> list[Stretch]:
    """Return the stretches of words that n-grams of buckets cover, document by document."""
    places = np.concatenate([np.empty(0, np.int64), *(part.places.astype(np.int64) for part in parts)])
    if not len(places):
        return []
    sizes = np.concatenate([np.repeat(part.sizes, part.sizes) for part in parts])
    order = np.argsort(places, kind="stable")
    places, sizes = places[order], sizes[order]
    owners = corpus.owner[places]
    begins = np.ones(len(places), np.bool_)
    begins[1:] = (owners[1:] != owners[:-1]) | (np.diff(places) > n)
    at = np.flatnonzero(begins)
    ends = places[np.append(at[1:], len(places)) - 1] + n
    documents = owners[at]
    offsets: Ints = corpus.starts[documents]
    return [
        Stretch(*numbers)
        for numbers in zip(
            documents.tolist(),
            (places[at] - offsets).tolist(),
            (ends - offsets).tolist(),
            np.maximum.reduceat(sizes, at).tolist(),
            strict=True,
        )
    ]


def name_stretches(corpus: Corpus, stretches: Sequence[Stretch], n: int) -> list[Stretch]:
    """Return the stretches that hold an n-gram which none before them holds, the most frequent and longest first."""
    seen: set[bytes] = set()
    named: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (-s.documents, s.start - s.end, s.document, s.start)):
        begin = int(corpus.starts[stretch.document])
        words = corpus.cat[begin + stretch.start : begin + stretch.end]
        grams = {words[at : at + n].tobytes() for at in range(len(words) - n + 1)}
        if not grams <= seen:
            seen |= grams
            named.append(stretch)
    return named
