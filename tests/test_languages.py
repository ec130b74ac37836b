"""The modules of the languages hold data that can be used as it is, and the guide says what each of them has."""

from __future__ import annotations

import ast
import os
import re
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import textdiff.languages
from textdiff.languages import ALL, LANGUAGES, SHARED, Language, Pattern, marks, merge
from textdiff.texts import crumbs
from textdiff.texts.keys import key

ROOM = Path(textdiff.languages.__file__).parent
GUIDE = ROOM.parent / "guide" / "adding-a-language.md"
BEGIN, END = "<!-- coverage: from the data -->\n", "<!-- /coverage -->\n"
RECORDS = (*LANGUAGES, SHARED)
NAMES = [record.code or "shared" for record in RECORDS]
LAYERS = [one for one in fields(Language) if one.default in ("", ())]
WORDS, LABELS, ALTERNATIVES, PATTERNS = (
    [one.name for one in LAYERS if one.type == form]
    for form in ("Words", "Labels", "Alternatives", "tuple[Pattern, ...]")
)
# They stand in a pattern in which blanks mean nothing.
IN_VERBOSE_PATTERN = ["ordinal_endings", "dates", "magnitudes", "currencies"]

STOCK = {
    f"{name}.{field}[{n}]": pattern
    for name, record in zip(NAMES, RECORDS, strict=True)
    for field in PATTERNS
    for n, pattern in enumerate(getattr(record, field))
}


def _coverage() -> str:
    """Return the table of what each language has, as Markdown."""
    rows = [["field", *[record.code or "–" for record in RECORDS]], ["---", *[":-:"] * len(RECORDS)]]
    rows += [[f"`{one.name}`", *["x" if getattr(record, one.name) else "·" for record in RECORDS]] for one in LAYERS]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _without_table(page: str) -> tuple[str, str, str]:
    before, _, rest = page.partition(BEGIN)
    table, _, after = rest.partition(END)
    return before, table, after


def test_the_languages_stand_in_their_order() -> None:
    assert [record.code for record in LANGUAGES] == ["en", "de", "fr", "es", "ru", "ar", "zh", "it", "pt", "nl"]
    assert len({record.name for record in LANGUAGES}) == len(LANGUAGES)


def test_the_guide_says_what_each_language_has() -> None:
    before, table, after = _without_table(GUIDE.read_text("utf-8"))
    if os.environ.get("TEXTDIFF_REWRITE_GOLDEN"):
        GUIDE.write_text(f"{before}{BEGIN}{_coverage()}{END}{after}", "utf-8")
        table = _coverage()
    assert table == _coverage()


def test_the_guide_is_short_and_names_what_there_is() -> None:
    before, _, after = _without_table(GUIDE.read_text("utf-8"))
    assert len((before + after).splitlines()) <= 60
    root = Path(__file__).parents[1]
    for path in re.findall(r"`((?:textdiff|tests|corpora)/[\w/.-]+)`", before + after):
        assert (root / path).exists(), path


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_a_module_of_a_language_holds_data_only(record: Language) -> None:
    module = ast.parse((ROOM / f"{record.code or 'shared'}.py").read_text("utf-8"))
    imports = {node.module for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
    assert imports == {"__future__", "textdiff.languages.language"}
    others = {type(node) for node in module.body} - {ast.Expr, ast.ImportFrom, ast.Assign}
    assert others == set()
    called = {ast.unparse(node.func) for node in ast.walk(module) if isinstance(node, ast.Call)}
    assert called <= {"Language", "Pattern"}


@pytest.mark.parametrize("field", WORDS)
def test_words_are_words(field: str) -> None:
    for record in RECORDS:
        words = getattr(record, field).split()
        assert all(word.isalpha() for word in words), words
        assert len(set(words)) == len(words)
        if field not in ("months", "month_abbreviations", "starters", "credits", "networks"):
            assert [word.casefold() for word in words] == words


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_alternatives_are_regular_expressions(record: Language) -> None:
    for field in ALTERNATIVES:
        alternatives = getattr(record, field)
        if alternatives:
            compiled = regex.compile(f"(?i:{alternatives})", regex.VERSION1)
            assert compiled.fullmatch("") is None, field
        if field in IN_VERBOSE_PATTERN:
            assert not re.search(r"[\s#]", alternatives), field
    for field in LABELS:
        labels = getattr(record, field)
        assert all(labels.split("|")) or not labels
        assert labels == labels.lower()
        assert not regex.search(r"[^\w |]", labels)


def test_a_label_names_one_field() -> None:
    named = defaultdict(set)
    for field in LABELS:
        for record in RECORDS:
            for label in filter(None, getattr(record, field).split("|")):
                named[label].add(field)
    assert {label: sorted(found) for label, found in named.items() if len(found) > 1} == {}


def test_a_word_whose_full_stop_never_ends_a_sentence_is_not_one_that_does_before_words() -> None:
    before_figures = f"{ALL.before_figures} {ALL.month_abbreviations}".lower().split()
    assert set(ALL.abbreviations.split()).isdisjoint(before_figures)


def test_negations_and_numbers_are_no_words_of_share_buttons() -> None:
    # "Share on X" and "Share to X" are the same to a reader; "two" and "not" are news.
    assert set(f"{ALL.negations}|{ALL.numerals}".split("|")).isdisjoint(f"{ALL.share} {ALL.buttons}".split())


def test_a_month_is_no_abbreviation() -> None:
    assert set(ALL.months.lower().split()).isdisjoint(ALL.abbreviations.split())


@pytest.mark.parametrize("name", STOCK)
def test_the_words_of_a_pattern_are_looked_for_as_they_are_written(name: str) -> None:
    words = STOCK[name].words.split()
    assert words
    assert all(word == word.lower() for word in words)
    if ".phrases[" in name:
        assert all(len(word) <= 5 for word in words)


def _as_python(form: str) -> str:
    """Return a pattern in the dialect of the standard library, for texts to be made from it."""
    form = re.sub(r"^(?:\(\?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", "", form)  # what looks ahead at the whole
    form = re.sub(r"([+*}])\+", r"\1", form)
    letters = {"Lu": "A-Z", "Ll": "a-z", "L": "A-Za-z"}
    form = re.sub(r"(\[[^\]]*?)\\p\{(\w+)\}", lambda found: found[1] + letters[found[2]], form)
    return re.sub(r"\\p\{(\w+)\}", lambda found: f"[{letters[found[1]]}]", form)


@pytest.mark.parametrize("name", STOCK)
def test_what_a_pattern_matches_holds_one_of_its_words(name: str) -> None:
    stock, is_phrase = STOCK[name], ".phrases[" in name
    wrap = "(?i:{})" if is_phrase or ".links[" in name else "{}"
    compiled = regex.compile(wrap.format(stock.form))
    matched = 0

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(wrap.format(_as_python(stock.form)), fullmatch=True))
    def holds(text: str) -> None:
        nonlocal matched
        if compiled.fullmatch(text):
            matched += 1
            words = [key(word)[:5] for word in text.split()] if is_phrase else [text.lower()]
            triggers = map(key, stock.words.split()) if is_phrase else stock.words.split()
            holds_one = {trigger for trigger in triggers for word in words if trigger in word}
            assert holds_one & set(words) if is_phrase else holds_one, text

    holds()
    assert matched, "no text that was made matches"


def test_every_pattern_of_a_crumb_is_in_use() -> None:
    in_use = crumbs._FORMS  # noqa: SLF001
    for name, stock in STOCK.items():
        if ".phrases[" not in name:
            assert any(stock.form in form for form in in_use), name


def test_merged_fields_hold_those_of_each_language_in_their_order() -> None:
    one = Language(code="x", name="X", joiners="and", said="a|b", links=(Pattern("a", "b"),))
    other = Language(code="y", name="Y", joiners="et ou", negations="ne", links=(Pattern("c", "d"),))
    merged = merge((one, other))
    assert (merged.joiners, merged.said, merged.negations) == ("and et ou", "a|b", "ne")
    assert merged.links == (*one.links, *other.links)
    assert merge(()).joiners == ""


def test_marks_serve_for_texts_and_for_keys() -> None:
    for marked in (marks.FULL_STOPS, marks.SENTENCE_STOPS, marks.PAUSES, marks.CLOSERS, marks.COLONS, marks.DASHES):
        assert {key(mark) for mark in marked} <= marked
    kinds = "".join(marks.QUOTES.values())
    assert set(kinds) >= marks.OPENING_QUOTES
    assert set(kinds) >= marks.SPACED_CLOSING_QUOTES


def test_line_ends_are_those_that_python_ends_lines_at() -> None:
    for mark in marks.LINE_END_NAMES:
        assert f"a{mark}b".splitlines() == ["a", "b"]
        assert re.fullmatch(marks.LINE_END, mark)
    assert set(marks.LINE_ENDS) == set(marks.LINE_END_NAMES) - {"\r\n"}
