"""Report pages: hostile texts to make them of, and a reader of our own that shares nothing with the package's."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from command import article

import textdiff

# Texts that are hard to carry in a page, by what is hard about them.
HOSTILE = {
    "line ends": "one\rtwo\r\nthree\nfour\n\rfive\r\r\nsix\r",
    "white space": "  lead \t\u00a0 two  spaces\n\n\n\f\v\x85 \u2028\u2029 \u3000 end \n",
    "nul": "\0one\0\0 two\0",
    "surrogates": "a \ud800 b \udfff\udc00 \ud83d",
    "overrides": "\u202eabc\u202c \u2066x\u2069 \u061c \u200e\u200f \u202a\u202b\u202d\u2067\u2068",
    "controls": "\x01\x1b[31m\x07\x7f\x9b\ufeff\ufffe\uffff\U000e0001 \ufffd",
    "script": "</script><script>alert(1)</script> <!-- <script> --> ]]> <!--<script>",
    "elements": "<img src=x onerror=alert(1)><style>*{}</style></style><plaintext></div></main></body></html>",
    "templates": "{{7*7}} {% raw %} ${7*7} <%= 7*7 %> #{7*7} {# x #} __proto__",
    "references": "&amp; &lt; &#0; &#x1F600; &notin &copy= &quot; &",
    "quotes": "\"'`’“ \\ \\u003c \\n",
    "json": '"}],"texts":["x","y"]}',
    "many kinds": "\U0001f469\u200d\U0001f467 e\u0301 \u05d0\u05d1 \u0627 中文 ภาษา " + article(1),
    "empty": "",
}
# Attempts to get an element, an attribute, an address or a script into a page.
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
# All that our pages are made of.
TAGS = (
    "html head meta title style body main section h1 h2 h3 p div table caption thead tbody tr th td ol ul li a span "
    "bdi q cite u dl dt dd code details summary button kbd del ins br footer script "
    "svg rect path text nav dialog fieldset legend label input output"
).split()
ATTRIBUTES = (
    "lang http-equiv content charset name data-changes data-kind data-text data-label class id href type dir role "
    "scope tabindex aria-labelledby aria-label aria-hidden aria-pressed aria-haspopup aria-live data-n data-to "
    "data-list data-view data-switch data-key hidden value checked autocomplete spellcheck rel "
    "viewbox preserveaspectratio width height x y d text-anchor "
    "aria-current aria-sort open data-rows data-key data-share data-more"
).split()
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def as_html_shows(text: str) -> str:
    """Return a text as it is after a browser has read it from a page: line ends, NUL and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


class Page(HTMLParser):
    """What stands in a page: its elements in order, both panes, the style, the scripts and the record."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.panes: dict[str, str] = {"a": "", "b": ""}
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.record_source = ""
        self.pane_places: list[tuple[int, int]] = []  # where the text of the panes stands in the source
        self.record_place = 0
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()

    @property
    def record(self) -> dict[str, Any]:
        """The record of the comparison, with both texts."""
        record: dict[str, Any] = json.loads(self.record_source)
        return record

    def values(self, attribute: str) -> list[str | None]:
        """Return the values of an attribute, in the order of the page."""
        return [value for _, attributes in self.elements for name, value in attributes if name == attribute]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))
        if tag not in _VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self._take(data, data)

    def handle_entityref(self, name: str) -> None:
        self._take(self.unescape_one(f"&{name};"), f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._take(self.unescape_one(f"&#{name};"), f"&#{name};")

    @staticmethod
    def unescape_one(reference: str) -> str:
        """Return the character of one of the five references that escaping writes."""
        return {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'"}[reference]

    def _take(self, text: str, source: str) -> None:
        tag, attributes = self._open[-1] if self._open else ("", {})
        if tag == "style":
            self.styles.append(text)
        elif tag == "script" and "type" in attributes:
            self.record_source += text
            self.record_place = self._place()
        elif tag == "script":
            self.scripts.append(text)
        side = next((named["data-text"] for _, named in self._open if "data-text" in named), None)
        if side is not None and not any("data-label" in named for _, named in self._open):
            self.panes[side] += as_html_shows(text)  # stretch by stretch: a tag between CR and LF keeps both
            self.pane_places.append((self._place(), self._place() + len(source)))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def assert_whole(html: str, a: str, b: str) -> Page:
    """Check that a report holds two texts, and that its numbers agree with each other."""
    textdiff.verify(html)
    page = Page(html)
    record = page.record
    assert record["texts"] == [a, b]
    assert (page.panes["a"], page.panes["b"]) == (as_html_shows(a), as_html_shows(b))
    listed = [
        row
        for row in ([] if record["independent"] else record["blocks"])
        if row["lane"] != "crumb" and (row["kind"] != "same" or row["moved"] is not None)
    ]
    kinds = ["moved" if row["moved"] else row["kind"] for row in listed]
    changes = len(listed)
    assert sorted(row["change"] for row in listed) == list(range(1, changes + 1))
    assert all(row["change"] is None for row in record["blocks"] if row not in listed)
    assert page.values("data-changes") == [str(changes)]
    assert [value for value in page.values("id") if value and re.fullmatch(r"c\d+", value)] == [
        f"c{n}" for n in range(1, changes + 1)
    ]
    assert sorted(map(str, page.values("data-kind"))) == sorted(kinds)
    return page


def assert_inert(page: Page, pattern: str = r"#[a-z]+\d*") -> None:
    """Check that a page has only our elements and attributes, and no address outside itself."""
    assert [tag for tag, _ in page.elements if tag not in TAGS] == []
    names = [name for _, attributes in page.elements for name, _ in attributes]
    assert [name for name in names if name not in ATTRIBUTES] == []
    assert all(re.fullmatch(pattern, value or "") for value in page.values("href"))
    assert [attributes for tag, attributes in page.elements if tag == "script"] in (
        [[]],
        [[("type", "application/json"), ("id", "textdiff-record")], []],
        [[("type", "application/json"), ("id", "titles")], []],
    )
    assert all(
        re.fullmatch(r"[\w-]+( [\w-]+)*", value or "") for name in ("class", "id") for value in page.values(name)
    )
