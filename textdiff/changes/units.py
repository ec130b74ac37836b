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

# Names of months that are written with a capital; without one "march" and "august" are other words.
_CAPITAL_MONTHS = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b"
    r"|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Okt|Dez)\b\.?"
)
_SMALL_MONTHS = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر)\b"
)
_MONTH = rf"(?<!\p{{L}})(?:{_CAPITAL_MONTHS}|{_SMALL_MONTHS})"
_DAYS = r"(?<![\p{L}\p{Nd}:.,–-])\d{1,2}(?:[–-]\d{1,2})?(?:st\b|nd\b|rd\b|th\b|er\b|º|\.)?(?!\p{Nd})"
_YEAR = r"(?<!\p{Nd})[12]\d{3}(?!\p{Nd})"
_SPACE = "[ \u00a0\u202f]"
_NUMBER = rf"(?<![\p{{Nd}}.,])(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,5}}+(?:[.,]\d++)?+|\d++(?:[.,]\d++)*+)(?!\p{{Nd}})"
_NUMBERS = rf"{_NUMBER}(?:[–-]{_NUMBER})?+"
_MAGNITUDE = (
    r"(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|k|tausend|millionen|milliarden|mio\.?|mrd\.?|mille|millions?"
    r"|milliards?|mil|millón|millones|тыс\.?|млн|млрд|ألف|مليون|مليار)(?!\p{L})|\s?[万亿])"
)
_SIGN = r"(?:(?:(?-i:US|A|C|HK)\$)|[$€£¥₽₴₹]|(?-i:USD|EUR|GBP|CHF|RUB|UAH|JPY|CNY)\b)"
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?|pence|cents?|roubles?|rubles?|francs?|franken|pfund|dólares|libras|livres|yen|yuan|yuans"
    r"|kronor|kroner|crowns|рубл\p{L}{1,3}|доллар\p{L}{0,3}|евро|دولار|يورو|元|美元|欧元|円)(?!\p{Latin})"
)
# Words that begin a sentence behind an initial: "Vitamin C. Then he went", "World War I. Many …".
_STARTERS = (
    r"(?:The|An?|He|She|It|They|We|You|I|His|Her|Their|Our|Its|This|That|These|Those|There|Then|Many|Few|Some|All|Most"
    r"|But|And|Or|If|In|On|At|As|For|To|From|By|With|After|Before|When|While|Where|Who|What|Why|How|Not?|So|Now|Yet"
    r"|Der|Die|Das|Er|Sie|Es|Wir|Ein|Eine|Le|La|Les|Un|Une|Il|Elle|El|Los|Las)\b"
)
_UNITS = regex.compile(
    rf"""(?P<date> {_DAYS}\s?(?:of\s|de\s)?{_MONTH}(?:,?\s(?:de\s)?{_YEAR})?
               | {_MONTH}\s{_DAYS}(?:,?\s{_YEAR})?
               | {_MONTH}\s(?:de\s)?{_YEAR}
               | (?<![\p{{Nd}}./-])\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?![\p{{Nd}}])
               | (?<![\p{{Nd}}.])\d{{1,2}}\.\s\d{{1,2}}\.\s{_YEAR}
               | (?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}[日号])? | \d{{4}}年 )
       | (?P<price> {_SIGN}\s?{_NUMBERS}{_MAGNITUDE}? | {_NUMBERS}{_MAGNITUDE}?\s?(?:{_SIGN}|{_CURRENCY}) )
       | (?P<number> {_NUMBER} )
       | (?P<name> (?-i: (?:\b\p{{Lu}}\p{{Ll}}++\s(?=\p{{Lu}}\.\s\p{{Lu}}\p{{Ll}}))?+
                         (?<![\p{{L}}.])(?:\p{{Lu}}\.\s){{1,4}}+
                         (?!{_STARTERS})\p{{Lu}}[\p{{Ll}}'’-][\p{{L}}'’-]*+ ) )""",
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
        theirs = [b.keys[other.start : other.end] for other in others]
        mine = a.keys[unit.start : unit.end]
        if any(_is_part(keys, mine) or _is_part(mine, keys) for keys in theirs):
            continue
        for other, keys in zip(others, theirs, strict=True):
            if other.kind == unit.kind and not (unit.kind == "name" and _have_two_titles(mine, keys)):
                changed[0].update(range(unit.start, unit.end))
                changed[1].update(range(other.start, other.end))
    return list(_without(kept, *changed)) if changed[0] else kept


def _is_part(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether a unit is the same as another or a part of it: "August 2022" and "16 August 2022"."""
    return any(other[n : n + len(one)] == one for n in range(len(other) - len(one) + 1))


def _have_two_titles(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two names begin with different words before their initials: "Author J. Hill", "Writer J. Hill"."""
    return one[0] != other[0] and min(len(one[0]), len(other[0])) > 1


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
