"""Text cut short: what is shown is the text, and what is short is shown whole."""

from __future__ import annotations

import pytest
from command import article
from hypothesis import given
from hypothesis import strategies as st

from textdiff.views.columns import columns_of
from textdiff.views.excerpt import (
    beginning,
    both_ends,
    excerpt,
    first_columns,
    first_words,
    last_columns,
    last_words,
    on_one_line,
    shorten_characters,
    shorten_columns,
    shorten_words,
    words_in,
)

LONG = on_one_line(article(*range(4))).strip()
TEXTS = st.sampled_from([LONG, LONG.replace(" ", ""), "市政府星期一宣布" * 40, "one two three", "", " "])
SIZES = st.integers(0, 60)


@given(TEXTS, SIZES, SIZES)
def test_what_is_left_is_the_beginning_and_the_end_of_the_text(text: str, before: int, after: int) -> None:
    for short in (
        shorten_characters(text, before, after),
        shorten_columns(text, before, after, ellipsis="…"),
        shorten_words(text, before, after),
        beginning(text, before),
        both_ends(text, before),
        excerpt(text, before + 1),
    ):
        head, cut, tail = short.partition("…")
        if cut:
            assert text.startswith(head.strip())
            assert text.endswith(tail.strip())
            assert len(head) + len(tail) <= len(text) + 2
        else:
            assert short.strip() == text.strip()


@given(TEXTS, st.integers(1, 30))
def test_first_and_last_words_are_so_many(text: str, n: int) -> None:
    for part in (first_words(text, n), last_words(text, n)):
        assert words_in(part) == min(n, words_in(text))
        assert part in text


@given(TEXTS, st.integers(1, 60))
def test_a_text_for_a_terminal_fits_unless_its_first_word_does_not(text: str, columns: int) -> None:
    for part in (first_columns(text, columns), last_columns(text, columns)):
        assert part in text
        assert columns_of(part) <= columns or " " not in part.strip()


def test_words_are_kept_whole() -> None:
    assert first_columns("one two three", 9) == "one two "
    assert last_columns("one two three", 9) == "two three"
    assert first_columns("抗议活动", 5) == "抗议"
    assert first_columns("unbreakable", 3) == "unbreakable"
    assert excerpt("one  two\nthree", 9) == "one two …"
    assert excerpt("unbreakable", 3) == "unb …"
    assert both_ends("abcdefgh", 4) == "ab … gh"
    assert beginning("abcdefgh", 4) == "abcd …"
    assert shorten_words("one two three four", 1, 1) == "one … four"
    assert shorten_words("one two three four", 0, 1) == "… four"
    assert shorten_words("one two", 1, 1) == "one … two"


@pytest.mark.parametrize("text", ["", "one", LONG])
def test_a_text_with_room_for_all_of_it_is_shown_whole(text: str) -> None:
    assert beginning(text, len(text)) == both_ends(text, len(text)) == excerpt(text, len(text)) == text
    assert shorten_columns(text, 0, 0, ellipsis="…") == text
    assert shorten_characters(text, len(text), 0) == shorten_words(text, words_in(text) + 1, 0) == text
