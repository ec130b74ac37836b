"""TokenRuns off the chain → Groups: what both texts have in another order, its borders inside sentences or not.

Runs that follow one another in both texts, with nothing shared between them and little else, are one passage that
moved; it grows to whole sentences where these are versions of one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from textdiff.changes.align import TokenRun, fill_gaps, without
from textdiff.changes.groups import Group
from textdiff.languages.marks import PAUSES
from textdiff.options import Limits, Options
from textdiff.texts.text import Range, Text


class Moves(NamedTuple):
    """Passages that stand elsewhere, in A order, and the runs in place without what these took from them."""

    passages: list[Group]
    in_place: list[TokenRun]


def find_moves(
    a: Text, b: Text, in_place: list[TokenRun], elsewhere: Iterable[TokenRun], options: Options, limits: Limits
) -> Moves:
    """Return the passages of shared runs off the chain, disjoint on both sides from each other and from the others.

    `elsewhere` are those runs, `in_place` the ones of the chain.
    """
    least = options.calibration.move_words
    if options.min_words < least:  # shorter runs may be parts of sentences, which do not move
        elsewhere = [
            run
            for run in elsewhere
            if a.n_words(run.a, run.a + run.n) >= least
            or (a.begins_sentence(run.a) and a.begins_sentence(run.a + run.n))
        ]
    owners = Owners(a, b, in_place, elsewhere, options, limits)
    joined = list(owners.joined())
    for passage in joined:
        owners.mark(passage)
    passages = list(map(owners.grown, joined))
    if not passages:
        return Moves([], in_place)
    return Moves(passages, list(without(in_place, *_tokens(passages))))


def round_off(
    a: Text, b: Text, passages: list[Group], kept: list[TokenRun], options: Options, limits: Limits
) -> tuple[list[Group], list[TokenRun]]:
    """Return the passages with the rest of the sentences they begin and end in, where it is little, and what is kept.

    `kept` are the tokens that are aligned in place; a rest goes where it keeps more words.
    """
    if not passages:
        return passages, kept
    owners = Owners(a, b, kept, [], options, limits)
    for passage in passages:
        owners.mark(passage)
    passages = list(map(owners.rounded_off, passages))
    return passages, list(without(kept, *_tokens(passages)))


def _tokens(passages: Iterable[Group]) -> tuple[set[int], set[int]]:
    """Return the tokens of some passages, of A and of B."""
    found: tuple[set[int], set[int]] = set(), set()
    for passage in passages:
        found[0].update(range(*passage.a))
        found[1].update(range(*passage.b))
    return found


class Owners:
    """Whose the tokens of two texts are: joins runs to passages, which take what belongs to them and is nobody's."""

    def __init__(
        self,
        a: Text,
        b: Text,
        in_place: Iterable[TokenRun],
        elsewhere: Iterable[TokenRun],
        options: Options,
        limits: Limits,
    ) -> None:
        self.a, self.b, self.options, self.limits = a, b, options, limits
        self.elsewhere = sorted(elsewhere)
        # Whose the tokens of each side are: nobody's, of a run in place, of one elsewhere.
        self.owners = bytearray(len(a)), bytearray(len(b))
        for mark, runs in ((b"\1", in_place), (b"\2", self.elsewhere)):
            for run in runs:
                self.owners[0][run.a : run.a + run.n] = self.owners[1][run.b : run.b + run.n] = mark * run.n

    def mark(self, passage: Group) -> None:
        """Take the tokens of a passage."""
        for owners, (start, end) in zip(self.owners, (passage.a, passage.b), strict=True):
            owners[start:end] = b"\2" * (end - start)

    def joined(self) -> Iterator[Group]:
        """Yield the runs, those that follow one another on both sides joined with what lies between."""
        last: Group | None = None
        for run in self.elsewhere:
            group = Group((run.a, run.a + run.n), (run.b, run.b + run.n), [run])
            joined = self._join(last, group) if last else None
            if last and not joined:
                yield last
            last = joined or group
        if last:
            yield last

    def _join(self, last: Group, group: Group) -> Group | None:
        gaps = (last.a[1], group.a[0]), (last.b[1], group.b[0])
        if gaps[1][0] > gaps[1][1] or not self._are_free(gaps):
            return None
        kept, same = self._fill(gaps)
        between = self._words(gaps)
        calibration = self.options.calibration
        is_more = between > calibration.move_gap or any(
            _holds_sentence(text, gap) for text, gap in zip((self.a, self.b), gaps, strict=True)
        )
        if is_more and same < calibration.kept_share * between:
            return None
        return Group((last.a[0], group.a[1]), (last.b[0], group.b[1]), [*last.kept, *kept, *group.kept])

    def _fill(self, gaps: tuple[Range, Range]) -> tuple[list[TokenRun], int]:
        """Return the tokens that two stretches have in common, in order, and how many words these are."""
        kept = fill_gaps(self.a, self.b, *gaps, [], self.options, self.limits)
        return kept, sum(self.a.n_words(run.a, run.a + run.n) for run in kept)

    def _words(self, ranges: tuple[Range, Range]) -> int:
        return max(self.a.n_words(*ranges[0]), self.b.n_words(*ranges[1]))

    def _are_free(self, ranges: tuple[Range, Range]) -> bool:
        return self._are_not_moved(ranges) and all(
            owners.find(1, start, end) < 0 for owners, (start, end) in zip(self.owners, ranges, strict=True)
        )

    def grown(self, passage: Group) -> Group:
        """Return a passage with the rest of the paragraphs or sentences at its ends, if these are alike."""
        for forward in (False, True):
            passage = self._take(passage, self._same_rests(passage, forward=forward), forward=forward)
            for of in (Text.paragraph_around, Text.sentence_around):
                rests = self._rests(passage, of, forward=forward)
                words = self._words(rests)
                if self._are_free(rests) and self._fill(rests)[1] >= self.options.calibration.kept_share * words > 0:
                    passage = self._take(passage, rests, forward=forward)
        return passage

    def rounded_off(self, passage: Group, *, only_free: bool = False) -> Group:
        """Return a passage with the rest of the sentences that it begins and ends in, if it is small.

        What is kept in place of it is no more than the passage keeps, or nothing if it has to be free.
        """
        for forward in (False, True):
            whole = self._rests(passage, Text.sentence_around, forward=forward)
            most = self.options.calibration.move_rest * min(self.a.n_words(*passage.a), self.b.n_words(*passage.b))
            is_small = self._words(whole) <= most
            if is_small and (self._are_free(whole) or (not only_free and self._belongs(whole, forward=forward))):
                passage = self._take(passage, whole, forward=forward)
                continue
            rests = self._free_part(whole, forward=forward)
            if self._words(rests) > most or not (self.a.n_words(*rests[0]) and self.b.n_words(*rests[1])):
                if not forward:
                    continue
                rests = self._same_marks(rests)
            passage = self._take(passage, rests, forward=forward)
        return passage

    def _same_marks(self, rests: tuple[Range, Range]) -> tuple[Range, Range]:
        """Return the marks that two stretches begin with and that touch what stands before them."""
        (a_start, a_end), (b_start, b_end) = rests
        n = 0
        while n < min(a_end - a_start, b_end - b_start):
            i, j = a_start + n, b_start + n
            touch = self.a.is_glued(i) and self.b.is_glued(j)
            if self.a.is_word(i) or self.a.key(i) != self.b.key(j) or not touch:
                break
            n += 1
        return (a_start, a_start + n), (b_start, b_start + n)

    def _belongs(self, ranges: tuple[Range, Range], *, forward: bool) -> bool:
        """Return whether two stretches, no passage's, have more words in common than they keep in place.

        Marks alone, as that of a note, belong to the sentence that they end.
        """
        if not self._are_not_moved(ranges):
            return False
        return (forward and not self._words(ranges)) or self._fill(ranges)[1] > self._kept_words(ranges)

    def _free_part(self, ranges: tuple[Range, Range], *, forward: bool) -> tuple[Range, Range]:
        """Return what of two stretches beside a passage is nobody's, up to the first token that is somebody's."""
        free = []
        for owners, (start, end) in zip(self.owners, ranges, strict=True):
            if forward:
                taken = [at for mark in (1, 2) if (at := owners.find(mark, start, end)) >= 0]
                free.append((start, min(taken, default=end)))
            else:
                free.append((max(owners.rfind(mark, start, end) for mark in (1, 2)) + 1 or start, end))
        return free[0], free[1]

    def _kept_words(self, ranges: tuple[Range, Range]) -> int:
        """Return how many words of two stretches are kept in place, on the side where these are more."""
        sides = zip((self.a, self.b), self.owners, ranges, strict=True)
        return max(
            sum(owner and text.is_word(start + n) for n, owner in enumerate(owners[start:end]))
            for text, owners, (start, end) in sides
        )

    def _rests(self, passage: Group, of: Callable[[Text, int], Range], *, forward: bool) -> tuple[Range, Range]:
        """Return what its last sentence has behind it on both sides, or its first one before it.

        `of` gives the sentence, or the paragraph, that a token is in.
        """
        a, b = (
            (within[1], of(text, within[1] - 1)[1]) if forward else (of(text, within[0])[0], within[0])
            for text, within in ((self.a, passage.a), (self.b, passage.b))
        )
        return a, b

    def _same_rests(self, passage: Group, *, forward: bool) -> tuple[Range, Range]:
        """Return what both sides have alike beside a passage, in the same sentence.

        Fewer words than make a run may be at the end of one in place by chance.
        """
        (a_start, a_end), (b_start, b_end) = self._rests(passage, Text.sentence_around, forward=forward)
        n = words = 0
        while n < min(a_end - a_start, b_end - b_start):
            i, j = (a_start + n, b_start + n) if forward else (a_end - 1 - n, b_end - 1 - n)
            words += self.a.is_word(i)
            is_moved = self.owners[0][i] == 2 or self.owners[1][j] == 2
            if self.a.key(i) != self.b.key(j) or words >= self.options.min_words or is_moved:
                break
            n += 1
        return ((a_start, a_start + n), (b_start, b_start + n)) if forward else ((a_end - n, a_end), (b_end - n, b_end))

    def _are_not_moved(self, ranges: tuple[Range, Range]) -> bool:
        return all(owners.find(2, start, end) < 0 for owners, (start, end) in zip(self.owners, ranges, strict=True))

    def _take(self, passage: Group, rests: tuple[Range, Range], *, forward: bool) -> Group:
        """Return a passage with what stands beside it on both sides, without the stop of the sentence before it."""
        if not forward:
            a, b = (_behind_marks(text, within) for text, within in ((self.a, rests[0]), (self.b, rests[1])))
            rests = a, b
        kept = self._fill(rests)[0]
        if forward:
            a, b, kept = (passage.a[0], rests[0][1]), (passage.b[0], rests[1][1]), [*passage.kept, *kept]
        else:
            a, b, kept = (rests[0][0], passage.a[1]), (rests[1][0], passage.b[1]), [*kept, *passage.kept]
        passage = passage._replace(a=a, b=b, kept=kept)
        self.mark(passage)
        return passage


def _behind_marks(text: Text, within: Range) -> Range:
    """Return some tokens without the marks at their beginning that belong to the word before."""
    start, end = within
    while start < end and not text.is_word(start) and (text.is_glued(start) or text.key(start) in PAUSES):
        start += 1
    return start, end


def _holds_sentence(text: Text, within: Range) -> bool:
    """Return whether some tokens hold a whole sentence."""
    starts = text.sentence_starts(within)
    return len(starts) > 1 or (bool(starts) and text.begins_sentence(within[1]))


def images(kept: Sequence[TokenRun], borders: Iterable[int], *, of_a: bool) -> Iterator[int]:
    """Yield where the other text has to be cut so that no sentence reaches across what was taken out of this one."""
    mine, other = (0, 1) if of_a else (1, 0)
    for border in borders:
        n = bisect_left(kept, border, key=itemgetter(mine)) - 1
        if 0 <= n < len(kept) - 1:
            yield kept[n][other] + min(kept[n].n, border - kept[n][mine])
