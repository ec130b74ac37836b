"""WordRuns → TokenRuns: which tokens are kept, by a chain of shared runs and a diff engine in the gaps.

The chain is the heaviest set of verbatim runs in the same order on both sides (Fenwick tree, O(r log r)).
Between two runs of the chain diff-match-patch aligns the tokens (Myers 1986, "An O(ND) Difference
Algorithm and Its Variations"), each distinct token written as one code point. A gap too large for the
engine is first cut at short word sequences that are unique on both sides (patience diff).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isqrt
from operator import attrgetter
from typing import NamedTuple, TypeVar

from textdiff.model import WordRun
from textdiff.options import Limits, Options
from textdiff.texts.text import Range, Text

_Key = TypeVar("_Key", int, str)

_SCALE = 10_000  # of weights, which are integers


class TokenRun(NamedTuple):
    """`n` tokens with equal keys, from token `a` of A and token `b` of B on."""

    a: int
    b: int
    n: int


_Run = TypeVar("_Run", WordRun, TokenRun)


def part_runs(a: Text, b: Text, runs: Sequence[WordRun], limits: Limits) -> tuple[list[TokenRun], list[TokenRun]]:
    """Return the verbatim runs as tokens: those that keep the most words in one order, and the others.

    Words that are the same with other marks between them are several runs.
    """
    in_place = chain(runs, lambda run: weigh(a, b, a.word(run.a), b.word(run.b), run.n))
    found = []
    for some in (in_place, sorted(set(runs).difference(in_place)) if len(in_place) < len(runs) else []):
        gaps = _Gaps(a.ids, b.ids, a.options.calibration.engine_cells, limits)
        for run in some:
            gaps.keep_run(a.tokens_of_words(run.a, run.n), b.tokens_of_words(run.b, run.n))
        found.append(gaps.kept)
    return found[0], found[1]


def align(
    a: Text,
    b: Text,
    in_place: Iterable[TokenRun],
    elsewhere: Sequence[tuple[Range, Range]],
    options: Options,
    limits: Limits,
) -> list[TokenRun]:
    """Return the kept tokens of two texts in order, disjoint on both sides: given runs, and what the engine finds.

    `elsewhere` are stretches of both texts that nothing is aligned with.
    """
    taken = sorted(one for one, _ in elsewhere), sorted(other for _, other in elsewhere)
    gaps = _Gaps(a.ids, b.ids, options.calibration.engine_cells, limits)
    a_next = b_next = 0
    for run in (*in_place, TokenRun(len(a), len(b), 0)):
        inside = [
            ranges[bisect_left(ranges, (start, start)) : bisect_left(ranges, (end, end))]
            for ranges, start, end in ((taken[0], a_next, run.a), (taken[1], b_next, run.b))
        ]
        if inside[0] or inside[1]:
            gaps.fill_around((a_next, run.a), (b_next, run.b), inside)
        else:
            gaps.fill(a_next, run.a, b_next, run.b)
        gaps.keep(*run)
        a_next, b_next = run.a + run.n, run.b + run.n
    return gaps.kept


def _rest(within: Range, taken: Iterable[Range]) -> list[int]:
    """Return the numbers of a stretch without those of some parts of it."""
    found: list[int] = []
    at = within[0]
    for start, end in taken:
        found.extend(range(at, start))
        at = end
    found.extend(range(at, within[1]))
    return found


def without(kept: Iterable[TokenRun], a: set[int], b: set[int]) -> Iterator[TokenRun]:
    """Yield the runs without the tokens of A and of B that are given."""
    for run in kept:
        if a.isdisjoint(range(run.a, run.a + run.n)) and b.isdisjoint(range(run.b, run.b + run.n)):
            yield run
            continue
        start = 0
        for n in range(run.n + 1):
            if n == run.n or run.a + n in a or run.b + n in b:
                if n > start:
                    yield TokenRun(run.a + start, run.b + start, n - start)
                start = n + 1


def fill_gaps(
    a: Text, b: Text, a_range: Range, b_range: Range, kept: Iterable[TokenRun], options: Options, limits: Limits
) -> list[TokenRun]:
    """Return the kept tokens of two ranges with what the engine finds in the gaps between them."""
    gaps = _Gaps(a.ids, b.ids, options.calibration.engine_cells, limits)
    a_next, b_next = a_range[0], b_range[0]
    for run in kept:
        gaps.fill(a_next, run.a, b_next, run.b)
        gaps.keep(*run)
        a_next, b_next = run.a + run.n, run.b + run.n
    gaps.fill(a_next, a_range[1], b_next, b_range[1])
    return gaps.kept


def weigh(a: Text, b: Text, i: int, j: int, words: int) -> int:
    """Return what words that both texts have weigh, from a token of each on, when it is asked which of them moved.

    Each weighs less in a longer paragraph (one over the square root of its words): who moves one paragraph beyond
    two shorter ones has moved one, and who moves one beyond another has moved the shorter one.
    """
    length = min(a.paragraph_words[a.paragraph_at(i)], b.paragraph_words[b.paragraph_at(j)])
    return max(1, words * _SCALE // isqrt(max(1, length) * _SCALE))


def chain(runs: Iterable[_Run], weigh: Callable[[_Run], int] = lambda run: run.n) -> list[_Run]:
    """Return the runs, disjoint on both sides, that stand in the same order in A and B and weigh the most.

    A run weighs as much as it has words or tokens, if nothing else is given. Asked are only the weights of those that
    some other one crosses.
    """
    ordered = sorted(runs)
    rank = {run.b: n for n, run in enumerate(sorted(ordered, key=attrgetter("b")), 1)}
    found: list[_Run] = []
    crossed: list[_Run] = []
    highest = 0
    for n, run in enumerate(ordered, 1):
        highest = max(highest, rank[run.b])
        crossed.append(run)
        if highest == n:  # what follows stands behind all of them on both sides
            found += crossed if len(crossed) == 1 else _heaviest_chain(crossed, weigh)
            crossed = []
    return found


def _heaviest_chain(ordered: Sequence[_Run], weigh: Callable[[_Run], int]) -> list[_Run]:
    rank = {run.b: n for n, run in enumerate(sorted(ordered, key=attrgetter("b")), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ordered) + 1)  # Fenwick tree: (weight, last run), by rank in B
    before: list[int] = []
    for n, run in enumerate(ordered):
        weight, last = _heaviest(best, rank[run.b] - 1)
        weight += weigh(run)
        before.append(last)
        at = rank[run.b]
        while at < len(best):
            if best[at][0] < weight:
                best[at] = (weight, n)
            at += at & -at
    found = []
    last = _heaviest(best, len(ordered))[1]
    while last >= 0:
        found.append(ordered[last])
        last = before[last]
    return found[::-1]


def _heaviest(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    """Return the heaviest entry of a Fenwick tree among the first `rank` ones."""
    heaviest = (0, -1)
    while rank > 0:
        if tree[rank][0] > heaviest[0]:
            heaviest = tree[rank]
        rank -= rank & -rank
    return heaviest


class _Gaps:
    """The kept tokens found so far, and how the stretch between two of them is aligned."""

    def __init__(self, a: array[int], b: array[int], engine_cells: int, limits: Limits) -> None:
        self.a, self.b, self.engine_cells, self.limits = a, b, engine_cells, limits
        self.kept: list[TokenRun] = []

    def keep(self, i: int, j: int, n: int) -> None:
        """Add n kept tokens, joined to the run before where they continue it."""
        last = self.kept[-1] if self.kept else None
        if last and last.a + last.n == i and last.b + last.n == j:
            self.kept[-1] = TokenRun(last.a, last.b, last.n + n)
        elif n:
            self.kept.append(TokenRun(i, j, n))

    def keep_run(self, a_words: Sequence[int], b_words: Sequence[int]) -> None:
        """Keep words in a row of equal keys."""
        i, j, n = a_words[0], b_words[0], a_words[-1] + 1 - a_words[0]
        if self.a[i : i + n] == self.b[j : b_words[-1] + 1]:
            self.keep(i, j, n)
        else:  # the words are the same, the marks between them are not
            self.keep_words(a_words, b_words)

    def keep_words(self, a_words: Iterable[int], b_words: Iterable[int]) -> None:
        """Keep words of equal keys, with what lies between two of them aligned."""
        i_next = j_next = -1
        for i, j in zip(a_words, b_words, strict=True):
            if i_next >= 0:
                self.fill(i_next, i, j_next, j)
            self.keep(i, j, 1)
            i_next, j_next = i + 1, j + 1

    def fill_around(self, a_range: Range, b_range: Range, taken: Sequence[Sequence[Range]]) -> None:
        """Align two stretches without some parts of them; no run reaches over one of these."""
        places = _rest(a_range, taken[0]), _rest(b_range, taken[1])
        ids = [array("I", map(ids.__getitem__, at)) for ids, at in ((self.a, places[0]), (self.b, places[1]))]
        inner = _Gaps(ids[0], ids[1], self.engine_cells, self.limits)
        inner.fill(0, len(ids[0]), 0, len(ids[1]))
        for run in inner.kept:
            for n in range(run.n):
                self.keep(places[0][run.a + n], places[1][run.b + n], 1)

    def fill(self, i: int, i_end: int, j: int, j_end: int, widths: Sequence[int] = (4, 2, 1)) -> None:
        """Align tokens i to i_end of A with tokens j to j_end of B."""
        if i == i_end or j == j_end:
            return
        a, b = self.a[i:i_end], self.b[j:j_end]
        if a == b:
            self.keep(i, j, len(a))
        elif len(a) * len(b) <= self.engine_cells:
            for kept in longest_common(a, b):
                self.keep(i + kept.a, j + kept.b, kept.n)
        elif not widths:  # it holds no anchor: all of it is replaced
            self.limits.exceeds("engine_cells", len(a) * len(b), self.engine_cells)
        else:
            i_next, j_next = i, j
            for run in chain(_unique_runs(a, b, widths[0])):
                self.fill(i_next, i + run.a, j_next, j + run.b, widths[1:])
                self.keep(i + run.a, j + run.b, run.n)
                i_next, j_next = i + run.a + run.n, j + run.b + run.n
            self.fill(i_next, i_end, j_next, j_end, widths[1:])


def _unique_runs(a: Sequence[int], b: Sequence[int], width: int) -> list[TokenRun]:
    """Return the runs of tokens that grow from n-grams of `width` tokens found once in a and once in b."""
    places = [_unique_places(keys, width) for keys in (a, b)]
    runs: list[TokenRun] = []
    for gram, i in places[0].items():
        j = places[1].get(gram)
        if j is None:
            continue
        last = runs[-1] if runs else None
        if last and i - j == last.a - last.b and i <= last.a + last.n:
            runs[-1] = TokenRun(last.a, last.b, i + width - last.a)
        else:
            runs.append(TokenRun(i, j, width))
    return _disjoint(runs)


def _unique_places(keys: Sequence[int], width: int) -> dict[tuple[int, ...], int]:
    grams = list(zip(*(keys[n:] for n in range(width)), strict=False))
    counts = Counter(grams)
    return {gram: n for n, gram in enumerate(grams) if counts[gram] == 1}


def _disjoint(runs: list[TokenRun]) -> list[TokenRun]:
    """Return the runs with every overlap on either side cut off the later run."""
    for side in ("a", "b"):
        runs.sort(key=lambda run: getattr(run, side))
        cut: list[TokenRun] = []
        for run in runs:
            over = max(0, getattr(cut[-1], side) + cut[-1].n - getattr(run, side)) if cut else 0
            if over < run.n:
                cut.append(TokenRun(run.a + over, run.b + over, run.n - over))
        runs = cut
    return runs


def longest_common(a: Sequence[_Key], b: Sequence[_Key]) -> Iterator[TokenRun]:
    """Yield a longest common subsequence of two token sequences as runs, by diff-match-patch without a clock."""
    common = set(a).intersection(b)
    if not common:
        return
    letters = {key: _letter(n) for n, key in enumerate(sorted(common), 3)}
    # Tokens of one side only need no code points of their own: 1 stands for any of A, 2 for any of B.
    texts = ["".join([letters.get(key, other) for key in keys]) for other, keys in (("\1", a), ("\2", b))]
    i = j = 0
    for op, n in _diff(texts[0], texts[1]):
        if op == "=":
            yield TokenRun(i, j, n)
        i += n if op in "=-" else 0
        j += n if op in "=+" else 0


def _letter(number: int) -> str:
    """Return a code point for a token's number; surrogates are none."""
    return chr(number if number < 0xD800 else number + 0x800)


def _pure_diff(a: str, b: str) -> list[tuple[str, int]]:
    from diff_match_patch import diff_match_patch  # noqa: PLC0415  only where the C++ build is missing

    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # at its default of 1 s the seed pair came back as 13 equal characters
    return [("-=+"[op + 1], len(text)) for op, text in engine.diff_main(a, b, checklines=False)]


def _load_engine() -> Callable[[str, str], list[tuple[str, int]]]:
    try:
        from fast_diff_match_patch import diff  # noqa: PLC0415  the same engine in C++, where pip has a wheel of it
    except ImportError:
        return _pure_diff
    return lambda a, b: diff(a, b, timelimit=0, checklines=False, cleanup="No")


_diff = _load_engine()
