"""Words of documents → MinHash signatures → near-duplicates: those of datasketch, for many documents at a time.

MinHash: Broder 1997, "On the resemblance and containment of documents". Banding (LSH): Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4. SHA-1: FIPS 180-4, section 6.1, here over
thousands of one-block messages side by side, one numpy lane each. Permutations, bands and rows are asked
of datasketch, so that every number is the one that datasketch would give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textdiff.errors import OptionsError
from textdiff.families.spanning import pair_up
from textdiff.options import Options

if TYPE_CHECKING:
    from datasketch import MinHash

_Words32 = NDArray[np.uint32]
_Places = NDArray[np.int64]

# Words of a batch: its bytes and hashes stay in a megabyte or two of cache.
_BATCH_WORDS = 1 << 16
# Messages hashed side by side, by nanoseconds a message (2026-11-25, Zen 4): 202 at 4,096, 153 at 8,192, 133 here.
_LANES = 1 << 14
# Fewer messages than this cost less one by one: 1,400 calls of numpy take as long as 1,000 of hashlib.
_FEW = 1 << 10
_ONE_BLOCK = 55  # bytes; SHA-1 adds a mark of one byte and a length of eight to fill 64
_ROWS = 16 + 5 + 1  # of the words of a message, of SHA-1's state, and one to reckon in
_FRESH = hashlib.sha1(usedforsecurity=False)

# FIPS 180-4, sections 5.3.1 and 4.2.1.
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)
# Arrays without a dimension: numpy would make one of a number, and goes a slower way with one of length 1.
_CONSTANTS = [np.array(k, np.uint32) for k in (0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6)]
_1, _2, _5, _27, _30, _31 = (np.array(n, np.uint32) for n in (1, 2, 5, 27, 30, 31))
# Of a message of so many bytes (columns), what is text in each of its words (rows), and the mark after it.
_REST = np.clip(np.arange(_ONE_BLOCK + 1) - 4 * np.arange(16)[:, np.newaxis], -1, 4)
_KEPT = np.array((0, 0xFF000000, 0xFFFF0000, 0xFFFFFF00, 0xFFFFFFFF, 0), np.uint32)[_REST]
_MARK = np.array((0x80000000, 0x00800000, 0x00008000, 0x00000080, 0, 0), np.uint32)[_REST]

_MOST = np.uint32(0xFFFFFFFF)
_61, _MERSENNE = np.uint64(61), np.uint64(2**61 - 1)


class Signatures(NamedTuple):
    """MinHash values, documents × permutations, and which documents have no shingle and so no values that count."""

    hashes: _Words32
    empty: NDArray[np.bool_]


class SimilarPairs(NamedTuple):
    """Pairs of document numbers (smaller first, in order), and how many buckets were too full to pair all of."""

    pairs: list[tuple[int, int]]
    capped_buckets: int


class _Batch(NamedTuple):
    """Documents, or parts of long ones; the first may go on with the last one of the batch before."""

    parts: list[Sequence[str]]
    goes_on: bool


class _Shingles(NamedTuple):
    """Where the shingles of a text start, their lengths in bytes, and how many each document has."""

    text: bytes
    starts: _Places
    lengths: _Places
    counts: _Places


def sign(documents: Iterable[Sequence[str]], options: Options, *, batch_words: int = _BATCH_WORDS) -> Signatures:
    """Return the hash values that `datasketch.MinHash(num_perm)` has after an update with a document's shingles.

    A document is its words; a shingle is `ngram` of them with a space between, as UTF-8. What stays in
    memory is `num_perm` × 4 bytes a document and a batch of about `batch_words` words.
    """
    permutations = _permutations(options.num_perm)
    table, without = bytearray(), bytearray()
    width = 4 * options.num_perm
    for batch in _cut(documents, options.ngram, batch_words):
        shingles = _shingle(batch.parts, options.ngram)
        hashes = _least(_hash(shingles), shingles.counts, permutations)
        empty = shingles.counts == 0
        if batch.goes_on:
            hashes[0] = np.minimum(hashes[0], np.frombuffer(table[-width:], np.uint32))
            del table[-width:], without[-1:]
        table += hashes.tobytes()
        without += empty.tobytes()
    return Signatures(np.frombuffer(table, np.uint32).reshape(-1, options.num_perm), np.frombuffer(without, np.bool_))


def find_similar(signatures: Signatures, options: Options) -> SimilarPairs:
    """Return the pairs of documents that `datasketch.MinHashLSH(threshold, num_perm)` finds by insert and query.

    A bucket of more than `max_bucket` documents pairs each with the first and with the one before only.
    LSH is a filter: a pair may lie below the threshold. A document without a shingle is in no pair.

    Raises OptionsError when threshold and num_perm leave datasketch fewer than two bands.
    """
    n_bands, n_rows = _bands(options)
    signed = np.flatnonzero(~signatures.empty)
    hashes = signatures.hashes[signed]
    numbers: list[int] = signed.tolist()
    buckets: set[tuple[int, ...]] = set()  # the same documents in several bands are one bucket
    for band in range(n_bands):
        rows = np.ascontiguousarray(hashes[:, band * n_rows : (band + 1) * n_rows])
        members: dict[bytes, list[int]] = {}
        for at in _crowded(rows).tolist():
            members.setdefault(rows[at].tobytes(), []).append(numbers[at])
        buckets.update(map(tuple, members.values()))
    pairs = pair_up(buckets, options.calibration.max_bucket, neighbours=True)
    return SimilarPairs(sorted(pairs), sum(len(members) > options.calibration.max_bucket for members in buckets))


def export(signatures: Signatures, ids: Iterable[str]) -> Iterator[tuple[str, MinHash]]:
    """Yield id and `datasketch.MinHash` of each document that has shingles, for an LSH of the reader's own.

    Raises ValueError when there are not as many ids as documents.
    """
    from datasketch import MinHash  # noqa: PLC0415  0.6 s of CPU (scipy)

    pattern = MinHash(num_perm=signatures.hashes.shape[1])
    same: dict[str, Any] = {"seed": pattern.seed, "permutations": pattern.permutations}
    if hasattr(pattern, "scheme"):  # datasketch 2
        same["scheme"] = pattern.scheme
    for name, hashes, empty in zip(ids, signatures.hashes, signatures.empty.tolist(), strict=True):
        if not empty:
            yield name, MinHash(hashvalues=hashes, **same)


@lru_cache(maxsize=8)
def _permutations(num_perm: int) -> NDArray[Any]:
    """Return factors and summands of datasketch's permutations: 32 bits each in datasketch 2, 61 before."""
    from datasketch import MinHash  # noqa: PLC0415  0.6 s of CPU (scipy)

    return np.asarray(MinHash(num_perm=num_perm).permutations)


def _bands(options: Options) -> tuple[int, int]:
    """Return the bands and the rows of a band that datasketch chooses."""
    from datasketch import MinHashLSH  # noqa: PLC0415  0.6 s of CPU (scipy)

    try:
        lsh = MinHashLSH(threshold=options.threshold, num_perm=options.num_perm)
    except ValueError as fault:
        raise OptionsError(
            f"threshold {options.threshold} with num_perm {options.num_perm}: {fault}; "
            "give a lower threshold or more permutations"
        ) from fault
    return lsh.b, lsh.r


def _crowded(rows: _Words32) -> _Places:
    """Return the rows, in order, that begin as another one does: all that are equal, and some by chance."""
    keys = rows[:, 0].astype(np.uint64)
    if rows.shape[1] > 1:
        keys = keys << np.uint64(32) | rows[:, 1]
    order = np.argsort(keys)
    equal = np.diff(keys[order]) == 0
    crowded = np.zeros(len(rows), np.bool_)
    crowded[:-1] |= equal
    crowded[1:] |= equal
    return np.sort(order[crowded])


def _cut(documents: Iterable[Sequence[str]], n: int, size: int) -> Iterator[_Batch]:
    """Yield the documents in batches of about `size` words; longer ones are cut so that no shingle is lost."""
    parts: list[Sequence[str]] = []
    n_words, goes_on = 0, False
    for document in documents:
        for start in range(0, max(1, len(document) - n + 1), size):
            if n_words >= size:
                yield _Batch(parts, goes_on)
                parts, n_words, goes_on = [], 0, start > 0
            # A slice touches every word once more: 13 ns each.
            whole = len(document) < size + n
            parts.append(document if whole else document[start : start + size + n - 1])
            n_words += len(parts[-1])
    if parts:
        yield _Batch(parts, goes_on)


def _shingle(documents: Sequence[Sequence[str]], n: int) -> _Shingles:
    """Return the shingles of some documents: slices of its words with a space between."""
    parts = [part for part in documents if len(part) >= n]
    ends = np.cumsum([len(part) for part in parts], dtype=np.int64)  # of the documents, in words
    n_words = sum(map(len, parts))
    text = " ".join([" ".join(part) for part in parts]).encode("utf-8", "surrogatepass")
    gaps = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(" "))
    if len(gaps) != n_words - 1:  # a word has a space, or there is no word
        sizes = [len(word.encode("utf-8", "surrogatepass")) + 1 for part in parts for word in part]
        gaps = np.cumsum(sizes[:-1], dtype=np.int64) - 1
    borders = np.concatenate(([-1], gaps, [len(text)]))
    within = np.ones(max(0, n_words - n + 1), np.bool_)
    within[(ends[:-1, np.newaxis] - np.arange(1, n)).ravel()] = False  # begins in one document, ends in the next
    starts = borders[: len(within)] + 1
    lengths = borders[n : n + len(within)] - starts
    counts = [max(0, len(part) - n + 1) for part in documents]
    return _Shingles(text, starts[within], lengths[within], np.array(counts, np.int64))


def _hash(shingles: _Shingles) -> _Words32:
    """Return the first four bytes of each shingle's SHA-1, the first one lowest."""
    hashes = np.empty(len(shingles.starts), np.uint32)
    # By length, so that the messages of a chunk end in the same word or two.
    order = np.argsort(np.minimum(shingles.lengths, _ONE_BLOCK + 1).astype(np.uint8), kind="stable")
    n_short = int(np.count_nonzero(shingles.lengths <= _ONE_BLOCK))
    n_short = n_short if n_short >= _FEW else 0
    n_chunks = -(-n_short // _LANES)
    if n_chunks:
        padded = shingles.text + bytes(64)
        lanes = _allot(-(-n_short // n_chunks))
        for chunk in np.array_split(order[:n_short], n_chunks):
            rows = list(lanes[:, : len(chunk)])
            _fill(rows, padded, shingles.starts[chunk], shingles.lengths[chunk])
            hashes[chunk] = _sha1(rows).byteswap()
    hashes[order[n_short:]] = _sha1_singly(shingles, order[n_short:])
    return hashes


def _sha1_singly(shingles: _Shingles, which: _Places) -> NDArray[Any]:
    """Return the first four bytes of the SHA-1 of some shingles, as `_hash`; 400 ns a shingle."""
    starts = shingles.starts[which]
    digests = []
    for start, end in zip(starts.tolist(), (starts + shingles.lengths[which]).tolist(), strict=True):
        state = _FRESH.copy()  # 320 ns with the next two; sha1(message).digest() takes 380
        state.update(shingles.text[start:end])
        digests.append(state.digest())
    return np.frombuffer(b"".join(digests), "<u4")[::5]


def _allot(n: int) -> _Words32:
    """Return rows of n lanes or a few more, each at the start of a line of cache."""
    n = -(-n // 16) * 16
    raw = np.empty(_ROWS * n + 16, np.uint32)
    first = -raw.ctypes.data % 64 // 4
    return raw[first : first + _ROWS * n].reshape(_ROWS, n)


def _fill(rows: list[_Words32], text: bytes, starts: _Places, lengths: _Places) -> None:
    """Write one message a lane to the first 16 rows, padded as SHA-1 wants; `lengths` are in order."""
    shortest, longest = int(lengths[0]), int(lengths[-1])
    n_words = longest // 4 + 1
    slices = np.ndarray((len(text) - 4 * n_words,), f"V{4 * n_words}", text, strides=(1,))  # at every byte
    words = slices[starts].view(">u4").reshape(-1, n_words)
    for t, row in enumerate(rows[:15]):
        if t >= n_words:
            row.fill(0)
            continue
        row[:] = words[:, t]
        if 4 * t + 4 > shortest:
            np.bitwise_and(row, _KEPT[t][lengths], row)
            np.bitwise_or(row, _MARK[t][lengths], row)
    np.multiply(lengths, 8, out=rows[15], casting="unsafe")


def _sha1(rows: list[_Words32]) -> _Words32:
    """Return the first word of SHA-1 of the messages in the first 16 rows; all rows are overwritten.

    In place throughout: a step costs by the arrays it touches.
    """
    add, xor, union, left, right = np.add, np.bitwise_xor, np.bitwise_or, np.left_shift, np.right_shift
    w, (a, b, c, d, e, x) = rows[:16], rows[16:]
    for row, first in zip((a, b, c, d, e), _START, strict=True):
        row.fill(first)
    for t in range(80):
        word = w[t & 15]
        if t >= 16:
            for back in (14, 8, 3):
                xor(word, w[(t - back) & 15], word)
            right(word, _31, x)
            left(word, _1, word)
            union(word, x, word)
        add(e, word, e)
        add(e, _CONSTANTS[t // 20], e)
        _mix(t // 20, b, c, d, e, x)
        left(a, _5, x)
        add(e, x, e)
        right(a, _27, x)
        add(e, x, e)
        right(b, _2, x)
        left(b, _30, b)
        union(b, x, b)
        a, b, c, d, e = e, a, b, c, d
    return np.add(a, np.uint32(_START[0]), a)


def _mix(stage: int, b: _Words32, c: _Words32, d: _Words32, e: _Words32, x: _Words32) -> None:
    """Add SHA-1's choice, parity or majority of b, c and d to e; x is overwritten."""
    np.bitwise_xor(c, d, x)
    if stage == 0:  # choice
        np.bitwise_and(x, b, x)
        np.bitwise_xor(x, d, x)
    elif stage == 2:  # majority: what c and d agree on, and b where they do not; no bit is in both
        np.bitwise_and(x, b, x)
        np.add(e, x, e)
        np.bitwise_and(c, d, x)
    else:  # parity
        np.bitwise_xor(x, b, x)
    np.add(e, x, e)


def _least(hashes: _Words32, counts: _Places, permutations: NDArray[Any]) -> _Words32:
    """Return the least value of each document's hashes under each permutation, documents × permutations.

    A document without hashes has the greatest value throughout, as datasketch's empty MinHash.
    """
    least = np.full((len(counts), permutations.shape[1]), _MOST, np.uint32)
    signed = np.flatnonzero(counts)
    if len(signed):
        starts = np.cumsum(counts[signed]) - counts[signed]
        permute = _permute_32 if permutations.dtype == np.uint32 else _permute_61
        least[signed] = permute(hashes, starts, permutations).T
    return least


def _permute_32(hashes: _Words32, starts: _Places, permutations: NDArray[Any]) -> _Words32:
    """Return the least (a · hash + b) mod 2³² of each stretch: permutations × stretches.

    The hashes are mixed first, by the last step of Austin Appleby's MurmurHash3 (public domain).
    """
    mixed = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    values = np.empty_like(mixed)
    least = np.empty((permutations.shape[1], len(starts)), np.uint32)
    for k, row in enumerate(least):
        np.multiply(mixed, permutations[0, k, ...], values)
        np.add(values, permutations[1, k, ...], values)
        np.minimum.reduceat(values, starts, out=row)
    return least


def _permute_61(hashes: _Words32, starts: _Places, permutations: NDArray[Any]) -> _Words32:
    """Return the least ((a · hash + b) mod 2⁶⁴ mod 2⁶¹ − 1) mod 2³² of each stretch: permutations × stretches."""
    wide = hashes.astype(np.uint64)
    values, high = np.empty_like(wide), np.empty_like(wide)
    least = np.empty((permutations.shape[1], len(starts)), np.uint32)
    for k, row in enumerate(least):
        np.multiply(wide, permutations[0, k, ...], values)
        np.add(values, permutations[1, k, ...], values)
        np.right_shift(values, _61, high)  # 2⁶¹ is 1 here: the bits above count once more at the bottom
        np.bitwise_and(values, _MERSENNE, values)
        np.add(values, high, values)
        np.add(values, values >= _MERSENNE, values, casting="unsafe")  # less 2⁶¹ − 1: one more in the low 32 bits
        np.minimum.reduceat(values.astype(np.uint32), starts, out=row)
    return least
