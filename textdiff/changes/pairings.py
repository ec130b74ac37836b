"""Groups → Pairings: which sentences are versions of one another, in place, moved, reworded, or of one side only.

Sentences that the alignment links come first. Those it leaves over are looked up on the other side:
the same sentence once more, or one that keeps enough of its words. The pairings in one order that
keep the most words are in place, the others have moved. Pairings that keep few words stand only where
`changes.evidence` finds more, and what then has no partner and stands between the same neighbours is
paired by the same measure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from textdiff.changes.align import TokenRun, chain, longest_common, weigh
from textdiff.changes.evidence import Evidence, Frame
from textdiff.changes.groups import Group
from textdiff.changes.tidy import align_sentences, last_marks
from textdiff.languages.marks import CLOSERS, SENTENCE_STOPS
from textdiff.options import Limits, Options
from textdiff.texts.terms import find_terms
from textdiff.texts.text import Range, Text

_EMPTY: Range = (0, 0)


class Pairing(NamedTuple):
    """Sentences beside the sentences they became: tokens [start, end) of each side, None where a side has none."""

    a: Range | None
    b: Range | None
    kept: list[TokenRun]
    moved: bool = False
    reworded: bool = False
    unkept: int = 0  # words that are the same, in units that are not
    is_row: bool = False  # of a table or list, about one thing


def pair_elsewhere(
    a: Text, b: Text, groups: Iterable[Group], evidence: Evidence, options: Options, limits: Limits
) -> list[Pairing]:
    """Return the sentences that the alignment links, and those that stand, the same or edited, anywhere else.

    Left out are those that keep few words and of which nothing else says that they are versions of each other.
    """
    finder = _Finder(a, b, evidence, options, limits)
    paired = [Pairing(group.a, group.b, group.kept, unkept=group.unkept, is_row=group.is_row) for group in groups]
    left = _Left(a, b)
    left.take(paired)
    paired += finder.elsewhere(*left.numbers())
    return list(finder.with_evidence(in_place_or_moved(paired, a, b)))


def find_pairings(
    a: Text, b: Text, paired: Iterable[Pairing], evidence: Evidence, options: Options, limits: Limits
) -> list[Pairing]:
    """Return pairings that cover all sentences of both texts, given those that keep words of both, in A order.

    Pairings with an A stand in A order, those without follow in B order; `changes.blocks` puts them in
    reading order. Cost: linear in the words, and limited in the sentences of one gap.
    """
    if not evidence.is_of(a, b):  # they were cut anew
        evidence = Evidence(a, b, options.calibration)
    finder = _Finder(a, b, evidence, options, limits)
    paired = [*paired]
    left = _Left(a, b)
    left.take(paired)
    reworded = list(finder.reworded(paired, *left.numbers()))
    left.take(reworded)
    paired = list(finder.with_marks([*paired, *reworded], *left.numbers()))
    left.take(paired)
    alone = left.numbers()
    found = _join_moves(paired) + [Pairing(a.sentence(n), None, []) for n in alone[0]]
    found.sort(key=lambda pairing: pairing.a or _EMPTY)
    return found + [Pairing(None, b.sentence(n), []) for n in alone[1]]


def tell_apart(a: Text, b: Text) -> list[Pairing]:
    """Return the pairings of texts that are independent: all of the one, and all of the other."""
    return [Pairing((0, len(a)), None, []), Pairing(None, (0, len(b)), [])]


class _Left:
    """The sentences of two texts that are in no pairing yet."""

    def __init__(self, a: Text, b: Text) -> None:
        self.texts = a, b
        self.free = bytearray(b"\1") * len(a.sentences), bytearray(b"\1") * len(b.sentences)

    def take(self, pairings: Iterable[Pairing]) -> None:
        """Take the sentences of some pairings, which have both sides."""
        for text, free, side in zip(self.texts, self.free, (0, 1), strict=True):
            for pairing in pairings:
                numbers = text.sentences_in((pairing.b if side else pairing.a) or _EMPTY)
                free[numbers.start : numbers.stop] = bytes(len(numbers))

    def numbers(self) -> tuple[list[int], list[int]]:
        """Return the numbers of those that are left, of A and of B."""
        a, b = (list(compress(range(len(free)), free)) for free in self.free)
        return a, b


def in_place_or_moved(pairings: Iterable[Pairing], a: Text, b: Text) -> list[Pairing]:
    """Return the pairings in A order, those off the chain that weighs the most marked as moved."""
    ordered = sorted(pairings, key=lambda pairing: pairing.a or _EMPTY)
    kept = {pairing.a[0]: pairing.kept for pairing in ordered if pairing.a and pairing.b}
    places = [TokenRun(pairing.a[0], pairing.b[0], 1) for pairing in ordered if pairing.a and pairing.b]

    def weight(place: TokenRun) -> int:
        words = sum(a.n_words(run.a, run.a + run.n) for run in kept[place.a])
        return weigh(a, b, place.a, place.b, words)

    in_place = {run.a for run in chain(places, weight)}
    return [pairing._replace(moved=pairing.a is not None and pairing.a[0] not in in_place) for pairing in ordered]


def _join_moves(pairings: Iterable[Pairing]) -> list[Pairing]:
    """Return the pairings with moved ones that follow one another on both sides made one."""
    joined: list[Pairing] = []
    for pairing in sorted(pairings, key=lambda pairing: pairing.a or _EMPTY):
        last = joined[-1] if joined else None
        if (
            last
            and last.moved
            and pairing.moved
            and last.a
            and last.b
            and pairing.a
            and pairing.b
            and _touch(last, pairing)
        ):
            both = (last.a[0], pairing.a[1]), (last.b[0], pairing.b[1])
            joined[-1] = Pairing(*both, last.kept + pairing.kept, moved=True, unkept=last.unkept + pairing.unkept)
        else:
            joined.append(pairing)
    return joined


def _touch(last: Pairing, pairing: Pairing) -> bool:
    """Return whether a pairing begins on both sides where another ends."""
    return all(x and y and x[1] == y[0] for x, y in ((last.a, pairing.a), (last.b, pairing.b)))


class _Finder:
    """Finds partners for sentences that the alignment left over."""

    def __init__(self, a: Text, b: Text, evidence: Evidence, options: Options, limits: Limits) -> None:
        self.a, self.b, self.evidence, self.options, self.limits = a, b, evidence, options, limits
        self.calibration = options.calibration

    def pair(self, s: int, t: int) -> Pairing:
        """Return a sentence of A beside a sentence of B, with the words kept between them."""
        group = Group(self.a.sentence(s), self.b.sentence(t), [])
        found = align_sentences(self.a, self.b, group, self.options, self.limits)
        return Pairing(found.a, found.b, found.kept, unkept=found.unkept)

    def elsewhere(self, s_left: Sequence[int], t_left: Sequence[int]) -> Iterator[Pairing]:
        """Yield sentences that stand, the same or edited, anywhere on the other side."""
        taken: tuple[set[int], set[int]] = set(), set()
        alike = self._similar(self._unique(self.a, s_left), self._unique(self.b, t_left))
        for s, t in [*self._exact(s_left, t_left), *alike]:
            if s not in taken[0] and t not in taken[1]:
                taken[0].add(s)
                taken[1].add(t)
                yield self.pair(s, t)

    def _unique(self, text: Text, left: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return the words of the sentences of `move_words` or more that stand once in their text."""
        if not left:
            return {}
        words, least = text.sentence_words, self.calibration.move_words
        counts = Counter(words)
        return {n: words[n] for n in left if len(words[n]) >= least and counts[words[n]] == 1}

    def _exact(self, s_left: Sequence[int], t_left: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield sentences of the same words: the n-th one that is left over of each text. No short part is one."""
        words = self.a.sentence_words, self.b.sentence_words
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for t in reversed(t_left):
            places[words[1][t]].append(t)
        least = self.calibration.move_words
        for s in s_left:
            keys = words[0][s]
            if keys and (there := places.get(keys)):
                are_whole = all(_is_whole(x, x.sentence(n)) for x, n in ((self.a, s), (self.b, there[-1])))
                if len(keys) >= least or are_whole:
                    yield s, there.pop()

    def _are_alike(self, x: Sequence[str], y: Sequence[str]) -> bool:
        """Return whether two sentences have enough terms in common, beside the words of a template."""
        one, other = find_terms(x, self.calibration), find_terms(y, self.calibration)
        return 2 * len(one & other) > self.calibration.move_stems * (len(one) + len(other))

    def _similar(self, s_keys: dict[int, tuple[str, ...]], t_keys: dict[int, tuple[str, ...]]) -> list[tuple[int, int]]:
        """Return pairs of sentences that keep enough of each other's words, those that keep the most first."""
        width = self.calibration.move_grams
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for t, keys in t_keys.items():
            for gram in set(n_grams(keys, width)):
                places[gram].append(t)
        shared: Counter[tuple[int, int]] = Counter()
        for s, keys in s_keys.items():
            for gram in set(n_grams(keys, width)):
                at = places.get(gram, ())
                if len(at) <= self.calibration.move_postings:
                    shared.update((s, t) for t in at)
        scored = []
        for (s, t), grams in shared.items():
            x, y = s_keys[s], t_keys[t]
            if 5 * grams < min(len(x), len(y)) * self.calibration.move_share / 2:
                continue
            if self.limits.exceeds("move_cells", len(x) * len(y), self.calibration.move_cells):
                continue
            kept = sum(run.n for run in longest_common(x, y))
            enough = kept >= self.calibration.move_words and 2 * kept >= self.calibration.move_share * (len(x) + len(y))
            if enough and self._are_alike(x, y):
                scored.append((-kept, s, t))
        return [(s, t) for _, s, t in sorted(scored)]

    def with_marks(
        self, pairings: Iterable[Pairing], s_left: Iterable[int], t_left: Iterable[int]
    ) -> Iterator[Pairing]:
        """Yield the pairings with the sentences without words that are left over right behind them: marks alone.

        A full stop that only one text has is no sentence of its own. A passage that moved as it is stays as it is.
        """
        marks = [
            {start: end for start, end in map(text.sentence, numbers) if not text.n_words(start, end)}
            for text, numbers in ((self.a, s_left), (self.b, t_left))
        ]
        for pairing in pairings:
            (start, a), (other, b) = pairing.a or _EMPTY, pairing.b or _EMPTY
            if pairing.moved and sum(run.n for run in pairing.kept) == a - start == b - other:
                yield pairing
                continue
            one, two = (start, marks[0].get(a, a)), (other, marks[1].get(b, b))
            kept = pairing.kept if (one[1], two[1]) == (a, b) else self._with_last_marks(one, two, pairing.kept)
            yield pairing._replace(a=one, b=two, kept=kept)

    def _with_last_marks(self, a: Range, b: Range, kept: list[TokenRun]) -> list[TokenRun]:
        """Return what is kept between some tokens, with the marks that end both behind it."""
        last = kept[-1] if kept else TokenRun(a[0], b[0], 0)
        x, y = self.a.keys_of((last.a + last.n, a[1])), self.b.keys_of((last.b + last.n, b[1]))
        n = last_marks(x, y)
        return [*kept, TokenRun(a[1] - n, b[1] - n, n)] if n else kept

    def with_evidence(self, pairings: Sequence[Pairing]) -> Iterator[Pairing]:
        """Yield the pairings, except those that keep few words and of which nothing else says that they are ones."""
        sure = list(map(self._is_sure, pairings))
        frame = self._frame(compress(pairings, sure))
        for pairing, is_sure in zip(pairings, sure, strict=True):
            a, b = pairing.a or _EMPTY, pairing.b or _EMPTY
            if is_sure or self.evidence.is_enough(a, b, 0.0 if pairing.moved else frame.nearness(a, b)):
                yield pairing

    def _is_sure(self, pairing: Pairing) -> bool:
        """Return whether sentences need no evidence but the words they keep: a run of `min_words`, or most of one."""
        words = [self.a.n_words(run.a, run.a + run.n) for run in pairing.kept]
        if pairing.is_row or max(words, default=0) >= self.options.min_words:
            return True
        kept = pairing.unkept + sum(words)
        sizes = self.a.n_words(*(pairing.a or _EMPTY)), self.b.n_words(*(pairing.b or _EMPTY))
        return 2 * kept >= max(min(sizes), self.calibration.sure_share * sum(sizes))

    def _frame(self, pairings: Iterable[Pairing]) -> Frame:
        """Return the pairings that have not moved."""
        return Frame([(one.a, one.b) for one in pairings if one.a and one.b and not one.moved], self.a, self.b)

    def reworded(self, pairings: Iterable[Pairing], s_left: Sequence[int], t_left: Sequence[int]) -> Iterator[Pairing]:
        """Yield sentences between the same neighbours, reworded."""
        frame = self._frame(pairings)
        for s_gap, t_gap in _gaps(frame.in_place, (self.a, self.b), s_left, t_left):
            if self.limits.exceeds("reworded_cells", len(s_gap) * len(t_gap), self.calibration.reworded_cells):
                continue
            scores: dict[tuple[int, int], float] = {}
            sides = [self.a.sentence(s) for s in s_gap], [self.b.sentence(t) for t in t_gap]
            for m, n in self.evidence.candidates(*sides):
                a, b = sides[0][m], sides[1][n]
                score = self.evidence.weigh(a, b, frame.nearness(a, b))
                if score >= self.calibration.least_evidence:
                    scores[s_gap[m], t_gap[n]] = score
            for s, t in _best_in_order(s_gap, t_gap, scores) if scores else ():
                pairing = self.pair(s, t)
                if self.a.sentence_words[s] == self.b.sentence_words[t]:
                    yield pairing
                    continue
                kept = [run for run in pairing.kept if self._is_no_chance(run)]
                yield pairing._replace(kept=kept, reworded=True)

    def _is_no_chance(self, run: TokenRun) -> bool:
        """Return whether a run of a reworded sentence is one that a reader would call kept."""
        return self.a.n_words(run.a, run.a + run.n) >= self.calibration.reworded_run


def _is_whole(text: Text, within: Range) -> bool:
    """Return whether a sentence ends as one does, by a stop and closing marks, or is a paragraph."""
    end = within[1] - 1
    while end > within[0] and text.key(end) in CLOSERS:
        end -= 1
    return text.key(end) in SENTENCE_STOPS or text.is_paragraph(within)


def n_grams(keys: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    """Return the sequences of `width` words, each from one word further on."""
    return zip(*(keys[n:] for n in range(width)), strict=False)


def _gaps(
    in_place: Sequence[tuple[Range, Range]], texts: tuple[Text, Text], s_left: Sequence[int], t_left: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentences left over on both sides between two pairings in place."""
    edges = [_EMPTY, *((a[1], b[1]) for a, b in in_place), (len(texts[0]), len(texts[1]))]
    for before, after in pairwise(edges):
        gap = []
        for text, numbers, start, end in zip(texts, (s_left, t_left), before, after, strict=True):
            inside = text.sentences_in((start, end))
            gap.append(list(numbers[bisect_left(numbers, inside.start) : bisect_left(numbers, inside.stop)]))
        if gap[0] and gap[1]:
            yield gap[0], gap[1]


def _best_in_order(
    s_gap: Sequence[int], t_gap: Sequence[int], scores: dict[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Return the pairs in one order whose scores add up to the most."""
    best = [[0.0] * (len(t_gap) + 1) for _ in range(len(s_gap) + 1)]
    for i in range(len(s_gap) - 1, -1, -1):
        for j in range(len(t_gap) - 1, -1, -1):
            paired = scores.get((s_gap[i], t_gap[j]), 0.0)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired + best[i + 1][j + 1] if paired else 0.0)
    found, i, j = [], 0, 0
    while i < len(s_gap) and j < len(t_gap):
        paired = scores.get((s_gap[i], t_gap[j]), 0.0)
        if paired and best[i][j] == paired + best[i + 1][j + 1]:
            found.append((s_gap[i], t_gap[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
