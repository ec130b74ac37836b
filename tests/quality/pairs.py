"""Pairs of texts with one known edit, and the labels that are true of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from quality.script import CJK, Entry, Row, ScriptError, Sheet, read_marks, read_script

_EDIT = re.compile(r"(?P<kind>[a-z-]+)(?: (?P<n>\d+))?: ?(?P<text>.*)", re.DOTALL)
_BREAK = re.compile(r"\s*\n\s*")

# What a mark says of a block: kind, whether A and B have it, lane, repeat.
_BLOCKS: dict[str, tuple[str, str, str, bool]] = {
    "dropped": ("dropped", "a", "body", False),
    "added": ("added", "b", "body", False),
    "edited": ("edited", "ab", "body", False),
    "reworded": ("reworded", "ab", "body", False),
    "stump": ("edited", "ab", "lost", False),
    "crumb-dropped": ("dropped", "a", "crumb", False),
    "crumb-added": ("added", "b", "crumb", False),
    "repeat-dropped": ("dropped", "a", "body", True),
    "repeat-added": ("added", "b", "body", True),
}


class Pair(NamedTuple):
    """A woven pair: its label and its two texts."""

    label: Row
    a: str
    b: str


def weave_pairs(paths: Iterable[Path]) -> dict[str, Pair]:
    """Return the pairs of some scripts of edits by id."""
    pairs: dict[str, Pair] = {}
    for path in paths:
        for entry in read_script(path):
            if len(entry.fields) not in (4, 5):
                raise ScriptError(f"{path.name}: {entry.fields[0]}: write «=== id | kind | language | note | options»")
            if entry.fields[0] in pairs:
                raise ScriptError(f"{path.name}: {entry.fields[0]} stands there twice")
            try:
                pairs[entry.fields[0]] = _weave_pair(entry)
            except ScriptError as fault:
                raise ScriptError(f"{path.name}: {entry.fields[0]}: {fault}") from None
    return pairs


def _weave_pair(entry: Entry) -> Pair:
    identity, kind, language, note = entry.fields[:4]
    loom = _Loom("" if language in ("zh", "ja") else " ", reflow=entry.fields[4:] == ["reflow"])
    for is_mark, piece in read_marks(entry.text):
        if is_mark:
            loom.mark(piece)
        else:
            loom.both(piece)
    if loom.halves:
        raise ScriptError("a mark `from` without `to`, or the reverse")
    texts = {side: sheet.finished() for side, sheet in loom.sheets.items()}
    blocks = sorted(loom.blocks, key=lambda row: (row["a"] or row["b"], row["b"] or [0]))
    label = {
        "id": identity,
        "kind": kind,
        "language": language,
        "a": f"articles/{identity}.a.txt",
        "b": f"articles/{identity}.b.txt",
        "blocks": blocks,
        "words": _changed_words(blocks, texts),
        "warnings": loom.warnings,
        "note": note,
    }
    return Pair(label, texts["a"], texts["b"])


class _Loom:
    """The two texts of a pair while they are written, and the blocks in them so far."""

    def __init__(self, gap: str, *, reflow: bool) -> None:
        self.gap, self.reflow = gap, reflow
        self.sheets = {"a": Sheet(), "b": Sheet()}
        self.blocks: list[Row] = []
        self.warnings: list[Row] = []
        self.halves: dict[str, tuple[str, str, list[int]]] = {}  # move → its first side, text and span

    def write(self, side: str, text: str) -> list[int]:
        """Write a piece on one side, without line breaks on a reflowed one, and return its span."""
        return list(self.sheets[side].write(_BREAK.sub(self.gap, text) if self.reflow and side == "b" else text))

    def both(self, text: str) -> None:
        """Write a piece on both sides."""
        for side in "ab":
            self.write(side, text)

    def mark(self, mark: str) -> None:
        """Write what a mark stands for."""
        match = _EDIT.fullmatch(mark)
        if match is None:
            raise ScriptError(f"cannot read the mark {{{mark[:40]}}}")
        name, text = match["kind"], match["text"]
        if name == "layout":
            for side, part in zip("ab", _sides(text), strict=True):
                self.write(side, part.replace("\\n", "\n").replace("\\s", " "))
        elif name in ("from", "to"):
            self._move("a" if name == "from" else "b", match["n"] or "1", text)
        elif name in _BLOCKS:
            self._block(name, text)
        else:
            raise ScriptError(f"no mark is called {name}")

    def _block(self, name: str, text: str) -> None:
        kind, has, lane, repeat = _BLOCKS[name]
        row: Row = {"kind": kind, "moved": False, "lane": lane, "repeat": repeat, "a": None, "b": None}
        for side, part in zip(has, [part.strip() for part in _sides(text)] if len(has) == 2 else [text], strict=True):
            row[side] = self.write(side, part)
        for side in {"a", "b"} - set(has):
            self.sheets[side].leave_out()
        self.blocks.append(row)
        if name == "stump":
            self.warnings.append({"kind": "lost-text", "side": "b", "span": row["b"]})

    def _move(self, side: str, move: str, text: str) -> None:
        span = self.write(side, text)
        self.sheets["b" if side == "a" else "a"].leave_out()
        if move not in self.halves:
            self.halves[move] = side, text.strip(), span
            return
        first_side, first_text, first_span = self.halves.pop(move)
        kind = "same" if first_text == text.strip() else "edited"
        spans = {first_side: first_span, side: span}
        self.blocks.append(
            {"kind": kind, "moved": True, "lane": "body", "repeat": False, "a": spans["a"], "b": spans["b"]}
        )


def _sides(text: str) -> list[str]:
    parts = text.split(" => ")
    if len(parts) != 2:
        raise ScriptError(f"write both sides, «A => B», not {text[:40]!r}")
    return parts


def _changed_words(blocks: Iterable[Row], texts: dict[str, str]) -> dict[str, str]:
    """Return what differs inside the blocks: each side without the words at its ends that the other has too."""
    found: dict[str, list[str]] = {"a": [], "b": []}
    for block in blocks:
        sides = {side: _split(texts[side][slice(*block[side])] if block[side] else "") for side in "ab"}
        a, b = sides["a"], sides["b"]
        head = 0
        while head < min(len(a), len(b)) and a[head] == b[head]:
            head += 1
        tail = 0
        while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
            tail += 1
        for side, parts in sides.items():
            found[side].append("".join(parts[head : len(parts) - tail]).strip())
    return {side: " ".join(part for part in parts if part) for side, parts in found.items()}


def _split(text: str) -> list[str]:
    """Return words, marks and white space apart; figures and single characters in Chinese and Japanese."""
    return (
        re.findall(r"\d+(?:[.,]\d+)*|.", text)
        if CJK.search(text)
        else re.findall(r"\w+(?:['’.,-]\w+)*|[^\w\s]|\s+", text)
    )
