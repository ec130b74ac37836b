"""What is compared instead of a token's own characters, so that case and typography do not matter.

Folded: canonically equivalent sequences (NFC, UAX #15), presentation ligatures and full-width forms,
kinds of quotation mark, dash and ellipsis, characters that show nothing. Not folded: superscripts,
fractions and other compatibility forms, because "10²" is not "102".
"""

from __future__ import annotations

import unicodedata

from textdiff.languages.marks import DASHES, ELLIPSES, QUOTES
from textdiff.texts.patterns import pattern

_IGNORABLE = pattern(r"[\p{Default_Ignorable_Code_Point}\s]+")

_TYPOGRAPHY = {**QUOTES, "-": DASHES, "…": ELLIPSES}
_FOLDS: dict[int, str] = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), *range(0xFF01, 0xFF5F))
}
# A full-width quote is a quote.
_FOLDS |= {ord(character): key for key, characters in _TYPOGRAPHY.items() for character in characters}


def plain(token: str) -> str:
    """Return the token without its typography; case is kept."""
    if token.isascii() and token.isalnum():
        return token
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", token).translate(_FOLDS))
    shown = _IGNORABLE.sub("", folded) or folded
    if shown[0] == "." and not shown.strip("."):
        return "…" if len(shown) > 1 else "."
    if shown[0] == "-" and not shown.strip("-"):
        return "-"
    return '"' if shown == "''" else shown


def key(token: str) -> str:
    """Return the token without typography and case: equal keys are the same word to a reader."""
    if token.isascii() and token.isalnum():
        return token.lower()
    return plain(plain(token).casefold())  # twice: "ŉ" is an apostrophe and an n in lower case only
