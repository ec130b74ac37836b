"""The word n-grams that documents of a corpus have in common, each with the places where it stands: one sort of numbers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textdiff.matches.fingerprint import Hashes, Words, concatenate, hash_grams, mix

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # see matches.fingerprint

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# N-grams that are sorted at once, 8 bytes each.
_PART = 4_000_000
_CHUNK = 1 << 15  # words whose hashes fit in a core's cache


class Corpus:
    """The words of documents as one column.

    `cat` are their hashes, `owner` the number of the document of each, `starts` where each document
    begins, and at the end the number of words.
    """

    def __init__(self, documents: Sequence[Words]) -> None:
        """Put the columns one behind the other."""
        lengths = np.fromiter(map(len, documents), np.int64, len(documents))
        self.cat = concatenate(documents)
        self.starts: Ints = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        self.owner = np.repeat(np.arange(len(documents), dtype=np.int32), lengths)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.starts) - 1


class Buckets(NamedTuple):
    """N-grams that several documents have, with their places in the order of the documents.

    The places of bucket n are `places[starts[n] : starts[n] + sizes[n]]`, numbers of words of the corpus.
    """

    places: NDArray[np.uint32]
    starts: Ints
    sizes: Ints

    def choose(self, wanted: Flags) -> Buckets:
        """Return some of the buckets."""
        sizes = self.sizes[wanted]
        return Buckets(self.places[np.repeat(wanted, self.sizes)], _begins(sizes), sizes)

    def one_a_set(self, corpus: Corpus) -> Buckets:
        """Return one bucket of those that have the same documents, told apart by a hash of 64 bits."""
        if not len(self.sizes):
            return self
        sums = np.add.reduceat(mix(corpus.owner[self.places]), self.starts)
        first = np.zeros(len(self.sizes), np.bool_)
        first[np.unique(sums ^ mix(self.sizes), return_index=True)[1]] = True
        return self.choose(first)


def _begins(sizes: Ints) -> Ints:
    return np.cumsum(sizes) - sizes


def find_buckets(
    corpus: Corpus, n: int, *, one_in: int = 1, least: int = 2, most: int | None = None, every: bool = False
) -> Iterator[Buckets]:
    """Yield the n-grams that `least` documents have, and at most `most`, in parts of bounded size.

    Of the places in one document the first is kept, or with `every` all of them are.

    Of all n-grams those with hashes below 2⁶⁴ / one_in. Two n-grams whose first 39 bits of 64 agree (of 20
    million some hundred do) are taken for one, which adds to what is compared and takes nothing away.
    """
    total = len(corpus.cat)
    parts = max(1, -(-total // (_PART * one_in)))
    bits = np.uint64(max(1, total.bit_length()))
    for part in range(parts):
        low, high = (2**64 // one_in * k // parts for k in (part, part + 1))
        packed = np.sort(_pack(corpus, n, (low, high - 1), bits))
        hashes = packed >> bits
        places = (packed & np.uint64((1 << int(bits)) - 1)).astype(np.uint32)
        del packed
        if len(hashes):
            yield _group(corpus, hashes, places, least, len(corpus) if most is None else most, every=every)


def _pack(corpus: Corpus, n: int, within: tuple[int, int], bits: np.uint64) -> Hashes:
    """Return the n-grams with hashes within [first, last]: the upper bits of the hash above the place."""
    found = [np.empty(0, np.uint64)]
    for start in range(0, len(corpus.cat), _CHUNK):
        stop = start + _CHUNK + n - 1
        grams = hash_grams(corpus.cat[start:stop].astype(np.uint64), n)
        owner = corpus.owner[start:stop]
        wanted = owner[: len(grams)] == owner[n - 1 :]
        if within != (0, 2**64 - 1):
            wanted &= (grams >= np.uint64(within[0])) & (grams <= np.uint64(within[1]))
        at = np.flatnonzero(wanted)
        found.append((grams[at] >> bits << bits) | (at + start).astype(np.uint64))
    return np.concatenate(found)


def _group(
    corpus: Corpus, hashes: Hashes, places: NDArray[np.uint32], least: int, most: int, *, every: bool
) -> Buckets:
    """Return the buckets of sorted hashes."""
    same = hashes[1:] == hashes[:-1]
    # Most n-grams stand once: leave them before anything else is done.
    paired = np.zeros(len(hashes), np.bool_)
    paired[1:] = same
    paired[:-1] |= same
    hashes, places = hashes[paired], places[paired]
    new = np.ones(len(places), np.bool_)
    new[1:] = hashes[1:] != hashes[:-1]
    owners = corpus.owner[places]
    fresh = new.copy()
    fresh[1:] |= owners[1:] != owners[:-1]
    starts = np.flatnonzero(new)
    documents = np.add.reduceat(fresh, starts, dtype=np.int64) if len(starts) else starts
    wanted = (documents >= least) & (documents <= most)
    sizes = np.diff(np.append(starts, len(places)))
    kept = np.repeat(wanted, sizes)
    if every:
        return Buckets(places[kept], _begins(sizes[wanted]), sizes[wanted])
    return Buckets(places[kept & fresh], _begins(documents[wanted]), documents[wanted])
