"""A folder, a JSON-lines file or documents → documents with their words, in the order of their ids."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from textdiff.families.words import Words, hash_words, hash_words_of
from textdiff.model import Document, Skip
from textdiff.options import Options
from textdiff.texts.folder import Found, list_files, read_found
from textdiff.texts.header import find_header, with_header
from textdiff.texts.reader import TokenStore
from textdiff.texts.readers.json_lines import read_lines
from textdiff.texts.tokens import word_keys

Level = Literal["passages", "documents"]
Source = str | os.PathLike[str] | Iterable[Document]
Item = Found | Document | Skip


class Read(NamedTuple):
    """A document and its words: their hashes (a numpy array of uint32), or for whole documents their keys."""

    document: Document
    words: Any


def list_items(source: Source, options: Options, *, encoding: str | None, without: Path | None) -> Sequence[Item]:
    """Return what a corpus has, by id: the entries of a folder, or the documents of a file or in memory.

    `without` is the folder for results, which is not looked at. Raises InputError where the source cannot
    be listed.
    """
    if not isinstance(source, str | os.PathLike):
        documents = (with_header(one, find_header(one.text, options.calibration)) for one in source)
        return sorted(documents, key=_order)
    path = Path(source)
    if path.suffix.lower() in (".jsonl", ".ndjson") and not path.is_dir():
        return sorted(read_lines(path, options, encoding), key=_order)
    return list_files(path, without=without)


def _order(item: Document | Skip) -> tuple[str, str, str]:
    return (item.id, item.text, repr(item.source)) if isinstance(item, Document) else (item.path, item.reason, "")


def read_batch(
    items: Iterable[Item], *, level: Level, options: Options, encoding: str | None, store: TokenStore | None = None
) -> list[Read | Skip]:
    """Return each of some files or documents as it is read, or why it is not; tokens are left in the store."""
    if level == "documents":
        read_words: Callable[[str], Any] = word_keys
    elif store:
        read_words = partial(_hash_and_store, store=store)
    else:
        read_words = hash_words
    return [_read_one(item, read_words, options, encoding) for item in items]


def _hash_and_store(text: str, *, store: TokenStore) -> Words:
    return hash_words_of(store.read(text), store.vocabulary)


def _read_one(item: Item, read_words: Callable[[str], Any], options: Options, encoding: str | None) -> Read | Skip:
    document = read_found(item, options, encoding) if isinstance(item, Found) else item
    if isinstance(document, Skip):
        return document
    if not document.text or document.text.isspace():
        return Skip(document.id, "empty", "has no text", "remove it, or check how it was extracted")
    return Read(document, read_words(document.text))


def part_skips(results: Iterable[Read | Skip]) -> tuple[list[Read], list[Skip]]:
    """Return the documents, and what could not be read; of documents with one id the first one counts.

    The results are in the order of the ids.
    """
    read: list[Read] = []
    skipped: list[Skip] = []
    for result in results:
        if isinstance(result, Skip):
            skipped.append(result)
        elif read and read[-1].document.id == result.document.id:
            name = result.document.id
            path = result.document.source.path or name
            skipped.append(Skip(path, "duplicate-id", f"another document has the id {name}", "rename it"))
        else:
            read.append(result)
    return read, skipped
