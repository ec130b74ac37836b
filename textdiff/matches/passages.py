"""Verbatim runs of words that two texts share, and which of them count as shared text.

The set of runs is a greedy string tiling (Wise 1993, "String Similarity via Greedy String Tiling and
Running Karp-Rabin Matching"): the longest common run is taken first, no word is in two runs.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from textdiff.model import Match, Run, Span, Tokens, Uncounted
from textdiff.options import Options

_GERMAN = frozenset("der und den das ist dem nicht ein eine für mit im auf sich zu".split())
_NEAR_WORDS = 100


def verbatim_runs(a: Tokens, b: Tokens, min_words: int, max_occurrences: int) -> tuple[Run, ...]:
    """Return the maximal runs of `min_words` words or more that both texts hold, in A order.

    Case, typography and punctuation do not break a run. No word of either text is in two runs. A
    word n-gram with more than `max_occurrences` places in A is followed to its nearest places only,
    so the cost stays within max_occurrences × the length of the texts.
    """
    x, y = _number_words(a, b)
    return tuple(sorted(_tile(_maximal_runs(x, y, min_words, max_occurrences), len(x), len(y), min_words)))


def _number_words(a: Tokens, b: Tokens) -> tuple[list[int], list[int]]:
    """Return both texts' words as numbers, equal for equal keys."""
    numbers: dict[str, int] = {}
    x = [numbers.setdefault(a.keys[word], len(numbers)) for word in a.words]
    y = [numbers.setdefault(b.keys[word], len(numbers)) for word in b.words]
    return x, y


def _number_grams(x: Sequence[int], y: Sequence[int], n: int) -> tuple[list[int], list[int]]:
    """Return the word n-grams of both texts as numbers, equal for equal n-grams, by joining ever longer halves."""
    width = 1
    columns = [list(x), list(y)]
    while width < n:
        shift = min(width, n - width)
        numbers: dict[tuple[int, int], int] = {}
        columns = [
            [numbers.setdefault(pair, len(numbers)) for pair in zip(column, column[shift:], strict=False)]
            for column in columns
        ]
        width += shift
    return columns[0], columns[1]


class _Runs:
    """The maximal runs of two word columns, found from shared n-grams; each diagonal is walked once."""

    def __init__(self, x: Sequence[int], y: Sequence[int], n: int) -> None:
        self.x, self.y, self.n = x, y, n
        self.found: list[Run] = []
        self.covered = bytearray(len(y))
        self._reached: dict[int, int] = {}  # diagonal i - j → where its last run ends in y

    def follow(self, i: int, j: int) -> None:
        """Add the run through the n-gram at x[i] and y[j], unless it was found before."""
        x, y, diagonal = self.x, self.y, i - j
        low = self._reached.get(diagonal, 0)
        if low > j:
            return
        start, end = j, j + self.n
        while start > low and start + diagonal > 0 and x[start - 1 + diagonal] == y[start - 1]:
            start -= 1
        while end < len(y) and end + diagonal < len(x) and x[end + diagonal] == y[end]:
            end += 1
        self._reached[diagonal] = end
        self.covered[start:end] = b"\1" * (end - start)
        self.found.append(Run(start + diagonal, start, end - start))


def _maximal_runs(x: Sequence[int], y: Sequence[int], n: int, max_occurrences: int) -> list[Run]:
    """Return runs of n words or more that cannot be made longer on either side; they may overlap."""
    grams_x, grams_y = _number_grams(x, y, n)
    wanted = set(grams_y)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for i, gram in enumerate(grams_x):
        if gram in wanted:
            places[gram].append(i)
    runs = _Runs(x, y, n)
    for j, gram in enumerate(grams_y):
        if gram in places and len(places[gram]) <= max_occurrences:
            for i in places[gram]:
                runs.follow(i, j)
    # A refrain, not inside any run so far: its places that are nearest to the run before it.
    for j, gram in enumerate(grams_y):
        if gram in places and not runs.covered[j]:
            at = places[gram]
            near = bisect_left(at, j + _last_diagonal(runs, j)) - max_occurrences // 2
            near = max(0, min(near, len(at) - max_occurrences))
            for i in at[near : near + max_occurrences]:
                runs.follow(i, j)
    return runs.found


def _last_diagonal(runs: _Runs, j: int) -> int:
    """Return i - j of the run found last, if it ends at or before y[j]; else 0."""
    last = runs.found[-1] if runs.found else None
    return last.a_word - last.b_word if last and last.b_word + last.n <= j else 0


def _tile(runs: Iterable[Run], x_words: int, y_words: int, n: int) -> list[Run]:
    """Return disjoint runs, the longest first served; what is left of an overlapped run counts if it has n words."""
    free_x, free_y = bytearray(b"\1") * x_words, bytearray(b"\1") * y_words
    queue = [(-run.n, run.a_word, run.b_word) for run in runs]
    heapq.heapify(queue)
    tiles = []
    while queue:
        length, i, j = heapq.heappop(queue)
        length = -length
        if free_x.find(0, i, i + length) < 0 and free_y.find(0, j, j + length) < 0:
            tiles.append(Run(i, j, length))
            free_x[i : i + length] = free_y[j : j + length] = bytes(length)
            continue
        both = bytes(p & q for p, q in zip(free_x[i : i + length], free_y[j : j + length], strict=True))
        start = both.find(1)
        while start >= 0:
            end = both.find(0, start)
            end = length if end < 0 else end
            if end - start >= n:
                heapq.heappush(queue, (start - end, i + start, j + start))
            start = both.find(1, end)
    return tiles


def counted(run: Run, a: Tokens, options: Options) -> bool:
    """Return whether a run is more than a name, a title or a stock phrase.

    It is from `certain_words` on; a shorter one needs `telling_words` telling words. In scripts with
    case these have four letters or more and no capital; in German, where every noun has one, only
    capitals that stand beside each other make a name.
    """
    if run.n >= options.certain_words:
        return True
    words = [a.text[a.starts[n] : a.ends[n]] for n in a.words[run.a_word : run.a_word + run.n]]
    capital = [False, *(word[0].isupper() for word in words), False]
    nouns_have_capitals = any(capital) and _is_german(a, run)
    telling = 0
    for n, word in enumerate(words, 1):
        in_name = capital[n] and (capital[n - 1] or capital[n + 1] or not nouns_have_capitals)
        long_enough = len(word) >= 4 or (word.upper() == word.lower() and word[0].isalpha())
        telling += long_enough and not in_name
    return telling >= options.telling_words


def _is_german(tokens: Tokens, run: Run) -> bool:
    """Return whether two common words of German stand in the run or near it."""
    near = tokens.words[max(0, run.a_word - _NEAR_WORDS) : run.a_word + run.n + _NEAR_WORDS]
    return len(_GERMAN & {tokens.keys[word] for word in near}) >= 2


def to_match(run: Run, a: Tokens, b: Tokens) -> Match:
    """Return the run as a passage: from the first character of its first word to the end of its last."""
    return Match(_words_span(a, run.a_word, run.n), _words_span(b, run.b_word, run.n), run.n)


def to_uncounted(run: Run, a: Tokens, b: Tokens) -> Uncounted:
    """Return the run as a stretch that is shared but no sign of copying."""
    return Uncounted("name", _words_span(a, run.a_word, run.n), _words_span(b, run.b_word, run.n), run.n)


def _words_span(tokens: Tokens, word: int, n: int) -> Span:
    return Span(tokens.starts[tokens.words[word]], tokens.ends[tokens.words[word + n - 1]])
