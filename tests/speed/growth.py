"""What hostile and repetitive input costs, and what four times as much of it costs: 4 is in line, 16 is its square."""

from __future__ import annotations

import time
from collections.abc import Callable

from hostile_texts import PIECES, longest, patterns, repeat

from textdiff.options import Calibration
from textdiff.texts.header import find_header


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def _growth(work: Callable[[str], object], piece: str, size: int) -> tuple[float, float]:
    """Return the CPU seconds for `size` characters, and how many times those for a quarter of it they are."""
    quarter, whole = (_seconds(work, repeat(piece, n)) for n in (size // 4, size))
    return whole, whole / quarter if quarter else 0.0


def show() -> None:
    """Print the ten costliest patterns, each on its costliest text, and what looking for a header costs."""
    print("\nregular expressions on 200,000 hostile characters (50,000 before), ten costliest")
    costs = {}
    for name, pattern in patterns().items():
        costs[name] = max((*_growth(pattern.findall, piece, longest(name)), kind) for kind, piece in PIECES.items())
    for name in sorted(costs, key=lambda name: -costs[name][0])[:10]:
        seconds, growth, kind = costs[name]
        print(f"  {name:52} {seconds:7.3f} s {growth:5.1f} × a quarter  {kind}")
    print("\nlooking for a header in 200,000 characters (50,000 before)")
    for piece in ("Title: a\n", "---\na: b\n", "Date: 1\n\r"):
        seconds, growth = _growth(lambda text: find_header(text, Calibration()), piece, 200_000)
        print(f"  {piece!r:52} {seconds:7.4f} s {growth:5.1f} × a quarter")
