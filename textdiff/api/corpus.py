"""The verb about many texts: scan."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from textdiff.api.pair import compare
from textdiff.changes.crumbs import crumb_words, find_crumbs
from textdiff.errors import OptionsError
from textdiff.matches.families import find_families
from textdiff.model import Document, Pair, Scan, SharedPassage, Skip
from textdiff.options import Options
from textdiff.texts.folder import Found, list_files, read_found
from textdiff.texts.tokens import tokenise
from textdiff.texts.words import segmentation
from textdiff.views.corpus import write_page, write_scan
from textdiff.views.files import make_folder

Level = Literal["passages", "documents"]
Progress = Callable[[str, int, int], None]
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Fewer items than this are done before a second process has started.
_ITEMS_WORTH_A_POOL = 16


def scan(
    source: str | os.PathLike[str] | Iterable[Document],
    *,
    out: str | os.PathLike[str] | None = None,
    level: Level = "passages",
    jobs: int = 1,
    html: bool = True,
    encoding: str | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Scan:
    """Return the families and shared passages of a folder, or of documents in memory. CLI: `textdiff scan FOLDER`.

    With `out` the files of the scan are written there. Neither `jobs`, the number of processes, nor
    the order of the documents changes a byte of the result. `progress` is called with what is being
    done, how much of it is done, and of how much.

    Raises InputError for a folder that cannot be listed and OutputError for an `out` that cannot be
    written. A file that cannot be read, and a document whose id was there before, is a Skip.
    """
    options = options or Options()
    if jobs < 1:
        raise OptionsError(f"jobs is {jobs}; give 1 or more")
    if level not in ("passages", "documents"):
        raise OptionsError(f"level is {level!r}; give passages or documents")
    folder = Path(out) if out is not None else None
    if folder and isinstance(source, str | os.PathLike) and folder.resolve() == Path(source).resolve():
        raise OptionsError(f"{out}: is the folder to scan; choose another place for the results with -o")
    items = _list(source, folder)
    if folder:
        make_folder(folder)  # fail before the work, not after it
    run = _Run(options, level, jobs, progress or (lambda _stage, _done, _of: None))
    documents, skipped = run.read(items, encoding)
    candidates = run.find_candidates(documents)
    pairs: list[Pair] = []
    passages: list[SharedPassage] = []
    for verified in run.verify(documents, candidates.pairs, html=folder is not None and html):
        pairs.append(verified.pair)
        passages.extend(verified.passages)
        if folder and verified.page is not None:
            write_page(folder, verified.pair, verified.page)
    found = Scan(
        found=len(documents) + len(skipped),
        documents=tuple((document, words) for document, words, _ in documents),
        pairs=tuple(pairs),
        passages=tuple(passages),
        families=find_families(pairs),
        skipped=tuple(sorted(skipped, key=lambda skip: (skip.path, skip.reason))),
        capped_buckets=candidates.capped_buckets,
        options=asdict(options) | {"level": level, "fingerprints_one_in": run.one_in, "segmentation": segmentation()},
    )
    if folder:
        write_scan(found, folder, html=html)
    return found


def _list(
    source: str | os.PathLike[str] | Iterable[Document], out: Path | None
) -> Sequence[Found] | Sequence[Document]:
    if isinstance(source, str | os.PathLike):
        return list_files(Path(source), without=out)
    return sorted(source, key=lambda document: (document.id, document.text))


class _Read(NamedTuple):
    """A document, its number of words, and the hashes of its word n-grams."""

    document: Document
    words: int
    hashes: Any  # numpy.ndarray of uint64


class _Verified(NamedTuple):
    """A pair that shares text, its passages, and its report where one was asked for."""

    pair: Pair
    passages: list[SharedPassage]
    page: str | None


class _Run:
    """One scan: its settings, and its stages over batches that another process can work on."""

    def __init__(self, options: Options, level: Level, jobs: int, progress: Progress) -> None:
        self.options, self.level, self.jobs, self.progress = options, level, jobs, progress
        self.one_in = 1

    def read(self, items: Sequence[Found] | Sequence[Document], encoding: str | None) -> tuple[list[_Read], list[Skip]]:
        """Return the documents in id order, and what could not be read."""
        documents: list[_Read] = []
        skipped: list[Skip] = []
        read_one = partial(_read_one, options=self.options, encoding=encoding, level=self.level)
        for result in self._map("reading", read_one, items):
            if isinstance(result, Skip):
                skipped.append(result)
            elif documents and documents[-1].document.id == result.document.id:
                skipped.append(Skip(result.document.id, "duplicate-id", "an earlier document has this id", "rename it"))
            else:
                documents.append(result)
        return documents, skipped

    def find_candidates(self, documents: Sequence[_Read]) -> Any:
        """Return the pairs of documents to compare."""
        from textdiff.matches.fingerprint import find_candidates, find_similar, sample  # noqa: PLC0415  numpy

        if self.level == "documents":
            return find_similar((tokenise(read.document.text) for read in documents), self.options)
        if sum(read.words for read in documents) > self.options.exact_words:
            self.one_in = self.options.fingerprint_sample
        return find_candidates([sample(read.hashes, self.one_in) for read in documents], self.options.max_bucket)

    def verify(
        self, documents: Sequence[_Read], pairs: Sequence[tuple[int, int]], *, html: bool
    ) -> Iterator[_Verified]:
        """Yield the pairs that do share text, in id order, with what `compare` says of them."""
        items = [(documents[i].document, documents[j].document) for i, j in pairs]
        for verified in self._map("comparing", partial(_verify_one, options=self.options, html=html), items):
            if verified is not None:
                yield verified

    def _map(self, stage: str, function: Callable[[_Item], _Result], items: Sequence[_Item]) -> Iterator[_Result]:
        """Yield function(item) for each item, in order, from as many processes as asked for."""
        if self.jobs == 1 or len(items) < _ITEMS_WORTH_A_POOL:
            for done, item in enumerate(items, 1):
                yield function(item)
                self.progress(stage, done, len(items))
            return
        # Fork where it is safe and cheap; elsewhere a worker imports the package once more.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        pool = ProcessPoolExecutor(self.jobs, context, initializer=_leave_interrupts_to_the_parent)
        try:
            chunk = max(1, min(64, len(items) // (self.jobs * 4)))
            for done, result in enumerate(pool.map(function, items, chunksize=chunk), 1):
                yield result
                self.progress(stage, done, len(items))
        finally:
            pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _read_one(item: Found | Document, *, options: Options, encoding: str | None, level: Level) -> _Read | Skip:
    from textdiff.matches.fingerprint import fingerprint  # noqa: PLC0415  numpy

    document = item if isinstance(item, Document) else read_found(item, options, encoding)
    if isinstance(document, Skip):
        return document
    if not document.text.strip():
        return Skip(document.id, "empty", "has no text", "remove it, or check how it was extracted")
    tokens = tokenise(document.text)
    hashes = None
    if level == "passages":
        aside = crumb_words(tokens, find_crumbs(tokens, options.crumbs))
        hashes = fingerprint(tokens, options.min_words, aside)
    return _Read(document, len(tokens.words), hashes)


def _verify_one(item: tuple[Document, Document], *, options: Options, html: bool) -> _Verified | None:
    comparison = compare(*item, options=options)
    if comparison.relation == "no-shared-text":
        return None
    page = None
    if html:
        from textdiff.views.html import render_report  # noqa: PLC0415  jinja2 costs 0.06 s of CPU

        page = render_report(comparison)
    a, b = comparison.a.id, comparison.b.id
    pair = Pair(a, b, comparison.relation, comparison.shares)
    return _Verified(pair, [SharedPassage(a, b, match) for match in comparison.matches], page)
