"""From bytes to documents: which files are read, and how their bytes become text.

Bytes are decoded as CONTRACT.md says: byte-order mark; valid UTF-8; UTF-8 with U+FFFD where under 1 %
of the bytes are bad; the detected charset; windows-1252. Only NUL bytes (without a UTF-16 or UTF-32
mark) are refused.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import stat
from pathlib import Path

from textdiff.errors import InputError
from textdiff.model import Document, Source

SUFFIXES = frozenset({".txt", ".md"})

_MARKS = (  # the longer ones first: the mark of UTF-16 LE begins that of UTF-32 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BAD_SHARE = 0.01
# The detector of charset-normalizer is asked about the beginning only; an article is shorter.
_SAMPLE_BYTES = 200_000


def read_file(path: Path, name: str, *, encoding: str | None = None, max_bytes: int) -> Document:
    """Return the document in a file; `name` becomes its id.

    Raises InputError for anything but a readable regular file of text of at most `max_bytes` bytes.
    Never waits on a FIFO and never reads past the size that the file had when it was opened.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as fault:
        raise _unreadable(name, fault) from fault
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123  opened by descriptor, so that a FIFO does not block
        status = os.fstat(handle)
        check_kind(status.st_mode, name)
        if status.st_size > max_bytes:
            raise InputError(
                name, "too-large", f"has {status.st_size:,} bytes, the limit is {max_bytes:,}", "split it, or raise --max-size"
            )
        try:
            content = file.read(status.st_size)
        except OSError as fault:
            raise _unreadable(name, fault) from fault
    return read_bytes(content or b"", name, path=str(path), encoding=encoding)


def check_kind(mode: int, name: str) -> None:
    """Raise InputError unless the mode is that of a regular file."""
    if stat.S_ISDIR(mode):
        raise InputError(name, "directory", "is a folder", "name a file in it, or scan it with `textdiff scan`")
    if not stat.S_ISREG(mode):
        raise InputError(name, "not-a-regular-file", "is not a regular file", "copy its content to a file first")


def read_bytes(content: bytes, name: str, *, path: str | None = None, encoding: str | None = None) -> Document:
    """Return the document that bytes hold; its text keeps every character and line end but a byte-order mark.

    Raises InputError where the bytes are no text, or not text in the `encoding` asked for.
    """
    text, used = _decode(content, name, encoding)
    bad: tuple[int, ...] = ()
    if used.endswith("(damaged)"):
        bad = tuple(n for n, sign in enumerate(text) if sign == "\ufffd")
    source = Source(path=path, sha256=hashlib.sha256(content).hexdigest(), encoding=used, undecodable=bad)
    return Document(name, text, source)


def _unreadable(name: str, fault: OSError) -> InputError:
    if fault.errno == errno.ENOENT:
        return InputError(name, "missing", "no such file", "check the path")
    if fault.errno in (errno.EACCES, errno.EPERM):
        return InputError(name, "permission", "permission denied", "make it readable for this user")
    if fault.errno == errno.EISDIR:
        return InputError(name, "directory", "is a folder", "name a file in it, or scan it with `textdiff scan`")
    if fault.errno in (errno.ENXIO, errno.ENODEV):
        return InputError(name, "not-a-regular-file", "is not a regular file", "copy its content to a file first")
    return InputError(name, "unreadable", f"cannot be read ({os.strerror(fault.errno or 0)})", "check the disk and the path")


def _decode(content: bytes, name: str, asked: str | None) -> tuple[str, str]:
    """Return the text and the name of the encoding that it was read in."""
    for mark, encoding in _MARKS:
        if content.startswith(mark) and asked is None:
            return _strict(content[len(mark) :], name, encoding), encoding
    if asked is not None:
        return _asked(content, name, asked)
    nuls = content.count(0)
    if nuls:
        seen = "1 NUL byte" if nuls == 1 else f"{nuls:,} NUL bytes"
        place = "at" if nuls == 1 else "the first at"
        raise InputError(name, "binary", f"looks binary ({seen}, {place} {content.index(0):,})", "convert it to text first")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = content.decode("utf-8", "replace")
    valid = len(content) - len(content.decode("utf-8", "ignore").encode("utf-8"))
    multibyte = any(sign > "\x7f" for sign in content.decode("utf-8", "ignore"))
    if multibyte and valid < len(content) * _BAD_SHARE:
        return text, "utf-8 (damaged)"
    return _detected(content)


def _strict(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding == "utf-8":
            return content.decode(encoding, "replace")
        raise InputError(
            name, "encoding", f"begins as {encoding} but byte {fault.start:,} is not", "convert it to UTF-8 first"
        ) from fault


def _asked(content: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding).removeprefix("\ufeff"), codecs.lookup(encoding).name
    except LookupError as fault:
        raise InputError(name, "encoding", f"no encoding is called {encoding!r}", "name one that Python knows") from fault
    except (UnicodeDecodeError, UnicodeError) as fault:
        raise InputError(name, "encoding", f"is not text in {encoding}", "leave --encoding out, or name another") from fault


def _detected(content: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  0.04 s of CPU that valid UTF-8 must not pay

    best = from_bytes(content[:_SAMPLE_BYTES]).best()
    if best is not None:
        try:
            return content.decode(best.encoding), codecs.lookup(best.encoding).name
        except (UnicodeDecodeError, LookupError):
            pass
    return content.decode("cp1252", "replace"), "cp1252"
