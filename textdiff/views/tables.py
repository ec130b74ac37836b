"""The files of a scan: the same bytes for the same result, whatever folder they are written to."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from textdiff.errors import OutputError
from textdiff.model import VERSION, Certificate, Common, Pair, Scan
from textdiff.texts.patterns import pattern
from textdiff.views.files import drop_drafts, make_folder, write_file
from textdiff.views.record import to_json
from textdiff.views.words import say_origin

# What our pages say of themselves, and the characters that they say it in.
_GENERATOR = '<meta name="generator" content="textdiff'
_HEAD_CHARACTERS = 2000
_OWN_PAGE = pattern(r"[0-9a-f]{12}-[0-9a-f]{12}\.html")
_OWN_SHEET = pattern(r"(?:families|pairs|skipped)-[0-9]+\.html")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# One encoder for all rows: json.dumps makes a new one each time, which is two thirds of its cost.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False).encode

Row = dict[str, Any]


def report_name(a: str, b: str) -> str:
    """Return the file name of the report of two ids: made of hashes, because ids may hold anything."""
    digests = (hashlib.sha256(side.encode("utf-8", "surrogatepass")).hexdigest() for side in (a, b))
    return "-".join(digest[:12] for digest in digests) + ".html"


def write_page(out: Path, pair: Pair, html: str) -> None:
    """Write the report of a pair."""
    make_folder(out / "pairs")
    write_file(out / "pairs" / report_name(pair.a, pair.b), html)


def write_scan(scan: Scan, out: Path, *, html: bool) -> None:
    """Write every result file except the pair reports; the summary last, so that it speaks of a whole scan.

    The files are made one after the other, so that the lines of one at a time are held in memory. The digest
    is the SHA-256 of the name of each JSON-lines file, in order, a line feed and its content, and then of
    `summary.json`, a line feed and, on one line, the summary without digest and certificate: a scan has the
    digest that it has without `--certify`.
    """
    digest = hashlib.sha256()
    for name, make_rows in sorted(_ROWS.items()):
        lines = "".join(map(_to_line, make_rows(scan)))
        digest.update(f"{name}\n".encode())
        digest.update(lines.encode())
        write_file(out / name, lines)
    write_file(out / "pairs.csv", _csv(_PAIR_COLUMNS, _pair_rows(scan)))
    write_file(out / "passages.csv", _csv(_PASSAGE_COLUMNS, _passage_rows(scan)))
    digest.update(f"summary.json\n{to_json(_summary(scan, {}))}".encode())
    pages: set[str] = set()
    if html:
        from textdiff.views.html.corpus import render_corpus  # noqa: PLC0415  jinja2 costs 0.06 s of CPU

        for name, page in render_corpus(scan, digest.hexdigest(), lambda a, b: f"pairs/{report_name(a, b)}"):
            if not pages and name != "index.html":
                make_folder(out / "pages")
            write_file(out / name, page)
            pages.add(name)
    certificate = scan.certificate and _certificate(scan.certificate)
    summary = _summary(scan, {"certificate": certificate, "digest": digest.hexdigest()})
    write_file(out / "summary.json", to_json(summary, indent=2) + "\n")
    if html:
        pages.update(f"pairs/{report_name(pair.a, pair.b)}" for pair in scan.pairs)
    _drop_old_pages(out, pages)


def _to_line(row: Row) -> str:
    line = _encode(row)
    return f"{line if line.isprintable() else to_json(row)}\n"  # all that to_json escapes is unprintable


def _drop_old_pages(out: Path, pages: Container[str]) -> None:
    """Remove the pages of an earlier scan that this one did not write, and drafts; other files stay."""
    for page in (out / "pairs").glob("*.html"):
        if _OWN_PAGE.fullmatch(page.name) and f"pairs/{page.name}" not in pages:
            page.unlink()
    for page in (out / "pages").glob("*.html"):
        if _OWN_SHEET.fullmatch(page.name) and f"pages/{page.name}" not in pages:
            _drop_own(page)
    for folder in ("", "pages", "pairs"):
        drop_drafts(out / folder)
    for folder in ("pages", "pairs"):
        with suppress(OSError):  # it is not there, or something is in it
            (out / folder).rmdir()
    if "index.html" not in pages:
        _drop_own(out / "index.html")


def _drop_own(page: Path) -> None:
    """Remove the page of an earlier scan; one of somebody else stays."""
    if page.is_file() and _is_own(page):
        page.unlink()


def _is_own(page: Path) -> bool:
    return _GENERATOR in page.read_text("utf-8", errors="replace")[:_HEAD_CHARACTERS]


def refuse_to_replace(page: Path) -> None:
    """Raise OutputError where a page of somebody else has the name that the page of a scan would have."""
    if page.is_file() and not _is_own(page):
        raise OutputError(f"{page}: is no page of textdiff; choose another place with -o, or --no-html")


_PAIR_COLUMNS = (
    "a",
    "b",
    "relation",
    "a_in_b",
    "b_in_a",
    "jaccard",
    "shared_words",
    "passages",
    "longest_words",
    "joins",
)
_PASSAGE_COLUMNS = ("a", "a_span", "b", "b_span", "words", "similarity", "kind", "strength")
_TEXTS = frozenset({"a", "a_span", "b", "b_span", "relation", "joins", "kind"})  # the rest are numbers


def _document_rows(scan: Scan) -> Iterator[Row]:
    family = {member: family.id for family in scan.families for member in family.members}
    for document, words in scan.documents:
        source = document.source
        yield {
            "id": document.id,
            "path": source.path or document.id,
            "title": source.title,
            "date": source.date,
            "publisher": source.publisher,
            "url": source.url,
            "words": words,
            "sha256": source.sha256 or document.text_sha256,
            "encoding": source.encoding,
            "unreadable": len(source.undecodable),
            "family": family.get(document.id),
        }


def _pair_rows(scan: Scan) -> Iterator[Row]:
    for pair in scan.pairs:
        shares = pair.shares
        yield {
            "a": pair.a,
            "b": pair.b,
            "relation": pair.relation,
            "a_in_b": shares.a_in_b,
            "b_in_a": shares.b_in_a,
            "jaccard": shares.jaccard,
            "shared_words": shares.shared_words,
            "passages": shares.passages,
            "longest_words": shares.longest_words,
            "joins": pair.joins,
        }


def _passage_rows(scan: Scan) -> Iterator[Row]:
    for passage in scan.passages:
        match = passage.match
        yield {
            "a": passage.a,
            "a_span": [match.a.start, match.a.end],
            "b": passage.b,
            "b_span": [match.b.start, match.b.end],
            "words": match.words,
            "similarity": match.similarity,
            "kind": match.kind,
            "strength": match.strength,
        }


def _family_rows(scan: Scan) -> Iterator[Row]:
    for family in scan.families:
        yield {
            "id": family.id,
            "kind": family.kind,
            "members": family.members,
            "bridges": family.bridges,
            "likely_origin": family.likely_origin,
            "evidence": [{"a": a, "b": b, "shared_words": words} for a, b, words in family.evidence],
            "partners": [
                {"member": name, "partner": partner, "shared_words": words} for name, partner, words in family.partners
            ],
            "reasons": [say_origin(reason) for reason in family.reasons],
        }


def _common_rows(stretches: Iterable[Common]) -> Iterator[Row]:
    for one in stretches:
        yield {"text": one.text, "words": one.words, "documents": one.documents, "first": one.first}


def _skip_rows(scan: Scan) -> Iterator[Row]:
    for skip in scan.skipped:
        yield {"path": skip.path, "reason": skip.reason, "detail": skip.detail, "remedy": skip.remedy}


_ROWS: dict[str, Callable[[Scan], Iterator[Row]]] = {
    "boilerplate.jsonl": lambda scan: _common_rows(scan.boilerplate),
    "documents.jsonl": _document_rows,
    "families.jsonl": _family_rows,
    "pairs.jsonl": _pair_rows,
    "passages.jsonl": _passage_rows,
    "skipped.jsonl": _skip_rows,
}


def _summary(scan: Scan, certified: Row) -> Row:
    """Return the summary, with what certifies it: nothing where that is yet to be made."""
    return {
        "found": scan.found,
        "read": len(scan.documents),
        "skipped": len(scan.skipped),
        "pairs": len(scan.pairs),
        "passages": len(scan.passages),
        "families": len(scan.families),
        "boilerplate": len(scan.boilerplate),
        "capped_buckets": scan.capped_buckets,
        "capped": list(_common_rows(scan.capped)),
        **certified,
        "options": scan.options,
        "textdiff": VERSION,
    }


def _certificate(certificate: Certificate) -> Row:
    names = ("documents", "pairs", "found", "recall", "low", "high", "missed")
    return {name: getattr(certificate, name) for name in names}


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows for spreadsheets; a cell that a spreadsheet would take for a formula is quoted with `'`."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)  # RFC 4180: rows end in CR LF, a cell with either of them is quoted
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) if column in _TEXTS else row[column] for column in columns])
    return table.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return f"{value[0]}:{value[1]}"
    if isinstance(value, bool):
        return "true" if value else "false"
    writable = str(value) if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    return f"'{writable}" if writable.startswith(_FORMULA) else writable
