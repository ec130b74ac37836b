"""Texts as columns of word hashes, and their n-grams as numbers: the same ones in every process, on every platform.

Which n-grams are kept is decided by their hash alone (scaled MinHash, also called FracMinHash: Irber et
al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash and minimum metagenome
covers"), so that two texts keep the same ones of those that they share.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's first import costs 0.1 s of CPU instead of 0.2

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

# Odd multipliers of a polynomial over 64-bit words; any odd number with mixed bits does.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHORT_STEP = np.uint32(0x9E3779B1)
_SHORT_MIX = np.uint32(0x85EBCA6B)
_WORD = 0xFFFFFFFF  # the largest hash of a word; what is above it is no word but names several
# Entries of the table of chunks: a corpus of 50,000 articles has some 500,000, 100 bytes each.
_MOST_CHUNKS = 1 << 20


def hash_word(key: str) -> int:
    """Return the hash of a word: 32 bits, never 0. Two words in 4 billion have the same one by chance."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") or 1


class _Chunks(dict[str, int]):
    """What stands between white space as the hash of its word, 0 for none, or the number of several words."""

    def __init__(self, read: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self.read = read
        self.several: list[Words] = []

    def __missing__(self, chunk: str) -> int:
        words = [hash_word(key) for key in self.read(chunk)]
        if len(words) == 1:
            value = words[0]
        elif not words:
            value = 0
        else:
            value = _WORD + 1 + len(self.several)
            self.several.append(np.array(words, np.uint32))
        self[chunk] = value
        return value


class WordHasher:
    """Turns texts into columns of word hashes.

    What stands between white space is read once, however often it comes: `read_chunk` gives the keys of
    its words. Texts in which a token may reach beyond white space (`is_plain` says no) are read by
    `read_text`, at length. Words are those of `texts.tokens`.
    """

    def __init__(
        self,
        is_plain: Callable[[str], bool],
        read_chunk: Callable[[str], Iterable[str]],
        read_text: Callable[[str], Iterable[str]],
    ) -> None:
        self._is_plain, self._read_chunk, self._read_text = is_plain, read_chunk, read_text
        self._chunks = _Chunks(read_chunk)

    def hash_words(self, text: str) -> Words:
        """Return the hashes of the words of a text, in its order."""
        if not self._is_plain(text):
            return np.array([hash_word(key) for key in self._read_text(text)], np.uint32)
        if len(self._chunks) > _MOST_CHUNKS:
            self._chunks = _Chunks(self._read_chunk)
        chunks = text.split()
        values = np.fromiter(map(self._chunks.__getitem__, chunks), np.int64, len(chunks))
        odd = np.flatnonzero((values == 0) | (values > _WORD))
        words = values.astype(np.uint32)
        if not len(odd):
            return words
        parts: list[Words] = []
        at = 0
        for place, value in zip(odd.tolist(), values[odd].tolist(), strict=True):
            parts.append(words[at:place])
            if value:
                parts.append(self._chunks.several[value - _WORD - 1])
            at = place + 1
        return np.concatenate([*parts, words[at:]])


def _stir(grams: Hashes) -> Hashes:
    """Return numbers, changed in place, whose every bit depends on all bits of what they were."""
    grams ^= grams >> np.uint64(31)
    grams *= _MIX
    grams ^= grams >> np.uint64(29)
    return grams


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
    """Return numbers as hashes, one to one, whose sums tell sets of numbers apart."""
    return _stir((numbers.astype(np.uint64) + np.uint64(1)) * _STEP)


def concatenate(columns: Sequence[Words]) -> Words:
    """Return columns of words as one."""
    return np.concatenate([np.empty(0, np.uint32), *columns])
