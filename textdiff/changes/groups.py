"""Which sentences the alignment links: those that keep enough of each other's words are versions of each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textdiff.changes.align import Kept, Range
from textdiff.changes.weights import Weights
from textdiff.model import Tokens
from textdiff.options import Options


class Group(NamedTuple):
    """Sentences that are versions of each other: tokens [start, end) of each side, and those kept between them.

    `let_go` counts words that are the same but in units that are not ("16 August", "17 August").
    """

    a: Range
    b: Range
    kept: list[Kept]
    let_go: int = 0


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
