"""Stumps that extraction leaves where it cut a name or the beginning of a sentence out of one text.

A full stop or comma that stands off its word (`"…," said .`), or a sentence that begins in the middle
(`on Wednesday. against Belarusian officials`), where the other text has words: possibly lost, and then
not an editor's cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import regex

from textdiff.languages import ALL
from textdiff.languages.marks import CASED_STOPS
from textdiff.model import Edit, InputWarning, Side, Span
from textdiff.options import Calibration
from textdiff.texts.text import Text

_SPACE = regex.compile(r"\s+")
_SHOWN_SIGNS = 120
_PARTICLES = frozenset(ALL.particles.split())


class _Stump(NamedTuple):
    """A place of one text where something seems to be missing: between two code points."""

    before: int  # where the last token before it ends
    after: int  # where the next token begins
    shown: Span


def find_lost_text(a: Text, b: Text, edits: Sequence[Edit], calibration: Calibration) -> Iterator[InputWarning]:
    """Yield a warning for each stump of one text where the other has words, with those words; A's first."""
    rows: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        rows[edit.block].append(edit)
    sides: tuple[tuple[Side, Text, Text], ...] = (("a", a, b), ("b", b, a))
    for side, mine, other in sides:
        stumps = list(_stumps(mine, calibration))
        if not stumps:
            continue
        gaps = sorted((at, span) for at, span in _gaps(rows.values(), side) if _has_word(span, other))
        for stump in stumps:
            n = bisect_left(gaps, stump.before, key=itemgetter(0))
            if n < len(gaps) and gaps[n][0] <= stump.after:
                words = _SPACE.sub(" ", gaps[n][1].of(other.text)).strip()[:_SHOWN_SIGNS]
                note = f"possibly lost in extraction; {'B' if side == 'a' else 'A'} has here: {words}"
                yield InputWarning("lost-text", side, stump.shown, note)


def _stumps(tokens: Text, calibration: Calibration) -> Iterator[_Stump]:
    starts, ends, keys, text = tokens.starts, tokens.ends, tokens.keys, tokens.text
    begins = frozenset(tokens.sentences)
    stops = [n for n in range(1, len(tokens)) if keys[n] in (".", ",")]
    off = [n for n in stops if starts[n] > ends[n - 1] and not text[ends[n] : ends[n] + 1].strip()]
    if len(off) > calibration.spaced_share * len(stops) and len(off) >= calibration.spaced_stops:
        off = []  # a text that sets its stops so
    found = [_Stump(ends[n - 1], starts[n], Span(starts[n - 1], ends[n])) for n in off if keys[n - 1] != "."]
    found += [
        _Stump(ends[n - 1], starts[n], Span(starts[n], ends[n]))
        for n in begins
        if n and text[starts[n]].islower() and _ended(keys, n) and not _is_name(text[starts[n] : ends[n]])
    ]
    yield from sorted(found)


def _is_name(word: str) -> bool:
    """Return whether a word is written small by itself: iPhone, al-Shabab, "von" of a name, an address."""
    return word != word.lower() or word in _PARTICLES or word.startswith(("www.", "http"))


def _ended(keys: Sequence[str], n: int) -> bool:
    """Return whether the token before n ends a sentence, closing marks between them."""
    at = n - 1
    while at > 0 and not keys[at][0].isalnum() and keys[at] not in CASED_STOPS:
        at -= 1
    return keys[at] in CASED_STOPS


def _gaps(rows: Iterable[Sequence[Edit]], side: Side) -> Iterator[tuple[int, Span]]:
    """Yield where in this text the other one has more: (code point, the other's span)."""
    for edits in rows:
        at: int | None = None
        waiting: list[Span] = []
        for edit in edits:
            mine, theirs = (edit.a, edit.b) if side == "a" else (edit.b, edit.a)
            if mine is None and theirs is not None:
                if at is None:
                    waiting.append(theirs)
                else:
                    yield at, theirs
            elif mine is not None:
                for span in waiting:
                    yield mine.start, span
                waiting = []
                at = mine.end
                if theirs is not None and edit.op == "replace" and len(theirs) > len(mine):
                    yield at, theirs


def _has_word(span: Span, tokens: Text) -> bool:
    return any(sign.isalnum() for sign in span.of(tokens.text))
