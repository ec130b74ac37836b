"""What two documents share → whether it makes them one family, and of which kind the family is.

An edge is a tenth of one side, or a passage of 40 words, stock phrases not counted. Unrelated articles chain by
what everybody says: a formula, a footer with an address.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise

import regex

from textdiff.model import FamilyKind, Match, Pair, Shared, Span
from textdiff.options import Calibration, Options
from textdiff.texts.patterns import pattern
from textdiff.texts.text import Text

_SAME = frozenset({"same", "typography"})
# An address of mail or of a page, or seven digits and more as telephone numbers are written.
_CONTACT = pattern(r"\S@\S|\bwww\.|https?://|(?<![\p{Nd}.,:/-])[+(]?\p{Nd}(?:[ ()/-]{0,2}\p{Nd}){6,}(?![.,:]?\p{Nd})")
_DATE = pattern(r"(?:19|20)\d\d-\d\d-\d\d", regex.ASCII)


def is_edge(shared: Shared, own: Mapping[Match, int], a: Text, b: Text, options: Options) -> bool:
    """Return whether two documents are joined; `own` are the words of passages, boilerplate left out.

    A footer counts for nothing. Parts of sentences that have fewer than `certain_words` may be stock phrases: they
    join where they are a third of one side, or where with words shared beside them they are not so few.
    """
    counted = [match for match in shared.counted if match in own and not is_footer(match, a, b)]
    if not counted:
        return False
    calibration = options.calibration
    if max(own[match] for match in counted) >= calibration.edge_words:
        return True
    others = sum(match.words for match in shared.counted) - sum(own[match] for match in counted)
    words = shared.shares.shared_words - others
    share = round(words / min(shared.words), 4)  # as rows have it
    if share < calibration.edge_share or share >= calibration.versions_share:
        return share >= calibration.edge_share
    if not all(_may_be_phrase(match, a, b, options) for match in counted):
        return True
    return words >= calibration.certain_words and words > sum(own[match] for match in counted)


def _may_be_phrase(match: Match, a: Text, b: Text, options: Options) -> bool:
    """Return whether a passage is as short as a stock phrase, and holds no sentence of one text or of both."""
    if match.words >= options.calibration.certain_words:
        return False
    return not all(_holds_sentence(text, span, options.min_words) for text, span in ((a, match.a), (b, match.b)))


def _holds_sentence(text: Text, span: Span, least: int) -> bool:
    """Return whether a sentence of so many words lies in a stretch."""
    words, edges = text.words_of(span), text.word_edges
    inside = edges[bisect_left(edges, words.start) : bisect_right(edges, words.stop)]
    return any(end - start >= least for start, end in pairwise(inside))


def kind_of(pairs: Iterable[Pair], calibration: Calibration) -> FamilyKind:
    """Return the kind of a family that these pairs join, by the strongest of them."""
    strongest = max(
        (1.0 if pair.relation in _SAME else max(pair.shares.a_in_b, pair.shares.b_in_a) for pair in pairs), default=0.0
    )
    return "versions" if strongest >= calibration.versions_share else "passage"


def is_footer(match: Match, a: Text, b: Text) -> bool:
    """Return whether a passage says how to reach somebody, at the same end of both texts.

    It has paragraphs of its own, an address of mail or of a page or a telephone number, and the length of a footer.
    """
    if match.words > a.options.calibration.end_words:
        return False
    ends = _ends(a, match.a) & _ends(b, match.b)
    text = match.a.of(a.text)
    return bool(ends) and any(not _DATE.search(found.group()) for found in _CONTACT.finditer(text))


def _ends(text: Text, span: Span) -> set[str]:
    """Return the ends of a text at which a stretch of whole paragraphs is, crumbs left out."""
    words, n, crumbs = text.words_of(span), len(text.words), text.crumb_words
    first = text.word(words.start)
    found = set()
    if text.paragraph(text.paragraph_at(first))[0] == first and crumbs.issuperset(range(words.stop, n)):
        found.add("last")
    after = text.word(words.stop) if words.stop < n else None
    if (after is None or text.paragraph(text.paragraph_at(after))[0] == after) and crumbs.issuperset(
        range(words.start)
    ):
        found.add("first")
    return found
