"""Which documents of a corpus may share a passage: fingerprints of their word n-grams.

Passages: a sample of n-gram hashes, those below a bound (scaled MinHash, also called FracMinHash:
Irber et al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash and minimum
metagenome covers"). Whole documents: MinHash and LSH as datasketch has them (Broder 1997).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from textdiff.model import Tokens
from textdiff.options import Options

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's first import costs 0.1 s of CPU instead of 0.2

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

# Odd multipliers of a polynomial over 64-bit words; any odd number with mixed bits does.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)

# Members up to which the pairs of a bucket are listed one by one; larger ones are joined as bits.
_SMALL_BUCKET = 8


class Candidates(NamedTuple):
    """Pairs of document numbers (smaller first, in order), and how many buckets were too full to pair all of."""

    pairs: list[tuple[int, int]]
    capped_buckets: int


def fingerprint(tokens: Tokens, n: int, without: Collection[int] = ()) -> Hashes:
    """Return the hashes of all word n-grams of a text, sorted, each once; of a shorter text the hash of all of it.

    N-grams that hold one of the words with the numbers `without` are left out.
    Equal word sequences give equal hashes whatever the process, platform or hash seed.
    """
    keys = [tokens.keys[word] for word in tokens.words] or list(tokens.keys)
    known = {key: _hash(key) for key in set(keys)}
    words = np.fromiter((known[key] for key in keys), np.uint64, len(keys))
    n = min(n, len(words))
    grams = np.zeros(len(words) - n + 1, np.uint64)
    for shift in range(n):
        grams = grams * _STEP + words[shift : shift + len(grams)]
    if without:
        aside = np.zeros(len(words) + 1, np.int64)
        aside[np.fromiter(without, np.int64, len(without)) + 1] = 1
        before = np.cumsum(aside)
        grams = grams[before[n:] == before[: len(before) - n]]
    grams = (grams ^ (grams >> np.uint64(31))) * _MIX
    return np.unique(grams ^ (grams >> np.uint64(29)))


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def sample(hashes: Hashes, one_in: int) -> Hashes:
    """Return the hashes below 2⁶⁴ / one_in: the same ones in every document that has them."""
    return hashes if one_in == 1 else hashes[hashes < np.uint64(2**64 // one_in)]


def find_candidates(documents: Sequence[Hashes], max_bucket: int) -> Candidates:
    """Return the pairs of documents that have a hash in common.

    A hash in more than `max_bucket` documents pairs each of them with the first and with the next one
    only, so that cost stays linear in the copies of one text.
    """
    hashes = np.concatenate([np.empty(0, np.uint64), *documents])
    owners = np.repeat(np.arange(len(documents), dtype=np.int64), [len(document) for document in documents])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    borders = np.flatnonzero(np.diff(hashes)) + 1
    starts, ends = np.append(0, borders), np.append(borders, len(hashes))
    buckets: set[bytes] = {
        owners[start:end].tobytes()
        for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True)
    }
    pairs: set[tuple[int, int]] = set()
    others: dict[int, int] = {}  # document → the documents it shares a larger bucket with, as bits
    capped = 0
    for bucket in buckets:
        members: list[int] = np.frombuffer(bucket, np.int64).tolist()
        if len(members) > max_bucket:
            capped += 1
            pairs.update(_spanning(members))
        elif len(members) <= _SMALL_BUCKET:
            pairs.update(combinations(members, 2))
        else:
            bits = sum(1 << member for member in members)
            for member in members:
                others[member] = others.get(member, 0) | bits
    for member, bits in others.items():
        later = bits >> (member + 1) << (member + 1)
        while later:
            lowest = later & -later
            pairs.add((member, lowest.bit_length() - 1))
            later ^= lowest
    return Candidates(sorted(pairs), capped)


def _spanning(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each member with the one before it and with the first one."""
    yield from pairwise(members)
    yield from ((members[0], member) for member in members[1:])


def find_similar(documents: Iterable[Tokens], options: Options) -> Candidates:
    """Return the pairs of documents that datasketch's MinHash and LSH take for near-duplicates.

    `num_perm` and `threshold` are its parameters, `ngram` is the words of a shingle; LSH is a filter,
    so a pair may lie below the threshold. A document shorter than one shingle is in no pair.
    """
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  0.8 s of CPU (scipy)

    lsh = MinHashLSH(threshold=options.threshold, num_perm=options.num_perm)
    pairs: set[tuple[int, int]] = set()
    capped: set[int] = set()  # the first members of groups too large to pair all of
    for number, tokens in enumerate(documents):
        words = [tokens.keys[word].encode("utf-8", "surrogatepass") for word in tokens.words]
        grams = {b" ".join(gram) for gram in zip(*(words[shift:] for shift in range(options.ngram)), strict=False)}
        if grams:
            signature = MinHash(num_perm=options.num_perm)
            signature.update_batch(sorted(grams))
            similar = sorted(lsh.query(signature))
            if len(similar) >= options.max_bucket:
                capped.add(similar[0])
                similar = [similar[0], similar[-1]]
            pairs.update((other, number) for other in similar)
            lsh.insert(number, signature)
    return Candidates(sorted(pairs), len(capped))
