"""Where sentences and paragraphs begin.

Rules of our own, because text comes here from extraction: sentences are glued ("numbers.An official"),
cut at the front ("on Wednesday. against Belarusian officials") and wrapped at any column. Both ends of
a pair go through the same rules, so a doubtful border costs little: rows merge and split freely later.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from itertools import compress

from textdiff.languages import ALL, LANGUAGES, marks, merge
from textdiff.options import Calibration
from textdiff.texts.patterns import pattern

_BLANK_LINE = pattern(marks.BLANK_LINE)
_LINE_END = pattern(marks.LINE_END)
_SINGLE_LINE_END = re.compile("[" + marks.LINE_ENDS.replace("\r", "") + "]")  # in half of the time
_WORD = pattern(r"\S{1,200}")  # what a line is wrapped before
_ITEM = pattern(rf"[{marks.BULLETS}]\s|\d{{1,3}}[.)]\s")  # an item of a list begins a line of its own

_FULL_STOPS = marks.CERTAIN_STOPS | frozenset("!?")  # the keys of ！ and ？
_ENDS = marks.SENTENCE_STOPS
_AFTER_ENDS = _ENDS | marks.CLOSERS
_ABBREVIATIONS = frozenset(ALL.abbreviations.split())
# Words of their own too, so that only a figure after them shows an abbreviation: "No. 7", "Oct. 16".
_BEFORE_FIGURES = frozenset(f"{ALL.before_figures} {ALL.month_abbreviations}".lower().split())
_MONTHS = frozenset(merge(one for one in LANGUAGES if one.has_ordinal_stops).months.casefold().split())


def find_paragraphs(text: str, starts: Sequence[int], ends: Sequence[int], calibration: Calibration) -> tuple[int, ...]:
    """Return the index of the first token of each paragraph.

    A blank line ends a paragraph. So does a single line break, unless it is a wrap: no line of the
    text is longer than `wrap_columns` and the next word would not have fitted on the line.
    """
    if not starts:
        return ()
    breaks = [match.span() for match in (_LINE_END if "\r" in text else _SINGLE_LINE_END).finditer(text)]
    lines = [0, *(end for _, end in breaks), len(text) + 1]
    widths = [end - start for start, end in zip(lines, [*(start for start, _ in breaks), len(text)], strict=False)]
    wrapped = max(widths) <= calibration.wrap_columns
    found = [0]
    line = token = 0
    for at, _ in breaks:
        if at < starts[token] or starts[-1] < at:
            continue  # before the first token, in one gap with the break before it, or behind the last token
        token = bisect_right(starts, at, token)
        if wrapped and not _BLANK_LINE.search(text, ends[token - 1], starts[token]):
            while lines[line + 1] <= ends[token - 1]:
                line += 1
            used = ends[token - 1] - lines[line]
            if _is_wrap(text, starts[token], used, widths[max(0, line - 1) : line + 2], calibration.wrap_share):
                continue
        found.append(token)
    return tuple(found)


def _is_wrap(text: str, start: int, used: int, widths: Sequence[int], wrap_share: float) -> bool:
    """Return whether a line of `used` columns was ended only because the word at `start` did not fit.

    `widths` are those of the lines around it; unless the text goes on in lower case, two of them must
    be about equally long, or a headline above its author would be a paragraph.
    """
    word = _WORD.match(text, start)
    full = max(widths)
    if _ITEM.match(text, start) or used + 1 + len(word.group() if word else "") <= full:
        return False
    return text[start].islower() or sum(width >= full * wrap_share for width in widths) > 1


def find_sentences(
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    keys: Sequence[str],
    paragraphs: Sequence[int],
    calibration: Calibration,
) -> tuple[int, ...]:
    """Return the index of the first token of each sentence; a paragraph always begins one."""
    found = set(paragraphs)
    closing = _straight_quotes(text, starts, ends, paragraphs)
    n_keys = len(keys)
    after = 0
    for stop in compress(range(n_keys), map(_ENDS.__contains__, keys)):
        if stop < after:
            continue  # looked at with the mark before it: "?!", "!!!"
        after = stop + 1
        while after < n_keys and keys[after] in _AFTER_ENDS and _closes(text, starts, ends, keys, after, closing):
            after += 1
        if after < n_keys and _ends_sentence(text, starts, ends, keys, stop, after, calibration):
            found.add(after)
    return tuple(sorted(found))


def _closes(
    text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], mark: int, closing: Container[int]
) -> bool:
    """Return whether a mark after the end of a sentence, one of `_AFTER_ENDS`, still belongs to it.

    It does where it is glued to it, or one blank away from it and from what follows (French « … . »), and
    does not open what follows.
    """
    glued = starts[mark] == ends[mark - 1]
    glued_behind = mark + 1 < len(keys) and starts[mark + 1] == ends[mark]
    character = text[starts[mark]]
    if not glued:
        gap = text[ends[mark - 1] : starts[mark]]
        return not glued_behind and (
            (character in marks.SPACED_CLOSING_QUOTES and gap in marks.BLANKS)
            or (character == '"' and gap in marks.FIXED_BLANKS)
        )
    if not glued_behind:
        return True
    return character not in marks.OPENING_QUOTES and (
        character != '"' or keys[mark - 1] not in _FULL_STOPS or mark in closing
    )


def _straight_quotes(
    text: str, starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> frozenset[int]:
    """Return the straight quotation marks that close, which is every second one of a paragraph.

    Only where no spaces show it: in texts with a full-width stop.
    """
    if not any(stop in text for stop in marks.WIDE_STOPS):
        return frozenset()
    begins = frozenset(paragraphs)
    closing = []
    opened = False
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        opened = opened and n not in begins
        if end - start == 1 and text[start] == '"':
            if opened:
                closing.append(n)
            opened = not opened
    return frozenset(closing)


def _ends_sentence(
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    keys: Sequence[str],
    stop: int,
    after: int,
    calibration: Calibration,
) -> bool:
    """Return whether the sentence that the mark `stop` may end does end before token `after`."""
    glued = starts[after] == ends[after - 1]
    following = _first_letter(text, starts, after)
    if keys[stop] in _FULL_STOPS and text[starts[stop]] not in "!?":
        return True
    if glued:
        return following.isupper() and (keys[after] not in marks.CLOSERS or text[starts[after]] in marks.OPENING_QUOTES)
    quoted = after > stop + 1
    if keys[stop] != ".":
        return not following.islower()
    before = keys[stop - 1] if stop and ends[stop - 1] == starts[stop] else ""
    figure = before in _BEFORE_FIGURES and following.isdigit()
    if not quoted and (figure or before in _ABBREVIATIONS or _is_initial(before)):
        return False
    is_ordinal = before.isdigit() and len(before) <= calibration.ordinal_digits
    if is_ordinal and (following.islower() or keys[after] in _MONTHS):
        return False  # an ordinal: "am 16. August"
    return not following.islower() or (not quoted and len(before) > calibration.abbreviation_letters)


def _is_initial(word: str) -> bool:
    """Return whether a word is one letter, or letters with full stops between them (U.S)."""
    if "." not in word:
        return len(word) == 1 and word.isalpha()
    return all(len(letter) == 1 and letter.isalpha() for letter in word.split("."))


def _first_letter(text: str, starts: Sequence[int], token: int) -> str:
    """Return the first character of `token`, or of one of the two behind it where those before are opening marks."""
    for start in starts[token : token + 3]:
        if text[start].isalnum():
            return text[start]
    return ""
