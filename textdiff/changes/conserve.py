"""Pairings → Pairings: what both texts have of what is left over is kept or moved, wherever it begins and ends.

What stands in the one text alone and in the other alone all the same is told once: it is cut out of the sentences it
stands in, and paired.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from textdiff.changes.align import TokenRun, fill_gaps
from textdiff.changes.groups import Group
from textdiff.changes.moves import Owners
from textdiff.changes.pairings import Pairing, in_place_or_moved, n_grams
from textdiff.changes.tidy import align_sentences
from textdiff.options import Limits, Options
from textdiff.texts.text import Range, Text

_EMPTY: Range = (0, 0)


class _Common(NamedTuple):
    """`n` words with equal keys, from word `a` of A and word `b` of B on."""

    a: int
    b: int
    n: int


def conserve(
    a: Text, b: Text, pairings: list[Pairing], options: Options, limits: Limits
) -> tuple[Text, Text, list[Pairing]]:
    """Return two texts and their pairings, with pairings of the words that stood in neither of these and in both texts.

    Such words are as many in a row as make a run, 7 at least, or a sentence of `move_words`. The texts come back with
    a sentence border wherever a pairing begins or ends.
    """
    were = pairings
    while True:
        rest = _Rest(a, b, pairings, options)
        common = rest.common()
        if not common:
            return a, b, pairings if pairings is were else in_place_or_moved(pairings, a, b)
        passages = _rounded_off(a, b, pairings, common, options, limits)
        for passage in passages:
            pairings = [part for pairing in pairings for part in _cut_out(a, b, pairing, passage)]
        ranges = [(part.a, part.b) for part in pairings] + [(passage.a, passage.b) for passage in passages]
        a, b = (text.recut({at for sides in ranges for at in sides[n] or ()}) for n, text in enumerate((a, b)))
        found = [align_sentences(a, b, passage, options, limits) for passage in passages]
        pairings += [
            Pairing(group.a, group.b, _with_common(a, b, group, run, options, limits), unkept=group.unkept)
            for group, run in zip(found, common, strict=True)
        ]


class _Rest:
    """The words of two texts that are kept in no pairing, in stretches between those that are."""

    def __init__(self, a: Text, b: Text, pairings: Sequence[Pairing], options: Options) -> None:
        self.texts = a, b
        self.least = max(options.calibration.move_run, options.min_words)
        self.least_sentence = options.calibration.move_words
        self.stretches = [
            list(_stretches(text, pairings, side, self.least_sentence)) for side, text in enumerate(self.texts)
        ]
        # For each word in which stretch it is, by turns 1 and 2; 0 where it is kept.
        self.marks = bytearray(len(a.words)), bytearray(len(b.words))
        for marks, stretches in zip(self.marks, self.stretches, strict=True):
            for n, words in enumerate(stretches):
                marks[words.start : words.stop] = bytes((1 + n % 2,)) * len(words)

    def common(self) -> list[_Common]:
        """Return what both have, disjoint on both sides: the longest first."""
        if not all(self.stretches):
            return []
        found = []
        for run in sorted({*self._runs(), *self._sentences()}, key=lambda run: (-run.n, run)):
            if all(marks.find(0, at, at + run.n) < 0 for marks, at in zip(self.marks, run[:2], strict=True)):
                found.append(run)
                for marks, at in zip(self.marks, run[:2], strict=True):
                    marks[at : at + run.n] = bytes(run.n)
        return found

    def _runs(self) -> Iterator[_Common]:
        """Yield the maximal runs of `least` words and more that both have within a stretch."""
        keys = [
            [text.word_keys[words.start : words.stop] for words in stretches]
            for text, stretches in zip(self.texts, self.stretches, strict=True)
        ]
        found = [set(chain.from_iterable(n_grams(words, self.least) for words in side)) for side in keys]
        shared = found[0] & found[1]
        if not shared:
            return
        places: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for n, theirs in enumerate(keys[1]):
            for j, gram in enumerate(n_grams(theirs, self.least)):
                if gram in shared:
                    places[gram].append((n, j))
        most = self.texts[0].options.calibration.max_occurrences
        for words, mine in zip(self.stretches[0], keys[0], strict=True):
            for i, gram in enumerate(n_grams(mine, self.least)):
                for n, j in places.get(gram, ())[:most]:
                    theirs = keys[1][n]
                    if not (i and j and mine[i - 1] == theirs[j - 1]):
                        length = _same(mine, i, theirs, j, self.least)
                        yield _Common(words.start + i, self.stretches[1][n].start + j, length)

    def _sentences(self) -> Iterator[_Common]:
        """Yield the sentences of `least_sentence` words and more that both have, the n-th of one and of the other."""
        places = [self._places(side) for side in (0, 1)]
        for keys in places[0].keys() & places[1].keys():
            yield from (_Common(i, j, len(keys)) for i, j in zip(places[0][keys], places[1][keys], strict=False))

    def _places(self, side: int) -> dict[tuple[str, ...], list[int]]:
        """Return where sentences begin of which no word is kept, by their words."""
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        text, marks = self.texts[side], self.marks[side]
        starts, numbers = text.word_edges, text.sentence_words
        for stretch in self.stretches[side]:
            for n in range(bisect_left(starts, stretch.start), bisect_left(starts, stretch.stop)):
                keys = numbers[n]
                if len(keys) >= self.least_sentence and marks.find(0, starts[n], starts[n] + len(keys)) < 0:
                    found[keys].append(starts[n])
        return found


def _same(one: Sequence[str], i: int, other: Sequence[str], j: int, known: int) -> int:
    """Return how many words are the same from two places on, of which so many are known to be."""
    most = min(len(one) - i, len(other) - j)
    return next((n for n in range(known, most) if one[i + n] != other[j + n]), most)


def _stretches(text: Text, pairings: Iterable[Pairing], side: int, least: int) -> Iterator[range]:
    """Yield the words between kept tokens of a side, and between pairings, where these are `least` and more."""
    for start, end in _gaps(text, pairings, side, least):
        words = text.words_in((start, end))
        if len(words) >= least:
            yield words


def _gaps(text: Text, pairings: Iterable[Pairing], side: int, least: int) -> Iterator[Range]:
    """Yield the tokens between kept ones, and between pairings, where these are `least` and more, in text order."""
    sides = [((pairing.b if side else pairing.a) or _EMPTY, pairing.kept) for pairing in pairings]
    at = 0
    for (start, end), kept in sorted(sides, key=itemgetter(0)):
        if start - at >= least:
            yield at, start
        at = start
        for a, b, n in kept:
            first = b if side else a
            if first - at >= least:
                yield at, first
            at = first + n
        if end - at >= least:
            yield at, end
        at = end
    if len(text) - at >= least:
        yield at, len(text)


def _rounded_off(
    a: Text, b: Text, pairings: Iterable[Pairing], common: Iterable[_Common], options: Options, limits: Limits
) -> list[Group]:
    """Return the tokens of common words, with the rest of the sentences where that is little and nothing else's."""
    kept = [run for pairing in pairings for run in pairing.kept]
    owners = Owners(a, b, kept, [], options, limits)
    groups = []
    for run in common:
        x, y = a.tokens_of_words(run.a, run.n), b.tokens_of_words(run.b, run.n)
        groups.append(Group((x[0], x[-1] + 1), (y[0], y[-1] + 1), []))
        owners.mark(groups[-1])
    return [owners.rounded_off(group, only_free=True) for group in groups]


def _with_common(a: Text, b: Text, group: Group, run: _Common, options: Options, limits: Limits) -> list[TokenRun]:
    """Return what a passage keeps: if that is less than the common words it was cut out for, these and what is beside.

    Without them they would be looked for, cut out and left alone for ever.
    """
    if sum(a.n_words(kept.a, kept.a + kept.n) for kept in group.kept) >= run.n:
        return group.kept
    words = zip(a.tokens_of_words(run.a, run.n), b.tokens_of_words(run.b, run.n), strict=True)
    return fill_gaps(a, b, group.a, group.b, [TokenRun(i, j, 1) for i, j in words], options, limits)


def _cut_out(a: Text, b: Text, pairing: Pairing, passage: Group) -> Iterator[Pairing]:
    """Yield what is left of a pairing without a passage: the parts that keep enough of each other's words."""
    parts = [pairing]
    for side, within in enumerate((passage.a, passage.b)):
        parts = [part for whole in parts for part in _cut_side(whole, within, side)]
    share = a.options.calibration.kept_share
    for part in parts:
        shorter = min(a.n_words(*(part.a or _EMPTY)), b.n_words(*(part.b or _EMPTY)))
        kept = sum(a.n_words(run.a, run.a + run.n) for run in part.kept)
        if part is pairing or kept >= max(1, share * shorter):
            yield part


def _cut_side(pairing: Pairing, out: Range, side: int) -> Iterator[Pairing]:
    """Yield the parts of a pairing before and behind some tokens of a side, those that keep something.

    What the other side has between the last kept tokens before them and the first behind them goes with the former.
    """
    mine, other = (pairing.a or _EMPTY, pairing.b or _EMPTY)[:: 1 - 2 * side]
    if out[1] <= mine[0] or mine[1] <= out[0]:
        yield pairing
        return
    before = [run for run in pairing.kept if run[side] < out[0]]
    behind = pairing.kept[len(before) :]
    border = behind[0][1 - side] if before and behind else other[1] if before else other[0]
    for kept, within, theirs in (
        (before, (mine[0], out[0]), (other[0], border)),
        (behind, (out[1], mine[1]), (border, other[1])),
    ):
        if kept:
            a, b = (within, theirs)[:: 1 - 2 * side]
            yield pairing._replace(a=a, b=b, kept=kept, unkept=0)
