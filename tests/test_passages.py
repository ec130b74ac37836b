"""Passages of a pair: verbatim, edited and reworded ones; and what is shared and no sign of copying."""

from __future__ import annotations

import re

import pytest

from textdiff import Comparison, Document, Match, Options, compare, passages
from textdiff.options import Calibration
from textdiff.views.html.report import render_report
from textdiff.views.markdown import render_markdown
from textdiff.views.order import reworded_passages
from textdiff.views.terminal import Screen, render
from textdiff.views.words import place_of

LEAD = (
    "Fishermen on the northern coast have blocked the entrance to the harbour of Vardem since dawn, "
    "demanding that the government withdraw the new limits on cod before the winter season begins."
)
QUOTE = (
    "We have fished these waters for eleven generations and no clerk in the capital will tell us, with a pencil "
    "and a ruler, when our boats may leave"
)
BODY_A = (
    "The ministry published the limits on Monday. They cut the catch of each boat by a third. Owners of small vessels "
    "say they cannot pay their crews after the cut. The harbour master closed the quay to traffic at noon."
)
BODY_B = (
    "A storm tore the roof off the cannery in March. Its owner promised to rebuild. Since then two hundred people "
    "have been without work, and the town council met for the third time this week to discuss help for them."
)
# One report, reworded: names and figures stay, most other words do not.
REWORDED_A = (
    "Rescue teams pulled fourteen miners from the flooded Orvelund copper mine on Thursday, after three days below. "
    "The water had cut off the lower gallery when a dam above the village of Skarn gave way during heavy rain. "
    "Doctors at the hospital in Tresk said that all fourteen miners were weak but out of danger. "
    "The company that runs the Orvelund mine, Norrkop, has promised an inquiry into the state of the dam."
)
REWORDED_B = (
    "After three days below ground, fourteen miners were brought out of the flooded mine at Orvelund, of copper. "
    "Heavy rain had broken a dam over Skarn village, and the lower gallery was cut off by the water. "
    "All fourteen are out of danger though weak, doctors in the Tresk hospital say. "
    "An inquiry into the dam's state was promised by Norrkop, the company running the mine at Orvelund."
)


def _pair(a: str, b: str) -> tuple[Document, Document]:
    return Document("a", a), Document("b", b)


def _uncounted(comparison: Comparison) -> list[tuple[str, int]]:
    return [(stretch.kind, stretch.words) for stretch in comparison.uncounted]


def test_two_articles_that_share_only_a_public_quotation_copied_nothing() -> None:
    a, b = _pair(f"{BODY_A} “{QUOTE},” the skipper Olav Renn said.", f"“{QUOTE}”, said Olav Renn, a skipper. {BODY_B}")
    comparison = compare(a, b)
    assert (comparison.relation, comparison.shares.shared_words, comparison.matches) == ("no-shared-text", 0, ())
    assert passages(a, b) == ()
    assert _uncounted(comparison) == [("quotation", len(QUOTE.split()))]


def test_a_quotation_in_copied_text_is_copied_with_it() -> None:
    text = f"{LEAD} “{QUOTE},” the skipper Olav Renn said."
    comparison = compare(*_pair(f"{text} {BODY_A}", f"{BODY_B} {text}"))
    (match,) = comparison.matches
    assert QUOTE in match.a.of(comparison.a.text)
    assert comparison.uncounted == ()


@pytest.mark.parametrize(
    "phrase",
    [
        "did not immediately respond to a request for comment",
        "spoke on condition of anonymity because he was not authorised to talk to reporters",
        "the Minister for Fisheries, Ports and Coastal Affairs Dr Ingeborg Halvorsen-Brandt",
    ],
)
def test_stock_phrases_and_names_with_titles_are_set_apart(phrase: str) -> None:
    comparison = compare(*_pair(f"{BODY_A} On Friday {phrase}.", f"{BODY_B} Asked about it, {phrase}, again."))
    assert comparison.relation == "no-shared-text"
    assert [kind for kind, _ in _uncounted(comparison)] in (["phrase"], ["name"])


def test_small_edits_make_one_edited_passage() -> None:
    edited = LEAD.replace("blocked", "barred").replace("new limits", "lower limits")
    (match,) = passages(*_pair(f"{LEAD} {BODY_A}", f"{BODY_B} {edited}"))
    assert match.kind == "edited"
    assert match.a.of(LEAD) in LEAD.partition("blocked ")[2]  # no seven words stand before the first edit
    assert match.words > 20
    assert 0.8 < match.similarity < 1
    (whole,) = passages(*_pair(f"{LEAD} {BODY_A}", f"{BODY_B} {LEAD}"))
    assert (whole.kind, whole.similarity) == ("verbatim", 1.0)
    assert whole.strength > match.strength > 0


def test_a_report_in_other_words_is_a_reworded_passage() -> None:
    a, b = _pair(f"{BODY_A} {REWORDED_A}", f"{REWORDED_B} {BODY_B}")
    comparison = compare(a, b)
    (match,) = comparison.matches
    assert match.kind == "reworded"
    assert 0.34 < match.similarity < 1
    assert _covers(match.a.of(a.text), REWORDED_A)
    assert _covers(match.b.of(b.text), REWORDED_B)
    assert comparison.shares.passages == 0
    assert comparison.relation == "overlapping"
    assert 0.2 < comparison.shares.a_in_b < 0.7


def _covers(found: str, wanted: str) -> bool:
    """Return whether a passage is what it should be but for a sentence."""
    return found in wanted or (wanted in found and len(found) < 1.2 * len(wanted)) or found[:40] in wanted


def test_a_short_passage_in_other_words_is_listed_but_does_not_count() -> None:
    short_a, short_b = (" ".join(text.split(". ")[:3]) + "." for text in (REWORDED_A, REWORDED_B))
    comparison = compare(*_pair(f"{BODY_A} {short_a}", f"{short_b} {BODY_B}"))
    assert [match.kind for match in comparison.matches] == ["reworded"]
    assert comparison.matches[0].words < 60
    assert (comparison.relation, comparison.shares.shared_words) == ("no-shared-text", 0)


def test_independent_articles_about_other_things_share_nothing() -> None:
    assert passages(*_pair(f"{BODY_A} {LEAD}", f"{BODY_B} {REWORDED_A}")) == ()


def test_a_text_read_by_a_machine_from_paper_is_still_found() -> None:
    read = "".join("1" if n % 31 == 30 and character.isalpha() else character for n, character in enumerate(REWORDED_A))
    found = passages(*_pair(f"{BODY_A} {REWORDED_A}", f"{read} {BODY_B}"))
    covered = sum(len(match.a) for match in found)
    assert covered > 0.8 * len(REWORDED_A)


def test_a_long_run_of_common_words_is_not_stronger_than_a_short_distinctive_one() -> None:
    common = "and it is said that there was to be an end of it"
    distinctive = "Norrkop flooded Orvelund gallery Skarn copper dam Tresk"
    filler = " ".join(f"and it is said that there was to be an end of it in {n}," for n in range(40))
    a, b = _pair(f"{filler} {distinctive}.", f"{distinctive} again. The {common} by all.")
    strengths = {match.words: match.strength for match in passages(a, b)}
    assert max(strengths) > 8
    assert strengths[8] > strengths[max(strengths)]


def test_a_text_shorter_than_a_run_matches_nothing() -> None:
    assert passages(*_pair("Six words are not a run.", "Six words are not a run.")) == ()


def test_swapping_the_sides_swaps_the_passages() -> None:
    a, b = _pair(f"{BODY_A} {REWORDED_A} {LEAD}", f"{LEAD} {REWORDED_B} {BODY_B}")
    back = [
        Match(match.b, match.a, match.words, match.similarity, match.kind, match.strength) for match in passages(b, a)
    ]
    assert sorted(back, key=lambda match: match.a) == list(passages(a, b))


def test_a_limit_that_was_hit_is_said() -> None:
    a, b = _pair(f"{BODY_A} {REWORDED_A}", f"{REWORDED_B} {BODY_B}")
    comparison = compare(a, b, options=Options(calibration=Calibration(most_sentences=5)))
    assert comparison.matches == ()
    (note,) = comparison.notes
    assert "5 sentences" in note
    assert compare(a, b).notes == ()


def test_a_statement_that_is_all_quotation_is_copied_whole() -> None:
    quotes = [
        "The ministry has lied to us about the cod for three winters",
        "Nobody asked one fisherman before they wrote it",
    ]
    a = f"“{quotes[0]},” Renn said. “{quotes[1]},” he added."
    b = f"“{quotes[0]},” said the skipper. “{quotes[1]},” Renn went on."
    assert compare(*_pair(a, b)).shares.passages == 2
    statement = f"“{QUOTE}, and so on.”"
    assert compare(*_pair(statement, statement)).shares.passages == 1


def test_quotations_count_beside_copied_text_wherever_that_stands() -> None:
    quotes = [f"“{text},”" for text in (QUOTE, "They may keep their pencils and we shall keep our nets and boats")]
    a_said, b_said = (f"{quotes[0]} {x} said. {quotes[1]} {x} added." for x in ("Renn", "the skipper"))
    first = compare(*_pair(f"{LEAD} {a_said} {BODY_A}", f"{LEAD} {b_said} {BODY_B}"))
    last = compare(*_pair(f"{BODY_A} {a_said} {LEAD}", f"{BODY_B} {b_said} {LEAD}"))
    assert first.uncounted == last.uncounted == ()
    words = sum(len(text.split()) for text in (LEAD, *quotes))
    assert min(first.shares.shared_words, last.shares.shared_words) >= words


@pytest.mark.parametrize(
    "sentence",
    [
        "spoke on condition of anonymity because they feared reprisals from the militia that burned the village down",
        "refused to be named in the lawsuit over the stolen paintings",
        "refused to comment on reports that forty soldiers had deserted",
        "declined to comment after the verdict that cleared her brother",
    ],
)
def test_a_statement_of_fact_is_no_stock_phrase(sentence: str) -> None:
    comparison = compare(*_pair(f"{BODY_A} Witnesses {sentence}.", f"{BODY_B} On Friday officials {sentence}, too."))
    assert comparison.shares.passages == 1


def test_a_plural_possessive_ends_no_quotation() -> None:
    words = "We don't believe the ministers' promises and we won't sit down until the limits are gone from the table"
    comparison = compare(*_pair(f"{BODY_A} '{words},' Renn said.", f"{BODY_B} One skipper said: '{words}.' He left."))
    assert [kind for kind, _ in _uncounted(comparison)] == ["quotation"]


def test_a_colon_opens_a_quotation_in_single_marks_without_a_blank() -> None:
    quote = "谁来赔偿我们被洪水冲走的那十二间房屋和三百头羊？"
    a = f"星期一，村民们聚集在县政府门前。老人问：‘{quote}’没有人回答他。夜里又下起了雨，道路仍然不通。"
    b = f"水库管理局的报告说，大坝早有裂缝。记者写道，有人问：‘{quote}’局长上星期辞职，调查还在继续。"
    assert [kind for kind, _ in _uncounted(compare(*_pair(a, b)))] == ["quotation"]


def test_the_verdict_names_passages_in_other_words() -> None:
    comparison = compare(*_pair(f"{BODY_A} {REWORDED_A}", f"{REWORDED_B} {BODY_B}"))
    assert "1 passage reworded" in comparison.verdict
    (match,) = reworded_passages(comparison)
    for view in (render(comparison, Screen()), render_markdown(comparison), render_report(comparison)):
        assert re.search(rf"[Rr]eworded passages?\W+{match.words} words, \d+ % alike", view)
        assert place_of(comparison, match.a, match.b) in view


def test_quotations_follow_one_another_into_what_was_copied_and_no_further() -> None:
    quotes = [f"“{' '.join(f'q{n}w{k}' for k in range(9))},”" for n in range(60)]
    a_said, b_said = (" ".join(f"{quote} {x}{n} said." for n, quote in enumerate(quotes)) for x in ("ada", "bob"))
    far = [" ".join(f"{x}{n}" for n in range(900)) + "." for x in ("ada", "bob")]
    comparison = compare(*_pair(f"{far[0]} {a_said} {LEAD}", f"{far[1]} {b_said} {LEAD}"))
    assert comparison.uncounted == ()
    assert comparison.shares.shared_words >= 60 * 9 + len(LEAD.split())
    alone = compare(*_pair(f"{far[0]} {a_said}", f"{far[1]} {b_said}"))
    assert [kind for kind, _ in _uncounted(alone)] == ["quotation"] * 60
