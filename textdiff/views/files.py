"""The one way in which results reach the disk: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from textdiff.errors import OutputError

_DRAFT = ".textdiff-"


def write_file(path: Path, text: str) -> None:
    """Write `text` as UTF-8 so that a reader sees the old file or the new one, never half of it.

    Line ends are written as they are. Raises OutputError where that cannot be done.
    """
    try:
        if path.exists() and not path.is_file():  # a device such as /dev/full or a FIFO: nothing to rename over
            path.write_bytes(text.encode("utf-8"))
            return
        handle, draft = tempfile.mkstemp(prefix=_DRAFT, dir=path.parent)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123  an open descriptor
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            Path(draft).chmod(0o666 & ~_umask())
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise OutputError(f"{path}: cannot be written ({fault.strerror}); choose another place with -o") from fault


def drop_drafts(folder: Path) -> None:
    """Remove what is left of files whose writers were killed."""
    for draft in folder.glob(f"{_DRAFT}*"):
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def make_folder(path: Path) -> None:
    """Create a folder for results, with its parents; raises OutputError where that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=path).close()  # fail before the work, not after it
    except OSError as fault:
        raise OutputError(
            f"{path}: cannot be used as a folder for results ({fault.strerror}); choose another with -o"
        ) from fault
