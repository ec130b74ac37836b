"""From documents to a Scan, in prose order: read, find candidates, verify them, group them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from textdiff.families.candidates import find_candidates
from textdiff.families.groups import find_families
from textdiff.families.reading import Level, Read, Source, list_items, part_skips, read_batch
from textdiff.families.recall import certify_scan
from textdiff.families.reused import find_reused
from textdiff.families.runners import Progress, Runner, choose_runner, without_cycle_search
from textdiff.families.signatures import find_similar, sign
from textdiff.families.spanning import Forest, pair_up
from textdiff.families.verify import KEPT_TOKENS, Verified, Verifier
from textdiff.model import Certificate, Common, Comparison, Document, Pair, Scan
from textdiff.options import Options
from textdiff.pipeline import compare
from textdiff.texts.reader import TokenStore
from textdiff.texts.scripts import segmentation
from textdiff.texts.tokens import find_tokens, vocabulary, word_keys
from textdiff.views.files import make_folder
from textdiff.views.tables import refuse_to_replace, write_page, write_scan

# Characters of a stretch of boilerplate, or of a capped bucket, that are shown.
_SHOWN_CHARACTERS = 300


@without_cycle_search()
def scan_corpus(
    source: Source,
    *,
    out: Path | None,
    level: Level,
    jobs: int,
    html: bool,
    certify: int,
    encoding: str | None,
    options: Options,
    progress: Progress,
) -> Scan:
    """Return what a corpus holds; `api.scan` says what the arguments are."""
    items = list_items(source, options, encoding=encoding, without=out)
    if out:
        _check_out(out, html=html)
    runner = choose_runner(jobs, progress)
    store = TokenStore(KEPT_TOKENS)
    # What another process reads is read anew where it is compared.
    reading = partial(read_batch, level=level, options=options, encoding=encoding, store=store if jobs == 1 else None)
    read, skipped = part_skips(runner.run("reading", reading, items))
    documents = [one.document for one in read]
    found = _find_pairs(read, level, options)
    verified = _verify(documents, found, level, options, store, runner, out if html else None)
    pairs = tuple([one.pair for one in verified])
    passages = tuple([passage for one in verified for passage in one.shared_passages()])
    scan = Scan(
        found=len(documents) + len(skipped),
        documents=tuple([(one.document, len(one.words)) for one in read]),
        pairs=pairs,
        passages=passages,
        families=find_families(
            pairs, documents, mutual=_mutual(found.groups, documents, pairs), calibration=options.calibration
        ),
        skipped=tuple(sorted(skipped, key=lambda skip: (skip.path, skip.reason))),
        capped_buckets=found.capped_buckets,
        options=_settings(options, level, found),
        boilerplate=found.boilerplate,
        capped=found.capped,
        certificate=_certify(documents, pairs, found, certify, options, progress) if certify else None,
        reused=find_reused(passages, documents, options.min_words),
    )
    if out:
        write_scan(scan, out, html=html)
    return scan


def _check_out(out: Path, *, html: bool) -> None:
    """Raise OutputError where results cannot be written: before the work, not after it."""
    make_folder(out)
    if html:
        refuse_to_replace(out / "index.html")


class _Found(NamedTuple):
    """The pairs of documents to compare, by their numbers, and what is said of how they were found."""

    pairs: list[tuple[int, int]]
    capped_buckets: int
    one_in: int
    excluded: dict[int, list[tuple[int, int]]]
    groups: list[list[int]]
    boilerplate: tuple[Common, ...] = ()
    capped: tuple[Common, ...] = ()


def _find_pairs(read: Sequence[Read], level: Level, options: Options) -> _Found:
    """Return the pairs of documents to compare."""
    if level == "documents":
        similar = find_similar(sign((one.words for one in read), options), options)
        return _Found(similar.pairs, similar.capped_buckets, 1, {}, [])
    found = find_candidates([one.words for one in read], options)
    named = []
    for stretches in (found.boilerplate, found.capped):
        shown = [stretch for stretch in stretches if stretch.end - stretch.start >= options.min_words]
        named.append(tuple([_show(read[stretch.document].document, *stretch[1:]) for stretch in shown]))
    short = _pair_short(read, options)
    pairs = sorted({*found.pairs, *short}) if short else found.pairs
    return _Found(pairs, found.capped_buckets, found.one_in, found.excluded, found.groups, *named)


def _show(document: Document, start: int, end: int, documents: int) -> Common:
    """Return the words [start, end) of a document as what so many documents have."""
    tokens = find_tokens(document.text, vocabulary())
    first, last = tokens.words[start], tokens.words[end - 1]
    text = document.text[tokens.starts[first] : tokens.ends[last]]
    shown = text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
    return Common(shown, end - start, documents, document.id)


def _pair_short(read: Iterable[Read], options: Options) -> set[tuple[int, int]]:
    """Return the pairs of texts too short for a passage that have the same words, or without words the same marks."""
    alike: dict[tuple[str, ...], list[int]] = {}
    known = vocabulary()
    for number, one in enumerate(read):
        if len(one.words) < options.min_words:
            text = one.document.text
            keys = word_keys(text) or known.keys_of(find_tokens(text, known).ids)
            alike.setdefault(keys, []).append(number)
    return pair_up([tuple(numbers) for numbers in alike.values()], options.calibration.max_bucket)


def _verify(
    documents: Sequence[Document],
    found: _Found,
    level: Level,
    options: Options,
    store: TokenStore,
    runner: Runner,
    pages: Path | None,
) -> list[Verified]:
    """Return the pairs that do share text, in order, with what `compare` says of them; reports go to `pages`."""
    if pages and found.pairs:
        make_folder(pages / "pairs")
    verifier = Verifier(documents, found.excluded, options, every=level == "documents", store=store)
    verifying = partial(_verify_batch, verifier=verifier, pages=pages)
    verified = runner.run("comparing", verifying, _by_kin(found.pairs))
    return sorted(verified, key=lambda one: (one.pair.a, one.pair.b))


def _by_kin(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs so that those of documents connected by pairs are together: their tokens are kept for a while."""
    forest: Forest[int] = Forest()
    for a, b in pairs:
        forest.join(a, b)
    return sorted(pairs, key=lambda pair: (forest.root(pair[0]), pair))


def _verify_batch(batch: Iterable[tuple[int, int]], *, verifier: Verifier, pages: Path | None) -> list[Verified]:
    """Return those of some pairs that share text; reports are written here, so that they need not be handed over."""
    verified = []
    for i, j in batch:
        one = verifier.verify((i, j))
        if one is None:
            continue
        verified.append(one)
        if pages:
            comparison = compare(verifier.text(i), verifier.text(j), verifier.options)
            _write_report(pages, one.pair, comparison)
    return verified


def _write_report(pages: Path, pair: Pair, comparison: Comparison) -> None:
    from textdiff.views.html.report import render_report  # noqa: PLC0415  jinja2 costs 0.06 s of CPU

    write_page(pages, pair, render_report(comparison, is_relative=True))


def _mutual(
    groups: Iterable[Sequence[int]], documents: Sequence[Document], pairs: Iterable[Pair]
) -> Iterator[list[str]]:
    """Yield, of each group of documents of which not all pairs are listed, those that pairs among them join."""
    joining = [pair for pair in pairs if pair.joins]
    for group in groups:
        names = {documents[number].id for number in group}
        forest: Forest[str] = Forest()
        for pair in joining:
            if pair.a in names and pair.b in names:
                forest.join(pair.a, pair.b)
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            parts[forest.root(name)].append(name)
        yield from (part for part in parts.values() if len(part) > 1)


def _certify(
    documents: Sequence[Document], pairs: Sequence[Pair], found: _Found, n: int, options: Options, progress: Progress
) -> Certificate:
    """Return what comparing `n` documents with all others says of the pairs found."""
    verifier = Verifier(documents, found.excluded, options)
    return certify_scan(verifier, {(pair.a, pair.b) for pair in pairs}, found.groups, n, progress)


def _settings(options: Options, level: Level, found: _Found) -> dict[str, Any]:
    """Return the options of a scan, with what it found out about the corpus and the machine."""
    return options.to_dict() | {
        "calibration": options.calibration.digest(),
        "level": level,
        "max_bucket": options.calibration.max_bucket,
        "fingerprints_one_in": found.one_in,
        "segmentation": segmentation(),
    }
