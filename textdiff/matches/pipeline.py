"""What two texts share: the runs that count, the passages, how much of each text they are, and what does not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from textdiff.matches.evidence import Chance, Verdict, judge
from textdiff.matches.passages import Passage, join_passages, to_match
from textdiff.matches.reading import Reading
from textdiff.matches.reworded import Fragment, Sentences, find_fragments, have_seeds
from textdiff.matches.runs import long_enough, run_to_match, to_uncounted, verbatim_runs
from textdiff.matches.shares import common_subsequence, measure_shares, relate
from textdiff.model import Run, Shared
from textdiff.options import Options


def find_shared(a: Reading, b: Reading, options: Options, *, phrases: bool = True) -> Shared:
    """Return what two texts share and what of it counts.

    With `phrases`, of texts without a common passage, the runs too short to count are listed too.
    """
    runs = verbatim_runs(a, b, options.min_words, options.max_occurrences)
    enough: Sequence[Run] = long_enough(runs, a.tokens, options.min_words) if runs and a.spaceless else runs
    chance = Chance(a, b)
    verdict = judge(enough, a, b, chance, options)
    too_long = max(len(a.tokens.sentences), len(b.tokens.sentences)) > options.most_sentences
    fragments = [] if too_long else _fragments(a, b, verdict, options)
    passages = join_passages(verdict.counted, fragments, chance, options)
    uncounted = verdict.uncounted
    if phrases and not passages:
        uncounted = sorted([*uncounted, *_phrases(a, b, enough, options)])
    counting = [passage for passage in passages if _counts(passage, options)]
    words, shares = measure_shares(a, b, runs, verdict.counted, counting, options)
    return Shared(
        runs,
        tuple(run_to_match(run, a.tokens, b.tokens) for run in verdict.counted),
        tuple(to_match(passage, a.tokens, b.tokens) for passage in passages),
        tuple(to_uncounted(run, a.tokens, b.tokens, kind) for run, kind in uncounted),
        words,
        shares,
        relate(shares) if counting else "no-shared-text",
        too_long,
    )


def _fragments(a: Reading, b: Reading, verdict: Verdict, options: Options) -> list[Fragment]:
    """Return the passages in other words; where nothing is shared, weaker ones too that are much alike or in one order.

    Articles on one subject have words in common, in any order; a text that was edited keeps most of its own.
    """
    texts = list(_sentences(a, b, verdict))
    if verdict.counted:
        return find_fragments(texts, verdict.counted, options)
    loosened = _loosened(options)
    if not have_seeds(texts, loosened):
        return []  # most pairs of strangers end here
    return find_fragments(texts, (), options) or [
        fragment
        for fragment in find_fragments(texts, (), loosened)
        if fragment.similarity >= options.likeness
        or (fragment.strength >= options.fragment_strength and _is_in_order(fragment, a, b, options))
    ]


@lru_cache(maxsize=4)
def _loosened(options: Options) -> Options:
    return replace(
        options,
        seed_similarity=options.loose_similarity,
        fragment_similarity=options.loose_similarity,
        fragment_words=options.loose_words,
        fragment_strength=options.loose_strength,
    )


def _is_in_order(fragment: Fragment, a: Reading, b: Reading, options: Options) -> bool:
    """Return whether the shorter side has much of its words in the order of the other, and that is not much longer."""
    x, y = a.keys[slice(*fragment.a)], b.keys[slice(*fragment.b)]
    shorter, longer = sorted((len(x), len(y)))
    return longer <= options.order_ratio * shorter and common_subsequence(x, y) >= options.order_share * shorter


def _sentences(a: Reading, b: Reading, verdict: Verdict) -> Iterator[Sentences]:
    """Yield the sentences of both texts, those that are crumbs or runs that do not count without terms."""
    aside = verdict.words_aside()
    for reading, words in zip((a, b), aside, strict=True):
        yield reading.sentences_without(reading.aside | words) if words else reading.sentences


def _counts(passage: Passage, options: Options) -> bool:
    """Return whether a passage counts: it holds a verbatim run, or is long enough."""
    return bool(passage.runs) or passage.words >= options.disguised_words


def _phrases(a: Reading, b: Reading, runs: Sequence[Run], options: Options) -> Iterator[tuple[Run, str]]:
    """Yield the runs too short to count: what two texts that share no passage have in common all the same."""
    taken = {word for run in runs for word in range(run.a_word, run.a_word + run.n)}
    for run in verbatim_runs(a, b, min(options.phrase_words, options.min_words), options.max_occurrences):
        a_words, b_words = range(run.a_word, run.a_word + run.n), range(run.b_word, run.b_word + run.n)
        if run.n < options.min_words and not (
            taken.intersection(a_words) or a.aside & set(a_words) or b.aside & set(b_words)
        ):
            yield run, "phrase"
