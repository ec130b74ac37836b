"""The case of a headline is typography; the case of any other sentence is not."""

from __future__ import annotations

import pytest
from compared import compared

from textdiff import Comparison

BODY = (
    "Some 6,700 people were held in the harbour town on Monday night, the interior ministry said. "
    "The mayor spoke of a failure of the police that no inquiry could mend."
)


def _above_an_article(a: str, b: str, break_: str = "\n\n") -> Comparison:
    return compared(f"{a}{break_}{BODY}", f"{b}\n\n{BODY}")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Harbour Town Talks End in Deadlock", "Harbour town talks end in deadlock"),
        ("HARBOUR TOWN TALKS END IN DEADLOCK", "Harbour town talks end in deadlock"),
        ("Who Pays For the New Harbour Wall?", "Who pays for the new harbour wall?"),
        ("ПЕРЕГОВОРЫ В ПОРТУ ЗАШЛИ В ТУПИК", "Переговоры в порту зашли в тупик"),
        ("“Harbour Town Talks” End in Deadlock", '"Harbour town talks" end in deadlock'),
    ],
)
def test_the_case_of_a_headline_is_typography(a: str, b: str) -> None:
    comparison = _above_an_article(a, b)
    assert comparison.relation == "typography"
    assert {block.kind for block in comparison.blocks} == {"same"}
    assert all(edit.typography for edit in comparison.edits if edit.op != "keep")


def test_a_headline_that_runs_into_its_text_on_one_side_is_a_headline() -> None:
    comparison = _above_an_article("Harbour Town Talks End in Deadlock", "Harbour town talks end in deadlock", " ")
    assert comparison.relation == "typography"


def test_a_word_of_a_headline_that_changed_is_all_that_is_marked() -> None:
    comparison = _above_an_article("Harbour Town Talks End in Deadlock", "Harbour town talks end in failure")
    changed = [edit for edit in comparison.edits if edit.op != "keep" and not edit.typography]
    assert [(edit.a and edit.a.of(comparison.a.text), edit.b and edit.b.of(comparison.b.text)) for edit in changed] == [
        ("Deadlock", "failure")
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The mayor met the Polish consul again", "The mayor met the polish consul again"),  # no headline case
        ("Mayor Says Talks With US Have Begun", "Mayor says talks with us have begun"),  # US is not us
        ("Talks Ended in Deadlock on Sunday.", "Talks ended in deadlock on sunday."),  # a sentence
        ("Hat er Sie im Auto mit dem Hund?", "Hat er sie im Auto mit dem Hund?"),
        ("„Ich sah Sie im Haus am Markt.“", "„Ich sah sie im Haus am Markt.“"),
        ("“It was the Polish, not the Turkish one.”", "“It was the polish, not the Turkish one.”"),
        ("“Is it US or NATO or the IAEA?”", "“Is it us or NATO or the IAEA?”"),
        ("He met May and Boris Johnson in the US:", "He met may and Boris Johnson in the US:"),
    ],
)
def test_the_case_of_anything_else_is_an_edit(a: str, b: str) -> None:
    comparison = _above_an_article(a, b)
    assert comparison.relation == "near-duplicate"
    assert any(edit.op == "replace" and not edit.typography for edit in comparison.edits)
