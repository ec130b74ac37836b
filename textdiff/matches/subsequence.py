"""Sequences → their longest common subsequence: how long it is, and where.

One bit for each item of the shorter one, a few operations on all of them for each item of the other
(Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence


def common_subsequence(x: Sequence[Hashable], y: Sequence[Hashable]) -> int:
    """Return the length of the longest common subsequence."""
    if len(x) > len(y):
        x, y = y, x
    wanted = frozenset(y)
    places = _bits([item for item in x if item in wanted])
    if not places:
        return 0
    full = (1 << max(at.bit_length() for at in places.values())) - 1
    unmatched = full
    for item in y:
        at = places.get(item)
        if at is not None:
            matched = unmatched & at
            unmatched = (unmatched + matched | unmatched - matched) & full
    return full.bit_length() - unmatched.bit_count()


def common_places(x: Sequence[Hashable], y: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return where in both sequences a longest common subsequence is, the last place first.

    The bits of `common_subsequence` are kept for each item of `y`, and followed backwards. Cost: as much memory
    as there are pairs of items, in bits.
    """
    places = _bits(x)
    full = (1 << len(x)) - 1
    rows = [full]
    for item in y:
        matched = rows[-1] & places.get(item, 0)
        rows.append((rows[-1] + matched | rows[-1] - matched) & full)
    found = []
    i, j = len(x), len(y)
    while i and j:
        bit = 1 << i - 1
        if rows[j] & bit:
            i -= 1
            continue
        j -= 1
        if rows[j] & bit:
            i -= 1
            found.append((i, j))
    return found


def _bits(items: Iterable[Hashable]) -> dict[Hashable, int]:
    """Return the places of each item as the bits of a number."""
    places: dict[Hashable, int] = {}
    for n, item in enumerate(items):
        places[item] = places.get(item, 0) | 1 << n
    return places
