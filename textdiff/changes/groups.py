"""TokenRuns → Groups: which sentences the alignment links, because they keep enough of each other's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textdiff.changes.align import TokenRun
from textdiff.languages.marks import BLANK_LINE
from textdiff.options import Options
from textdiff.texts.patterns import pattern
from textdiff.texts.text import Range, Text

_BLANK_LINE = pattern(BLANK_LINE)


class Group(NamedTuple):
    """Sentences that are versions of each other: tokens [start, end) of each side, and those kept between them.

    `unkept` counts words that are the same but in units that are not ("16 August", "17 August"). `is_row` says that
    they are rows of a table or list that are about one thing.
    """

    a: Range
    b: Range
    kept: list[TokenRun]
    unkept: int = 0
    is_row: bool = False


def group_sentences(a: Text, b: Text, kept: Sequence[TokenRun], options: Options) -> list[Group]:
    """Return the sentences that kept tokens link, joined while they have one in common; other tokens are unkept.

    Two sentences are linked when a run of `min_words` words is kept between them, or their first
    `opening_words`, or `sentence_share` of the longer one, or half of the shorter one with three words
    in a row. Two that have a sentence in common are not joined over more words than the weaker one
    keeps: a passage that was taken out of the middle of a sentence, or put there, is no part of it.
    """
    pieces: defaultdict[tuple[int, int], list[TokenRun]] = defaultdict(list)
    for sentences, piece in _cut_at_sentences(a, b, kept):
        pieces[sentences].append(piece)
    groups: list[Group] = []
    a_done = b_done = last_words = 0
    for (s, t), runs in pieces.items():
        a_range, b_range = a.sentence(s), b.sentence(t)
        sizes = a.n_words(*a_range), b.n_words(*b_range)
        words = [a.n_words(run.a, run.a + run.n) for run in runs]
        alike = words[0] if (runs[0].a, runs[0].b) == (a_range[0], b_range[0]) else 0
        if not _linked(words, alike, sizes, options):
            continue
        if not groups or (s >= a_done and t >= b_done):
            groups.append(Group(a_range, b_range, runs))
        else:
            last = groups[-1]
            between = a.n_words(last.a[1], max(last.a[1], a_range[0]))
            between += b.n_words(last.b[1], max(last.b[1], b_range[0]))
            weak = (last_words, sum(words))
            if between <= min(weak) and not _are_lines(a, b, last, Group(a_range, b_range, runs), weak, options):
                last.kept.extend(runs)
                groups[-1] = Group((last.a[0], a_range[1]), (last.b[0], b_range[1]), last.kept)
            elif sum(words) > last_words and s + 1 >= a_done and t + 1 >= b_done and _is_one_link(a, b, last):
                groups[-1] = Group(a_range, b_range, runs)
            else:
                continue
        a_done, b_done, last_words = s + 1, t + 1, sum(words)
    return groups


def _are_lines(a: Text, b: Text, last: Group, group: Group, words: tuple[int, int], options: Options) -> bool:
    """Return whether sentences would join two lines of a text of which one keeps few of its words.

    `words` are those that the two links keep. Lines of a list have words in common with any other one.
    """
    share = options.calibration.kept_share
    for text, before, behind in ((a, last.a, group.a), (b, last.b, group.b)):
        if behind[0] >= before[1] and _begins_line(text, behind[0]):
            first, second = text.sentence_around(before[1] - 1), behind
            if words[0] < share * text.n_words(*first) or words[1] < share * text.n_words(*second):
                return True
    return False


def _begins_line(text: Text, token: int) -> bool:
    """Return whether a token begins a line that is a paragraph, no blank line before it."""
    gap = text.text[text.end(token - 1) : text.start(token)]
    return text.paragraph_around(token)[0] == token and _BLANK_LINE.search(gap) is None


def _is_one_link(a: Text, b: Text, group: Group) -> bool:
    """Return whether a group is one sentence of each text."""
    return len(a.sentences_in(group.a)) == len(b.sentences_in(group.b)) == 1


def _linked(words: Sequence[int], opening: int, sizes: tuple[int, int], options: Options) -> bool:
    """Return whether two sentences are versions of each other, by the words of their kept runs."""
    longest, total, shorter = max(words), sum(words), min(sizes)
    calibration = options.calibration
    return (
        longest >= options.min_words
        or opening >= calibration.opening_words
        or total >= max(sizes) * calibration.sentence_share
        or (longest >= min(calibration.linking_run, shorter) and total >= calibration.kept_share * shorter > 0)
    )


def _cut_at_sentences(a: Text, b: Text, kept: Sequence[TokenRun]) -> Iterator[tuple[tuple[int, int], TokenRun]]:
    """Yield the runs cut where a sentence begins on either side, with the two sentences each piece lies in."""
    s = t = a_end = b_end = 0
    for run in kept:
        done = 0
        while done < run.n:
            if a_end <= run.a + done:
                s = a.sentence_at(run.a + done)
                a_end = a.sentence(s)[1]
            if b_end <= run.b + done:
                t = b.sentence_at(run.b + done)
                b_end = b.sentence(t)[1]
            n = min(run.n - done, a_end - run.a - done, b_end - run.b - done)
            yield (s, t), TokenRun(run.a + done, run.b + done, n)
            done += n
