"""The records: what the stages hand to each other, frozen and checked.

Spans are half-open. Public spans count code points of `Document.text`; columns of a text and the
fields of a run count tokens or words, and say so. The sides of a pair are `a` and `b` everywhere.
The records of a scan are loaded when first used: they are a tenth of the start of `textdiff compare`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from textdiff.model.changes import (
    ADD,
    CHANGES,
    DROP,
    KEEP,
    REPLACE,
    TYPOGRAPHY,
    Block,
    Edit,
    Kind,
    Lane,
    Move,
    Op,
    make_block,
    make_edit,
)
from textdiff.model.columns import Columns
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

if TYPE_CHECKING:
    from textdiff.model.corpus import Certificate, Common, Family, FamilyKind, Pair, Reused, Scan, SharedPassage, Skip

__all__ = [
    "ADD",
    "CHANGES",
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
    "FamilyKind",
    "Flaw",
    "InputWarning",
    "Kind",
    "Lane",
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


def __getattr__(name: str) -> Any:
    """Return a record of a scan by its name."""
    if name in __all__:
        return getattr(importlib.import_module("textdiff.model.corpus"), name)
    raise AttributeError(f"module 'textdiff.model' has no attribute {name!r}")
