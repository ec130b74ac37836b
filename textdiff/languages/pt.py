"""Portuguese, as data."""

from __future__ import annotations

from textdiff.languages.language import Language

PORTUGUESE = Language(
    code="pt",
    name="Portuguese",
    labels_title="título",
    labels_date="data|publicado|publicado em",
    labels_publisher="fonte|jornal|veículo",
    labels_language="idioma",
    labels_other="autor|autora|por",
    months="janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    date_particles="de",
    particles="da de dos",
)
