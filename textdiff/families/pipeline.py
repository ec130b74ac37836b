"""From documents to a Scan: read, find candidates, verify them, group them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from textdiff.errors import WorkerError
from textdiff.families.groups import find_families
from textdiff.families.recall import certify_scan
from textdiff.families.reused import find_reused
from textdiff.families.spanning import Forest, pair_up
from textdiff.families.verify import Level, Read, Verified, Verifier, is_short, read_batch, same_words
from textdiff.model import Certificate, Common, Document, Pair, Scan, Skip
from textdiff.options import Options
from textdiff.pipeline import compare
from textdiff.texts.folder import Found, list_files
from textdiff.texts.header import with_header
from textdiff.texts.readers.json_lines import read_lines
from textdiff.texts.scripts import segmentation
from textdiff.texts.tokens import tokenise
from textdiff.views.files import make_folder
from textdiff.views.tables import refuse_to_replace, write_page, write_scan

Progress = Callable[[str, int, int], None]
Source = str | os.PathLike[str] | Iterable[Document]
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_PairOfNumbers = tuple[int, int]

# Files or pairs of a batch, at most: enough that handing it over costs little, few enough that progress is
# seen. Each process gets this many batches or more, so that none of them waits long for the others.
_BATCH = 64
_BATCHES_A_PROCESS = 4
# Fewer items than this are done before a second process has started.
_ITEMS_WORTH_A_POOL = 16
# Characters of a stretch of boilerplate, or of a capped bucket, that are shown.
_SHOWN_SIGNS = 300


def scan_corpus(
    source: Source,
    folder: Path | None,
    level: Level,
    jobs: int,
    html: bool,
    certify: int,
    encoding: str | None,
    options: Options,
    progress: Progress | None,
) -> Scan:
    """Return what a corpus holds; `api.scan` says what the arguments are."""
    with _no_search_for_cycles():
        return _scan(source, folder, level, jobs, html, certify, encoding, options, progress)


def _scan(
    source: Source,
    folder: Path | None,
    level: Level,
    jobs: int,
    html: bool,
    certify: int,
    encoding: str | None,
    options: Options,
    progress: Progress | None,
) -> Scan:
    items = _list(source, folder, options, encoding)
    if folder:
        make_folder(folder)  # fail before the work, not after it
        if html:
            refuse_to_replace(folder / "index.html")
    run = _Run(options, level, jobs, progress or (lambda _stage, _done, _of: None))
    read, skipped = run.read(items, encoding)
    documents = [one.document for one in read]
    found = _candidates(read, level, options)
    pages = folder if html else None
    verified = sorted(run.verify(documents, found, pages), key=lambda one: (one.pair.a, one.pair.b))
    joined = [one.pair for one in verified if one.joins]
    pairs = tuple([one.pair for one in verified])
    passages = tuple([passage for one in verified for passage in one.shared_passages()])
    result = Scan(
        found=len(documents) + len(skipped),
        documents=tuple([(one.document, len(one.words)) for one in read]),
        pairs=pairs,
        passages=passages,
        families=find_families(joined, documents, mutual=_mutual(found.groups, documents, joined)),
        skipped=tuple(sorted(skipped, key=lambda skip: (skip.path, skip.reason))),
        capped_buckets=found.capped_buckets,
        options=_settings(options, level, found),
        boilerplate=found.boilerplate,
        capped=found.capped,
        certificate=run.certify(documents, pairs, found, certify) if certify else None,
        reused=find_reused(passages, documents, options.min_words),
    )
    if folder:
        write_scan(result, folder, html=html)
    return result


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Leave Python's collector of reference cycles out for a while.

    A scan makes none, and looking for some among all its documents again and again takes a fifth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _settings(options: Options, level: Level, found: _Found) -> dict[str, Any]:
    return asdict(options) | {
        "level": level,
        "fingerprints_one_in": found.one_in,
        "segmentation": segmentation(),
    }


def _list(
    source: Source, out: Path | None, options: Options, encoding: str | None
) -> Sequence[Found | Document | Skip]:
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        if path.suffix.lower() in (".jsonl", ".ndjson") and not path.is_dir():
            return sorted(read_lines(path, options, encoding), key=_order)
        return list_files(path, without=out)
    return sorted(map(with_header, source), key=_order)


def _order(item: Document | Skip) -> tuple[str, str, str]:
    return (item.id, item.text, repr(item.source)) if isinstance(item, Document) else (item.path, item.reason, "")


class _Found(NamedTuple):
    """The pairs to compare, and what is said of how they were found."""

    pairs: list[_PairOfNumbers]
    capped_buckets: int
    one_in: int
    aside: dict[int, list[tuple[int, int]]]
    groups: list[list[int]]
    boilerplate: tuple[Common, ...] = ()
    capped: tuple[Common, ...] = ()


def _candidates(read: Sequence[Read], level: Level, options: Options) -> _Found:
    """Return the pairs of documents to compare."""
    if level == "documents":
        from textdiff.families.signatures import find_similar, sign  # noqa: PLC0415  numpy

        similar = find_similar(sign((one.words for one in read), options), options)
        return _Found(similar.pairs, similar.capped_buckets, 1, {}, [])
    from textdiff.families.candidates import find_candidates  # noqa: PLC0415  numpy

    found = find_candidates([one.words for one in read], options)
    named = []
    for stretches in (found.boilerplate, found.capped):
        shown = [stretch for stretch in stretches if stretch.end - stretch.start >= options.min_words]
        named.append(tuple([_show(read[stretch.document].document, *stretch[1:]) for stretch in shown]))
    short = _short_pairs(read, options)
    pairs = sorted({*found.pairs, *short}) if short else found.pairs
    return _Found(pairs, found.capped_buckets, found.one_in, found.aside, found.groups, *named)


def _show(document: Document, start: int, end: int, documents: int) -> Common:
    tokens = tokenise(document.text)
    first, last = tokens.words[start], tokens.words[end - 1]
    text = document.text[tokens.starts[first] : tokens.ends[last]]
    shown = text if len(text) <= _SHOWN_SIGNS else f"{text[:_SHOWN_SIGNS]}…"
    return Common(shown, end - start, documents, document.id)


def _short_pairs(read: Sequence[Read], options: Options) -> set[_PairOfNumbers]:
    """Return the pairs of texts too short for a passage that have the same words."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(read):
        if is_short(one, options):
            alike.setdefault(same_words(one.document.text), []).append(number)
    return pair_up([tuple(numbers) for numbers in alike.values()], options.max_bucket)


def _mutual(groups: Iterable[Sequence[int]], documents: Sequence[Document], joined: Iterable[Pair]) -> list[list[str]]:
    """Return the groups of documents of which not all pairs are listed, without those that no pair joins."""
    known = {name for pair in joined for name in (pair.a, pair.b)}
    return [[name for number in group if (name := documents[number].id) in known] for group in groups]


class _Run:
    """How the stages of one scan are run: in this process, or in batches that others work on."""

    def __init__(self, options: Options, level: Level, jobs: int, progress: Progress) -> None:
        self.options, self.level, self.jobs, self.progress = options, level, jobs, progress

    def read(self, items: Sequence[Found | Document | Skip], encoding: str | None) -> tuple[list[Read], list[Skip]]:
        """Return the documents in id order, and what could not be read."""
        read: list[Read] = []
        skipped: list[Skip] = []
        work = partial(read_batch, level=self.level, options=self.options, encoding=encoding)
        for batch in self._map("reading", work, items):
            for result in batch:
                if isinstance(result, Skip):
                    skipped.append(result)
                elif read and read[-1].document.id == result.document.id:
                    name = result.document.id
                    path = result.document.source.path or name
                    skipped.append(Skip(path, "duplicate-id", f"another document has the id {name}", "rename it"))
                else:
                    read.append(result)
        return read, skipped

    def verify(self, documents: Sequence[Document], found: _Found, pages: Path | None) -> Iterator[Verified]:
        """Yield the pairs that do share text, with what `compare` says of them; their reports go to `pages`."""
        if pages and found.pairs:
            make_folder(pages / "pairs")
        verifier = Verifier(documents, found.aside, self.options, every=self.level == "documents")
        work = _Verifying(verifier, self.options, pages)
        for batch in self._map("comparing", work, _by_kin(found.pairs)):
            yield from batch

    def certify(self, documents: Sequence[Document], pairs: Sequence[Pair], found: _Found, n: int) -> Certificate:
        """Return what comparing `n` documents with all others says of the pairs found."""
        verifier = Verifier(documents, found.aside, self.options)
        return certify_scan(verifier, {(pair.a, pair.b) for pair in pairs}, found.groups, n, self.progress)

    def _map(
        self, stage: str, work: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]
    ) -> Iterator[list[_Result]]:
        """Yield what the work makes of the items, batch by batch, in order, from as many processes as asked for."""
        size = max(1, min(_BATCH, len(items) // (self.jobs * _BATCHES_A_PROCESS)))
        batches = [items[start : start + size] for start in range(0, len(items), size)]
        done = 0
        before = multiprocessing.active_children()
        pool = _pool(self.jobs, work) if self.jobs > 1 and len(items) >= _ITEMS_WORTH_A_POOL else None
        try:
            results = pool.map(_work, batches) if pool else map(work, batches)
            for batch, result in zip(batches, results, strict=True):
                yield result
                done += len(batch)
                self.progress(stage, done, len(items))
        except BaseException as fault:
            for worker in set(multiprocessing.active_children()).difference(before):
                worker.terminate()  # whoever interrupts does not want to wait for what nobody will read
            if pool and not isinstance(fault, Exception):
                pool.shutdown(wait=False, cancel_futures=True)  # its threads may wait for a worker that is gone
                pool = None
            if isinstance(fault, BrokenProcessPool):
                raise WorkerError("a worker process was killed (out of memory?); scan again with --jobs 1") from fault
            raise
        finally:
            if pool:
                pool.shutdown(cancel_futures=True)


def _by_kin(pairs: Sequence[_PairOfNumbers]) -> list[_PairOfNumbers]:
    """Return pairs so that those of documents connected by pairs are together: their tokens are kept for a while."""
    forest: Forest[int] = Forest()
    for a, b in pairs:
        forest.join(a, b)
    return sorted(pairs, key=lambda pair: (forest.root(pair[0]), pair))


class _Verifying:
    """The work of verifying; pages are written where it is done, so that they need not be handed over."""

    def __init__(self, verifier: Verifier, options: Options, pages: Path | None) -> None:
        self.verifier, self.options, self.pages = verifier, options, pages

    def __call__(self, batch: Sequence[_PairOfNumbers]) -> list[Verified]:
        """Return the pairs that share text."""
        found = []
        for i, j in batch:
            verified = self.verifier.verify((i, j))
            if verified is not None:
                found.append(verified)
                if self.pages:
                    from textdiff.views.html.report import render_report  # noqa: PLC0415  jinja2 costs 0.06 s of CPU

                    comparison = compare(self.verifier.documents[i], self.verifier.documents[j], self.options)
                    write_page(self.pages, verified.pair, render_report(comparison, is_relative=True))
        return found


_WORK: list[Callable[[Any], Any]] = []  # of a worker: what it was started for


def _pool(jobs: int, work: Callable[[Any], Any]) -> Executor:
    # Fork where it is safe and cheap, and the documents need not be handed over; elsewhere a worker
    # imports the package once more and gets them when it starts.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(work,))


def _start(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    _WORK.append(work)


def _work(batch: Any) -> Any:
    return _WORK[-1](batch)
