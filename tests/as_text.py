"""Texts in memory as the stages take them."""

from __future__ import annotations

from collections.abc import Sequence

from textdiff.model import Document
from textdiff.texts.text import Text, Vocabulary


def as_text(text: str, patterns: Sequence[str] = ()) -> Text:
    """Return a text with a vocabulary of its own."""
    return Text(Document("text", text), Vocabulary(), patterns)


def as_texts(a: str, b: str) -> tuple[Text, Text]:
    """Return two texts of one vocabulary."""
    vocabulary = Vocabulary()
    return Text(Document("a", a), vocabulary), Text(Document("b", b), vocabulary)
