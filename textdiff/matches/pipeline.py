"""Text, Text → Shared: the runs that count, the passages, how much of each text they are, and what is uncounted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from textdiff.matches.evidence import Chance, Evidence, weigh_runs
from textdiff.matches.passages import Passage, join_passages, to_match
from textdiff.matches.reworded import Fragment, find_alike, find_fragments
from textdiff.matches.runs import long_enough, to_uncounted, verbatim_runs
from textdiff.matches.shares import measure_shares, relate
from textdiff.matches.subsequence import common_subsequence
from textdiff.model import Shared, WordRun
from textdiff.options import Calibration, Limits, Options
from textdiff.texts.terms import Statements
from textdiff.texts.text import Text


def find_shared(a: Text, b: Text, options: Options, limits: Limits, *, phrases: bool = True) -> Shared:
    """Return what two texts share and what of it counts.

    With `phrases`, of texts without a common passage, the runs too short to count are listed too.
    """
    runs = verbatim_runs(a, b, options.min_words, options.calibration.max_occurrences, limits)
    enough: Sequence[WordRun] = long_enough(runs, a, options.min_words) if runs and a.is_spaceless else runs
    chance = Chance(a, b, options)
    evidence = weigh_runs(enough, a, b, chance, options)
    n_sentences = max(len(a.sentences), len(b.sentences))
    is_long = limits.exceeds("most_sentences", n_sentences, options.calibration.most_sentences)
    fragments = [] if is_long else _fragments(a, b, evidence, options)
    passages = join_passages(a, b, evidence.counted, fragments, chance)
    uncounted = evidence.uncounted
    if phrases and not passages:
        uncounted = sorted([*uncounted, *_phrases(a, b, enough, options)])
    counting = [passage for passage in passages if _counts(passage, options)]
    matches = {passage: to_match(passage, a, b) for passage in passages}
    words, shares = measure_shares(a, b, runs, evidence.counted, counting, options)
    return Shared(
        runs,
        tuple(matches.values()),
        tuple(map(matches.__getitem__, counting)),
        tuple(to_uncounted(run, a, b, kind) for run, kind in uncounted),
        words,
        shares,
        relate(shares, options) if counting else "no-shared-text",
    )


def _fragments(a: Text, b: Text, evidence: Evidence, options: Options) -> list[Fragment]:
    """Return the reworded fragments; where nothing is shared, weaker ones too that are much alike or in one order.

    Articles on one subject have words in common, in any order; a text that was edited keeps most of its own.
    """
    calibration = options.calibration
    texts = list(_statements(a, b, evidence))
    if evidence.counted:
        return find_fragments(texts, evidence.counted, calibration)
    fragments, are_loose = find_alike(texts, calibration, _loosened(calibration))
    return [
        fragment
        for fragment in fragments
        if not are_loose
        or fragment.similarity >= calibration.likeness
        or (fragment.strength >= calibration.fragment_strength and _is_in_order(fragment, a, b, calibration))
    ]


@lru_cache(maxsize=4)
def _loosened(calibration: Calibration) -> Calibration:
    return replace(
        calibration,
        seed_similarity=calibration.loose_similarity,
        fragment_similarity=calibration.loose_similarity,
        fragment_words=calibration.loose_words,
        fragment_strength=calibration.loose_strength,
    )


def _is_in_order(fragment: Fragment, a: Text, b: Text, calibration: Calibration) -> bool:
    """Return whether the shorter side has much of its words in the order of the other, and that is not much longer."""
    x, y = a.word_keys[slice(*fragment.a)], b.word_keys[slice(*fragment.b)]
    shorter, longer = sorted((len(x), len(y)))
    if longer > calibration.order_ratio * shorter:
        return False
    return common_subsequence(x, y) >= calibration.order_share * shorter


def _statements(a: Text, b: Text, evidence: Evidence) -> Iterator[Statements]:
    """Yield the statements of both texts, those that are crumbs or runs that do not count without terms."""
    for text, words in zip((a, b), evidence.uncounted_words(), strict=True):
        yield text.statements_without(text.crumb_words | words) if words else text.statements


def _counts(passage: Passage, options: Options) -> bool:
    """Return whether a passage counts: it holds a verbatim run, or is long enough."""
    return bool(passage.runs) or passage.words >= options.calibration.reworded_words


def _phrases(a: Text, b: Text, runs: Sequence[WordRun], options: Options) -> Iterator[tuple[WordRun, str]]:
    """Yield the runs too short to count: what two texts that share no passage have in common all the same."""
    taken = {word for run in runs for word in range(run.a, run.a + run.n)}
    n = min(options.calibration.phrase_words, options.min_words)
    for run in verbatim_runs(a, b, n, options.calibration.max_occurrences, Limits()):
        a_words, b_words = range(run.a, run.a + run.n), range(run.b, run.b + run.n)
        if run.n < options.min_words and not (
            taken.intersection(a_words) or a.crumb_words & set(a_words) or b.crumb_words & set(b_words)
        ):
            yield run, "phrase"
