"""Comparisons and scans as JSON text: the same bytes for the same record, and safe to print anywhere."""

from __future__ import annotations

import json
from typing import Any

from textdiff.views.escape import make_printable_json


def to_json(record: Any, *, indent: int | None = None) -> str:
    """Return a record of dicts and lists as JSON, with control characters and lone surrogates escaped."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(record, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return make_printable_json(text)
