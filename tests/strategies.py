"""What the laws are tried on: any Unicode text, and pairs of texts that share a lot."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from articles import edited_articles
from hypothesis import strategies as st
from pieces import PIECES, dressed

from textdiff.options import Calibration, Options

_ANY = st.text(st.characters(), max_size=12)  # with surrogates and control characters

# Few words, so that texts share them by chance too; each script and each kind of joint is among them.
VOCABULARY = (
    "the of a in and was to workers strike police said president Minsk rally vote Monday Wednesday leader "
    "opposition factory Tut.by 6,700 80.1% ex-Soviet don't U.S. Mr Dr. café Straße Москва выборы 中文 선거 ภาษา "
    "الرئيس 10² 👩\u200d👩\u200d👧 co\u00adoperate e\u0301te\u0301 “leave” (AFP) - …"
).split()
_STOPS = (".", "!", "?", ".”", "。", "", ":")

Sentence = list[str]
_sentences = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).flatmap(
    lambda words: st.sampled_from(_STOPS).map(lambda stop: [*words[:-1], words[-1] + stop])
)


def texts() -> st.SearchStrategy[str]:
    """Return a strategy for any text, surrogates and all, rich in what is easily cut wrongly."""
    return st.lists(st.sampled_from(PIECES) | _ANY, max_size=12).map("".join)


def pairs() -> st.SearchStrategy[tuple[str, str]]:
    """Return a strategy for pairs of texts: mostly versions of each other, in half of them an article's."""
    # One object each, for `one_of` takes the same one once.
    articles = [edited_articles() for _ in range(5)]
    return st.one_of(_versions(), _versions(), _spliced(), st.tuples(texts(), texts()), *articles)


def options() -> st.SearchStrategy[Options]:
    """Return a strategy for settings that no sensible user has, and the default ones."""
    return st.sampled_from(
        (
            Options(),
            Options(min_words=1, calibration=Calibration(distinctive_words=0, engine_cells=1)),
            Options(min_words=2, calibration=Calibration(max_occurrences=1, certain_words=0, sentence_share=0.01)),
            Options(min_words=3, calibration=Calibration(island_words=9, long_change_words=1, engine_cells=20)),
            Options(calibration=Calibration(island_words=0, slide_tokens=0, sentence_share=1.0)),
            Options(calibration=Calibration(move_words=1, move_share=0.01, move_stems=0.01, repeat_words=3)),
            Options(calibration=Calibration(least_evidence=0.01, sure_share=0.01, reworded_run=1, gestalt_cells=1)),
            Options(crumbs=("harbour|police",), calibration=Calibration(fragment_words=5, fragment_strength=1.0)),
        )
    )


@st.composite
def _spliced(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text and the same text with stretches of code points cut out and pieces put in."""
    base = draw(st.lists(st.sampled_from(PIECES) | st.sampled_from(VOCABULARY) | _ANY, max_size=25).map("".join))
    edited = base
    for place, cut, piece in draw(
        st.lists(st.tuples(st.integers(0, 200), st.integers(0, 8), st.sampled_from(PIECES) | _ANY), max_size=4)
    ):
        at = place % (len(edited) + 1)
        edited = edited[:at] + piece + edited[at + cut :]
    return base, edited


@st.composite
def _versions(draw: st.DrawFn) -> tuple[str, str]:
    """Return an article and what an editor made of it."""
    base = draw(st.lists(_sentences, min_size=1, max_size=12))
    edited = [list(sentence) for sentence in base]
    for change, place, word, sentence in draw(
        st.lists(
            st.tuples(st.sampled_from(_CHANGES), st.integers(0, 200), st.sampled_from(VOCABULARY), _sentences),
            max_size=6,
        )
    ):
        if edited:
            change(edited, place % len(edited), place, word, sentence)
    a_layout, b_layout = draw(st.sampled_from(_LAYOUTS)), draw(st.sampled_from(_LAYOUTS))
    dress = draw(dressed())
    return a_layout(base), dress(b_layout(edited))


def _drop_word(text: list[Sentence], n: int, place: int, _word: str, _sentence: Sentence) -> None:
    del text[n][place % len(text[n])]
    if not text[n]:
        del text[n]


def _add_word(text: list[Sentence], n: int, place: int, word: str, _sentence: Sentence) -> None:
    text[n].insert(place % (len(text[n]) + 1), word)


def _replace_word(text: list[Sentence], n: int, place: int, word: str, _sentence: Sentence) -> None:
    text[n][place % len(text[n])] = word


def _case_word(text: list[Sentence], n: int, place: int, _word: str, _sentence: Sentence) -> None:
    text[n][place % len(text[n])] = text[n][place % len(text[n])].upper()


def _drop_sentence(text: list[Sentence], n: int, _place: int, _word: str, _sentence: Sentence) -> None:
    del text[n]


def _add_sentence(text: list[Sentence], n: int, _place: int, _word: str, sentence: Sentence) -> None:
    text.insert(n, sentence)


def _replace_sentence(text: list[Sentence], n: int, _place: int, _word: str, sentence: Sentence) -> None:
    text[n] = sentence


def _repeat_sentence(text: list[Sentence], n: int, place: int, _word: str, _sentence: Sentence) -> None:
    text.insert(place % 3, list(text[n]))


def _move_sentence(text: list[Sentence], n: int, place: int, _word: str, _sentence: Sentence) -> None:
    text.insert(place % 5, text.pop(n))


def _merge_sentences(text: list[Sentence], n: int, _place: int, _word: str, _sentence: Sentence) -> None:
    text[n][-1] = text[n][-1].rstrip(".!?")


_CHANGES: tuple[Callable[[list[Sentence], int, int, str, Sentence], None], ...] = (
    _drop_word,
    _add_word,
    _replace_word,
    _case_word,
    _drop_sentence,
    _add_sentence,
    _replace_sentence,
    _repeat_sentence,
    _move_sentence,
    _merge_sentences,
)


def _joined(by: str, every: int = 1) -> Callable[[list[Sentence]], str]:
    def lay_out(text: list[Sentence]) -> str:
        lines = [" ".join(sentence) for sentence in text]
        return by.join(" ".join(lines[n : n + every]) for n in range(0, len(lines), every))

    return lay_out


def _wrapped(text: list[Sentence]) -> str:
    lines = textwrap.wrap(_joined(" ")(text), 40, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


_LAYOUTS = (_joined(" "), _joined("\n"), _joined("\n\n", 2), _joined("\r\n\r\n", 2), _joined("", 3), _wrapped)
