"""Texts that make a careless regular expression backtrack, and every regular expression of the package."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import regex

import textdiff
from textdiff.texts.patterns import Lazy

PIECES = {
    "a": "a",
    "blanks": " ",
    "line ends": "\r\n",
    "digits": "7",
    "groups of digits": "1 000 ",
    "days": "16 ",
    "dates": "16 May 2020, ",
    "initials": "J. K. ",
    "capitals": "Ab ",
    "dots": ".",
    "quotes": "\"'“",
    "brackets": "([{",
    "read more": "read more ",
    "share": "share x ",
    "copyright": "© (c) ",
    "pixels": "1px image ",
    "reporting by": "reporting by editing ",
    "joints": "a-'",
    "marks": "e\u0301\u200d",
    "flags": "\U0001f1e7",
    "Han": "未经许可",
    "hidden": "\u202e\u00ad",
}

Pattern = re.Pattern[str] | regex.Pattern[str]


def repeat(piece: str, size: int) -> str:
    """Return `size` characters of the piece again and again."""
    return (piece * size)[:size]


def patterns() -> dict[str, Pattern]:
    """Return the patterns of all modules by name: {"textdiff.texts.chunks._TOKEN[0]": …}."""
    return dict(_patterns())


def _patterns() -> Iterator[tuple[str, Pattern]]:
    for module in pkgutil.walk_packages(textdiff.__path__, "textdiff."):
        if module.name == "textdiff.__main__":
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for n, each in enumerate(value if isinstance(value, tuple) else (value,)):
                pattern = each.compiled if isinstance(each, Lazy) else each
                if isinstance(pattern, re.Pattern | regex.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}[{n}]", pattern


def longest(name: str) -> int:
    """Return the length of the longest text that the pattern is ever given, at most 200,000 characters."""
    # Crumbs are only looked for in lines of up to 500 characters: `crumb_characters` of the options.
    return 500 if ".crumbs." in name else 200_000
