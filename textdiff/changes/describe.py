"""What the blocks and edits add up to: shares, relation, counts, a verdict in one sentence, warnings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from operator import and_
from typing import NamedTuple

import regex

from textdiff.changes.lost import find_lost_text
from textdiff.model import (
    Block,
    Comparison,
    Counts,
    Document,
    Edit,
    InputWarning,
    Match,
    Relation,
    Shared,
    Shares,
    Side,
    Span,
    Tokens,
    count,
    percent,
)
from textdiff.options import Options
from textdiff.texts.words import segmentation

# Both shares of near-duplicates, and the share that makes one text a part of the other: CONTRACT "relation".
NEAR = 0.8
INSIDE = 0.9

_HIDDEN = regex.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_END = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LINE_END_NAMES = {
    "\r\n": "CRLF",
    "\n": "LF",
    "\r": "CR",
    "\v": "VT",
    "\f": "FF",
    "\x85": "NEL",
    "\u2028": "LS",
    "\u2029": "PS",
}


def describe(
    a: tuple[Document, Tokens],
    b: tuple[Document, Tokens],
    layout: tuple[tuple[Block, ...], tuple[Edit, ...]],
    found: Shared,
    coarse_cells: int,
    options: Options,
) -> Comparison:
    """Return the comparison of two documents, given its blocks and edits and the passages that count."""
    blocks, edits = layout
    aside = [block for block in blocks if block.lane == "crumb"]
    words = _Words(a[1], [block.a for block in aside]), _Words(b[1], [block.b for block in aside])
    disguised = [
        match for match in found.passages if match.kind == "disguised" and match.words >= options.disguised_words
    ]
    shared = _shared(words, blocks, edits, found.runs, disguised)
    same = _same_words(a[0].text, b[0].text, blocks, edits)
    shares = _shares(words, same, shared.words, found.runs)
    relation = same or _relation(shares, counts=bool(found.runs or disguised))
    body = {block.n for block in blocks if block.lane == "body"}
    counted = [edit for edit in edits if edit.op != "keep" and not edit.typography and edit.block in body]
    counts = Counts(
        added_words=sum(len(words[1].of(edit.b)) for edit in counted if edit.b),
        dropped_words=sum(len(words[0].of(edit.a)) for edit in counted if edit.a),
        moved_blocks=sum(block.moved is not None for block in blocks if block.lane == "body"),
        reworded_blocks=sum(block.kind == "reworded" for block in blocks if block.lane == "body"),
    )
    return Comparison(
        a=a[0],
        b=b[0],
        words=(words[0].total, words[1].total),
        relation=relation,
        verdict=_verdict(
            relation,
            shares,
            counts,
            sum(match.kind == "disguised" for match in found.passages),
            options.min_words,
            crumbs=any(block.kind != "same" for block in aside),
        ),
        shares=shares,
        counts=counts,
        blocks=blocks,
        edits=edits,
        matches=found.passages,
        uncounted=found.uncounted,
        warnings=(*_warnings(a[0], b[0]), *find_lost_text(a[1], b[1], edits)),
        notes=tuple(_notes(words, shared, coarse_cells, options, too_long=found.too_long)),
        options=asdict(options) | {"crumbs": list(options.crumbs), "segmentation": segmentation()},
    )


class _Words:
    """Words of a text counted by code points; those in the spans set aside are no part of the article."""

    def __init__(self, tokens: Tokens, aside: Iterable[Span | None]) -> None:
        self.total = len(tokens.words)
        self.starts = [tokens.starts[word] for word in tokens.words]
        self.keys = [tokens.keys[word] for word in tokens.words]
        self.counts = bytearray(b"\1") * self.total
        for span in aside:
            if span is not None:
                numbers = self.of(span)
                self.counts[numbers.start : numbers.stop] = bytes(len(numbers))

    def of(self, span: Span) -> range:
        """Return the numbers of the words that begin in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    @property
    def n_counted(self) -> int:
        """Return the number of words that count; all of them where none else are left."""
        return sum(self.counts) or self.total


class _SharedWords(NamedTuple):
    """Words of both texts that are shared one to one, and how many of them no edit keeps or replaces with the other."""

    words: int
    elsewhere: int


def _shared(
    words: tuple[_Words, _Words],
    blocks: Sequence[Block],
    edits: Sequence[Edit],
    matches: Sequence[Match],
    disguised: Sequence[Match],
) -> _SharedWords:
    """Return the kept words of the passages, and the words of runs that no block keeps.

    A passage is a sequence of paired blocks that nothing added or dropped interrupts, or a moved
    block; it counts when a match lies in it. Of a disguised passage the words count that both sides have
    in it, each one as often as both do.
    """
    kept = bytearray(words[0].total), bytearray(words[1].total)
    passages = _passages(blocks, matches)
    for edit in edits:
        if edit.block in passages and edit.a and edit.b:
            a, b = words[0].of(edit.a), words[1].of(edit.b)
            if len(a) == len(b) and words[0].keys[a.start : a.stop] == words[1].keys[b.start : b.stop]:
                kept[0][a.start : a.stop] = kept[1][b.start : b.stop] = b"\1" * len(a)
    in_place = sum(map(and_, kept[0], words[0].counts))
    elsewhere: list[tuple[int, int]] = []
    for match in matches:
        a, b = words[0].of(match.a), words[1].of(match.b)
        if kept[0].find(0, a.start, a.stop) < 0:
            continue
        for i, j in zip(a, b, strict=True):
            if not kept[0][i] and not kept[1][j]:
                kept[0][i] = kept[1][j] = 1
                if words[0].counts[i] & words[1].counts[j]:
                    elsewhere.append((i, j))
    told = 0
    for match in disguised:
        left = [
            Counter(side.keys[n] for n in side.of(span) if side.counts[n] and not flags[n])
            for side, span, flags in zip(words, (match.a, match.b), kept, strict=True)
        ]
        told += (left[0] & left[1]).total()
    hidden = len(elsewhere) - _count_replaced(elsewhere, words, edits) if elsewhere else 0
    return _SharedWords(in_place + len(elsewhere) + told, hidden)


def _count_replaced(pairs: Iterable[tuple[int, int]], words: tuple[_Words, _Words], edits: Iterable[Edit]) -> int:
    """Return how many words of A are replaced by a stretch of B that holds their partner: a part of a unit."""
    replaced = sorted((e.a, e.b) for e in edits if e.op == "replace" and not e.typography and e.a and e.b)
    found = 0
    for i, j in pairs:
        a, b = words[0].starts[i], words[1].starts[j]
        n = bisect_right(replaced, a, key=_start_of_a) - 1
        found += n >= 0 and a < replaced[n][0].end and replaced[n][1].start <= b < replaced[n][1].end
    return found


def _start_of_a(sides: tuple[Span, Span]) -> int:
    return sides[0].start


def _passages(blocks: Sequence[Block], matches: Sequence[Match]) -> set[int]:
    """Return the numbers of the blocks that belong to a passage."""
    group: list[int] = []  # block → its group; 0 for blocks of one side and crumbs, negative for moved ones
    number = 1
    for block in blocks:
        paired = block.a is not None and block.b is not None and block.lane == "body"
        in_place = -1 - block.n if block.moved else number
        group.append(in_place if paired else 0)
        number += not (paired or block.moved)  # a moved block interrupts nothing: it stands elsewhere on one side
    a_groups, b_groups = ([(span.start, group[n]) for n, span in _in_text_order(blocks, side)] for side in ("a", "b"))
    counted: set[int] = set()
    for match in matches:
        counted |= _groups_in(match.a, a_groups) & _groups_in(match.b, b_groups)
    return {n for n, number in enumerate(group) if number in counted - {0}}


def _in_text_order(blocks: Sequence[Block], side: str) -> list[tuple[int, Span]]:
    spans = [(n, span) for n, block in enumerate(blocks) if (span := getattr(block, side)) is not None]
    return sorted(spans, key=lambda entry: entry[1])


def _groups_in(span: Span, groups: Sequence[tuple[int, int]]) -> set[int]:
    """Return the groups of the blocks that a span touches, given where each block begins."""
    first = bisect_left(groups, (span.start + 1, 0)) - 1
    last = bisect_left(groups, (span.end, 0))
    return {number for _, number in groups[max(first, 0) : last]}


def _shares(words: tuple[_Words, _Words], relation: Relation | None, shared: int, matches: Sequence[Match]) -> Shares:
    """Return the shares; two texts of the same words share all of them, however few."""
    a_words, b_words = words[0].n_counted, words[1].n_counted
    if relation:
        shared = min(a_words, b_words)
    shared = min(shared, a_words, b_words)
    union = a_words + b_words - shared
    return Shares(
        a_in_b=_share(shared, a_words),
        b_in_a=_share(shared, b_words),
        jaccard=_share(shared, union),
        shared_words=shared,
        passages=len(matches),
        longest_words=max((match.words for match in matches), default=0),
    )


def _share(part: int, whole: int) -> float:
    """Return a share to four digits that is 0 or 1 only where it is exactly that; nothing shares nothing."""
    share = round(part / whole, 4) if whole else 0.0
    if 0 < part < whole:
        share = min(max(share, 0.0001), 0.9999)
    return share


def _same_words(a: str, b: str, blocks: Sequence[Block], edits: Sequence[Edit]) -> Relation | None:
    """Return `same` or `typography` for texts that differ in nothing else."""
    if a == b:
        return "same"
    in_place = all(block.moved is None for block in blocks)
    return "typography" if in_place and all(edit.op == "keep" or edit.typography for edit in edits) else None


def _relation(shares: Shares, *, counts: bool) -> Relation:
    if not counts:
        return "no-shared-text"
    if shares.a_in_b >= NEAR and shares.b_in_a >= NEAR:
        return "near-duplicate"
    if shares.a_in_b >= INSIDE and shares.b_in_a < NEAR:
        return "a-inside-b"
    if shares.b_in_a >= INSIDE and shares.a_in_b < NEAR:
        return "b-inside-a"
    return "overlapping"


def _verdict(relation: Relation, shares: Shares, counts: Counts, told: int, min_words: int, *, crumbs: bool) -> str:
    """Return one sentence for people, in both directions; `told` counts the passages in other words."""
    if relation == "same":
        return "A and B are the same text."
    if relation == "typography":
        return "A and B have the same words; only white space or typography differs."
    also = [
        count(n, noun) + verb
        for n, noun, verb in (
            (counts.moved_blocks, "passage", " moved"),
            (counts.reworded_blocks, "sentence", " reworded or replaced"),
            (told, "passage", " told in other words"),
        )
        if n
    ]
    changes = f"B adds {count(counts.added_words, 'word')} and drops {count(counts.dropped_words, 'word')} of A's"
    changes = "; ".join([changes, " and ".join(also)] if also else [changes]) + "."
    if not counts.added_words and not counts.dropped_words and not also:
        changes = "no word differs, but signs, currency or punctuation do."
        if crumbs:
            changes = "only lines that are no part of the article differ (links, footers, repeated lines)."
    if relation == "no-shared-text":
        what = "verbatim passage" if told else "passage"
        return f"A and B share no {what} of {min_words} words or more beyond names and titles; {changes}"
    opening = {
        "near-duplicate": "A and B are near-duplicates: ",
        "a-inside-b": "A is inside B: ",
        "b-inside-a": "B is inside A: ",
    }
    return (
        f"{opening.get(relation, '')}{percent(shares.a_in_b)} of A's words are in B and "
        f"{percent(shares.b_in_a)} of B's are in A; {changes}"
    )


def _notes(
    words: tuple[_Words, _Words], shared: _SharedWords, coarse_cells: int, options: Options, *, too_long: bool
) -> Iterator[str]:
    for label, side in zip("AB", words, strict=True):
        if not side.total:
            yield f"{label} is empty: it has no words."
        elif side.total < options.min_words:
            yield f"{label} has {count(side.total, 'word')}, fewer than the {options.min_words} of a passage."
    if shared.elsewhere:
        yield (
            f"Shared words that no block keeps, because their sentences differ in the rest: {shared.elsewhere:,}; "
            "they count as shared, and are shown as dropped and added."
        )
    if too_long:
        yield (
            f"The texts have more than {options.most_sentences:,} sentences: passages told in other words were not "
            "looked for."
        )
    if coarse_cells:
        yield (
            f"Some stretches were too long to align word by word ({coarse_cells:,} pairs of words, "
            f"the limit is {options.engine_cells:,}): they are shown as wholly replaced."
        )


def _warnings(a: Document, b: Document) -> Iterator[InputWarning]:
    documents: tuple[tuple[Side, Document], ...] = (("a", a), ("b", b))
    ends = [set(_LINE_END.findall(document.text)) for _, document in documents]
    for n, (side, document) in enumerate(documents):
        bad = document.source.undecodable
        if bad:
            note = f"{count(len(bad), 'place')} could not be read as {document.source.encoding}: U+FFFD stands there"
            yield InputWarning("undecodable", side, Span(bad[0], bad[0] + 1), note)
        hidden = Counter() if document.text.isascii() else Counter(_HIDDEN.findall(document.text))
        if hidden:
            first = min(document.text.index(sign) for sign in hidden)
            named = ", ".join(f"{count} × U+{ord(sign):04X}" for sign, count in sorted(hidden.items()))
            yield InputWarning(
                "hidden-characters", side, Span(first, first + 1), f"characters that show nothing: {named}"
            )
        found = _LINE_END.search(document.text)
        if found and ends[1 - n] and ends[0] != ends[1]:
            names = sorted(_LINE_END_NAMES[end] for end in ends[n])
            yield InputWarning("line-ends", side, Span(*found.span()), f"line ends differ; here: {', '.join(names)}")
