"""Text, Text, Edits → Flaws: what is wrong with the inputs, or may be; `views.words` says it.

Bytes that could not be read, characters that nobody sees, line ends that differ, and stumps: what
extraction leaves where it cut a name or the beginning of a sentence out of one text. A full stop or
comma that stands off its word (`"…," said .`), or a sentence that begins in the middle (`on Wednesday.
against Belarusian officials`), where the other text has words: possibly lost, and then not an editor's cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

import regex

from textdiff.languages import ALL
from textdiff.languages.marks import CASED_STOPS, LINE_END, LINE_END_NAMES
from textdiff.model import REPLACE, TYPOGRAPHY, Columns, Edit, Flaw, Side, Span
from textdiff.texts.patterns import pattern
from textdiff.texts.text import Range, Text

# Joiners belong to the spelling of Arabic and Indic scripts and of emoji (UAX #31), and are hidden in others.
_SPELLED = (
    r"[[\p{L}\p{M}]--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Inherited}]]"
    r"|\p{Extended_Pictographic}\ufe0f?+|[\U0001f3fb-\U0001f3ff]"
)
_SHOWS_NOTHING = (
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_HIDDEN = pattern(rf"(?:{_SPELLED})[\u200c\u200d](*SKIP)(*FAIL)|{_SHOWS_NOTHING}", regex.V1)
_UNSEEN = pattern(_SHOWS_NOTHING)
_LINE_END = pattern(LINE_END)
_PARTICLES = frozenset(ALL.particles.split())
_STOPS = frozenset(".,")


def find_flaws(a: Text, b: Text, edits: Columns[Edit]) -> Iterator[Flaw]:
    """Yield what is wrong with two inputs: how each was read and what it holds, then what each may have lost."""
    yield from _odd_characters(a, b)
    yield from _lost_text(a, b, edits)


def _odd_characters(a: Text, b: Text) -> Iterator[Flaw]:
    """Yield what could not be read, what nobody sees (name and number of each), and line ends that differ."""
    sides: tuple[tuple[Side, Text], ...] = (("a", a), ("b", b))
    ends = [_line_ends(text.text) for _, text in sides]
    for n, (side, text) in enumerate(sides):
        document = text.document
        bad = document.source.undecodable
        if bad:
            yield Flaw("undecodable", side, Span(bad[0], bad[0] + 1), (len(bad), document.source.encoding or "text"))
        hidden = _hidden(text)
        if hidden:
            first, found = hidden[0].start(), sorted(Counter(match.group() for match in hidden).items())
            named = [value for character, times in found for value in (f"U+{ord(character):04X}", times)]
            yield Flaw("hidden-characters", side, Span(first, first + 1), tuple(named))
        line_end = _LINE_END.search(document.text) if ends[1 - n] and ends[0] != ends[1] else None
        if line_end:
            names = sorted(LINE_END_NAMES[end] for end in ends[n])
            yield Flaw("line-ends", side, Span(*line_end.span()), tuple(names))


def _line_ends(text: str) -> set[str]:
    """Return the kinds of line ends that a text has."""
    return set(_LINE_END.findall(text)) if "\r" in text else {end for end in LINE_END_NAMES if end in text}


def _hidden(text: Text) -> list[regex.Match[str]]:
    """Return the characters of a text that nobody sees."""
    if not _UNSEEN.search(text.foreign):
        return []
    return list(_HIDDEN.finditer(text.text))


_Row = tuple[int, int, int, int, int, int]


class _Stump(NamedTuple):
    """A place of one text where something seems to be missing: between two code points."""

    before: int  # where the last token before it ends
    after: int  # where the next token begins
    shown: Span


def _lost_text(a: Text, b: Text, edits: Columns[Edit]) -> Iterator[Flaw]:
    """Yield each stump of one text where the other has words, with those words; A's first."""
    codes, *sides, blocks = edits.columns
    a_sides, b_sides = sides[:2], sides[2:]
    views: tuple[tuple[Side, Text, Text, Iterable[_Row]], ...] = (
        ("a", a, b, zip(codes, *a_sides, *b_sides, blocks, strict=True)),
        ("b", b, a, zip(codes, *b_sides, *a_sides, blocks, strict=True)),
    )
    for side, mine, other, rows in views:
        stumps = list(_stumps(mine))
        if not stumps:
            continue
        gaps = sorted((at, *span) for at, span in _gaps(rows) if _has_word(other.text[slice(*span)]))
        for stump in stumps:
            n = bisect_left(gaps, stump.before, key=itemgetter(0))
            if n < len(gaps) and gaps[n][0] <= stump.after:
                yield Flaw("lost-text", side, stump.shown, (other.text[gaps[n][1] : gaps[n][2]],))


def _stumps(mine: Text) -> Iterator[_Stump]:
    """Yield the places of a text where something seems to be missing, in order."""
    calibration = mine.options.calibration
    stops = [n for n in compress(range(len(mine)), map(_STOPS.__contains__, mine.keys)) if n]
    off = [n for n in stops if not mine.is_glued(n) and not mine.text[mine.end(n) : mine.end(n) + 1].strip()]
    if len(off) > calibration.spaced_share * len(stops) and len(off) >= calibration.spaced_stops:
        off = []  # a text that sets its stops so
    found = [_stump(mine, n, Span(mine.start(n - 1), mine.end(n))) for n in off if mine.key(n - 1) != "."]
    for n in mine.sentences:
        word = mine.token(n)
        if n and word[0].islower() and _ended(mine, n) and not _is_name(word):
            found.append(_stump(mine, n, Span(mine.start(n), mine.end(n))))
    yield from sorted(found)


def _stump(mine: Text, n: int, shown: Span) -> _Stump:
    """Return the place before a token."""
    return _Stump(mine.end(n - 1), mine.start(n), shown)


def _is_name(word: str) -> bool:
    """Return whether a word is written small by itself: iPhone, al-Shabab, "von" of a name, an address."""
    return word != word.lower() or word in _PARTICLES or word.startswith(("www.", "http"))


def _ended(mine: Text, n: int) -> bool:
    """Return whether the token before n ends a sentence, closing marks between them."""
    at = n - 1
    while at > 0 and not mine.key(at)[0].isalnum() and mine.key(at) not in CASED_STOPS:
        at -= 1
    return mine.key(at) in CASED_STOPS


def _gaps(rows: Iterable[_Row]) -> Iterator[tuple[int, Range]]:
    """Yield where in this text the other one has more: (code point, the other's code points).

    `rows` are edits in order: number, code points of this text, of the other, block.
    """
    at, block = -1, -1
    waiting: list[Range] = []
    for code, start, end, other_start, other_end, of in rows:
        if of != block:
            at, block, waiting = -1, of, []
        if start < 0:
            if at < 0:
                waiting.append((other_start, other_end))
            else:
                yield at, (other_start, other_end)
        else:
            yield from [(start, span) for span in waiting]
            waiting = []
            at = end
            if code % TYPOGRAPHY == REPLACE and other_end - other_start > end - start:
                yield at, (other_start, other_end)


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
