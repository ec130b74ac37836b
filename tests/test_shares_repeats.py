"""Shares count each text's words once: what a text says twice makes it no longer, wherever the other has it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import naive
import pytest
from command import article, sentence
from compared import compared
from hypothesis import given
from hypothesis import strategies as st

import textdiff
from textdiff import Document
from textdiff.matches.shares import common_places
from textdiff.model import Shares

SAFE = "The minister said that the bridge was safe."
CRACKS = "Engineers had warned of cracks in 2019."
REPORT = "A second report followed in 2021."
FALL = "It fell in March."
YES = "Mr Birch voted yes."

SEEDS = st.lists(st.integers(1, 12), min_size=2, max_size=8)


def of_words(shares: Shares) -> Shares:
    """Return the numbers that count words; passages are counted as they stand."""
    return replace(shares, passages=0, longest_words=0)


def turned(shares: Shares) -> Shares:
    return replace(shares, a_in_b=shares.b_in_a, b_in_a=shares.a_in_b)


def test_a_sentence_said_three_times_counts_once_beside_one_that_is_said_once() -> None:
    comparison = compared(f"{SAFE} {CRACKS} {SAFE} {REPORT} {SAFE} {FALL}", f"{SAFE} {CRACKS} {REPORT} {FALL}")
    assert of_words(comparison.shares) == Shares(1.0, 1.0, 1.0, 25)
    assert comparison.relation == "near-duplicate"
    assert comparison.words == (41, 25)


def test_a_paragraph_that_b_has_doubled_counts_once() -> None:
    a = [article(1, 2).strip(), article(3, 4).strip(), article(5, 6).strip()]
    comparison = compared("\n\n".join(a), "\n\n".join([*a[:2], *a[:2], a[2]]))
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a, comparison.shares.jaccard) == (1.0, 1.0, 1.0)
    assert comparison.shares.shared_words == comparison.words[0] < comparison.words[1]


def test_the_place_that_a_run_has_may_be_the_later_one() -> None:
    once = f"{article(1, 2)} {SAFE} {CRACKS} {article(3)}"
    twice = f"{SAFE} {once}"
    b = f"{article(8, 9)} {SAFE} {CRACKS} {article(3)}"
    assert compared(twice, b).matches[0].a.start > len(SAFE)
    assert of_words(compared(twice, b).shares) == of_words(compared(once, b).shares)
    assert of_words(compared(b, twice).shares) == of_words(compared(b, once).shares)


def test_a_refrain_in_three_places_of_each_side_counts_once_on_each() -> None:
    a, b = ([sentence(seed) for seed in seeds] for seeds in ((1, 2, 3), (1, 12, 13)))
    comparison = compared(" ".join(f"{line} {SAFE}" for line in a), " ".join(f"{line} {SAFE}" for line in b))
    own, other = (len(" ".join([*lines, SAFE]).split()) for lines in (a, b))
    shared = len(f"{a[0]} {SAFE}".split())
    assert comparison.shares.shared_words == shared
    assert comparison.shares.a_in_b == round(shared / own, 4)
    assert comparison.shares.b_in_a == round(shared / other, 4)


def test_a_repeat_too_short_for_a_run_counts_once_where_it_stands_between_runs() -> None:
    lines = [sentence(seed) for seed in (1, 2, 3)]
    a = f"{lines[0]} {YES} {lines[1]} {YES} {lines[2]}"
    b = f"{lines[0]} Nobody spoke. {YES} {lines[1]} Mr Birch at last voted yes. {lines[2]}"
    words = len(" ".join([*lines, YES]).split())
    assert compared(a, b).shares.shared_words == words
    assert compared(a, b).shares.a_in_b == compared(b, a).shares.b_in_a == 1.0


def test_two_longer_sentences_that_quote_one_share_it_once() -> None:
    b = f"{article(1)} Again {SAFE[:-1]} for now. {article(2)} Once more {SAFE[:-1]} to cross. {article(3)}"
    once, twice = (compared(f"{SAFE} {article(2)} {end}", b) for end in ("", SAFE))
    assert of_words(once.shares) == of_words(twice.shares)
    assert once.shares.a_in_b == 1.0


def test_a_text_that_is_one_sentence_again_and_again_is_all_in_a_text_that_has_it() -> None:
    comparison = compared(" ".join([SAFE] * 5), f"{SAFE} {CRACKS}")
    assert of_words(comparison.shares) == Shares(1.0, round(8 / 15, 4), round(8 / 15, 4), 8)
    assert comparison.relation == "a-inside-b"


@given(SEEDS, SEEDS, st.data())
def test_a_copy_of_its_own_sentences_at_the_end_of_a_text_changes_no_share(
    a: list[int], b: list[int], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(a), min_size=1, max_size=4))
    plain = compared(article(*a), article(*b))
    longer, mirrored = f"{article(*a)}\n\n{article(*again)}", compared(article(*b), article(*a))
    assert of_words(compared(longer, article(*b)).shares) == of_words(plain.shares)
    assert of_words(compared(article(*b), longer).shares) == of_words(mirrored.shares) == turned(of_words(plain.shares))


@pytest.mark.law(9)
def test_a_scan_counts_repeats_as_a_comparison_does() -> None:
    texts = {
        "a": f"{article(1, 2, 3)}\n\n{article(1, 2)}\n\n{SAFE}",
        "b": f"{SAFE} {article(2, 3, 4)} {SAFE} {YES} {YES}",
        "c": f"{article(3)} {SAFE} {article(3, 1)}",
        "d": f"{article(1, 2, 3)}\n\n{SAFE}",
    }
    documents = [Document(name, text) for name, text in texts.items()]
    rows = {(pair.a, pair.b): pair for pair in textdiff.scan(documents).pairs}
    assert len(rows) == 6
    for (a, b), pair in rows.items():
        comparison = textdiff.compare(Document(a, texts[a]), Document(b, texts[b]))
        assert (pair.relation, pair.shares) == (comparison.relation, comparison.shares)
    assert rows["a", "d"].shares.a_in_b == rows["a", "d"].shares.b_in_a == 1.0
    assert rows["a", "d"].relation == "near-duplicate"


@given(st.text("abcd", max_size=30), st.text("abcd", max_size=30))
def test_the_places_of_a_common_subsequence_are_in_order_alike_and_as_many_as_there_can_be(x: str, y: str) -> None:
    places = common_places(x, y)
    assert len(places) == naive.lcs_length(x, y)
    assert all(x[i] == y[j] for i, j in places)
    assert all(i > k and j > m for (i, j), (k, m) in pairwise(places))
