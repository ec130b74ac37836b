"""Records about one text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text as columns; the gaps between them are white space and invisible signs.

    `starts`, `ends`: code points, one entry a token. `keys`: what is compared, case and typography
    folded. `words`, `sentences`, `paragraphs`: token indices, of the tokens that are words and of
    the first token of each sentence and paragraph. The long columns are arrays of 4-byte integers.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    keys: tuple[str, ...]
    words: Sequence[int]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse columns of unequal length, and sentences that do not begin with the text."""
        require(len(self.starts) == len(self.ends) == len(self.keys), "token columns of unequal length")
        first = (0,) if self.starts else ()
        require(self.sentences[:1] == first and self.paragraphs[:1] == first, "the first token begins no sentence")

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.starts)

    def edge(self, token: int) -> int:
        """Return the code point where token number `token` begins its share of the text.

        The shares tile the text: the first one begins with the text, each ends where the next
        begins, so that white space belongs to the token before it; `edge(len(self))` is the end.
        """
        if token == 0:
            return 0
        return self.starts[token] if token < len(self.starts) else len(self.text)
