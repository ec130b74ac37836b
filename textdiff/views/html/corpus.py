"""The pages of a scan: what was found in a folder, on one page, and on sheets beside it where that is too much."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nsmallest
from math import ceil, floor
from pathlib import PurePosixPath
from typing import Generic, NamedTuple, TypeVar

from jinja2.utils import htmlsafe_json_dumps

from textdiff.model import Certificate, Common, Pair, Scan, Skip
from textdiff.views.escape import make_visible
from textdiff.views.html.families import about, list_families, size_of_family
from textdiff.views.html.histogram import draw_histogram
from textdiff.views.html.page import render_page
from textdiff.views.html.rows import fit, name_shown, size
from textdiff.views.record import to_json
from textdiff.views.words import count

# All of a table is on the one page for so many documents; of more, the rest is on sheets beside it.
_FEW_DOCUMENTS = 200
# What is on pages at most: the pairs of 200 documents that are all versions of each other, and a little more.
# Of what is beyond that the page says how much there is, and in which file.
_MOST_PAIRS = 20_000
_MOST_FAMILIES = 5_000
_MOST_SKIPPED = 5_000
_MOST_ROWS = 500  # of boilerplate, of capped stretches, of missed pairs, of documents with unreadable places
_MOST_NAMES = 20  # of documents in one encoding
_PASSAGE_CHARACTERS = 400  # of a reused passage
# Rows of a sheet, and the bytes that they may take: together, with 40 kB for each kind of other rows and the
# passages, less than a megabyte.
_PAIRS_A_SHEET, _PAIR_BYTES = 1_000, 300_000
_PAIR_BYTES_OF_FEW = 1_500_000  # some 3,400 pairs or more: sorting and filters reach all that are on one page
_FAMILIES_A_SHEET, _FAMILY_BYTES = 200, 400_000
_SKIPPED_A_SHEET, _SKIPPED_BYTES = 500, 80_000
_ROW_BYTES = 40_000
_DECODED_BYTES = 20_000
_UTF_8 = frozenset({"utf-8", "utf8", "utf-8-sig", "ascii"})  # ASCII is UTF-8, too
_RELATIONS = {
    "same": "same text",
    "typography": "same but for typography",
    "a-inside-b": "A inside B",
    "b-inside-a": "B inside A",
    "no-shared-text": "reworded only",
}
_Row = TypeVar("_Row")

Address = Callable[[str, str], str]  # of the report of two ids


class PairRow(NamedTuple):
    """A pair as the page of a scan shows it."""

    pair: Pair
    names: tuple[str, str]
    href: str
    relation: str
    family: str | None
    family_href: str | None  # where the family is shown, if it is
    titles: tuple[tuple[str, str], ...]  # title and publisher of each, by what stands for it in addresses


class Sheet(NamedTuple, Generic[_Row]):
    """Some rows of a table, with those before and after them on pages of their own; `total` is of all rows."""

    kind: str
    rows: list[_Row]
    number: int
    pages: tuple[str, ...]
    first: int
    shown: int
    total: int

    @property
    def last(self) -> int:
        """The number of its last row, counted from 1."""
        return self.first + len(self.rows) - 1


class ReusedRow(NamedTuple):
    """A passage that stands in several documents, with the beginning of its text, as the page of a scan shows it."""

    text: str
    words: int
    documents: int
    name: str


class Unreadable(NamedTuple):
    """A document with places that could not be read: U+FFFD stands there, at code point `first` for the first time."""

    name: str
    encoding: str
    places: int
    first: int


class Encoding(NamedTuple):
    """An encoding that is not UTF-8: how many documents were read in it, and the first of them."""

    name: str
    documents: int
    names: list[str]


def render_corpus(scan: Scan, digest: str, address: Address) -> Iterator[tuple[str, str]]:
    """Yield the pages of a scan with their names, the index last; `address` is that of the report of two ids.

    Each stays below a megabyte if the documents are more than 200. If they are fewer, families are all on
    `index.html`, and pairs as far as a page of 1.5 megabytes holds them.
    """
    is_paged = len(scan.documents) > _FEW_DOCUMENTS
    rows, room = (_FAMILIES_A_SHEET, _FAMILY_BYTES) if is_paged else (_MOST_FAMILIES, None)
    listed = list_families(scan, address, _MOST_FAMILIES)
    families = _sheets("families", listed, len(scan.families), lambda: size_of_family, rows, room)
    pages = {row.family.id: sheet.pages[sheet.number - 1] for sheet in families for row in sheet.rows}
    rows, room = (_PAIRS_A_SHEET, _PAIR_BYTES) if is_paged else (_MOST_PAIRS, _PAIR_BYTES_OF_FEW)
    pairs = _sheets("pairs", _pair_rows(scan, pages, address), len(scan.pairs), _sizing_of_pairs, rows, room)
    files = scan.skipped[:_MOST_SKIPPED]
    skipped = _sheets("skipped", files, len(scan.skipped), lambda: _size_of_skip, _SKIPPED_A_SHEET, _SKIPPED_BYTES)
    weak = sum(pair.relation == "no-shared-text" for pair in scan.pairs)
    for sheets in (families, pairs, skipped):
        for sheet in sheets[1:]:
            page = render_page("corpus/sheet.html.j2", sheet=sheet, weak_pairs=weak, titles=_titles(sheet.rows))
            yield sheet.pages[sheet.number - 1], page
    missed = scan.certificate.missed if scan.certificate else ()
    unreadable, encodings = _unreadable(scan), _encodings(scan)
    yield (
        "index.html",
        render_page(
            "corpus.html.j2",
            scan=scan,
            digest=digest,
            families=families[0],
            pairs=pairs[0],
            titles=_titles(pairs[0].rows),
            skipped=skipped[0],
            weak_pairs=weak,
            small_pairs=sum(not pair.joins and pair.relation != "no-shared-text" for pair in scan.pairs),
            histogram=draw_histogram(scan.pairs),
            reused=_reused(scan),
            boilerplate=fit(scan.boilerplate, _MOST_ROWS, _ROW_BYTES, _size_of_common),
            capped=fit(scan.capped, _MOST_ROWS, _ROW_BYTES, _size_of_common),
            reasons=sorted(Counter(skip.reason for skip in scan.skipped).items(), key=lambda row: (-row[1], row[0])),
            n_unreadable=len(unreadable),
            unreadable=fit(unreadable, _MOST_ROWS, _DECODED_BYTES, lambda one: 90 + size(one.name, one.encoding)),
            n_recoded=sum(one.documents for one in encodings),
            n_encodings=len(encodings),
            encodings=fit(encodings, _MOST_ROWS, _DECODED_BYTES, lambda one: 90 + size(one.name, *one.names)),
            certificate=scan.certificate and _certify(scan.certificate),
            missed=fit(missed, _MOST_ROWS, _ROW_BYTES, lambda names: 20 + size(*names)),
            name_shown=name_shown,
        ),
    )


def _sheets(
    kind: str,
    rows: Iterable[_Row],
    total: int,
    sizing: Callable[[], Callable[[_Row], int]],
    most: int,
    room: int | None,
) -> list[Sheet[_Row]]:
    """Return the rows on one sheet or more, each with `most` rows and `room` bytes at most, and with one at least.

    `sizing` makes for each sheet a function that returns the bytes that the next row takes on it.
    """
    parts: list[list[_Row]] = [[]]
    left, size_of = room or 0, sizing()
    for row in rows:
        needed = size_of(row)
        if parts[-1] and (len(parts[-1]) == most or (room is not None and needed > left)):
            parts.append([])
            left, size_of = room or 0, sizing()
            needed = size_of(row)
        parts[-1].append(row)
        left -= needed
    pages = ("index.html", *(f"pages/{kind}-{number}.html" for number in range(2, len(parts) + 1)))
    shown = sum(map(len, parts))
    firsts = [1 + sum(map(len, parts[:n])) for n in range(len(parts))]
    return [Sheet(kind, part, number, pages, firsts[number - 1], shown, total) for number, part in enumerate(parts, 1)]


def _pair_rows(scan: Scan, pages: Mapping[str, str], address: Address) -> Iterator[PairRow]:
    """Yield the pairs, strongest first; `pages` says where a family is shown."""
    family = {member: one.id for one in scan.families for member in one.members}
    titles = {document.id: make_visible(about(document.source)) for document, _ in scan.documents}
    for pair in nsmallest(_MOST_PAIRS, scan.pairs, key=lambda pair: (-pair.shares.shared_words, pair.a, pair.b)):
        is_joined = pair.relation != "no-shared-text" and family.get(pair.a) == family.get(pair.b)
        name = family.get(pair.a) if is_joined else None
        href = address(pair.a, pair.b)
        key_a, _, key_b = PurePosixPath(href).stem.partition("-")
        yield PairRow(
            pair,
            (name_shown(pair.a), name_shown(pair.b)),
            href,
            _RELATIONS.get(pair.relation, pair.relation),
            name,
            f"{pages[name]}#{name}" if name is not None and name in pages else None,
            tuple((key, titles[one]) for key, one in ((key_a, pair.a), (key_b, pair.b)) if titles.get(one)),
        )


def _titles(rows: Iterable[object]) -> dict[str, str]:
    """Return title and publisher of the documents of pairs among some rows: the filter finds them beside the names."""
    return {key: title for row in rows if isinstance(row, PairRow) for key, title in row.titles}


def _sizing_of_pairs() -> Callable[[PairRow], int]:
    """Return a function that returns the bytes of the pairs of one page: each title stands there once, as JSON."""
    counted: set[str] = set()

    def size_of(row: PairRow) -> int:
        fresh = {key: title for key, title in row.titles if key not in counted}
        counted.update(fresh)
        titles = htmlsafe_json_dumps(fresh, dumps=lambda value, **_: to_json(value)) if fresh else ""
        return 400 + size(*row.names) + len(titles.encode())

    return size_of


def _reused(scan: Scan) -> list[ReusedRow]:
    """Return the most reused passages, as they stand in one of their documents."""
    texts = {document.id: document.text for document, _ in scan.documents}
    rows = []
    for one in scan.reused:
        text = one.span.of(texts[one.document])
        shown = text if len(text) <= _PASSAGE_CHARACTERS else f"{text[:_PASSAGE_CHARACTERS]}…"
        rows.append(ReusedRow(shown, one.words, one.documents, name_shown(one.document)))
    return rows


def _unreadable(scan: Scan) -> list[Unreadable]:
    """Return the documents with places that could not be read, those with the most places first."""
    found = [
        Unreadable(name_shown(one.id), name_shown(one.source.encoding or ""), len(bad), bad[0])
        for one, _ in scan.documents
        if (bad := one.source.undecodable)
    ]
    return sorted(found, key=lambda one: -one.places)


def _encodings(scan: Scan) -> list[Encoding]:
    """Return the encodings except UTF-8 that documents were read in, the commonest first."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for document, _ in scan.documents:
        encoding = document.source.encoding
        if encoding and encoding.lower().replace("_", "-") not in _UTF_8:
            names[encoding].append(document.id)
    found = [Encoding(name_shown(name), len(ids), [*map(name_shown, ids[:_MOST_NAMES])]) for name, ids in names.items()]
    return sorted(found, key=lambda one: (-one.documents, one.name))


def _size_of_common(one: Common) -> int:
    return 90 + size(one.text, one.first)


def _size_of_skip(skip: Skip) -> int:
    return 90 + size(skip.path, skip.reason, skip.detail, skip.remedy)


def _certify(certificate: Certificate) -> str:
    """Return what a certificate says, in one sentence."""
    chosen = f"{count(certificate.documents, 'document')}, chosen by the hash of the id, were compared with all others"
    if certificate.recall is None:
        return f"{chosen}: they share text with none, so that nothing can be said of what the scan misses."
    recall, low = (_permille(share, floor) for share in (certificate.recall, certificate.low))
    of = f"of the {count(certificate.pairs, 'pair')} found so, {certificate.found:,} are in this scan"
    return f"{chosen}: {of}, a recall of {recall} (95 % interval: {low} to {_permille(certificate.high, ceil)})."


def _permille(share: float, towards: Callable[[float], int]) -> str:
    """Return a percentage with one decimal, rounded in one direction: 100 % is all of it."""
    tenths = towards(round(share * 1000, 6))
    return f"{tenths // 10}.{tenths % 10} %"
