"""Every number that a result depends on: what a user may set (Options), and what was measured (Calibration).

A field declares its unit, its range, its default and the reason for it, and is checked by that declaration.
"Measured" means: chosen by `tests/quality` on the corpora it names. Only sizes of buffers stand elsewhere.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

import regex

from textdiff.errors import OptionsError
from textdiff.model import Limit


def _whole(default: int, unit: str, reason: str, low: int = 1, high: int | None = None) -> Any:
    """Return the declaration of a whole number of so many of a unit."""
    return field(default=default, metadata={"unit": unit, "low": low, "high": high, "reason": reason})


def _share(default: float, reason: str) -> Any:
    """Return the declaration of a share above 0 and up to 1."""
    return field(default=default, metadata={"unit": "share", "low": 0, "high": 1, "reason": reason})


def _real(default: float, unit: str, reason: str) -> Any:
    """Return the declaration of a number that is not negative."""
    return field(default=default, metadata={"unit": unit, "low": 0, "high": None, "reason": reason})


def _check(record: Any) -> None:
    """Raise OptionsError for a field outside its range."""
    for declared in fields(record):
        if "low" not in declared.metadata:
            continue
        name, value = declared.name, getattr(record, declared.name)
        unit, low, high = (declared.metadata[key] for key in ("unit", "low", "high"))
        is_whole = isinstance(declared.default, int)
        if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
            raise OptionsError(f"{name} is {value!r}; give a {'whole ' if is_whole else ''}number")
        if unit == "share":
            if not 0 < value <= 1:
                raise OptionsError(f"{name} is {value}; give a share above 0 and up to 1")
        elif not value >= low or (isinstance(value, float) and not math.isfinite(value)):
            raise OptionsError(f"{name} is {value}; give {low} or more")
        elif high is not None and value > high:
            raise OptionsError(f"{name} is {value}; give {high:,} or less")


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)  # of 110 fields these cost 6 ms at import
class Calibration:
    """What was measured, stage by stage; a digest of it stands in every result.

    Raises OptionsError when a value is outside its range.
    """

    # Of bytes: texts.readers
    bad_share: float = _share(0.01, "of bytes that are no UTF-8 in a text read as that; more is another encoding")

    # Of paragraphs, sentences and words: texts.lines, texts.sentences, texts.terms, texts.scripts
    wrap_columns: int = _whole(120, "columns", "of the widest hard-wrapped text; print and mail have 60 to 100")
    wrap_share: float = _share(0.7, "of the fullest line near it that two lines of wrapped text have")
    list_columns: int = _whole(40, "columns", "of lines that all begin with a capital, and so are no wrapped prose")
    narrow_columns: int = _whole(20, "columns", "of lines that are too narrow for prose; half of it without blanks")
    list_share: float = _share(0.8, "of the columns that the text is wrapped at; narrower ones are a list")
    ragged_share: float = _share(0.3, "of line ends where a word would have fitted: verse, not prose")
    ended_share: float = _share(0.6, "of lines of verse or of a list that end with a mark, the next with a capital")
    verse_lines: int = _whole(5, "lines", "that tell that all of a text's begin with a capital")
    row_words: int = _whole(12, "words", "of the longest line of a list that is paired by its words but figures")
    year_digits: int = _whole(
        4, "digits", "of a figure that tells what a row is about, such as a year; a rank has fewer"
    )
    figure_lines: int = _whole(3, "lines", "that begin with a figure, most of those around, are the unit: an agenda")
    verse_share: float = _share(0.1, "of a text's lines that begin small although lines are its unit")
    ordinal_digits: int = _whole(2, "digits", "of a number that a full stop makes an ordinal: am 16. August")
    abbreviation_letters: int = _whole(4, "letters", "of the longest abbreviation that no list has")
    stem_letters: int = _whole(5, "letters", "that show what a word is about, more or less")
    statement_words: int = _whole(3, "words", "of a sentence that stands by itself when terms are compared")
    # By ICU's dictionaries 1.5 in the Chinese of corpora/newsroom (1,655 words), 1.7 in Japanese, 3.1 in Thai, 3.0 in
    # Khmer (tests/test_scripts.py): rounded up, so that seven words of a run are seven.
    han_characters: int = _whole(2, "characters", "that make up about a word of Chinese and Japanese")
    thai_characters: int = _whole(4, "characters", "that make up about a word of Thai, Lao, Khmer and Myanmar")

    # Of headers, crumbs and quotations: texts.header, texts.crumbs, texts.quotations
    lone_title_characters: int = _whole(200, "characters", "of a title that is all the header there is")
    header_characters: int = _whole(300, "characters", "of a value of a header")
    date_characters: int = _whole(60, "characters", "of its date")
    publisher_characters: int = _whole(80, "characters", "of its outlet")
    language_characters: int = _whole(40, "characters", "of its language")
    header_words: int = _whole(100, "words", "of a value of a header")
    date_words: int = _whole(8, "words", "of its date")
    publisher_words: int = _whole(8, "words", "of its outlet")
    language_words: int = _whole(3, "words", "of its language")
    day_words: int = _whole(3, "words", "of a date without a year: 14 de mayo")
    outlet_words: int = _whole(3, "words", "of an outlet that may have a figure or a full stop")
    headline_lines: int = _whole(4, "lines", "below a header in which its title may stand again")
    crumb_words: int = _whole(45, "words", "of the longest crumb, a footer's sentence; people read longer ones")
    crumb_characters: int = _whole(500, "characters", "of the longest crumb")
    caption_tokens: int = _whole(30, "tokens", "of a caption; a short news item that ends with a credit is longer")
    caption_sentences: int = _whole(2, "sentences", "of a caption: one, and the credit")
    button_share: float = _share(0.8, "of the words of a line that make it share buttons")
    single_quote_tokens: int = _whole(80, "tokens", "within which a quotation by single marks ends")

    # Of runs and their evidence: matches.runs, matches.evidence
    max_occurrences: int = _whole(16, "places", "of one n-gram in a text that are followed: the cost stays linear")
    distinctive_words: int = _whole(
        3, "words", "that a run has beside a name: “the … ambassador to Slovakia, …” is seven words of strangers", low=0
    )
    certain_words: int = _whole(15, "words", "no name, title or stock phrase of the three seed articles has", low=0)
    quotation_gap: int = _whole(30, "words", "between a quotation and other shared text that make it part of that")
    phrase_words: int = _whole(5, "words", "of the shortest run listed where two texts share no passage")
    chance_strength: float = _real(11.0, "nats", "by which a lone short run is more than chance; measured")
    near_words: int = _whole(100, "words", "around a run that show its language")
    sample_words: int = _whole(5000, "words", "that a text is taken to be a sample of, for the rarity of its words")
    context_share: float = _share(
        0.5,
        "of the information of a word that is left beside the words before it: Shannon 1951, 0.6 to 1.3 of 2.6 bits",
    )
    statement_share: float = _share(0.5, "of the shorter text in quotations and phrases: a statement, copied whole")
    quoted_rest: int = _whole(3, "words", "outside the marks in a run that is a quotation: “…”, she said", low=0)
    quoted_rest_one_in: int = _whole(4, "words", "of such a run, one of which may stand outside the marks")
    longest_phrase: int = _whole(30, "words", "of the longest stock phrase that a pattern knows")
    phrase_rest: int = _whole(2, "words", "beside a stock phrase in a run that is one", low=0)
    long_word: int = _whole(4, "letters", "of a distinctive word; shorter ones are small in most headlines")
    headline_long_words: int = _whole(7, "words", "of four letters or more that a headline in a run has")
    german_words: int = _whole(2, "words", "common in German alone that show it")

    # Of reworded passages: matches.reworded; the source is Sanchez-Perez, Sidorov and Gelbukh 2014
    seed_similarity: float = _share(0.33, "cosine and Dice of two sentences that are a seed; the source's")
    fragment_similarity: float = _share(0.34, "cosine of two fragments; the source's")
    fragment_gap: int = _whole(4, "sentences", "between two seeds of a fragment, at most; the source's", low=0)
    narrowest_gap: int = _whole(2, "sentences", "the same, at least; the source's", low=0)
    summary_gap: int = _whole(24, "sentences", "the same, in a summary; the source's", low=0)
    summary_ratio: float = _real(3.0, "times", "that the one side of a summary is longer; the source's")
    fragment_words: int = _whole(25, "words", "of the shorter side: 150 characters in the source")
    fragment_strength: float = _real(15.0, "nats", "of the terms in common × the cosine squared; measured")
    # Weaker fragments, of two texts without any shared passage: of 29 articles of which 60 % was edited 26 are found,
    # of 161 random and translated pairs of PAN13 train 50, of 9,918 unrelated ones none (2026-11-25).
    loose_similarity: float = _share(0.22, "cosine and Dice of such seeds, and cosine of such fragments")
    loose_words: int = _whole(20, "words", "of their shorter side")
    loose_strength: float = _real(10.0, "nats", "of them")
    likeness: float = _share(0.5, "cosine that is enough for one; 0.43 calls an independent article copied")
    order_share: float = _share(0.4, "of the shorter side that stands in the order of the longer one")
    order_ratio: float = _real(3.0, "times", "that the longer side is longer, at most")
    most_sentences: int = _whole(20_000, "sentences", "up to which reworded passages are looked for: 400,000 words")
    max_postings: int = _whole(8, "sentences", "that are looked at because of one term: one in more says little")
    fewest_terms: int = _whole(2, "terms", "rare ones that two sentences of a seed have in common")
    copied_share: float = _share(0.5, "of a sentence in long runs that makes it no seed")
    extract_sentences: float = _share(0.5, "of the shorter text's sentences in runs: an extract, no summary")
    excluded_share: float = _share(0.5, "of a sentence in crumbs and uncounted runs that leaves it without terms")
    all_but_verbatim: float = _share(0.8, "of a sentence in runs that spares the search for its like")

    # Of passages and shares: matches.passages, matches.shares
    verbatim_share: float = _share(0.7, "of a fragment in verbatim runs that makes it an edited passage")
    passage_gap: int = _whole(60, "words", "between two runs of such a passage: more was put in or left out", low=0)
    passage_skew: int = _whole(30, "words", "by which the two sides of that gap may differ", low=0)
    long_run: int = _whole(40, "words", "of a run that is a passage by itself, whatever its neighbours share")
    edit_words: int = _whole(8, "words", "between two verbatim runs that are one edited passage", low=0)
    reworded_words: int = _whole(60, "words", "from which a reworded passage counts in shares, by definition")
    near_share: float = _share(0.8, "of both texts that makes them near-duplicates: the meaning of that word")
    inside_share: float = _share(0.9, "of a text that makes it a part of the other: the meaning of containment")
    first_step: int = _whole(16, "words", "beside a run that are aligned first; each step takes twice as many")
    last_step: int = _whole(1024, "words", "beside a run that are aligned at most")

    # Of the alignment: changes.align, borders, headlines
    engine_cells: int = _whole(16_000_000, "tokens × tokens", "given to the engine at once: it takes 0.2 s")
    gestalt_cells: int = _whole(250_000, "tokens × tokens", "of sentences aligned longest run first")
    border_tokens: int = _whole(3, "tokens", "kept in a row beside a border that make it believed")
    headline_words: int = _whole(25, "words", "of the longest headline")
    headline_capitals: int = _whole(3, "words", "with a capital, of four letters or more, that show a headline's case")
    headline_cases: int = _whole(2, "words", "in another case: one is a name or a polite “Sie”")

    # Of sentences that belong together: changes.groups, changes.tidy
    sentence_share: float = _share(
        0.15, "of the longer sentence that links two: exact F1 on arXivEdits train 0.650 at 1/3, 0.658 at 0.2, 0.660"
    )
    # Half of the shorter sentence is half of the longer one too: this number decides only where it is smaller. On
    # argrewrite-dev 870 of 909 edited and 38 of 48 reworded are people's; with 1/3 882 of 921 and 26 of 36.
    edited_share: float = _share(0.5, "of the longer one, or half of the shorter one, kept in an edited sentence")
    kept_share: float = _share(0.5, "of the shorter sentence that links two, and makes one no reworded one")
    opening_words: int = _whole(5, "words", "with which both sentences begin that link them: seeds 004 and 000")
    linking_run: int = _whole(3, "words", "in a row that link two sentences which keep half of the shorter one")
    island_words: int = _whole(
        1, "words", "kept between two long changes that are chance: F1 0.658 and 0.760 with 1, 0.653 with 2", low=0
    )
    long_change_words: int = _whole(3, "words", "of such a change; with 4 F1 is 0.653 and 0.754", low=0)
    slide_tokens: int = _whole(64, "tokens", "that an insertion may be slid to where a sentence begins", low=0)

    # Of pairings and blocks: changes.pairings, changes.blocks
    move_words: int = _whole(6, "words", "of the shortest sentence that a reader would call moved")
    move_run: int = _whole(7, "words", "in a row that are one text's and the other's: told as kept or moved, by law 10")
    move_share: float = _share(0.5, "of the words of both sides that a moved and edited sentence keeps")
    move_stems: float = _share(0.6, "of their terms; a template (“The death toll rose to … in …”) has no more")
    move_gap: int = _whole(12, "words", "between two runs of one moved passage, at most, if these are not alike")
    move_rest: float = _share(0.5, "of a moved passage, that the rest of its first or last sentence may have")
    move_grams: int = _whole(3, "words", "of the sequences by which such a sentence is looked up")
    move_postings: int = _whole(16, "sentences", "with one such sequence that are looked at: one in more says little")
    move_cells: int = _whole(250_000, "words × words", "of two sentences of which one may have moved and been edited")
    # Of what says that a sentence became another: rounded from a logistic regression on argrewrite-dev (3,749 pairs of
    # sentences, 115 of them people's), by students left out in turn 75 right ones of 95.
    words_weight: float = _real(2.0, "weight", "of the words in common (Dice)")
    terms_weight: float = _real(1.5, "weight", "of the terms in common, by their rarity (Dice)")
    nearness_weight: float = _real(1.0, "weight", "of neighbours on both sides that are versions of each other")
    name_weight: int = _whole(6, "times", "that a name or a figure in common weighs more than another term")
    least_evidence: float = _real(1.9, "weight", "that pairs two sentences")
    sure_share: float = _share(
        0.45, "of the words of both that two sentences keep, and half of the shorter one, which need no other evidence"
    )
    subject_sentences: int = _whole(3, "sentences", "from which on a text has a subject, which half of them name")
    account_words: int = _whole(60, "words", "of an article that is an account of its own, by definition")
    title_words: int = _whole(
        2, "words", "between two names that are a title: “Belarusian ambassador to Slovakia”", low=0
    )
    reworded_run: int = _whole(2, "words", "in a row that reworded sentences keep; shorter runs are chance")
    reworded_cells: int = _whole(10_000, "sentences × sentences", "that are looked at in one gap")
    repeat_words: int = _whole(1, "words", "of the shortest sentence that may be a repeat: “Yes.”")
    spaced_share: float = _share(0.3, "of full stops that stand off their words in a text that sets them so")
    spaced_stops: int = _whole(3, "stops", "that stand off their words, at least, in such a text")

    # Of a scan: families
    exact_words: int = _whole(200_000_000, "words", "of a corpus that keeps every fingerprint: 500,000 articles", low=0)
    fingerprint_sample: int = _whole(
        4, "fingerprints", "one of which a larger corpus keeps: a run of 40 words is missed once in 18,000 times"
    )
    max_bucket: int = _whole(
        300, "documents", "with one fingerprint that are all compared with each other; of more, a few pairs each", low=2
    )
    boilerplate_documents: int = _whole(25, "documents", "and one in a thousand: a paragraph of an agency is news")
    boilerplate_one_in: int = _whole(1000, "documents", "one of which, if that is more, may have it and it is none")
    boilerplate_words: int = _whole(5, "words", "of the shortest stock phrase that is counted for that")
    rare_documents: int = _whole(
        16, "documents", "of a rare pair of words; on PAN13 train 98.6 % of the random pairs, with 8 98.0 %"
    )
    rare_words: int = _whole(120, "words", "between two such pairs in one passage; with 60 98.4 %")
    rare_neighbours: int = _whole(8, "pairs of words", "behind one that are looked at")

    # Of pairs that make a family: families.edges. 227 press releases were one family of 96 by formulas of 7 to 10
    # words; from 10 % on the largest has 18. On versions-dev the rule for phrases loses none of the 519 pairs.
    edge_share: float = _share(0.1, "of one side that joins two documents, by definition")
    edge_words: int = _whole(40, "words", "of a passage that joins two documents, by definition")
    versions_share: float = _share(1 / 3, "of one side in the strongest pair of a family of versions, by definition")

    # Of boilerplate: families.boilerplate
    slip_words: int = _whole(20, "words", "between two frequent n-grams of a document that are an edit of one stretch")
    own_words: int = _whole(
        40, "words", "that an article has of its own: a headline, a place line and a footer are that much"
    )
    own_share: float = _share(
        0.2, "of an article that is its own; at 0.1 a story in 500 outlets with footers of 45 words was boilerplate"
    )
    bare_share: float = _share(0.1, "of the documents that have little else, from which on an n-gram is a story's")
    end_documents: int = _whole(5, "documents", "with the same words at one place near their beginning or end")
    begin_words: int = _whole(25, "words", "of a header; a lead that five articles have is longer")
    end_words: int = _whole(50, "words", "of a footer")
    small_corpus: int = _whole(300, "documents", "of which little is boilerplate: all pairs are soon compared", low=0)
    long_footer: int = _whole(60, "words", "of the longest footer that few documents have")
    long_footer_one_in: int = _whole(40, "documents", "one of which has what is longer and no story")
    longest_footer: int = _whole(400, "words", "of a cookie wall, an imprint and a disclaimer together")
    slot_words: int = _whole(6, "words", "between two stretches that belong to them: Monday, 12 May 2020, 10:30")

    # Of origins: families.origins. Chosen on corpora/newsroom, 2026-11-25, whose labels say who derives from whom:
    # its 14 families and the 343 connected parts of them, of which 143 lack the source of the others.
    support_share: float = _share(
        0.6, "of a text's largest shared words that an earlier one holds as its source; at 0.8 updates are lost"
    )
    hold_share: float = _share(
        0.95, "of what a third text shares: an update made from a copy has 552 words of that, 538 of the source"
    )
    origin_margin: float = _real(1.05, "times", "the shared words of the next best text; origins have 1.08 and more")
    extract_share: float = _share(0.95, "of an extract that is in its source; at 0.9 copies without a source count")
    extract_ratio: float = _real(1.5, "times", "that its source is longer")

    # Of recall: families.recall
    confidence: float = _share(0.95, "with which the recall of a scan lies in its interval")

    def __init__(self, **values: float) -> None:
        """Take the values that are not the measured ones, and refuse what no run could mean."""
        for declared in fields(self):
            object.__setattr__(self, declared.name, values.pop(declared.name, declared.default))
        if values:
            raise TypeError(f"no such value of the calibration: {', '.join(values)}")
        _check(self)

    def values(self) -> tuple[float, ...]:
        """Return all values, in the order in which they are declared."""
        return tuple(map(self.__getattribute__, self.__slots__))

    def __eq__(self, other: object) -> bool:
        return self.values() == other.values() if isinstance(other, Calibration) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.values())

    def __repr__(self) -> str:
        values = (f"{name}={value!r}" for name, value in zip(self.__slots__, self.values(), strict=True))
        return f"Calibration({', '.join(values)})"

    def digest(self) -> str:
        """Return a short hash of all values: results of equal digests and options were made alike."""
        return _digest(self)


@lru_cache(maxsize=8)
def _digest(calibration: Calibration) -> str:
    values = sorted(zip(calibration.__slots__, calibration.values(), strict=True))
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a user may set in a comparison and in a scan. No setting is a time: limits are counted in work.

    Raises OptionsError when a value is outside its range.
    """

    min_words: int = _whole(7, "words", "of the shortest verbatim run that counts: the meaning of passage", high=10_000)
    max_bytes: int = _whole(50_000_000, "bytes", "of the longest input; a newspaper's year is shorter")
    crumbs: tuple[str, ...] = ()  # regular expressions beside those of `languages`, searched in a sentence or line
    # `--level documents`, with datasketch's own defaults; threshold and n-gram as curators of data sets use them.
    num_perm: int = _whole(128, "permutations", "of a MinHash signature; datasketch's default", low=2, high=10_000)
    threshold: float = _share(0.5, "Jaccard similarity that the LSH is built for")
    ngram: int = _whole(5, "words", "of a shingle", high=1000)
    calibration: Calibration = field(default_factory=Calibration)

    def __post_init__(self) -> None:
        """Refuse what no run could mean."""
        _check(self)
        if not isinstance(self.calibration, Calibration):
            raise OptionsError(f"calibration is {self.calibration!r}; give a Calibration")
        if isinstance(self.crumbs, str):
            raise OptionsError(f"crumbs is {self.crumbs!r}; give a tuple of patterns")
        object.__setattr__(self, "crumbs", tuple(self.crumbs))  # a list might change
        for pattern in self.crumbs:
            _check_pattern(pattern)

    def to_dict(self) -> dict[str, Any]:
        """Return what a user may set, as JSON has it."""
        settings = {declared.name: getattr(self, declared.name) for declared in fields(self)}
        del settings["calibration"]
        return settings | {"crumbs": list(self.crumbs)}


def _check_pattern(pattern: str) -> None:
    try:
        regex.compile(pattern)
    except regex.error as fault:
        raise OptionsError(f"crumb pattern {pattern!r}: {fault}; write a regular expression") from fault


class Limits:
    """The bounds of work that a comparison ran into, each with the most work that was asked for.

    Stages are handed one and report to it; no clock is a bound.
    """

    def __init__(self) -> None:
        self._hit: dict[str, Limit] = {}

    def exceeds(self, name: str, work: int, cap: int) -> bool:
        """Return whether work is more than a bound allows, and take note if it is."""
        if work <= cap:
            return False
        known = self._hit.get(name)
        if known is None or known.work < work:
            self._hit[name] = Limit(name, work, cap)
        return True

    def hit(self) -> tuple[Limit, ...]:
        """Return the bounds that were run into, by name."""
        return tuple([self._hit[name] for name in sorted(self._hit)])
