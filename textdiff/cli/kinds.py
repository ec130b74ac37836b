"""Kinds of differences, as `--fail-if` and `--ignore` name them, and the exit code of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from textdiff.model import Comparison

KINDS = ("added", "dropped", "edited", "reworded", "moved", "repeat", "typography", "lost-text")
Kinds = frozenset[str]
_SIDES = {"a": "added", "b": "dropped"}  # what A lost B has: it is added, by the texts alone


def split_kinds(_context: click.Context, option: click.Parameter, listed: str | None) -> Kinds | None:
    """Return the kinds that an option lists, with commas between them; None where it is not given."""
    if listed is None:
        return None
    kinds = frozenset(kind.strip() for kind in listed.split(","))
    unknown = sorted(kinds.difference(KINDS))
    if unknown:
        raise click.UsageError(
            f"{option.opts[0]} does not know {', '.join(map(repr, unknown))}; it knows {', '.join(KINDS)}"
        )
    return kinds


def exit_code(comparison: Comparison, fail_if: Kinds | None, ignored: Kinds) -> int:
    """Return 1 where the texts differ in what was asked about, else 0.

    A difference counts unless one of its kinds is ignored, and with `fail_if` only if one of them is in it. Lines that
    are no part of the article have no kind: they count where no kind was asked for.
    """
    counted = (kinds for kinds in differences(comparison) if not kinds & ignored)
    return int(any(fail_if is None or kinds & fail_if for kinds in counted))


def differences(comparison: Comparison) -> Iterator[Kinds]:
    """Yield the kinds that each difference of two texts is of.

    A block that moved and was edited is two differences. Lost text is dropped (added) too, if it is A (B) that has it:
    it stands in the warnings, because a sentence in which something else changed as well is a change of the body.
    """
    for block in comparison.blocks:
        if block.lane == "crumb":
            if block.kind != "same" or block.moved:
                yield frozenset()
        elif block.lane == "body":
            if block.moved:
                yield frozenset({"moved"})
            if block.kind != "same":
                yield frozenset({block.kind} if block.repeat_of is None else {block.kind, "repeat"})
    for warning in comparison.warnings:
        if warning.kind == "lost-text":
            yield frozenset({"lost-text", _SIDES[warning.side]})
    if _has_typography(comparison):
        yield frozenset({"typography"})


def _has_typography(comparison: Comparison) -> bool:
    """Return whether typography differs anywhere but in the white space before a block that one side has not there.

    With a paragraph goes the empty line before it: that is no difference of its own.
    """
    alone = [block for block in comparison.blocks if block.moved or block.a is None or block.b is None]
    moved = {block.n for block in alone if block.moved}
    begins = [{span.start for block in alone if (span := getattr(block, side))} for side in "ab"]
    for edit in comparison.edits:
        if edit.typography:
            sides = ((edit.a, comparison.a.text, begins[0]), (edit.b, comparison.b.text, begins[1]))
            present = [(span, text, seams) for span, text, seams in sides if span]
            is_blank = all(span.of(text).isspace() for span, text, _ in present)
            at_seam = edit.block in moved or any(span.end in seams for span, _, seams in present)
            if not (is_blank and at_seam):
                return True
    return False
