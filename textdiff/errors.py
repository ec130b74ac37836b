"""The error tree, and the exit code that the command line gives for each branch.

    TextdiffError              2   anything textdiff itself refuses
    ├── InputError             2   an input cannot be read: name, fact, way out
    ├── OptionsError           2   a setting is impossible
    ├── OutputError            2   a result cannot be written
    └── VerificationError      2   a report does not hold the texts that it claims

A broken invariant is an AssertionError instead: that is a bug of ours, not a fault of the input.
"""

from __future__ import annotations


class TextdiffError(Exception):
    """Anything textdiff refuses, in one line."""

    exit_code = 2


class InputError(TextdiffError):
    """An input that cannot be read; a scan records it as skipped with the same three facts."""

    def __init__(self, name: str, reason: str, detail: str, remedy: str) -> None:
        """Name the input, say in one word why (for machines), what was seen, and the way out."""
        super().__init__(f"{name}: {detail}; {remedy}")
        self.name = name
        self.reason = reason
        self.detail = detail
        self.remedy = remedy


class OptionsError(TextdiffError):
    """A setting outside its range."""


class OutputError(TextdiffError):
    """A result that cannot be written."""


class WorkerError(TextdiffError):
    """A process that was to do a part of the work was killed."""


class VerificationError(TextdiffError):
    """A report whose texts are not the ones it was made from."""
