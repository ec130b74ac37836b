"""Stumps that extraction leaves where it cut a name or the beginning of a sentence out of one text.

A full stop or comma that stands off its word (`"…," said .`), or a sentence that begins in the middle
(`on Wednesday. against Belarusian officials`), where the other text has words: possibly lost, and then
not an editor's cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from textdiff.model import Edit, InputWarning, Side, Span, Tokens

_SPACE = regex.compile(r"\s+")
_STOPS = frozenset(".!?…")
_SHOWN_SIGNS = 120


class _Stump(NamedTuple):
    """A place of one text where something seems to be missing: between two code points."""

    before: int  # where the last token before it ends
    after: int  # where the next token begins
    shown: Span


def find_lost_text(a: Tokens, b: Tokens, edits: Sequence[Edit]) -> Iterator[InputWarning]:
    """Yield a warning for each stump of one text where the other has words, with those words; A's first."""
    rows: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        rows[edit.block].append(edit)
    sides: tuple[tuple[Side, Tokens, Tokens], ...] = (("a", a, b), ("b", b, a))
    for side, mine, other in sides:
        stumps = list(_stumps(mine))
        if not stumps:
            continue
        gaps = list(_gaps(rows.values(), side))
        for stump in stumps:
            missing = [span for at, span in gaps if stump.before <= at <= stump.after and _has_word(span, other)]
            if missing:
                words = _SPACE.sub(" ", missing[0].of(other.text)).strip()[:_SHOWN_SIGNS]
                note = f"possibly lost in extraction; {'B' if side == 'a' else 'A'} has here: {words}"
                yield InputWarning("lost-text", side, stump.shown, note)


def _stumps(tokens: Tokens) -> Iterator[_Stump]:
    starts, ends, keys, text = tokens.starts, tokens.ends, tokens.keys, tokens.text
    begins = frozenset(tokens.sentences)
    for n in range(1, len(tokens)):
        if keys[n] in (".", ",") and starts[n] > ends[n - 1] and text[ends[n] : ends[n] + 1].strip() == "":
            yield _Stump(ends[n - 1], starts[n], Span(starts[n - 1], ends[n]))
        elif n in begins and text[starts[n]].islower() and _ended(keys, n):
            yield _Stump(ends[n - 1], starts[n], Span(starts[n], ends[n]))


def _ended(keys: Sequence[str], n: int) -> bool:
    """Return whether the token before n ends a sentence, closing marks between them."""
    at = n - 1
    while at > 0 and not keys[at][0].isalnum() and keys[at] not in _STOPS:
        at -= 1
    return keys[at] in _STOPS


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


def _has_word(span: Span, tokens: Tokens) -> bool:
    return any(sign.isalnum() for sign in span.of(tokens.text))
