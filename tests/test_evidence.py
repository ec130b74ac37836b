"""Law 11: what says that one sentence became another, and when two texts are accounts of their own."""

from __future__ import annotations

import json
from pathlib import Path

import laws
import pytest
from as_text import as_text
from compared import compared

from textdiff import Document, Options, read
from textdiff.changes.evidence import Evidence, Frame, are_independent, find_told_anyway
from textdiff.changes.pairings import Pairing, find_pairings, pair_elsewhere
from textdiff.changes.tidy import align_sentences, tidy
from textdiff.matches.pipeline import find_shared
from textdiff.options import Limits
from textdiff.pipeline import align_texts, read_two
from textdiff.texts.terms import find_terms
from textdiff.texts.text import Text

NEWSROOM = Path(__file__).parent.parent / "corpora" / "newsroom"
CALIBRATION = Options().calibration

LEDE = "The harbour of Port Sallow was closed on Monday after a crane toppled into the basin."
COST = "Clearing the basin will take until the end of March."
TRADE = "Nine freighters are waiting in the roads, four of them loaded with fruit."
RUST = "Experts believe the accident was caused by rust in the foot of the mast."
CORROSION = "Corrosion at the base of the mast probably led to the accident, experts believe."
SNOW = "Snow fell on the northern passes overnight, and two villages were cut off."


def _kinds(a: str, b: str) -> list[str]:
    return [block.kind for block in compared(a, b).changes]


def _weigh(one: str, other: str, nearness: float = 0.0) -> float:
    """Return the weight of what says that a sentence became another, each in a text of some others."""
    a, b = as_text(f"{one} {LEDE} {COST} {TRADE}"), as_text(f"{other} {LEDE} {COST} {TRADE}")
    return Evidence(a, b, CALIBRATION).weigh(a.sentence(0), b.sentence(0), nearness)


# What is told of two texts


def test_a_sentence_in_the_place_of_another_that_says_something_else_is_dropped_and_added() -> None:
    assert sorted(_kinds(f"{LEDE} {RUST} {COST}", f"{LEDE} {SNOW} {COST}")) == ["added", "dropped"]


def test_a_sentence_in_other_words_is_reworded_where_it_stood_and_not_far_from_there() -> None:
    assert _kinds(f"{LEDE} {RUST} {COST}", f"{LEDE} {CORROSION} {COST}") == ["reworded"]
    one, other = "The mast had rust in its foot.", "Rust was found by a diver at the mast."
    others = [f"Guest number {n} arrived by train from town {n}." for n in range(60, 66)]
    near = _kinds(f"{LEDE} {one} {COST}", f"{LEDE} {other} {COST}")
    far = _kinds(f"{LEDE} {one} {' '.join(others[:3])} {COST}", f"{LEDE} {TRADE} {SNOW} {CORROSION} {other} {COST}")
    assert (near, "reworded" in far) == (["reworded"], False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Die Experten vermuten Rost am Fuß des Mastes.", "Am Mast war Rost, so die Vermutung der Experten."),
        (
            "Les experts pensent que la rouille a causé l’accident.",
            "L’accident vient de la rouille, selon des experts.",
        ),
        ("Эксперты считают, что причиной аварии стала ржавчина.", "Ржавчина стала причиной аварии, говорят эксперты."),
        ("يعتقد الخبراء أن الصدأ في السارية سبب الحادث.", "سبب الحادث هو الصدأ في السارية كما قال الخبراء."),
        ("专家认为事故是桅杆底部生锈造成的。", "桅杆底部生锈导致了事故，专家这样说。"),
    ],
)
def test_the_same_in_other_words_is_reworded_in_any_language(one: str, other: str) -> None:
    assert _kinds(f"{LEDE} {one} {COST}", f"{LEDE} {other} {COST}") == ["reworded"]


def test_a_figure_that_changed_in_a_short_text_is_an_edit() -> None:
    assert _kinds("Police killed 13 people.", "Police killed 30 people.") == ["edited"]


def test_a_weak_link_of_the_alignment_is_none_without_evidence() -> None:
    one, other = "There will be a second pier at the harbour.", "There will be no school on Friday for any child."
    assert sorted(_kinds(f"{LEDE} {one} {COST}", f"{LEDE} {other} {COST}")) == ["added", "dropped"]


@pytest.mark.parametrize("other", [SNOW, CORROSION, "Rust was found in the mast."])
def test_evidence_is_the_same_from_both_sides(other: str) -> None:
    assert _weigh(RUST, other, 0.5) == _weigh(other, RUST, 0.5)


# What a weight is made of


def test_place_and_function_words_are_no_evidence() -> None:
    assert _weigh(RUST, SNOW, 1.0) == 0.0
    assert _weigh("They would have been there before.", "He would have said that before.", 1.0) == 0.0


def test_the_subject_of_a_text_is_no_evidence_and_another_word_is() -> None:
    cranes = [f"The crane number {n} was seen by {name}." for n, name in ((1, "Ann"), (2, "Bob"), (3, "Eve"))]
    a = as_text(f"{' '.join(cranes)} Every crane needs paint.")
    b = as_text(f"{' '.join(cranes)} A crane makes noise at night.")
    evidence = Evidence(a, b, CALIBRATION)
    assert evidence.weigh(a.sentence(3), b.sentence(3), 1.0) == 0.0
    b = as_text(f"{' '.join(cranes)} A crane without paint looks old.")
    assert Evidence(a, b, CALIBRATION).weigh(a.sentence(3), b.sentence(3), 1.0) > 1.0


def test_a_rare_term_weighs_more_than_one_that_others_have_and_a_name_more_than_both() -> None:
    rare = _weigh("The basin smelled of diesel.", "Fumes of diesel are thick.")
    common = _weigh("The harbour smelled of diesel.", "Fumes of harbour are thick.")
    name = _weigh("The basin smelled of Diesel.", "Fumes of Diesel are thick.")
    assert 0 < common < rare < name


def test_a_day_is_no_evidence_and_a_month_no_name() -> None:
    assert _weigh("It rained all day on Friday.", "The council met on Friday.", 1.0) == 0.0
    month = _weigh("Rain fell in April alone.", "We met in April twice.")
    town = _weigh("Rain fell in Aprel alone.", "We met in Aprel twice.")
    assert 0 < month < town


def test_terms_are_stems_of_long_words_figures_and_pairs_of_characters() -> None:
    assert find_terms(("the", "workers", "would", "13", "2.4", "go"), CALIBRATION) == {"worke", "13", "2.4"}
    assert find_terms(tuple("起重机"), CALIBRATION) == {"起重", "重机"}
    assert find_terms(("选举", "在", "明斯克"), CALIBRATION) == {"选举", "明斯克"}


def test_nearness_falls_with_the_sentences_between_and_is_none_across_a_kept_one() -> None:
    a = b = as_text(" ".join(f"Sentence number {n} is here." for n in range(6)))
    frame = Frame([(a.sentence(0), b.sentence(0)), (a.sentence(5), b.sentence(5))], a, b)
    between = [frame.nearness(a.sentence(n), b.sentence(n)) for n in range(1, 5)]
    assert between == [(1 + 1 / 4) / 2, (1 / 2 + 1 / 3) / 2, (1 / 3 + 1 / 2) / 2, (1 / 4 + 1) / 2]
    crossed = Frame([(a.sentence(2), b.sentence(3))], a, b)
    assert crossed.nearness(a.sentence(1), b.sentence(4)) == 0.0
    alone = Frame([], a, b)
    assert alone.nearness((0, len(a)), (0, len(b))) == 1.0
    assert alone.nearness(a.sentence(0), b.sentence(0)) == 0.0


# Accounts of their own


def _paired(one: Document, other: Document) -> tuple[Text, Text, list[Pairing], bool]:
    """Return two texts with their pairings, and whether they are accounts of their own."""
    options, limits = Options(), Limits()
    a, b = read_two(one, other, options)
    shared = find_shared(a, b, options, limits)
    a, b, kept, moves = align_texts(a, b, shared.verbatim, options, limits)
    groups = tidy(a, b, kept, moves, options, limits)
    groups += [align_sentences(a, b, move, options, limits) for move in moves]
    evidence = Evidence(a, b, options.calibration)
    paired = pair_elsewhere(a, b, groups, evidence, options, limits)
    pairings = find_pairings(a, b, paired, evidence, options, limits)
    return a, b, pairings, are_independent(a, b, pairings, shared.uncounted, options.calibration)


def _are_accounts(one: Document, other: Document) -> bool:
    return _paired(one, other)[3]


def _article(name: str) -> Document:
    return read(NEWSROOM / "articles" / f"{name}.txt")


@pytest.mark.parametrize(("a", "b"), [("A", "T"), ("T", "A"), ("B", "T"), ("T", "B")])
def test_the_independent_article_is_an_account_of_its_own(seeds: dict[str, Document], a: str, b: str) -> None:
    one, other, pairings, independent = _paired(seeds[a], seeds[b])
    assert independent
    paired = [(one.slice(pair.a), other.slice(pair.b)) for pair in pairings if pair.a and pair.b]
    # One name with its title, long enough for a run, and nothing else.
    assert all("ambassador to Slovakia, Igor Leshchenya" in text for pair in paired for text in pair)
    assert len(paired) == 1


def test_two_versions_of_one_original_are_no_accounts_of_their_own(seeds: dict[str, Document]) -> None:
    assert not _are_accounts(seeds["A"], seeds["B"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ferry-2", "ferry-other-1"),
        ("ferry-7", "ferry-other-2"),
        ("flood-1", "flood-other-1"),
        ("flood-3", "flood-other-1"),
        ("envoy-1", "envoy-other-1"),
        ("mine-2", "mine-other-1"),
        ("museum-3", "museum-other-1"),
        ("bruecke-1", "bruecke-other-1"),
        ("port-1", "port-other-1"),
        ("metro-1", "metro-other-1"),
        ("sequia-2", "sequia-other-1"),
        ("bank-1", "cheese-1"),
        ("otters-1", "trial-1"),
        ("budget-4", "quake-1"),
    ],
)
def test_reports_of_one_event_and_of_two_are_accounts_of_their_own(a: str, b: str) -> None:
    assert _are_accounts(_article(a), _article(b))
    assert _are_accounts(_article(b), _article(a))


def test_a_report_in_other_words_is_no_account_of_its_own() -> None:
    rows = map(json.loads, (NEWSROOM / "labels.jsonl").read_text("utf-8").splitlines())
    reworded = {row["id"]: row["from"] for row in rows if row["type"] == "derived" and row["how"] == "reworded"}
    assert reworded["battery-4.txt"] == "battery-1.txt"
    assert not _are_accounts(_article("battery-4"), _article("battery-1"))


def test_names_titles_figures_and_phrases_are_what_two_accounts_have_anyway() -> None:
    text = as_text(
        "The Belarusian ambassador to Slovakia, Igor Leshchenya, resigned on 18 August. Leshchenya earned 4,000 euros "
        "a month and declined to comment further. Later it rained."
    )
    left = [key for n, key in enumerate(text.word_keys) if n not in find_told_anyway(text)]
    assert left == ["resigned", "on", "earned", "a", "month", "and", "later", "it", "rained"]


def test_in_german_a_noun_is_no_name_and_two_in_a_row_are() -> None:
    text = as_text("Am Morgen sprach die Ministerin Ulrike Bohnsack mit dem Rat und der Presse über das Wasser.")
    left = {key for n, key in enumerate(text.word_keys) if n not in find_told_anyway(text)}
    assert {"morgen", "rat", "presse", "wasser"} <= left
    assert left.isdisjoint({"ulrike", "bohnsack"})


def test_texts_of_less_than_sixty_words_are_no_accounts() -> None:
    words = [f"{LEDE} {COST} {TRADE}", f"{SNOW} {SNOW.replace('Snow', 'Rain')}"]
    assert not _are_accounts(Document("a", words[0]), Document("b", words[1]))
    longer = [" ".join([text, *extra]) for text, extra in zip(words, (_story(0), _story(9)), strict=True)]
    assert _are_accounts(Document("a", longer[0]), Document("b", longer[1]))


def _story(first: int) -> list[str]:
    """Return sentences of made-up words."""
    return [f"{' '.join(f'w{n}x{k}y' for k in range(9)).capitalize()}." for n in range(first, first + 8)]


@pytest.mark.parametrize("options", [Options(), Options(min_words=3)])
def test_the_other_laws_hold_where_weak_pairs_are_taken_apart(options: Options) -> None:
    a = f"{LEDE} There will be a second pier at the harbour. {RUST} {COST}"
    b = f"{LEDE} There will be no school on Friday for any child. {SNOW} {CORROSION} {COST}"
    assert laws.broken(laws.case(a, b, options)) == []
