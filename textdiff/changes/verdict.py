"""What the blocks and edits add up to: shares, relation, counts, a verdict in one sentence, warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from textdiff.changes.warnings import find_lost_text
from textdiff.languages.marks import LINE_END, LINE_END_NAMES
from textdiff.model import (
    Block,
    Comparison,
    Counts,
    Document,
    Edit,
    InputWarning,
    Limit,
    Relation,
    Shared,
    Shares,
    Side,
    Span,
    count,
    percent,
)
from textdiff.options import Options
from textdiff.texts.header import with_header
from textdiff.texts.scripts import segmentation
from textdiff.texts.text import Text

# Joiners belong to the spelling of Arabic and Indic scripts and of emoji (UAX #31), and are hidden in others.
_SPELLED = (
    r"[[\p{L}\p{M}]--[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Inherited}]]"
    r"|\p{Extended_Pictographic}\ufe0f?+|[\U0001f3fb-\U0001f3ff]"
)
_HIDDEN = regex.compile(
    rf"(?:{_SPELLED})[\u200c\u200d](*SKIP)(*FAIL)"
    r"|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]",
    regex.V1,
)
_STACK = regex.compile(r"\p{M}{20,}+")  # written languages stack a few
_LINE_END = regex.compile(LINE_END)


def describe(
    a: Text,
    b: Text,
    layout: tuple[tuple[Block, ...], tuple[Edit, ...]],
    found: Shared,
    limits: tuple[Limit, ...],
    options: Options,
) -> Comparison:
    """Return the comparison of two documents, given its blocks and edits and the passages that count.

    Its documents have in their sources what the headers of their texts say, however they were read.
    """
    blocks, edits = layout
    aside = [block for block in blocks if block.lane == "crumb"]
    words = len(a.words), len(b.words)
    same = _same_words(a.text, b.text, blocks, edits)
    shares = _shares_of_the_same(found) if same else found.shares
    relation = same or found.relation
    told = sum(match.kind == "disguised" for match in found.passages)
    body = {block.n for block in blocks if block.lane == "body"}
    counted = [edit for edit in edits if edit.op != "keep" and not edit.typography and edit.block in body]
    counts = Counts(
        added_words=sum(len(b.words_of(edit.b)) for edit in counted if edit.b),
        dropped_words=sum(len(a.words_of(edit.a)) for edit in counted if edit.a),
        moved_blocks=sum(block.moved is not None for block in blocks if block.lane == "body"),
        reworded_blocks=sum(block.kind == "reworded" for block in blocks if block.lane == "body"),
    )
    return Comparison(
        a=with_header(a.document, a.header),
        b=with_header(b.document, b.header),
        words=words,
        relation=relation,
        verdict=_verdict(
            relation,
            shares,
            counts,
            _also(
                edited=_edited_sentences(blocks) if counts.added_words or counts.dropped_words else 0,
                reworded=counts.reworded_blocks,
                moved=counts.moved_blocks,
                told=told,
            ),
            what=f"{'verbatim ' if told else ''}passage of {options.min_words} words or more",
            crumbs=any(block.kind != "same" for block in aside),
        ),
        shares=shares,
        counts=counts,
        blocks=blocks,
        edits=edits,
        matches=found.passages,
        uncounted=found.uncounted,
        warnings=(*_warnings(a.document, b.document), *find_lost_text(a, b, edits, options.calibration)),
        notes=(*_notes(words, limits, options), *_stacks(a.document, b.document)),
        options=options.to_dict() | {"segmentation": segmentation()},
        calibration=options.calibration.digest(),
    )


def _shares_of_the_same(found: Shared) -> Shares:
    """Return the shares of two texts of the same words: all of them, however few."""
    shared = min(found.words)
    whole = float(shared > 0)
    return replace(found.shares, a_in_b=whole, b_in_a=whole, jaccard=whole, shared_words=shared)


def _same_words(a: str, b: str, blocks: Sequence[Block], edits: Sequence[Edit]) -> Relation | None:
    """Return `same` or `typography` for texts that differ in nothing else."""
    if a == b:
        return "same"
    in_place = all(block.moved is None for block in blocks)
    return "typography" if in_place and all(edit.op == "keep" or edit.typography for edit in edits) else None


def _verdict(relation: Relation, shares: Shares, counts: Counts, also: str, *, what: str, crumbs: bool) -> str:
    """Return one sentence for people, in both directions; `what` is what two texts share, or do not."""
    if relation == "same":
        return "A and B are the same text."
    if relation == "typography":
        return "A and B have the same words; only white space or typography differs."
    words = [
        f"{verb} {count(n, 'word')}{of}"
        for n, verb, of in ((counts.added_words, "adds", ""), (counts.dropped_words, "drops", " of A's"))
        if n
    ]
    changes = "; ".join([f"B {' and '.join(words)}"] * bool(words) + [also] * bool(also)) + "."
    if not words and not also:
        changes = "no word differs, but signs, currency or punctuation do."
        if crumbs:
            changes = "only lines that are no part of the article differ (headers, links, footers, repeated lines)."
    if relation == "no-shared-text":
        return f"A and B share no {what} beyond names and titles; {changes}"
    opening = {
        "near-duplicate": "A and B are near-duplicates: ",
        "a-inside-b": "A is inside B: ",
        "b-inside-a": "B is inside A: ",
    }
    return (
        f"{opening.get(relation, '')}{percent(shares.a_in_b)} of A's words are in B and "
        f"{percent(shares.b_in_a)} of B's are in A; {changes}"
    )


def _edited_sentences(blocks: Sequence[Block]) -> int:
    """Return how many sentences were edited in their places; a moved passage may have many, and is told as one."""
    return sum(block.kind == "edited" and block.moved is None and block.lane == "body" for block in blocks)


def _also(*, edited: int, reworded: int, moved: int, told: int) -> str:
    """Return what became of sentences and passages: "2 sentences edited, 1 reworded or replaced and 1 passage moved".

    Nothing is said of what there is none of.
    """
    parts = [
        (edited, "sentence", "edited"),
        (reworded, "sentence", "reworded or replaced"),
        (moved, "passage", "moved"),
        (told, "passage", "told in other words"),
    ]
    said: list[str] = []
    last = ""
    for n, noun, verb in parts:
        if n:
            said.append(f"{n:,} {verb}" if noun == last else f"{count(n, noun)} {verb}")
            last = noun
    return " and ".join([", ".join(said[:-1]), *said[-1:]]) if len(said) > 1 else "".join(said)


def _notes(words: tuple[int, int], limits: tuple[Limit, ...], options: Options) -> Iterator[str]:
    known = {limit.name: limit for limit in limits}
    for label, n in zip("AB", words, strict=True):
        if not n:
            yield f"{label} is empty: it has no words."
        elif n < options.min_words:
            yield f"{label} has {count(n, 'word')}, fewer than the {options.min_words} of a passage."
    if "most_sentences" in known:
        yield (
            f"The texts have more than {options.calibration.most_sentences:,} sentences: passages told in other words "
            "were not looked for."
        )
    if "engine_cells" in known:
        yield (
            f"Some stretches were too long to align word by word ({known['engine_cells'].work:,} pairs of words, "
            f"the limit is {options.calibration.engine_cells:,}): they are shown as wholly replaced."
        )


def _stacks(a: Document, b: Document) -> Iterator[str]:
    for label, document in (("A", a), ("B", b)):
        stack = None if document.text.isascii() else _STACK.search(document.text)
        if stack:
            yield (
                f"{label} has {len(stack.group()):,} combining marks on one letter, at character {stack.start():,}: "
                "what of them runs over its row is cut off in pages."
            )


def _warnings(a: Document, b: Document) -> Iterator[InputWarning]:
    documents: tuple[tuple[Side, Document], ...] = (("a", a), ("b", b))
    ends = [set(_LINE_END.findall(document.text)) for _, document in documents]
    for n, (side, document) in enumerate(documents):
        bad = document.source.undecodable
        if bad:
            note = f"{count(len(bad), 'place')} could not be read as {document.source.encoding}: U+FFFD stands there"
            yield InputWarning("undecodable", side, Span(bad[0], bad[0] + 1), note)
        signs = [] if document.text.isascii() else list(_HIDDEN.finditer(document.text))
        if signs:
            first = signs[0].start()
            hidden = Counter(sign.group() for sign in signs)
            named = ", ".join(f"{count} × U+{ord(sign):04X}" for sign, count in sorted(hidden.items()))
            yield InputWarning("hidden-characters", side, Span(first, first + 1), f"invisible characters: {named}")
        found = _LINE_END.search(document.text)
        if found and ends[1 - n] and ends[0] != ends[1]:
            names = sorted(LINE_END_NAMES[end] for end in ends[n])
            yield InputWarning("line-ends", side, Span(*found.span()), f"line ends differ; here: {', '.join(names)}")
