"""Texts in memory as the stages take them."""

from __future__ import annotations

from textdiff.model import Document
from textdiff.options import Options
from textdiff.texts.text import Text
from textdiff.texts.tokens import Vocabulary

_USUAL = Options()


def as_text(text: str, options: Options = _USUAL) -> Text:
    """Return a text with a vocabulary of its own."""
    return Text(Document("text", text), Vocabulary(), options)


def as_texts(a: str, b: str, options: Options = _USUAL) -> tuple[Text, Text]:
    """Return two texts of one vocabulary."""
    vocabulary = Vocabulary()
    return Text(Document("a", a), vocabulary, options), Text(Document("b", b), vocabulary, options)
