"""Documents → Texts of one vocabulary; articles are kept for a while, because one is compared with many."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from textdiff.model import Document
from textdiff.options import Options
from textdiff.texts.text import Text
from textdiff.texts.tokens import Tokens, Vocabulary, find_tokens, vocabulary

KEPT_CHARACTERS = 300_000  # of texts that are kept as they are compared: some 16 MB
_OF_ANY = 200  # characters that each of them counts for besides its own

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """Values by name, the ones used last: as many as have the size of the limit in all, and one at least."""

    def __init__(self, limit: int) -> None:
        """Take the limit of the sum of sizes."""
        self._limit, self._size = limit, 0
        self._values: OrderedDict[_Key, tuple[_Value, int]] = OrderedDict()

    def get(self, name: _Key) -> _Value | None:
        """Return the value of a name, if it is kept."""
        found = self._values.get(name)
        if found is None:
            return None
        self._values.move_to_end(name)
        return found[0]

    def pop(self, name: _Key) -> _Value | None:
        """Return the value of a name, if it is kept, and keep it no longer."""
        value, size = self._values.pop(name, (None, 0))
        self._size -= size
        return value

    def keep(self, name: _Key, value: _Value, size: int) -> None:
        """Keep a value, and drop those that were used longest ago."""
        self._size += size - self._values.get(name, (value, 0))[1]
        self._values[name] = value, size
        self._values.move_to_end(name)
        while self._size > self._limit and len(self._values) > 1:
            self._size -= self._values.popitem(last=False)[1][1]


class TokenStore:
    """The tokens of documents that were read for one purpose and will be needed for another: each is read once.

    Those that were stored last are there, up to `limit` code points of text. Copies in other processes begin empty.
    """

    def __init__(self, limit: int) -> None:
        """Begin without any; the vocabulary is that of this thread."""
        self.vocabulary, self._limit = vocabulary(), limit
        self._tokens: Kept[str, Tokens] = Kept(limit)

    def __reduce__(self) -> tuple[type[TokenStore], tuple[int]]:
        """Return how a process that is handed the store makes its own: numbers of keys mean nothing elsewhere."""
        return TokenStore, (self._limit,)

    def read(self, text: str) -> Tokens:
        """Return the tokens of a text, and store them."""
        tokens = find_tokens(text, self.vocabulary)
        self._tokens.keep(text, tokens, len(text))
        return tokens

    def take(self, text: str) -> Tokens:
        """Return the tokens of a text, which are not stored any longer."""
        return self._tokens.pop(text) or find_tokens(text, self.vocabulary)


class Reader(threading.local):
    """Reads documents, those of each thread by itself."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._texts: Kept[tuple[str, str], Text] = Kept(KEPT_CHARACTERS)
        self._of: tuple[weakref.ref[Vocabulary], Options] | None = None  # what they were read with

    def read_two(self, a: Document, b: Document, options: Options) -> tuple[Text, Text]:
        """Return two documents as texts of one vocabulary."""
        known = vocabulary()
        if self._of is None or self._of[0]() is not known or self._of[1] != options:
            self._of = None  # until they are gone, whatever interrupts
            self._texts = Kept(KEPT_CHARACTERS)
            self._of = weakref.ref(known), options
        return self._read(a, known, options), self._read(b, known, options)

    def _read(self, document: Document, known: Vocabulary, options: Options) -> Text:
        if len(document.text) > KEPT_CHARACTERS:
            return Text(document, known, options)
        name = document.id, document.text
        text = self._texts.get(name)
        if text is None or text.document != document:
            text = Text(document, known, options)
            self._texts.keep(name, text, len(document.text) + _OF_ANY)
        return text


reader = Reader()
