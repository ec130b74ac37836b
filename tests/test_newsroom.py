"""The labels of corpora/newsroom against its texts, by rules that owe nothing to textdiff."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

NEWSROOM = Path(__file__).parent.parent / "corpora" / "newsroom"
LABELS = [json.loads(line) for line in (NEWSROOM / "labels.jsonl").read_text("utf-8").splitlines()]
TEXTS = {path.name: path.read_bytes().decode("utf-8") for path in sorted((NEWSROOM / "articles").iterdir())}
SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
LETTER = r"(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_]|[\u064b-\u065f])"
WORD = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|{LETTER}+(?:['’.,:-]{LETTER}+)*")

Label = dict[str, Any]
Spot = tuple[int, int]


def _rows(kind: str) -> list[Label]:
    return [label for label in LABELS if label["type"] == kind]


PAIRS = _rows("pair")


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def _of(name: str, span: list[int]) -> str:
    return TEXTS[name][slice(*span)]


def test_every_article_is_labelled_and_in_one_family_or_alone() -> None:
    assert [row["id"] for row in _rows("article")] == sorted(TEXTS)
    families = [name for row in _rows("family") for name in row["members"]]
    assert sorted(families + [row["id"] for row in _rows("single")]) == sorted(TEXTS)


def test_the_corpus_is_as_large_and_as_mixed_as_its_readme_says() -> None:
    languages = Counter(row["language"] for row in _rows("article"))
    families = [row["members"] for row in _rows("family")]
    readme = (NEWSROOM / "README.md").read_text("utf-8")
    assert len(TEXTS) >= 60
    assert len(families) >= 8
    assert all(2 <= len(members) <= 8 for members in families)
    assert set(languages) == {"en", "de", "fr", "es", "ru", "ar", "zh"}
    assert len(TEXTS) - languages["en"] >= 15
    assert f"{len(TEXTS)} articles" in readme
    assert f"{len(families)} families" in readme
    assert all(
        text.startswith("Title: ") == bool(re.match(r"Title: .*\n(\w+: .*\n)+\n", text)) for text in TEXTS.values()
    )
    assert sum(text.startswith("Title: ") for text in TEXTS.values()) >= 10


@pytest.mark.parametrize("name", TEXTS)
def test_an_article_has_the_length_of_a_news_story(name: str) -> None:
    words = _words(TEXTS[name])
    n = len(words) / (1.6 if SPACELESS.search(TEXTS[name]) else 1)
    assert 140 <= n <= 920


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']}-{pair['b']}")
def test_a_labelled_passage_is_what_its_kind_says(pair: Label) -> None:
    for passage in pair["passages"]:
        a, b = (_of(pair[side], passage[side]) for side in "ab")
        assert a == a.strip() != ""
        assert b == b.strip() != ""
        x, y = _words(a), _words(b)
        assert passage["words"] == len(x)
        likeness = difflib.SequenceMatcher(None, x, y, autojunk=False)
        longest = likeness.find_longest_match().size
        if passage["kind"] == "verbatim":
            assert x == y
        elif passage["kind"] == "edited":
            assert x != y
            assert likeness.ratio() >= 0.5
        else:
            assert longest < (14 if SPACELESS.search(a) else 7)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['a']}-{pair['b']}")
def test_labelled_passages_are_whole_words_and_do_not_overlap(pair: Label) -> None:
    for side in "ab":
        text = TEXTS[pair[side]]
        edges = {edge for match in WORD.finditer(text) for edge in match.span()}
        spans = sorted(passage[side] for passage in pair["passages"])
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        for start, end in spans:
            inside = [edge for edge in edges if start <= edge <= end]
            assert not re.search(r"\w", text[start : min(inside)])
            assert not re.search(r"\w", text[max(inside) : end])
            assert (
                start == 0 or not (text[start - 1].isalnum() and text[start].isalnum()) or SPACELESS.match(text[start])
            )


def test_what_is_shared_but_does_not_count_is_the_same_words_in_each_place() -> None:
    kinds = {row["what"] for row in _rows("uncounted")}
    assert kinds >= {"footer", "agency", "readmore", "share", "quote", "name"}
    for row in _rows("uncounted"):
        assert len({tuple(_words(_of(name, span))) for name, span in row["places"]}) == 1
        assert row["id"].startswith(row["what"])


def test_families_are_the_pairs_joined_and_origins_are_members_of_the_family() -> None:
    family = {name: row["members"][0] for row in _rows("family") for name in row["members"]}
    assert all(family[pair["a"]] == family[pair["b"]] for pair in PAIRS)
    for row in _rows("family"):
        reached, waiting = set(), [row["members"][0]]
        while waiting:
            name = waiting.pop()
            reached.add(name)
            waiting += [p["b" if p["a"] == name else "a"] for p in PAIRS if name in (p["a"], p["b"])]
            waiting = [other for other in waiting if other not in reached]
        assert reached == set(row["members"])
    for row in _rows("derived"):
        assert family[row["id"]] == family[row["from"]]
        assert row["how"]


def _common_runs(a: str, b: str) -> Iterator[tuple[Spot, Spot]]:
    """Yield the spans of all shared runs of seven words (fourteen characters where there are no spaces)."""
    n = 14 if SPACELESS.search(a) else 7
    x, y = list(WORD.finditer(a)), list(WORD.finditer(b))
    keys = [[match[0].lower().replace("’", "'") for match in side] for side in (x, y)]
    places = defaultdict(list)
    for j in range(len(y) - n + 1):
        places[tuple(keys[1][j : j + n])].append(j)
    for i in range(len(x) - n + 1):
        for j in places.get(tuple(keys[0][i : i + n]), ()):
            yield (x[i].start(), x[i + n - 1].end()), (y[j].start(), y[j + n - 1].end())


def test_no_two_articles_share_a_run_that_no_label_accounts_for() -> None:
    passages = {(pair["a"], pair["b"]): pair["passages"] for pair in PAIRS}
    places: defaultdict[str, list[list[int]]] = defaultdict(list)
    for row in _rows("uncounted"):
        for name, span in row["places"]:
            places[name].append(span)

    def touches(span: Spot, labelled: list[list[int]]) -> bool:
        return any(span[0] < end and start < span[1] for start, end in labelled)

    strays = []
    for a, b in combinations(sorted(TEXTS), 2):
        for x, y in _common_runs(TEXTS[a], TEXTS[b]):
            known = passages.get((a, b), [])
            in_passage = touches(x, [row["a"] for row in known]) and touches(y, [row["b"] for row in known])
            if not in_passage and not (touches(x, places[a]) and touches(y, places[b])):
                strays.append((a, b, TEXTS[a][slice(*x)]))
    assert strays == []


def test_a_reworded_passage_and_an_independent_share_no_verbatim_run_with_their_source() -> None:
    others = [name for name in TEXTS if "-other-" in name]
    assert len(others) >= 8
    for name in others:
        assert not any(name in (pair["a"], pair["b"]) for pair in PAIRS)
