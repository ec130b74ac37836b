"""Families of versions: bridges against a naive twin, partners and origins by hand, precision on corpora/newsroom."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import naive
import pytest
from hangs import no_hang
from hypothesis import given
from hypothesis import strategies as st

from textdiff import scan
from textdiff.families.groups import find_families
from textdiff.model import Document, Family, Pair, Shares, Source

NEWSROOM = Path(__file__).parent.parent / "corpora" / "newsroom"
LABELS = [json.loads(line) for line in (NEWSROOM / "labels.jsonl").read_text("utf-8").splitlines()]

LENGTHS = {"agency": 500, "brief": 100, "long": 400, "paper": 400, "site": 300}


def _pair(a: str, b: str, words: int, a_words: int = 1000, b_words: int = 1000) -> Pair:
    return Pair(a, b, "overlapping", Shares(words / a_words, words / b_words, 0.0, words, 1, words))


def _pairs(rows: Iterable[tuple[str, str, int]]) -> list[Pair]:
    return [_pair(a, b, words, LENGTHS.get(a, 1000), LENGTHS.get(b, 1000)) for a, b, words in rows]


def _dated(dates: Mapping[str, str | None]) -> list[Document]:
    return [Document(name, "", Source(date=date)) for name, date in dates.items()]


def _only(rows: Iterable[tuple[str, str, int]], dates: Mapping[str, str | None] | None = None) -> Family:
    (family,) = find_families(_pairs(rows), _dated(dates or {}))
    return family


# A brief cut from an agency's story, and two articles that each use a part of it.
STAR = [
    ("agency", "brief", 98),
    ("agency", "paper", 250),
    ("agency", "site", 200),
    ("brief", "paper", 60),
    ("paper", "site", 120),
]
# A first report, and two updates of it, each longer and farther from it.
UPDATES = [("one", "two", 222), ("one", "three", 171), ("two", "three", 252)]


def test_a_member_between_two_that_share_nothing_is_the_bridge() -> None:
    family = _only([("a", "b", 40), ("b", "c", 50)])
    assert (family.id, family.members, family.bridges) == ("family-1", ("a", "b", "c"), ("b",))
    assert family.evidence == (("b", "c", 50), ("a", "b", 40))


def test_three_mutual_versions_have_no_bridge_and_the_two_strongest_pairs_as_evidence() -> None:
    family = _only(UPDATES)
    assert family.bridges == ()
    assert family.evidence == (("two", "three", 252), ("one", "two", 222))


def test_no_pairs_are_no_families() -> None:
    assert find_families([]) == ()
    assert find_families([], _dated({"a": "2025"}), mutual=[{"a"}, ()]) == ()


def test_the_larger_family_stands_first_and_of_equals_the_one_with_the_first_member() -> None:
    found = find_families(_pairs([("c", "d", 9), ("a", "b", 9), ("x", "y", 9), ("y", "z", 9)]))
    assert [family.members for family in found] == [("x", "y", "z"), ("a", "b"), ("c", "d")]
    assert [family.id for family in found] == ["family-1", "family-2", "family-3"]


def test_a_member_s_partner_is_who_shares_most_words_with_it() -> None:
    partners = _only(STAR).partners
    assert partners == (
        ("agency", "paper", 250),
        ("brief", "agency", 98),
        ("paper", "agency", 250),
        ("site", "agency", 200),
    )


def test_of_two_partners_with_equal_words_the_one_that_holds_a_higher_share_counts_then_the_id() -> None:
    by_share = [
        Pair("a", "b", "overlapping", Shares(0.5, 0.5, 0, 50)),
        Pair("a", "c", "overlapping", Shares(0.6, 0.5, 0, 50)),
    ]
    assert find_families(by_share)[0].partners[0] == ("a", "c", 50)
    assert _only([("a", "c", 50), ("a", "b", 50)]).partners[0] == ("a", "b", 50)


def test_a_text_with_what_the_others_share_and_an_extract_of_it_is_the_likely_origin() -> None:
    family = _only(STAR)
    assert family.likely_origin == "agency"
    assert family.reasons == (
        "agency shares at least 95 % as many words with each other text as any third text does.",
        "agency shares 298 words with the others in all, paper 180 (the words that these two share left out).",
        "98 % of brief is in agency, but only 20 % of agency is in brief.",
        "By the texts alone an extract may also be a first report that the longer text was built around.",
        "A source outside these texts stays possible.",
    )


def test_a_text_that_was_updated_again_is_not_taken_for_the_origin() -> None:
    family = _only(UPDATES)
    assert family.likely_origin is None
    assert family.reasons == (
        "cannot tell: no text has a date that is understood, such as 2025-03-11 or 2025-03-11T09:30.",
        (
            "cannot tell: two shares the most words with the others, but none is an extract of it, "
            "and it may as well stand between them and their source."
        ),
    )


def test_a_round_up_of_two_stories_is_not_taken_for_their_origin() -> None:
    family = _only([("opera", "roundup", 92), ("roundup", "tram", 116)])
    assert (family.bridges, family.likely_origin) == (("roundup",), None)
    assert "roundup shares the most, but without it the others fall apart" in family.reasons[1]


def test_a_text_inside_another_says_nothing_of_which_came_first() -> None:
    family = _only([("agency", "brief", 100)])
    assert family.likely_origin is None
    assert family.reasons[1] == "cannot tell: one of two texts may be cut from the other, or the other built around it."


def test_two_texts_that_hold_as_much_are_neither_the_origin() -> None:
    twins = [("agency", "copy", 500), ("agency", "brief", 98), ("brief", "copy", 97)]
    family = find_families([_pair(a, b, words, LENGTHS.get(a, 500), LENGTHS.get(b, 500)) for a, b, words in twins])[0]
    assert family.likely_origin is None
    assert "agency shares 98 words with the others in all, copy 97, which is no clear margin" in family.reasons[1]


def test_a_text_that_shares_more_with_a_third_one_speaks_against_an_origin() -> None:
    family = _only([*STAR[:4], ("paper", "site", 230)])
    assert family.likely_origin is None
    assert "site shares more with paper (230) than with it (200)" in family.reasons[1]


def test_a_text_without_anything_of_it_speaks_against_an_origin() -> None:
    family = _only([*STAR, ("paper", "stray", 20), ("site", "stray", 20)])
    assert family.likely_origin is None
    assert "none with stray" in family.reasons[1]


def test_the_first_by_date_is_the_likely_origin_of_two() -> None:
    family = _only([("a", "b", 40)], {"a": "2025-03-12", "b": "2025-03-11"})
    assert family.likely_origin == "b"
    assert family.reasons == (
        "b (2025-03-11) is dated before the other text.",
        (
            "Each later text has at least 60 % of the words it has in common with any one text "
            "in common with a text dated before it."
        ),
        "A source outside these texts stays possible.",
    )


def test_updates_of_updates_lead_back_to_the_first_report() -> None:
    family = _only(UPDATES, {"one": "2025-10-16T06:10", "two": "2025-10-16T07:40", "three": "2025-10-16T11:00"})
    assert family.likely_origin == "one"


def test_dates_decide_where_containment_says_otherwise() -> None:
    dates = {"brief": "2025-03-11T08:00Z", "agency": "2025-03-11T09:00Z", "paper": "2025-03-12", "site": "2025-03-12"}
    rows = [("agency", "brief", 98), ("agency", "paper", 110), ("agency", "site", 110), ("brief", "paper", 96)]
    family = _only([*rows, ("brief", "site", 96), ("paper", "site", 90)], dates)
    assert family.likely_origin == "brief"
    assert family.reasons[-1] == "agency (2025-03-11T09:00Z) holds more of the shared words, but is dated later."


def test_an_article_dated_later_is_not_the_origin_of_an_earlier_one() -> None:
    family = _only(STAR, {"agency": "2025-03-12", "paper": "2025-03-11"})
    assert family.likely_origin is None
    assert family.reasons == (
        "cannot tell: agency (2025-03-12) holds the most, but paper (2025-03-11) is dated earlier.",
    )


def test_dates_that_do_not_contradict_it_leave_an_origin_by_containment() -> None:
    family = _only(STAR, {"agency": "2025-03-11", "brief": "2025-03-12", "paper": "2025-03-11T10:00"})
    assert family.likely_origin == "agency"
    assert family.reasons[-1] == "No text is known to be dated before agency (2025-03-11)."
    assert not any("first report" in reason for reason in family.reasons)  # the extract is dated later


def test_the_first_text_is_no_origin_of_what_later_ones_share_without_it() -> None:
    rows = [("release", "x", 30), ("release", "y", 30), ("x", "y", 400)]
    family = _only(rows, {"release": "2025-03-10", "x": "2025-03-11", "y": "2025-03-12"})
    assert family.likely_origin is None
    assert family.reasons[0] == (
        "cannot tell: x shares 400 words with y, but no text dated before it shares more than 30 words with it."
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024", "2025-03-11"),
        ("2025-02", "2025-03-11T09:30"),
        ("2025-03-11", "2025-03-12"),
        ("2025-03-11 23:59", "2025-03-12"),
        ("2025-03-11T09:30", "2025-03-11 09:31"),
        ("2025-03-11T09:30:01", "2025-03-11T09:30:02"),
        ("2025-03-11T09:30:01Z", "2025-03-11T09:30:02.5+00:00"),
        ("2025-03-11T10:30+02:00", "2025-03-11T09:30Z"),
        ("2025-03-12T00:30+0200", "2025-03-11T23:30Z"),
        ("0001-01-01T00:00+14:00", "0001-01-01T00:00Z"),
        ("2025-03-11T23:00", "2025-03-12T01:00+01:00"),
        (" 2025-03-11 ", "2025-03-12"),
    ],
)
def test_of_these_dates_the_first_is_earlier(earlier: str, later: str) -> None:
    assert _only([("a", "b", 40)], {"a": later, "b": earlier}).likely_origin == "b"
    assert _only([("a", "b", 40)], {"a": earlier, "b": later}).likely_origin == "a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025-03-11", "2025-03-11"),
        ("2025", "2025-03-11"),
        ("2025-03", "2025-03-31"),
        ("2025-03-11", "2025-03-11T09:30"),
        ("2025-03-11T09:30", "2025-03-11T09:30:59"),
        ("2025-03-11T09:30:59Z", "2025-03-11T09:30Z"),
        ("2025-03-11T10:30+01:00", "2025-03-11T09:30Z"),
        ("2025-03-11T09:30", "2025-03-11T12:30Z"),
        ("2025-03-10", "11.03.2025"),
        ("2025-03-10", "March 11, 2025"),
        ("2025-03-10", "2025-02-30"),
        ("2025-03-10", "2025-13"),
        ("2025-03-10", "2025-03-11T25:00"),
        ("2025-03-10", "٢٠٢٥-٠٣-١١"),
        ("2025-03-10", "20250311"),
        ("2025-03-10", "0000"),
        ("2025-03-10", ""),
        ("2025-03-10", None),
    ],
)
def test_of_these_dates_neither_is_earlier(one: str, other: str | None) -> None:
    for dates in ({"a": one, "b": other}, {"a": other, "b": one}):
        family = _only([("a", "b", 40)], dates)
        assert family.likely_origin is None
        assert all(reason.startswith("cannot tell: ") for reason in family.reasons)


def test_documents_may_be_a_mapping_and_need_not_be_of_a_family() -> None:
    documents = {document.id: document for document in _dated({"a": "2025", "b": "2024", "stranger": "2023"})}
    assert find_families(_pairs([("a", "b", 40)]), documents)[0].likely_origin == "b"


def test_a_spanning_set_of_mutual_versions_has_no_bridges_and_no_origin() -> None:
    names = [f"v{n:03}" for n in range(400)]
    star = [_pair(names[0], name, 90) for name in names[1:]]
    assert find_families(star)[0].bridges == (names[0],)
    (family,) = find_families(star, mutual=[frozenset(names)])
    assert (family.bridges, family.likely_origin, len(family.evidence)) == ((), None, 399)
    assert family.reasons == ("cannot tell: this family is so large that not all of its pairs were compared.",)


def test_a_member_that_alone_holds_a_stranger_to_a_mutual_group_is_a_bridge() -> None:
    pairs = _pairs([("a", "b", 90), ("a", "c", 90), ("c", "stranger", 40)])
    assert find_families(pairs, mutual=[("a", "b", "c")])[0].bridges == ("c",)


def test_two_mutual_groups_that_meet_in_one_member_hang_on_it() -> None:
    pairs = _pairs([("a", "b", 90), ("b", "c", 90), ("c", "d", 90), ("d", "e", 90)])
    assert find_families(pairs, mutual=[("a", "b", "c"), ("c", "d", "e")])[0].bridges == ("c",)
    assert find_families(pairs, mutual=[("a", "b", "c"), ("c", "d", "e"), ("b", "d")])[0].bridges == ()


def test_a_group_may_join_what_no_pair_does() -> None:
    (family,) = find_families(_pairs([("a", "b", 90), ("c", "d", 50)]), mutual=[("b", "c", "new")])
    assert (family.members, family.bridges) == (("a", "b", "c", "d", "new"), ("b", "c"))
    assert family.evidence == (("a", "b", 90), ("c", "d", 50))
    assert [partner[0] for partner in family.partners] == ["a", "b", "c", "d"]


_NAMES = st.sampled_from("abcdefgh")
_EDGES = st.sets(st.tuples(_NAMES, _NAMES).filter(lambda link: link[0] < link[1]), max_size=12)


@given(_EDGES, st.lists(st.frozensets(_NAMES, max_size=4), max_size=3))
def test_families_and_bridges_are_those_of_all_implied_pairs(
    links: set[tuple[str, str]], mutual: list[frozenset[str]]
) -> None:
    implied = links | {edge for group in mutual for edge in combinations(sorted(group), 2)}
    found = find_families(_pairs((a, b, 7) for a, b in sorted(links)), mutual=mutual)
    assert {frozenset(family.members) for family in found} == naive.families(implied)
    assert {name for family in found for name in family.bridges} == naive.bridges(implied)
    joined = naive.families((a, b) for family in found for a, b, _ in family.evidence)
    assert joined == naive.families(links)


_ROWS = st.dictionaries(
    st.tuples(_NAMES, _NAMES).filter(lambda link: link[0] < link[1]), st.integers(7, 900), max_size=12
)
_DATES = st.dictionaries(
    _NAMES, st.sampled_from(["2024", "2025-03-11", "2025-03-11T09:30Z", "2025-03-11T09:30", "soon"])
)


@given(_ROWS, _DATES, st.randoms(use_true_random=False))
def test_any_order_of_pairs_and_documents_gives_the_same_families(
    rows: dict[tuple[str, str], int], dates: dict[str, str | None], shuffle: random.Random
) -> None:
    pairs, documents = _pairs((a, b, words) for (a, b), words in sorted(rows.items())), _dated(dates)
    mutual = [("a", "b"), ("c", "d", "e")][: shuffle.randint(0, 2)]
    expected = find_families(pairs, documents, mutual=mutual)
    for things in (pairs, documents, mutual):
        shuffle.shuffle(things)
    assert find_families(pairs, documents, mutual=mutual) == expected


@given(_ROWS, _DATES)
def test_no_origin_is_dated_after_a_member_and_every_verdict_has_a_reason(
    rows: dict[tuple[str, str], int], dates: dict[str, str | None]
) -> None:
    for family in find_families(_pairs((a, b, words) for (a, b), words in sorted(rows.items())), _dated(dates)):
        days = [(dates.get(name) or "")[:10] for name in family.members]
        if family.likely_origin is not None and all(day[:1] == "2" for day in days):
            day = (dates[family.likely_origin] or "")[:10]
            assert not any(other[: len(day)] < day[: len(other)] for other in days)
        assert family.reasons
        assert all(reason.startswith("cannot tell: ") == (family.likely_origin is None) for reason in family.reasons)


def test_the_hash_seed_does_not_show() -> None:
    program = (
        "from textdiff.families.groups import find_families; from textdiff.model import Pair, Shares; "
        "names = [f'n{i}' for i in range(60)]; "
        "pairs = [Pair(a, b, 'overlapping', Shares(0.5, 0.5, 0, 9 + i % 3)) "
        "for i, (a, b) in enumerate(zip(names, names[1:]))]; "
        "print(find_families(pairs, mutual=[set(names[:9]), set(names[5:20])]))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(seen) == 1


@pytest.mark.parametrize("shape", ["chain", "star", "random"])
def test_fifty_thousand_documents_need_no_recursion(shape: str) -> None:
    n, draw = 50_000, random.Random(1)  # noqa: S311  the same draw each time
    names = [f"{number:06}" for number in range(n)]
    edges = {(min(a, b), max(a, b)) for a, b in (draw.sample(range(n), 2) for _ in range(200_000))}
    links = {
        "chain": [(number, number + 1) for number in range(n - 1)],
        "star": [(0, number) for number in range(1, n)],
        "random": sorted(edges),
    }[shape]
    pairs = [_pair(names[a], names[b], 7 + (a + b) % 500) for a, b in links]
    documents = _dated({name: f"2025-03-{1 + number % 28:02}" for number, name in enumerate(names)})
    with no_hang(120):
        plain = find_families(pairs, documents)
        capped = find_families(pairs, documents, mutual=[names])
    assert max(len(family.members) for family in plain) > 0.99 * n
    assert capped[0].bridges == ()
    if shape == "chain":
        assert plain[0].bridges == tuple(names[1:-1])


@pytest.fixture(scope="module")
def newsroom() -> tuple[Pair, ...]:
    return scan(NEWSROOM / "articles").pairs


def _depths(parents: Mapping[str, Sequence[str]], names: Iterable[str]) -> dict[str, int]:
    return {name: 1 + max(_depths(parents, parents[name]).values(), default=0) for name in names}


def _labelled() -> tuple[dict[str, str | None], dict[str, int]]:
    """Return the one source of each family by each of its members, or None where there are two, and generations."""
    parents: dict[str, list[str]] = {row["id"]: [] for row in LABELS if row["type"] == "article"}
    for row in LABELS:
        if row["type"] == "derived":
            parents[row["id"]].append(row["from"])
    sources: dict[str, str | None] = {}
    for row in LABELS:
        if row["type"] == "family":
            first, *more = [name for name in row["members"] if not parents[name]]
            sources |= dict.fromkeys(row["members"], None if more else first)
    return sources, _depths(parents, parents)


def _named(families: Iterable[Family], sources: Mapping[str, str | None]) -> tuple[int, list[tuple[str, ...]]]:
    """Return how many families have an origin, and those whose origin is wrong."""
    named = [family for family in families if family.likely_origin is not None]
    return len(named), [family.members for family in named if family.likely_origin != sources[family.members[0]]]


def test_origins_named_by_the_texts_of_the_newsroom_are_right(newsroom: tuple[Pair, ...]) -> None:
    named, wrong = _named(find_families(newsroom), _labelled()[0])
    assert wrong == []
    assert named >= 2  # of 14: the others have no extract that is nearly verbatim


def test_origins_named_by_dates_of_the_newsroom_are_right(newsroom: tuple[Pair, ...]) -> None:
    sources, depths = _labelled()
    documents = _dated({name: f"2025-10-{depth:02}" for name, depth in depths.items()})
    families = find_families(newsroom, documents)
    named, wrong = _named(families, sources)
    assert wrong == []
    assert named >= 12  # of 14; a round-up has two sources


def _ancestors(name: str) -> set[str]:
    parents = {row["from"] for row in LABELS if row["type"] == "derived" and row["id"] == name}
    return parents.union(*map(_ancestors, parents))


def test_in_any_part_of_a_newsroom_family_only_the_source_of_all_others_is_named(newsroom: tuple[Pair, ...]) -> None:
    ancestors = {row["id"]: _ancestors(row["id"]) for row in LABELS if row["type"] == "article"}
    named = 0
    for whole in find_families(newsroom):
        for part in (part for n in range(2, len(whole.members)) for part in combinations(whole.members, n)):
            for family in find_families([pair for pair in newsroom if {pair.a, pair.b} <= set(part)]):
                others = set(family.members) - {family.likely_origin}
                named += family.likely_origin is not None
                assert family.likely_origin is None or all(family.likely_origin in ancestors[name] for name in others)
    assert named > 80  # of 343
