"""What must hold on the seed articles, with figures: A and B are two cuts of one original, T is independent."""

from __future__ import annotations

import pytest
from as_text import as_text

from textdiff import Comparison, Document, Options, compare
from textdiff.model import Edit


@pytest.fixture(scope="module")
def versions(seeds: dict[str, Document]) -> Comparison:
    return compare(seeds["A"], seeds["B"])


def _counted(comparison: Comparison) -> list[Edit]:
    return [edit for edit in comparison.edits if edit.op != "keep" and not edit.typography]


def _words(comparison: Comparison, edit: Edit) -> int:
    """Return the words of the longer side of an edit."""
    sides = ((comparison.a.text, edit.a), (comparison.b.text, edit.b))
    return max(len(as_text(span.of(text)).words) for text, span in sides if span is not None)


def test_about_two_thirds_of_each_version_are_in_the_other(versions: Comparison) -> None:
    assert versions.relation == "overlapping"
    assert 0.58 <= versions.shares.a_in_b <= 0.70
    assert 0.58 <= versions.shares.b_in_a <= 0.70


def test_the_versions_share_about_ten_passages_the_longest_of_a_hundred_words(versions: Comparison) -> None:
    assert 9 <= versions.shares.passages <= 11
    assert 101 <= versions.shares.longest_words <= 115
    assert 5 <= len(versions.matches) <= versions.shares.passages  # some are one passage with a small edit in it
    assert {match.kind for match in versions.matches} == {"verbatim", "edited"}
    assert all(match.words >= Options().min_words for match in versions.matches)


def test_the_lost_name_of_the_news_site_is_an_add_of_its_own(versions: Comparison) -> None:
    added = [edit.b.of(versions.b.text).strip() for edit in versions.edits if edit.op == "add" and edit.b is not None]
    assert added.count("Tut.by") == 1


def test_the_changes_are_about_twenty_stretches(versions: Comparison) -> None:
    assert 18 <= len(_counted(versions)) <= 24


def test_unrelated_stretches_are_whole_blocks_and_no_confetti(versions: Comparison) -> None:
    kinds = [block.kind for block in versions.blocks]
    assert kinds.count("added") >= 5
    assert kinds.count("dropped") >= 5
    shown = [edit for edit in versions.edits if not edit.typography]
    for before, kept, after in zip(shown, shown[1:], shown[2:], strict=False):
        if kept.op == "keep" and "keep" not in (before.op, after.op) and 1 <= _words(versions, kept) <= 2:
            assert min(_words(versions, before), _words(versions, after)) < 5


@pytest.mark.parametrize(("a", "b"), [("A", "T"), ("T", "A"), ("B", "T"), ("T", "B")])
def test_the_independent_article_shares_no_text(seeds: dict[str, Document], a: str, b: str) -> None:
    comparison = compare(seeds[a], seeds[b])
    assert comparison.relation == "no-shared-text"
    assert comparison.matches == ()
    shared = {
        (stretch.kind, " ".join(stretch.a.of(comparison.a.text).split()).replace('"', ""))
        for stretch in comparison.uncounted
    }
    assert ("phrase", "discussed the situation in Belarus") in shared
    assert any(
        kind == "name" and text.lower().endswith("ambassador to slovakia, igor leshchenya") for kind, text in shared
    )
    assert max(comparison.shares.a_in_b, comparison.shares.b_in_a, comparison.shares.jaccard) < 0.01


def test_an_article_compared_with_itself_has_no_change(seeds: dict[str, Document]) -> None:
    comparison = compare(seeds["A"], seeds["A"])
    assert comparison.relation == "same"
    assert {edit.op for edit in comparison.edits} == {"keep"}
    assert comparison.changes == ()


def _text(versions: Comparison, side: str, start: str) -> str:
    """Return the side of the block that begins with these words."""
    text = getattr(versions, side).text
    spans = [span for block in versions.blocks if (span := getattr(block, side)) is not None]
    (found,) = [span.of(text) for span in spans if span.of(text).startswith(start)]
    return found.strip()


def test_the_sentence_on_the_constitution_is_reworded_and_the_one_after_it_dropped(versions: Comparison) -> None:
    (reworded,) = [block for block in versions.blocks if block.kind == "reworded"]
    assert reworded.a is not None
    assert reworded.b is not None
    assert reworded.a.of(versions.a.text).startswith("Speaking to state media")
    assert reworded.b.of(versions.b.text).startswith("However he said he was willing")
    (dropped,) = [
        block
        for block in versions.blocks
        if block.a and block.a.of(versions.a.text).startswith("He said that work was")
    ]
    assert dropped.kind == "dropped"


def test_footer_alt_text_and_repeated_headlines_are_excluded(versions: Comparison) -> None:
    excluded = [block for block in versions.blocks if block.lane == "crumb"]
    a = " ".join(block.a.of(versions.a.text) for block in excluded if block.a)
    b = " ".join(block.b.of(versions.b.text) for block in excluded if block.b)
    assert "1px transparent line" in a
    assert a.count("Workers chant leave") == 2
    assert "not responsible for the content of external sites" in b
    assert "(c) 2021 BBC" in b
    assert all(block.repeat_of is None for block in excluded)


def test_both_stumps_of_b_are_warnings_of_lost_text(versions: Comparison) -> None:
    lost = [warning for warning in versions.warnings if warning.kind == "lost-text"]
    assert [warning.side for warning in lost] == ["b", "b"]
    assert "EU foreign ministers agreed" in lost[0].note
    assert "to suppress the peaceful protests" in lost[1].note
