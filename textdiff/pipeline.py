"""From two texts to their comparison, in prose order; which side comes first is settled here, once.

Diff engines are not symmetric: both orders of a pair are compared in one, then turned back, so that the answer mirrors.
"""

from __future__ import annotations

from textdiff.changes.align import align
from textdiff.changes.blocks import lay_out
from textdiff.changes.borders import share_borders
from textdiff.changes.pairings import find_pairings
from textdiff.changes.tidy import tidy
from textdiff.changes.verdict import describe
from textdiff.matches.pipeline import find_shared
from textdiff.model import Comparison, Document, Shared
from textdiff.options import Limits, Options
from textdiff.texts.text import Text, Vocabulary


def read_two(a: Document, b: Document, options: Options) -> tuple[Text, Text]:
    """Return two documents as texts of one vocabulary."""
    vocabulary = Vocabulary()
    return Text(a, vocabulary, options), Text(b, vocabulary, options)


def compare(a: Text, b: Text, options: Options) -> Comparison:
    """Return what B adds, drops and changes against A."""
    limits = Limits()
    first, second = (b, a) if is_swapped(a, b) else (a, b)
    shared = find_shared(first, second, options, limits)
    kept = align(first, second, shared.verbatim, options, limits)
    first, second = share_borders(first, second, kept, shared.verbatim, options)
    groups = tidy(first, second, kept, options, limits)
    pairings = find_pairings(first, second, groups, options, limits)
    layout = lay_out(first, second, pairings, options, swapped=is_swapped(a, b))
    return describe(a, b, layout, _turned(shared, a, b), limits.hit(), options)


def share(a: Text, b: Text, options: Options, *, phrases: bool = True) -> Shared:
    """Return what two texts share; `compare` says the same, and what became of the rest.

    Without `phrases` those too short to count are not looked for.
    """
    first, second = (b, a) if is_swapped(a, b) else (a, b)
    return _turned(find_shared(first, second, options, Limits(), phrases=phrases), a, b)


def is_swapped(a: Text, b: Text) -> bool:
    """Return whether B comes first in the canonical order."""
    return b.text < a.text


def _turned(shared: Shared, a: Text, b: Text) -> Shared:
    return shared.swapped() if is_swapped(a, b) else shared
