"""The page of a scan: all that was found is on it, as text, in the numbers of the files beside it, in a megabyte."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from page import ATTRIBUTES, PAYLOADS, TAGS, Page, as_html_shows

from textdiff.model import (
    Certificate,
    Common,
    Document,
    Family,
    Match,
    Pair,
    Scan,
    SharedPassage,
    Shares,
    Skip,
    Source,
    Span,
)
from textdiff.views.corpus import report_name, write_scan
from textdiff.views.record import to_json

MEGABYTE = 1_000_000
REASON = "first (2025-03-11) is dated before each of the 2 other texts."
STUCK = ("cannot tell: no text has a date that is understood.", "cannot tell: one of two texts may be cut.")


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
    return Pair(a, b, relation, Shares(0.5, 0.25, 0.2, shared_words, 3, 17))


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
                ("copy", "first", "middle"),
                ("middle",),
                (("first", "middle", 2000), ("copy", "first", 300)),
                "first",
                (("copy", "first", 300), ("first", "middle", 2000), ("middle", "first", 2000)),
                (REASON, "A source outside these texts stays possible."),
            ),
            Family("family-2", ("x", "y"), (), (("x", "y", 70),), None, (("x", "y", 70), ("y", "x", 70)), STUCK),
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


def test_every_family_stands_with_its_members_bridges_origin_and_reasons(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    families = shown.sections["families"]
    assert "family-1: 3 versions" in families
    assert "family-2: 2 versions" in families
    header, *members = shown.tables["Versions of family-1"]
    assert header == ["Document", "Date", "Words", "Shares most with", "Words shared with it"]
    assert members == [
        ["first likely originThe first, The Courier", "2025-03-11", "1,234", "middle", "2,000"],
        ["middle bridge", "", "1,234", "first", "2,000"],
        ["copyA copy", "", "1,234", "first", "300"],
    ]
    assert "Likely origin: first, because:" in families
    assert all(sentence in families for sentence in rows(tmp_path, "families.jsonl")[0]["reasons"])


def test_a_family_without_an_origin_says_that_it_cannot_tell_and_why(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    said = "cannot tell: no text has a date that is understood; one of two texts may be cut."
    assert f"Likely origin: {said}" in shown.sections["families"]
    silent = replace(made().families[1], reasons=())
    _, shown, _ = written(made(families=(silent,)), tmp_path)
    assert "Likely origin: cannot tell." in shown.sections["families"]


def test_the_evidence_of_a_family_leads_to_the_reports(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    evidence = shown.links[:3]
    assert evidence == [
        (f"pairs/{report_name('first', 'middle')}", "first and middle"),
        (f"pairs/{report_name('copy', 'first')}", "copy and first"),
        (f"pairs/{report_name('x', 'y')}", "x and y"),
    ]
    listed = [row for family in rows(tmp_path, "families.jsonl") for row in family["evidence"]]
    assert [f"{row['a']} and {row['b']}" for row in listed] == [text for _, text in evidence]
    assert all(f"{row['shared_words']:,} shared words" in shown.sections["families"] for row in listed)


def test_the_pairs_stand_strongest_first_with_the_numbers_of_the_file(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    _, *table = shown.tables["Pairs, most shared words first"]
    assert [row[0] for row in table] == ["first and middle", "copy and first", "x and y", "alone and x"]
    assert [row[1] for row in table] == ["B inside A", "near-duplicate", "overlapping", "in other words only"]
    assert [row[-1] for row in table] == ["family-1", "family-1", "family-2", "none"]
    assert all(row[2:4] == ["50 %", "25 %"] for row in table)
    in_file = {f"{row['a']} and {row['b']}": row for row in rows(tmp_path, "pairs.jsonl")}
    for row in table:
        same = in_file.pop(row[0])
        assert (number(row[4]), number(row[5])) == (same["shared_words"], same["passages"])
        assert row[6] == f"{same['longest_words']} words"
    assert in_file == {}
    assert "share only short passages told in other words: 1." in shown.sections["summary"]


def test_boilerplate_stands_with_its_text_its_documents_and_where_it_is_first(tmp_path: Path) -> None:
    _, shown, summary = written(made(), tmp_path)
    listed = rows(tmp_path, "boilerplate.jsonl")
    assert listed[0] == {"text": "All rights reserved.", "words": 3, "documents": 1400, "first": "copy"}
    assert summary["boilerplate"] == len(listed) == 2
    assert shown.tables["Boilerplate, most frequent first"][1:] == [
        [row["text"], f"{row['words']:,}", f"{row['documents']:,}", row["first"]] for row in listed
    ]
    _, shown, summary = written(made(boilerplate=()), tmp_path)
    assert summary["boilerplate"] == len(rows(tmp_path, "boilerplate.jsonl")) == 0
    assert "None." in shown.sections["boilerplate"]


def test_what_too_many_documents_have_is_said_with_its_limit(tmp_path: Path) -> None:
    _, shown, summary = written(made(), tmp_path)
    assert summary["capped_buckets"] == 12
    assert summary["capped"] == [{"text": "A story of an agency", "words": 5, "documents": 650, "first": "middle"}]
    assert "more than 300 documents: 12." in shown.sections["summary"]
    caption = "Texts that more documents have than are all paired with each other"
    assert shown.tables[caption][1:] == [["A story of an agency", "5", "650", "middle"]]
    _, shown, _ = written(made(capped=(), capped_buckets=0), tmp_path)
    assert "capped" not in shown.sections
    assert "documents: " not in shown.sections["summary"]


def test_a_certificate_is_one_sentence_with_its_interval(tmp_path: Path) -> None:
    _, shown, summary = written(made(), tmp_path)
    assert (
        "Certificate: 2 documents, chosen by the hash of the id, were compared with all others: of the 400 pairs found "
        "so, 397 are in this scan, a recall of 99.2 % (95 % interval: 97.8 % to 99.9 %)."
    ) in shown.sections["summary"]
    assert any("alone and y" in text for text in shown.folded)
    assert list(summary["certificate"]) == ["documents", "pairs", "found", "recall", "low", "high", "missed"]
    assert summary["certificate"]["missed"] == [["alone", "y"]]


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        (Certificate(5, 9000, 8999, 8999 / 9000, 0.999381, 0.999997, (("a", "b"),)), "99.9 % (95 % interval: 99.9 %"),
        (Certificate(5, 9, 9, 1.0, 0.66371, 1.0, ()), "100.0 % (95 % interval: 66.3 % to 100.0 %)"),
        (Certificate(5, 9, 0, 0.0, 0.0, 0.336267, ()), "0.0 % (95 % interval: 0.0 % to 33.7 %)"),
        (Certificate(5, 0, 0, None, 0.0, 1.0, ()), "nothing can be said of what the scan misses"),
    ],
)
def test_a_recall_is_never_rounded_up(tmp_path: Path, certificate: Certificate, said: str) -> None:
    assert said in written(made(certificate=certificate), tmp_path)[1].sections["summary"]


def test_a_scan_that_was_not_certified_says_nothing_of_recall(tmp_path: Path) -> None:
    _, shown, summary = written(made(certificate=None), tmp_path)
    assert summary["certificate"] is None
    assert "Certificate" not in shown.sections["summary"]


def test_skipped_files_stand_with_reason_detail_and_remedy(tmp_path: Path) -> None:
    skips = (*made().skipped, Skip("a.bin", "binary", "holds NUL", "convert it"), Skip("b", "binary", "x", "y"))
    _, shown, summary = written(made(found=9, skipped=skips), tmp_path)
    assert shown.tables["Files that could not be used"][1:] == [
        list(row.values()) for row in rows(tmp_path, "skipped.jsonl")
    ]
    assert "By reason: binary 2, truncated 1." in shown.sections["skipped"]
    assert summary["skipped"] == 3


def test_the_counts_of_the_page_are_those_of_the_summary(tmp_path: Path) -> None:
    many = tuple(document(f"d{n:05d}") for n in range(1200))
    _, shown, summary = written(made(found=1207, documents=(*made().documents, *many)), tmp_path)
    said = re.search(
        r"([\d,]+) files found, ([\d,]+) read, ([\d,]+) skipped\. "
        r"Pairs that share text: ([\d,]+)\. Families: ([\d,]+)\.",
        shown.sections["summary"],
    )
    assert said
    kinds = ("found", "read", "skipped", "pairs", "families")
    assert [number(text) for text in said.groups()] == [summary[kind] for kind in kinds] == [1207, 1206, 1, 4, 2]


def test_the_rows_of_documents_and_families_hold_what_is_known_of_them(tmp_path: Path) -> None:
    write_scan(made(), tmp_path, html=False)
    first = rows(tmp_path, "documents.jsonl")[2]
    assert (first["title"], first["date"], first["publisher"]) == ("The first", "2025-03-11", "The Courier")
    assert (first["url"], first["family"]) == ("http://e.example/1", "family-1")
    assert {tuple(row) for row in rows(tmp_path, "documents.jsonl")} == {tuple(first)}
    family = rows(tmp_path, "families.jsonl")[1]
    assert family["partners"] == [
        {"member": "x", "partner": "y", "shared_words": 70},
        {"member": "y", "partner": "x", "shared_words": 70},
    ]
    assert family["reasons"] == list(STUCK)


def named(payload: str) -> Scan:
    """Return a scan with a payload in every field that an article or its file may fill."""
    a, b, c = payload, f"{payload} b", f"{payload} c"
    every = Source(payload, payload, payload, payload, payload, payload, payload, (0,), payload)
    common = (Common(payload, 3, 40, payload),)
    return Scan(
        found=4,
        documents=tuple((Document(name, payload, every), 3) for name in (a, b, c)),
        pairs=(pair(a, b, 9), pair(a, c, 8)),
        passages=(),
        families=(Family("family-1", (a, b, c), (a,), ((a, b, 9),), a, ((a, b, 9),), (payload,)),),
        skipped=(Skip(payload, payload, payload, payload),),
        capped_buckets=1,
        options={"max_bucket": 300, "crumbs": [payload], "level": "passages"},
        boilerplate=common,
        capped=common,
        certificate=Certificate(1, 2, 1, 0.5, 0.1, 0.9, ((payload, payload),)),
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_any_field_of_a_scan_is_only_text(payload: str, tmp_path: Path) -> None:
    html, shown, _ = written(named(payload), tmp_path)
    harmless, _, _ = written(named("word"), tmp_path / "harmless")
    page = Page(html)
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in Page(harmless).elements]
    assert {tag for tag, _ in page.elements} <= {*TAGS, "caption"}
    assert {name for _, attributes in page.elements for name, _ in attributes} <= set(ATTRIBUTES)
    assert all(re.fullmatch(r"pairs/[0-9a-f]{12}-[0-9a-f]{12}\.html", str(href)) for href in page.values("href"))
    for section in ("summary", "families", "pairs", "boilerplate", "capped", "skipped"):
        assert as_html_shows(payload) in shown.sections[section]
    assert rows(tmp_path, "boilerplate.jsonl")[0]["text"] == payload


def test_the_page_is_sound_and_needs_no_script(tmp_path: Path) -> None:
    html, shown, _ = written(made(), tmp_path)
    page = Page(html)
    assert (page.scripts, page.record_source) == ([], "")
    policy = dict(next(attributes for tag, attributes in page.elements if tag == "meta"))
    assert policy["http-equiv"] == "Content-Security-Policy"
    allowed = b64encode(hashlib.sha256(page.styles[0].encode()).digest()).decode()
    assert str(policy["content"]).startswith(f"default-src 'none'; style-src 'sha256-{allowed}'; ")
    assert shown.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(shown.headings, shown.headings[1:], strict=False))
    assert set(shown.scopes) == {"col", "row"}
    tags = [tag for tag, _ in page.elements]
    assert tags.count("table") == tags.count("caption") == len(shown.tables)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert set(page.values("aria-labelledby")) <= set(ids)
    labels = page.values("aria-label")
    assert len(labels) == len(set(labels))


def family_of(n: int, size: int, words: int = 90) -> Family:
    members = tuple(f"f{n:04d}-{m:04d}" for m in range(size))
    evidence = tuple((members[0], other, words) for other in members[1:])
    return Family(f"family-{n}", members, (members[-1],), evidence, None, (), STUCK)


def of_families(families: tuple[Family, ...]) -> Scan:
    documents = tuple(document(name) for family in families for name in family.members)
    pairs = tuple(pair(*edge) for family in families for edge in family.evidence)
    return Scan(len(documents), documents, pairs, (), families, (), 0, {"level": "passages"})


def test_a_long_family_is_folded_and_of_a_longer_one_the_page_says_what_it_leaves_out(tmp_path: Path) -> None:
    _, shown, _ = written(of_families((family_of(1, 250), family_of(2, 13), family_of(3, 12))), tmp_path)
    assert [len(shown.tables[f"Versions of family-{n}"]) - 1 for n in (1, 2, 3)] == [100, 13, 12]
    assert [text.strip().split("\n")[0] for text in shown.folded[:3]] == [
        "Versions of family-1", "Evidence for family-1", "Versions of family-2",
    ]  # fmt: skip
    families = shown.sections["families"]
    said = "Shown here: 100 of 250 versions, likely origin and bridges first. The other 150 are in families.jsonl."
    assert said in families
    assert (
        "Shown here: 20 of 249 pairs that hold it together, the strongest. The other 229 are in families.jsonl."
        in families
    )
    assert "bridge" in shown.tables["Versions of family-1"][1][0]


def test_of_many_pairs_the_strongest_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    names = [f"d{n:02d}" for n in range(66)]
    pairs = tuple(pair(a, b, n) for n, (a, b) in enumerate((a, b) for a in names for b in names if a < b))
    scan = Scan(66, tuple(map(document, names)), pairs, (), (), (), 0, {})
    _, shown, _ = written(scan, tmp_path)
    words = [number(row[4]) for row in shown.tables["Pairs, most shared words first"][1:]]
    left = len(pairs) - len(words)
    assert words == list(range(len(pairs) - 1, left - 1, -1))
    assert 1000 < len(words) <= 2000 < len(pairs)
    assert (
        f"Shown here: {len(words):,} of {len(pairs):,} pairs, those that share most words." in shown.sections["pairs"]
    )
    assert f"The other {left:,} are in pairs.jsonl." in shown.sections["pairs"]


def test_of_many_families_the_largest_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    families = tuple(family_of(n, 2) for n in range(1, 701))
    _, shown, summary = written(of_families(families), tmp_path)
    headings = re.findall(r"family-(\d+): 2 versions", shown.sections["families"])
    assert headings == [str(n) for n in range(1, len(headings) + 1)]
    assert 300 <= len(headings) < summary["families"] == 700
    left = f"The other {700 - len(headings)} are in families.jsonl."
    assert f"Shown here: {len(headings)} of 700 families, the largest. {left}" in shown.sections["families"]


def test_what_is_left_out_of_other_tables_is_counted_too(tmp_path: Path) -> None:
    commons = tuple(Common(f"text {n} " + "word " * 60, 62, 900, "x") for n in range(900))
    skips = tuple(Skip(f"{n:04d}", "binary", "holds NUL", "convert it") for n in range(900))
    missed = tuple((f"{n:04d}", "x" * 50) for n in range(900))
    scan = made(found=906, skipped=skips, boilerplate=commons, capped=commons)
    scan = replace(scan, certificate=replace(made().certificate or Certificate(0, 0, 0, None, 0, 1, ()), missed=missed))
    _, shown, summary = written(scan, tmp_path)
    assert len(summary["capped"]) == summary["boilerplate"] == summary["skipped"] == 900
    sections = (
        ("boilerplate", "texts, the most frequent", "boilerplate.jsonl"),
        ("capped", "texts, the most frequent", "summary.json"),
        ("skipped", "files, the first", "skipped.jsonl"),
        ("summary", "missed pairs", "summary.json"),
    )
    for section, what, file in sections:
        said = re.search(rf"Shown here: (\d+) of 900 {what}\. The other (\d+) are in {file}\.", shown.sections[section])
        assert said, section
        shown_here, left = map(int, said.groups())
        assert shown_here + left == 900
        tables = [table for name, table in shown.tables.items() if name.startswith(("Boiler", "Texts", "Files"))]
        assert section == "summary" or any(len(table) - 1 == shown_here for table in tables)


def test_what_is_too_long_to_show_is_counted_and_not_shown(tmp_path: Path) -> None:
    name = "n" * MEGABYTE
    scan = Scan(2, (document(name), document("y")), (pair(name, "y", 9),), (), (), (), 0, {})
    html, shown, _ = written(scan, tmp_path)
    assert len(html) < MEGABYTE / 10
    assert "Shown here: 0 of 1 pairs" in shown.sections["pairs"]


@pytest.mark.parametrize("size", [2, 5, 40, 1000])
@pytest.mark.parametrize("sign", ["n", "&", "\u4e2d"])
def test_the_page_of_a_thousand_documents_is_within_a_megabyte(tmp_path: Path, size: int, sign: str) -> None:
    names = [f"{sign * 60}{n:04d}" for n in range(1000)]
    groups = [names[at : at + size] for at in range(0, 1000, size)]
    pairs = [(group[m], other, 99) for group in groups for m in range(len(group)) for other in group[m + 1 : m + 20]]
    families = tuple(
        Family(
            f"family-{n}",
            tuple(group),
            tuple(group[1:-1]),
            tuple((group[0], other, 99) for other in group[1:]),
            group[0],
            tuple((name, group[0] if name != group[0] else group[1], 99) for name in group),
            (f"{group[0]} is first",) * 3,
        )
        for n, group in enumerate(groups, 1)
    )
    common = tuple(Common(sign * 300, 60, 400, names[n]) for n in range(1000))
    scan = Scan(
        found=2000,
        documents=tuple(document(name, title=sign * 500, date="2025-03-11") for name in names),
        pairs=tuple(pair(*edge) for edge in pairs),
        passages=(),
        families=families,
        skipped=tuple(Skip(name, "binary", sign * 100, "convert it") for name in names),
        capped_buckets=1000,
        options={"level": "passages", "max_bucket": 300},
        boilerplate=common,
        capped=common,
        certificate=Certificate(9, 2000, 1000, 0.5, 0.4, 0.6, tuple((name, names[0]) for name in names)),
    )
    html, shown, _ = written(scan, tmp_path)
    assert len(html.encode()) <= MEGABYTE
    assert "family-1: " in shown.sections["families"]


def test_the_digest_of_the_page_is_that_of_the_summary_and_of_the_files(tmp_path: Path) -> None:
    html, shown, summary = written(made(), tmp_path)
    digest = hashlib.sha256()
    for file in sorted(tmp_path.glob("*.jsonl")):
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    told = {key: value for key, value in summary.items() if key not in ("digest", "certificate")}
    digest.update(f"summary.json\n{to_json(told)}".encode())
    assert summary["digest"] == digest.hexdigest()
    assert f"Digest of the result: {summary['digest']}" in shown.sections["summary"]
    assert html.count(summary["digest"]) == 1
