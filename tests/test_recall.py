"""The certificate of a scan: what comparing some documents with all others finds, and its interval."""

from __future__ import annotations

import json
from math import comb
from pathlib import Path

import pytest
from command import article, run

import textdiff
from textdiff.families.recall import certify_scan, interval
from textdiff.families.verify import Verifier
from textdiff.model import Certificate, Document
from textdiff.options import Calibration, Options


def _documents() -> list[Document]:
    versions = [Document(f"v{n}", article(1, 2, 3, 10 + n)) for n in range(4)]
    return [*versions, *(Document(f"s{n}", article(50 + n, 60 + n)) for n in range(4))]


def _certify(documents: list[Document], listed: set[tuple[str, str]]) -> Certificate:
    documents = sorted(documents, key=lambda document: document.id)
    return certify_scan(Verifier(documents, {}, Options()), listed, [], 8, lambda _stage, _done, _of: None)


def test_footers_and_groups_of_which_a_spanning_set_is_listed_are_not_missed() -> None:
    footer = "This newspaper belongs to its readers and is printed on recycled paper in the old harbour mill."
    strangers = [Document(f"s{n:02}", f"{article(10 * n, 10 * n + 5)}{footer}") for n in range(40)]
    copies = [Document(f"c{n}", article(1000, 1001, 1002, 2000 + n)) for n in range(8)]
    found = textdiff.scan(
        [*strangers, *copies], certify=48, options=Options(calibration=Calibration(small_corpus=0, max_bucket=5))
    )
    assert found.certificate is not None
    assert len(found.pairs) < 28
    assert (found.certificate.pairs, found.certificate.recall) == (28, 1.0)


def test_a_scan_that_found_all_is_certified_so() -> None:
    found = textdiff.scan(_documents(), certify=8)
    certificate = found.certificate
    assert certificate is not None
    assert (certificate.documents, certificate.pairs, certificate.found) == (8, 6, 6)
    assert certificate.recall == 1.0
    assert certificate.high == 1.0
    assert certificate.low == round(0.025 ** (1 / 6), 6)  # Clopper and Pearson's bound where none of 6 is missed
    assert certificate.missed == ()


def test_what_the_scan_missed_is_named() -> None:
    documents = _documents()
    some = {(pair.a, pair.b) for pair in textdiff.scan(documents).pairs if pair.a != "v0"}
    certificate = _certify(documents, some)
    assert certificate.missed == (("v0", "v1"), ("v0", "v2"), ("v0", "v3"))
    assert (certificate.found, certificate.pairs, certificate.recall) == (3, 6, 0.5)
    assert certificate.low < 0.5 < certificate.high


def test_a_pair_that_the_scan_has_and_the_sample_has_not_counts_for_nothing() -> None:
    strangers = [Document(f"s{n}", article(50 + n, 60 + n)) for n in range(4)]
    certificate = _certify(strangers, {("s0", "s1")})
    assert (certificate.pairs, certificate.recall, certificate.low, certificate.high) == (0, None, 0.0, 1.0)


def test_the_sample_does_not_depend_on_the_order_of_the_documents() -> None:
    documents = _documents()
    assert textdiff.scan(documents, certify=3).certificate == textdiff.scan(documents[::-1], certify=3).certificate


def test_more_documents_than_there_are_is_all_of_them() -> None:
    certificate = textdiff.scan(_documents()[:3], certify=100).certificate
    assert certificate is not None
    assert certificate.documents == 3


def test_fewer_than_no_documents_are_refused() -> None:
    with pytest.raises(textdiff.OptionsError, match="certify is -1"):
        textdiff.scan(_documents(), certify=-1)


@pytest.mark.parametrize(("found", "of"), [(0, 1), (1, 1), (3, 10), (9, 10), (50, 60), (999, 1000), (1000, 1000)])
def test_the_interval_leaves_two_and_a_half_percent_on_either_side(found: int, of: int) -> None:
    low, high = interval(found, of, 0.95)
    assert 0 <= low <= found / of <= high <= 1

    def at_most(k: int, share: float) -> float:
        return sum(comb(of, i) * share**i * (1 - share) ** (of - i) for i in range(k + 1))

    if found:
        assert 1 - at_most(found - 1, low) == pytest.approx(0.025, rel=0.02)
    if found < of:
        assert at_most(found, high) == pytest.approx(0.025, rel=0.02)


def test_the_interval_of_a_large_sample_is_narrow() -> None:
    low, high = interval(99_900, 100_000, 0.95)
    assert 0.9987 < low < 0.999 < high < 0.9993


def test_nothing_says_nothing_about_a_share() -> None:
    assert interval(0, 0, 0.95) == (0.0, 1.0)


def test_the_command_prints_the_recall_with_its_interval(tmp_path: Path) -> None:
    for document in _documents():
        (tmp_path / f"{document.id}.txt").write_text(document.text, "utf-8")
    done = run("scan", tmp_path, "-o", tmp_path / "out", "--no-html", "--certify", "8")
    assert done.returncode == 0, done.stderr
    assert b"certified: recall 1.0000 (95 % interval 0.5407 to 1.0000): 6 of the 6 pairs" in done.stdout
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert summary["certificate"]["found"] == 6
    assert summary["certificate"]["recall"] == 1.0
