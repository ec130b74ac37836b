"""What a scan does with the files of a folder: each one accounted for, whatever its name, and none of them harmed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import socket
import tempfile
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import article, files_below, run, run_unprivileged

import textdiff
from textdiff.errors import OutputError
from textdiff.model import Certificate, Common, Document, Family, Match, Pair, Scan, SharedPassage, Shares, Skip, Span
from textdiff.options import Options
from textdiff.views.record import to_json
from textdiff.views.tables import write_scan

RESULTS = {
    "boilerplate.jsonl": ["text", "words", "documents", "first"],
    "documents.jsonl": [
        "id",
        "path",
        "title",
        "date",
        "publisher",
        "url",
        "words",
        "sha256",
        "encoding",
        "unreadable",
        "family",
    ],
    "pairs.jsonl": [
        "a",
        "b",
        "relation",
        "a_in_b",
        "b_in_a",
        "jaccard",
        "shared_words",
        "passages",
        "longest_words",
        "joins",
    ],
    "passages.jsonl": ["a", "a_span", "b", "b_span", "words", "similarity", "kind", "strength"],
    "families.jsonl": ["id", "kind", "members", "bridges", "likely_origin", "evidence", "partners", "reasons"],
    "skipped.jsonl": ["path", "reason", "detail", "remedy"],
}
SUMMARY = [
    "found",
    "read",
    "skipped",
    "pairs",
    "passages",
    "families",
    "boilerplate",
    "capped_buckets",
    "capped",
    "certificate",
    "digest",
    "options",
    "textdiff",
]
KINDS = ("pairs", "passages", "families", "boilerplate")
ODD_NAMES = (
    "line\nfeed.txt", "tab\tand\rreturn.txt", "'single'.txt", '"double".txt', "<script>alert(1)<\u2044script>.txt",
    "<img src=x onerror=alert(1)>.txt", "100%41.txt", "#c1.txt", "a?b=c&amp;d.txt", "{{7*7}}.txt", "[x](y).md",
    " lead.txt", "trailing .txt", "~.txt", "-rf.txt", "\\n.txt", "\u202ecod.txt", "\x1b[31m.txt", "cafe\u0301.txt",
    "caf\u00e9.txt", "\u0130\u00df\U0001f469\u200d\U0001f467.txt", "CON.txt", "x.TXT", "x.txt", "a:b.txt", "a,b;c.txt",
    "=1+1.txt", "+1.txt", "@SUM(A1).txt", "\u2028.txt", "n" * 251 + ".txt", "javascript:alert(1).txt",
)  # fmt: skip


class Tags(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of one of the files of a scan, each checked to be one line with the contract's fields."""
    found = [json.loads(line) for line in (out / name).read_text("utf-8").split("\n")[:-1]]
    assert all(list(row) == RESULTS[name] for row in found)
    return found


def assert_accounted(out: Path) -> dict[str, Any]:
    """Check law 8 on the files of a scan, and return its summary."""
    summary: dict[str, Any] = json.loads((out / "summary.json").read_bytes())
    assert list(summary) == SUMMARY
    lengths = {name: len(rows(out, name)) for name in RESULTS}
    assert summary["found"] == summary["read"] + summary["skipped"]
    assert (summary["read"], summary["skipped"]) == (lengths["documents.jsonl"], lengths["skipped.jsonl"])
    assert all(summary[kind] == lengths[f"{kind}.jsonl"] for kind in KINDS)
    assert all(row["path"] and row["reason"] and row["detail"] and row["remedy"] for row in rows(out, "skipped.jsonl"))
    seen = [row["id"] for row in rows(out, "documents.jsonl")] + [row["path"] for row in rows(out, "skipped.jsonl")]
    assert len(set(seen)) == len(seen) == summary["found"]
    return summary


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with three articles: two versions and a stranger."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(article(1, 2, 3), "utf-8")
    Path("sub").mkdir()
    Path("sub", "b.MD").write_text(article(2, 3, 4), "utf-8")
    Path("c.txt").write_text(article(7, 8), "utf-8")
    return tmp_path


@pytest.mark.law(8)
def test_every_file_is_read_or_skipped_with_its_reason_and_way_out(folder: Path) -> None:
    Path("page.html").write_text("<p>text", "utf-8")
    Path("no-suffix").write_text(article(1), "utf-8")
    Path("nul.txt").write_bytes(article(1).encode() + b"\0")
    Path("empty.txt").touch()
    Path("blank.txt").write_text(" \r\n\t\u00a0\n", "utf-8")
    Path("mark.txt").write_bytes(b"\xef\xbb\xbf")
    Path("big.txt").write_bytes(b"x" * 5001)
    Path("limit.txt").write_bytes(b"word " * 1000)
    os.mkfifo("pipe.txt")
    os.mkfifo("sub/pipe")
    Path("empty-folder").mkdir()
    Path(".hidden.txt").write_text(article(1), "utf-8")
    Path(".git").mkdir()
    Path(".git", "in-hidden.txt").write_text(article(1), "utf-8")
    Path("link.txt").symlink_to("a.txt")
    Path("dangling.txt").symlink_to("nowhere")
    Path("loop").symlink_to(".")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
        before = files_below(folder)
        found = textdiff.scan(folder, out=folder / "out", options=Options(max_bytes=5000))
    assert {skip.path: skip.reason for skip in found.skipped} == {
        "page.html": "unknown-type",
        "no-suffix": "unknown-type",
        "nul.txt": "binary",
        "empty.txt": "empty",
        "blank.txt": "empty",
        "mark.txt": "empty",
        "big.txt": "too-large",
        "pipe.txt": "not-a-regular-file",
        "sub/pipe": "not-a-regular-file",
        "socket.txt": "not-a-regular-file",
    }
    assert [document.id for document, _ in found.documents] == [
        "a.txt", "c.txt", "limit.txt", "sub/b.MD",
    ]  # fmt: skip
    summary = assert_accounted(folder / "out")
    assert (summary["found"], summary["skipped"]) == (14, 10)
    assert {name: content for name, content in files_below(folder).items() if not name.startswith("out/")} == before
    page = (folder / "out" / "index.html").read_text("utf-8")
    assert all(skip.path in page and skip.remedy in page for skip in found.skipped)


def test_an_article_in_a_folder_named_like_an_article_is_read(folder: Path) -> None:
    Path("monday.txt").mkdir()
    Path("monday.txt", "inside.txt").write_text(article(1), "utf-8")
    found = textdiff.scan(folder)
    assert "monday.txt/inside.txt" in [document.id for document, _ in found.documents]
    assert [skip.path for skip in found.skipped if skip.path != "monday.txt"] == []


def test_a_scan_with_skipped_files_ends_with_3_and_says_how_many(folder: Path) -> None:
    assert run("scan", ".").returncode == 0
    Path("x.pdf").touch()
    done = run("scan", ".")
    assert (done.returncode, done.stderr) == (3, b"")
    assert b"4 files found, 3 read, 1 skipped" in done.stdout
    assert assert_accounted(folder / "textdiff-out")["skipped"] == 1


def test_what_may_not_be_read_is_skipped_and_the_rest_is_done() -> None:
    with tempfile.TemporaryDirectory() as name:  # tmp_path lies in a folder that only its owner may enter
        folder = Path(name)
        folder.chmod(0o777)
        for n, file in enumerate(("a.txt", "b.txt", "locked.txt", "closed/in.txt")):
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_text(article(1, n + 2), "utf-8")
        closed = (folder / "locked.txt", folder / "closed")
        for path in closed:
            path.chmod(0)
        done = run_unprivileged("scan", ".", "-o", "out", "--no-html", "--jobs", "1", cwd=folder)
        for path in closed:
            path.chmod(0o755)
        assert (done.returncode, done.stderr) == (3, b"")
        assert {row["path"]: row["reason"] for row in rows(folder / "out", "skipped.jsonl")} == {
            "closed": "permission",
            "locked.txt": "permission",
        }
        assert assert_accounted(folder / "out")["pairs"] == 1


def test_results_inside_the_folder_are_not_scanned(folder: Path) -> None:
    inside = run("scan", ".", "-o", "sub/out")
    again = run("scan", ".", "-o", "sub/../sub/out/")
    elsewhere = run("scan", ".", "-o", f"{folder}-elsewhere")
    assert inside.returncode == again.returncode == 0, inside.stderr
    assert again.stdout.split(b";")[0] == inside.stdout.split(b";")[0]
    Path("link-to-out").symlink_to("sub/out")
    assert run("scan", ".", "-o", "link-to-out").returncode == 0
    assert elsewhere.returncode == 3  # the results of the first scan are files like others there
    assert assert_accounted(Path("sub/out"))["found"] == 3


def test_the_folder_itself_is_refused_as_the_place_for_results(folder: Path) -> None:
    for out in (".", "sub/..", str(folder)):
        done = run("scan", ".", "-o", out)
        assert (done.returncode, done.stdout) == (2, b"")
        assert len(done.stderr.splitlines()) == 1
    assert sorted(files_below(folder)) == ["a.txt", "c.txt", "sub/b.MD"]


@pytest.mark.parametrize("change", ["none", "removed", "removed-all", "renamed", "edited", "added", "no-html", "level"])
def test_a_second_scan_gives_the_bytes_of_a_fresh_one(folder: Path, tmp_path: Path, change: str) -> None:
    articles = folder / "sub"
    for n in range(4):
        (articles / f"{n}.txt").write_text(article(2, n + 20, 30), "utf-8")
    first = textdiff.scan(articles, out="out")
    Path("out", "notes.txt").write_text("mine", "utf-8")
    settings: dict[str, Any] = {}
    if change.startswith("removed"):
        (articles / "b.MD").unlink()
    if change == "removed-all":
        for n in range(1, 4):
            (articles / f"{n}.txt").unlink()
    elif change == "renamed":
        (articles / "0.txt").rename(articles / "9.txt")
    elif change == "edited":
        (articles / "0.txt").write_text(article(99), "utf-8")
    elif change == "added":
        (articles / "new.txt").write_text(article(2), "utf-8")
    elif change == "no-html":
        settings["html"] = False
    elif change == "level":
        settings["level"] = "documents"
    second = textdiff.scan(articles, out="out", **settings)
    textdiff.scan(articles, out=tmp_path / "fresh", **settings)
    assert (len(first.pairs), first.found) == (10, 5)
    assert (second == first) == (change in ("none", "no-html"))
    assert files_below(Path("out")) == files_below(tmp_path / "fresh") | {"notes.txt": b"mine"}


def test_an_id_given_twice_in_memory_is_a_skip_row(tmp_path: Path) -> None:
    documents = [
        Document("x", article(1)),
        Document("y", article(2)),
        Document("x", article(3)),
        Document("x", article(1)),
    ]
    found = textdiff.scan(documents, out=tmp_path)
    assert (found.found, len(found.documents)) == (4, 2)
    assert [(skip.path, skip.reason) for skip in found.skipped] == [("x", "duplicate-id")] * 2
    assert json.loads((tmp_path / "summary.json").read_bytes())["skipped"] == 2


def test_odd_names_are_told_apart_and_change_nothing_but_themselves(folder: Path) -> None:
    articles = folder / "articles"
    articles.mkdir()
    for name in ODD_NAMES:
        (articles / name).write_text(article(1, 2), "utf-8")
    Path(os.fsdecode(os.fsencode(articles) + b"/\xff\xfe.txt")).write_text(article(1, 3), "utf-8")
    done = run("scan", "articles", "-o", "out")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    summary = assert_accounted(Path("out"))
    assert summary["read"] == len(ODD_NAMES) + 1
    ids = [row["id"] for row in rows(Path("out"), "documents.jsonl")]
    assert set(ids) == {*ODD_NAMES, "\\xff\\xfe.txt"}
    assert len(rows(Path("out"), "pairs.jsonl")) == summary["read"] * (summary["read"] - 1) // 2
    index = Path("out", "index.html").read_text("utf-8")
    tags = Counter(tag for tag, _ in Tags(index).found)
    assert (tags["script"], tags["img"]) == (1, 0)
    links = [attributes["href"] for tag, attributes in Tags(index).found if tag == "a"]
    pages = {str(page.relative_to("out")) for page in Path("out").glob("pairs/*.html")}
    assert {link for link in links if not str(link).startswith("#")} == pages
    assert len(pages) == summary["pairs"]
    for page in sorted(pages)[::60]:
        html = Path("out", page).read_text("utf-8")
        textdiff.verify(html)
        assert Counter(tag for tag, _ in Tags(html).found)["script"] == 2


@pytest.mark.parametrize("with_return", [False, True])
def test_cells_that_a_spreadsheet_would_compute_are_quoted(folder: Path, with_return: bool) -> None:
    articles = folder / "articles"
    articles.mkdir()
    names = ["=cmd.txt", "+1.txt", "-1.txt", "@x.txt", "\tt.txt", "safe.txt", 'a",b\n.txt', "'q.txt"]
    for name in names + (["a\rb.txt"] if with_return else []):
        (articles / name).write_text(article(1, 2), "utf-8")
    run("scan", "articles", "-o", "out", "--no-html")
    for name in ("pairs", "passages"):
        with Path("out", f"{name}.csv").open(encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        expected = rows(Path("out"), f"{name}.jsonl")
        assert table[0] == RESULTS[f"{name}.jsonl"]
        assert len(table) == len(expected) + 1
        for cells, row in zip(table[1:], expected, strict=True):
            for column, value in (("a", row["a"]), ("b", row["b"])):
                cell = cells[table[0].index(column)]
                assert cell == (f"'{value}" if value[0] in "=+-@\t" else value)
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_results_replace_what_is_there_whole_and_leave_no_drafts(folder: Path) -> None:
    run("scan", ".", "-o", "out")
    run("report", "a.txt", "c.txt", "-o", "out/r.html")
    names = set(files_below(folder / "out"))
    assert names >= {"index.html", "summary.json", "pairs.csv", "passages.csv", "r.html", *RESULTS}
    assert not any(Path(name).name.startswith(".") for name in names)
    modes = {oct(path.stat().st_mode & 0o777) for path in Path("out").rglob("*") if path.is_file()}
    os.umask(mask := os.umask(0))
    assert modes == {oct(0o666 & ~mask)}


@pytest.mark.law(8)
def test_two_names_that_are_shown_alike_are_both_accounted_for(folder: Path) -> None:
    results = []
    for n, order in enumerate((1, -1)):
        articles = folder / f"articles-{n}"
        articles.mkdir()
        for name, text in ((b"\\xff.txt", article(1)), (b"\xff.txt", article(2)))[::order]:
            Path(os.fsdecode(os.fsencode(articles) + b"/" + name)).write_text(text, "utf-8")
        found = textdiff.scan(articles, out=folder / f"out-{n}")
        assert found.found == len(found.documents) + len(found.skipped) == 2
        results.append(files_below(folder / f"out-{n}"))
    assert results[0] == results[1]


def made(**changes: Any) -> Scan:
    """Return a scan of two versions, made by hand."""
    shares = Shares(0.5, 0.25, 0.2, 300, 3, 40)
    whole = Scan(
        found=3,
        documents=((Document("a", "text of a"), 3), (Document("b", "text of b"), 3)),
        pairs=(Pair("a", "b", "overlapping", shares, joins=True),),
        passages=(SharedPassage("a", "b", Match(Span(0, 4), Span(0, 4), 40)),),
        families=(Family("family-1", "versions", ("a", "b"), (), (("a", "b", 300),), None, (("a", "b", 300),)),),
        skipped=(Skip("c.gz", "truncated", "ends at byte 40", "fetch it again"),),
        capped_buckets=1,
        options={"max_bucket": 300},
        boilerplate=(Common("All rights reserved", 3, 90, "a"),),
        capped=(Common("A story of an agency", 5, 600, "b"),),
        certificate=Certificate(2, 1, 1, 1.0, 0.025, 1.0, ()),
    )
    return replace(whole, **changes)


def test_the_digest_is_that_of_the_files_and_of_what_the_summary_says(tmp_path: Path) -> None:
    write_scan(made(), tmp_path, html=False)
    digest = hashlib.sha256()
    for name in sorted(RESULTS):
        digest.update(f"{name}\n".encode() + (tmp_path / name).read_bytes())
    summary = assert_accounted(tmp_path)
    told = {key: value for key, value in summary.items() if key not in ("digest", "certificate")}
    digest.update(f"summary.json\n{to_json(told)}".encode())
    assert summary["digest"] == digest.hexdigest()


def test_a_certificate_leaves_the_digest_alone_and_anything_else_changes_it(tmp_path: Path) -> None:
    def digest(**changes: Any) -> str:
        write_scan(made(**changes), tmp_path, html=False)
        return str(json.loads((tmp_path / "summary.json").read_bytes())["digest"])

    assert digest() == digest(certificate=None)
    changed = [
        digest(boilerplate=()),
        digest(capped=()),
        digest(capped_buckets=2),
        digest(options={"max_bucket": 301}),
        digest(families=()),
        digest(skipped=(Skip("c.gz", "truncated", "ends at byte 41", "fetch it again"),)),
    ]
    assert len({digest(), *changed}) == 1 + len(changed)


@pytest.mark.parametrize("sign", ["\x7f", "\x85", "\u061c", "\u200e", "\u2028", "\u202e", "\u2069", "\ud800", "\u00e9"])
def test_lines_hold_no_sign_that_breaks_lines_or_terminals(tmp_path: Path, sign: str) -> None:
    name = f"b{sign}"
    write_scan(made(documents=(made().documents[0], (Document(name, "text"), 1))), tmp_path, html=False)
    last = (tmp_path / "documents.jsonl").read_text("utf-8").split("\n")[-2]
    assert last == to_json(json.loads(last))
    assert json.loads(last)["id"] == name
    assert (sign in last) == (sign == "\u00e9")


def test_a_file_that_cannot_be_written_leaves_the_old_summary_and_no_drafts(tmp_path: Path) -> None:
    write_scan(made(), tmp_path, html=True)
    before = (tmp_path / "summary.json").read_bytes(), (tmp_path / "index.html").read_bytes()
    (tmp_path / "passages.csv").unlink()
    (tmp_path / "passages.csv").mkdir()
    with pytest.raises(OutputError, match=r"passages\.csv"):
        write_scan(made(certificate=None, boilerplate=()), tmp_path, html=True)
    assert ((tmp_path / "summary.json").read_bytes(), (tmp_path / "index.html").read_bytes()) == before
    assert not list(tmp_path.glob(".textdiff-*"))


def test_a_page_of_a_scan_tells_the_command_for_the_folder_and_none_for_lines_of_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text(article(1, 2), "utf-8")
    (folder / "b.txt").write_text(article(2, 3), "utf-8")
    textdiff.scan(folder, out=tmp_path / "out")
    (page,) = (tmp_path / "out" / "pairs").glob("*.html")
    told = re.search(r"in the folder that was scanned: <code><bdi>(.*?)</bdi>", page.read_text("utf-8"))
    assert told
    assert told[1] == "textdiff report b.txt deep/a.txt"
    assert run(*told[1].split()[1:], "-o", "-", cwd=folder).returncode == 0
    lines = tmp_path / "articles.jsonl"
    lines.write_text("".join(json.dumps({"id": n, "text": article(2, int(n))}) + "\n" for n in "34"), "utf-8")
    textdiff.scan(lines, out=tmp_path / "lines")
    (page,) = (tmp_path / "lines" / "pairs").glob("*.html")
    assert "No command makes this page again: a text is no file of its own" in page.read_text("utf-8")
