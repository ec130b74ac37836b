"""From rows of sentences to blocks: what a person reads, tiling both texts, each block with its edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from textdiff.changes.align import Range
from textdiff.changes.edits import Piece, join_pieces, write_edits
from textdiff.changes.headlines import headline_case
from textdiff.changes.pairings import Row
from textdiff.changes.weights import Weights, word_keys
from textdiff.model import Block, Edit, Kind, Move, Op, Span, Tokens
from textdiff.texts.crumbs import are_fields, hides_news

# Words of a line that may be a repeat; "Advertisement" twice is one of the crumbs or nothing.
_REPEAT_WORDS = 3


class _Draft(NamedTuple):
    """A block in the making; `original` is the first token of the sentence that it repeats on its side."""

    row: Row
    kind: Kind
    similarity: float
    pieces: list[Piece]
    lane: Literal["body", "crumb"]
    original: int | None = None


_OTHER: dict[Op, Op] = {"add": "drop", "drop": "add"}
_OTHER_KIND: dict[Kind, Kind] = {"added": "dropped", "dropped": "added"}


def lay_out(
    a: Tokens,
    b: Tokens,
    rows: Iterable[Row],
    crumbs: tuple[frozenset[int], frozenset[int]],
    weights: tuple[Weights, Weights],
    edited_share: float,
    *,
    swapped: bool = False,
) -> tuple[tuple[Block, ...], tuple[Edit, ...]]:
    """Return the blocks and edits of two texts, given their rows and the first tokens of sentences that are crumbs.

    Blocks stand in A order, one without A right after the block before it in B. An edit lies in one
    block; white space belongs to the block before it, and before the first token to the first block.
    With `swapped` the answer is about the pair (b, a): the same blocks, sides swapped, in B order.
    """
    repeats = _repeats(a, b, rows := list(rows), weights)
    drafts = [_draft(a, b, row, weights, crumbs, repeats, edited_share) for row in rows]
    if any(tokens.text and not tokens.starts for tokens in (a, b)):  # a text of white space alone
        drafts.append(_draft(a, b, Row((0, 0), (0, 0), []), weights, crumbs, {}, edited_share))
    joined = list(_join(drafts))
    joined = list(_join(_repeat_blocks(joined)))
    first = {(side, tokens[0]): n for n, draft in enumerate(joined) for side, tokens in _sides(draft)}
    blocks = [_to_block(a, b, draft, first) for draft in joined]
    if swapped:
        blocks = [_turned(block) for block in blocks]
    order = _reading_order(blocks)
    place = {old: new for new, old in enumerate(order)}
    numbered = [
        replace(blocks[old], n=new, repeat_of=None if (n := blocks[old].repeat_of) is None else place[n])
        for new, old in enumerate(order)
    ]
    edits = [edit for new, old in enumerate(order) for edit in _to_edits(joined[old].pieces, new, swapped=swapped)]
    return tuple(numbered), tuple(edits)


def _to_edits(pieces: list[Piece], block: int, *, swapped: bool) -> Iterator[Edit]:
    """Yield the edits of a block."""
    for op, a_start, a_end, b_start, b_end, typography in pieces:
        a = None if a_start < 0 else Span(a_start, a_end)
        b = None if b_start < 0 else Span(b_start, b_end)
        if swapped:
            yield Edit(_OTHER.get(op, op), b, a, block, typography)
        else:
            yield Edit(op, a, b, block, typography)
    pieces.clear()  # a long text has a million of them


def _draft(
    a: Tokens,
    b: Tokens,
    row: Row,
    weights: tuple[Weights, Weights],
    crumbs: tuple[frozenset[int], frozenset[int]],
    repeats: dict[tuple[str, int], int],
    edited_share: float,
) -> _Draft:
    """Return a row with its kind, its lane and its similarity: twice the kept words over the words of both (Dice)."""
    headline = headline_case(a, b, row.a, row.b, row.kept) if row.a and row.b else None
    pieces = write_edits(a, b, row.a or (0, 0), row.b or (0, 0), row.kept, headline=headline)
    inside = [
        tokens.sentences[bisect_left(tokens.sentences, side[0]) : bisect_left(tokens.sentences, side[1])]
        for tokens, side in ((a, row.a or (0, 0)), (b, row.b or (0, 0)))
    ]
    is_crumb = any(inside) and all(n in flags for flags, numbers in zip(crumbs, inside, strict=True) for n in numbers)
    lane: Literal["body", "crumb"] = "crumb" if is_crumb else "body"
    if row.a is None or row.b is None:
        kind: Kind = "added" if row.a is None else "dropped"
        side, first = ("b", inside[1][0]) if row.a is None else ("a", inside[0][0])
        original = repeats.get((side, first))
        return _Draft(row, kind, 0.0, pieces, "crumb" if original is not None else lane, original)
    if all(piece[0] == "keep" or piece[5] for piece in pieces):
        return _Draft(row, "same", 1.0, pieces, lane)
    if lane == "crumb" and hides_news(_line(a, row.a), _changed_texts(a.text, b.text, pieces)):
        lane = "crumb" if are_fields(a, *row.a) and are_fields(b, *row.b) else "body"
    shorter, longer = sorted((weights[0].between(*row.a), weights[1].between(*row.b)))
    kept = row.let_go + sum(weights[0].between(run.a, run.a + run.n) for run in row.kept)
    similarity = round(2 * kept / (shorter + longer), 4) if longer else 0.0
    other_words = kept < edited_share * longer and 2 * kept < shorter
    return _Draft(row, "reworded" if row.reworded or other_words else "edited", similarity, pieces, lane)


def _line(tokens: Tokens, within: Range) -> str:
    return tokens.text[tokens.edge(within[0]) : tokens.edge(within[1])]


def _changed_texts(a: str, b: str, pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield what the pieces drop, add and replace."""
    for op, a_start, a_end, b_start, b_end, typography in pieces:
        if op != "keep" and not typography:
            yield from (
                text[start:end] for text, start, end in ((a, a_start, a_end), (b, b_start, b_end)) if start >= 0
            )


def _repeats(a: Tokens, b: Tokens, rows: Iterable[Row], weights: tuple[Weights, Weights]) -> dict[tuple[str, int], int]:
    """Return which sentences of one side only repeat another of that side: (side, first token) → its first token."""
    paired: tuple[set[int], set[int]] = set(), set()
    alone: list[tuple[int, Range]] = []
    for row in rows:
        if row.a and row.b:
            for side, tokens, numbers in ((0, a, row.a), (1, b, row.b)):
                starts = tokens.sentences
                paired[side].update(starts[bisect_left(starts, numbers[0]) : bisect_left(starts, numbers[1])])
        else:
            alone.append((0, row.a) if row.a else (1, row.b or (0, 0)))
    found: dict[tuple[str, int], int] = {}
    for side, tokens in enumerate((a, b)):
        mine = {start for n, (start, end) in alone if n == side and weights[n].between(start, end) >= _REPEAT_WORDS}
        for same in _places(tokens, weights[side]).values() if mine else ():
            original = next((start for start in same if start in paired[side]), same[0])
            found |= {("ab"[side], start): original for start in same if start in mine and start != original}
    return found


def _places(tokens: Tokens, weights: Weights) -> dict[tuple[str, ...], list[int]]:
    """Return the first tokens of the sentences by their words."""
    places: dict[tuple[str, ...], list[int]] = {}
    ends = [*tokens.sentences[1:], len(tokens)][: len(tokens.sentences)]
    for start, end in zip(tokens.sentences, ends, strict=True):
        places.setdefault(word_keys(tokens, weights, start, end), []).append(start)
    return places


def _sides(draft: _Draft) -> list[tuple[str, Range]]:
    """Return the sides that a draft has, with its tokens."""
    return [(side, tokens) for side, tokens in (("a", draft.row.a), ("b", draft.row.b)) if tokens is not None]


def _repeated(draft: _Draft) -> tuple[str, int] | None:
    """Return the side and the first token of what a draft repeats."""
    return None if draft.original is None else ("a" if draft.row.a else "b", draft.original)


def _repeat_blocks(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the drafts, those that repeat a sentence repeating the block that it is in."""
    starts = {
        name: sorted(
            tokens[0] for draft in drafts if draft.original is None for side, tokens in _sides(draft) if side == name
        )
        for name in "ab"
    }
    found = []
    for draft in drafts:
        key = _repeated(draft)
        if key is not None:
            before = starts[key[0]]
            draft = draft._replace(original=before[bisect_right(before, key[1]) - 1])  # noqa: PLW2901
        found.append(draft)
    return found


def _join(drafts: Iterable[_Draft]) -> Iterator[_Draft]:
    """Yield the drafts, neighbours on both sides that a reader sees as one put together."""
    last: _Draft | None = None
    for draft in sorted(drafts, key=_text_order):
        if last and _belongs_to(last, draft):
            last = last._replace(row=Row(_span(last.row.a, draft.row.a), _span(last.row.b, draft.row.b), []))
            last.pieces[-1:] = join_pieces([last.pieces[-1], *draft.pieces])
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _text_order(draft: _Draft) -> tuple[bool, Range]:
    row = draft.row
    return (row.a is None, row.a or row.b or (0, 0))


def _belongs_to(last: _Draft, draft: _Draft) -> bool:
    """Return whether two drafts that follow one another are alike and touch wherever they stand."""
    return (
        draft.kind == last.kind
        and draft.kind in ("same", "added", "dropped")
        and not (draft.row.moved or last.row.moved)
        and draft.lane == last.lane
        and draft.original == last.original
        and _touch(last.row.a, draft.row.a)
        and _touch(last.row.b, draft.row.b)
    )


def _touch(before: Range | None, after: Range | None) -> bool:
    return before is after is None or (before is not None and after is not None and before[1] == after[0])


def _span(before: Range | None, after: Range | None) -> Range | None:
    return (before[0], after[1]) if before and after else None


def _to_block(a: Tokens, b: Tokens, draft: _Draft, first: dict[tuple[str, int], int]) -> Block:
    """Return the block that the edits of a draft cover; a paired one has both sides, if need be empty.

    `first` has the numbers of the blocks by side and first token.
    """
    sides = [_cover(piece[1:3] for piece in draft.pieces), _cover(piece[3:5] for piece in draft.pieces)]
    if draft.kind == "same":
        sides = [span or Span(0, 0) for span in sides]
    moved = _to_move(a, b, draft.row) if draft.row.moved else None
    repeated = _repeated(draft)
    repeat_of = None if repeated is None else first[repeated]
    return Block(0, draft.kind, sides[0], sides[1], draft.similarity, moved, draft.lane, repeat_of)


def _cover(spans: Iterable[tuple[int, int]]) -> Span | None:
    """Return the span from the first to the last of some spans; those of a missing side begin at -1."""
    present = [span for span in spans if span[0] >= 0]
    return Span(present[0][0], present[-1][1]) if present else None


def _to_move(a: Tokens, b: Tokens, row: Row) -> Move:
    """Return the paragraphs (from 1) and places (shares of the text, two digits) of a moved row."""
    numbers: list[int] = []
    places: list[float] = []
    for tokens, side in ((a, row.a), (b, row.b)):
        first = side[0] if side else 0
        numbers.append(bisect_right(tokens.paragraphs, first))
        places.append(round(tokens.edge(first) / len(tokens.text), 2))
    return Move(numbers[0], numbers[1], places[0], places[1])


def _turned(block: Block) -> Block:
    """Return a block with its sides swapped."""
    move = block.moved
    return replace(
        block,
        kind=_OTHER_KIND.get(block.kind, block.kind),
        a=block.b,
        b=block.a,
        moved=move and Move(move.b_paragraph, move.a_paragraph, move.b_place, move.a_place),
    )


def _reading_order(blocks: Sequence[Block]) -> list[int]:
    """Return the blocks' indices in A order, one without A right after its predecessor in B.

    A moved block is nobody's predecessor: the others keep the B order.
    """
    following: dict[int, int] = {}  # block → the block without A that comes next in B; -1 is before the first
    last = -1
    for n in _in_order([None if block.moved else block.b for block in blocks]):
        if blocks[n].a is None:
            following[last] = n
        last = n
    order: list[int] = []
    for n in [-1, *_in_order([block.a for block in blocks])]:
        after: int | None = n
        while after is not None:
            order.append(after)
            after = following.get(after)
    return order[1:]


def _in_order(spans: Sequence[Span | None]) -> list[int]:
    """Return the indices of the spans in text order, without those that are None."""
    present = [(span.start, span.end, n) for n, span in enumerate(spans) if span is not None]
    return [n for _, _, n in sorted(present)]
