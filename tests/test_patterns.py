"""Every regular expression of the package reads 100 kB of hostile text in less than half a second."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest
import regex

import textdiff

SIZE = 100_000
HOSTILE = {
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


def _patterns() -> Iterator[tuple[str, re.Pattern[str] | regex.Pattern[str]]]:
    for module in pkgutil.walk_packages(textdiff.__path__, "textdiff."):
        if module.name == "textdiff.__main__":
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for n, pattern in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(pattern, re.Pattern | regex.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}[{n}]", pattern


PATTERNS = dict(_patterns())


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 40
    assert {name.split("[")[0] for name in PATTERNS} >= {
        "textdiff.texts.tokens._TOKEN",
        "textdiff.changes.units._UNITS",
    }


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_quick_on_hostile_text(name: str) -> None:
    # Crumbs are only looked for in lines of up to 500 characters: changes.crumbs._MAX_SIGNS.
    size = 500 if ".crumbs." in name else SIZE
    slow = {}
    for kind, piece in HOSTILE.items():
        text = (piece * size)[:size]
        start = time.process_time()
        for _ in PATTERNS[name].finditer(text):
            pass
        PATTERNS[name].fullmatch(text)
        seconds = time.process_time() - start
        if seconds > 0.5:
            slow[kind] = round(seconds, 1)
    assert not slow
