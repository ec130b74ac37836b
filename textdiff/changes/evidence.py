"""Sentences, sentences → Weight: what says that one became the other, and whether it is enough to pair them.

The weight is linear in three figures, each in [0, 1]: the words that both have over the words of both (Dice); the terms
that both have over those of both, each by its rarity in the two texts (Dice); and how near both stand to sentences that
are versions of each other. Without a term in common it is 0, wherever they stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING

from textdiff.languages import ALL, LANGUAGES, merge
from textdiff.model import Span, Uncounted
from textdiff.options import Calibration
from textdiff.texts.keys import BARE, keys_of
from textdiff.texts.patterns import pattern
from textdiff.texts.terms import find_terms, is_figure
from textdiff.texts.text import Range, Text

if TYPE_CHECKING:
    from textdiff.changes.pairings import Pairing

_GERMAN = keys_of(merge(one for one in LANGUAGES if one.has_capital_nouns).common_words)
_MONTHS = keys_of(f"{ALL.months} {ALL.month_abbreviations}")
_PHRASES = pattern(f"(?i:{'|'.join(phrase.form for phrase in ALL.phrases)})".translate(BARE))
_PHRASE_STEMS = keys_of(" ".join(phrase.words for phrase in ALL.phrases))
_SAYING = sorted(keys_of(" ".join(filter(str.isalpha, ALL.said.split("|")))))
_SCALE = 10_000  # of rarities, which are whole numbers: their sums are the same in any order


class _Sentences:
    """Some sentences of a text: their words, without those that are excluded, and their terms."""

    def __init__(self, text: Text, tokens: Range, excluded: frozenset[int]) -> None:
        self.text, self.tokens, self.excluded = text, tokens, excluded
        calibration = text.options.calibration
        self._rareness: int | None = None
        self.terms: set[str] = set().union(*(find_terms(keys, calibration) for keys in self._sentences()))

    def _sentences(self) -> Iterator[Sequence[str]]:
        """Yield the words of each sentence."""
        text, edges = self.text, self.text.word_edges
        for n in text.sentences_in(self.tokens):
            if self.excluded:
                yield [text.key(text.word(m)) for m in range(edges[n], edges[n + 1]) if m not in self.excluded]
            else:
                yield text.sentence_words[n]

    @cached_property
    def words(self) -> Counter[str]:
        """Return how often each word is in them."""
        return Counter(chain.from_iterable(self._sentences()))

    @cached_property
    def n_again(self) -> int:
        """Return how many of their words stand before."""
        return self.size - len(self.words)

    @cached_property
    def size(self) -> int:
        """Return how many words they are."""
        return self.words.total()

    def weigh(self, rarity: _Rarity) -> int:
        """Return how rare their terms are together."""
        if self._rareness is None:
            self._rareness = sum(map(rarity.__getitem__, self.terms))
        return self._rareness

    @cached_property
    def names(self) -> set[str]:
        """Return which of their terms are of names and figures; months are none by themselves."""
        text = self.text
        keys = [text.key(text.word(n)) for n in _find_named(text, text.words_in(self.tokens))]
        return find_terms([key for key in keys if key not in _MONTHS], text.options.calibration)


class _Rarity(dict[str, int]):
    """The inverse sentence frequency of each term, of the text in which it is the more frequent one; found when needed.

    The subject of a text, a term of more than half of its sentences, has none.
    """

    def __init__(self, a: Text, b: Text, subject_sentences: int) -> None:
        super().__init__()
        self.sides = [(text.term_counts, len(text.sentences)) for text in (a, b)]
        self.most = max(size for _, size in self.sides) + 1
        self.least = subject_sentences

    def __missing__(self, term: str) -> int:
        times = [(count.get(term, 0), size) for count, size in self.sides]
        is_subject = any(2 * n > size >= self.least for n, size in times)
        found = self[term] = 0 if is_subject else round(_SCALE * log(self.most / max(1, *(n for n, _ in times))))
        return found


class Evidence:
    """What says of sentences of two texts that they are versions of each other."""

    def __init__(
        self,
        a: Text,
        b: Text,
        calibration: Calibration,
        excluded: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset()),
    ) -> None:
        """Take two texts, whose terms are counted when first needed, and the words of each that say nothing."""
        self.texts, self.calibration, self.excluded = (a, b), calibration, excluded
        self._known: tuple[dict[Range, _Sentences], dict[Range, _Sentences]] = {}, {}
        self._saying = find_terms(_SAYING, calibration)  # that somebody said something, and no more, is no evidence
        self._totals: dict[int, int] = {}  # what the terms of sentences weigh, by the identity of these

    @cached_property
    def _rarity(self) -> _Rarity:
        return _Rarity(*self.texts, self.calibration.subject_sentences)

    def _look_up(self, side: int, tokens: Range) -> _Sentences:
        known = self._known[side]
        if tokens not in known:
            known[tokens] = _Sentences(self.texts[side], tokens, self.excluded[side])
        return known[tokens]

    def _weigh_all(self, side: _Sentences) -> int:
        """Return what all terms of some sentences weigh."""
        if id(side) not in self._totals:  # which is kept as long as this is
            self._totals[id(side)] = self._weigh_terms(side.terms, side.names)
        return self._totals[id(side)]

    def _weigh_terms(self, terms: Iterable[str], names: set[str]) -> int:
        rarity, times = self._rarity, self.calibration.name_weight
        return sum([rarity[term] * (times if term in names else 1) for term in terms])

    def is_of(self, a: Text, b: Text) -> bool:
        """Return whether it is about two texts, cut as they are."""
        return self.texts[0] is a and self.texts[1] is b

    def candidates(self, a: Sequence[Range], b: Sequence[Range]) -> Iterator[tuple[int, int]]:
        """Yield which sentences of A and of B, by their places in the two lists, may be paired if they stand near."""
        ours, theirs = ([self._look_up(side, one) for one in some] for side, some in enumerate((a, b)))
        for m, one in enumerate(ours):
            for n, other in enumerate(theirs):
                common = one.terms & other.terms
                if not common <= self._saying and self._may_be_enough(one, other, common, 1.0):
                    yield m, n

    def _may_be_enough(self, one: _Sentences, other: _Sentences, common: set[str], nearness: float) -> bool:
        """Return whether sentences may be paired at best, in a tenth of the time of whether they may.

        At best all terms that both have are names, and no other one is.
        """
        rarity, calibration = self._rarity, self.calibration
        both = sum(map(rarity.__getitem__, common))
        shared = 2 * calibration.name_weight * both
        apart = one.weigh(rarity) + other.weigh(rarity) - 2 * both
        if not both:
            return False
        words = len(one.words.keys() & other.words.keys()) + min(one.n_again, other.n_again)
        return (
            calibration.words_weight * 2 * words / (one.size + other.size)
            + calibration.terms_weight * shared / (shared + apart)
            + calibration.nearness_weight * nearness
            >= calibration.least_evidence - 1e-9  # the same sum in another order may be less
        )

    def weigh(self, a: Range, b: Range, nearness: float) -> float:
        """Return the weight of what says that sentences of A and of B are versions of each other."""
        one, other = self._look_up(0, a), self._look_up(1, b)
        common = one.terms & other.terms
        shared = 0 if common <= self._saying else sum(self._weigh_terms(common, side.names) for side in (one, other))
        if not shared:
            return 0.0
        calibration = self.calibration
        words = 2 * _count_common(one.words, other.words) / (one.size + other.size)
        terms = shared / (self._weigh_all(one) + self._weigh_all(other))
        return (
            calibration.words_weight * words + calibration.terms_weight * terms + calibration.nearness_weight * nearness
        )

    def n_words(self, a: Range, b: Range) -> int:
        """Return how many words that say something the side has that has fewer."""
        return min(self._look_up(0, a).size, self._look_up(1, b).size)

    def is_enough(self, a: Range, b: Range, nearness: float) -> bool:
        """Return whether sentences may be paired."""
        one, other = self._look_up(0, a), self._look_up(1, b)
        may_be = self._may_be_enough(one, other, one.terms & other.terms, nearness)
        return may_be and self.weigh(a, b, nearness) >= self.calibration.least_evidence


def _count_common(one: Counter[str], other: Counter[str]) -> int:
    """Return how many words two bags have in common: most words stand in each once."""
    common = one.keys() & other.keys()
    return sum(min(one[word], other[word]) for word in common)


def _find_named(text: Text, words: range) -> Iterator[int]:
    """Yield which words of a sentence are figures, or names: words with a capital where none has to be.

    So is the first word of a sentence before such a word. In German, where all nouns have one, two in a row are a name.
    """
    if not words:
        return
    capital, figure = (column[words.start : words.stop] for column in text.capitals_and_figures)
    inner = bytearray(capital)
    for token in text.sentence_starts((text.word(words.start), text.word(words.stop - 1) + 1)):
        if text.is_word(token):
            inner[text.word_number(token) - words.start] = 0
    keys = text.word_keys[words.start : words.stop]
    german = len(_GERMAN.intersection(keys)) >= text.options.calibration.german_words
    beside = inner if german else capital
    before, behind = bytes(1) + beside[:-1], inner[1:] + bytes(1)
    for word, is_figure_, big, is_first, is_next, is_beside in zip(
        words, figure, inner, before, behind, beside, strict=True
    ):
        if is_figure_ or (big and (is_first or not german)) or (is_beside and is_next):
            yield word


class Frame:
    """The sentences of two texts that are versions of each other and in one order, between which others stand."""

    def __init__(self, in_place: Iterable[tuple[Range, Range]], a: Text, b: Text) -> None:
        """Take their tokens on both sides, in order."""
        self.texts = a, b
        self.in_place = list(in_place)
        self._starts = [one[0] for one, _ in self.in_place]

    def nearness(self, a: Range, b: Range) -> float:
        """Return how near two stretches stand to those before and behind them, or to the ends of the texts, in [0, 1].

        It is the mean of before and behind: 1 where they touch, 1 / (1 + n) where n sentences lie between on a side.
        Stretches that do not stand between the same two are near to none; where there are none, only whole texts are.
        """
        first, last = bisect_left(self._starts, a[0]), bisect_left(self._starts, a[1])
        before = self.in_place[first - 1] if first else ((0, 0), (0, 0))
        ends = len(self.texts[0]), len(self.texts[1])
        behind = self.in_place[last] if last < len(self.in_place) else ((ends[0], 0), (ends[1], 0))
        if before[0][1] > a[0] or before[1][1] > b[0] or behind[1][0] < b[1]:
            return 0.0
        lead = max(self._n_sentences((before[0][1], a[0]), (before[1][1], b[0])))
        rest = max(self._n_sentences((a[1], behind[0][0]), (b[1], behind[1][0])))
        found = (1 / (1 + lead) + 1 / (1 + rest)) / 2
        return found if self.in_place or found == 1.0 else 0.0

    def _n_sentences(self, a: Range, b: Range) -> tuple[int, int]:
        return len(self.texts[0].sentences_in(a)), len(self.texts[1].sentences_in(b))


def are_independent(
    a: Text, b: Text, pairings: Iterable[Pairing], uncounted: Iterable[Uncounted], calibration: Calibration
) -> bool:
    """Return whether two texts, which share no passage, are accounts of their own: no sentence became another.

    None of their pairings is one without what two accounts of one event have in common anyway, names, titles, figures,
    stock phrases and what is `uncounted`, even if it stood between kept neighbours. Texts of less than
    `account_words` that are no crumbs are never.
    """
    if min(len(text.words) - len(text.crumb_words) for text in (a, b)) < calibration.account_words:
        return False
    apart = list(uncounted)
    excluded = (
        find_told_anyway(a).union(*(a.words_of(one.a) for one in apart)),
        find_told_anyway(b).union(*(b.words_of(one.b) for one in apart)),
    )
    evidence = Evidence(a, b, calibration, excluded)
    return not any(
        evidence.n_words(one.a, one.b) >= calibration.statement_words
        and evidence.is_enough(one.a, one.b, 0.0 if one.moved else 1.0)
        for one in pairings
        if one.a and one.b
    )


def find_told_anyway(text: Text) -> frozenset[int]:
    """Return the numbers of the words that two accounts of one event have in common anyway, or that tell nothing of it.

    They are names with their titles, figures, dates and prices, stock phrases, crumbs and the header.
    """
    found, keys = _find_names(text) | text.crumb_words, text.word_keys
    for unit in text.units((0, len(text))):
        found.update(text.words_in((unit.start, unit.end)))
    for start, end in pairwise(text.word_edges):
        found.update(start + n for n in _find_phrases(keys[start:end], text.options.calibration))
    if text.header:
        found.update(text.words_of(Span(0, text.header.end)))
    return frozenset(found)


def _find_phrases(keys: Sequence[str], calibration: Calibration) -> Iterator[int]:
    """Yield which words of a sentence are in stock phrases."""
    if _PHRASE_STEMS.isdisjoint([key[: calibration.stem_letters] for key in keys]):
        return
    spans = [match.span() for match in _PHRASES.finditer(" ".join(keys))]
    at = 0
    for n, key in enumerate(keys):
        if any(start <= at < end for start, end in spans):
            yield n
        at += len(key) + 1


def _find_names(text: Text) -> set[int]:
    """Return the numbers of the words that are names, or titles: one word before a name, or two between two names.

    A name where no sentence begins is one where one does. Scripts without capitals have none.
    """
    edges, keys, most = text.word_edges, text.word_keys, text.options.calibration.title_words
    named = {n for start, end in pairwise(edges) for n in _find_named(text, range(start, end))}
    known = {keys[n] for n in named}
    named.update(n for n in edges[:-1] if n < len(keys) and keys[n] in known and text.token(text.word(n))[0].isupper())
    titles: set[int] = set()
    for start, end in pairwise(edges):
        names = [n for n in range(start, end) if n in named and not is_figure(keys[n])]
        titles.update(n - 1 for n in names if n > start)
        titles.update(n for one, other in pairwise(names) if other - one - 1 <= most for n in range(one + 1, other))
    return named | titles
