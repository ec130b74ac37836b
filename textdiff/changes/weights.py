"""Words counted by token."""

from __future__ import annotations

from array import array
from itertools import accumulate

from textdiff.model import Tokens


class Weights:
    """Words of a text counted by token: `between(3, 9)` is the number of words among tokens 3 to 8."""

    def __init__(self, tokens: Tokens) -> None:
        """Count the words before each token."""
        is_word = bytearray(len(tokens))
        for word in tokens.words:
            is_word[word] = 1
        self.before = array("I", accumulate(is_word, initial=0))

    def between(self, start: int, end: int) -> int:
        """Return the number of words among the tokens [start, end)."""
        return self.before[end] - self.before[start]


def word_keys(tokens: Tokens, weights: Weights, start: int, end: int) -> tuple[str, ...]:
    """Return the keys of the words among the tokens [start, end)."""
    keys = tokens.keys
    return tuple([keys[word] for word in tokens.words[weights.before[start] : weights.before[end]]])
