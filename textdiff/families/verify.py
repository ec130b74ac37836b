"""The stages of a scan as functions over batches: what goes in and comes out is data, whoever calls them, wherever.

`read_batch` turns files into documents and columns of word hashes; `matches.candidates.find_candidates`
turns columns into pairs; a `Verifier` turns pairs into what `compare` says of them. They keep nothing
but caches, and the order of batches changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from textdiff.matches.pipeline import find_shared
from textdiff.matches.reading import Reading
from textdiff.model import Document, Match, Pair, Relation, Shared, SharedPassage, Skip, Tokens
from textdiff.options import Options
from textdiff.pipeline import compare, is_swapped, read_article
from textdiff.texts.folder import Found, read_found
from textdiff.texts.tokens import chunk_words, is_plain, tokenise, word_keys

Ranges = Sequence[tuple[int, int]]
# Characters of the documents that are kept as they are compared (some 60 MB), those whose tokens are (some
# 60 MB), and results of pairs.
_KEPT_READINGS = 1_000_000
_KEPT_TOKENS = 12_000_000
_KEPT_RESULTS = 256
Level = Literal["passages", "documents"]


class Read(NamedTuple):
    """A document and its words: their hashes (a numpy array of uint32), or for whole documents their keys."""

    document: Document
    words: Any


class Verified(NamedTuple):
    """A pair that shares text, its passages, and whether it makes the two documents one family."""

    pair: Pair
    passages: tuple[Match, ...]
    joins: bool

    def shared_passages(self) -> Iterator[SharedPassage]:
        """Yield the passages with their documents."""
        return (SharedPassage(self.pair.a, self.pair.b, match) for match in self.passages)


@lru_cache(maxsize=1)
def _hasher() -> Callable[[str], Any]:
    from textdiff.families.words import WordHasher  # noqa: PLC0415  numpy

    return WordHasher(is_plain, chunk_words, word_keys).hash_words


def is_short(read: Read, options: Options) -> bool:
    """Return whether a document has too few words for a passage."""
    return len(read.words) < options.min_words


def same_words(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a text, or where it has none of its marks: equal for texts of the same words."""
    return tuple(word_keys(text)) or tokenise(text).keys


def read_batch(
    items: Iterable[Found | Document | Skip], *, level: Level, options: Options, encoding: str | None
) -> list[Read | Skip]:
    """Return each of some files or documents as it is read, or why it is not."""
    read_words = _hasher() if level == "passages" else word_keys
    return [_read_one(item, read_words, options, encoding) for item in items]


def _read_one(
    item: Found | Document | Skip, read_words: Callable[[str], Any], options: Options, encoding: str | None
) -> Read | Skip:
    document = read_found(item, options, encoding) if isinstance(item, Found) else item
    if isinstance(document, Skip):
        return document
    if not document.text or document.text.isspace():
        return Skip(document.id, "empty", "has no text", "remove it, or check how it was extracted")
    return Read(document, read_words(document.text))


_Value = TypeVar("_Value")


class _Kept(Generic[_Value]):
    """Values by number, the ones used last: as many as have the size of the limit in all, and one at least."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.values: OrderedDict[int, tuple[_Value, int]] = OrderedDict()

    def get(self, number: int) -> _Value | None:
        """Return the value of a number, if it is kept."""
        found = self.values.get(number)
        if found is None:
            return None
        self.values.move_to_end(number)
        return found[0]

    def keep(self, number: int, value: _Value, size: int) -> None:
        """Keep a value, and let go of those that were used longest ago."""
        self.size += size - self.values.get(number, (value, 0))[1]
        self.values[number] = value, size
        self.values.move_to_end(number)
        while self.size > self.limit and len(self.values) > 1:
            self.size -= self.values.popitem(last=False)[1][1]


class Verifier:
    """Verifies pairs of the documents of a corpus.

    `aside` are the words of documents that are boilerplate. With `every` pair those are listed too that
    share no passage: that two documents are alike is known from elsewhere.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        aside: Mapping[int, Ranges],
        options: Options,
        *,
        every: bool = False,
    ) -> None:
        self.every = every
        self.documents, self.aside, self.options = documents, aside, options
        self._readings: _Kept[Reading] = _Kept(_KEPT_READINGS)
        self._tokens: _Kept[tuple[Tokens, frozenset[int]]] = _Kept(_KEPT_TOKENS)
        self._measured: dict[tuple[str, str], tuple[Relation, Shared]] = {}

    def verify(self, pair: tuple[int, int]) -> Verified | None:
        """Return what two documents share, with the numbers of `compare`; None where there is nothing to list."""
        i, j = pair
        a, b = self.documents[i], self.documents[j]
        relation, shared = self._measure(i, j)
        same = relation in ("same", "typography")
        told = [match for match in shared.passages if self._is_own(match, i, j)]
        if not (told or same or self.every):
            return None
        joins = same or (
            relation != "no-shared-text"
            and any(match.kind != "reworded" or self._counts(match, shared) for match in told)
        )
        return Verified(Pair(a.id, b.id, relation, shared.shares), shared.passages, joins)

    def _counts(self, match: Match, shared: Shared) -> bool:
        return match.words >= self.options.disguised_words or any(
            match.a.start <= run.a.start < match.a.end for run in shared.runs
        )

    def _measure(self, i: int, j: int) -> tuple[Relation, Shared]:
        """Return relation and shares; of copies of one text, or of two, they are told once."""
        a, b = self.documents[i], self.documents[j]
        known = self._measured.get((a.text, b.text))
        if known is None:
            known = measure(a, b, self._reading(i), self._reading(j), self.options)
            if len(self._measured) >= _KEPT_RESULTS:
                self._measured.clear()
            self._measured[a.text, b.text] = known
        return known

    def _reading(self, n: int) -> Reading:
        """Return a document as it is compared, kept for a while; its tokens, a tenth of that, are kept for longer."""
        found = self._readings.get(n)
        if found is None:
            text = self.documents[n].text
            known = self._tokens.get(n)
            found = Reading(*known) if known else read_article(text, self.options.crumbs)
            self._readings.keep(n, found, len(text))
            self._tokens.keep(n, (found.tokens, found.aside), len(text))
        return found

    def _is_own(self, match: Match, i: int, j: int) -> bool:
        """Return whether a passage has as many words that are no boilerplate as make a sign of copying."""
        if i not in self.aside and j not in self.aside:
            return True
        options = self.options
        least = options.fragment_words if match.kind == "reworded" else min(options.min_words, options.telling_words)
        for n, span in ((i, match.a), (j, match.b)):
            starts, words = self._reading(n).tokens.starts, self._reading(n).tokens.words
            first = bisect_left(words, bisect_left(starts, span.start))
            last = bisect_left(words, bisect_left(starts, span.end))
            inside = sum(max(0, min(end, last) - max(start, first)) for start, end in self.aside.get(n, ()))
            if last - first - inside < least:
                return False
        return True


def measure(a: Document, b: Document, one: Reading, other: Reading, options: Options) -> tuple[Relation, Shared]:
    """Return the relation of two documents and what they share, as `compare` does, without its blocks and edits.

    Only of texts with equal words does it take the edits to tell how they relate.
    """
    if is_swapped(a, b):
        shared = find_shared(other, one, options, phrases=False).swapped()
    else:
        shared = find_shared(one, other, options, phrases=False)
    if one.tokens.keys == other.tokens.keys:
        comparison = compare(a, b, options)
        return comparison.relation, replace(shared, shares=comparison.shares)
    return shared.relation, shared
