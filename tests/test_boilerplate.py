"""Footers, notices and stock phrases are no reason to compare two articles; a story that many outlets carry is one."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from command import article

from textdiff.families.boilerplate import find_boilerplate
from textdiff.families.candidates import Candidates, find_candidates
from textdiff.families.grams import Corpus
from textdiff.families.verify import Verifier
from textdiff.model import Document
from textdiff.options import Calibration, Options

Words = list[int]  # numbers stand for words


# Small corpora have boilerplate too: the tests are faster.
ANY_SIZE = Options(calibration=Calibration(small_corpus=0))
OUTLETS = 10


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311  a seed that gives the same words again


def _prose(random: Random, n: int) -> Words:
    """Return words of which no two articles have three in a row by chance."""
    return random.choices(range(1, 20_000), k=n)


def _articles(n: int, seed: str = "articles") -> list[Words]:
    random = _random(seed)
    return [_prose(random, random.randint(150, 450)) for _ in range(n)]


def _edited(random: Random, words: Words, share: float) -> Words:
    edits = {0.6: 1, 0.8: 2, 1.0: 0}  # a word replaced, followed by a new one, dropped
    found: Words = []
    for word in words:
        if random.random() >= share:
            found.append(word)
            continue
        kind = next(new for limit, new in edits.items() if random.random() <= limit or limit == 1)
        found += [word][: kind == 2] + _prose(random, min(kind, 1))
    return found


def _find(articles: Sequence[Words], options: Options | None = None) -> Candidates:
    return find_candidates([np.array(words, np.uint32) for words in articles], options or ANY_SIZE)


def _excluded(articles: Sequence[Words]) -> dict[int, list[tuple[int, int]]]:
    return find_boilerplate(Corpus([np.array(words, np.uint32) for words in articles]), ANY_SIZE).excluded()


def _connected(pairs: Sequence[tuple[int, int]], wanted: Sequence[int]) -> bool:
    root = {number: number for number in wanted}

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for a, b in pairs:
        if a in root and b in root:
            root[find(a)] = find(b)
    return len({find(number) for number in wanted}) == 1


@pytest.mark.parametrize("n", [6, 26, 1000])
@pytest.mark.parametrize("place", ["end", "beginning", "both"])
def test_a_footer_makes_no_pair(n: int, place: str) -> None:
    footer, header = _prose(_random("footer"), 20), _prose(_random("header"), 20)
    articles = [
        (header if place != "end" else []) + article + (footer if place != "beginning" else [])
        for article in _articles(n)
    ]
    found = _find(articles)
    assert found.pairs == []
    assert len(found.excluded) == n
    assert {stretch.end - stretch.start for stretch in found.boilerplate} == {20}
    assert [stretch.documents for stretch in found.boilerplate] == [n] * (1 + (place == "both"))


@pytest.mark.parametrize("own", [25, 45])
def test_a_footer_of_briefs_makes_no_pair(own: int) -> None:
    random = _random("briefs")
    footer = _prose(random, 20)
    found = _find([_prose(random, own) + footer for _ in range(400)])
    assert found.pairs == []
    assert len(found.excluded) == 400


def test_a_footer_in_the_middle_of_articles_makes_no_pair() -> None:
    footer = _prose(_random("footer"), 20)
    found = _find([article[:70] + footer + article[70:] for article in _articles(1000)])
    assert found.pairs == []


def test_two_footers_of_which_some_articles_have_both_make_no_pair() -> None:
    one, two = _prose(_random("one"), 20), _prose(_random("two"), 25)
    articles = [article + (one if n % 3 else []) + (two if n % 2 else []) for n, article in enumerate(_articles(1000))]
    assert _find(articles).pairs == []


@pytest.mark.parametrize("days", [3, 30, 365])
@pytest.mark.parametrize("at", [8, 20])
def test_a_footer_with_a_date_makes_no_pair(days: int, at: int) -> None:
    random = _random("dates")
    footer = _prose(random, 20)
    dates = [_prose(random, 4) for _ in range(days)]
    articles = [article + footer[:at] + random.choice(dates) + footer[at:] for article in _articles(1000)]
    assert _find(articles).pairs == []


def test_a_stock_phrase_makes_no_pair_and_a_sentence_with_one_does() -> None:
    random = _random("phrase")
    phrase = _prose(random, 8)
    articles = [article[:50] + phrase + article[50:] for article in _articles(400)]
    assert _find(articles).pairs == []
    articles[7][40:50] = articles[3][40:50] = _prose(random, 10)
    assert _find(articles).pairs == [(3, 7)]


def _outlets(story: Words, n: int, edits: float, footer: int = 20) -> list[Words]:
    """Return the story with a headline, a place line, edits and a footer of each outlet's own."""
    random = _random("outlets")
    return [
        [*_prose(random, 11), *_edited(random, story, random.uniform(0, edits)), *_prose(random, footer)]
        for _ in range(n)
    ]


@pytest.mark.parametrize(("n", "footer"), [(40, 20), (500, 20), (500, 45)])
def test_a_story_that_many_outlets_carry_is_no_boilerplate(n: int, footer: int) -> None:
    carriers = _outlets(_prose(_random("story"), 300), n, 0.1, footer)
    found = _find(_articles(1000) + carriers)
    numbers = range(1000, 1000 + n)
    assert found.excluded == {}
    assert found.boilerplate == []
    assert all(a >= 1000 for a, _ in found.pairs)
    assert _connected(found.pairs, numbers)
    if n > Options().calibration.max_bucket:
        assert len(found.pairs) <= 3 * n
        assert found.groups == [list(numbers)]
        assert found.capped_buckets > 0
    else:
        assert len(found.pairs) == n * (n - 1) // 2


@pytest.mark.parametrize("n", [100, 400])
def test_a_story_inside_longer_articles_of_some_outlets_is_found_everywhere(n: int) -> None:
    story = _prose(_random("story"), 300)
    inside = [article[:100] + story + article[100:] for article in _articles(n, "longer")]
    found = _find(_articles(500) + inside + _outlets(story, 500 - n, 0.1))
    assert _connected(found.pairs, range(500, 1000))
    assert len(found.pairs) <= 3 * 500
    assert found.excluded == {}


def test_a_lead_that_ten_articles_go_on_from_in_their_own_words_is_news() -> None:
    lead = _prose(_random("lead"), 35)
    found = _find([lead + article for article in _articles(10)])
    assert len(found.pairs) == 45


def test_articles_that_are_cuts_of_one_story_have_no_boilerplate() -> None:
    random = _random("cuts")
    story = [_prose(random, 12) for _ in range(12)]
    cuts = [[line for line in story[1:] if random.random() < 0.7] for _ in range(20)]
    found = _find(
        [[word for line in ([story[0]] if n < 7 else []) + cut for word in line] for n, cut in enumerate(cuts)]
    )
    assert found.excluded == {}
    assert len(found.pairs) == 190


def test_articles_in_much_boilerplate_are_compared_by_their_own_words() -> None:
    random = _random("dominated")
    around = [(_prose(random, 80), _prose(random, 120)) for _ in range(OUTLETS)]
    articles = _articles(700) + [_prose(random, random.randint(100, 200)) for _ in range(300)]
    for n in range(0, 1000, 4):  # versions, and copied passages, within the two kinds and across
        other = random.randrange(1000)
        if n % 8:
            articles[n] = _edited(random, articles[other], 0.1)
        else:
            articles[n][20:20] = articles[other][30:80]
    wrapped = articles[:700] + [
        around[n % OUTLETS][0] + article + around[n % OUTLETS][1] for n, article in enumerate(articles[700:])
    ]
    bare, dominated = _find(articles), _find(wrapped)
    assert len(bare.pairs) > 200
    assert dominated.pairs == bare.pairs
    assert dominated.verbatim == bare.verbatim
    assert len(dominated.excluded) == 300


def test_a_refrain_of_one_article_is_no_boilerplate() -> None:
    refrain = _prose(_random("refrain"), 12)
    articles = _articles(10)
    articles[2] = [word for part in range(30) for word in [*articles[2][part * 5 : part * 5 + 5], *refrain]]
    articles[5][60:60] = refrain
    found = _find(articles)
    assert found.excluded == {}
    assert found.pairs == [(2, 5)]


def test_boilerplate_is_told_by_where_it_stands_in_each_document() -> None:
    footer = _prose(_random("footer"), 20)
    articles = [article + footer for article in _articles(30)]
    expected = {n: [(len(article) - 20, len(article))] for n, article in enumerate(articles)}
    assert _excluded(articles) == expected
    assert _excluded([[], *articles, [1, 2, 3]]) == {n + 1: stretches for n, stretches in expected.items()}


def test_no_articles_have_no_boilerplate() -> None:
    assert _excluded([]) == {}
    assert _excluded([[]]) == {}
    assert _excluded([[1, 2, 3]]) == {}


def test_boilerplate_elsewhere_in_a_document_takes_nothing_from_a_short_reworded_passage() -> None:
    drinks = (
        "However, an average soft drink, like Koalo, will contain approximately 44 mg of caffeine. The drinks contain"
    )
    few = "However, drink, Koalo, will contain approximately 44. Grams of carbohydrates the drinks contain are between"
    a = Document("a", f"{article(1, 2)}\n{drinks} between zero and two grams of carbohydrates.\n\n{article(3, 4)}")
    b = Document("b", f"{article(5, 6)}\n{few} zero and two, with caffeine.\n\n{article(7, 8)}")
    for excluded, is_listed in (({}, True), ({0: [(0, 12)]}, True), ({0: [(24, 40)]}, False)):
        verified = Verifier([a, b], excluded, Options()).verify((0, 1))
        assert (verified is not None) == is_listed, excluded
        assert not verified or [(one.kind, one.words) for one in verified.passages] == [("reworded", 20)]
