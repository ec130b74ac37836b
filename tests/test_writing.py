"""Differences of writing are typography, in the diff, for passages and in a scan; differences of text are edits."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import laws
import pytest
import regex
from compared import compared
from hypothesis import given
from hypothesis import strategies as st

import textdiff
from textdiff import Document, Options

ARTICLES = Path(__file__).parents[1] / "corpora" / "edits" / "articles"
_NAMES = {
    "en": "sentence-moved-1",
    "de": "sentence-moved-de",
    "fr": "paragraph-moved-fr",
    "es": "sentence-moved-edited-es",
    "ru": "sentence-moved-ru",
    "ar": "figure-1",
}

# Pairs that a reader takes for the same text.
ALIKE = {
    "quotes-single-to-double": (
        (
            "‘We will not pay,’ said the mayor on Monday. ‘The bridge isn't ours, and the Smiths' house is not ours "
            "either.’ He called it ‘a joke’ and left."
        ),
        (
            "“We will not pay,” said the mayor on Monday. “The bridge isn’t ours, and the Smiths’ house is not ours "
            "either.” He called it “a joke” and left."
        ),
    ),
    "quotes of TeX": ("``We will not pay,'' said the mayor.", "“We will not pay,” said the mayor."),
    "quotes of French": ("« Nous ne paierons pas », a dit le maire.", '"Nous ne paierons pas", a dit le maire.'),
    "quotes of German, with two commas": (",,Wir zahlen nicht“, sagte er.", "»Wir zahlen nicht«, sagte er."),
    "a quotation that ends with a year": ("He said ‘in 2019’ and left.", "He said “in 2019” and left."),
    "hyphen-line-end": (
        (
            "The committee said the new regulations would strengthen environmental protection along the coast and that "
            "municipalities should cooperate with fishermen before the summer begins."
        ),
        (
            "The committee said the new regu-\nlations would strengthen environ-\nmental protection along the coast "
            "and\nthat municipalities should coop-\nerate with fishermen before the sum-\nmer begins."
        ),
    ),
    "hyphens of other kinds at line ends": (
        "The regulations would strengthen the municipalities and the cooperation.",
        "The regu\u00ad\nlations would strength\u00ac\nen the munici\u2010\r\npalities and the coopera\u2e17\n  tion.",
    ),
    "a word that is divided in two places": (
        "The environmental protection of the coast was praised.",
        "The envi-\nronmen-\ntal protection of the coast was praised.",
    ),
    "a compound at a line end": (
        "It is a well-known plan for the harbour.",
        "It is a well-\nknown plan for the harbour.",
    ),
    "a dash at a line end": ("It was the plan - and he knew it.", "It was the plan-\nand he knew it."),
    "marks-hebrew-points": (
        "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ. וְהָאָרֶץ הָיְתָה תֹהוּ וָבֹהוּ וְחֹשֶׁךְ עַל פְּנֵי תְהוֹם.",
        "בראשית ברא אלהים את השמים ואת הארץ. והארץ היתה תהו ובהו וחשך על פני תהום.",
    ),
    "vowel signs of Arabic": ("كَتَبَ الوَلَدُ الدَّرْسَ فِي المَدْرَسَةِ.", "كتب الولد الدرس في المدرسة."),
    "kashida": ("كـــتب الولد الدرس.", "كتب الولد الدرس."),
    "stress of Russian": ("За́мок стои́т на горе́ уже́ две́сти лет.", "Замок стоит на горе уже двести лет."),
    "marks-persian-codepage": (
        "کتاب یک شاعر ایرانی در تهران چاپ شد و مردم برای خرید آن صف کشیدند. بهای کتاب ۱۲۰ هزار تومان است.",
        "كتاب يك شاعر ايراني در تهران چاپ شد و مردم براي خريد آن صف كشيدند. بهاي كتاب 120 هزار تومان است.",
    ),
    "a final yeh without dots": (
        "پولیس تحقیقات را شروع می‌کند، ولی دی ماه است.",
        "پوليس تحقيقات را شروع مي‌كند، ولى دى ماه است.",
    ),
    "a joiner of Persian": ("او می\u200cخواهد برود.", "او میخواهد برود."),
    "figures of Arabic": ("حضر ١٬٢٠٠ شخص بنسبة ١٢٫٥ في المئة.", "حضر 1,200 شخص بنسبة 12.5 في المئة."),
    "html-entities": (
        "The minister said: &quot;We won&#39;t pay &euro;5 million to Smith &amp; Sons,&quot; and left at noon.",
        'The minister said: "We won\'t pay €5 million to Smith & Sons," and left at noon.',
    ),
    "quotation marks as references, without blanks": (
        "他说了。&ldquo;我们走。&rdquo;他走了。",
        "他说了。“我们走。”他走了。",
    ),
    "a blank and an accent as references": ("Le caf&eacute; co&ucirc;te 10&nbsp;euros.", "Le café coûte 10 euros."),
    "emphasis-markup": (
        "It was VERY odd, and she did NOT like it. She took it OUT OF ITS POCKET and read it.",
        "It was _very_ odd, and she did _not_ like it. She took it _out of its pocket_ and read it.",
    ),
    "emphasis of Markdown": (
        "It was **very** odd, and *she* did __not__ like it.",
        "It was very odd, and she did not like it.",
    ),
    "emphasis around a sentence": ("_Go home!_ she said. _Now._”", "Go home! she said. Now.”"),
    "bullets": (
        "The rules:\n\n- Open at seven.\n- Close at ten.\n",
        "The rules:\n\n• Open at seven.\n• Close at ten.\n",
    ),
    "no bullets": (
        "The rules:\n\n* Open at seven.\n* Close at ten.\n",
        "The rules:\n\nOpen at seven.\nClose at ten.\n",
    ),
    "other apostrophes": (
        "I don`t know; don´t go; don‘t ask. L‘homme et l`amour. 51°30′26″ N, Hawaiʻi.",
        "I don't know; don’t go; don't ask. L’homme et l'amour. 51°30'26\" N, Hawai'i.",
    ),
    "dashes of a range": ("In 2014—2018, 2014‒2018 and 2014--2018.", "In 2014–2018, 2014-2018 and 2014–2018."),
    "maqaf": ("תל־אביב היא עיר גדולה.", "תל-אביב היא עיר גדולה."),
    "figures of Thai": ("ปี ๒๕๖๖ มีคน ๓.๕ ล้าน", "ปี 2566 มีคน 3.5 ล้าน"),
    "capital ligatures": ("Œuvre de l’Œil, Æsop et ŒUVRE.", "Oeuvre de l'Oeil, Aesop et OEUVRE."),
    "accents of Serbian": ("гра̑д ра̏дује сла̄ва дома.", "град радује слава дома."),
    "quotation marks in two pieces": ("‘‘No’’, he said. ｢はい｣ ❝yes❞", '“No”, he said. 「はい」 "yes"'),
    "ligatures of Yiddish": ("װאָס איז דאָס", "וואָס איז דאָס"),
    "half-width kana": ("ﾆｭｰｽﾊﾞﾝｸﾞﾐ｡", "ニュースバングミ。"),
    "dots of Chinese": ("他说……好。", "他说…好。"),
    "bullets of other forms": ("Rules:\n▪ one dog\n▪ two cats\n", "Rules:\n- one dog\n- two cats\n"),
    "hyphens beside figures": (
        "COVID-\n19 was a 34-\nyear-old, an F-\n16 of the mid-\n1990s in 1914–\n1918.",
        "COVID-19 was a 34-year-old, an F-16 of the mid-1990s in 1914–1918.",
    ),
    "a word over two pages": ("The new regu-\n\f\nlations are here.", "The new regulations are here."),
    "emphasis of a part of a word": (
        "The _Times_'s man of l'*Humanité* and _well_-known post-*Brexit* _p_-values in **Ankara**’da.",
        "The Times's man of l'Humanité and well-known post-Brexit p-values in Ankara’da.",
    ),
    "emphasis without blanks": (
        "我们**不要**去。彼は**とても**嬉しい。**서울**에서 살아요.",
        "我们不要去。彼はとても嬉しい。서울에서 살아요.",
    ),
    "long s": ("The Congreſs ſhall aſſemble at leaſt once.", "The Congress shall assemble at least once."),
    "capitals without accents": ("L'ÉTAT, ou État, et Ήλιος.", "L'ETAT, ou Etat, et Ηλιος."),
    "a capital of Turkish without its dot": ("İSTANBUL ve İzmir", "ISTANBUL ve Izmir"),
    "ligatures": ("L’œuvre ﬁnale", "L’oeuvre finale"),
}

# Pairs in which something else changed, with what is shown of it.
EDITS = {
    "feet and inches": ("The pole is 5' high.", 'The pole is 5" high.', [("'", '"')]),
    "a superscript": ("The field has 10² acres.", "The field has 102 acres.", [("10²", "102")]),
    "a sign": ("It was -5 degrees in May.", "It was 5 degrees in May.", [("-", None)]),
    "a minus of its own": ("It was - 5 degrees in May.", "It was 5 degrees in May.", [("- ", None)]),
    "a line that begins with a minus": ("The rate in May:\n- 5", "The rate in May:\n5", [("- ", None)]),
    "minus signs of a table of figures": (
        "Revenue\n12.4\nProfit\n- 5.2\nCash flow\n- 1.3\n",
        "Revenue\n12.4\nProfit\n5.2\nCash flow\n1.3\n",
        [("- ", None), ("- ", None)],
    ),
    "a range and a figure": ("In 2014-\n2018 he lived.", "In 20142018 he lived.", [("2014-\n2018", "20142018")]),
    "a negation": ("He is not able to pay.", "He is able to pay.", [("not ", None)]),
    "yehs with and without dots": ("جاء علي إلى البيت.", "جاء على إلى البيت.", [("علي", "على")]),
    "a word in two": ("He cannot pay.", "He can not pay.", [("cannot", "can not")]),
    "an accent that is no capital's": ("La pêche est bonne.", "La pèche est bonne.", [("pêche", "pèche")]),
    "a letter of its own": ("Dos años de cárcel.", "Dos anos de cárcel.", [("años", "anos")]),
    "a dotless i": ("Bu ısı çok.", "Bu isi çok.", [("ısı", "isi")]),
    "capitals without marks of emphasis": ("It was VERY odd.", "It was very odd.", [("VERY", "very")]),
    "a star that refers to a note": ("The cost* is high.", "The cost is high.", [("*", None)]),
    "a name in a program": ("Call __init__ and run_all.", "Call __init__ and runall.", [("run_all", "runall")]),
    "a hyphen that is none of a line": ("He will re-sign today.", "He will resign today.", [("re-sign", "resign")]),
    "a decimal comma": ("It rose to 12,5 per cent.", "It rose to 12.5 per cent.", [("12,5", "12.5")]),
}


def _edited(a: str, b: str) -> list[tuple[str | None, str | None]]:
    """Return what was changed and is no typography."""
    return [
        (edit.a.of(a) if edit.a else None, edit.b.of(b) if edit.b else None)
        for edit in compared(a, b).edits
        if edit.op != "keep" and not edit.typography
    ]


@pytest.mark.parametrize(("a", "b"), ALIKE.values(), ids=ALIKE)
def test_another_writing_is_typography_and_no_change(a: str, b: str) -> None:
    for one, other in ((a, b), (b, a)):
        comparison = compared(one, other)
        assert _edited(one, other) == []
        assert comparison.relation == "typography"
        assert not comparison.changes
        assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)


@pytest.mark.parametrize(("a", "b", "edits"), EDITS.values(), ids=EDITS)
def test_another_text_is_an_edit(a: str, b: str, edits: list[tuple[str | None, str | None]]) -> None:
    assert _edited(a, b) == edits
    assert _edited(b, a) == [(new, old) for old, new in edits]


@pytest.mark.parametrize(("a", "b"), [*ALIKE.values(), *(pair[:2] for pair in EDITS.values())], ids=[*ALIKE, *EDITS])
@pytest.mark.law(1, 2, 3, 4, 5, 6, 7)
def test_the_laws_hold_where_writing_differs(a: str, b: str) -> None:
    assert laws.broken(laws.case(a, b, Options())) == []


_SIGNED = st.tuples(
    st.sampled_from(["", "-", "+", "±", "~"]),
    st.integers(0, 10**6).map(str),
    st.sampled_from(["", ".5", ",5", "²", "³", "%", "′", "″", "½", "°"]),
).map("".join)


@given(_SIGNED, _SIGNED)
def test_a_figure_a_sign_or_a_superscript_is_never_folded(one: str, other: str) -> None:
    a, b = f"The council counted {one} at the harbour.", f"The council counted {other} at the harbour."
    assert (compared(a, b).relation in ("same", "typography")) == (one == other)


def _article(language: str) -> str:
    return (ARTICLES / f"{_NAMES[language]}.a.txt").read_text("utf-8")


def _divided(text: str, width: int) -> str:
    """Return a text in lines of so many characters, with each word that reaches over a line's end divided there."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        lines, line = [], ""
        for word in paragraph.split():
            line = f"{line} {word}".strip()
            while len(line) > width:
                cut = next(
                    (n for n in range(width, width - 8, -1) if regex.fullmatch(r"\p{L}{4}", line[n - 2 : n + 2])), 0
                )
                if not cut:
                    break
                lines.append(f"{line[:cut]}-")
                line = line[cut:]
            if len(line) > width and " " in line:
                rest, _, last = line.rpartition(" ")
                lines.append(rest)
                line = last
        paragraphs.append("\n".join([*lines, line]))
    return "\n\n".join(paragraphs)


# A sentence of each language without its negation, and that.
_NEGATED = {
    "ar": ("قال الوزير إن المجلس {}يوافق على الخطة.", "لا "),
    "de": ("Der Rat hat dem Plan {}zugestimmt.", "nicht "),
    "en": ("The council has {}agreed to the plan.", "not "),
    "en, a prefix": ("The council was {}able to agree.", "un"),
    "fa": ("شورا با طرح موافقت {}می‌کند.", "ن"),
    "fr": ("Le conseil n’est {}d’accord.", "pas "),
    "he": ("המועצה {}הסכימה לתוכנית.", "לא "),
    "ru": ("Совет {}согласился с планом.", "не "),
    "tr": ("Meclis planı kabul et{}ti.", "me"),
    "zh": ("委员会{}同意该计划。", "不"),
}


@given(
    st.sampled_from(sorted(_NEGATED)),
    st.sampled_from(
        ["{}", "_{}_", "**{}**", "{}\n", "\n{}", "{}\u200c", "\u00ad{}", "{}-\n", "- {}", "“{}”", "{}\u0301"]
    ),
)
def test_a_negation_is_never_folded(language: str, writing: str) -> None:
    sentence, negation = _NEGATED[language]
    word = negation.strip()
    a, b = sentence.format(""), sentence.format(writing.format(word) + negation[len(word) :])
    assert compared(a, b).relation not in ("same", "typography")
    assert any(word in (new or "") for _, new in _edited(a, b))


@pytest.mark.parametrize("width", [38, 60, 72])
@pytest.mark.parametrize("language", _NAMES)
def test_a_text_with_hyphens_at_its_line_ends_is_the_same_text(language: str, width: int) -> None:
    text = _article(language)
    divided = _divided(text, width)
    assert divided.count("-\n") >= 3
    comparison = compared(text, divided)
    assert comparison.relation == "typography"
    assert compared(divided, _divided(text, width - 7)).relation == "typography"


def _paged(text: str, lines_of_a_page: int, head: str, foot: str) -> str:
    lines = text.splitlines()
    pages = [lines[n : n + lines_of_a_page] for n in range(0, len(lines), lines_of_a_page)]
    return "\n".join(
        line
        for n, page in enumerate(pages, 1)
        for line in (head.format(n=n), *page, foot.format(n=n))
        if line is not None
    )


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("The Kellmouth Gazette\n", "\n{n}\n"),
        ("\fAnnual report 2024 {n}", "\n"),
        ("", "\nPage {n} of 500\n"),
        ("", "- {n} -"),
    ],
)
def test_five_hundred_running_heads_and_feet_are_page_furniture(head: str, foot: str) -> None:
    article = _article("en")
    paragraphs = [
        textwrap.fill(f"{article} In the year {1000 + n} {article[:200]}".replace("\n", " "), 64) for n in range(160)
    ]
    text = "\n\n".join(paragraphs)
    paged = _paged(text, len(text.splitlines()) // 500, head, foot)
    comparison = compared(text, paged)
    assert not comparison.changes
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)
    (warning,) = [one for one in comparison.warnings if one.kind == "page-furniture"]
    assert warning.side == "b"
    assert int(warning.note.split()[0].replace(",", "")) >= 500


@pytest.mark.parametrize(
    "text",
    [
        "She sang of the sea\nand the wind it blew\nand the ship was lost,\n\nsing low, sing low,\n\n" * 4,
        "\n\n".join(
            f"Chapter {n}\n\nThe night was dark, and nobody was there to see it. They left." for n in range(1, 9)
        ),
        "HAMLET.\nTo be, or not to be.\n\nOPHELIA.\nMy lord?\n\n" * 4,
        "\n\n".join(f"{n}\n\nThe night was dark and nobody was there to see it." for n in range(1, 9)),
        "\n\n".join(
            f"=item Bad {name} of a request\n\n(P) An internal request asked to add an entry for the {name} to\n"
            "something that was no table."
            for name in ("handle", "hash", "scalar", "array")
        ),
        "\n\n".join(
            f"=item No {name} after the sign on the command line\n\n(F) An error of one machine, which reads its own\n"
            f"line of commands and found no {name} there."
            for name in ("input file", "output file", "error file", "command")
        ),
    ],
    ids=["a refrain", "chapters", "speakers", "numbered stanzas", "last lines", "first lines"],
)
def test_what_repeats_for_another_reason_is_no_page_furniture(text: str) -> None:
    assert [
        one for one in compared(text, "Something else was written here.").warnings if one.kind == "page-furniture"
    ] == []


_OTHER_WRITINGS = {
    "hyphens": (_article("en"), _divided(_article("en"), 50)),
    "hyphens of Russian": (_article("ru"), _divided(_article("ru"), 50)),
    "points": (ALIKE["marks-hebrew-points"][0] * 4, ALIKE["marks-hebrew-points"][1] * 4),
    "letters of Persian": (ALIKE["marks-persian-codepage"][0] * 4, ALIKE["marks-persian-codepage"][1] * 4),
    "quotation marks": (ALIKE["quotes-single-to-double"][0] * 3, ALIKE["quotes-single-to-double"][1] * 3),
    "emphasis": (ALIKE["emphasis-markup"][0] * 3, ALIKE["emphasis-markup"][1] * 3),
}


def test_a_scan_finds_texts_that_differ_in_writing(tmp_path: Path) -> None:
    documents = [
        Document(f"{name} {side}", text)
        for name, pair in _OTHER_WRITINGS.items()
        for side, text in zip("ab", pair, strict=True)
    ]
    textdiff.scan(documents, out=tmp_path, html=False)
    rows = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text("utf-8").splitlines()]
    found = {(row["a"], row["b"]): row["relation"] for row in rows}
    assert {pair: found.get(pair) for name in _OTHER_WRITINGS for pair in [(f"{name} a", f"{name} b")]} == {
        (f"{name} a", f"{name} b"): "typography" for name in _OTHER_WRITINGS
    }


@pytest.mark.parametrize(
    ("word", "warned"),
    [
        ("рresident", True),
        ("sаid", True),
        ("Μayor", True),
        ("hօuse", True),
        ("Яndex", False),
        ("iPhoneом", False),
        ("IT-отдел", False),
        ("μg", False),
        ("α-helix", False),
        ("москва", False),
    ],
)
def test_letters_of_another_script_that_look_alike_are_a_warning(word: str, warned: bool) -> None:
    text = f"The plan of the {word} would cost nothing."
    comparison = compared(text, "The plan of the president would cost nothing.")
    notes = [one.note for one in comparison.warnings if one.kind == "mixed-scripts"]
    assert [word in note for note in notes] == [True] * warned


def test_a_warning_of_letters_that_look_alike_names_the_script_of_each() -> None:
    comparison = compared("The рresident met Μr Smith.", "The president met Mr Smith.")
    assert [one.note for one in comparison.warnings if one.kind == "mixed-scripts"] == [
        "1 word with Cyrillic letters that look like Latin ones: рresident",
        "1 word with Greek letters that look like Latin ones: Μr",
    ]


def test_the_figures_of_tables_in_the_text_are_no_page_furniture() -> None:
    lines = textwrap.wrap(_article("en").replace("\n", " ") * 2, 72)
    texts = [
        "\n".join([*lines[:3], one, *lines[3:7], two, *lines[7:11], "Table 3: 19 deaths", *lines[11:]])
        for one, two in (("Table 1: 15 deaths", "Table 2: 12 deaths"), ("Table 1: 15 deaths", "Table 2: 18 deaths"))
    ]
    assert _edited(*texts) == [("12", "18")]


def test_a_word_that_page_furniture_divides_is_one() -> None:
    text = " ".join((_article("en") * 3).split())
    written, page, rest = list[str](), 0, ""
    for n, line in enumerate(textwrap.wrap(text, 72)):
        written.append(f"{rest} {line}".strip())
        rest = ""
        if n > 4 * page + 3 and regex.search(r"[a-z]{6}$", line):
            page, rest = page + 1, line[-3:]
            written[-1:] = [f"{written[-1][:-3]}-", f"- {page} -", "", "THE KELLMOUTH GAZETTE", ""]
    assert page >= 3
    comparison = compared(text, "\n".join([*written, rest]).strip())
    assert comparison.relation == "typography"
    assert (comparison.shares.a_in_b, comparison.shares.b_in_a) == (1.0, 1.0)
