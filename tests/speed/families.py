"""What finding families costs at 50,000 documents in three shapes of links, answers asserted."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from kin import dated, pair_of

from textdiff.families.groups import find_families
from textdiff.model import Document, Family, Pair

SHAPES = ("chain", "star", "random")


def linked(shape: str, n: int) -> tuple[list[Pair], list[Document]]:
    """Return pairs of n dated documents: each with the next, all with the first, or four times as many as there are."""
    draw = random.Random(1)  # noqa: S311  the same draw each time
    names = [f"{number:06}" for number in range(n)]
    links = {
        "chain": [(number, number + 1) for number in range(n - 1)],
        "star": [(0, number) for number in range(1, n)],
        "random": sorted({(min(a, b), max(a, b)) for a, b in (draw.sample(range(n), 2) for _ in range(4 * n))}),
    }[shape]
    pairs = [pair_of(names[a], names[b], 7 + (a + b) % 500) for a, b in links]
    return pairs, dated({name: f"2025-03-{1 + number % 28:02}" for number, name in enumerate(names)})


def faults(shape: str, documents: Sequence[Document], plain: Sequence[Family], capped: Sequence[Family]) -> list[str]:
    """Return what is wrong with the families of linked documents, and with those where all are mutual versions."""
    names = tuple(document.id for document in documents)
    bridges = {"chain": names[1:-1], "star": names[:1]}
    found = []
    largest = max(plain, key=lambda family: len(family.members))
    if len(largest.members) <= 0.99 * len(names):
        found.append(f"{shape}: the largest family has {len(largest.members):,} members of {len(names):,}")
    if shape in bridges and largest.bridges != bridges[shape]:
        found.append(f"{shape}: {len(largest.bridges):,} bridges, and {len(bridges[shape]):,} are right")
    if capped[0].bridges:
        found.append(f"{shape}: {len(capped[0].bridges):,} bridges among mutual versions")
    return found


def measure(n: int = 50_000) -> list[str]:
    """Print what families of so many documents cost, and return what is wrong with them."""
    print(f"\nfamilies of {n:,} documents, and the same as mutual versions")
    wrong = []
    for shape in SHAPES:
        pairs, documents = linked(shape, n)
        start = time.process_time()
        plain = find_families(pairs, documents)
        middle = time.process_time()
        capped = find_families(pairs, documents, mutual=[[document.id for document in documents]])
        end = time.process_time()
        found = faults(shape, documents, plain, capped)
        said = "; ".join(found) or "answer right"
        print(f"  {shape:8} {len(pairs):9,} pairs {middle - start:7.2f} s {end - middle:7.2f} s  {said}")
        wrong += found
    return wrong
