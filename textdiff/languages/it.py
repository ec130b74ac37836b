"""Italian, as data."""

from __future__ import annotations

from textdiff.languages.language import Language

ITALIAN = Language(
    code="it",
    name="Italian",
    labels_title="titolo",
    labels_date="data|pubblicato|pubblicato il",
    labels_publisher="fonte|testata",
    labels_language="lingua",
    labels_other="autore",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    particles="di da del la le al",
)
