"""N-grams as numbers, and those that several documents have, with their places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from textdiff.families.grams import Corpus, find_buckets, hash_grams_at, hash_grams_short, mix

Words = list[int]  # numbers stand for words

_COLUMNS = st.lists(st.integers(1, 2**32 - 1), max_size=40).map(lambda words: np.array(words, np.uint32))
_N = st.integers(1, 9)
_DOCUMENT = st.lists(st.integers(1, 3), max_size=30)


def _column(words: Words) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array(words, np.uint32)


def _grams(words: Words, n: int) -> set[tuple[int, ...]]:
    return {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}


def test_the_hash_of_an_n_gram_is_the_same_on_every_machine() -> None:
    assert hash_grams_at(np.arange(1, 9, dtype=np.uint32), np.arange(2, dtype=np.uint32), 7).tolist() == [
        4866983207749088565,
        5893031206663419925,
    ]
    assert hash_grams_short(np.arange(1, 9, dtype=np.uint32), 7).tolist() == [828237059, 1832044193]


@given(_COLUMNS, _N)
def test_equal_n_grams_have_equal_hashes_and_others_have_not(
    words: np.ndarray[tuple[int], np.dtype[np.uint32]], n: int
) -> None:
    places = np.arange(max(0, len(words) - n + 1), dtype=np.uint32)
    grams = hash_grams_at(words, places, n)
    short = hash_grams_short(words, n)
    assert len(short) == len(grams)
    windows = [tuple(words[at : at + n].tolist()) for at in places.tolist()]
    assert len(set(grams.tolist())) == len(set(windows))
    for hashes in (grams.tolist(), short.tolist()):
        assert len(set(zip(hashes, windows, strict=True))) == len(set(windows))


def test_short_hashes_are_spread_evenly() -> None:
    for n in (1, 2, 7):
        short = hash_grams_short(np.arange(1, 100_000, dtype=np.uint32), n)
        parts = np.bincount(short >> np.uint32(28), minlength=16)
        assert parts.max() < 1.1 * parts.min()
        assert len(np.unique(short)) > 0.999 * len(short)


def test_mixed_numbers_tell_sets_apart_by_their_sums() -> None:
    mixed = mix(np.arange(1000))
    assert len(np.unique(mixed)) == 1000
    sums = mixed[:, None] + mixed
    assert len(np.unique(sums)) == 1000 * 1001 // 2


def test_no_columns_are_a_column_without_words() -> None:
    assert Corpus([]).cat.tolist() == []
    assert Corpus([]).cat.dtype == np.uint32


@given(st.lists(_DOCUMENT, max_size=30), st.integers(1, 9), st.integers(2, 5), st.integers(2, 9))
def test_buckets_are_the_n_grams_of_several_documents(articles: list[Words], n: int, least: int, most: int) -> None:
    corpus = Corpus([_column(words) for words in articles])
    owners = {gram: [k for k, words in enumerate(articles) if gram in _grams(words, n)] for gram in _all(articles, n)}
    expected = sorted((gram, who) for gram, who in owners.items() if least <= len(who) <= most)
    for every in (False, True):
        found = []
        for part in find_buckets(corpus, n, least=least, most=most, every=every):
            for places in np.split(part.places, part.starts[1:]) if len(part.starts) else []:
                grams = {tuple(corpus.cat[at : at + n].tolist()) for at in places.tolist()}
                assert len(grams) == 1
                who = corpus.owners(places).tolist()
                assert every or who == sorted(set(who))
                found.append((grams.pop(), sorted(set(who))))
            assert (part.documents <= part.sizes).all()
        assert sorted(found) == expected


def _all(articles: Sequence[Words], n: int) -> set[tuple[int, ...]]:
    return {gram for words in articles for gram in _grams(words, n)}


@given(st.lists(_DOCUMENT, max_size=40))
def test_each_word_has_its_document(articles: list[Words]) -> None:
    corpus = Corpus([_column(words) for words in articles])
    expected = [number for number, words in enumerate(articles) for _ in words]
    assert corpus.owners(np.arange(len(expected), dtype=np.uint32)).tolist() == expected


def test_each_word_has_its_document_after_many_empty_ones_and_beyond_65536_words() -> None:
    lengths = [5, *[0] * 70_000, 65_531, 1, 0, 70_000, *[1] * 70_000, 3]
    corpus = Corpus([np.ones(n, np.uint32) for n in lengths])
    expected = np.repeat(np.arange(len(lengths)), lengths)
    assert (corpus.owners(np.arange(len(expected), dtype=np.uint32)) == expected).all()
