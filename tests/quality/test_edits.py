"""Quality on corpora/edits: how many pairs show their one labelled edit, as its kind, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import textdiff

EDITS = Path(__file__).parents[2] / "corpora" / "edits"
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))

_Row = tuple[str, bool, tuple[int, int] | None, tuple[int, int] | None]


def _trimmed(span: Any, text: str) -> tuple[int, int] | None:
    """Return the ends of a block without the white space after it; None for a side that it has not."""
    if span is None:
        return None
    start, end = span
    return start, start + len(text[start:end].rstrip())


def _predicted(label: dict[str, Any]) -> set[_Row]:
    a, b = (textdiff.read(EDITS / label[side]) for side in "ab")
    return {
        (
            block.kind,
            block.moved is not None,
            _trimmed(block.a and (block.a.start, block.a.end), a.text),
            _trimmed(block.b and (block.b.start, block.b.end), b.text),
        )
        for block in textdiff.compare(a, b).changes
    }


def _labelled(label: dict[str, Any]) -> set[_Row]:
    return {
        (block["kind"], block["moved"], block["a"] and tuple(block["a"]), block["b"] and tuple(block["b"]))
        for block in label["blocks"]
    }


def test_at_least_as_many_edits_are_found_as_before() -> None:
    labels = [json.loads(line) for line in (EDITS / "labels.jsonl").read_text("utf-8").splitlines()]
    missed = [label["id"] for label in labels if _predicted(label) != _labelled(label)]
    found = len(labels) - len(missed)
    print(f"corpora/edits: {found} of {len(labels)} found exactly; missed: {', '.join(missed)}")
    assert found >= FLOORS["edits_found"], f"missed: {missed}"
