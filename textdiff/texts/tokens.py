"""Words and marks of a text, as columns of spans over the untouched text.

A word follows UAX #29 with two differences that news needs: hyphenated compounds and figures with
their separators are one word, and a full stop joins only what it cannot end ("Tut.by", "80.1", "U.S"),
so that glued sentences ("numbers.An official") come apart. Scripts without spaces are cut by
`texts.scripts`. No token begins or ends inside an extended grapheme cluster (UAX #29).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain, compress, groupby
from operator import sub
from sys import intern
from typing import NamedTuple

import regex

from textdiff.languages.marks import SPACELESS
from textdiff.texts.keys import key
from textdiff.texts.patterns import pattern
from textdiff.texts.scripts import cut_words, segmentation

_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{SPACELESS}]]"
_JOINT = r"""(?:
    ['’ʼ＇]                                             # don't
  | [-‐‑–－](?=[\p{L}\p{N}])                              # ex-Soviet, 2014–2018
  | (?<=\p{Nd})[.,:٫٬．，：](?=\p{Nd})                        # 80.1, 6,700, 10:30
  | (?<=[\p{Ll}\p{Nd}])\.(?=\p{Ll})                     # Tut.by
  | (?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?!\p{L}))     # U.S, z.B
  | \p{Default_Ignorable_Code_Point}++                  # a soft hyphen
)"""
_TOKEN = pattern(
    rf"""(?P<word> (?=[_\p{{M}}]*+[[\p{{L}}\p{{N}}]--[{SPACELESS}]])
                   {_LETTER}++ (?:{_JOINT}{_LETTER}++)*+ )
       | (?P<spaceless> (?: [[{SPACELESS}]--\p{{M}}]\p{{M}}*+ )++ )
       | {_LETTER}++
       | \p{{M}}++                                        # on no letter
       | \.{{2,}}+ | -{{2,}}+ | ''
       | [^\s\p{{Default_Ignorable_Code_Point}}\p{{Cc}}]""",
    regex.VERSION1 | regex.VERBOSE,
)
# Without these, every code point is a grapheme of its own, except CR LF (never split: it is a gap)
# and Hangul (letters of one word).
_EXTENDING = r"\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200d"
_CLUSTERING = pattern(rf"[{_EXTENDING}\p{{GCB=Prepend}}\p{{Regional_Indicator}}]")
_BEYOND_SPACE = pattern(rf"\s[{_EXTENDING}]|\p{{GCB=Prepend}}\s")  # the only graphemes with white space and more
# Flags by themselves: \X counts back to the first one, which makes 50,000 in a row take 7 s.
_GRAPHEME = pattern(r"\p{Regional_Indicator}{2}(?![\p{GCB=Extend}\p{GCB=SpacingMark}\u200d])|\X")
_CHARACTER = pattern(r"\P{M}\p{M}*+")
_WHITE_SPACE = re.compile(r"(\s+)")
_ASCII = bytes(range(128))
_COMMON_MARKS = "“”„‘’«»–—…•·€£§°"
_JOINTS = {ord("’"): "'", ord("–"): "-"}
_PART = 1 << 19  # characters that are read at once
_SHORT_CHUNK = 40  # characters of one that is kept
_MOST_CHUNKS = 1 << 16  # 300 bytes each
# What a token is: a word, a mark, or none, where a stretch of text does not begin or end with one.
_MARK, _WORD, _NONE = b"\0", b"\1", b"\2"
_IS_TOKEN = bytes.maketrans(_MARK + _NONE, _WORD + _MARK)
# Of a stretch of text without blanks: the lengths of its first token, of what lies between it and the next, of
# the next and so on, the last one with the blank behind it, as an array of integers; and the kinds.
_Shape = tuple[bytes, bytes]
_Chunk = tuple[_Shape, tuple[str, ...]]  # with the keys
_Numbered = tuple[bytes, bytes, bytes]  # a shape, and the numbers of the keys as an array of integers
_Columns = tuple["array[int]", "array[int]", "array[int]", bytes]  # starts, ends, numbers of the keys, kinds


class Tokens(NamedTuple):
    """The words and marks of a text as columns: where each starts and ends, its number, and which of them are words.

    Numbers are those of the keys in a vocabulary.
    """

    starts: array[int]
    ends: array[int]
    ids: array[int]
    words: array[int]


class _Numbers(dict[str, int]):
    """A number for each key, from 0 on; `listed` are the keys in the order of their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[str] = []

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self.listed)
        self.listed.append(key)
        return number


class _NumberedChunks(dict[str, _Numbered]):
    """What stands between blanks, with the numbers of its keys.

    So a text is read by a look-up of each chunk; with one of each token behind it that took twice as long.
    """

    def __init__(self, numbers: _Numbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, chunk: str) -> _Numbered:
        shape, keys = _chunks[chunk]
        found = (*shape, array("I", map(self._numbers.__getitem__, keys)).tobytes())
        if len(chunk) <= _SHORT_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = found
        return found


class Vocabulary:
    """The number of each token key of some texts: those of one comparison, or of one scan.

    It remembers short chunks of texts too, up to `_MOST_CHUNKS`.
    """

    def __init__(self) -> None:
        """Begin one without keys."""
        self.numbers = _Numbers()
        self.chunks = _NumberedChunks(self.numbers)

    def keys_of(self, ids: Iterable[int]) -> tuple[str, ...]:
        """Return the keys that have some numbers."""
        return tuple(map(self.numbers.listed.__getitem__, ids))


def find_tokens(text: str, vocabulary: Vocabulary) -> Tokens:
    """Return the words and marks of `text`; what lies between two of them is white space or shows nothing.

    Keys that are new get the next numbers in the vocabulary. Linear in the length of the text.
    """
    read = _read_chunks if is_plain(text) else _read_lines
    starts, ends, ids, kinds = read(text, vocabulary)
    return Tokens(starts, ends, ids, array("I", compress(range(len(ids)), kinds)))


def is_plain(text: str) -> bool:
    """Return whether no grapheme, and so no token, reaches beyond white space."""
    if text.isascii():
        return True
    return not _CLUSTERING.search(foreign_characters(text)) or not _BEYOND_SPACE.search(text)


def foreign_characters(text: str) -> str:
    """Return each character of a text beyond ASCII once, in their order."""
    # In a tenth of the time of a set of all characters, and a search of all of them takes longer still.
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return "".join(sorted(set(others)))


def chunk_words(chunk: str) -> list[str]:
    """Return the keys of the words in a stretch of plain text without white space; `find_tokens` remembers it too."""
    (_, kinds), keys = _chunks[chunk]
    return [key for key, kind in zip(keys, kinds, strict=True) if kind == _WORD[0]]


def word_keys(text: str) -> list[str]:
    """Return the keys of the words of a text: a third of the cost of all its tokens."""
    if not is_plain(text):
        vocabulary = Vocabulary()
        tokens = find_tokens(text, vocabulary)
        return list(vocabulary.keys_of(map(tokens.ids.__getitem__, tokens.words)))
    found = list(map(_chunks.__getitem__, text.split()))
    keys = chain.from_iterable([keys for _, keys in found])
    kinds = b"".join([kinds for (_, kinds), _ in found])
    return list(compress(keys, kinds.replace(_NONE, _MARK)))


def _find(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the tokens of a text: where they start and end, and whether they are words."""
    cut = cut_words if segmentation() == "icu" else _cut_characters
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "spaceless":
            first = match.start()
            for start, end in cut(match.group()):
                yield first + start, first + end, True
        else:
            yield (*match.span(), match.lastgroup is not None)


def _cut_characters(run: str) -> Iterator[tuple[int, int]]:
    """Yield each letter of a run with the marks on it."""
    return (match.span() for match in _CHARACTER.finditer(run))


class _Chunks(dict[str, _Chunk]):
    """The tokens of what stands between blanks: texts of one language have most of it in common."""

    def __missing__(self, chunk: str) -> _Chunk:
        if not chunk or chunk.split() == [chunk]:
            found = _read_chunk(chunk)
        else:
            pieces = _WHITE_SPACE.split(chunk)
            found = self._join(pieces[::2], pieces[1::2])
        if len(chunk) <= _SHORT_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = found
        return found

    def _join(self, chunks: list[str], spaces: list[str]) -> _Chunk:
        """Return some chunks as one, with the white space between them."""
        if chunks[-1] == "":  # as it mostly is: what is behind it begins with a token
            chunks.pop()
            spaces[-1] += " "
        gaps = [*map(len, spaces), 1]
        shapes, keys = zip(*map(self.__getitem__, chunks), strict=True)
        steps = [[*array("I", steps)[:-1], gap] for (steps, _), gap in zip(shapes, gaps, strict=False)]
        kinds = b"".join([kinds for _, kinds in shapes])
        return _shape(chain.from_iterable(steps), kinds), tuple(chain.from_iterable(keys))


_chunks = _Chunks()


def _read_chunks(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a text; what stands between blanks is looked at once, however often it comes.

    Nothing in a token looks beyond white space, if the text is plain.
    """
    # A paragraph ends with a chunk of its own, which is short.
    blank = text.rstrip().replace("\n", " ").replace("  ", "\n ")
    read = [_join_chunks(part, vocabulary.chunks) for part in parts(blank)]
    steps, kinds, ids = map(b"".join, zip(*read, strict=True))
    borders = array("I", accumulate(array("I", steps), initial=0))
    columns = borders[:-1:2], borders[1::2], array("I", ids), kinds
    return _without_none(*columns) if _NONE in kinds else columns


def _join_chunks(blank: str, chunks: _NumberedChunks) -> _Numbered:
    """Return what the chunks of a text are, joined."""
    steps, kinds, ids = map(b"".join, zip(*map(chunks.__getitem__, blank.split(" ")), strict=True))
    return steps, kinds, ids


def parts(text: str) -> Iterator[str]:
    """Yield a text in parts, cut at blanks: all chunks of 800,000 words at once would take 100 MB."""
    start = 0
    while (end := text.find(" ", start + _PART)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _without_none(starts: array[int], ends: array[int], ids: array[int], kinds: bytes) -> _Columns:
    """Return the columns without what is no token."""
    shown = kinds.translate(_IS_TOKEN)
    left = [array("I", compress(column, shown)) for column in (starts, ends, ids)]
    return left[0], left[1], left[2], kinds.replace(_NONE, b"")


_shapes: dict[_Shape, _Shape] = {}


def _shape(steps: Iterable[int], kinds: bytes) -> _Shape:
    """Return the shape of a chunk: one object for equal ones, which are few and stay in the cache of the CPU."""
    shape = array("I", steps).tobytes(), kinds
    if len(_shapes) >= _MOST_CHUNKS:
        _shapes.clear()
    return _shapes.setdefault(shape, shape)


def _read_chunk(chunk: str) -> _Chunk:
    """Return the tokens of text without white space."""
    if chunk.isascii():
        if chunk.isalnum():
            return _shape((len(chunk), 1), _WORD), (intern(chunk.lower()),)
        if chunk[:-1].isalnum() and chunk[-1] in ".,":
            n = len(chunk) - 1
            return _shape((n, 0, 1, 1), _WORD + _MARK), (intern(chunk[:n].lower()), chunk[n])
    return _read_common(chunk) or _read_any(chunk)


def _read_common(chunk: str) -> _Chunk | None:
    """Return what `_read_any` does, in a tenth of the time, for a chunk of the characters of most texts."""
    steps, kinds, keys = list[int](), bytearray(), list[str]()
    for match in _common_token().finditer(chunk):
        token = match[0]
        is_word = match.lastindex is not None
        steps += (len(token), 0)
        kinds.append(is_word)
        keys.append(intern(token.lower().translate(_JOINTS)) if is_word else _mark_key(token))
    if not steps or sum(steps) < len(chunk):
        return None  # between two of the tokens there is something else
    steps[-1] = 1
    return _shape(steps, bytes(kinds)), tuple(keys)


@lru_cache(maxsize=1)
def _common_token() -> re.Pattern[str]:
    """Return `_TOKEN` for texts of the common characters alone, in which no grapheme has several.

    These are those of ASCII, Latin and Cyrillic letters of one form, and marks. A letter has one form
    where folding its case makes it small and nothing else, and composing it changes nothing.
    """
    letters = [
        letter
        for letter in map(chr, (*range(0xC0, 0x180), *range(0x400, 0x482), *range(0x48A, 0x530)))
        if letter.isalpha() and letter.casefold() == letter.lower() and key(letter) == letter.lower()
    ]
    small = "a-z" + "".join(filter(str.islower, letters))
    letter = "a-zA-Z" + "".join(letters)
    joint = rf"""['’] | [-–](?=[{letter}0-9]) | (?<=[0-9])[.,:](?=[0-9]) | (?<=[{small}0-9])\.(?=[{small}])
        | (?<=(?<![{letter}0-9])[{letter}])\.(?=[{letter}](?![{letter}]))"""
    return re.compile(
        rf"(_*[{letter}0-9][{letter}0-9_]*(?:(?:{joint})[{letter}0-9_]+)*)|_+|\.{{2,}}|-{{2,}}|''|[!-~{_COMMON_MARKS}]",
        re.VERBOSE,
    )


@lru_cache(maxsize=256)  # there are few marks
def _mark_key(mark: str) -> str:
    return intern(key(mark))


def _read_any(chunk: str) -> _Chunk:
    """Return the tokens of any text without white space."""
    tokens = _keep_graphemes(chunk, list(_find(chunk))) if _CLUSTERING.search(chunk) else _find(chunk)
    found = [(start, end, intern(key(chunk[start:end])), _WORD if word else _MARK) for start, end, word in tokens]
    if not found or found[0][0] > 0:
        found.insert(0, (0, 0, "", _NONE))
    if found[-1][1] < len(chunk):
        found.append((len(chunk), len(chunk), "", _NONE))
    starts, ends, keys, kinds = zip(*found, strict=True)
    borders = [*chain.from_iterable(zip(starts, ends, strict=True)), len(chunk) + 1]
    return _shape(map(sub, borders[1:], borders), b"".join(kinds)), keys


def _read_lines(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a text with graphemes that reach beyond white space: none reaches beyond a line."""
    starts, ends, ids, kinds = array("I"), array("I"), array("I"), bytearray()
    begin = 0
    for plain, lines in groupby(text.splitlines(keepends=True), is_plain):
        part = "".join(lines)
        found = _read_chunks(part, vocabulary) if plain else _read_graphemes(part, vocabulary)
        starts.extend([begin + start for start in found[0]])
        ends.extend([begin + end for end in found[1]])
        ids += found[2]
        kinds += found[3]
        begin += len(part)
    return starts, ends, ids, bytes(kinds)


def _read_graphemes(text: str, vocabulary: Vocabulary) -> _Columns:
    """Return the tokens of a line of which some graphemes reach beyond white space."""
    found = _keep_graphemes(text, list(_find(text)))
    return (
        array("I", [start for start, _, _ in found]),
        array("I", [end for _, end, _ in found]),
        array("I", [vocabulary.numbers[key(text[start:end])] for start, end, _ in found]),
        bytes([is_word for _, _, is_word in found]),
    )


def _keep_graphemes(text: str, found: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Return the tokens grown to whole graphemes; tokens that meet in one grapheme become one."""
    borders = [match.start() for match in _GRAPHEME.finditer(text)] + [len(text)]
    grown: list[tuple[int, int, bool]] = []
    for token_start, token_end, is_word in found:
        start = borders[bisect_right(borders, token_start) - 1]
        end = borders[bisect_left(borders, token_end)]
        if grown and start < grown[-1][1]:
            grown[-1] = (grown[-1][0], end, grown[-1][2] or is_word)
        else:
            grown.append((start, end, is_word))
    return grown
