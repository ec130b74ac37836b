"""What a comparison says of two texts: hand cases, each named as the sentence that must be true."""

from __future__ import annotations

from itertools import product

import naive
import pytest
from compared import compared

from textdiff import Comparison, Document, Options, compare
from textdiff.model import Move
from textdiff.texts.readers.plain import read_bytes

STRIKE = "Thousands of workers walked out of the state factories on Monday."
VOTE = "The president said that he would never hold another vote."
POLICE = "Police were accused of violence by several human rights groups."
FLOOD = "Heavy rain flooded cellars along the river during the night."

Change = tuple[str, str | None, str | None]


def _changes(comparison: Comparison) -> list[Change]:
    """Return the edits that count, with what they drop and add."""
    return [
        (
            edit.op,
            edit.a.of(comparison.a.text) if edit.a is not None else None,
            edit.b.of(comparison.b.text) if edit.b is not None else None,
        )
        for edit in comparison.edits
        if edit.op != "keep" and not edit.typography
    ]


def _kinds(comparison: Comparison) -> list[str]:
    return [block.kind for block in comparison.blocks]


def test_a_replaced_word_is_one_replace_in_an_edited_sentence() -> None:
    comparison = compared(f"{STRIKE} {VOTE} {POLICE}", f"{STRIKE} {VOTE.replace('never', 'gladly')} {POLICE}")
    assert _changes(comparison) == [("replace", "never", "gladly")]
    assert _kinds(comparison) == ["same", "edited", "same"]
    assert comparison.blocks[1].similarity == 0.9


def test_an_added_word_is_one_add() -> None:
    comparison = compared(VOTE, VOTE.replace("president", "old president"))
    assert _changes(comparison) == [("add", None, "old ")]
    assert _kinds(comparison) == ["edited"]


def test_a_dropped_word_is_one_drop() -> None:
    comparison = compared(VOTE.replace("president", "old president"), VOTE)
    assert _changes(comparison) == [("drop", "old ", None)]
    assert _kinds(comparison) == ["edited"]


def test_a_dropped_sentence_is_one_drop_in_a_dropped_block() -> None:
    comparison = compared(f"{STRIKE} {VOTE} {POLICE}", f"{STRIKE} {POLICE}")
    assert _changes(comparison) == [("drop", f"{VOTE} ", None)]
    assert _kinds(comparison) == ["same", "dropped", "same"]
    assert (comparison.counts.added_words, comparison.counts.dropped_words) == (0, 10)


def test_sentences_added_side_by_side_are_one_block() -> None:
    comparison = compared(f"{STRIKE} {POLICE}", f"{STRIKE} {VOTE} {FLOOD} {POLICE}")
    assert _changes(comparison) == [("add", None, f"{VOTE} {FLOOD} ")]
    assert _kinds(comparison) == ["same", "added", "same"]


def test_a_name_put_into_a_sentence_is_an_add_of_its_own() -> None:
    comparison = compared(
        "According to the local news site, it was the largest rally.",
        "According to the local news site Tut.by, it was the largest rally.",
    )
    (change,) = _changes(comparison)
    assert (change[0], change[1], str(change[2]).strip()) == ("add", None, "Tut.by")


def test_text_that_was_only_reflowed_is_the_same_in_another_typography() -> None:
    text = f"{STRIKE} {VOTE} {POLICE}"
    for other in (text.replace(" ", "\n"), text.replace(". ", ".\n\n"), f"  {text}\r\n", text.replace(" ", "\u00a0")):
        comparison = compared(text, other)
        assert comparison.relation == "typography"
        assert _kinds(comparison) == ["same"]
        assert _changes(comparison) == []
        assert comparison.changes == ()


def test_curly_quotes_and_long_dashes_are_typography() -> None:
    comparison = compared('It\'s "free" - or so... he said.', "It’s “free” – or so… he said.")
    assert comparison.relation == "typography"
    assert _kinds(comparison) == ["same"]
    typography = [edit for edit in comparison.edits if edit.typography]
    assert {edit.op for edit in typography} == {"replace"}
    assert (comparison.counts.added_words, comparison.counts.dropped_words) == (0, 0)


def test_case_is_a_change_but_shares_the_word() -> None:
    comparison = compared(VOTE, VOTE.replace("president", "President"))
    assert _changes(comparison) == [("replace", "president", "President")]
    assert _kinds(comparison) == ["edited"]
    assert comparison.relation == "near-duplicate"
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)


def test_a_changed_figure_is_one_replace() -> None:
    text = "About 6,700 arrests were made in the days after it."
    assert _changes(compared(text, text.replace("6,700", "7,600"))) == [("replace", "6,700", "7,600")]


def test_unrelated_texts_are_whole_blocks_and_no_confetti() -> None:
    a = f"{STRIKE} {VOTE} The strike of the workers was said to be the largest of the year."
    b = "The river rose to a level of six metres in the night. Cellars of the old town were under water by Monday."
    comparison = compared(a, b)
    assert comparison.relation == "no-shared-text"
    assert sorted(_kinds(comparison)) == ["added", "dropped"]
    assert sorted(_changes(comparison)) == [("add", None, b), ("drop", a, None)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The line is short of drivers and it will run every hour from now on.",
            "The line is short of drivers. It will run every hour from now on.",
        ),
        (
            "The room is cold, so it stays closed until the end of the winter.",
            "The room is cold. It stays closed until the end of the winter.",
        ),
    ],
)
def test_a_sentence_that_became_two_is_one_edited_block(one: str, two: str) -> None:
    for a, b in ((one, two), (two, one)):
        comparison = compared(f"{STRIKE} {a} {POLICE}", f"{STRIKE} {b} {POLICE}")
        assert _kinds(comparison) == ["same", "edited", "same"]
        edited = comparison.blocks[1]
        assert edited.a is not None
        assert edited.b is not None
        assert (edited.a.of(comparison.a.text), edited.b.of(comparison.b.text)) == (f"{a} ", f"{b} ")


@pytest.mark.parametrize(("a", "b"), list(product(["", " ", "\r\n\t", "\u200b\ufeff", "No vote."], repeat=2)))
def test_texts_of_nothing_or_white_space_are_compared_like_any_other(a: str, b: str) -> None:
    comparison = compared(a, b)
    words = {"No vote."} & {a, b}
    expected = "same" if a == b else "no-shared-text" if words else "typography"
    assert comparison.relation == expected
    assert naive.layout_faults(comparison) == []
    assert naive.rebuild(comparison) == (a, b)
    assert len(_changes(comparison)) == (expected == "no-shared-text")
    assert sum("is empty" in note for note in comparison.notes) == (a != "No vote.") + (b != "No vote.")


def test_an_insertion_begins_and_ends_where_a_sentence_does() -> None:
    a = "He met them. He left at noon. They stayed for dinner."
    b = "He met them. He left at night. He left at noon. They stayed for dinner."
    assert _changes(compared(a, b)) == [("add", None, "He left at night. ")]
    assert _changes(compared(b, a)) == [("drop", "He left at night. ", None)]


def test_a_gap_too_large_for_the_engine_is_named_in_the_notes() -> None:
    a, b = "one one", "one one one"  # no word is unique, so there is no place to cut
    coarse = compared(a, b, engine_cells=1)
    assert any("too long to align word by word" in note and "the limit is 1" in note for note in coarse.notes)
    assert naive.rebuild(coarse) == (a, b)
    assert not any("too long" in note for note in compared(a, b).notes)


def test_a_gap_too_large_for_the_engine_is_cut_where_words_are_unique() -> None:
    comparison = compared("alpha beta gamma delta", "alpha beta omega delta", engine_cells=1)
    assert _changes(comparison) == [("replace", "gamma", "omega")]


def _article(*stretches: tuple[str, int]) -> str:
    """Return sentences of ten words; a stretch is so many different words that begin with its name."""
    sentences = []
    for name, n in stretches:
        words = [f"{name}{number}" for number in range(n)]
        sentences += [" ".join(words[start : start + 10]) + "." for start in range(0, n, 10)]
    return " ".join(sentences)


@pytest.mark.parametrize(
    ("shared", "a_only", "b_only", "relation"),
    [
        (80, 20, 20, "near-duplicate"),
        (79, 21, 21, "overlapping"),
        (79, 21, 0, "b-inside-a"),
        (90, 10, 22, "near-duplicate"),
        (90, 10, 23, "a-inside-b"),
        (90, 23, 10, "b-inside-a"),
        (89, 11, 40, "overlapping"),
        (30, 0, 90, "a-inside-b"),
        (7, 50, 50, "overlapping"),
        (6, 50, 50, "no-shared-text"),
        (0, 50, 50, "no-shared-text"),
    ],
)
def test_the_relation_follows_from_the_shares(shared: int, a_only: int, b_only: int, relation: str) -> None:
    comparison = compared(_article(("shared", shared), ("a", a_only)), _article(("shared", shared), ("b", b_only)))
    assert comparison.relation == relation
    shares = comparison.shares
    counts = shared if relation != "no-shared-text" else 0
    assert shares.shared_words == shares.longest_words == counts
    assert shares.a_in_b == round(counts / (shared + a_only), 4)
    assert shares.b_in_a == round(counts / (shared + b_only), 4)
    assert shares.jaccard == round(counts / (shared + a_only + shared + b_only - counts), 4)
    assert (comparison.counts.added_words, comparison.counts.dropped_words) == (b_only, a_only)


def test_a_moved_paragraph_counts_as_shared_and_is_one_moved_block() -> None:
    comparison = compared(f"{FLOOD}\n\n{STRIKE} {VOTE}\n\n{POLICE}", f"{STRIKE} {VOTE}\n\n{POLICE}\n\n{FLOOD}")
    assert comparison.relation == "near-duplicate"
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)
    assert comparison.notes == ()
    (moved,) = comparison.changes
    assert (moved.kind, moved.a and moved.a.of(comparison.a.text)) == ("same", f"{FLOOD}\n\n")
    assert moved.moved == Move(
        1, 3, 0.0, round((len(STRIKE) + len(VOTE) + len(POLICE) + 5) / len(comparison.b.text), 2)
    )
    assert comparison.counts.moved_blocks == 1
    assert comparison.verdict.endswith(" of B's are in A; 1 passage moved.")


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (STRIKE, STRIKE, "A and B are the same text."),
        (STRIKE, STRIKE + "\n", "A and B have the same words; only white space or typography differs."),
        (
            STRIKE,
            FLOOD,
            (
                "A and B share no passage of 7 words or more beyond names and titles; "
                "B adds 10 words and drops 11 words of A's."
            ),
        ),
        (
            _article(("shared", 999), ("a", 1)),
            _article(("shared", 999), ("b", 1)),
            (
                "A and B are near-duplicates: 99 % of A's words are in B and 99 % of B's are in A; "
                "B adds 1 word and drops 1 word of A's."
            ),
        ),
        (
            _article(("shared", 20), ("a", 60)),
            _article(("shared", 20)),
            ("B is inside A: 25 % of A's words are in B and 100 % of B's are in A; B drops 60 words of A's."),
        ),
        (
            _article(("shared", 20)),
            _article(("shared", 20), ("b", 1980)),
            ("A is inside B: 100 % of A's words are in B and 1 % of B's are in A; B adds 1,980 words."),
        ),
        (
            _article(("shared", 10), ("a", 10)),
            _article(("shared", 10), ("b", 1990)),
            "50 % of A's words are in B and under 1 % of B's are in A; B adds 1,990 words and drops 10 words of A's.",
        ),
    ],
)
def test_the_verdict_is_one_sentence_in_both_directions(a: str, b: str, verdict: str) -> None:
    assert compared(a, b).verdict == verdict


def test_the_verdict_says_what_became_of_sentences_and_passages() -> None:
    a = f"{FLOOD}\n\n{STRIKE} {VOTE}\n\n{POLICE}"
    b = f"{STRIKE.replace(' ', ' very ', 1)} {VOTE}\n\n{POLICE}\n\n{FLOOD}"
    comparison = compared(a, b)
    assert comparison.verdict.endswith("B adds 1 word; 1 sentence edited and 1 passage moved.")
    # A moved passage with many edits is one passage, and no sentence of its own.
    far = f"{FLOOD.replace(' ', ' now ', 1)}"
    moved = compared(a, f"{STRIKE} {VOTE}\n\n{POLICE}\n\n{far}")
    assert moved.verdict.endswith("B adds 1 word; 1 passage moved.")
    assert compared(f"{FLOOD}", f"{FLOOD[:-1]}!").verdict.endswith(
        "no word differs, but signs, currency or punctuation do."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("می\u200cخواهم", ""),  # Persian is spelled with it
        ("क्\u200dष", ""),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", ""),  # a family
        ("har\u200dbour", "1 × U+200D"),
        ("har\u00adbour \u200b", "1 × U+00AD, 1 × U+200B"),
    ],
)
def test_joiners_that_belong_to_a_script_are_not_warned_of(text: str, found: str) -> None:
    notes = [one.note for one in compared(f"{FLOOD} {text}", FLOOD).warnings if one.kind == "hidden-characters"]
    assert notes == ([f"invisible characters: {found}"] if found else [])


def test_the_warning_of_an_invisible_character_leads_to_it() -> None:
    text = f"می\u200cخواهم {FLOOD} har\u200cbour"
    (warning,) = (one for one in compared(text, FLOOD).warnings if one.kind == "hidden-characters")
    assert warning.span.start == text.rindex("\u200c")


def _warnings(comparison: Comparison) -> list[tuple[str, str, tuple[int, int]]]:
    return [(warning.kind, warning.side, (warning.span.start, warning.span.end)) for warning in comparison.warnings]


def test_characters_that_show_nothing_are_warned_of() -> None:
    comparison = compared("no \u202evote\u200b at\u200b all", "no vote at all")
    assert _warnings(comparison) == [("hidden-characters", "a", (3, 4))]
    assert "1 × U+202E" in comparison.warnings[0].note
    assert "2 × U+200B" in comparison.warnings[0].note
    assert comparison.relation == "typography"


@pytest.mark.parametrize(
    ("end", "name"), [("\r\n", "CRLF"), ("\r", "CR"), ("\u2028", "LS"), ("\x85", "NEL"), ("\v", "VT")]
)
def test_different_line_ends_are_warned_of_on_both_sides(end: str, name: str) -> None:
    comparison = compared("one\ntwo\nthree", f"one{end}two{end}three")
    assert _warnings(comparison) == [("line-ends", "a", (3, 4)), ("line-ends", "b", (3, 3 + len(end)))]
    assert comparison.warnings[0].note.endswith(" LF")
    assert comparison.warnings[1].note.endswith(f" {name}")


def test_texts_without_oddities_have_no_warnings() -> None:
    assert compared("one\ntwo", "one two").warnings == ()
    assert compared("one\r\ntwo", "one\r\nthree").warnings == ()
    assert compared(STRIKE, VOTE).notes == ()


def test_bytes_that_could_not_be_read_are_warned_of() -> None:
    damaged = "é".encode() * 3 + b" vote " * 100 + b"\xff"
    document = read_bytes(damaged, "damaged", options=Options(max_bytes=1000))
    comparison = compare(Document("a", VOTE), document)
    at = len(document.text) - 1
    assert _warnings(comparison) == [("undecodable", "b", (at, at + 1))]
    assert comparison.warnings[0].note.startswith("1 place could not be read as utf-8")


@pytest.mark.parametrize(
    ("a", "b", "added"),
    [
        (  # the full stop at the end is the full stop at the end, not that of an abbreviation
            "The limits vary as seen from tables ( 3 ) of the report.",
            "The limits vary as seen from tables ( 3 ) and Figs. 4 of the report.",
            "and Figs. 4 ",
        ),
        (  # to white space, not into brackets
            "They saw the ship as reported [three] times in May.",
            "They saw the ship as reported [two] where [three] times in May.",
            "[two] where ",
        ),
        (  # to the word that joins
            "Both Oslo and Rome signed the treaty on fishing.",
            "Both Oslo and Bern and Rome signed the treaty on fishing.",
            "and Bern ",
        ),
        (  # else as far right as it goes
            "The minister met the bulk of the fleet in the harbour.",
            "The minister met the head of the bulk of the fleet in the harbour.",
            "head of the ",
        ),
        (  # with both ends of a quotation
            'He left. The mayor said: "We will win." The end.',
            'He left. The mayor said: "We will fight." He said: "We will win." The end.',
            '"We will fight." He said: ',
        ),
    ],
)
def test_an_insertion_reads_as_one_phrase(a: str, b: str, added: str) -> None:
    comparison = compared(a, b)
    assert [(edit.op, edit.b and edit.b.of(b)) for edit in comparison.edits if edit.op != "keep"] == [("add", added)]
