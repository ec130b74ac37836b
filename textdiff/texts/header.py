"""What a file says of its article before the article begins: title, date, outlet, address, language.

Two forms are read, at the very beginning of a text only: lines such as `Title: …`, `Outlet: …` and
`Date: …`, ended by a blank line, and the front matter of Markdown between two lines `---`. The text
stays as it is; a header is a stretch of it that is no part of the article (`changes.crumbs`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import regex

from textdiff.model import Document, Span

# The words for each field in the languages of the patterns of crumbs. What is under "" is known to
# stand in headers, and is no field of ours.
_WORDS = {
    "title": "title|headline|titel|überschrift|schlagzeile|titre|título|titular|заголовок|标题|標題|العنوان|عنوان",
    "date": (
        "date|published|published on|publication date|pubdate|publishdate|published_at|datum|veröffentlicht"
        "|publié|publié le|fecha|publicado|publicado el|дата|опубликовано|日期|发布日期|发布时间"
        "|التاريخ|تاريخ|تاريخ النشر"
    ),
    "publisher": (
        "publisher|outlet|source|publication|newspaper|agency|quelle|medium|zeitung|éditeur|journal|fuente|medio"
        "|источник|издание|来源|來源|媒体|المصدر|الناشر"
    ),
    "url": "url|link|permalink|canonical|ссылка|链接|网址|الرابط",
    "language": "language|lang|sprache|langue|idioma|язык|语言|اللغة",
    "": (
        "author|authors|by|byline|autor|autorin|von|auteur|par|autora|por|автор|作者|الكاتب|بقلم|section|category|rubrik"
        "|ressort|rubrique|sección|рубрика|栏目|updated|modified|aktualisiert|mis à jour|actualizado|обновлено|更新时间"
    ),
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split("|")}

_END = r"(?>\r\n|[\r\n])"
_SIGN = r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]"
# Longer lines are paragraphs. The longest title of corpora/newsroom has 83 characters.
_LINE = rf"{_SIGN}{{0,300}}+{_END}"
_LINES = regex.compile(
    rf"\A(?:[\p{{L}}\p{{M}}_][\p{{L}}\p{{M}}_ ]{{0,24}}+[:：](?=[^\S\r\n]*+\S){_LINE}){{1,12}}+[ \t]*{_END}"
)
# Items, folded text and comments of front matter are passed over.
_FRONT_LINE = rf"(?!---|\.\.\.)(?:[\p{{L}}_][\p{{L}}\p{{M}}\p{{N}}_-]{{0,40}}+:(?=\s)|[ \t]|-[ \t]|\#){_LINE}"
_FRONT = regex.compile(rf"\A---[ \t]*{_END}(?:{_FRONT_LINE}){{1,60}}+(?:---|\.\.\.)[ \t]*{_END}")
_FIRST = regex.compile(r"\A[\p{L}\p{M}_ -]{1,26}[:：\r\n]")
_COLON = regex.compile("[:：]")
_DIGIT = regex.compile(r"[\p{Nd}〇一二三四五六七八九十]")
_ADDRESS = regex.compile(r"\A(?:(?:https?://|www\.)\S++|[^\s./]++(?:\.[^\s./]++)++/\S*+)\Z", regex.IGNORECASE)
# A line that begins with the word of a field; the bar before it is the first line of front matter.
_OWN_LINE = regex.compile(
    rf"(?:---\s{{1,9}})?(?:{'|'.join(words for field, words in _WORDS.items() if field)}) ?[:：]", regex.IGNORECASE
)

_TITLE_SIGNS = 200  # of a title that is all there is; a sentence would end with a full stop besides
_VALUE_SIGNS = {"date": 60, "publisher": 120, "language": 40}
_EMPTY = frozenset({"~", "null"})


class Header(NamedTuple):
    """Where a header ends, what it says (`title`, `date`, `publisher`, `url`, `language`), where the title stands."""

    end: int  # code points
    fields: dict[str, str]
    title: Span | None


class _Line(NamedTuple):
    """A line of a header: its key in small letters, its value, and the code point where that stands."""

    key: str
    value: str
    start: int

    @property
    def field(self) -> str | None:
        """Return the field that the key names; "" for one that is none of ours, None where it names none."""
        return _FIELDS.get(self.key)


def find_header(text: str) -> Header | None:
    """Return the header that a text begins with, None where it begins with its article.

    Lines are a header if each begins with a word that headers have, and at least two fields are named,
    or if the title stands alone, one line that is no sentence; none is empty or longer than 300
    characters, a date has a digit, and a blank line ends them. Front matter has to name a field of
    ours; its nested values are passed over. An article has to follow.
    """
    if not _FIRST.match(text):
        return None
    found = _FRONT.match(text)
    lines = _front_values(found.group()) if found else []
    if found is None:
        found = _LINES.match(text)
        lines = _plain_values(found.group()) if found else []
    if not (found and lines) or not text[found.end() :].strip():
        return None
    fields: dict[str, str] = {}
    title = None
    for line in lines:
        field = "url" if line.field == "publisher" and _ADDRESS.match(line.value) else line.field
        if field == "title" and title is None:
            title = Span(line.start, line.start + len(line.value))
        if field:
            fields.setdefault(field, line.value)
    return Header(found.end(), fields, title) if fields else None


def with_header(document: Document) -> Document:
    """Return a document whose source has, where it says nothing itself, what the header of the text says."""
    header = find_header(document.text)
    if header is None:
        return document
    source = document.source
    missing: dict[str, Any] = {name: value for name, value in header.fields.items() if getattr(source, name) is None}
    return replace(document, source=replace(source, **missing)) if missing else document


def is_header_line(line: str) -> bool:
    """Return whether a line begins with the word of a field, whose value the source of a document has."""
    return _OWN_LINE.match(line) is not None


def _plain_values(header: str) -> list[_Line]:
    """Return the lines of a header; none where one does not belong in it, or they are too few."""
    lines = list(_split(header))
    if not all(line.field is not None and _is_value(line) for line in lines):
        return []
    if len({line.field or line.key for line in lines}) > 1:
        return lines
    title = lines[0].value.rstrip("\"'”’»“)")
    is_alone = len(lines) == 1 and lines[0].field == "title" and len(title) <= _TITLE_SIGNS
    return lines if is_alone and title[-1:] not in (".", "。") else []


def _front_values(front: str) -> list[_Line]:
    """Return the lines of front matter that give a field a simple value, quotation marks around it taken off."""
    found = []
    for line in _split(front):
        quoted = len(line.value) > 1 and line.value[0] == line.value[-1] and line.value[0] in "\"'"
        if quoted:
            line = line._replace(value=line.value[1:-1], start=line.start + 1)  # noqa: PLW2901
        if line.field and (quoted or (line.value.lower() not in _EMPTY and line.value[0] not in "[{&*!#|>")):
            found.append(line)
    return [line for line in found if _is_value(line)]


def _split(header: str) -> Iterator[_Line]:
    """Yield the lines that have a key and a value, but for those that are indented."""
    start = 0
    for line in header.splitlines(keepends=True):
        colon = _COLON.search(line)
        value = line[colon.end() :] if colon else ""
        if colon and value.strip() and not line[0].isspace():
            key = unicodedata.normalize("NFC", line[: colon.start()]).strip().lower()
            yield _Line(key, value.strip(), start + len(line) - len(value.lstrip()))
        start += len(line)


def _is_value(line: _Line) -> bool:
    """Return whether a value is what the field may hold."""
    field, value = line.field or "", line.value
    if not value.strip() or len(value) > _VALUE_SIGNS.get(field, 300):
        return False
    if field == "date":
        return _DIGIT.search(value) is not None
    return field != "url" or _ADDRESS.match(value) is not None
