"""Statements, WordRuns → Fragments: what is reworded, sentences alike by their rare words.

The method is that of Sanchez-Perez, Sidorov and Gelbukh 2014, "A Winning Approach to Text Alignment for
Text Reuse Detection at PAN 2014": sentences as vectors of term frequency and inverse sentence frequency
over the pair; seeds are pairs of sentences with a cosine and a Dice coefficient above a bound; seeds
that lie close on both sides are one fragment, which has to be alike as a whole. Two things are added:
sentences that share a verbatim run are seeds whatever else is in them, and a fragment has to be more
than chance, by the weight of the terms it shares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import log, sqrt
from operator import mul
from typing import NamedTuple

from textdiff.model import WordRun
from textdiff.options import Calibration
from textdiff.texts.terms import Statements


class Fragment(NamedTuple):
    """Words [start, end) of each text that say the same; `similarity` is the cosine of their terms.

    `strength` is what the terms that both have weigh, in nats, times the square of the cosine.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    similarity: float
    strength: float
    wide: bool = False  # of a summary: the other text's sentences are from all over it


class _Seed(NamedTuple):
    """A pair of sentences that are alike."""

    a: int
    b: int


def find_fragments(texts: Iterable[Statements], runs: Sequence[WordRun], calibration: Calibration) -> list[Fragment]:
    """Return the fragments of two texts that say the same, in A order, none overlapping another on a side.

    `runs` are disjoint on each side. Linear in the length of the texts: a term leads to `max_postings` sentences.
    """
    a, b = texts
    long_runs = [run for run in runs if run.n >= calibration.long_run]
    copied = _mostly_in(a, b, long_runs, calibration.copied_share)
    # Statements that are almost verbatim need no search for their like.
    verbatim = _mostly_in(a, b, runs, calibration.all_but_verbatim)
    a_left = [i for i in range(len(a.terms)) if i not in verbatim[0] and i not in copied[0]]
    b_left = [j for j in range(len(b.terms)) if j not in verbatim[1]]
    pair = _Pair(a, b)
    seeds = sorted(
        seed
        for seed in {*_seeds_of_runs(a, b, runs, calibration.statement_words), *pair.seeds(a_left, b_left, calibration)}
        if seed.a not in copied[0] and seed.b not in copied[1]
    )
    if not seeds:
        return []
    shorter = int(a.n_words > b.n_words)
    # Where much is verbatim it is an extract, of which the runs say all.
    is_extract = len(verbatim[shorter]) >= calibration.extract_sentences * len((a, b)[shorter].terms)
    return _choose(pair, seeds, calibration, is_extract=is_extract)


def _choose(pair: _Pair, seeds: list[_Seed], calibration: Calibration, *, is_extract: bool = False) -> list[Fragment]:
    """Return the fragments that seeds make up: with wide gaps those of a summary, with narrow ones any others."""
    fragments = pair.fragments(seeds, calibration, calibration.fragment_gap)
    if is_extract:
        return fragments
    # A summary takes sentences from all over the other text: one fragment with wide gaps.
    wide = pair.fragments(seeds, calibration, calibration.summary_gap)
    sizes = [sum(end - start for start, end in spans) for spans in ([f.a for f in wide], [f.b for f in wide])]
    if wide and max(sizes) > calibration.summary_ratio * min(sizes):
        return [fragment._replace(wide=True) for fragment in wide]
    return fragments


def find_alike(texts: Iterable[Statements], strict: Calibration, loose: Calibration) -> tuple[list[Fragment], bool]:
    """Return the fragments of two texts without a run, and whether they are those of the looser bounds.

    They are where the strict ones give none; the seeds of both are looked for once.
    """
    a, b = texts
    pair = _Pair(a, b)
    found = sorted(pair.seeds(range(len(a.terms)), range(len(b.terms)), loose))
    if not found:
        return [], False  # most pairs of strangers end here
    seeds = [seed for seed in found if pair.is_seed(*seed, strict.seed_similarity)]
    fragments = _choose(pair, seeds, strict) if seeds else []
    return (fragments, False) if fragments else (_choose(pair, found, loose), True)


def _mostly_in(
    a: Statements, b: Statements, runs: Sequence[WordRun], share: float
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the sentences of each text of which this share of the words or more is in runs."""
    if not runs:
        return frozenset(), frozenset()
    return (
        a.mostly_in([(run.a, run.n) for run in runs], share),
        b.mostly_in([(run.b, run.n) for run in runs], share),
    )


def _seeds_of_runs(a: Statements, b: Statements, runs: Iterable[WordRun], least: int) -> Iterator[_Seed]:
    """Yield the pairs of sentences that share three words or more of a run."""
    for run in runs:
        i, j = a.at(run.a), b.at(run.b)
        done = 0
        while done < run.n:
            ends = a.words(i, i + 1)[1] - run.a, b.words(j, j + 1)[1] - run.b
            end = min(*ends, run.n)
            if end - done >= least:
                yield _Seed(i, j)
            done = end
            i, j = i + (ends[0] == end), j + (ends[1] == end)


class _Rarity(dict[str, float]):
    """The inverse frequency of each term over the sentences of two texts, in nats; found when asked for."""

    def __init__(self, a: Statements, b: Statements) -> None:
        super().__init__()
        self.one, self.other = a.frequencies, b.frequencies
        self.n = len(a.terms) + len(b.terms)

    def __missing__(self, term: str) -> float:
        nats = self[term] = log(self.n / (self.one.get(term, 0) + self.other.get(term, 0)))
        return nats


class _Pair:
    """Two texts as vectors over the terms of both."""

    def __init__(self, a: Statements, b: Statements) -> None:
        self.a, self.b = a, b
        self.rarity = _Rarity(a, b)
        self._norms: tuple[dict[int, float], dict[int, float]] = {}, {}
        self._fragments: dict[tuple[_Seed, _Seed], Fragment] = {}

    def _norm_of(self, side: int, n: int) -> float:
        """Return the length of the vector of a sentence."""
        known = self._norms[side]
        if n not in known:
            known[n] = self._norm((self.a, self.b)[side].counts[n])
        return known[n]

    def _norm(self, counts: dict[str, int]) -> float:
        weights = list(map(mul, counts.values(), map(self.rarity.__getitem__, counts)))
        return sqrt(sum(map(mul, weights, weights)))

    def seeds(self, a_left: Sequence[int], b_left: Sequence[int], calibration: Calibration) -> Iterator[_Seed]:
        """Yield the pairs of sentences whose cosine and Dice coefficient are above the bounds.

        Only of the sentences given, and only pairs that have two of the rarer terms in common.
        """
        bound = calibration.seed_similarity
        for i, j in self._similar_sets(a_left, b_left, calibration):
            if self.is_seed(i, j, bound):
                yield _Seed(i, j)

    def is_seed(self, i: int, j: int, bound: float) -> bool:
        """Return whether the cosine and the Dice coefficient of two sentences are above a bound."""
        one, other = self.a.counts[i], self.b.counts[j]
        shared = one.keys() & other.keys()
        if 2 * len(shared) <= bound * (len(one) + len(other)):
            return False
        rarity = self.rarity
        dot = sum([one[term] * other[term] * rarity[term] ** 2 for term in sorted(shared)])
        return dot > bound * self._norm_of(0, i) * self._norm_of(1, j)

    def _similar_sets(
        self, a_left: Sequence[int], b_left: Sequence[int], calibration: Calibration
    ) -> Iterator[tuple[int, int]]:
        """Yield the pairs of sentences that have two of the rarer terms in common, if Dice can be above the bound.

        It can where it would be with all terms that are not rare and that B has too.
        """
        bound, most, fewest = calibration.seed_similarity, calibration.max_postings, calibration.fewest_terms
        here, there = self.a.postings_of(a_left), self.b.postings_of(b_left)
        width = len(self.b.terms)
        found: list[int] = []
        common: list[list[int]] = []
        for term in here.keys() & there.keys():
            at = there[term]
            if len(at) > most:
                common.append(here[term])
            else:
                found += [i * width + j for i in here[term] for j in at]
        n_common = Counter(chain.from_iterable(common))
        a_counts, b_counts = self.a.counts, self.b.counts
        for place, n in Counter(found).items():
            if n >= fewest:
                i, j = divmod(place, width)
                if 2 * (n + n_common[i]) > bound * (len(a_counts[i]) + len(b_counts[j])):
                    yield i, j

    def fragments(self, seeds: list[_Seed], calibration: Calibration, gap: int) -> list[Fragment]:
        """Return the fragments that seeds make up with so many sentences between them, the heaviest first served."""
        least = calibration.fragment_strength
        found = [fragment for fragment in self._validated(seeds, calibration, gap) if fragment.strength >= least]
        found.sort(key=lambda f: (-f.similarity * (f.a[1] - f.a[0] + f.b[1] - f.b[0]), f))
        kept: list[Fragment] = []
        for fragment in found:
            if all(_apart(fragment.a, other.a) and _apart(fragment.b, other.b) for other in kept):
                kept.append(fragment)
        return sorted(kept)

    def _validated(self, seeds: list[_Seed], calibration: Calibration, gap: int) -> Iterator[Fragment]:
        """Yield the fragments that are alike as a whole; others are taken apart at narrower gaps."""
        for cluster in _clusters(seeds, gap):
            first = _Seed(min(seed.a for seed in cluster), min(seed.b for seed in cluster))
            last = _Seed(max(seed.a for seed in cluster) + 1, max(seed.b for seed in cluster) + 1)
            sizes = (end - start for start, end in (self.a.words(first.a, last.a), self.b.words(first.b, last.b)))
            if min(sizes) < calibration.fragment_words:
                continue  # and so are its parts
            fragment = self._fragment(first, last)
            if fragment.similarity > calibration.fragment_similarity:
                yield fragment
            elif gap > calibration.narrowest_gap and len(cluster) > 1:
                yield from self._validated(cluster, calibration, gap - 1)

    def _fragment(self, first: _Seed, last: _Seed) -> Fragment:
        """Return the sentences from the first to before the last, on both sides."""
        if (first, last) not in self._fragments:
            self._fragments[first, last] = self._measure(first, last)
        return self._fragments[first, last]

    def _measure(self, first: _Seed, last: _Seed) -> Fragment:
        one = Counter(chain.from_iterable(self.a.terms[first.a : last.a]))
        other = Counter(chain.from_iterable(self.b.terms[first.b : last.b]))
        rarity = self.rarity
        shared = sorted(one.keys() & other.keys())
        norms = self._norm(one), self._norm(other)
        dot = sum([one[term] * other[term] * rarity[term] ** 2 for term in shared])
        similarity = min(1.0, dot / (norms[0] * norms[1])) if norms[0] * norms[1] else 0.0
        return Fragment(
            self.a.words(first.a, last.a),
            self.b.words(first.b, last.b),
            similarity,
            similarity**2 * sum([rarity[term] for term in shared]),
        )


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _clusters(seeds: list[_Seed], gap: int) -> Iterator[list[_Seed]]:
    """Yield the seeds in groups in which, on both sides, at most `gap` sentences lie between two neighbours."""
    waiting = [seeds]
    while waiting:
        cluster = waiting.pop()
        parts = [part for column in _cut(cluster, 1, gap) for part in _cut(column, 0, gap)]
        if len(parts) == 1:
            yield parts[0]
        else:
            waiting.extend(reversed(parts))


def _cut(seeds: Sequence[_Seed], side: int, gap: int) -> Iterator[list[_Seed]]:
    part: list[_Seed] = []
    for seed in sorted(seeds, key=lambda seed: seed[side]):
        if part and seed[side] - part[-1][side] > gap + 1:
            yield part
            part = []
        part.append(seed)
    yield part
