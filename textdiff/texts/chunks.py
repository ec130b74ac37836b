"""How text without blanks is cut into words and marks.

A word follows UAX #29 with two differences that news needs: hyphenated compounds and figures with
their separators are one word, and a full stop joins only what it cannot end ("Tut.by", "80.1", "U.S"),
so that glued sentences ("numbers.An official") come apart. Scripts without spaces are cut by
`texts.scripts`. No token begins or ends inside an extended grapheme cluster (UAX #29).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import sub
from string import ascii_letters, ascii_lowercase
from sys import intern
from typing import NamedTuple

import regex

from textdiff.languages.marks import DASHES, SPACELESS
from textdiff.texts.keys import BARE, REFERENCE, bare, key
from textdiff.texts.patterns import pattern
from textdiff.texts.scripts import cut_words, segmentation

_DASHES = "".join(sorted(DASHES)).replace("-", r"\-")
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_LETTER = rf"[[[\p{{L}}\p{{M}}\p{{N}}]--[{SPACELESS}]]\p{{Nd}}]"
_JOINT = r"""(?:
    ['’ʼ＇]                                             # don't
  | (?<=\p{L})[`´‘ʻʾʿ᾽׳](?=\p{L}) | (?<=[\p{L}\p{Nd}])′(?=[\p{L}\p{Nd}])
  | [-‐‑–－־֊]\p{Default_Ignorable_Code_Point}*+(?=[\p{L}\p{N}])  # ex-Soviet, 2014–2018
  | (?<=\p{Nd})(?:[—‒−]|--)(?=\p{Nd})                      # 2014—2018
  | (?<=\p{Nd})[.,:٫٬．，：](?=\p{Nd})                        # 80.1, 6,700, 10:30
  | (?<=[\p{Ll}\p{Nd}])\.(?=\p{Ll})                     # Tut.by
  | (?<=(?<![\p{L}\p{M}\p{N}])\p{L}\p{M}*)\.(?=\p{L}\p{M}*+(?!\p{L}))  # U.S, z.B
  | \p{Default_Ignorable_Code_Point}++                  # a soft hyphen
  | _++                                                # snake_case; at an end it is a mark
)"""
_TOKEN = pattern(
    rf"""(?P<word> (?=\p{{M}}*+[[[\p{{L}}\p{{N}}]--[{SPACELESS}{_RAISED}]][\p{{Nd}}]])
                   {_LETTER}++ (?:{_JOINT}{_LETTER}++)*+ )
       | (?P<spaceless> (?: [[{SPACELESS}]--[\p{{M}}\p{{Nd}}]]\p{{M}}*+ )++ )
       | \[\p{{Nd}}{{1,3}}\] | [{_RAISED}]++               # what refers to a note
       | _++
       | \p{{M}}++                                        # on no letter
       | \.{{2,}}+ | …{{2,}}+ | [{_DASHES}]{{2,}}+ | '' | `` | ‘‘ | ’’ | ‚‚ | ´´ | ′′
       | (?<![\p{{L}}\p{{N}},]),,(?=\p{{L}})
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
_PLAIN = BARE | {
    ord("’"): "'",
    ord("‘"): "'",
    ord("–"): "-",
    ord("—"): "-",
}  # of the joints and letters of common words


class Chunk(NamedTuple):
    """The tokens of a stretch of text without blanks, one entry each.

    `lengths` are in code points, `gaps` what lies behind each token, the last one with the blank behind it. Where a
    stretch does not begin or end with a token, one stands there that is no token: its key is empty.
    """

    lengths: tuple[int, ...]
    gaps: tuple[int, ...]
    keys: tuple[str, ...]
    are_words: tuple[bool, ...]


def is_plain(text: str) -> bool:
    """Return whether no grapheme, and so no token, reaches beyond white space."""
    if "&" in text and REFERENCE.search(text):
        text, _ = _written(text)
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
            return Chunk((len(chunk),), (1,), (intern(chunk.lower()),), (True,))
        if chunk[:-1].isalnum() and chunk[-1] in ".,":
            n = len(chunk) - 1
            return Chunk((n, 1), (0, 1), (intern(chunk[:n].lower()), chunk[n]), (True, False))
    return _read_common(chunk) or _read_any(chunk)


def _read_common(chunk: str) -> Chunk | None:
    """Return what `_read_any` does, in a tenth of the time, for a chunk of the characters of most texts."""
    if "`" in chunk or "--" in chunk:  # which may be an apostrophe, and a dash of TeX
        return None
    if "&" in chunk and REFERENCE.search(chunk):
        return None
    lengths, keys, are_words = list[int](), list[str](), list[bool]()
    for match in _common_token().finditer(chunk):
        token = match[0]
        is_word = match.lastindex is not None
        lengths.append(len(token))
        are_words.append(is_word)
        small = token.lower()
        keys.append(intern(small if small.isascii() else small.translate(_PLAIN)) if is_word else _mark_key(token))
    if not lengths or sum(lengths) < len(chunk):
        return None  # between two of the tokens there is something else
    return Chunk(tuple(lengths), (*[0] * (len(lengths) - 1), 1), tuple(keys), tuple(are_words))


@lru_cache(maxsize=1)
def _common_token() -> re.Pattern[str]:
    """Return `_TOKEN` for texts of the common characters alone, in which no grapheme has several.

    These are those of ASCII, Latin and Cyrillic letters of one form, and marks. A letter has one form
    where folding its case makes it small and nothing else, and composing it changes nothing.
    """
    letters = [
        letter
        for letter in map(chr, (*range(0xC0, 0x180), *range(0x400, 0x482), *range(0x48A, 0x530)))
        if letter.isalpha() and letter.casefold() == letter.lower() and key(letter) == bare(letter.lower())
    ]
    small, letter = (
        _in_ranges([*ascii_lowercase, *filter(str.islower, letters)]),
        _in_ranges([*ascii_letters, *letters]),
    )
    joint = rf"""['’] | (?<=[{letter}])‘(?=[{letter}]) | _+ | [-–](?=[{letter}0-9]) | (?<=[0-9])—(?=[0-9])
        | (?<=[0-9])[.,:](?=[0-9]) | (?<=[{small}0-9])\.(?=[{small}])
        | (?<=(?<![{letter}0-9])[{letter}])\.(?=[{letter}](?![{letter}]))"""
    double = rf"\.{{2,}}|…{{2,}}|[-–—]{{2,}}|''|‘‘|’’|(?<![{letter}0-9,]),,(?=[{letter}])"
    return re.compile(
        rf"([{letter}0-9]+(?:(?:{joint})[{letter}0-9]+)*)|_+|{double}|\[[0-9]{{1,3}}\]|[!-~{_COMMON_MARKS}]",
        re.VERBOSE,
    )


def _in_ranges(characters: Iterable[str]) -> str:
    """Return characters as what stands in the brackets of a regular expression: each by itself would take 8 ms."""
    codes = sorted(map(ord, characters))
    starts = [code for code, before in zip(codes, [-1, *codes], strict=False) if code != before + 1]
    ends = [code for code, behind in zip(codes, [*codes[1:], -1], strict=True) if code + 1 != behind]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=256)  # there are few marks
def _mark_key(mark: str) -> str:
    return intern(key(mark))


def _read_any(chunk: str) -> Chunk:
    """Return the tokens of any text without white space."""
    found = [(start, end, intern(key(chunk[start:end])), is_word) for start, end, is_word in find_graphemes(chunk)]
    if not found or found[0][0] > 0:
        found.insert(0, (0, 0, "", False))
    if found[-1][1] < len(chunk):
        found.append((len(chunk), len(chunk), "", False))
    starts, ends, keys, are_words = zip(*found, strict=True)
    following = (*starts[1:], len(chunk) + 1)
    return Chunk(tuple(map(sub, ends, starts)), tuple(map(sub, following, ends)), keys, are_words)


def find_graphemes(text: str) -> list[tuple[int, int, bool]]:
    """Return the tokens of any text: where they start and end, and whether they are words.

    A character reference is read as its character.
    """
    if "&" not in text or not REFERENCE.search(text):
        found = list(_find(text))
        return _keep_graphemes(text, found) if _CLUSTERING.search(text) else found
    written, places = _written(text)
    found = list(_find(written))
    if _CLUSTERING.search(written):
        found = _keep_graphemes(written, found)
    return [(places[start], places[end], is_word) for start, end, is_word in found]


def _written(text: str) -> tuple[str, list[int]]:
    """Return a text with the characters that its references stand for, and where each of its characters was."""
    parts, places, at = list[str](), list[int](), 0
    for match in REFERENCE.finditer(text):
        character = html.unescape(match[0])
        if character == match[0]:
            continue  # no name that HTML knows
        parts += [text[at : match.start()], character]
        places += [*range(at, match.start()), *[match.start()] * len(character)]
        at = match.end()
    return "".join([*parts, text[at:]]), [*places, *range(at, len(text) + 1)]


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
