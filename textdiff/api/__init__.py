"""The verbs: what the command line does, as functions over records."""

from textdiff.api.corpus import scan
from textdiff.api.pair import compare, passages, read, report, verify

__all__ = ["compare", "passages", "read", "report", "scan", "verify"]
