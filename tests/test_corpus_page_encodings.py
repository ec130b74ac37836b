"""The page of a scan says which documents were read with damage, and which in another encoding than UTF-8."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command import article
from scanned import MEGABYTE, Shown, document, made, written

import textdiff

UNREADABLE = "Unreadable places, the most first"


def shown_of(documents: list[Any], out: Path) -> Shown:
    documents = [*made().documents, *documents]
    return written(made(found=len(documents) + 1, documents=tuple(documents)), out)[1]


def test_documents_with_unreadable_places_are_listed_with_how_many_and_the_first(tmp_path: Path) -> None:
    damaged = [
        document("fine.txt", encoding="utf-8"),
        document("one.txt", encoding="utf-8", undecodable=(1234,)),
        document("three.txt", encoding="cp1252", undecodable=(7, 8, 99)),
    ]
    shown = shown_of(damaged, tmp_path)
    assert shown.tables[UNREADABLE][1:] == [["three.txt", "cp1252", "3", "7"], ["one.txt", "utf-8", "1", "1,234"]]
    assert "2 documents with places that could not be read as text." in shown.sections["encodings"]
    said = "1 read in another encoding than UTF-8; 2 with unreadable places"
    assert said in shown.sections["summary"]
    assert ("#encodings", "Which documents") in shown.links


def test_documents_in_another_encoding_are_counted_by_encoding_with_the_first_names(tmp_path: Path) -> None:
    recoded = [document(f"w{n:02d}", encoding="cp1252") for n in range(23)]
    recoded += [document("k1", encoding="koi8_r"), document("k2", encoding="koi8_r")]
    recoded += [document(f"u{n}", encoding=name) for n, name in enumerate(("utf-8", "UTF_8", "utf-8-sig", "ascii"))]
    shown = shown_of(recoded, tmp_path)
    section = re.sub(r"\s+", " ", shown.sections["encodings"])
    assert "25 documents read in another encoding than UTF-8." in section
    names = ", ".join(f"w{n:02d}" for n in range(20))
    assert f"cp1252, 23 documents: {names} and 3 more koi8_r, 2 documents: k1, k2" in section
    assert "25 read in another encoding than UTF-8" in shown.sections["summary"]
    assert "unreadable" not in shown.sections["summary"]
    assert UNREADABLE not in shown.tables


def test_a_scan_of_clean_utf_8_says_nothing_of_encodings(tmp_path: Path) -> None:
    shown = shown_of([document("u", encoding="utf-8")], tmp_path)
    assert "encodings" not in shown.sections
    assert "another encoding" not in shown.sections["summary"]
    assert "#encodings" not in [href for href, _ in shown.links]


def test_files_of_a_folder_that_are_damaged_or_no_utf_8_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "clean.txt").write_text(article(1, 2), "utf-8")
    (folder / "torn.txt").write_bytes((article(1, 3) + " Caf\u00e9 \u00fc.").encode() + b" \xff" + article(4).encode())
    (folder / "old.txt").write_bytes(
        f"{article(1, 5)} Le caf\u00e9 \u00ab ferm\u00e9 \u00bb est \u00e0 c\u00f4t\u00e9.".encode("cp1252")
    )
    textdiff.scan(folder, out=tmp_path / "out")
    shown = Shown((tmp_path / "out" / "index.html").read_text("utf-8"))
    (row,) = shown.tables[UNREADABLE][1:]
    first = len(article(1, 3) + " Caf\u00e9 \u00fc. ")
    assert row == ["torn.txt", "utf-8", "1", f"{first:,}"]
    assert "cp1252, 1 document: old.txt" in shown.sections["encodings"]
    assert "1 read in another encoding than UTF-8; 1 with unreadable places" in shown.sections["summary"]


@pytest.mark.parametrize("sign", ["n", "&", "\u4e2d"])
def test_thousands_of_damaged_documents_are_counted_and_take_no_page(tmp_path: Path, sign: str) -> None:
    damaged = [
        document(f"{sign * 60}{n:04d}", encoding=f"{sign}{n % 700}", undecodable=(n, n + 1)) for n in range(5000)
    ]
    shown = shown_of(damaged, tmp_path)
    section = shown.sections["encodings"]
    said = re.search(r"Shown here: (\d+) of 5,000 documents, those with the most such places\.", section)
    assert said
    assert len(shown.tables[UNREADABLE]) - 1 == int(said[1]) >= 25
    listed = len(re.findall(r", [78] documents: ", section))
    assert f"and {700 - listed} other encodings" in section
    assert (tmp_path / "index.html").stat().st_size < MEGABYTE / 10


def test_the_row_of_a_document_says_how_it_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(article(1, 2).encode() + "Größe über Öl. ".encode() * 9 + b"\xff and \xff.")
    (folder / "good.txt").write_text(article(1, 3), "utf-8")
    (folder / "old.txt").write_bytes((article(4) + "Größe für Öl und Gemüse am Straßenrand.").encode("cp1252"))
    textdiff.scan(folder, out=tmp_path / "out", html=False)
    rows = [json.loads(line) for line in (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["unreadable"]) for row in rows] == [("bad.txt", 2), ("good.txt", 0), ("old.txt", 0)]
    assert [row["encoding"] for row in rows[:2]] == ["utf-8", "utf-8"]
    assert "Größe für Öl".encode("cp1252").decode(rows[2]["encoding"]) == "Größe für Öl"
