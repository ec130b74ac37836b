"""The verbs about one text and about two: read, compare, passages, report, verify."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from textdiff.changes.align import align
from textdiff.changes.blocks import lay_out
from textdiff.changes.borders import share_borders
from textdiff.changes.crumbs import crumb_words, find_crumbs, part_header
from textdiff.changes.describe import describe
from textdiff.changes.rows import find_rows
from textdiff.changes.tidy import Weights, tidy
from textdiff.errors import InputError, OptionsError
from textdiff.matches.reading import Reading
from textdiff.matches.shared import find_shared
from textdiff.model import Comparison, Document, Match, Shared
from textdiff.options import Options
from textdiff.texts.read import read_bytes, read_file
from textdiff.texts.tokens import tokenise

_DEFAULTS = Options()
# Characters of a text that is worth keeping as it was read: 64 of them take some 200 MB at most.
_ARTICLE_SIGNS = 20_000


def read(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    label: str | None = None,
    date: str | None = None,
    options: Options = _DEFAULTS,
) -> Document:
    """Return the document in a file; `-` is standard input. CLI: `textdiff text FILE`.

    What a header of the text says (`Title: …`, `Date: …`, front matter) stands in `source`. A `label` is
    shown in place of the path, as its `id`; a `date` (ISO 8601, a year or a month at least) is the date
    that counts. CLI: `--label A=BBC`, `--date A=2020-08-17` of `compare` and `report`.

    Raises InputError where it cannot be read as text, OptionsError for a label that is empty and a date
    that is none.
    """
    if label is not None and not (isinstance(label, str) and any(sign.isprintable() for sign in label.strip())):
        raise OptionsError(f"{label!r} is no name to show; give some letters, or no label")
    if date is not None:
        _check_date(date)
    name = os.fspath(path)
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input", "closed", "is closed", "name a file instead of -")
        content = sys.stdin.buffer.read(options.max_bytes + 1)
        document = read_bytes(content, "standard input", encoding=encoding, max_bytes=options.max_bytes)
    else:
        document = read_file(Path(name), name, encoding=encoding, max_bytes=options.max_bytes, pipes=True)
    source = document.source if date is None else replace(document.source, date=date)
    return Document(document.id if label is None else label, document.text, source)


def _check_date(date: str) -> None:
    """Raise OptionsError unless the date is one by which the origin of a family can be told."""
    from textdiff.matches.families import _moment  # noqa: PLC0415  few texts are given a date

    if not isinstance(date, str) or _moment(date) is None:
        raise OptionsError(f"{date!r} is no date; write 2020-08-17, 2020-08 or 2020, or 2020-08-17T09:30 with a time")


def compare(a: Document, b: Document, *, options: Options = _DEFAULTS) -> Comparison:
    """Return what B adds, drops and changes against A. CLI: `textdiff compare A B`.

    `compare(b, a)` is the same comparison with the sides swapped.
    """
    texts = _read(a.text, options.crumbs), _read(b.text, options.crumbs)
    swapped = is_swapped(a, b)
    (one, one_crumbs), (other, other_crumbs) = texts[::-1] if swapped else texts
    first, second = one.tokens, other.tokens
    shared = find_shared(one, other, options)
    runs = shared.verbatim
    alignment = align(first, second, runs, options)
    bordered = share_borders(first, second, alignment.kept, runs)
    crumbs = (
        one_crumbs if bordered[0] is first else find_crumbs(bordered[0], options.crumbs),
        other_crumbs if bordered[1] is second else find_crumbs(bordered[1], options.crumbs),
    )
    first, second = bordered
    weights = Weights(first), Weights(second)
    groups = tidy(first, second, alignment.kept, weights, options)
    rows = find_rows(first, second, groups, weights, options)
    layout = lay_out(first, second, rows, crumbs, weights, options.edited_share, swapped=swapped)
    found = shared.swapped() if swapped else shared
    return describe((a, texts[0][0].tokens), (b, texts[1][0].tokens), layout, found, alignment.coarse_cells, options)


def passages(a: Document, b: Document, *, options: Options = _DEFAULTS) -> tuple[Match, ...]:
    """Return the passages that two documents share, in A order: verbatim, edited and disguised ones.

    Each holds a verbatim run of `min_words` words or says the same in other words. Names with their
    titles, public quotations and stock phrases are left out; `compare(a, b).uncounted` has them.
    CLI: `"passages"` of `textdiff compare --json A B`.
    """
    return share(a, b, options=options, phrases=False).passages


def share(a: Document, b: Document, *, options: Options = _DEFAULTS, phrases: bool = True) -> Shared:
    """Return what two documents share; `compare` says the same, and what became of the rest.

    Without `phrases` those too short to count are not looked for.
    """
    texts = _read(a.text, options.crumbs)[0], _read(b.text, options.crumbs)[0]
    if is_swapped(a, b):
        return find_shared(*texts[::-1], options, phrases=phrases).swapped()
    return find_shared(*texts, options, phrases=phrases)


def _read(text: str, crumbs: tuple[str, ...]) -> tuple[Reading, frozenset[int]]:
    """Return a text as it is compared, and where its crumbs begin; articles are kept for a while."""
    return _kept(text, crumbs) if len(text) <= _ARTICLE_SIGNS else _read_anew(text, crumbs)


def read_article(text: str, crumbs: tuple[str, ...]) -> Reading:
    """Return a text as it is compared with others; `crumbs` are regular expressions beside ours."""
    return _read_anew(text, crumbs)[0]


def _read_anew(text: str, crumbs: tuple[str, ...]) -> tuple[Reading, frozenset[int]]:
    tokens = part_header(tokenise(text))
    found = find_crumbs(tokens, crumbs)
    return Reading(tokens, crumb_words(tokens, found)), found


_kept = lru_cache(maxsize=64)(_read_anew)  # a scan compares one text with many


def is_swapped(a: Document, b: Document) -> bool:
    """Return whether B comes first in the canonical order.

    Diff engines are not symmetric: both orders of a pair are compared in one, then swapped back, so
    that the answer mirrors.
    """
    return b.text < a.text


def report(
    documents: Sequence[Document],
    *,
    changes_only: bool = False,
    command: str | None = None,
    options: Options = _DEFAULTS,
) -> str:
    """Return one self-contained HTML page about two versions. CLI: `textdiff report A B -o FILE.html`.

    With `changes_only` it leaves out the text that both have, but for a few words around each change; such a
    page cannot be verified. `command` is what the page says that it was made with; by default the command
    for two files.

    Raises OptionsError for more or fewer than two documents.
    """
    from textdiff.views.html.report import render_report  # noqa: PLC0415  jinja2 costs 0.06 s of CPU

    if len(documents) != 2:
        raise OptionsError(f"a report is about two versions, {len(documents)} were given; give two")
    return render_report(compare(*documents, options=options), changes_only=changes_only, command=command)


def verify(html: str) -> None:
    """Return if the texts of a report are the ones it was made from. CLI: `textdiff verify REPORT.html`.

    Raises VerificationError, naming what does not agree.
    """
    from textdiff.views.verify import verify_report  # noqa: PLC0415  one verb needs it

    verify_report(html)
