"""Families of versions: documents joined by verified pairs only, with the bridges that hold them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from textdiff.model import Family, Pair


def find_families(pairs: Sequence[Pair]) -> tuple[Family, ...]:
    """Return the connected groups of documents, largest first, then by their first member.

    The evidence of a family is its maximum spanning tree by shared words (Kruskal 1956); a bridge is
    an articulation point of its graph (Hopcroft and Tarjan 1973). Linear but for the sort.
    """
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        neighbours[pair.a].add(pair.b)
        neighbours[pair.b].add(pair.a)
    trees: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    roots: dict[str, str] = {name: name for name in neighbours}
    chosen = []
    for pair in sorted(pairs, key=lambda pair: (-pair.shares.shared_words, pair.a, pair.b)):
        a, b = _root(roots, pair.a), _root(roots, pair.b)
        if a != b:
            roots[max(a, b)] = min(a, b)
            chosen.append((pair.a, pair.b, pair.shares.shared_words))
    for edge in chosen:
        trees[_root(roots, edge[0])].append(edge)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(neighbours):
        members[_root(roots, name)].append(name)
    bridges = _articulation_points(neighbours)
    ordered = sorted(members.values(), key=lambda group: (-len(group), group[0]))
    return tuple(
        Family(
            id=f"family-{n}",
            members=tuple(group),
            bridges=tuple(name for name in group if name in bridges),
            evidence=tuple(trees[_root(roots, group[0])]),
        )
        for n, group in enumerate(ordered, 1)
    )


def _root(roots: dict[str, str], name: str) -> str:
    while roots[name] != name:
        roots[name] = roots[roots[name]]
        name = roots[name]
    return name


def _articulation_points(neighbours: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the nodes without which their component falls apart, by depth-first search without recursion."""
    depth: dict[str, int] = {}
    low: dict[str, int] = {}
    points: set[str] = set()
    for start in sorted(neighbours):
        if start in depth:
            continue
        depth[start] = low[start] = 0
        children_of_start = 0
        stack = [(start, "", iter(sorted(neighbours[start])))]
        while stack:
            node, parent, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                if parent:
                    low[parent] = min(low[parent], low[node])
                    if parent != start and low[node] >= depth[parent]:
                        points.add(parent)
            elif following not in depth:
                depth[following] = low[following] = len(stack)
                children_of_start += node == start
                stack.append((following, node, iter(sorted(neighbours[following]))))
            elif following != parent:
                low[node] = min(low[node], depth[following])
        if children_of_start > 1:
            points.add(start)
    return points
