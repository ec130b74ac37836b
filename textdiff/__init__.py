"""textdiff compares versions of a text and says what each one adds, drops, moves and rewords.

    bytes ─ texts ─▶ Document, Text ─ matches ─▶ Shared ─ changes ─▶ Comparison ─ views ─▶ terminal, HTML, JSON
                                    └ families ─▶ Pair, Family, Scan ─────────────┘

The verbs, each with a command of the same name:

    read(path)                   a Document, from a file                     textdiff text FILE
    compare(a, b)                a Comparison of two Documents               textdiff compare A B
    passages(a, b)               the passages that two Documents share       textdiff compare A B --json
    report([a, b])               one HTML page, as str                       textdiff report A B
    scan(folder, out=…)          families and shared passages of a folder    textdiff scan FOLDER
    verify(html)                 None, or raises VerificationError           textdiff verify REPORT.html

The manual is `guide/*.md`, shown by `textdiff guide [PAGE]`.

`signatures(documents)` yields the `datasketch.MinHash` of each, by which `scan --level documents` finds them.

The rooms, each a folder or a file; who imports whom runs one way, from the first to the last:

    cli         parses and prints, a file a command         changes    Text, Text, Shared → what changed
    api         the verbs                                   matches    Text, Text → what both have
    families    documents → Pair, Family, Scan              texts      bytes → Document → Text with its layers
    pipeline    Text, Text → Comparison, on one page        options    what a user may set, and what was measured
    views       Comparison, Scan → something to read        model      records · languages  data · errors
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textdiff.api import compare, passages, read, report, scan, signatures, verify
    from textdiff.errors import InputError, OptionsError, OutputError, TextdiffError, VerificationError
    from textdiff.model import VERSION as __version__  # noqa: N811  the name that packages give it
    from textdiff.model import Comparison, Document, Match, Span
    from textdiff.options import Options

# Where each public name lives. Names are loaded when first used: `textdiff --help` must not wait
# for the engine (0.06 s of CPU).
_HOMES = {
    "textdiff.api": ("compare", "passages", "read", "report", "scan", "signatures", "verify"),
    "textdiff.errors": ("InputError", "OptionsError", "OutputError", "TextdiffError", "VerificationError"),
    "textdiff.model": ("Comparison", "Document", "Match", "Span"),
    "textdiff.options": ("Options",),
}

__all__ = [
    "Comparison",
    "Document",
    "InputError",
    "Match",
    "Options",
    "OptionsError",
    "OutputError",
    "Span",
    "TextdiffError",
    "VerificationError",
    "__version__",
    "compare",
    "passages",
    "read",
    "report",
    "scan",
    "signatures",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    if name == "__version__":
        return importlib.import_module("textdiff.model").VERSION
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module 'textdiff' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted(__all__)
