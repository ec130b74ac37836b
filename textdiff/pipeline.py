"""From two documents to a comparison, in prose order; which side comes first is settled here, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache

from textdiff.changes.align import Alignment, align
from textdiff.changes.blocks import lay_out
from textdiff.changes.borders import share_borders
from textdiff.changes.pairings import find_rows
from textdiff.changes.tidy import tidy
from textdiff.changes.verdict import sum_up
from textdiff.changes.warnings import find_flaws
from textdiff.changes.weights import Weights
from textdiff.matches.pipeline import find_shared
from textdiff.matches.reading import Reading
from textdiff.model import Block, Comparison, Document, Edit, Flaw, InputWarning, Limit, Shared, Summary
from textdiff.options import Options
from textdiff.texts.crumbs import crumb_words, find_crumbs, part_header
from textdiff.texts.header import with_header
from textdiff.texts.scripts import segmentation
from textdiff.texts.tokens import tokenise
from textdiff.views.order import number_changes
from textdiff.views.words import say_limit, say_note, say_verdict, say_warning

# Characters of a text that is worth keeping as it was read: 64 of them take some 200 MB at most.
_ARTICLE_CHARACTERS = 20_000


def compare(a: Document, b: Document, options: Options) -> Comparison:
    """Return what B adds, drops and changes against A."""
    texts = _read(a.text, options.crumbs), _read(b.text, options.crumbs)
    swapped = is_swapped(a, b)
    (one, one_crumbs), (other, other_crumbs) = texts[::-1] if swapped else texts
    first, second = one.tokens, other.tokens
    shared = find_shared(one, other, options)
    runs = shared.verbatim
    alignment = align(first, second, runs, options)
    bordered = share_borders(first, second, alignment.kept, runs)
    crumbs = (
        one_crumbs if bordered[0] is first else find_crumbs(bordered[0], options.crumbs),
        other_crumbs if bordered[1] is second else find_crumbs(bordered[1], options.crumbs),
    )
    first, second = bordered
    weights = Weights(first), Weights(second)
    groups = tidy(first, second, alignment.kept, weights, options)
    rows = find_rows(first, second, groups, weights, options)
    layout = lay_out(first, second, rows, crumbs, weights, options.edited_share, swapped=swapped)
    found = shared.swapped() if swapped else shared
    limits = list(_limits(alignment, shared, (one, other), options))
    sides = (a, texts[0][0].tokens), (b, texts[1][0].tokens)
    summary = sum_up(*sides, layout, found, limits, options)
    return _compose((a, b), layout, found, summary, find_flaws(*sides, layout[1]), options)


def _limits(alignment: Alignment, shared: Shared, texts: tuple[Reading, Reading], options: Options) -> Iterator[Limit]:
    """Yield the limits of work that were hit."""
    if shared.too_long:
        sentences = max(len(text.tokens.sentences) for text in texts)
        yield Limit("most_sentences", sentences, options.most_sentences)
    if alignment.coarse_cells:
        yield Limit("engine_cells", alignment.coarse_cells, options.engine_cells)


def _compose(
    documents: tuple[Document, Document],
    layout: tuple[tuple[Block, ...], tuple[Edit, ...]],
    found: Shared,
    summary: Summary,
    flaws: Iterable[Flaw],
    options: Options,
) -> Comparison:
    """Return all that was found of two documents as one record, put into words.

    Its documents have in their sources what the headers of their texts say, however they were read.
    """
    a, b = documents
    return Comparison(
        a=with_header(a),
        b=with_header(b),
        words=summary.words,
        relation=summary.relation,
        verdict=say_verdict(summary, options.min_words),
        shares=summary.shares,
        counts=summary.counts,
        blocks=number_changes(layout[0]),
        edits=layout[1],
        matches=found.passages,
        uncounted=found.uncounted,
        warnings=tuple(InputWarning(flaw.kind, flaw.side, flaw.span, say_warning(flaw)) for flaw in flaws),
        notes=(*map(say_note, summary.notes), *map(say_limit, summary.limits)),
        limits=summary.limits,
        options=asdict(options) | {"crumbs": list(options.crumbs), "segmentation": segmentation()},
    )


def share(a: Document, b: Document, options: Options, *, phrases: bool = True) -> Shared:
    """Return what two documents share; `compare` says the same, and what became of the rest.

    Without `phrases` those too short to count are not looked for.
    """
    texts = _read(a.text, options.crumbs)[0], _read(b.text, options.crumbs)[0]
    if is_swapped(a, b):
        return find_shared(*texts[::-1], options, phrases=phrases).swapped()
    return find_shared(*texts, options, phrases=phrases)


def _read(text: str, crumbs: tuple[str, ...]) -> tuple[Reading, frozenset[int]]:
    """Return a text as it is compared, and where its crumbs begin; articles are kept for a while."""
    return _kept(text, crumbs) if len(text) <= _ARTICLE_CHARACTERS else _read_anew(text, crumbs)


def read_article(text: str, crumbs: tuple[str, ...]) -> Reading:
    """Return a text as it is compared with others; `crumbs` are regular expressions beside ours."""
    return _read_anew(text, crumbs)[0]


def _read_anew(text: str, crumbs: tuple[str, ...]) -> tuple[Reading, frozenset[int]]:
    tokens = part_header(tokenise(text))
    found = find_crumbs(tokens, crumbs)
    return Reading(tokens, crumb_words(tokens, found)), found


_kept = lru_cache(maxsize=64)(_read_anew)  # a scan compares one text with many


def is_swapped(a: Document, b: Document) -> bool:
    """Return whether B comes first in the canonical order.

    Diff engines are not symmetric: both orders of a pair are compared in one, then swapped back, so
    that the answer mirrors.
    """
    return b.text < a.text
