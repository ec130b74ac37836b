"""Text, Text → WordRuns: the verbatim runs of words that two texts share.

The set of runs is a greedy string tiling (Wise 1993, "String Similarity via Greedy String Tiling and
Running Karp-Rabin Matching"): the longest common run is taken first, no word is in two runs.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from textdiff.model import Uncounted, WordRun
from textdiff.options import Limits
from textdiff.texts.scripts import count_words
from textdiff.texts.terms import Grams
from textdiff.texts.text import Text


def verbatim_runs(a: Text, b: Text, min_words: int, max_occurrences: int, limits: Limits) -> tuple[WordRun, ...]:
    """Return the maximal runs of `min_words` words or more that both texts hold, in A order.

    Case, typography and punctuation do not break a run. No word of either text is in two runs. A
    word n-gram with more than `max_occurrences` places in A is followed to so many of them only,
    so the cost stays within max_occurrences × the length of the texts; `limits` take note where a run may be missed.
    """
    grams = a.grams(min_words), b.grams(min_words)
    runs = _maximal_runs(a.word_keys, b.word_keys, *grams, max_occurrences, limits)
    if any(_overlap(runs, side) for side in (attrgetter("a"), attrgetter("b"))):
        runs = _tile(_without_parts(a, b, runs, min_words), len(a.words), len(b.words), min_words)
        runs = _Exchange(a, b, runs, min_words).made()
    return tuple(sorted(runs, key=attrgetter("a")))  # which differ


def _overlap(runs: Iterable[WordRun], side: Callable[[WordRun], int]) -> bool:
    """Return whether two runs have a word of a text in common."""
    return any(side(run) + run.n > side(after) for run, after in pairwise(sorted(runs, key=side)))


class _Runs:
    """The maximal runs of two word columns, found from shared n-grams; each diagonal is walked once."""

    def __init__(self, x: Sequence[Hashable], y: Sequence[Hashable], n: int) -> None:
        self.x, self.y, self.n = x, y, n
        self.found: list[WordRun] = []
        self.covered = bytearray(len(y))
        self.reached: dict[int, int] = {}  # diagonal i - j → where its last run ends in y

    def follow(self, i: int, j: int) -> None:
        """Add the run through the n-gram at x[i] and y[j], unless it was found before."""
        x, y, diagonal = self.x, self.y, i - j
        low = self.reached.get(diagonal, 0)
        if low > j or x[i : i + self.n] != y[j : j + self.n]:
            return
        start, end = j, j + self.n
        while start > low and start + diagonal > 0 and x[start - 1 + diagonal] == y[start - 1]:
            start -= 1
        while end < len(y) and end + diagonal < len(x) and x[end + diagonal] == y[end]:
            end += 1
        self.reached[diagonal] = end
        self.covered[start:end] = b"\1" * (end - start)
        self.found.append(WordRun(start + diagonal, start, end - start))


def _maximal_runs(
    x: Sequence[Hashable],
    y: Sequence[Hashable],
    x_grams: Grams,
    y_grams: Grams,
    max_occurrences: int,
    limits: Limits,
) -> list[WordRun]:
    """Return runs of an n-gram or more that cannot be made longer on either side; they may overlap."""
    places, several = x_grams.look_up(y_grams)
    runs = _Runs(x, y, x_grams.n)
    reached = runs.reached
    diagonal = follower = -1  # of the n-gram before, if it has one place, and the one that would continue it
    for j, i in enumerate(places):
        if i < 0:
            continue
        at: Sequence[int] | None = several.get(y_grams.numbers[j]) if several else None
        if at is None:
            if j == follower and i - j == diagonal:  # in the run that was followed from there
                follower = j + 1
                continue
            diagonal, follower, at = i - j, j + 1, (i,)
        elif len(at) > max_occurrences:
            continue
        for place in at:
            if reached.get(place - j, 0) <= j:
                runs.follow(place, j)
    if several and max(map(len, several.values())) > max_occurrences:
        _follow_refrains(runs, y_grams.numbers, several, max_occurrences, limits)
    return runs.found


def _follow_refrains(
    runs: _Runs, grams_y: Sequence[int], places: Mapping[int, Sequence[int]], max_occurrences: int, limits: Limits
) -> None:
    """Add the runs of refrains that are inside no run so far.

    They are followed from their first place, which leaves the most to follow, and from those that have
    them about as often before.
    """
    seen: Counter[int] = Counter()
    for j, gram in enumerate(grams_y):
        at = places.get(gram)
        if at is None:
            continue
        if not runs.covered[j]:
            limits.exceeds("max_occurrences", len(at), max_occurrences)
            near = max(0, min(seen[gram] - max_occurrences // 2, len(at) - max_occurrences))
            for i in (at[0], *at[near : near + max_occurrences]):
                runs.follow(i, j)
        seen[gram] += 1


def _tile(runs: Iterable[WordRun], x_words: int, y_words: int, n: int) -> list[WordRun]:
    """Return disjoint runs, the longest first served; what is left of an overlapped run counts if it has n words."""
    free_x, free_y = bytearray(b"\1") * x_words, bytearray(b"\1") * y_words
    queue = [(-run.n, run.a, run.b) for run in runs]
    heapq.heapify(queue)
    tiles = []
    while queue:
        length, i, j = heapq.heappop(queue)
        length = -length
        if free_x.find(0, i, i + length) < 0 and free_y.find(0, j, j + length) < 0:
            tiles.append(WordRun(i, j, length))
            free_x[i : i + length] = free_y[j : j + length] = bytes(length)
            continue
        free = (int.from_bytes(words, "little") for words in (free_x[i : i + length], free_y[j : j + length]))
        both = (next(free) & next(free)).to_bytes(length, "little")
        for start, end in _ones(both):
            if end - start >= n:
                heapq.heappush(queue, (start - end, i + start, j + start))
    return tiles


def _without_parts(a: Text, b: Text, runs: Sequence[WordRun], n: int) -> Iterator[WordRun]:
    """Yield the runs, cut where they take a part of a sentence that stands once in each text, elsewhere in the other.

    Such sentences of `n` words and more belong together: of paragraphs that end alike and change places no run goes
    from the end of one to the next.
    """
    places = _lone_sentences(a, n), _lone_sentences(b, n)
    edges = a.word_edges, b.word_edges
    shifts: tuple[dict[int, int], dict[int, int]] = {}, {}
    for keys in places[0].keys() & places[1].keys():
        s, t = places[0][keys], places[1][keys]
        if s >= 0 <= t:
            shifts[0][s] = shifts[1][t] = edges[1][t] - edges[0][s]
    for run in runs:
        free = bytearray(b"\1") * run.n
        for side, start in enumerate((run.a, run.b)):
            for s in range(bisect_right(edges[side], start) - 1, bisect_left(edges[side], start + run.n)):
                first, end = edges[side][s] - start, edges[side][s + 1] - start
                if (first < 0 or end > run.n) and shifts[side].get(s, run.b - run.a) != run.b - run.a:
                    free[max(0, first) : end] = bytes(min(run.n, end) - max(0, first))
        yield from (WordRun(run.a + at, run.b + at, end - at) for at, end in _ones(free) if end - at >= n)


def _lone_sentences(text: Text, n: int) -> dict[tuple[str, ...], int]:
    """Return the numbers of the sentences of `n` words and more by their words; -1 where it is not one alone."""
    found: dict[tuple[str, ...], int] = {}
    for s, keys in enumerate(text.sentence_words):
        if len(keys) >= n:
            found[keys] = -1 if keys in found else s
    return found


def _ones(flags: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Yield where stretches of ones begin and end."""
    start = flags.find(1)
    while start >= 0:
        end = flags.find(0, start)
        end = len(flags) if end < 0 else end
        yield start, end
        start = flags.find(1, end)


class _Exchange:
    """Runs that give the beginning of a sentence, or its end, to the runs beside them.

    Of paragraphs that begin alike and change places the run that was served first goes on to the first words of its
    neighbours, another one in each text, and both of these lose them.
    """

    def __init__(self, a: Text, b: Text, tiles: Iterable[WordRun], n: int) -> None:
        self.words, self.least = (a.word_keys, b.word_keys), n
        self.runs = [[run.a, run.b, run.n] for run in sorted(tiles)]
        self.edges = a.word_edges, b.word_edges

    def made(self) -> list[WordRun]:
        """Return the runs, which keep `n` words and more."""
        for forward in (True, False):
            if self._release(forward=forward):
                self._grow(forward=not forward)
                self._grow(forward=forward)
        return [WordRun(*run) for run in self.runs]

    def _release(self, *, forward: bool) -> bool:
        """Free the ends of runs, or their beginnings, that two others have beside them; return whether one does."""
        shift, other = (1, 0) if forward else (0, 1)
        beside = [{run[side] + other * run[2]: run for run in self.runs} for side in (0, 1)]
        freed = []
        for run in self.runs:
            ends = [run[side] + shift * run[2] for side in (0, 1)]
            one, two = beside[0].get(ends[0]), beside[1].get(ends[1])
            if one is None or two is None or one is two:
                continue
            n = self._part(ends, forward=forward)
            part = self._near(0, ends[0], n, forward=not forward)
            in_b = self._near(1, one[1] + other * one[2], n, forward=not forward)
            in_a = self._near(0, two[0] + other * two[2], n, forward=not forward)
            if 0 < n <= run[2] - self.least and in_a == in_b == part:
                freed.append((run, n))
        for run, n in freed:
            run[2] -= n
            run[0] += 0 if forward else n
            run[1] += 0 if forward else n
        return bool(freed)

    def _near(self, side: int, at: int, n: int, *, forward: bool) -> Sequence[Hashable]:
        """Return the words of a text behind a place, or before it."""
        return self.words[side][at : at + n] if forward else self.words[side][max(0, at - n) : at]

    def _part(self, ends: Sequence[int], *, forward: bool) -> int:
        """Return how many words of a sentence stand before an end, or behind a beginning, the same in both texts."""
        found = set()
        for edges, end in zip(self.edges, ends, strict=True):
            n = bisect_left(edges, end) - 1 if forward else bisect_right(edges, end)
            found.add(abs(end - edges[n]) if 0 <= n < len(edges) else 0)
        return found.pop() if len(found) == 1 else 0

    def _grow(self, *, forward: bool) -> None:
        """Let the runs take what is free behind them, or before them, and the same in both texts."""
        free = [bytearray(b"\1") * len(words) for words in self.words]
        for run in self.runs:
            for side in (0, 1):
                free[side][run[side] : run[side] + run[2]] = bytes(run[2])
        for run in self.runs:
            while True:
                i, j = (run[0] + run[2], run[1] + run[2]) if forward else (run[0] - 1, run[1] - 1)
                inside = 0 <= i < len(free[0]) and 0 <= j < len(free[1])
                if not (inside and free[0][i] and free[1][j] and self.words[0][i] == self.words[1][j]):
                    break
                free[0][i] = free[1][j] = 0
                run[2] += 1
                if not forward:
                    run[0], run[1] = i, j


def long_enough(runs: Sequence[WordRun], a: Text, min_words: int) -> list[WordRun]:
    """Return the runs of `min_words` words where a character of a script without spaces is less than one.

    A shorter one counts beside one that is long enough: with fewer words between them than make a run.
    """
    enough = [count_words(a.word_keys[run.a : run.a + run.n], a.options.calibration) >= min_words for run in runs]
    for order in (range(1, len(runs)), range(len(runs) - 2, -1, -1)):
        for n in order:
            before, after = sorted((runs[n], runs[n - order.step]))
            gaps = after.a - before.a - before.n, after.b - before.b - before.n
            enough[n] = enough[n] or (enough[n - order.step] and all(0 <= gap < min_words for gap in gaps))
    return [run for run, is_enough in zip(runs, enough, strict=True) if is_enough]


def to_uncounted(run: WordRun, a: Text, b: Text, kind: str) -> Uncounted:
    """Return a run as a stretch that is shared and no sign of copying, with what it is."""
    return Uncounted(kind, a.span_of_words(run.a, run.n), b.span_of_words(run.b, run.n), run.n)
