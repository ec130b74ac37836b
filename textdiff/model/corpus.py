"""Records about many texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from textdiff.model.pair import Match, Relation, Shares
from textdiff.model.reasons import Reason
from textdiff.model.texts import Document, Span, require

FamilyKind = Literal["versions", "passage"]


@dataclass(frozen=True, slots=True)
class Family:
    """Documents joined by verified pairs; a bridge is a member without whom the family falls apart.

    The kind is `versions` where its strongest pair has a third of one side or more in common, else `passage`.
    `likely_origin` is the member that the others come from, as far as dates and containment show, and
    `reasons` say why, or where there is none what stands in the way (`views.words.say_origin`).
    """

    id: str
    kind: FamilyKind
    members: tuple[str, ...]
    bridges: tuple[str, ...]
    evidence: tuple[tuple[str, str, int], ...]  # the strongest pairs that span it, with their shared words
    likely_origin: str | None = None
    partners: tuple[tuple[str, str, int], ...] = ()  # a member, who shares most with it, and how many words
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """A file that a scan found and could not use."""

    path: str
    reason: str
    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents of a scan that share text; the numbers are those of their comparison.

    It joins them into a family where they share a tenth of one side, or a passage of 40 words or more, stock
    phrases not counted (`families.edges`).
    """

    a: str
    b: str
    relation: Relation
    shares: Shares
    joins: bool = False


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage with the two documents of a scan that it stands in."""

    a: str
    b: str
    match: Match


@dataclass(frozen=True, slots=True)
class Common:
    """Words that many documents have: the place where they stand first, and how many documents have some of them."""

    text: str
    words: int
    documents: int
    first: str


@dataclass(frozen=True, slots=True)
class Reused:
    """A passage that stands in `documents` documents of a scan; `document` is one that has it, at `span`."""

    document: str
    span: Span
    words: int
    documents: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What comparing some documents with all others found, and what the scan had of that.

    `low` and `high` are the 95 % interval of the recall (Clopper and Pearson 1934).
    """

    documents: int
    pairs: int
    found: int
    recall: float | None
    low: float
    high: float
    missed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found; `found == len(documents) + len(skipped)`.

    `boilerplate` is what many articles have and no pair is listed for; `capped` is what more documents have
    than are all compared with each other; `reused` are the passages that stand in the most documents, by the
    listed pairs.
    """

    found: int
    documents: tuple[tuple[Document, int], ...]  # with the number of words
    pairs: tuple[Pair, ...]
    passages: tuple[SharedPassage, ...]
    families: tuple[Family, ...]
    skipped: tuple[Skip, ...]
    capped_buckets: int
    options: dict[str, Any]
    boilerplate: tuple[Common, ...] = ()
    capped: tuple[Common, ...] = ()
    certificate: Certificate | None = None
    reused: tuple[Reused, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a scan that lost a file."""
        require(self.found == len(self.documents) + len(self.skipped), "files of the scan are unaccounted for")
