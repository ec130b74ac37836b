"""Rows of tables: how many of them there is room for on a page, and how long names and texts are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import islice
from typing import TypeVar

_Row = TypeVar("_Row")
# Signs of a name that are shown: any name of a file is whole, an id of a megabyte takes no page of its own.
_NAME_SIGNS = 300
_TITLE_SIGNS = 90


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
    if len(name) <= _NAME_SIGNS:
        return name
    return f"{name[: _NAME_SIGNS // 2]} … {name[-_NAME_SIGNS // 2 :]}"


def title_of(text: str) -> str:
    """Return the first line of a text that has any word, cut after a word where it is long."""
    line = next((line for line in map(str.strip, text[:10_000].splitlines()) if any(map(str.isalnum, line))), "")
    line = " ".join(line.split())
    if len(line) <= _TITLE_SIGNS:
        return line
    cut = line[:_TITLE_SIGNS]
    return (cut.rpartition(" ")[0] or cut) + " …"
