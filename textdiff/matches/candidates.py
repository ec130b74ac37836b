"""Which documents of a corpus to compare, by the word n-grams that they have in common.

Two kinds of n-grams lead to a pair. One of `min_words` words is a verbatim run by itself. Pairs of words
that few documents have, three of them near each other in both documents, are a sign of a passage told
in other words.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textdiff.matches.boilerplate import Stretch, find_boilerplate, find_stretches, name_stretches
from textdiff.matches.buckets import Buckets, Corpus, Ints, find_buckets
from textdiff.matches.fingerprint import Words
from textdiff.options import Options

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # see matches.fingerprint

import numpy as np

# Keys of pairs that are held at once before those that stand twice are taken out.
_MOST_KEYS = 4_000_000
# Documents up to which the pairs of all buckets of one size are made in one go.
_SMALL_BUCKET = 16
_LOWER = np.int64(0xFFFFFFFF)
_UPPER = np.int64(32)
_COUNTERS = 1 << 22
# Neighbours of a rare pair of words that are looked at.
_LAGS = 8


class Candidates(NamedTuple):
    """Pairs of document numbers to compare, the smaller one first, in order.

    `verbatim` are those that share an n-gram that is no boilerplate. `boilerplate` and `capped` are
    stretches of words, each text once; `aside` the words of documents that are boilerplate; `groups`
    documents of which a spanning set of pairs stands for all.
    """

    pairs: list[tuple[int, int]]
    verbatim: frozenset[tuple[int, int]]
    one_in: int
    capped_buckets: int
    boilerplate: list[Stretch]
    capped: list[Stretch]
    aside: dict[int, list[tuple[int, int]]]
    groups: list[list[int]]


def find_candidates(documents: Sequence[Words], options: Options) -> Candidates:
    """Return the pairs of documents that may share a passage.

    Documents with fewer words than an n-gram are the caller's: they share the whole text or nothing. Cost
    is that of sorting the n-grams, and grows with the pairs found; a group of more than `max_bucket`
    documents that share an n-gram gives two pairs a document.
    """
    corpus = Corpus(documents)
    n = options.min_words
    one_in = 1 if len(corpus.cat) <= options.exact_words else options.fingerprint_sample
    boilerplate = find_boilerplate(corpus, options)
    chosen = []
    for part in find_buckets(corpus, n, one_in=one_in):
        chosen.append(part.choose(boilerplate.outside(part, n, min(n, options.telling_words))))
    over = [part.choose(part.sizes > options.max_bucket) for part in chosen]
    groups = _Groups(corpus, over)
    keys = _pair_up(corpus, (part.choose(part.sizes <= options.max_bucket) for part in chosen), groups)
    verbatim = groups.thin(keys, options.max_bucket)
    disguised = groups.outside(find_disguised(corpus, verbatim, options))
    return Candidates(
        pairs=_to_pairs(np.union1d(verbatim, disguised)),
        verbatim=frozenset(_to_pairs(verbatim)),
        one_in=one_in,
        capped_buckets=sum(len(part.sizes) for part in over),
        boilerplate=name_stretches(corpus, boilerplate.stretches, options.boilerplate_words),
        capped=name_stretches(corpus, find_stretches(corpus, over, n), n),
        aside=boilerplate.aside(),
        groups=groups.members(),
    )


def _to_pairs(keys: Ints) -> list[tuple[int, int]]:
    return list(zip((keys >> _UPPER).tolist(), (keys & _LOWER).tolist(), strict=True))


def _key(a: Ints, b: Ints) -> Ints:
    return a.astype(np.int64) << _UPPER | b.astype(np.int64)


def _pair_up(corpus: Corpus, parts: Iterator[Buckets], groups: _Groups) -> Ints:
    """Return the keys of the pairs that buckets hold, each once, in order, none of them inside a group."""
    held: list[Ints] = [np.empty(0, np.int64)]
    n_held = 0
    for part in parts:
        for keys in _keys_of(corpus, part.one_a_set(corpus)):
            held.append(groups.outside(keys))
            n_held += len(held[-1])
            if n_held > _MOST_KEYS:
                held = [np.unique(np.concatenate(held))]
                n_held = 0
    return np.unique(np.concatenate(held))


def _keys_of(corpus: Corpus, buckets: Buckets) -> Iterator[Ints]:
    """Yield the keys of all pairs of documents of each bucket."""
    owners = corpus.owner[buckets.places]
    for size in np.unique(buckets.sizes).tolist():
        starts = buckets.starts[buckets.sizes == size]
        rows = max(1, _MOST_KEYS // (size * size))
        first, second = np.triu_indices(size, 1)
        for at in range(0, len(starts), rows):
            table = owners[starts[at : at + rows, None] + np.arange(size)]
            yield np.unique(_key(table[:, first], table[:, second]).ravel())


class _Groups:
    """Documents that share an n-gram with more others than are all compared: a spanning set of pairs stands for all."""

    def __init__(self, corpus: Corpus, over: Sequence[Buckets]) -> None:
        """Join the documents of each bucket that is over the limit."""
        self.label = np.full(len(corpus), -1, np.int64)
        self.keys: list[Ints] = [np.empty(0, np.int64)]
        n_over = np.zeros(len(corpus), np.int64)
        for part in over:
            n_over += np.bincount(corpus.owner[part.places], minlength=len(corpus))
        for part in over:
            unique = part.one_a_set(corpus)
            for start, size in zip(unique.starts.tolist(), unique.sizes.tolist(), strict=True):
                members = corpus.owner[unique.places[start : start + size]].astype(np.int64)
                self._join(members)
                self.keys.append(_spanning(members, members[np.argmax(n_over[members])]))

    def _join(self, members: Ints) -> None:
        """Give documents, and those that they are joined with already, one label: the smallest of their numbers."""
        known = np.unique(self.label[members])
        known = known[known >= 0]
        label = min(int(members[0]), int(known[0])) if len(known) else int(members[0])
        if len(known) > 1 or (len(known) and known[0] != label):
            self.label[np.isin(self.label, known)] = label
        self.label[members] = label

    def outside(self, keys: Ints) -> Ints:
        """Return the pairs that are not of one group."""
        a = self.label[keys >> _UPPER]
        return keys[(a < 0) | (a != self.label[keys & _LOWER])]

    def thin(self, keys: Ints, most: int) -> Ints:
        """Return pairs with those of the groups; of documents that all have more than `most` others a spanning set.

        The set is a tree by breadth from the document with most others, and each document with the next.
        """
        a, b = keys >> _UPPER, keys & _LOWER
        degree = np.bincount(np.concatenate([a, b]), minlength=len(self.label))
        busy = degree > most
        inside = busy[a] & busy[b] if len(keys) else np.zeros(0, np.bool_)
        if not inside.any():
            return np.unique(np.concatenate([keys, *self.keys]))
        kept = [keys[~inside], *self.keys]
        for members, edges in _components(a[inside], b[inside]):
            self._join(np.array(members, np.int64))
            kept.append(np.array(_spanning_tree(members, edges, degree), np.int64))
        return np.unique(np.concatenate(kept))

    def members(self) -> list[list[int]]:
        """Return the documents of each group."""
        found: dict[int, list[int]] = {}
        for document in np.flatnonzero(self.label >= 0).tolist():
            found.setdefault(int(self.label[document]), []).append(document)
        return list(found.values())


def _spanning(members: Ints, centre: int) -> Ints:
    """Return the pairs of each document with the centre and with the next one."""
    others = members[members != centre]
    star = _key(np.minimum(others, centre), np.maximum(others, centre))
    return np.concatenate([star, _key(members[:-1], members[1:])])


def _components(a: Ints, b: Ints) -> Iterator[tuple[list[int], dict[int, list[int]]]]:
    """Yield the connected documents of pairs, in order, with the partners of each."""
    edges: dict[int, list[int]] = {}
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        edges.setdefault(one, []).append(other)
        edges.setdefault(other, []).append(one)
    seen: set[int] = set()
    for start in sorted(edges):
        if start in seen:
            continue
        seen.add(start)
        members, waiting = [start], [start]
        while waiting:
            for other in edges[waiting.pop()]:
                if other not in seen:
                    seen.add(other)
                    members.append(other)
                    waiting.append(other)
        yield sorted(members), edges


def _spanning_tree(members: list[int], edges: dict[int, list[int]], degree: Ints) -> list[int]:
    """Return keys of pairs: a tree by breadth from the document with most partners, and each document with the next."""
    root = max(members, key=lambda member: (degree[member], -member))
    reached, waiting, keys = {root}, deque([root]), []
    while waiting:
        one = waiting.popleft()
        for other in sorted(edges[one]):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
                keys.append(min(one, other) << 32 | max(one, other))
    following = zip(members, members[1:], strict=False)
    return keys + [one << 32 | other for one, other in following if other in edges[one]]


def find_disguised(corpus: Corpus, known: Ints, options: Options) -> Ints:
    """Return the keys of pairs that may share a passage in other words, those in `known` left out.

    They have three pairs of words that few documents have, each within `rare_words` of the next in both.
    """
    places = [np.empty((0, 2), np.uint32)]
    for buckets in find_buckets(corpus, 2, most=options.rare_documents):
        places += _places_of(buckets)
    both = np.concatenate(places)
    a, b = corpus.owner[both[:, 0]], corpus.owner[both[:, 1]]
    keys = _key(a, b)
    del a, b
    counters = (keys * np.int64(0x5851F42D4C957F2D) >> np.int64(40)) & np.int64(_COUNTERS - 1)
    several = np.bincount(counters, minlength=_COUNTERS)[counters] > 2
    both, keys = both[several], keys[several]
    if len(known):
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        new = known[at] != keys
        both, keys = both[new], keys[new]
    order = np.lexsort((both[:, 0], keys))
    keys, first, second = keys[order], both[order, 0].astype(np.int64), both[order, 1].astype(np.int64)
    return np.unique(keys[_near_each_other(keys, first, second, options.rare_words) > 1])


def _places_of(buckets: Buckets) -> Iterator[np.ndarray[tuple[int, int], np.dtype[np.uint32]]]:
    """Yield the places of an n-gram in each pair of documents that have it, as rows of two."""
    for size in np.unique(buckets.sizes).tolist():
        table = buckets.places[buckets.starts[buckets.sizes == size, None] + np.arange(size)]
        first, second = np.triu_indices(size, 1)
        yield np.stack([table[:, first].ravel(), table[:, second].ravel()], axis=1)


def _near_each_other(keys: Ints, first: Ints, second: Ints, words: int) -> Ints:
    """Return how many of the next places of the same pair of documents are near, on both sides."""
    near = np.zeros(len(keys), np.int64)
    for lag in range(1, min(_LAGS + 1, len(keys))):
        ahead, across = first[lag:] - first[:-lag], np.abs(second[lag:] - second[:-lag])
        near[:-lag] += (keys[lag:] == keys[:-lag]) & (ahead <= words) & (across <= words) & (ahead > 0) & (across > 0)
    return near
