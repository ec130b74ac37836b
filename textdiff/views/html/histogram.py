"""How much the pairs of a scan share, as bars that a page draws and a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textdiff.model import Pair
from textdiff.options import Calibration

_BINS = 10  # a tenth times 10 is a whole number in floating point, for each tenth
_NEAR = Calibration().near_share  # from here on in both directions a pair is called near-duplicate
_BAR, _HEIGHT = 32, 100  # width of a bar with its gap, and height of the longest, in units of the drawing


class Bar(NamedTuple):
    """The pairs of one tenth of the scale: by their smaller share, which is drawn, and by their larger one."""

    low: int  # in per cent
    high: int
    smaller: int
    larger: int
    x: int
    y: float
    height: float


class Histogram(NamedTuple):
    """Pairs by the share of words that they have in common.

    The line is where a pair is called near-duplicate: its smaller share is 80 % or more. No share decides
    that a pair is listed: that takes one passage.
    """

    bars: list[Bar]
    line: int
    near: int
    width: int


def draw_histogram(pairs: Sequence[Pair]) -> Histogram:
    """Return the bars of the pairs by tenths of their smaller share; the last tenth holds 100 %, too."""
    smaller, larger = [0] * _BINS, [0] * _BINS
    near = 0
    for pair in pairs:
        low, high = sorted((pair.shares.a_in_b, pair.shares.b_in_a))
        smaller[_bin(low)] += 1
        larger[_bin(high)] += 1
        near += low >= _NEAR
    most = max(*smaller, 1)
    bars = []
    for n in range(_BINS):
        height = round(_HEIGHT * smaller[n] / most, 1)
        bars.append(Bar(n * 10, n * 10 + 10, smaller[n], larger[n], n * _BAR, round(_HEIGHT - height, 1), height))
    return Histogram(bars, round(_NEAR * _BINS) * _BAR, near, _BINS * _BAR)


def _bin(share: float) -> int:
    return min(int(share * _BINS), _BINS - 1)
