"""What is compared instead of a token's own characters, so that case and typography do not matter.

Two things are told apart. What is *written alike* (`plain`) is the same to a reader but for typography: canonically
equivalent sequences (NFC, UAX #15), ligatures and full-width forms, kinds of quotation mark, dash and ellipsis, digits
of any script, the forms that one letter has in Arabic and Persian, long s, vowel points and stress, accents of
capitals, character references, characters that show nothing. A *key* goes further: it is the same word in another
case, and with or without the accents that capitals often lose, so that "État", "Etat" and "état" are found together;
where they differ beyond typography, that is an edit all the same.

Not folded: superscripts, fractions and other compatibility forms, because "10²" is not "102"; signs; letters that are
no accented ones (ñ, å, ü, й); joined and parted words.
"""

from __future__ import annotations

import html
import unicodedata

from textdiff.languages.marks import DASHES, ELLIPSES, LINE_END, LINE_ENDS, QUOTES, SPLITTING_HYPHENS
from textdiff.texts.patterns import pattern

_IGNORABLE = pattern(r"[\p{Default_Ignorable_Code_Point}\s]+")
_STRESS = pattern(r"(?<=\p{Cyrillic})[\u0300\u0301\u0304\u030f\u0311]+")  # the last three are Serbian
# The hyphen that a line end puts into a word, with that end: it may be one that the word has anyway, and beside a
# figure it is.
_DIVISION = pattern(rf"[–{SPLITTING_HYPHENS}][^\S{LINE_ENDS}]*(?:{LINE_END})\s*")
_OF_LINE = pattern(rf"(?<=[\p{{L}}\p{{M}}]){_DIVISION.pattern}(?=\p{{L}})")
# The key of the number of an item of a list, whatever the number is: items are the same without it.
LIST_NUMBER_KEY = "#."
# A character reference of HTML (WHATWG, "Named character references").
REFERENCE = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_TYPOGRAPHY = {**QUOTES, "-": DASHES, "…": ELLIPSES}
# Latin capitals and Greek letters lose these; a diaeresis is one on E, I and Y only, a cedilla on C.
_ACCENTS = frozenset("\u0300\u0301\u0302")
_GREEK_ACCENTS = _ACCENTS | frozenset("\u0308\u0313\u0314\u0342\u0345")
_OF_LETTERS = {"\u0308": "EIYeiy", "\u0327": "Cc"}
_LIGATURES = {
    "ſ": "s",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ĳ": "ij",
    "Ĳ": "IJ",
    "װ": "וו",
    "ױ": "וי",
    "ײ": "יי",
    # Codes of one letter: a micro sign, and the cedilla that stood for the comma of Romanian.
    "µ": "μ",
    "ş": "ș",
    "Ş": "Ș",
    "ţ": "ț",
    "Ţ": "Ț",
}
_TITLED = pattern(r"[ŒÆ](?=\p{Ll})")
# Forms of one letter (Unicode 16, chapter 9.2), the sign that lengthens one, and marks of figures.
_ARABIC = {"ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ٱ": "ا", "ۃ": "ة", "ـ": "", "٪": "%", "٫": ".", "٬": ","}
# Vowel points and other signs that readers do without: Hebrew, Arabic (but hamza and madda), Syriac.
_OPTIONAL = (
    (0x591, 0x5C8), (0x610, 0x61B), (0x64B, 0x653), (0x656, 0x660), (0x670, 0x671), (0x6D6, 0x6EE), (0x730, 0x74B),
    (0x8D3, 0x900),
)  # fmt: skip
_PRESENTED = (
    (0xFB00, 0xFB07), (0xFB13, 0xFB18), (0xFB1D, 0xFB50), (0xFB50, 0xFE00), (0xFE70, 0xFEFF), (0xFF01, 0xFFBF),
    (0xFFE0, 0xFFE7),
)  # fmt: skip


class _Fold(dict[int, str]):
    """What characters are written as alike, for `str.translate`: each is looked at when it first comes."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = self._fold(chr(code))
        return folded

    def _fold(self, character: str) -> str:
        code = ord(character)
        category = unicodedata.category(character)
        if category == "Nd":
            return str(unicodedata.digit(character))
        if category in ("Mn", "Lm") and _is_in(code, _OPTIONAL):
            return ""
        if _is_in(code, _PRESENTED):
            return unicodedata.normalize("NFKC", character)
        return bare(character) if category == "Lu" else character


def _is_in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= code < end for start, end in ranges)


def bare(letter: str) -> str:
    """Return a Latin or Greek letter without the accents that capitals often lose, another one as it is."""
    if letter in "ıİ":
        return "i" if letter == "ı" else "I"
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not marks:
        return letter
    is_greek = "\u0370" <= base < "\u0400"
    if is_greek:
        return base if _GREEK_ACCENTS.issuperset(marks) else letter
    is_latin = base.isascii() and base.isalpha() and len(marks) == 1  # with two it is one of Vietnamese
    return base if is_latin and (marks[0] in _ACCENTS or base in _OF_LETTERS.get(marks[0], "")) else letter


_FOLDS = _Fold({ord(character): plain for character, plain in (_LIGATURES | _ARABIC).items()})
# A full-width quote is a quote.
_FOLDS.update({ord(character): plain for plain, characters in _TYPOGRAPHY.items() for character in characters})
BARE = {
    code: base
    for code in (*range(0xE0, 0x180), *range(0x386, 0x3CF), *range(0x1F00, 0x2000))
    if (base := bare(chr(code))) != chr(code)
} | {ord("ى"): "ي"}


def plain(token: str) -> str:
    """Return the token without its typography; case is kept."""
    if token.isascii() and token.isalnum():
        return token
    if "&" in token:
        token = REFERENCE.sub(lambda match: html.unescape(match[0]), token)
    if "Œ" in token or "Æ" in token:
        token = _TITLED.sub(lambda match: _LIGATURES[match[0]].title(), token)
    if not token.isprintable():  # a line end is not, as other characters that show nothing
        token = _DIVISION.sub("-", _OF_LINE.sub("", token))
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", token).translate(_FOLDS))
    if not _STRESSES.isdisjoint(folded):
        folded = _STRESS.sub("", folded)
    shown = _IGNORABLE.sub("", folded) or folded or token
    if "--" in shown and shown.strip("-"):
        shown = shown.replace("--", "-")  # TeX's dash, in "2014--2018"
    if shown[0] in ".…" and not shown.strip(shown[0]):
        return "." if shown == "." else "…"
    if shown[0] == "-" and not shown.strip("-"):
        return "-"
    return '"' if shown in _QUOTES else shown


_QUOTES = frozenset(("'", "''", ",,"))
_STRESSES = frozenset("\u0300\u0301\u0304\u030f\u0311")


def is_single_quote(token: str) -> bool:
    """Return whether a mark is a quotation mark of one stroke."""
    mark = html.unescape(token) if len(token) > 1 else token
    return mark == "'" or mark in QUOTES["'"]


def alike(one: str, other: str) -> bool:
    """Return whether two tokens are written alike: nothing but typography tells them apart.

    A hyphen at the end of a line is that of the line, or one that the word has anyway.
    """
    if plain(one) == plain(other) or _have_one_yeh(one, other):
        return True
    are_divided = any(map(_DIVISION.search, (one, other)))
    return are_divided and not _forms(one).isdisjoint(_forms(other))


def _have_one_yeh(one: str, other: str) -> bool:
    """Return whether words differ in the code of a final yeh alone that shows no dots, Persian or Arabic."""
    if "ى" not in one + other or "ي" in one + other:
        return False
    return plain(one.replace("ى", "ی")) == plain(other.replace("ى", "ی"))


def _forms(token: str) -> set[str]:
    return {plain(token), plain(with_hyphens(token))}


def with_hyphens(token: str) -> str:
    """Return a word that line ends divide in one line, with its hyphens."""
    return _DIVISION.sub("-", token)


def key(token: str) -> str:
    """Return the token without typography, case and accents that capitals may lose: equal keys are one word."""
    if token.isascii() and token.isalnum():
        return token.lower()
    # Twice: "ŉ" is an apostrophe and an n in lower case only.
    return plain(plain(token).casefold().translate(BARE))


def keys_of(words: str) -> frozenset[str]:
    """Return the keys of some words with blanks between them, to be looked up among those of a text."""
    return frozenset(map(key, words.split()))
