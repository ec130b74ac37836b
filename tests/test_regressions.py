"""Faults that were found once, each by the input that showed it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from as_text import as_text
from command import run
from compared import compared

import textdiff
from textdiff.changes.borders import _bare_borders
from textdiff.families.candidates import find_candidates
from textdiff.families.signatures import find_similar, sign
from textdiff.families.words import hash_words
from textdiff.model import Document, Span
from textdiff.options import Calibration, Options
from textdiff.texts.tokens import word_keys
from textdiff.texts.units import _UNITS
from textdiff.views.columns import COLOUR, PLAIN, fold

_STORY = "The council met on Monday evening and agreed to repair the old bridge before the first snow falls."


def test_two_documents_of_one_id_give_the_same_scan_in_any_order() -> None:
    documents = [Document("x", _STORY), Document("x", "Something else."), Document("y", f"{_STORY} More of it.")]
    scans = [textdiff.scan(order) for order in (documents, documents[::-1])]
    assert scans[0] == scans[1]
    assert len(scans[0].skipped) == 1


def test_a_group_of_near_duplicates_over_the_cap_gets_a_spanning_set() -> None:
    options = Options(calibration=Calibration(max_bucket=5))
    documents = [word_keys(f"{_STORY} {_STORY.upper()} {n}.") for n in range(12)]
    found = find_similar(sign(documents, options), options)
    assert found.capped_buckets > 0
    assert len(found.pairs) < 12 * 11 // 2
    assert find_similar(sign(documents, options), Options()).pairs == [
        (a, b) for a in range(12) for b in range(a + 1, 12)
    ]
    reached = {0}
    for a, b in found.pairs:
        assert a in reached
        reached.add(b)
    assert reached == set(range(12))


def test_candidates_of_large_and_small_buckets_are_the_same_pairs() -> None:
    versions = [hash_words(_STORY + f" {'more ' * n}") for n in range(11)]
    pairs = find_candidates(versions, Options(min_words=5)).pairs
    assert pairs == [(a, b) for a in range(11) for b in range(a + 1, 11)]


@pytest.mark.parametrize("texts", ["[1, 2]", '[["a"], ["b"]]', "[]", '["a"]', "{}"])
def test_a_record_whose_texts_are_no_texts_is_refused(texts: str) -> None:
    html = textdiff.report([Document("a", "One text."), Document("b", "One text.")])
    broken = html.replace('"texts":["One text.","One text."]', f'"texts":{texts}')
    assert broken != html
    with pytest.raises(textdiff.VerificationError):
        textdiff.verify(broken)


def test_a_line_feed_in_a_pane_that_became_a_carriage_return_is_refused() -> None:
    html = textdiff.report([Document("a", "One line.\nTwo lines."), Document("b", "One line.\nTwo lines.")])
    textdiff.verify(html)
    place = html.index("One line.\nTwo") + len("One line.")
    with pytest.raises(textdiff.VerificationError, match="pane A"):
        textdiff.verify(html[:place] + "\r" + html[place + 1 :])


def test_a_report_read_in_text_mode_is_still_accepted(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(
        textdiff.report([Document("a", "One.\r\nTwo."), Document("b", "One.\r\nTwo!")]), "utf-8", newline=""
    )
    textdiff.verify(path.read_bytes().decode())
    textdiff.verify(path.read_text("utf-8"))


def test_compare_does_not_write_over_its_inputs(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(_STORY)
    done = run("compare", "a.txt", "b.txt", "-o", "b.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (tmp_path / "b.txt").read_text() == _STORY


def test_a_scan_of_no_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    assert run("scan", "missing", cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_sentence_of_short_words_is_shared_text() -> None:
    comparison = compared("The cat sat on the mat and slept for hours.", "The cat sat on the mat and slept for days.")
    assert comparison.relation == "near-duplicate"
    assert comparison.uncounted == ()


def test_a_verdict_does_not_say_that_nothing_changed_when_a_sign_did() -> None:
    verdict = compared(f"{_STORY} It was −5 degrees.", f"{_STORY} It was 5 degrees.").verdict
    assert "no word differs, but signs" in verdict
    assert "adds 0" not in verdict


def test_a_share_is_one_or_zero_only_when_it_is() -> None:
    words = " ".join(f"w{n}" for n in range(30_000))
    shares = compared(words, words.replace("w15000 ", "other ")).shares
    assert shares.a_in_b == shares.b_in_a == 0.9999
    html = textdiff.report([Document("a", words), Document("b", words.replace("w15000 ", "other "))])
    assert "100 %" not in html.partition('<section aria-labelledby="texts">')[0]


def test_a_refrain_is_kept_wherever_it_stands() -> None:
    refrain = "Subscribe to our newsletter to read more stories like this one."
    fresh = [f"Item {n} is about topic {n * n} and person {n * 7}." for n in range(25)]
    a = " ".join(f"{item} {refrain}" for item in fresh)
    b = " ".join(f"New {n} opening {n + 1} sentence {n + 2}." for n in range(60)) + " " + a
    assert compared(a, b).shares.a_in_b == 1.0


def test_words_of_a_text_without_spaces_are_counted_in_the_list_of_changes() -> None:
    html = textdiff.report([Document("a", "他说抗议活动已经持续十天。"), Document("b", "")])
    assert "Change 1</a>, 12 words" in html


def test_a_mark_before_a_letter_without_spaces_is_no_word() -> None:
    # The mark looked ahead to a letter that is a token of its own, and counted as a word of that text only.
    comparison = compared("0:\u1c24: x", "0:\u1c24\U00030000: x")
    assert comparison.words == (2, 3)


@pytest.mark.parametrize("style", [COLOUR, PLAIN])
@pytest.mark.parametrize("text", ["抗议活动已经持续十天" * 9, "a word and another one " * 9, "x" * 200])
def test_no_mark_is_cut_where_a_line_is_folded(style: object, text: str) -> None:
    assert style in (COLOUR, PLAIN)
    marks = COLOUR if style is COLOUR else PLAIN
    lines = list(fold([("", text), ("dropped", text), ("added", text)], "  ", marks, 31))
    codes = re.compile(r"\x1b\[[0-9;]*m|\[-|-\]|\{\+|\+\}")
    assert "".join(codes.sub("", line).strip() for line in lines).replace(" ", "") == text.replace(" ", "") * 3
    assert all(len(codes.findall(line)) % 2 == 0 for line in lines)
    assert all(
        sum(2 if sign > "\u2e80" else 1 for sign in codes.sub("", line)) <= 31 for line in lines if "x" * 40 not in line
    )


def test_git_goes_on_after_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"a\0b")
    (tmp_path / "new").write_bytes(b"a\0c")
    zero = "0" * 40
    done = run("compare", "picture.txt", "old", zero, "100644", "new", zero, "100644", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(b"picture.txt: not compared: looks binary")


def test_the_rows_of_a_scan_are_compact_json(tmp_path: Path) -> None:
    textdiff.scan([Document("a", _STORY), Document("b", _STORY)], out=tmp_path, html=False)
    (line,) = (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()
    assert line == json.dumps(json.loads(line), separators=(",", ":"))


def test_lines_of_marks_alone_are_no_part_of_a_sentence_before_them() -> None:
    # The end of a sentence was looked for in all lines before: 5,000 lines of three stars took 6 s.
    tokens = as_text("They left.\n\n* * *\n\n* * *\n\nThey came back")
    assert list(_bare_borders(tokens)) == [(3, 6), (6, 9)]


def test_groups_of_three_digits_in_a_row_are_numbers_of_a_few_groups() -> None:
    # Each place of "100 100 100 …" was tried to the end: 20 kB took 4 s.
    text = "100 " * 5000
    matches = list(_UNITS.finditer(text))
    assert {len(match.group().split()) for match in matches} == {6, 5000 % 6}


def test_a_short_line_marks_a_border_only_where_a_sentence_of_the_other_text_begins() -> None:
    # Whether it begins one was asked of the text of the line: "Our Town" was cut off as a sentence.
    rest = "was shut on Monday, says the mayor of the place."
    (block,) = compared(f"Town\n\nIt {rest}", f"Our Town {rest}").blocks
    assert (block.kind, block.b) == ("edited", Span(0, len(f"Our Town {rest}")))


def test_short_lines_one_after_the_other_each_mark_a_border() -> None:
    # The second of them begins no sentence of the other text before the first one's border is carried over.
    lines = ("Mayor to go", "Photo by Ann Lee", "She will leave in May, says the council of the town.")
    blocks = compared("\n\n".join(lines), " ".join(lines)).blocks
    assert {block.kind for block in blocks} == {"same"}
    changed = compared("\n\n".join(lines), " ".join((*lines[:2], lines[2].replace("May", "June")))).changes
    assert [block.b for block in changed] == [Span(29, 29 + len(lines[2]) + 1)]


def test_a_full_stop_that_one_text_has_is_no_sentence_of_its_own() -> None:
    """It was a dropped block without a word, and `--fail-if dropped` ended with 1."""
    a = "Nobody from the press was let in. The school will stay closed until Friday because of the damp. No."
    b = "Nobody from the press was let in\n\nThe school will stay closed until Friday because of the damp.\n\nNo."
    for one, other in ((a, b), (b, a)):
        assert [block.kind for block in compared(one, other).changes] == ["edited"]


def test_equal_sentences_between_neighbours_are_not_reworded_into_each_other() -> None:
    """The number of a paragraph of a law, "(4)", was "reworded, 0 % of the words kept"."""
    rules = {
        "boat": "No person shall moor a boat at the quay without leave of the harbour master.",
        "dog": "Every dog has to be held on a leash between the first of April and the end of June.",
        "fire": "Fires may be lit in the places that the council has marked for this and in no others.",
        "tent": "Tents are allowed for one night on the meadow beside the mill if the farmer agrees.",
        "rope": "Ropes and nets must not be dried on the railings of the bridge.",
    }
    orders = ("boat", "dog", "fire", "tent", "rope"), ("tent", "boat", "rope", "fire", "dog")
    a, b = ("\n".join(f"({n}) {rules[name]}" for n, name in enumerate(order, 1)) for order in orders)
    changes = compared(a, b).changes
    assert [block.kind for block in changes] == ["edited"] * len(changes)  # the number of each
    assert any(block.moved for block in changes)
    assert all(block.a and block.b and block.a.of(a)[3:].split() == block.b.of(b)[3:].split() for block in changes)
