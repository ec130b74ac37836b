"""Where line ends divide words, and which marks of a text only show how it is set.

Such marks are those of emphasis (`_x_`, `**x**`) and the bullets of lists. What is no token lies between two, as
white space does, so that a difference in it is typography.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import regex

from textdiff.languages.marks import BLANK_LINE, BULLETS, LINE_END, LINE_ENDS, LIST_NUMBER, SPACELESS, SPLITTING_HYPHENS
from textdiff.texts.patterns import pattern

_BLANK = rf"[^\S{LINE_ENDS}]"
# A hyphen at the end of a line.
_MAY_DIVIDE = re.compile(rf"[–{SPLITTING_HYPHENS}]{_BLANK}*+[{LINE_ENDS}]")
_DIVISION = pattern(rf"(?<=[\p{{L}}\p{{M}}\p{{Nd}}])[–{SPLITTING_HYPHENS}]{_BLANK}*+(?=[{LINE_ENDS}])")
_ONE_END = pattern(rf"(?:{LINE_END}){_BLANK}*+")
# A mark of emphasis stands at a word, on one side of it, and has no accent.
_IN_WORD = pattern(rf"[[\p{{L}}\p{{Nd}}]--[{SPACELESS}\p{{Hangul}}]]", regex.VERSION1)
_EMPHASIS = pattern(r"(?<![_*])(?:\*{1,3}+|_{1,3}+)(?![_*\p{M}\p{GCB=Extend}\p{GCB=SpacingMark}\u200d])")
# The beginning of a line that may be an item of a list, found in a tenth of the time of what an item is.
_HEAD = rf"[ \t\xa0\u3000]*+(?=[{BULLETS}\d(]|[^\W\d][.)]|[ivxIVX]{{2,5}}[.)])"
_FIRST_ITEM, _ITEM = re.compile(rf"\A{_HEAD}"), re.compile(rf"[{LINE_ENDS}]{_HEAD}")
_NUMBER = pattern(rf"(?P<mark>{LIST_NUMBER}){_BLANK}++(?=\S)", regex.VERSION1)
_NUMERALS = pattern(r"(\p{Nd}+|\p{L}+)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CUE_NUMBER = pattern(rf"(?<!\d)(?P<mark>\d++){_BLANK}*+(?:{LINE_END})(?=\d\d:\d\d\S*\s*-->)")
_BULLET = pattern(rf"(?P<mark>[{BULLETS}]){_BLANK}++(?=[^{LINE_ENDS}]*?[\p{{L}}\p{{N}}])")
_SIGNS = "-–—"
_BEFORE_FIGURE = pattern(r"(?<!\s)\s++\p{Sc}?\s?\p{Nd}")
# What may stand between two tokens: marks that close, white space, a bullet, marks that open.
_DRESS = pattern(rf"(?P<marks>[_*]*+)(?P<blank>\s*+)(?P<open>(?:[{BULLETS}]\s++)?+[_*]*+)")
_PARAGRAPH = pattern(BLANK_LINE)


def has_divisions(text: str) -> bool:
    """Return whether a hyphen at the end of a line of a text may divide a word."""
    return _MAY_DIVIDE.search(text) is not None and _DIVISION.search(text) is not None


def has_numbers(text: str) -> bool:
    """Return whether a text has items of lists with numbers, or cues of subtitles."""
    return next(find_numbers(text, find_items(text)), None) is not None


def find_divisions(
    text: str, starts: Sequence[int], ends: Sequence[int], furniture: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the tokens [first, last] that a hyphen at the end of a line divides, and that may be one word.

    Page furniture, which has no tokens, may stand between them.
    """
    found: list[tuple[int, int]] = []
    between = dict(furniture)
    for match in _DIVISION.finditer(text) if has_divisions(text) else ():
        first, last = bisect_left(ends, match.start()), bisect_left(starts, match.end())
        if last == len(starts) or ends[first] != match.start() or not _goes_on(text, match, starts[last], between):
            continue
        if found and found[-1][1] == first:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def _goes_on(text: str, hyphen: regex.Match[str], start: int, furniture: Mapping[int, int]) -> bool:
    """Return whether the word before a hyphen may go on with the token that starts here."""
    before, following = text[hyphen.start() - 1], text[start]
    if hyphen[0][0] == "–" and not (before.isdecimal() and following.isdecimal()):
        return False
    if _ONE_END.fullmatch(text, hyphen.end(), start):
        return following.isalpha() or following.isdecimal()
    at = hyphen.end()
    while at < start and (at in furniture or text[at].isspace()):
        at = furniture.get(at, at + 1)
    return at == start and before.isalpha() and following.islower()


def find_emphasis(text: str) -> list[tuple[int, int, int, int]]:
    """Return the marks of emphasis of a text: where the first one starts and ends, and where the last one does.

    Those of a paragraph that belong together: of one kind, the first before a word, the last behind one.
    """
    if "*" not in text and "_" not in text:
        return []
    found = []
    opened: dict[str, tuple[int, int]] = {}
    at = 0
    for match in _EMPHASIS.finditer(text):
        mark, (start, end) = match[0], match.span()
        before, behind = text[start - 1 : start], text[end : end + 1]
        if opened and _PARAGRAPH.search(text, at, start):
            opened.clear()
        at = end
        if mark in opened and before.strip() and not _IN_WORD.match(behind):
            found.append((*opened.pop(mark), start, end))
        elif behind.strip() and not _IN_WORD.match(before):
            opened[mark] = start, end
    return sorted(found)


def find_bullets(text: str, items: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where the bullets of a text start and end: marks at the beginning of lines that neighbours bear too.

    A dash before a figure is its sign, unless the same mark stands before words too.
    """
    for marks in _chains(text, items, _BULLET):
        signs = [text[start] in _SIGNS and _BEFORE_FIGURE.match(text, end) is not None for start, end in marks]
        listing = {text[start] for (start, _), is_sign in zip(marks, signs, strict=True) if not is_sign}
        yield from (mark for mark, is_sign in zip(marks, signs, strict=True) if not is_sign or text[mark[0]] in listing)


def find_numbers(text: str, items: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of the items of lists start and end, and those of the cues of subtitles.

    A number at the beginning of a line is one where another item has the next one, or the same, or most are written so:
    what a sentence refers to ("in section⏎7. This …") is none.
    """
    for marks in _chains(text, items, _NUMBER):
        readings = [_read_number(text[start:end]) for start, end in marks]
        counts = Counter(chain.from_iterable(readings))
        styles = Counter(style for found in readings for style in {style for style, _ in found})
        for mark, found in zip(marks, readings, strict=True):
            if any(
                counts[style, n] > 1 or counts[style, n - 1] or counts[style, n + 1] or 2 * styles[style] > len(marks)
                for style, n in found
            ):
                yield mark
    yield from (match.span("mark") for at in items if (match := _CUE_NUMBER.match(text, at)))


def _read_number(mark: str) -> set[tuple[str, int]]:
    """Return what the number of an item may be: its style, as "(a)" or "3.1.", and its value."""
    *before, last = _NUMERALS.split(mark)[:-1]
    style = "".join([*before, "#", mark[mark.rindex(last) + len(last) :]])
    if last.isdecimal():
        return {(style, int(last))}
    found = {(f"{style}{last.isupper()}", ord(last))} if len(last) == 1 else set[tuple[str, int]]()
    digits = [_ROMAN.get(letter, 0) for letter in last.lower()]
    if all(digits):
        value = sum(-n if n < behind else n for n, behind in pairwise([*digits, 0]))
        found.add((f"{style}{last.isupper()}roman", value))
    return found


def find_items(text: str) -> list[int]:
    """Return where lines begin, behind white space, that may be items of lists."""
    first = _FIRST_ITEM.match(text)
    return [match.end() for match in chain([first] if first else [], _ITEM.finditer(text))]


def _chains(text: str, items: Iterable[int], mark: regex.Pattern[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield the marks at the beginning of lines of which a neighbour bears one too, those that are neighbours together.

    Between two neighbours stand the lines of one item, no other paragraph.
    """
    found: list[tuple[int, int]] = []
    for span in (match.span("mark") for at in items if (match := mark.match(text, at))):
        if found and _PARAGRAPH.search(text[found[-1][1] : span[0]].rstrip()):
            if len(found) > 1:
                yield found
            found = []
        found.append(span)
    if len(found) > 1:
        yield found


def dressed_border(text: str, end: int, start: int) -> tuple[int, int]:
    """Return where a token ends and the next one starts, with the marks between them that belong to each.

    Behind white space a mark of emphasis belongs to what it opens, before it to what it closes.
    """
    if start == end or text[end:start].isspace():
        return end, start
    found = _DRESS.fullmatch(text, end, start)
    if not found or not found["marks"] + found["open"]:
        return end, start
    if found["blank"] or not text[max(0, end - 1) : end].isalnum():
        return found.end("marks") if found["blank"] else end, found.end("blank") if found["blank"] else end
    return start, start


def are_glued(text: str, end: int, start: int) -> bool:
    """Return whether a token that ends and one that starts here have no white space between them."""
    if end == start:
        return True
    between = text[end:start]
    if between == " ":  # as it mostly is
        return False
    return "&" not in between and not any(map(str.isspace, between))
