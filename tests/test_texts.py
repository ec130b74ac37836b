"""From bytes to documents: what is read, how it is decoded, and what is refused in one line."""

from __future__ import annotations

import codecs
import hashlib
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from strategies import texts

from textdiff import Document, InputError
from textdiff.options import Options
from textdiff.texts.readers.plain import read_bytes, read_file

TEXT = "Café – “Минск” 👍\r\nzwei\n"
LIMIT = 1_000_000

# A paragraph each, with the letters that tell the languages apart.
WESTERN = {
    "English": "The mayor said on Monday that the café would stay open. “We will not close it,” she told reporters – "
    "and the owner’s naïve plan worked. It cost £40,000, or about €46,000, by the council’s own figures.",
    "French": "Le maire de la ville a déclaré lundi que les travaux de la nouvelle école avaient été retardés à cause "
    "de la grève. Il a précisé que les élèves seraient accueillis dès la rentrée dans un bâtiment provisoire.",
    "German": "Der Bürgermeister erklärte am Montag, die Straße werde für mindestens fünf Wochen gesperrt. Über die "
    "Höhe der Kosten äußerte er sich nicht, schließlich müsse der Rat noch darüber abstimmen.",
    "Spanish": "El alcalde afirmó el lunes que la nueva línea del metro no estará lista antes del próximo otoño. "
    "Según él, las obras se retrasaron por la huelga y por la escasez de pequeñas piezas.",
    "Swedish": "Borgmästaren sade på måndagen att den nya vägen öppnas först efter sommaren. Enligt honom blev "
    "förseningen längre än väntat på grund av strejken.",
    "Portuguese": "O presidente da câmara afirmou na segunda-feira que as obras não começarão antes do verão. Segundo "
    "ele, a decisão já foi tomada e não será alterada, apesar das críticas da oposição.",
}


def _read(content: bytes, encoding: str | None = None) -> Document:
    return read_bytes(content, "belarus.txt", encoding=encoding, options=Options(max_bytes=LIMIT))


def _refusal(content: bytes, encoding: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        _read(content, encoding)
    return caught.value


@given(texts())
def test_valid_utf_8_is_read_as_it_is(text: str) -> None:
    text = text.replace("\x00", "").encode("utf-8", "ignore").decode().lstrip("\ufeff")
    document = _read(text.encode())
    assert document.text == text
    assert document.source.encoding == "utf-8"
    assert document.source.undecodable == ()
    assert document.source.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    document = _read(mark + TEXT.encode(encoding))
    assert document.text == TEXT
    assert document.source.encoding == encoding
    assert _read(mark).text == ""


def test_utf_16_that_breaks_off_is_marked() -> None:
    document = _read(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c")
    assert document.text == "ab\ufffd"
    assert document.source.undecodable == (2,)


def test_line_ends_stay_as_they_are() -> None:
    assert _read(b"a\r\nb\rc\nd\r\n\r\n").text == "a\r\nb\rc\nd\r\n\r\n"


def test_damaged_utf_8_gets_replacement_characters_and_their_places() -> None:
    content = "é".encode() * 3 + b"x" * 400 + b"\xff" + b"y" * 400 + b"\xc3"
    document = _read(content)
    assert document.text == "ééé" + "x" * 400 + "\ufffd" + "y" * 400 + "\ufffd"
    assert document.source.encoding == "utf-8"
    assert document.source.undecodable == (403, 804)


def test_a_replacement_character_that_was_in_the_file_is_no_damage() -> None:
    document = _read("\ufffdé".encode() + b"x" * 400 + b"\xff")
    assert document.text == "\ufffdé" + "x" * 400 + "\ufffd"
    assert document.source.undecodable == (402,)


@pytest.mark.parametrize("language", WESTERN)
def test_windows_1252_is_read_as_what_was_written(language: str) -> None:
    text = WESTERN[language]
    assert _read(text.encode("cp1252")).text == text


@pytest.mark.parametrize("name", ["A", "B", "T"])
def test_the_seed_articles_survive_windows_1252(seeds: dict[str, Document], name: str) -> None:
    text = seeds[name].text
    document = _read(text.encode("cp1252"))
    assert document.text == text
    assert document.source.encoding in ("cp1252", "utf-8")  # an article of ASCII alone is valid UTF-8


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Он сказал, что протесты в городе продолжаются уже десять дней, и рабочие вышли на улицу."),
        ("cp1250", "Starosta v pondělí řekl, že nová škola bude otevřena až po prázdninách, kvůli stávce učitelů."),
    ],
)
def test_another_charset_is_detected_and_named(encoding: str, text: str) -> None:
    document = _read(text.encode(encoding))
    assert document.text == text
    assert document.source.encoding == encoding


def test_a_byte_that_the_chosen_charset_lacks_is_marked() -> None:
    # Windows-1252 has no letter at 0x9D, the Czech one of this name.
    content = b"The mayor, Mr Ba\x9da, said on Monday that the road would be open before the winter. " * 3
    document = _read(content)
    bad = tuple(n for n, character in enumerate(document.text) if character == "\ufffd")
    assert document.source.undecodable == bad


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1251", "latin-1"])
def test_the_encoding_that_was_asked_for_is_used(encoding: str) -> None:
    text = "no vote" if encoding == "latin-1" else "Минск"
    document = _read(text.encode(encoding), encoding)
    assert document.text == text
    assert codecs.lookup(str(document.source.encoding)) == codecs.lookup(encoding)


def test_the_byte_order_mark_goes_also_where_the_encoding_was_named() -> None:
    assert _read(codecs.BOM_UTF8 + b"abc", "utf-8").text == "abc"
    assert _read("abc".encode("utf-16"), "utf-16").text == "abc"


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"abc", "nope", "belarus.txt: no encoding is called 'nope'; name one that Python knows"),
        (b"abc", "hex", "belarus.txt: no encoding is called 'hex'; name one that Python knows"),
        (b"\xff", "utf-8", "belarus.txt: is not text in utf-8; leave --encoding out, or name another"),
    ],
)
def test_an_impossible_encoding_is_refused(content: bytes, encoding: str, message: str) -> None:
    error = _refusal(content, encoding)
    assert str(error) == message
    assert error.reason == "encoding"


def test_nul_bytes_are_refused_with_the_place_of_the_first() -> None:
    error = _refusal(b"x" * 512 + b"\0a\0\0")
    assert str(error) == "belarus.txt: looks binary (3 NUL bytes, the first at 512); convert it to text first"
    assert error.reason == "binary"
    assert "(1 NUL byte, at 1)" in str(_refusal(b"a\0"))
    assert "(5 NUL bytes, the first at 1)" in str(_refusal("héllo".encode("utf-16-le")))


def test_a_mark_of_utf_8_excuses_no_nul_bytes() -> None:
    assert _refusal(codecs.BOM_UTF8 + b"a\0b").reason == "binary"


def test_an_empty_file_is_an_empty_text() -> None:
    document = _read(b"")
    assert document.text == ""
    assert document.source.sha256 == hashlib.sha256(b"").hexdigest()


def test_the_limit_is_the_size_that_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 1001)
    assert len(read_file(path, "long.txt", options=Options(max_bytes=1001)).text) == 1001
    with pytest.raises(InputError, match=r"^long\.txt: has more than 1,000 bytes; ") as caught:
        read_file(path, "long.txt", options=Options(max_bytes=1000))
    assert caught.value.reason == "too-large"


def test_a_file_keeps_its_name_and_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    document = read_file(path, "given name", options=Options(max_bytes=LIMIT))
    assert (document.id, document.source.path, document.text) == ("given name", str(path), TEXT)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^gone\.txt: no such file; ") as caught:
        read_file(tmp_path / "gone.txt", "gone.txt", options=Options(max_bytes=LIMIT))
    assert caught.value.reason == "missing"


def _free_descriptor() -> int:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


@pytest.mark.parametrize("pipes", [False, True])
def test_a_folder_is_refused_and_leaves_no_open_file(tmp_path: Path, *, pipes: bool) -> None:
    free = _free_descriptor()
    with pytest.raises(InputError, match=r"^here: is a folder; ") as caught:
        read_file(tmp_path, "here", options=Options(max_bytes=LIMIT), pipes=pipes)
    assert caught.value.reason == "directory"
    assert _free_descriptor() == free


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(InputError, match=r"^pipe: is not a regular file; ") as caught:
        read_file(path, "pipe", options=Options(max_bytes=LIMIT))
    assert caught.value.reason == "not-a-regular-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_fifo_that_was_named_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(TEXT.encode(),))
    writer.start()
    document = read_file(path, "pipe", options=Options(max_bytes=LIMIT), pipes=True)
    writer.join()
    assert document.text == TEXT


@pytest.mark.parametrize("pipes", [False, True])
def test_the_null_device_is_an_empty_text(*, pipes: bool) -> None:
    assert read_file(Path(os.devnull), "null", options=Options(max_bytes=LIMIT), pipes=pipes).text == ""
