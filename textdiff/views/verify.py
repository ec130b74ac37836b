"""Whether a report still holds the texts that it was made from."""

from __future__ import annotations

import hashlib
import json
from html.parser import HTMLParser
from typing import Any

from textdiff.errors import VerificationError
from textdiff.languages.marks import CARRIAGE_RETURNS
from textdiff.model import SCHEMA, Comparison
from textdiff.texts.patterns import pattern
from textdiff.views.escape import make_writable

_LINE_END = pattern(CARRIAGE_RETURNS)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Reader(HTMLParser):
    """Collects the text of the elements that carry A and B, labels left out, and the embedded record."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.panes: dict[str, list[str]] = {"a": [], "b": []}
        self.record: list[str] = []
        self._open: list[tuple[str, str | None]] = []  # tag, and what its text is: a, b, label, record or None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        values = dict(attrs)
        role = self._open[-1][1] if self._open else None
        if "data-label" in values:
            role = "label"
        elif "data-text" in values:
            role = values["data-text"]
        elif values.get("id") == "textdiff-record":
            role = "record"
        self._open.append((tag, role))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        role = self._open[-1][1] if self._open else None
        if role in self.panes:
            self.panes[role].append(data)
        elif role == "record":
            self.record.append(data)


def verify_report(html: str) -> None:
    """Return if both texts can be rebuilt from a report; else raise VerificationError and say which cannot.

    A page of changes alone holds no texts and is refused. Three copies must agree: the SHA-256 in the record,
    the texts embedded in it (rebuilt through its edits), and the texts in the panes, as far as HTML can hold
    them (no NUL, no lone surrogates).
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    record = _parse_record("".join(reader.record))
    for n, side in enumerate("ab"):
        text, label = record["texts"][n], side.upper()
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if digest != record["documents"][n]["text_sha256"]:
            raise VerificationError(
                f"text {label} in the report is not the one it was made from; make the report again"
            )
        spans = sorted(tuple(edit[side]) for edit in record["edits"] if edit[side])
        if "".join(text[start:end] for start, end in spans) != text:
            raise VerificationError(f"the edits of the report do not rebuild text {label}; make the report again")
        if _as_html(text, keep_line_ends="\r" in html) != "".join(reader.panes[side]):
            raise VerificationError(f"pane {label} does not show the text that the report holds; make the report again")


def _parse_record(data: str) -> dict[str, Any]:
    """Return the embedded record, checked to be a whole comparison with its two texts."""
    try:
        record: dict[str, Any] = json.loads(data)
        if record["schema"] == SCHEMA and record["texts"] is None:
            raise VerificationError("holds only what changed (--changes-only), not its texts; give a full report")
        a, b = record["texts"]
        Comparison.from_dict(record, (str(a), str(b)))
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError) as fault:
        raise VerificationError("no record of a comparison in it; give a report that textdiff made") from fault
    if not (isinstance(a, str) and isinstance(b, str)):
        raise VerificationError("the texts of its record are no texts; give a report that textdiff made")
    return record


def _as_html(text: str, *, keep_line_ends: bool) -> str:
    """Return the text as an HTML page can hold it; a page read in Python's text mode has lost its CRs."""
    held = make_writable(text)
    return held if keep_line_ends else _LINE_END.sub("\n", held)
