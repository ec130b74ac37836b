"""Laws 10 and 11: nothing is told twice or nowhere, and nothing paired without evidence.

That the twins see a breach, and see none where there is none, is tested beside.
"""

from __future__ import annotations

from dataclasses import replace

import laws
import pytest
from conservation import conservation_breaches, evidence_breaches
from hypothesis import given
from strategies import options, pairs

from textdiff import Options, Span
from textdiff.model import Block, Edit, Uncounted
from textdiff.options import Calibration

STRIKE = "Thousands of workers walked out of the state factories on Monday."
VOTE = "The president said that he would never hold another vote."
POLICE = "Police were accused of violence by several human rights groups."
FLOOD = "Heavy rain flooded cellars along the river during the night."

_DOCKERS = "Dockers will get four per cent more pay from January. The union had asked for seven."
_ENDED = "The strike at the port ended on Friday after nine days of talks. Both sides were satisfied with the result."
_SHIPS = "Ships that had waited outside the harbour were unloaded during the night."
_SAFE = "The minister said that the bridge was safe."
_CRACKS = "Engineers had warned of cracks in 2019."
_REPORT = "A second report followed in 2021. It fell in March."
_VOTES = "Ms Alder: Yes.\nMr Birch: Yes.\nMs Cedar: No.\nThe chair said the motion was carried by two votes to one."
_HARBOUR, _SCHOOLS, _TAXES = (
    "Asked about the harbour, Anna Berg said that she would build a second pier within four years.",
    "Asked about the schools, Omar Diaz promised smaller classes and free lunches for all children.",
    "Asked about the taxes, Pia Lund replied that nobody should expect any change before the spring.",
)

_ONE_VOTE = "Ms Alder: Yes.\nThe chair said the motion was carried by two votes to one."
_SWAPPED = f"{_HARBOUR}\n\n{_SCHOOLS}\n\n{_TAXES}", f"{_TAXES}\n\n{_SCHOOLS}\n\n{_HARBOUR}"

# What broke law 10, with the reason.
_BREACHES = {
    "a doubled paragraph is in the lane of crumbs and listed nowhere": (
        f"{_ENDED}\n\n{_DOCKERS}\n\n{_SHIPS}",
        f"{_ENDED}\n\n{_DOCKERS}\n\n{_DOCKERS}\n\n{_SHIPS}\n\n{_ENDED}",
    ),
    "a repeated sentence that was dropped is listed nowhere": (
        f"{_SAFE} {_CRACKS} {_SAFE} {_REPORT}",
        f"{_SAFE} {_CRACKS} {_REPORT}",
    ),
    "a vote that was cast twice is dropped once, and listed nowhere": (
        f"They voted on Thursday.\n\n{_VOTES}\n\nThey voted on the second motion.\n\n{_VOTES}",
        f"They voted on Thursday.\n\n{_VOTES}\n\nThey voted on the second motion.\n\n{_ONE_VOTE}",
    ),
    "two paragraphs that changed places around a third are reworded into each other": _SWAPPED,
    "a sentence that stands twice on one side and has moved is dropped and added": (
        f"{_CRACKS} {STRIKE} {FLOOD} {POLICE} {VOTE}\n\n{VOTE}",
        f"{VOTE} {_CRACKS} {STRIKE} {FLOOD} {POLICE}",
    ),
    "marks of footnotes glue two sentences that changed places, and one is dropped and added": (
        "It rained all day on the coast.[1] The ferry stayed in the harbour of Holm.[2] Nobody was hurt.",
        "The ferry stayed in the harbour of Holm.[1] It rained all day on the coast.[2] Nobody was hurt.",
    ),
}

# What broke law 11.
_UNPROVEN = {
    "a sentence in the place of another is reworded because it stands there": (
        f"{STRIKE} {VOTE} {POLICE}",
        f"{STRIKE} {FLOOD} {POLICE}",
    ),
    "sentences that begin alike are reworded into each other": _SWAPPED,
    "what somebody said is what somebody else did": ("of of. said.", "the the. said."),
}


@pytest.mark.law(10)
@pytest.mark.parametrize(("a", "b"), _BREACHES.values(), ids=_BREACHES)
def test_nothing_is_told_twice_or_nowhere(a: str, b: str) -> None:
    assert conservation_breaches(laws.case(a, b, Options())) == []
    assert conservation_breaches(laws.case(b, a, Options())) == []


@pytest.mark.law(10)
def test_with_runs_of_one_word_no_part_of_a_sentence_moves() -> None:
    """The first word of a sentence moved away from it, and a copy of that sentence was no repeat."""
    rest = "He refused to answer.\n\n"
    a, b = f"Talks go on.\n\n{rest}", f"3 go on.\n\n{rest}Talks go on.\n\nTalks go on.\n"
    found = laws.case(a, b, Options(min_words=1, crumbs=()))
    assert conservation_breaches(found) == []
    assert [block.kind for block in found.comparison.changes if block.moved] in ([], ["same"])


@pytest.mark.law(11)
@pytest.mark.parametrize(("a", "b"), _UNPROVEN.values(), ids=_UNPROVEN)
def test_nothing_is_paired_without_evidence(a: str, b: str) -> None:
    assert evidence_breaches(laws.case(a, b, Options())) == []
    assert evidence_breaches(laws.case(b, a, Options())) == []


@pytest.mark.law(1, 2, 3, 4, 5, 6, 7)
@pytest.mark.parametrize(("a", "b"), [*_BREACHES.values(), *_UNPROVEN.values()], ids=[*_BREACHES, *_UNPROVEN])
def test_the_other_laws_hold_on_these_cases(a: str, b: str) -> None:
    assert laws.broken(laws.case(a, b, Options())) == []


@pytest.mark.law(10)
@given(pairs(), options())
def test_of_no_pair_is_anything_told_twice_or_nowhere(pair: tuple[str, str], settings: Options) -> None:
    breaches = conservation_breaches(laws.case(*pair, settings))
    assert not breaches, "\n".join(breaches)


@pytest.mark.law(11)
@given(pairs())
def test_of_no_pair_is_anything_paired_without_evidence(pair: tuple[str, str]) -> None:
    breaches = evidence_breaches(laws.case(*pair, Options()))
    assert not breaches, "\n".join(breaches)


# Words that are a run by themselves cut the sentences around them, and are paired, or not, afterwards.
_EAGER = Options(min_words=1, calibration=Calibration(distinctive_words=0, engine_cells=1))
_STRICT = Options(min_words=3, calibration=Calibration(island_words=9, long_change_words=1, engine_cells=20))
_CRANE, _DONE = "An engineer had warned the owners in May that one of its legs was cracked.", "Talks go on."
_BASIN = "Clearing the basin will cost about 2.4 million crowns and take until the end of March."
_TAKEN_DOWN = "The dockers' union has called for the two remaining cranes to be taken down at once."
_REFUSED = "He refused to answer any further questions."
_UNION = "Профсоюз докеров требует немедленно разобрать два оставшихся крана."
_NOBODY = "Никто не пострадал, но три баржи с лесом затонули за несколько минут."
_LEBEDEVA = "Мэр города Ольга Лебедева пообещала выделить 12 миллионов рублей на расчистку гавани."
_TOLD_ANEW = (
    "На расчистку гавани Ольга Лебедева обещает найти 12 миллионов рублей. "
    "После падения башенного крана в воду работа порта с понедельника остановлена."
)
_CUT = {
    "a repeated sentence is cut by a pairing that did not last": (
        f"{_BASIN}\n\n{_CRANE}\n\n{_DONE}\n",
        f"{_CRANE} {_TAKEN_DOWN}\n\n{_CRANE}\n\n{_DONE}\n",
        _EAGER,
    ),
    "a full stop stands behind a pairing on both sides": (
        f"{_DONE}\n\n{_BASIN}\n\n{_REFUSED}\n",
        f"Title: Crane topples into the basin\nDate: 2024-05-14\n\n3 go on.\n\n{_REFUSED}\n",
        _EAGER,
    ),
    "a full stop stands behind a pairing on one side": (
        f"{_UNION} {_NOBODY}\n\n{_LEBEDEVA} Порт закрыли в понедельник после того, как башенный кран рухнул в воду.\n",
        f"{_UNION} {_NOBODY}\n{_UNION.replace('разобрать', 'again')}\n{_TOLD_ANEW}\n",
        _STRICT,
    ),
}
_CHINESE = (
    "市长林海说，清理工作将花费约240万元。{}\n\n"
    "码头工人工会要求立即拆除剩下的两台起重机。没有人受伤，但三艘装满木材的驳船沉没。\n\nagain\n"
)


def test_words_that_both_have_are_cut_out_once_though_nothing_of_them_would_be_kept() -> None:
    # Where few words between long changes are never kept, they were looked for, cut out and dropped for ever.
    a = _CHINESE.format("周一，一台起重机倒入港池，港口随后关闭。")
    b = _CHINESE.format("因起重机倒入港池，港口自周一起关闭。")
    assert conservation_breaches(laws.case(a, b, _STRICT)) == []


@pytest.mark.parametrize("turned", [False, True])
def test_marks_between_words_that_were_cut_out_are_kept_with_them(turned: bool) -> None:
    """A comma was replaced by itself."""
    a = "again\n周一，一台起重机倒入港池，港口随后关闭。没有人受伤，但三艘装满木材的驳船沉没。\n"
    a += "码头工人工会要求立即拆除剩下的两台起重机。市长林海说，清理工作将花费约240万元。\nagain\n"
    b = "again\n\n因起重机倒入港池，港口自周一起关闭。三艘运木材的驳船沉没，所幸没有人受伤。\n\n"
    b += "工会要求拆除剩下的起重机，共两台。据市长林海介绍，清理费用大约为240万元。\n\nagain\n"
    found = laws.case(*((b, a) if turned else (a, b)), _STRICT)
    assert conservation_breaches(found) + laws.broken(found) == []


@pytest.mark.law(2, 3, 10)
@pytest.mark.parametrize(("a", "b", "settings"), _CUT.values(), ids=_CUT)
def test_what_cuts_a_sentence_and_is_not_paired_leaves_no_trace(a: str, b: str, settings: Options) -> None:
    for pair in ((a, b), (b, a)):
        found = laws.case(*pair, settings)
        assert conservation_breaches(found) + laws.broken(found) == []


# That the twins see what they are for


def _torn(a: str, b: str) -> laws.Case:
    """Return a comparison that drops all of A and adds all of B."""
    found = laws.case(a, b, Options())
    spans = Span(0, len(a)), Span(0, len(b))
    blocks = Block(0, "dropped", spans[0], None, 0.0, change=1), Block(1, "added", None, spans[1], 0.0, change=2)
    edits = Edit("drop", spans[0], None, 0), Edit("add", None, spans[1], 1)
    return found._replace(comparison=replace(found.comparison, blocks=blocks, edits=edits, uncounted=()))


def _with_blocks(found: laws.Case, n: int, **changed: object) -> laws.Case:
    """Return a comparison with a block that is another one."""
    blocks = [replace(block, **changed) if block.n == n else block for block in found.comparison.blocks]  # type: ignore[arg-type]
    return found._replace(comparison=replace(found.comparison, blocks=tuple(blocks)))


def test_a_run_of_seven_words_dropped_and_added_is_seen_and_one_of_six_is_not() -> None:
    run = "walked out of the factories on Monday"
    assert conservation_breaches(_torn(f"Thousands {run}.", f"Hundreds {run}, again.")) == [
        "dropped and added: 'walked out of the factories on monday'"
    ]
    six = run.removesuffix(" Monday")
    assert conservation_breaches(_torn(f"Thousands {six} Monday.", f"Hundreds {six} Tuesday.")) == []


def test_a_sentence_of_six_words_dropped_and_added_is_seen_and_one_of_five_is_not() -> None:
    six, five = "He will not hold the vote.", "He will not hold it."
    assert conservation_breaches(_torn(f"{six} {POLICE}", f"{FLOOD} {six}")) == [
        "a sentence dropped and added: 'he will not hold the vote'"
    ]
    assert conservation_breaches(_torn(f"{five} {POLICE}", f"{FLOOD} {five}")) == []


def test_what_is_listed_as_uncounted_is_set_apart() -> None:
    found = _torn(f"{STRIKE} {POLICE}", f"{FLOOD} {STRIKE}")
    assert len(conservation_breaches(found)) == 2  # as a run and as a sentence
    at = len(FLOOD) + 1
    apart = Uncounted("quotation", Span(0, len(STRIKE)), Span(at, at + len(STRIKE)), 11)
    assert conservation_breaches(found._replace(comparison=replace(found.comparison, uncounted=(apart,)))) == []


def test_a_sentence_that_one_text_has_twice_and_that_is_no_repeat_is_seen() -> None:
    found = laws.case(f"{STRIKE} {VOTE} {STRIKE}", f"{STRIKE} {VOTE}", Options())
    (repeat,) = [block for block in found.comparison.blocks if block.repeat_of is not None]
    listed = _with_blocks(found, repeat.n, lane="body", change=1)
    assert conservation_breaches(listed) == []
    plain = _with_blocks(listed, repeat.n, repeat_of=None)
    assert conservation_breaches(plain) == [f"not called a repeat: {STRIKE.lower().rstrip('.')!r}"]


def test_a_difference_without_a_number_is_seen_unless_it_is_a_crumb_or_repeats_the_head() -> None:
    found = laws.case(f"{STRIKE}\n\n{VOTE}", STRIKE, Options())
    (dropped,) = found.comparison.changes
    assert conservation_breaches(found) == []
    hidden = _with_blocks(found, dropped.n, lane="crumb", change=None)
    assert conservation_breaches(hidden) == [f"not listed, in a: {VOTE!r}"]
    crumb = laws.case(f"{STRIKE}\n\nREAD MORE: Mayor resigns\n\n{VOTE}", f"{STRIKE}\n\n{VOTE}", Options())
    line = "Crane falls at dawn"
    head = laws.case(f"{line}\n\n{line}\n\n{VOTE}", f"{line}\n\n{VOTE}", Options())
    for form in (crumb, head):
        assert form.comparison.changes == ()
        assert conservation_breaches(form) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (f"{STRIKE} {VOTE} {POLICE}", f"{STRIKE} {VOTE.replace('never', 'gladly')} {POLICE}"),
        (f"{FLOOD}\n\n{STRIKE} {VOTE}\n\n{POLICE}", f"{STRIKE} {VOTE}\n\n{POLICE}\n\n{FLOOD}"),
        (f"{STRIKE}\n\n{VOTE}", f"{POLICE}\n\n{FLOOD}"),
        (STRIKE, STRIKE.replace(" ", "\n")),
    ],
)
def test_edits_moves_strangers_and_reflow_are_no_breaches(a: str, b: str) -> None:
    found = laws.case(a, b, Options())
    assert conservation_breaches(found) == []
    assert evidence_breaches(found) == []


@pytest.mark.parametrize(
    ("one", "other", "is_evidence"),
    [
        ("The mayor resigned.", "It rained on the coast.", False),
        ("The mayor resigned after the flood.", "Later the mayors of two towns spoke.", True),  # a stem
        ("They paid 40 crowns.", "For 40 of us it was late.", True),  # a figure
        ("In Oslo it rained.", "He left Oslo at night.", True),  # a name
        ("He would have said so.", "They would have been late.", False),  # words that say nothing
    ],
)
def test_evidence_is_a_stem_a_figure_or_a_name_in_common(one: str, other: str, is_evidence: bool) -> None:
    found = _torn(one, other)
    spans = Span(0, len(one)), Span(0, len(other))
    blocks = (Block(0, "reworded", *spans, 0.1, change=1),)
    paired = replace(found.comparison, blocks=blocks, edits=(Edit("replace", *spans, 0),))
    assert (evidence_breaches(found._replace(comparison=paired)) == []) == is_evidence
