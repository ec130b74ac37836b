"""Passages that say the same in other words: sentences alike by their rare words, grown to fragments.

The method is that of Sanchez-Perez, Sidorov and Gelbukh 2014, "A Winning Approach to Text Alignment for
Text Reuse Detection at PAN 2014": sentences as vectors of term frequency and inverse sentence frequency
over the pair; seeds are pairs of sentences with a cosine and a Dice coefficient above a bound; seeds
that lie close on both sides are one fragment, which has to be alike as a whole. Two things are added:
sentences that share a verbatim run are seeds whatever else is in them, and a fragment has to be more
than chance, by the weight of the terms it shares.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from math import log, sqrt
from typing import NamedTuple

from textdiff.model import Run, Tokens
from textdiff.options import Options
from textdiff.texts.words import STEM, has_spaceless, stems

# Sentences of one text that are looked at because of one term; a term in more of them tells little.
_MAX_POSTINGS = 8
_FEWEST_TERMS = 2
# A sentence of fewer words goes with the one behind it.
_SHORTEST = 3


class Fragment(NamedTuple):
    """Words [start, end) of each text that say the same; `similarity` is the cosine of their terms.

    `strength` is what the terms that both have weigh, in nats, times the square of the cosine.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    similarity: float
    strength: float
    wide: bool = False  # of a summary: the other text's sentences are from all over it


class Sentences:
    """The sentences of a text: the number of the first word of each, the words' count at the end, and their terms."""

    def __init__(self, starts: list[int], terms: list[Counter[str]]) -> None:
        """Keep them; there is one more start than there are sentences."""
        self.starts, self.terms = starts, terms

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """Return the sentences that each term is in."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for n, terms in enumerate(self.terms):
            for term in terms:
                found[term].append(n)
        return dict(found)


def read_sentences(tokens: Tokens, without: Collection[int] = ()) -> Sentences:
    """Return the sentences of a text, those of one or two words joined to the next.

    A sentence of which half or more are the words `without` has no terms.
    """
    starts: list[int] = []
    words = tokens.words
    at = 0
    for end in (*tokens.sentences[1:], len(tokens)):
        last = bisect_left(words, end, at)
        if last > at and not (starts and at - starts[-1] < _SHORTEST):
            starts.append(at)
        at = last
    if len(starts) > 1 and at - starts[-1] < _SHORTEST:
        starts.pop()
    if not starts:
        return Sentences([0], [])
    by_word = not has_spaceless(tokens.text)
    keys = [tokens.keys[word][:STEM] if by_word else tokens.keys[word] for word in words]
    terms: list[Counter[str]] = []
    for start, end in zip(starts, [*starts[1:], at], strict=True):
        aside = sum(n in without for n in range(start, end)) if without else 0
        terms.append(Counter(_terms(keys[start:end], by_word=by_word) if 2 * aside < end - start else ()))
    return Sentences([*starts, at], terms)


def _terms(keys: list[str], *, by_word: bool) -> list[str]:
    return keys if by_word else stems(keys)


class _Seed(NamedTuple):
    """A pair of sentences that are alike."""

    a: int
    b: int


def find_fragments(a: Sentences, b: Sentences, runs: Iterable[Run], options: Options) -> list[Fragment]:
    """Return the fragments of two texts that say the same, in A order, none overlapping another on a side.

    Linear in the length of the texts: a term leads to eight sentences at most.
    """
    runs = list(runs)
    long_runs = [run for run in runs if run.n >= options.long_run]
    copied = (
        _mostly_in(a, [(run.a_word, run.n) for run in long_runs], 0.5),
        _mostly_in(b, [(run.b_word, run.n) for run in long_runs], 0.5),
    )
    # Sentences that are all but verbatim need no search for their like.
    verbatim = (
        _mostly_in(a, [(run.a_word, run.n) for run in runs], 0.8),
        _mostly_in(b, [(run.b_word, run.n) for run in runs], 0.8),
    )
    pair = _Pair(a, b, options)
    seeds = sorted(
        seed
        for seed in {*_seeds_of_runs(a, b, runs), *pair.seeds(*verbatim)}
        if seed.a not in copied[0] and seed.b not in copied[1]
    )
    if not seeds:
        return []
    fragments = pair.fragments(seeds, options.fragment_gap)
    shorter = int(a.starts[-1] > b.starts[-1])
    if 2 * len(verbatim[shorter]) >= len((a, b)[shorter].terms):
        return fragments  # half of it is verbatim: an extract, of which the runs tell all
    # A summary takes sentences from all over the other text: one fragment with wide gaps.
    wide = pair.fragments(seeds, options.summary_gap)
    sizes = [sum(end - start for start, end in spans) for spans in ([f.a for f in wide], [f.b for f in wide])]
    if wide and max(sizes) > options.summary_ratio * min(sizes):
        return [fragment._replace(wide=True) for fragment in wide]
    return fragments


def _mostly_in(sentences: Sentences, stretches: Iterable[tuple[int, int]], share: float) -> frozenset[int]:
    """Return the sentences of which this share of the words or more is in stretches (first word, length)."""
    inside = bytearray(sentences.starts[-1])
    for start, n in stretches:
        inside[start : start + n] = b"\1" * n
    before = list(accumulate(inside, initial=0))
    return frozenset(
        n
        for n, (start, end) in enumerate(pairwise(sentences.starts))
        if before[end] - before[start] >= share * (end - start)
    )


def _seeds_of_runs(a: Sentences, b: Sentences, runs: Iterable[Run]) -> Iterator[_Seed]:
    """Yield the pairs of sentences that share three words or more of a run."""
    for run in runs:
        i, j = bisect_right(a.starts, run.a_word) - 1, bisect_right(b.starts, run.b_word) - 1
        done = 0
        while done < run.n:
            ends = a.starts[i + 1] - run.a_word, b.starts[j + 1] - run.b_word
            end = min(*ends, run.n)
            if end - done >= _SHORTEST:
                yield _Seed(i, j)
            done = end
            i, j = i + (ends[0] == end), j + (ends[1] == end)


class _Rarity(dict[str, float]):
    """The inverse frequency of terms over the sentences of two texts, in nats."""

    def __init__(self, a: Sentences, b: Sentences) -> None:
        super().__init__()
        self.postings = a.postings, b.postings
        self.n = len(a.terms) + len(b.terms)

    def __missing__(self, term: str) -> float:
        frequency = sum(len(postings.get(term, ())) for postings in self.postings)
        weight = self[term] = log(self.n / frequency)
        return weight


class _Pair:
    """Two texts as vectors over the terms of both."""

    def __init__(self, a: Sentences, b: Sentences, options: Options) -> None:
        self.a, self.b, self.options = a, b, options
        self.rarity = _Rarity(a, b)
        self._norms: tuple[dict[int, float], dict[int, float]] = {}, {}
        self._fragments: dict[tuple[_Seed, _Seed], Fragment] = {}

    def _norm_of(self, side: int, n: int) -> float:
        """Return the length of the vector of a sentence."""
        known = self._norms[side]
        if n not in known:
            rarity = self.rarity
            known[n] = _norm([count * rarity[term] for term, count in (self.a, self.b)[side].terms[n].items()])
        return known[n]

    def seeds(self, a_without: Container[int], b_without: Container[int]) -> Iterator[_Seed]:
        """Yield the pairs of sentences whose cosine and Dice coefficient are above the bounds.

        Without the sentences given, and only pairs that have two of the rarer terms in common.
        """
        common: list[tuple[int, int]] = []
        for term in self.a.postings.keys() & self.b.postings.keys():
            at = [j for j in self.b.postings[term] if j not in b_without]
            if len(at) <= _MAX_POSTINGS:
                common += [(i, j) for i in self.a.postings[term] if i not in a_without for j in at]
        bound, rarity = self.options.seed_similarity, self.rarity
        for i, j in sorted([pair for pair, terms in Counter(common).items() if terms >= _FEWEST_TERMS]):
            one, other = self.a.terms[i], self.b.terms[j]
            shared = one.keys() & other.keys()
            if 2 * len(shared) > bound * (len(one) + len(other)):
                dot = sum([one[term] * other[term] * rarity[term] ** 2 for term in sorted(shared)])
                if dot > bound * self._norm_of(0, i) * self._norm_of(1, j):
                    yield _Seed(i, j)

    def fragments(self, seeds: list[_Seed], gap: int) -> list[Fragment]:
        """Return the fragments that seeds make up with so many sentences between them, the heaviest first served."""
        found = [fragment for fragment in self._validated(seeds, gap) if self._is_more_than_chance(fragment)]
        found.sort(key=lambda f: (-f.similarity * (f.a[1] - f.a[0] + f.b[1] - f.b[0]), f))
        kept: list[Fragment] = []
        for fragment in found:
            if all(_apart(fragment.a, other.a) and _apart(fragment.b, other.b) for other in kept):
                kept.append(fragment)
        return sorted(kept)

    def _validated(self, seeds: list[_Seed], gap: int) -> Iterator[Fragment]:
        """Yield the fragments that are alike as a whole; others are taken apart at narrower gaps."""
        for cluster in _clusters(seeds, gap):
            fragment = self._fragment(cluster)
            if fragment.similarity > self.options.fragment_similarity:
                yield fragment
            elif gap > self.options.narrowest_gap:
                yield from self._validated(cluster, gap - 1)

    def _fragment(self, cluster: list[_Seed]) -> Fragment:
        """Return the sentences from the first to the last of some seeds, on both sides."""
        first = _Seed(min(seed.a for seed in cluster), min(seed.b for seed in cluster))
        last = _Seed(max(seed.a for seed in cluster) + 1, max(seed.b for seed in cluster) + 1)
        if (first, last) not in self._fragments:
            self._fragments[first, last] = self._measure(first, last)
        return self._fragments[first, last]

    def _measure(self, first: _Seed, last: _Seed) -> Fragment:
        sums: list[dict[str, int]] = [{}, {}]
        for total, sentences, start, end in zip(sums, (self.a, self.b), first, last, strict=True):
            for terms in sentences.terms[start:end]:
                for term, count in terms.items():
                    total[term] = total.get(term, 0) + count
        rarity = self.rarity
        shared = sorted(sums[0].keys() & sums[1].keys())
        norms = [_norm([count * rarity[term] for term, count in total.items()]) for total in sums]
        dot = sum([sums[0][term] * sums[1][term] * rarity[term] ** 2 for term in shared])
        similarity = min(1.0, dot / (norms[0] * norms[1])) if norms[0] * norms[1] else 0.0
        return Fragment(
            (self.a.starts[first.a], self.a.starts[last.a]),
            (self.b.starts[first.b], self.b.starts[last.b]),
            similarity,
            similarity**2 * sum([rarity[term] for term in shared]),
        )

    def _is_more_than_chance(self, fragment: Fragment) -> bool:
        words = min(fragment.a[1] - fragment.a[0], fragment.b[1] - fragment.b[0])
        return words >= self.options.fragment_words and fragment.strength >= self.options.fragment_strength


def _norm(weights: Iterable[float]) -> float:
    return sqrt(sum([weight * weight for weight in weights]))


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
