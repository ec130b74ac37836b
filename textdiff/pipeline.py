"""From two texts to their comparison, in prose order; which side comes first is settled here, once.

Diff engines are not symmetric: both orders of a pair are compared in one, then turned back, so that the answer mirrors.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

from textdiff.changes.align import align
from textdiff.changes.blocks import lay_out
from textdiff.changes.borders import share_borders
from textdiff.changes.pairings import find_pairings
from textdiff.changes.tidy import tidy
from textdiff.changes.verdict import sum_up
from textdiff.changes.warnings import find_flaws
from textdiff.matches.pipeline import find_shared
from textdiff.model import Block, Columns, Comparison, Document, Edit, Flaw, InputWarning, Shared, Summary
from textdiff.options import Limits, Options
from textdiff.texts.header import with_header
from textdiff.texts.reader import KEPT_CHARACTERS, reader
from textdiff.texts.scripts import segmentation
from textdiff.texts.text import Text
from textdiff.views.order import number_changes
from textdiff.views.words import say_limit, say_note, say_verdict, say_warning

_P = ParamSpec("_P")
_T = TypeVar("_T")


def _without_collector(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a function that works without the cycle collector: it makes no cycles, but a million small records.

    At 100,000 words looking through them again and again was a tenth of the time.
    """

    @wraps(work)
    def uncollected(*arguments: _P.args, **named: _P.kwargs) -> _T:
        if not gc.isenabled():
            return work(*arguments, **named)
        gc.disable()
        try:
            return work(*arguments, **named)
        finally:
            gc.enable()

    return uncollected


@_without_collector
def read_two(a: Document, b: Document, options: Options) -> tuple[Text, Text]:
    """Return two documents as texts of one vocabulary."""
    return reader.read_two(a, b, options)


@_without_collector
def compare(a: Text, b: Text, options: Options) -> Comparison:
    """Return what B adds, drops and changes against A."""
    limits = Limits()
    first, second, is_turned = _in_order(a, b)
    shared = find_shared(first, second, options, limits)
    for text in (first, second):
        if len(text.text) > KEPT_CHARACTERS:  # one that is kept needs its words again
            text.forget_words()
    kept = align(first, second, shared.verbatim, options, limits)
    first, second = share_borders(first, second, kept, shared.verbatim, options)
    groups = tidy(first, second, kept, options, limits)
    del kept  # of a long text each of these takes as much memory as the text
    pairings = find_pairings(first, second, groups, options, limits)
    del groups
    blocks, edits = lay_out(first, second, pairings, options, swapped=is_turned)
    found = shared.swapped() if is_turned else shared
    summary = sum_up(a, b, (blocks, edits), found, limits)
    return _compose(a, b, blocks, edits, found, summary, find_flaws(a, b, edits), options)


@_without_collector
def share(a: Text, b: Text, options: Options, *, phrases: bool = True) -> Shared:
    """Return what two texts share; `compare` says the same, and what became of the rest.

    Without `phrases` those too short to count are not looked for.
    """
    first, second, is_turned = _in_order(a, b)
    shared = find_shared(first, second, options, Limits(), phrases=phrases)
    return shared.swapped() if is_turned else shared


def _in_order(a: Text, b: Text) -> tuple[Text, Text, bool]:
    """Return the two texts in the order in which they are compared, and whether that is turned."""
    return (b, a, True) if b.text < a.text else (a, b, False)


def _compose(
    a: Text,
    b: Text,
    blocks: Columns[Block],
    edits: Columns[Edit],
    found: Shared,
    summary: Summary,
    flaws: Iterable[Flaw],
    options: Options,
) -> Comparison:
    """Return all that was found of two texts as one record, put into words.

    Its documents have in their sources what the headers of their texts say, however they were read.
    """
    return Comparison(
        a=with_header(a.document, a.header),
        b=with_header(b.document, b.header),
        words=summary.words,
        relation=summary.relation,
        verdict=say_verdict(summary, options.min_words),
        shares=summary.shares,
        counts=summary.counts,
        blocks=number_changes(blocks),
        edits=edits,
        matches=found.passages,
        uncounted=found.uncounted,
        warnings=tuple(InputWarning(flaw.kind, flaw.side, flaw.span, say_warning(flaw)) for flaw in flaws),
        notes=(*map(say_note, summary.notes), *map(say_limit, summary.limits)),
        limits=summary.limits,
        options=options.to_dict() | {"segmentation": segmentation()},
        calibration=options.calibration.digest(),
    )
