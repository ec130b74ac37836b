"""Readability of the alignment: what a longest common subsequence keeps by chance is not shown as kept.

An insertion is slid to where a sentence or a phrase begins or ends, a single word between two long
changes is let go, and so are the words that two different sentences share. Sentences that do belong
together are then aligned once more, by themselves.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

from textdiff.changes.align import Kept, Range, fill_gaps
from textdiff.changes.units import keep_units_whole
from textdiff.model import Tokens
from textdiff.options import Options
from textdiff.texts.words import has_spaceless

# Words that join what follows to what stands before: an insertion reads best from there on.
_JOINS = frozenset("and or but und oder aber sowie et ou mais y o pero и или но".split())

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_PAUSES = frozenset(",;:.!?…、，；。！？،؛؟")


class Weights:
    """Words of a text counted by token: `between(3, 9)` is the number of words among tokens 3 to 8."""

    def __init__(self, tokens: Tokens) -> None:
        """Count the words before each token."""
        is_word = bytearray(len(tokens))
        for word in tokens.words:
            is_word[word] = 1
        self.before = array("I", accumulate(is_word, initial=0))

    def between(self, start: int, end: int) -> int:
        """Return the number of words among the tokens [start, end)."""
        return self.before[end] - self.before[start]


def word_keys(tokens: Tokens, weights: Weights, start: int, end: int) -> tuple[str, ...]:
    """Return the keys of the words among the tokens [start, end)."""
    keys = tokens.keys
    return tuple([keys[word] for word in tokens.words[weights.before[start] : weights.before[end]]])


class Group(NamedTuple):
    """Sentences that are versions of each other: tokens [start, end) of each side, and those kept between them.

    `let_go` counts words that are the same but in units that are not ("16 August", "17 August").
    """

    a: Range
    b: Range
    kept: list[Kept]
    let_go: int = 0


def tidy(a: Tokens, b: Tokens, kept: Sequence[Kept], weights: tuple[Weights, Weights], options: Options) -> list[Group]:
    """Return the sentences that belong together, in text order, with the tokens a reader would call kept."""
    whole = (0, len(a)), (0, len(b))
    runs = drop_islands(slide(a, b, kept, options.slide_tokens), *whole, weights, options)
    return [align_sentences(a, b, group, weights, options) for group in group_sentences(a, b, runs, weights, options)]


def align_sentences(a: Tokens, b: Tokens, group: Group, weights: tuple[Weights, Weights], options: Options) -> Group:
    """Return sentences that belong together with the tokens between them that a reader would call kept.

    Insertions are slid to where they read best, units that have changed are let go whole, and so are
    chance islands.
    """
    found = slide(a, b, realign(a, b, group.a, group.b, group.kept, options), options.slide_tokens)
    whole = keep_units_whole(a, b, found, group.a, group.b)
    let_go = 0 if whole is found else _count_words(found, weights) - _count_words(whole, weights)
    return Group(group.a, group.b, drop_islands(whole, group.a, group.b, weights, options), let_go)


def _count_words(kept: Iterable[Kept], weights: tuple[Weights, Weights]) -> int:
    return sum(weights[0].between(run.a, run.a + run.n) for run in kept)


def realign(
    a: Tokens, b: Tokens, a_range: Range, b_range: Range, kept: Sequence[Kept], options: Options
) -> Sequence[Kept]:
    """Return the kept tokens of sentences that belong together: the longest common run first, then those beside it.

    People mark edits so (Ratcliff and Metzener 1988, "Pattern Matching: The Gestalt Approach"): on
    arXivEdits dev the exact spans of a longest common subsequence reach F1 0.712, these 0.729. In
    stretches too long for it the tokens that the engine kept stand, with what it finds between them.
    """
    x, y = a.keys[a_range[0] : a_range[1]], b.keys[b_range[0] : b_range[1]]
    if x == y:
        return [Kept(a_range[0], b_range[0], len(x))]
    if len(x) * len(y) > options.gestalt_cells:
        return fill_gaps(a, b, a_range, b_range, kept, options.engine_cells)
    end = 0  # the marks that end both belong together, or the full stop would go with that of "Figs."
    while end < min(len(x), len(y)) and x[-1 - end] == y[-1 - end] and not x[-1 - end][0].isalnum():
        end += 1
    x, y = x[: len(x) - end], y[: len(y) - end]
    blocks = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
    found = [Kept(a_range[0] + i, b_range[0] + j, n) for i, j, n in blocks if n]
    return list(_joined([*found, Kept(a_range[1] - end, b_range[1] - end, end)])) if end else found


def _joined(kept: Iterable[Kept]) -> Iterator[Kept]:
    """Yield runs in order, those that touch on both sides made one."""
    last: Kept | None = None
    for run in kept:
        if last and (last.a + last.n, last.b + last.n) == (run.a, run.b):
            last = Kept(last.a, last.b, last.n + run.n)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def slide(a: Tokens, b: Tokens, kept: Sequence[Kept], limit: int) -> list[Kept]:
    """Return the runs with pure insertions and deletions moved, where equal tokens allow, to the best borders.

    "… said. [He left. He] stayed" reads better as "… said. [He left.] He stayed". Of equal ones it is the
    last, so that what stood there already stands first; people mark edits so (arXivEdits train).
    """
    runs = list(kept)
    for n, (before, after) in enumerate(pairwise(kept)):
        left = runs[n]  # may have been changed by the slide before
        gaps = after.a - before.a - before.n, after.b - before.b - before.n
        if (gaps[0] == 0) == (gaps[1] == 0):
            continue
        first, end = (left.a + left.n, after.a) if gaps[0] else (left.b + left.n, after.b)
        tokens = a if gaps[0] else b
        keys = tokens.keys
        back = 0
        while back < min(limit, left.n) and keys[first - 1 - back] == keys[end - 1 - back]:
            back += 1
        ahead = 0
        while ahead < min(limit, after.n) and keys[first + ahead] == keys[end + ahead]:
            ahead += 1
        if not back and not ahead:
            continue

        ranks = [(*_edges(tokens, first + shift, end + shift), shift) for shift in range(-back, ahead + 1)]
        shift = max(ranks)[-1]
        runs[n] = Kept(left.a, left.b, left.n + shift)
        runs[n + 1] = Kept(after.a + shift, after.b + shift, after.n - shift)
    return [run for run in runs if run.n]


def _edges(tokens: Tokens, start: int, end: int) -> tuple[int, bool, int, bool]:
    """Return how well a stretch of tokens reads as one, to be compared.

    First how many of its edges are sentence borders, then whether it holds both ends of quotations and
    brackets, then how many edges are at white space or before a comma or stop, then whether it begins
    with a word that joins ("and Reuters").
    """
    sentences = sum(at == len(tokens) or at in _first_from(tokens.sentences, at) for at in (start, end))
    free = sum(_is_free(tokens, at) for at in (start, end))
    return sentences, _holds_both_ends(tokens, start, end), free, tokens.keys[start] in _JOINS


def _holds_both_ends(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether the quotations and brackets among tokens [start, end) begin and end there."""
    keys = tokens.keys[start:end]
    if '"' in keys:
        first = start + keys.index('"')
        opens = first == 0 or tokens.starts[first] > tokens.ends[first - 1]
        if keys.count('"') % 2 or not opens:
            return False
    return all(
        keys.count(one) == keys.count(other) and (one not in keys or keys.index(one) < keys.index(other))
        for one, other in _BRACKETS
    )


def _is_free(tokens: Tokens, at: int) -> bool:
    """Return whether a phrase may begin or end before token `at`: at white space, before a comma or stop.

    In scripts without spaces anywhere but behind a vowel that is written before its consonant.
    """
    if at in (0, len(tokens)) or tokens.ends[at - 1] < tokens.starts[at] or tokens.keys[at] in _PAUSES:
        return True
    return tokens.keys[at - 1] not in _LEADING_VOWELS and has_spaceless(tokens.keys[at - 1])


def _first_from(numbers: Sequence[int], at: int) -> Sequence[int]:
    """Return the first of some ascending numbers that is not below another, if there is one."""
    n = bisect_left(numbers, at)
    return numbers[n : n + 1]


def drop_islands(
    kept: Sequence[Kept], a_range: Range, b_range: Range, weights: tuple[Weights, Weights], options: Options
) -> list[Kept]:
    """Return the runs without those of one or two words between two long changes."""
    edges = [Kept(a_range[0], b_range[0], 0), *kept, Kept(a_range[1], b_range[1], 0)]
    changed = [_changed_words(left, right, weights) for left, right in pairwise(edges)]
    return [
        run
        for n, run in enumerate(kept)
        if weights[0].between(run.a, run.a + run.n) > options.island_words
        or min(changed[n], changed[n + 1]) < options.long_change_words
    ]


def _changed_words(left: Kept, right: Kept, weights: tuple[Weights, Weights]) -> int:
    return max(
        weights[0].between(left.a + left.n, right.a),
        weights[1].between(left.b + left.n, right.b),
    )


def group_sentences(
    a: Tokens, b: Tokens, kept: Sequence[Kept], weights: tuple[Weights, Weights], options: Options
) -> list[Group]:
    """Return the sentences that kept tokens link, joined while they have one in common; other tokens are let go.

    Two sentences are linked when a run of `min_words` words is kept between them, or their first
    `opening_words`, or `sentence_share` of the longer one, or half of the shorter one with three words
    in a row. Two that have a sentence in common are not joined over more words than the weaker one
    keeps: a passage that was taken out of the middle of a sentence, or put there, is no part of it.
    """
    pieces: defaultdict[tuple[int, int], list[Kept]] = defaultdict(list)
    for sentences, piece in _cut_at_sentences(a, b, kept):
        pieces[sentences].append(piece)
    groups: list[Group] = []
    a_done = b_done = last_words = 0
    for (s, t), runs in pieces.items():
        a_range, b_range = _sentence(a, s), _sentence(b, t)
        sizes = weights[0].between(*a_range), weights[1].between(*b_range)
        words = [weights[0].between(run.a, run.a + run.n) for run in runs]
        alike = words[0] if (runs[0].a, runs[0].b) == (a_range[0], b_range[0]) else 0
        if not _linked(words, alike, sizes, options):
            continue
        if not groups or (s >= a_done and t >= b_done):
            groups.append(Group(a_range, b_range, runs))
        else:
            last = groups[-1]
            between = weights[0].between(last.a[1], max(last.a[1], a_range[0]))
            between += weights[1].between(last.b[1], max(last.b[1], b_range[0]))
            if between <= min(last_words, sum(words)):
                last.kept.extend(runs)
                groups[-1] = Group((last.a[0], a_range[1]), (last.b[0], b_range[1]), last.kept)
            elif sum(words) > last_words and s + 1 >= a_done and t + 1 >= b_done and _is_one_link(a, b, last):
                groups[-1] = Group(a_range, b_range, runs)
            else:
                continue
        a_done, b_done, last_words = s + 1, t + 1, sum(words)
    return groups


def _is_one_link(a: Tokens, b: Tokens, group: Group) -> bool:
    """Return whether a group is one sentence of each text."""
    return all(
        bisect_left(tokens.sentences, end) - bisect_left(tokens.sentences, start) == 1
        for tokens, (start, end) in ((a, group.a), (b, group.b))
    )


def _linked(words: Sequence[int], opening: int, sizes: tuple[int, int], options: Options) -> bool:
    """Return whether two sentences are versions of each other, by the words of their kept runs."""
    longest, total, shorter = max(words), sum(words), min(sizes)
    return (
        longest >= options.min_words
        or opening >= options.opening_words
        or total >= max(sizes) * options.sentence_share
        or (longest >= min(3, shorter) and total * 2 >= shorter > 0)
    )


def _sentence(tokens: Tokens, sentence: int) -> Range:
    """Return the tokens [start, end) of a sentence."""
    following = tokens.sentences[sentence + 1 : sentence + 2]
    return tokens.sentences[sentence], following[0] if following else len(tokens)


def _cut_at_sentences(a: Tokens, b: Tokens, kept: Sequence[Kept]) -> Iterator[tuple[tuple[int, int], Kept]]:
    """Yield the runs cut where a sentence begins on either side, with the two sentences each piece lies in."""
    a_ends, b_ends = (*a.sentences[1:], len(a)), (*b.sentences[1:], len(b))
    s = t = 0
    for run in kept:
        done = 0
        while done < run.n:
            while a_ends[s] <= run.a + done:
                s += 1
            while b_ends[t] <= run.b + done:
                t += 1
            n = min(run.n - done, a_ends[s] - run.a - done, b_ends[t] - run.b - done)
            yield (s, t), Kept(run.a + done, run.b + done, n)
            done += n
