"""The record of what is known of a language, and how the records of several become one.

An empty field says that nothing is known yet, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

Words: TypeAlias = str  # separated by blanks; as `texts.keys` has them, so in small letters, if it is not said else
Labels: TypeAlias = str  # separated by |, in small letters; they may have blanks
Alternatives: TypeAlias = str  # of a regular expression of the module `regex`, separated by |; case does not matter
_BETWEEN = {"Words": " ", "Labels": "|", "Alternatives": "|"}


class Pattern(NamedTuple):
    """A regular expression, and words in small letters of which whatever it matches holds one.

    It is tried only where one of its words stands.
    """

    words: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)  # these two would cost 1 ms at import
class Language:
    """What is known of a language, as data; the modules named here make of it what they need."""

    code: str  # ISO 639-1
    name: str  # in English
    has_spaces: bool = True  # between words; where there are none, numerals and negations are looked for inside words
    has_capital_nouns: bool = False  # a capital is no sign of a name there: German
    has_ordinal_stops: bool = False  # "am 16. August" is no end of a sentence: German

    # texts/header. What stands before the colon of a header's line. `labels_other` are known, and no field of ours.
    labels_title: Labels = ""
    labels_date: Labels = ""
    labels_publisher: Labels = ""
    labels_url: Labels = ""
    labels_language: Labels = ""
    labels_other: Labels = ""

    # texts/sentences. Words whose full stop ends no sentence: titles and measures that a name or figure follows; and
    # those that are words of their own too ("no", "art"), so that only a figure after them tells.
    abbreviations: Words = ""
    before_figures: Words = ""

    # texts/units. Months in the form that dates have, with the capital that they need. Alternatives without blanks.
    months: Words = ""
    month_abbreviations: Words = ""  # without the full stop that may follow
    ordinal_endings: Alternatives = ""  # of days: "1st"
    date_particles: Words = ""  # "the 16th of May", "16 de mayo de 2020"
    dates: Alternatives = ""  # whole dates that are built in another way
    magnitudes: Alternatives = ""
    currencies: Alternatives = ""
    starters: Words = ""  # begin a sentence behind an initial: "Vitamin C. Then he went"; with their capitals

    # texts/crumbs. Lines that are no part of an article, from beginning to end; case matters, but in (?i:…).
    crumbs: tuple[Pattern, ...] = ()
    unsaid_crumbs: tuple[Pattern, ...] = ()  # none if somebody says something there
    said: Alternatives = ""  # the words by which somebody does
    links: tuple[Pattern, ...] = ()  # what a link to another article begins with; case does not matter
    notices: Alternatives = ""  # what a copyright notice or disclaimer begins with
    credits: Words = ""  # before the colon and a photographer's name, with their capitals
    share: Words = ""  # the verbs of share buttons,
    networks: Alternatives = ""  # where they share to,
    buttons: Words = ""  # and what else stands there
    negations: Alternatives = ""  # a crumb whose versions differ in one of these or of the next is shown as text
    numerals: Alternatives = ""

    # changes/tidy: they join what follows to what stands before. changes/warnings: words that names begin with, and
    # that are written small.
    joiners: Words = ""
    particles: Words = ""

    # matches/evidence. Stock phrases of reporting; the words of a pattern are the first five letters of words. The
    # commonest words are needed where nouns have capitals: they tell the language.
    phrases: tuple[Pattern, ...] = ()
    common_words: Words = ""

    # texts/terms. Words of four letters or more that say nothing of what a sentence is about, and the days of the week.
    function_words: Words = ""


def alternatives(words: Words) -> Alternatives:
    """Return some words as alternatives of a regular expression, each once."""
    return "|".join(dict.fromkeys(words.split()))


def merge(languages: Iterable[Language]) -> Language:
    """Return what some languages have in each field, in their order, as one record; its flags say nothing."""
    records = tuple(languages)
    merged: dict[str, Any] = {}
    for one in fields(Language):
        values = [getattr(record, one.name) for record in records]
        if one.type in _BETWEEN:
            merged[one.name] = _BETWEEN[one.type].join(filter(None, values))
        elif one.default == ():
            merged[one.name] = tuple(chain.from_iterable(values))
    return Language(code="", name="", **merged)
