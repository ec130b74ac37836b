"""Text → a column of word hashes: the same numbers in every process, on every platform."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]

# Entries of the table of chunks: a corpus of 50,000 articles has some 500,000, 100 bytes each.
_MOST_CHUNKS = 1 << 20


def hash_word(key: str) -> int:
    """Return the hash of a word: 32 bits, never 0. Two words in 4 billion have the same one by chance."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") or 1


class _Chunks(dict[str, bytes]):
    """What stands between white space as the hashes of its words, mostly one, in the bytes that an array has of them.

    So a column is joined from them, whether they are of none, one or several words.
    """

    def __init__(self, read: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, chunk: str) -> bytes:
        found = self[chunk] = array("I", map(hash_word, self.read(chunk))).tobytes()
        return found


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
        """Return the hashes of the words of a text, in its order; the array is not to be written to."""
        if not self._is_plain(text):
            return np.array([hash_word(key) for key in self._read_text(text)], np.uint32)
        if len(self._chunks) > _MOST_CHUNKS:
            self._chunks = _Chunks(self._read_chunk)
        return np.frombuffer(b"".join(map(self._chunks.__getitem__, text.split())), np.uint32)
