"""Text cut short, by characters, by words, or by the columns that it takes in a terminal; and its words counted.

What is left out has "…" in its place. Pages and Markdown count characters, because they have no lines of their
own; terminals count columns; a report of changes alone, which may not pass on a text, counts words.
"""

from __future__ import annotations

from collections.abc import Iterable

from textdiff.texts.patterns import pattern
from textdiff.texts.tokens import find_tokens, vocabulary, word_keys
from textdiff.views.columns import columns_of, parts

_SPACE = pattern(r"\s+")
_EXCERPT_CHARACTERS = 160
# What is left out of the middle of a text is longer than this, or the text is shown whole: most sentences are.
_LEFT_OUT_COLUMNS = 160
_LEFT_OUT_CHARACTERS = 50


def on_one_line(text: str) -> str:
    """Return a text with each stretch of white space in it as one space."""
    return _SPACE.sub(" ", text)


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return len(word_keys(text))


def excerpt(text: str, most: int = _EXCERPT_CHARACTERS) -> str:
    """Return the beginning of a text on one line, cut after a word where it has words."""
    line = on_one_line(text).strip()
    if len(line) <= most:
        return line
    cut = line[:most]
    return (cut.rpartition(" ")[0] or cut) + " …"


def beginning(text: str, most: int) -> str:
    """Return the first characters of a text, all of it where it has no more than `most`."""
    return text if len(text) <= most else f"{text[:most]} …"


def both_ends(text: str, most: int) -> str:
    """Return the first and the last characters of a text, all of it where it has no more than `most`."""
    return text if len(text) <= most else f"{text[: most // 2]} … {text[len(text) - most // 2 :]}"


def shorten_characters(text: str, before: int, after: int) -> str:
    """Return a text with its middle left out where it is long; `before` and `after` are characters of its ends."""
    if len(text) <= before + after + _LEFT_OUT_CHARACTERS:
        return text
    head, tail = text[:before], text[len(text) - after :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def shorten_columns(text: str, before: int, after: int, *, ellipsis: str) -> str:
    """Return a text with its middle left out where it is long; `before` and `after` are columns of its ends.

    Where both are 0 it is shown whole.
    """
    head = first_columns(text, before).rstrip() if before else ""
    tail = last_columns(text, after).lstrip() if after else ""
    left_out = columns_of(text) - columns_of(head) - columns_of(tail)
    if not (before or after) or left_out <= _LEFT_OUT_COLUMNS:
        return text
    return f"{head} {ellipsis} {tail}"


def first_columns(text: str, columns: int) -> str:
    """Return the first parts of a text that fit into so many columns, one of them at least."""
    return "".join(_fitting(parts(text), columns))


def last_columns(text: str, columns: int) -> str:
    """Return the last parts of a text that fit into so many columns, one of them at least."""
    return "".join(reversed(_fitting(reversed(parts(text)), columns)))


def _fitting(parts_of_text: Iterable[str], columns: int) -> list[str]:
    taken: list[str] = []
    for part in parts_of_text:
        columns -= columns_of(part)
        if columns < 0 and taken:
            break
        taken.append(part)
    return taken


def shorten_words(text: str, before: int, after: int) -> str:
    """Return the first and the last words of a text."""
    head, tail = first_words(text, before), last_words(text, after)
    if len(head) + len(tail) >= len(text):
        return text
    return f"{head} … {tail}" if head else f"… {tail}"


def first_words(text: str, n: int) -> str:
    """Return a text up to the end of its n-th word, all of it where it has fewer."""
    tokens = find_tokens(text, vocabulary())
    if len(tokens.words) < n:
        return text
    return text[: tokens.ends[tokens.words[n - 1]]] if n else ""


def last_words(text: str, n: int) -> str:
    """Return a text from its n-th last word on, all of it where it has fewer."""
    tokens = find_tokens(text, vocabulary())
    if len(tokens.words) < n:
        return text
    return text[tokens.starts[tokens.words[-n]] :] if n else ""
