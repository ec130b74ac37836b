"""The laws of a comparison, each as a property of generated pairs and on the seed articles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import naive
import pytest
import regex
from as_text import as_text
from hypothesis import given
from hypothesis import strategies as st
from naive import gaps
from strategies import options, pairs, texts

from textdiff import Comparison, Document, Match, Options, Span, compare
from textdiff.changes import align
from textdiff.model import Limit, Move, Source, Uncounted
from textdiff.texts.keys import plain

CORPORA = Path(__file__).parent.parent / "corpora"
BOTH_WAYS = [("A", "B"), ("B", "A"), ("A", "T"), ("T", "A"), ("B", "T"), ("T", "B")]

# The scripts that write words without spaces: between two of their letters an edit may end.
_WORD = regex.compile(r"[[\p{L}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]", regex.V1)
_DIGIT = regex.compile(r"\p{Nd}")
_TOKENS = st.lists(st.sampled_from("abcde"), max_size=25)


def _compare(pair: tuple[str, str], settings: Options | None = None) -> Comparison:
    return compare(Document("first", pair[0]), Document("second", pair[1]), options=settings or Options())


def assert_lossless(text: str) -> None:
    """Check law 1 on one text."""
    tokens = as_text(text)
    between = gaps(tokens)
    words = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert "".join(gap + word for gap, word in zip(between, [*words, ""], strict=True)) == text
    assert all(words)
    for column in (tokens.words, tokens.sentences, tokens.paragraphs):
        assert list(column) == sorted(set(column))
    assert set(tokens.paragraphs) <= set(tokens.sentences) <= set(range(len(tokens)))


def assert_rebuilt(comparison: Comparison) -> None:
    """Check law 3, and that an edit is what it is called."""
    a, b = comparison.a.text, comparison.b.text
    assert naive.rebuild(comparison) == (a, b)
    for edit in comparison.edits:
        if edit.op == "keep":
            assert edit.a is not None
            assert edit.b is not None
            assert edit.a.of(a) == edit.b.of(b)
            assert not edit.typography
        else:
            assert edit.a is None or edit.b is None or edit.a.of(a) != edit.b.of(b)


def assert_typography(comparison: Comparison) -> None:
    """Check that an edit is typography if its words and marks are the same, and else only where a headline has case."""
    written: list[dict[int, str]] = []
    for text in (comparison.a.text, comparison.b.text):
        tokens = as_text(text)
        written.append({start: plain(text[start:end]) for start, end in zip(tokens.starts, tokens.ends, strict=True)})
    for edit in comparison.edits:
        if edit.op != "keep":
            a, b = (
                [side[at] for at in range(span.start, span.end) if at in side] if span is not None else []
                for side, span in zip(written, (edit.a, edit.b), strict=True)
            )
            assert edit.typography or a != b, (edit, a, b)
            if edit.typography and a != b:  # the case of a headline: tests/test_headlines.py
                assert [character.casefold() for character in a] == [character.casefold() for character in b]
                assert any(character[0].isupper() for character in a + b)


def assert_mirrored(comparison: Comparison, settings: Options | None = None) -> None:
    """Check law 4; in what order the blocks of the other way round stand is law 2."""
    back = compare(comparison.b, comparison.a, options=settings or Options())
    assert naive.layout_faults(back) == []
    assert mirror_image(back.to_dict()) == content(comparison.to_dict())


def content(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a comparison says but for its verdict and the order in which it says it."""
    places = [(block["a"], block["b"]) for block in record["blocks"]]
    rows = {name: [dict(row) for row in record[name]] for name in ("blocks", "edits")}
    for block in rows["blocks"]:
        del block["n"], block["change"]
        block["repeat_of"] = None if block["repeat_of"] is None else places[block["repeat_of"]]
    for edit in rows["edits"]:
        edit["block"] = places[edit["block"]]
    unordered = {name: record[name] for name in ("passages", "uncounted", "warnings", "notes", "limits")} | rows
    named = {name: record[name] for name in ("relation", "shares", "counts", "options")}
    documents = [{name: row[name] for name in row if name != "label"} for row in record["documents"]]
    return {name: sorted(map(repr, value)) for name, value in unordered.items()} | named | {"documents": documents}


def mirror_image(record: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a comparison as if its sides had been given in the other order."""
    turned = {name: value if name == "documents" else _swapped(value) for name, value in record.items()}
    turned["documents"] = record["documents"][::-1]
    return content(turned)


_OTHER = {
    "a": "b",
    "A": "B",
    "a_in_b": "b_in_a",
    "added_words": "dropped_words",
    "a_paragraph": "b_paragraph",
    "a_place": "b_place",
    "added": "dropped",
    "add": "drop",
    "a-inside-b": "b-inside-a",
}
_OTHER |= {value: name for name, value in _OTHER.items()}


def _swapped(value: Any) -> Any:
    """Return a part of a record with every name of a side, and every name of a direction, turned round."""
    if isinstance(value, dict):
        # The order of the names stays, so that equal rows are written alike.
        return {name: _swapped(value[_OTHER.get(name, name)]) for name in value}
    if isinstance(value, list):
        return [_swapped(item) for item in value]
    if isinstance(value, str):
        said, quoting, text = value.partition(" has here: ")  # the words of a text are not turned
        turned = re.sub(r"\b[AB]\b", lambda match: _OTHER[match.group()], said)
        return _OTHER.get(value) or turned + quoting + text
    return value


def assert_round_trip(comparison: Comparison) -> None:
    """Check law 7."""
    record = json.loads(json.dumps(comparison.to_dict()))
    again = Comparison.from_dict(record, (comparison.a.text, comparison.b.text))
    assert again == comparison
    assert again.to_dict() == comparison.to_dict()


def assert_whole_words(comparison: Comparison) -> None:
    """Check that no edit begins or ends inside a grapheme, a word or a number."""
    for side in ("a", "b"):
        text = getattr(comparison, side).text
        borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
        for edit in comparison.edits:
            span = getattr(edit, side)
            for at in (span.start, span.end) if span is not None else ():
                assert at in borders, f"{edit} cuts a grapheme at {at} of {side}"
                assert not _in_word(text, at), f"{edit} cuts {text[at - 3 : at + 3]!r} at {at} of {side}"


def _in_word(text: str, at: int) -> bool:
    before, after = text[:at][-1:], text[at:][:1]
    if _WORD.match(before) and _WORD.match(after):
        return True
    figure = text[max(0, at - 2) : at + 1], text[max(0, at - 1) : at + 2]  # the mark before the border, or after it
    return any(
        len(part) == 3 and part[1] in ".,:" and bool(_DIGIT.match(part[0]) and _DIGIT.match(part[2])) for part in figure
    )


@given(texts() | pairs().map(lambda pair: pair[1]))
def test_tokens_and_the_gaps_between_them_rebuild_the_text(text: str) -> None:
    assert_lossless(text)


@given(pairs(), options())
def test_edits_and_blocks_tile_both_texts_in_order(pair: tuple[str, str], settings: Options) -> None:
    assert naive.layout_faults(_compare(pair, settings)) == []


@given(pairs(), options())
def test_the_edits_rebuild_both_texts(pair: tuple[str, str], settings: Options) -> None:
    assert_rebuilt(_compare(pair, settings))


@given(pairs())
def test_a_difference_is_typography_when_the_words_and_marks_are_the_same(pair: tuple[str, str]) -> None:
    assert_typography(_compare(pair))


@given(pairs(), options())
def test_the_other_way_round_is_the_mirror_image(pair: tuple[str, str], settings: Options) -> None:
    assert_mirrored(_compare(pair, settings), settings)


@given(st.lists(pairs(), min_size=2, max_size=2))
def test_what_was_compared_before_does_not_matter(several: list[tuple[str, str]]) -> None:
    first = [_compare(pair).to_dict() for pair in several]
    again = [_compare(pair).to_dict() for pair in reversed(several)]
    assert json.dumps(first) == json.dumps(again[::-1])


_CHILD = """
import json, sys
from pathlib import Path
from textdiff import Document, compare
texts = [path.read_bytes().decode() for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
for a, b in zip(texts[::2], texts[1::2]):
    print(json.dumps(compare(Document("a", a), Document("b", b)).to_dict()))
"""


def test_hash_seed_locale_time_zone_and_folder_do_not_change_a_byte(tmp_path: Path) -> None:
    folder = CORPORA / "edits" / "articles"
    surroundings = [("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Tokyo"), ("4711", "tr_TR.UTF-8", "America/Lima")]
    answers = set()
    for seed, locale, zone in surroundings:
        setting = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", _CHILD, str(folder)]
        answers.add(subprocess.run(command, env=setting, cwd=tmp_path, capture_output=True, check=True).stdout)
    assert len(answers) == 1
    texts_ = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    pairs_ = list(zip(texts_[::2], texts_[1::2], strict=True))
    assert len(pairs_) == 94
    here = [compare(Document("a", a), Document("b", b)).to_dict() for a, b in pairs_]
    assert [json.loads(line) for line in answers.pop().splitlines()] == json.loads(json.dumps(here))


@given(texts() | pairs().map(lambda pair: pair[1]), options())
def test_a_text_compared_with_itself_is_kept_whole(text: str, settings: Options) -> None:
    comparison = _compare((text, text), settings)
    assert comparison.relation == "same"
    assert {edit.op for edit in comparison.edits} <= {"keep"}
    assert {block.kind for block in comparison.blocks} <= {"same"}
    assert comparison.changes == ()
    whole = 1.0 if comparison.words[0] else 0.0  # nothing shares nothing
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a, comparison.shares.jaccard) == (whole, whole, whole)


@given(_TOKENS, _TOKENS)
def test_the_engine_keeps_as_many_tokens_as_the_textbook(a: list[str], b: list[str]) -> None:
    runs = list(align.longest_common(a, b))
    assert sum(run.n for run in runs) == naive.lcs_length(a, b)
    a_done = b_done = 0
    for run in runs:
        assert run.a >= a_done
        assert run.b >= b_done
        assert a[run.a : run.a + run.n] == b[run.b : run.b + run.n]
        a_done, b_done = run.a + run.n, run.b + run.n


# Tokens far apart: code points of one to four bytes, and those beside the surrogates.
_FAR = str.maketrans(dict(zip("abcde", map(align._letter, (0, 0xD7FE, 0xD7FF, 0xFFFF, 1_000_000)), strict=True)))  # noqa: SLF001


@given(_TOKENS.map("".join), _TOKENS.map("".join))
def test_the_engine_in_c_gives_what_the_one_in_python_gives(a: str, b: str) -> None:
    for one, other in ((a, b), (a.translate(_FAR), b.translate(_FAR))):
        assert [tuple(op) for op in align._diff(one, other)] == align._pure_diff(one, other)  # noqa: SLF001  one door


def test_more_different_tokens_than_there_are_code_points_are_aligned() -> None:
    many = [str(n) for n in range(1_120_000)]
    assert sum(run.n for run in align.longest_common(["end"], [*many, "end"])) == 1


@given(pairs(), options())
def test_json_out_and_in_gives_an_equal_record(pair: tuple[str, str], settings: Options) -> None:
    assert_round_trip(_compare(pair, settings))


def test_json_keeps_every_kind_of_entry() -> None:
    a, b = "Some 6,700 \u200bpeople.\n", "Some 7,600 people.\r\n"
    comparison = _compare((a, b))
    moved = replace(comparison.blocks[0], moved=Move(1, 14, 0.08, 0.71), lane="crumb", repeat_of=0)
    everything = replace(
        comparison,
        a=Document("first", a, Source("a.txt", "00", "utf-8", "title", "2020-08-17", "outlet", "en", (3, 4))),
        blocks=(moved, *comparison.blocks[1:]),
        matches=(Match(Span(0, 4), Span(0, 4), 1, 0.75),),
        uncounted=(Uncounted("name", Span(0, 4), Span(0, 4), 1),),
        notes=("one", "two"),
        limits=(Limit("engine_cells", 20, 10),),
    )
    assert {warning.kind for warning in comparison.warnings} == {"hidden-characters", "line-ends"}
    assert_round_trip(everything)


@given(pairs())
def test_changes_are_numbered_as_they_are_read(pair: tuple[str, str]) -> None:
    comparison = _compare(pair)
    seen = [block for block in comparison.blocks if block.lane == "body" and (block.kind != "same" or block.moved)]
    assert [block.change for block in comparison.changes] == list(range(1, len(seen) + 1))
    assert sorted(block.n for block in comparison.changes) == [block.n for block in seen]
    for side in ("a", "b"):  # each text is read in its order; what moved counts at its place in A
        spans = [getattr(block, side) for block in comparison.changes if not block.moved or side == "a"]
        present = [span for span in spans if span is not None]
        assert present == sorted(present)


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1), (1, 3), (0, 1)])
def test_a_record_with_other_numbers_of_changes_is_refused(numbers: tuple[int, int]) -> None:
    comparison = _compare(("One is here.\n\nTwo is there.", "One was here.\n\nTwo was there."))
    record = comparison.to_dict()
    changed = [block for block in record["blocks"] if block["change"]]
    assert [block["change"] for block in changed] == [1, 2]
    changed[0]["change"], changed[1]["change"] = numbers
    texts = (comparison.a.text, comparison.b.text)
    if sorted(numbers) == [1, 2]:
        assert Comparison.from_dict(record, texts).changes[0].n == changed[1]["n"]
    else:
        with pytest.raises(AssertionError, match="numbered"):
            Comparison.from_dict(record, texts)


@given(pairs(), options())
def test_no_edit_begins_or_ends_inside_a_grapheme_a_word_or_a_number(pair: tuple[str, str], settings: Options) -> None:
    assert_whole_words(_compare(pair, settings))


@pytest.mark.parametrize(("a", "b"), BOTH_WAYS)
def test_the_laws_hold_on_the_seed_articles(seeds: dict[str, Document], a: str, b: str) -> None:
    assert_lossless(seeds[a].text)
    comparison = compare(seeds[a], seeds[b])
    assert naive.layout_faults(comparison) == []
    assert_rebuilt(comparison)
    assert_typography(comparison)
    assert_mirrored(comparison)
    assert_round_trip(comparison)
    assert_whole_words(comparison)


@pytest.mark.parametrize("name", ["A", "B", "T"])
def test_a_seed_article_compared_with_itself_is_kept_whole(seeds: dict[str, Document], name: str) -> None:
    comparison = compare(seeds[name], seeds[name])
    assert comparison.relation == "same"
    assert {edit.op for edit in comparison.edits} == {"keep"}
    assert {block.kind for block in comparison.blocks} == {"same"}
