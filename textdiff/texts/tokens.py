"""Words and marks of a text, as columns of spans over the untouched text.

A word follows UAX #29 with two differences that news needs: hyphenated compounds and figures with
their separators are one word, and a full stop joins only what it cannot end ("Tut.by", "80.1", "U.S"),
so that glued sentences ("numbers.An official") come apart. Scripts without spaces give one word a
grapheme. No token begins or ends inside an extended grapheme cluster (UAX #29).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex

from textdiff.model import Tokens
from textdiff.texts.keys import key
from textdiff.texts.sentences import find_paragraphs, find_sentences

_SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}ーｰ\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{_SPACELESS}]]"
_JOINT = r"""(?:
    ['’ʼ＇]                                             # don't
  | [-‐‑–－](?=[\p{L}\p{N}])                              # ex-Soviet, 2014–2018
  | (?<=\p{Nd})[.,:٫٬．，：](?=\p{Nd})                        # 80.1, 6,700, 10:30
  | (?<=[\p{Ll}\p{Nd}])\.(?=\p{Ll})                     # Tut.by
  | (?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?!\p{L}))     # U.S, z.B
  | \p{Default_Ignorable_Code_Point}++                  # a soft hyphen
)"""
_TOKEN = regex.compile(
    rf"""(?P<word> (?=[_\p{{M}}]*+[\p{{L}}\p{{N}}])
                   (?: {_LETTER}++ (?:{_JOINT}{_LETTER}++)*+ | [{_SPACELESS}]\p{{M}}*+ ) )
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


def tokenise(text: str) -> Tokens:
    """Return the words and marks of `text`; what lies between two of them is white space or shows nothing.

    Linear in the length of the text.
    """
    found = [(*match.span(), match.lastgroup is not None) for match in _TOKEN.finditer(text)]
    if _CLUSTERING.search(text):
        found = _keep_graphemes(text, found)
    starts = tuple(start for start, _, _ in found)
    ends = tuple(end for _, end, _ in found)
    keys = _keys(text, starts, ends)
    words = tuple(n for n, (_, _, is_word) in enumerate(found) if is_word)
    paragraphs = find_paragraphs(text, starts, ends)
    sentences = find_sentences(text, starts, ends, keys, paragraphs)
    return Tokens(text, starts, ends, keys, words, sentences, paragraphs)


def _keys(text: str, starts: tuple[int, ...], ends: tuple[int, ...]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    keys = []
    for start, end in zip(starts, ends, strict=True):
        token = text[start:end]
        if token not in known:
            known[token] = key(token)
        keys.append(known[token])
    return tuple(keys)


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
