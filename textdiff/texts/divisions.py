"""Text, Text → Text, Text: what line ends divide is one word, a compound or several words, as the other text has it.

A text by itself does not tell whether a hyphen at the end of a line is that of the line ("regu-⏎lations"), of the word
("well-⏎known") or a dash.
"""

from __future__ import annotations

from array import array
from collections.abc import Container
from itertools import compress

from textdiff.texts.keys import LIST_NUMBER_KEY
from textdiff.texts.text import Text
from textdiff.texts.tokens import Division, Tokens

_Row = tuple[int, int, int, bool]  # a token: where it starts and ends, its number, whether it is a word


def settle_divisions(a: Text, b: Text) -> tuple[Text, Text]:
    """Return two texts of one vocabulary with the words that line ends divide as the other one has them.

    One that the other has in no form stays whole.
    """
    if not a.divisions and not b.divisions:
        return a, b
    return _settled(a, frozenset(b.ids)), _settled(b, frozenset(a.ids))


def _settled(text: Text, others: Container[int]) -> Text:
    changed = {one.token: rows for one in text.divisions.values() if (rows := _rows(text, one, others))}
    if not changed:
        return text
    are_words = bytearray(len(text))
    for n in text.words:
        are_words[n] = 1
    read = text.starts, text.ends, text.ids, are_words
    starts, ends, ids, words = columns = array("I"), array("I"), array("I"), bytearray()
    left: list[Division] = []
    at = 0
    for n, one in text.divisions.items():  # in text order
        for column, whole in zip(columns, read, strict=True):
            column.extend(whole[at:n])
        at = n + 1
        rows = changed.get(n) or [(text.starts[n], text.ends[n], text.ids[n], bool(are_words[n]))]
        if len(rows) == 1:
            left.append(one._replace(token=len(starts)))
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                column.append(value)
    for column, whole in zip(columns, read, strict=True):
        column.extend(whole[at:])
    numbers = array("I", compress(range(len(words)), words))
    tokens = Tokens(starts, ends, ids, numbers, text.crumb_hints, tuple(left), text.furniture, text.items)
    return Text(text.document, text.vocabulary, text.options, tokens)


def _rows(text: Text, one: Division, others: Container[int]) -> list[_Row]:
    """Return the tokens that a divided word is made of where the other text has it otherwise; none where it has not."""
    if text.ids[one.token] in others:
        return []
    if one.hyphened in others:  # never of a number: it is the token itself
        return [(text.starts[one.token], text.ends[one.token], one.hyphened, True)]
    if text.key(one.token) == LIST_NUMBER_KEY:  # the other text has no list
        return list(one.parts)
    return list(one.parts) if all(number in others for _, _, number, is_word in one.parts if is_word) else []
