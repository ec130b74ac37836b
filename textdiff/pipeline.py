"""From two texts to their comparison, in prose order; which side comes first is settled here, once.

Diff engines are not symmetric: both orders of a pair are compared in one, then turned back, so that the answer mirrors.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from textdiff.changes.align import TokenRun, align, part_runs
from textdiff.changes.blocks import lay_out
from textdiff.changes.borders import mend, share_borders
from textdiff.changes.conserve import conserve
from textdiff.changes.evidence import Evidence, are_independent
from textdiff.changes.groups import Group
from textdiff.changes.moves import find_moves, round_off
from textdiff.changes.pairings import find_pairings, pair_elsewhere, tell_apart
from textdiff.changes.rows import pair_rows
from textdiff.changes.stumps import cut_at_stumps
from textdiff.changes.tidy import align_sentences, slide, tidy
from textdiff.changes.verdict import sum_up
from textdiff.changes.warnings import find_flaws
from textdiff.matches.pipeline import find_shared
from textdiff.model import Block, Columns, Comparison, Document, Edit, Flaw, InputWarning, Shared, Summary, WordRun
from textdiff.options import Limits, Options
from textdiff.texts.divisions import settle_divisions
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
    a, b = settle_divisions(a, b)
    first, second, is_turned = _in_order(a, b)
    shared = find_shared(first, second, options, limits)
    for text in (first, second):
        if len(text.text) > KEPT_CHARACTERS:  # one that is kept needs its words again
            text.forget_words()
    wholes = first, second
    first, second, kept, moves = align_texts(first, second, shared.verbatim, options, limits)
    first, second, stumps = cut_at_stumps(first, second, kept)
    groups = tidy(first, second, kept, moves, options, limits)
    del kept  # of a long text each of these takes as much memory as the text
    groups += [align_sentences(first, second, move, options, limits) for move in moves]
    evidence = Evidence(first, second, options.calibration)
    paired = pair_elsewhere(first, second, groups, evidence, options, limits)
    del groups
    first, second, paired = conserve(first, second, paired, options, limits)
    first, second = mend(first, second, wholes, paired)
    pairings = find_pairings(first, second, paired, evidence, options, limits)
    has_passages = bool(shared.passages) or shared.relation != "no-shared-text"
    independent = not has_passages and are_independent(first, second, pairings, shared.uncounted, options.calibration)
    if independent:
        pairings, stumps = tell_apart(first, second), ([], [])
    blocks, edits, losses = lay_out(first, second, pairings, stumps, options, swapped=is_turned)
    found = shared.swapped() if is_turned else shared
    summary = sum_up(a, b, (blocks, edits), found, limits, independent=independent)
    return _compose(a, b, blocks, edits, found, summary, find_flaws(a, b, losses, blocks), options)


def align_texts(
    a: Text, b: Text, runs: Sequence[WordRun], options: Options, limits: Limits
) -> tuple[Text, Text, list[TokenRun], list[Group]]:
    """Return two texts with the sentence borders of both, the tokens kept in place, and the passages that moved.

    `runs` are the verbatim runs of the two texts.
    """
    moves, in_place = pair_rows(a, b, *find_moves(a, b, *part_runs(a, b, runs, limits), options, limits))
    kept = align(a, b, in_place, [(move.a, move.b) for move in moves], options, limits)
    if moves:
        kept = slide(a, b, kept, options, limits, moves=moves, only_beside=True)
    moves, kept = round_off(a, b, moves, kept, options, limits)
    return *share_borders(a, b, kept, moves, runs, options), kept, moves


@_without_collector
def share(a: Text, b: Text, options: Options, *, phrases: bool = True) -> Shared:
    """Return what two texts share; `compare` says the same, and what became of the rest.

    Without `phrases` those too short to count are not looked for.
    """
    first, second, is_turned = _in_order(*settle_divisions(a, b))
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
    blocks = blocks if summary.independent else number_changes(blocks)
    numbers = blocks.columns[-1]
    return Comparison(
        a=with_header(a.document, a.header),
        b=with_header(b.document, b.header),
        words=summary.words,
        relation=summary.relation,
        verdict=say_verdict(summary, options.min_words),
        shares=summary.shares,
        counts=summary.counts,
        blocks=blocks,
        edits=edits,
        matches=found.passages,
        uncounted=found.uncounted,
        warnings=tuple(
            InputWarning(flaw.kind, flaw.side, flaw.span, say_warning(flaw, [numbers[n] for n in flaw.blocks]))
            for flaw in flaws
        ),
        notes=(*map(say_note, summary.notes), *map(say_limit, summary.limits)),
        limits=summary.limits,
        options=options.to_dict() | {"segmentation": segmentation()},
        calibration=options.calibration.digest(),
        independent=summary.independent,
    )
