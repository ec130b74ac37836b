"""Sixty attempts to get an element, an attribute, an address or a script into a page, in every field there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import article
from page import PAYLOADS, Page, as_html_shows, assert_inert, assert_whole

import textdiff
from textdiff.model import Document, Source

TITLED = " the <I>Times of New York City Council</I> Anna Tamm "  # a name: shared, not counted, and quoted as such


def document(payload: str, text: str) -> Document:
    """Return a document with a payload in every field that it has."""
    source = Source(payload, payload, payload, payload, payload, payload, payload, (0,))
    return Document(payload, text, source)


def test_there_are_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_any_field_is_only_text(payload: str) -> None:
    a = f"{payload} {TITLED} {payload}. {article(1, 2)} {payload}"
    b = f"{article(2, 3)} {TITLED} x{payload}y {payload}"
    html = textdiff.report([document(payload, a), document(payload + "b", b)])
    page = assert_whole(html, a, b)
    assert_inert(page)
    assert "49" not in page.panes["a"] + page.panes["b"]
    assert as_html_shows(payload) in page.panes["b"]
    harmless = textdiff.report([document("name", a.replace(payload, "word")), document("name b", b)])
    assert [tag for tag, _ in page.elements if tag in ("script", "style", "title", "h1")] == [
        tag for tag, _ in Page(harmless).elements if tag in ("script", "style", "title", "h1")
    ]


def test_a_shared_name_is_quoted_as_text_among_what_is_not_counted() -> None:
    a, b = article(1) + TITLED, TITLED + article(2)
    page = assert_whole(textdiff.report([Document("a", a), Document("b", b)]), a, b)
    assert [stretch["kind"] for stretch in page.record["uncounted"]] == ["name"]
    assert_inert(page)
    assert ("q", []) in page.elements


def test_payloads_as_names_are_only_text_on_the_page_of_a_scan(tmp_path: Path) -> None:
    documents = [document(payload, article(n, 100)) for n, payload in enumerate(PAYLOADS)]
    documents += [document(f"{payload} again", " ") for payload in PAYLOADS]
    found = textdiff.scan(documents[:8] + documents[len(PAYLOADS) :], out=tmp_path / "few")
    assert len(found.pairs) == 28
    index = (tmp_path / "few" / "index.html").read_text("utf-8")
    assert_inert(Page(index), r"pairs/[0-9a-f]{12}-[0-9a-f]{12}\.html|#[a-z]+(-1)?")
    assert index.count("<bdi>") > len(PAYLOADS)
    for path in sorted((tmp_path / "few" / "pairs").glob("*.html"))[::5]:
        assert_inert(Page(path.read_text("utf-8")))
    names = {path.relative_to(tmp_path / "few").as_posix() for path in (tmp_path / "few").rglob("*")}
    assert all(re.fullmatch(r"[a-z]+(\.[a-z]+)?|pairs/[0-9a-f-]+\.html", name) for name in names)


def test_a_scan_writes_its_files_whatever_the_documents_are_called(tmp_path: Path) -> None:
    documents = [document(payload, article(n)) for n, payload in enumerate(PAYLOADS)]
    documents += [Document("\udcff b", article(0)), Document("\ud83d", article(1))]
    found = textdiff.scan(documents, out=tmp_path)
    assert len(found.pairs) == 2
    rows = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == sorted(document.id for document in documents)
