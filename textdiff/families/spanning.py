"""Few pairs that connect many documents: who is connected by pairs, and which pairs stand for all of a large group.

n versions of one story are n (n − 1) / 2 pairs. Of a group of more than `max_bucket` documents a spanning set is
compared, some two pairs a document. Which ones follows from how the group was found:

- texts too short for a passage, with the same words: the first one with each other (`pair_up`);
- a bucket of similar signatures: that, and each with the next one (`pair_up` with `neighbours`);
- an n-gram: stars that connect what the stars of larger buckets have not yet connected, and each document with
  the next one of its group if they share an n-gram (`LargeGroups`);
- many pairs among the same documents: of these pairs a tree, and each with the next one (`LargeGroups.thin`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Generic, TypeVar

import numpy as np

from textdiff.families.grams import Flags, Ints, Owners

_Name = TypeVar("_Name", int, str)

_LOWER = np.int64(0xFFFFFFFF)
_UPPER = np.int64(32)


class Forest(Generic[_Name]):
    """Which names are connected by the pairs joined so far: union-find (Galler and Fischer 1964).

    A name that was never joined is connected with itself. The root of connected names is the smallest of
    them, in whatever order they were joined.
    """

    def __init__(self) -> None:
        self._above: dict[_Name, _Name] = {}

    def root(self, name: _Name) -> _Name:
        """Return the smallest of the names that are connected with a name."""
        while (above := self._above.setdefault(name, name)) != name:
            self._above[name] = self._above[above]
            name = self._above[name]
        return name

    def join(self, a: _Name, b: _Name) -> bool:
        """Return whether two names were apart; now they are not."""
        a, b = self.root(a), self.root(b)
        self._above[max(a, b)] = min(a, b)
        return a != b


def pair_up(buckets: Collection[tuple[int, ...]], most: int, *, neighbours: bool = False) -> set[tuple[int, int]]:
    """Return the pairs of documents with a bucket in common; of a bucket of more than `most` a spanning set.

    That is its first document with each other one and, with `neighbours`, each with the next one; none where
    other such buckets connect them all. The documents of a bucket are in order.
    """
    large = sorted([members for members in buckets if len(members) > most])
    bucket: dict[int, int] = {}  # document → the first large bucket that it is in: there it needs no other pairs
    pairs: set[tuple[int, int]] = set()
    forest: Forest[int] = Forest()
    for number, members in enumerate(large):
        for member in members:
            bucket.setdefault(member, number)
        apart = [member for member in members[1:] if forest.join(members[0], member)]
        if apart:
            pairs.update((members[0], member) for member in members[1:])
            if neighbours:
                pairs.update(pairwise(members))
    for members in buckets:
        if len(members) <= most:
            pairs.update(
                (one, other)
                for one, other in combinations(members, 2)
                if one not in bucket or bucket[one] != bucket.get(other)
            )
    return pairs


def make_keys(a: Ints | Owners, b: Ints | Owners) -> Ints:
    """Return pairs of documents as numbers of 64 bits, the smaller document of each above the other."""
    return np.minimum(a, b).astype(np.int64) << _UPPER | np.maximum(a, b)


def split_keys(keys: Ints) -> tuple[Ints, Ints]:
    """Return the smaller and the larger document of each pair."""
    return keys >> _UPPER, keys & _LOWER


class LargeGroups:
    """Documents that share n-grams with more others than are all compared: a spanning set stands for all pairs.

    `label` is the group of each document, named by the number of one of them; below 0 there is none. `keys`
    are the pairs of the spanning set.
    """

    def __init__(self, sets: Sequence[Owners], n_documents: int) -> None:
        """Put the documents of each set into a group; the sets come largest first."""
        self.label = np.full(n_documents, -1, np.int64)
        for members in sets:
            self._join(members)
        self.keys = np.concatenate([_span(sets, n_documents), *self._neighbours(sets)])

    def _join(self, members: Owners) -> None:
        """Give documents without a group that of most of them, and make one of the groups that have a quarter of them.

        Two n-grams of a story with 10 % of its words edited have half of their documents in common; a
        digest of two stories makes no group of the documents that have the one or the other.
        """
        labels = self.label[members]
        free = members[labels < 0]
        names, counts = np.unique(labels[labels >= 0], return_counts=True)
        large = 4 * counts >= len(members)
        if large.any():
            name = names[np.argmax(counts)]
            if large.sum() > 1:
                self.label[np.isin(self.label, names[large])] = name
            self.label[free] = name
        elif len(free):
            self.label[free] = free[0]

    def _neighbours(self, sets: Iterable[Owners]) -> Iterator[Ints]:
        """Yield the pairs of documents that share an n-gram with the next one of their group."""
        grouped = np.flatnonzero(self.label >= 0)
        grouped = grouped[np.argsort(self.label[grouped], kind="stable")]
        rank = np.zeros(len(self.label), np.int64)
        rank[grouped] = np.arange(len(grouped))
        for members in sets:
            one, other = members[:-1], members[1:]
            beside = (rank[other] - rank[one] == 1) & (self.label[one] == self.label[other])
            yield make_keys(one[beside], other[beside])

    def outside(self, keys: Ints) -> Ints:
        """Return the pairs that are not of one group."""
        a, b = split_keys(keys)
        found: Ints = keys[(self.label[a] < 0) | (self.label[a] != self.label[b])]
        return found

    def thin(self, keys: Ints, most: int) -> Ints:
        """Return pairs together with the spanning sets: of the groups, and of dense pairs in the place of these.

        Dense are the pairs of more than `most` connected documents that each have so many partners; the
        documents become a group.
        """
        dense, groups = _find_dense(keys, most, len(self.label))
        replaced = keys[dense]
        kept = [keys[~dense], self.keys, _tree(replaced, groups, len(self.label))]
        for members in groups:
            self._join(members)
            following = make_keys(members[:-1], members[1:])
            kept.append(following[np.isin(following, replaced)])
        return np.unique(np.concatenate(kept))

    def members(self) -> list[list[int]]:
        """Return the documents of each group."""
        found: dict[int, list[int]] = {}
        for document in np.flatnonzero(self.label >= 0).tolist():
            found.setdefault(int(self.label[document]), []).append(document)
        return list(found.values())


def _span(sets: Sequence[Owners], n_documents: int) -> Ints:
    """Return fewer pairs than there are documents that connect those of each set: stars."""
    counts = np.zeros(n_documents, np.int64)
    for members in sets:
        counts[members] += 1
    joined = np.arange(n_documents)
    keys = [np.empty(0, np.int64)]
    for members in sets:
        labels, first = np.unique(joined[members], return_index=True)
        if len(labels) > 1:
            centre = members[np.argmax(counts[members])]
            keys.append(make_keys(members[first[labels != joined[centre]]], centre))
            joined[np.isin(joined, labels)] = labels[0]
    return np.concatenate(keys)


def _find_dense(keys: Ints, most: int, n_documents: int) -> tuple[Flags, list[Owners]]:
    """Return which pairs are dense, and the documents of each group that these connect."""
    a, b = split_keys(keys)
    busy = np.bincount(np.concatenate([a, b]), minlength=n_documents) >= most
    dense = busy[a] & busy[b]
    label = _roots(a[dense], b[dense], n_documents)
    large = np.bincount(label)[label] > most if len(label) else busy
    dense &= large[a]
    names = np.unique(label[large]).tolist()
    return dense, [np.flatnonzero(label == name).astype(np.int32) for name in names]


def _roots(a: Ints, b: Ints, n_documents: int) -> Ints:
    """Return the root of each document once all pairs are joined: what a `Forest` says, for millions of pairs."""
    label = np.arange(n_documents)
    while len(a):
        lower = np.minimum(label[a], label[b])
        if (lower == label[a]).all() and (lower == label[b]).all():
            break
        np.minimum.at(label, a, lower)
        np.minimum.at(label, b, lower)
        label = label[label]
    return label


def _tree(keys: Ints, groups: Iterable[Owners], n_documents: int) -> Ints:
    """Return those of the pairs that make a tree by breadth of each group, from the document with most partners."""
    a, b = split_keys(keys)
    degree = np.bincount(np.concatenate([a, b]), minlength=n_documents)
    reached = np.zeros(n_documents, np.bool_)
    reached[[int(members[np.argmax(degree[members])]) for members in groups]] = True
    found = [np.empty(0, np.int64)]
    while len(ahead := np.flatnonzero(reached[a] != reached[b])):
        new = np.where(reached[a[ahead]], b[ahead], a[ahead])
        names, first = np.unique(new, return_index=True)
        found.append(keys[ahead[first]])
        reached[names] = True
    return np.concatenate(found)
