"""Families of versions: documents joined by verified pairs only, with their bridges and their likely origin.

Who came first is a finding: dates tell it, and where they are missing an extract of a text that holds
all that the family shares. Everything else is "cannot tell", with the fact that stands in the way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from textdiff.families.spanning import Forest
from textdiff.model import Document, Family, Pair, count, percent

# The thresholds were chosen on corpora/newsroom, 2026-11-25: its labels say who derives from whom. Judged were
# its 14 families and the 343 connected parts of them, 143 of which lack the source of the others.
# Share of a text's largest shared words that an earlier text must hold to be its source. In orders of time that
# fit the labels every family with one source is named at 0.6, and at 0.8 updates of updates are lost; the less
# it is, the more parts without a source get a name.
_SUPPORT = 0.6
# A text holds another's shared words when no third text shares more than 1 / 0.95 of them with it: an update
# made from a copy shares 552 words with that and 538 with the source.
_HOLD = 0.95
# Shared words with the others, over those of the next best text. The origins have 1.08 at least; at 1.1 one is lost.
_MARGIN = 1.05
# An extract has 0.95 of its words in a text half as long again. So 89 parts have a name, all right; at 0.9
# 126, of which 23 are copies whose source is not there; at 0.85 first reports that were built upon count too.
_INSIDE = 0.95
_LONGER = 1.5

_OUTSIDE = "A source outside these texts stays possible."

# ISO 8601 as sites write it, shorter from the right; Python's own parser wants all of it.
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?(?: ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?)?)?"
)


class _Link(NamedTuple):
    """What a text shares with another: words, the share of its own and the share of the other's words."""

    words: int
    inside: float
    holds: float


class _Moment(NamedTuple):
    """A date as written: year, month, day, hour, minute, second as far as given; seconds UTC where it names a zone."""

    fields: tuple[int, ...]
    instant: int | None
    written: str


_Links = Mapping[str, Mapping[str, _Link]]


class _Kin(NamedTuple):
    """A family on the way: all that a verdict on its origin may rest on."""

    members: Sequence[str]
    bridges: Collection[str]  # of all families, as links and moments are
    links: _Links
    moments: Mapping[str, _Moment]
    is_whole: bool  # all pairs were compared

    def before(self, a: str, b: str) -> bool:
        """Return whether both are dated, and `a` earlier."""
        return a in self.moments and b in self.moments and _is_before(self.moments[a], self.moments[b])

    def dated(self, name: str) -> str:
        return f"{name} ({self.moments[name].written})"

    def others(self, name: str) -> Iterator[str]:
        return (member for member in self.members if member != name)


class _Verdict(NamedTuple):
    """The text that one kind of evidence names, if any, and the sentences that say why, or why not."""

    name: str | None
    reasons: tuple[str, ...]


def find_families(
    pairs: Sequence[Pair],
    documents: Mapping[str, Document] | Iterable[Document] = (),
    *,
    mutual: Iterable[Collection[str]] = (),
) -> tuple[Family, ...]:
    """Return the connected groups of documents, largest first, then by their first member.

    The evidence of a family is its maximum spanning tree by shared words (Kruskal 1956); a bridge is
    an articulation point of its graph (Hopcroft and Tarjan 1973). Linear but for the sort.

    `documents` give the dates that an origin is told by (`source.date`; ISO 8601 or its first parts,
    anything else is no date). Each group in `mutual` is of documents that the caller knows to share a
    passage with each other though not all of their pairs are listed: they count as joined, all with
    all, the evidence spans what the pairs span, and no origin is named, since shared words are missing.
    """
    links = _link(pairs)
    groups = [sorted(set(group)) for group in mutual]
    groups = [group for group in groups if len(group) > 1]
    names = sorted({*links, *(name for group in groups for name in group)})
    forest: Forest[str] = Forest()
    tree = _span(pairs, forest)
    for group in groups:
        for name in group[1:]:
            forest.join(group[0], name)
    capped = {forest.root(group[0]) for group in groups}
    bridges = _bridges(names, links, groups)
    moments = _moments(documents)
    evidence: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for edge in tree:
        evidence[forest.root(edge[0])].append(edge)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        members[forest.root(name)].append(name)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(
        _family(n, _Kin(group, bridges, links, moments, root not in capped), evidence[root])
        for n, (root, group) in enumerate(ordered, 1)
    )


def _family(n: int, kin: _Kin, evidence: Iterable[tuple[str, str, int]]) -> Family:
    origin = _tell_origin(kin)
    return Family(
        id=f"family-{n}",
        members=tuple(kin.members),
        bridges=tuple(name for name in kin.members if name in kin.bridges),
        evidence=tuple(evidence),
        likely_origin=origin.name,
        partners=tuple(_partners(kin)),
        reasons=origin.reasons,
    )


def _link(pairs: Iterable[Pair]) -> dict[str, dict[str, _Link]]:
    links: defaultdict[str, dict[str, _Link]] = defaultdict(dict)
    for pair in pairs:
        shares = pair.shares
        links[pair.a][pair.b] = _Link(shares.shared_words, shares.a_in_b, shares.b_in_a)
        links[pair.b][pair.a] = _Link(shares.shared_words, shares.b_in_a, shares.a_in_b)
    return dict(links)


def _span(pairs: Iterable[Pair], forest: Forest[str]) -> list[tuple[str, str, int]]:
    """Return the maximum spanning forest of the pairs, strongest first; all of them are joined in `forest`."""
    ordered = sorted(pairs, key=lambda pair: (-pair.shares.shared_words, pair.a, pair.b))
    return [(pair.a, pair.b, pair.shares.shared_words) for pair in ordered if forest.join(pair.a, pair.b)]


def _partners(kin: _Kin) -> Iterator[tuple[str, str, int]]:
    """Return each member with its best partner and their shared words; who stands in no pair has none."""
    for name in kin.members:
        if name in kin.links:
            ranked = ((-link.words, -link.inside, other) for other, link in kin.links[name].items())
            words, _, partner = min(ranked)
            yield name, partner, -words


def _bridges(names: Sequence[str], links: _Links, groups: Sequence[Sequence[str]]) -> set[str]:
    """Return the names without which a family falls apart; a mutual group holds together whoever is taken out.

    All with all would be a quadratic number of edges: a group is a node of its own, numbered after the
    names and joined to its members. It has two of them at least, so that it never stands alone when one
    is taken out, and it is never taken out itself.
    """
    number = {name: n for n, name in enumerate(names)}
    adjacent = [[number[other] for other in links.get(name, ())] for name in names]
    for group in groups:
        node = len(adjacent)
        adjacent.append([number[name] for name in group])
        for name in group:
            adjacent[number[name]].append(node)
    return {names[point] for point in _articulation_points(adjacent) if point < len(names)}


def _articulation_points(adjacent: Sequence[Sequence[int]]) -> set[int]:
    """Return the nodes without which their component falls apart, by depth-first search without recursion."""
    depth, low = [-1] * len(adjacent), [0] * len(adjacent)
    points = set()
    for start in range(len(adjacent)):
        if depth[start] >= 0:
            continue
        depth[start] = low[start] = 0
        children_of_start = 0
        stack = [(start, -1, iter(adjacent[start]))]
        while stack:
            node, parent, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                if stack:
                    low[parent] = min(low[parent], low[node])
                    if parent != start and low[node] >= depth[parent]:
                        points.add(parent)
            elif depth[following] < 0:
                depth[following] = low[following] = len(stack)
                children_of_start += node == start
                stack.append((following, node, iter(adjacent[following])))
            elif following != parent:
                low[node] = min(low[node], depth[following])
        if children_of_start > 1:
            points.add(start)
    return points


def _moments(documents: Mapping[str, Document] | Iterable[Document]) -> dict[str, _Moment]:
    moments = {}
    for document in documents.values() if isinstance(documents, Mapping) else documents:
        moment = _moment(document.source.date)
        if moment is not None:
            moments[document.id] = moment
    return moments


def _moment(date: str | None) -> _Moment | None:
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
    return _Moment(fields, instant, found[0])


def _is_before(x: _Moment, y: _Moment) -> bool:
    """Return whether `x` is certainly earlier: down to what both give, and to the day where one names a zone only."""
    shared = min(len(x.fields), len(y.fields))
    if x.instant is not None and y.instant is not None:
        unit = 1 if shared == 6 else 60
        return x.instant // unit < y.instant // unit
    if (x.instant is None) != (y.instant is None):
        shared = min(shared, 3)
    return x.fields[:shared] < y.fields[:shared]


def _tell_origin(kin: _Kin) -> _Verdict:
    """Return the likely origin: by dates; else by containment where no date contradicts it; else none."""
    if not kin.is_whole:
        return _cannot_tell("this family is so large that not all of its pairs were compared")
    dates, texts = _first_by_date(kin), _source_by_text(kin)
    if dates.name is not None:
        return dates if texts.name in {None, dates.name} else _Verdict(dates.name, (*dates.reasons, _late(kin, texts)))
    if texts.name is None:
        return _Verdict(None, dates.reasons + texts.reasons)
    earlier = next((name for name in kin.members if kin.before(name, texts.name)), None)
    if earlier is not None:
        return _cannot_tell(f"{kin.dated(texts.name)} holds the most, but {kin.dated(earlier)} is dated earlier")
    if texts.name in kin.moments:
        return _Verdict(texts.name, (*texts.reasons, f"No text is known to be dated before {kin.dated(texts.name)}."))
    return texts


def _late(kin: _Kin, texts: _Verdict) -> str:
    return f"{kin.dated(texts.name or '')} holds more of the shared words, but is dated later."


def _cannot_tell(fact: str) -> _Verdict:
    return _Verdict(None, (f"cannot tell: {fact}.",))


def _first_by_date(kin: _Kin) -> _Verdict:
    """Return the text dated before all others, if each of these has its shared words from one dated before it."""
    undated = [name for name in kin.members if name not in kin.moments]
    if len(undated) == len(kin.members):
        return _cannot_tell("no text has a date that is understood, such as 2025-03-11 or 2025-03-11T09:30")
    if undated:
        some = f"{undated[0]} has" if len(undated) == 1 else f"{undated[0]} and {len(undated) - 1} more have"
        return _cannot_tell(f"{some} no date that is understood, and may be earlier than the others")
    first = kin.members[0]
    for name in kin.members:
        first = name if kin.before(name, first) else first
    rival = next((name for name in kin.others(first) if not kin.before(first, name)), None)
    if rival is not None:
        return _cannot_tell(f"the dates do not say which of {kin.dated(first)} and {kin.dated(rival)} is earlier")
    for name in kin.others(first):
        most, partner = _most_shared(kin.links[name].items())
        earlier, _ = _most_shared(item for item in kin.links[name].items() if kin.before(item[0], name))
        if earlier < _SUPPORT * most:
            held = f"no text dated before it shares more than {count(earlier, 'word')} with it"
            return _cannot_tell(f"{name} shares {count(most, 'word')} with {partner}, but {held}")
    others = "the other text" if len(kin.members) == 2 else f"each of the {len(kin.members) - 1} other texts"
    share = f"at least {percent(_SUPPORT)} of the words it has in common with any one text"
    return _Verdict(
        first,
        (
            f"{kin.dated(first)} is dated before {others}.",
            f"Each later text has {share} in common with a text dated before it.",
            _OUTSIDE,
        ),
    )


def _most_shared(links: Iterable[tuple[str, _Link]]) -> tuple[int, str]:
    """Return the most shared words and with whom; of equals the first id."""
    words, name = min(((-link.words, name) for name, link in links), default=(0, ""))
    return -words, name


def _source_by_text(kin: _Kin) -> _Verdict:
    """Return the text that holds what any other shares, if an extract of it says in which direction."""
    if len(kin.members) == 2:
        return _cannot_tell("one of two texts may be cut from the other, or the other built around it")
    total = {name: sum(link.words for link in kin.links[name].values()) for name in kin.members}
    first, second = sorted(kin.members, key=lambda name: (-total[name], name))[:2]
    obstacle = _obstacle(kin, first)
    if obstacle:
        return _cannot_tell(obstacle)
    common = kin.links[first][second].words
    ours, theirs = total[first] - common, total[second] - common
    sums = f"{first} shares {count(ours, 'word')} with the others in all, {second} {theirs:,}"
    if ours < _MARGIN * theirs:
        return _cannot_tell(f"{sums}, which is no clear margin")
    extracts = [name for name in kin.others(first) if _is_extract(kin.links[name][first])]
    if not extracts:
        between = "none is an extract of it, and it may as well stand between them and their source"
        return _cannot_tell(f"{first} shares the most words with the others, but {between}")
    held = f"{first} shares at least {percent(_HOLD)} as many words with each other text as any third text does."
    left_out = f"{sums} (the words that these two share left out)."
    return _Verdict(first, (held, left_out, *_say_extracts(kin, first, extracts), _OUTSIDE))


def _obstacle(kin: _Kin, first: str) -> str:
    """Return why a text cannot be the source of all others, or nothing."""
    if first in kin.bridges:
        return f"{first} shares the most, but without it the others fall apart: it may have joined several sources"
    for name in kin.others(first):
        link = kin.links[name].get(first)
        if link is None:
            return f"{first} shares the most words with the others, but none with {name}"
        most, partner = _most_shared(item for item in kin.links[name].items() if item[0] != first)
        if link.words < _HOLD * most:
            held = f"{name} shares more with {partner} ({most:,}) than with it ({link.words:,})"
            return f"{first} shares the most words with the others, but {held}"
    return ""


def _is_extract(link: _Link) -> bool:
    # The shares are of the same words, so that their quotient is that of the lengths.
    return link.inside >= _INSIDE and link.inside >= _LONGER * link.holds


def _say_extracts(kin: _Kin, source: str, extracts: Sequence[str]) -> Iterator[str]:
    for name in extracts[:3]:
        link = kin.links[name][source]
        part, rest = percent(link.inside), percent(link.holds)
        yield f"{part} of {name} is in {source}, but only {rest} of {source} is in {name}."
    if len(extracts) > 3:
        yield f"{source} holds {count(len(extracts) - 3, 'more extract')}."
    if not all(kin.before(source, name) for name in extracts):
        yield "By the texts alone an extract may also be a first report that the longer text was built around."
