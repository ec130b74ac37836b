"""N-grams that many documents have → the words that are boilerplate: footers, notices, stock phrases.

Boilerplate is what articles have in common without being copied from each other. The frequency of an n-gram
cannot show it: a story of an agency that 500 outlets carry is as frequent as a footer. What is around it can:
an outlet that carries the story has little else, an article with a footer has an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from textdiff.families.grams import Buckets, Corpus, Flags, Floats, Ints, find_buckets
from textdiff.options import Calibration, Options


class Stretch(NamedTuple):
    """Words [start, end) of a document that other documents have too, and how many documents have them, at most."""

    document: int
    start: int
    end: int
    documents: int


class Stretches(NamedTuple):
    """Stretches as columns, in order: `starts` and `ends` are numbers of words of the corpus."""

    starts: Ints
    ends: Ints
    documents: Ints


class Boilerplate(NamedTuple):
    """The words of a corpus that are boilerplate.

    `stretches` are what many documents have, `filled` are these with the dates and numbers in between.
    """

    corpus: Corpus
    stretches: Stretches
    filled: Stretches

    def excluded(self) -> dict[int, list[tuple[int, int]]]:
        """Return the words of each document that are boilerplate, as [start, end)."""
        owners = self.corpus.owners(self.filled.starts.astype(np.uint32))
        offsets = self.corpus.starts[owners]
        columns = (owners, self.filled.starts - offsets, self.filled.ends - offsets)
        found: dict[int, list[tuple[int, int]]] = {}
        for document, start, end in zip(*(column.tolist() for column in columns), strict=True):
            found.setdefault(document, []).append((start, end))
        return found

    def outside(self, n: int, least: int) -> Flags | None:
        """Return where n-grams begin that have `least` words or more that are no boilerplate: a flag a word.

        None stands for everywhere.
        """
        if not len(self.stretches.starts):
            return None
        own = np.ones(len(self.corpus.cat), np.bool_)
        for start, end in zip(self.filled.starts.tolist(), self.filled.ends.tolist(), strict=True):
            own[start:end] = False
        found = np.zeros(len(own), np.bool_)
        for start, words, _ in self.corpus.chunks(n):
            before = np.zeros(len(words) + 1, np.int32)
            np.cumsum(own[start : start + len(words)], out=before[1:])
            found[start : start + len(words) - n + 1] = before[n:] - before[:-n] >= least
        return found


def find_boilerplate(corpus: Corpus, options: Options) -> Boilerplate:
    """Return which words are boilerplate: in n-grams that are frequent, with articles of their own around them.

    Frequent is what more than `boilerplate_documents` have, and more than one in a thousand; five are
    enough for what stands at the same place near the beginning or the end of all of them. A few words
    between two such stretches, a date say, belong to them. In a corpus of up to 300 documents only
    footers are: of 60 words at most, in more than `boilerplate_documents`.
    """
    calibration = options.calibration
    limit = max(calibration.boilerplate_documents, len(corpus) // calibration.boilerplate_one_in)
    n = calibration.boilerplate_words
    small = len(corpus) <= calibration.small_corpus
    least = limit + 1 if small else min(limit + 1, calibration.end_documents)
    parts = list(find_buckets(corpus, n, least=least, every=True))
    frequent = [part.choose(part.documents > limit) for part in parts]
    ends = [part.choose((part.documents <= limit) & _at_an_end(corpus, part, n, calibration)) for part in parts]
    lengths = np.diff(corpus.starts)
    own = lengths - _covered(corpus, frequent + ends, n, calibration.slip_words)
    few, little = own < calibration.own_words, own < calibration.own_share * lengths
    bare = little | (few & (own < lengths / 2))
    # Five articles with one beginning may be cuts of a story that others cut elsewhere.
    cut = lengths - _covered(corpus, parts, n, 0) < np.maximum(calibration.own_words, calibration.own_share * lengths)
    chosen = [part.choose(_share_of(corpus, part, bare) < calibration.bare_share) for part in frequent]
    chosen += [part.choose(_share_of(corpus, part, few | little | cut) == 0) for part in ends]
    whole = find_stretches(corpus, chosen, n, calibration.slip_words)
    few_documents = len(corpus) if small else max(limit, len(corpus) // calibration.long_footer_one_in)
    stretches = _without_stories(find_stretches(corpus, chosen, n), whole, few_documents, calibration)
    return Boilerplate(corpus, stretches, _fill_slots(corpus, stretches, calibration.slot_words))


def _without_stories(stretches: Stretches, whole: Stretches, few_documents: int, calibration: Calibration) -> Stretches:
    """Return the stretches except those in long ones: of a story that a few outlets carry inside their own.

    `whole` are the stretches with the edits between them.
    """
    lengths = whole.ends - whole.starts
    long = (lengths > calibration.long_footer) & (whole.documents <= few_documents)
    is_story = long | (lengths > calibration.longest_footer)
    at = np.searchsorted(whole.starts, stretches.starts, side="right") - 1
    kept = ~is_story[at] if len(is_story) else np.ones(len(at), np.bool_)
    return Stretches(stretches.starts[kept], stretches.ends[kept], stretches.documents[kept])


def _at_an_end(corpus: Corpus, buckets: Buckets, n: int, calibration: Calibration) -> Flags:
    """Return which n-grams stand near the beginning, or near the end, at one and the same place of all documents."""
    found = np.zeros(len(buckets.sizes), np.bool_)
    if not len(found):
        return found
    places = buckets.places.astype(np.int64)
    owners = corpus.owners(buckets.places)
    before, after = places - corpus.starts[owners], corpus.starts[owners + 1] - places
    for away, limit in ((before + n, calibration.begin_words), (after, calibration.end_words)):
        nearest, farthest = (edge.reduceat(away, buckets.starts) for edge in (np.minimum, np.maximum))
        found |= (nearest == farthest) & (farthest <= limit)
    return found


def _share_of(corpus: Corpus, buckets: Buckets, chosen: Flags) -> Floats:
    """Return the share of the documents of each bucket that are chosen."""
    owners = corpus.owners(buckets.places)
    fresh = np.ones(len(owners), np.bool_)
    fresh[1:] = owners[1:] != owners[:-1]
    fresh[buckets.starts] = True
    return buckets.sums(chosen[owners] & fresh) / buckets.documents


def _covered(corpus: Corpus, parts: Sequence[Buckets], n: int, gap: int) -> Ints:
    """Return how many words of each document are in n-grams of buckets, or in gaps of so many words between them."""
    stretches = find_stretches(corpus, parts, n, gap)
    owners = corpus.owners(stretches.starts.astype(np.uint32))
    counts = np.bincount(owners, weights=stretches.ends - stretches.starts, minlength=len(corpus))
    return counts.astype(np.int64)


def find_stretches(corpus: Corpus, parts: Sequence[Buckets], n: int, gap: int = 0) -> Stretches:
    """Return the stretches of words that n-grams of buckets cover, and of words between them, up to `gap`."""
    places = np.concatenate([np.empty(0, np.uint32), *(part.places for part in parts)])
    documents = np.concatenate([np.empty(0, np.int64), *(np.repeat(part.documents, part.sizes) for part in parts)])
    order = np.argsort(places, kind="stable")
    places, documents = places[order], documents[order]
    owners = corpus.owners(places)
    new = np.ones(len(places), np.bool_)
    new[1:] = (owners[1:] != owners[:-1]) | (np.diff(places) > n + gap)
    at = np.flatnonzero(new)
    ends = places[np.append(at[1:], len(places)) - 1] if len(at) else places
    most = np.maximum.reduceat(documents, at) if len(at) else documents
    return Stretches(places[at].astype(np.int64), ends.astype(np.int64) + n, most)


def _fill_slots(corpus: Corpus, stretches: Stretches, slot_words: int) -> Stretches:
    """Return the stretches with the few words between two of them, and between one and an end of the document."""
    starts, ends = stretches.starts.copy(), stretches.ends.copy()
    owners = corpus.owners(starts.astype(np.uint32))
    first, last = corpus.starts[owners], corpus.starts[owners + 1]
    starts = np.where(starts - first <= slot_words, first, starts)
    ends = np.where(last - ends <= slot_words, last, ends)
    new = np.ones(len(starts), np.bool_)
    new[1:] = (owners[1:] != owners[:-1]) | (starts[1:] - ends[:-1] > slot_words)
    at = np.flatnonzero(new)
    if not len(at):
        return stretches
    return Stretches(starts[at], ends[np.append(at[1:], len(ends)) - 1], np.maximum.reduceat(stretches.documents, at))


def name_stretches(corpus: Corpus, stretches: Stretches, n: int) -> list[Stretch]:
    """Return the stretches that hold an n-gram which none before them holds, the most frequent and longest first."""
    seen: set[bytes] = set()
    named: list[Stretch] = []
    owners = corpus.owners(stretches.starts.astype(np.uint32))
    lengths = stretches.ends - stretches.starts
    for at in np.lexsort((stretches.starts, -lengths, -stretches.documents)).tolist():
        begin, end = int(stretches.starts[at]), int(stretches.ends[at])
        text = corpus.cat[begin:end].tobytes()
        if text in seen:
            continue
        grams = {text[4 * word : 4 * (word + n)] for word in range(end - begin - n + 1)}
        if not grams <= seen:
            offset = int(corpus.starts[owners[at]])
            named.append(Stretch(int(owners[at]), begin - offset, end - offset, int(stretches.documents[at])))
        seen |= grams
        seen.add(text)
    return named
