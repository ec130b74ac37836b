"""Dates, prices, numbers and names with initials: where a part of one has changed, all of it has.

"16 August → 17 August" is read at a glance, "16 → 17" has to be put together; "6,700" is one token anyhow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from textdiff.changes.align import Kept, Range
from textdiff.model import Tokens

_MONTH = (
    r"(?:(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember"
    r"|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|okt|dez)\b\.?|(?-i:May)\b)"
)
_DAY = r"(?<!\p{Nd})\d{1,2}(?:st\b|nd\b|rd\b|th\b|er\b|º|\.)?(?!\p{Nd})"
_YEAR = r"(?<!\p{Nd})[12]\d{3}(?!\p{Nd})"
_NUMBER = r"(?<![\p{Nd}.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})++(?:[.,]\d++)?+|\d++(?:[.,]\d++)*+)(?![\p{Nd}])"
_MAGNITUDE = (
    r"(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|k|tausend|millionen|milliarden|mio\.?|mrd\.?|mille|millions?"
    r"|milliards?|mil|millón|millones|тыс\.?|млн|млрд|ألف|مليون|مليار|万|亿)(?!\p{L}))"
)
_SIGN = r"(?:(?:(?-i:US|A|C|HK)\$)|[$€£¥₽₴₹]|(?-i:USD|EUR|GBP|CHF|RUB|UAH|JPY|CNY)\b)"
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?|pence|cents?|roubles?|rubles?|francs?|franken|pfund|dólares|libras|livres|yen|yuan|yuans"
    r"|kronor|kroner|crowns|рубл\p{L}{1,3}|доллар\p{L}{0,3}|евро|دولار|يورو|元|美元|欧元|円)(?!\p{Latin})"
)
_UNITS = regex.compile(
    rf"""(?P<date> {_DAY}\s?(?:of\s|de\s)?{_MONTH}(?:,?\s(?:de\s)?{_YEAR})?
               | {_MONTH}\s{_DAY}(?:,?\s{_YEAR})?
               | {_MONTH}\s(?:de\s)?{_YEAR}
               | (?<!\p{{Nd}})\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?!\p{{Nd}})
               | (?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}[日号])? | \d{{4}}年 )
       | (?P<price> {_SIGN}\s?{_NUMBER}{_MAGNITUDE}? | {_NUMBER}{_MAGNITUDE}?\s?(?:{_SIGN}|{_CURRENCY}) )
       | (?P<number> {_NUMBER} )
       | (?P<name> (?-i: (?:\b\p{{Lu}}\p{{Ll}}++\s)?+
                         (?<!\p{{L}})(?:\p{{Lu}}\.[\s-]?){{1,4}}+\p{{Lu}}[\p{{L}}'’-]++ ) )""",
    regex.VERBOSE | regex.IGNORECASE | regex.VERSION1,
)
_HINT = regex.compile(r"\p{Nd}|\p{Lu}\.")


class _Unit(NamedTuple):
    kind: str
    start: int  # tokens
    end: int


def keep_units_whole(a: Tokens, b: Tokens, kept: Sequence[Kept], a_range: Range, b_range: Range) -> Sequence[Kept]:
    """Return the kept tokens without those of two dates, prices, numbers or names with initials that are not the same.

    Only where tokens of the one were kept as tokens of the other, and both are of a kind.
    """
    if len(kept) < 2 and sum(run.n for run in kept) == max(a_range[1] - a_range[0], b_range[1] - b_range[0]):
        return kept
    units = _find_units(a, a_range), _find_units(b, b_range)
    if not (units[0] and units[1]):
        return kept
    changed: tuple[set[int], set[int]] = set(), set()
    starts = [unit.start for unit in units[1]]
    partner = {run.a + n: run.b + n for run in kept for n in range(run.n)}
    for unit in units[0]:
        linked = {partner[token] for token in range(unit.start, unit.end) if token in partner}
        others = [units[1][n] for n in sorted({_unit_at(units[1], starts, token) for token in linked} - {-1})]
        keys = a.keys[unit.start : unit.end]
        if any(b.keys[other.start : other.end] == keys for other in others):
            continue
        for other in others:
            if other.kind == unit.kind:
                changed[0].update(range(unit.start, unit.end))
                changed[1].update(range(other.start, other.end))
    return list(_without(kept, *changed)) if changed[0] else kept


def _unit_at(units: Sequence[_Unit], starts: Sequence[int], token: int) -> int:
    """Return the number of the unit that a token is in; -1 where it is in none."""
    n = bisect_left(starts, token + 1) - 1
    return n if n >= 0 and token < units[n].end else -1


def _find_units(tokens: Tokens, within: Range) -> list[_Unit]:
    """Return the units of two tokens or more among the tokens [start, end), in order."""
    if within[0] == within[1]:
        return []
    begin, end = tokens.starts[within[0]], tokens.ends[within[1] - 1]
    if not _HINT.search(tokens.text, begin, end):
        return []
    found = []
    for match in _UNITS.finditer(tokens.text, begin, end):
        first, last = bisect_left(tokens.starts, match.start()), bisect_left(tokens.starts, match.end())
        found.append(_Unit(str(match.lastgroup), first, last))
    return found


def _without(kept: Iterable[Kept], a: set[int], b: set[int]) -> Iterator[Kept]:
    """Yield the runs without the tokens of A and of B that are given."""
    for run in kept:
        start = 0
        for n in range(run.n + 1):
            if n == run.n or run.a + n in a or run.b + n in b:
                if n > start:
                    yield Kept(run.a + start, run.b + start, n - start)
                start = n + 1
