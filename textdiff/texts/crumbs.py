"""Crumbs: lines that are no part of the article, left by its page: image texts, links, footers, share buttons.

A sentence or line is a crumb when it says so from its beginning to its end; a sentence of the article
that holds "read more" is none. The lines of a header whose fields are read (`texts.header`) are crumbs too,
except its title, which is the headline, unless that stands again below.

No lane hides news: a crumb in which a figure, an amount or a negation changed is text (`hides_news`).
The fields of a header are the exception, because a date is there to differ: what is read of them stands in
the title, date, publisher, address and language of the documents.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from textdiff.languages import ALL, SPACED, UNSPACED, alternatives
from textdiff.languages.marks import CLOSERS, SENTENCE_STOPS
from textdiff.languages.shared import AGENCIES
from textdiff.model import Span
from textdiff.texts.header import lies_in
from textdiff.texts.hints import LINES, TRIGGERS
from textdiff.texts.patterns import pattern

if TYPE_CHECKING:
    from textdiff.texts.text import Range, Text


# A line in which somebody says something is one of the article.
_NOT_SAID = rf"(?!(?i:.*\b(?:{ALL.said})\b))"
_LINK_END = r"(?:\s*[:：|»>–—-].*|\s*)"
_FORMS = (  # in the order of `hints.LINES`
    *[line.form for line in ALL.crumbs],
    *[f"{_NOT_SAID}(?:{line.form})" for line in ALL.unsaid_crumbs],
    *[f"(?i:{line.form}){_LINK_END}" for line in ALL.links],
)
_PATTERNS = tuple(map(pattern, _FORMS))
_SHARE_TEXT = len(LINES)  # the number of what is a share of words and no pattern
_SHARE = alternatives(ALL.share)
_BUTTONS = alternatives(ALL.buttons)
_WORD = pattern(r"\w+(?:-\w+)*")
_SHARE_WORD = pattern(rf"(?i:{_SHARE})")
_BUTTON_WORD = pattern(rf"(?i:{_SHARE}|{ALL.networks}|{_BUTTONS})")
_NETWORK_WORD = pattern(rf"(?i:{ALL.networks})")
_SPACELESS_SHARE_WORD = pattern(alternatives(UNSPACED.share))
_SPACELESS_SHARE = pattern(
    rf"(?:{alternatives(UNSPACED.share)}|{alternatives(UNSPACED.buttons)}|{ALL.networks}|[和、，。：:·|/\s])+",
    regex.IGNORECASE,
)
_CREDITS = alternatives(ALL.credits)
_NAME = rf"(?:[\p{{Lu}}\p{{Lo}}][\p{{L}}.&'’-]*|{AGENCIES})"
_CREDIT = pattern(  # a name: no word of it is small, except in some agencies
    rf"(?:{_CREDITS}) ?[:：] ?{_NAME}(?:(?: ?/ ?| )(?:{_NAME}|via)){{0,4}}\.?"
)
_NOTICE = pattern(rf"(?i:{ALL.notices})")
_SPACE = pattern(r"\s+")
_FIGURE = pattern(r"\p{Nd}++")
_YEAR = pattern(r"(?:19|20)\d\d")
# Negations, negative pronouns, small numbers as words and currencies.
_NEWS = pattern(rf"(?i:\b(?:{SPACED.negations}|{SPACED.numerals})\b|{UNSPACED.negations}|{UNSPACED.numerals}|\p{{Sc}})")


def find_crumbs(text: Text) -> frozenset[int]:
    """Return the first tokens of the sentences and lines that are crumbs."""
    patterns = [regex.compile(pattern) for pattern in text.options.crumbs]
    calibration = text.options.calibration
    most_tokens = 2 * calibration.crumb_words  # words and marks
    suspects = _suspects(text)
    header = _header(text)
    if not (suspects or patterns):
        return frozenset(header)
    found = [*header, *_captions(text, suspects)]
    lines = frozenset(text.paragraphs)
    line_is_notice = False  # a short line that begins with a copyright notice or disclaimer is one to its end
    for n, start in enumerate(text.sentences):
        line_is_notice = line_is_notice and start not in lines
        if not (line_is_notice or start in suspects or patterns):
            continue
        end = text.sentence(n)[1]
        if end - start > most_tokens or text.ends[end - 1] - text.starts[start] > calibration.crumb_characters:
            line_is_notice = False
            continue
        line = _SPACE.sub(" ", text.text[text.starts[start] : text.ends[end - 1]])
        if start in lines and _NOTICE.match(line):
            line_is_notice = text.paragraph(text.paragraph_at(start))[1] - start <= most_tokens
        kinds = tuple(sorted(suspects.get(start, ())))
        if (
            line_is_notice
            or _is_crumb(line, kinds, calibration.crumb_words, calibration.button_share)
            or any(pattern.search(line) for pattern in patterns)
        ):
            found.append(start)
    return frozenset(found)


def _header(text: Text) -> Sequence[int]:
    """Return the first tokens of the sentences of a header that are no part of the article, without its title.

    A sentence that runs into the article is none of them.
    """
    header = text.header
    if header is None:
        return ()
    article = text.token_at(header.end)
    n = len(text.sentences_in((0, article)))
    ends_there = article < len(text) and text.begins_sentence(article)
    inside = text.sentences[: n if ends_there else n - 1]
    title = header.title or Span(0, 0)
    first, end = (text.token_at(at) for at in (title.start, title.end))
    return [
        start
        for start in inside
        if (first not in inside or not first <= start < end) and lies_in(header.excluded, text.starts[start])
    ]


def repeated_head(text: Text) -> Iterator[int]:
    """Yield the first tokens of the lines at the head of an article that say what its first one does.

    A page has its headline, or the caption of its picture, two or three times: a line without a full stop.
    """
    article = text.paragraph_at(text.token_at(text.header.end)) if text.header else 0
    if article >= len(text.paragraphs) or not _is_headline(text, text.paragraph(article)):
        return
    for n in range(article + 1, len(text.paragraphs)):
        first, line = text.paragraph(article), text.paragraph(n)
        if text.keys_of_words(first) != text.keys_of_words(line):
            return
        yield line[0]


def _is_headline(text: Text, line: Range) -> bool:
    """Return whether a line is one sentence, not too long for a headline, that ends without a full stop."""
    end = line[1] - 1
    while end > line[0] and text.key(end) in CLOSERS:
        end -= 1
    is_short = 0 < text.n_words(*line) <= text.options.calibration.headline_words
    return is_short and len(text.sentence_starts(line)) == 1 and text.key(end) not in SENTENCE_STOPS


def are_fields(text: Text, start: int, end: int) -> bool:
    """Return whether the tokens [start, end) are lines of a header whose fields are read."""
    header = text.header
    return header is not None and all(lies_in(header.read, text.starts[token]) for token in range(start, end))


def _captions(text: Text, suspects: Container[int]) -> Iterator[int]:
    """Yield the first tokens of the sentences of captions: one at most before the photographer or agency."""
    calibration = text.options.calibration
    for n, line in enumerate(text.paragraphs):
        end = text.paragraph(n)[1]
        if 0 < end - line <= calibration.caption_tokens:
            sentences = text.sentence_starts((line, end))
            credit = sentences[-1]
            if (
                len(sentences) <= calibration.caption_sentences
                and credit in suspects
                and _CREDIT.fullmatch(text.text, text.starts[credit], text.ends[end - 1])
            ):
                yield from sentences


def _suspects(text: Text) -> dict[int, set[int]]:
    """Return which patterns the sentences may match, by the words that such lines hold: first token → numbers."""
    held = text.crumb_hints
    if not held:
        return {}
    lower = text.text.lower()
    if len(lower) != len(text.text):  # a capital that is two small letters ("İ") moves all behind it
        return {start: {*range(_SHARE_TEXT + 1)} for start in text.sentences}
    begins = [text.starts[start] for start in text.sentences]
    suspects: defaultdict[int, set[int]] = defaultdict(set)
    for word in held:
        at = lower.find(word)
        while at >= 0:
            n = bisect_right(begins, at)
            suspects[text.sentences[max(0, n - 1)]].update(TRIGGERS[word])
            at = lower.find(word, begins[n]) if n < len(begins) else -1
    return suspects


def hides_news(line: str, changed: Iterable[str]) -> bool:
    """Return whether two versions of a crumb differ in what no lane may hide: a figure, an amount or a negation.

    `line` is one of them, `changed` are the stretches that differ. The year of a copyright notice is no news.
    """
    is_notice = _NOTICE.search(line) is not None
    for stretch in changed:
        if _NEWS.search(stretch) or any(not (is_notice and _YEAR.fullmatch(n)) for n in _FIGURE.findall(stretch)):
            return True
    return False


@lru_cache(maxsize=4096)  # a scan asks about the same lines for each pair
def _is_crumb(line: str, kinds: tuple[int, ...], most_words: int, button_share: float) -> bool:
    return any(
        _is_share_text(line, most_words, button_share)
        if kind == _SHARE_TEXT
        else _PATTERNS[kind].fullmatch(line) is not None
        for kind in kinds
        if kind <= _SHARE_TEXT
    )


def _is_share_text(line: str, most_words: int, button_share: float) -> bool:
    """Return whether a line holds little except the words of share buttons."""
    words = _WORD.findall(line)
    if not words or len(words) > most_words:
        return False
    if _SPACELESS_SHARE_WORD.search(line):
        return _SPACELESS_SHARE.fullmatch(line) is not None
    if not any(map(_SHARE_WORD.fullmatch, words)) or not (any(map(_NETWORK_WORD.fullmatch, words)) or len(words) == 1):
        return False
    return sum(map(bool, map(_BUTTON_WORD.fullmatch, words))) / len(words) >= button_share
