"""Which pairs make documents one family, and of which kind it is: shared text that is no formula and no footer."""

from __future__ import annotations

from collections.abc import Mapping

import naive
import pytest
from kin import pair_of
from speed.texts import Writer, join

import textdiff
from textdiff import Document
from textdiff.families.groups import find_families
from textdiff.model import Scan

# The three press releases of a senator that were one family by two formulas.
HARBOUR = (
    "Washington DC. Senator Anna Berg today welcomed approval by the Committee of 3 million dollars for the "
    "dredging of Holm harbour. The silt has kept large ships out since 2019, and the port has lost a third of its "
    "traffic. We must do everything we can to keep the docks open, she said. The work will begin in April "
    "and take nine weeks."
)
INVOICES = (
    "Washington DC. A bill to protect patients from surprise invoices was put before the chamber on Tuesday by Senator "
    "Anna Berg. Under the bill hospitals have to name a price in advance. We must do everything we can to end this "
    "practice, she said. Insurers oppose it, and a vote is not expected before the summer recess."
)
ENGINE = (
    "The town of Alten will get a new fire engine. Firefighters had asked for one since the old engine broke down on "
    "the way to a barn fire. Senator Anna Berg today welcomed approval by the Committee of the purchase, which costs "
    "half a million. The engine will be built in Borg."
)
BARE = (
    "Holm harbour will be dredged from April on. The silt has kept large ships out since 2019.",
    "Hospitals have to name a price in advance, says a bill. Insurers oppose it, and a vote is not expected soon.",
    "Alten gets a new fire engine. The old one broke down on the way to a barn fire, and will be sold.",
)
FOOTERS = (
    "Press office of the Port of Holm, 12 Quay Street, 4410 Holm, telephone 0555 123 456, open from nine to five.",
    "Contact: Ida Lund, press officer\nOffice of Senator Anna Berg\n214 Capitol Street, Holm\nE-mail: ida@berg.example",
    "For interviews, pictures and further information on this subject please turn to https://press.holm.example/news.",
)


def scanned(*texts: str) -> Scan:
    return textdiff.scan([Document(name, text) for name, text in zip("abcdef", texts, strict=False)])


def joined(found: Scan) -> Mapping[str, bool]:
    return {pair.a + pair.b: pair.joins for pair in found.pairs}


def members(found: Scan) -> list[tuple[str, ...]]:
    return [family.members for family in found.families]


def test_three_press_releases_that_share_two_formulas_are_no_family() -> None:
    found = scanned(HARBOUR, INVOICES, ENGINE)
    assert joined(found) == {"ab": False, "ac": False}
    assert found.families == ()


def test_a_formula_with_a_slot_in_every_report_of_a_company_joins_none_of_them() -> None:
    said = "The company said on {} that its net profit for the quarter rose by {} percent."
    days = ("Monday", "17"), ("Thursday", "4"), ("Friday evening", "30")
    own = [join(Writer(day).prose(30)) for day, _ in days]
    found = scanned(*(f"{said.format(*day)} {text} {more}" for text, day, more in zip(BARE, days, own, strict=True)))
    assert set(joined(found).values()) == {False}
    assert found.families == ()


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("is_first", [False, True])
def test_a_footer_with_an_address_joins_no_press_releases(footer: str, is_first: bool) -> None:
    found = scanned(*("\n\n".join([footer, text] if is_first else [text, footer]) for text in BARE))
    assert joined(found) == {"ab": False, "ac": False, "bc": False}
    assert found.families == ()


def test_a_last_paragraph_without_an_address_is_no_footer() -> None:
    last = "The port has lost a third of its traffic since 2019, when the first ships of the larger class were built."
    assert members(scanned(*(f"{text}\n\n{last}" for text in BARE[:2]))) == [("a", "b")]


def test_a_paragraph_with_an_address_inside_two_articles_is_no_footer() -> None:
    inside = (
        "Who saw the driver is asked to write to police@holm.example before Friday, a spokesman of the police said."
    )
    found = scanned(*(f"{text}\n\n{inside}\n\n{text.upper()}" for text in BARE[:2]))
    assert joined(found) == {"ab": True}


def test_a_short_quotation_makes_no_chain() -> None:
    one, other = (
        "“we will rebuild every single house before the winter comes”",
        "“nobody who was there that night slept”",
    )
    found = scanned(
        f"{BARE[0]} The mayor told the council that {one}, and left.",
        f"{BARE[1]} They keep repeating that {one}. A nurse wrote that {other} and more.",
        f"{BARE[2]} His brother said: {other}.",
    )
    assert found.families == ()


def test_versions_that_share_a_clause_and_words_beside_it_are_joined() -> None:
    a = "The silt has kept the largest ships out of Holm since the spring of 2019, and it lost a third of its ships."
    b = "Silt has kept the largest ships out of Holm since early spring of 2019, so it has lost a third of all."
    found = scanned(f"{a} {INVOICES}", f"{b} {ENGINE}")
    (pair,) = found.pairs
    assert pair.shares.longest_words < 15 <= pair.shares.shared_words
    assert members(found) == [("a", "b")]


def test_one_short_sentence_that_is_copied_whole_joins_two_briefs() -> None:
    copied = "A lorry carrying thirty tonnes of cheese overturned there."
    assert members(scanned(f"{BARE[0]} {copied}", f"{copied} {BARE[2]}")) == [("a", "b")]


@pytest.mark.parametrize(
    ("words", "around", "joins"), [(39, 400, False), (40, 400, True), (30, 269, True), (30, 272, False)]
)
def test_a_tenth_of_one_side_or_forty_words_join(words: int, around: int, joins: bool) -> None:
    writer = Writer("edges")
    shared, short, long = (join(writer.prose(n)) for n in (words, around, 2 * around))
    found = scanned(f"{short}\n\n{shared}", f"{shared}\n\n{long}")
    (pair,) = found.pairs
    assert pair.shares.longest_words == words
    assert (pair.shares.a_in_b >= 0.1 or words >= 40) == joins
    assert pair.joins == joins == naive.joins(textdiff.compare(*(document for document, _ in found.documents)))
    assert [family.kind for family in found.families] == ["passage"] * joins


def test_the_strongest_pair_names_the_kind_of_a_family() -> None:
    weak, strong = pair_of("a", "b", 150), pair_of("b", "c", 334)
    assert [family.kind for family in find_families([weak])] == ["passage"]
    assert [family.kind for family in find_families([weak, strong])] == ["versions"]
    assert [family.kind for family in find_families([pair_of("a", "b", 333)])] == ["passage"]
    assert [family.kind for family in find_families([pair_of("a", "b", 50, 1000, 150)])] == ["versions"]


def test_a_phrase_that_many_documents_have_makes_no_family_of_those_that_it_does_not_join() -> None:
    writer = Writer("many")
    common = join(writer.prose(30))
    texts = [[join(writer.prose(400)), common] for _ in range(6)]
    for one, other in ((0, 1), (2, 3)):
        passage = join(writer.prose(60))
        texts[one].append(passage)
        texts[other].insert(0, passage)
    options = textdiff.Options(calibration=textdiff.options.Calibration(max_bucket=3))
    documents = [Document(name, "\n\n".join(text)) for name, text in zip("abcdef", texts, strict=True)]
    found = textdiff.scan(documents, options=options)
    assert found.capped_buckets > 0
    assert members(found) == [("a", "b"), ("c", "d")]
