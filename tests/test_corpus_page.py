"""The page of a scan: all that was found is on it, as text, in the numbers of the files beside it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from page import ATTRIBUTES, PAYLOADS, TAGS, Page, as_html_shows
from scanned import document, made, number, pair, rows, written

from textdiff.model import (
    Certificate,
    Common,
    Document,
    Family,
    Reason,
    Reused,
    Scan,
    Shares,
    Skip,
    Source,
    Span,
)
from textdiff.model import Pair as ScannedPair
from textdiff.views.record import to_json
from textdiff.views.tables import report_name, write_scan


def test_every_family_stands_with_its_members_bridges_origin_and_reasons(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    families = shown.sections["families"]
    header, *table = shown.tables["Families, the largest first"]
    assert header == ["Family", "Versions", "Words of the longest", "Closest", "Most shared words", "Likely origin"]
    assert table == [
        ["The firstfamily-1: first, middle, copy", "3", "1,234", "50 %", "2,000", "first"],
        ["text of xfamily-2: a passage in common: x, y", "2", "1,234", "50 %", "70", "cannot tell"],
    ]
    header, *members = shown.tables["Versions of family-1"]
    assert header == ["Document", "Date", "Words", "Shares most with", "Words shared with it"]
    assert members == [
        ["first likely originThe first, The Courier", "2025-03-11", "1,234", "middle", "2,000"],
        ["middle bridge", "", "1,234", "first", "2,000"],
        ["copyA copy", "", "1,234", "first", "300"],
    ]
    assert "Likely origin: first, because:" in families
    sentences = rows(tmp_path, "families.jsonl")[0]["reasons"]
    assert sentences == [
        "first (2025-03-11) is dated before each of the 2 other texts.",
        "A source outside these texts stays possible.",
    ]
    assert all(sentence in families for sentence in sentences)


def test_a_family_without_an_origin_says_that_it_cannot_tell_and_why(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    said = (
        "cannot tell: no text has a date that is understood, such as 2025-03-11 or 2025-03-11T09:30; "
        "one of two texts may be cut from the other, or the other built around it."
    )
    assert f"Likely origin: {said}" in shown.sections["families"]
    silent = replace(made().families[1], reasons=())
    _, shown, _ = written(made(families=(silent,)), tmp_path)
    assert "Likely origin: cannot tell." in shown.sections["families"]


def test_the_evidence_of_a_family_leads_to_the_reports(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    links = [(href, text) for href, text in shown.links if href.startswith("pairs/")]
    partners, evidence = links[:3], links[3:5]
    assert partners == [
        (f"pairs/{report_name('first', 'middle')}", "middle"),
        (f"pairs/{report_name('first', 'middle')}", "first"),
        (f"pairs/{report_name('copy', 'first')}", "first"),
    ]
    assert evidence == [
        (f"pairs/{report_name('first', 'middle')}", "first and middle"),
        (f"pairs/{report_name('copy', 'first')}", "copy and first"),
    ]
    assert links[5:7] == [(f"pairs/{report_name('x', 'y')}", "y"), (f"pairs/{report_name('x', 'y')}", "x")]
    listed = rows(tmp_path, "families.jsonl")[0]["evidence"]
    assert [f"{row['a']} and {row['b']}" for row in listed] == [text for _, text in evidence]
    assert all(f"{row['shared_words']:,} shared words" in shown.sections["families"] for row in listed)


def test_a_family_is_called_by_what_a_reader_knows_it_by(tmp_path: Path) -> None:
    def name(origin: str | None, *titles: str | None, text: str = "\n \n***\nThe first line\nThe second") -> str:
        documents = tuple((Document(f"d{n}", text, Source(title=title)), 9) for n, title in enumerate(titles))
        ids = tuple(document.id for document, _ in documents)
        family = Family("family-1", "versions", ids, (), ((ids[0], ids[1], 9),), origin, (), ())
        scan = Scan(len(ids), documents, (pair(ids[0], ids[1], 9),), (), (family,), (), 0, {})
        return written(scan, tmp_path)[1].tables["Families, the largest first"][1][0].partition("family-1")[0]

    assert name("d1", "One", "Two", "One") == "Two"
    assert name(None, "One", "Two", "Two") == "Two"
    assert name(None, "One", "Two", None) == "One"
    assert name(None, None, None) == "The first line"
    assert name("d1", "One", None) == "The first line"
    assert name(None, None, None, text="...") == "d0"
    assert name(None, "word " * 50, None) == "word " * 18 + "…"


def test_the_bars_of_the_pairs_are_the_numbers_of_their_table(tmp_path: Path) -> None:
    shares = [(0.0, 0.0), (0.0, 0.3), (0.29, 0.3), (0.8, 0.79), (0.8, 0.8), (1.0, 0.9), (1.0, 1.0), (0.999999, 1.0)]
    pairs = tuple(
        ScannedPair("a", f"b{n}", "overlapping", Shares(a_in_b, b_in_a)) for n, (a_in_b, b_in_a) in enumerate(shares)
    )
    html, shown, _ = written(made(pairs=pairs, families=()), tmp_path)
    _, *table = shown.tables["Pairs by how much of a text the other has"]
    assert [row[0] for row in table][::9] == ["0 to under 10 %", "90 to 100 %"]
    assert [int(row[1]) for row in table] == [2, 0, 1, 0, 0, 0, 0, 1, 1, 3]
    assert [int(row[2]) for row in table] == [1, 0, 0, 2, 0, 0, 0, 0, 2, 3]
    assert "4 pairs of 8 share 80 % or more of both texts" in shown.sections["pairs"]
    assert "one passage is enough" in shown.sections["pairs"]
    options = {"level": "documents", "threshold": 0.5, "max_bucket": 300}
    _, of_documents, _ = written(made(pairs=pairs, families=(), options=options), tmp_path)
    assert (
        "Compared were the documents of which at least 50 % of the short word sequences"
        in of_documents.sections["pairs"]
    )
    bars = re.findall(r'<rect class="(\w+)" x="(\d+)" y="([\d.]+)" width="28" height="([\d.]+)"/>', html)
    assert [(kind, int(x) // 32) for kind, x, _, _ in bars] == [
        ("far", 0), ("far", 2), ("far", 7), ("near", 8), ("near", 9),
    ]  # fmt: skip
    heights = [float(height) for _, _, _, height in bars]
    assert heights == [66.7, 33.3, 33.3, 33.3, 100.0]
    assert all(float(y) + float(height) == pytest.approx(100) for _, _, y, height in bars)
    assert '<path class="line" d="M256 -14V104"/>' in html  # 8 bars of 32 units: at 80 %


def test_a_reused_passage_stands_with_how_many_have_it_and_the_beginning_of_its_text(tmp_path: Path) -> None:
    long = Document("x" * 400, "In other words. " + "word " * 200)
    reused = (Reused("alone", Span(0, 7), 2, 4), Reused(long.id, Span(16, 1016), 200, 3))
    documents = (*made().documents, (long, 203))
    _, shown, _ = written(made(documents=documents, found=8, reused=reused), tmp_path)
    one, other = shown.tables["Passages, most copied words first"][1:]
    assert one == ["text of", "2", "4", "6", "alone"]
    assert other == [f"{('word ' * 80)}…", "200", "3", "400", f"{'x' * 150} … {'x' * 150}"]


def test_without_a_reused_passage_the_page_says_so(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    assert "None: no passage stands in three documents or more." in shown.sections["reused"]


def test_the_pairs_stand_strongest_first_with_the_numbers_of_the_file(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    _, *table = shown.tables["Pairs, most shared words first"]
    assert [row[0] for row in table] == ["first and middle", "copy and first", "x and y", "alone and x"]
    assert [row[1] for row in table] == ["B inside A", "near-duplicate", "overlapping", "reworded only"]
    assert [row[-1] for row in table] == ["family-1", "family-1", "family-2", "none"]
    assert all(row[2:4] == ["50 %", "25 %"] for row in table)
    in_file = {f"{row['a']} and {row['b']}": row for row in rows(tmp_path, "pairs.jsonl")}
    for row in table:
        same = in_file.pop(row[0])
        assert (number(row[4]), number(row[5])) == (same["shared_words"], same["passages"])
        assert row[6] == f"{same['longest_words']} words"
    assert in_file == {}
    assert "share only short reworded passages: 1." in shown.sections["summary"]
    assert "stock phrase" not in shown.sections["summary"]


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


def test_the_summary_says_why_files_were_skipped(tmp_path: Path) -> None:
    skips = (*made().skipped, Skip("a.bin", "binary", "holds NUL", "convert it"), Skip("b", "binary", "x", "y"))
    _, shown, _ = written(made(found=9, skipped=skips), tmp_path)
    assert "Reasons for skipping: binary 2, truncated 1." in shown.sections["summary"]
    _, shown, _ = written(made(found=6, skipped=()), tmp_path)
    assert "Reasons for skipping" not in shown.sections["summary"]


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
    assert family["reasons"] == [
        "cannot tell: no text has a date that is understood, such as 2025-03-11 or 2025-03-11T09:30.",
        "cannot tell: one of two texts may be cut from the other, or the other built around it.",
    ]


def named(payload: str) -> Scan:
    """Return a scan with a payload in every field that an article or its file may fill."""
    a, b, c = payload, f"{payload} b", f"{payload} c"
    every = Source(payload, payload, payload, payload, payload, payload, payload, (0,), payload)
    common = (Common(payload, 3, 40, payload),)
    reason = Reason("dated-first", (payload, payload, 2))
    return Scan(
        found=4,
        documents=tuple((Document(name, payload, every), 3) for name in (a, b, c)),
        pairs=(pair(a, b, 9), pair(a, c, 8)),
        passages=(),
        families=(Family("family-1", "versions", (a, b, c), (a,), ((a, b, 9),), a, ((a, b, 9),), (reason,)),),
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
    link = r"pairs/[0-9a-f]{12}-[0-9a-f]{12}\.html|#[a-z]+(-1)?"
    assert all(re.fullmatch(link, str(href)) for href in page.values("href"))
    assert [attributes for tag, attributes in page.elements if tag == "script"] == [
        [("type", "application/json"), ("id", "titles")],
        [],
    ]
    for section in ("summary", "families", "pairs", "boilerplate", "capped", "skipped", "encodings"):
        spelled = re.sub("[\0\u202a-\u202e]", lambda sign: f"[U+{ord(sign.group()):04X}]", payload)
        assert as_html_shows(spelled) in shown.sections[section]
    assert rows(tmp_path, "boilerplate.jsonl")[0]["text"] == payload


def test_the_page_is_sound_and_its_only_script_is_allowed_by_its_hash(tmp_path: Path) -> None:
    html, shown, _ = written(made(), tmp_path)
    page = Page(html)
    assert len(page.scripts) == 1
    assert [attributes for tag, attributes in page.elements if tag == "script"] == [
        [("type", "application/json"), ("id", "titles")],
        [],
    ]
    policy = dict(next(attributes for tag, attributes in page.elements if tag == "meta"))
    assert policy["http-equiv"] == "Content-Security-Policy"
    style, script = (
        b64encode(hashlib.sha256("".join(pieces).encode()).digest()).decode() for pieces in (page.styles, page.scripts)
    )
    allowed = f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    assert str(policy["content"]).startswith(allowed)
    assert len(page.scripts[0]) <= 15_000
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


def test_a_pair_that_shares_too_little_for_a_family_is_listed_and_counted(tmp_path: Path) -> None:
    pairs = tuple(replace(pair, joins=pair.a != "x") for pair in made().pairs)
    _, shown, _ = written(made(pairs=pairs, families=made().families[:1]), tmp_path)
    assert "may be a stock phrase or a footer: 1. They are listed below" in shown.sections["summary"]
    assert ["x and y", "none"] in [[row[0], row[-1]] for row in shown.tables["Pairs, most shared words first"]]


def test_the_kind_of_a_family_is_said_in_plain_words(tmp_path: Path) -> None:
    _, shown, _ = written(made(), tmp_path)
    assert "family-1: 3 versions" in shown.sections["families"]
    assert "family-2: 2 documents with a passage in common" in shown.sections["families"]
    assert [row["kind"] for row in rows(tmp_path, "families.jsonl")] == ["versions", "passage"]
