"""Dutch, as data."""

from __future__ import annotations

from textdiff.languages.language import Language

DUTCH = Language(
    code="nl",
    name="Dutch",
    labels_title="titel|kop",
    labels_date="datum|gepubliceerd",
    labels_publisher="bron|krant",
    labels_language="taal",
    labels_other="auteur|door",
    particles="van de den der ter ten",
)
