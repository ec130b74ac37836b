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
_HINT = pattern(r"\p{Nd}|\p{Lu}\.")


class Unit(NamedTuple):
    """A date, price, number or name with initials: tokens [start, end)."""

    kind: str
    start: int  # tokens
    end: int


def find_units(text: Text, within: tuple[int, int]) -> list[Unit]:
    """Return the units of two tokens or more among the tokens [start, end), in order."""
    if within[0] == within[1]:
        return []
    begin, end = text.starts[within[0]], text.ends[within[1] - 1]
    if not _HINT.search(text.text, begin, end):
        return []
    found = []
    for match in _UNITS.finditer(text.text, begin, end):
        first, last = text.token_at(match.start()), text.token_at(match.end())
        found.append(Unit(str(match.lastgroup), first, last))
    return found
