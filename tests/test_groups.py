"""Families of versions: members, bridges against a naive twin, evidence and partners."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from random import Random

import naive
import pytest
from hangs import no_hang
from hypothesis import given
from hypothesis import strategies as st
from kin import DATES, NAMES, ROWS, STAR, UPDATES, dated, only, pair_of, pairs_of, said
from speed import families

from textdiff.families.groups import find_families
from textdiff.model import Pair, Shares

EDGES = st.sets(st.tuples(NAMES, NAMES).filter(lambda link: link[0] < link[1]), max_size=12)


def test_a_member_between_two_that_share_nothing_is_the_bridge() -> None:
    family = only([("a", "b", 40), ("b", "c", 50)])
    assert (family.id, family.members, family.bridges) == ("family-1", ("a", "b", "c"), ("b",))
    assert family.evidence == (("b", "c", 50), ("a", "b", 40))


def test_three_mutual_versions_have_no_bridge_and_the_two_strongest_pairs_as_evidence() -> None:
    family = only(UPDATES)
    assert family.bridges == ()
    assert family.evidence == (("two", "three", 252), ("one", "two", 222))


def test_a_pair_that_joins_nothing_makes_no_family_and_no_evidence_but_a_partner() -> None:
    loose = [replace(pair, joins=False) for pair in pairs_of([("a", "c", 60), ("c", "d", 30), ("x", "y", 9)])]
    (family,) = find_families([*pairs_of([("a", "b", 40), ("b", "c", 50)]), *loose])
    assert (family.members, family.bridges) == (("a", "b", "c"), ("b",))
    assert family.evidence == (("b", "c", 50), ("a", "b", 40))
    assert family.partners == (("a", "c", 60), ("b", "c", 50), ("c", "a", 60))


def test_no_pairs_are_no_families() -> None:
    assert find_families([]) == ()
    assert find_families([], dated({"a": "2025"}), mutual=[{"a"}, ()]) == ()


def test_the_larger_family_stands_first_and_of_equals_the_one_with_the_first_member() -> None:
    found = find_families(pairs_of([("c", "d", 9), ("a", "b", 9), ("x", "y", 9), ("y", "z", 9)]))
    assert [family.members for family in found] == [("x", "y", "z"), ("a", "b"), ("c", "d")]
    assert [family.id for family in found] == ["family-1", "family-2", "family-3"]


def test_a_member_s_partner_is_who_shares_most_words_with_it() -> None:
    partners = only(STAR).partners
    assert partners == (
        ("agency", "paper", 250),
        ("brief", "agency", 98),
        ("paper", "agency", 250),
        ("site", "agency", 200),
    )


def test_of_two_partners_with_equal_words_the_one_that_holds_a_higher_share_counts_then_the_id() -> None:
    by_share = [
        Pair("a", "b", "overlapping", Shares(0.5, 0.5, 0, 50), joins=True),
        Pair("a", "c", "overlapping", Shares(0.6, 0.5, 0, 50), joins=True),
    ]
    assert find_families(by_share)[0].partners[0] == ("a", "c", 50)
    assert only([("a", "c", 50), ("a", "b", 50)]).partners[0] == ("a", "b", 50)


def test_a_spanning_set_of_mutual_versions_has_no_bridges_and_no_origin() -> None:
    names = [f"v{n:03}" for n in range(400)]
    star = [pair_of(names[0], name, 90) for name in names[1:]]
    assert find_families(star)[0].bridges == (names[0],)
    (family,) = find_families(star, mutual=[frozenset(names)])
    assert (family.bridges, family.likely_origin, len(family.evidence)) == ((), None, 399)
    assert said(family) == ("cannot tell: this family is so large that not all of its pairs were compared.",)


def test_a_member_that_alone_holds_a_stranger_to_a_mutual_group_is_a_bridge() -> None:
    pairs = pairs_of([("a", "b", 90), ("a", "c", 90), ("c", "stranger", 40)])
    assert find_families(pairs, mutual=[("a", "b", "c")])[0].bridges == ("c",)


def test_two_mutual_groups_that_meet_in_one_member_hang_on_it() -> None:
    pairs = pairs_of([("a", "b", 90), ("b", "c", 90), ("c", "d", 90), ("d", "e", 90)])
    assert find_families(pairs, mutual=[("a", "b", "c"), ("c", "d", "e")])[0].bridges == ("c",)
    assert find_families(pairs, mutual=[("a", "b", "c"), ("c", "d", "e"), ("b", "d")])[0].bridges == ()


def test_a_group_may_join_what_no_pair_does() -> None:
    (family,) = find_families(pairs_of([("a", "b", 90), ("c", "d", 50)]), mutual=[("b", "c", "new")])
    assert (family.members, family.bridges) == (("a", "b", "c", "d", "new"), ("b", "c"))
    assert family.evidence == (("a", "b", 90), ("c", "d", 50))
    assert [partner[0] for partner in family.partners] == ["a", "b", "c", "d"]


@given(EDGES, st.lists(st.frozensets(NAMES, max_size=4), max_size=3))
def test_families_and_bridges_are_those_of_all_implied_pairs(
    links: set[tuple[str, str]], mutual: list[frozenset[str]]
) -> None:
    implied = links | {edge for group in mutual for edge in combinations(sorted(group), 2)}
    found = find_families(pairs_of((a, b, 7) for a, b in sorted(links)), mutual=mutual)
    assert {frozenset(family.members) for family in found} == naive.families(implied)
    assert {name for family in found for name in family.bridges} == naive.bridges(implied)
    joined = naive.families((a, b) for family in found for a, b, _ in family.evidence)
    assert joined == naive.families(links)


@given(EDGES)
def test_families_are_the_closure_of_the_pairs_and_bridges_hold_them_together(links: set[tuple[str, str]]) -> None:
    found = find_families([Pair(a, b, "overlapping", Shares(shared_words=7), joins=True) for a, b in sorted(links)])
    assert [set(family.members) for family in found] == [
        set(group) for group in sorted(naive.families(links), key=lambda group: (-len(group), min(group)))
    ]
    assert {name for family in found for name in family.bridges} == naive.bridges(links)
    for family in found:
        joined = naive.families((a, b) for a, b, _ in family.evidence)
        assert joined == {frozenset(family.members)}
        assert len(family.evidence) == len(family.members) - 1


@given(ROWS, DATES, st.randoms(use_true_random=False))
def test_any_order_of_pairs_and_documents_gives_the_same_families(
    rows: dict[tuple[str, str], int], dates: dict[str, str | None], shuffle: Random
) -> None:
    pairs, documents = pairs_of((a, b, words) for (a, b), words in sorted(rows.items())), dated(dates)
    mutual = [("a", "b"), ("c", "d", "e")][: shuffle.randint(0, 2)]
    expected = find_families(pairs, documents, mutual=mutual)
    for things in (pairs, documents, mutual):
        shuffle.shuffle(things)
    assert find_families(pairs, documents, mutual=mutual) == expected


def test_the_hash_seed_does_not_show() -> None:
    program = (
        "from textdiff.families.groups import find_families; from textdiff.model import Pair, Shares; "
        "names = [f'n{i}' for i in range(60)]; "
        "pairs = [Pair(a, b, 'overlapping', Shares(0.5, 0.5, 0, 9 + i % 3), joins=True) "
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


@pytest.mark.parametrize("shape", families.SHAPES)
def test_a_family_longer_than_the_stack_needs_no_recursion(shape: str) -> None:
    pairs, documents = families.linked(shape, 2 * sys.getrecursionlimit())
    with no_hang():
        plain = find_families(pairs, documents)
        capped = find_families(pairs, documents, mutual=[[document.id for document in documents]])
    assert families.faults(shape, documents, plain, capped) == []
