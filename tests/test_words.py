"""Texts as columns of word hashes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from as_text import as_text
from hypothesis import given
from strategies import texts

from textdiff.families.words import hash_word, hash_words
from textdiff.texts import tokens
from textdiff.texts.hints import find_hints


def _keys(text: str) -> list[str]:
    read = as_text(text)
    return [read.keys[word] for word in read.words]


@given(texts())
def test_a_column_has_the_words_of_the_text(text: str) -> None:
    words = hash_words(text)
    assert words.dtype == np.uint32
    assert words.tolist() == [hash_word(key) for key in _keys(text)]


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
    assert hash_words(text).tolist() == [hash_word(key) for key in _keys(text)]


def test_full_tables_are_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_MOST_CHUNKS", 3)
    monkeypatch.setattr(tokens, "_MOST_KEYS", 5)
    first = tokens.vocabulary()
    for text in (
        "one two, three-four",
        "Read more: four x",
        "five.Six seven",
        "one two.Three share",
        "six -- eight ten",
    ):
        for _ in range(2):
            assert hash_words(text).tolist() == [hash_word(key) for key in _keys(text)]
            assert tokens.find_tokens(text, tokens.vocabulary()).hints == sorted(find_hints(text))
    assert tokens.vocabulary() is not first


def test_each_thread_has_a_vocabulary_of_its_own() -> None:
    text = "The council met, and voted for the plan."
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(tokens.vocabulary).result()
        hashes = pool.submit(hash_words, text).result()
    assert there is not tokens.vocabulary()
    assert hashes.tolist() == hash_words(text).tolist()


def test_the_hash_of_a_word_is_the_same_on_every_machine() -> None:
    assert [hash_word(word) for word in ("minister", "straße", "中")] == [3129000526, 3956759394, 2891954009]
