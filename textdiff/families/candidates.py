"""Columns of words → the pairs of documents to compare, by the n-grams that they have in common.

Two kinds of n-grams lead to a pair. One of `min_words` words is a verbatim run by itself. Pairs of words
that few documents have, three of them near each other in both documents, are the mark of a reworded passage.
What is boilerplate counts for neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from textdiff.families.boilerplate import Boilerplate, Stretch, find_boilerplate, find_stretches, name_stretches
from textdiff.families.grams import Buckets, Corpus, Ints, Numbers, Owners, Places, find_buckets
from textdiff.families.spanning import LargeGroups, make_keys, split_keys
from textdiff.families.words import Words
from textdiff.options import Calibration, Options

# Keys of pairs that are held at once, at least, before those that stand twice are taken out.
_MOST_KEYS = 1_000_000
# Common pairs of words of two documents that are looked at in one go, some 50 bytes each.
_MOST_INSTANCES = 1_000_000
# Counters of pairs of documents: one with one or two looks like one with three in one case of four.
_CELLS = 1 << 20
_CELL_SHIFT = np.uint32(12)
_MULTIPLIERS = np.array([0x9E3779B1, 0x85EBCA6B], np.uint32)


class Candidates(NamedTuple):
    """Pairs of document numbers to compare, the smaller one first, in order.

    `verbatim` are those that share an n-gram that is no boilerplate. `boilerplate` and `capped` are
    stretches of words, each text once; `excluded` the words of documents that are boilerplate, as [start, end);
    `groups` documents of which a spanning set of pairs stands for all.
    """

    pairs: list[tuple[int, int]]
    verbatim: frozenset[tuple[int, int]]
    one_in: int
    capped_buckets: int
    boilerplate: list[Stretch]
    capped: list[Stretch]
    excluded: dict[int, list[tuple[int, int]]]
    groups: list[list[int]]


def find_candidates(documents: Sequence[Words], options: Options) -> Candidates:
    """Return the pairs of documents that may share a passage.

    Documents with fewer words than an n-gram are the caller's: they share the whole text or nothing. Cost
    is that of sorting the n-grams, and grows with the pairs found; a group of more than `max_bucket`
    documents that share an n-gram gives two pairs a document. Takes 5 kB a document of 375 words.
    """
    corpus = Corpus(documents)
    n = options.min_words
    one_in = 1 if len(corpus.cat) <= options.calibration.exact_words else options.calibration.fingerprint_sample
    boilerplate = find_boilerplate(corpus, options)
    among = boilerplate.outside(n, min(n, options.calibration.distinctive_words))
    sets, over = [], []
    for part in find_buckets(corpus, n, among=among, one_in=one_in):
        sets.append(part.choose(part.sizes <= options.calibration.max_bucket).one_a_set(corpus))
        over.append(part.choose(part.sizes > options.calibration.max_bucket))
    del among
    groups = LargeGroups(_sets(corpus, over), len(corpus))
    verbatim = groups.thin(_collect(corpus, sets, groups), options.calibration.max_bucket)
    del sets
    reworded = groups.outside(find_reworded(corpus, boilerplate, verbatim, options))
    return Candidates(
        pairs=_to_pairs(np.union1d(verbatim, reworded)),
        verbatim=frozenset(_to_pairs(verbatim)),
        one_in=one_in,
        capped_buckets=sum(len(part.sizes) for part in over),
        boilerplate=name_stretches(corpus, boilerplate.stretches, options.calibration.boilerplate_words),
        capped=name_stretches(corpus, find_stretches(corpus, over, n), n),
        excluded=boilerplate.excluded(),
        groups=groups.members(),
    )


def _to_pairs(keys: Ints) -> list[tuple[int, int]]:
    a, b = split_keys(keys)
    return list(zip(a.tolist(), b.tolist(), strict=True))


def _collect(corpus: Corpus, parts: Iterable[Buckets], groups: LargeGroups) -> Ints:
    """Return the keys of the pairs that buckets hold, each once, in order, none of them inside a group."""
    known, held, n_held = np.empty(0, np.int64), [np.empty(0, np.int64)], 0
    for part in parts:
        for keys in _keys_of(corpus, part):
            held.append(groups.outside(keys))
            n_held += len(held[-1])
            if n_held > max(_MOST_KEYS, len(known)):
                known, held, n_held = np.unique(np.concatenate([known, *held])), [], 0
    return np.unique(np.concatenate([known, *held]))


def _keys_of(corpus: Corpus, buckets: Buckets) -> Iterator[Ints]:
    """Yield the keys of all pairs of documents of each bucket."""
    owners = corpus.owners(buckets.places)
    for size in np.unique(buckets.sizes).tolist():
        starts = buckets.starts[buckets.sizes == size]
        rows = max(1, _MOST_KEYS // (size * size))
        first, second = np.triu_indices(size, 1)
        for at in range(0, len(starts), rows):
            table = owners[starts[at : at + rows, None] + np.arange(size)]
            yield np.unique(make_keys(table[:, first], table[:, second]))


def _sets(corpus: Corpus, over: Iterable[Buckets]) -> list[Owners]:
    """Return the sets of documents of buckets, each once, the largest first."""
    found: dict[bytes, Owners] = {}
    for part in over:
        part = part.one_a_set(corpus)  # noqa: PLW2901
        owners = corpus.owners(part.places)
        for members in np.split(owners, part.starts[1:]) if len(part.starts) else []:
            found[members.tobytes()] = members
    return [found[name] for name in sorted(found, key=lambda name: (-len(name), name))]


class _Rare(NamedTuple):
    """Places of n-grams, those of one n-gram in a row: the documents, and how many more of the n-gram follow."""

    places: Places
    owners: Owners
    following: Numbers


def find_reworded(corpus: Corpus, boilerplate: Boilerplate, known: Ints, options: Options) -> Ints:
    """Return the keys of pairs that may share a reworded passage, except those in `known`.

    They have three pairs of words that few documents have, each within `rare_words` of the next in both.
    """
    rare = _find_rare(corpus, boilerplate, options)
    # The pairs of a range of documents with all later ones: as much as can be looked at in one go.
    weights = np.zeros(len(corpus))
    for at in range(0, len(rare.owners), _MOST_INSTANCES):
        some = slice(at, at + _MOST_INSTANCES)
        weights += np.bincount(rare.owners[some], rare.following[some], minlength=len(corpus))
    ranges = (np.cumsum(weights) // _MOST_INSTANCES).astype(np.int64)
    names, range_of = np.unique(ranges, return_inverse=True)
    number = range_of.astype(np.min_scalar_type(len(names)))[rare.owners]
    parts = (np.flatnonzero(number == name) for name in range(len(names)))
    near = [_find_near(rare, slots, known, options.calibration) for slots in parts]
    return np.concatenate([np.empty(0, np.int64), *near])


def _find_rare(corpus: Corpus, boilerplate: Boilerplate, options: Options) -> _Rare:
    """Return the places of the pairs of words that few documents have, one a document."""
    places, following = [np.empty(0, np.uint32)], [np.empty(0, np.uint8)]
    kind = np.min_scalar_type(options.calibration.rare_documents)
    for part in find_buckets(corpus, 2, among=boilerplate.outside(2, 2), most=options.calibration.rare_documents):
        ends = np.repeat(part.starts + part.sizes, part.sizes)
        places.append(part.places)
        following.append((ends - np.arange(1, len(ends) + 1)).astype(kind))
        del part, ends
    listed = np.concatenate(places)
    del places
    owners = np.empty(len(listed), np.int32)
    for at in range(0, len(listed), _MOST_INSTANCES):
        owners[at : at + _MOST_INSTANCES] = corpus.owners(listed[at : at + _MOST_INSTANCES])
    return _Rare(listed, owners, np.concatenate(following))


def _find_near(rare: _Rare, slots: Ints, known: Ints, calibration: Calibration) -> Ints:
    """Return the keys of pairs of documents that have three n-grams near each other, the first one at some slots."""
    counts = rare.following[slots]
    one = np.repeat(np.arange(len(slots), dtype=np.int32), counts)
    other = (slots + 1 - np.cumsum(counts, dtype=np.int64) + counts).astype(np.int32)[one]
    other += np.arange(len(one), dtype=np.int32)
    a, b = rare.owners[slots], rare.owners[other]
    # Most pairs of documents have one or two: they are left before anything is sorted.
    cells = ((a.astype(np.uint32) * _MULTIPLIERS[0])[one] + b.astype(np.uint32) * _MULTIPLIERS[1]) >> _CELL_SHIFT
    several = np.flatnonzero((np.bincount(cells, minlength=_CELLS) > 2)[cells])
    one, other, b = one[several], other[several], b[several]
    keys = make_keys(a[one], b)
    first, second = rare.places[slots[one]].astype(np.int64), rare.places[other].astype(np.int64)
    if len(known):
        new = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] != keys
        keys, first, second = keys[new], first[new], second[new]
    order = np.lexsort((first, keys))
    keys = keys[order]
    return np.unique(keys[_near_each_other(keys, first[order], second[order], calibration) > 1])


def _near_each_other(keys: Ints, first: Ints, second: Ints, calibration: Calibration) -> Ints:
    """Return how many of the next places of the same pair of documents are near, on both sides."""
    near = np.zeros(len(keys), np.int64)
    words = calibration.rare_words
    for lag in range(1, min(calibration.rare_neighbours + 1, len(keys))):
        ahead, across = first[lag:] - first[:-lag], np.abs(second[lag:] - second[:-lag])
        near[:-lag] += (keys[lag:] == keys[:-lag]) & (ahead <= words) & (across <= words) & (ahead > 0) & (across > 0)
    return near
