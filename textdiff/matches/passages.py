"""WordRuns, Fragments → Passages: verbatim runs joined over small edits, and reworded fragments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from textdiff.matches.evidence import Chance
from textdiff.matches.reworded import Fragment
from textdiff.matches.subsequence import common_subsequence
from textdiff.model import Match, MatchKind, WordRun
from textdiff.texts.text import Range, Text


class Passage(NamedTuple):
    """A passage by the words of each text, with the verbatim runs in it."""

    a: Range
    b: Range
    kind: MatchKind
    similarity: float
    strength: float  # nats
    runs: tuple[WordRun, ...]

    @property
    def is_of_runs(self) -> bool:
        """Return whether it begins and ends where its runs do."""
        return bool(self.runs) and (self.a, self.b) == _hull(*zip(*map(_words, self.runs), strict=True))

    @property
    def words(self) -> int:
        """Return the words of the shorter side."""
        return min(self.a[1] - self.a[0], self.b[1] - self.b[0])


def join_passages(
    a: Text, b: Text, runs: Iterable[WordRun], fragments: Iterable[Fragment], chance: Chance
) -> list[Passage]:
    """Return the passages that runs and fragments make up, in A order; no run is in two.

    A fragment that is mostly verbatim begins and ends where its runs do; any other takes the runs that
    lie in it. Runs in no fragment are joined over small edits.
    """
    calibration = a.options.calibration
    left = sorted(runs)
    passages: list[Passage] = []
    for fragment in fragments:
        first = max(0, bisect_right(left, fragment.a[0], key=attrgetter("a")) - 1)
        last = bisect_left(left, fragment.a[1], key=attrgetter("a"))
        inside = [run for run in left[first:last] if _overlaps(run, fragment)]
        left[first:last] = [run for run in left[first:last] if not _overlaps(run, fragment)]
        if max(_covered(inside, fragment)) < calibration.verbatim_share:
            passages.append(_of_fragment(a, b, fragment, inside))
        elif fragment.wide:
            passages.append(_of_runs(inside, chance))
        else:
            passages += _split(inside, chance, calibration.passage_gap, calibration.passage_skew)
    passages += _split(left, chance, calibration.edit_words, calibration.edit_words)
    return sorted(passages)


def to_match(passage: Passage, a: Text, b: Text) -> Match:
    """Return a passage as spans: from the first character of its first word to the end of its last."""
    return Match(
        a.span_of_words(passage.a[0], passage.a[1] - passage.a[0]),
        b.span_of_words(passage.b[0], passage.b[1] - passage.b[0]),
        passage.words,
        passage.similarity,
        passage.kind,
        round(max(0.0, passage.strength), 1),
    )


def _words(run: WordRun) -> tuple[Range, Range]:
    return (run.a, run.a + run.n), (run.b, run.b + run.n)


def _overlaps(run: WordRun, fragment: Fragment) -> bool:
    return all(
        mine[0] < other[1] and other[0] < mine[1]
        for mine, other in zip(_words(run), (fragment.a, fragment.b), strict=True)
    )


def _of_fragment(a: Text, b: Text, fragment: Fragment, runs: Sequence[WordRun]) -> Passage:
    """Return the passage that a fragment is, with the runs in it: reworded, if the words are not mostly the same.

    Short sentences of which a word or two are others have no run and are not told in other words.
    """
    within = _hull([fragment.a, *(_words(run)[0] for run in runs)], [fragment.b, *(_words(run)[1] for run in runs)])
    x, y = (text.word_keys[start:end] for text, (start, end) in zip((a, b), within, strict=True))
    kept = 2 * common_subsequence(x, y) / (len(x) + len(y))
    if kept < a.options.calibration.verbatim_share:
        return Passage(*within, "reworded", round(fragment.similarity, 4), fragment.strength, tuple(runs))
    return Passage(*within, "edited", round(kept, 4), fragment.strength, tuple(runs))


def _covered(runs: Sequence[WordRun], fragment: Fragment) -> list[float]:
    """Return the shares of a fragment's words, on each side, that stand in runs."""
    shares = []
    for side, (start, end) in enumerate((fragment.a, fragment.b)):
        inside = (_words(run)[side] for run in runs)
        shares.append(sum(min(last, end) - max(first, start) for first, last in inside) / (end - start))
    return shares


def _split(runs: Sequence[WordRun], chance: Chance, gap: int, skew: int) -> Iterator[Passage]:
    """Yield the passages that runs make up: runs in one order are one, with few words between them on both sides alike.

    `gap` and `skew` are the most words between two runs, and the most by which that may differ.
    """
    group: list[WordRun] = []
    for run in runs:
        if group:
            last = group[-1]
            gaps = run.a - last.a - last.n, run.b - last.b - last.n
            if min(gaps) < 0 or max(gaps) > gap or abs(gaps[0] - gaps[1]) > skew:
                yield _of_runs(group, chance)
                group = []
        group.append(run)
    if group:
        yield _of_runs(group, chance)


def _hull(a: Iterable[Range], b: Iterable[Range]) -> tuple[Range, Range]:
    """Return the words from the first to the last on each side."""
    (a_starts, a_ends), (b_starts, b_ends) = zip(*a, strict=True), zip(*b, strict=True)
    return (min(a_starts), max(a_ends)), (min(b_starts), max(b_ends))


def _of_runs(runs: Sequence[WordRun], chance: Chance) -> Passage:
    """Return the passage from the first to the last of some runs; alike by the share of both sides in them (Dice)."""
    a, b = _hull(*zip(*map(_words, runs), strict=True))
    if len(runs) == 1:
        return Passage(a, b, "verbatim", 1.0, chance.strength(runs), tuple(runs))
    kept = 2 * sum(run.n for run in runs) / (a[1] - a[0] + b[1] - b[0])
    return Passage(a, b, "edited", round(min(1.0, kept), 4), chance.strength(runs), tuple(runs))
