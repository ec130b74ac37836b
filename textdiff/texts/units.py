"""Dates, prices, numbers and names with initials: what of a text is read as one although it is several tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from textdiff.languages import ALL, SPACED, UNSPACED, alternatives
from textdiff.languages.marks import BLANKS, RANGE_DASHES
from textdiff.languages.shared import CURRENCY_SIGNS
from textdiff.texts.patterns import pattern

if TYPE_CHECKING:
    from textdiff.texts.text import Text


def _names(words: str, *, capital: bool) -> str:
    """Return those of some words that begin with a capital, or not, as alternatives of a regular expression."""
    return alternatives(" ".join(word for word in words.split() if word[0].isupper() == capital))


# Months that are written with a capital need one; without it "march" and "august" are other words.
_CAPITAL_MONTHS = (
    rf"(?-i:{_names(ALL.months, capital=True)})\b|(?-i:{_names(ALL.month_abbreviations, capital=True)})\b\.?"
)
_SMALL_MONTHS = rf"(?:{_names(ALL.months, capital=False)})\b"
_MONTH = rf"(?<!\p{{L}})(?:{_CAPITAL_MONTHS}|{_SMALL_MONTHS})"
_DAYS = (
    rf"(?<![\p{{L}}\p{{Nd}}:.,–-])\d{{1,2}}(?:[{RANGE_DASHES}]\d{{1,2}})?"
    rf"(?:(?:{ALL.ordinal_endings})\b|º|\.)?(?!\p{{Nd}})"
)
_OF = rf"(?:(?:{alternatives(ALL.date_particles)})\s)?"
_YEAR = r"(?<!\p{Nd})[12]\d{3}(?!\p{Nd})"
_SPACE = f"[{''.join(sorted(BLANKS))}]"
_NUMBER = rf"(?<![\p{{Nd}}.,])(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,5}}+(?:[.,]\d++)?+|\d++(?:[.,]\d++)*+)(?!\p{{Nd}})"
_NUMBERS = rf"{_NUMBER}(?:[{RANGE_DASHES}]{_NUMBER})?+"
_MAGNITUDE = rf"(?:\s?(?:{SPACED.magnitudes})(?!\p{{L}})|\s?(?:{UNSPACED.magnitudes}))"
_SIGN = rf"(?-i:{CURRENCY_SIGNS})"
_CURRENCY = rf"(?:{ALL.currencies})(?!\p{{Latin}})"
# Words that begin a sentence behind an initial: "Vitamin C. Then he went", "World War I. Many …".
_STARTERS = rf"(?:{alternatives(ALL.starters)})\b"
_UNITS = pattern(
    rf"""(?P<date> {_DAYS}\s?{_OF}{_MONTH}(?:,?\s{_OF}{_YEAR})?
               | {_MONTH}\s{_DAYS}(?:,?\s{_YEAR})?
               | {_MONTH}\s{_OF}{_YEAR}
               | (?<![\p{{Nd}}./-])\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?![\p{{Nd}}])
               | (?<![\p{{Nd}}.])\d{{1,2}}\.\s\d{{1,2}}\.\s{_YEAR}
               | {ALL.dates} )
       | (?P<price> {_SIGN}\s?{_NUMBERS}{_MAGNITUDE}? | {_NUMBERS}{_MAGNITUDE}?\s?(?:{_SIGN}|{_CURRENCY}) )
       | (?P<number> {_NUMBER} )
       | (?P<name> (?-i: (?:\b\p{{Lu}}\p{{Ll}}++\s(?=\p{{Lu}}\.\s\p{{Lu}}\p{{Ll}}))?+
                         (?<![\p{{L}}.])(?:\p{{Lu}}\.\s){{1,4}}+
                         (?!{_STARTERS})\p{{Lu}}[\p{{Ll}}'’-][\p{{L}}'’-]*+ ) )""",
    regex.VERBOSE | regex.IGNORECASE,  # VERSION1 would fold ß to ss too, and take twice as long to compile
)
_HINT = pattern(r"\p{Nd}++|\p{Lu}\.")
_TOKENS_BEFORE = 3  # of a unit before its first figure or initial: "Sept. of 2020"
_WINDOW = 200  # characters behind it; except a number of as many figures, no unit is half as long


class Unit(NamedTuple):
    """A date, price, number or name with initials: tokens [start, end)."""

    kind: str
    start: int  # tokens
    end: int


def find_units(text: Text, within: tuple[int, int]) -> list[Unit]:
    """Return the units of two tokens or more among the tokens [start, end), in order.

    Each holds a figure or an initial: they are looked for where one stands, and not in every word.
    """
    if within[0] == within[1]:
        return []
    at, end = text.starts[within[0]], text.ends[within[1] - 1]
    found: list[Unit] = []
    hint = _HINT.search(text.text, at, end)
    while hint:
        before = max(within[0], text.token_at(hint.start() + 1) - 1 - _TOKENS_BEFORE)
        match = _search_near(text.text, hint, max(at, text.starts[before]), end)
        if match:
            found.append(Unit(str(match.lastgroup), text.token_at(match.start()), text.token_at(match.end())))
            at = match.end()
        hint = _HINT.search(text.text, max(at, hint.end()), end)
    return found


def _search_near(text: str, hint: regex.Match[str], start: int, end: int) -> regex.Match[str] | None:
    """Return the unit that a figure or an initial is in, None where it is in none; none begins before `start`."""
    near = min(end, hint.end() + _WINDOW)
    match = _UNITS.search(text, start, near)
    if match and near < end and match.end() > near - _WINDOW // 2:
        match = _UNITS.search(text, start, end)  # it may be longer, or another one is
    return match if match and match.start() < hint.end() else None
