"""Dates, prices, numbers and names with initials: what of a text is read as one although it is several tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from textdiff.texts.text import Text

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
