"""Two texts, compared: the one door by which tests that have texts in memory get a comparison."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from textdiff import Comparison, Document, Options, compare
from textdiff.options import Calibration

_MEASURED = frozenset(declared.name for declared in fields(Calibration))
_USUAL = Options()


def compared(a: str | Document, b: str | Document, options: Options = _USUAL, **changed: Any) -> Comparison:
    """Return the comparison of two texts; `changed` are fields of the options, or of their calibration."""
    one, other = (
        text if isinstance(text, Document) else Document(name, text) for name, text in zip("ab", (a, b), strict=True)
    )
    measured = {name: changed.pop(name) for name in list(changed) if name in _MEASURED}
    calibration = replace(options.calibration, **measured)
    return compare(one, other, options=replace(options, calibration=calibration, **changed))
