"""Rows of tables: how many of them there is room for on a page, and how long names and texts are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import islice
from typing import TypeVar

from textdiff.views.excerpt import both_ends, excerpt

_Row = TypeVar("_Row")
# Characters of a name that are shown: any name of a file is whole, an id of a megabyte takes no page of its own.
_NAME_CHARACTERS = 300
_TITLE_CHARACTERS = 90


def fit(rows: Iterable[_Row], most: int, room: int, size_of: Callable[[_Row], int]) -> list[_Row]:
    """Return the first rows, as many as there is room for, in bytes of HTML."""
    shown = []
    for row in islice(rows, most):
        room -= size_of(row)
        if room < 0:
            break
        shown.append(row)
    return shown


def size(*texts: str | None) -> int:
    """Return the bytes that texts take on a page, with their markup."""
    return sum(15 + len(escape(text).encode("utf-8", "replace")) for text in texts if text)


def name_shown(name: str) -> str:
    """Return an id or a path as it is shown: of one that is longer than any name of a file, both ends."""
    return both_ends(name, _NAME_CHARACTERS)


def title_of(text: str) -> str:
    """Return the first line of a text that has any word, cut after a word where it is long."""
    line = next((line for line in map(str.strip, text[:10_000].splitlines()) if any(map(str.isalnum, line))), "")
    return excerpt(" ".join(line.split()), _TITLE_CHARACTERS)
