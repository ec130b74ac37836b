"""What only looks like a header, and what of one is not read, is text: none of it is hidden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from as_text import as_text
from compared import compared
from test_header import BODY, HEAD, HEADER

import textdiff
from textdiff import Document


def changed(old: str, new: str, text: str) -> int:
    """Return how many changes there are when a part of a text becomes another."""
    assert old in text
    return len(compared(text, text.replace(old, new)).changes)


def test_a_header_of_a_control_character_is_text() -> None:
    assert as_text(f"Title: \x1f\n\n{BODY}").header is None
    assert as_text(f"Title: \x1f\nDate: 2024\n\n{BODY}").header is None


@pytest.mark.parametrize(
    "line",
    [
        "Quelle: 40 Tote in Minsk. Foto: dpa",
        "Source: 40 people were held. Photo: AFP",
        "Source: 40 killed, UN says (c) 2020 AP",
        "Journal: 40 dead, all rights reserved",
    ],
)
def test_a_figure_below_the_header_is_shown_though_its_line_begins_as_one(line: str) -> None:
    assert changed("40", "400", f"{HEADER}{BODY}\n{line}\n") == 1
    assert changed("40", "400", f"{BODY}\n{line}\n") == 1


@pytest.mark.parametrize(
    "header",
    [
        "Title: Crane falls\nHeadline: 40 dead\nDate: 2020\n\n",
        "Title: Crane falls\nDate: 2020\nPublished: 40 dead in 2020\n\n",
        "Title: Protests\nSource: Police say 40 people were held\n\n",
        "Title: A\nDate: 40 dead, no survivors found\n\n",
        "Title: A\nDate: 2020\nLanguage: never mind the 40 dead\n\n",
        "Source: a spokesman said 40 people died.\nAuthor: Did he?\n\n",
        "---\ntitle: [40 dead]\ndate: 2020\n---\n",
        "---\ntitle: A\nsource: [40 dead]\n---\n",
        "---\ntitle: A\nimage:\n  title: 40 dead\n---\n",
        "---\nSource: a spokesman said 40 people died.\n---\n",
        "---\ntitle: A\nsummary: 40 were acquitted\n---\n",
    ],
)
def test_no_figure_that_no_field_reports_is_hidden_in_a_header(header: str) -> None:
    assert changed("40", "50", header + BODY) == 1


@pytest.mark.parametrize(
    ("header", "old", "new"),
    [
        ("Source: the man fell from the crane.\nAuthor: Did he jump?\n\n", "man", "woman"),
        ("---\ntitle: Crane falls and\n  destroys the pier of the navy\n---\n", "pier", "church"),
        ("---\ntitle: >-\n  Crane destroys the pier\ndate: 2020\n---\n", "pier", "church"),
        ('---\ntitle: "Crane destroys\n  the pier"\ndate: 2020\n---\n', "pier", "church"),
        ("---\ntitle: [Live] Pier falls\ndate: 2020\n---\n", "Pier", "Church"),
        ("---\ntitle: A\nsummary: Mayor Brandt resigned over it\n---\n", "resigned over", "was acquitted of"),
        ("---\ntitle: 'it''s gone'\ndate: 2020\n---\n", "gone", "here"),
        ('---\ntitle: "a \\"b\\" c"\ndate: 2020\n---\n', " c", " d"),
    ],
)
def test_what_is_not_read_of_a_header_is_text(header: str, old: str, new: str) -> None:
    assert changed(old, new, header + BODY) >= 1


def test_another_date_and_outlet_are_reported_and_no_change() -> None:
    text = f"---\ntitle: {HEAD}\ndate: 2020\nsource: 24/7 News\nlang: en\n---\n{BODY}"
    other = text.replace("2020", "17 August 2021 at 10:05").replace("24/7 News", "Channel 4")
    comparison = compared(text, other)
    assert comparison.changes == ()
    assert (comparison.a.source.publisher, comparison.b.source.publisher) == ("24/7 News", "Channel 4")
    assert (comparison.a.source.date, comparison.b.source.date) == ("2020", "17 August 2021 at 10:05")


def test_a_scan_of_documents_in_memory_reads_their_headers_as_compare_does(tmp_path: Path) -> None:
    textdiff.scan([Document("a.txt", HEADER + BODY), Document("b.txt", BODY)], out=tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()]
    assert (rows[0]["title"], rows[0]["publisher"], rows[0]["date"]) == (HEAD, "The Meridian", "2024-05-14")
    assert rows[1]["title"] is None


@pytest.mark.parametrize("label", [5, b"x", "", " ", "\u200b\u2060", "\x1b"])
def test_a_label_that_shows_nothing_is_refused(label: object, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    with pytest.raises(textdiff.OptionsError, match="label"):
        textdiff.read(tmp_path / "a.txt", label=label)  # type: ignore[arg-type]
    with pytest.raises(textdiff.OptionsError, match="2020"):
        textdiff.read(tmp_path / "a.txt", date=2020)  # type: ignore[arg-type]
