"""Which documents are compared: all that share an n-gram, of large groups a spanning set, and what is retold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import naive
import numpy as np
import pytest
from hangs import no_hang
from hypothesis import example, given
from hypothesis import strategies as st
from speed.texts import Writer

from textdiff.families import candidates, grams
from textdiff.families.candidates import Candidates, find_candidates
from textdiff.options import Calibration, Options

Words = list[int]  # numbers stand for words
Pairs = list[tuple[int, int]]
# Small corpora have boilerplate too: the tests are faster.
ANY_SIZE = Options(calibration=Calibration(small_corpus=0))
# Nothing is boilerplate, nothing is rare.
PLAIN = Options(
    calibration=Calibration(small_corpus=0, boilerplate_documents=1000, boilerplate_words=40, rare_documents=1)
)


def _column(words: Words) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(words, np.uint32)


def _find(articles: Sequence[Words], options: Options = PLAIN) -> Candidates:
    return find_candidates([_column(words) for words in articles], options)


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311  a seed that gives the same words again


def _prose(random: Random, n: int) -> Words:
    return random.choices(range(1, 20_000), k=n)


def _grams(words: Words, n: int) -> set[tuple[int, ...]]:
    return {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}


def _naive_pairs(articles: Sequence[Words], n: int) -> Pairs:
    grams = [_grams(words, n) for words in articles]
    return [(a, b) for a, b in combinations(range(len(articles)), 2) if grams[a] & grams[b]]


def _connected(pairs: Pairs, wanted: Sequence[int]) -> bool:
    near: dict[int, list[int]] = {}
    for a, b in pairs:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    reached, waiting = {wanted[0]}, [wanted[0]]
    while waiting:
        for other in near.get(waiting.pop(), []):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached >= set(wanted)


_DOCUMENT = st.lists(st.integers(1, 3), max_size=30)


@given(st.lists(_DOCUMENT, max_size=60), st.integers(1, 9))
@example([[1, 1, 1, 1], [1, 1, 1]], 3)  # an n-gram twice in a document
@example([[1, 2], [3, 1, 2, 3], [], [1, 2, 3]], 3)  # n-grams that begin in one document and end in the next are none
def test_documents_that_share_an_n_gram_are_candidates_and_no_others(articles: list[Words], n: int) -> None:
    found = _find(articles, replace(PLAIN, min_words=n))
    assert found.pairs == _naive_pairs(articles, n)
    assert found.verbatim == frozenset(found.pairs)
    assert found.one_in == 1


@pytest.mark.parametrize("articles", [[], [[]], [[1, 2, 3]], [[1] * 7], [[], [], []], [[1, 2, 3], [1, 2, 3]]])
def test_there_is_nothing_to_compare(articles: list[Words]) -> None:
    found = _find(articles, ANY_SIZE)
    assert (found.pairs, found.groups, found.boilerplate, found.capped, found.excluded) == ([], [], [], [], {})


def _versions(n: int = 150) -> list[Words]:
    """Return articles in Zipf's words, with versions, passages, footers, and a story of 60 outlets."""
    writer = Writer("candidates")
    number = {word: n + 1 for n, word in enumerate(writer.words)}
    random = writer.random
    stock = [f"{word}." for word in writer.prose(20)]
    story = writer.prose(200)
    articles = [writer.prose(random.randint(50, 300)) for _ in range(n)]
    for k in range(0, n, 3):
        other = articles[random.randrange(n)]
        articles[k] = writer.edited(other, 0.3)[0] if k % 2 else articles[k][:30] + other[:40] + articles[k][30:]
        articles[k] += stock
    articles += [writer.edited(story, 0.1)[0] for _ in range(60)]
    return [[number[word.strip().rstrip(".").lower()] for word in article] for article in articles]


@pytest.mark.parametrize("max_bucket", [20, 300])
def test_the_size_of_the_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch, max_bucket: int) -> None:
    articles = _versions()
    options = Options(calibration=Calibration(small_corpus=0, max_bucket=max_bucket))
    found = _find(articles, options)
    assert len(found.verbatim) > 60
    assert len(found.pairs) > len(found.verbatim)
    assert len(found.groups) == (max_bucket == 20)
    for part, piece, chunk, keys, instances in [(7000, 900, 100, 50, 300), (20_000, 20_000, 1 << 15, 1000, 5000)]:
        monkeypatch.setattr(grams, "_PART", part)
        monkeypatch.setattr(grams, "_PIECE", piece)
        monkeypatch.setattr(grams, "_CHUNK", chunk)
        monkeypatch.setattr(candidates, "_MOST_KEYS", keys)
        monkeypatch.setattr(candidates, "_MOST_INSTANCES", instances)
        assert _find(articles, options) == found


def test_two_versions_of_one_text_need_not_be_versions_of_each_other() -> None:
    random = _random("chain")
    one, two = _prose(random, 60), _prose(random, 60)
    assert _find([one, one + two, two], ANY_SIZE).pairs == [(0, 1), (1, 2)]


def test_a_run_is_a_candidate_from_min_words_on() -> None:
    random = _random("runs")
    run = _prose(random, 7)
    articles = [_prose(random, 100) + run[:n] + _prose(random, 100) for n in (7, 7, 6, 6)]
    assert _find(articles).pairs == [(0, 1)]


@pytest.mark.parametrize("n", [300, 301])
def test_up_to_300_documents_are_all_compared_and_more_by_a_spanning_set(n: int) -> None:
    random = _random("family")
    story = _prose(random, 30)
    found = _find([_prose(random, 10) + story for _ in range(n)])
    assert _connected(found.pairs, range(n))
    if n == 300:
        assert found.pairs == list(combinations(range(n), 2))
        assert (found.groups, found.capped, found.capped_buckets) == ([], [], 0)
    else:
        assert found.pairs == sorted({*((0, k) for k in range(1, n)), *((k, k + 1) for k in range(n - 1))})
        assert found.groups == [list(range(n))]
        assert found.capped_buckets == 24
        assert [(stretch.end - stretch.start, stretch.documents) for stretch in found.capped] == [(30, n)]


@pytest.mark.parametrize(("n", "listed"), [(20, True), (21, False)])
def test_a_large_group_that_shares_no_one_n_gram_is_thinned_too(n: int, listed: bool) -> None:
    # Each pair of documents has a run of its own: no bucket has more than two.
    random = _random("thin")
    articles: list[Words] = [[] for _ in range(n)]
    for a, b in combinations(range(n), 2):
        run = _prose(random, 8)
        articles[a] += run
        articles[b] += run
    outsiders = [articles[k][:8] for k in range(n)]  # each has two partners, and takes part in no group
    found = _find([*articles, *outsiders], replace(PLAIN, calibration=replace(PLAIN.calibration, max_bucket=20)))
    inside = [(a, b) for a, b in found.pairs if b < n]
    assert {b for _, b in found.pairs} >= set(range(n, 2 * n))
    assert found.capped_buckets == 0
    assert (inside == list(combinations(range(n), 2))) is listed
    if not listed:
        assert _connected(inside, range(n))
        assert len(inside) <= 2 * n
        assert found.groups == [list(range(n))]


def test_a_digest_of_two_stories_does_not_make_one_group_of_them() -> None:
    random = _random("digest")
    one, two, quote = _prose(random, 40), _prose(random, 40), _prose(random, 10)
    articles = [_prose(random, 12) + one for _ in range(30)] + [_prose(random, 12) + two for _ in range(30)]
    articles.append(one + two)
    articles[3] += quote
    articles[40] += quote
    found = _find(articles, replace(PLAIN, calibration=replace(PLAIN.calibration, max_bucket=20)))
    assert (3, 40) in found.pairs
    assert [len(group) for group in found.groups] == [31, 30]
    assert _connected(found.pairs, range(61))
    assert len(found.pairs) <= 2 * 61 + 31


def test_10000_copies_of_one_text_give_three_pairs_each_at_most() -> None:
    random = _random("copies")
    story = _prose(random, 200)
    for n in (2000, 10_000):
        with no_hang(120):
            found = find_candidates([_column(story) for _ in range(n)], ANY_SIZE)
        assert len(found.pairs) <= 3 * n
        assert _connected(found.pairs, range(n))
        assert found.groups == [list(range(n))]


def test_10000_edited_copies_of_one_text_give_two_pairs_each() -> None:
    random = _random("edited")
    story = _prose(random, 60)
    articles = [[word if random.random() > 0.05 else random.randint(1, 10**9) for word in story] for _ in range(10_000)]
    found = _find(articles, ANY_SIZE)
    sharing = [n for n, words in enumerate(articles) if _grams(words, 7) & _grams(story, 7)]
    assert len(sharing) > 9000
    assert _connected(found.pairs, sharing)
    assert len(found.pairs) <= 3 * 10_000


def test_beyond_exact_words_a_sample_of_n_grams_still_finds_passages() -> None:
    random = _random("sample")
    articles = [_prose(random, 200) for _ in range(100)]
    for k in range(0, 100, 2):
        articles[k][50:50] = articles[k + 1][20:70]
    options = replace(PLAIN, calibration=replace(PLAIN.calibration, exact_words=1000))
    found = _find(articles, options)
    assert found.one_in == 4
    assert found.pairs == [(k, k + 1) for k in range(0, 100, 2)]
    hashes = [set(naive.fingerprint(_column(words), 7, 4)) for words in _versions(40)]
    kept = [(a, b) for a, b in combinations(range(len(hashes)), 2) if hashes[a] & hashes[b]]
    assert _find(_versions(40), options).pairs == kept


def _retold(random: Random, words: Words, step: int) -> Words:
    """Return the words of which every one in `step` is another."""
    return [_prose(random, 1)[0] if n % step == step - 1 else word for n, word in enumerate(words)]


def test_three_rare_pairs_of_words_near_each_other_make_a_candidate() -> None:
    random = _random("reworded")
    articles = [_prose(random, 300) for _ in range(40)]
    articles[8][100:130] = _retold(random, articles[3][200:230], 4)  # runs of three words, two pairs each
    found = _find(articles, ANY_SIZE)
    assert found.pairs == [(3, 8)]
    assert not found.verbatim
    far = [_prose(random, 700) for _ in range(2)]
    for k in range(3):  # three pairs, but far from each other in the one or the other
        far[1][10 * k : 10 * k + 2] = far[0][250 * k : 250 * k + 2]
    assert _find([*articles[:3], *far], ANY_SIZE).pairs == []


def test_pairs_of_words_that_many_documents_have_make_no_candidate() -> None:
    random = _random("common")
    passage = _prose(random, 30)
    for n in (16, 17):
        articles = [_prose(random, 100) + _retold(random, passage, 4) for _ in range(n)]
        assert len(_find(articles, ANY_SIZE).pairs) == (n * (n - 1) // 2 if n == 16 else 0)
