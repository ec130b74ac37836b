"""Pairings → Blocks, Edits: what a person reads, tiling both texts, each block with its edits."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from textdiff.changes.drafts import Draft
from textdiff.changes.edits import Piece, join_pieces, write_edits
from textdiff.changes.headlines import headline_case
from textdiff.changes.pairings import Pairing
from textdiff.changes.stumps import Loss, Stump, set_apart, turned
from textdiff.model import (
    ADD,
    CHANGES,
    DROP,
    TYPOGRAPHY,
    Block,
    Columns,
    Edit,
    Kind,
    Lane,
    Move,
    make_block,
    make_edit,
)
from textdiff.options import Options
from textdiff.texts.crumbs import are_fields, hides_news
from textdiff.texts.keys import LIST_NUMBER_KEY
from textdiff.texts.terms import is_figure
from textdiff.texts.text import Range, Text


class _Row(NamedTuple):
    """A block before it has its place: its sides are code points, `repeat_of` is the number of a draft."""

    kind: Kind
    a: Range | None
    b: Range | None
    similarity: float
    moved: Move | None
    lane: Lane
    repeat_of: int | None


_OTHER_KIND: dict[Kind, Kind] = {"added": "dropped", "dropped": "added"}
_OTHER_CODE = bytes.maketrans(
    bytes((ADD, DROP, ADD + TYPOGRAPHY, DROP + TYPOGRAPHY)), bytes((DROP, ADD, DROP + TYPOGRAPHY, ADD + TYPOGRAPHY))
)


def lay_out(
    a: Text,
    b: Text,
    pairings: list[Pairing],
    stumps: tuple[Sequence[Stump], Sequence[Stump]],
    options: Options,
    *,
    swapped: bool = False,
) -> tuple[Columns[Block], Columns[Edit], list[Loss]]:
    """Return the blocks and edits of two texts, and what each may have lost, given their pairings and stumps.

    No change has its number yet.

    Blocks stand in A order, one without A right after the block before it in B. An edit lies in one
    block; white space belongs to the block before it, and before the first token to the first block.
    With `swapped` the answer is about the pair (b, a): the same blocks, sides swapped, in B order.
    The list of pairings is emptied.
    """
    repeats = _repeats(a, b, pairings, options.calibration.repeat_words)
    pairings.reverse()
    drafts = []
    while pairings:  # taken out: what is kept of a long text takes as much memory as its edits
        drafts.append(_draft(a, b, pairings.pop(), repeats, options))
    if any(text.text and not len(text) for text in (a, b)):  # a text of white space alone
        drafts.append(_draft(a, b, Pairing((0, 0), (0, 0), []), {}, options))
    drafts, losses = set_apart(a, b, drafts, stumps)
    joined = list(_join(drafts))
    joined = list(_join(_repeat_blocks(joined)))
    first = {(side, tokens[0]): n for n, draft in enumerate(joined) for side, tokens in _sides(draft)}
    rows = [_to_row(a, b, draft, first) for draft in joined]
    if swapped:
        rows = list(map(_turned, rows))
        losses = turned(losses)
    order = _reading_order(rows)
    edits = _to_edits([joined[n].pieces for n in order], swapped=swapped)
    return _to_blocks(rows, order), edits, losses


def _to_blocks(rows: Sequence[_Row], order: Sequence[int]) -> Columns[Block]:
    """Return the blocks of some rows in an order."""
    place = {old: new for new, old in enumerate(order)}
    columns = list(zip(*map(rows.__getitem__, order), strict=True)) or [()] * len(_Row._fields)
    columns[-1] = tuple([None if n is None else place[n] for n in columns[-1]])
    return Columns(make_block, range(len(order)), *columns, (None,) * len(order))


def _to_edits(pieces: Sequence[Sequence[Piece]], *, swapped: bool) -> Columns[Edit]:
    """Return the edits of all blocks, given the pieces of each."""
    columns = list(zip(*chain.from_iterable(pieces), strict=True)) or [()] * 5
    codes, (a, b) = bytes(columns[0]), ([array("i", column) for column in columns[n : n + 2]] for n in (1, 3))
    blocks = array("i", chain.from_iterable(map(repeat, range(len(pieces)), map(len, pieces))))
    if swapped:
        codes, a, b = codes.translate(_OTHER_CODE), b, a
    return Columns(make_edit, codes, *a, *b, blocks)


def _draft(a: Text, b: Text, pairing: Pairing, repeats: dict[tuple[str, int], int], options: Options) -> Draft:
    """Return a pairing with its kind, lane and similarity: twice the kept words over the words of both (Dice).

    The kept tokens are in its pieces from there on, and no more in the pairing.
    """
    bare = pairing._replace(kept=[])
    headline = (
        headline_case(a, b, pairing.a, pairing.b, pairing.kept, options.calibration)
        if pairing.a and pairing.b
        else None
    )
    pieces = write_edits(a, b, pairing.a or (0, 0), pairing.b or (0, 0), pairing.kept, headline=headline)
    inside = a.sentence_starts(pairing.a or (0, 0)), b.sentence_starts(pairing.b or (0, 0))
    is_crumb = any(inside) and _are_crumbs(a, inside[0]) and _are_crumbs(b, inside[1])
    lane: Lane = "crumb" if is_crumb else "body"
    if pairing.a is None or pairing.b is None:
        kind: Kind = "added" if pairing.a is None else "dropped"
        side, text, tokens = ("b", b, pairing.b or (0, 0)) if pairing.a is None else ("a", a, pairing.a)
        original = repeats.get((side, tokens[0]))
        if {tokens[1], original} <= text.repeated_head:  # of a headline that stands again it is the first one
            lane = "crumb"
        return Draft(bare, kind, 0.0, pieces, lane, None if lane == "crumb" else original)
    if CHANGES.isdisjoint([piece[0] for piece in pieces]):
        return Draft(bare, "same", 1.0, pieces, lane)
    if lane == "crumb" and hides_news(a.slice(pairing.a), _changed_texts(a.text, b.text, pieces)):
        lane = "crumb" if are_fields(a, *pairing.a) and are_fields(b, *pairing.b) else "body"
    shorter, longer = sorted((a.n_words(*pairing.a), b.n_words(*pairing.b)))
    kept = pairing.unkept + sum(a.n_words(run.a, run.a + run.n) for run in pairing.kept)
    similarity = round(2 * kept / (shorter + longer), 4) if longer else 0.0
    calibration = options.calibration
    other_words = (
        not pairing.is_row
        and kept < calibration.edited_share * longer
        and kept < calibration.kept_share * shorter
        and not _are_figures(a, b, pieces)
    )
    kind = "reworded" if pairing.reworded or other_words else "edited"
    return Draft(bare, kind, similarity, pieces, lane, renumbered=kind == "edited" and _are_numbers(a, b, pieces))


def _are_figures(a: Text, b: Text, pieces: Iterable[Piece]) -> bool:
    """Return whether all words that changed are figures: what is said of them is not said in other words."""
    changed = [piece[1:] for piece in pieces if piece[0] in CHANGES]
    return all(map(is_figure, chain(_keys(a, [one[:2] for one in changed]), _keys(b, [one[2:] for one in changed]))))


def _keys(text: Text, spans: Iterable[Range]) -> Iterator[str]:
    """Yield the keys of the words of some spans, left out where a side has none."""
    for start, end in spans:
        if start >= 0:
            yield from text.keys_of_words((text.token_at(start), text.token_at(end)))


def _are_numbers(a: Text, b: Text, pieces: Iterable[Piece]) -> bool:
    """Return whether all that changed are the numbers of the items of a list."""
    return all(
        start >= 0 and other >= 0 and a.key(a.token_at(start)) == b.key(b.token_at(other)) == LIST_NUMBER_KEY
        for code, start, _, other, _ in pieces
        if code in CHANGES
    )


def _are_crumbs(text: Text, sentences: Sequence[int]) -> bool:
    """Return whether sentences are no part of the article, or repeat its headline right below it."""
    if text.crumbs.issuperset(sentences):
        return True
    return bool(text.repeated_head) and text.crumbs.union(text.repeated_head).issuperset(sentences)


def _changed_texts(a: str, b: str, pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield what the pieces drop, add and replace."""
    for code, a_start, a_end, b_start, b_end in pieces:
        if code in CHANGES:
            yield from (
                text[start:end] for text, start, end in ((a, a_start, a_end), (b, b_start, b_end)) if start >= 0
            )


def _repeats(a: Text, b: Text, pairings: Iterable[Pairing], least: int) -> dict[tuple[str, int], int]:
    """Return which sentences of one side only repeat another of that side: (side, first token) → its first token."""
    paired: tuple[set[int], set[int]] = set(), set()
    alone: list[tuple[int, Range]] = []
    if not any(map(_has_repeats, (a, b))):
        return {}
    for pairing in pairings:
        if pairing.a and pairing.b:
            paired[0].update(a.sentence_starts(pairing.a))
            paired[1].update(b.sentence_starts(pairing.b))
        else:
            alone.append((0, pairing.a) if pairing.a else (1, pairing.b or (0, 0)))
    found: dict[tuple[str, int], int] = {}
    for side, text in enumerate((a, b)):
        mine = {start for n, (start, end) in alone if n == side and text.n_words(start, end) >= least}
        for same in _places(text).values() if mine else ():
            original = next((start for start in same if start in paired[side]), same[0])
            found |= {("ab"[side], start): original for start in same if start in mine and start != original}
    return found


def _has_repeats(text: Text) -> bool:
    return len(set(text.sentence_words)) < len(text.sentences)


def _places(text: Text) -> dict[tuple[str, ...], list[int]]:
    """Return the first tokens of the sentences by their words."""
    places: dict[tuple[str, ...], list[int]] = {}
    for n, start in enumerate(text.sentences):
        places.setdefault(text.sentence_words[n], []).append(start)
    return places


def _sides(draft: Draft) -> list[tuple[str, Range]]:
    """Return the sides that a draft has, with its tokens."""
    return [(side, tokens) for side, tokens in (("a", draft.pairing.a), ("b", draft.pairing.b)) if tokens is not None]


def _repeated(draft: Draft) -> tuple[str, int] | None:
    """Return the side and the first token of what a draft repeats."""
    return None if draft.original is None else ("a" if draft.pairing.a else "b", draft.original)


def _repeat_blocks(drafts: Sequence[Draft]) -> list[Draft]:
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


def _join(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts, neighbours on both sides that a reader sees as one put together."""
    last: Draft | None = None
    for draft in sorted(drafts, key=_text_order):
        if last and _belongs_to(last, draft):
            last = last._replace(
                pairing=Pairing(_span(last.pairing.a, draft.pairing.a), _span(last.pairing.b, draft.pairing.b), [])
            )
            last.pieces[-1:] = join_pieces([last.pieces[-1], *draft.pieces])
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _text_order(draft: Draft) -> tuple[bool, Range]:
    pairing = draft.pairing
    return (pairing.a is None, pairing.a or pairing.b or (0, 0))


def _belongs_to(last: Draft, draft: Draft) -> bool:
    """Return whether two drafts that follow one another are alike and touch wherever they stand."""
    return (
        draft.kind == last.kind
        and (draft.kind in ("same", "added", "dropped") or (draft.renumbered and last.renumbered))
        and not (draft.pairing.moved or last.pairing.moved)
        and draft.lane == last.lane
        and draft.original == last.original
        and _touch(last.pairing.a, draft.pairing.a)
        and _touch(last.pairing.b, draft.pairing.b)
    )


def _touch(before: Range | None, after: Range | None) -> bool:
    return before is after is None or (before is not None and after is not None and before[1] == after[0])


def _span(before: Range | None, after: Range | None) -> Range | None:
    return (before[0], after[1]) if before and after else None


def _to_row(a: Text, b: Text, draft: Draft, first: Mapping[tuple[str, int], int]) -> _Row:
    """Return the block that the edits of a draft cover; a paired one has both sides, if need be empty.

    `first` has the numbers of the drafts by side and first token.
    """
    sides = [_cover(draft.pieces, 1), _cover(draft.pieces, 3)]
    if draft.kind == "same":
        sides = [side or (0, 0) for side in sides]
    moved = _to_move(a, b, draft.pairing) if draft.pairing.moved else None
    repeated = _repeated(draft)
    repeat_of = None if repeated is None else first[repeated]
    return _Row(draft.kind, sides[0], sides[1], draft.similarity, moved, draft.lane, repeat_of)


def _cover(pieces: Sequence[Piece], column: int) -> Range | None:
    """Return the code points from the first to the last of a side; `column` is where its starts are."""
    start = next((piece[column] for piece in pieces if piece[column] >= 0), -1)
    if start < 0:
        return None
    return start, next(piece[column + 1] for piece in reversed(pieces) if piece[column] >= 0)


def _to_move(a: Text, b: Text, pairing: Pairing) -> Move:
    """Return the paragraphs (from 1) and places (shares of the text, two digits) of a moved pairing."""
    numbers: list[int] = []
    places: list[float] = []
    for text, side in ((a, pairing.a), (b, pairing.b)):
        first = side[0] if side else 0
        numbers.append(text.paragraph_at(first) + 1)
        places.append(round(text.edge(first) / len(text.text), 2))
    return Move(numbers[0], numbers[1], places[0], places[1])


def _turned(row: _Row) -> _Row:
    """Return a row with its sides swapped."""
    move = row.moved
    return row._replace(
        kind=_OTHER_KIND.get(row.kind, row.kind),
        a=row.b,
        b=row.a,
        moved=move and Move(move.b_paragraph, move.a_paragraph, move.b_place, move.a_place),
    )


def _reading_order(rows: Sequence[_Row]) -> list[int]:
    """Return the rows' indices in A order, one without A right after its predecessor in B.

    A moved block is nobody's predecessor: the others keep the B order.
    """
    following: dict[int, int] = {}  # row → the row without A that comes next in B; -1 is before the first
    last = -1
    for n in _in_order([None if row.moved else row.b for row in rows]):
        if rows[n].a is None:
            following[last] = n
        last = n
    order: list[int] = []
    for n in [-1, *_in_order([row.a for row in rows])]:
        after: int | None = n
        while after is not None:
            order.append(after)
            after = following.get(after)
    return order[1:]


def _in_order(sides: Sequence[Range | None]) -> list[int]:
    """Return the indices of the sides in text order, without those that are None."""
    present = [(*side, n) for n, side in enumerate(sides) if side is not None]
    return [n for _, _, n in sorted(present)]
