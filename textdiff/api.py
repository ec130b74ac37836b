"""The verbs: what the command line does, as functions over records."""

from __future__ import annotations

from textdiff.changes.align import align
from textdiff.changes.blocks import lay_out, mirror
from textdiff.changes.describe import describe
from textdiff.changes.tidy import tidy
from textdiff.matches.passages import counted, to_match, to_uncounted, verbatim_runs
from textdiff.model import Comparison, Document, Match, Run
from textdiff.options import Options
from textdiff.texts.tokens import tokenise

_DEFAULTS = Options()


def compare(a: Document, b: Document, *, options: Options = _DEFAULTS) -> Comparison:
    """Return what B adds, drops and rewords against A. CLI: `textdiff compare A B`.

    `compare(b, a)` is the same comparison with the sides swapped.
    """
    texts = tokenise(a.text), tokenise(b.text)
    # Diff engines are not symmetric: one canonical order, then swapped back, so that the answer mirrors.
    swapped = b.text < a.text
    first, second = texts[::-1] if swapped else texts
    runs = verbatim_runs(first, second, options.min_words, options.max_occurrences)
    alignment = align(first, second, runs, options)
    layout = lay_out(first, second, tidy(first, second, alignment.kept, options))
    if swapped:
        layout = mirror(*layout)
        runs = tuple(sorted(Run(run.b_word, run.a_word, run.n) for run in runs))
    matches = [to_match(run, *texts) for run in runs if counted(run, texts[0], options)]
    uncounted = [to_uncounted(run, *texts) for run in runs if not counted(run, texts[0], options)]
    return describe((a, texts[0]), (b, texts[1]), layout, matches, uncounted, alignment.coarse_cells, options)


def passages(a: Document, b: Document, *, options: Options = _DEFAULTS) -> tuple[Match, ...]:
    """Return the passages that two documents share, in A order: verbatim runs of `min_words` words or more.

    Names with their titles are left out; `compare(a, b).uncounted` has them.
    """
    return compare(a, b, options=options).matches
