"""Words and marks of a text, as columns of spans over the untouched text.

A word follows UAX #29 with two differences that news needs: hyphenated compounds and figures with
their separators are one word, and a full stop joins only what it cannot end ("Tut.by", "80.1", "U.S"),
so that glued sentences ("numbers.An official") come apart. Scripts without spaces are cut by
`texts.words`. No token begins or ends inside an extended grapheme cluster (UAX #29).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, compress

import regex

from textdiff.model import Tokens
from textdiff.texts.keys import key
from textdiff.texts.sentences import find_paragraphs, find_sentences
from textdiff.texts.words import SPACELESS, cut_words, segmentation

_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{SPACELESS}]]"
_JOINT = r"""(?:
    ['’ʼ＇]                                             # don't
  | [-‐‑–－](?=[\p{L}\p{N}])                              # ex-Soviet, 2014–2018
  | (?<=\p{Nd})[.,:٫٬．，：](?=\p{Nd})                        # 80.1, 6,700, 10:30
  | (?<=[\p{Ll}\p{Nd}])\.(?=\p{Ll})                     # Tut.by
  | (?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?!\p{L}))     # U.S, z.B
  | \p{Default_Ignorable_Code_Point}++                  # a soft hyphen
)"""
_TOKEN = regex.compile(
    rf"""(?P<word> (?=[_\p{{M}}]*+[[\p{{L}}\p{{N}}]--[{SPACELESS}]])
                   {_LETTER}++ (?:{_JOINT}{_LETTER}++)*+ )
       | (?P<spaceless> (?: [{SPACELESS}]\p{{M}}*+ )++ )
       | {_LETTER}++
       | \.{{2,}}+ | -{{2,}}+ | ''
       | [^\s\p{{Default_Ignorable_Code_Point}}\p{{Cc}}]""",
    regex.VERSION1 | regex.VERBOSE,
)
# Without these, every code point is a grapheme of its own, but for CR LF (never split: it is a gap)
# and Hangul (letters of one word).
_CLUSTERING = regex.compile(r"[\p{M}\p{GCB=Extend}\p{GCB=Prepend}\p{GCB=SpacingMark}\p{Regional_Indicator}\u200d]")
# Flags by themselves: \X counts back to the first one, which makes 50,000 in a row take 7 s.
_GRAPHEME = regex.compile(r"\p{Regional_Indicator}{2}(?![\p{GCB=Extend}\p{GCB=SpacingMark}\u200d])|\X")
_CHARACTER = regex.compile(r"\P{M}\p{M}*+")
_WHITE_SPACE = re.compile(r"(\s+)")
_SHORT_CHUNK = 40  # characters of one that is kept
_MOST_CHUNKS = 1 << 16  # 300 bytes each
_Part = tuple[int, int, str, bool]  # of a token in a chunk of text: start, end, key, whether it is a word


def tokenise(text: str) -> Tokens:
    """Return the words and marks of `text`; what lies between two of them is white space or shows nothing.

    Linear in the length of the text.
    """
    if is_plain(text):
        starts, ends, keys, words = _read_chunks(text)
    else:
        found = _keep_graphemes(text, list(_find(text)))
        starts, ends = [start for start, _, _ in found], [end for _, end, _ in found]
        keys = [key(text[start:end]) for start, end, _ in found]
        words = [n for n, (_, _, is_word) in enumerate(found) if is_word]
    paragraphs = find_paragraphs(text, starts, ends)
    sentences = find_sentences(text, starts, ends, keys, paragraphs)
    return Tokens(text, array("I", starts), array("I", ends), tuple(keys), array("I", words), sentences, paragraphs)


def is_plain(text: str) -> bool:
    """Return whether each code point is a grapheme of its own, so that no token reaches beyond white space."""
    return text.isascii() or not _CLUSTERING.search(text)


def chunk_words(chunk: str) -> list[str]:
    """Return the keys of the words in a stretch of plain text without white space."""
    return [key for _, _, key, is_word in _read_chunk(chunk) if is_word]


def text_words(text: str) -> list[str]:
    """Return the keys of the words of a text."""
    tokens = tokenise(text)
    return [tokens.keys[word] for word in tokens.words]


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


class _Chunks(dict[str, tuple[_Part, ...]]):
    """The tokens of what stands between white space: texts of one language have most of it in common."""

    def __missing__(self, chunk: str) -> tuple[_Part, ...]:
        parts = _read_chunk(chunk)
        if len(chunk) <= _SHORT_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = parts
        return parts


_chunks = _Chunks()


def _read_chunks(text: str) -> tuple[list[int], list[int], list[str], list[int]]:
    """Return starts, ends, keys and words; what stands between white space is looked at once, however often it comes.

    Nothing in a token looks beyond white space.
    """
    pieces = _WHITE_SPACE.split(text)  # what stands between white space and the white space, in turns
    places = list(accumulate(map(len, pieces), initial=0))[::2]
    tokens = [
        (at + start, at + end, key, is_word)
        for at, parts in zip(places, map(_chunks.__getitem__, pieces[::2]), strict=False)
        for start, end, key, is_word in parts
    ]
    if not tokens:
        return [], [], [], []
    starts, ends, keys, are_words = (list(column) for column in zip(*tokens, strict=True))
    return starts, ends, keys, list(compress(range(len(keys)), are_words))


def _read_chunk(chunk: str) -> tuple[_Part, ...]:
    """Return the tokens of text without white space, or of white space alone: start, end, key, whether it is a word."""
    if chunk.isascii():
        if chunk.isalnum():
            return ((0, len(chunk), chunk.lower(), True),)
        if chunk[:-1].isalnum() and chunk[-1] in ".,":
            n = len(chunk) - 1
            return ((0, n, chunk[:n].lower(), True), (n, n + 1, chunk[n], False))
    return tuple([(start, end, key(chunk[start:end]), is_word) for start, end, is_word in _find(chunk)])


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
