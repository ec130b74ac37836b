"""Headers: what a file says of its article before that begins: title, date, outlet, address, language.

Two forms are read, at the very beginning of a text only: lines such as `Title: …`, `Outlet: …` and
`Date: …`, ended by a blank line, and the front matter of Markdown between two lines `---`. The text
stays as it is; the lines of a header whose fields are read are no part of the article (`texts.crumbs`).
All others stay text: what nobody reports must not be excluded.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from textdiff.languages import ALL, LANGUAGES, alternatives, merge
from textdiff.languages.marks import CLOSERS, FIGURES, FULL_STOPS, LINE_ENDS, SENTENCE_STOPS
from textdiff.model import Document, Span
from textdiff.options import Calibration
from textdiff.texts.patterns import pattern

if TYPE_CHECKING:
    from textdiff.texts.text import Text

# The words for each field, in all languages. What is under "" is known to stand in headers, and is no field of ours.
_WORDS = {
    "title": ALL.labels_title,
    "date": ALL.labels_date,
    "publisher": ALL.labels_publisher,
    "url": ALL.labels_url,
    "language": ALL.labels_language,
    "": ALL.labels_other,
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split("|")}

_END = r"(?>\r\n|[\r\n])"
_CHARACTER = rf"[^{LINE_ENDS}\x1c-\x1f]"  # at the others `splitlines` ends a line too
# Longer lines are paragraphs. The longest title of corpora/newsroom has 83 characters.
_LINE = rf"{_CHARACTER}{{0,300}}+{_END}"
_LINES = pattern(
    rf"\A(?:[\p{{L}}\p{{M}}_][\p{{L}}\p{{M}}_ ]{{0,24}}+[:：](?=[^\S\r\n]*+\S){_LINE}){{1,12}}+[ \t]*{_END}"
)
# Items, folded text and comments of front matter are passed over.
_FRONT_LINE = rf"(?!---|\.\.\.)(?:[\p{{L}}_][\p{{L}}\p{{M}}\p{{N}}_-]{{0,40}}+:(?=\s)|[ \t]|-[ \t]|\#){_LINE}"
_FRONT = pattern(rf"\A---[ \t]*{_END}(?:{_FRONT_LINE}){{1,60}}+(?:---|\.\.\.)[ \t]*{_END}")
_FIRST = pattern(r"\A[\p{L}\p{M}_ -]{1,26}[:：\r\n]")
_COLON = pattern("[:：]")
_DIGIT = pattern(rf"[{FIGURES}]")
_ADDRESS = pattern(r"\A(?:(?:https?://|www\.)\S++|[^\s./]++(?:\.[^\s./]++)++/\S*+)\Z", regex.IGNORECASE)
# A date names a year or is written in figures.
_DATE = pattern(r"\p{Nd}{4}|年|\p{Nd}[./-]\p{Nd}")
# "Data" is a date in Italian and Portuguese, and something else in English and German.
_MONTHS_OF_DATA = merge(one for one in LANGUAGES if "data" in one.labels_date.split("|")).months
_DATE_OF_DATA = pattern(
    rf"\A\p{{Nd}}{{1,4}}[./-]\p{{Nd}}{{1,2}}[./-]\p{{Nd}}{{1,4}}\b|\b(?:{alternatives(_MONTHS_OF_DATA)})\b",
    regex.IGNORECASE,
)
_WORD = pattern(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.-]*+")
_SENTENCE_END = pattern(rf"[{''.join(sorted(SENTENCE_STOPS))}]\W*\Z")
# What a value of front matter is that takes more than its line, or that YAML reads in another way.
_NOT_PLAIN = pattern(r"\A[\[{&*!#|>@`%]| \#")

_EMPTY = frozenset({"~", "null"})


class Header(NamedTuple):
    """Where a header ends, what it says (`title`, `date`, `publisher`, `url`, `language`), where the title stands.

    `read` are the lines whose fields are read, and the bars of front matter; `excluded` are those and the
    lines that name an author, a section or the time of a change. All other lines are text. Spans are of code
    points, without line ends.
    """

    end: int
    fields: dict[str, str]
    title: Span | None
    read: tuple[Span, ...]
    excluded: tuple[Span, ...]


class _Line(NamedTuple):
    """A line of a header: its key in small letters, its value, the code point where that stands, and the whole line."""

    key: str
    value: str
    start: int
    span: Span

    @property
    def field(self) -> str | None:
        """Return the field that the key names; "" for one that is none of ours, None where it names none."""
        return _FIELDS.get(self.key)


def find_header(text: str, calibration: Calibration) -> Header | None:
    """Return the header that a text begins with, None where it begins with its article.

    Lines are a header if each begins with a word that headers have, and a title, date or address and another
    field are named, or if the title stands alone, one line that is no sentence. There are twelve at most, none is
    empty or longer than 300 characters, what they say is what such a field can hold (no sentence, a date with
    a figure), and a blank line ends them. Front matter of 60 lines at most has to name a title, date or address;
    what it says in more than one line, or in YAML that is more than a plain or quoted value, is not read. An
    article has to follow.
    """
    if not _FIRST.match(text):
        return None
    found = _FRONT.match(text)
    lines = _front_values(found.group(), calibration) if found else []
    bars = _bars(found.group()) if found else []
    if found is None:
        found = _LINES.match(text)
        lines = _plain_values(found.group(), calibration) if found else []
    if not (found and lines) or not text[found.end() :].strip():
        return None
    fields: dict[str, str] = {}
    title, read, others = None, bars, []
    for line in lines:
        field = "url" if line.field == "publisher" and _ADDRESS.match(line.value) else line.field
        if not field:
            others.append(line.span)
        elif field not in fields and (field != "url" or _ADDRESS.match(line.value)):
            fields[field] = line.value
            read.append(line.span)
            if field == "title":
                title = Span(line.start, line.start + len(line.value))
    return Header(found.end(), fields, title, tuple(sorted(read)), tuple(sorted(read + others)))


def with_header(document: Document, header: Header | None) -> Document:
    """Return a document whose source has, where it says nothing itself, what the header of its text says."""
    if header is None:
        return document
    source = document.source
    missing: dict[str, Any] = {name: value for name, value in header.fields.items() if getattr(source, name) is None}
    return replace(document, source=replace(source, **missing)) if missing else document


def _plain_values(header: str, calibration: Calibration) -> list[_Line]:
    """Return the lines of a header; none where one does not belong in it, or they are too few."""
    lines = list(_split(header))
    if not lines or not all(line.field is not None and _is_value(line, calibration) for line in lines):
        return []
    if len({line.field or line.key for line in lines}) > 1:
        return lines if _names_article(lines) else []
    title = lines[0].value.rstrip("".join(CLOSERS))
    is_alone = len(lines) == 1 and lines[0].field == "title" and len(title) <= calibration.lone_title_characters
    return lines if is_alone and title[-1:] not in FULL_STOPS else []


def _front_values(front: str, calibration: Calibration) -> list[_Line]:
    """Return the lines of front matter that give a field a simple value, quotation marks around it taken off."""
    lines = front.splitlines(keepends=True)
    goes_on = {n for n, line in enumerate(lines[1:]) if line[0] in " \t"}  # what is indented belongs to a line before
    found = []
    for number, line in _numbered(front):
        mark = line.value[0] if line.value[0] in "\"'" else ""
        inner = line.value[1:-1] if mark else line.value
        is_whole = len(line.value) > 1 and line.value[-1] == mark and mark not in inner and "\\" not in inner
        is_plain = is_whole if mark else not _NOT_PLAIN.search(inner) and inner.lower() not in _EMPTY
        if is_plain and line.field is not None and number not in goes_on:
            read = line._replace(value=inner, start=line.start + bool(mark))
            found += [read] if _is_value(read, calibration) else []
    return found if _names_article(found) else []


def _names_article(lines: list[_Line]) -> bool:
    return any(line.field in ("title", "date") or _ADDRESS.match(line.value) for line in lines)


def _bars(front: str) -> list[Span]:
    """Return the first and the last line of front matter."""
    last = front.splitlines()[-1]
    start = front.rindex(last)
    return [Span(0, 3), Span(start, start + len(last))]


def _split(header: str) -> Iterator[_Line]:
    """Yield the lines that have a key and a value, except those that are indented."""
    for _, line in _numbered(header):
        yield line


def _numbered(header: str) -> Iterator[tuple[int, _Line]]:
    start = 0
    for number, line in enumerate(header.splitlines(keepends=True)):
        colon = _COLON.search(line)
        value = line[colon.end() :] if colon else ""
        if colon and value.strip() and not line[0].isspace():
            key = unicodedata.normalize("NFC", line[: colon.start()]).strip().lower()
            span = Span(start, start + len(line.rstrip()))
            yield number, _Line(key, value.strip(), start + len(line) - len(value.lstrip()), span)
        start += len(line)


def _most(field: str, calibration: Calibration) -> tuple[int, int]:
    """Return the most characters and words of the value of a field."""
    return {
        "date": (calibration.date_characters, calibration.date_words),
        "publisher": (calibration.publisher_characters, calibration.publisher_words),
        "language": (calibration.language_characters, calibration.language_words),
    }.get(field, (calibration.header_characters, calibration.header_words))


def _is_value(line: _Line, calibration: Calibration) -> bool:
    """Return whether a value is what the field may hold."""
    field, value = line.field or "", line.value
    words = len(_WORD.findall(value))
    most_characters, most_words = _most(field, calibration)
    if not value.strip() or len(value) > most_characters or words > most_words:
        return False
    if line.key == "data" and not _DATE_OF_DATA.search(value):
        return False
    if field == "date":
        return _DIGIT.search(value) is not None and (words <= calibration.day_words or _DATE.search(value) is not None)
    if field == "publisher" and words > calibration.outlet_words and not _ADDRESS.match(value):
        return not (_DIGIT.search(value) or _SENTENCE_END.search(value))
    if field == "language":
        return not _DIGIT.search(value)
    return field != "url" or " " not in value  # what is no address stays text


def cut_at_header(text: Text, header: Header) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the first tokens of sentences and of paragraphs, a header as one line and its title as one of its own.

    The title is the headline of the article, and text as one is, unless it stands again below the header.
    So are lines of which no field is read. The others are not: of two words, as in "Date: 2024-05-14", they
    would be taken together with the sentence behind them.
    """
    article = text.token_at(header.end)
    lines = [line for line in text.paragraphs if line < article]
    ours = [lies_in(header.read, text.starts[line]) for line in lines]
    borders = {0, article, *(line for line, pair in zip(lines[1:], pairwise(ours), strict=True) if not all(pair))}
    if header.title:
        start, end = (text.token_at(at) for at in (header.title.start, header.title.end))
        if start < end and not _stands_again(text, start, end, article):
            borders |= {start, end}
    columns = (borders.union(filter(article.__le__, column)) for column in (text.sentences, text.paragraphs))
    sentences, paragraphs = (tuple(sorted(column - {len(text)})) for column in columns)
    return sentences, paragraphs


def _stands_again(text: Text, start: int, end: int, below: int) -> bool:
    """Return whether the words of the tokens [start, end) are one of the first lines from token `below` on."""
    first = text.paragraph_at(below - 1) + 1
    lines = (*text.paragraphs[first : first + text.options.calibration.headline_lines + 1], len(text))
    title = text.keys_of_words((start, end))
    return any(
        text.keys_of_words((line, min(following, line + 2 * (end - start) + 2))) == title
        for line, following in pairwise(lines)
    )


def lies_in(spans: Iterable[Span], place: int) -> bool:
    """Return whether a place is in one of some spans."""
    return any(span.start <= place < span.end for span in spans)
