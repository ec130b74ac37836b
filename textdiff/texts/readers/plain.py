"""From bytes to documents: which files are read, and how their bytes become text.

Bytes are decoded by the first of these that applies: byte-order mark; valid UTF-8; UTF-8 with U+FFFD where under 1 %
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
from textdiff.options import Calibration, Options
from textdiff.texts.header import find_header, with_header
from textdiff.texts.patterns import pattern

SUFFIXES = frozenset({".txt", ".md"})

_MARKS = (  # the longer ones first: the mark of UTF-16 LE begins that of UTF-32 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The legacy encodings of the web (WHATWG Encoding Standard, section 4.2); asked about all encodings
# that Python knows, the detector takes the seed articles in windows-1252 for cp932 and cp850.
_CHARSETS = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 koi8_r koi8_u iso8859_2 iso8859_5 iso8859_7 "
    "gb18030 big5 euc_jp shift_jis euc_kr"
).split()
# Of the encodings for Latin script the detector cannot separate windows-1252 from the rest by a few
# letters, so that text is read as windows-1252 unless words come out with other characters inside them (Polish
# "ró¿ne", Romanian "aºa") or with the carons of Czech, Slovak, Slovene and Croatian.
_ACCENTED = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2"})
_EASTERN = pattern(r"(?<=\p{L})[¡£¥ª¹³º¼¾¿](?=\p{L})|[ŠŽšž]")

# A decoder gives no lone surrogates of its own: they mark what could not be read, until it is counted.
_MARK_OF_BAD = "\ud800"
_BAD = pattern(_MARK_OF_BAD)
_LENIENT = "textdiff-mark"
codecs.register_error(_LENIENT, lambda fault: (_MARK_OF_BAD, fault.end))  # type: ignore[attr-defined]
# The detector of charset-normalizer is asked about the beginning only; an article is shorter.
_SAMPLE_BYTES = 200_000


def read_file(
    path: str | Path,
    name: str,
    *,
    shown: str | None = None,
    encoding: str | None = None,
    options: Options,
    pipes: bool = False,
) -> Document:
    """Return the document in a file; `name` becomes its id, `shown` or else `path` that of its source.

    Raises InputError for anything but readable text of at most `options.max_bytes` bytes in a regular file,
    or with `pipes` in a FIFO, to its end. Without `pipes` it never waits, and a file that grows is
    read to the size that it had when it was opened.
    """
    max_bytes = options.max_bytes
    wait = 0 if pipes else getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, os.O_RDONLY | wait | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(handle)
            is_pipe = pipes and stat.S_ISFIFO(status.st_mode)
            if not is_pipe and str(path) != os.devnull:
                check_kind(status.st_mode, name)
        except BaseException:
            os.close(handle)
            raise
        with open(handle, "rb") as file:  # noqa: PTH123  by descriptor: a FIFO need not block
            content = file.read(max_bytes + 1 if pipes else min(status.st_size, max_bytes + 1))
    except OSError as fault:
        raise _unreadable(name, fault) from fault
    return read_bytes(content, name, path=shown or str(path), encoding=encoding, options=options)


def check_kind(mode: int, name: str) -> None:
    """Raise InputError unless the mode is that of a regular file."""
    if stat.S_ISDIR(mode):
        raise InputError(name, "directory", "is a folder", "name a file in it, or scan it with `textdiff scan`")
    if not stat.S_ISREG(mode):
        raise InputError(name, "not-a-regular-file", "is not a regular file", "copy its content to a file first")


def read_bytes(
    content: bytes, name: str, *, path: str | None = None, encoding: str | None = None, options: Options
) -> Document:
    """Return the document that bytes hold; its text keeps every character and line end except a byte-order mark.

    What a header says of the article (title, date, outlet) stands in its source too; see `texts.header`.
    Raises InputError where there are too many bytes, or they are no text, or none in `encoding`.
    """
    if len(content) > options.max_bytes:
        raise InputError(
            name, "too-large", f"has more than {options.max_bytes:,} bytes", "split it, or raise --max-size"
        )
    text, used = _decode(content, name, encoding, options.calibration)
    bad = tuple([match.start() for match in _BAD.finditer(text)]) if _MARK_OF_BAD in text else ()
    source = Source(path=path, sha256=hashlib.sha256(content).hexdigest(), encoding=used, undecodable=bad)
    document = Document(name, text.replace(_MARK_OF_BAD, "\ufffd") if bad else text, source)
    return with_header(document, find_header(document.text, options.calibration))


def _unreadable(name: str, fault: OSError) -> InputError:
    if fault.errno == errno.ENOENT:
        return InputError(name, "missing", "no such file", "check the path")
    if fault.errno in (errno.EACCES, errno.EPERM):
        return InputError(name, "permission", "permission denied", "make it readable for this user")
    if fault.errno == errno.EISDIR:
        return InputError(name, "directory", "is a folder", "name a file in it, or scan it with `textdiff scan`")
    if fault.errno in (errno.ENXIO, errno.ENODEV):
        return InputError(name, "not-a-regular-file", "is not a regular file", "copy its content to a file first")
    return InputError(
        name, "unreadable", f"cannot be read ({os.strerror(fault.errno or 0)})", "check the disk and the path"
    )


def _decode(content: bytes, name: str, asked: str | None, calibration: Calibration) -> tuple[str, str]:
    """Return the text, with a lone surrogate for each place that could not be read, and the name of its encoding."""
    if asked is not None:
        return _asked(content, name, asked)
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked and marked != "utf-8":
        return content.decode(marked, _LENIENT).removeprefix("\ufeff"), marked
    nuls = content.count(0)
    if nuls:
        seen = "1 NUL byte, at" if nuls == 1 else f"{nuls:,} NUL bytes, the first at"
        raise InputError(name, "binary", f"looks binary ({seen} {content.index(0):,})", "convert it to text first")
    text = content.decode("utf-8", _LENIENT).removeprefix("\ufeff")
    if _MARK_OF_BAD in text and not marked:
        readable = content.decode("utf-8", "ignore")
        bad_bytes = len(content) - len(readable.encode("utf-8"))
        if readable.isascii() or bad_bytes >= len(content) * calibration.bad_share:
            return _detected(content)
    return text, "utf-8"


def _asked(content: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding).removeprefix("\ufeff"), codecs.lookup(encoding).name
    except UnicodeError as fault:
        raise InputError(
            name, "encoding", f"is not text in {encoding}", "leave --encoding out, or name another"
        ) from fault
    except (LookupError, ValueError) as fault:
        raise InputError(
            name, "encoding", f"no encoding is called {encoding!r}", "name one that Python knows"
        ) from fault


def _detected(content: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  0.04 s of CPU that valid UTF-8 must not pay

    best = from_bytes(content[:_SAMPLE_BYTES], cp_isolation=_CHARSETS).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = content.decode(encoding, _LENIENT)
    if encoding in _ACCENTED or _MARK_OF_BAD in text:
        western = content.decode("cp1252", _LENIENT)
        if encoding not in _ACCENTED or western == text or _is_western(western):
            return western, "cp1252"
    return text, encoding


def _is_western(text: str) -> bool:
    """Return whether text read as windows-1252 looks like a language that was written in it."""
    has = set(text).intersection
    hungarian = has("õ") and has("öü") and not has("ãç")
    turkish = has("ðþý") and has("ç") and not has("æáí")
    return not (_EASTERN.search(text) or hungarian or turkish)
