"""Texts as columns of word hashes."""

from __future__ import annotations

import numpy as np
import pytest
from as_text import as_text
from hypothesis import given
from strategies import texts

from textdiff.families import words as hashing
from textdiff.families.words import WordHasher, hash_word
from textdiff.texts.tokens import chunk_words, is_plain, word_keys


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
    monkeypatch.setattr(hashing, "_MOST_CHUNKS", 3)
    hasher = _hasher()
    for text in ("one two, three-four", "five.Six seven", "one two.Three", "five.Six -- eight"):
        for _ in range(2):
            assert hasher.hash_words(text).tolist() == [hash_word(key) for key in _keys(text)]


def test_the_hash_of_a_word_is_the_same_on_every_machine() -> None:
    assert [hash_word(word) for word in ("minister", "straße", "中")] == [3129000526, 3956759394, 2891954009]
