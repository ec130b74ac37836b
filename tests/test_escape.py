"""Text made safe: what a terminal would obey, what would turn a page, what no file can hold."""

from __future__ import annotations

import json
import re
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import HOSTILE, as_html_shows

from textdiff.views.escape import make_printable, make_printable_json, make_visible, make_writable, split_hidden

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=30) | st.sampled_from([*HOSTILE.values()])
# Controls, halves of characters, and every mark and override of direction (UAX #9).
_OBEYED = {"Cc", "Cs", "Zl", "Zp"}
_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def obeyed(text: str) -> list[str]:
    return [sign for sign in text if unicodedata.category(sign) in _OBEYED or sign in _MARKS]


@given(ANY)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert obeyed(make_printable(text)) == []
    assert set(obeyed(make_printable(text, keep="\n\t"))) <= {"\n", "\t"}
    assert make_printable(text).isprintable() or not text.isprintable()


@given(ANY)
def test_json_keeps_its_value(text: str) -> None:
    written = make_printable_json(json.dumps([text], ensure_ascii=False, indent=1))
    assert json.loads(written) == [text]
    assert set(obeyed(written)) == {"\n"}
    written.encode("utf-8")


@given(ANY)
def test_a_text_in_pieces_is_the_text_that_html_can_hold(text: str) -> None:
    pieces = list(split_hidden(text))
    assert "".join(piece for _, piece in pieces) == text.replace("\0", "")
    assert all(len(piece) <= 1 for badge, piece in pieces if badge)
    assert not set("".join(piece for badge, piece in pieces if not badge)) & {*"\0\u202e\u2066"}
    assert make_writable(text.replace("\r", "\n")) == as_html_shows(text.replace("\r", "\n"))


@pytest.mark.parametrize(
    ("text", "printed", "spelled"),
    [
        ("a\x1b[31m", "a\\x1b[31m", "a\x1b[31m"),
        ("a\u202eb", "a\\u202eb", "a[U+202E]b"),
        ("a\0b", "a\\x00b", "a[U+0000]b"),
        ("a\ud800b", "a\\ud800b", "a\ud800b"),
        ("naïve 中文", "naïve 中文", "naïve 中文"),
    ],
)
def test_what_is_escaped_can_be_read(text: str, printed: str, spelled: str) -> None:
    assert make_printable(text) == printed
    assert make_visible(text) == spelled


def test_the_script_of_a_report_badges_the_same_characters() -> None:
    script = files("textdiff.views").joinpath("templates", "report.js").read_text("utf-8")
    found = re.search(r"HIDDEN = /\(\[(.*?)\]\)/", script)
    assert found
    there = re.compile(f"[{found.group(1)}]")
    everything = [chr(n) for n in range(1, 0x3000)]  # NUL is taken out of a text before
    assert [one for one in everything if there.match(one)] == [one for one in everything if make_visible(one) != one]
