"""Texts as columns of word hashes, and their n-grams as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from as_text import as_text
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from textdiff.families import words as fingerprint
from textdiff.families.words import (
    WordHasher,
    concatenate,
    hash_grams_at,
    hash_grams_short,
    hash_word,
    mix,
)
from textdiff.texts.tokens import chunk_words, is_plain, word_keys

_COLUMNS = st.lists(st.integers(1, 2**32 - 1), max_size=40).map(lambda words: np.array(words, np.uint32))
_N = st.integers(1, 9)


def _hasher() -> WordHasher:
    return WordHasher(is_plain, chunk_words, word_keys)


_SHARED = _hasher()


def _keys(text: str) -> list[str]:
    tokens = as_text(text)
    return [tokens.keys[word] for word in tokens.words]


@given(texts())
def test_a_column_has_the_words_of_the_text(text: str) -> None:
    expected = [hash_word(key) for key in _keys(text)]
    for hasher in (_hasher(), _SHARED):
        words = hasher.hash_words(text)
        assert words.dtype == np.uint32
        assert words.tolist() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "One, two. THREE four",
        "a–b tut.by.An U.S. don’t … — ($5.) well-known 80.1%",
        "中文字 and ภาษา",
        "cafe\u0301 🇩🇪🇫🇷 x\u200dy",
        "\ud800 lone",
    ],
)
def test_a_column_has_the_words_of_this_text(text: str) -> None:
    assert _SHARED.hash_words(text).tolist() == [hash_word(key) for key in _keys(text)]


def test_a_full_table_of_chunks_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "_MOST_CHUNKS", 3)
    hasher = _hasher()
    for text in ("one two, three-four", "five.Six seven", "one two.Three", "five.Six -- eight"):
        for _ in range(2):
            assert hasher.hash_words(text).tolist() == [hash_word(key) for key in _keys(text)]


def test_a_hash_is_the_same_on_every_machine() -> None:
    assert [hash_word(word) for word in ("minister", "straße", "中")] == [3129000526, 3956759394, 2891954009]
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
    assert concatenate([]).tolist() == []
    assert concatenate([]).dtype == np.uint32
