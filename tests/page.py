"""A reader of report pages of our own, which shares nothing with the package that writes and verifies them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

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
