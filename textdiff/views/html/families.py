"""Families as the page of a scan shows them: by a name that a reader knows, with members, origin and evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from textdiff.model import Document, Family, Scan, Source
from textdiff.views.excerpt import excerpt
from textdiff.views.html.rows import fit, name_shown, size, title_of
from textdiff.views.words import say_obstacles, say_origin

_MOST_MEMBERS = 100  # of one family
_MEMBER_BYTES = 120_000
_MOST_EVIDENCE = 20  # pairs that hold one family together
_MOST_NAMES = 4  # of members in the row of a family


class Member(NamedTuple):
    """A member of a family: `about` is its title and publisher, `href` leads to its report beside its partner."""

    id: str
    about: str
    date: str | None
    words: int
    partner: str | None
    shared_words: int
    href: str | None
    is_origin: bool
    is_bridge: bool


class FamilyShown(NamedTuple):
    """A family, origin and bridges first; `closest` is the highest share of one member that is in another."""

    family: Family
    name: str
    names: list[str]
    members: list[Member]
    longest: int
    closest: float
    shared_words: int
    is_dated: bool
    origin: list[str]
    origin_name: str | None
    evidence: list[tuple[str, str, int, str]]  # the pair, its shared words, where its report is


def list_families(scan: Scan, address: Callable[[str, str], str], most: int) -> Iterator[FamilyShown]:
    """Yield the families of a scan, as it has them: the largest first."""
    documents = {document.id: (document, words) for document, words in scan.documents}
    closest = _closest(scan)
    for family in scan.families[:most]:
        bridges = set(family.bridges)
        partners = {name: (partner, words) for name, partner, words in family.partners}
        ordered = sorted(family.members, key=lambda name: (name != family.likely_origin, name not in bridges))
        members = []
        for name in ordered[:_MOST_MEMBERS]:
            document, words = documents[name]
            partner, shared = partners.get(name, (None, 0))
            source = document.source
            members.append(
                Member(
                    id=name_shown(name),
                    about=about(source),
                    date=excerpt(source.date) if source.date else None,
                    words=words,
                    partner=name_shown(partner) if partner is not None else None,
                    shared_words=shared,
                    href=address(*sorted((name, partner))) if partner is not None else None,
                    is_origin=name == family.likely_origin,
                    is_bridge=name in bridges,
                )
            )
        members = fit(members, _MOST_MEMBERS, _MEMBER_BYTES, _size_of_member)
        yield FamilyShown(
            family=family,
            name=_name([documents[name][0] for name in ordered], has_origin=family.likely_origin is not None),
            names=[name_shown(name) for name in ordered[:_MOST_NAMES]],
            members=members,
            longest=max(documents[name][1] for name in family.members),
            closest=closest.get(family.id, 0.0),
            shared_words=max((words for _, _, words in family.evidence), default=0),
            is_dated=any(one.date for one in members),
            origin=_origin(family),
            origin_name=name_shown(family.likely_origin) if family.likely_origin is not None else None,
            evidence=[
                (name_shown(a), name_shown(b), words, address(a, b)) for a, b, words in family.evidence[:_MOST_EVIDENCE]
            ],
        )


def about(source: Source) -> str:
    """Return title and publisher, as far as they are known; "" if neither is."""
    return ", ".join(excerpt(text) for text in (source.title, source.publisher) if text)


def _closest(scan: Scan) -> dict[str, float]:
    """Return for each family the highest share of one of its members that is in another."""
    family = {member: one.id for one in scan.families for member in one.members}
    closest: defaultdict[str, float] = defaultdict(float)
    for pair in scan.pairs:
        name = family.get(pair.a)
        if name is not None and name == family.get(pair.b):
            closest[name] = max(closest[name], pair.shares.a_in_b, pair.shares.b_in_a)
    return closest


def _name(documents: list[Document], *, has_origin: bool) -> str:
    """Return what a reader may know a family by: the title of its origin, or the most common one.

    Where no member has a title, it is the first line of the first member.
    """
    titles = [title_of(document.source.title or "") for document in documents]
    if has_origin and titles[0]:
        return titles[0]
    known = Counter(title for title in titles if title).most_common(1)  # of equals the first
    if known and not has_origin:
        return known[0][0]
    return title_of(documents[0].text) or name_shown(documents[0].id)


def _origin(family: Family) -> list[str]:
    """Return what is said of the origin: the reasons for it, or one sentence with all that stands in the way."""
    if family.likely_origin is None:
        return [say_obstacles(family.reasons)]
    return [say_origin(reason) for reason in family.reasons]


def _size_of_member(one: Member) -> int:
    return 160 + size(one.id, one.about, one.date, one.partner)


def size_of_family(shown: FamilyShown) -> int:
    """Return the bytes that a family takes on a page: its row, its members and its evidence."""
    names = [text for a, b, _, _ in shown.evidence for text in (a, b)]
    fixed = 700 + sum(map(_size_of_member, shown.members)) + 120 * len(shown.evidence)
    return fixed + size(
        *names, *shown.origin, *shown.names, shown.origin_name, shown.origin_name, shown.name, shown.name
    )
