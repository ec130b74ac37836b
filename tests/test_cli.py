"""The commands as a user types them: exit codes, formats, where results go, and their twins in Python."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command import article, files_below, run

import textdiff

TEXT = article(1, 2, 3, 4, 5)
VERSIONS = {
    "same": TEXT,
    "edited": TEXT.replace(TEXT.split()[20], "Wednesday"),
    "added": TEXT + "\n" + article(90),
    "dropped": article(1, 2, 3),
    "typography": TEXT.replace(" ", "\u00a0", 1),
    "stranger": article(50, 51, 52),
    "empty": "",
}
# The contract's record: the names at each place, lists hold what every element must have.
SHAPE: dict[str, Any] = {
    **dict.fromkeys("schema textdiff options relation verdict facts across uncounted warnings notes limits".split()),
    "documents": [
        dict.fromkeys("label name path sha256 text_sha256 encoding chars words title date publisher language".split())
    ],
    "shares": dict.fromkeys("a_in_b b_in_a jaccard shared_words passages longest_words".split()),
    "counts": dict.fromkeys("added_words dropped_words lost_words moved_blocks reworded_blocks facts".split()),
    "blocks": [dict.fromkeys("n change kind a b similarity moved lane repeat_of".split())],
    "edits": [dict.fromkeys("op a b block typography".split())],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a text and versions of it, each named for how it differs."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    for name, text in VERSIONS.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    return tmp_path


def lacking(record: Any, shape: Any, at: str = "") -> list[str]:
    """Return the fields of a shape that a record has not."""
    if isinstance(shape, list):
        return [fault for n, row in enumerate(record) for part in shape for fault in lacking(row, part, f"{at}[{n}]")]
    if not isinstance(shape, dict):
        return []
    missing = [f"{at}.{name}" for name in shape if name not in record]
    return missing + [
        fault for name in shape if name in record for fault in lacking(record[name], shape[name], f"{at}.{name}")
    ]


@pytest.mark.parametrize(
    ("version", "options", "code"),
    [
        ("same", "", 0),
        ("same", "--fail-if added,dropped,edited,typography", 0),
        ("edited", "", 1),
        ("added", "", 1),
        ("dropped", "", 1),
        ("stranger", "", 1),
        ("empty", "", 1),
        ("typography", "", 1),
        ("typography", "--ignore typography", 0),
        ("edited", "--ignore typography", 1),
        ("typography", "--fail-if typography", 1),
        ("typography", "--fail-if added,dropped,edited", 0),
        ("typography", "--fail-if typography --ignore typography", 0),
        ("edited", "--fail-if edited", 1),
        ("edited", "--fail-if added,dropped,reworded,moved", 0),
        ("added", "--fail-if dropped", 0),
        ("added", "--fail-if dropped,added", 1),
        ("dropped", "--fail-if=dropped", 1),
        ("same", "--fail-if nonsense", 2),
        ("same", "--ignore case", 2),
        ("same", "--format yaml", 2),
    ],
)
def test_the_exit_code_says_whether_they_differ_in_what_was_asked(
    folder: Path, version: str, options: str, code: int
) -> None:
    done = run("compare", "a.txt", f"{version}.txt", *options.split(), cwd=folder)
    assert done.returncode == code, done.stderr
    assert bool(done.stdout) == (code != 2)
    assert len(done.stderr.splitlines()) == (code == 2)


@pytest.mark.parametrize("form", [["--json"], ["--format", "json"], ["--format=json", "--color", "always"]])
def test_the_json_has_the_fields_of_the_contract(folder: Path, form: list[str]) -> None:
    done = run("compare", "a.txt", "edited.txt", *form, cwd=folder)
    record = json.loads(done.stdout)
    assert lacking(record, SHAPE) == []
    assert record["schema"] == "textdiff.comparison/1"
    assert [document["label"] for document in record["documents"]] == ["A", "B"]
    assert [document["path"] for document in record["documents"]] == ["a.txt", "edited.txt"]
    assert record["relation"] == "near-duplicate"
    assert {edit["op"] for edit in record["edits"]} == {"keep", "replace"}


def test_quiet_prints_nothing_and_keeps_the_exit_code(folder: Path) -> None:
    for version, code in (("same", 0), ("edited", 1)):
        done = run("compare", "-q", "a.txt", f"{version}.txt", cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")


@pytest.mark.parametrize("form", ["term", "json", "markdown"])
def test_a_result_written_to_a_file_is_the_one_that_would_be_printed(folder: Path, form: str) -> None:
    printed = run("compare", "a.txt", "edited.txt", "--format", form, cwd=folder)
    written = run("compare", "a.txt", "edited.txt", "--format", form, "-o", "result", cwd=folder)
    assert (written.returncode, written.stdout, written.stderr) == (1, b"", b"")
    assert (folder / "result").read_bytes() == printed.stdout


def test_a_dash_as_output_is_standard_output_for_every_command_that_has_one(folder: Path) -> None:
    printed = run("compare", "a.txt", "edited.txt", cwd=folder)
    assert run("compare", "a.txt", "edited.txt", "-o", "-", cwd=folder).stdout == printed.stdout
    assert run("report", "a.txt", "edited.txt", "-o", "-", cwd=folder).stdout.startswith(b"<!doctype html>")
    assert not (folder / "-").exists()


def test_the_stat_counts_and_shows_no_text(folder: Path) -> None:
    done = run("compare", "--stat", "a.txt", "edited.txt", cwd=folder)
    shown = done.stdout.decode()
    assert done.returncode == 1
    assert "Wednesday" not in shown
    assert "1 word" in shown
    assert re.search(r"^edited +1 block", shown, re.MULTILINE)


def test_the_terminal_shows_a_changed_word_in_its_sentence(folder: Path) -> None:
    old = TEXT.split()[20]
    shown = run("compare", "a.txt", "edited.txt", cwd=folder).stdout.decode()
    assert f"[-{old}-]{{+Wednesday+}}" in shown
    assert "A and B are near-duplicates" in shown
    assert f"+ {article(90).strip()}" in run("compare", "a.txt", "added.txt", cwd=folder).stdout.decode()


def test_markdown_marks_changes_and_nothing_of_the_texts(folder: Path) -> None:
    (folder / "b.txt").write_text(TEXT.replace(TEXT.split()[20], "<b>*star*</b>_[x](y)"), "utf-8")
    shown = run("compare", "--format", "markdown", "a.txt", "b.txt", cwd=folder).stdout.decode()
    assert f"~~{TEXT.split()[20]}~~" in shown
    assert "**" in shown
    unmarked = re.sub(r"\\.|`#\d+`", "", shown)
    assert not re.search(r"<|\]\(|_|`", unmarked)


@pytest.mark.parametrize(("side", "name"), [(0, "-"), (1, "-"), (1, "/dev/stdin")])
def test_a_pipe_can_stand_for_either_text(folder: Path, side: int, name: str) -> None:
    names = ["a.txt", "edited.txt"]
    expected = json.loads(run("compare", "--json", *names, cwd=folder).stdout)
    given = (folder / names[side]).read_bytes()
    names[side] = name
    record = json.loads(run("compare", "--json", *names, input=given, cwd=folder).stdout)
    for field in ("relation", "verdict", "shares", "counts", "blocks", "edits"):
        assert record[field] == expected[field]
    assert record["documents"][side]["text_sha256"] == expected["documents"][side]["text_sha256"]


@pytest.mark.parametrize("command", ["compare", "report"])
def test_standard_input_is_refused_twice_and_a_third_file_is_not_ignored(folder: Path, command: str) -> None:
    for files in (["-", "-"], ["a.txt"], ["a.txt", "same.txt", "edited.txt"], []):
        done = run(command, *files, input=TEXT.encode(), cwd=folder)
        assert (done.returncode, done.stdout) == (2, b"")
        assert len(done.stderr.splitlines()) == 1
    assert not (folder / "textdiff-report.html").exists()


def test_an_empty_file_is_compared_with_a_note(folder: Path) -> None:
    (folder / "nothing.txt").touch()
    differ = json.loads(run("compare", "--json", "a.txt", "empty.txt", cwd=folder).stdout)
    assert any("empty" in note for note in differ["notes"])
    assert [block["kind"] for block in differ["blocks"]] == ["dropped"]
    same = run("compare", "--json", "empty.txt", "nothing.txt", cwd=folder)
    assert same.returncode == 0
    assert json.loads(same.stdout)["relation"] == "same"


def test_an_encoding_can_be_named_and_is_said(folder: Path) -> None:
    (folder / "b.txt").write_bytes("Ärger über Öl".encode("utf-16-le"))
    done = run("compare", "--json", "--encoding", "utf-16-le", "b.txt", "b.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"][0]["chars"] == 13
    (folder / "cp.txt").write_bytes((TEXT + "Le café “fermé” n’est pas à côté.").encode("cp1252"))
    shown = run("compare", "cp.txt", "a.txt", cwd=folder).stdout.decode()
    assert "1252" in shown.splitlines()[1]
    assert "{+" not in shown
    assert "café “fermé” n’est" in shown


def test_a_report_has_a_default_name_and_says_where_it_is(folder: Path) -> None:
    done = run("report", "a.txt", "edited.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"textdiff-report.html" in done.stderr
    textdiff.verify((folder / "textdiff-report.html").read_text("utf-8"))


@pytest.mark.parametrize("output", ["a.txt", "edited.txt", "./a.txt", "link.html", "hard.html"])
def test_a_report_is_not_written_over_an_input(folder: Path, output: str) -> None:
    (folder / "link.html").symlink_to("a.txt")
    (folder / "hard.html").hardlink_to(folder / "edited.txt")
    done = run("report", "a.txt", "edited.txt", "-o", output, cwd=folder)
    assert done.returncode == 2
    assert Path(output).name.encode() in done.stderr
    assert (folder / "a.txt").read_bytes() == TEXT.encode()
    assert (folder / "edited.txt").read_bytes() == VERSIONS["edited"].encode()


def test_verify_accepts_a_report_and_refuses_a_changed_one(folder: Path) -> None:
    run("report", "a.txt", "edited.txt", "-o", "r.html", cwd=folder)
    assert run("verify", "r.html", cwd=folder).returncode == 0
    page = (folder / "r.html").read_text("utf-8")
    assert page.count("Wednesday") > 1
    (folder / "r.html").write_text(page.replace("Wednesday", "Wednesdax"), "utf-8")
    done = run("verify", "r.html", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_verify_names_the_file_that_is_no_report(folder: Path) -> None:
    done = run("verify", "a.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"a.txt" in done.stderr


def test_text_prints_the_text_as_utf_8_without_its_mark(folder: Path) -> None:
    text = "\u00c4rger \u2013\r\nund \x1b[31mK\u00e4se\x00"[:-1]
    for encoding in ("utf-8-sig", "utf-16"):
        (folder / "b.txt").write_bytes(text.encode(encoding))
        assert run("text", "b.txt", cwd=folder).stdout.decode() == text
    assert run("text", "-", input=text.encode(), cwd=folder).stdout.decode() == text


def test_every_command_has_a_verb_of_its_name_in_python() -> None:
    listed = run("--help").stdout.decode().partition("Commands:")[2]
    commands = set(re.findall(r"^  (\w+)", listed, re.MULTILINE))
    assert commands == {"compare", "report", "scan", "verify", "text", "guide"}
    verbs = {"read" if command == "text" else command for command in commands - {"guide"}}  # a page is read, not called
    assert all(callable(getattr(textdiff, verb)) for verb in verbs)
    assert verbs <= set(textdiff.__all__)
    documented = dict(re.findall(r"^    (\w+)\(.*textdiff (\w+)", textdiff.__doc__ or "", re.MULTILINE))
    assert documented == {verb: "text" if verb == "read" else verb for verb in verbs} | {"passages": "compare"}


def test_commands_and_their_verbs_say_the_same(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    out, again = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("again")
    a, b = textdiff.read("a.txt"), textdiff.read("added.txt")
    comparison = textdiff.compare(a, b).to_dict()
    assert json.loads(run("compare", "--json", "a.txt", "added.txt").stdout) == json.loads(json.dumps(comparison))
    assert run("report", "a.txt", "added.txt", "-o", "-").stdout.decode() == textdiff.report([a, b])
    assert run("text", "a.txt").stdout.decode() == a.text
    assert [match.words for match in textdiff.passages(a, b)] == [row["words"] for row in comparison["passages"]]
    scanned = run("scan", ".", "-o", out, "--no-html", "--min-words", "8")
    found = textdiff.scan(".", out=again, html=False, options=textdiff.Options(min_words=8))
    assert scanned.returncode == (3 if found.skipped else 0)
    assert files_below(out) == files_below(again)
    rows = [json.loads(line) for line in (out / "pairs.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) > 5
    assert [(row["a"], row["b"], row["a_in_b"]) for row in rows] == [
        (pair.a, pair.b, pair.shares.a_in_b) for pair in found.pairs
    ]


def test_the_seeds_compared_by_the_command_are_as_the_issue_says(data_folder: Path) -> None:
    a, b, t = (next((data_folder / "seeds").glob(f"{n}_*.txt")) for n in ("000", "004", "003"))
    done = run("compare", "--json", a, b)
    record = json.loads(done.stdout)
    assert done.returncode == 1
    assert record["relation"] == "overlapping"
    assert 0.58 <= record["shares"]["a_in_b"] <= 0.70
    assert 0.58 <= record["shares"]["b_in_a"] <= 0.70
    assert json.loads(run("compare", "--json", a, t).stdout)["relation"] == "no-shared-text"
    assert run("compare", "-q", a, a).returncode == 0
