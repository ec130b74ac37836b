"""Text, Text → Text, Text: the sentence borders that only one of two texts shows, in both.

A headline has no full stop: where a line break ends it, the border is plain to see, but in a text
without line breaks it runs into the sentence behind it. What one text shows is used for both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from textdiff.changes.align import TokenRun
from textdiff.changes.groups import Group
from textdiff.changes.moves import images
from textdiff.changes.pairings import Pairing
from textdiff.languages.marks import PAUSES, SENTENCE_STOPS
from textdiff.model import WordRun
from textdiff.options import Options
from textdiff.texts.text import Range, Text

_Stretch = tuple[int, int, int]  # first one here, first one there, length


def share_borders(
    a: Text, b: Text, kept: Sequence[TokenRun], moves: Sequence[Group], runs: Iterable[WordRun], options: Options
) -> tuple[Text, Text]:
    """Return both texts, each with the sentence borders that a line break shows in the other.

    `kept` are the aligned tokens, `runs` the verbatim runs, which stand in for what has moved. Only
    borders without a full stop before them are carried over: a sentence that one version splits in
    two stays one sentence of the other.
    """
    cuts = [sorted({at for move in moves for at in (move.a, move.b)[side]}) for side in (0, 1)]
    if moves:
        a_more, b_more = images(kept, cuts[1], of_a=False), images(kept, cuts[0], of_a=True)
        a, b = a.recut([*cuts[0], *a_more]), b.recut([*cuts[1], *b_more])
    borders = list(_bare_borders(a)), list(_bare_borders(b))
    if not any(borders):
        return a, b
    tokens = [(run.a, run.b, run.n) for run in kept]
    words = [(run.a, run.b, run.n) for run in runs]
    to_b = _Partners(tokens, words, a, b)
    to_a = _Partners([(j, i, n) for i, j, n in tokens], sorted((j, i, n) for i, j, n in words), b, a)
    enough = options.calibration.border_tokens
    return a.recut(_carried(b, borders[1], to_a, enough)), b.recut(_carried(a, borders[0], to_b, enough))


def mend(a: Text, b: Text, wholes: tuple[Text, Text], pairings: Iterable[Pairing]) -> tuple[Text, Text]:
    """Return two cut texts with the borders of the whole ones, and their own where a pairing has sentences, or ends.

    What moved, or seemed to, cuts the sentences around it on both sides; those that nothing took are whole again.
    """
    sides = list(zip(*((pairing.a, pairing.b) for pairing in pairings), strict=True)) or [(), ()]
    return _mended(a, wholes[0], sides[0]), _mended(b, wholes[1], sides[1])


def _mended(cut: Text, whole: Text, taken: Iterable[Range | None]) -> Text:
    more = sorted({*cut.sentences}.difference(whole.sentences))
    if not more:
        return cut
    used = {at for start, end in filter(None, taken) for at in more[bisect_left(more, start) : bisect_right(more, end)]}
    return cut.with_sentences(used.union(whole.sentences))


class _Partners:
    """Which token of the other text stands for a token: the aligned one, else the one of a verbatim run."""

    def __init__(self, kept: Sequence[_Stretch], words: Sequence[_Stretch], mine: Text, other: Text) -> None:
        """Take runs in text order, of tokens and of words."""
        self.kept, self.words, self.mine, self.other = kept, words, mine, other

    def of(self, token: int) -> int:
        """Return the partner of a token; -1 where it has none."""
        partner = _look_up(self.kept, token)
        if partner >= 0:
            return partner
        if not self.mine.is_word(token):
            return -1
        partner = _look_up(self.words, self.mine.word_number(token))
        return self.other.word(partner) if partner >= 0 else -1


def _look_up(runs: Sequence[_Stretch], at: int) -> int:
    n = bisect_right(runs, at, key=itemgetter(0)) - 1
    if n < 0 or at >= runs[n][0] + runs[n][2]:
        return -1
    return runs[n][1] + at - runs[n][0]


def _bare_borders(text: Text) -> Iterator[tuple[int, int]]:
    """Yield where a line that ends without a full stop begins, and where the next one does."""
    for line, border in pairwise(text.paragraphs):
        if not _follows_stop(text.keys, line, border):
            yield line, border


def _carried(text: Text, borders: Iterable[tuple[int, int]], partners: _Partners, enough: int) -> set[int]:
    """Return the tokens of the other text before which this one has a bare border.

    It is believed from `enough` kept tokens in a row beside it on; a shorter line has to begin where a
    sentence of the other text does, or a line that was carried over.
    """
    found: set[int] = set()
    for line, border in borders:
        after = [partners.of(border + n) for n in range(min(enough, len(text) - border))]
        before = [partners.of(n) for n in range(max(line, border - enough), border)]
        first = before[0]
        is_there = first >= 0 and before == [first + n for n in range(len(before))]
        is_after = after[0] >= 0 and after == [after[0] + n for n in range(len(after))]
        # Where the other text has a line end of its own, what it has between the two borders is of that line.
        end, start = before[-1] + 1, after[0]
        is_one = is_there and is_after and not _is_sentence(partners.other, end, start)
        has_end, has_start = (is_one and _begins_line(partners.other, at) for at in (end, start))
        is_known = len(before) == enough or first in found or partners.other.begins_sentence(first)
        if is_there and is_known and not has_start:
            found.add(end)
        if is_after and not has_end:
            found.add(start)
    return found


def _is_sentence(text: Text, start: int, end: int) -> bool:
    """Return whether some tokens look like a sentence of their own: three words at least, no small letter first."""
    if start >= end or text.n_words(start, end) < text.options.calibration.statement_words:
        return False
    return text.is_word(start) and not text.token(start)[0].islower() and _follows_stop(text.keys, start, end)


def _begins_line(text: Text, token: int) -> bool:
    return token == len(text) or text.paragraph_around(token)[0] == token


def _follows_stop(keys: Sequence[str], line: int, border: int) -> bool:
    """Return whether a line ends with the end of a sentence, with at most closing marks behind it."""
    at = border - 1
    while at >= line and not keys[at][0].isalnum():
        if keys[at] in SENTENCE_STOPS:
            return True
        if keys[at] in PAUSES:
            return False
        at -= 1
    return False
