"""Groups → Pairings: which sentences are versions of one another, in place, moved, reworded, or of one side only.

Sentences that the alignment links come first. Those it leaves over are looked up on the other side:
the same sentence once more, or one that keeps enough of its words. The pairings in one order that
keep the most words are in place, the others have moved. What still has no partner and stands between
the same neighbours is paired by what it says: stems, figures and names in common.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from textdiff.changes.align import TokenRun, chain, longest_common
from textdiff.changes.groups import Group
from textdiff.changes.tidy import align_sentences
from textdiff.options import Limits, Options
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


def find_pairings(a: Text, b: Text, groups: Iterable[Group], options: Options, limits: Limits) -> list[Pairing]:
    """Return pairings that cover all sentences of both texts, given the sentences that the alignment links.

    Pairings with an A stand in A order, those without follow in B order; `changes.blocks` puts them in
    reading order. Cost: linear in the words, and limited in the sentences of one gap.
    """
    finder = _Finder(a, b, options, limits)
    paired = [Pairing(group.a, group.b, group.kept, unkept=group.unkept) for group in groups]
    left = _Left(a, b)
    left.take(paired)
    elsewhere = list(finder.elsewhere(*left.numbers()))
    left.take(elsewhere)
    paired = _in_place_or_moved([*paired, *elsewhere], a)
    reworded = list(finder.reworded(paired, *left.numbers()))
    left.take(reworded)
    paired = _join_moves([*paired, *reworded])
    alone = left.numbers()
    found = paired + [Pairing(a.sentence(n), None, []) for n in alone[0]]
    found.sort(key=lambda pairing: pairing.a or _EMPTY)
    return found + [Pairing(None, b.sentence(n), []) for n in alone[1]]


class _Left:
    """The sentences of two texts that are in no pairing yet."""

    def __init__(self, a: Text, b: Text) -> None:
        self.texts = a, b
        self.free = bytearray(b"\1") * len(a.sentences), bytearray(b"\1") * len(b.sentences)

    def take(self, pairings: Iterable[Pairing]) -> None:
        """Take the sentences of some pairings, which have both sides."""
        for pairing in pairings:
            for text, free, tokens in zip(self.texts, self.free, (pairing.a, pairing.b), strict=True):
                numbers = text.sentences_in(tokens or _EMPTY)
                free[numbers.start : numbers.stop] = bytes(len(numbers))

    def numbers(self) -> tuple[list[int], list[int]]:
        """Return the numbers of those that are left, of A and of B."""
        a, b = (list(compress(range(len(free)), free)) for free in self.free)
        return a, b


def _in_place_or_moved(pairings: Iterable[Pairing], a: Text) -> list[Pairing]:
    """Return the pairings in A order, those off the chain that keeps the most words marked as moved."""
    ordered = sorted(pairings, key=lambda pairing: pairing.a or _EMPTY)
    runs = [
        TokenRun(pairing.a[0], pairing.b[0], max(1, sum(a.n_words(run.a, run.a + run.n) for run in pairing.kept)))
        for pairing in ordered
        if pairing.a and pairing.b
    ]
    in_place = {run.a for run in chain(runs)}
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

    def __init__(self, a: Text, b: Text, options: Options, limits: Limits) -> None:
        self.a, self.b, self.options, self.limits = a, b, options, limits
        self.calibration = options.calibration

    def pair(self, s: int, t: int, *, reworded: bool = False) -> Pairing:
        """Return a sentence of A beside a sentence of B, with the words kept between them."""
        a_range, b_range = self.a.sentence(s), self.b.sentence(t)
        group = align_sentences(self.a, self.b, Group(a_range, b_range, []), self.options, self.limits)
        kept = group.kept
        if reworded:
            kept = [run for run in kept if self.a.n_words(run.a, run.a + run.n) >= self.calibration.reworded_run]
        return Pairing(a_range, b_range, kept, reworded=reworded, unkept=group.unkept)

    def elsewhere(self, s_left: Sequence[int], t_left: Sequence[int]) -> Iterator[Pairing]:
        """Yield sentences that stand, the same or edited, anywhere on the other side."""
        s_keys, t_keys = self._unique(self.a, s_left), self._unique(self.b, t_left)
        taken: tuple[set[int], set[int]] = set(), set()
        for s, t in [*self._exact(s_keys, t_keys), *self._similar(s_keys, t_keys)]:
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

    @staticmethod
    def _exact(s_keys: dict[int, tuple[str, ...]], t_keys: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
        """Yield sentences of the same words."""
        places = {keys: t for t, keys in t_keys.items()}
        yield from ((s, places[keys]) for s, keys in s_keys.items() if keys in places)

    def _similar(self, s_keys: dict[int, tuple[str, ...]], t_keys: dict[int, tuple[str, ...]]) -> list[tuple[int, int]]:
        """Return pairs of sentences that keep enough of each other's words, those that keep the most first."""
        width = self.calibration.move_grams
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for t, keys in t_keys.items():
            for gram in set(_grams(keys, width)):
                places[gram].append(t)
        shared: Counter[tuple[int, int]] = Counter()
        for s, keys in s_keys.items():
            for gram in set(_grams(keys, width)):
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
            if enough and _likeness(self._stems(x), self._stems(y)) >= self.calibration.move_stems:
                scored.append((-kept, s, t))
        return [(s, t) for _, s, t in sorted(scored)]

    def reworded(self, pairings: Sequence[Pairing], s_left: Sequence[int], t_left: Sequence[int]) -> Iterator[Pairing]:
        """Yield sentences between the same neighbours, reworded."""
        in_place = [(pairing.a, pairing.b) for pairing in pairings if pairing.a and pairing.b and not pairing.moved]
        borders = {(a[1], b[1]) for a, b in in_place}, {(a[0], b[0]) for a, b in in_place}
        for s_gap, t_gap in _gaps(in_place, (self.a, self.b), s_left, t_left):
            if len(s_gap) == len(t_gap) == 1 and self._takes_its_place(s_gap[0], t_gap[0], borders):
                yield self.pair(s_gap[0], t_gap[0], reworded=True)
            elif not self.limits.exceeds("reworded_cells", len(s_gap) * len(t_gap), self.calibration.reworded_cells):
                x, y = (
                    {n: self._stems(text.sentence_words[n]) for n in gap}
                    for text, gap in ((self.a, s_gap), (self.b, t_gap))
                )
                scores = {(s, t): self._likeness(x[s], y[t]) for s in s_gap for t in t_gap}
                for s, t in _best_in_order(s_gap, t_gap, scores):
                    yield self.pair(s, t, reworded=True)

    def _takes_its_place(self, s: int, t: int, borders: tuple[set[Range], set[Range]]) -> bool:
        """Return whether one sentence stands where the other stood, between the same neighbours and about as long.

        `borders` has where pairings in place end and begin. A whole paragraph in the place of another is
        no reworded sentence.
        """
        a_range, b_range = self.a.sentence(s), self.b.sentence(t)
        touches = (a_range[0], b_range[0]) in borders[0] or (a_range[1], b_range[1]) in borders[1]
        sizes = sorted((self.a.n_words(*a_range), self.b.n_words(*b_range)))
        of_one_size = sizes[0] >= max(self.calibration.move_words, self.calibration.reworded_size * sizes[1])
        return touches and of_one_size and not (self.a.is_paragraph(a_range) or self.b.is_paragraph(b_range))

    def _stems(self, keys: Sequence[str]) -> set[str]:
        """Return what shows what a sentence is about: figures, and the first letters of words that are not short.

        In scripts without spaces, pairs of neighbouring characters.
        """
        if all(len(key) == 1 for key in keys):
            return {"".join(pair) for pair in pairwise(keys)}
        letters, least = self.calibration.stem_letters, self.calibration.long_word
        return {key[:letters] for key in keys if len(key) >= least or key.isdigit()}

    def _likeness(self, x: set[str], y: set[str]) -> float:
        """Return how much two sentences have in common by their stems, in [0, 1]; 0 where it is too little."""
        share = _likeness(x, y)
        return (
            share if len(x & y) >= self.calibration.reworded_stems and share >= self.calibration.reworded_share else 0.0
        )


def _likeness(x: set[str], y: set[str]) -> float:
    """Return twice what two sets have in common over their sizes (Dice)."""
    return 2 * len(x & y) / max(1, len(x) + len(y))


def _grams(keys: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
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
            paired = scores[s_gap[i], t_gap[j]]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired + best[i + 1][j + 1] if paired else 0.0)
    found, i, j = [], 0, 0
    while i < len(s_gap) and j < len(t_gap):
        paired = scores[s_gap[i], t_gap[j]]
        if paired and best[i][j] == paired + best[i + 1][j + 1]:
            found.append((s_gap[i], t_gap[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
