"""Comparisons and scans as JSON text: the same bytes for the same record, and safe to print anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import regex

# What a terminal may act on, what breaks lines in some readers, and what UTF-8 cannot hold.
_UNSAFE = regex.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(record: Any, *, indent: int | None = None) -> str:
    """Return a record of dicts and lists as JSON, with control characters and lone surrogates escaped."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(record, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def to_json_lines(records: Iterable[Any]) -> str:
    """Return one JSON object a line."""
    return "".join(to_json(record) + "\n" for record in records)


def read_schema() -> dict[str, Any]:
    """Return the JSON Schema of a comparison (`textdiff.comparison/1`)."""
    schema: dict[str, Any] = json.loads(files("textdiff.views").joinpath("comparison.schema.json").read_text("utf-8"))
    return schema
