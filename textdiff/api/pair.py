"""The verbs about one text and about two: read, compare, passages, report, verify."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
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
from textdiff.matches.passages import counted, long_enough, to_match, to_uncounted, verbatim_runs
from textdiff.model import Comparison, Document, Match, Run, Tokens, Uncounted
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
    shared = _judge(runs, first, second, crumbs, swapped=swapped, options=options)
    alignment = align(first, second, runs, options)
    bordered = share_borders(first, second, alignment.kept, runs)
    if bordered[0] is not first or bordered[1] is not second:
        first, second = bordered
        crumbs = find_crumbs(first, options.crumbs), find_crumbs(second, options.crumbs)
    weights = Weights(first), Weights(second)
    groups = tidy(first, second, alignment.kept, weights, options)
    rows = find_rows(first, second, groups, weights, options)
    layout = lay_out(first, second, rows, crumbs, weights, options.edited_share, swapped=swapped)
    return describe((a, texts[0]), (b, texts[1]), layout, *shared, alignment.coarse_cells, options)


def passages(a: Document, b: Document, *, options: Options = _DEFAULTS) -> tuple[Match, ...]:
    """Return the passages that two documents share, in A order: verbatim runs of `min_words` words or more.

    Names with their titles are left out; `compare(a, b).uncounted` has them.
    CLI: `"passages"` of `textdiff compare --json A B`.
    """
    swapped = _is_swapped(a, b)
    first, second = (_tokens(document.text) for document in ((b, a) if swapped else (a, b)))
    runs = verbatim_runs(first, second, options.min_words, options.max_occurrences)
    crumbs = find_crumbs(first, options.crumbs), find_crumbs(second, options.crumbs)
    return tuple(_judge(runs, first, second, crumbs, swapped=swapped, options=options)[0])


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


def _judge(
    runs: Sequence[Run],
    first: Tokens,
    second: Tokens,
    crumbs: tuple[frozenset[int], frozenset[int]],
    *,
    swapped: bool,
    options: Options,
) -> tuple[list[Match], list[Uncounted]]:
    """Return the runs that count as passages and those that do not, with the sides of the pair as asked for."""
    matches: list[Match] = []
    uncounted: list[Uncounted] = []
    if has_spaceless(first.text):
        runs = long_enough(runs, first, options.min_words)
    aside = [crumb_words(tokens, found) for tokens, found in zip((first, second), crumbs, strict=True)]
    for run in runs:
        if _words_of_body(run, aside[0], aside[1]) < options.min_words:
            uncounted.append(to_uncounted(run, first, second, "crumb"))
        elif counted(run, first, options):
            matches.append(to_match(run, first, second))
        else:
            uncounted.append(to_uncounted(run, first, second, "name"))
    if swapped:
        matches = sorted((replace(match, a=match.b, b=match.a) for match in matches), key=lambda match: match.a)
        uncounted = sorted((replace(run, a=run.b, b=run.a) for run in uncounted), key=lambda run: run.a)
    return matches, uncounted


def _words_of_body(run: Run, a_aside: frozenset[int], b_aside: frozenset[int]) -> int:
    """Return the most words of a run in a row that are in no crumb on either side."""
    if not (a_aside or b_aside):
        return run.n
    longest = words = 0
    for n in range(run.n):
        words = 0 if run.a_word + n in a_aside or run.b_word + n in b_aside else words + 1
        longest = max(longest, words)
    return longest


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
