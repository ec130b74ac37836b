"""Columns of word hashes → the n-grams that several documents have, with the places where they stand.

An n-gram is a number, its hash; equal ones are found by sorting. Which n-grams are kept is decided by
their hash alone (scaled MinHash, also called FracMinHash: Irber et al. 2022, "Lightweight compositional
analysis of metagenomes with FracMinHash and minimum metagenome covers"), so that two texts keep the same
ones of those that they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from textdiff.families.words import Words

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.unsignedinteger]
Places = NDArray[np.uint32]
Owners = NDArray[np.int32]

# N-grams that are held and sorted at once, 16 bytes each, and how many of them are grouped at once, some 40
# bytes each. All are hashed anew for every part: a large corpus has six parts and no more.
_PART = 1_400_000
_MOST_PARTS = 6
_PIECE = 1_000_000
_CHUNK = 1 << 16  # words whose hashes fit in a core's cache
# Counters of n-grams: of those that stand alone two in three are not even sorted. Pairs of words mostly do not.
_COUNTER_BITS = 21
_LONG = 3
_BLOCK_BITS = np.uint32(16)
# Odd multipliers of a polynomial over 64-bit words; any odd number with mixed bits does.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHORT_STEP = np.uint32(0x9E3779B1)
_SHORT_MIX = np.uint32(0x85EBCA6B)


class Corpus:
    """The words of documents as one column.

    `cat` are their hashes, `starts` where each document begins, and at the end the number of words.
    """

    def __init__(self, documents: Sequence[Words]) -> None:
        """Put the columns one behind the other."""
        lengths = np.fromiter(map(len, documents), np.int64, len(documents))
        self.cat: Words = np.concatenate([np.empty(0, np.uint32), *documents])
        self.starts: Ints = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        # The document of each word, counted from that of the first one of its block of 65,536 words: 2
        # bytes do, unless 65,536 documents without a word are in between.
        places = np.arange(0, len(self.cat), 1 << int(_BLOCK_BITS))
        self._first = (np.searchsorted(self.starts, places, "right") - 1).astype(np.int32)
        spread = np.diff(self._first, append=len(documents)).max(initial=0)
        self._ahead = np.empty(len(self.cat), np.uint16 if spread < 1 << 16 else np.uint32)
        for first, start in zip(self._first.tolist(), places.tolist(), strict=True):
            stop = min(start + (1 << int(_BLOCK_BITS)), len(self.cat))
            last = int(np.searchsorted(self.starts, stop, "left"))
            inside: Ints = np.diff(np.clip(self.starts[first : last + 1], start, stop)).astype(np.int64)
            self._ahead[start:stop] = np.repeat(np.arange(len(inside)), inside)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.starts) - 1

    def owners(self, places: Places) -> Owners:
        """Return the numbers of the documents in which words stand."""
        found: Owners = self._first[places >> _BLOCK_BITS]
        found += self._ahead[places].astype(np.int32)
        return found

    def chunks(self, n: int) -> Iterator[tuple[int, Words, Flags]]:
        """Yield the words in short columns with which of them begin an n-gram; the columns overlap by n − 1 words."""
        begins = np.arange(0, len(self.cat) - n + 1, _CHUNK)
        first = np.searchsorted(self.starts, begins + 1)
        last = np.searchsorted(self.starts, begins + (_CHUNK + n - 1))
        for start, low, high in zip(begins.tolist(), first.tolist(), last.tolist(), strict=True):
            words = self.cat[start : start + _CHUNK + n - 1]
            whole = np.ones(len(words) - n + 1, np.bool_)
            # n − 1 words before the beginning of a document there begins none.
            broken = (self.starts[low:high, None] - np.arange(start + 1, start + n)).ravel()
            whole[broken[(broken >= 0) & (broken < len(whole))]] = False
            yield start, words, whole


class Buckets(NamedTuple):
    """N-grams that several documents have, with their places in the order of the documents.

    The places of bucket n are `places[starts[n] : starts[n] + sizes[n]]`, numbers of words of the corpus.
    """

    places: Places
    starts: Ints
    sizes: Ints
    documents: Ints

    def choose(self, wanted: Flags) -> Buckets:
        """Return some of the buckets."""
        sizes = self.sizes[wanted]
        return Buckets(self.places[np.repeat(wanted, self.sizes)], _begins(sizes), sizes, self.documents[wanted])

    def sums(self, values: NDArray[np.int64] | Flags) -> Ints:
        """Return the sum of one value a place, for each bucket."""
        return np.add.reduceat(values, self.starts, dtype=np.int64) if len(self.starts) else self.starts

    def one_a_set(self, corpus: Corpus) -> Buckets:
        """Return one bucket of those that have the same documents, kept apart by a hash of 64 bits, in its order."""
        if not len(self.sizes):
            return self
        hashes = np.add.reduceat(mix(corpus.owners(self.places)), self.starts)
        first = np.zeros(len(self.sizes), np.bool_)
        first[np.unique(hashes ^ mix(self.sizes), return_index=True)[1]] = True
        return self.choose(first)


def _begins(sizes: Ints) -> Ints:
    return np.cumsum(sizes) - sizes


def find_buckets(
    corpus: Corpus,
    n: int,
    *,
    among: Flags | None = None,
    one_in: int = 1,
    least: int = 2,
    most: int | None = None,
    every: bool = False,
) -> Iterator[Buckets]:
    """Yield the n-grams that `least` documents have, and at most `most`, in parts of bounded size.

    Only the n-grams whose first words are flagged in `among` count. Of the places in one document the
    first is kept, or with `every` all of them are. Of all n-grams those with hashes below 2⁶⁴ / one_in.

    Two n-grams of one sort whose first 39 bits of 64 agree (of 20 million a dozen do) are taken for one,
    which adds to what is compared and takes nothing away.
    """
    total = len(corpus.cat)
    parts = min(_MOST_PARTS, -(-total // _PART))
    bits = np.uint64(max(1, total.bit_length()))
    for part in range(parts):
        packed = _pack(corpus, _hold(corpus, n, _range(part, parts), among, least), n, bits, one_in)
        packed.sort()
        # Pieces begin where an n-gram does.
        begins = np.searchsorted(packed, packed[::_PIECE] >> bits << bits).tolist()
        for start, stop in pairwise([*begins, len(packed)]):
            within = (least, len(corpus) if most is None else most)
            yield _group(corpus, packed[start:stop], bits, within, every=every)
        del packed


def _range(part: int, of: int) -> tuple[np.uint32, np.uint32]:
    """Return the first and last number of a part of those of 32 bits."""
    return np.uint32(2**32 * part // of), np.uint32(2**32 * (part + 1) // of - 1)


def _hold(corpus: Corpus, n: int, within: tuple[np.uint32, np.uint32], among: Flags | None, least: int) -> Places:
    """Return where n-grams stand whose short hash is within [first, last] and that may be `least` in number."""
    # Memory is taken as it is written: two numbers for each n-gram of the part.
    places, hashes = np.empty(len(corpus.cat), np.uint32), np.empty(len(corpus.cat), np.uint32)
    size = 0
    for start, words, whole in corpus.chunks(n):
        short = hash_grams_short(words, n)
        wanted = whole & (short >= within[0]) & (short <= within[1])
        if among is not None:
            wanted &= among[start : start + len(wanted)]
        at = np.flatnonzero(wanted)
        places[size : size + len(at)] = at + start
        hashes[size : size + len(at)] = short[at]
        size += len(at)
    # Most long n-grams stand once, and are not even sorted; most pairs of words do not.
    found: Places = places[:size] if n < _LONG else places[:size][_several(hashes[:size], least)]
    return found


def _several(hashes: NDArray[np.uint32], least: int) -> Flags:
    """Return which numbers may be there `least` times: those that share a counter with so many."""
    found = np.zeros(len(hashes), np.bool_)
    ranges = max(1, len(hashes) // (_PIECE * (least - 1)))  # the more that are asked for, the fuller they may be
    cells = hashes & np.uint32((1 << _COUNTER_BITS) - 1)
    which = (hashes >> np.uint32(_COUNTER_BITS)) % np.uint32(ranges)
    for number in range(ranges):
        at = np.flatnonzero(which == number) if ranges > 1 else slice(None)
        enough: Flags = np.bincount(cells[at], minlength=1 << _COUNTER_BITS) >= least
        found[at] = enough[cells[at]]
    return found


def _pack(corpus: Corpus, at: Places, n: int, bits: np.uint64, one_in: int) -> Hashes:
    """Return n-grams as numbers: the upper bits of the hash above the place."""
    packed = np.empty(len(at), np.uint64)
    size = 0
    for start in range(0, len(at), _CHUNK):
        places = at[start : start + _CHUNK]
        grams = hash_grams_at(corpus.cat, places, n)
        if one_in > 1:
            kept = grams < np.uint64(2**64 // one_in)
            grams, places = grams[kept], places[kept]
        packed[size : size + len(grams)] = (grams >> bits << bits) | places
        size += len(grams)
    return packed[:size]


def _group(corpus: Corpus, packed: Hashes, bits: np.uint64, within: tuple[int, int], *, every: bool) -> Buckets:
    """Return the buckets of sorted n-grams that have a number of documents within [least, most]."""
    new = np.ones(len(packed), np.bool_)
    np.not_equal(packed[1:] >> bits, packed[:-1] >> bits, out=new[1:])
    starts = np.flatnonzero(new)
    sizes = np.diff(starts, append=len(packed))
    kept = np.repeat(sizes >= within[0], sizes)
    new, sizes = new[kept], sizes[sizes >= within[0]]
    places = (packed[kept] & np.uint64((1 << int(bits)) - 1)).astype(np.uint32)
    owners = corpus.owners(places)
    fresh = new
    fresh[1:] |= owners[1:] != owners[:-1]
    buckets = Buckets(places, _begins(sizes), sizes, sizes)
    documents = buckets.sums(fresh)
    wanted = (documents >= within[0]) & (documents <= within[1])
    if every:
        return buckets._replace(documents=documents).choose(wanted)
    counts = documents[wanted]
    return Buckets(places[fresh & np.repeat(wanted, sizes)], _begins(counts), counts, counts)


def hash_grams_at(words: Words, places: NDArray[np.uint32], n: int) -> Hashes:
    """Return the hashes of the n-grams that begin at some places of a column of words."""
    grams = words[places].astype(np.uint64)
    for shift in range(1, n):
        grams *= _STEP
        grams += words[places + np.uint32(shift)]
    return _stir(grams)


def hash_grams_short(words: Words, n: int) -> NDArray[np.uint32]:
    """Return hashes of 32 bits of the n-grams of a column: a third of the time of those of 64 bits."""
    count = max(0, len(words) - n + 1)
    grams = words[:count].copy()
    for shift in range(1, n):
        grams *= _SHORT_STEP
        grams += words[shift : shift + count]
    grams ^= grams >> np.uint32(15)
    grams *= _SHORT_MIX
    grams ^= grams >> np.uint32(13)
    return grams


def mix(numbers: NDArray[np.integer]) -> Hashes:
    """Return numbers as hashes, one to one, whose sums are different for different sets of numbers."""
    return _stir((numbers.astype(np.uint64) + np.uint64(1)) * _STEP)


def _stir(grams: Hashes) -> Hashes:
    """Return numbers, changed in place, whose every bit depends on all bits of what they were."""
    grams ^= grams >> np.uint64(31)
    grams *= _MIX
    grams ^= grams >> np.uint64(29)
    return grams
