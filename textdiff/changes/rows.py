"""Text, Text → Groups: rows of tables and lists, paired by what they are about wherever they stand.

In a table the same figures stand in many rows: what a row is about its first cell says, not the figures beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from textdiff.changes.align import TokenRun, without
from textdiff.changes.groups import Group
from textdiff.texts.text import Text


def pair_rows(
    a: Text, b: Text, passages: Iterable[Group], in_place: Iterable[TokenRun]
) -> tuple[list[Group], list[TokenRun]]:
    """Return rows that alone in each text are about one thing, with the passages and the runs in place.

    What shares tokens with a row is no passage, and no run goes through one.
    """
    first, second = _by_subject(a), _by_subject(b)
    rows = [
        Group(a.sentence(s), b.sentence(second[about]), [], is_row=True)
        for about, s in first.items()
        if about in second
    ]
    if not rows:
        return [*passages], [*in_place]
    tokens = {n for row in rows for n in range(*row.a)}, {n for row in rows for n in range(*row.b)}
    apart = [one for one in passages if tokens[0].isdisjoint(range(*one.a)) and tokens[1].isdisjoint(range(*one.b))]
    return sorted([*rows, *apart]), list(without(in_place, *tokens))


def _by_subject(text: Text) -> dict[tuple[str, ...], int]:
    """Return the rows of a text by what they are about, those of which no other one is about that."""
    counts = Counter(text.rows.values())
    return {about: n for n, about in text.rows.items() if counts[about] == 1}
