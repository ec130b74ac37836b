"""What is asked about a text again and again while it is compared with others: found once, when first asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import pairwise

from textdiff.matches.reworded import Sentences, read_sentences
from textdiff.model import Tokens
from textdiff.texts.quotations import quoted_words
from textdiff.texts.scripts import STEM, has_spaceless

Words = tuple[int, int]  # [start, end)

# Words of a sentence that may be a repeat; "Advertisement" twice is one of the crumbs or nothing.
_REPEAT_WORDS = 3


class Grams:
    """The n-grams of a sequence: a number for each place, equal for equal n-grams, and the places of each."""

    def __init__(self, items: Sequence[Hashable], n: int) -> None:
        """Give the n-grams numbers; equal ones of unequal n-grams are one in 2⁶⁴, and whoever follows them looks."""
        self.n = n
        self.numbers: list[int] = list(map(hash, zip(*(items[shift:] for shift in range(n)), strict=False)))

    @cached_property
    def distinct(self) -> frozenset[int]:
        """Return the numbers, each once."""
        return frozenset(self.numbers)


class Reading:
    """A text with its tokens and what it says of itself; `aside` are the numbers of its words that are in crumbs."""

    def __init__(self, tokens: Tokens, aside: frozenset[int] = frozenset()) -> None:
        self.tokens, self.aside = tokens, aside
        self._grams: dict[int, Grams] = {}

    @cached_property
    def keys(self) -> list[str]:
        """Return the keys of the words."""
        keys = self.tokens.keys
        return list(map(keys.__getitem__, self.tokens.words))

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how often each word is in the text."""
        return Counter(self.keys)

    @cached_property
    def edges(self) -> list[int]:
        """Return the number of the first word of each sentence, or behind it where it has none, and of all words."""
        words = self.tokens.words
        return [*(bisect_left(words, start) for start in self.tokens.sentences), len(words)]

    @cached_property
    def spaceless(self) -> bool:
        """Return whether a letter is of a script without spaces."""
        return has_spaceless(self.tokens.text)

    @cached_property
    def quoted(self) -> bytearray:
        """Return for each word whether it stands in quotation marks."""
        return quoted_words(self.tokens)

    @cached_property
    def sentences(self) -> Sentences:
        """Return the sentences with their terms; none in crumbs."""
        return self.sentences_without(self.aside)

    def sentences_without(self, aside: frozenset[int]) -> Sentences:
        """Return the sentences with their terms, but for those that are mostly words aside."""
        by_word = not self.spaceless
        return read_sentences(self.edges, self._stems if by_word else self.keys, aside, by_word=by_word)

    @cached_property
    def _stems(self) -> list[str]:
        return [key[:STEM] for key in self.keys]

    @cached_property
    def repeated(self) -> list[list[Words]]:
        """Return the places of each sentence of three words or more that stands more than once, crumbs left out."""
        keys = self.keys
        sentences = [(start, end) for start, end in pairwise(self.edges) if end - start >= _REPEAT_WORDS]
        texts = [tuple(keys[start:end]) for start, end in sentences]
        if len(set(texts)) == len(texts):
            return []
        places: defaultdict[tuple[str, ...], list[Words]] = defaultdict(list)
        for text, (start, end) in zip(texts, sentences, strict=True):
            if start not in self.aside:
                places[text].append((start, end))
        return [at for at in places.values() if len(at) > 1]

    def grams(self, n: int) -> Grams:
        """Return the word n-grams."""
        if n not in self._grams:
            self._grams[n] = Grams(self.keys, n)
        return self._grams[n]
