"""Where lines are the unit: lists, results, tables, recipes, contents, verse, dialogue, subtitles; and where not."""

from __future__ import annotations

import textwrap

import laws
import pytest
from as_text import as_text
from compared import compared
from conservation import conservation_breaches, evidence_breaches

from textdiff import Options

_KILLED = "Killed in the accident were:\n\n"
_RULES = "The council published its rules for the summer market on Tuesday.\n\n"
_RESULTS = "Results of the regional election\n\nParty\tVotes\tSeats\n"

# Pairs with their changes in reading order: what happened, what of A, what of B. Moved blocks have both.
CASES = {
    "lines-list-of-dead": (
        f"{_KILLED}Anna Berg, 41\nOmar Diaz, 38\nPia Lund, 52\nJon Ek, 17\n",
        f"{_KILLED}Anna Berg, 41\nOmar Diaz, 83\nJon Ek, 17\nLisa Moe, 9\n",
        [
            ("edited", "Omar Diaz, 38", "Omar Diaz, 83"),
            ("dropped", "Pia Lund, 52", None),
            ("added", None, "Lisa Moe, 9"),
        ],
    ),
    "a recipe": (
        "Pancakes\n\n200 g flour\n3 eggs\n500 ml milk\n1 pinch of salt\n\nMix all and wait.\n",
        "Pancakes\n\n250 g flour\n3 eggs\n300 ml milk\n200 ml water\n1 pinch of salt\n\nMix all and wait.\n",
        [
            ("edited", "200 g flour", "250 g flour"),
            ("edited", "500 ml milk", "300 ml milk"),
            ("added", None, "200 ml water"),
        ],
    ),
    "contents": (
        "Contents\n\nIntroduction ........ 3\nMethods ........ 12\nResults ........ 40\n",
        "Contents\n\nIntroduction ........ 3\nMethods ........ 14\nResults ........ 42\nThanks ........ 50\n",
        [
            ("edited", "Methods ........ 12", "Methods ........ 14"),
            ("edited", "Results ........ 40", "Results ........ 42"),
            ("added", None, "Thanks ........ 50"),
        ],
    ),
    "verse": (
        "The moon is up,\nthe stars are out,\nand all the birds\nare in the grass.\n",
        "The moon is up,\nthe sun is down,\nthe stars are out,\nand all the birds\nare in the grass.\n",
        [("added", None, "the sun is down,")],
    ),
    "dialogue": (
        "ALDER: Yes.\nBIRCH: No.\nALDER: I think so, and I will vote for it.\n",
        "ALDER: Yes.\nALDER: I think so, and I will vote for it.\n",
        [("dropped", "BIRCH: No.", None)],
    ),
    "lines-table-rows": (
        (
            f"{_RESULTS}Green Alliance\t41,220\t12\nWorkers' List\t38,907\t11\nCoast Union\t12,040\t3\n"
            "Independents\t4,113\t1\n\nTurnout was 61 per cent.\n"
        ),
        (
            f"{_RESULTS}Workers' List\t39,907\t12\nGreen Alliance\t41,220\t11\nCoast Union\t12,040\t3\n"
            "New Left\t5,002\t1\nIndependents\t4,113\t1\n\nTurnout was 61 per cent.\n"
        ),
        [
            ("edited", "Green Alliance\t41,220\t12", "Green Alliance\t41,220\t11"),
            ("moved and edited", "Workers' List\t38,907\t11", "Workers' List\t39,907\t12"),
            ("added", None, "New Left\t5,002\t1"),
        ],
    ),
    "columns": (
        "Station      Mon   Tue\nHolm         3.2   4.1\nAlten        2.0   2.2\nSallow       1.1   1.0\n",
        "Station      Mon   Tue\nHolm         3.5   4.4\nSallow       1.1   1.0\nAlten        2.0   2.2\n",
        [
            ("edited", "Holm         3.2   4.1", "Holm         3.5   4.4"),
            ("moved", "Sallow       1.1   1.0", "Sallow       1.1   1.0"),
        ],
    ),
    "a table with bars": (
        "| Town | Rain |\n| Holm | 12 |\n| Alten | 30 |\n",
        "| Town | Rain |\n| Alten | 31 |\n",
        [("dropped", "| Holm | 12 |", None), ("edited", "| Alten | 30 |", "| Alten | 31 |")],
    ),
    "list-renumbered": (
        (
            f"{_RULES}1. Stalls may open at seven in the morning.\n2. Dogs must be kept on a lead at all times.\n"
            "3. Glass bottles are not allowed in the square.\n4. Music ends at ten in the evening.\n\n"
            "They apply from June.\n"
        ),
        (
            f"{_RULES}1. Stalls may open at seven in the morning.\n2. Bicycles must be left at the north gate.\n"
            "3. Dogs must be kept on a lead at all times.\n4. Glass bottles are not allowed in the square.\n"
            "5. Music ends at ten in the evening.\n\nThey apply from June.\n"
        ),
        [
            ("added", None, "2. Bicycles must be left at the north gate."),
            (
                "edited",
                (
                    "2. Dogs must be kept on a lead at all times.\n3. Glass bottles are not allowed in the square.\n"
                    "4. Music ends at ten in the evening."
                ),
                (
                    "3. Dogs must be kept on a lead at all times.\n4. Glass bottles are not allowed in the square.\n"
                    "5. Music ends at ten in the evening."
                ),
            ),
        ],
    ),
    "an agenda": (
        "Agenda\n\n1) Minutes of the last meeting\n2) Budget\n3) Any other business\n",
        "Agenda\n\n1) Minutes of the last meeting\n2) Election of the chair\n3) Budget\n4) Any other business\n",
        [
            ("added", None, "2) Election of the chair"),
            ("edited", "2) Budget\n3) Any other business", "3) Budget\n4) Any other business"),
        ],
    ),
    "a statute": (
        "(1) A person commits an offence if he takes a thing.\n(2) It is a defence that the thing was his.\n",
        (
            "(1) A person commits an offence if he takes a thing.\n"
            "(2) In this section thing means any movable object.\n(3) It is a defence that the thing was his.\n"
        ),
        [
            ("added", None, "(2) In this section thing means any movable object."),
            ("edited", "(2) It is a defence that the thing was his.", "(3) It is a defence that the thing was his."),
        ],
    ),
    "subtitles": (
        (
            "1\n00:00:01,000 --> 00:00:04,000\nWhere are you going?\n\n"
            "2\n00:00:05,000 --> 00:00:06,000\nI told him Peter was gone.\n"
        ),
        (
            "1\n00:00:01,000 --> 00:00:04,000\nWhere are you going?\n\n"
            "2\n00:00:04,500 --> 00:00:04,900\nHome, I think.\n\n"
            "3\n00:00:05,000 --> 00:00:06,000\nI told him Peter was gone.\n"
        ),
        [
            ("added", None, "2\n00:00:04,500 --> 00:00:04,900\nHome, I think."),
            (
                "edited",
                "2\n00:00:05,000 --> 00:00:06,000\nI told him Peter was gone.",
                "3\n00:00:05,000 --> 00:00:06,000\nI told him Peter was gone.",
            ),
        ],
    ),
    "an agenda by the clock": (
        "09:00 Opening and welcome\n09:30 Report of the treasurer\n10:15 Coffee break\n10:45 Vote on the budget\n",
        (
            "09:00 Opening and welcome\n09:30 Report of the treasurer\n10:00 Election of the board\n"
            "10:30 Coffee break\n11:00 Vote on the budget\n"
        ),
        [
            ("added", None, "10:00 Election of the board"),
            ("edited", "10:15 Coffee break", "10:30 Coffee break"),
            ("edited", "10:45 Vote on the budget", "11:00 Vote on the budget"),
        ],
    ),
    "results of a race, with the winner's time corrected": (
        "1. Anna Berg 12:01\n2. Eva Holm 12:09\n3. Lisa Moe 12:15\n",
        "1. Eva Holm 12:00\n2. Anna Berg 12:01\n3. Lisa Moe 12:15\n",
        [
            ("edited", "1. Anna Berg 12:01", "2. Anna Berg 12:01"),
            ("moved and edited", "2. Eva Holm 12:09", "1. Eva Holm 12:00"),
        ],
    ),
    "a table by years": (
        "2018\tMinsk\t1200\n2019\tMinsk\t1300\n2020\tMinsk\t1500\n",
        "2018\tMinsk\t1200\n2019\tMinsk\t1350\n2020\tBrest\t1500\n2021\tMinsk\t1700\n",
        [
            ("edited", "2019\tMinsk\t1300", "2019\tMinsk\t1350"),
            ("edited", "2020\tMinsk\t1500", "2020\tBrest\t1500"),
            ("added", None, "2021\tMinsk\t1700"),
        ],
    ),
    "contents whose numbers and pages are others": (
        "1 Preface ........ 1\n2 Method ......... 12\n3 Results ........ 30\n",
        "1 Preface ........ 1\n2 Sources ........ 9\n3 Method ......... 15\n4 Results ........ 33\n",
        [
            ("added", None, "2 Sources ........ 9"),
            ("edited", "2 Method ......... 12", "3 Method ......... 15"),
            ("edited", "3 Results ........ 30", "4 Results ........ 33"),
        ],
    ),
    "a name at the end of a line": (
        "Ayes: Berg, Diaz\nNoes: Ek, Moe\nAbstentions: Dahl\n",
        "Ayes: Berg, Diaz\nNoes: Ek, Moe, Holm\nAbstentions: Dahl\n",
        [("edited", "Noes: Ek, Moe", "Noes: Ek, Moe, Holm")],
    ),
    "a title before a name, a town behind one": (
        "The dead\nOmar Diaz, 38\nPia Lund, 52\n",
        "The dead\nDr. Omar Diaz, 38\nPia Lund, 52, Oslo\n",
        [("edited", "Omar Diaz, 38", "Dr. Omar Diaz, 38"), ("edited", "Pia Lund, 52", "Pia Lund, 52, Oslo")],
    ),
    "a longer headline": (
        "The council cut the budget\n\nTen people came to the town hall. The mayor of it left early.\n",
        "The council cut the budget, mayor resigns\n\nTen people came to the town hall. The mayor of it left early.\n",
        [("edited", "The council cut the budget", "The council cut the budget, mayor resigns")],
    ),
    "votes by name": (
        "Omar Diaz (Conservative) – No\nPia Lund (Liberal) – Aye\nJon Ek (Labour) – No\n",
        "Omar Diaz (Conservative) – Aye\nJon Ek (Labour) – No\n",
        [
            ("edited", "Omar Diaz (Conservative) – No", "Omar Diaz (Conservative) – Aye"),
            ("dropped", "Pia Lund (Liberal) – Aye", None),
        ],
    ),
    "clauses with letters": (
        "A. The permit is issued.\nB. The fee is forty euros.\nC. The refusal is in writing.\n",
        (
            "A. The permit is issued.\nB. The applicant is of age.\nC. The fee is forty euros.\n"
            "D. The refusal is in writing.\n"
        ),
        [
            ("added", None, "B. The applicant is of age."),
            (
                "edited",
                "B. The fee is forty euros.\nC. The refusal is in writing.",
                "C. The fee is forty euros.\nD. The refusal is in writing.",
            ),
        ],
    ),
    "articles of a law": (
        "Article 1. The permit is issued by the ministry.\nArticle 2. The fee is forty euros.\n",
        (
            "Article 1. The permit is issued by the ministry.\nArticle 2. The applicant is of age.\n"
            "Article 3. The fee is forty euros.\n"
        ),
        [
            ("added", None, "Article 2. The applicant is of age."),
            ("edited", "Article 2. The fee is forty euros.", "Article 3. The fee is forty euros."),
        ],
    ),
    "paragraphs of a German law": (
        "§ 1 Die Erlaubnis erteilt das Ministerium.\n§ 2 Die Gebühr beträgt vierzig Euro.\n",
        (
            "§ 1 Die Erlaubnis erteilt das Ministerium.\n§ 2 Der Antragsteller muss volljährig sein.\n"
            "§ 3 Die Gebühr beträgt vierzig Euro.\n"
        ),
        [
            ("added", None, "§ 2 Der Antragsteller muss volljährig sein."),
            ("edited", "§ 2 Die Gebühr beträgt vierzig Euro.", "§ 3 Die Gebühr beträgt vierzig Euro."),
        ],
    ),
    "articles of a Chinese law": (
        "第一条 许可由部颁发。\n第二条 费用为四十欧元。\n",
        "第一条 许可由部颁发。\n第二条 申请人须成年。\n第三条 费用为四十欧元。\n",
        [
            ("added", None, "第二条 申请人须成年。"),
            ("edited", "第二条 费用为四十欧元。", "第三条 费用为四十欧元。"),
        ],
    ),
    "names in Hebrew": (
        "אנה ברג\nעומר דיאז\nפיה לונד\nיון אק\n",
        "אנה ברג\nפיה לונד\nיון אק\nליזה מו\n",
        [("dropped", "עומר דיאז", None), ("added", None, "ליזה מו")],
    ),
    "fruits, in small letters": (
        "apples\npears\nplums\ncherries\n",
        "apples\nplums\ncherries\nquinces\n",
        [("dropped", "pears", None), ("added", None, "quinces")],
    ),
    "the end of a recipe": (
        "Cream soup\n\n500 ml milk\nsalt\npepper\n",
        "Cream soup\n\n500 ml milk\nsugar\nsalt\npepper\n",
        [("added", None, "sugar")],
    ),
    "contents with dots of one character": (
        "1 Preface … 1\n2 Method … 12\n3 Results … 30\n",
        "1 Preface … 1\n2 Sources … 9\n3 Method … 15\n4 Results … 33\n",
        [
            ("added", None, "2 Sources … 9"),
            ("edited", "2 Method … 12", "3 Method … 15"),
            ("edited", "3 Results … 30", "4 Results … 33"),
        ],
    ),
    "the dead, in Chinese": (
        "遇难者名单：\n王伟，38岁\n李娜，52岁\n张强，17岁\n",
        "遇难者名单：\n王伟，83岁\n张强，17岁\n刘洋，9岁\n",
        [
            ("edited", "王伟，38岁", "王伟，83岁"),
            ("dropped", "李娜，52岁", None),
            ("added", None, "刘洋，9岁"),
        ],
    ),
    "the dead, in Arabic": (
        "أسماء الضحايا\nعمر دياز، 38\nبيا لوند، 52\nيون إيك، 17\n",
        "أسماء الضحايا\nعمر دياز، 83\nيون إيك، 17\nليزا مو، 9\n",
        [
            ("edited", "عمر دياز، 38", "عمر دياز، 83"),
            ("dropped", "بيا لوند، 52", None),
            ("added", None, "ليزا مو، 9"),
        ],
    ),
    "full-stop-alone": (
        "Hello Ms Berg,\n\nThank you for your letter, have a good week\n\nOmar\n",
        "Hello Ms Berg,\n\nThank you for your letter. Have a good week.\n\nOmar.\n",
        [
            (
                "edited",
                "Thank you for your letter, have a good week",
                "Thank you for your letter. Have a good week.",
            ),
            ("edited", "Omar", "Omar."),
        ],
    ),
    "full stops of a list": (
        "Milk\nBread\nEggs",
        "Milk.\nBread\nEggs",
        [("edited", "Milk", "Milk.")],
    ),
    "footnote-marks-hide-sentences": (
        "It rained all day on the coast.[1] The ferry stayed in the harbour of Holm.[2] Nobody was hurt.",
        "The ferry stayed in the harbour of Holm.[1] It rained all day on the coast.[2] Nobody was hurt.",
        [
            ("moved and edited", "It rained all day on the coast.[1]", "It rained all day on the coast.[2]"),
            ("edited", "The ferry stayed in the harbour of Holm.[2]", "The ferry stayed in the harbour of Holm.[1]"),
        ],
    ),
    "raised figures as marks of notes": (
        "It rained all day on the coast.¹ The ferry stayed in the harbour of Holm.² Nobody was hurt.",
        "It rained all day on the coast.¹ Nobody was hurt.",
        [("dropped", "The ferry stayed in the harbour of Holm.²", None)],
    ),
    "notes with pages, and raised by markup": (
        "It rained all day.[3]:45 The ferry stayed in the harbour of Holm.<sup>4</sup> Nobody was hurt. [5] It ends.",
        "It rained all day.[3]:45 Nobody was hurt. [5] It ends.",
        [("dropped", "The ferry stayed in the harbour of Holm.<sup>4</sup>", None)],
    ),
    "a mark of a note behind a closing quotation mark": (
        "„Wir haben das abgelehnt.“[1] Der Minister ging. Es regnete den ganzen Tag.",
        "Der Minister ging. „Wir haben das abgelehnt.“[1] Es regnete den ganzen Tag.",
        [("moved", "Der Minister ging.", "Der Minister ging.")],
    ),
    "marks of notes in Chinese": (
        "下了一整夜的雨。（1）市长离开了。①他回来了。",
        "市长离开了。①下了一整夜的雨。（1）他回来了。",
        [("moved", "市长离开了。①", "市长离开了。①")],
    ),
    "marks of notes behind a blank": (
        "It rained all night. [citation needed] The mayor left. [note 2] He came back.",
        "It rained all night. [citation needed] He came back.",
        [("dropped", "The mayor left. [note 2]", None)],
    ),
    "notes that are wanted": (
        "It rained all day on the coast.[citation needed] The ferry stayed in the harbour. Nobody was hurt.",
        "The ferry stayed in the harbour. Nobody was hurt.",
        [("dropped", "It rained all day on the coast.[citation needed]", None)],
    ),
    "stars as marks of notes": (
        "It rained all day on the coast.* The ferry stayed in the harbour of Holm.† Nobody was hurt.",
        "It rained all day on the coast.* Nobody was hurt.",
        [("dropped", "The ferry stayed in the harbour of Holm.†", None)],
    ),
}


def _changes(a: str, b: str) -> list[tuple[str, str | None, str | None]]:
    """Return what happened to each changed block, and its texts."""
    found = []
    for block in compared(a, b).changes:
        kind = block.kind if block.moved is None else "moved" if block.kind == "same" else f"moved and {block.kind}"
        found.append((kind, block.a and block.a.of(a).strip(), block.b and block.b.of(b).strip()))
    return found


@pytest.mark.parametrize(("a", "b", "changes"), CASES.values(), ids=CASES)
def test_a_line_is_the_unit(a: str, b: str, changes: list[tuple[str, str | None, str | None]]) -> None:
    assert _changes(a, b) == changes


@pytest.mark.parametrize(("a", "b"), [pair[:2] for pair in CASES.values()], ids=CASES)
@pytest.mark.law(1, 2, 3, 4, 5, 6, 7, 10, 11)
def test_the_laws_hold_where_lines_are_the_unit(a: str, b: str) -> None:
    found = laws.case(a, b, Options())
    assert laws.broken(found) + conservation_breaches(found) + evidence_breaches(found) == []


_LINK = (
    "Source: https://www.kellmouth-port.example/press/2024/05/13/closure?utm_source=newsletter&utm_medium=email&a="
    + "x" * 40
)
_HARBOUR = (
    "The harbour of Kellmouth was closed on Monday after a crane fell into the basin during the night shift. Nobody "
    "was hurt, but two barges were sunk and a third was damaged. The port authority said that the work to lift the "
    "crane would take at least ten days, and that ships bound for Kellmouth would be sent to Alten until then."
)


@pytest.mark.parametrize(
    "more",
    [_LINK, "Anna Berg, 41\nOmar Diaz, 38\nPia Lund, 52", "a\tb\tc\nd\te\tf", "1. Dogs\n2. Cats\n3. Birds", "x" * 200],
    ids=["long-line-unwraps-nothing", "a list", "a table", "numbers", "a long word"],
)
@pytest.mark.parametrize("width", [40, 55, 72])
def test_what_stands_elsewhere_does_not_change_how_prose_is_unwrapped(more: str, width: int) -> None:
    wrapped = textwrap.fill(_HARBOUR, width)
    alone = as_text(wrapped)
    for text in (f"{wrapped}\n\n{more}", f"{more}\n\n{wrapped}"):
        comparison = compared(text, text.replace(wrapped, textwrap.fill(_HARBOUR, width - 9)))
        assert not comparison.changes
        assert comparison.relation == "typography"
    assert [alone.slice(alone.paragraph(n)) for n in range(len(alone.paragraphs))] == [wrapped]


# Paragraphs whose lines begin or end as those of lists and headings do, all of them wrapped prose.
_PROSE = {
    "a section that is referred to": (
        "  a) The work must carry notices that say so, and the conditions that were added to it under section\n"
        "  7. This requirement does not hold for those of section 4, which is about notices alone.\n\n"
        "  b) The work must be given away as a whole, in the way that is said below, and with its source.\n\n"
        "  c) The work must say who made it."
    ),
    "a bracket behind the stop": (
        "<one line to give its name and an idea of what it does.>\n<year> The name of the author."
    ),
    "a comma behind a short form": (
        "Copyright (C) 1989, 1991 The Foundation of Free Writing, Inc.,\n51 Franklin Street, Fifth Floor, Boston, MA\n"
        "Everyone may copy this text as it is\nof this licence, but to change it is not allowed."
    ),
    "a figure that ends a sentence": (
        "Certain instances of it became fatal in version 5.28; others in\n5.32.\n\nThe string operators treat all\n"
        "operands as strings of bytes, and values beyond 255 have no sense there."
    ),
}


@pytest.mark.parametrize("text", _PROSE.values(), ids=_PROSE)
@pytest.mark.parametrize("width", [40, 52, 64, 88, 1000])
def test_prose_is_the_same_however_it_is_wrapped(text: str, width: int) -> None:
    other = "\n\n".join(textwrap.fill(" ".join(part.split()), width) for part in text.split("\n\n"))
    more = f"\n\n{textwrap.fill(_HARBOUR, 72)}\n"
    assert compared(text + more, other + more).relation in ("same", "typography")


@pytest.mark.parametrize("width", range(32, 100, 4))
def test_an_edit_never_runs_across_the_lines_of_a_list(width: int) -> None:
    # Beside prose of any width.
    prose = textwrap.fill(_HARBOUR, width)
    a, b, changes = CASES["lines-list-of-dead"]
    assert _changes(f"{prose}\n\n{a}", f"{prose}\n\n{b}") == changes
