"""Sentence borders that only one of two texts shows.

A headline has no full stop: where a line break ends it, the border is plain to see, but in a text
without line breaks it runs into the sentence behind it. What one text shows is used for both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from textdiff.changes.align import Kept
from textdiff.languages.marks import SENTENCE_STOPS
from textdiff.model import Run, Tokens

# Kept tokens in a row beside a border from which on it is believed; a shorter line has to begin a sentence.
_ENOUGH = 3
_Stretch = tuple[int, int, int]  # first one here, first one there, length


def share_borders(a: Tokens, b: Tokens, kept: Iterable[Kept], runs: Iterable[Run]) -> tuple[Tokens, Tokens]:
    """Return both texts' tokens, each with the sentence borders that a line break shows in the other.

    `kept` are the aligned tokens, `runs` the verbatim runs, which stand in for what has moved. Only
    borders without a full stop before them are carried over: a sentence that one version splits in
    two stays one sentence of the other.
    """
    borders = list(_bare_borders(a)), list(_bare_borders(b))
    if not any(borders):
        return a, b
    tokens = [(run.a, run.b, run.n) for run in kept]
    words = [(run.a_word, run.b_word, run.n) for run in runs]
    to_b = _Partners(tokens, words, a, b)
    to_a = _Partners([(j, i, n) for i, j, n in tokens], sorted((j, i, n) for i, j, n in words), b, a)
    return _with_borders(a, _carried(b, borders[1], to_a)), _with_borders(b, _carried(a, borders[0], to_b))


class _Partners:
    """Which token of the other text stands for a token: the aligned one, else the one of a verbatim run."""

    def __init__(self, kept: Sequence[_Stretch], words: Sequence[_Stretch], mine: Tokens, other: Tokens) -> None:
        """Take runs in text order, of tokens and of words."""
        self.kept, self.words, self.mine, self.other = kept, words, mine, other

    def of(self, token: int) -> int:
        """Return the partner of a token; -1 where it has none."""
        partner = _look_up(self.kept, token)
        if partner >= 0:
            return partner
        word = bisect_left(self.mine.words, token)
        if word == len(self.mine.words) or self.mine.words[word] != token:
            return -1
        partner = _look_up(self.words, word)
        return self.other.words[partner] if partner >= 0 else -1


def _look_up(runs: Sequence[_Stretch], at: int) -> int:
    n = bisect_right(runs, at, key=itemgetter(0)) - 1
    if n < 0 or at >= runs[n][0] + runs[n][2]:
        return -1
    return runs[n][1] + at - runs[n][0]


def _bare_borders(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield where a line that ends without a full stop begins, and where the next one does."""
    for line, border in pairwise(tokens.paragraphs):
        if not _follows_stop(tokens.keys, line, border):
            yield line, border


def _carried(tokens: Tokens, borders: Iterable[tuple[int, int]], partners: _Partners) -> Iterator[int]:
    """Yield the tokens of the other text before which this one has a bare border."""
    begins = frozenset(tokens.sentences)
    for line, border in borders:
        after = [partners.of(border + n) for n in range(min(_ENOUGH, len(tokens) - border))]
        before = [partners.of(n) for n in range(max(line, border - _ENOUGH), border)]
        if after[0] >= 0 and after == [after[0] + n for n in range(len(after))]:
            yield after[0]
        whole = len(before) == _ENOUGH or before[0] in begins
        if whole and before[0] >= 0 and before == [before[0] + n for n in range(len(before))]:
            yield before[-1] + 1


def _follows_stop(keys: Sequence[str], line: int, border: int) -> bool:
    """Return whether a line ends with the end of a sentence, with nothing but closing marks behind it."""
    at = border - 1
    while at >= line and not keys[at][0].isalnum():
        if keys[at] in SENTENCE_STOPS:
            return True
        at -= 1
    return False


def _with_borders(tokens: Tokens, more: Iterable[int]) -> Tokens:
    found = {border for border in more if border < len(tokens)} - set(tokens.sentences)
    return replace(tokens, sentences=tuple(sorted((*tokens.sentences, *found)))) if found else tokens
