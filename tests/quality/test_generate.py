"""The generated pairs: the truth that comes with a pair is true of its two texts."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from quality import generate, measures
from quality.blocks import Block, count_right
from quality.script import CJK


@pytest.fixture(scope="module")
def pairs() -> Sequence[generate.Pair]:
    return measures.generated_pairs(200)


def _words(text: str) -> list[str]:
    return [sign for word in text.split() for sign in (word if CJK.search(word) else [word])]


def _without(text: str, spans: list[tuple[int, int]]) -> list[str]:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return _words(text)


def test_every_recipe_and_every_kind_of_block_is_made(pairs: Sequence[generate.Pair]) -> None:
    assert {pair.recipe for pair in pairs} == set(generate.RECIPES)
    kinds = Counter((block.kind, block.moved) for pair in pairs for block in pair.blocks)
    wanted = {("dropped", False), ("added", False), ("edited", False), ("edited", True), ("same", True)}
    assert wanted == set(kinds)
    assert min(kinds.values()) >= 5


def test_outside_the_blocks_the_two_texts_are_word_for_word_the_same(pairs: Sequence[generate.Pair]) -> None:
    for pair in pairs:
        if pair.recipe != "typography":
            rest = [
                _without(text, [span for block in pair.blocks if (span := block[side]) is not None])
                for side, text in ((2, pair.a), (3, pair.b))
            ]
            assert rest[0] == rest[1]


def test_a_block_is_what_its_kind_says(pairs: Sequence[generate.Pair]) -> None:
    for pair in pairs:
        for block in pair.blocks:
            a, b = (
                None if span is None else text[slice(*span)] for span, text in ((block.a, pair.a), (block.b, pair.b))
            )
            assert (a is None, b is None) == (block.kind == "added", block.kind == "dropped")
            assert all(text is None or text == text.strip() != "" for text in (a, b))
            if a is not None and b is not None:
                assert (_words(a) == _words(b)) == (block.kind == "same")
                assert difflib.SequenceMatcher(None, _words(a), _words(b)).ratio() > 0.6


def test_moved_blocks_break_the_order_and_others_do_not(pairs: Sequence[generate.Pair]) -> None:
    for pair in pairs:
        both = sorted((block.a, block.b) for block in pair.blocks if block.a and block.b and not block.moved)
        assert all(before[1] < after[1] for before, after in pairwise(both))
        for block in pair.blocks:
            if block.moved:
                assert block.a is not None
                assert block.b is not None
                before = [_words(text[: span[0]]) for text, span in ((pair.a, block.a), (pair.b, block.b))]
                assert abs(len(before[0]) - len(before[1])) > len(_words(pair.a[slice(*block.a)]))


def test_two_blocks_never_touch(pairs: Sequence[generate.Pair]) -> None:
    for pair in pairs:
        for text, spans in ((pair.a, [block.a for block in pair.blocks]), (pair.b, [block.b for block in pair.blocks])):
            ordered = sorted(span for span in spans if span)
            assert all(text[x[1] : y[0]].strip() for x, y in pairwise(ordered))


def test_a_typography_pair_has_the_same_letters_and_is_not_the_same_text(pairs: Sequence[generate.Pair]) -> None:
    def plain(text: str) -> str:
        return "".join(sign for sign in text.replace("ﬁ", "fi") if sign.isalnum())

    typeset = [pair for pair in pairs if pair.recipe == "typography"]
    assert typeset
    for pair in typeset:
        assert pair.blocks == ()
        assert pair.a != pair.b
        assert plain(pair.a) == plain(pair.b)


def test_a_seed_gives_the_same_pairs_and_another_seed_others() -> None:
    articles = generate.read_articles(measures.NEWSROOM / "articles")
    assert (
        generate.generate(articles, 20, 1) == generate.generate(articles, 20, 1) != generate.generate(articles, 20, 2)
    )


def test_a_folder_without_long_articles_is_refused() -> None:
    with pytest.raises(ValueError, match="no article"):
        generate.generate([], 1, 1)


def test_a_block_counts_as_right_within_two_words_or_five_percent_of_its_ends() -> None:
    words = " ".join(f"word{n:02}" for n in range(60))
    truth = Block("dropped", moved=False, a=(70, 245), b=None)  # words 10 to 35
    near = [truth._replace(a=(70 + 7 * n, 245 - 7 * n)) for n in range(4)]
    assert [count_right([block], [truth], words, "").right for block in near] == [1, 1, 1, 0]
    for wrong in (
        truth._replace(moved=True),
        truth._replace(kind="added", a=None, b=(0, 7)),
        truth._replace(lane="crumb"),
    ):
        assert count_right([wrong], [truth], words, words).right == 0
    long_truth = Block("dropped", moved=False, a=(0, 7 * 60 - 1), b=None)
    assert count_right([long_truth._replace(a=(7 * 3, 7 * 60 - 1))], [long_truth], words, "").right == 1
    assert count_right([truth, truth], [truth], words, "") == (1, 1, 2)
