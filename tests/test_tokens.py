"""From a text to words, sentences and paragraphs, and what of a word is compared."""

from __future__ import annotations

import html
import textwrap
import unicodedata

import pytest
import regex
from as_text import as_text
from hypothesis import assume, example, given
from hypothesis import strategies as st
from naive import gaps
from strategies import VOCABULARY, texts

from textdiff.languages.marks import BULLETS
from textdiff.texts import chunks, hints, tokens
from textdiff.texts.keys import alike, key, plain
from textdiff.texts.text import Text


def _tokens(text: str) -> list[str]:
    tokens = as_text(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


def _words(text: str) -> list[str]:
    tokens = as_text(text)
    return [text[tokens.starts[n] : tokens.ends[n]] for n in tokens.words]


def _stretches(tokens: Text, firsts: tuple[int, ...]) -> list[str]:
    ends = (*firsts[1:], len(tokens))
    return [tokens.text[tokens.edge(start) : tokens.edge(end)].strip() for start, end in zip(firsts, ends, strict=True)]


def _sentences(text: str) -> list[str]:
    tokens = as_text(text)
    return _stretches(tokens, tokens.sentences)


def _paragraphs(text: str) -> list[str]:
    tokens = as_text(text)
    return _stretches(tokens, tokens.paragraphs)


@pytest.mark.parametrize(
    "word",
    [
        "Tut.by",
        "6,700",
        "80.1",
        "10:30",
        "1,234,567.89",
        "٦٫٧",
        "ex-Soviet",
        "white-red-white",
        "2014–2018",
        "don't",
        "don’t",
        "O’Neill",
        "U.S",
        "z.B",
        "co\u00adoperate",
        "10²",
        "café",
        "cafe\u0301",
        "क्षि",
        "한국",
        "\u1112\u1161\u11ab",
        "snake_case",
    ],
)
def test_this_is_one_word(word: str) -> None:
    assert _words(word) == [word]
    assert _words(f"before {word}, after") == ["before", word, "after"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("numbers.An official", ["numbers", ".", "An", "official"]),
        ("in 2020.An official", ["in", "2020", ".", "An", "official"]),
        ("the U.S. said", ["the", "U.S", ".", "said"]),
        ("80.1%", ["80.1", "%"]),
        ("($5.", ["(", "$", "5", "."]),
        ("'leave'", ["'", "leave", "'"]),
        ("Wait... What", ["Wait", "...", "What"]),
        ("he -- she", ["he", "--", "she"]),
        ("中文，字", ["中", "文", "，", "字"]),
        ("กำแพง", ["กำ", "แ", "พ", "ง"]),
        ("iPhone中国", ["iPhone", "中", "国"]),
        ("a👩\u200d👩\u200d👧b", ["a", "👩\u200d👩\u200d👧", "b"]),
        ("🇩🇪🇫🇷👍🏽", ["🇩🇪", "🇫🇷", "👍🏽"]),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
        ("\ufeff\u200b \x00\t", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_and_marks(text: str, tokens: list[str]) -> None:
    assert _tokens(text) == tokens


@given(texts())
@example("U.S.\u00a0it's a.b, c.d; 3.5\x1d7 -- x..y\u2028z\u3000ａ．ｂ")
@example("Ko \u0308nig sagt\n\u0301 viel. \U0001f44d\U0001f3fd  \u0308\r\nGo! \u0600 1\x85\u0301a\nplain again")
@example(" &#769; a &#x200d; \n&zwj;&#1757; b")
def test_a_text_reads_the_same_by_parts_as_in_one_go(text: str) -> None:
    vocabulary = tokens.Vocabulary()
    whole, parts = tokens._read_graphemes(text, vocabulary), tokens._read(text, vocabulary)  # noqa: SLF001
    assert parts[:4] == whole[:4]
    assert sorted(set(parts.hints)) == sorted(hints.find_hints(text))


_COMMON = "aZ09_éÄßſŉİıдЯñ.,:;'’\"“”‘«»-–—…()$%&@`´^|/·§°\u00ad\u0301\u200d\x19中"


@given(st.text(st.sampled_from(_COMMON), min_size=1, max_size=12) | st.text(min_size=1, max_size=4))
@example("U.S.A.")
@example("_'_a--b''c..d")
@example("ｘ.y’–z")
def test_a_chunk_of_common_characters_is_read_as_any_other(chunk: str) -> None:
    assume(chunk.split() == [chunk])
    read = chunks._read_any(chunk)  # noqa: SLF001
    assert chunks.read_chunk(chunk) == read
    assert chunks._read_common(chunk) in (None, read)  # noqa: SLF001


def test_each_character_is_read_the_same_on_both_ways() -> None:
    for code in range(0x2E80):
        for chunk in (chr(code), f"a{chr(code)}b", f"9{chr(code)}9"):
            common = chunks._read_common(chunk)  # noqa: SLF001
            assert common is None or common == chunks._read_any(chunk), chunk  # noqa: SLF001


def test_most_chunks_take_the_short_way() -> None:
    for chunk in ("word;", '"word', "“word”", "word's", "O’Neill’s", "(word", "well-known", "1,234.5", "U.S.", "Côté,"):
        assert chunks._read_common(chunk) is not None, chunk  # noqa: SLF001


def test_a_text_that_is_read_in_parts_has_the_tokens_of_its_lines() -> None:
    line = "The “council” met at 10:30,  and\tvoted for the well-known plan.\n\n"
    n = 3 * tokens._PART // len(line)  # noqa: SLF001
    vocabulary = tokens.Vocabulary()
    one, all_of_them = (tokens.find_tokens(text, vocabulary) for text in (line, line * n))
    size = len(one.ids)
    assert len(all_of_them.ids) == n * size
    assert list(all_of_them.ids) == list(one.ids) * n
    for k in (0, 1, n // 2, n - 1):
        for column, of_one in ((all_of_them.starts, one.starts), (all_of_them.ends, one.ends)):
            assert list(column[k * size : (k + 1) * size]) == [k * len(line) + at for at in of_one]


def test_marks_and_emoji_are_no_words() -> None:
    assert _words("“Go!” – 👍 (AFP) … 中。") == ["Go", "AFP", "中"]


@given(texts())
def test_no_token_begins_or_ends_inside_a_grapheme(text: str) -> None:
    tokens = as_text(text)
    borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert {*tokens.starts, *tokens.ends} <= borders


@given(texts())
@example("ា")  # a vowel of Khmer without a letter was lost
@example("a ำ, ್b ့")
@example("_\u0301_ a *\u20e3* __\u0301b__")
def test_between_two_tokens_there_is_nothing_to_see(text: str) -> None:
    # Or what only shows how a text is set: marks of emphasis, bullets, references to characters that show nothing.
    for gap in gaps(as_text(text)):
        shown = html.unescape(regex.sub(rf"[*_]|(?:^|(?<=\s))[{BULLETS}](?=\s)", "", gap))
        assert regex.fullmatch(r"[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*", shown), gap


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police", "POLICE"),
        ("Straße", "STRASSE"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("don't", "don’t"),
        ('"', "“"),
        ('"', "”"),
        ('"', "„"),
        ('"', "«"),
        ('"', "''"),
        ("'", "‘"),
        ("-", "–"),
        ("-", "—"),
        ("-", "--"),
        ("ex-Soviet", "ex‑Soviet"),
        ("…", "..."),
        ("é", "e\u0301"),
        ("한", "\u1112\u1161\u11ab"),
        ("find", "ﬁnd"),
        ("AB1", "ＡＢ１"),
        ("cooperate", "co\u00adoperate"),
        ("regulations", "regu-\nlations"),
        ("regulations", "regu\u2010\r\nlations"),
        ("regulations", "regu\u00ac\nlations"),
        ("regulations", "regu\u2e17\n  lations"),
        ('"', "'"),
        ('"', "``"),
        ('"', ",,"),
        ("&", "&amp;"),
        ("won't", "won&#39;t"),
        ("congress", "congreſs"),
        ("כתב", "כָּתַב"),
        ("كتب", "كَتَبَ"),
        ("كتاب", "كـتـاب"),
        ("کتاب", "كتاب"),
        ("ایران", "ايران"),
        ("120", "۱۲۰"),
        ("12.5", "١٢٫٥"),
        ("замок", "за́мок"),
        ("میخواهم", "می‌خواهم"),
        ("ÉTAT", "ETAT"),
        ("Ήλιος", "Ηλιος"),
        ("İSTANBUL", "ISTANBUL"),
        ("œuvre", "oeuvre"),
    ],
)
def test_a_reader_takes_these_for_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉTAT", "ETAT"),
        ("Ήλιος", "Ηλιος"),
        ("İzmir", "Izmir"),
        ("כתב", "כָּתַב"),
        ("well-\nknown", "well-known"),
        ("“", "'"),
    ],
)
def test_these_are_written_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("résumé", "resume"),
        ("ısı", "isi"),
        ("pêche", "péché"),
        ("ήλιος", "ηλιος"),
        ("The", "the"),
        ("well-known", "wellknown"),
    ],
)
def test_these_are_the_same_word_or_nearly_and_not_written_alike(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10²", "102"),
        ("½", "1⁄2"),
        ("6,700", "6.700"),
        ("año", "ano"),
        ("й", "и"),
        ("ё", "е"),
        ("å", "a"),
        (".", "…"),
        ("℃", "°C"),
    ],
)
def test_a_reader_takes_these_for_different(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_case_is_no_typography() -> None:
    assert plain("The") != plain("the")
    assert plain("don’t") == plain("don't")
    assert plain("“") == plain('"')


def test_canonically_equivalent_characters_have_one_key() -> None:
    decomposable = [chr(code) for code in range(0x110000) if unicodedata.decomposition(chr(code))[:1] not in ("", "<")]
    assert len(decomposable) > 2000
    forms = [
        (character, unicodedata.normalize("NFC", character), unicodedata.normalize("NFD", character))
        for character in decomposable
    ]
    assert [character for character, *others in forms if {key(character)} != {key(other) for other in others}] == []


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Smith met Mr. Jones on Monday.", "They talked."],
        ["The U.S. economy grew by 80.1 percent.", "It slowed."],
        ["J. R. Smith said so.", "Nobody asked."],
        ["He waited... and left.", "She stayed."],
        ["He said: “Go away!”", "Then he left."],
        ["'No.'", "(Yes.)", "Maybe."],
        ['"Who?" she asked.', "Nobody knew."],
        ['"Who knows?"', "She left."],
        ["Die Wahl fand am 16. August statt.", "Am 3. Mai war Ruhe."],
        ["Das sind z.B. drei.", "Mehr nicht."],
        ["Das Amt schloss im Dez. 2019 für immer.", "Im Mai blieb es zu."],
        ["В августе 2020 г. Минск вышел на улицы.", "Люди пели."],
        ["他说了。", "她也说了！", "真的？", "是的。"],
        ["彼は言った。", "「行こう」と。", "『本』を読む。"],
        ["ذهب الولد؟", "نعم."],
        ["Ministers will meet on Wednesday.", "against members of the old government."],
        ["It cost 5 p.m. prices.", "Why?", "Because!"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    spaces = "" if regex.match(r"\p{Han}", sentences[0]) else " "
    assert _sentences(spaces.join(sentences)) == sentences


def test_sentences_that_were_glued_together_come_apart() -> None:
    assert _sentences("They gave two numbers.An official had one more.") == [
        "They gave two numbers.",
        "An official had one more.",
    ]
    assert _sentences('It was "free and fair".President Smith agreed.')[-1] == "President Smith agreed."
    assert _sentences("They had won.“It is over,” she said.")[-1] == "“It is over,” she said."


def test_a_name_with_a_full_stop_ends_no_sentence() -> None:
    text = "The site Tut.by and the U.S.-led group said at 10.30 that it was No. 5 of approx. 6,700 cases."
    assert _sentences(text) == [text]


def test_a_blank_line_ends_a_paragraph_and_a_sentence() -> None:
    for blank in ("\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u2029", "\f", "\n\n\n\n"):
        text = f"A headline without a stop{blank}The first line of the text."
        assert _paragraphs(text) == ["A headline without a stop", "The first line of the text."]
        assert _sentences(text) == _paragraphs(text)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_wrapped_text_is_not_cut_at_each_line(end: str) -> None:
    wrapped = end.join(
        [
            "Thousands of workers walked out of the state-run factories",
            "on Monday, and further walkouts were announced as well, the",
            "unions say. The government has not commented on it so far.",
        ]
    )
    assert _paragraphs(wrapped) == [wrapped]
    assert len(_sentences(wrapped)) == 2
    assert _paragraphs(wrapped + end + end + "Next.") == [wrapped, "Next."]


@given(
    st.lists(st.sampled_from([word for word in VOCABULARY if word != "-"]), min_size=12, max_size=60),
    st.integers(30, 100),
    st.sampled_from(["\n", "\r\n"]),
)
@example(["ex-Soviet", *["the"] * 5, "ex-Soviet", *["the"] * 4, "ex-Soviet"], 30, "\n")  # no "e 10"
def test_no_width_at_which_a_text_is_wrapped_makes_paragraphs(words: list[str], width: int, end: str) -> None:
    lines = textwrap.wrap(" ".join(words), width, break_long_words=False, break_on_hyphens=False)
    # Of two lines, the second short, the first may be a headline, and so may one between short ones.
    assume(len(lines) > 2 and min(map(len, lines[:-1])) >= 0.7 * max(map(len, lines)))
    # Lines that all begin with capitals are a list or verse, and those of bullets or marks a list.
    starts = [line[0] for line in lines[1:]]
    assume(any(map(str.islower, starts)) and all(map(str.isalnum, starts)))
    # Where most begin with figures they are those of an agenda, or results.
    assume(2 * sum(line[0].isdecimal() for line in lines) <= len(lines))
    assert _paragraphs(end.join(lines)) == [end.join(lines)]


def test_a_short_line_is_a_paragraph_of_its_own() -> None:
    lines = ["Strike spreads", "Workers walked out of the factories on Monday, the unions said, and it was a long day."]
    assert _paragraphs("\n".join(lines)) == lines


def test_a_line_break_between_long_lines_ends_a_paragraph() -> None:
    lines = [" ".join(f"word{n}" for n in range(30)) for _ in range(3)]
    assert _paragraphs("\n".join(lines)) == lines


def test_a_text_of_one_line_is_one_paragraph_of_many_sentences() -> None:
    text = " ".join(f"This is sentence number {n}." for n in range(50))
    assert _paragraphs(text) == [text]
    assert len(_sentences(text)) == 50


def test_the_seed_articles_have_the_sentences_that_a_reader_counts(seeds: dict[str, object]) -> None:
    text = {name: getattr(document, "text", "") for name, document in seeds.items()}
    assert len(_paragraphs(text["B"])) == 1
    assert len(_sentences(text["B"])) > 40
    assert "against Belarusian officials" in {" ".join(sentence.split()[:3]) for sentence in _sentences(text["B"])}
    assert any(sentence.startswith("An official report") for sentence in _sentences(text["A"]))


def test_a_headline_its_author_and_the_items_of_a_list_are_not_one_paragraph() -> None:
    lines = ["Thousands protest in Minsk after disputed vote", "By Ann Smith", "", "- Internet was cut", "- EU meets"]
    assert [line.strip() for line in _paragraphs("\n".join(lines))] == [line for line in lines if line]


def test_a_domain_an_etcetera_or_a_month_can_end_a_sentence() -> None:
    for text in ("Read it on Tut.by. Officials denied it.", "Prices fell in Sept. They rose later."):
        assert len(_sentences(text)) == 2
    assert len(_sentences("It closed on Sept. 9 for good.")) == 1


def test_ignorable_characters_in_a_row_are_read_in_one_go() -> None:
    for text in ("\u200b" * 200_000, "_\u200b" * 100_000, "\ufe0f" * 200_000):
        assert not as_text(text).words
