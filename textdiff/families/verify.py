"""A pair of documents → what `compare` says of them, and whether it makes them one family.

A `Verifier` keeps only caches, and the order of pairs changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from textdiff.families.edges import is_edge
from textdiff.model import Document, Match, Pair, Relation, Shared, SharedPassage
from textdiff.options import Options
from textdiff.pipeline import compare, share
from textdiff.texts.divisions import settle_divisions
from textdiff.texts.reader import Kept, TokenStore
from textdiff.texts.text import Text

Ranges = Sequence[tuple[int, int]]
# Characters of the documents that are kept as they are compared (some 70 MB), those whose tokens are (some
# 60 MB), and results of pairs. With a million of the first a scan of 400 essays, each of which is compared
# with ten, took a fifth more time, for finding layers again.
_KEPT_READINGS = 3_000_000
KEPT_TOKENS = 12_000_000
_KEPT_RESULTS = 256


class Verified(NamedTuple):
    """A pair that shares text, and its passages."""

    pair: Pair
    passages: tuple[Match, ...]

    def shared_passages(self) -> Iterator[SharedPassage]:
        """Yield the passages with their documents."""
        return (SharedPassage(self.pair.a, self.pair.b, match) for match in self.passages)


class Verifier:
    """Verifies pairs of the documents of a corpus.

    `excluded` are the words of documents that are boilerplate. With `every` pair those are listed too that
    share no passage: that two documents are alike is known from elsewhere. `store` has the tokens of some
    documents, by its vocabulary.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        excluded: Mapping[int, Ranges],
        options: Options,
        *,
        every: bool = False,
        store: TokenStore | None = None,
    ) -> None:
        self.every = every
        self.documents, self.excluded, self.options = documents, excluded, options
        self._store = store or TokenStore(KEPT_TOKENS)
        self._texts: Kept[int, Text] = Kept(_KEPT_READINGS)
        self._bare: Kept[int, Text] = Kept(KEPT_TOKENS)
        self._measured: dict[tuple[str, str], tuple[Relation, Shared]] = {}

    def verify(self, pair: tuple[int, int]) -> Verified | None:
        """Return what two documents share, with the numbers of `compare`; None where there is nothing to list."""
        i, j = pair
        a, b = self.documents[i], self.documents[j]
        relation, shared = self._measure(i, j)
        same = relation in ("same", "typography")
        own = {match: words for match in shared.passages if (words := self._own_words(match, i, j))}
        if not (own or same or self.every):
            return None
        joins = same or (bool(own) and is_edge(shared, own, self.text(i), self.text(j), self.options))
        return Verified(Pair(a.id, b.id, relation, shared.shares, joins), shared.passages)

    def _measure(self, i: int, j: int) -> tuple[Relation, Shared]:
        """Return relation and shares; copies of one text, or of two, are measured once."""
        a, b = self.documents[i], self.documents[j]
        known = self._measured.get((a.text, b.text))
        if known is None:
            known = measure(self.text(i), self.text(j), self.options)
            if len(self._measured) >= _KEPT_RESULTS:
                self._measured.clear()
            self._measured[a.text, b.text] = known
        return known

    def text(self, n: int) -> Text:
        """Return a document as it is compared, kept for a while; its columns, a tenth of that, are kept for longer."""
        found = self._texts.get(n)
        if found is None:
            document = self.documents[n]
            known = self._bare.get(n)
            found = known.bare() if known else self._read(document)
            found.crumb_words  # noqa: B018  the layer that is kept with the columns
            self._texts.keep(n, found, len(document.text))
            self._bare.keep(n, found.bare(), len(document.text))
        return found

    def _read(self, document: Document) -> Text:
        return Text(document, self._store.vocabulary, self.options, self._store.take(document.text))

    def _own_words(self, match: Match, i: int, j: int) -> int:
        """Return the words of a passage that are no boilerplate, 0 where they are too few for a sign of copying."""
        if i not in self.excluded and j not in self.excluded:
            return match.words
        sides = [(self.text(n).words_of(span), self.excluded.get(n, ())) for n, span in ((i, match.a), (j, match.b))]
        taken = [_overlap(words, ranges) for words, ranges in sides]
        if not any(taken):  # however much of it there is elsewhere in the documents
            return match.words
        options = self.options
        least = (
            options.calibration.fragment_words
            if match.kind == "reworded"
            else min(options.min_words, options.calibration.distinctive_words)
        )
        left = min(len(words) - n for (words, _), n in zip(sides, taken, strict=True))
        return left if left >= least else 0


def _overlap(words: range, ranges: Ranges) -> int:
    """Return how many words are in ranges."""
    return sum(max(0, min(end, words.stop) - max(start, words.start)) for start, end in ranges)


def measure(a: Text, b: Text, options: Options) -> tuple[Relation, Shared]:
    """Return the relation of two texts and what they share, as `compare` does, without its blocks and edits.

    Only of texts with equal words does it take the edits to tell how they relate.
    """
    a, b = settle_divisions(a, b)
    shared = share(a, b, options, phrases=False)
    if a.keys == b.keys:
        comparison = compare(a, b, options)
        return comparison.relation, replace(shared, shares=comparison.shares)
    return shared.relation, shared
