"""Numbers, dates, prices and names with initials are replaced whole."""

from __future__ import annotations

import pytest
from compared import compared
from hypothesis import given
from hypothesis import strategies as st

from textdiff import Comparison, Document, Options, compare
from textdiff.texts.text import Text
from textdiff.texts.tokens import Vocabulary
from textdiff.texts.units import _UNITS, find_units

SHELL = "Officials in the harbour town said on Monday that {} and that nothing else was known."


def _in_a_sentence(a: str, b: str) -> Comparison:
    return compared(SHELL.format(a), SHELL.format(b))


def _changes(comparison: Comparison) -> list[tuple[str | None, str | None]]:
    return [
        (edit.a and edit.a.of(comparison.a.text), edit.b and edit.b.of(comparison.b.text))
        for edit in comparison.edits
        if edit.op != "keep"
    ]


@pytest.mark.parametrize(
    ("frame", "old", "new"),
    [
        ("some {} people were held", "6,700", "7,600"),
        ("some {} people were held", "1 300 000", "1 600 000"),
        ("it began on {} at noon", "16 August", "17 August"),
        ("it began on {} at noon", "16 August 2020", "16 August 2021"),
        ("it began on {} at noon", "August 16, 2020", "August 19, 2020"),
        ("it began on {} at noon", "16/08/2020", "16/09/2020"),
        ("es begann am {} um zwölf", "3. Oktober", "4. Oktober"),
        ("cela a commencé le {} à midi", "1er mai 2020", "2 mai 2020"),
        ("empezó el {} a mediodía", "3 de mayo de 2020", "4 de mayo de 2020"),
        ("это началось {} в полдень", "12 мая 2021", "13 мая 2021"),
        ("iniziò il {} a mezzogiorno", "3 maggio 2021", "4 maggio 2021"),
        ("começou no {} ao meio-dia", "12 de janeiro de 2020", "13 de janeiro de 2020"),
        ("the repairs cost {} in all", "$6,700", "€6,700"),
        ("the repairs cost {} in all", "US$3.2 million", "US$4.2 million"),
        ("the repairs cost {} in all", "5 million dollars", "6 million dollars"),
        ("the repairs cost {} in all", "300 000 рублей", "500 000 рублей"),
        ("the book by {} was read out", "J. K. Rowling", "J. R. Rowling"),
        ("the speech by {} was read out", "George W. Hill", "George M. Hill"),
        ("the firm spent {} on it", "500万元", "600万元"),
        ("the firm spent {} on it", "$5-6 million", "$5-7 million"),
        ("it began at 10:30 {} in town", "May 5", "May 6"),
        ("Mr Ivanov {} left it", "16 August", "17 August"),
        ("it lasted from {} in town", "16-17 August", "16-18 August"),
    ],
)
def test_a_unit_that_changed_is_one_replacement(frame: str, old: str, new: str) -> None:
    comparison = _in_a_sentence(frame.format(old), frame.format(new))
    assert _changes(comparison) == [(old, new)]
    assert comparison.notes == ()


@pytest.mark.parametrize(
    ("frame", "old", "new", "changes"),
    [
        ("it began on {} at noon", "16 August", "16 August and 17 August", [(None, "and 17 August ")]),
        ("it began on {} at noon", "16 August", "16 August, 17 August", [(None, ", 17 August")]),
        ("the speech by {} was read out", "George Hill", "George W. Hill", [(None, "W. ")]),
        ("it began on {} at noon", "16 August", "a Sunday in August", [("16", "a Sunday in")]),
        ("it cost {} in all", "$6,700", "$6,700 or less", [(None, "or less ")]),
        ("it began on {} at noon", "16 August", "16 August 2020", [(None, "2020 ")]),
        ("it is {} at noon", "on 16 August 2022", "in August 2022", [("on 16", "in")]),
        ("he can march {} miles a day", "16", "20", [("16", "20")]),
        ("the {} said so", "U.S. Army", "U.S. Navy", [("Army", "Navy")]),
        ("the {} met", "U.N. Security Council", "U.N. General Council", [("Security", "General")]),
        ("he spoke of {} he went", "Vitamin C. Then", "Vitamin D. Then", [("C", "D")]),
        ("the {} spoke", "Author J. K. Rowling", "Writer J. K. Rowling", [("Author", "Writer")]),
    ],
)
def test_what_is_no_other_value_of_a_unit_stays_word_by_word(
    frame: str, old: str, new: str, changes: list[tuple[str | None, str | None]]
) -> None:
    assert _changes(_in_a_sentence(frame.format(old), frame.format(new))) == changes


def test_a_date_in_a_longer_verbatim_run_leaves_no_note_behind() -> None:
    comparison = _in_a_sentence(
        "the long strike of the dockers began on 16 August", "the long strike of the dockers began on 16 May"
    )
    assert _changes(comparison) == [("16 August", "16 May")]
    assert comparison.notes == ()
    assert comparison.shares.shared_words == comparison.words[0] - 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Published: 16 August 2020", "Published: 17 August 2020"),
        ("By George W. Hill", "By George M. Hill"),
        ("Price: US$3.2 million", "Price: US$4.2 million"),
    ],
)
def test_a_unit_of_a_short_line_does_not_make_it_another_sentence(a: str, b: str) -> None:
    body = "The dockers of the harbour town stayed away from work, the union said."
    comparison = compare(Document("a", f"{a}\n\n{body}"), Document("b", f"{b}\n\n{body}"))
    assert [block.kind for block in comparison.changes] == ["edited"]
    assert comparison.changes[0].similarity > 0.5


_PIECES = (
    "16 May 2020 Sept. of US$ 3.2 million J. K. Rowling Author Hill 5-6 € 300 000 рублей 12 мая 2021 de agosto "
    "年 8月16日 500万元 1er mai , . - – / 3. Oktober U.S. World War I. Many "
    "X. $ A. B. C. D. 1 000 7777 th 1st March march $5."
).split(" ")


@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from((" ", "", ", "))), max_size=60))
def test_units_are_those_that_are_found_by_looking_everywhere(pieces: list[tuple[str, str]]) -> None:
    text = Text(Document("a", "".join(map("".join, pieces))), Vocabulary(), Options())
    everywhere = [
        (match.lastgroup, text.token_at(match.start()), text.token_at(match.end()))
        for match in _UNITS.finditer(text.text, *((text.start(0), text.end(len(text) - 1)) if len(text) else ()))
    ]
    assert [tuple(unit) for unit in find_units(text, (0, len(text)))] == everywhere
