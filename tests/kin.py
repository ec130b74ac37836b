"""Families made by hand: pairs of named documents with the words that they share, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from textdiff.families.groups import find_families
from textdiff.model import Document, Family, Pair, Shares, Source
from textdiff.views.words import say_origin

LENGTHS = {"agency": 500, "brief": 100, "long": 400, "paper": 400, "site": 300}
# A brief cut from an agency's story, and two articles that each use a part of it.
STAR = [
    ("agency", "brief", 98),
    ("agency", "paper", 250),
    ("agency", "site", 200),
    ("brief", "paper", 60),
    ("paper", "site", 120),
]
# A first report, and two updates of it, each longer and farther from it.
UPDATES = [("one", "two", 222), ("one", "three", 171), ("two", "three", 252)]

NAMES = st.sampled_from("abcdefgh")
ROWS = st.dictionaries(st.tuples(NAMES, NAMES).filter(lambda link: link[0] < link[1]), st.integers(7, 900), max_size=12)
DATES = st.dictionaries(NAMES, st.sampled_from(["2024", "2025-03-11", "2025-03-11T09:30Z", "2025-03-11T09:30", "soon"]))


def pair_of(a: str, b: str, words: int, a_words: int = 1000, b_words: int = 1000) -> Pair:
    return Pair(a, b, "overlapping", Shares(words / a_words, words / b_words, 0.0, words, 1, words), joins=True)


def pairs_of(rows: Iterable[tuple[str, str, int]]) -> list[Pair]:
    return [pair_of(a, b, words, LENGTHS.get(a, 1000), LENGTHS.get(b, 1000)) for a, b, words in rows]


def dated(dates: Mapping[str, str | None]) -> list[Document]:
    return [Document(name, "", Source(date=date)) for name, date in dates.items()]


def only(rows: Iterable[tuple[str, str, int]], dates: Mapping[str, str | None] | None = None) -> Family:
    (family,) = find_families(pairs_of(rows), dated(dates or {}))
    return family


def said(family: Family) -> tuple[str, ...]:
    """Return the reasons of a family as sentences."""
    return tuple(map(say_origin, family.reasons))
