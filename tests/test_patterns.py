"""Every regular expression of the package gets to the end of hostile text; `python tests/speed growth` times them."""

from __future__ import annotations

import re

import pytest
from hangs import no_hang
from hostile_texts import PIECES, longest, patterns, repeat

PATTERNS = patterns()


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(PATTERNS) > 40
    assert {name.split("[")[0] for name in PATTERNS} >= {
        "textdiff.texts.chunks._TOKEN",
        "textdiff.texts.units._UNITS",
    }


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_gets_to_the_end_of_hostile_text(name: str) -> None:
    pattern = PATTERNS[name]
    for piece in PIECES.values():
        text = repeat(piece, longest(name))
        with no_hang():
            ends = [match.end() for match in pattern.finditer(text)]
            whole = pattern.fullmatch(text)
        assert ends == sorted(ends)
        assert whole is None or ends[-1] == len(text)


def test_a_pattern_that_hangs_fails() -> None:
    with pytest.raises(AssertionError, match="still at work"), no_hang(0.2):
        re.fullmatch(r"(\w+\s?)+;", "a" * 60)
