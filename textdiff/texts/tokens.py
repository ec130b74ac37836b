"""Words and marks of a text, as columns of spans over the untouched text and of numbers of a vocabulary.

`texts.chunks` says how they are cut. What stands between blanks is read once by each vocabulary, however often it
comes.
"""

from __future__ import annotations

import re
import threading
from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, groupby
from typing import Generic, NamedTuple, TypeVar

from textdiff.texts.chunks import find_graphemes, is_plain, read_chunk
from textdiff.texts.furniture import find_furniture
from textdiff.texts.hints import TRIGGERS, find_hints
from textdiff.texts.joined import find_joined
from textdiff.texts.keys import key
from textdiff.texts.writing import (
    find_bullets,
    find_emphasis,
    find_items,
    find_numbers,
    has_divisions,
    has_numbers,
)

_WHITE_SPACE = re.compile(r"(\s+)")
_PART = 1 << 19  # characters that are read at once
_SHORT_CHUNK = 40  # characters of one that is kept
_MOST_CHUNKS = 1 << 17  # 300 bytes each
_MOST_KEYS = 1 << 18  # 150 bytes each
# A chunk that was read has these of each token, one after the other, in the bytes of an array of integers, so that
# chunks are joined in one go: its length, that of what follows, the number of its key, whether it is a word, and a
# field that is mostly 0: its lowest bit says that it is no token; the bits above it, in the first token of a chunk
# only, are the number of the chunk's hints, from 1 on.
_FIELDS = 5
_IS_NONE, _FIRST_HINT = 1, 1

_Key = TypeVar("_Key", bound=Hashable)


class Division(NamedTuple):
    """Several tokens that were made one: a word that line ends divide, or is emphasised in part, or an item's number.

    `token` is that one, `word` what it reads, without what stands in its way, `hyphened` the number of the key that it
    has with its hyphens, if it is a word. `parts` are what it was made of: where each starts and ends, its number, and
    whether it is a word.
    """

    token: int
    word: str
    hyphened: int
    parts: tuple[tuple[int, int, int, bool], ...]


class Tokens(NamedTuple):
    """The words and marks of a text as columns: where each starts and ends, its number, and which of them are words.

    Numbers are those of the keys in a vocabulary. `hints` are the words of crumbs that the text holds, `divisions`
    the words that line ends divide, `furniture` where lines of page furniture start and end, which have no tokens,
    `items` where the bullets and numbers of the items of lists start.
    """

    starts: array[int]
    ends: array[int]
    ids: array[int]
    words: array[int]
    hints: list[str]
    divisions: tuple[Division, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    items: tuple[int, ...] = ()


class _Numbers(dict[_Key, int], Generic[_Key]):
    """A number for each key, from 0 on; `listed` are the keys in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[_Key] = []

    def __missing__(self, key: _Key) -> int:
        self.listed.append(key)  # first, so that an interruption gives no number to two
        number = self[key] = len(self.listed) - 1
        return number


class _Chunks(dict[str, bytes]):
    """What stands between blanks: texts of one language have most of it in common.

    `unseen` are new chunks that were not yet searched for hints: many are searched at once. `hints` numbers the groups
    of hints that chunks have. Whatever interrupts leaves nothing that a later text would read wrong.
    """

    def __init__(self, numbers: _Numbers[str]) -> None:
        super().__init__()
        self._numbers = numbers
        self.hints: _Numbers[tuple[str, ...]] = _Numbers()
        self.unseen: list[str] = []
        self._long: list[str] = []

    def __missing__(self, chunk: str) -> bytes:
        if not chunk or chunk.split() == [chunk]:
            fields = array("I")
            for length, gap, name, is_word in zip(*read_chunk(chunk), strict=True):
                fields.extend((length, gap, self._numbers[name], is_word, 0 if name else _IS_NONE))
        else:
            pieces = _WHITE_SPACE.split(chunk)
            fields = self._join(pieces[::2], pieces[1::2])
        self.unseen.append(chunk)
        if len(chunk) > _SHORT_CHUNK:
            self._long.append(chunk)
        found = self[chunk] = fields.tobytes()
        return found

    def _join(self, chunks: list[str], spaces: list[str]) -> array[int]:
        """Return some chunks as one, with the white space between them."""
        if chunks[-1] == "":  # as it mostly is: what is behind it begins with a token
            chunks.pop()
            spaces[-1] += " "
        joined = array("I")
        for chunk, gap in zip(chunks, [*map(len, spaces), 1], strict=False):
            joined.frombytes(self[chunk])
            joined[1 - _FIELDS] = gap
        joined[_FIELDS - 1 :: _FIELDS] = array("I", [rest & _IS_NONE for rest in joined[_FIELDS - 1 :: _FIELDS]])
        return joined

    def look_through(self) -> bool:
        """Search the new chunks for hints, and return whether one has any."""
        joined = " ".join(self.unseen).lower()
        held = [word for word in TRIGGERS if word in joined]
        for chunk in self.unseen if held else ():
            lower = chunk.lower()
            hints = tuple([word for word in held if word in lower])
            if hints and chunk in self:
                fields = array("I", self[chunk])
                fields[_FIELDS - 1] |= (self.hints[hints] + 1) << _FIRST_HINT
                self[chunk] = fields.tobytes()
        self.unseen.clear()
        return bool(held)

    def tidy(self) -> None:
        """Forget long chunks, which seldom come again, and all of them where they are too many."""
        for chunk in self._long:
            self.pop(chunk, None)
        self._long.clear()
        if len(self) > _MOST_CHUNKS:
            self.clear()
            self.unseen.clear()


class _Columns(NamedTuple):
    """The tokens of a stretch of text, and the words of crumbs that it holds."""

    starts: array[int]
    ends: array[int]
    ids: array[int]
    are_words: array[int]
    hints: Iterable[str]


class Vocabulary:
    """The number of each token key of some texts, and the chunks of them, up to `_MOST_CHUNKS`, as they were read.

    Texts that are compared share one. Not safe for several threads at once.
    """

    def __init__(self) -> None:
        """Begin one without keys."""
        self.numbers: _Numbers[str] = _Numbers()
        self._chunks = _Chunks(self.numbers)

    def keys_of(self, ids: Iterable[int]) -> tuple[str, ...]:
        """Return the keys that have some numbers."""
        return tuple(map(self.numbers.listed.__getitem__, ids))

    def read(self, chunks: list[str]) -> array[int]:
        """Return chunks of a text as one; nothing in a token looks beyond white space, if the text is plain."""
        read = b"".join(map(self._chunks.__getitem__, chunks))
        self._chunks.tidy()
        return array("I", read)

    def read_with_hints(self, chunks: list[str]) -> array[int]:
        """Return chunks of a text as one; those that hold words of crumbs say so."""
        read = b"".join(map(self._chunks.__getitem__, chunks))
        if self._chunks.unseen and self._chunks.look_through():
            read = b"".join(map(self._chunks.__getitem__, chunks))
        self._chunks.tidy()
        return array("I", read)

    def hints_of(self, rests: Iterable[int]) -> list[str]:
        """Return the words of crumbs in some chunks, given the last fields of their tokens."""
        listed = self._chunks.hints.listed
        return [hint for rest in set(rests) if rest > _IS_NONE for hint in listed[(rest >> _FIRST_HINT) - 1]]


_of_thread = threading.local()


def vocabulary() -> Vocabulary:
    """Return the vocabulary of this thread, which knows the words of earlier texts.

    One of more than `_MOST_KEYS` keys is replaced. Each thread may hold some 80 MB.
    """
    known: Vocabulary | None = getattr(_of_thread, "vocabulary", None)
    if known is None or len(known.numbers) > _MOST_KEYS:
        known = _of_thread.vocabulary = Vocabulary()
    return known


def find_tokens(text: str, vocabulary: Vocabulary) -> Tokens:
    """Return the words and marks of `text`; what lies between two of them is white space or shows nothing.

    A mark of emphasis or the bullet of a list shows nothing either, and page furniture is none of the text; a word
    that line ends divide is one, and so is the number of an item. Keys that are new get the next numbers in the
    vocabulary. Linear in the length of the text.
    """
    lines = find_items(text)
    bullets, numbers, furniture = [*find_bullets(text, lines)], [*find_numbers(text, lines)], find_furniture(text)
    columns = _without_marks(text, _read(text, vocabulary), [*furniture, *bullets])
    columns, divisions = _with_merged(text, columns, vocabulary, numbers, furniture)
    starts, ends, ids, are_words, hints = columns
    words = array("I", compress(range(len(ids)), are_words))
    items = tuple(sorted(start for start, _ in chain(bullets, numbers)))
    return Tokens(starts, ends, ids, words, sorted(set(hints)), divisions, furniture, items)


def _read(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a text as they stand there, marks of its setting too."""
    return (_read_chunks if is_plain(text) else _read_lines)(text, vocabulary)


def _without_marks(text: str, columns: _Columns, others: Iterable[tuple[int, int]]) -> _Columns:
    """Return the columns without the tokens that are marks of emphasis, and without those of some other places."""
    emphasis = chain.from_iterable((mark[:2], mark[2:]) for mark in find_emphasis(text))
    marks = [*others, *emphasis]
    if not marks:
        return columns
    left = bytearray(b"\1") * len(columns.starts)
    for start, end in marks:
        for token in range(bisect_left(columns.starts, start), bisect_left(columns.starts, end)):
            left[token] = 0
    starts, ends, ids, are_words = (array("I", compress(column, left)) for column in columns[:4])
    return _Columns(starts, ends, ids, are_words, columns.hints)


def _with_merged(
    text: str,
    columns: _Columns,
    vocabulary: Vocabulary,
    numbers: Iterable[tuple[int, int]],
    furniture: Iterable[tuple[int, int]],
) -> tuple[_Columns, tuple[Division, ...]]:
    """Return the columns with one word for each that line ends divide and for the number of each item, and these.

    So is a word of which a part is emphasised. All numbers of items have one key.
    """
    merged = find_joined(text, columns.starts, columns.ends, numbers, furniture)
    if not merged:
        return columns, ()
    table = list(zip(*columns[:4], strict=True))
    rows, divisions, at = list[tuple[int, ...]](), [], 0
    for first, last, word, forms in sorted(merged):
        if first < at:
            continue  # a part of a word that was emphasised and divided
        parts = table[first : last + 1]
        ids_of = [vocabulary.numbers[form] for form in forms]
        rows += table[at:first]
        kept = tuple([(*part[:3], bool(part[3])) for part in parts])
        divisions.append(Division(len(rows), word, ids_of[-1], kept))
        rows.append((parts[0][0], parts[-1][1], ids_of[0], 1))
        at = last + 1
    starts, ends, ids, are_words = (array("I", column) for column in zip(*rows, *table[at:], strict=True))
    return _Columns(starts, ends, ids, are_words, columns.hints), tuple(divisions)


def find_word_ids(text: str, vocabulary: Vocabulary) -> array[int]:
    """Return the numbers of the words of a text: two thirds of the cost of all its tokens."""
    if not is_plain(text) or has_divisions(text) or has_numbers(text) or find_emphasis(text) or find_furniture(text):
        tokens = find_tokens(text, vocabulary)
        return array("I", map(tokens.ids.__getitem__, tokens.words))
    found = array("I")
    for part in _parts(text):
        fields = vocabulary.read(part.split())
        found.extend(array("I", compress(fields[2::_FIELDS], fields[3::_FIELDS])))
    return found


def word_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text."""
    known = vocabulary()
    return known.keys_of(find_word_ids(text, known))


def _read_chunks(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a plain text."""
    # A paragraph ends with a chunk of its own, which is short.
    blank = text.rstrip().replace("\n", " ").replace("  ", "\n ")
    return _join([(len(part) + 1, _read_part(part, vocabulary)) for part in _parts(blank)])


def _read_part(blank: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a part of a text whose chunks are separated by blanks; places count from its beginning."""
    fields = vocabulary.read_with_hints(blank.split(" "))
    steps = array("I", bytes(2 * fields.itemsize * (len(fields) // _FIELDS)))
    steps[::2], steps[1::2] = fields[::_FIELDS], fields[1::_FIELDS]
    borders = array("I", accumulate(steps, initial=0))
    columns = borders[:-1:2], borders[1::2], fields[2::_FIELDS], fields[3::_FIELDS]
    rests = fields[4::_FIELDS]
    if not any(rests):
        return _Columns(*columns, ())
    are_tokens = [not rest & _IS_NONE for rest in rests]
    left = [array("I", compress(column, are_tokens)) for column in columns]
    return _Columns(left[0], left[1], left[2], left[3], vocabulary.hints_of(rests))


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts, cut at blanks: all chunks of 800,000 words at once would take 100 MB."""
    start = 0
    while (end := text.find(" ", start + _PART)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _read_lines(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a text with graphemes that reach beyond white space: none reaches beyond a line."""
    read = []
    for plain, lines in groupby(text.splitlines(keepends=True), is_plain):
        part = "".join(lines)
        read.append((len(part), (_read_chunks if plain else _read_graphemes)(part, vocabulary)))
    return _join(read)


def _read_graphemes(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a line of which some graphemes reach beyond white space."""
    found = find_graphemes(text)
    return _Columns(
        array("I", [start for start, _, _ in found]),
        array("I", [end for _, end, _ in found]),
        array("I", [vocabulary.numbers[key(text[start:end])] for start, end, _ in found]),
        array("I", [is_word for _, _, is_word in found]),
        find_hints(text),
    )


def _join(read: Sequence[tuple[int, _Columns]]) -> _Columns:
    """Return parts of a text, with the length of each, as one."""
    if len(read) == 1:
        return read[0][1]
    starts, ends, ids, are_words, hints = array("I"), array("I"), array("I"), array("I"), list[str]()
    begin = 0
    for length, found in read:
        starts.extend(map(begin.__add__, found.starts))
        ends.extend(map(begin.__add__, found.ends))
        ids.extend(found.ids)
        are_words.extend(found.are_words)
        hints.extend(found.hints)
        begin += length
    return _Columns(starts, ends, ids, are_words, hints)
