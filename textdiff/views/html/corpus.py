"""The page of a scan: what was found in a folder, as one self-contained HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nsmallest
from html import escape
from itertools import islice
from math import ceil, floor
from typing import NamedTuple, TypeVar

from textdiff.model import Certificate, Common, Document, Family, Pair, Scan, Skip, count
from textdiff.views.html.page import excerpt, render_page

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


def render_corpus(scan: Scan, digest: str, address: Address) -> str:
    """Return the page of a scan; `address` tells where the report of a pair is, given its two ids.

    It stays below a megabyte whatever the scan: the strongest are shown, and of the rest the page says how
    many there are and in which file.
    """
    families = _fit(_families(scan, address), _MOST_FAMILIES, _FAMILY_BYTES, _size_of_family)
    family = {member: one.id for one in scan.families for member in one.members}
    strongest = nsmallest(_MOST_PAIRS, scan.pairs, key=lambda pair: (-pair.shares.shared_words, pair.a, pair.b))
    pairs = [_pair_row(pair, family, address) for pair in strongest]
    return render_page(
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
    about = ", ".join(excerpt(text) for text in (source.title, source.publisher) if text)
    date = excerpt(source.date) if source.date else None
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
