"""Sixty attempts to get an element, an attribute, an address or a script into a page, in every field there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import article
from page import Page, as_html_shows
from test_report import assert_inert, assert_whole

import textdiff
from textdiff.model import Document, Source

TITLED = " The <I>Times</I> & Sons of New <B>York</B> City "  # names: shared, not counted, and quoted as such
PAYLOADS = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//e.example>", "<script\n>alert(1)</script\n>", "<script/x>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>", "<!--<script>", "--><script>alert(1)</script>",
    "--!><img src=x onerror=alert(1)>", "]]><script>alert(1)</script>", "<![CDATA[<b>]]>",
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>", "<svg onload=alert(1)>", "<svg><a xlink:href=javascript:alert(1)>x</a>",
    "<math><mtext><img src=x onerror=alert(1)>", "<body onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=data:text/html,x>", "<embed src=//e.example>",
    "<link rel=stylesheet href=//e.example>", "<style>@import '//e.example'</style>",
    "</style><script>alert(1)</script>", "<base href=//e.example>",
    "<meta http-equiv=refresh content=0;url=//e.example>",
    "<form action=//e.example><input autofocus onfocus=alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//e.example/x.js",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>", "<marquee onstart=alert(1)>", "<plaintext>",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</div></main></body></html><b>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<template><script>alert(1)</script></template>",
    '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "x onclick=alert(1)", "` onclick=alert(1)",
    '" style="color:red', '" data-text="a', '" id="c1', "<p data-text=a>more</p>", "<p id=c1 data-kind=added>",
    '","texts":["x","y"]', "\\u003cscript\\u003e", "&lt;script&gt;", "&#60;script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;", "{{7*7}}", "{% for x in () %}", "{{ ''.__class__ }}", "${7*7}",
    "\u2028\u2029<b>", "\0<\0script>", "\x3c\u200bscript>", "\uff1cscript\uff1e", "+ADw-script+AD4-", "\ud83c<b>",
    "\u202e>tpircs<", "<\x0cscript>", "<svg\tonload=alert(1)>",
)  # fmt: skip


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
    assert_inert(Page(index), r"pairs/[0-9a-f]{12}-[0-9a-f]{12}\.html")
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
