"""Which verbatim runs are a sign of copying, and what the others are: names, quotations, phrases, parts of crumbs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from math import log
from operator import attrgetter
from typing import NamedTuple

import regex

from textdiff.languages import ALL, LANGUAGES, merge
from textdiff.matches.reading import Reading
from textdiff.model import Run, Tokens
from textdiff.options import Options
from textdiff.texts.scripts import STEM

_GERMAN = frozenset(merge(one for one in LANGUAGES if one.has_capital_nouns).common_words.split())
_NEAR_WORDS = 100
# Words of a language that a text shows are taken to be a sample of so many.
_SAMPLE_WORDS = 5000
# What a word of running text tells beside the words before it, of what it tells alone: at most half.
# Shannon 1951, "Prediction and Entropy of Printed English": 2.6 bits a letter by words alone, 0.6 to 1.3
# after a hundred letters of context.
_IN_CONTEXT = 0.5

# First letters of words of which each of these phrases has one.
_PHRASE_STEMS = frozenset(" ".join(phrase.words for phrase in ALL.phrases).split())
_LONGEST_PHRASE = 30  # words
_PHRASES = regex.compile(f"(?i:{'|'.join(phrase.form for phrase in ALL.phrases)})")


class Verdict(NamedTuple):
    """The runs that count, and the others with what they are."""

    counted: list[Run]
    uncounted: list[tuple[Run, str]]

    def words_aside(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the words of each text that are in runs that do not count, names left out."""
        runs = [run for run, kind in self.uncounted if kind != "name"]
        return (
            frozenset().union(*(range(run.a_word, run.a_word + run.n) for run in runs)),
            frozenset().union(*(range(run.b_word, run.b_word + run.n) for run in runs)),
        )


def judge(runs: Sequence[Run], a: Reading, b: Reading, chance: Chance, options: Options) -> Verdict:
    """Return which runs count as shared text.

    What does not: "crumb" (parts of crumbs), "name" (a name with its title), "phrase" (a stock phrase, or
    words so common that texts of this length have them by chance) and "quotation" (a direct quotation
    that both have, where nothing around it is shared).
    """
    if not runs:
        return Verdict([], [])
    counted_runs: list[Run] = []
    uncounted: list[tuple[Run, str]] = []
    held: list[tuple[Run, str]] = []  # counts only beside what counts
    for run in runs:
        kind = _kind(run, a, b, options)
        if kind is None:
            counted_runs.append(run)
        else:
            (held if kind in ("quotation", "phrase") else uncounted).append((run, kind))
    if 2 * sum(run.n for run, _ in held) >= min(len(a.keys), len(b.keys)):
        counted_runs, held = sorted([*counted_runs, *(run for run, _ in held)]), []  # a statement, copied whole
    gaps = {"quotation": options.quotation_gap, "phrase": options.edit_words}
    n_held = -1
    while len(held) != n_held:  # there and back, because one that counts takes the next one with it
        n_held = len(held)
        left: list[tuple[Run, str]] = []
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
        if run.n < options.certain_words
        and not _is_beside(run, counted_runs, options.edit_words)
        and chance.strength([run]) < options.chance_strength
    }
    uncounted += [(run, "phrase") for run in lone]
    return Verdict([run for run in counted_runs if run not in lone], sorted(uncounted))


def _kind(run: Run, a: Reading, b: Reading, options: Options) -> str | None:
    """Return what a run is by itself, None where it counts."""
    if (a.aside or b.aside) and _is_crumb(run, a, b, options):
        return "crumb"
    if not counted(run, a.tokens, options):
        return "name"
    if _is_quoted(run, a.quoted, b.quoted):
        return "quotation"
    return "phrase" if _is_phrase(run, a.keys) else None


def _is_crumb(run: Run, a: Reading, b: Reading, options: Options) -> bool:
    """Return whether a run lies in crumbs, but for too few words to count.

    The words in the paragraph of a crumb are the rest of the footer, which no pattern knows: where it has no
    others, a run needs `certain_words` of them.
    """
    outside = [n for n in range(run.n) if run.a_word + n not in a.aside and run.b_word + n not in b.aside]
    if len(outside) == run.n:
        return False
    longest = words = 0
    for before, n in zip([-1, *outside], outside, strict=False):
        words = words + 1 if n == before + 1 else 1
        longest = max(longest, words)
    if longest < options.min_words:
        return True
    paragraphs, tokens = a.tokens.paragraphs, a.tokens.words
    of = [bisect_right(paragraphs, tokens[run.a_word + n]) for n in range(run.n)]
    with_crumbs = {of[n] for n in set(range(run.n)).difference(outside)}
    return len(outside) < options.certain_words and all(of[n] in with_crumbs for n in outside)


def _is_quoted(run: Run, a_quoted: bytearray, b_quoted: bytearray) -> bool:
    """Return whether a run is a direct quotation in both texts, but for three words at most ("…", she said)."""
    least = run.n - min(3, run.n // 4)
    return (
        a_quoted.count(1, run.a_word, run.a_word + run.n) >= least
        and b_quoted.count(1, run.b_word, run.b_word + run.n) >= least
    )


def _is_beside(run: Run, runs: Sequence[Run], gap: int) -> bool:
    """Return whether one of the other runs, in A order, lies at most so many words from a run on both sides."""
    at = bisect_left(runs, run)
    first = at
    while first > 0 and run.a_word - runs[first - 1].a_word - runs[first - 1].n <= gap:
        first -= 1
    last = bisect_right(runs, run.a_word + run.n + gap, key=attrgetter("a_word"))
    return any(_near(run, other, gap) for other in runs[first:last] if other != run)


def _near(one: Run, other: Run, gap: int) -> bool:
    """Return whether at most so many words lie between two runs, in the same order on both sides."""
    before, after = sorted((one, other))
    gaps = after.a_word - before.a_word - before.n, after.b_word - before.b_word - before.n
    return all(0 <= n <= gap for n in gaps)


class _Told(dict[int, float]):
    """What a word tells that stands so often in two texts, in nats."""

    def __init__(self, all_words: float) -> None:
        """Take the logarithm of how many words there are."""
        super().__init__()
        self.all_words = all_words

    def __missing__(self, count: int) -> float:
        told = self[count] = _IN_CONTEXT * (self.all_words - log(count))
        return told


class Chance:
    """How surprising it is that two texts have some words in common, by their own words and lengths."""

    def __init__(self, a: Reading, b: Reading) -> None:
        """Take note of both texts."""
        self.a, self.b = a, b
        self._told = _Told(log(max(len(a.keys) + len(b.keys), _SAMPLE_WORDS)))

    def strength(self, runs: Iterable[Run]) -> float:
        """Return the strength of a passage's runs in nats: minus the log of how often such texts share them by chance.

        The number of places times the probability of the words (Karlin and Altschul 1990, "Methods for
        assessing the statistical significance of molecular sequence features", for sequences of letters).
        """
        keys, told, one, other = self.a.keys, self._told, self.a.counts, self.b.counts
        words = [told[one[key] + other[key]] for run in runs for key in keys[run.a_word : run.a_word + run.n]]
        return sum(words) - log(max(1, len(self.a.keys) * len(self.b.keys)))


def _is_phrase(run: Run, words: Sequence[str]) -> bool:
    """Return whether a run is a stock phrase of reporting, but for two words."""
    if run.n > _LONGEST_PHRASE:
        return False
    keys = words[run.a_word : run.a_word + run.n]
    if _PHRASE_STEMS.isdisjoint([key[:STEM] for key in keys]):
        return False
    text = " ".join(keys)
    match = _PHRASES.search(text)
    return match is not None and run.n - len(match.group().split()) <= 2


def counted(run: Run, a: Tokens, options: Options) -> bool:
    """Return whether a run is more than a name with its title.

    It is from `certain_words` words on, where no name is in it, and where `telling_words` others stand
    beside the name. A name is two capitalised words or more in a row. Words that tell have four letters
    or more and no capital; in German, and in headlines, capitals are no sign of a name.
    """
    if run.n >= options.certain_words:
        return True
    tokens = a.words[run.a_word : run.a_word + run.n]
    words = [a.text[a.starts[token] : a.ends[token]] for token in tokens]
    first = a.sentences[bisect_right(a.sentences, tokens[0]) - 1 :]
    begins = set(first[: bisect_right(first, tokens[-1])])
    capital = [word[0].isupper() and token not in begins for word, token in zip(words, tokens, strict=True)]
    in_name = [False] * run.n
    for n in range(1, run.n):
        if capital[n - 1] and capital[n] and tokens[n] == tokens[n - 1] + 1:
            in_name[n - 1] = in_name[n] = True
    if not any(in_name) or _is_headline(run, a, words):
        return True
    nouns_have_capitals = _is_german(a, run)
    telling = sum(
        (len(word) >= 4 or word.upper() == word.lower()) and not named and (nouns_have_capitals or not big)
        for word, named, big in zip(words, in_name, capital, strict=True)
    )
    return telling >= options.telling_words


def _is_headline(run: Run, a: Tokens, words: Sequence[str]) -> bool:
    """Return whether a run is a sentence or line of its own in which all long words begin with a capital."""
    long_words = [word for word in words if len(word) >= 4 and word[0].isalpha()]
    first, last = a.words[run.a_word], a.words[run.a_word + run.n - 1]
    after = a.words[run.a_word + run.n] if run.a_word + run.n < len(a.words) else len(a)
    at = bisect_right(a.sentences, last)
    ends = a.sentences[at] <= after if at < len(a.sentences) else after == len(a)
    begins = a.sentences[bisect_right(a.sentences, first) - 1]
    alone = ends and not any(begins <= word < first for word in a.words[max(0, run.a_word - 1) : run.a_word])
    return alone and len(long_words) > 6 and all(word[0].isupper() for word in long_words)


def _is_german(tokens: Tokens, run: Run) -> bool:
    """Return whether two common words of German stand in the run or near it."""
    near = tokens.words[max(0, run.a_word - _NEAR_WORDS) : run.a_word + run.n + _NEAR_WORDS]
    return len(_GERMAN & {tokens.keys[word] for word in near}) >= 2
