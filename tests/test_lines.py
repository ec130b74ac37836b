"""A corpus as JSON lines: every line that is not blank is a document or a skip with its place and the way out."""

from __future__ import annotations

import codecs
import json
import os
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from command import article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import texts

from textdiff import Document, InputError, scan
from textdiff.model import Skip, Source
from textdiff.options import Options
from textdiff.texts.readers.json_lines import read_lines

GOOD = b'{"id": "good", "text": "a"}'
BLANK = ("", " ", "\t\r", "\ufeff")
needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _read(folder: Path, content: bytes, encoding: str | None = None, **options: Any) -> list[Document | Skip]:
    path = folder / "news.jsonl"
    path.write_bytes(content)
    return list(read_lines(path, Options(**options), encoding))


def _document(folder: Path, line: bytes | str, encoding: str | None = None) -> Document:
    (document,) = _read(folder, line.encode() if isinstance(line, str) else line, encoding)
    assert isinstance(document, Document)
    return document


def _skip(folder: Path, line: bytes | str, encoding: str | None = None, **options: Any) -> Skip:
    """Return the row of a bad third line; the blank one and the good ones beside it must come through."""
    bad = line.encode() if isinstance(line, str) else line
    before, skip, after = _read(folder, GOOD + b"\n\n" + bad + b"\n" + GOOD, encoding, **options)
    assert isinstance(skip, Skip)
    assert skip.path == "news.jsonl#3"
    assert [document.id for document in (before, after) if isinstance(document, Document)] == ["good", "good"]
    return skip


def _joined(text: str) -> str:
    """Return the text with surrogates that are a pair as the character that JSON takes them for."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@same_folder
@given(text=texts())
def test_any_text_comes_back_from_escaped_json(tmp_path: Path, text: str) -> None:
    assert _document(tmp_path, json.dumps({"id": "a", "text": text})).text == _joined(text)


@same_folder
@given(text=texts())
def test_any_text_comes_back_from_json_in_utf_8(tmp_path: Path, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert _document(tmp_path, json.dumps({"id": "a", "text": text}, ensure_ascii=False)).text == text


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "url"]), inner),
    max_leaves=6,
)
_LINES = (
    st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))
    | _ANY_JSON.map(lambda value: json.dumps(value).encode())
    | st.sampled_from([GOOD, GOOD[:-1], GOOD + b"\r", GOOD * 2, b" ", b"", b"[" * 300, b"x" * 200])
)


@same_folder
@given(lines=st.lists(_LINES, max_size=6), ends=st.booleans())
def test_every_line_that_is_not_blank_is_a_document_or_a_skip(
    tmp_path: Path, lines: list[bytes], *, ends: bool
) -> None:
    content = b"\n".join(lines) + b"\n" * ends
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    found = _read(tmp_path, content, max_bytes=150)
    places = [entry.source.path if isinstance(entry, Document) else entry.path for entry in found]
    assert places == [
        f"news.jsonl#{n}"
        for n, line in enumerate(lines, 1)
        if len(line) > 150 or line.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\r\n", "\n\n\n"])
def test_line_ends_of_both_kinds_and_none_at_the_end_make_no_difference(tmp_path: Path, end: str, last: str) -> None:
    lines = ['{"text": "a"}', "", '{"text": "b"}']
    found = _read(tmp_path, (end.join(lines) + last).encode())
    assert [(entry.id, entry.text) for entry in found if isinstance(entry, Document)] == [
        ("news.jsonl#1", "a"),
        ("news.jsonl#3", "b"),
    ]
    assert len(found) == 2


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x7f"])
def test_other_characters_that_end_lines_do_not_split_a_line(tmp_path: Path, character: str) -> None:
    assert _document(tmp_path, f'{{"text": "a{character}b"}}').text == f"a{character}b"


def test_a_file_without_lines_has_no_documents(tmp_path: Path) -> None:
    for blank in BLANK:
        assert _read(tmp_path, blank.encode()) == []
        assert _read(tmp_path, (blank + "\n").encode() * 3) == []


def test_a_byte_order_mark_goes_also_where_files_were_joined(tmp_path: Path) -> None:
    found = _read(tmp_path, (codecs.BOM_UTF8 + GOOD + b"\n") * 2)
    assert [entry.text for entry in found if isinstance(entry, Document)] == ["a", "a"]


def test_the_fields_of_an_article_are_where_it_came_from(tmp_path: Path) -> None:
    about = {"title": "T", "date": "2020-08-17", "publisher": "P", "url": "https://x/é", "language": "be"}
    line = json.dumps({"id": "n7", "text": "body", "tags": [{"text": 1}, None], "score": 1.5, **about})
    assert _document(tmp_path, line) == Document(
        "n7",
        "body",
        Source(path="news.jsonl#1", sha256=None, encoding="utf-8", **about),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("value", ["null", "NaN"])
def test_null_and_nan_count_as_absent(tmp_path: Path, value: str) -> None:
    names = ("id", "title", "date", "publisher", "url", "language")
    line = "{" + "".join(f'"{name}": {value}, ' for name in names) + '"text": "a"}'
    assert _document(tmp_path, line) == _document(tmp_path, '{"text": "a"}')
    assert _skip(tmp_path, f'{{"text": {value}}}').reason == "no-text"


@pytest.mark.parametrize(
    ("given_id", "id_"),
    [
        ('"a/b"', "a/b"),
        ("7", "7"),
        ("-12345678901234567890", "-12345678901234567890"),
        ('""', "news.jsonl#1"),
        ('" "', " "),
        (r'"\ud83d"', "\ud83d"),
    ],
)
def test_an_id_is_a_string_or_an_integer(tmp_path: Path, given_id: str, id_: str) -> None:
    assert _document(tmp_path, f'{{"id": {given_id}, "text": "a"}}').id == id_


def test_an_empty_text_is_a_document(tmp_path: Path) -> None:
    assert _document(tmp_path, '{"text": ""}').text == ""


def test_an_escaped_nul_and_a_lone_surrogate_stay_in_the_text(tmp_path: Path) -> None:
    assert _document(tmp_path, r'{"text": "a\u0000b\ud83d c\ude00"}').text == "a\x00b\ud83d c\ude00"
    assert _document(tmp_path, r'{"text": "\ud83d\ude00"}').text == "😀"


def test_results_do_not_depend_on_the_folder(tmp_path: Path) -> None:
    content = b'{"text": "a"}\n{"text": 1}\n{'
    found = []
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        found.append(_read(tmp_path / name, content))
    assert found[0] == found[1]
    assert len(found[0]) == 3


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b"no", "bad-json", "line 3 is not JSON at column 1 (Expecting value)"),
        ('{"text": "é", 7}', "bad-json", "line 3 is not JSON at column 15 ("),
        ('\ufeff{"text": 7', "bad-json", "line 3 is not JSON at column 11 (Expecting ',' delimiter)"),
        (b'{"text": "a', "bad-json", "line 3 is not JSON at column 10 (Unterminated string starting)"),
        (b'{"text": "a\r', "bad-json", "line 3 is not JSON at column 10 (Unterminated string starting)"),
        (b'{"text": "a\tb"}', "bad-json", "line 3 is not JSON at column 12 (Invalid control character)"),
        (b'{"text": "a\0b"}', "bad-json", "line 3 is not JSON at column 12 (Invalid control character)"),
        (b'{"text": "a"}\r{"text": "b"}', "bad-json", "line 3 is not JSON at column 15 (Extra data)"),
        (b'["text"]', "bad-json", "line 3 is an array, not an object"),
        (b'"text"', "bad-json", "line 3 is a string, not an object"),
        (b"null", "bad-json", "line 3 is null, not an object"),
        (b"true", "bad-json", "line 3 is true or false, not an object"),
        (b"-Infinity", "bad-json", "line 3 is a number, not an object"),
        (b"{}", "no-text", "line 3 has no field 'text'"),
        (b'{"meta": {"text": "a"}}', "no-text", "line 3 has no field 'text'"),
        (b'{"text": ["a"]}', "bad-field", "line 3 has an array in the field 'text'"),
        (b'{"text": "a", "title": {}}', "bad-field", "line 3 has an object in the field 'title'"),
        (b'{"text": "a", "date": 20200817}', "bad-field", "line 3 has a number in the field 'date'"),
        (b'{"text": "a", "url": Infinity}', "bad-field", "line 3 has a number in the field 'url'"),
        (b'{"text": "a", "id": true}', "bad-field", "line 3 has true or false in the field 'id'"),
        (b'{"text": "a", "id": 7.0}', "bad-field", "line 3 has a number in the field 'id'"),
        (b'{"text": "a", "\\u0074ext": "b"}', "bad-field", "line 3 has the field 'text' twice"),
        (b'{"id": 1, "text": "a", "id": 1}', "bad-field", "line 3 has the field 'id' twice"),
        (b'{"text": "caf\xe9"}', "undecodable", "line 3 is not text in utf-8 at byte 14"),
        (b'{"text": "\xed\xa0\xbd"}', "undecodable", "line 3 is not text in utf-8 at byte 11"),
    ],
)
def test_a_bad_line_is_a_skip_with_its_number_and_place(
    tmp_path: Path, line: bytes | str, reason: str, detail: str
) -> None:
    skip = _skip(tmp_path, line)
    assert skip.reason == reason
    assert skip.detail.startswith(detail)
    assert skip.remedy


def test_a_field_that_is_not_read_may_stand_twice(tmp_path: Path) -> None:
    assert _document(tmp_path, '{"tag": 1, "text": "a", "tag": 2, "m": {"text": 1, "text": 2}}').text == "a"


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_200_000_brackets_are_a_skip(tmp_path: Path, opening: str) -> None:
    skip = _skip(tmp_path, f'{{"text": "a", "m": {opening * 200_000}')
    assert (skip.reason, skip.detail) == ("too-deep", "line 3 is nested more than 256 deep")


def test_the_limit_of_nesting_is_256_levels_that_are_no_part_of_a_string(tmp_path: Path) -> None:
    brackets = "[{" * 9_000 + r"\"[" * 300 + "\\\\"
    line = f'{{"text": "{brackets}", "m": %s}}'
    document = _document(tmp_path, line % ("[" * 255 + "]" * 255))
    assert document.text == brackets.replace(r"\"", '"').replace("\\\\", "\\")
    assert _document(tmp_path, line % ("[" + "[]," * 600 + "0]")).text == document.text
    assert _skip(tmp_path, line % ("[" * 256 + "]" * 256)).reason == "too-deep"


def test_a_caller_deep_in_its_own_calls_gets_a_skip_and_no_recursion_error(tmp_path: Path) -> None:
    line = b'{"text": "a", "m": ' + b"[" * 250 + b"]" * 250 + b"}"
    (tmp_path / "news.jsonl").write_bytes(line)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_frames() + 150)
    try:
        (found,) = read_lines(tmp_path / "news.jsonl", Options())
    finally:
        sys.setrecursionlimit(limit)
    # From Python 3.12 on the limit is not that of the C code, and the line is read.
    assert (found.reason if isinstance(found, Skip) else found.text) == (
        "too-deep" if sys.version_info < (3, 12) else "a"
    )


def _frames() -> int:
    frame, count = sys._getframe(), 0  # noqa: SLF001  the depth of the stack
    while frame.f_back:
        frame, count = frame.f_back, count + 1
    return count


def test_an_integer_of_5_000_digits_is_a_skip(tmp_path: Path) -> None:
    for name in ("id", "other"):
        skip = _skip(tmp_path, f'{{"text": "a", "{name}": {"7" * 5000}}}')
        assert (skip.reason, skip.detail) == ("bad-json", "line 3 has an integer of more than 4,300 digits")


def test_a_line_of_more_than_a_million_values_is_a_skip(tmp_path: Path) -> None:
    line = '{"text": "' + "," * 1_000_001 + '", "m": [%s]}'
    assert len(_document(tmp_path, line % "0").text) == 1_000_001
    skip = _skip(tmp_path, line % ("0," * 1_000_000 + "0"))
    assert (skip.reason, skip.detail) == ("too-large", "line 3 holds more than 1,000,000 values")


def test_the_limit_is_the_length_of_a_line_that_is_still_read(tmp_path: Path) -> None:
    line = b'{"text": "%s"}' % (b"x" * 88)
    assert len(line) == 100
    for content in (line, line + b"\n", line + b"\n" + line):
        assert all(isinstance(entry, Document) for entry in _read(tmp_path, content, max_bytes=100))
    skip = _skip(tmp_path, line, max_bytes=99)
    assert (skip.reason, skip.detail) == ("too-large", "line 3 has more than 99 bytes")
    (last,) = _read(tmp_path, line, max_bytes=99)
    assert isinstance(last, Skip)


def test_a_line_that_is_too_long_is_not_held_in_memory(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * 30_000_000
    tracemalloc.start()
    try:
        (tmp_path / "news.jsonl").write_bytes(long + b"\n" + GOOD + b"\n" + long)
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        found = list(read_lines(tmp_path / "news.jsonl", Options(max_bytes=1000)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [getattr(entry, "reason", "read") for entry in found] == ["too-large", "read", "too-large"]
    assert peak - before < 3_000_000


def test_one_line_is_held_in_memory_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes((b'{"text": "%s"}\n' % (b"x" * 2500)) * 8_000)  # 20 MB
    tracemalloc.start()
    try:
        count = sum(len(entry.text) == 2500 for entry in read_lines(tmp_path / "news.jsonl", Options()))  # type: ignore[union-attr]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 8_000
    assert peak < 3_000_000


@pytest.mark.parametrize("encoding", ["cp1251", "latin-1", "gb18030", "utf-8-sig", "utf-8"])
def test_the_encoding_that_was_asked_for_is_used(tmp_path: Path, encoding: str) -> None:
    text = "café" if encoding == "latin-1" else "Минск"
    line = json.dumps({"id": "a", "text": text}, ensure_ascii=False).encode(encoding)
    document = _document(tmp_path, line, encoding)
    assert document.text == text
    assert document.source.encoding == codecs.lookup(encoding).name


def test_a_line_that_is_not_in_the_encoding_asked_for_is_a_skip(tmp_path: Path) -> None:
    skip = _skip(tmp_path, b'{"text": "\x98"}', "cp1251")
    assert (skip.reason, skip.detail) == ("undecodable", "line 3 is not text in cp1251 at byte 11")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp037", "nope", "hex", "undefined", "a\0"])
def test_an_encoding_without_lines_of_bytes_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(InputError, match=r"news\.jsonl: ") as caught:
        _read(tmp_path, GOOD, encoding)
    assert caught.value.reason == "encoding"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_mark_of_utf_16_is_refused_for_the_whole_file(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(InputError, match=r"has no lines of bytes in UTF-16 or UTF-32; convert it to UTF-8 first$"):
        _read(tmp_path, GOOD.decode().encode(encoding))


def _refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        list(read_lines(path, Options()))
    assert str(caught.value).startswith(f"{path}: ")
    return caught.value.reason


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "gone.jsonl") == "missing"
    assert _refusal(tmp_path) == "directory"
    (tmp_path / "self.jsonl").symlink_to("self.jsonl")
    assert _refusal(tmp_path / "self.jsonl") == "unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file modes are those of POSIX")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(GOOD)
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # modes do not apply to root
    try:
        assert _refusal(path) == "permission"
    finally:
        os.seteuid(user)


@needs_fifo
def test_a_fifo_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert _refusal(tmp_path / "pipe.jsonl") == "not-a-regular-file"


def test_a_file_that_grows_is_read_to_the_size_it_had(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(GOOD + b"\n")
    count = 0
    for _ in read_lines(path, Options()):
        count += 1
        with path.open("ab") as file:
            file.write(b"\n" + GOOD + b"\n")
        assert count < 2
    assert count == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_that_is_no_text_is_shown_with_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"n\xff.jsonl")
    path.write_bytes(b'{"text": "a"}')
    assert [entry.id for entry in read_lines(path, Options()) if isinstance(entry, Document)] == [r"n\xff.jsonl#1"]


def test_a_scan_of_the_documents_finds_the_pair(tmp_path: Path) -> None:
    shared = article(*range(6))
    rows = [{"id": 1, "text": shared}, {"text": shared + article(7)}, {"id": "\ud83d\x1b[31m\n", "text": article(9)}]
    found = _read(tmp_path, "\n".join(map(json.dumps, rows)).encode())
    result = scan((entry for entry in found if isinstance(entry, Document)), out=tmp_path / "out")
    assert [(pair.a, pair.b) for pair in result.pairs] == [("1", "news.jsonl#2")]
    assert result.found == 3
    assert result.skipped == ()
