"""Word n-grams as numbers, sentences as the terms that they are made of, and the terms that say what they are about."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain, islice, pairwise, repeat
from sys import intern
from typing import TYPE_CHECKING

from textdiff.languages import ALL
from textdiff.options import Calibration
from textdiff.texts.keys import keys_of
from textdiff.texts.scripts import has_spaceless, stems

if TYPE_CHECKING:
    from textdiff.texts.text import Text

# N-grams that are in one table at a time: of more it would take 100 bytes each.
_AT_ONCE = 1 << 18
_MOST_WORDS = 1 << 18  # of which the terms are kept: words of a corpus
_FUNCTION_WORDS = keys_of(ALL.function_words)


class _Stems(dict[str, str]):
    """The first letters of each word: one object for equal ones, whose hash is found once."""

    def __init__(self, letters: int) -> None:
        """Take how many letters."""
        super().__init__()
        self.letters = letters

    def __missing__(self, key: str) -> str:
        """Return the stem of a word that is new."""
        if len(self) >= _MOST_WORDS:
            self.clear()
        stem = self[key] = intern(key[: self.letters])
        return stem


@lru_cache(maxsize=2)
def stems_of(letters: int) -> _Stems:
    """Return the table of stems of a process."""
    return _Stems(letters)


class Grams:
    """The n-grams of a sequence: a number for each place, equal for equal n-grams.

    Numbers of words are others in another process; what is found by them is not, because it is looked at.
    """

    def __init__(self, items: Sequence[Hashable], n: int) -> None:
        """Give the n-grams numbers; equal ones of unequal n-grams are one in 2⁶⁴, and whoever follows them looks."""
        self.n = n
        shifted = (islice(items, shift, None) for shift in range(n))  # slices would be n copies of a long text
        self.numbers = array("q", map(hash, zip(*shifted, strict=False)))

    def look_up(self, other: Grams) -> tuple[array[int], dict[int, list[int]]]:
        """Return where the n-grams of another sequence are here: the last place of each, -1 where it is nowhere.

        And by their numbers the places of those that have more than one, in order; few have.
        """
        if len(self.numbers) <= _AT_ONCE:
            last, several = self._table
            return array("i", map(last.get, other.numbers, repeat(-1))), several
        places, several = array("i", [-1]) * len(other.numbers), {}
        n_parts = -(-len(self.numbers) // _AT_ONCE)
        for part in range(n_parts):  # by their numbers, so that equal ones are in one part
            mine = [n for n, number in enumerate(self.numbers) if number % n_parts == part]
            last, more = _tabulate([self.numbers[n] for n in mine], mine)
            several |= more
            for n, number in enumerate(other.numbers):
                if number % n_parts == part and number in last:
                    places[n] = last[number]
        return places, several

    @cached_property
    def _table(self) -> tuple[dict[int, int], dict[int, list[int]]]:
        return _tabulate(self.numbers, range(len(self.numbers)))


def _tabulate(numbers: Sequence[int], places: Sequence[int]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Return the last place of each n-gram, and all places of those that have more than one."""
    last = dict(zip(numbers, places, strict=True))
    several: dict[int, list[int]] = {}
    if len(last) < len(numbers):
        several = {number: [] for number, n in zip(numbers, places, strict=True) if last[number] != n}
        for number, n in zip(numbers, places, strict=True):
            if number in several:
                several[number].append(n)
    return last, several


class Statements:
    """Sentences long enough to state something: those of one or two words are joined to the next.

    `starts` are the numbers of their first words, and at the end the number of words; `terms` those of each.
    """

    def __init__(self, starts: list[int], terms: list[list[str]]) -> None:
        """Keep them; there is one more start than there are statements."""
        self.starts, self.terms = starts, terms

    @property
    def n_words(self) -> int:
        """Return the number of words of the text."""
        return self.starts[-1]

    def words(self, first: int, end: int) -> tuple[int, int]:
        """Return the words of the statements [first, end)."""
        return self.starts[first], self.starts[end]

    def at(self, word: int) -> int:
        """Return the number of the statement that a word is in."""
        return bisect_right(self.starts, word) - 1

    def mostly_in(self, stretches: Iterable[tuple[int, int]], share: float) -> frozenset[int]:
        """Return the statements of which this share or more is in stretches (first word, length), none overlapping."""
        starts = self.starts
        words: defaultdict[int, int] = defaultdict(int)
        for first, n in stretches:
            at = self.at(first)
            done, end = first, first + n
            while starts[at + 1] < end:
                words[at] += starts[at + 1] - done
                at, done = at + 1, starts[at + 1]
            words[at] += end - done
        return frozenset([n for n, inside in words.items() if inside >= share * (starts[n + 1] - starts[n])])

    @cached_property
    def counts(self) -> list[dict[str, int]]:
        """Return for each statement how often each term is in it."""
        return [_count(terms) for terms in self.terms]

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """Return the statements that each term is in."""
        found: dict[str, list[int]] = {}
        for n, counts in enumerate(self.counts):
            for term in counts:
                if term in found:
                    found[term].append(n)
                else:
                    found[term] = [n]
        return found

    def postings_of(self, some: Sequence[int]) -> dict[str, list[int]]:
        """Return which of some statements, in order, each term is in."""
        if len(some) == len(self.terms):
            return self.postings
        found: dict[str, list[int]] = {}
        for n in some:
            for term in self.counts[n]:
                if term in found:
                    found[term].append(n)
                else:
                    found[term] = [n]
        return found

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Return in how many statements each term is."""
        return Counter(chain.from_iterable(self.counts))


def _count(terms: list[str]) -> dict[str, int]:
    counts = dict.fromkeys(terms, 1)  # in a fifth of the time of a Counter, and mostly it is that
    return counts if len(counts) == len(terms) else Counter(terms)


def find_statements(
    edges: Sequence[int], keys: Sequence[str], calibration: Calibration, excluded: frozenset[int], *, by_word: bool
) -> Statements:
    """Return the sentences of a text with their terms, those of less than `statement_words` joined to the next.

    `edges` are the numbers of the first words and the count at the end; a term is a key where it is
    `by_word`, or what `stems` gives. A sentence of which `excluded_share` or more are `excluded` words has no terms.
    """
    starts: list[int] = []
    shortest = calibration.statement_words
    for start, end in pairwise(edges):
        if end > start and not (starts and start - starts[-1] < shortest):
            starts.append(start)
    if len(starts) > 1 and edges[-1] - starts[-1] < shortest:
        starts.pop()
    if not starts:
        return Statements([0], [])
    starts.append(edges[-1])
    parts = [list(keys[start:end]) for start, end in pairwise(starts)]
    terms = parts if by_word else [stems(part, calibration.stem_letters) for part in parts]
    if excluded:
        for n, (start, end) in enumerate(pairwise(starts)):
            if len(excluded.intersection(range(start, end))) >= calibration.excluded_share * (end - start):
                terms[n] = []
    return Statements(starts, terms)


class _Terms(dict[str, str]):
    """The term that each word is by itself, "" for one that says nothing."""

    def __init__(self, letters: int, least: int) -> None:
        super().__init__()
        self.letters, self.least = letters, least

    def __missing__(self, key: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        says = len(key) >= self.least and key not in _FUNCTION_WORDS
        is_cut = 1 < len(key) < self.least and has_spaceless(key)
        term = self[key] = key[: self.letters] if says or is_cut or is_figure(key) else ""
        return term


@lru_cache(maxsize=2)
def _terms(letters: int, least: int) -> _Terms:
    """Return the table of terms of a process."""
    return _Terms(letters, least)


def find_terms(keys: Sequence[str], calibration: Calibration) -> set[str]:
    """Return what some words are about: figures, and the first letters of words that are long and no function words.

    In a script without spaces pairs of neighbouring characters, or words where words are cut.
    """
    found = set(map(_terms(calibration.stem_letters, calibration.long_word).__getitem__, keys))
    found.discard("")
    if not "".join(keys).isascii():
        pairs = [one + other for one, other in pairwise(keys) if len(one) == len(other) == 1]
        found.update(filter(has_spaceless, pairs))
    return found


def is_figure(key: str) -> bool:
    """Return whether a word is a figure: digits, and marks or letters with them."""
    return not key.isalpha() and any(map(str.isdigit, key))


def find_repeated(text: Text) -> list[list[tuple[int, int]]]:
    """Return the places, in words, of each sentence of `repeat_words` or more that stands more than once.

    Crumbs are left out.
    """
    least = text.options.calibration.repeat_words
    counts = Counter(text.sentence_words)
    if len(counts) == len(text.sentence_words):
        return []
    places: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for words, (start, end) in zip(text.sentence_words, pairwise(text.word_edges), strict=True):
        if end - start >= least and counts[words] > 1 and start not in text.crumb_words:
            places[words].append((start, end))
    return [at for at in places.values() if len(at) > 1]
