"""TokenRuns → Groups that read well: chance words are unkept, a date or price of which a part changed is unkept whole.

An insertion is slid to where a sentence or a phrase begins or ends, a single word between two long
changes is unkept, and so are the words that two different sentences share. Sentences that do belong
together are then aligned once more, by themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from textdiff.changes.align import TokenRun, fill_gaps, without
from textdiff.changes.gestalt import longest_first
from textdiff.changes.groups import Group, group_sentences
from textdiff.languages import ALL
from textdiff.languages.marks import BRACKETS, LEADING_VOWELS, PAUSES
from textdiff.options import Limits, Options
from textdiff.texts.keys import keys_of
from textdiff.texts.scripts import has_spaceless
from textdiff.texts.text import Range, Text
from textdiff.texts.units import Unit

# Words that join what follows to what stands before: an insertion reads best from there on.
_JOINS = keys_of(ALL.joiners)


def tidy(
    a: Text, b: Text, kept: Sequence[TokenRun], moves: Sequence[Group], options: Options, limits: Limits
) -> list[Group]:
    """Return the sentences that belong together, in text order, with the tokens a reader would call kept.

    What `moves` have is none of theirs.
    """
    slid = slide(a, b, kept, options, limits, moves=moves)
    runs = drop_islands(a, b, slid, (0, len(a)), (0, len(b)), options)
    return [align_sentences(a, b, group, options, limits) for group in group_sentences(a, b, runs, options)]


def align_sentences(a: Text, b: Text, group: Group, options: Options, limits: Limits) -> Group:
    """Return sentences that belong together with the tokens between them that a reader would call kept.

    Insertions are slid to where they read best, units that have changed are unkept as a whole, and so are
    chance islands.
    """
    found = slide(a, b, realign(a, b, group, options, limits), options, limits)
    whole = keep_units_whole(a, b, found, group.a, group.b)
    unkept = 0 if whole is found else _count_words(a, found) - _count_words(a, whole)
    return Group(group.a, group.b, drop_islands(a, b, whole, group.a, group.b, options), unkept, group.is_row)


def _count_words(a: Text, kept: Iterable[TokenRun]) -> int:
    return sum(a.n_words(run.a, run.a + run.n) for run in kept)


def realign(a: Text, b: Text, group: Group, options: Options, limits: Limits) -> Sequence[TokenRun]:
    """Return the kept tokens of sentences that belong together: the longest common run first, then those beside it.

    People mark edits so (Ratcliff and Metzener 1988, "Pattern Matching: The Gestalt Approach"): on
    arXivEdits dev the exact spans of a longest common subsequence reach F1 0.712, these 0.729. In
    stretches too long for it the tokens that the engine kept stand, with what it finds between them.
    """
    a_range, b_range = group.a, group.b
    x, y = a.keys_of(a_range), b.keys_of(b_range)
    if x == y:
        return [TokenRun(a_range[0], b_range[0], len(x))]
    if limits.exceeds("gestalt_cells", len(x) * len(y), options.calibration.gestalt_cells):
        return fill_gaps(a, b, a_range, b_range, group.kept, options, limits)
    end = last_marks(x, y)
    x, y = x[: len(x) - end], y[: len(y) - end]
    found = [TokenRun(a_range[0] + i, b_range[0] + j, n) for i, j, n in longest_first(x, y)]
    return list(_joined([*found, TokenRun(a_range[1] - end, b_range[1] - end, end)] if end else found))


def last_marks(x: Sequence[str], y: Sequence[str]) -> int:
    """Return how many marks end both: they belong together, or the full stop would go with that of "Figs."."""
    pairs = zip(reversed(x), reversed(y), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and not pair[0][0].isalnum(), pairs))


def _joined(kept: Iterable[TokenRun]) -> Iterator[TokenRun]:
    """Yield runs in order, those that touch on both sides made one."""
    last: TokenRun | None = None
    for run in kept:
        if last and (last.a + last.n, last.b + last.n) == (run.a, run.b):
            last = TokenRun(last.a, last.b, last.n + run.n)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def slide(
    a: Text,
    b: Text,
    kept: Sequence[TokenRun],
    options: Options,
    limits: Limits,
    *,
    moves: Sequence[Group] = (),
    only_beside: bool = False,
) -> list[TokenRun]:
    """Return the runs with pure insertions and deletions moved, where equal tokens allow, to the best borders.

    None takes in some of `moves`; slid are those alone that hold some, if no other is to be.

    "… said. [He left. He] stayed" reads better as "… said. [He left.] He stayed". Of equal ones it is the
    last, so that what stood there already stands first; people mark edits so (arXivEdits train).
    """
    runs = list(kept)
    most = options.calibration.slide_tokens
    taken = sorted(move.a for move in moves), sorted(move.b for move in moves)
    for n, (before, after) in enumerate(pairwise(kept)):
        left = runs[n]  # may have been changed by the slide before
        gaps = after.a - before.a - before.n, after.b - before.b - before.n
        if (gaps[0] == 0) == (gaps[1] == 0):
            continue
        first, end = (left.a + left.n, after.a) if gaps[0] else (left.b + left.n, after.b)
        text, ranges = (a, taken[0]) if gaps[0] else (b, taken[1])
        inside = ranges[bisect_left(ranges, (first, first)) : bisect_left(ranges, (end, end))]
        if only_beside and not inside:
            continue
        most_back = min(left.n, end - inside[-1][1]) if inside else left.n
        most_ahead = min(after.n, inside[0][0] - first) if inside else after.n
        keys = text.keys
        back = 0
        while back < most_back and keys[first - 1 - back] == keys[end - 1 - back]:
            if limits.exceeds("slide_tokens", back + 1, most):
                break
            back += 1
        ahead = 0
        while ahead < most_ahead and keys[first + ahead] == keys[end + ahead]:
            if limits.exceeds("slide_tokens", ahead + 1, most):
                break
            ahead += 1
        if not back and not ahead:
            continue
        ranks = [(*_edges(text, first + shift, end + shift), shift) for shift in range(-back, ahead + 1)]
        shift = max(ranks)[-1]
        runs[n] = TokenRun(left.a, left.b, left.n + shift)
        runs[n + 1] = TokenRun(after.a + shift, after.b + shift, after.n - shift)
    return [run for run in runs if run.n]


def _edges(text: Text, start: int, end: int) -> tuple[int, bool, int, bool]:
    """Return how well a stretch of tokens reads as one, to be compared.

    First how many of its edges are sentence borders, then whether it holds both ends of quotations and
    brackets, then how many edges are at white space or before a comma or stop, then whether it begins
    with a word that joins ("and Reuters").
    """
    sentences = sum(text.begins_sentence(at) for at in (start, end))
    free = sum(_is_free(text, at) for at in (start, end))
    return sentences, _holds_both_ends(text, start, end), free, text.key(start) in _JOINS


def _holds_both_ends(text: Text, start: int, end: int) -> bool:
    """Return whether the quotations and brackets among tokens [start, end) begin and end there."""
    keys = text.keys_of((start, end))
    if '"' in keys:
        first = start + keys.index('"')
        opens = not text.is_glued(first)
        if keys.count('"') % 2 or not opens:
            return False
    return all(
        keys.count(one) == keys.count(other) and (one not in keys or keys.index(one) < keys.index(other))
        for one, other in BRACKETS
    )


def _is_free(text: Text, at: int) -> bool:
    """Return whether a phrase may begin or end before token `at`: at white space, before a comma or stop.

    In scripts without spaces anywhere except behind a vowel that is written before its consonant.
    """
    if at in (0, len(text)) or not text.is_glued(at) or text.key(at) in PAUSES:
        return True
    return text.key(at - 1) not in LEADING_VOWELS and has_spaceless(text.key(at - 1))


def keep_units_whole(a: Text, b: Text, kept: Sequence[TokenRun], a_range: Range, b_range: Range) -> Sequence[TokenRun]:
    """Return the kept tokens without those of two dates, prices, numbers or names with initials that are not the same.

    Only where tokens of the one were kept as tokens of the other, and both are of a kind.
    """
    if len(kept) < 2 and sum(run.n for run in kept) == max(a_range[1] - a_range[0], b_range[1] - b_range[0]):
        return kept
    a_units = a.units(a_range)
    units = a_units, b.units(b_range) if a_units else []
    if not units[1]:
        return kept
    changed: tuple[set[int], set[int]] = set(), set()
    starts = [unit.start for unit in units[1]]
    partner = {run.a + n: run.b + n for run in kept for n in range(run.n)}
    for unit in units[0]:
        linked = {partner[token] for token in range(unit.start, unit.end) if token in partner}
        others = [units[1][n] for n in sorted({_unit_at(units[1], starts, token) for token in linked} - {-1})]
        theirs = [b.keys_of((other.start, other.end)) for other in others]
        mine = a.keys_of((unit.start, unit.end))
        if any(_is_part(keys, mine) or _is_part(mine, keys) for keys in theirs):
            continue
        for other, keys in zip(others, theirs, strict=True):
            if other.kind == unit.kind and not (unit.kind == "name" and _have_two_titles(mine, keys)):
                changed[0].update(range(unit.start, unit.end))
                changed[1].update(range(other.start, other.end))
    return list(without(kept, *changed)) if changed[0] else kept


def _is_part(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a unit is the same as another or a part of it: "August 2022" and "16 August 2022"."""
    return any(other[n : n + len(one)] == one for n in range(len(other) - len(one) + 1))


def _have_two_titles(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two names begin with different words before their initials: "Author J. Hill", "Writer J. Hill"."""
    return one[0] != other[0] and min(len(one[0]), len(other[0])) > 1


def _unit_at(units: Sequence[Unit], starts: Sequence[int], token: int) -> int:
    """Return the number of the unit that a token is in; -1 where it is in none."""
    n = bisect_left(starts, token + 1) - 1
    return n if n >= 0 and token < units[n].end else -1


def drop_islands(
    a: Text, b: Text, kept: Sequence[TokenRun], a_range: Range, b_range: Range, options: Options
) -> list[TokenRun]:
    """Return the runs without those of one or two words between two long changes."""
    most, long_change = options.calibration.island_words, options.calibration.long_change_words
    edges = [TokenRun(a_range[0], b_range[0], 0), *kept, TokenRun(a_range[1], b_range[1], 0)]
    return [
        run
        for n, run in enumerate(kept)
        if a.n_words(run.a, run.a + run.n) > most
        or _changed_words(a, b, edges[n], run) < long_change
        or _changed_words(a, b, run, edges[n + 2]) < long_change
    ]


def _changed_words(a: Text, b: Text, left: TokenRun, right: TokenRun) -> int:
    return max(a.n_words(left.a + left.n, right.a), b.n_words(left.b + left.n, right.b))
