"""A corpus in one file: JSON lines, an article a line.

What `text`, `id` and the other fields are called is what datatrove and most data sets call them.
"""

from __future__ import annotations

import codecs
import json
import math
import os
import sys
from collections.abc import Iterator
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any, NamedTuple

import regex

from textdiff.errors import InputError
from textdiff.model import Document, Skip, Source
from textdiff.options import Options
from textdiff.texts.header import find_header, with_header
from textdiff.texts.patterns import pattern
from textdiff.texts.readers.plain import _unreadable, check_kind

_TEXT = "text"
_ABOUT = ("title", "date", "publisher", "url", "language")
_READ = ("id", _TEXT, *_ABOUT)
_ONLY = ", ".join(_READ)

# The deepest nesting that jq 1.5 and 1.6 read. Python's own limit (RecursionError) depends on its
# version and on who calls; half of its 1,000 frames is left to the caller.
_MOST_LEVELS = 256
# 50 MB of "[0]," took 1.4 GB of memory and 13 s; a line of so many values takes 0.2 GB.
_MOST_VALUES = 1_000_000
# An escape, a quotation mark, or what parts values.
_STRUCTURE = pattern(r'\\.|["\[\]{},]', regex.DOTALL)

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_BUFFER_BYTES = 1 << 18

# NaN is what Python's json writes for a missing value of pandas; jq reads it as null too.
_CONSTANTS = {"NaN": None, "Infinity": math.inf, "-Infinity": -math.inf}
# An object becomes a tuple of its pairs, so that names that stand twice are seen, and an array a
# list: 4.3 µs for a line of 2.5 kB, as with dicts; 4.9 µs with a hook in Python.
_DECODER = json.JSONDecoder(object_pairs_hook=tuple, parse_constant=_CONSTANTS.__getitem__)
_KINDS = {
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "an array",
    tuple: "an object",
    type(None): "null",
}


class _Place(NamedTuple):
    """A line of the file: its name in results, and its number."""

    name: str
    number: int

    def refuse(self, reason: str, detail: str, remedy: str) -> InputError:
        """Return the error to raise; `detail` goes on after the number of the line."""
        return InputError(self.name, reason, f"line {self.number} {detail}", remedy)


def read_lines(path: Path, options: Options, encoding: str | None = None) -> Iterator[Document | Skip]:
    r"""Yield for each line of a JSON-lines file that is not blank its document, or why it has none.

    A line is an object with the string `text` and, where known, `id` (string or integer; else the id
    is `<file name>#<line number>`) and the strings `title`, `date`, `publisher`, `url` and `language`;
    an absent field, null, NaN and the id "" mean the same; other fields are ignored. Lines are counted
    from 1, blank ones too, and end with `\n` or `\r\n` only. An empty text is a document. Ids that
    stand twice are the caller's to find; 7 and "7" are one id. What the object leaves out of title, date,
    publisher, url and language is taken from the header of the text, if it has one (`texts.header`).

    A bad line is a Skip and the rest is read, as datatrove does; jq and Hugging Face's `datasets` stop.
    Bad is: what is no JSON (control characters have to be escaped), no object, not UTF-8, nested more
    than 256 deep, of more than a million values, longer than `options.max_bytes`; an integer of more
    digits than Python reads (4,300); and one of the fields above that stands twice, where jq and
    `datasets` take the last.
    In the text `\u0000` and lone surrogates stay, for they were written on purpose; a NUL byte is no
    JSON. A byte-order mark is dropped at the beginning of any line: files were joined. With
    `encoding` all lines are decoded with that instead of UTF-8.

    `source.path` is `<file name>#<line number>`, wherever the file lies. `source.sha256` is None: a
    line is no file that `sha256sum` could check, and by the digest of the text, which then stands in
    its place, equal articles with different ids are seen to be equal.

    One line is held in memory at a time. A file that grows is read to the size that it had when it
    was opened; a FIFO is never waited for. Raises InputError, when the first document is asked for,
    if the file cannot be read, or has no lines of bytes in its encoding (UTF-16, UTF-32).
    """
    decoder = _name_of(encoding, path)
    name = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    try:
        with _open(path) as file:
            if encoding is None and file.peek(4).startswith(_WIDE_MARKS):
                raise _wide(path, "UTF-16 or UTF-32")
            for number, line in enumerate(_split(file, options.max_bytes), 1):
                place = _Place(f"{name}#{number}", number)
                try:
                    document = _read_line(line, place, decoder, options)
                except InputError as fault:
                    yield Skip(place.name, fault.reason, fault.detail, fault.remedy)
                else:
                    if document is not None:
                        yield document
    except OSError as fault:
        raise _unreadable(str(path), fault) from fault


def _name_of(encoding: str | None, path: Path) -> str:
    """Return Python's name of the encoding; raise InputError unless it writes a line end as one byte."""
    asked = encoding or "utf-8"
    try:
        is_narrow = b"\n".decode(asked) == "\n"
        name = codecs.lookup(asked).name
    except UnicodeError:
        is_narrow = False
    except (LookupError, ValueError) as fault:
        raise InputError(
            str(path), "encoding", f"no encoding is called {encoding!r}", "name one that Python knows"
        ) from fault
    if not is_narrow:
        raise _wide(path, asked)
    return name


def _wide(path: Path, encoding: str) -> InputError:
    return InputError(str(path), "encoding", f"has no lines of bytes in {encoding}", "convert it to UTF-8 first")


def _open(path: Path) -> BufferedReader:
    """Return the open file; raise InputError or OSError for what is no regular file."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        check_kind(os.fstat(handle).st_mode, str(path))
    except BaseException:
        os.close(handle)
        raise
    file: BufferedReader = BufferedReader(FileIO(handle), _BUFFER_BYTES)
    return file


def _split(file: BufferedReader, max_bytes: int) -> Iterator[bytes | None]:
    """Yield the lines without their ends; None for one of more than `max_bytes` bytes, which is not kept."""
    left = os.fstat(file.fileno()).st_size
    while line := file.readline(min(left, max_bytes + 1)):
        left -= len(line)
        is_long = len(line) > max_bytes and not line.endswith(b"\n")
        yield None if is_long else line.rstrip(b"\r\n")
        while is_long and line and not line.endswith(b"\n"):
            line = file.readline(min(left, _BUFFER_BYTES))
            left -= len(line)


def _read_line(line: bytes | None, place: _Place, encoding: str, options: Options) -> Document | None:
    """Return the document of a line, None for a blank one; raise InputError for a bad one."""
    if line is None:
        raise place.refuse("too-large", f"has more than {options.max_bytes:,} bytes", "split it, or raise --max-size")
    try:
        text = line.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as fault:
        where = f" at byte {fault.start + 1}" if isinstance(fault, UnicodeDecodeError) else ""
        raise place.refuse(
            "undecodable", f"is not text in {encoding}{where}", "convert the file to UTF-8, or name its --encoding"
        ) from fault
    if not text or text.isspace():
        return None
    pairs = _parse(text, place)
    if not isinstance(pairs, tuple):
        raise place.refuse("bad-json", f"is {_KINDS[type(pairs)]}, not an object", "write one object a line")
    return _document(pairs, place, encoding, options)


def _parse(text: str, place: _Place) -> Any:
    """Return the JSON value of a line: objects as tuples of pairs, arrays as lists."""
    try:
        if len(text) > _MOST_VALUES or text.count("[") + text.count("{") > _MOST_LEVELS:
            _check_shape(text, place)
        return _DECODER.decode(text)
    except RecursionError as fault:
        raise place.refuse(
            "too-deep", f"is nested more than {_MOST_LEVELS} deep", f"leave out all fields but {_ONLY}"
        ) from fault
    except json.JSONDecodeError as fault:
        said = fault.msg.removesuffix(" at")
        raise place.refuse(
            "bad-json", f"is not JSON at column {fault.pos + 1:,} ({said})", "write one object a line"
        ) from fault
    except ValueError as fault:
        most = sys.get_int_max_str_digits()
        raise place.refuse(
            "bad-json", f"has an integer of more than {most:,} digits", "write it as a string"
        ) from fault


def _check_shape(text: str, place: _Place) -> None:
    """Raise RecursionError where brackets outside strings stand too deep, InputError for too many values."""
    level = values = 0
    in_string = False
    for part in _STRUCTURE.finditer(text):
        found = part.group()
        in_string ^= found == '"'
        if in_string:
            continue
        values += found in "[{,"
        level += (found in "[{") - (found in "]}")
        if level > _MOST_LEVELS:
            raise RecursionError
        if values > _MOST_VALUES:
            raise place.refuse(
                "too-large", f"holds more than {_MOST_VALUES:,} values", f"leave out all fields but {_ONLY}"
            )


def _document(pairs: tuple[tuple[str, Any], ...], place: _Place, encoding: str, options: Options) -> Document:
    """Return the document with the fields of a line; raise InputError where one cannot be used."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        _check_repeats(pairs, place)
    text = fields.get(_TEXT)
    if text is None:
        raise place.refuse("no-text", f"has no field {_TEXT!r}", f"call the article's text {_TEXT!r}")
    for name in (_TEXT, *_ABOUT):
        if not isinstance(fields.get(name), str | None):
            raise _misfit(place, name, fields[name], "a string")
    about: dict[str, Any] = {name: fields.get(name) for name in _ABOUT}
    source = Source(path=place.name, encoding=encoding, **about)
    document = Document(_id(fields.get("id"), place), text, source)
    return with_header(document, find_header(text, options.calibration))


def _check_repeats(pairs: tuple[tuple[str, Any], ...], place: _Place) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen and name in _READ:
            raise place.refuse("bad-field", f"has the field {name!r} twice", "keep one of the two")
        seen.add(name)


def _id(given: Any, place: _Place) -> str:
    if given is None or given == "":
        return place.name
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise _misfit(place, "id", given, "a string or an integer")
    return str(given)


def _misfit(place: _Place, name: str, value: Any, wanted: str) -> InputError:
    seen = _KINDS[type(value)]
    return place.refuse("bad-field", f"has {seen} in the field {name!r}", f"write {wanted}, or leave the field out")
