"""Sentence borders that only one of two texts shows.

A headline has no full stop: where a line break ends it, the border is plain to see, but in a text
without line breaks it runs into the sentence behind it. What one text shows is used for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from textdiff.changes.align import Kept
from textdiff.model import Run, Tokens

# Kept tokens in a row beside a border from which on it is believed; a shorter line has to begin a sentence.
_ENOUGH = 3
_STOPS = frozenset(".!?…。！？｡؟۔।॥")


def share_borders(a: Tokens, b: Tokens, kept: Iterable[Kept], runs: Iterable[Run]) -> tuple[Tokens, Tokens]:
    """Return both texts' tokens, each with the sentence borders that a line break shows in the other.

    `kept` are the aligned tokens, `runs` the verbatim runs, which stand in for what has moved. Only
    borders without a full stop before them are carried over: a sentence that one version splits in
    two stays one sentence of the other.
    """
    partner = _partners(a, b, kept, runs)
    back = {j: i for i, j in partner.items()}
    return _with_borders(a, _seen_in(b, a, back)), _with_borders(b, _seen_in(a, b, partner))


def _partners(a: Tokens, b: Tokens, kept: Iterable[Kept], runs: Iterable[Run]) -> dict[int, int]:
    """Return which token of B stands for a token of A."""
    partner = {a.words[run.a_word + n]: b.words[run.b_word + n] for run in runs for n in range(run.n)}
    for run in kept:
        partner.update(zip(range(run.a, run.a + run.n), range(run.b, run.b + run.n), strict=True))
    return partner


def _seen_in(tokens: Tokens, other: Tokens, partner: dict[int, int]) -> Iterator[int]:
    """Yield the tokens of the other text before which this one has a bare border."""
    begins = frozenset(other.sentences)
    for line, border in pairwise(tokens.paragraphs):
        if _follows_stop(tokens.keys, border):
            continue
        after = [partner.get(border + n, -1) for n in range(min(_ENOUGH, len(tokens) - border))]
        before = [partner.get(n, -1) for n in range(max(line, border - _ENOUGH), border)]
        if after[0] >= 0 and after == [after[0] + n for n in range(len(after))]:
            yield after[0]
        whole = len(before) == _ENOUGH or before[0] in begins
        if whole and before[0] >= 0 and before == [before[0] + n for n in range(len(before))]:
            yield before[-1] + 1


def _follows_stop(keys: Sequence[str], border: int) -> bool:
    """Return whether a token follows the end of a sentence, with nothing but closing marks between them."""
    at = border - 1
    while at >= 0 and not keys[at][0].isalnum():
        if keys[at] in _STOPS:
            return True
        at -= 1
    return False


def _with_borders(tokens: Tokens, more: Iterable[int]) -> Tokens:
    found = {border for border in more if border < len(tokens)} - set(tokens.sentences)
    return replace(tokens, sentences=tuple(sorted((*tokens.sentences, *found)))) if found else tokens
