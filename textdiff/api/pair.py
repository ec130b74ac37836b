"""The verbs about one text and about two: read, compare, passages, report, verify."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from textdiff.changes.align import align
from textdiff.changes.blocks import lay_out
from textdiff.changes.borders import share_borders
from textdiff.changes.crumbs import crumb_words, find_crumbs
from textdiff.changes.describe import describe
from textdiff.changes.rows import find_rows
from textdiff.changes.tidy import Weights, tidy
from textdiff.errors import OptionsError
from textdiff.matches.disguised import find_fragments, read_sentences
from textdiff.matches.join import join_passages, to_match
from textdiff.matches.judge import Chance, judge
from textdiff.matches.passages import long_enough, run_to_match, to_uncounted, verbatim_runs
from textdiff.model import Comparison, Document, Match, Run, Shared, Tokens
from textdiff.options import Options
from textdiff.texts.read import read_bytes, read_file
from textdiff.texts.tokens import tokenise
from textdiff.texts.words import has_spaceless

_DEFAULTS = Options()
# Characters of a text whose tokens are worth keeping: 64 of them take some 200 MB at most.
_ARTICLE_SIGNS = 20_000


def read(path: str | os.PathLike[str], *, encoding: str | None = None, options: Options = _DEFAULTS) -> Document:
    """Return the document in a file; `-` is standard input. CLI: `textdiff text FILE`.

    Raises InputError where it cannot be read as text.
    """
    name = os.fspath(path)
    if name == "-":
        content = sys.stdin.buffer.read(options.max_bytes + 1)
        return read_bytes(content, "standard input", encoding=encoding, max_bytes=options.max_bytes)
    return read_file(Path(name), name, encoding=encoding, max_bytes=options.max_bytes, pipes=True)


def compare(a: Document, b: Document, *, options: Options = _DEFAULTS) -> Comparison:
    """Return what B adds, drops and changes against A. CLI: `textdiff compare A B`.

    `compare(b, a)` is the same comparison with the sides swapped.
    """
    texts = _tokens(a.text), _tokens(b.text)
    swapped = _is_swapped(a, b)
    first, second = texts[::-1] if swapped else texts
    runs = verbatim_runs(first, second, options.min_words, options.max_occurrences)
    crumbs = find_crumbs(first, options.crumbs), find_crumbs(second, options.crumbs)
    shared = _find_shared(runs, first, second, crumbs, swapped=swapped, options=options)
    alignment = align(first, second, runs, options)
    bordered = share_borders(first, second, alignment.kept, runs)
    crumbs = (
        crumbs[0] if bordered[0] is first else find_crumbs(bordered[0], options.crumbs),
        crumbs[1] if bordered[1] is second else find_crumbs(bordered[1], options.crumbs),
    )
    first, second = bordered
    weights = Weights(first), Weights(second)
    groups = tidy(first, second, alignment.kept, weights, options)
    rows = find_rows(first, second, groups, weights, options)
    layout = lay_out(first, second, rows, crumbs, weights, options.edited_share, swapped=swapped)
    return describe((a, texts[0]), (b, texts[1]), layout, shared, alignment.coarse_cells, options)


def passages(a: Document, b: Document, *, options: Options = _DEFAULTS) -> tuple[Match, ...]:
    """Return the passages that two documents share, in A order: verbatim, edited and disguised ones.

    Each holds a verbatim run of `min_words` words or says the same in other words. Names with their
    titles, public quotations and stock phrases are left out; `compare(a, b).uncounted` has them.
    CLI: `"passages"` of `textdiff compare --json A B`.
    """
    swapped = _is_swapped(a, b)
    first, second = (_tokens(document.text) for document in ((b, a) if swapped else (a, b)))
    runs = verbatim_runs(first, second, options.min_words, options.max_occurrences)
    crumbs = find_crumbs(first, options.crumbs), find_crumbs(second, options.crumbs)
    return _find_shared(runs, first, second, crumbs, swapped=swapped, options=options).passages


def _tokens(text: str) -> Tokens:
    """Return the tokens of a text; those of articles are kept for a while, as a scan compares one with many."""
    return _kept_tokens(text) if len(text) <= _ARTICLE_SIGNS else tokenise(text)


_kept_tokens = lru_cache(maxsize=64)(tokenise)


def _is_swapped(a: Document, b: Document) -> bool:
    """Return whether B comes first in the canonical order.

    Diff engines are not symmetric: both orders of a pair are compared in one, then swapped back, so
    that the answer mirrors.
    """
    return b.text < a.text


def _find_shared(
    runs: Sequence[Run],
    first: Tokens,
    second: Tokens,
    crumbs: tuple[frozenset[int], frozenset[int]],
    *,
    swapped: bool,
    options: Options,
) -> Shared:
    """Return what two texts share and what of it counts, with the sides of the pair as asked for."""
    if has_spaceless(first.text):
        runs = long_enough(runs, first, options.min_words)
    aside = crumb_words(first, crumbs[0]), crumb_words(second, crumbs[1])
    chance = Chance(first, second)
    verdict = judge(runs, first, second, aside, chance, options)
    without = verdict.words_aside(aside)
    too_long = max(len(first.sentences), len(second.sentences)) > options.most_sentences
    fragments = []
    if not too_long:
        sentences = read_sentences(first, without[0]), read_sentences(second, without[1])
        fragments = find_fragments(*sentences, verdict.counted, options)
    found = join_passages(verdict.counted, fragments, chance, options)
    uncounted = (
        verdict.uncounted if found else sorted([*verdict.uncounted, *_phrases(first, second, runs, aside, options)])
    )
    shared = Shared(
        tuple(run_to_match(run, first, second) for run in verdict.counted),
        tuple(to_match(passage, first, second) for passage in found),
        tuple(to_uncounted(run, first, second, kind) for run, kind in uncounted),
        too_long,
    )
    return shared.swapped() if swapped else shared


def _phrases(
    first: Tokens,
    second: Tokens,
    runs: Sequence[Run],
    aside: tuple[frozenset[int], frozenset[int]],
    options: Options,
) -> Iterator[tuple[Run, str]]:
    """Yield the runs too short to count: what two texts that share no passage have in common all the same."""
    taken = {word for run in runs for word in range(run.a_word, run.a_word + run.n)}
    for run in verbatim_runs(first, second, min(options.phrase_words, options.min_words), options.max_occurrences):
        a_words, b_words = range(run.a_word, run.a_word + run.n), range(run.b_word, run.b_word + run.n)
        if run.n < options.min_words and not (
            taken.intersection(a_words) or aside[0] & set(a_words) or aside[1] & set(b_words)
        ):
            yield run, "phrase"


def report(documents: Sequence[Document], *, options: Options = _DEFAULTS) -> str:
    """Return one self-contained HTML page about two versions. CLI: `textdiff report A B -o FILE.html`.

    Raises OptionsError for more or fewer than two documents.
    """
    from textdiff.views.html import render_report  # noqa: PLC0415  jinja2 costs 0.06 s of CPU

    if len(documents) != 2:
        raise OptionsError(f"a report is about two versions, {len(documents)} were given; give two")
    return render_report(compare(*documents, options=options))


def verify(html: str) -> None:
    """Return if the texts of a report are the ones it was made from. CLI: `textdiff verify REPORT.html`.

    Raises VerificationError, naming what does not agree.
    """
    from textdiff.views.verify import verify_report  # noqa: PLC0415  one verb needs it

    verify_report(html)
