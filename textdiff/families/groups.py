"""Pairs → families: documents joined by verified pairs, with their bridges, partners and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from textdiff.families.edges import kind_of
from textdiff.families.origins import Kin, Link, Links, find_origin, read_dates
from textdiff.families.spanning import Forest
from textdiff.model import Document, Family, FamilyKind, Pair
from textdiff.options import Calibration

_USUAL = Calibration()


def find_families(
    pairs: Sequence[Pair],
    documents: Mapping[str, Document] | Iterable[Document] = (),
    *,
    mutual: Iterable[Collection[str]] = (),
    calibration: Calibration = _USUAL,
) -> tuple[Family, ...]:
    """Return the groups of documents that pairs join, largest first, then by their first member.

    Pairs that join nothing say what else members share: for partners and origins. The evidence of a family
    is its maximum spanning tree by shared words (Kruskal 1956); a bridge is an articulation point of its
    graph (Hopcroft and Tarjan 1973). Linear except the sort.

    `documents` give the dates that show an origin (`source.date`; ISO 8601 or its first parts,
    anything else is no date). Each group in `mutual` is of documents that the caller knows to share a
    passage with each other though not all of their pairs are listed: they count as joined, all with
    all, the evidence spans what the pairs span, and no origin is named, since shared words are missing.
    """
    joining = [pair for pair in pairs if pair.joins]
    groups = [sorted(set(group)) for group in mutual]
    groups = [group for group in groups if len(group) > 1]
    joined = _link(joining)
    names = sorted({*joined, *(name for group in groups for name in group)})
    forest: Forest[str] = Forest()
    tree = _span(joining, forest)
    for group in groups:
        for name in group[1:]:
            forest.join(group[0], name)
    capped = {forest.root(group[0]) for group in groups}
    bridges = _bridges(names, joined, groups)
    links = _link(pair for pair in pairs if pair.joins or _is_inside(pair, joined, forest))
    moments = read_dates(documents)
    evidence: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for edge in tree:
        evidence[forest.root(edge[0])].append(edge)
    strong: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in joining:
        strong[forest.root(pair.a)].append(pair)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        members[forest.root(name)].append(name)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(
        _family(
            n,
            kind_of(strong[root], calibration),
            Kin(group, bridges, links, moments, root not in capped, calibration),
            evidence[root],
        )
        for n, (root, group) in enumerate(ordered, 1)
    )


def _family(n: int, kind: FamilyKind, kin: Kin, evidence: Iterable[tuple[str, str, int]]) -> Family:
    origin = find_origin(kin)
    return Family(
        id=f"family-{n}",
        kind=kind,
        members=tuple(kin.members),
        bridges=tuple(name for name in kin.members if name in kin.bridges),
        evidence=tuple(evidence),
        likely_origin=origin.name,
        partners=tuple(_partners(kin)),
        reasons=origin.reasons,
    )


def _is_inside(pair: Pair, joined: Links, forest: Forest[str]) -> bool:
    """Return whether a pair that joins nothing shares text inside one family."""
    both = pair.a in joined and pair.b in joined
    return both and pair.shares.shared_words > 0 and forest.root(pair.a) == forest.root(pair.b)


def _link(pairs: Iterable[Pair]) -> dict[str, dict[str, Link]]:
    """Return what each document shares with each other one that it is paired with."""
    links: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    for pair in pairs:
        shares = pair.shares
        links[pair.a][pair.b] = Link(shares.shared_words, shares.a_in_b, shares.b_in_a)
        links[pair.b][pair.a] = Link(shares.shared_words, shares.b_in_a, shares.a_in_b)
    return dict(links)


def _span(pairs: Iterable[Pair], forest: Forest[str]) -> list[tuple[str, str, int]]:
    """Return the maximum spanning forest of the pairs, strongest first; all of them are joined in `forest`."""
    ordered = sorted(pairs, key=lambda pair: (-pair.shares.shared_words, pair.a, pair.b))
    return [(pair.a, pair.b, pair.shares.shared_words) for pair in ordered if forest.join(pair.a, pair.b)]


def _partners(kin: Kin) -> Iterator[tuple[str, str, int]]:
    """Return each member with its best partner and their shared words; who stands in no pair has none."""
    for name in kin.members:
        if name in kin.links:
            ranked = ((-link.words, -link.inside, other) for other, link in kin.links[name].items())
            words, _, partner = min(ranked)
            yield name, partner, -words


def _bridges(names: Sequence[str], links: Links, groups: Sequence[Sequence[str]]) -> set[str]:
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
