"""Words and marks of a text, as columns of spans over the untouched text and of numbers of a vocabulary.

How they are cut says `texts.chunks`. What stands between blanks is read once a process, however often it comes.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, compress, groupby
from typing import NamedTuple

from textdiff.texts.chunks import MARK, NONE, WORD, find_graphemes, is_plain, read_chunk, shape
from textdiff.texts.hints import find_hints
from textdiff.texts.keys import key

_WHITE_SPACE = re.compile(r"(\s+)")
_PART = 1 << 19  # characters that are read at once
_SHORT_CHUNK = 40  # characters of one that is kept
_MOST_CHUNKS = 1 << 18  # 300 bytes each
_MOST_KEYS = 1 << 19  # 150 bytes each
_IS_TOKEN = bytes.maketrans(MARK + NONE, WORD + MARK)
_IS_WORD = bytes.maketrans(NONE, MARK)


class Tokens(NamedTuple):
    """The words and marks of a text as columns: where each starts and ends, its number, and which of them are words.

    Numbers are those of the keys in a vocabulary. `hints` are the words of crumbs that the text holds.
    """

    starts: array[int]
    ends: array[int]
    ids: array[int]
    words: array[int]
    hints: list[str]


class _Read(NamedTuple):
    """A stretch of text: the shape of its tokens (`texts.chunks`), the numbers of their keys, those of its hints.

    Numbers stand in the bytes that an array of integers has of them, so that stretches are joined in one go.
    """

    steps: bytes
    kinds: bytes
    ids: bytes
    hints: bytes


_NO_HINTS = b""


class _Numbers(dict[str, int]):
    """A number for each key, from 0 on; `listed` are the keys in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[str] = []

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self.listed)
        self.listed.append(key)
        return number


class _Chunks(dict[str, _Read]):
    """What stands between blanks: texts of one language have most of it in common.

    `unseen` are those new ones that were not looked through for hints, which is done for many at once.
    """

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers, self._hints = numbers, _Numbers()
        self.unseen: list[str] = []

    def __missing__(self, chunk: str) -> _Read:
        if not chunk or chunk.split() == [chunk]:
            one, keys = read_chunk(chunk)
            found = _Read(*one, array("I", map(self._numbers.__getitem__, keys)).tobytes(), _NO_HINTS)
        else:
            pieces = _WHITE_SPACE.split(chunk)
            found = self._join(pieces[::2], pieces[1::2])
        if len(chunk) > _SHORT_CHUNK:
            return found._replace(hints=self.number_hints(find_hints(chunk)))
        self[chunk] = found
        self.unseen.append(chunk)
        return found

    def _join(self, chunks: list[str], spaces: list[str]) -> _Read:
        """Return some chunks as one, with the white space between them."""
        if chunks[-1] == "":  # as it mostly is: what is behind it begins with a token
            chunks.pop()
            spaces[-1] += " "
        gaps = [*map(len, spaces), 1]
        read = list(map(self.__getitem__, chunks))
        steps = [[*array("I", one.steps)[:-1], gap] for one, gap in zip(read, gaps, strict=False)]
        joined = shape(chain.from_iterable(steps), b"".join([one.kinds for one in read]))
        return _Read(*joined, b"".join([one.ids for one in read]), _NO_HINTS)

    def number_hints(self, hints: Iterable[str]) -> bytes:
        """Return the numbers of some hints."""
        return array("I", map(self._hints.__getitem__, hints)).tobytes()

    def list_hints(self, numbers: bytes) -> list[str]:
        """Return the hints that have some numbers, each once."""
        return [self._hints.listed[number] for number in dict.fromkeys(array("I", numbers))]

    def look_through(self) -> bool:
        """Look through the chunks that are new for hints, and return whether one has any."""
        unseen, self.unseen = self.unseen, []
        if not find_hints(" ".join(unseen)):
            return False
        for chunk in unseen:
            if hints := find_hints(chunk):
                self[chunk] = self[chunk]._replace(hints=self.number_hints(hints))
        return True


class Vocabulary:
    """The number of each token key of some texts, and the chunks of them, up to `_MOST_CHUNKS`, as they were read.

    Texts that are compared have one. It is not for several threads at once.
    """

    def __init__(self) -> None:
        """Begin one without keys."""
        self.numbers = _Numbers()
        self._chunks = _Chunks(self.numbers)

    def keys_of(self, ids: Iterable[int]) -> tuple[str, ...]:
        """Return the keys that have some numbers."""
        return tuple(map(self.numbers.listed.__getitem__, ids))

    def read(self, chunks: list[str]) -> _Read:
        """Return chunks of a text as one; nothing in a token looks beyond white space, if the text is plain."""
        known = self._chunks
        if len(known) > _MOST_CHUNKS:
            known.clear()
        columns = zip(*map(known.__getitem__, chunks), strict=True)
        if known.unseen and known.look_through():
            columns = zip(*map(known.__getitem__, chunks), strict=True)
        return _Read._make(map(b"".join, columns))

    def number_hints(self, hints: Iterable[str]) -> bytes:
        """Return the numbers that `list_hints` knows hints by."""
        return self._chunks.number_hints(hints)

    def list_hints(self, numbers: bytes) -> list[str]:
        """Return the words of crumbs that a text holds which was read."""
        return self._chunks.list_hints(numbers) if numbers else []


_of_thread = threading.local()


def vocabulary() -> Vocabulary:
    """Return the vocabulary of this thread, which knows the words of earlier texts; a large one is begun anew."""
    known: Vocabulary | None = getattr(_of_thread, "vocabulary", None)
    if known is None or len(known.numbers) > _MOST_KEYS:
        known = _of_thread.vocabulary = Vocabulary()
    return known


def find_tokens(text: str, vocabulary: Vocabulary) -> Tokens:
    """Return the words and marks of `text`; what lies between two of them is white space or shows nothing.

    Keys that are new get the next numbers in the vocabulary. Linear in the length of the text.
    """
    read = _read_chunks if is_plain(text) else _read_lines
    starts, ends, ids, kinds, hints = read(text, vocabulary)
    words = array("I", compress(range(len(ids)), kinds))
    return Tokens(starts, ends, ids, words, vocabulary.list_hints(hints))


def find_word_ids(text: str, vocabulary: Vocabulary) -> array[int]:
    """Return the numbers of the words of a text: half of the cost of all its tokens."""
    if not is_plain(text):
        tokens = find_tokens(text, vocabulary)
        return array("I", map(tokens.ids.__getitem__, tokens.words))
    chunks = text.split()
    if not chunks:
        return array("I")
    read = vocabulary.read(chunks)
    return array("I", compress(array("I", read.ids), read.kinds.translate(_IS_WORD)))


def word_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text."""
    known = vocabulary()
    return known.keys_of(find_word_ids(text, known))


_Columns = tuple["array[int]", "array[int]", "array[int]", bytes, bytes]  # starts, ends, ids, kinds, hints


def _read_chunks(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a plain text."""
    # A paragraph ends with a chunk of its own, which is short.
    blank = text.rstrip().replace("\n", " ").replace("  ", "\n ")
    read = [vocabulary.read(part.split(" ")) for part in _parts(blank)]
    steps, kinds, ids, hints = map(b"".join, zip(*read, strict=True))
    borders = array("I", accumulate(array("I", steps), initial=0))
    columns = borders[:-1:2], borders[1::2], array("I", ids)
    if NONE in kinds:
        columns, kinds = _without_none(columns, kinds)
    return *columns, kinds, hints


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts, cut at blanks: all chunks of 800,000 words at once would take 100 MB."""
    start = 0
    while (end := text.find(" ", start + _PART)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


_Three = tuple["array[int]", "array[int]", "array[int]"]


def _without_none(columns: _Three, kinds: bytes) -> tuple[_Three, bytes]:
    """Return columns and kinds without what is no token."""
    shown = kinds.translate(_IS_TOKEN)
    left = [array("I", compress(column, shown)) for column in columns]
    return (left[0], left[1], left[2]), kinds.replace(NONE, b"")


def _read_lines(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a text with graphemes that reach beyond white space: none reaches beyond a line."""
    starts, ends, ids, kinds, hints = array("I"), array("I"), array("I"), bytearray(), bytearray()
    begin = 0
    for plain, lines in groupby(text.splitlines(keepends=True), is_plain):
        part = "".join(lines)
        found = _read_chunks(part, vocabulary) if plain else _read_graphemes(part, vocabulary)
        starts.extend([begin + start for start in found[0]])
        ends.extend([begin + end for end in found[1]])
        ids += found[2]
        kinds += found[3]
        hints += found[4]
        begin += len(part)
    return starts, ends, ids, bytes(kinds), bytes(hints)


def _read_graphemes(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a line of which some graphemes reach beyond white space."""
    found = find_graphemes(text)
    return (
        array("I", [start for start, _, _ in found]),
        array("I", [end for _, end, _ in found]),
        array("I", [vocabulary.numbers[key(text[start:end])] for start, end, _ in found]),
        bytes([is_word for _, _, is_word in found]),
        vocabulary.number_hints(find_hints(text)),
    )
