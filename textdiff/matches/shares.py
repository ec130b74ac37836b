"""WordRuns, Passages → Shares: how much of each of two texts is in the other, by the words of what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, pairwise

from textdiff.matches.passages import Passage
from textdiff.matches.subsequence import common_places, common_subsequence
from textdiff.model import Relation, Shares, WordRun
from textdiff.options import Options
from textdiff.texts.text import Range, Text


def measure_shares(
    a: Text, b: Text, runs: Iterable[WordRun], counted: Sequence[WordRun], passages: Sequence[Passage], options: Options
) -> tuple[tuple[int, int], Shares]:
    """Return the words of each text that count, and the shares of it.

    `runs` are all verbatim runs, `counted` those that count, `passages` the ones that do. Words in crumbs
    count on neither side, nor do the same words on the other. The words of a sentence that stands several times in
    a text count once, as shared where they are in one place or another.
    """
    count = _Count(a, b, runs, options)
    for run in counted:
        count.take_run(run)
    for passage in sorted(passages, key=_longest_first):
        if not passage.is_of_runs:
            count.take_common(passage.a, passage.b)
        for before, after in pairwise(passage.runs if passage.is_of_runs else ()):
            count.take_between(before, after)
    for run in sorted(counted, key=lambda run: (-run.n, run)):
        count.take_beside(run)
    words = _count_once(a, count.own[0]) or len(a.words), _count_once(b, count.own[1]) or len(b.words)
    shared = min(count.once(a, b), *words)
    return words, Shares(
        a_in_b=_share(shared, words[0]),
        b_in_a=_share(shared, words[1]),
        jaccard=_share(shared, sum(words) - shared),
        shared_words=shared,
        passages=len(counted),
        longest_words=max((run.n for run in counted), default=0),
    )


def _longest_first(passage: Passage) -> tuple[int, Passage]:
    return passage.a[0] - passage.a[1] + passage.b[0] - passage.b[1], passage


class _Count:
    """The words that two texts share, taken one stretch after the other: each word counts once.

    `own` says for each word whether it counts at all, `free` whether nothing has taken it, `common`, where a
    sentence stands several times, whether the other text has it.
    """

    def __init__(self, a: Text, b: Text, runs: Iterable[WordRun], options: Options) -> None:
        self.calibration = options.calibration
        self.keys = a.word_keys, b.word_keys
        self.own = _own_words(a), _own_words(b)
        self.free = bytearray(b"\1") * len(a.words), bytearray(b"\1") * len(b.words)
        self.common: tuple[bytearray, bytearray] | None = None
        if a.repeated or b.repeated:
            self.common = bytearray(len(a.words)), bytearray(len(b.words))
        self.shared = 0
        if a.crumb_words or b.crumb_words:
            for run in runs:
                here, there = slice(run.a, run.a + run.n), slice(run.b, run.b + run.n)
                self.own[0][here] = self.own[1][there] = _both(self.own[0][here], self.own[1][there])

    def take_run(self, run: WordRun) -> None:
        """Take the words of a run."""
        here, there = slice(run.a, run.a + run.n), slice(run.b, run.b + run.n)
        self.shared += self.own[0].count(1, here.start, here.stop)  # the words of a run count on both sides or on none
        if self.common:
            self.common[0][here] = self.own[0][here]
            self.common[1][there] = self.own[1][there]
        self.free[0][here] = self.free[1][there] = bytes(run.n)

    def take_between(self, before: WordRun, after: WordRun) -> None:
        """Take what stands between two runs of a passage."""
        a, b = (before.a + before.n, after.a), (before.b + before.n, after.b)
        if a[0] < a[1] and b[0] < b[1]:
            self.take_common(a, b)

    def take_common(self, a: Range, b: Range) -> None:
        """Take two stretches of words for the longest common subsequence of what is free in them."""
        if self.common:
            self._mark(a, b, self.common)
        else:
            self.shared += self._common(a, b)
        self._close(a, b)

    def _mark(self, a: Range, b: Range, common: tuple[bytearray, bytearray]) -> None:
        """Note which words of two stretches are their longest common subsequence."""
        places = [self._counting(side, *stretch) for side, stretch in enumerate((a, b))]
        words = ([self.keys[side][place] for place in places[side]] for side in (0, 1))
        for i, j in common_places(*words):
            common[0][places[0][i]] = common[1][places[1][j]] = 1

    def once(self, a: Text, b: Text) -> int:
        """Return the shared words, those of a sentence that stands several times in a text once."""
        return min(_count_once(a, self.common[0]), _count_once(b, self.common[1])) if self.common else self.shared

    def take_beside(self, run: WordRun) -> None:
        """Take what follows and goes before a run, as far as `order_share` of the next words is common, in order."""
        edges = (run.a + run.n, run.b + run.n), (run.a, run.b)
        for edge, forward in zip(edges, (True, False), strict=True):
            at = edge
            while (grown := self._grow(*at, forward=forward)) is not None:
                self.take_common(*grown)
                at = (grown[0][1], grown[1][1]) if forward else (grown[0][0], grown[1][0])

    def _grow(self, a: int, b: int, *, forward: bool) -> tuple[Range, Range] | None:
        """Return the stretches from two words on that are alike: twice as many words as long as the new ones are."""
        found, n_found, common = None, 0, 0
        size = self.calibration.first_step
        while size <= self.calibration.last_step:
            stretches = self._room(0, a, size, forward=forward), self._room(1, b, size, forward=forward)
            n = min(end - start for start, end in stretches)
            alike = self._common(*stretches) if n else 0
            if alike - common < max(1, self.calibration.order_share * (n - n_found)):
                break
            found, n_found, common = stretches, n, alike
            size *= 2
        return found

    def _room(self, side: int, edge: int, size: int, *, forward: bool) -> Range:
        """Return up to so many free words behind an edge, or before it."""
        free = self.free[side]
        if forward:
            taken = free.find(0, edge, edge + size)
            return edge, min(edge + size, len(free)) if taken < 0 else taken
        first = max(0, edge - size)
        taken = free.rfind(0, first, edge)
        return first if taken < 0 else taken + 1, edge

    def _common(self, a: Range, b: Range) -> int:
        return common_subsequence(self._words(0, *a), self._words(1, *b))

    def _words(self, side: int, start: int, end: int) -> list[str]:
        """Return the words of a stretch that count and that nothing has taken."""
        keys, own, free = self.keys[side][start:end], self.own[side], self.free[side]
        if free.find(0, start, end) < 0 and own.find(0, start, end) < 0:
            return keys
        return list(compress(keys, _both(own[start:end], free[start:end])))

    def _counting(self, side: int, start: int, end: int) -> list[int]:
        """Return the numbers of the words of a stretch that count and that nothing has taken."""
        return list(compress(range(start, end), _both(self.own[side][start:end], self.free[side][start:end])))

    def _close(self, a: Range, b: Range) -> None:
        for free, (start, end) in zip(self.free, (a, b), strict=True):
            free[start:end] = bytes(end - start)


def _own_words(text: Text) -> bytearray:
    """Return for each word whether it counts: 1 unless it is in a crumb."""
    own = bytearray(b"\1") * len(text.words)
    for word in text.crumb_words:
        own[word] = 0
    return own


def _both(one: bytearray, other: bytearray) -> bytes:
    """Return the flags that are set on both sides."""
    flags = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return flags.to_bytes(len(one), "little")


def _count_once(text: Text, flags: bytearray) -> int:
    """Return how many words of a text are flagged, those of a sentence that stands several times counted once.

    A word of such a sentence is flagged where it is in one of the places.
    """
    words = flags.count(1)
    for places in text.repeated:
        several = [flags[start:end] for start, end in places]
        words += sum(map(max, zip(*several, strict=True))) - sum(map(sum, several))
    return words


def _share(part: int, whole: int) -> float:
    """Return a share to four digits that is 0 or 1 only where it is exactly that; nothing shares nothing."""
    share = round(part / whole, 4) if whole else 0.0
    if 0 < part < whole:
        share = min(max(share, 0.0001), 0.9999)
    return share


def relate(shares: Shares, options: Options) -> Relation:
    """Return how two texts that share a passage relate."""
    near, inside = options.calibration.near_share, options.calibration.inside_share
    if shares.a_in_b >= near and shares.b_in_a >= near:
        return "near-duplicate"
    if shares.a_in_b >= inside and shares.b_in_a < near:
        return "a-inside-b"
    if shares.b_in_a >= inside and shares.a_in_b < near:
        return "b-inside-a"
    return "overlapping"
