"""Records about two texts, up to the Comparison and its JSON form."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from operator import attrgetter
from typing import Any, Literal, get_args

from textdiff.model.changes import Block, Edit, Move, change_numbers
from textdiff.model.reasons import Limit, Reason
from textdiff.model.texts import Document, Source, Span, require

VERSION = "0.1.0"
SCHEMA = "textdiff.comparison/1"

Side = Literal["a", "b"]
Relation = Literal["same", "typography", "near-duplicate", "a-inside-b", "b-inside-a", "overlapping", "no-shared-text"]
MatchKind = Literal["verbatim", "edited", "reworded"]
WarningKind = Literal["lost-text", "hidden-characters", "undecodable", "line-ends", "mixed-scripts", "page-furniture"]


@dataclass(frozen=True, slots=True, order=True)
class WordRun:
    """`n` words that stand in both texts in the same order: from word `a` on and from word `b` on."""

    a: int
    b: int
    n: int


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that two texts share: the same words, the same except small edits, or reworded.

    `words` counts the shorter side; `similarity` is 1.0 where it is verbatim, the share of both sides that
    is (Dice) where it is edited, and the cosine of its terms where it is reworded. `strength` says how
    surprising it is, in nats (matches.evidence, matches.reworded): a short passage of rare words can have
    more of it than a longer one of common words.
    """

    a: Span
    b: Span
    words: int
    similarity: float = 1.0
    kind: MatchKind = "verbatim"
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of each text is in the other; shares are in [0, 1], the rest are words and counts."""

    a_in_b: float = 0.0
    b_in_a: float = 0.0
    jaccard: float = 0.0
    shared_words: int = 0
    passages: int = 0
    longest_words: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What the changes add up to, in words and pieces.

    `added_words` and `dropped_words` are those of the lane of the body; `lost_words` what one text has and the other
    possibly lost in extraction: in the lane of that, of a replacement the side with more words.
    """

    added_words: int = 0
    dropped_words: int = 0
    lost_words: int = 0
    moved_blocks: int = 0
    reworded_blocks: int = 0


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A stretch that both texts have and that is no sign of copying: a name with its title, a stock phrase."""

    kind: str
    a: Span
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts have in common.

    `verbatim` are all runs in words, `passages` what those that count and reworded passages make up,
    `counted` the passages that count in shares and families, `words` the words of each text that count,
    those of a repeated sentence once. The relation is `no-shared-text` or one of the four that shares
    decide; that of texts of the same words follows from their edits.
    """

    verbatim: tuple[WordRun, ...]
    passages: tuple[Match, ...]
    counted: tuple[Match, ...]
    uncounted: tuple[Uncounted, ...]
    words: tuple[int, int]
    shares: Shares
    relation: Relation

    def swapped(self) -> Shared:
        """Return the same with A and B swapped, in the new A order."""

        def turned(matches: tuple[Match, ...]) -> tuple[Match, ...]:
            return tuple(sorted((replace(match, a=match.b, b=match.a) for match in matches), key=_by_place))

        uncounted = (replace(stretch, a=stretch.b, b=stretch.a) for stretch in self.uncounted)
        return Shared(
            verbatim=tuple(sorted(WordRun(run.b, run.a, run.n) for run in self.verbatim)),
            passages=turned(self.passages),
            counted=turned(self.counted),
            uncounted=tuple(sorted(uncounted, key=_by_place)),
            words=(self.words[1], self.words[0]),
            shares=replace(self.shares, a_in_b=self.shares.b_in_a, b_in_a=self.shares.a_in_b),
            relation=_TURNED.get(self.relation, self.relation),
        )


_TURNED: dict[Relation, Relation] = {"a-inside-b": "b-inside-a", "b-inside-a": "a-inside-b"}


def _by_place(stretch: Match | Uncounted) -> tuple[Span, Span]:
    return stretch.a, stretch.b


@dataclass(frozen=True, slots=True)
class Summary:
    """What the blocks and edits of two texts add up to, as data.

    `reasons` are what a verdict is made of beside the words that were added and dropped: how many sentences and
    passages became what. `notes` are what a reader must know of the texts, by side.
    """

    words: tuple[int, int]
    relation: Relation
    shares: Shares
    counts: Counts
    reasons: tuple[Reason, ...]
    notes: tuple[Reason, ...] = ()
    limits: tuple[Limit, ...] = ()
    independent: bool = False


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something about an input that a reader must know before trusting the comparison, as data.

    `blocks` are the numbers of those that are about it.
    """

    kind: WarningKind
    side: Side
    span: Span
    values: tuple[str | int, ...]
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InputWarning:
    """A flaw of an input, with what is said of it."""

    kind: WarningKind
    side: Side
    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything said of two texts; `to_dict()` is its JSON form, `textdiff.comparison/1`.

    `blocks` and `edits` are tuples, or columns that are equal to them and make their records when asked.
    """

    a: Document
    b: Document
    words: tuple[int, int]
    relation: Relation
    verdict: str
    shares: Shares
    counts: Counts
    blocks: Sequence[Block]
    edits: Sequence[Edit]
    matches: tuple[Match, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    warnings: tuple[InputWarning, ...] = ()
    notes: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    calibration: str = ""  # a digest of what was measured
    independent: bool = False  # told apart: no passage in common, and no sentence of one became one of the other

    def __post_init__(self) -> None:
        """Refuse a relation that is none of `Relation`, and changes that are not numbered from 1 on."""
        require(self.relation in get_args(Relation), f"relation {self.relation!r}")
        numbers = sorted([n for n in change_numbers(self.blocks) if n is not None])
        require(numbers == list(range(1, len(numbers) + 1)), f"changes are numbered {numbers}")

    @property
    def changes(self) -> tuple[Block, ...]:
        """Return the blocks that a reader has to look at, in reading order, numbered as shown."""
        numbered = [block for block in self.blocks if block.change is not None]
        return tuple(sorted(numbered, key=attrgetter("change")))

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as JSON-ready dicts and lists, without the texts. CLI: `textdiff compare --json`."""
        return {
            "schema": SCHEMA,
            "textdiff": VERSION,
            "options": dict(self.options),
            "calibration": self.calibration,
            "documents": [
                _document_to_dict(label, document, words)
                for label, document, words in zip("AB", (self.a, self.b), self.words, strict=True)
            ],
            "relation": self.relation,
            "verdict": self.verdict,
            "shares": asdict(self.shares),
            "independent": self.independent,
            "counts": asdict(self.counts) | {"facts": 0},
            "blocks": [_to_row(block) for block in self.blocks],
            "edits": [_to_row(edit) for edit in self.edits],
            "passages": [_to_row(match) for match in self.matches],
            "facts": [],  # no stage finds any yet, nor what texts that share none have in common
            "across": [],
            "uncounted": [_to_row(stretch) for stretch in self.uncounted],
            "warnings": [_to_row(warning) for warning in self.warnings],
            "notes": list(self.notes),
            "limits": [_to_row(limit) for limit in self.limits],
        }

    def _repr_html_(self) -> str:
        """Return the comparison as a notebook shows it."""
        # By its name, when it is asked for: records know nothing of views, which are made of records.
        fragment: str = importlib.import_module("textdiff.views.notebook").render_fragment(self)
        return fragment

    @classmethod
    def from_dict(cls, record: dict[str, Any], texts: tuple[str, str]) -> Comparison:
        """Return the comparison that `to_dict` wrote, given the two texts, which the JSON form leaves out.

        Raises KeyError, TypeError or AssertionError where the record is not of this schema.
        """
        require(not (record["facts"] or record["across"]), "facts in a record")
        a, b = (_document_from_dict(row, text) for row, text in zip(record["documents"], texts, strict=True))
        return cls(
            a=a,
            b=b,
            words=(record["documents"][0]["words"], record["documents"][1]["words"]),
            relation=record["relation"],
            verdict=record["verdict"],
            shares=Shares(**record["shares"]),
            counts=Counts(**{name: record["counts"][name] for name in Counts.__slots__}),
            blocks=tuple(Block(**_from_row(row)) for row in record["blocks"]),
            edits=tuple(Edit(**_from_row(row)) for row in record["edits"]),
            matches=tuple(Match(**_from_row(row)) for row in record["passages"]),
            uncounted=tuple(Uncounted(**_from_row(row)) for row in record["uncounted"]),
            warnings=tuple(InputWarning(**_from_row(row)) for row in record["warnings"]),
            notes=tuple(record["notes"]),
            limits=tuple(Limit(**row) for row in record["limits"]),
            options=dict(record["options"]),
            calibration=record["calibration"],
            independent=record["independent"],
        )


def _document_to_dict(label: str, document: Document, words: int) -> dict[str, Any]:
    return {
        "label": label,
        "name": document.id,
        **_to_row(document.source),
        "text_sha256": document.text_sha256,
        "chars": len(document.text),
        "words": words,
    }


def _document_from_dict(row: dict[str, Any], text: str) -> Document:
    source = {name: row[name] for name in Source.__slots__ if name != "url"} | {"url": row.get("url")}
    return Document(row["name"], text, Source(**source | {"undecodable": tuple(row["undecodable"])}))


def _to_row(record: Any) -> dict[str, Any]:
    """Return the fields of a record by name, spans as [start, end]."""
    row: dict[str, Any] = {}
    for name in record.__slots__:
        value = getattr(record, name)
        if isinstance(value, Span):
            value = [value.start, value.end]
        elif isinstance(value, tuple):
            value = list(value)
        row[name] = asdict(value) if isinstance(value, Move) else value
    return row


def _from_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the record that `_to_row` wrote."""
    fields = dict(row)
    for name in ("a", "b", "span"):
        if isinstance(fields.get(name), list):
            fields[name] = Span(*fields[name])
    if isinstance(fields.get("moved"), dict):
        fields["moved"] = Move(**fields["moved"])
    return fields
