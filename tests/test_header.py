"""Headers of files: what they say of an article, and that they are no part of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from as_text import as_text, as_texts
from compared import compared
from hangs import no_hang

import textdiff
from textdiff import Comparison, Document
from textdiff.model import Source
from textdiff.options import Calibration, Options
from textdiff.pipeline import share
from textdiff.texts.header import find_header

LEDE = "The harbour of Port Sallow was closed on Monday after a crane toppled into the basin."
COST = "Clearing the basin will cost about 2.4 million crowns and take until the end of March."
UNION = "The dockers' union has called for the two remaining cranes of that type to be taken down."
BODY = f"{LEDE}\n\n{COST} {UNION}\n"
HEAD = "Crane topples into the basin of Port Sallow"
HEADER = f"Title: {HEAD}\nOutlet: The Meridian\nDate: 2024-05-14\n\n"
NEWSROOM = Path(__file__).parents[1] / "corpora" / "newsroom" / "articles"


def _fields(text: str) -> dict[str, str]:
    header = as_text(text).header
    return header.fields if header else {}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Title: A\nOutlet: B\nDate: 2024-05-14\n", {"title": "A", "publisher": "B", "date": "2024-05-14"}),
        ("headline: A\nPUBLISHED: 14 May 2024\n", {"title": "A", "date": "14 May 2024"}),
        ("Titel: A\nDatum: 14.5.2024\nQuelle: dpa\n", {"title": "A", "date": "14.5.2024", "publisher": "dpa"}),
        ("Titre : A\nDate : 14 mai\nSource : AFP\n", {"title": "A", "date": "14 mai", "publisher": "AFP"}),
        ("Título: A\nFecha: 14/5\nFuente: EFE\n", {"title": "A", "date": "14/5", "publisher": "EFE"}),
        ("Titolo: A\nData: 14 maggio\nFonte: ANSA\n", {"title": "A", "date": "14 maggio", "publisher": "ANSA"}),
        ("Título: A\nData: 14/5/2024\nFonte: Lusa\n", {"title": "A", "date": "14/5/2024", "publisher": "Lusa"}),
        ("Título: A\nData: 3 de novembro\n", {"title": "A", "date": "3 de novembro"}),
        ("Kop: A\nDatum: 14 mei\nBron: ANP\n", {"title": "A", "date": "14 mei", "publisher": "ANP"}),
        ("Title: A\nURL: javascript:alert(1)\n", {"title": "A"}),
        ("Заголовок: А\nДата: 14 мая\nИсточник: Б\n", {"title": "А", "date": "14 мая", "publisher": "Б"}),
        ("标题：甲\n日期：二〇二四年\n来源：乙\n", {"title": "甲", "date": "二〇二四年", "publisher": "乙"}),
        ("العنوان: أ\nالتاريخ: ١٤ مايو\nالمصدر: ب\n", {"title": "أ", "date": "١٤ مايو", "publisher": "ب"}),
        ("Title: A\r\nDate: 2024\r\n", {"title": "A", "date": "2024"}),
        ("Title: A\rDate: 2024\r", {"title": "A", "date": "2024"}),
        ("Title: A: what we know\nBy: Milo Vantage\n", {"title": "A: what we know"}),
        ("Source: https://a.example/b\nLanguage: en\n", {"url": "https://a.example/b", "language": "en"}),
        ("Title: Talks end without a deal\n", {"title": "Talks end without a deal"}),
    ],
)
def test_lines_of_a_header_are_read(header: str, fields: dict[str, str]) -> None:
    end = "\r" if header.endswith("\r") else header[-1 - header.endswith("\r\n") :]
    text = f"{header}{end}{BODY}"
    found = as_text(text).header
    assert found is not None
    assert found.fields == fields
    assert text[found.end :].strip() == BODY.strip()
    assert found.title is None or found.title.of(text) == fields["title"]


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("title: A\ndate: 2024-05-14\n", {"title": "A", "date": "2024-05-14"}),
        ('title: "A: b"\nlang: en\ntags:\n  - port\n- crane\n# note\n', {"title": "A: b", "language": "en"}),
        ("layout: post\ntitle: 'A'\npublisher: |\n  B\nurl: https://a.example/\n", {"title": "A", "url": "https://a.example/"}),
        ("title: ~\ndate: 2024\nauthor: [A, B]\n", {"date": "2024"}),
    ],
)  # fmt: skip
def test_front_matter_is_read(front: str, fields: dict[str, str]) -> None:
    text = f"---\n{front}---\n{BODY}"
    found = as_text(text).header
    assert found is not None
    assert (found.fields, text[found.end :]) == (fields, BODY)


@pytest.mark.parametrize(
    "text",
    [
        f"Title: {LEDE}\n\n{BODY}",  # a sentence
        f"Title: {HEAD}\n{BODY}",  # no blank line
        f"Title: {HEAD} {'and so on ' * 40}\nDate: 2024\n\n{BODY}",  # a paragraph
        f"Title: बंदरगाह बंद है।\n\n{BODY}",
        f"Title:\nDate: 2024-05-14\n\n{BODY}",
        f"Date: 2024-05-14\n\n{BODY}",  # one line that is no title
        f"Date: tomorrow\nSource: A\n\n{BODY}",
        f"Title: {HEAD}\nLondon: the mayor said that 40 people had died.\n\n{BODY}",
        f"Source: yes, I saw it.\nSource: no, I did not.\n\n{BODY}",
        f"\nTitle: {HEAD}\nDate: 2024-05-14\n\n{BODY}",
        f"{LEDE}\n\nTitle: {HEAD}\nDate: 2024-05-14\n\n{COST}",
        f"Title: {HEAD}\nDate: 2024-05-14\n\n",  # no article
        f"---\n{LEDE}\n---\n{BODY}",
        f"---\nHe said: no.\n---\n{BODY}",
        f"---\nmood: grim\n---\n{BODY}",
        f"---\n\n{BODY}",
        f"--- title: {HEAD}\n---\n{BODY}",
        "",
        "---",
        "Title:",
    ],
)
def test_what_only_looks_like_a_header_is_text(text: str) -> None:
    assert as_text(text).header is None


def test_the_headers_of_the_newsroom_are_read_and_nothing_else() -> None:
    for path in NEWSROOM.iterdir():
        text = path.read_bytes().decode("utf-8")
        first = text.partition("\n\n")[0]
        expected = dict(line.split(": ", 1) for line in first.split("\n")) if first.startswith("Title: ") else {}
        names = {"title": "Title", "publisher": "Outlet", "date": "Date"}
        assert _fields(text) == {name: expected[key] for name, key in names.items() if key in expected}


def test_a_header_is_in_the_source_and_the_text_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"\ufeff{HEADER}{BODY}".encode())
    document = textdiff.read(tmp_path / "a.txt")
    assert document.text == HEADER + BODY
    source = document.source
    assert (source.title, source.publisher, source.date) == (HEAD, "The Meridian", "2024-05-14")


def test_another_date_and_outlet_are_no_change() -> None:
    comparison = compared(HEADER + BODY, HEADER.replace("05-14", "06-15").replace("Meridian", "Courier") + BODY)
    assert comparison.changes == ()
    assert (comparison.counts.added_words, comparison.shares.a_in_b) == (0, 1.0)
    assert [source.date for source in (comparison.a.source, comparison.b.source)] == ["2024-05-14", "2024-06-15"]
    changed = [block for block in comparison.blocks if block.kind != "same"]
    assert {block.lane for block in changed} == {"crumb"}


def test_a_header_on_one_side_is_no_change() -> None:
    comparison = compared(f"{HEADER}{BODY}", f"{HEAD}\n\n{BODY}")
    assert comparison.changes == ()
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)


def test_outlet_and_date_under_two_articles_are_no_shared_text() -> None:
    about = "Outlet: The Meridian of Port Sallow and Corrinbridge\nDate: Thursday 14 May 2024\n\n"
    comparison = compared(f"{about}{LEDE}\n", f"{about}{UNION}\n")
    assert comparison.relation == "no-shared-text"
    assert comparison.matches == ()


def test_a_changed_title_is_a_changed_headline() -> None:
    other = HEADER.replace("topples into", "nearly topples into")
    (block,) = compared(HEADER + BODY, other + BODY).changes
    assert (block.kind, block.lane) == ("edited", "body")
    (block,) = compared(HEADER + BODY, f"{HEAD} again\n\n{BODY}").changes
    assert block.b is not None
    assert block.b.of(f"{HEAD} again\n\n{BODY}").strip() == "again"


def test_a_figure_in_a_title_is_not_hidden() -> None:
    a, b = (f"Title: Crane kills {n} dockers\nDate: 2024-05-1{n}\n\n{BODY}" for n in (3, 4))
    (block,) = compared(a, b).changes
    assert block.a is not None
    assert block.a.of(a).strip() == "Crane kills 3 dockers"


@pytest.mark.parametrize("header", [HEADER, f'---\ntitle: "{HEAD}"\ndate: 2024-05-14\n---\n'])
def test_a_headline_is_not_excluded_for_its_copy_in_the_header(header: str) -> None:
    text = f"{header}{HEAD}\n\n{BODY}"
    comparison = compared(text, BODY)
    (block,) = comparison.changes
    assert (block.kind, block.repeat_of) == ("dropped", None)
    assert comparison.counts.dropped_words == len(HEAD.split())
    start = text.index(HEAD, len(header) - 1)
    assert block.a is not None
    assert block.a.start == start
    assert compared(text, f"{HEAD}\n\n{BODY}").changes == ()


def test_a_figure_in_a_field_that_nobody_reports_is_text() -> None:
    a, b = (f"---\ntitle: {HEAD}\ndate: 2024-05-1{n}\ndead: {n}\nlang: en\n---\n{BODY}" for n in (3, 4))
    (block,) = compared(a, b).changes
    assert block.a is not None
    assert block.a.of(a).strip() == "dead: 3"


def test_a_header_and_its_mirror_give_the_same_numbers() -> None:
    a, b = f"{HEADER}{BODY}", f"---\ntitle: {HEAD} again\ndate: 2024\n---\n{HEAD}\n\n{LEDE} {UNION}"
    one, other = compared(a, b), compared(b, a)
    assert (one.shares.a_in_b, one.shares.b_in_a) == (other.shares.b_in_a, other.shares.a_in_b)
    assert [(x.a, x.b, x.lane) for x in one.changes] == [(x.b, x.a, x.lane) for x in other.changes]
    assert share(*as_texts(a, b), Options()).shares == one.shares


def test_a_scan_takes_titles_and_dates_from_headers_and_gives_the_numbers_ofcompared(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name, date, more in (("a", "2024-05-14", ""), ("b", "2024-05-13", UNION)):
        text = f"Title: {HEAD}\nOutlet: The {name}\nDate: {date}\n\n{BODY}\n{more}"
        (folder / f"{name}.txt").write_text(text, "utf-8")
    textdiff.scan(folder, out=out, html=False)
    rows = [json.loads(line) for line in (out / "documents.jsonl").read_text("utf-8").splitlines()]
    assert [(row["title"], row["publisher"], row["date"]) for row in rows] == [
        (HEAD, "The a", "2024-05-14"),
        (HEAD, "The b", "2024-05-13"),
    ]
    (pair,) = [json.loads(line) for line in (out / "pairs.jsonl").read_text("utf-8").splitlines()]
    comparison = textdiff.compare(textdiff.read(folder / "a.txt"), textdiff.read(folder / "b.txt"))
    assert (pair["relation"], pair["a_in_b"], pair["shared_words"]) == (
        comparison.relation,
        comparison.shares.a_in_b,
        comparison.shares.shared_words,
    )
    (family,) = [json.loads(line) for line in (out / "families.jsonl").read_text("utf-8").splitlines()]
    assert family["likely_origin"] == "b.txt"


def test_the_fields_of_a_line_come_before_the_header_of_its_text(tmp_path: Path) -> None:
    row = {"id": "a", "text": HEADER + BODY, "date": "2020-01-01", "publisher": None}
    (tmp_path / "all.jsonl").write_text(json.dumps(row), "utf-8")
    ((document, _),) = textdiff.scan(tmp_path / "all.jsonl").documents
    source = document.source
    assert (source.date, source.title, source.publisher) == ("2020-01-01", HEAD, "The Meridian")


def test_a_comparison_of_texts_in_memory_says_what_their_headers_say() -> None:
    given = Document("a", HEADER + BODY, Source(date="2020"))
    comparison = textdiff.compare(given, Document("b", BODY))
    assert (comparison.a.source.date, comparison.a.source.title) == ("2020", HEAD)
    assert Comparison.from_dict(comparison.to_dict(), (given.text, BODY)) == comparison


def test_the_hour_of_a_version_under_its_headline_is_a_crumb() -> None:
    for line in ("Updated 10.05am", "Last updated: 10:05 GMT", "By Ivo Karst; this version 5.10pm"):
        assert compared(f"{HEAD}\n\n{line}\n\n{BODY}", f"{HEAD}\n\n{BODY}").changes == (), line
    for line in ("Updated rules forbid it.", "Published 2,000 pages of it.", "This version 3 dockers deny."):
        assert len(compared(f"{HEAD}\n\n{line}\n\n{BODY}", f"{HEAD}\n\n{BODY}").changes) == 1, line


_PIECES = (
    "Title: a\n", "---\n", "a: b\n", "title:", "Title: ", "\n", "---\na: b\n", "日期：", "Date: 1\n\r", "- a\n"
)  # fmt: skip


@pytest.mark.parametrize(
    "header",
    ["Data: 87 million users\nSource: Facebook\n", "Fonte: governo\nData: 14 mortos\n", "Data: 5000 cases\nBy: WHO\n"],
)
def test_data_that_are_no_date_are_text(header: str) -> None:
    assert as_text(f"{header}\n{BODY}").header is None


@pytest.mark.parametrize("piece", _PIECES)
def test_looking_for_a_header_gets_to_the_end_of_hostile_text(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    for prefix in ("", "---\n", "Title: a\n", "---\ntitle: a\n"):
        with no_hang():
            header = find_header(prefix + text, Calibration())
        # What is taken for a header is the few lines before the text, never the text itself.
        assert header is None or header.end < 20
