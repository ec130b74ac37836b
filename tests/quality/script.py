"""The scripts that corpora are woven from: entries, marks, and the sheet that a text is written on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]
Spot = tuple[int, int]

_MARK = re.compile(r"\{([^{}]*)\}")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SIGN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:(?![{_SIGN}])[^\W_]|[\u0300-\u036f\u064b-\u065f])"
_WORD = re.compile(rf"[{_SIGN}]|{_LETTER}+(?:['’.,:-]{_LETTER}+)*")


class ScriptError(Exception):
    """A script that cannot be woven: file, article and fact."""


class Entry(NamedTuple):
    """One `===` line with its fields, and the marked text below it."""

    fields: list[str]
    text: str


def read_script(path: Path) -> Iterator[Entry]:
    """Yield the entries of a script; lines that begin with `#` before the first entry are comments."""
    head, *parts = re.split(r"^=== *", path.read_text("utf-8"), flags=re.MULTILINE)
    if any(line.strip() and not line.startswith("#") for line in head.splitlines()):
        raise ScriptError(f"{path.name}: text before the first === line")
    for part in parts:
        line, _, text = part.partition("\n")
        yield Entry([field.strip() for field in line.split("|")], text.strip("\n"))


def read_marks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the pieces of a marked text: (is a mark, what stands in it)."""
    done = 0
    for match in _MARK.finditer(text):
        yield False, text[done : match.start()]
        yield True, match[1]
        done = match.end()
    yield False, text[done:]


@dataclass(slots=True)
class Sheet:
    """A text being written; where a piece is missing, the white space around it becomes one break."""

    text: str = ""
    _missing: bool = False

    def write(self, piece: str) -> Spot:
        """Add a piece and return its span without the white space around it."""
        if not self.text:
            piece = piece.lstrip()
        elif self._missing and (not piece or piece[0].isspace()) and self.text[-1].isspace():
            bare = piece.lstrip()
            space = self.text[len(self.text.rstrip()) :] + piece[: len(piece) - len(bare)]
            newlines = max(len(part) for part in re.findall(r"\n*", space))
            self.text = self.text.rstrip() + ("\n" * min(newlines, 2) or " ")
            piece = bare
        self._missing = self._missing and not piece
        start = len(self.text) + len(piece) - len(piece.lstrip())
        self.text += piece
        return start, max(start, len(self.text.rstrip()))

    def leave_out(self) -> None:
        """Say that a piece of the script is not in this text."""
        self._missing = True

    def finished(self) -> str:
        """Return the text with one line end at its end."""
        return self.text.rstrip() + "\n"


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case, by a rule of its own: labels must not lean on textdiff."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
