"""What is said of changes that say again what their text says elsewhere."""

from __future__ import annotations

from textdiff.model import Block, Comparison, Document, Side
from textdiff.options import Options
from textdiff.texts.text import Text
from textdiff.texts.tokens import vocabulary


def say_repeats(comparison: Comparison) -> dict[int, str]:
    """Return what is said of each change that is a repeat, by the number of its block: "repeats change 3".

    Of one that repeats unchanged text the paragraph is named, "says again what stands in paragraph 2 of A"; texts are
    read once more only where there is one.
    """
    sides: tuple[tuple[Side, Document], ...] = (("a", comparison.a), ("b", comparison.b))
    said = {}
    for side, document in sides:
        repeats = [one for one in comparison.changes if one.repeat_of is not None and getattr(one, side) is not None]
        text: Text | None = None
        for block in repeats:
            original = comparison.blocks[block.repeat_of or 0]
            if original.change is not None:
                said[block.n] = f"repeats change {original.change:,}"
                continue
            text = text or Text(document, vocabulary(), Options())
            paragraph = _paragraph(text, block, original, side)
            said[block.n] = f"says again what stands in paragraph {paragraph:,} of {side.upper()}"
    return said


def _paragraph(text: Text, block: Block, original: Block, side: Side) -> int:
    """Return the paragraph, from 1 on, in which a block has the words of one that repeats it."""
    words, within = (text.words_of(getattr(one, side)) for one in (block, original))
    keys = text.word_keys
    same = [keys[n] for n in words]
    first = next((n for n in within if keys[n] == same[0] and keys[n : n + len(same)] == same), within.start)
    return text.paragraph_at(text.word(first)) + 1
