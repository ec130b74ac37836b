"""What is known of each language, as data alone: one module a language, and `marks` for those of all.

`guide/adding-a-language.md` says how to add one.
"""

from __future__ import annotations

from textdiff.languages.ar import ARABIC
from textdiff.languages.de import GERMAN
from textdiff.languages.en import ENGLISH
from textdiff.languages.es import SPANISH
from textdiff.languages.fr import FRENCH
from textdiff.languages.it import ITALIAN
from textdiff.languages.language import Language, Pattern, alternatives, merge
from textdiff.languages.nl import DUTCH
from textdiff.languages.pt import PORTUGUESE
from textdiff.languages.ru import RUSSIAN
from textdiff.languages.shared import SHARED
from textdiff.languages.zh import CHINESE

__all__ = ["ALL", "LANGUAGES", "SHARED", "SPACED", "UNSPACED", "Language", "Pattern", "alternatives", "merge"]

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, RUSSIAN, ARABIC, CHINESE, ITALIAN, PORTUGUESE, DUTCH)
# The fields of all languages, and of none, in one record; and those of languages with and without spaces.
ALL = merge((*LANGUAGES, SHARED))
SPACED, UNSPACED = (merge(one for one in LANGUAGES if one.has_spaces == has_spaces) for has_spaces in (True, False))
