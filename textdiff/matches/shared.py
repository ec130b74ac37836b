"""What two texts share: the runs that count, the passages, how much of each text they are, and what does not count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress

from textdiff.matches.disguised import Fragment, Sentences, find_fragments, have_seeds
from textdiff.matches.join import Passage, join_passages, to_match
from textdiff.matches.judge import Chance, Verdict, judge
from textdiff.matches.passages import long_enough, run_to_match, to_uncounted, verbatim_runs
from textdiff.matches.reading import Reading
from textdiff.model import Relation, Run, Shared, Shares
from textdiff.options import Options

# Both shares of near-duplicates, and the share that makes one text a part of the other: CONTRACT "relation".
NEAR = 0.8
INSIDE = 0.9
# Words by words of a gap in a passage that are aligned: bits of one long number, 0.3 s for the most.
_MOST_CELLS = 1 << 32


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
    counting = [_with_sentences(passage, a, b) for passage in passages if _counts(passage, options)]
    free = _free_words(a), _free_words(b)
    kept = count_shared(a, b, free, counting, options.disguised_words)
    words = _words_that_count(a, free[0]), _words_that_count(b, free[1])
    shared = min(kept, *words)
    shares = to_shares(shared, words, verdict.counted)
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


def _with_sentences(passage: Passage, a: Reading, b: Reading) -> Passage:
    """Return a passage with the rest of its first and last sentence around it, where most of that is in it."""
    if passage.kind == "disguised" or passage.around:
        return passage
    around = []
    for run in {passage.runs[0], passage.runs[-1]}:
        rests = []
        for reading, start in ((a, run.a_word), (b, run.b_word)):
            edges = reading.sentences.starts
            first, last = edges[bisect_right(edges, start) - 1], edges[bisect_left(edges, start + run.n)]
            if 2 * run.n >= last - first:
                rests.append(((first, start), (start + run.n, last)))
        if len(rests) == 2:
            around += [(x, y) for x, y in zip(*rests, strict=True) if x[0] < x[1] and y[0] < y[1]]
    return passage._replace(around=tuple(sorted(around)))


def _free_words(reading: Reading) -> bytearray:
    """Return for each word whether it can be shared: 1 unless it is in a crumb."""
    free = bytearray(b"\1") * len(reading.keys)
    for word in reading.aside:
        free[word] = 0
    return free


def _words_that_count(reading: Reading, free: bytearray) -> int:
    """Return the words of a text without crumbs, and without the sentences that only repeat another of it.

    Such a one shares nothing, where `free` are the words that nothing has taken. All words count where
    none else are left.
    """
    words = len(reading.keys) - len(reading.aside)
    for places in reading.repeated:
        alone = [end - start for start, end in places if free.find(0, start, end) < 0]
        words -= sum(alone[: len(places) - 1])
    return words if words > 0 else len(reading.keys)


def count_shared(
    a: Reading, b: Reading, free: tuple[bytearray, bytearray], passages: Sequence[Passage], disguised_words: int
) -> int:
    """Return how many words of the passages both texts keep, and take them: each free word counts once.

    Of a passage with verbatim runs: the words of the runs, and between and around them the longest
    common subsequence. Of one of `disguised_words` told in other words: the words that both sides
    have, as often as both do.
    """
    shared = 0
    for passage in passages:
        for run in passage.runs:
            shared += _take(run, *free)
    for passage in sorted(passages, key=_longest_first):
        stretches = [(passage.a, passage.b)] if passage.kind == "disguised" else _gaps(passage)
        by_words = passage.kind == "disguised" and passage.words >= disguised_words
        count = _words_of_both if by_words else common_subsequence
        for first, second in stretches:
            here, there = slice(*first), slice(*second)
            x, y = compress(a.keys[here], free[0][here]), compress(b.keys[there], free[1][there])
            shared += count(list(x), list(y))
            free[0][here], free[1][there] = bytes(first[1] - first[0]), bytes(second[1] - second[0])
    return shared


def _longest_first(passage: Passage) -> tuple[int, Passage]:
    return passage.a[0] - passage.a[1] + passage.b[0] - passage.b[1], passage


def _take(run: Run, a_free: bytearray, b_free: bytearray) -> int:
    """Return the words of a run that are free on both sides, and take them."""
    a, b = slice(run.a_word, run.a_word + run.n), slice(run.b_word, run.b_word + run.n)
    both = int.from_bytes(a_free[a], "little") & int.from_bytes(b_free[b], "little")
    a_free[a] = b_free[b] = bytes(run.n)
    return both.bit_count()


def _words_of_both(x: Sequence[str], y: Sequence[str]) -> int:
    return (Counter(x) & Counter(y)).total()


def _gaps(passage: Passage) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of words, on both sides, between one run of a passage and the next, and around it."""
    yield from passage.around
    for before, after in zip(passage.runs, passage.runs[1:], strict=False):
        a, b = (before.a_word + before.n, after.a_word), (before.b_word + before.n, after.b_word)
        if a[0] < a[1] and b[0] < b[1]:
            yield a, b


def common_subsequence(x: Sequence[Hashable], y: Sequence[Hashable]) -> int:
    """Return the length of the longest common subsequence, 0 where there are too many pairs to look at.

    One bit for each item of x, a few operations on all of them for each item of y (Hyyrö 2004,
    "Bit-parallel LCS-length computation revisited").
    """
    if not x or not y or len(x) * len(y) > _MOST_CELLS:
        return 0
    places: dict[Hashable, int] = {}
    for n, item in enumerate(x):
        places[item] = places.get(item, 0) | 1 << n
    full = (1 << len(x)) - 1
    unmatched = full
    for item in y:
        at = places.get(item)
        if at is not None:
            matched = unmatched & at
            unmatched = (unmatched + matched | unmatched - matched) & full
    return len(x) - unmatched.bit_count()


def to_shares(shared: int, words: tuple[int, int], runs: Sequence[Run]) -> Shares:
    """Return the shares of two texts with so many words that count."""
    return Shares(
        a_in_b=_share(shared, words[0]),
        b_in_a=_share(shared, words[1]),
        jaccard=_share(shared, sum(words) - shared),
        shared_words=shared,
        passages=len(runs),
        longest_words=max((run.n for run in runs), default=0),
    )


def _share(part: int, whole: int) -> float:
    """Return a share to four digits that is 0 or 1 only where it is exactly that; nothing shares nothing."""
    share = round(part / whole, 4) if whole else 0.0
    if 0 < part < whole:
        share = min(max(share, 0.0001), 0.9999)
    return share


def relate(shares: Shares) -> Relation:
    """Return how two texts that share a passage relate."""
    if shares.a_in_b >= NEAR and shares.b_in_a >= NEAR:
        return "near-duplicate"
    if shares.a_in_b >= INSIDE and shares.b_in_a < NEAR:
        return "a-inside-b"
    if shares.b_in_a >= INSIDE and shares.a_in_b < NEAR:
        return "b-inside-a"
    return "overlapping"


def _phrases(a: Reading, b: Reading, runs: Sequence[Run], options: Options) -> Iterator[tuple[Run, str]]:
    """Yield the runs too short to count: what two texts that share no passage have in common all the same."""
    taken = {word for run in runs for word in range(run.a_word, run.a_word + run.n)}
    for run in verbatim_runs(a, b, min(options.phrase_words, options.min_words), options.max_occurrences):
        a_words, b_words = range(run.a_word, run.a_word + run.n), range(run.b_word, run.b_word + run.n)
        if run.n < options.min_words and not (
            taken.intersection(a_words) or a.aside & set(a_words) or b.aside & set(b_words)
        ):
            yield run, "phrase"
