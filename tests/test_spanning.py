"""Who is connected by pairs, and spanning sets: few pairs that connect the same documents as all of them."""

from __future__ import annotations

from itertools import combinations, pairwise

import naive
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textdiff.families.spanning import Forest, LargeGroups, make_keys, pair_up, split_keys

_NAMES = st.sampled_from("abcdefgh")
_LINKS = st.lists(st.tuples(_NAMES, _NAMES).filter(lambda link: link[0] != link[1]), max_size=12)
_BUCKETS = st.sets(st.frozensets(st.integers(0, 12), min_size=2, max_size=9).map(lambda some: (*sorted(some),)))


@given(_LINKS)
def test_joined_names_have_the_smallest_of_them_as_their_root(links: list[tuple[str, str]]) -> None:
    forest: Forest[str] = Forest()
    news = [forest.join(a, b) for a, b in links]
    expected = naive.families(links)
    assert all(forest.root(name) == min(group) for group in expected for name in group)
    assert sum(news) == sum(len(group) - 1 for group in expected)


def test_a_name_that_was_never_joined_is_its_own_root() -> None:
    forest: Forest[int] = Forest()
    assert [forest.root(7), forest.join(7, 7), forest.root(7)] == [7, False, 7]


@pytest.mark.parametrize("neighbours", [True, False])
def test_a_group_up_to_the_limit_is_all_its_pairs_and_a_larger_one_a_star(neighbours: bool) -> None:
    members = (2, 3, 5, 8)
    assert pair_up([members], 4, neighbours=neighbours) == set(combinations(members, 2))
    star = {(2, 3), (2, 5), (2, 8)}
    assert pair_up([members], 3, neighbours=neighbours) == (star | set(pairwise(members)) if neighbours else star)


@given(_BUCKETS, st.integers(2, 9), st.booleans())
@example(buckets={(0, 1, 5), (2, 3, 4), (2, 3, 5)}, most=2, neighbours=False)  # the last connects the others
def test_a_spanning_set_connects_what_all_pairs_connect(
    buckets: set[tuple[int, ...]], most: int, neighbours: bool
) -> None:
    every = {pair for members in buckets for pair in combinations(members, 2)}
    found = pair_up(buckets, most, neighbours=neighbours)
    assert found <= every
    assert naive.families((str(a), str(b)) for a, b in found) == naive.families((str(a), str(b)) for a, b in every)
    large = [set(members) for members in buckets if len(members) > most]
    small = {pair for members in buckets if len(members) <= most for pair in combinations(members, 2)}
    assert all(any(set(pair) <= members for members in large) for pair in small - found)


def test_keys_hold_the_smaller_document_first() -> None:
    keys = make_keys(np.array([9, 2**31 - 1], np.int32), np.array([4, 0], np.int32))
    assert [column.tolist() for column in split_keys(keys)] == [[4, 0], [9, 2**31 - 1]]
    assert keys.argsort().tolist() == [1, 0]


def test_no_sets_make_no_group() -> None:
    groups = LargeGroups([], 3)
    keys = make_keys(np.array([0, 1]), np.array([1, 2]))
    assert (groups.members(), groups.keys.tolist()) == ([], [])
    assert groups.outside(keys).tolist() == groups.thin(keys, 5).tolist() == keys.tolist()


@given(st.lists(st.frozensets(st.integers(0, 9), min_size=4), max_size=5))
def test_the_pairs_of_large_groups_connect_the_documents_of_each_set(sets: list[frozenset[int]]) -> None:
    columns = [np.array(sorted(one), np.int32) for one in sorted(sets, key=len, reverse=True)]
    groups = LargeGroups(columns, 10)
    pairs = zip(*(column.tolist() for column in split_keys(groups.keys)), strict=True)
    connected = naive.families((str(a), str(b)) for a, b in pairs)
    assert all(any({str(n) for n in one} <= group for group in connected) for one in sets)
    assert len(set(groups.keys.tolist())) < 20


@given(st.integers(3, 9), st.integers(2, 6))
def test_dense_pairs_are_thinned_to_a_group(n: int, most: int) -> None:
    every = np.sort(make_keys(*(np.array(side) for side in zip(*combinations(range(n), 2), strict=True))))
    groups = LargeGroups([], n + 1)
    kept = groups.thin(every, most)
    if n <= most:
        assert kept.tolist() == every.tolist()
        return
    assert groups.members() == [list(range(n))]
    pairs = set(zip(*(column.tolist() for column in split_keys(kept)), strict=True))
    assert pairs == {*((0, k) for k in range(1, n)), *pairwise(range(n))}
