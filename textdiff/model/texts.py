"""Records about one text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def require(condition: bool, broken: str) -> None:
    """Raise AssertionError, saying what is broken, unless the condition holds: a bug of ours."""
    if not condition:
        raise AssertionError(broken)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if not 0 <= self.start <= self.end:
            raise AssertionError(f"span [{self.start}, {self.end})")

    def __len__(self) -> int:
        """Return the code points it covers."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of `text` that it names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from and how its bytes were read; all of it is optional for texts in memory."""

    path: str | None = None
    sha256: str | None = None
    encoding: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    undecodable: tuple[int, ...] = ()  # code point offsets of the U+FFFD that stand for bad bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its text exactly as decoded, never normalised."""

    id: str
    text: str
    source: Source = Source()

    @property
    def text_sha256(self) -> str:
        """Return the SHA-256 of the text as UTF-8; lone surrogates pass as they are."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
