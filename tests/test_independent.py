"""Texts that are independent are told apart; passages of short sentences are not told in other words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import run
from compared import compared
from mirror import content, mirror_image

import textdiff
from textdiff import Comparison, Document, Options
from textdiff.cli.kinds import exit_code

NEWSROOM = Path(__file__).parent.parent / "corpora" / "newsroom" / "articles"

# Two accounts of one event, each of 60 words and more, without a sentence in common.
ACCOUNT = (
    "A ferry with 214 people on board ran aground off Holm on Monday evening. The captain, Anna Berg, said that the "
    "rudder had jammed in heavy seas. Lifeboats from three villages took off the passengers within two hours. "
    "Nobody was hurt, but a dozen were treated for the cold. The company has sent a tug from the mainland. "
    "It hopes to pull the ship free at high water on Wednesday morning."
)
OTHER = (
    "Islanders had warned for years about the reef at the mouth of the bay. On Monday their fears came true when the "
    "Holm ferry struck it. “We heard the siren and ran to the beach,” a teacher told this newspaper. The harbour "
    "office opened an inquiry the same night. Its chief, Omar Diaz, wants to know why no pilot was on the bridge. "
    "Trade unions blame cuts among the crews for what they call a disaster foretold."
)
SHORT = "The ferry ran aground off Holm on Monday.", "Police closed two roads in the town."


def _apart(comparison: Comparison) -> bool:
    """Return whether two texts are told apart: one block over each, no change."""
    a, b = comparison.a.text, comparison.b.text
    blocks = {block.kind: (block.a and block.a.of(a), block.b and block.b.of(b)) for block in comparison.blocks}
    return comparison.independent and comparison.changes == () and blocks == {"dropped": (a, None), "added": (None, b)}


def test_two_accounts_of_one_event_are_told_apart() -> None:
    comparison = compared(ACCOUNT, OTHER)
    assert _apart(comparison)
    assert comparison.relation == "no-shared-text"
    counts = comparison.counts
    assert (counts.dropped_words, counts.added_words) == (len(ACCOUNT.split()), len(OTHER.split()))
    assert comparison.verdict.startswith("A and B are independent texts: ")
    assert "reworded" in comparison.verdict
    record = json.loads(json.dumps(comparison.to_dict()))
    assert record["independent"] is True
    assert record["across"] == record["facts"] == []
    assert Comparison.from_dict(record, (ACCOUNT, OTHER)) == comparison
    back = compared(Document("b", OTHER), Document("a", ACCOUNT))
    assert mirror_image(record) == content(back.to_dict())


def test_a_sentence_in_common_is_enough_to_compare_them() -> None:
    shared = "The company has sent a tug from the mainland."
    comparison = compared(ACCOUNT, f"{OTHER} {shared}")
    assert not comparison.independent
    assert [block.moved is not None or block.kind for block in comparison.blocks if block.a and block.b] != []
    reworded = "Within two hours the passengers had been taken off by lifeboats from three villages."
    assert not compared(ACCOUNT, f"{OTHER} {reworded}").independent


@pytest.mark.parametrize(("a", "b"), [SHORT, (SHORT[0], OTHER), ("", OTHER)])
def test_short_texts_are_always_compared(a: str, b: str) -> None:
    comparison = compared(a, b)
    assert not comparison.independent
    assert comparison.changes != ()


def test_one_changed_figure_is_an_edit_of_a_short_text() -> None:
    (block,) = compared("Police killed 13 people.", "Police killed 30 people.").changes
    assert block.kind == "edited"


def test_texts_told_apart_differ_for_scripts(tmp_path: Path) -> None:
    comparison = compared(ACCOUNT, OTHER)
    assert exit_code(comparison, None, frozenset()) == 1
    assert exit_code(comparison, frozenset({"added"}), frozenset()) == 1
    assert exit_code(comparison, frozenset({"dropped"}), frozenset()) == 1
    assert exit_code(comparison, frozenset({"edited", "moved", "reworded"}), frozenset()) == 0
    for name, text in (("a.txt", ACCOUNT), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    result = run("compare", "a.txt", "b.txt", "-q", "--fail-if", "added,dropped", cwd=tmp_path)
    assert result.returncode == 1


def test_the_page_of_texts_told_apart_holds_each_whole_in_one_row() -> None:
    html = textdiff.report([Document("a", ACCOUNT), Document("b", OTHER)])
    textdiff.verify(html)
    assert 'data-changes="0"' in html
    assert html.count('data-text="a"') == html.count('data-text="b"') == 1
    assert "the texts are independent" in html
    assert "<del>" not in html.partition('<h2 id="texts">')[2].partition("<h2")[0]


def test_the_seed_articles_are_told_apart_from_the_one_of_another_source(seeds: dict[str, Document]) -> None:
    for one, other in (("A", "T"), ("T", "A"), ("B", "T"), ("T", "B")):
        assert _apart(compared(seeds[one], seeds[other]))
    assert not compared(seeds["A"], seeds["B"]).independent


def test_versions_of_an_article_are_never_told_apart() -> None:
    texts = [path.read_text("utf-8") for path in sorted(NEWSROOM.glob("*.txt"))[::8]]
    halves = [" ".join(text.split()[: len(text.split()) // 2]) for text in texts]
    assert [compared(text, half).independent for text, half in zip(texts, halves, strict=True)] == [False] * 10


# The case told-in-other-words-but-verbatim, and relatives of it.
_HEARING = (
    "[00:01:12] MODERATOR: Good evening. When will the hospital open?\n"
    "[00:01:15] DR. VEGA: We plan to open the hospital in March, if the inspectors agree.\n"
    "[00:01:24] MODERATOR: And how many beds will there be?\n"
    "[00:01:27] DR. VEGA: One hundred and twenty beds in the first year.\n"
    "[00:01:33] MR. OKORO: That is not enough for a town of this size.\n"
    "[00:01:37] DR. VEGA: It is what the budget allows.\n"
)
_SAFE = "The minister said that the bridge was safe."
_BRIDGE = f"{_SAFE} Engineers had warned of cracks in 2019. {_SAFE} A second report followed in 2021. {_SAFE} It fell."
_RECIPE = (
    "Cut 500 g onions. Melt 40 g butter. Fry them slowly. Add 30 g flour. Stir for two minutes. Pour in 1 litre stock. "
    "Cook for 20 minutes. Grate 80 g cheese. Toast 4 slices bread. Lay them on top. Strew the cheese. Bake it."
)
_BULLETIN = (
    "Snow fell in Alten. Rain fell in Borg. Fog closed Holm airport. Trains ran late. Buses stood still. "
    "Schools stayed open. Shops closed early. Two roads flooded. One bridge shut. Nobody was hurt. "
    "Winds reached 90 kilometres. Waves reached six metres. Ferries stayed in port. Lights failed twice."
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (_HEARING, _HEARING.replace("[00:01:1", "[00:02:1").replace("MODERATOR", "Moderator").replace("March", "May")),
        (_BRIDGE, _BRIDGE.replace(f" {_SAFE}", "")),
        (_RECIPE, _RECIPE.replace("0 g ", "5 g ").replace("minutes", "min").replace("slowly", "gently")),
        (_BULLETIN, _BULLETIN.replace("fell", "came down").replace("reached", "had").replace("stayed", "were")),
    ],
)
def test_words_that_are_the_same_are_not_told_in_other_words(a: str, b: str) -> None:
    comparison = compared(a, b)
    assert [match.kind for match in comparison.matches if match.kind == "reworded"] == []
    assert "reworded" not in comparison.verdict


def test_what_is_told_in_other_words_is_still_called_so() -> None:
    articles = [NEWSROOM.parent.parent / "belarus-2020" / "articles" / f"outlet-{side}.txt" for side in "ab"]
    comparison = compared(*(path.read_text("utf-8") for path in articles))
    assert "reworded" in [match.kind for match in comparison.matches]
    assert "1 passage reworded" in comparison.verdict


def test_a_text_of_crumbs_alone_is_not_told_apart_from_itself() -> None:
    """Nothing was left of it to share: it was "same" and "independent", and with one more sentence all was dropped."""
    boats = (
        "Harbour news of Monday: {} boats came in, the ice was thin, and nobody knew when the next train would leave."
    )
    text = " ".join(map(boats.format, ("two", "nine", "forty", "some")))
    options = Options(crumbs=("Harbour",))
    comparison = compared(text, text, options)
    assert (comparison.independent, comparison.relation) == (False, "same")
    changes = compared(text, f"{text} Now and then it rains here.", options).changes
    assert [block.kind for block in changes] == ["added"]
