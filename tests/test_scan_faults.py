"""Faults that a scan once had, each with what a user must see instead."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path
from threading import Thread

import pytest
from command import article, run
from datasketch import MinHashLSH

import textdiff
from textdiff.errors import WorkerError
from textdiff.model import Document, Source
from textdiff.options import Options


def test_a_killed_worker_is_an_error_with_a_way_out_and_leaves_no_process() -> None:
    documents = [Document(f"{n:03}", article(*range(n, n + 40))) for n in range(400)]

    def kill_one() -> None:
        for _ in range(500):
            workers = multiprocessing.active_children()
            if workers:
                os.kill(workers[0].pid or 0, signal.SIGKILL)
                return
            time.sleep(0.01)

    killer = Thread(target=kill_one)
    killer.start()
    with pytest.raises(WorkerError, match="--jobs 1"):
        textdiff.scan(documents, jobs=2)
    killer.join()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("html", [True, False])
def test_a_page_of_somebody_else_in_the_folder_for_results_is_not_removed(tmp_path: Path, html: bool) -> None:
    documents = [Document("a", article(1, 2)), Document("b", article(2, 3))]
    (tmp_path / "index.html").write_text("<h1>mine</h1>", "utf-8")
    textdiff.scan(documents, out=tmp_path, html=False)
    assert (tmp_path / "index.html").read_text("utf-8") == "<h1>mine</h1>"
    (tmp_path / "index.html").unlink()
    textdiff.scan(documents, out=tmp_path)
    textdiff.scan(documents, out=tmp_path, html=html)
    assert (tmp_path / "index.html").exists() == html


def test_documents_of_one_id_are_told_apart_by_all_that_is_known_of_them() -> None:
    dated = [Document("a", "One text of a few words.", Source(date=date)) for date in ("2024-01-01", "2020-01-01")]
    first, second = textdiff.scan(dated), textdiff.scan(dated[::-1])
    assert first == second
    assert [skip.detail for skip in first.skipped] == ["another document has the id a"]


def test_whole_documents_are_listed_as_datasketch_pairs_them_though_they_share_no_passage() -> None:
    texts = {"a": "oil prices rose again on monday", "b": "oil prices rose again on tuesday", "c": article(1)}
    documents = [Document(name, text) for name, text in texts.items()]
    options = Options(ngram=1)
    lsh = MinHashLSH(threshold=options.threshold, num_perm=options.num_perm)
    signatures = dict(textdiff.signatures(documents, options=options))
    for name, signature in signatures.items():
        lsh.insert(name, signature)
    assert sorted(lsh.query(signatures["a"])) == ["a", "b"]
    found = textdiff.scan(documents, level="documents", options=options)
    assert [(pair.a, pair.b, pair.relation) for pair in found.pairs] == [("a", "b", "no-shared-text")]
    assert found.families == ()


@pytest.mark.parametrize("setting", ["--min-words=99999999999999999999", "--ngram=1001", "--num-perm=1"])
def test_a_size_that_no_text_has_is_refused_in_one_line(tmp_path: Path, setting: str) -> None:
    (tmp_path / "a.txt").write_text(article(1), "utf-8")
    done = run("scan", tmp_path, "-o", tmp_path / "out", "--level", "documents", setting)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
