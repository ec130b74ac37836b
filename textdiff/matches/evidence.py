"""WordRuns → Evidence: which runs are a sign of copying, and what the others are.

The others are names with their titles, quotations, stock phrases and parts of crumbs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from math import log
from operator import attrgetter
from typing import NamedTuple

from textdiff.languages import ALL, LANGUAGES, merge
from textdiff.model import WordRun
from textdiff.options import Calibration, Options
from textdiff.texts.keys import BARE, keys_of
from textdiff.texts.patterns import pattern
from textdiff.texts.text import Text

_GERMAN = keys_of(merge(one for one in LANGUAGES if one.has_capital_nouns).common_words)

# First letters of words of which each of these phrases has one.
_PHRASE_STEMS = keys_of(" ".join(phrase.words for phrase in ALL.phrases))
_PHRASE_LETTERS = max(map(len, _PHRASE_STEMS))
_PHRASES = pattern(f"(?i:{'|'.join(phrase.form for phrase in ALL.phrases)})".translate(BARE))


class Evidence(NamedTuple):
    """The runs that count, and the others with what they are."""

    counted: list[WordRun]
    uncounted: list[tuple[WordRun, str]]

    def uncounted_words(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the words of each text that are in runs that do not count, names left out."""
        runs = [run for run, kind in self.uncounted if kind != "name"]
        return (
            frozenset().union(*(range(run.a, run.a + run.n) for run in runs)),
            frozenset().union(*(range(run.b, run.b + run.n) for run in runs)),
        )


def weigh_runs(runs: Sequence[WordRun], a: Text, b: Text, chance: Chance, options: Options) -> Evidence:
    """Return which runs count as shared text.

    What does not: "crumb" (parts of crumbs), "name" (a name with its title), "phrase" (a stock phrase, or
    words so common that texts of this length have them by chance) and "quotation" (a direct quotation
    that both have, where nothing around it is shared).
    """
    if not runs:
        return Evidence([], [])
    counted_runs: list[WordRun] = []
    uncounted: list[tuple[WordRun, str]] = []
    held: list[tuple[WordRun, str]] = []  # counts only beside what counts
    for run in runs:
        kind = _kind(run, a, b, options)
        if kind is None:
            counted_runs.append(run)
        else:
            (held if kind in ("quotation", "phrase") else uncounted).append((run, kind))
    shorter = min(len(a.words), len(b.words))
    if sum(run.n for run, _ in held) >= options.calibration.statement_share * shorter:
        counted_runs, held = sorted([*counted_runs, *(run for run, _ in held)]), []  # a statement, copied whole
    gaps = {"quotation": options.calibration.quotation_gap, "phrase": options.calibration.edit_words}
    n_held = -1
    while len(held) != n_held:  # there and back, because one that counts takes the next one with it
        n_held = len(held)
        left: list[tuple[WordRun, str]] = []
        for run, kind in reversed(held):
            if _is_beside(run, counted_runs, gaps[kind]):
                insort(counted_runs, run)
            else:
                left.append((run, kind))
        held = left
    uncounted += held
    lone = {
        run
        for run in counted_runs
        if run.n < options.calibration.certain_words
        and not _is_beside(run, counted_runs, options.calibration.edit_words)
        and chance.strength([run]) < options.calibration.chance_strength
    }
    uncounted += [(run, "phrase") for run in lone]
    return Evidence([run for run in counted_runs if run not in lone], sorted(uncounted))


def _kind(run: WordRun, a: Text, b: Text, options: Options) -> str | None:
    """Return what a run is by itself, None where it counts."""
    if (a.crumb_words or b.crumb_words) and _is_crumb(run, a, b, options):
        return "crumb"
    if not is_more_than_name(run, a, options):
        return "name"
    if _is_quoted(run, a.quoted, b.quoted, options.calibration):
        return "quotation"
    return "phrase" if _is_phrase(run, a.word_keys, options) else None


def _is_crumb(run: WordRun, a: Text, b: Text, options: Options) -> bool:
    """Return whether a run lies in crumbs, except for too few words to count.

    The words in the paragraph of a crumb are the rest of the footer, which no pattern knows: where it has no
    others, a run needs `certain_words` of them.
    """
    a_words, b_words = range(run.a, run.a + run.n), range(run.b, run.b + run.n)
    if a.crumb_words.isdisjoint(a_words) and b.crumb_words.isdisjoint(b_words):
        return False
    outside = [n for n in range(run.n) if run.a + n not in a.crumb_words and run.b + n not in b.crumb_words]
    longest = words = 0
    for before, n in zip([-1, *outside], outside, strict=False):
        words = words + 1 if n == before + 1 else 1
        longest = max(longest, words)
    if longest < options.min_words:
        return True
    of = [a.paragraph_at(token) for token in a.tokens_of_words(run.a, run.n)]
    with_crumbs = {of[n] for n in set(range(run.n)).difference(outside)}
    return len(outside) < options.calibration.certain_words and all(of[n] in with_crumbs for n in outside)


def _is_quoted(run: WordRun, a_quoted: bytearray, b_quoted: bytearray, calibration: Calibration) -> bool:
    """Return whether a run is a direct quotation in both texts, except a few words ("…", she said)."""
    least = run.n - min(calibration.quoted_rest, run.n // calibration.quoted_rest_one_in)
    return a_quoted.count(1, run.a, run.a + run.n) >= least and b_quoted.count(1, run.b, run.b + run.n) >= least


def _is_beside(run: WordRun, runs: Sequence[WordRun], gap: int) -> bool:
    """Return whether one of the other runs, in A order, lies at most so many words from a run on both sides."""
    at = bisect_left(runs, run)
    first = at
    while first > 0 and run.a - runs[first - 1].a - runs[first - 1].n <= gap:
        first -= 1
    last = bisect_right(runs, run.a + run.n + gap, key=attrgetter("a"))
    return any(_near(run, other, gap) for other in runs[first:last] if other != run)


def _near(one: WordRun, other: WordRun, gap: int) -> bool:
    """Return whether at most so many words lie between two runs, in the same order on both sides."""
    before, after = sorted((one, other))
    gaps = after.a - before.a - before.n, after.b - before.b - before.n
    return all(0 <= n <= gap for n in gaps)


class _Information(dict[int, float]):
    """The information of a word that stands so often in two texts, in nats."""

    def __init__(self, all_words: float, context_share: float) -> None:
        """Take the logarithm of how many words there are, and the share that counts beside the words before."""
        super().__init__()
        self.all_words, self.context_share = all_words, context_share

    def __missing__(self, count: int) -> float:
        nats = self[count] = self.context_share * (self.all_words - log(count))
        return nats


class Chance:
    """How surprising it is that two texts have some words in common, by their own words and lengths."""

    def __init__(self, a: Text, b: Text, options: Options) -> None:
        """Take note of both texts."""
        self.a, self.b = a, b
        calibration = options.calibration
        n_words = max(len(a.words) + len(b.words), calibration.sample_words)
        self._information = _Information(log(n_words), calibration.context_share)

    def strength(self, runs: Iterable[WordRun]) -> float:
        """Return the strength of a passage's runs in nats: minus the log of how often such texts share them by chance.

        The number of places times the probability of the words (Karlin and Altschul 1990, "Methods for
        assessing the statistical significance of molecular sequence features", for sequences of letters).
        """
        keys, nats, one, other = self.a.word_keys, self._information, self.a.counts, self.b.counts
        words = [nats[one[key] + other[key]] for run in runs for key in keys[run.a : run.a + run.n]]
        return sum(words) - log(max(1, len(self.a.words) * len(self.b.words)))


def _is_phrase(run: WordRun, words: Sequence[str], options: Options) -> bool:
    """Return whether a run is a stock phrase of reporting, except for two words."""
    if run.n > options.calibration.longest_phrase:
        return False
    keys = words[run.a : run.a + run.n]
    if _PHRASE_STEMS.isdisjoint([key[:_PHRASE_LETTERS] for key in keys]):
        return False
    text = " ".join(keys)
    match = _PHRASES.search(text)
    return match is not None and run.n - len(match.group().split()) <= options.calibration.phrase_rest


def is_more_than_name(run: WordRun, a: Text, options: Options) -> bool:
    """Return whether a run is more than a name with its title.

    It is from `certain_words` words on, where no name is in it, and where `distinctive_words` others stand
    beside the name. A name is two capitalised words or more in a row. Distinctive words have four letters
    or more and no capital; in German, and in headlines, capitals are no sign of a name.
    """
    if run.n >= options.calibration.certain_words:
        return True
    tokens = a.tokens_of_words(run.a, run.n)
    words = [a.token(token) for token in tokens]
    capital = [word[0].isupper() and not a.begins_sentence(token) for word, token in zip(words, tokens, strict=True)]
    in_name = [False] * run.n
    for n in range(1, run.n):
        if capital[n - 1] and capital[n] and tokens[n] == tokens[n - 1] + 1:
            in_name[n - 1] = in_name[n] = True
    if not any(in_name) or _is_headline(run, a, words, options):
        return True
    nouns_have_capitals = _is_german(a, run, options)
    long_word = options.calibration.long_word
    distinctive = sum(
        (len(word) >= long_word or word.upper() == word.lower()) and not named and (nouns_have_capitals or not big)
        for word, named, big in zip(words, in_name, capital, strict=True)
    )
    return distinctive >= options.calibration.distinctive_words


def _is_headline(run: WordRun, a: Text, words: Sequence[str], options: Options) -> bool:
    """Return whether a run is a sentence or line of its own in which all long words begin with a capital."""
    long_words = [word for word in words if len(word) >= options.calibration.long_word and word[0].isalpha()]
    first, last = a.word(run.a), a.word(run.a + run.n - 1)
    after = a.word(run.a + run.n) if run.a + run.n < len(a.words) else len(a)
    ends = a.sentence(a.sentence_at(last))[1] <= after
    begins = a.sentence(a.sentence_at(first))[0]
    alone = ends and a.n_words(begins, first) == 0
    enough = len(long_words) >= options.calibration.headline_long_words
    return alone and enough and all(word[0].isupper() for word in long_words)


def _is_german(text: Text, run: WordRun, options: Options) -> bool:
    """Return whether common words of German stand in the run or near it."""
    reach = options.calibration.near_words
    near = text.word_keys[max(0, run.a - reach) : run.a + run.n + reach]
    return len(_GERMAN.intersection(near)) >= options.calibration.german_words
