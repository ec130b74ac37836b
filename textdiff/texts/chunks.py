"""How text without blanks is cut into words and marks.

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
from itertools import chain
from operator import sub
from sys import intern

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
_ASCII = bytes(range(128))
_COMMON_MARKS = "“”„‘’«»–—…•·€£§°"
_JOINTS = {ord("’"): "'", ord("–"): "-"}
_MOST_SHAPES = 1 << 16
# What a token is: a word, a mark, or none, where a stretch of text does not begin or end with one.
MARK, WORD, NONE = b"\0", b"\1", b"\2"
# Of a stretch of text without blanks: the lengths of its first token, of what lies between it and the next, of
# the next and so on, the last one with the blank behind it, as an array of integers; and the kinds.
Shape = tuple[bytes, bytes]
Chunk = tuple[Shape, tuple[str, ...]]  # with the keys


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


def read_chunk(chunk: str) -> Chunk:
    """Return the tokens of plain text without white space."""
    if chunk.isascii():
        if chunk.isalnum():
            return shape((len(chunk), 1), WORD), (intern(chunk.lower()),)
        if chunk[:-1].isalnum() and chunk[-1] in ".,":
            n = len(chunk) - 1
            return shape((n, 0, 1, 1), WORD + MARK), (intern(chunk[:n].lower()), chunk[n])
    return _read_common(chunk) or _read_any(chunk)


_shapes: dict[Shape, Shape] = {}


def shape(steps: Iterable[int], kinds: bytes) -> Shape:
    """Return the shape of a chunk: one object for equal ones, which are few and stay in the cache of the CPU."""
    found = array("I", steps).tobytes(), kinds
    if len(_shapes) >= _MOST_SHAPES:
        _shapes.clear()
    return _shapes.setdefault(found, found)


def _read_common(chunk: str) -> Chunk | None:
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
    return shape(steps, bytes(kinds)), tuple(keys)


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


def _read_any(chunk: str) -> Chunk:
    """Return the tokens of any text without white space."""
    tokens = _keep_graphemes(chunk, list(_find(chunk))) if _CLUSTERING.search(chunk) else _find(chunk)
    found = [(start, end, intern(key(chunk[start:end])), WORD if word else MARK) for start, end, word in tokens]
    if not found or found[0][0] > 0:
        found.insert(0, (0, 0, "", NONE))
    if found[-1][1] < len(chunk):
        found.append((len(chunk), len(chunk), "", NONE))
    starts, ends, keys, kinds = zip(*found, strict=True)
    borders = [*chain.from_iterable(zip(starts, ends, strict=True)), len(chunk) + 1]
    return shape(map(sub, borders[1:], borders), b"".join(kinds)), keys


def find_graphemes(text: str) -> list[tuple[int, int, bool]]:
    """Return the tokens of any text: where they start and end, and whether they are words."""
    return _keep_graphemes(text, list(_find(text)))


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
