"""The formats in which a comparison is printed, in one table.

`textdiff --help` lists them and must not wait for what they are made of: each is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textdiff.model import Comparison
    from textdiff.views.terminal import Screen


class Format(NamedTuple):
    """What renders a comparison, and for whom.

    What is for people is written in the encoding of their terminal; what is paged goes through a pager where it
    is longer than that.
    """

    render: Callable[[Comparison, Screen], str]
    is_for_people: bool = False
    is_paged: bool = False


def _term(comparison: Comparison, screen: Screen) -> str:
    from textdiff.views.terminal import render  # noqa: PLC0415  see above

    return render(comparison, screen)


def _stat(comparison: Comparison, screen: Screen) -> str:
    from textdiff.views.terminal import render_stat  # noqa: PLC0415

    return render_stat(comparison, screen)


def _json(comparison: Comparison, _screen: Screen) -> str:
    from textdiff.views.record import to_json  # noqa: PLC0415

    return to_json(comparison.to_dict(), indent=1) + "\n"


def _markdown(comparison: Comparison, _screen: Screen) -> str:
    from textdiff.views.markdown import render_markdown  # noqa: PLC0415

    return render_markdown(comparison)


FORMATS = MappingProxyType(
    {
        "term": Format(_term, is_for_people=True, is_paged=True),
        "json": Format(_json),
        "markdown": Format(_markdown, is_for_people=True),
    }
)
STAT = Format(_stat, is_for_people=True, is_paged=True)  # the head of "term", and counts
