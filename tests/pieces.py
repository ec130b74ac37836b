"""Pieces of text that are easily cut at the wrong place, and the ways in which a text may be typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import regex
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
    "regu-\nlations",
    "well-\r\nknown",
    "\u00ac\n",
    "&amp;",
    "don&#39;t",
    "&nbsp;",
    "&#769;",
    "_very_",
    " _out",
    "it_ ",
    "**",
    "*",
    "``",
    ",,",
    "5″",
    "5'",
    "ſo",
    "État",
    "Etat",
    "état",
    "כָּתַב",
    "כתב",
    "كَـتَبَ",
    "ی",
    "ي",
    "۱۲٫۵",
    "за\u0301мок",
    ".[1]",
    ".¹",
    "\n- a",
    "\n* b",
    "\n1. a",
    "\n2) b",
    "\n(3) c",
    "\t",
    " | ",
    "\n12\n00:00:01,000 --> 00:00:02,000\n",
    "рre",
)

_CURLY = str.maketrans({"'": "’", "-": "–", "“": '"', "”": '"', " ": "\u00a0"})


def _curly(text: str) -> str:
    return text.translate(_CURLY)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _as_it_is(text: str) -> str:
    return text


def _divided(text: str) -> str:
    """Return a text with hyphens at line ends, within long words."""
    return regex.sub(r"(?<=\p{L}{4})(?=\p{Ll}{4})", "-\n", text)


def _referring(text: str) -> str:
    return text.replace("&", "&amp;").replace("“", "&ldquo;").replace("'", "&#39;").replace("é", "&eacute;")


def _stressed(text: str) -> str:
    """Return a text with marks of emphasis, points and other quotation marks."""
    marked = regex.sub(r"(?<!\w)(\p{Lu}\p{Ll}{3,})(?!\w)", r"_\1_", text).replace("“", "‘").replace("”", "’")
    return regex.sub(
        r"(?<=[\p{Hebrew}\p{Arabic}])(?=\p{L})", lambda _: "\u05b8" if "א" <= text[0] <= "ת" else "\u064e", marked
    )


def _paged(text: str) -> str:
    """Return a text with a running head and the number of the page behind every second line."""
    lines = text.splitlines()
    pages = range(0, len(lines), 2)
    return "\n".join("\n".join([*lines[n : n + 2], "", "The Gazette", f"{n + 1}", ""]) for n in pages)


_DRESSES: tuple[Callable[[str], str], ...] = (
    *(_as_it_is, _as_it_is, _as_it_is, _as_it_is),
    *(_curly, _decomposed, str.title, _divided, _referring, _stressed, _paged),
)


def dressed() -> st.SearchStrategy[Callable[[str], str]]:
    """Return a strategy for what types a text anew: mostly as it is."""
    return st.sampled_from(_DRESSES)
