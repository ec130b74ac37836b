"""The marks of a test, by rule: what it needs, whether it is slow, and whether it is a quick test of one stage.

`browser` needs Chromium, `data` the folder that TEXTDIFF_DATA names, `slow` takes half a second or more. `unit` is
all else that runs no command: `make unit`.
"""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import command

if TYPE_CHECKING:
    import pytest

# Tests of more than half a second with all their parameters, by file or by name: `pytest --durations=0`, on two cores.
SLOW = frozenset(
    """
    test_corpus_page_sheets.py
    test_diff_faults.py
    test_generate.py
    test_10000_copies_of_one_text_give_three_pairs_each_at_most
    test_10000_edited_copies_of_one_text_give_two_pairs_each
    test_a_footer_makes_no_pair
    test_a_footer_with_a_date_makes_no_pair
    test_a_line_of_more_than_a_million_values_is_a_skip
    test_a_measure_reaches_its_floor
    test_a_pattern_gets_to_the_end_of_hostile_text
    test_a_payload_in_any_field_is_only_text
    test_a_payload_in_any_field_of_a_scan_is_only_text
    test_a_share_is_one_or_zero_only_when_it_is
    test_a_story_in_five_hundred_outlets_is_one_family
    test_a_story_inside_longer_articles_of_some_outlets_is_found_everywhere
    test_a_story_that_many_outlets_carry_is_no_boilerplate
    test_a_thousand_unrelated_articles_with_one_footer_are_no_pair
    test_batches_of_any_size_give_the_same_values
    test_ignorable_characters_in_a_row_are_read_in_one_go
    test_in_any_part_of_a_newsroom_family_only_the_source_of_all_others_is_named
    test_long_corpora_have_the_values_that_datasketch_gives_them
    test_mixed_numbers_tell_sets_apart_by_their_sums
    test_nearly_all_of_twenty_passages_moved_in_a_long_text_are_found
    test_no_two_articles_share_a_run_that_no_label_accounts_for
    test_nohup_holds_for_a_scan_and_its_workers
    test_odd_names_are_told_apart_and_change_nothing_but_themselves
    test_one_line_is_held_in_memory_at_a_time
    test_one_word_a_hundred_thousand_times_is_one_run
    test_origins_named_by_dates_of_the_newsroom_are_right
    test_origins_named_by_the_texts_of_the_newsroom_are_right
    test_pairs_are_those_of_insert_and_query
    test_shingles_of_every_length_around_one_block_of_sha1_are_hashed_right
    test_the_interval_of_a_large_sample_is_narrow
    test_the_marks_reach_what_they_should
    test_the_pages_of_a_thousand_documents_are_a_megabyte_at_most
    test_the_results_are_the_same_bytes_whoever_computes_them
    test_the_size_of_the_parts_changes_nothing
    test_thousands_of_damaged_documents_are_counted_and_take_no_page
    test_what_a_pattern_matches_holds_one_of_its_words
    test_what_is_kept_of_a_long_edited_text_counts_wherever_it_stands
    """.split()
)


def marks_of(test: pytest.Function) -> set[str]:
    """Return the names of the marks that a test has by its fixtures, parameters, name and module."""
    parameters = test.callspec.params if hasattr(test, "callspec") else {}
    marks = set()
    if "browser" in test.fixturenames:
        marks.add("browser")
    if "data_folder" in test.fixturenames or parameters.get("texts") == "seeds" or parameters.get("needs_data"):
        marks.add("data")
    if SLOW & {test.path.name, test.originalname}:
        marks.add("slow")
    return marks or ({"unit"} if not _runs_commands(test) else set())


def _runs_commands(test: pytest.Function) -> bool:
    """Return whether a test starts processes: its module runs the command, or it names what would itself."""
    of_module = vars(test.module)
    runs = any(of_module.get(name) is getattr(command, name) for name in ("run", "run_unprivileged", "COMMAND"))
    return runs or not {"subprocess", "command"}.isdisjoint(_names(test.function.__code__, of_module, set()))


def _names(code: CodeType, of_module: dict[str, Any], seen: set[str]) -> set[str]:
    """Return what some code, and the functions of its module that it calls, name that is none of their variables."""
    new = set(code.co_names) - seen
    seen |= new
    called = [of_module[name].__code__ for name in sorted(new) if isinstance(of_module.get(name), FunctionType)]
    for inner in [*called, *(constant for constant in code.co_consts if isinstance(constant, CodeType))]:
        _names(inner, of_module, seen)
    return seen
