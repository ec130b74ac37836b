"""Text, Text → WordRuns: the verbatim runs of words that two texts share.

The set of runs is a greedy string tiling (Wise 1993, "String Similarity via Greedy String Tiling and
Running Karp-Rabin Matching"): the longest common run is taken first, no word is in two runs.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
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
    if len(runs) > 1:
        runs = _tile(runs, len(a.words), len(b.words), min_words)
    return tuple(sorted(runs, key=attrgetter("a")))  # which differ


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
        start = both.find(1)
        while start >= 0:
            end = both.find(0, start)
            end = length if end < 0 else end
            if end - start >= n:
                heapq.heappush(queue, (start - end, i + start, j + start))
            start = both.find(1, end)
    return tiles


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
