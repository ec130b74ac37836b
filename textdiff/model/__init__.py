"""The records: what the stages hand to each other, frozen and checked.

Spans are half-open. Public spans count code points of `Document.text`; columns of `Tokens` and the
fields of `Run` count tokens or words, and say so. The sides of a pair are `a` and `b` everywhere.
"""

from textdiff.model.corpus import Certificate, Common, Family, Pair, Scan, SharedPassage, Skip
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
    Run,
    Shared,
    Shares,
    Side,
    Summary,
    Uncounted,
    count,
    percent,
)
from textdiff.model.reasons import Limit, Reason
from textdiff.model.texts import Document, Source, Span, Tokens

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
    "Run",
    "Scan",
    "Shared",
    "SharedPassage",
    "Shares",
    "Side",
    "Skip",
    "Source",
    "Span",
    "Summary",
    "Tokens",
    "Uncounted",
    "count",
    "percent",
]
