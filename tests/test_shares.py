"""How much of each text is in the other: what a person would count, by rules that owe nothing to the engine."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random

import naive
import pytest
from command import article
from compared import compared
from hypothesis import given
from hypothesis import strategies as st
from speed.texts import Writer, join

from textdiff.matches.subsequence import common_subsequence

BRIEF = "A lorry carrying thirty tonnes of cheese overturned on the northern ring road overnight."
CREW = (
    "Nobody was reported dead, but two members of the crew had not been accounted for by midday on Friday, and the "
    "coast guard said three lifeboats were still searching the water near the island."
)


@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
def test_a_common_subsequence_is_as_long_as_the_textbook_says(x: str, y: str) -> None:
    assert common_subsequence(x, y) == common_subsequence(y, x) == naive.lcs_length(x, y)


@pytest.mark.parametrize("crumb", ["Advertisement", "Read more", "Share this article on Facebook", "© 2024 The Herald"])
def test_the_same_crumb_on_both_sides_lowers_no_share(crumb: str) -> None:
    # A run of 14 words that ran on into the crumb was taken for a part of it.
    a, b = f"{BRIEF}\n", f"Road closed\n\n{BRIEF}\n"
    plain, crumbed = compared(a, b), compared(f"{a}\n{crumb}\n", f"{b}\n{crumb}\n")
    assert (plain.relation, plain.shares.a_in_b) == ("near-duplicate", 1.0)
    assert crumbed.relation == plain.relation
    assert replace(crumbed.shares, longest_words=14) == plain.shares  # a run may go on into the crumb


def test_the_rest_of_a_footer_that_a_pattern_knows_in_part_is_no_shared_text() -> None:
    footer = "The Herald, an independent paper of the coast. Comments are moderated on weekdays."
    comparison = compared(f"{article(1, 2)}\n{footer}\n", f"{article(3, 4)}\n{footer}\n")
    assert comparison.relation == "no-shared-text"
    assert [stretch.kind for stretch in comparison.uncounted] == ["crumb"]


def test_a_sentence_with_an_edit_every_few_words_is_counted_by_what_is_kept() -> None:
    # The share was 0.35: between the edits only one run has seven words.
    edited = CREW
    changes = (("dead", "killed"), ("midday", "noon"), ("three", "four"), ("water", "sea"), ("island", "islands"))
    for old, new in changes:
        edited = edited.replace(old, new)
    words = len(CREW.split())
    comparison = compared(CREW, edited)
    assert comparison.shares.a_in_b == round((words - len(changes)) / words, 4)
    assert comparison.relation == "near-duplicate"


def test_a_short_sentence_beside_a_run_is_counted_though_it_is_no_run() -> None:
    a = "A lorry carrying thirty tonnes of cheese overturned on the ring road overnight. Nobody was hurt, police said."
    comparison = compared(a, a.replace("overnight", "on Friday"))
    assert comparison.shares.shared_words == 17
    assert comparison.relation == "near-duplicate"


def test_words_of_strangers_beside_a_run_do_not_count() -> None:
    comparison = compared(f"{article(1, 2)} {BRIEF} {article(3, 4)}", f"{article(5, 6)} {BRIEF} {article(7, 8)}")
    assert comparison.shares.shared_words == len(BRIEF.split())


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_what_is_kept_of_a_long_edited_text_counts_wherever_it_stands(share: float) -> None:
    # Of 100,000 words with 30 % edited the share was 0.76, of 290,000 words 0.48: rare terms ran out.
    writer = Writer("long")
    a = writer.prose(12_000)
    b, kept = writer.edited(a, share)
    shares = compared(join(a), join(b)).shares
    assert shares.a_in_b == pytest.approx(kept / len(a), abs=0.03)
    assert shares.b_in_a == pytest.approx(kept / len(b), abs=0.03)


def test_words_that_are_a_crumb_in_one_text_count_in_neither() -> None:
    # Without its line break the footer is no crumb of B: A was called inside B.
    body = article(1, 2, 3)
    footer = "© 2024 The Herald and its licensors"
    a, b = f"{body}\n{footer}\n", f"{body.strip()} {footer}\n"
    comparison = compared(a, b)
    assert comparison.relation in ("near-duplicate", "typography")
    assert comparison.shares.a_in_b == comparison.shares.b_in_a == 1.0


@given(st.randoms(use_true_random=False))
def test_paragraphs_in_another_order_share_all_but_their_borders(random: Random) -> None:
    paragraphs = [article(n, n + 10, n + 20).strip() for n in range(5)]
    shuffled = random.choice(list(permutations(paragraphs)))
    comparison = compared("\n\n".join(paragraphs), "\n\n".join(shuffled))
    assert comparison.shares.a_in_b == comparison.shares.b_in_a == 1.0
