"""What a notebook shows of a comparison: a fragment that no sanitiser has to change."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from command import article
from compared import compared
from page import HOSTILE, PAYLOADS

from textdiff import Comparison
from textdiff.model import Source
from textdiff.views.escape import make_printable

# All are in the list of GitHub's sanitiser (html-pipeline, sanitization filter).
TAGS = set("div p strong table tbody tr th td ol ul li ins del span".split())


class _Fragment(HTMLParser):
    """The elements of a fragment, its attributes, and its text by element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.pieces: list[str] = [""]  # of text between two tags: what is looked at for mathematics
        self.items: list[str] = []
        self.marked: dict[str, list[str]] = {"ins": [], "del": []}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        self._open.append(tag)
        self.pieces.append("")
        if tag == "li":
            self.items.append("")
        if tag in self.marked:
            self.marked[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self.pieces.append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        self.pieces[-1] += data
        if "li" in self._open:
            self.items[-1] += data
        for tag in set(self._open) & {"ins", "del"}:
            self.marked[tag][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def _shown(comparison: Comparison) -> _Fragment:
    return _Fragment(comparison._repr_html_())


def _flat(text: str) -> str:
    return make_printable(re.sub(r"\s+", " ", text)).strip()


@pytest.mark.parametrize("text", [*HOSTILE.values(), *PAYLOADS])
def test_nothing_of_a_text_is_an_element_or_an_attribute(text: str) -> None:
    comparison = compared(f"{article(1, 2, 3)}\n\n{text}\n\n{article(4, 5)}", article(1, 2, 3, 4, 5))
    source = Source(title=text, publisher=text, date=text)
    a, b = (replace(side, id=text or "x", source=source) for side in (comparison.a, comparison.b))
    fragment = _shown(replace(comparison, a=a, b=b, verdict=text, notes=(text,)))
    assert set(fragment.tags) <= TAGS
    assert fragment.attributes == []
    assert _flat(text)[:250] in fragment.text


@pytest.mark.parametrize("text", [text for text in PAYLOADS if re.search(r"\w", text)])
def test_a_dropped_text_is_shown_as_it_stands(text: str) -> None:
    fragment = _shown(compared(f"{text}\n", ""))
    assert [words.strip() for words in fragment.marked["del"]] == [_flat(text)]


def test_no_money_and_no_formula_is_set_as_mathematics() -> None:
    text = r"It costs $5, not $6, or \(x\), \[y\], $$z$$, \begin{a}\href{javascript:alert(1)}{b}\end{a} a day."
    fragment = _shown(compared(f"{article(1)}\n\n{text}", article(1)))
    assert text in fragment.text
    with_marks = [piece for piece in fragment.pieces if "$" in piece or "\\" in piece]
    assert set(with_marks) == {"$", "\\"}


def test_verdict_numbers_and_changes_are_shown() -> None:
    words = article(2).split()
    a, b = article(1, 2, 3, 4), article(1) + " ".join([*words[:5], "changed", *words[6:]]) + "\n\n" + article(3, 4, 5)
    comparison = compared(a, b)
    fragment = _shown(comparison)
    assert fragment.text.startswith(comparison.verdict)
    assert f"{comparison.words[0]} words" in fragment.text
    assert fragment.marked == {"del": [words[5]], "ins": ["changed", article(5).strip()]}
    assert len(fragment.items) == len(comparison.changes) == 2
    assert fragment.items[1] == f"added: {article(5).strip()}"


def test_both_wordings_of_a_reworded_sentence_and_the_way_of_a_moved_one_are_shown() -> None:
    text = [article(n, n + 20) for n in range(6)]
    fragment = _shown(compared("\n".join(text), "\n".join([*text[1:5], text[0], text[5]])))
    (item,) = fragment.items
    assert item.startswith("moved, sank from paragraph 1 to 5: ")
    assert fragment.marked == {"ins": [], "del": []}


def test_fifty_changes_are_shown_and_the_others_counted() -> None:
    a = [article(n) for n in range(1, 140)]
    b = [text for n, text in enumerate(a) if n % 2]
    comparison = compared("\n".join(a), "\n".join(b))
    fragment = _shown(comparison)
    assert len(comparison.changes) == 70
    assert len(fragment.items) == 50
    assert "and 20 more changes" in fragment.text


def test_long_texts_make_a_short_fragment() -> None:
    a, b = article(*range(300)), article(*range(300, 600))
    assert len(compared(a, b)._repr_html_()) < 10_000


def test_warnings_and_notes_are_shown() -> None:
    fragment = _shown(compared("one\u202e two", ""))
    assert "A: invisible characters: 1 × U+202E" in fragment.items
    assert "B is empty: it has no words." in fragment.items


def test_a_notebook_needs_no_templates() -> None:
    code = (
        "import sys, textdiff; d = textdiff.Document; "
        "textdiff.compare(d('a', 'One two.'), d('b', 'One three.'))._repr_html_(); print('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"
