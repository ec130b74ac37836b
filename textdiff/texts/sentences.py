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

import regex

_BLANK_LINE = regex.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\r\n[^\S\r\n]*\r\n|[\u2029\f]")
_LINE_END = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SINGLE_LINE_END = re.compile(r"[\n\v\f\x85\u2028\u2029]")  # in half of the time
_WORD = regex.compile(r"\S{1,200}")  # what a line is wrapped before
_ITEM = regex.compile(r"[-*•–—]\s|\d{1,3}[.)]\s")  # an item of a list begins a line of its own
_FULL_SHARE = 0.7
# Columns of the widest hard-wrapped text; printed and mailed text is wrapped at 60 to 100.
_WRAP_COLUMNS = 120

_STOPS = frozenset(".!?…")
_FULL_STOPS = frozenset("。！？｡؟۔।॥!?")  # these end a sentence whatever follows
_FIXED_BLANKS = frozenset("\u00a0\u202f")  # French puts one inside its quotation marks
_BLANKS = _FIXED_BLANKS | {" "}
_WIDE_STOPS = "。！？｡"
_CLOSERS = frozenset("\"')]}")
_ENDS = _STOPS | _FULL_STOPS
_AFTER_ENDS = _ENDS | _CLOSERS
# They open where a word is glued to them: “ closes a quotation in German, » opens one in Danish.
_OPENERS = frozenset("“„‘‚«‹")
_ABBREVIATIONS = frozenset(
    # English; German; French; Spanish; Russian: titles and measures that a name or figure follows
    "mr mrs ms dr prof st rev hon gen col capt lt sgt gov sen rep messrs mt nos vs fig vol pp ed inc ltd co corp jr "
    "approx cf al eq eqs eqn eqns ref refs figs resp "
    "hr fr frau nr bzw usw vgl evtl ggf mio mrd str bd sog geb "
    "mme mlle mm av sté "
    "sr sra srta d dña ud uds uu avda "
    "г гг ул тыс млн млрд руб стр им см др пр проф акад".split()
)
# Words of their own too, so that only a figure after them tells.
_BEFORE_FIGURES = frozenset("no art abs p s ca jan feb mar apr jun jul aug sep sept oct nov dec".split())
_MONTHS = frozenset("januar februar märz april mai juni juli august september oktober november dezember jänner".split())


def find_paragraphs(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, ...]:
    """Return the index of the first token of each paragraph.

    A blank line ends a paragraph. So does a single line break, unless it is a wrap: no line of the
    text is longer than 120 columns and the next word would not have fitted on the line.
    """
    if not starts:
        return ()
    breaks = [match.span() for match in (_LINE_END if "\r" in text else _SINGLE_LINE_END).finditer(text)]
    lines = [0, *(end for _, end in breaks), len(text) + 1]
    widths = [end - start for start, end in zip(lines, [*(start for start, _ in breaks), len(text)], strict=False)]
    wrapped = max(widths) <= _WRAP_COLUMNS
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
            if _is_wrap(text, starts[token], used, widths[max(0, line - 1) : line + 2]):
                continue
        found.append(token)
    return tuple(found)


def _is_wrap(text: str, start: int, used: int, widths: Sequence[int]) -> bool:
    """Return whether a line of `used` columns was ended only because the word at `start` did not fit.

    `widths` are those of the lines around it; unless the text goes on in lower case, two of them must
    be about equally long, or a headline above its author would be a paragraph.
    """
    word = _WORD.match(text, start)
    full = max(widths)
    if _ITEM.match(text, start) or used + 1 + len(word.group() if word else "") <= full:
        return False
    return text[start].islower() or sum(width >= full * _FULL_SHARE for width in widths) > 1


def find_sentences(
    text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], paragraphs: Sequence[int]
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
        if after < n_keys and _ends_sentence(text, starts, ends, keys, stop, after):
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
    sign = text[starts[mark]]
    if not glued:
        gap = text[ends[mark - 1] : starts[mark]]
        return not glued_behind and ((sign in "»›”" and gap in _BLANKS) or (sign == '"' and gap in _FIXED_BLANKS))
    if not glued_behind:
        return True
    return sign not in _OPENERS and (sign != '"' or keys[mark - 1] not in _FULL_STOPS or mark in closing)


def _straight_quotes(
    text: str, starts: Sequence[int], ends: Sequence[int], paragraphs: Sequence[int]
) -> frozenset[int]:
    """Return the straight quotation marks that close, which is every second one of a paragraph.

    Only where there are no spaces to tell: in texts with a full-width stop.
    """
    if not any(stop in text for stop in _WIDE_STOPS):
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
    text: str, starts: Sequence[int], ends: Sequence[int], keys: Sequence[str], stop: int, after: int
) -> bool:
    """Return whether the sentence that the mark `stop` may end does end before token `after`."""
    glued = starts[after] == ends[after - 1]
    following = _first_letter(text, starts, after)
    if keys[stop] in _FULL_STOPS and text[starts[stop]] not in "!?":
        return True
    if glued:
        return following.isupper() and (keys[after] not in _CLOSERS or text[starts[after]] in _OPENERS)
    quoted = after > stop + 1
    if keys[stop] != ".":
        return not following.islower()
    before = keys[stop - 1] if stop and ends[stop - 1] == starts[stop] else ""
    figure = before in _BEFORE_FIGURES and following.isdigit()
    if not quoted and (figure or before in _ABBREVIATIONS or _is_initial(before)):
        return False
    if before.isdigit() and len(before) <= 2 and (following.islower() or keys[after] in _MONTHS):
        return False  # an ordinal: "am 16. August"
    return not following.islower() or (not quoted and len(before) > 4)


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
