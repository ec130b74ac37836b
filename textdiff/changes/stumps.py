"""Drafts, Stumps → Drafts, Losses: text that one side has and the other possibly lost in extraction, in its own lane.

A stump is what extraction leaves where it cut a name or the beginning of a sentence out of a text: a full stop or
comma that stands off its word (`"…," said .`), or a sentence that begins in the middle (`on Wednesday. against
Belarusian officials`). What the other text has in that place is possibly lost, and then not an editor's cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from textdiff.changes.align import TokenRun
from textdiff.changes.drafts import Draft
from textdiff.changes.edits import Piece
from textdiff.languages import ALL
from textdiff.languages.marks import CASED_STOPS
from textdiff.model import CHANGES, REPLACE, TYPOGRAPHY, Side, Span
from textdiff.texts.text import Range, Text

_PARTICLES = frozenset(ALL.particles.split())
_STOPS = frozenset(".,")


class Stump(NamedTuple):
    """A place of a text where something seems to be missing: before a token, between two code points."""

    token: int
    before: int  # where the last token before it ends
    after: int  # where it begins
    shown: Span


class Loss(NamedTuple):
    """What a text possibly lost: the side that lost it, its stump there, and what the other has in its place."""

    side: Side
    stump: Span
    text: Span


def find_stumps(text: Text) -> list[Stump]:
    """Return the places of a text where something seems to be missing, in order."""
    calibration = text.options.calibration
    stops = [n for n in compress(range(len(text)), map(_STOPS.__contains__, text.keys)) if n]
    off = [n for n in stops if not text.is_glued(n) and not text.text[text.end(n) : text.end(n) + 1].strip()]
    if len(off) > calibration.spaced_share * len(stops) and len(off) >= calibration.spaced_stops:
        off = []  # a text that sets its stops so
    found = [_stump(text, n, Span(text.start(n - 1), text.end(n))) for n in off if text.key(n - 1) != "."]
    for n in text.sentences:
        word = text.token(n)
        if n and word[0].islower() and _ended(text, n) and not _is_name(word):
            found.append(_stump(text, n, Span(text.start(n), text.end(n))))
    return sorted(found)


def cut_at_stumps(a: Text, b: Text, kept: Sequence[TokenRun]) -> tuple[Text, Text, tuple[list[Stump], list[Stump]]]:
    """Return both texts, cut where a sentence begins in the middle behind a short word, and the stumps of each.

    In one text alone `hurt. will pay` may be an abbreviation. Where the other has another sentence behind the same
    full stop (`kept`), it is none.
    """
    keys = a.keys
    ends = [(run.a + run.n, run.b + run.n) for run in kept if keys[run.a + run.n - 1] == "."]
    a = a.recut([n for n, there in ends if _begins_small(a, n) and b.begins_sentence(there)])
    b = b.recut([there for n, there in ends if _begins_small(b, there) and a.begins_sentence(n)])
    return a, b, (find_stumps(a), find_stumps(b))


def _begins_small(text: Text, n: int) -> bool:
    """Return whether a word without a capital stands behind white space."""
    return n < len(text) and not text.is_glued(n) and text.token(n)[0].islower()


def _stump(text: Text, n: int, shown: Span) -> Stump:
    return Stump(n, text.end(n - 1), text.start(n), shown)


def _is_name(word: str) -> bool:
    """Return whether a word is written small by itself: iPhone, al-Shabab, "von" of a name, an address."""
    return word != word.lower() or word in _PARTICLES or word.startswith(("www.", "http"))


def _ended(text: Text, n: int) -> bool:
    """Return whether the token before n ends a sentence, closing marks between them."""
    at = n - 1
    while at > 0 and not text.key(at)[0].isalnum() and text.key(at) not in CASED_STOPS:
        at -= 1
    return text.key(at) in CASED_STOPS


def set_apart(
    a: Text, b: Text, drafts: Sequence[Draft], stumps: tuple[Sequence[Stump], Sequence[Stump]]
) -> tuple[list[Draft], list[Loss]]:
    """Return the drafts, those of lost text in its lane, and the losses, A's first; `stumps` are those of A and of B.

    Lost are the words that the other text has in the place of a stump, and where they begin a sentence, the whole
    sentences before it that it alone has, in the same paragraph. An edited sentence is of the lane of lost text where
    nothing else changed in it; else it stays in the body, with all its changes.
    """
    lost: dict[int, set[int]] = {}  # draft → its pieces that are lost text and nothing else
    sentences: set[int] = set()
    losses: list[Loss] = []
    for view in (_View("a", a, b, drafts, stumps[0]), _View("b", b, a, drafts, stumps[1])):
        for n, stump, gaps in view.gaps():
            lost.setdefault(n, set()).update(gap for gap in gaps if view.is_cut(drafts[n].pieces[gap]))
            start, end = view.others(drafts[n].pieces[gaps[0]])[0], view.others(drafts[n].pieces[gaps[-1]])[1]
            before = view.sentences_before(n, stump) if gaps[0] == 0 else []
            sentences.update(before)
            losses.append(Loss(view.side, stump.shown, Span(view.start_of(before[-1]) if before else start, end)))
    lanes = sentences.union(n for n, pieces in lost.items() if _changes_no_more(drafts[n], pieces))
    apart = [draft._replace(lane="lost") if n in lanes else draft for n, draft in enumerate(drafts)]
    return apart, list(_joined(losses))


def _changes_no_more(draft: Draft, lost: set[int]) -> bool:
    """Return whether a sentence was edited in its place, and differs in lost text alone."""
    changed = {n for n, piece in enumerate(draft.pieces) if piece[0] in CHANGES}
    return draft.kind == "edited" and draft.lane == "body" and not draft.pairing.moved and changed == lost


def _joined(losses: Sequence[Loss]) -> Iterator[Loss]:
    """Yield the losses in the order of their stumps, those of one stump that touch as one."""
    last: Loss | None = None
    for loss in sorted(losses, key=attrgetter("side", "stump.start", "text.start")):
        if last and loss[:2] == last[:2] and loss.text.start == last.text.end:
            last = last._replace(text=Span(last.text.start, loss.text.end))
            continue
        if last:
            yield last
        last = loss
    if last:
        yield last


def turned(losses: Sequence[Loss]) -> list[Loss]:
    """Return the losses of the pair (b, a): the sides swapped, A's first."""
    return sorted((loss._replace(side="a" if loss.side == "b" else "b") for loss in losses), key=attrgetter("side"))


class _View:
    """The drafts as the text sees them that has these stumps; `other` is the text that may have more."""

    def __init__(self, side: Side, mine: Text, other: Text, drafts: Sequence[Draft], stumps: Sequence[Stump]) -> None:
        self.side, self.mine, self.other, self.drafts, self.stumps = side, mine, other, drafts, stumps
        self._mine, self._other = (1, 3) if side == "a" else (3, 1)  # where a piece has its side

    def others(self, piece: Piece) -> Range:
        """Return the code points that the other text has in a piece."""
        return piece[self._other], piece[self._other + 1]

    def start_of(self, n: int) -> int:
        """Return where the other text's side of a draft begins."""
        return self.others(self.drafts[n].pieces[0])[0]

    def gaps(self) -> Iterator[tuple[int, Stump, list[int]]]:
        """Yield where the other text has words in the place of a stump: the draft, the stump, the pieces."""
        for n in self._beside_stumps():
            draft = self.drafts[n]
            if draft.pairing.a and draft.pairing.b and draft.kind != "same":
                found = [(stump, piece) for piece, at in self._longer(draft.pieces) if (stump := self._stump_at(at))]
                for stump, run in groupby(found, itemgetter(0)):
                    yield n, stump, [piece for _, piece in run]

    def _beside_stumps(self) -> list[int]:
        """Return the drafts that hold a stump, or end at one."""
        if not self.stumps:
            return []
        sides = sorted((self._tokens(draft)[0], n) for n, draft in enumerate(self.drafts))
        found: set[int] = set()
        for stump in self.stumps:
            at = bisect_left(sides, ((stump.token + 1, 0), 0))
            while at and sides[at - 1][0][1] >= stump.token:
                at -= 1
                found.add(sides[at][1])
        return sorted(found)

    def _longer(self, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
        """Yield the pieces in which the other text has more, a word at least, and the code point of mine behind it."""
        at = next((piece[self._mine] for piece in pieces if piece[self._mine] >= 0), -1)
        for n, piece in enumerate(pieces):
            start, end = piece[self._mine], piece[self._mine + 1]
            other = self.others(piece)
            at = end if start >= 0 else at
            is_longer = start < 0 or (piece[0] % TYPOGRAPHY == REPLACE and other[1] - other[0] > end - start)
            if is_longer and any(map(str.isalnum, self.other.text[slice(*other)])):
                yield n, at

    def _stump_at(self, at: int) -> Stump | None:
        n = bisect_left(self.stumps, at, key=attrgetter("after"))
        return self.stumps[n] if n < len(self.stumps) and self.stumps[n].before <= at else None

    def is_cut(self, piece: Piece) -> bool:
        """Return whether all words that this text has in a piece stand in the other too, in order."""
        if piece[self._mine] < 0:
            return True
        mine, other = (
            iter(text.keys_of_words((text.token_at(piece[at]), text.token_at(piece[at + 1]))))
            for text, at in ((self.mine, self._mine), (self.other, self._other))
        )
        return all(word in other for word in mine)

    def sentences_before(self, n: int, stump: Stump) -> list[int]:
        """Return the drafts of whole sentences, the last first, that the other text alone has before a stump.

        They begin where the sentence ends that stands before the stump, and stand in the paragraph of what it was.
        """
        mine, other = self._tokens(self.drafts[n])
        if mine[0] != stump.token or self.drafts[n].pieces[0][self._mine] >= 0:
            return []
        found: list[int] = []
        paragraph, at = self.other.paragraph_at(other[0]), other[0]
        while (before := self._alone.get(at)) is not None:
            at = self._tokens(self.drafts[before])[1][0]
            if self.other.paragraph_at(at) != paragraph:
                return []
            found.append(before)
        return found if (stump.token, at) in self._ends else []

    @cached_property
    def _alone(self) -> dict[int, int]:
        """Return the sentences of the body that only the other text has, by the token behind them."""
        return {
            self._tokens(draft)[1][1]: n
            for n, draft in enumerate(self.drafts)
            if draft.kind in ("added", "dropped") and self._is_others(draft)
        }

    def _is_others(self, draft: Draft) -> bool:
        return draft.lane == "body" and draft.original is None and (draft.kind == "added") == (self.side == "a")

    @cached_property
    def _ends(self) -> set[Range]:
        """Return the tokens behind the sentences that both have: mine, and the other's."""
        paired = (draft for draft in self.drafts if draft.pairing.a and draft.pairing.b and not draft.pairing.moved)
        return {(mine[1], other[1]) for mine, other in map(self._tokens, paired)}

    def _tokens(self, draft: Draft) -> tuple[Range, Range]:
        """Return the tokens of a draft, mine and the other's; (0, 0) of a side that it has not."""
        a, b = draft.pairing.a or (0, 0), draft.pairing.b or (0, 0)
        return (a, b) if self.side == "a" else (b, a)
