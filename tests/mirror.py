"""What a comparison says, without its order, and its mirror image: the naive twin of law 4."""

from __future__ import annotations

import re
from typing import Any

_OTHER = {
    "a": "b",
    "A": "B",
    "a_in_b": "b_in_a",
    "added_words": "dropped_words",
    "a_paragraph": "b_paragraph",
    "a_place": "b_place",
    "added": "dropped",
    "add": "drop",
    "a-inside-b": "b-inside-a",
}
_NUMBERS = re.compile(r" \(changes? [\d, and]+\)")  # of changes: they are those of the reading order
_OTHER |= {value: name for name, value in _OTHER.items()}


def content(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a comparison says but for its verdict and the order in which it says it."""
    places = [(block["a"], block["b"]) for block in record["blocks"]]
    rows = {name: [dict(row) for row in record[name]] for name in ("blocks", "edits")}
    for block in rows["blocks"]:
        del block["n"], block["change"]
        block["repeat_of"] = None if block["repeat_of"] is None else places[block["repeat_of"]]
    for edit in rows["edits"]:
        edit["block"] = places[edit["block"]]
    rows["warnings"] = [row | {"note": _NUMBERS.sub("", row["note"], 1)} for row in record["warnings"]]
    unordered = {name: record[name] for name in ("passages", "uncounted", "notes", "limits")} | rows
    named = {name: record[name] for name in ("relation", "shares", "counts", "options")}
    documents = [{name: row[name] for name in row if name != "label"} for row in record["documents"]]
    return {name: sorted(map(repr, value)) for name, value in unordered.items()} | named | {"documents": documents}


def mirror_image(record: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a comparison as if its sides had been given in the other order."""
    turned = {name: value if name == "documents" else _swapped(value) for name, value in record.items()}
    turned["documents"] = record["documents"][::-1]
    return content(turned)


def _swapped(value: Any) -> Any:
    """Return a part of a record with every name of a side, and every name of a direction, turned round."""
    if isinstance(value, dict):
        # The order of the names stays, so that equal rows are written alike.
        return {name: _swapped(value[_OTHER.get(name, name)]) for name in value}
    if isinstance(value, list):
        return [_swapped(item) for item in value]
    if isinstance(value, str):
        said, quoting, text = value.partition(" has here: ")  # the words of a text are not turned
        turned = re.sub(r"\b[AB]\b", lambda match: _OTHER[match.group()], said)
        return _OTHER.get(value) or turned + quoting + text
    return value
