"""Pieces of text that are easily cut at the wrong place, and the ways in which a text may be typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis import strategies as st

# Pieces that are easily cut at the wrong place, compared wrongly, or not printable.
PIECES = (
    "",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\u2028",
    "\u2029",
    "\x85",
    "\v",
    "\f",
    "\x00",
    "\x1b[31m",
    "\u00a0",
    "\u3000",
    "\ufeff",
    "\u200b",
    "\u200d",
    "\u00ad",
    "\u202e",
    "\u2067",
    "\u061c",
    "\ud800",
    "\udfff",
    "\ufffd",
    "\u0301",
    "e\u0301",
    "é",
    "a\u0300\u0316",
    "\u0600",
    "\u110b\u1161",
    "\u1112\u1161\u11ab",
    "한국",
    "ภาษาไทย",
    "กำ",
    "中文",
    "中国。",
    "ひらがな",
    "カ\uff9e",
    "مرحبا",
    "٦٧٠٠",
    "क्षि",
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "🇩🇪🇫🇷",
    "1\ufe0f\u20e3",
    "6,700",
    "80.1",
    "10:30",
    "10²",
    "½",
    "Tut.by",
    "U.S.",
    "don't",
    "don’t",
    "ex-Soviet",
    "co\u00adoperate",
    "numbers.An",
    "ﬁnd",
    "ＡＢ１",
    "İ",
    "ß",
    "ŉ",
    "_",
    "＿",
    "“",
    "”",
    "''",
    "...",
    "…",
    "–",
    "--",
    ".",
    ",",
    "!",
)

_CURLY = str.maketrans({"'": "’", "-": "–", "“": '"', "”": '"', " ": "\u00a0"})


def _curly(text: str) -> str:
    return text.translate(_CURLY)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _as_it_is(text: str) -> str:
    return text


_DRESSES: tuple[Callable[[str], str], ...] = (_as_it_is, _as_it_is, _curly, _decomposed, str.title)


def dressed() -> st.SearchStrategy[Callable[[str], str]]:
    """Return a strategy for what types a text anew: mostly as it is."""
    return st.sampled_from(_DRESSES)
