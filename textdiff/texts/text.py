"""Text: a document as columns of integers, and all that is known of it by itself.

What is found of a text without looking at another one is a layer: its header, its crumbs, its quotations, its units,
its statements and n-grams. A layer is found once, when it is first asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cached_property
from itertools import accumulate, chain, pairwise

from textdiff.model import Document, Span
from textdiff.options import Options
from textdiff.texts.chunks import foreign_characters
from textdiff.texts.crumbs import find_crumbs, repeated_head
from textdiff.texts.header import Header, cut_at_header, find_header
from textdiff.texts.lines import find_paragraphs, find_rows
from textdiff.texts.quotations import quoted_words
from textdiff.texts.scripts import has_spaceless
from textdiff.texts.sentences import find_sentences
from textdiff.texts.terms import Grams, Statements, find_repeated, find_statements, find_terms, is_figure, stems_of
from textdiff.texts.tokens import Tokens, Vocabulary, find_tokens
from textdiff.texts.units import Unit, find_units
from textdiff.texts.writing import are_glued, dressed_border, find_emphasis

Range = tuple[int, int]  # half-open, of tokens or of words as the place says

# The layers that depend on where sentences begin.
_OF_SENTENCES = (
    "_sentences_before",
    "crumbs",
    "crumb_words",
    "repeated_head",
    "word_edges",
    "sentence_words",
    "statements",
    "repeated",
    "term_counts",
    "rows",
)
_COLUMNS = "document text options vocabulary starts ends keys ids words crumb_hints divisions furniture items".split()
_BORDERS = ("paragraphs", "sentences")


class Text:
    """A document, its tokens as columns, and its layers; immutable by convention, compared by identity.

    `starts`, `ends`: code points, one entry a token. `keys`: what is compared, case and typography folded;
    `ids`: their numbers in the vocabulary. `words`: which tokens are words. `sentences`, `paragraphs`: the first
    token of each; a header is one line, its title one of its own. `crumb_hints`: the words of crumbs that it holds;
    where none stands, no crumb does. What lies between two tokens is white space or shows nothing. Ranges are of
    tokens unless a name says words.
    """

    def __init__(
        self, document: Document, vocabulary: Vocabulary, options: Options, tokens: Tokens | None = None
    ) -> None:
        """Read a document; its tokens are found if nobody has them yet."""
        self.document, self.text, self.options, self.vocabulary = document, document.text, options, vocabulary
        calibration = options.calibration
        columns = tokens or find_tokens(self.text, vocabulary)
        self.starts, self.ends, self.ids, self.words, self.crumb_hints = columns[:5]
        self.divisions = {one.token: one for one in columns.divisions}
        self.furniture, self.items = columns[6:]
        self.keys = vocabulary.keys_of(self.ids)
        self.paragraphs = find_paragraphs(self.text, columns, calibration)
        self.sentences = find_sentences(self.text, self.starts, self.ends, self.keys, self.paragraphs, calibration)
        if self.header:
            self.sentences, self.paragraphs = cut_at_header(self, self.header)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.starts)

    def recut(self, borders: Iterable[int]) -> Text:
        """Return the text with more sentences: those that begin at these tokens. It shares all other layers."""
        return self.with_sentences({*self.sentences, *(token for token in borders if token < len(self))})

    def with_sentences(self, borders: Iterable[int]) -> Text:
        """Return the text with the sentences that begin at these tokens, itself if it has them."""
        sentences = tuple(sorted(borders))
        if sentences == self.sentences:
            return self
        other = copy(self)
        other.sentences = sentences
        for layer in _OF_SENTENCES:
            other.__dict__.pop(layer, None)
        return other

    def bare(self) -> Text:
        """Return the text with its columns and crumbs alone, some tenth of the memory, to be kept for later."""
        other = copy(self)
        kept = {*_COLUMNS, *_BORDERS, "header", "crumbs", "crumb_words"}
        other.__dict__ = {name: value for name, value in self.__dict__.items() if name in kept}
        return other

    # Places

    def edge(self, token: int) -> int:
        """Return the code point where a token begins its share of the text.

        The shares tile the text: the first one begins with the text, each ends where the next begins, so that
        white space belongs to the token before it, a bullet to the one behind it; `edge(len(text))` is the end.
        """
        if token == 0:
            return 0
        return self.border(token)[1] if token < len(self.starts) else len(self.text)

    def border(self, token: int) -> Range:
        """Return where the token before one ends and where it begins itself, with marks of emphasis and a bullet."""
        end, start = self.ends[token - 1] if token else 0, self.starts[token] if token < len(self) else len(self.text)
        return (end, start) if self.text[end:start] in ("", " ") else dressed_border(self.text, end, start)

    def slice(self, within: Range) -> str:
        """Return the share of the text that some tokens have, with the white space behind them."""
        return self.text[self.edge(within[0]) : self.edge(within[1])]

    def token(self, n: int) -> str:
        """Return a token as it is written."""
        return self.text[self.starts[n] : self.ends[n]]

    def start(self, token: int) -> int:
        """Return the code point where a token starts."""
        return self.starts[token]

    def end(self, token: int) -> int:
        """Return the code point where a token ends."""
        return self.ends[token]

    def is_glued(self, token: int) -> bool:
        """Return whether no white space lies between a token and the one before it."""
        return token > 0 and are_glued(self.text, self.ends[token - 1], self.starts[token])

    def key(self, token: int) -> str:
        """Return the key of a token."""
        return self.keys[token]

    def keys_of(self, within: Range) -> tuple[str, ...]:
        """Return the keys of some tokens."""
        return self.keys[within[0] : within[1]]

    def ids_of(self, within: Range) -> array[int]:
        """Return the numbers of some tokens in the vocabulary."""
        return self.ids[within[0] : within[1]]

    def token_at(self, place: int) -> int:
        """Return the first token that begins at a code point or behind it."""
        return bisect_left(self.starts, place)

    def span_of_words(self, first: int, n: int) -> Span:
        """Return the span from the first character of a word to the end of the last of `n` words."""
        return Span(self.starts[self.words[first]], self.ends[self.words[first + n - 1]])

    def words_of(self, span: Span) -> range:
        """Return the numbers of the words that begin in a span."""
        first, last = self.token_at(span.start), self.token_at(span.end)
        return self.words_in((first, last))

    def n_words_of(self, start: int, end: int) -> int:
        """Return how many words begin between two code points."""
        starts, before = self.starts, self._words_before
        return before[bisect_left(starts, end)] - before[bisect_left(starts, start)]

    @cached_property
    def foreign(self) -> str:
        """Return each character of the text beyond ASCII once; what a text mostly has not is looked for in them."""
        return foreign_characters(self.text)

    # Words

    @cached_property
    def _words_before(self) -> array[int]:
        """Return how many words stand before each token, and before the end."""
        is_word = bytearray(len(self))
        for word in self.words:
            is_word[word] = 1
        return array("I", accumulate(is_word, initial=0))

    def n_words(self, start: int, end: int) -> int:
        """Return the number of words among the tokens [start, end)."""
        before = self._words_before
        return before[end] - before[start]

    def words_in(self, within: Range) -> range:
        """Return the numbers of the words among some tokens."""
        before = self._words_before
        return range(before[within[0]], before[within[1]])

    def word(self, n: int) -> int:
        """Return the token that a word is."""
        return self.words[n]

    def tokens_of_words(self, first: int, n: int) -> Sequence[int]:
        """Return the tokens that `n` words are, from a word on."""
        return self.words[first : first + n]

    def word_number(self, token: int) -> int:
        """Return the number of the word that a token is, or of the next one."""
        return self._words_before[token]

    def is_word(self, token: int) -> bool:
        """Return whether a token is a word."""
        before = self._words_before
        return before[token] < before[token + 1]

    @cached_property
    def word_keys(self) -> list[str]:
        """Return the keys of the words."""
        return list(map(self.keys.__getitem__, self.words))

    def keys_of_words(self, within: Range) -> tuple[str, ...]:
        """Return the keys of the words among some tokens."""
        keys, before = self.keys, self._words_before
        return tuple([keys[word] for word in self.words[before[within[0]] : before[within[1]]]])

    @cached_property
    def capitals_and_figures(self) -> tuple[bytes, bytes]:
        """Return for each word whether it begins with a capital, and whether it is a figure."""
        return bytes(self.text[self.starts[n]].isupper() for n in self.words), bytes(map(is_figure, self.word_keys))

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how often each word is in the text."""
        return Counter(self.word_keys)

    @cached_property
    def is_spaceless(self) -> bool:
        """Return whether a letter is of a script without spaces."""
        return has_spaceless(self.foreign)

    def grams(self, n: int) -> Grams:
        """Return the n-grams of its words."""
        known: dict[int, Grams] = self.__dict__.setdefault("_grams", {})
        if n not in known:
            known[n] = Grams(self.word_keys, n)
        return known[n]

    def forget_words(self) -> None:
        """Give back the memory of words and n-grams, up to 120 bytes a word; they are found anew when needed."""
        for layer in ("_grams", "word_keys", "sentence_words"):
            self.__dict__.pop(layer, None)

    # Sentences and paragraphs

    @cached_property
    def _sentences_before(self) -> array[int]:
        """Return how many sentences begin before each token, and before the end."""
        begins = bytearray(len(self))
        for start in self.sentences:
            begins[start] = 1
        return array("I", accumulate(begins, initial=0))

    def sentence(self, n: int) -> Range:
        """Return the tokens of a sentence."""
        following = self.sentences[n + 1] if n + 1 < len(self.sentences) else len(self)
        return self.sentences[n], following

    def sentence_at(self, token: int) -> int:
        """Return the number of the sentence that a token is in."""
        return self._sentences_before[token + 1] - 1

    def sentence_around(self, token: int) -> Range:
        """Return the tokens of the sentence that a token is in."""
        return self.sentence(self.sentence_at(token))

    def sentences_in(self, within: Range) -> range:
        """Return the numbers of the sentences that begin among some tokens."""
        before = self._sentences_before
        return range(before[within[0]], before[within[1]])

    def sentence_starts(self, within: Range) -> tuple[int, ...]:
        """Return the first tokens of the sentences that begin among some tokens."""
        before = self._sentences_before
        return self.sentences[before[within[0]] : before[within[1]]]

    def begins_sentence(self, token: int) -> bool:
        """Return whether a sentence begins with a token; behind the last token one would."""
        before = self._sentences_before
        return token == len(self) or before[token] < before[token + 1]

    @cached_property
    def word_edges(self) -> list[int]:
        """Return the number of the first word of each sentence, or behind it where it has none, and of all words."""
        return [*map(self._words_before.__getitem__, self.sentences), len(self.words)]

    @cached_property
    def sentence_words(self) -> list[tuple[str, ...]]:
        """Return the keys of the words of each sentence."""
        keys = tuple(map(self.keys.__getitem__, self.words))  # not `word_keys`: that layer would stay in memory
        return [keys[start:end] for start, end in pairwise(self.word_edges)]

    def paragraph(self, n: int) -> Range:
        """Return the tokens of a paragraph."""
        following = self.paragraphs[n + 1] if n + 1 < len(self.paragraphs) else len(self)
        return self.paragraphs[n], following

    @cached_property
    def paragraph_words(self) -> list[int]:
        """Return how many words each paragraph has."""
        before = [self.n_words(0, start) for start in (*self.paragraphs, len(self))]
        return [after - words for words, after in pairwise(before)]

    def paragraph_at(self, token: int) -> int:
        """Return the number of the paragraph that a token is in."""
        return bisect_right(self.paragraphs, token) - 1

    def paragraph_around(self, token: int) -> Range:
        """Return the tokens of the paragraph that a token is in."""
        return self.paragraph(self.paragraph_at(token))

    def is_paragraph(self, within: Range) -> bool:
        """Return whether some tokens are a paragraph, and not the only one; more may follow it."""
        at = self.paragraph_at(within[0]) if within[0] < len(self) else -1
        if len(self.paragraphs) < 2 or at < 0:
            return False
        start, end = self.paragraph(at)
        return start == within[0] and end <= within[1]

    # Layers

    @cached_property
    def header(self) -> Header | None:
        """Return what the text says of its article before that begins."""
        return find_header(self.text, self.options.calibration)

    @cached_property
    def crumbs(self) -> frozenset[int]:
        """Return the first tokens of the sentences and lines that are no part of the article."""
        return find_crumbs(self)

    @cached_property
    def crumb_words(self) -> frozenset[int]:
        """Return the numbers of the words in crumbs."""
        found: list[int] = []
        for start in self.crumbs:
            found.extend(self.words_in(self.sentence(self.sentence_at(start))))
        return frozenset(found)

    @cached_property
    def repeated_head(self) -> frozenset[int]:
        """Return the first tokens of the lines that repeat the headline right above them."""
        return frozenset(repeated_head(self))

    @cached_property
    def quoted(self) -> bytearray:
        """Return for each word whether it stands in quotation marks."""
        return quoted_words(self)

    @cached_property
    def rows(self) -> dict[int, tuple[str, ...]]:
        """Return the numbers of the sentences that are rows of tables or lists, with the words that each is about."""
        return find_rows(self)

    @cached_property
    def _emphasis(self) -> list[tuple[int, int]]:
        return sorted((start, end) for _, start, end, _ in find_emphasis(self.text))

    def is_emphasised(self, token: int) -> bool:
        """Return whether a token stands between marks of emphasis."""
        n = bisect_right(self._emphasis, (self.starts[token], len(self.text)))
        return any(end >= self.ends[token] for _, end in self._emphasis[max(0, n - 2) : n])

    def units(self, within: Range) -> list[Unit]:
        """Return the dates, prices, numbers and names with initials among some tokens, in order."""
        return find_units(self, within)

    @cached_property
    def statements(self) -> Statements:
        """Return the sentences with their terms; none in crumbs."""
        return self.statements_without(self.crumb_words)

    def statements_without(self, excluded: frozenset[int]) -> Statements:
        """Return the sentences with their terms, except those that are mostly words to exclude."""
        by_word = not self.is_spaceless
        keys = self._stems if by_word else self.word_keys
        return find_statements(self.word_edges, keys, self.options.calibration, excluded, by_word=by_word)

    @cached_property
    def _stems(self) -> list[str]:
        return list(map(stems_of(self.options.calibration.stem_letters).__getitem__, self.word_keys))

    @cached_property
    def term_counts(self) -> Counter[str]:
        """Return in how many sentences each term is that says what one is about."""
        calibration = self.options.calibration
        return Counter(chain.from_iterable(find_terms(words, calibration) for words in self.sentence_words))

    @cached_property
    def repeated(self) -> list[list[Range]]:
        """Return the places, in words, of each sentence of `repeat_words` or more that stands more than once.

        Crumbs are left out.
        """
        return find_repeated(self)
