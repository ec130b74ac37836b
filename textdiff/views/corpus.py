"""The files of a scan: the same bytes for the same result, whatever folder they are written to."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import regex

from textdiff.model import VERSION, Pair, Scan
from textdiff.views.files import make_folder, write_file
from textdiff.views.html import render_corpus, report_name
from textdiff.views.record import to_json, to_json_lines

_OWN_PAGE = regex.compile(r"[0-9a-f]{12}-[0-9a-f]{12}\.html")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_page(out: Path, pair: Pair, html: str) -> None:
    """Write the report of a pair."""
    make_folder(out / "pairs")
    write_file(out / "pairs" / report_name(pair), html)


def write_scan(scan: Scan, out: Path, *, html: bool) -> None:
    """Write every result file but the pair reports; the summary last, so that it speaks of a whole scan."""
    rows = _rows(scan)
    lines = {name: to_json_lines(listed) for name, listed in rows.items()}
    digest = hashlib.sha256()
    for name in sorted(lines):
        digest.update(f"{name}\n{lines[name]}".encode())
        write_file(out / name, lines[name])
    write_file(out / "pairs.csv", _csv(_PAIR_COLUMNS, rows["pairs.jsonl"]))
    write_file(out / "passages.csv", _csv(_PASSAGE_COLUMNS, rows["passages.jsonl"]))
    if html:
        write_file(out / "index.html", render_corpus(scan, digest.hexdigest()))
    write_file(out / "summary.json", to_json(_summary(scan, digest.hexdigest()), indent=2) + "\n")
    _drop_old_pages(out, {report_name(pair) for pair in scan.pairs} if html else set(), keep_index=html)


def _drop_old_pages(out: Path, names: Container[str], *, keep_index: bool) -> None:
    """Remove the pages of an earlier scan that this one did not write; other files stay."""
    for page in (out / "pairs").glob("*.html"):
        if _OWN_PAGE.fullmatch(page.name) and page.name not in names:
            page.unlink()
    if not keep_index:
        (out / "index.html").unlink(missing_ok=True)


_PAIR_COLUMNS = ("a", "b", "relation", "a_in_b", "b_in_a", "jaccard", "shared_words", "passages", "longest_words")
_PASSAGE_COLUMNS = ("a", "a_span", "b", "b_span", "words", "similarity", "kind", "strength")


def _rows(scan: Scan) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each JSON-lines file, sorted by what identifies them."""
    family = {member: family.id for family in scan.families for member in family.members}
    return {
        "documents.jsonl": [
            {
                "id": document.id,
                "path": document.source.path or document.id,
                "title": document.source.title,
                "words": words,
                "sha256": document.source.sha256 or document.text_sha256,
                "family": family.get(document.id),
            }
            for document, words in scan.documents
        ],
        "pairs.jsonl": [
            {"a": pair.a, "b": pair.b, "relation": pair.relation, **asdict(pair.shares)} for pair in scan.pairs
        ],
        "passages.jsonl": [
            {
                "a": passage.a,
                "a_span": [passage.match.a.start, passage.match.a.end],
                "b": passage.b,
                "b_span": [passage.match.b.start, passage.match.b.end],
                "words": passage.match.words,
                "similarity": passage.match.similarity,
                "kind": passage.match.kind,
                "strength": passage.match.strength,
            }
            for passage in scan.passages
        ],
        "families.jsonl": [
            {
                "id": family.id,
                "members": list(family.members),
                "bridges": list(family.bridges),
                "likely_origin": family.likely_origin,
                "evidence": [{"a": a, "b": b, "shared_words": words} for a, b, words in family.evidence],
            }
            for family in scan.families
        ],
        "skipped.jsonl": [asdict(skip) for skip in scan.skipped],
    }


def _summary(scan: Scan, digest: str) -> dict[str, Any]:
    return {
        "found": scan.found,
        "read": len(scan.documents),
        "skipped": len(scan.skipped),
        "pairs": len(scan.pairs),
        "passages": len(scan.passages),
        "families": len(scan.families),
        "capped_buckets": scan.capped_buckets,
        "digest": digest,
        "options": scan.options,
        "textdiff": VERSION,
    }


def _csv(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return rows for spreadsheets; a cell that a spreadsheet would take for a formula is quoted with `'`."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)  # RFC 4180: rows end in CR LF, a cell with either of them is quoted
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return table.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return f"{value[0]}:{value[1]}"
    if not isinstance(value, str):
        return value
    writable = value.encode("utf-8", "backslashreplace").decode()
    return f"'{writable}" if writable.startswith(_FORMULA) else writable
