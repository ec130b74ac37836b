"""What a scan says of corpora that go wrong elsewhere: footers, wire stories, copies, boilerplate, other words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import naive
import pytest
from command import article, files_below, run
from hypothesis import given
from hypothesis import strategies as st
from speed.texts import Writer, join
from strategies import options, pairs

import textdiff
from textdiff.families.verify import measure
from textdiff.model import Document, Scan
from textdiff.options import Options
from textdiff.pipeline import read_two

FOOTER = (
    "This newspaper belongs to its readers and is printed on recycled paper in the old harbour mill by nobody here."
)


def _articles(n: int, words: int = 200, seed: str = "articles") -> list[str]:
    writer = Writer(seed)
    return [join(writer.prose(words + 7 * (k % 9))) for k in range(n)]


def _named(texts: Iterable[str], prefix: str = "") -> list[Document]:
    return [Document(f"{prefix}{n:05}", text) for n, text in enumerate(texts)]


def _families(found: Scan) -> set[tuple[str, ...]]:
    return {family.members for family in found.families}


def _is_spanned(members: Sequence[str], found: Scan) -> bool:
    wanted = set(members)
    groups = naive.families({(pair.a, pair.b) for pair in found.pairs if {pair.a, pair.b} <= wanted})
    return groups == {frozenset(wanted)}


def test_a_thousand_unrelated_articles_with_one_footer_are_no_pair() -> None:
    assert len(FOOTER.split()) == 20
    strangers = (article(*range(10 * n, 10 * n + 10)) for n in range(1000))
    found = textdiff.scan(_named(f"{text}\n{FOOTER}\n" for text in strangers))
    assert found.pairs == ()
    assert found.families == ()
    assert FOOTER[:-1] in found.boilerplate[0].text
    assert found.boilerplate[0].documents == 1000


def test_two_versions_are_found_among_articles_with_one_footer() -> None:
    texts = [article(*range(10 * n, 10 * n + 10)) for n in range(320)]
    texts.append(texts[7].replace(texts[7].split()[30], "changed", 1))
    found = textdiff.scan(_named(f"{text}\n{FOOTER}\n" for text in texts))
    assert [(pair.a, pair.b) for pair in found.pairs] == [("00007", "00320")]
    a, b = (document for document, _ in found.documents if document.id in ("00007", "00320"))
    assert found.pairs[0].shares == textdiff.compare(a, b).shares  # law 9: the footer counts in the numbers


def test_a_story_in_five_hundred_outlets_is_one_family() -> None:
    writer = Writer("wire")
    story = writer.prose(250)
    outlets = []
    for n in range(500):
        version, _ = writer.edited(story, 0.002 * (n % 50))
        outlets.append(join([f"Outlet{n}", *writer.prose(6), *version, "\n\nFooter", *Writer(f"{n % 40}").prose(12)]))
    documents = _named(outlets, "wire-") + _named(_articles(300), "other-")
    found = textdiff.scan(documents, jobs=2)
    members = found.families[0].members
    assert members == tuple(sorted(document.id for document in documents if document.id.startswith("wire-")))
    assert _is_spanned(members, found)
    assert sum(pair.a in members for pair in found.pairs) <= 3 * 500
    assert found.capped_buckets > 0
    assert max(capped.documents for capped in found.capped) > 300
    assert not any(common.words > 30 for common in found.boilerplate)


def test_a_story_inside_longer_articles_of_a_few_outlets_is_no_boilerplate() -> None:
    # 26 articles of which a story of 300 words is the most were no pair, 25 were 300 pairs.
    story = join(Writer("story").prose(300))
    carriers = _named((f"{story}\n{text}" for text in _articles(30, 100, "around")), "carrier-")
    strangers = (article(*range(10 * n, 10 * n + 6)) for n in range(1400))
    found = textdiff.scan([*carriers, *_named(strangers, "other-")])
    assert tuple(document.id for document in carriers) in _families(found)
    small = textdiff.scan(carriers)
    assert len(small.pairs) == 30 * 29 // 2


def test_five_articles_with_one_last_paragraph_are_found_in_a_small_corpus() -> None:
    ending = join(Writer("ending").prose(40))
    documents = _named(f"{article(*range(10 * n, 10 * n + 10))}\n{ending}" for n in range(5))
    found = textdiff.scan(documents)
    assert len(found.pairs) == 10
    assert found.boilerplate == ()


def test_ten_thousand_copies_are_one_family_with_a_spanning_set_of_pairs() -> None:
    text = _articles(1)[0]
    found = textdiff.scan([Document(f"{n:05}", text) for n in range(10_000)])
    assert [len(members) for members in _families(found)] == [10_000]
    assert len(found.pairs) <= 3 * 10_000
    assert {pair.relation for pair in found.pairs} == {"same"}
    assert found.families[0].bridges == ()  # who was compared with whom makes nobody a bridge


def test_boilerplate_that_dominates_a_third_of_the_articles_changes_no_family() -> None:
    texts = _articles(480, 150, "own words")
    for n in range(0, 480, 6):
        texts[n + 1] = join(Writer(f"edit {n}").edited(texts[n].split(" "), 0.05)[0])
    walls = [join(Writer(f"wall {k}").prose(220)) for k in range(2)]
    dominated = [f"{walls[n // 10 % 2]}\n{text}" if n % 10 in (0, 3, 7) else text for n, text in enumerate(texts)]
    plain, walled = textdiff.scan(_named(texts)), textdiff.scan(_named(dominated))
    assert len(plain.families) > 70
    assert _families(walled) == _families(plain)
    assert {(pair.a, pair.b) for pair in walled.pairs} == {(pair.a, pair.b) for pair in plain.pairs}
    assert max(common.words for common in walled.boilerplate) > 200


def test_a_reworded_passage_is_found_as_compare_finds_it() -> None:
    writer = Writer("other words")
    documents = []
    for n in range(12):
        text = writer.prose(150)
        documents.append(Document(f"{n:02}-a", join(text)))
        documents.append(Document(f"{n:02}-b", join([*writer.prose(60), *writer.edited(text, 0.6)[0]])))
    found = textdiff.scan([*documents, *_named(_articles(40), "other-")])
    expected = [
        (a.id, b.id, comparison.relation, comparison.shares, comparison.matches)
        for a, b in combinations(documents, 2)
        if (comparison := textdiff.compare(a, b)).matches
    ]
    reworded = [row for row in expected if all(match.kind == "reworded" for match in row[4])]
    assert len(reworded) >= 3
    listed = [
        (
            pair.a,
            pair.b,
            pair.relation,
            pair.shares,
            tuple(p.match for p in found.passages if (p.a, p.b) == (pair.a, pair.b)),
        )
        for pair in found.pairs
    ]
    assert listed == expected


@pytest.mark.law(9)
@given(pairs(), options())
def test_what_a_scan_measures_is_what_compare_says(pair: tuple[str, str], options: Options) -> None:
    a, b = (Document(name, text) for name, text in zip("ab", pair, strict=True))
    relation, shared = measure(*read_two(a, b, options), options)
    comparison = textdiff.compare(a, b, options=options)
    assert (relation, shared.shares, shared.passages) == (comparison.relation, comparison.shares, comparison.matches)


@pytest.mark.law(5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_pair(random: Random) -> None:
    texts = _articles(6)
    documents = _named([*texts, *(text[: len(text) // 2] + texts[0] for text in texts[:3])])
    shuffled = random.sample(documents, len(documents))
    assert textdiff.scan(shuffled) == textdiff.scan(documents)


@pytest.mark.law(5)
def test_one_two_and_four_processes_write_the_same_bytes(tmp_path: Path) -> None:
    texts = _articles(150)
    texts += [text[: len(text) // 2] + texts[n] for n, text in enumerate(texts[:40])]
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(f"{text}\n{FOOTER}\n", "utf-8")
    results = []
    for jobs in (1, 2, 4):
        textdiff.scan(tmp_path, out=tmp_path / f".out-{jobs}", jobs=jobs, html=jobs > 1)
        results.append(files_below(tmp_path / f".out-{jobs}"))
    assert len(json.loads(results[0]["summary.json"])["digest"]) == 64
    assert sum(name.startswith("pairs/") for name in results[1]) > 40
    assert results[1] == results[2]
    assert results[0].items() <= results[2].items()


def test_a_json_lines_file_is_scanned_like_a_folder(tmp_path: Path) -> None:
    texts = _articles(5)
    texts.append(texts[2] + texts[3])
    lines = [
        json.dumps({"id": f"{n}.txt", "text": text, "title": f"Title {n}", "date": f"2026-01-0{n + 1}", "extra": 1})
        for n, text in enumerate(texts)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join([*lines, "", "no json", '{"id": "x"}']) + "\n", "utf-8")
    (tmp_path / "folder").mkdir()
    for n, text in enumerate(texts):
        (tmp_path / "folder" / f"{n}.txt").write_text(text, "utf-8")
    done = run("scan", tmp_path / "articles.jsonl", "-o", tmp_path / "lines", "--no-html")
    assert done.returncode == 3, done.stderr
    assert run("scan", tmp_path / "folder", "-o", tmp_path / "files", "--no-html").returncode == 0
    for name in ("pairs.jsonl", "passages.jsonl"):
        assert (tmp_path / "lines" / name).read_bytes() == (tmp_path / "files" / name).read_bytes()
    documents = [json.loads(line) for line in (tmp_path / "lines" / "documents.jsonl").read_text().splitlines()]
    assert [row["title"] for row in documents] == [f"Title {n}" for n in range(6)]
    skipped = [json.loads(line) for line in (tmp_path / "lines" / "skipped.jsonl").read_text().splitlines()]
    assert [row["path"] for row in skipped] == ["articles.jsonl#8", "articles.jsonl#9"]
    summary = json.loads((tmp_path / "lines" / "summary.json").read_bytes())
    assert (summary["found"], summary["read"], summary["skipped"]) == (8, 6, 2)


def test_the_origin_of_a_family_is_found_by_dates(tmp_path: Path) -> None:
    first, other = _articles(2)
    dates = {"late": "2026-05-02", "first": "2026-05-01", "later": "2026-05-03"}
    lines = [
        json.dumps({"id": name, "text": first + (other if name == "later" else ""), "date": date})
        for name, date in dates.items()
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    run("scan", tmp_path / "articles.jsonl", "-o", tmp_path / "out", "--no-html")
    (family,) = [json.loads(line) for line in (tmp_path / "out" / "families.jsonl").read_text().splitlines()]
    assert family["likely_origin"] == "first"


def test_settings_of_signatures_are_datasketchs() -> None:
    texts = _articles(4)
    words = texts[1].split(" ")
    words[9::20] = ["changed"] * len(words[9::20])  # a quarter of the shingles of five words
    documents = [*_named(texts), Document("version", " ".join(words))]
    for threshold, expected in ((0.5, [("00001", "version")]), (0.9, [])):
        found = textdiff.scan(documents, level="documents", options=Options(threshold=threshold))
        assert [(pair.a, pair.b) for pair in found.pairs] == expected
    from datasketch import MinHashLSH

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    for name, signature in textdiff.signatures(documents):
        lsh.insert(name, signature)
    assert sorted(lsh.query(dict(textdiff.signatures(documents))["version"])) == ["00001", "version"]


@pytest.mark.parametrize("setting", ["--num-perm=64", "--threshold=0.9", "--ngram=3", "--certify=2", "--jobs=2"])
def test_each_setting_of_the_command_is_taken(tmp_path: Path, setting: str) -> None:
    for n, text in enumerate(_articles(3)):
        (tmp_path / f"{n}.txt").write_text(text, "utf-8")
    done = run("scan", tmp_path, "-o", tmp_path / "out", "--no-html", "--level", "documents", setting)
    assert done.returncode == 0, done.stderr
    name, _, value = setting.removeprefix("--").replace("-", "_").partition("=")
    options = json.loads((tmp_path / "out" / "summary.json").read_bytes())["options"]
    assert name in ("certify", "jobs") or options[name] == float(value)
