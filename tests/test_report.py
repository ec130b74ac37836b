"""The report as a file: it holds both texts whole, says what the record says, and carries nothing that could run."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import shlex
import subprocess
from base64 import b64encode
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import article, run
from compared import compared
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from page import HOSTILE, Page, assert_inert, assert_whole
from strategies import pairs

import textdiff
from textdiff.errors import VerificationError
from textdiff.model import Document, Source
from textdiff.views.html.report import render_report, spell_command
from textdiff.views.record import to_json

CORPORA = Path(__file__).parent.parent / "corpora"


def page_of(a: str, b: str) -> str:
    return textdiff.report([Document("a", a), Document("b", b)])


@functools.cache
def sample_page() -> str:
    """Return a report of texts that are hard to carry."""
    text = "\n".join(HOSTILE.values()) + article(1, 2, 3)
    return page_of(text, text.replace("one", "1") + article(4) + "</script>\r")


def is_refused(html: str) -> bool:
    try:
        textdiff.verify(html)
    except VerificationError:
        return True
    return False


@pytest.mark.parametrize("a", HOSTILE)
def test_a_report_holds_hostile_texts_whole(a: str) -> None:
    for b in ("many kinds", a, "empty"):
        assert_inert(assert_whole(page_of(HOSTILE[a], HOSTILE[b]), HOSTILE[a], HOSTILE[b]))
        assert_whole(page_of(HOSTILE[b], HOSTILE[a]), HOSTILE[b], HOSTILE[a])


@settings(max_examples=60)
@given(pairs())
def test_a_report_holds_any_two_texts_whole(pair: tuple[str, str]) -> None:
    # The address that the header of a text names is a link.
    assert_inert(assert_whole(page_of(*pair), *pair), r"#[a-z]+\d*|https://meridian\.example/\w+")


def test_a_report_of_the_seeds_holds_them_whole(seeds: dict[str, Document]) -> None:
    for names in ("AB", "BA", "AT", "TT"):
        a, b = (seeds[name] for name in names)
        html = textdiff.report([a, b])
        page = assert_whole(html, a.text, b.text)
        assert_inert(page)
        assert len(html.encode()) < 10 * (len(a.text.encode()) + len(b.text.encode())) + 150_000


def test_a_report_of_identical_texts_marks_nothing() -> None:
    for text in HOSTILE.values():
        page = assert_whole(page_of(text, text), text, text)
        assert page.values("data-changes") == ["0"]
        assert [tag for tag, _ in page.elements if tag in ("ins", "del")] == []


@pytest.mark.parametrize("folder", ["belarus-2020", "edits"])
def test_reports_of_the_corpora_hold_their_texts_whole(folder: str) -> None:
    files = sorted((CORPORA / folder / "articles").glob("*.txt"))
    assert len(files) >= 3
    for a, b in zip(files[::2], files[1::2], strict=False):
        html = textdiff.report([textdiff.read(a), textdiff.read(b)])
        assert_inert(assert_whole(html, a.read_bytes().decode(), b.read_bytes().decode()))
        assert len(html.encode()) < 10 * (a.stat().st_size + b.stat().st_size) + 150_000


@pytest.mark.parametrize("every", [2, 3, 10])
def test_a_report_stays_below_ten_times_its_texts_however_many_words_were_changed(every: int) -> None:
    a = article(*range(200))
    b = " ".join(word if n % every else "changed" for n, word in enumerate(a.split()))
    html = page_of(a, b)
    assert len(html.encode()) < 10 * (len(a) + len(b)) + 150_000


@settings(max_examples=150)
@given(st.data())
def test_verify_refuses_one_changed_character_in_a_pane_or_an_embedded_text(data: st.DataObject) -> None:
    html = sample_page()
    before = Page(html)
    texts = before.record_place + before.record_source.index('"texts"')
    ends = before.record_place + len(before.record_source)
    places = [n for start, end in before.pane_places for n in range(start, end)]
    place = data.draw(st.sampled_from(places) | st.integers(texts, ends - 1))
    sign = data.draw(st.sampled_from("aZ09 \n\r\0<>&\"'\\{}[],:;u/é\u202e\ud800"))
    changed = html[:place] + sign + html[place + 1 :]
    try:
        after = Page(changed)
        same = (after.record, after.panes) == (before.record, before.panes)
    except (AssertionError, ValueError, KeyError):  # no well-formed page, or no JSON any more
        same = False
    assume(not same)  # `\u003C` for `\u003c` is the same text
    assert is_refused(changed)


def test_verify_refuses_each_changed_character_of_a_small_report() -> None:
    html = page_of("Old words of 1 text.", "New words of 2 texts.")
    page = Page(html)
    texts = page.record_place + page.record_source.index('"texts"')
    places = [n for start, end in page.pane_places for n in range(start, end)]
    places += [n for n in range(texts + 10, texts + 60) if html[n].isalnum() or html[n] in " ."]
    assert len(places) > 70
    accepted = [
        html[: n + 1]
        for n in places
        for sign in "xX9 "
        if sign != html[n] and not is_refused(html[:n] + sign + html[n + 1 :])
    ]
    assert accepted == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('data-text="a"', 'data-test="a"'),
        ('data-text="a"', 'data-text="b"'),
        ('data-text="a"', 'data-text="a" data-label'),
        ("<u data-label>", "<u>"),
        ('id="textdiff-record"', 'id="record"'),
        ('"op":', '"up":'),
        ("</main>", '<p data-text="b">more</p></main>'),
        ("</main>", '<p data-text="a"> </p></main>'),
        ("</del> ", "</del>! "),
        ("</ins> ", "</ins><b>!</b> "),
    ],
)
def test_verify_refuses_a_page_whose_panes_or_record_were_rearranged(old: str, new: str) -> None:
    html = page_of("Old words of one text.", "New words of two texts.")
    html = html.replace('": ', '":')
    assert not is_refused(html)
    assert old in html
    assert is_refused(html.replace(old, new, 1))


@pytest.mark.parametrize(
    "record", [None, "", "[]", "{}", "1", '{"texts": [1, 2]}', '{"texts": null}', "[" * 100_000, "NaN"]
)
def test_verify_refuses_what_is_no_report(record: str | None) -> None:
    html = "<!doctype html><title>A page</title><p>text</p>"
    if record is not None:
        html += f'<script type="application/json" id="textdiff-record">{record}</script>'
    assert is_refused(html)


def test_verify_refuses_a_report_with_one_bad_byte(tmp_path: Path) -> None:
    html = page_of("Caf\u00e9 one.", "Caf\u00e9 two.").encode()
    place = html.rindex("\u00e9".encode())
    for byte in (0x00, 0x41, 0xFF, 0xA8):
        (tmp_path / "r.html").write_bytes(html[: place + 1] + bytes([byte]) + html[place + 2 :])
        done = run("verify", "r.html", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert len(done.stderr.splitlines()) == 1


def policy_of(page: Page) -> dict[str, list[str]]:
    """Return the directives of the policy, after checking that nothing stands before it."""
    assert [tag for tag, _ in page.elements[:3]] == ["html", "head", "meta"]
    attributes = dict(page.elements[2][1])
    assert attributes["http-equiv"] == "Content-Security-Policy"
    directives = [directive.split() for directive in str(attributes["content"]).split(";")]
    return {name: values for name, *values in directives}


def source_of(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_the_policy_stands_first_and_allows_our_style_and_script_alone(tmp_path: Path) -> None:
    page = Page(sample_page())
    assert policy_of(page) == {
        "default-src": ["'none'"],
        "style-src": [source_of("".join(page.styles))],
        "script-src": [source_of("".join(page.scripts))],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    textdiff.scan([Document("a", article(1)), Document("b", article(1))], out=tmp_path)
    index = Page((tmp_path / "index.html").read_text("utf-8"))
    assert policy_of(index)["style-src"] == [source_of("".join(index.styles))]
    assert policy_of(index)["script-src"] == [source_of("".join(index.scripts))]
    assert policy_of(index)["default-src"] == ["'none'"]


def test_a_report_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article(*range(9)), "utf-8")
    (tmp_path / "b.txt").write_text(article(*range(4), 20, *range(6, 12)), "utf-8")
    environments: list[dict[str, str]] = [{"PYTHONHASHSEED": str(seed)} for seed in range(3)]
    environments += [{"TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"SOURCE_DATE_EPOCH": "1", "COLUMNS": "20"}]
    pages = {run("report", "a.txt", "b.txt", "-o", "-", env=env, cwd=tmp_path).stdout for env in environments}
    pages.add(run("report", "a.txt", "b.txt", "-o", "-", cwd=tmp_path).stdout)
    assert len(pages) == 1
    assert pages.pop().startswith(b"<!doctype html>")


def assert_of_schema(record: dict[str, Any]) -> None:
    schema = json.loads(files("textdiff.views").joinpath("comparison.schema.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    assert [error.message for error in validator(schema).iter_errors(record)] == []


def test_records_are_of_the_schema(seeds: dict[str, Document], tmp_path: Path) -> None:
    for names in ("AB", "AT", "AA"):
        a, b = seeds[names[0]], seeds[names[1]]
        assert_of_schema(json.loads(json.dumps(textdiff.compare(a, b).to_dict())))
        assert_of_schema(Page(textdiff.report([a, b])).record)
    for text in HOSTILE.values():
        assert_of_schema(json.loads(to_json(compared(text, HOSTILE["many kinds"]).to_dict())))
        assert_of_schema(Page(page_of(text, "")).record)
    (tmp_path / "a.txt").write_bytes(b"\xff\xfeA\0\x0e\x20")
    (tmp_path / "b.txt").write_bytes(
        article(1).encode() + b"\xc3\xa9\xe2\x80\x93 \xff caf\r\n" + article(*range(50)).encode()
    )
    assert_of_schema(json.loads(run("compare", "--json", "a.txt", "b.txt", cwd=tmp_path).stdout))


@pytest.mark.parametrize(
    ("path", "value"),
    [(["relation"], "equal"), (["blocks", 0, "kind"], "new"), (["edits", 0, "op"], "move"), (["edits", 0, "a"], [1]),
     (["shares", "a_in_b"], 1.5), (["documents"], []), (["verdict"], None), (["schema"], "textdiff.comparison/2")],
)  # fmt: skip
def test_the_schema_refuses_what_the_contract_excludes(path: list[Any], value: Any) -> None:
    record = json.loads(to_json(compared("Old words.", "New words.").to_dict()))
    assert_of_schema(record)
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(AssertionError):
        assert_of_schema(record)


def test_a_report_is_about_two_documents() -> None:
    for n in (0, 1, 3):
        with pytest.raises(textdiff.OptionsError, match="two"):
            textdiff.report([Document(str(k), "text") for k in range(n)])
    source = Source(path="x/y.txt", sha256="0" * 64, encoding="cp1252")
    other = Source(path="-z.txt", sha256="1" * 64)
    page = textdiff.report([Document("x/y.txt", "one", source), Document("Z & co", "two", other)])
    assert "textdiff report --label &#39;B=Z &amp; co&#39; -- x/y.txt -z.txt<" in page
    assert "cp1252" in page
    assert "0" * 64 in page


@pytest.mark.parametrize(
    "given",
    [
        ["a b.txt", "it's.txt"],
        ["--label", "A=The 'Sun'", "--date", "B=2020-08-17", "--changes-only", "a b.txt", "it's.txt"],
        ["--crumbs", "my  crumbs", "--max-size", "9000", "--", "-a.txt", "a b.txt"],
        ["--encoding", "cp1252", "a b.txt", "a.txt"],
    ],
)
def test_the_command_on_a_page_makes_the_same_page_again(tmp_path: Path, given: list[str]) -> None:
    for n, name in enumerate(("a b.txt", "it's.txt", "-a.txt", "a.txt")):
        (tmp_path / name).write_text(article(1, 2, n + 3), "utf-8")
    (tmp_path / "my  crumbs").write_text("[a-z]{9}\\.", "utf-8")
    first = run("report", "-o", "-", *given, cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    told = re.search(r"Command for this page: <code><bdi>(.*?)</bdi>", first.stdout.decode())
    assert told
    words = shlex.split(unescape(told[1]))
    assert words[:2] == ["textdiff", "report"]
    assert run(*words[1:2], "-o", "-", *words[2:], cwd=tmp_path).stdout == first.stdout


def test_no_command_is_told_where_none_makes_the_page_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article(1), "utf-8")
    page = run("report", "-", "a.txt", "-o", "-", cwd=tmp_path, input=b"text").stdout
    assert page.startswith(b"<!doctype html>")
    assert b"Command for this page" not in page
    assert b"No command makes this page again: a text is no file of its own (standard input, " in page
    documents = [textdiff.read(tmp_path / "a.txt"), textdiff.read(tmp_path / "a.txt", label="Again")]
    assert "Command for this page" not in textdiff.report(documents, options=textdiff.Options(min_words=9))
    assert "--changes-only --label B=Again" in textdiff.report(documents, changes_only=True)


@settings(max_examples=100)
@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1), min_size=1, max_size=3))
def test_a_shell_reads_the_words_of_a_command_as_they_were(words: list[str]) -> None:
    assume(not any(0xD800 <= ord(sign) <= 0xDFFF for sign in "".join(words)))
    command = spell_command(["--label", f"A={words[0]}"], [f"./{word}" for word in words])
    assert command is not None
    assert command.isprintable()
    script = f"textdiff() {{ printf '%s\\0' \"$@\"; }}; {command}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"})
    expected = ["report", "--label", f"A={words[0]}", *(f"./{word}" for word in words)]
    assert done.stdout.decode().split("\0")[:-1] == expected


def test_bytes_that_are_no_utf_8_are_spelled_in_a_command() -> None:
    assert spell_command([], ["caf\udce9.txt", "b.txt"]) == "textdiff report $'caf\\xe9.txt' b.txt"
    assert spell_command([], ["\ud800", "b.txt"]) is None


def test_a_move_is_as_long_in_a_page_of_changes_alone_as_in_the_whole_one() -> None:
    comparison = compared(f"{article(1, 2)}\n\n{article(3, 4, 5)}", f"{article(3, 4, 5)}\n\n{article(1, 2)}")
    sizes = []
    for changes_only in (False, True):
        html = render_report(comparison, changes_only=changes_only)
        sizes.append(re.findall(r"<a href=\"#c1\">Change 1</a>, (\d+) words", html))
    assert sizes[0] == sizes[1] != []


def test_a_title_spells_what_would_turn_it() -> None:
    html = textdiff.report([Document("eve\u202egpj", "one"), Document("b", "two")])
    assert "<title>eve[U+202E]gpj and b compared</title>" in html


def test_what_was_put_in_anothers_place_is_counted_on_both_sides() -> None:
    a = article(*range(12))
    words = a.split()
    words[5:8] = ["wholly", "other", "new", "words", "here"]
    assert "−3 +5 words: " in page_of(a, " ".join(words))


def test_the_script_of_a_page_is_small(tmp_path: Path) -> None:
    textdiff.scan([Document("a", article(1)), Document("b", article(1))], out=tmp_path)
    for html in (sample_page(), (tmp_path / "index.html").read_text("utf-8")):
        assert len("".join(Page(html).scripts).encode()) <= 15_000


def test_what_turns_the_direction_is_badged_wherever_a_text_or_name_is_quoted() -> None:
    spoof = "\u202e123\u202c"
    source = Source(path="x\u202ey.txt", title=f"t {spoof}", publisher=spoof, date="2020")
    a, b = Document("n\u202eb", f"It cost {spoof} yesterday.", source), Document("b", "It cost 124 yesterday.")
    html = textdiff.report([a, b])
    shown = re.sub(r'<script type="application/json".*?</script>|<title>.*?</title>', "", html, flags=re.DOTALL)
    assert shown.count("\u202e") >= 8
    assert shown.count("\u202e") == shown.count("U+202E</span><bdi>\u202e</bdi>")
