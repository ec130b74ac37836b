"""A block in the making, as the steps that lay blocks out hand it to each other."""

from __future__ import annotations

from typing import NamedTuple

from textdiff.changes.edits import Piece
from textdiff.changes.pairings import Pairing
from textdiff.model import Kind, Lane


class Draft(NamedTuple):
    """A block in the making; `original` is the first token of the sentence that it repeats on its side.

    `renumbered` says that the numbers of items are all that changed in it.
    """

    pairing: Pairing
    kind: Kind
    similarity: float
    pieces: list[Piece]
    lane: Lane
    original: int | None = None
    renumbered: bool = False
