"""Pairs of versions with known differences, made from any folder of articles by a seed.

python tests/quality/generate.py FOLDER COUNT SEED     JSON lines: {"recipe", "a", "b", "blocks"}

A pair is an article and what a newsroom might make of it: sentences and paragraphs dropped, added,
moved, moved and edited; words and figures changed; paragraphs joined, split or reflowed; typography
replaced. Two changes never touch: an unchanged sentence lies between them, so that the truth is one
list of blocks and no other. What a moved block crosses has twice the words of all that moves, so
that it is clear which of two blocks moved.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from quality.blocks import Block
from quality.script import CJK
from quality.wording import retype, reword_a_little

# A sentence ends here for certain: a sign after a long word or a figure, then space and a capital or a quotation mark.
_END = re.compile(r"(?<=[^\W\d_]{4}[.!?…؟])[\"'”’»]*\s+(?=[\"'“‘„«¿¡]?\w)|(?<=[。！？])[”’」]?(?=[^”’」])")

MIN_WORDS = 8  # of a sentence that is dropped, added, moved or edited
MAX_WORDS = 60

RECIPES = ("one", "mixed", "moves", "reflow", "typography")


class Pair(NamedTuple):
    """Two texts and the blocks that are not the same in them."""

    recipe: str
    a: str
    b: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on its way from A to B; `a` or `b` is None on the side that has it not."""

    a: str | None
    b: str | None
    paragraph: int  # of A, or of the place that it is added to
    group: int = -1  # the change that it belongs to; -1 is none
    kind: str = "same"
    moved: bool = False


@dataclass(slots=True)
class _Draft:
    """An article being changed: sentences in A order, and for moved groups the place in B that they go to."""

    sentences: list[Sentence]
    joint: str
    taken: set[int] = field(default_factory=set)  # indices that must stay as they are
    targets: dict[int, int] = field(default_factory=dict)  # group → the sentence of A before which it stands in B
    groups: int = 0


def split_sentences(text: str) -> list[list[str]]:
    """Return the paragraphs of a text as lists of sentences; doubtful ends are no ends."""
    paragraphs = []
    for part in re.split(r"\n\s*\n|\n", text):
        ends = [match.end() for match in _END.finditer(part.strip())]
        edges = [0, *ends, len(part.strip())]
        sentences = [part.strip()[x:y].strip() for x, y in pairwise(edges)]
        if any(sentences):
            paragraphs.append([sentence for sentence in sentences if sentence])
    return paragraphs


def n_words(text: str) -> int:
    """Return the words of a sentence, signs in scripts without spaces."""
    return len(CJK.findall(text)) or len(text.split())


def read_articles(folder: Path) -> list[str]:
    """Return the texts of a folder in the order of their names, those with one paragraph or few sentences left out."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    return [text for text in texts if sum(map(len, split_sentences(text))) >= 10 and len(split_sentences(text)) >= 4]


def generate(articles: Sequence[str], count: int, seed: int) -> list[Pair]:
    """Return `count` pairs made from the articles in turn, recipes in turn too; the same ones for a seed.

    Raises ValueError where no article is long enough.
    """
    if not articles:
        raise ValueError("no article has four paragraphs and ten sentences")
    random = Random(seed)  # noqa: S311  not a secret: a seed that gives the same pairs again
    pairs: list[Pair] = []
    tries = 0
    while len(pairs) < count:
        text = articles[tries % len(articles)]
        recipe = RECIPES[len(pairs) % len(RECIPES)]
        tries += 1
        pair = _make(text, recipe, _donors(text, articles), random)
        if pair is not None:
            pairs.append(pair)
        elif tries > 50 * (count + len(articles)):
            raise ValueError("no article has room for the changes")
    return pairs


def _donors(text: str, articles: Sequence[str]) -> list[str]:
    """Return sentences that may be added to a text: of its language, and with no four words in a row of its own.

    A sentence that two articles hold may be a footer, and is left out.
    """
    own = _grams(text)
    short = _short_words(text)
    found: Counter[str] = Counter()
    for other in articles:
        theirs = _short_words(other)
        if other != text and len(short & theirs) >= 0.25 * min(len(short), len(theirs)):
            found.update(s for part in split_sentences(other)[1:] for s in part if _is_whole(s) and not own & _grams(s))
    return [sentence for sentence, n in found.items() if n == 1]


def _grams(text: str) -> set[tuple[str, ...]]:
    parts = list(text) if CJK.search(text) else text.lower().split()
    width = 6 if CJK.search(text) else 4
    return set(zip(*(parts[n:] for n in range(width)), strict=False))


def _short_words(text: str) -> set[str]:
    if CJK.search(text):
        return set(CJK.findall(text))
    return {word for word in text.lower().split() if word.isalpha() and len(word) < 4}


def _is_whole(sentence: str) -> bool:
    """Return whether a sentence is surely one, and of a length to work with."""
    ends = re.findall(r"[.!?。！？؟…]", sentence)
    return (
        MIN_WORDS <= n_words(sentence) <= MAX_WORDS and len(ends) == 1 and bool(re.search(r"[.!?。！？؟]$", sentence))
    )


def _make(text: str, recipe: str, donors: Sequence[str], random: Random) -> Pair | None:
    paragraphs = split_sentences(text)
    sentences = [Sentence(s, s, n) for n, part in enumerate(paragraphs) for s in part]
    seen = Counter(sentence.a for sentence in sentences)
    draft = _Draft(sentences, "" if CJK.search(text) else " ")
    draft.taken = {0, len(sentences) - 1} | {
        n for n, s in enumerate(sentences) if seen[s.a] > 1 or not _is_whole(s.a or "")
    }
    if recipe == "typography":
        return _write(draft, recipe, random, typography=True)
    moves = {
        "one": random.choice((0, 0, 1)),
        "mixed": 0,
        "moves": random.choice((1, 1, 2, 3)),
        "reflow": random.choice((0, 1)),
    }
    others = {"one": 1, "mixed": random.randint(2, 6), "moves": random.randint(0, 3), "reflow": random.randint(1, 4)}
    if recipe == "one" and moves["one"]:
        others["one"] = 0
    done = [_move(draft, random) for _ in range(moves[recipe])]
    changes = (_drop, _add, _edit, _edit, _drop_paragraph, _add_paragraph)
    done += [random.choice(changes)(draft, donors, random) for _ in range(others[recipe])]
    if not all(done) or not _moves_are_clear(draft):
        return None
    return _write(draft, recipe, random, reflow=recipe == "reflow")


def _free(draft: _Draft, random: Random, length: int = 1) -> int | None:
    """Take `length` free sentences of one paragraph, with their neighbours, and return the index of the first."""
    places = [
        n
        for n in range(1, len(draft.sentences) - length)
        if not draft.taken & set(range(n, n + length))
        and not any(
            draft.sentences[m].group >= 0 for m in range(max(0, n - 2), min(len(draft.sentences), n + length + 2))
        )
        and not set(draft.targets.values()) & set(range(n - 1, n + length + 2))
        and len({s.paragraph for s in draft.sentences[n : n + length]}) == 1
    ]
    if not places:
        return None
    place = random.choice(places)
    draft.taken |= set(range(place - 1, place + length + 1))
    draft.groups += 1
    return place


def _set(draft: _Draft, place: int, **changes: object) -> None:
    draft.sentences[place] = replace(draft.sentences[place], group=draft.groups, **changes)


def _drop(draft: _Draft, _donors: Sequence[str], random: Random) -> bool:
    place = _free(draft, random)
    if place is not None:
        _set(draft, place, b=None, kind="dropped")
    return place is not None


def _add(draft: _Draft, donors: Sequence[str], random: Random) -> bool:
    place = _free(draft, random)
    new = _new_sentences(draft, donors, 1, random)
    if place is None or not new:
        return False
    draft.sentences.insert(place, Sentence(None, new[0], draft.sentences[place].paragraph, draft.groups, "added"))
    _shift(draft, place, 1)
    return True


def _new_sentences(draft: _Draft, donors: Sequence[str], n: int, random: Random) -> list[str]:
    """Return n sentences that nothing in the draft repeats, or none."""
    seen = set().union(*(_grams(s.b or "") for s in draft.sentences))
    found: list[str] = []
    for donor in random.sample(donors, min(len(donors), 5 * n)):
        if len(found) < n and not seen & _grams(donor):
            found.append(donor)
            seen |= _grams(donor)
    return found if len(found) == n else []


def _shift(draft: _Draft, place: int, by: int) -> None:
    """Renumber what stands from `place` on, where `by` sentences were put in."""
    draft.taken = {n + by if n >= place else n for n in draft.taken} | set(range(place, place + by))
    draft.targets = {group: n + by if n >= place else n for group, n in draft.targets.items()}


def _edit(draft: _Draft, _donors: Sequence[str], random: Random) -> bool:
    place = _free(draft, random)
    if place is None:
        return False
    before = draft.sentences[place].a or ""
    after = reword_a_little(before, [s.a or "" for s in draft.sentences], random)
    if after is None:
        return False
    _set(draft, place, b=after, kind="edited")
    return True


def _drop_paragraph(draft: _Draft, _donors: Sequence[str], random: Random) -> bool:
    block = _free_paragraph(draft, random)
    for place in block or ():
        _set(draft, place, b=None, kind="dropped")
    return block is not None


def _add_paragraph(draft: _Draft, donors: Sequence[str], random: Random) -> bool:
    block = _free_paragraph(draft, random)
    new = _new_sentences(draft, donors, random.randint(1, 3), random)
    if block is None or not new:
        return False
    place = block[0]
    draft.sentences[place:place] = [Sentence(None, text, -draft.groups, draft.groups, "added") for text in new]
    _shift(draft, place, len(new))
    return True


def _free_paragraph(draft: _Draft, random: Random) -> range | None:
    """Return the indices of a whole paragraph that is free, with the sentences around it taken."""
    edges = [0] + [
        n for n in range(1, len(draft.sentences)) if draft.sentences[n - 1].paragraph != draft.sentences[n].paragraph
    ]
    spans = [range(x, y) for x, y in pairwise([*edges, len(draft.sentences)])]
    groups = {n for n, s in enumerate(draft.sentences) if s.group >= 0} | set(draft.targets.values())
    free = [
        span
        for span in spans[1:-1]
        if not draft.taken & set(span) and not groups & set(range(span.start - 2, span.stop + 2)) and len(span) <= 4
    ]
    if not free:
        return None
    span = random.choice(free)
    draft.taken |= set(range(span.start - 1, span.stop + 1))
    draft.groups += 1
    return span


def _move(draft: _Draft, random: Random) -> bool:
    """Take a sentence, some of a paragraph, or a whole one to another place; sometimes with a word changed."""
    if random.random() < 0.4:
        span = _free_paragraph(draft, random)
    else:
        length = random.choice((1, 1, 2))
        place = _free(draft, random, length)
        span = None if place is None else range(place, place + length)
    if span is None:
        return False
    busy = draft.taken | set(draft.targets.values())
    targets = [n for n in range(2, len(draft.sentences) - 1) if not busy & {n - 1, n} and not {n - 1, n} & set(span)]
    weight = sum(n_words(draft.sentences[n].a or "") for n in span)
    targets = [n for n in targets if _crossed(draft, span, n) > 3 * weight]
    if not targets:
        return False
    target = random.choice(targets)
    draft.targets[draft.groups] = target
    draft.taken |= {target - 1, target}
    edited = random.random() < 0.35 and len(span) == 1
    for place in span:
        before = draft.sentences[place].a or ""
        after = reword_a_little(before, [s.a or "" for s in draft.sentences], random) if edited else before
        if after is None:
            return False
        _set(draft, place, b=after, moved=True, kind="same" if after == before else "edited")
    return True


def _crossed(draft: _Draft, span: range, target: int) -> int:
    between = range(span.stop, target) if target > span.start else range(target, span.start)
    return sum(n_words(draft.sentences[n].a or "") for n in between if not draft.sentences[n].moved)


def _moves_are_clear(draft: _Draft) -> bool:
    """Return whether each move crosses twice the words of all that moves."""
    moved = sum(n_words(s.a or "") for s in draft.sentences if s.moved)
    for group, target in draft.targets.items():
        places = [n for n, s in enumerate(draft.sentences) if s.group == group]
        stay = range(places[0], places[-1] + 1)
        between = range(stay.stop, target) if target > stay.start else range(target, stay.start)
        if sum(n_words(s.b) for n in between if not (s := draft.sentences[n]).moved and s.a and s.b) < 2 * moved:
            return False
    return True


def _write(draft: _Draft, recipe: str, random: Random, *, reflow: bool = False, typography: bool = False) -> Pair:
    """Return the pair: both texts, and the spans of what is not the same in them."""
    numbers = range(len(draft.sentences))
    order_b = [n for n in numbers if not draft.sentences[n].moved]
    for group, target in sorted(draft.targets.items(), key=lambda item: item[1]):
        at = order_b.index(target)
        order_b[at:at] = [n for n in numbers if draft.sentences[n].group == group]
    a, spots_a = _lay(draft, [n for n in numbers if draft.sentences[n].a is not None], "a", random, layout="keep")
    layout = "line" if reflow else random.choice(("keep", "keep", "shift"))
    b, spots_b = _lay(draft, [n for n in order_b if draft.sentences[n].b is not None], "b", random, layout=layout)
    blocks = []
    for group in sorted({s.group for s in draft.sentences} - {-1}):
        members = [n for n in numbers if draft.sentences[n].group == group]
        first = draft.sentences[members[0]]
        spans = [
            (spots[members[0]][0], spots[members[-1]][1]) if members[0] in spots else None
            for spots in (spots_a, spots_b)
        ]
        blocks.append(Block(first.kind, first.moved, *spans))
    if typography:
        b = retype(b)
    return Pair(recipe, a, b, tuple(blocks))


def _lay(
    draft: _Draft, order: Sequence[int], side: str, random: Random, *, layout: str
) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return one side's text and where each sentence stands in it."""
    text = ""
    spots = {}
    for before, n in zip([None, *order], order, strict=False):
        sentence = draft.sentences[n]
        if before is not None:
            old = draft.sentences[before]
            together = old.paragraph == sentence.paragraph
            if side == "b" and sentence.moved and not old.moved:
                together = random.random() < 0.5
            if layout == "line":
                together = True
            elif layout == "shift" and random.random() < 0.15:
                together = not together
            text += draft.joint if together else "\n\n"
        piece = (sentence.a if side == "a" else sentence.b) or ""
        spots[n] = len(text), len(text) + len(piece)
        text += piece
    return text + "\n", spots


if __name__ == "__main__":
    for made in generate(read_articles(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])):
        print(json.dumps(made._asdict(), ensure_ascii=False))
