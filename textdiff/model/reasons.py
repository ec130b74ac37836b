"""Why something is as it is said to be, as data: views put it into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, and the values that it speaks of: names, numbers, shares."""

    code: str
    values: tuple[str | int | float, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound of work that was hit: its name in the options, the most work that was asked for, and the bound."""

    name: str
    work: int
    cap: int
