"""The files of a folder: which ones a scan looks at, and what became of each."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from textdiff.errors import InputError
from textdiff.model import Document, Skip
from textdiff.options import Options
from textdiff.texts.readers.plain import SUFFIXES, check_kind, read_file


class Found(NamedTuple):
    """An entry of a folder: its path, and its id, the path relative to the folder with `/`.

    The path is no `Path`: to make one, and the id from it, took four fifths of the time of listing.
    """

    path: str
    id: str

    @property
    def has_text(self) -> bool:
        """Return whether it has the name of an article."""
        return os.path.splitext(self.path)[1].lower() in SUFFIXES  # noqa: PTH122  a tenth of the time of a Path


def list_files(folder: Path, *, without: Path | None = None) -> list[Found]:
    """Return every entry below `folder` that is not a folder, sorted by id.

    Hidden entries, symbolic links and the folder `without` are not looked at. A folder with the name
    of an article (`x.txt`) is an entry too. Raises InputError where `folder` cannot be listed.
    """
    if not folder.is_dir():
        fact = "is not a folder" if folder.exists() else "no such folder"
        raise InputError(str(folder), "missing", fact, "name the folder of articles to scan")
    excluded = None
    if without and without.resolve().is_relative_to(folder.resolve()):
        excluded = os.path.join(str(folder), without.resolve().relative_to(folder.resolve()))  # noqa: PTH118  as scandir does
    return sorted(_walk(folder, excluded), key=lambda entry: entry.id)


def _walk(folder: Path, excluded: str | None) -> Iterator[Found]:
    top = Found(str(folder), "")
    waiting = [top]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here.path))
        except OSError:
            if here is top:
                raise InputError(
                    str(folder), "permission", "cannot be listed", "make it readable for this user"
                ) from None
            if not here.has_text:  # else it is an entry already
                yield here  # a folder that cannot be listed is a row among the skipped
            continue
        for entry in entries:
            found = Found(entry.path, f"{here.id}/{_name(entry.name)}" if here.id else _name(entry.name))
            if entry.name.startswith(".") or entry.is_symlink() or found.path == excluded:
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder:
                waiting.append(found)
            if not is_folder or found.has_text:
                yield found


def _name(path: str) -> str:
    r"""Return a name or path as it is shown: bytes that are no UTF-8 as `\\xff`."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def read_found(entry: Found, options: Options, encoding: str | None = None) -> Document | Skip:
    """Return the document of an entry, or why it has none."""
    try:
        _check_type(entry)
        # The path below the folder: results must not depend on where the folder lies.
        return read_file(entry.path, entry.id, shown=entry.id, encoding=encoding, options=options)
    except InputError as fault:
        return Skip(entry.id, fault.reason, fault.detail, fault.remedy)
    except FileNotFoundError:
        return Skip(entry.id, "vanished", "was there when the folder was listed", "scan again")


def _check_type(entry: Found) -> None:
    """Raise InputError for an entry that is no file of a known type, FileNotFoundError for one that is gone."""
    mode = os.lstat(entry.path).st_mode
    if stat.S_ISDIR(mode) and not entry.has_text:
        raise InputError(entry.id, "permission", "folder cannot be listed", "make it readable for this user")
    check_kind(mode, entry.id)
    if not entry.has_text:
        kinds = " and ".join(sorted(SUFFIXES))
        raise InputError(entry.id, "unknown-type", f"not a type that is read ({kinds})", "convert it to .txt")
