"""Text, Text, Losses → Flaws: what is wrong with the inputs, or may be; `views.words` says it.

Bytes that could not be read, characters that nobody sees or that look like others, line ends that differ, and text
that one of them possibly lost in extraction (`changes.stumps`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter

import regex

from textdiff.changes.stumps import Loss
from textdiff.languages.marks import LINE_END, LINE_END_NAMES
from textdiff.model import Block, Columns, Flaw, Side, Span
from textdiff.texts.patterns import pattern
from textdiff.texts.scripts import find_mixed
from textdiff.texts.text import Text

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


def find_flaws(a: Text, b: Text, losses: Iterable[Loss], blocks: Columns[Block]) -> Iterator[Flaw]:
    """Yield what is wrong with two inputs: how each was read and what it holds, then what each may have lost."""
    yield from _odd_characters(a, b)
    yield from _lost_text(a, b, losses, blocks)


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
        mixed = list(find_mixed(text.text, text.foreign))
        for scripts in dict.fromkeys(found[1:] for found in mixed):
            words = [word for word, *found in mixed if tuple(found) == scripts]
            shown = sorted({word[0] for word in words})
            yield Flaw("mixed-scripts", side, Span(*words[0].span()), (len(words), *scripts, *shown))
        if text.furniture:
            said = dict.fromkeys(text.text[slice(*line)] for line in text.furniture)
            yield Flaw("page-furniture", side, Span(*text.furniture[0]), (len(text.furniture), *said))
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


def _lost_text(a: Text, b: Text, losses: Iterable[Loss], blocks: Columns[Block]) -> Iterator[Flaw]:
    """Yield what a text possibly lost: what the other has there, and the paragraphs of the place, from 1 on."""
    placed: dict[Side, list[tuple[int, int, int]]] = {"a": [], "b": []}  # the blocks of each side, in text order
    for loss in losses:
        mine, other = (a, b) if loss.side == "a" else (b, a)
        others: Side = "b" if loss.side == "a" else "a"
        rows = placed[others] = placed[others] or _places(blocks, others)
        first = bisect_right(rows, loss.text.start, key=itemgetter(1))
        last = bisect_left(rows, loss.text.end, key=itemgetter(0))
        paragraphs = (
            text.paragraph_at(text.token_at(span.start)) + 1 for text, span in ((mine, loss.stump), (other, loss.text))
        )
        lost = other.text[loss.text.start : loss.text.end]
        yield Flaw(
            "lost-text", loss.side, loss.stump, (lost, *paragraphs), tuple(sorted(n for *_, n in rows[first:last]))
        )


def _places(blocks: Columns[Block], side: Side) -> list[tuple[int, int, int]]:
    """Return where the blocks stand that a text has: start, end and number of each, in text order."""
    spans = blocks.columns[2 if side == "a" else 3]
    return sorted((*span, n) for n, span in enumerate(spans) if span is not None)
