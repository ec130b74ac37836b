"""Comparisons and scans as self-contained HTML: nothing from an article runs, nothing is asked of the network.

Every text goes through autoescaping; article text reaches the page only as escaped text and inside a
JSON data block. The page's own style and script are allowed by their hashes alone.
"""

from __future__ import annotations

import hashlib
import shlex
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from html import escape
from itertools import islice
from math import ceil, floor
from typing import Any, NamedTuple, TypeVar

import regex
from jinja2 import Environment, PackageLoader, StrictUndefined

from textdiff.model import (
    VERSION,
    Block,
    Certificate,
    Common,
    Comparison,
    Document,
    Edit,
    Family,
    Pair,
    Scan,
    Side,
    Skip,
    count,
    percent,
)
from textdiff.texts.tokens import tokenise
from textdiff.views.record import to_json
from textdiff.views.rows import edits_by_block, move_note, reading_rows

# Shown by name: what would turn the direction of the page, and NUL, which HTML drops.
_HIDDEN = regex.compile(r"[\0\u061c\u202a-\u202e\u2066-\u2069]")
_UNWRITABLE = regex.compile(r"[\ud800-\udfff]")
_SPACE = regex.compile(r"\s+")
_EXCERPT_SIGNS = 160
_HEADINGS = {
    "added": "B adds",
    "dropped": "B drops",
    "moved": "B moves",
    "reworded": "B rewords",
    "edited": "B changes inside a sentence",
}

# What the page of a scan shows at most; beside it stands how much more there is, and in which file.
_MOST_FAMILIES = 500
_MOST_MEMBERS = 100  # of one family
_MOST_EVIDENCE = 20  # pairs that hold one family together
_MOST_PAIRS = 2000
_MOST_ROWS = 500  # of boilerplate, of capped stretches, of skipped files, of missed pairs
# Bytes that families, pairs and each kind of other rows may take: together less than a megabyte.
_FAMILY_BYTES = 450_000
_PAIR_BYTES = 350_000
_ROW_BYTES = 40_000
_RELATIONS = {
    "same": "same text",
    "typography": "same but for typography",
    "a-inside-b": "A inside B",
    "b-inside-a": "B inside A",
    "no-shared-text": "in other words only",
}
_CANNOT_TELL = "cannot tell: "
_Shown = TypeVar("_Shown")

Address = Callable[[str, str], str]  # of the report of two ids
Stretch = tuple[str, str]  # its mark ("", "dropped" or "added") and its text


class Moved(NamedTuple):
    """A moved block in one of its two places: its number, the id of the other place, and what is said of it."""

    number: int
    other: str
    note: str


class Row(NamedTuple):
    """A row of the side-by-side view: None on a side that has nothing there."""

    kind: str
    id: str | None
    a: list[Stretch] | None
    b: list[Stretch] | None
    lane: str = "body"
    move: Moved | None = None
    similarity: float = 1.0


class Change(NamedTuple):
    """An entry in the lists of what changed."""

    id: str
    words: int
    excerpt: str


class Member(NamedTuple):
    """A member of a family as the page of a scan shows it: `about` is its title and publisher."""

    id: str
    about: str
    date: str | None
    words: int
    partner: str | None
    shared_words: int
    is_origin: bool
    is_bridge: bool


class FamilyShown(NamedTuple):
    """A family as the page of a scan shows it: origin and bridges first, and the pairs that hold it together."""

    family: Family
    members: list[Member]
    is_dated: bool
    origin: list[str]
    evidence: list[tuple[str, str, int, str]]  # the pair, its shared words, where its report is


class PairRow(NamedTuple):
    """A pair as the page of a scan shows it."""

    pair: Pair
    href: str
    relation: str
    family: str


def render_report(comparison: Comparison) -> str:
    """Return the report of a comparison as one HTML page. The same comparison gives the same characters."""
    rows = list(_rows(comparison))
    record = comparison.to_dict() | {"texts": [comparison.a.text, comparison.b.text]}
    return _page(
        "pair.html.j2",
        comparison=comparison,
        names=_short_names(comparison.a.id, comparison.b.id),
        documents=list(zip("AB", (comparison.a, comparison.b), comparison.words, strict=True)),
        rows=rows,
        lists=_lists(rows),
        record={"json": record, "changes": len(comparison.changes)},
        command=_command(comparison),
        split_hidden=split_hidden,
        excerpt=_excerpt,
    )


def render_corpus(scan: Scan, digest: str, address: Address) -> str:
    """Return the page of a scan; `address` tells where the report of a pair is, given its two ids.

    It stays below a megabyte whatever the scan: the strongest are shown, and of the rest the page says how
    many there are and in which file.
    """
    families = _fit(_families(scan, address), _MOST_FAMILIES, _FAMILY_BYTES, _size_of_family)
    family = {member: one.id for one in scan.families for member in one.members}
    strongest = nsmallest(_MOST_PAIRS, scan.pairs, key=lambda pair: (-pair.shares.shared_words, pair.a, pair.b))
    pairs = [_pair_row(pair, family, address) for pair in strongest]
    return _page(
        "corpus.html.j2",
        scan=scan,
        digest=digest,
        families=families,
        pairs=_fit(pairs, _MOST_PAIRS, _PAIR_BYTES, lambda row: 250 + _size(row.pair.a, row.pair.b)),
        weak_pairs=sum(pair.relation == "no-shared-text" for pair in scan.pairs),
        boilerplate=_fit(scan.boilerplate, _MOST_ROWS, _ROW_BYTES, _size_of_common),
        capped=_fit(scan.capped, _MOST_ROWS, _ROW_BYTES, _size_of_common),
        skipped=_fit(scan.skipped, _MOST_ROWS, _ROW_BYTES, _size_of_skip),
        reasons=sorted(Counter(skip.reason for skip in scan.skipped).items()),
        certificate=scan.certificate and _certify(scan.certificate),
        missed=_fit(scan.certificate.missed if scan.certificate else (), _MOST_ROWS, _ROW_BYTES, _size_of_names),
    )


def _fit(rows: Iterable[_Shown], most: int, room: int, size: Callable[[_Shown], int]) -> list[_Shown]:
    """Return the first rows, as many as there is room for, in bytes of HTML."""
    shown = []
    for row in islice(rows, most):
        room -= size(row)
        if room < 0:
            break
        shown.append(row)
    return shown


def _size(*texts: str | None) -> int:
    """Return the bytes that texts take on a page, with their markup."""
    return sum(15 + len(escape(text).encode("utf-8", "replace")) for text in texts if text)


def _size_of_common(one: Common) -> int:
    return 90 + _size(one.text, one.first)


def _size_of_skip(skip: Skip) -> int:
    return 90 + _size(skip.path, skip.reason, skip.detail, skip.remedy)


def _size_of_names(names: tuple[str, str]) -> int:
    return 20 + _size(*names)


def _families(scan: Scan, address: Address) -> Iterator[FamilyShown]:
    documents = {document.id: (document, words) for document, words in scan.documents}
    for family in scan.families:
        bridges = set(family.bridges)
        partners = {name: (partner, words) for name, partner, words in family.partners}
        ordered = sorted(family.members, key=lambda name: (name != family.likely_origin, name not in bridges))
        members = []
        for name in ordered[:_MOST_MEMBERS]:
            partner, shared = partners.get(name, (None, 0))
            is_origin = name == family.likely_origin
            members.append(_member(*documents[name], partner, shared, is_origin=is_origin, is_bridge=name in bridges))
        evidence = [(a, b, words, address(a, b)) for a, b, words in family.evidence[:_MOST_EVIDENCE]]
        is_dated = any(one.date for one in members)
        yield FamilyShown(family, members, is_dated, _origin(family), evidence)


def _member(
    document: Document, words: int, partner: str | None, shared: int, *, is_origin: bool, is_bridge: bool
) -> Member:
    source = document.source
    about = ", ".join(_excerpt(text) for text in (source.title, source.publisher) if text)
    date = _excerpt(source.date) if source.date else None
    return Member(document.id, about, date, words, partner, shared, is_origin, is_bridge)


def _origin(family: Family) -> list[str]:
    """Return what is said of the origin: the reasons for it, or one sentence with all that stands in the way."""
    if family.likely_origin is not None:
        return list(family.reasons)
    facts = [reason.removeprefix(_CANNOT_TELL).removesuffix(".") for reason in family.reasons]
    return [_CANNOT_TELL + "; ".join(facts) + "." if facts else "cannot tell."]


def _size_of_family(shown: FamilyShown) -> int:
    texts = [text for one in shown.members for text in (one.id, one.about, one.date, one.partner)]
    names = [text for a, b, _, _ in shown.evidence for text in (a, b)]
    fixed = 600 + 110 * len(shown.members) + 120 * len(shown.evidence)
    return fixed + _size(*texts, *names, *shown.origin, shown.family.likely_origin)


def _pair_row(pair: Pair, family: Mapping[str, str], address: Address) -> PairRow:
    joined = pair.relation != "no-shared-text" and family.get(pair.a) == family.get(pair.b)
    name = family.get(pair.a) if joined else None
    return PairRow(pair, address(pair.a, pair.b), _RELATIONS.get(pair.relation, pair.relation), name or "none")


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


@cache
def _environment() -> Environment:
    """Return the templates, compiled once a process."""
    environment = Environment(
        loader=PackageLoader("textdiff.views"),
        autoescape=True,  # always: select_autoescape() would leave .j2 out
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=_writable,
    )
    environment.policies["json.dumps_function"] = lambda value, **_: to_json(value)
    return environment


def _page(template: str, **values: Any) -> str:
    environment = _environment()
    style, script = (_hash(environment.get_template(name).render()) for name in ("style.css", "script.js"))
    policy = (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return environment.get_template(template).render(
        policy=policy, version=VERSION, percent=percent, count=count, **values
    )


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _writable(value: Any) -> Any:
    """Return a value that UTF-8 and HTML can hold: lone surrogates become U+FFFD, NUL is left to its badge."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return _UNWRITABLE.sub("\ufffd", value).replace("\0", "")
    return value


def split_hidden(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with the badge to show before it: "" for text that shows itself."""
    done = 0
    for match in _HIDDEN.finditer(text):
        if match.start() > done:
            yield "", text[done : match.start()]
        yield f"U+{ord(match.group()):04X}", match.group().replace("\0", "")
        done = match.end()
    if done < len(text):
        yield "", text[done:]


def _short_names(a: str, b: str) -> tuple[str, str]:
    """Return the file names of two paths, or the whole paths where the names are the same."""
    short = a.rpartition("/")[2] or a, b.rpartition("/")[2] or b
    return short if short[0] != short[1] else (a, b)


def _rows(comparison: Comparison) -> Iterator[Row]:
    edits = edits_by_block(comparison.edits)
    stands = reading_rows(comparison.blocks)
    changes = [stand.block for stand in stands if stand.is_first and stand.block.is_change]
    ids = {block.n: f"c{number}" for number, block in enumerate(changes, 1)}
    moves = {block.n: number for number, block in enumerate((b for b in changes if b.moved), 1)}
    for stand in stands:
        block = stand.block
        identity = ids.get(block.n)
        move = None
        if block.n in moves:
            there = f"m{moves[block.n]}"
            move = Moved(moves[block.n], there if stand.is_first else str(identity), move_note(block))
            identity = identity if stand.is_first else there
        yield Row(
            "moved" if move else block.kind,
            identity,
            _stretches(block, edits[block.n], "a", comparison.a.text) if stand.in_a else None,
            _stretches(block, edits[block.n], "b", comparison.b.text) if stand.in_b else None,
            block.lane,
            move,
            block.similarity,
        )


def _stretches(block: Block, edits: Sequence[Edit], side: Side, text: str) -> list[Stretch] | None:
    """Return what one side of a block shows, neighbours of one mark joined; None where it has no side there."""
    if getattr(block, side) is None:
        return None
    own_mark = "dropped" if side == "a" else "added"
    pieces: list[tuple[str, list[str]]] = []
    for edit in edits:
        span = getattr(edit, side)
        if span is None:
            continue
        mark = "" if edit.op == "keep" or edit.typography else own_mark
        if not pieces or pieces[-1][0] != mark:
            pieces.append((mark, []))
        pieces[-1][1].append(span.of(text))
    return [(mark, "".join(texts)) for mark, texts in pieces]


def _lists(rows: Sequence[Row]) -> list[tuple[str, list[Change]]]:
    """Return the changes by kind, longest first: what B adds, drops, moves, rewords and changes inside a sentence."""
    found: dict[str, list[Change]] = {kind: [] for kind in _HEADINGS}
    for row in rows:
        if row.id and row.kind in found and not (row.move and row.a is None):
            stretches = [stretch for side in (row.a, row.b) for stretch in side or []]
            texts = [text for mark, text in stretches if mark or row.move]
            words = sum(len(tokenise(text).words) for text in texts)
            note = f" ({row.move.note})" if row.move else ""
            excerpt = _excerpt(("" if row.move else " … ").join(texts)) + note
            found[row.kind].append(Change(row.id, words, excerpt))
    return [(_HEADINGS[kind], sorted(found[kind], key=lambda change: -change.words)) for kind in found]


def _excerpt(text: str) -> str:
    """Return the beginning of a text on one line, cut after a word where it has words."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= _EXCERPT_SIGNS:
        return line
    cut = line[:_EXCERPT_SIGNS]
    return (cut.rpartition(" ")[0] or cut) + " …"


def _command(comparison: Comparison) -> str | None:
    """Return the command that makes the report again; None for texts that came from no file."""
    paths = [document.source.path for document in (comparison.a, comparison.b)]
    return shlex.join(["textdiff", "report", *map(str, paths)]) if all(paths) else None
