"""The verbs: what the command line does, as functions over records; the package `textdiff` offers them all.

Each reads its arguments, calls a pipeline and returns a record; the engine is imported by those that need it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textdiff import pipeline
from textdiff.errors import InputError, OptionsError
from textdiff.model import Comparison, Document, Match
from textdiff.options import Options
from textdiff.texts.readers.plain import read_bytes, read_file
from textdiff.texts.tokens import word_keys

if TYPE_CHECKING:
    from datasketch import MinHash

    from textdiff.families.reading import Level, Source
    from textdiff.families.runners import Progress
    from textdiff.model import Scan

_DEFAULTS = Options()


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
    if label is not None and not (isinstance(label, str) and any(map(str.isprintable, label.strip()))):
        raise OptionsError(f"{label!r} is no name to show; give some letters, or no label")
    if date is not None:
        _check_date(date)
    name = os.fspath(path)
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input", "closed", "is closed", "name a file instead of -")
        content = sys.stdin.buffer.read(options.max_bytes + 1)
        document = read_bytes(content, "standard input", encoding=encoding, options=options)
    else:
        document = read_file(Path(name), name, encoding=encoding, options=options, pipes=True)
    source = document.source if date is None else replace(document.source, date=date)
    return Document(document.id if label is None else label, document.text, source)


def _check_date(date: str) -> None:
    """Raise OptionsError unless the date is one by which the origin of a family can be found."""
    from textdiff.families.origins import read_date  # noqa: PLC0415  few texts are given a date

    if not isinstance(date, str) or read_date(date) is None:
        raise OptionsError(f"{date!r} is no date; write 2020-08-17, 2020-08 or 2020, or 2020-08-17T09:30 with a time")


def compare(a: Document, b: Document, *, options: Options = _DEFAULTS) -> Comparison:
    """Return what B adds, drops and changes against A. CLI: `textdiff compare A B`.

    `compare(b, a)` is the same comparison with the sides swapped.
    """
    return pipeline.compare(*pipeline.read_two(a, b, options), options)


def passages(a: Document, b: Document, *, options: Options = _DEFAULTS) -> tuple[Match, ...]:
    """Return the passages that two documents share, in A order: verbatim, edited and reworded ones.

    Each holds a verbatim run of `min_words` words or is reworded. Names with their
    titles, public quotations and stock phrases are left out; `compare(a, b).uncounted` has them.
    CLI: `"passages"` of `textdiff compare --json A B`.
    """
    return pipeline.share(*pipeline.read_two(a, b, options), options, phrases=False).passages


def report(
    documents: Sequence[Document],
    *,
    changes_only: bool = False,
    command: str | None = None,
    options: Options = _DEFAULTS,
) -> str:
    """Return one self-contained HTML page about two versions. CLI: `textdiff report A B -o FILE.html`.

    With `changes_only` it leaves out the text that both have, except a few words around each change; such a
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


def scan(
    source: Source,
    *,
    out: str | os.PathLike[str] | None = None,
    level: Level = "passages",
    jobs: int = 1,
    html: bool = True,
    certify: int = 0,
    encoding: str | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Return the families and shared passages of a corpus. CLI: `textdiff scan FOLDER`.

    The corpus is a folder, a JSON-lines file (`.jsonl`, `.ndjson`; see `texts.readers.json_lines`), or documents in
    memory. With `out` the files of the scan are written there. Neither `jobs`, the number of processes, nor
    the order of the documents changes a byte of the result. `certify` documents, chosen by their
    hash, are compared with all others, and the recall of the scan on them is a part of the result.
    `progress` is called with what is being done, how much of it is done, and of how much.

    Raises InputError for a folder or file that cannot be read, OutputError for an `out` that cannot be written,
    OptionsError for a number or level that means nothing. A file that cannot be read, and a document whose id
    was there before, is a Skip.
    """
    if jobs < 1:
        raise OptionsError(f"jobs is {jobs}; give 1 or more")
    if certify < 0:
        raise OptionsError(f"certify is {certify}; give 0 or more")
    if level not in ("passages", "documents"):
        raise OptionsError(f"level is {level!r}; give passages or documents")
    folder = Path(out) if out is not None else None
    if folder and isinstance(source, str | os.PathLike) and folder.resolve() == Path(source).resolve():
        raise OptionsError(f"{out}: is the folder to scan; choose another place for the results with -o")
    from textdiff.families.pipeline import scan_corpus  # noqa: PLC0415  one verb needs it, and numpy

    return scan_corpus(
        source,
        out=folder,
        level=level,
        jobs=jobs,
        html=html,
        certify=certify,
        encoding=encoding,
        options=options or _DEFAULTS,
        progress=progress or (lambda _stage, _done, _of: None),
    )


def signatures(documents: Iterable[Document], *, options: Options | None = None) -> Iterator[tuple[str, MinHash]]:
    """Yield the id and the `datasketch.MinHash` of each document, as `scan --level documents` makes them.

    They go into `datasketch.MinHashLSH` with any of its storages; `num_perm` and `ngram` are options. A
    document of fewer words than `ngram` has none.
    """
    from textdiff.families.signatures import export, sign  # noqa: PLC0415  numpy

    listed = list(documents)
    words = (word_keys(document.text) for document in listed)
    yield from export(sign(words, options or _DEFAULTS), [document.id for document in listed])
