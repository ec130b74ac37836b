"""What a scan finds: what comparing all pairs finds, the same bytes whoever computes it, families and their bridges."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import naive
import pytest
from command import article, environment, files_below, run, sentence
from datasketch import MinHash, MinHashLSH

import textdiff
from textdiff.families.signatures import find_similar, sign
from textdiff.families.words import hash_words
from textdiff.model import Document, Scan
from textdiff.options import Calibration, Options
from textdiff.texts.tokens import word_keys

PAIR_KEYS = ["a", "b", "relation", "a_in_b", "b_in_a", "jaccard", "shared_words", "passages", "longest_words", "joins"]


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of one of the files of a scan."""
    return [json.loads(line) for line in (out / name).read_text("utf-8").splitlines()]


def corpus(seed: int, documents: int) -> list[Document]:
    """Return articles of which some share sentences, some are versions of each other, and most are strangers."""
    chance = random.Random(f"corpus {seed}")  # noqa: S311  texts for a test, no secret
    wire = [10_000 * seed + n for n in range(12)]  # the sentences that articles have from one agency
    made: list[Document] = []
    for n in range(documents):
        own = [10_000 * seed + 100 * (n + 1) + k for k in range(chance.randint(2, 9))]
        kind = chance.randrange(6)
        if kind == 0:  # a passage somewhere in it
            start = chance.randrange(10)
            own[1:1] = wire[start : start + chance.randint(1, 3)]
        elif kind == 1:  # a cut of the whole, in order
            own[:] = [line for line in wire if chance.random() < 0.7]
        elif kind == 2 and made:  # another article with a sentence of its own
            text = chance.choice(made).text
            made.append(Document(f"{n:02d}.txt", text.upper() if chance.random() < 0.3 else text + article(own[0])))
            continue
        text = article(*own)
        if kind == 3:  # half a sentence of the agency's, on either side of the limit of seven words
            text += " ".join(sentence(wire[0]).split()[: chance.randint(4, 9)]) + f" {article(own[0] + 50)}"
        made.append(Document(f"{n:02d}.txt", text))
    return made


def all_pairs(documents: Sequence[Document]) -> list[textdiff.Comparison]:
    """Return the comparisons of all pairs that share text: what a scan must find, without its short cuts."""
    compared = [
        textdiff.compare(*sorted(pair, key=lambda document: document.id)) for pair in combinations(documents, 2)
    ]
    found = [comparison for comparison in compared if comparison.relation != "no-shared-text" or comparison.matches]
    return sorted(found, key=lambda comparison: (comparison.a.id, comparison.b.id))


def groups(pairs: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Return who is reached from whom, by joining groups until none can be joined."""
    found = {frozenset(pair) for pair in pairs}
    while joined := next((pair for pair in combinations(found, 2) if pair[0] & pair[1]), None):
        found = (found - set(joined)) | {joined[0] | joined[1]}
    return found


def bridges(pairs: set[tuple[str, str]], group: frozenset[str]) -> set[str]:
    """Return the members without whom the rest of a group is not one group any more."""
    return {
        member
        for member in group
        if len(group) > 2
        and groups(pair for pair in pairs if member not in pair and set(pair) <= group) != {group - {member}}
    }


def assert_what_all_pairs_say(found: Scan, documents: Sequence[Document]) -> None:
    """Check laws 6 and 9, and the families."""
    expected = all_pairs(documents)
    assert [(pair.a, pair.b, pair.relation, pair.shares) for pair in found.pairs] == [
        (comparison.a.id, comparison.b.id, comparison.relation, comparison.shares) for comparison in expected
    ]
    assert [(passage.a, passage.b, passage.match) for passage in found.passages] == [
        (comparison.a.id, comparison.b.id, match) for comparison in expected for match in comparison.matches
    ]
    joining = [naive.joins(comparison) for comparison in expected]
    assert [pair.joins for pair in found.pairs] == joining
    pairs = {(one.a.id, one.b.id) for one, joins in zip(expected, joining, strict=True) if joins}
    assert {frozenset(family.members) for family in found.families} == groups(pairs)
    for family in found.families:
        assert set(family.bridges) == bridges(pairs, frozenset(family.members))
        assert list(family.members) == sorted(family.members)
        tree = {(a, b) for a, b, _ in family.evidence}
        assert tree <= pairs
        assert len(tree) == len(family.members) - 1
        assert groups(tree) == {frozenset(family.members)}


@pytest.mark.law(6, 9)
@pytest.mark.parametrize("seed", range(6))
def test_a_scan_finds_what_comparing_all_pairs_finds(seed: int) -> None:
    documents = corpus(seed, 25 + 3 * seed)
    found = textdiff.scan(documents, jobs=1 + seed % 2)
    assert len(found.pairs) >= 5
    assert len(found.families) >= 1
    assert_what_all_pairs_say(found, documents)


@pytest.mark.law(6, 9)
def test_a_scan_finds_short_texts_that_are_the_same() -> None:
    texts = ["Five words are not seven.", "Five words are\nnot seven.", "Other words.", "", "?!", "?!", article(1)]
    documents = [Document(f"{n}.txt", text) for n, text in enumerate(texts)]
    found = textdiff.scan(documents)
    assert [skip.path for skip in found.skipped] == ["3.txt"]
    assert_what_all_pairs_say(found, [document for document in documents if document.text])


@pytest.mark.parametrize("min_words", [1, 3, 12, 30])
def test_a_scan_finds_what_all_pairs_find_for_other_lengths_of_a_passage(min_words: int) -> None:
    options = Options(min_words=min_words)
    documents = corpus(7, 16)
    expected = {
        (a.id, b.id): comparison.shares
        for a, b in combinations(documents, 2)
        if (comparison := textdiff.compare(a, b, options=options)).relation != "no-shared-text" or comparison.matches
    }
    assert expected
    assert {(pair.a, pair.b): pair.shares for pair in textdiff.scan(documents, options=options).pairs} == expected


def test_the_seeds_are_one_pair_one_family_and_one_alone(data_folder: Path, tmp_path: Path) -> None:
    done = run("scan", data_folder / "seeds", "-o", tmp_path, "--no-html")
    assert (done.returncode, done.stderr) == (0, b"")
    a, t, b = sorted(path.name for path in (data_folder / "seeds").glob("00[034]_*.txt"))
    (pair,) = rows(tmp_path, "pairs.jsonl")
    record = textdiff.compare(
        textdiff.read(data_folder / "seeds" / a), textdiff.read(data_folder / "seeds" / b)
    ).to_dict()
    assert list(pair) == PAIR_KEYS
    assert pair == {"a": a, "b": b, "relation": record["relation"], **record["shares"], "joins": True}
    passages = rows(tmp_path, "passages.jsonl")
    assert [(row["a_span"], row["b_span"], row["words"]) for row in passages] == [
        (match["a"], match["b"], match["words"]) for match in record["passages"]
    ]
    (family,) = rows(tmp_path, "families.jsonl")
    assert (family["members"], family["bridges"]) == ([a, b], [])
    assert {row["id"]: row["family"] for row in rows(tmp_path, "documents.jsonl")} == {
        a: family["id"],
        b: family["id"],
        t: None,
    }


@pytest.mark.law(9)
def test_a_pair_has_the_numbers_that_the_command_gives(tmp_path: Path) -> None:
    folder, out = tmp_path / "folder", tmp_path / "out"
    folder.mkdir()
    documents = corpus(3, 20)
    for document in documents:
        (folder / document.id).write_text(document.text, "utf-8")
    run("scan", folder, "-o", out, "--no-html")
    pairs = rows(out, "pairs.jsonl")
    assert len(pairs) > 5
    assert pairs == sorted(pairs, key=lambda pair: (pair["a"], pair["b"]))
    for pair in pairs[:: len(pairs) // 4]:
        record = json.loads(run("compare", "--json", folder / pair["a"], folder / pair["b"]).stdout)
        ids = {name: pair[name] for name in ("a", "b", "joins")}
        assert pair == {"relation": record["relation"], **record["shares"]} | ids


def test_the_results_are_the_same_bytes_whoever_computes_them(tmp_path: Path) -> None:
    documents = corpus(1, 24)
    documents.append(Document("ünï/<b>&\n%41 \U0001f469\u200d\U0001f467.txt", documents[0].text))
    for n, name in enumerate(("first", "second")):
        for document in documents[:: -1 if n else 1]:
            path = tmp_path / name / "articles" / document.id
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document.text, "utf-8")
        (tmp_path / name / "articles" / "skipped.pdf").touch()
    first, second = tmp_path / "first" / "articles", tmp_path / "second" / "articles"
    runs: list[tuple[list[str | Path], dict[str, str], Path]] = [
        (["scan", first, "-o", tmp_path / "out-0", "--jobs", "1"], {"PYTHONHASHSEED": "0"}, tmp_path),
        (["scan", first, "-o", tmp_path / "out-1", "--jobs", "2"], {"PYTHONHASHSEED": "1"}, tmp_path),
        (["scan", second, "-o", tmp_path / "deep" / "out-2", "--jobs", "4"], {"PYTHONHASHSEED": "7"}, tmp_path),
        (["scan", ".", "-o", "../../out-3", "--jobs", "1"], {"TZ": "Asia/Tokyo", "LC_ALL": "C"}, second),
        (["scan", "articles", "-o", "out-4"], {"PYTHONIOENCODING": "ascii", "COLUMNS": "20"}, tmp_path / "first"),
    ]
    results = []
    for args, env, cwd in runs:
        done = run(*args, env=env, cwd=cwd)
        assert (done.returncode, done.stderr) == (3, b"")
        results.append(files_below((cwd / Path(args[3])).resolve()))
    assert sum(name.startswith("pairs/") for name in results[0]) > 10
    assert "index.html" in results[0]
    for n, result in enumerate(results):
        assert result.keys() == results[0].keys()
        assert [name for name in result if result[name] != results[0][name]] == [], f"run {n}"


@pytest.mark.law(5)
def test_the_order_of_documents_in_memory_changes_nothing(tmp_path: Path) -> None:
    documents = corpus(2, 20)
    textdiff.scan(documents, out=tmp_path / "a")
    textdiff.scan(iter(documents[::-1]), out=tmp_path / "b")
    assert files_below(tmp_path / "a") == files_below(tmp_path / "b")


def test_the_middle_of_a_chain_is_its_bridge(tmp_path: Path) -> None:
    documents = [Document("a", article(1, 2, 3)), Document("b", article(3, 4, 5)), Document("c", article(5, 6, 7))]
    found = textdiff.scan([*documents, Document("d", article(8)), Document("e", article(8))], out=tmp_path)
    assert [(family.members, family.bridges) for family in found.families] == [
        (("a", "b", "c"), ("b",)),
        (("d", "e"), ()),
    ]
    assert rows(tmp_path, "families.jsonl")[0]["bridges"] == ["b"]
    assert "bridge" in (tmp_path / "index.html").read_text("utf-8")
    closed = textdiff.scan([*documents[:2], Document("c", article(5, 6, 1))])
    assert [(family.members, family.bridges) for family in closed.families] == [(("a", "b", "c"), ())]


def test_one_article_between_two_circles_is_their_bridge() -> None:
    sentences = {"a": (1,), "b": (1,), "c": (1, 2), "d": (2, 3), "e": (2,), "f": (3, 4), "g": (4,)}
    found = textdiff.scan([Document(name, article(*given, ord(name))) for name, given in sentences.items()])
    assert [(family.members, family.bridges) for family in found.families] == [(tuple("abcdefg"), ("c", "d", "f"))]


def n_grams(text: str, n: int, one_in: int = 1) -> list[int]:
    """Return the hashes of the word n-grams of a text that are kept, sorted."""
    return naive.fingerprint(hash_words(text), n, one_in)


def test_two_documents_share_a_hash_exactly_when_they_share_an_n_gram() -> None:
    documents = corpus(4, 20)
    for n in (1, 3, 7):
        known: dict[int, tuple[str, ...]] = {}
        for document in documents:
            words = document.text.lower().replace(".", "").split()
            grams = {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}
            hashes = n_grams(document.text, n)
            assert len(hashes) == len(grams)
            assert hashes == sorted(set(hashes))
            for gram in grams:
                (one,) = n_grams(" ".join(gram), n)
                assert one in hashes
                assert known.setdefault(one, gram) == gram
    assert n_grams("too short", 7) == []


def test_hashes_are_the_same_in_every_process() -> None:
    code = "import sys; from textdiff.families.words import hash_words;print(hash_words(sys.stdin.read()).tolist())"
    text = article(1, 2, 3)
    printed = set()
    for seed in ("0", "1", "random"):
        env = environment({"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"})
        done = subprocess.run(
            [sys.executable, "-c", code], input=text, text=True, capture_output=True, env=env, check=True
        )
        printed.add(done.stdout)
    assert printed == {f"{hash_words(text).tolist()}\n"}


def test_a_sample_is_a_quarter_and_the_same_in_every_document_that_has_it() -> None:
    one, other = article(*range(2000)), article(*range(1000, 3000))
    assert set(n_grams(one, 7, 4)) < set(n_grams(one, 7))
    assert 0.23 < len(n_grams(one, 7, 4)) / len(n_grams(one, 7)) < 0.27
    assert 0.10 < len(n_grams(one, 7, 8)) / len(n_grams(one, 7)) < 0.15
    shared = set(n_grams(one, 7)) & set(n_grams(other, 7))
    assert len(shared) > 10_000
    assert set(n_grams(one, 7, 4)) & shared == set(n_grams(other, 7, 4)) & shared


def test_a_sampled_scan_finds_long_passages_with_the_numbers_of_compare() -> None:
    documents = [Document(f"{n:02d}", article(n, *range(100, 108), n + 50)) for n in range(8)]
    found = textdiff.scan(
        [*documents, Document("stranger", article(900, 901))], options=Options(calibration=Calibration(exact_words=0))
    )
    assert found.options["fingerprints_one_in"] == 4
    assert_what_all_pairs_say(found, documents)


def test_copies_beyond_the_limit_of_a_bucket_are_one_family_and_counted() -> None:
    copies = [Document(f"{n:02d}", article(n, *range(100, 105))) for n in range(12)]
    found = textdiff.scan(copies, options=Options(calibration=Calibration(max_bucket=5)))
    assert found.capped_buckets > 0
    assert [family.members for family in found.families] == [tuple(f"{n:02d}" for n in range(12))]
    assert len(found.pairs) < 66
    assert groups((pair.a, pair.b) for pair in found.pairs) == {frozenset(f"{n:02d}" for n in range(12))}
    for pair in found.pairs:
        assert pair.shares == textdiff.compare(copies[int(pair.a)], copies[int(pair.b)]).shares
    assert textdiff.scan(copies).capped_buckets == 0
    assert len(textdiff.scan(copies).pairs) == 66


def test_a_capped_bucket_is_said_in_the_summary_and_on_the_page(tmp_path: Path) -> None:
    copies = [Document(f"{n:02d}", article(n, 100, 101)) for n in range(7)]
    found = textdiff.scan(copies, out=tmp_path, options=Options(calibration=Calibration(max_bucket=5)))
    assert json.loads((tmp_path / "summary.json").read_bytes())["capped_buckets"] == found.capped_buckets > 0
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "more than 5 documents" in page


def test_whole_documents_are_paired_as_datasketch_pairs_them(tmp_path: Path) -> None:
    documents = [document for document in corpus(5, 40) if len(document.text.split()) > 5]
    words = [document.text.lower().replace(".", "").split() for document in documents]
    lsh, expected = MinHashLSH(threshold=0.5, num_perm=128), set()
    for n, text in enumerate(words):
        signature = MinHash(num_perm=128)
        for gram in {" ".join(text[at : at + 5]) for at in range(len(text) - 4)}:
            signature.update(gram.encode())
        expected |= {(other, n) for other in lsh.query(signature)}
        lsh.insert(n, signature)
    assert len(expected) > 3
    assert find_similar(sign(map(word_keys, [d.text for d in documents]), Options()), Options()).pairs == sorted(
        expected
    )
    for document in documents:
        (tmp_path / document.id).write_text(document.text, "utf-8")
    done = run("scan", tmp_path, "-o", tmp_path / "out", "--level", "documents", "--no-html")
    assert done.returncode == 0, done.stderr
    compared = {(pair.a.id, pair.b.id): pair for pair in all_pairs(documents)}
    wanted = {(documents[i].id, documents[j].id) for i, j in expected} & set(compared)
    assert {(row["a"], row["b"]) for row in rows(tmp_path / "out", "pairs.jsonl")} == wanted
    assert json.loads((tmp_path / "out" / "summary.json").read_bytes())["options"]["level"] == "documents"
