"""Text → a column of word hashes: the same numbers in every process, on every platform."""

from __future__ import annotations

import hashlib
import threading
from array import array

import numpy as np
from numpy.typing import NDArray

from textdiff.texts.tokens import Tokens, Vocabulary, find_word_ids, vocabulary

Words = NDArray[np.uint32]


def hash_word(key: str) -> int:
    """Return the hash of a word: 32 bits, never 0. Two words in 4 billion have the same one by chance."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") or 1


class _Hashes(threading.local):
    """A hash for each key of a thread's vocabulary, by its number."""

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None
        self._table = np.empty(0, np.uint32)
        self._known = 0  # entries of the table that are filled

    def of(self, vocabulary: Vocabulary, numbers: array[int]) -> Words:
        """Return the hashes of some keys of a vocabulary; each is found once."""
        keys = vocabulary.numbers.listed
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._known = vocabulary, 0
        if self._known < len(keys):
            if len(self._table) < len(keys):
                self._table = np.concatenate([self._table[: self._known], np.empty(2 * len(keys), np.uint32)])
            self._table[self._known : len(keys)] = list(map(hash_word, keys[self._known :]))
            self._known = len(keys)
        return self._table[np.frombuffer(numbers, np.uint32)]


_hashes = _Hashes()


def hash_words(text: str) -> Words:
    """Return the hashes of the words of a text, in its order."""
    known = vocabulary()
    return _hashes.of(known, find_word_ids(text, known))


def hash_words_of(tokens: Tokens, vocabulary: Vocabulary) -> Words:
    """Return the hashes of the words among tokens, in their order."""
    return _hashes.of(vocabulary, array("I", map(tokens.ids.__getitem__, tokens.words)))
