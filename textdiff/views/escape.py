"""Text made safe where it is shown: nothing that a terminal obeys, or that turns the direction of a page unseen."""

from __future__ import annotations

from collections.abc import Iterator

from textdiff.texts.patterns import pattern

# What a terminal may act on, what breaks lines in some readers, and what UTF-8 cannot hold: all controls except those
# of ASCII, bidirectional overrides and marks, line and paragraph separators, lone surrogates.
_OBEYED = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = pattern(rf"[\0-\x1f{_OBEYED}]")
_UNSAFE_IN_JSON = pattern(rf"[{_OBEYED}]")  # the rest is escaped there, except line feeds between the rows
# What would turn the direction of a page, and NUL, which HTML drops. HIDDEN in templates/report.js is the same.
_HIDDEN = pattern(r"[\0\u061c\u202a-\u202e\u2066-\u2069]")
_UNWRITABLE = pattern(r"[\ud800-\udfff]")


def make_printable(text: str, *, keep: str = "") -> str:
    """Return text that a terminal can only print: control characters and overrides as escapes, except those to keep."""
    return _UNSAFE.sub(lambda match: _escape(match.group()) if match.group() not in keep else match.group(), text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def make_printable_json(text: str) -> str:
    """Return JSON of the same value that a terminal can only print and UTF-8 can hold."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def make_visible(text: str) -> str:
    """Return a name or a quotation with what turns the direction, and NUL, spelled: `[U+202E]`."""
    return _HIDDEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def split_hidden(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with the badge to show before it: "" for text that shows itself."""
    done = 0
    for match in _HIDDEN.finditer(text):
        if match.start() > done:
            yield "", text[done : match.start()]
        yield f"U+{ord(match.group()):04X}", match.group().replace("\0", "")
        done = match.end()
    if done < len(text):
        yield "", text[done:]


def make_writable(text: str) -> str:
    """Return text that UTF-8 and HTML can hold: lone surrogates become U+FFFD, NUL is left out."""
    return _UNWRITABLE.sub("\ufffd", text).replace("\0", "")
