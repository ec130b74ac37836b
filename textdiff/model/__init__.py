"""The records: what the stages hand to each other, frozen and checked.

Spans are half-open. Public spans count code points of `Document.text`; columns of a text and the
fields of a run count tokens or words, and say so. The sides of a pair are `a` and `b` everywhere.
"""

from textdiff.model.changes import (
    ADD,
    DROP,
    KEEP,
    REPLACE,
    TYPOGRAPHY,
    Block,
    Edit,
    Kind,
    Move,
    Op,
    make_block,
    make_edit,
)
from textdiff.model.columns import Columns
from textdiff.model.corpus import Certificate, Common, Family, Pair, Reused, Scan, SharedPassage, Skip
from textdiff.model.pair import (
    SCHEMA,
    VERSION,
    Comparison,
    Counts,
    Flaw,
    InputWarning,
    Match,
    MatchKind,
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
    "ADD",
    "DROP",
    "KEEP",
    "REPLACE",
    "SCHEMA",
    "TYPOGRAPHY",
    "VERSION",
    "Block",
    "Certificate",
    "Columns",
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
    "make_block",
    "make_edit",
]
