"""A family → who came first: its likely origin, or what stands in the way of naming one.

Dates show it, and where they are missing an extract of a text that holds all that the family shares.
Everything else is "cannot tell", with the facts that stand in the way. `views.words.say_origin` has the
sentence of each reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from textdiff.model import Document, Reason
from textdiff.options import Calibration

# Extracts that are named; of more it is said how many there are.
_LISTED = 3

_OUTSIDE = Reason("source-outside-possible")

# ISO 8601 as sites write it, shorter from the right; Python's own parser wants all of it.
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?(?: ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?)?)?"
)


class Link(NamedTuple):
    """What a text shares with another: words, the share of its own and the share of the other's words."""

    words: int
    inside: float
    holds: float


class Moment(NamedTuple):
    """A date as written: year, month, day, hour, minute, second as far as given; seconds UTC where it names a zone."""

    fields: tuple[int, ...]
    instant: int | None
    written: str


Links = Mapping[str, Mapping[str, Link]]


class Kin(NamedTuple):
    """A family on the way: all that shows its origin."""

    members: Sequence[str]
    bridges: Collection[str]  # of all families, as links and moments are
    links: Links
    moments: Mapping[str, Moment]
    is_whole: bool  # all pairs were compared
    calibration: Calibration

    def before(self, a: str, b: str) -> bool:
        """Return whether both are dated, and `a` earlier."""
        return a in self.moments and b in self.moments and _is_before(self.moments[a], self.moments[b])

    def dated(self, name: str) -> tuple[str, str]:
        """Return a dated text and its date as written."""
        return name, self.moments[name].written

    def others(self, name: str) -> Iterator[str]:
        """Return the members except one."""
        return (member for member in self.members if member != name)


class Origin(NamedTuple):
    """The text that the others come from, if that can be found, and the reasons: for it, or what stands in the way."""

    name: str | None
    reasons: tuple[Reason, ...]


def read_dates(documents: Mapping[str, Document] | Iterable[Document]) -> dict[str, Moment]:
    """Return the dates of documents by their ids, of those that have one."""
    moments = {}
    for document in documents.values() if isinstance(documents, Mapping) else documents:
        moment = read_date(document.source.date)
        if moment is not None:
            moments[document.id] = moment
    return moments


def read_date(date: str | None) -> Moment | None:
    """Return the date as written, or None where it is not one: no clock, locale or time zone of ours decides."""
    found = _DATE.fullmatch((date or "").strip())
    if found is None:
        return None
    *digits, zone = found.groups()
    fields = tuple(int(number) for number in digits if number is not None)
    year, month, day, hour, minute, second = *fields, *(1, 1, 1, 0, 0, 0)[len(fields) :]
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  the zone is a number below
    except ValueError:
        return None
    instant = None
    if zone is not None:
        sign, hours, minutes = (1, 0, 0) if zone == "Z" else (int(zone[0] + "1"), int(zone[1:3]), int(zone[-2:]))
        instant = moment.toordinal() * 86_400 + (hour - sign * hours) * 3600 + (minute - sign * minutes) * 60 + second
    return Moment(fields, instant, found[0])


def _is_before(x: Moment, y: Moment) -> bool:
    """Return whether `x` is certainly earlier: down to what both give, and to the day where one names a zone only."""
    shared = min(len(x.fields), len(y.fields))
    if x.instant is not None and y.instant is not None:
        unit = 1 if shared == 6 else 60
        return x.instant // unit < y.instant // unit
    if (x.instant is None) != (y.instant is None):
        shared = min(shared, 3)
    return x.fields[:shared] < y.fields[:shared]


def find_origin(kin: Kin) -> Origin:
    """Return the likely origin: by dates; else by containment where no date contradicts it; else none."""
    if not kin.is_whole:
        return _cannot_tell("not-all-compared")
    dates, texts = _first_by_date(kin), _source_by_text(kin)
    if dates.name is None:
        return Origin(None, dates.reasons + texts.reasons) if texts.name is None else _check_dates(kin, texts)
    if texts.name in {None, dates.name}:
        return dates
    return Origin(dates.name, (*dates.reasons, Reason("holds-more-but-later", kin.dated(texts.name))))


def _check_dates(kin: Kin, texts: Origin) -> Origin:
    """Return the origin that the texts name, unless another text is dated before it."""
    name = texts.name or ""
    earlier = next((other for other in kin.members if kin.before(other, name)), None)
    if earlier is not None:
        return _cannot_tell("holds-most-but-later", *kin.dated(name), *kin.dated(earlier))
    if name in kin.moments:
        return Origin(name, (*texts.reasons, Reason("none-dated-before", kin.dated(name))))
    return texts


def _cannot_tell(code: str, *values: str | int) -> Origin:
    return Origin(None, (Reason(code, values),))


def _first_by_date(kin: Kin) -> Origin:
    """Return the text dated before all others, if each of these has its shared words from one dated before it."""
    undated = [name for name in kin.members if name not in kin.moments]
    if len(undated) == len(kin.members):
        return _cannot_tell("no-dates")
    if undated:
        return _cannot_tell("undated", undated[0], len(undated) - 1)
    first = kin.members[0]
    for name in kin.members:
        first = name if kin.before(name, first) else first
    rival = next((name for name in kin.others(first) if not kin.before(first, name)), None)
    if rival is not None:
        return _cannot_tell("dates-do-not-say", *kin.dated(first), *kin.dated(rival))
    for name in kin.others(first):
        most, partner = _most_shared(kin.links[name].items())
        earlier, _ = _most_shared(item for item in kin.links[name].items() if kin.before(item[0], name))
        if earlier < kin.calibration.support_share * most:
            return _cannot_tell("shares-more-than-earlier", name, most, partner, earlier)
    is_first = Reason("dated-first", (*kin.dated(first), len(kin.members) - 1))
    return Origin(first, (is_first, Reason("shared-with-earlier", (kin.calibration.support_share,)), _OUTSIDE))


def _most_shared(links: Iterable[tuple[str, Link]]) -> tuple[int, str]:
    """Return the most shared words and with whom; of equals the first id."""
    words, name = min(((-link.words, name) for name, link in links), default=(0, ""))
    return -words, name


def _source_by_text(kin: Kin) -> Origin:
    """Return the text that holds what any other shares, if an extract of it says in which direction."""
    if len(kin.members) == 2:
        return _cannot_tell("one-of-two")
    total = {name: sum(link.words for link in kin.links[name].values()) for name in kin.members}
    first, second = sorted(kin.members, key=lambda name: (-total[name], name))[:2]
    obstacle = _obstacle(kin, first)
    if obstacle:
        return Origin(None, (obstacle,))
    common = kin.links[first][second].words
    sums = first, total[first] - common, second, total[second] - common
    if sums[1] < kin.calibration.origin_margin * sums[3]:
        return _cannot_tell("no-margin", *sums)
    extracts = [name for name in kin.others(first) if _is_extract(kin.links[name][first], kin.calibration)]
    if not extracts:
        return _cannot_tell("no-extract", first)
    holds = Reason("holds-all", (first, kin.calibration.hold_share)), Reason("margin", sums)
    return Origin(first, (*holds, *_extracts(kin, first, extracts), _OUTSIDE))


def _obstacle(kin: Kin, first: str) -> Reason | None:
    """Return why a text cannot be the source of all others, if something says so."""
    if first in kin.bridges:
        return Reason("bridge", (first,))
    for name in kin.others(first):
        link = kin.links[name].get(first)
        if link is None:
            return Reason("shares-none", (first, name))
        most, partner = _most_shared(item for item in kin.links[name].items() if item[0] != first)
        if link.words < kin.calibration.hold_share * most:
            return Reason("shares-more-with-another", (first, name, partner, most, link.words))
    return None


def _is_extract(link: Link, calibration: Calibration) -> bool:
    # The shares are of the same words, so that their quotient is that of the lengths.
    return link.inside >= max(calibration.extract_share, calibration.extract_ratio * link.holds)


def _extracts(kin: Kin, source: str, extracts: Sequence[str]) -> Iterator[Reason]:
    for name in extracts[:_LISTED]:
        link = kin.links[name][source]
        yield Reason("extract", (name, source, link.inside, link.holds))
    if len(extracts) > _LISTED:
        yield Reason("more-extracts", (source, len(extracts) - _LISTED))
    if not all(kin.before(source, name) for name in extracts):
        yield Reason("extract-or-first-report")
