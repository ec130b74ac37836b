"""The report of two versions as one self-contained HTML page."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import NamedTuple

from textdiff.model import Comparison, Document
from textdiff.options import Options
from textdiff.views.excerpt import excerpt, words_in
from textdiff.views.html.page import render_page
from textdiff.views.html.panes import Row, direction, lay_rows, lay_ruler, leave_out_unchanged
from textdiff.views.order import reworded_passages
from textdiff.views.words import HEADINGS, count, say_reworded

# Of a list that many are shown at once, and that many with an excerpt; all are linked.
_SHOWN = 5
_EXCERPTS = 40
_LONG = 500  # rows from which on those out of sight are laid out later


class Version(NamedTuple):
    """One of the two documents, as the page speaks of it."""

    label: str
    name: str
    document: Document
    words: int
    share: float  # of its words that the other has
    alone: str  # the words that only it has
    direction: str


class Change(NamedTuple):
    """An entry in the lists of what changed; `dropped` and `added` are its excerpts, None for a side without one.

    `size` is "12 words" of what stands on one side only, "−12 +5 words" of what was put in another's place.
    """

    id: str
    size: str
    note: str
    dropped: str | None
    added: str | None
    is_moved: bool = False


class Listed(NamedTuple):
    """One of the lists: its kind and heading, the entries with excerpts, and the ids of all others."""

    kind: str
    heading: str
    changes: list[Change]
    others: list[str]

    @property
    def total(self) -> int:
        """Return how many changes it has."""
        return len(self.changes) + len(self.others)


def render_report(
    comparison: Comparison, *, changes_only: bool = False, command: str | None = None, is_relative: bool = False
) -> str:
    """Return the report of a comparison as one HTML page. The same comparison gives the same characters.

    With `changes_only` it holds no text that both versions have, except a few words around each change, and
    cannot be verified. `command` is what it says that it was made with; by default the command for two files;
    `is_relative` says that their paths are those of a scan, from its folder.
    """
    rows = lay_rows(comparison)
    marks = lay_ruler(comparison, rows)
    shown = list(leave_out_unchanged(rows)) if changes_only else rows
    versions = _versions(comparison)
    lists = _lists(rows, shown, is_independent=comparison.independent)
    texts = None if changes_only else [comparison.a.text, comparison.b.text]
    return render_page(
        "pair.html.j2",
        part="report",
        comparison=comparison,
        changes_only=changes_only,
        versions=versions,
        rows=shown,
        is_long=len(rows) > _LONG,
        lists=lists,
        total=len(marks),
        marks=marks,
        kinds=[(listed.kind, listed.total) for listed in lists if listed.total],
        moves=sum(row.is_moved_here for row in rows),
        has_lost=any(row.lane == "lost" for row in rows),
        has_crumbs=any(row.is_crumb for row in shown if row.kind != "gap"),
        has_typography=not changes_only and any(edit.typography for edit in comparison.edits),
        record=comparison.to_dict() | {"texts": texts},
        is_relative=is_relative,
        command=command or _command(comparison, changes_only=changes_only),
        excerpt=excerpt,
        reworded=[(one, say_reworded(comparison, one)) for one in reworded_passages(comparison)],
        shown=_SHOWN,
    )


def _versions(comparison: Comparison) -> list[Version]:
    names = _short_names(comparison.a, comparison.b)
    shares, counts = comparison.shares, comparison.counts
    sides = (
        ("A", comparison.a, shares.a_in_b, f"{counts.dropped_words:,}{'' if comparison.independent else ' dropped'}"),
        ("B", comparison.b, shares.b_in_a, f"{counts.added_words:,}{'' if comparison.independent else ' added'}"),
    )
    return [
        Version(label, name, document, words, share, alone, direction(document.text))
        for (label, document, share, alone), name, words in zip(sides, names, comparison.words, strict=True)
    ]


def _short_names(a: Document, b: Document) -> tuple[str, str]:
    """Return the file names of two paths, or the whole paths where the names are the same; other names whole."""
    short = [one.id.rpartition("/")[2] if one.id == one.source.path else one.id for one in (a, b)]
    return (short[0], short[1]) if short[0] != short[1] and all(short) else (a.id, b.id)


def _lists(rows: Sequence[Row], shown: Sequence[Row], *, is_independent: bool) -> list[Listed]:
    """Return the changes by kind, longest first: what B adds, drops, moves, rewords and changes inside a sentence.

    Their lengths are those of `rows`, their excerpts those of `shown`, the same rows without what is left out.
    """
    found: dict[str, list[tuple[tuple[int, int], Row]]] = {kind: [] for kind in HEADINGS}
    for row, part in zip(rows, shown, strict=True):
        if row.number:
            found[row.list].append((_lengths(row), part))
    lists = []
    for kind, heading in HEADINGS.items():
        if not found[kind] and (kind == "lost" or is_independent):
            continue  # of most texts nobody asks
        ordered = sorted(found[kind], key=lambda one: -sum(one[0]))
        changes = [_change(row, *words) for words, row in ordered[:_EXCERPTS]]
        lists.append(Listed(kind, heading, changes, [str(row.id) for _, row in ordered[_EXCERPTS:]]))
    return lists


def _lengths(row: Row) -> tuple[int, int]:
    """Return how many words of A and of B a change is about: those with a mark, of a moved passage all of A's."""
    if row.move:
        return sum(words_in(text) for _, text in row.a or ()), 0
    dropped, added = (
        sum(words_in(text) for kind, text in side or () if kind == mark)
        for side, mark in ((row.a, "dropped"), (row.b, "added"))
    )
    return dropped, added


def _change(row: Row, dropped: int, added: int) -> Change:
    size = f"−{dropped:,} +{added:,} words" if dropped and added else count(dropped + added, "word")
    if row.move:
        moved = "".join(text for _, text in row.a or row.b or ())
        return Change(str(row.id), size, row.move.note, None, excerpt(moved), is_moved=True)
    sides = []
    for side, mark in ((row.a, "dropped"), (row.b, "added")):
        texts = [text.strip() for kind, text in side or () if kind == mark]
        sides.append(excerpt(" … ".join(texts)) if texts else None)
    return Change(str(row.id), size, "" if row.lane == "lost" else row.note, sides[0], sides[1])


def _command(comparison: Comparison, *, changes_only: bool) -> str | None:
    """Return the command that makes such a report, where files and settings of their own are all it takes."""
    documents = comparison.a, comparison.b
    paths = [document.source.path for document in documents]
    usual = Options().to_dict()
    are_files = all(document.source.path and document.source.sha256 for document in documents)
    if (
        not are_files
        or any(comparison.options.get(name, value) != value for name, value in usual.items())
        or (comparison.calibration != Options().calibration.digest())
    ):
        return None
    words = ["--changes-only"] if changes_only else []
    for letter, document in zip("AB", documents, strict=True):
        if document.id != document.source.path:
            words += ["--label", f"{letter}={document.id}"]
    return spell_command(words, [str(path) for path in paths])


def spell_command(options: Sequence[str], files: Sequence[str]) -> str | None:
    """Return the command that makes a report, for bash or zsh; None for standard input, which cannot be given again."""
    dashes = ["--"] if any(name.startswith("-") for name in files) else []
    words = ["textdiff", "report", *options, *dashes, *files]
    try:
        return None if "-" in files else " ".join(map(_quoted, words))
    except UnicodeEncodeError:  # half a character, that no shell can give
        return None


def _quoted(word: str) -> str:
    r"""Return a word as bash and zsh read it, with `$'\xe2\x80\xae'` for what shows nothing or turns the direction."""
    if word.isprintable():
        return shlex.quote(word)
    escaped = word.replace("\\", "\\\\").replace("'", "\\'")
    return "$'" + "".join(one if one.isprintable() else _in_bytes(one) for one in escaped) + "'"


def _in_bytes(character: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))
