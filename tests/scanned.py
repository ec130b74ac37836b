"""Scans made by hand, and what a reader sees of their pages, read by a parser that shares nothing with ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

from textdiff.model import (
    Certificate,
    Common,
    Document,
    Family,
    Match,
    Pair,
    Reason,
    Scan,
    SharedPassage,
    Shares,
    Skip,
    Source,
    Span,
)
from textdiff.views.tables import write_scan

MEGABYTE = 1_000_000
FIRST = (Reason("dated-first", ("first", "2025-03-11", 2)), Reason("source-outside-possible"))
STUCK = (Reason("no-dates"), Reason("one-of-two"))


class Shown(HTMLParser):
    """What a reader sees of a page: its sections by their heading's id, its tables by their caption, its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections: dict[str, str] = {}
        self.tables: dict[str, list[list[str]]] = {}
        self.links: list[tuple[str, str]] = []
        self.folded: list[str] = []
        self.headings: list[int] = []
        self.scopes: list[str | None] = []
        self._open: list[tuple[str, str]] = []
        self._rows: list[list[str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "section":
            self._open.append((tag, str(named["aria-labelledby"])))
        elif tag in ("table", "caption", "th", "td", "a", "details"):
            self._open.append((tag, ""))
        if tag == "table":
            self._rows = []
        if tag == "tr":
            self._rows.append([])
        if tag in ("th", "td"):
            self._rows[-1].append("")
        if tag == "th":
            self.scopes.append(named.get("scope"))
        if tag == "a":
            self.links.append((str(named["href"]), ""))
        if tag == "details":
            self.folded.append("")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        section = next((name for tag, name in self._open if tag == "section"), "")
        self.sections[section] = self.sections.get(section, "") + data
        if "caption" in tags:
            self.tables[data] = self._rows
        if "th" in tags or "td" in tags:
            self._rows[-1][-1] += data
        if "a" in tags:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)
        if "details" in tags:
            self.folded[-1] += data


def document(name: str, **source: Any) -> tuple[Document, int]:
    """Return a document of a thousand words and more, as a scan lists it."""
    return Document(name, f"text of {name}", Source(**source)), 1234


def pair(a: str, b: str, shared_words: int, relation: Any = "overlapping") -> Pair:
    return Pair(a, b, relation, Shares(0.5, 0.25, 0.2, shared_words, 3, 17), joins=relation != "no-shared-text")


def made(**changes: Any) -> Scan:
    """Return a scan with one or two of everything."""
    whole = Scan(
        found=7,
        documents=(
            document("alone"),
            document("copy", title="A copy"),
            document("first", title="The first", date="2025-03-11", publisher="The Courier", url="http://e.example/1"),
            document("middle"),
            document("x"),
            document("y"),
        ),
        pairs=(
            pair("alone", "x", 0, "no-shared-text"),
            pair("copy", "first", 300, "near-duplicate"),
            pair("first", "middle", 2000, "b-inside-a"),
            pair("x", "y", 70),
        ),
        passages=(SharedPassage("x", "y", Match(Span(1, 9), Span(2, 10), 70)),),
        families=(
            Family(
                "family-1",
                "versions",
                ("copy", "first", "middle"),
                ("middle",),
                (("first", "middle", 2000), ("copy", "first", 300)),
                "first",
                (("copy", "first", 300), ("first", "middle", 2000), ("middle", "first", 2000)),
                FIRST,
            ),
            Family(
                "family-2", "passage", ("x", "y"), (), (("x", "y", 70),), None, (("x", "y", 70), ("y", "x", 70)), STUCK
            ),
        ),
        skipped=(Skip("torn.txt.gz", "truncated", "ends at byte 40", "fetch it again"),),
        capped_buckets=12,
        options={"max_bucket": 300, "level": "passages"},
        boilerplate=(Common("All rights reserved.", 3, 1400, "copy"), Common("Read more", 2, 90, "first")),
        capped=(Common("A story of an agency", 5, 650, "middle"),),
        certificate=Certificate(2, 400, 397, 0.9925, 0.978223, 0.998451, (("alone", "y"),)),
    )
    return replace(whole, **changes)


def written(scan: Scan, out: Path) -> tuple[str, Shown, dict[str, Any]]:
    """Write a scan and return its page, what is seen of it, and its summary."""
    out.mkdir(exist_ok=True)
    write_scan(scan, out, html=True)
    html = (out / "index.html").read_text("utf-8")
    summary: dict[str, Any] = json.loads((out / "summary.json").read_bytes())
    return html, Shown(html), summary


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / name).read_text("utf-8").split("\n")[:-1]]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def family_of(n: int, size: int, words: int = 90) -> Family:
    members = tuple(f"f{n:04d}-{m:04d}" for m in range(size))
    evidence = tuple((members[0], other, words) for other in members[1:])
    return Family(f"family-{n}", "versions", members, (members[-1],), evidence, None, (), STUCK)


def of_families(families: tuple[Family, ...]) -> Scan:
    documents = tuple(document(name) for family in families for name in family.members)
    pairs = tuple(pair(*edge) for family in families for edge in family.evidence)
    return Scan(len(documents), documents, pairs, (), families, (), 0, {"level": "passages"})


def of_pairs(documents: int, n: int) -> Scan:
    names = [f"d{k:03d}" for k in range(documents)]
    pairs = tuple(pair(a, b, k) for k, (a, b) in zip(range(n), combinations(names, 2), strict=False))
    return Scan(documents, tuple(map(document, names)), pairs, (), (), (), 0, {})
