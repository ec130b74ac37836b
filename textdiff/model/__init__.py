"""The records: what the stages hand to each other, frozen and checked.

Spans are half-open. Public spans count code points of `Document.text`; columns of a text and the
fields of a run count tokens or words, and say so. The sides of a pair are `a` and `b` everywhere.
"""

from textdiff.model.corpus import Certificate, Common, Family, Pair, Reused, Scan, SharedPassage, Skip
from textdiff.model.pair import (
    SCHEMA,
    VERSION,
    Block,
    Comparison,
    Counts,
    Edit,
    Flaw,
    InputWarning,
    Kind,
    Match,
    MatchKind,
    Move,
    Op,
    Relation,
    Shared,
    Shares,
    Side,
    Summary,
    Uncounted,
    WordRun,
)
from textdiff.model.reasons import Limit, Reason
from textdiff.model.texts import Document, Source, Span

__all__ = [
    "SCHEMA",
    "VERSION",
    "Block",
    "Certificate",
    "Common",
    "Comparison",
    "Counts",
    "Document",
    "Edit",
    "Family",
    "Flaw",
    "InputWarning",
    "Kind",
    "Limit",
    "Match",
    "MatchKind",
    "Move",
    "Op",
    "Pair",
    "Reason",
    "Relation",
    "Reused",
    "Scan",
    "Shared",
    "SharedPassage",
    "Shares",
    "Side",
    "Skip",
    "Source",
    "Span",
    "Summary",
    "Uncounted",
    "WordRun",
]
