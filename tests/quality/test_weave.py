"""Scripts of corpora: what marks mean, which are refused, and that the written corpora are what their scripts give."""

from __future__ import annotations

from pathlib import Path

import pytest
from quality.articles import label_articles, weave_articles
from quality.pairs import weave_pairs
from quality.script import ScriptError
from quality.weave import weave

CORPORA = Path(__file__).parents[2] / "corpora"

ARTICLES = """# a comment
=== one.txt | en
{fire.head: Fire on the ferry}

{fire.lede: The ferry burned at nine.} {fire.toll: Two people were hurt.}

Own words. {!footer-x: All rights reserved.}
=== two.txt | en | cut-from-end of one.txt
{fire.lede ~ The ferry burned at ten.} {fire.toll}

{!footer-x}
=== three.txt | en
Nothing in common.
"""

PAIR = """=== move-1 | sentence-moved | en | A sentence moves.
One stays here. {from 1: The second one goes.} Three stays.

Four stays. {to 1: The second one goes.}
"""


def _script(folder: Path, text: str) -> list[Path]:
    path = folder / "script.txt"
    path.write_text(text, "utf-8")
    return [path]


@pytest.mark.parametrize("name", ["newsroom", "edits"])
def test_a_corpus_is_what_its_scripts_give(name: str) -> None:
    folder = CORPORA / name
    written = {path.relative_to(folder).as_posix(): path for path in folder.glob("articles/*")}
    written["labels.jsonl"] = folder / "labels.jsonl"
    assert {name: path.read_bytes().decode("utf-8") for name, path in written.items()} == weave(folder)


def test_the_script_in_the_readme_can_be_woven(tmp_path: Path) -> None:
    readme = (CORPORA / "README.md").read_text("utf-8")
    script = readme.partition("```\n===")[2].partition("```")[0]
    rows = label_articles(weave_articles(_script(tmp_path, "===" + script)))
    (pair,) = [row for row in rows if row["type"] == "pair"]
    assert (pair["a"], pair["b"], [p["kind"] for p in pair["passages"]]) == (
        "harbour-1.txt",
        "harbour-2.txt",
        ["edited"],
    )


def test_passages_that_follow_one_another_in_both_articles_are_one(tmp_path: Path) -> None:
    articles = weave_articles(_script(tmp_path, ARTICLES))
    assert articles["two.txt"].text == "The ferry burned at ten. Two people were hurt.\n\nAll rights reserved.\n"
    rows = label_articles(articles)
    (pair,) = [row for row in rows if row["type"] == "pair"]
    (passage,) = pair["passages"]
    assert (pair["a"], pair["b"], passage["kind"], passage["words"]) == ("one.txt", "two.txt", "edited", 9)
    one = articles["one.txt"].text
    assert one[slice(*passage["a"])] == "The ferry burned at nine. Two people were hurt."
    assert {"type": "family", "members": ["one.txt", "two.txt"]} in rows
    assert {"type": "single", "id": "three.txt"} in rows
    assert {"type": "derived", "id": "two.txt", "from": "one.txt", "how": "cut-from-end"} in rows
    (footer,) = [row for row in rows if row["type"] == "uncounted"]
    assert [one[slice(*footer["places"][0][1])], footer["what"]] == ["All rights reserved.", "footer"]


def test_a_moved_sentence_stands_in_both_texts_once(tmp_path: Path) -> None:
    pair = weave_pairs(_script(tmp_path, PAIR))["move-1"]
    assert pair.a == "One stays here. The second one goes. Three stays.\n\nFour stays.\n"
    assert pair.b == "One stays here. Three stays.\n\nFour stays. The second one goes.\n"
    assert pair.label["blocks"] == [
        {"kind": "same", "moved": True, "lane": "body", "repeat": False, "a": [16, 36], "b": [42, 62]}
    ]
    assert pair.label["words"] == {"a": "", "b": ""}


def test_one_line_takes_the_place_of_paragraphs_where_b_is_reflowed(tmp_path: Path) -> None:
    reflowed = weave_pairs(_script(tmp_path, PAIR.replace("moves.", "moves. | reflow")))["move-1"]
    assert reflowed.b == "One stays here. Three stays. Four stays. The second one goes.\n"


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("Text first.\n=== a.txt | en\nText.", "text before the first"),
        ("=== a.txt | en\n{x.1}", "used before it is written"),
        ("=== a.txt | en\n{x.1: A.} {x.1: B.}", "written twice"),
        ("=== a.txt | en\n{x.1: A.} {x.1 ~ A.}", "same as the first"),
        ("=== a.txt | en\n{}", "cannot read the mark"),
        ("=== a.txt | en\nA\n=== a.txt | en\nB", "stands there twice"),
        ("=== a.txt | en | cut of b.txt\nA", "which no script writes"),
        ("=== a.txt | en | b.txt\nA", "write the origin as"),
    ],
)
def test_a_faulty_script_of_articles_is_refused(script: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=fault):
        weave_articles(_script(tmp_path, script))


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("=== a | b\nText.", "write «=== id"),
        ("=== a | k | en | n\n{edited: only one side}", "write both sides"),
        ("=== a | k | en | n\n{shifted: x}", "no mark is called"),
        ("=== a | k | en | n\n{from 1: x y} z", "without `to`"),
        ("=== a | k | en | n\n{?}", "cannot read the mark"),
        ("=== a | k | en | n\nA\n=== a | k | en | n\nB", "stands there twice"),
    ],
)
def test_a_faulty_script_of_pairs_is_refused(script: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=fault):
        weave_pairs(_script(tmp_path, script))
