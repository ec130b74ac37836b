"""Blocks and edits are columns, and to everybody the tuples of their records."""

from __future__ import annotations

import copy
import pickle

import pytest

from textdiff import Comparison, Document, compare
from textdiff.model import Columns, Edit, make_edit

A = "The council met on Monday. It voted for the plan, 12 to 3. Nobody spoke against it."
B = "The council met on Tuesday. Nobody spoke against it. The mayor left early."


def _comparison() -> Comparison:
    return compare(Document("a", A), Document("b", B))


def test_columns_are_equal_to_the_tuple_of_their_records_and_hashed_as_it() -> None:
    comparison = _comparison()
    for columns in (comparison.blocks, comparison.edits):
        records = tuple(columns)
        assert columns == records
        assert records == columns
        assert columns != records[:-1]
        assert hash(columns) == hash(records)
        assert repr(columns) == repr(records)
        assert columns != list(records)


def test_a_record_of_columns_is_found_by_its_place_and_some_by_a_slice() -> None:
    edits = _comparison().edits
    records = tuple(edits)
    assert len(records) > 4
    assert [edits[n] for n in range(-len(edits), len(edits))] == [*records, *records]
    assert edits[1:-1] == records[1:-1]
    assert edits[::-1] == records[::-1]
    assert list(reversed(edits)) == list(reversed(records))
    assert edits.index(records[2]) == 2
    assert records[3] in edits
    with pytest.raises(IndexError):
        edits[len(edits)]


def test_columns_can_be_copied_and_sent_to_another_process() -> None:
    comparison = _comparison()
    again = pickle.loads(pickle.dumps(comparison))  # noqa: S301  our own, and by the standard library
    assert again == comparison
    assert copy.deepcopy(comparison).blocks == comparison.blocks


def test_a_comparison_that_was_read_is_equal_to_the_one_that_was_written() -> None:
    comparison = _comparison()
    read = Comparison.from_dict(comparison.to_dict(), (A, B))
    assert read == comparison
    assert comparison == read


def test_an_edit_whose_sides_do_not_fit_its_number_is_refused() -> None:
    broken: Columns[Edit] = Columns(make_edit, b"\0", [-1], [-1], [0], [3], [0])
    with pytest.raises(AssertionError, match="keep"):
        broken[0]
