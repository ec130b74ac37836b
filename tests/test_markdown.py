"""Markdown for issue trackers and chats, read back with a parser of CommonMark and GFM that we did not write."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import article
from compared import compared
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page import HOSTILE, PAYLOADS

import textdiff
from textdiff import Document
from textdiff.model import Source
from textdiff.views.escape import make_printable
from textdiff.views.markdown import _joined, _written, render_markdown

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "markdown" / "belarus-2020.md"
TAGS = set("h2 h3 p ul li strong s code table thead tbody tr th td".split())
# Raw HTML is on, so that a parser would show it; nothing is sanitised.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What a tracker makes a link or a message of, outside code.
ACTING = re.compile(r"@[a-z0-9]|[#!][0-9]|://|www\.|:[a-z]+:", re.IGNORECASE | re.ASCII)


class _Rendered(HTMLParser):
    """The HTML that Markdown is rendered to: its elements, its attributes and its text, by kind."""

    def __init__(self, markdown: str, *, inline: bool = False) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.items: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.outside_code = ""
        self.text = ""
        self._open: list[str] = []
        self.feed(PARSER.renderInline(markdown) if inline else PARSER.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)
        self._open.append(tag)
        if tag == "li":
            self.items.append("")
        if tag in ("s", "strong"):
            self.marked.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "li" in self._open:
            self.items[-1] += data
        if self.marked and {"s", "strong"} & set(self._open):
            self.marked[-1] = (self.marked[-1][0], self.marked[-1][1] + data)
        self.outside_code += "\x00" if "code" in self._open else data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def _flat(text: str) -> str:
    """Return a text as it is meant to be read: on one line, what cannot be shown by its number."""
    return make_printable(re.sub(r"\s+", " ", text)).strip()


def _assert_inert(page: _Rendered) -> None:
    assert set(page.tags) <= TAGS
    assert {name for name, _ in page.attributes} <= {"style"}
    assert {value for _, value in page.attributes} <= {"text-align:left", "text-align:right"}
    assert not ACTING.search(page.outside_code), ACTING.search(page.outside_code)


LINES = (
    "1. one", "- one", "+ one", "* one", "> one", "# one", "===", "---", "| a | b |", "```", "~~~", "    code",
    "[x]: http://a.example", "[x](javascript:alert(1))", "![x](http://a.example/x.png)", "<http://a.example>",
    "http://a.example/b_c_d?e=1&f=2", "www.a.example", "write to milo@a.example now", "(@milo), said @all @here",
    "#123, gitlab!12 and GH-12", "a/b#12@c", ":tada: it costs $5 to $10", "AT&T &amp; &#64;milo", "*a* **b** _c_ ~~d~~",
    "a\\*b\\", "`code` ``", "<!channel> <@U1>", "line  \nbreak", "~a~ ^b^ ==c==", "[ ] [x] task", "x@y#1:smile:",
)  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE.values(), *PAYLOADS, *LINES])
def test_nothing_of_a_text_is_markup_a_link_or_a_message(text: str) -> None:
    comparison = compared(f"{article(1, 2, 3)}\n\n{text}\n\n{article(4, 5)}", article(1, 2, 3, 4, 5))
    source = Source(title=text, publisher=text, date=text)
    a, b = (replace(side, id=text or "x", source=source) for side in (comparison.a, comparison.b))
    page = _Rendered(render_markdown(replace(comparison, a=a, b=b, notes=(text,))))
    _assert_inert(page)
    assert _flat(text) in page.text


@pytest.mark.parametrize("text", [text for text in (*PAYLOADS, *LINES) if re.search(r"\w", text)])
def test_a_dropped_text_is_shown_as_it_stands(text: str) -> None:
    comparison = compared(f"{text}\n", "")
    (item,) = [item for item in _Rendered(render_markdown(comparison)).items if item.startswith("#")]
    assert item == f"#1 {_flat(text)}"


_MARKS = "*_~`<>&;#@![]()|\\$:/.,'\"a b1中“”é€-+=\n"
_SIGNS = st.sampled_from([*_MARKS, "\u0301", "\u202e", "\ud800", "www.", "@milo", "\U0001f600"])
_TEXTS = st.lists(_SIGNS, max_size=6).map("".join)


@given(st.lists(st.tuples(st.sampled_from(["", "~~", "**"]), _TEXTS), max_size=6))
def test_marks_stand_around_what_they_mark_and_nothing_else(pieces: list[tuple[str, str]]) -> None:
    pieces = [(mark, re.sub(r"\s+", " ", text)) for mark, text in pieces]
    page = _Rendered(f"x {_written(pieces)}", inline=True)
    assert set(page.tags) <= {"s", "strong", "code"}
    assert page.text.split() == f"x {''.join(make_printable(text) for _, text in pieces)}".split()
    names = {"~~": "s", "**": "strong"}
    expected = [(names[mark], _flat(text)) for mark, text in _joined(pieces) if mark and text.strip()]
    assert page.marked == expected


def test_the_numbers_of_changes_are_those_of_the_report() -> None:
    a = "\n\n".join(article(n) for n in range(12))
    order = (0, 2, 3, 4, 5, 6, 30, 7, 8, 1, 9, 10)
    b = "\n\n".join(article(n).replace(" ", " new ", 1) if n == 4 else article(n) for n in order)
    comparison = compared(a, b)
    shown_by_number = dict(re.findall(r"^- `#(\d+)` (.*)", render_markdown(comparison), re.MULTILINE))
    changes = comparison.changes
    html = textdiff.report([comparison.a, comparison.b])
    assert len(shown_by_number) == len(changes) == html.count(' data-kind="') > 3
    for block in changes:
        n = block.change
        kind = "moved" if block.moved else block.kind
        assert re.search(rf'id="c{n}"[^>]* data-kind="{kind}"|data-kind="{kind}"[^>]* id="c{n}"', html)
        span, text = (block.a, a) if block.a else (block.b, b)
        assert span is not None
        assert " ".join(span.of(text).split()[:1]) in shown_by_number[str(n)]


def test_a_move_says_from_where_to_where() -> None:
    text = [article(n, n + 20) for n in range(6)]
    moved = [*text[1:5], text[0], text[5]]
    markdown = render_markdown(compared("\n".join(text), "\n".join(moved)))
    assert re.search(r"^### B moves\n\n- `#1` sank from paragraph 1 to 5: ", markdown, re.MULTILINE)


def test_a_long_unchanged_stretch_in_a_changed_sentence_is_shortened() -> None:
    words = article(1, 2, 3).replace(".", "").replace("\n", " ").lower().split()
    a, b = " ".join(words), " ".join([*words[:18], "changed", *words[19:]])
    (item,) = [item for item in _Rendered(render_markdown(compared(f"{a}.", f"{b}."))).items if item.startswith("#")]
    assert len(item) < len(a) / 2
    assert item.startswith("#1 … ")
    assert item.endswith(" …")
    for n in (17, 18, 19):
        assert words[n] in item


def test_title_outlet_and_date_stand_below_the_names() -> None:
    comparison = compared(
        Document("a", "One.", Source(title="Crane *falls*", publisher="The Meridian", date="2024-05-14")), "Two."
    )
    lines = render_markdown(comparison).splitlines()
    assert lines[0] == "## A a and B b"
    assert lines[2] == r"- **A**: “Crane \*falls\*”, The Meridian, 2024-05-14"
    assert not any(line.startswith("- **B**: ") for line in lines)


def test_equal_texts_have_a_verdict_and_no_sections() -> None:
    markdown = render_markdown(compared(article(1), article(1)))
    assert "**A and B are the same text.**" in markdown
    assert "###" not in markdown


def test_warnings_and_notes_stand_at_the_end() -> None:
    markdown = render_markdown(compared("one\u202e two", ""))
    assert markdown.index("### B drops") < markdown.index("### Warnings") < markdown.index("### Notes")
    assert "- B is empty: it has no words." in markdown


def test_the_sample_reads_as_its_golden_file() -> None:
    """TEXTDIFF_REWRITE_GOLDEN=1 writes the file anew."""
    folder = ROOT / "corpora" / "belarus-2020" / "articles"
    a, b = (textdiff.read(folder / f"{name}.txt", label=name) for name in ("outlet-a", "outlet-b"))
    markdown = render_markdown(textdiff.compare(a, b))
    if os.environ.get("TEXTDIFF_REWRITE_GOLDEN") == "1":
        GOLDEN.write_text(markdown, "utf-8")
    assert markdown == GOLDEN.read_text("utf-8")
