"""Passages that two texts share, against the brute-force twins."""

from __future__ import annotations

from itertools import pairwise

import naive
import pytest
from as_text import as_text, as_texts
from compared import compared
from hypothesis import given
from hypothesis import strategies as st
from strategies import pairs

from textdiff import Document, Options, compare, passages
from textdiff.changes.align import chain
from textdiff.matches.evidence import is_more_than_name
from textdiff.matches.runs import _maximal_runs, verbatim_runs
from textdiff.model import Shares, WordRun
from textdiff.options import Limits
from textdiff.texts.terms import Grams

# Few different words and short runs, so that there are many runs, overlaps and ties.
_WORDS = st.lists(st.sampled_from("abc"), max_size=16) | st.lists(st.sampled_from("abcdefg"), max_size=12)
_MANY = 1_000_000  # more places than any n-gram here has: nothing is capped
_PLACES = Options().calibration.max_occurrences


def _runs(x: list[str], y: list[str], n: int, max_occurrences: int = _MANY) -> list[naive.Triple]:
    runs = verbatim_runs(*as_texts(" ".join(x), " ".join(y)), n, max_occurrences, Limits())
    return [(run.a, run.b, run.n) for run in runs]


def _numbered(start: int, n: int) -> list[str]:
    return [f"w{number}" for number in range(start, start + n)]


@given(_WORDS, _WORDS, st.integers(1, 4))
def test_the_runs_are_a_greedy_string_tiling(x: list[str], y: list[str], n: int) -> None:
    runs = _runs(x, y, n)
    assert naive.tiling_faults(x, y, runs, n) == []
    tiling = naive.greedy_tiling(x, y, n)
    if tiling == naive.greedy_tiling(x, y, n, ties_to_the_end=True):  # no tie, so there is one answer
        assert runs == tiling


@given(_WORDS, _WORDS, st.integers(1, 4))
def test_the_longest_run_is_found_and_nothing_where_there_is_none(x: list[str], y: list[str], n: int) -> None:
    runs = _runs(x, y, n)
    longest = max((size for *_, size in naive.maximal_runs(x, y, n)), default=0)
    assert max((size for *_, size in runs), default=0) == longest


@given(_WORDS, _WORDS, st.integers(1, 3), st.integers(1, 2))
def test_runs_of_refrains_are_common_and_disjoint(x: list[str], y: list[str], n: int, cap: int) -> None:
    runs = _runs(x, y, n, cap)
    assert bool(runs) == bool(naive.maximal_runs(x, y, n))
    for side, words in ((0, x), (1, y)):
        taken = [place for run in runs for place in range(run[side], run[side] + run[2])]
        assert len(taken) == len(set(taken))
        assert all(place < len(words) for place in taken)
    assert all(x[i : i + size] == y[j : j + size] and size >= n for i, j, size in runs)


@pytest.mark.law(9)
@given(pairs())
def test_the_passages_of_two_texts_are_those_of_their_comparison(pair: tuple[str, str]) -> None:
    a, b = (Document(name, text) for name, text in zip("ab", pair, strict=True))
    assert passages(a, b) == compared(a, b).matches


@given(_WORDS, _WORDS, st.integers(1, 3))
def test_the_chain_is_the_heaviest_one(x: list[str], y: list[str], n: int) -> None:
    runs = _runs(x, y, n)
    chosen = chain(WordRun(*run) for run in runs)
    assert {(run.a, run.b, run.n) for run in chosen} <= set(runs)
    for before, after in pairwise(chosen):
        assert before.a + before.n <= after.a
        assert before.b + before.n <= after.b
    assert sum(run.n for run in chosen) == naive.heaviest_chain(runs)


def test_one_word_a_hundred_thousand_times_is_one_run() -> None:
    assert _runs(["leave"] * 100_000, ["leave"] * 100_000, 7, _PLACES) == [(0, 0, 100_000)]
    assert _runs(["leave"] * 100_000, ["leave"] * 60_000, 7, _PLACES) == [(0, 0, 60_000)]
    assert _runs(["leave"] * 100_000, ["stay"] * 100_000, 7, _PLACES) == []


def test_a_refrain_is_found_where_the_text_around_it_is() -> None:
    refrain = ["and", "the", "band", "played", "on", "and", "on"]
    song = [word for n in range(50) for word in [*_numbered(n * 10, 10), *refrain]]
    assert _runs(song, song, 7, _PLACES) == [(0, 0, len(song))]
    assert _runs(song, ["before", *song[:400], "between", *song[400:]], 7, _PLACES) == [
        (0, 1, 400),
        (400, 402, len(song) - 400),
    ]


def test_a_passage_that_begins_with_a_refrain_is_found_from_its_first_word() -> None:
    refrain = ["and", "the", "band", "played", "on", "and", "on"]
    song = [word for n in range(50) for word in [*refrain, *_numbered(n * 10, 10)]]
    assert _runs(song, ["before", *song[17 * 20 : 17 * 21]], 7, _PLACES) == [(17 * 20, 1, 17)]


def test_what_a_longer_passage_leaves_of_another_one_is_found() -> None:
    text = _numbered(0, 30)
    assert _runs(text, [*text[:16], "again", *text[10:]], 7) == [(0, 0, 10), (10, 17, 20)]
    assert _runs(text, [*text[6:], "before", *text[:16]], 7) == [(6, 0, 24)]  # six words are left, one too few


def test_the_first_and_the_last_passage_of_a_text_are_found() -> None:
    first, last = _numbered(0, 7), _numbered(20, 7)
    x, y = [*first, "only", "here", *last], [*first, *_numbered(50, 30), *last]
    assert _runs(x, y, 7, _PLACES) == [(0, 0, 7), (9, 37, 7)]


def test_a_run_one_word_too_short_is_none() -> None:
    assert _runs([*_numbered(0, 6), "here"], [*_numbered(0, 6), "there"], 7) == []
    assert _runs(_numbered(0, 7), _numbered(0, 7), 7) == [(0, 0, 7)]
    assert _runs([], _numbered(0, 7), 1) == []


def test_passages_that_changed_their_order_are_both_found() -> None:
    one, two = _numbered(0, 9), _numbered(20, 8)
    assert _runs([*one, *two], [*two, *one], 7) == [(0, 8, 9), (9, 0, 8)]


def test_no_word_is_in_two_passages() -> None:
    text = _numbered(0, 10)
    assert _runs(text, [*text, "again", *text], 7) == [(0, 0, 10)]


def test_case_quotes_and_punctuation_do_not_break_a_run() -> None:
    one = "“We held the ELECTION,” he said; nobody came."
    other = '"We held the election" he said. Nobody, came'
    assert verbatim_runs(*as_texts(one, other), 7, _PLACES, Limits()) == (WordRun(0, 0, 8),)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("President of the Republic of Finland Tarja Halonen", False),
        ("the Estonian ambassador to Portugal, Anna Tamm, on", False),
        ("the Prime Minister of the United Kingdom, Boris Johnson", False),
        ("it was to be as it had been", True),
        ("drivers of the city buses stayed at home on Monday", True),
        ("About 6,700 arrests were made during the whole week", True),
        ("Police Arrest Hundreds In Central Minsk After Disputed Vote", True),
        ("she told reporters in Vilnius on Monday", True),
        ("người ở thủ đô Minsk. Ông nói sẽ", True),
        # German writes every noun with a capital: one alone is no name.
        ("der Streik der Arbeiter in den Fabriken", True),
        ("протесты в городе продолжаются уже десять дней", True),
        ("他说抗议活动已经持续", True),
    ],
)
def test_a_name_with_its_title_is_no_sign_of_copying(text: str, *, counts: bool) -> None:
    tokens = as_text(text)
    assert is_more_than_name(WordRun(0, 0, len(tokens.words)), tokens, Options()) is counts


def test_a_long_run_counts_whatever_its_words_are() -> None:
    tokens = as_text(" ".join(["of Anna Maria"] * 5))
    assert not is_more_than_name(WordRun(0, 0, 9), tokens, Options())
    assert is_more_than_name(WordRun(0, 0, 15), tokens, Options())


def test_a_run_that_does_not_count_is_listed_apart_and_shares_nothing() -> None:
    name = "President of the Republic of Finland Tarja Halonen"
    a = Document("a", f"Yesterday the {name} spoke in public about wages.")
    b = Document("b", f"Nobody who met {name} in those years remembers that.")
    comparison = compare(a, b)
    assert passages(a, b) == comparison.matches == ()
    (stretch,) = comparison.uncounted
    assert stretch.kind == "name"
    assert (stretch.a.of(a.text), stretch.b.of(b.text), stretch.words) == (name, name, 8)
    assert (comparison.relation, comparison.shares) == ("no-shared-text", Shares())


def test_passages_stand_in_the_order_of_the_first_text() -> None:
    one, two = " ".join(_numbered(1000, 15)), " ".join(_numbered(2000, 20))
    found = passages(Document("a", f"{one}. {two}."), Document("b", f"{two}. {one}."))
    assert [match.words for match in found] == [15, 20]
    assert found[0].a.end <= found[1].a.start
    assert found[1].b.end <= found[0].b.start


@pytest.mark.parametrize(("a_words", "b_words"), [(2000, 4000), (4000, 2000), (3000, 3000), (10, 4000)])
def test_a_refrain_is_followed_in_linear_work(a_words: int, b_words: int) -> None:
    # 10,000 equal lines against 5,000 took 24 s: each place of the longer text was followed over all of the shorter.
    limits = Limits()
    numbers = [0] * a_words, [0] * b_words
    runs = _maximal_runs(*numbers, *(Grams(words, 7) for words in numbers), 16, limits)
    assert sum(run.n for run in runs) <= 2 * 17 * max(a_words, b_words)
    assert (
        sum(run.n for run in verbatim_runs(*as_texts("word " * a_words, "word " * b_words), 7, 16, limits))
        > min(a_words, b_words) - 7
    )
