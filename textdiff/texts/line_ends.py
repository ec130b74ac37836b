"""Text → its lines, as its line ends part them."""

from __future__ import annotations

import re

from textdiff.languages import marks

_LINE = re.compile(rf"[^{marks.LINE_ENDS}]*+(?:{marks.LINE_END})|[^{marks.LINE_ENDS}]++\Z")
_SEPARATORS = "\x1c\x1d\x1e"  # no line ends, but `splitlines` takes them for such


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, each with what ends it."""
    if any(mark in text for mark in _SEPARATORS):
        return _LINE.findall(text)
    return text.splitlines(keepends=True)
