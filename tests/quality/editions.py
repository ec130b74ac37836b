"""Two editions of one text: other quotation marks, lines and emphasis, and some words that really are others."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import regex

import textdiff

_WORD = regex.compile(r"(?<![\p{L}'’-])\p{Ll}{4,}(?![\p{L}'’-])")
_ONE_IN = 80  # words that are stressed
_VARIANTS = 40
_COLUMNS = (60, 72)
_QUOTES = ({"“": "‘", "”": "’", "‘": "“", "’": "’"}, {"—": "--"})


class Editions(NamedTuple):
    """Two texts, and where words of the second one are others: code points."""

    a: str
    b: str
    variants: list[tuple[int, int]]


def make_editions(paragraphs: Sequence[str], seed: int) -> Editions:
    """Return two editions of some paragraphs.

    The first has single quotation marks, short lines and stress in capitals, the second double ones, longer lines,
    dashes of two hyphens and marks of emphasis; a word of it is another one, in one sentence each of 40 paragraphs.
    """
    random = Random(seed)  # noqa: S311  not a secret
    words = sorted({word[0] for paragraph in paragraphs for word in _WORD.finditer(paragraph)})
    changed = set(random.sample(range(len(paragraphs)), min(_VARIANTS, len(paragraphs) // 2)))
    sides: tuple[list[str], list[str]] = ([], [])
    for n, paragraph in enumerate(paragraphs):
        found = list(_WORD.finditer(paragraph))
        variant = random.choice(found) if n in changed and found else None
        stressed = {match.start() for match in found if random.randrange(_ONE_IN) == 0 and match is not variant}
        written: tuple[list[str], list[str]] = ([], [])
        at = 0
        for match in found:
            for side in written:
                side.append(paragraph[at : match.start()])
            at, word = match.end(), match[0]
            if match is variant:
                other = random.choice([one for one in words if one[:3] != word[:3]])
                written[0].append(word)
                written[1].append(f"\ue000{other}\ue001")
            else:
                written[0].append(word.upper() if match.start() in stressed else word)
                written[1].append(f"_{word}_" if match.start() in stressed else word)
        for n_side, side in enumerate(written):
            text = "".join([*side, paragraph[at:]]).translate(str.maketrans(_QUOTES[n_side]))
            sides[n_side].append(textwrap.fill(text, _COLUMNS[n_side], break_long_words=False, break_on_hyphens=False))
    a, marked = ("\n\n".join(side) for side in sides)
    variants, b = [], ""
    for piece in regex.split(r"(\ue000.*?\ue001)", marked, flags=regex.DOTALL):
        bare = piece.strip("\ue000\ue001")
        if piece.startswith("\ue000"):
            variants.append((len(b), len(b) + len(bare)))
        b += bare
    return Editions(a, b, variants)


def score(editions: Editions) -> tuple[float, float]:
    """Return which share of the changes have a variant, and which share of the variants is in an edit."""
    comparison = textdiff.compare(textdiff.Document("a", editions.a), textdiff.Document("b", editions.b))
    blocks = [block.b for block in comparison.changes]
    edits = [edit.b for edit in comparison.edits if edit.op != "keep" and not edit.typography and edit.b]
    right = sum(span is not None and any(span.start <= at < span.end for at, _ in editions.variants) for span in blocks)
    listed = sum(any(span.start <= at < span.end for span in edits) for at, _ in editions.variants)
    return right / max(1, len(blocks)), listed / len(editions.variants)
