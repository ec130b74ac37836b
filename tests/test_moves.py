"""Passages that changed place, and reworded sentences."""

from __future__ import annotations

import pytest
from compared import compared

from textdiff import Comparison
from textdiff.model import Block, Move
from textdiff.views.order import reading_rows
from textdiff.views.words import move_note

LEDE = "The harbour of Port Sallow was closed on Monday after a crane toppled into the basin."
CRANE = "The crane was sixty-one years old and had last been inspected in the spring of 2019."
QUOTE = '"We heard a crack and then we ran for our lives," said docker Milo Vantage.'
COST = "Clearing the basin will cost about 2.4 million crowns and take until the end of March."
TRADE = "Nine freighters are waiting in the roads, four of them loaded with fruit that will not keep."
UNION = "The dockers' union has called for the two remaining cranes of that type to be taken down."
OTHER = "Snow fell on the northern passes overnight, and two villages were cut off for several hours."


def _seen(comparison: Comparison) -> list[tuple[str, bool, str | None, str | None]]:
    """Return the changes as kind, moved, and the text of each side."""
    return [
        (
            block.kind,
            block.moved is not None,
            None if block.a is None else block.a.of(comparison.a.text).strip(),
            None if block.b is None else block.b.of(comparison.b.text).strip(),
        )
        for block in comparison.changes
    ]


def test_a_moved_sentence_is_one_moved_block_and_not_dropped_and_added() -> None:
    comparison = compared(
        f"{LEDE} {CRANE}\n\n{QUOTE}\n\n{COST} {TRADE}", f"{LEDE}\n\n{QUOTE}\n\n{COST} {CRANE} {TRADE}"
    )
    assert _seen(comparison) == [("same", True, CRANE, CRANE)]
    assert comparison.relation == "near-duplicate"
    assert (comparison.shares.a_in_b, comparison.counts.added_words, comparison.counts.dropped_words) == (1.0, 0, 0)


def test_a_moved_block_says_where_it_stood_and_stands() -> None:
    a = f"{LEDE}\n\n{CRANE}\n\n{QUOTE}\n\n{COST}\n\n{TRADE}"
    b = f"{LEDE}\n\n{QUOTE}\n\n{COST}\n\n{TRADE}\n\n{CRANE}"
    (block,) = compared(a, b).changes
    assert block.moved == Move(2, 5, round(a.index(CRANE) / len(a), 2), round(b.index(CRANE) / len(b), 2))
    assert move_note(block, compared(a, b)) == "sank from paragraph 2 to 5"
    (back,) = compared(b, a).changes
    assert move_note(back, compared(b, a)) == "rose from paragraph 5 to 2"


def test_a_moved_paragraph_is_one_block_with_its_inner_edit() -> None:
    edited = QUOTE.replace("docker", "stevedore")
    comparison = compared(
        f"{LEDE}\n\n{CRANE} {QUOTE}\n\n{COST} {TRADE}\n\n{UNION}",
        f"{LEDE}\n\n{COST} {TRADE}\n\n{UNION}\n\n{CRANE} {edited}",
    )
    assert _seen(comparison) == [("edited", True, f"{CRANE} {QUOTE}", f"{CRANE} {edited}")]
    changed = [edit for edit in comparison.edits if edit.op != "keep" and not edit.typography]
    assert [(edit.op, edit.a and edit.a.of(comparison.a.text)) for edit in changed] == [("replace", "docker")]


def test_one_move_and_two_edited_words_across_reflow_are_that_and_nothing_else() -> None:
    a = f"{LEDE}\n\n{CRANE}\n\n{QUOTE} {COST}\n\n{TRADE} {UNION}"
    b = " ".join([LEDE.replace("Monday", "Tuesday"), QUOTE, COST, TRADE.replace("Nine", "Eleven"), CRANE, UNION])
    comparison = compared(a, b)
    assert [(kind, moved) for kind, moved, *_ in _seen(comparison)] == [
        ("edited", False),
        ("same", True),
        ("edited", False),
    ]
    replaced = [edit for edit in comparison.edits if edit.op != "keep" and not edit.typography]
    assert [edit.op for edit in replaced] == ["replace", "replace"]
    assert comparison.counts.moved_blocks == 1


def test_two_sentences_of_one_template_are_not_one_that_moved() -> None:
    one, other = "The death toll rose to 12 in Aleppo on Monday.", "The death toll rose to 30 in Mosul on Friday."
    comparison = compared(f"{one} {LEDE} {CRANE} {COST}\n\n{TRADE}", f"{LEDE} {CRANE} {COST}\n\n{TRADE} {other}")
    assert comparison.counts.moved_blocks == 0


def test_two_moves_are_two_blocks() -> None:
    a = f"{LEDE}\n\n{CRANE} {QUOTE}\n\n{COST} {TRADE}\n\n{UNION} {OTHER}"
    b = f"{LEDE}\n\n{QUOTE}\n\n{TRADE}\n\n{UNION} {CRANE} {OTHER} {COST}"
    assert _seen(compared(a, b)) == [("same", True, CRANE, CRANE), ("same", True, COST, COST)]


def test_of_a_line_that_stands_twice_one_is_dropped_as_a_repeat_and_one_has_moved() -> None:
    line = "Read the full report in tomorrow's paper."
    comparison = compared(f"{line}\n\n{LEDE} {CRANE}\n\n{line}\n\n{COST}", f"{LEDE} {CRANE}\n\n{COST}\n\n{line}")
    assert _seen(comparison) == [("same", True, line, line), ("dropped", False, line, None)]
    assert [block.repeat_of is not None for block in comparison.changes] == [False, True]


@pytest.mark.parametrize("short", ["No.", "He agreed.", "Nobody was hurt by luck.", "Nobody was hurt by luck alone."])
def test_a_sentence_of_any_length_that_stands_once_in_both_texts_may_move(short: str) -> None:
    a, b = f"{LEDE} {short} {CRANE} {COST} {TRADE}", f"{LEDE} {CRANE} {COST} {short} {TRADE}"
    assert _seen(compared(a, b)) == [("same", True, short, short)]
    assert _seen(compared(f"{LEDE} {CRANE}", f"{LEDE} {short} {CRANE}")) == [("added", False, None, short)]


def test_what_is_added_beside_a_moved_block_keeps_the_order_of_b() -> None:
    comparison = compared(f"{LEDE} {CRANE} {COST} {TRADE} {UNION}", f"{UNION} {OTHER} {LEDE} {CRANE} {COST} {TRADE}")
    in_place = [block.b for block in comparison.blocks if block.b is not None and block.moved is None]
    assert in_place == sorted(in_place)
    assert _seen(comparison) == [("added", False, None, OTHER), ("same", True, UNION, UNION)]


def test_a_moved_block_stands_once_in_a_and_once_in_b_of_the_rows() -> None:
    comparison = compared(f"{LEDE} {CRANE} {COST} {TRADE}", f"{LEDE} {COST} {CRANE} {TRADE}")
    rows = reading_rows(comparison.blocks)
    halves = [(row.in_a, row.in_b) for row in rows if row.block.moved]
    assert sorted(halves) == [(False, True), (True, False)]
    for side, text in (("a", comparison.a.text), ("b", comparison.b.text)):
        shown: list[Block] = [row.block for row in rows if (row.in_a if side == "a" else row.in_b)]
        assert "".join(getattr(block, side).of(text) for block in shown) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Experts believe the accident was caused by rust in the foot of the mast.",
         "Corrosion at the base of the mast probably led to the accident, experts believe."),
        (QUOTE, "Milo Vantage, a docker, told of a crack and of running for his life."),
    ],
)  # fmt: skip
def test_a_sentence_in_other_words_is_one_reworded_block(before: str, after: str) -> None:
    comparison = compared(f"{LEDE} {before} {COST}\n\n{TRADE}", f"{LEDE} {after} {COST}\n\n{TRADE}")
    assert _seen(comparison) == [("reworded", False, before, after)]
    assert 0 <= comparison.changes[0].similarity < 0.5
    assert comparison.counts.reworded_blocks == 1


def test_a_paragraph_in_the_place_of_another_is_not_reworded() -> None:
    comparison = compared(f"{LEDE}\n\n{CRANE}\n\n{COST}", f"{LEDE}\n\n{OTHER}\n\n{COST}")
    assert sorted(kind for kind, *_ in _seen(comparison)) == ["added", "dropped"]


def test_a_split_sentence_is_one_edited_block() -> None:
    one = "The crane fell at dawn, and the basin has been closed to all ships since then."
    two = "The crane fell at dawn. The basin has been closed to all ships since then."
    assert _seen(compared(f"{LEDE} {one} {COST}", f"{LEDE} {two} {COST}")) == [("edited", False, one, two)]


def test_a_passage_taken_from_inside_one_sentence_and_put_inside_another_has_moved() -> None:
    # The sentences around both holes were taken for one edited sentence each, over all that lay between.
    moved = f"since the spring of 2019. {QUOTE} {COST} The basin"
    hole, patch = "The crane had not been inspected{} is closed to ships.", "Ice covers{} the lake now."
    a = f"{LEDE} {TRADE} {hole.format(' ' + moved)} {UNION} {OTHER} {patch.format('')}"
    b = f"{LEDE} {TRADE} {hole.format('')} {UNION} {OTHER} {patch.format(' ' + moved)}"
    comparison = compared(a, b)
    assert [row for row in _seen(comparison) if row[1]] == [("same", True, moved, moved)]


def test_nearly_all_of_twenty_passages_moved_in_a_long_text_are_found() -> None:
    from speed.texts import long_pair

    pair = long_pair(25_000, 0.1, 20)
    comparison = compared(pair.a, pair.b)
    moved_words = sum(len(block.a.of(pair.a).split()) for block in comparison.changes if block.moved and block.a)
    assert 18 <= comparison.counts.moved_blocks <= 20
    assert moved_words >= 0.6 * pair.moved  # whole sentences of passages that begin and end inside one
