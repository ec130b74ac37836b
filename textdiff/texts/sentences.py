"""Where sentences begin.

Rules of our own, because text comes here from extraction: sentences are glued ("numbers.An official"),
cut at the front ("on Wednesday. against Belarusian officials") and wrapped at any column. Both ends of
a pair go through the same rules, so a doubtful border costs little: rows merge and split freely later.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from itertools import chain, compress
from string import ascii_letters

from textdiff.languages import ALL, LANGUAGES, marks, merge
from textdiff.options import Calibration
from textdiff.texts.keys import keys_of
from textdiff.texts.patterns import pattern
from textdiff.texts.writing import are_glued

# What refers to a note, mostly glued to the stop of its sentence: [1], [a], [citation needed], (1), ¹, *, a bare 1.
_REFERENCE_MARK = pattern(
    rf"(?:\[[^\[\]{marks.LINE_ENDS}]{{1,40}}\](?::\s?\p{{Nd}}++(?:[-–]\p{{Nd}}++)?+)?+"  # with a page: [3]:45
    rf"|\(\p{{Nd}}{{1,3}}\)|<sup>[^<>]{{1,20}}</sup>|[{marks.REFERENCE_SIGNS}]+(?![*\p{{Latin}}]))++"
    r"|[ \t\xa0](?:\[(?:\p{Nd}{1,3}|\p{Ll}|[\p{Ll}\p{Nd} ]{2,20})\]|[¹²³⁰⁴⁵⁶⁷⁸⁹]+)(?=\s+\p{Lu})"
    r"|（\p{Nd}{1,3}）|[①-⑳]|※\p{Nd}*+|\^\p{Nd}{1,3}|\{\p{Nd}{1,3}\}|⁽[⁰¹²³⁴-⁹]+⁾"
    r"|(?<=\p{L}[.!?])\p{Nd}{1,3}(?=\s+\p{Lu})"
)
_ONE_LINE_END = re.compile(r"\A[ \t]*+(?:\r\n|[\n\r])[ \t]*")
_BLANK_BEFORE_WORD = f" \n\"'“‘«{ascii_letters}"  # no mark of a note begins with two of these
_LEADER = re.compile(r"(?m)…[ \t]*+(?=\d+[ \t]*\r?$)|(?<!\.)(?<!\.[ \t])(?:\.[ \t]*+){4,}+(?=\d)")

_FULL_STOPS = marks.CERTAIN_STOPS | frozenset("!?")  # the keys of ！ and ？
_ENDS = marks.SENTENCE_STOPS
_AFTER_ENDS = _ENDS | marks.CLOSERS
_ABBREVIATIONS = keys_of(ALL.abbreviations)
# Words of their own too, so that only a figure after them shows an abbreviation: "No. 7", "Oct. 16".
_BEFORE_FIGURES = keys_of(f"{ALL.before_figures} {ALL.month_abbreviations}")
_MONTHS = keys_of(merge(one for one in LANGUAGES if one.has_ordinal_stops).months)


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
    paragraph_starts = frozenset(paragraphs)
    closing = _straight_quotes(text, starts, ends, paragraphs)
    n_keys = len(keys)
    after = 0
    leaders = _leaders(text)
    for stop in compress(range(n_keys), map(_ENDS.__contains__, keys)):
        if stop < after or starts[stop] in leaders:
            continue  # looked at with the mark before it: "?!", "!!!"
        after = stop + 1
        while after < n_keys and (
            _closes(text, starts, ends, keys, after, closing)
            if keys[after] in _AFTER_ENDS
            else _trails(text, starts, ends, keys, after)
        ):
            after += 1
        quoted = after > stop + 1
        end = ends[after - 1]
        may_refer = after < n_keys and text[end : end + 2].strip(_BLANK_BEFORE_WORD) != ""
        mark = _REFERENCE_MARK.match(text, end) if may_refer else None
        if mark and not (mark[0].isdecimal() and keys[stop - 1] in _BEFORE_FIGURES):
            after = bisect_left(starts, mark.end(), after)
        # "2. The …", "Article 2. The …"
        is_number = (
            keys[stop] == "."
            and (stop - 1 in found or (stop - 2 in paragraph_starts and keys[stop - 1].isdecimal()))
            and _is_item_number(keys[stop - 1])
        )
        if (
            after < n_keys
            and not is_number
            and _ends_sentence(text, starts, ends, keys, stop, after, quoted, calibration)
        ):
            found.add(after)
    return tuple(sorted(found))


def _leaders(text: str) -> frozenset[int]:
    """Return where dots stand that lead to the number of a page, in a table of contents."""
    if not any(dots in text for dots in ("....", ". . .", "…")):
        return frozenset()
    return frozenset(chain.from_iterable(range(*match.span()) for match in _LEADER.finditer(text)))


def _closes(
    text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], mark: int, closing: Container[int]
) -> bool:
    """Return whether a mark after the end of a sentence, one of `_AFTER_ENDS`, still belongs to it.

    It does where it is glued to it, or one blank away from it and from what follows (French « … . »), and
    does not open what follows.
    """
    glued = are_glued(text, ends[mark - 1], starts[mark])
    glued_behind = mark + 1 < len(keys) and are_glued(text, ends[mark], starts[mark + 1])
    glued_behind = glued_behind and _REFERENCE_MARK.match(text, ends[mark]) is None
    character = _first(text, starts[mark], ends[mark])
    if not glued:
        gap = text[ends[mark - 1] : starts[mark]]
        return not glued_behind and (
            (
                character in marks.SPACED_CLOSING_QUOTES
                and (gap in marks.BLANKS or _ONE_LINE_END.fullmatch(gap) is not None)
            )
            or (character == '"' and gap in marks.FIXED_BLANKS)
        )
    if not glued_behind:
        return True
    return character not in marks.OPENING_QUOTES and (
        character != '"' or keys[mark - 1] not in _FULL_STOPS or mark in closing
    )


def _trails(text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], mark: int) -> bool:
    """Return whether a token is a mark that touches the sentence before it alone, as in "<… does.> Copyright …"."""
    return (
        not keys[mark][0].isalnum()
        and starts[mark] == ends[mark - 1]
        and mark + 1 < len(keys)
        and not are_glued(text, ends[mark], starts[mark + 1])
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
    quoted: bool,
    calibration: Calibration,
) -> bool:
    """Return whether the sentence that the mark `stop` may end does end before token `after`.

    `quoted` says that closing marks stand behind it.
    """
    glued = are_glued(text, ends[after - 1], starts[after])
    following = _first_letter(text, starts, after)
    if keys[stop] in _FULL_STOPS and text[starts[stop]] not in "!?":
        return True
    if glued:
        opens = _first(text, starts[after], ends[after]) in marks.OPENING_QUOTES
        return following.isupper() and (keys[after] not in marks.CLOSERS or opens)
    if keys[stop] != ".":
        return not following.islower()
    before = keys[stop - 1] if stop and are_glued(text, ends[stop - 1], starts[stop]) else ""
    figure = before in _BEFORE_FIGURES and following.isdigit()
    if not quoted and (figure or before in _ABBREVIATIONS or _is_initial(before)):
        return False
    is_ordinal = before.isdigit() and len(before) <= calibration.ordinal_digits
    if is_ordinal and (following.islower() or keys[after] in _MONTHS):
        return False  # an ordinal: "am 16. August"
    return not following.islower() or (not quoted and len(before) > calibration.abbreviation_letters)


def _is_item_number(key: str) -> bool:
    """Return whether a key may number an item of a list: "1", "b", "iv"."""
    return (key.isdecimal() and len(key) <= 3) or (key.isalpha() and (len(key) == 1 or set(key) <= set("ivx")))


def _is_initial(word: str) -> bool:
    """Return whether a word is one letter, or letters with full stops between them (U.S)."""
    if "." not in word:
        return len(word) == 1 and word.isalpha()
    return all(len(letter) == 1 and letter.isalpha() for letter in word.split("."))


def _first(text: str, start: int, end: int) -> str:
    """Return the first character of a token, of a character reference the one that it stands for."""
    return html.unescape(text[start:end])[0] if text[start] == "&" else text[start]


def _first_letter(text: str, starts: Sequence[int], token: int) -> str:
    """Return the first character of `token`, or of one of the two behind it where those before are opening marks."""
    for start in starts[token : token + 3]:
        if text[start].isalnum():
            return text[start]
    return ""
