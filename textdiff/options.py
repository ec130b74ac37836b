"""Every threshold that a run can change, in one record: unit, default, reason."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from textdiff.errors import OptionsError
from textdiff.model import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of a comparison and of a scan. No setting is a time: limits are counted in work.

    Raises OptionsError when a value is outside its range.
    """

    # Words in the shortest verbatim run that counts as shared text: CONTRACT's unit of a passage.
    min_words: int = 7
    # A shorter run than `certain_words` needs this many telling words (see matches.judge), or it
    # is a name with its title: "the … ambassador to Slovakia, …" is seven words of two strangers.
    telling_words: int = 3
    # No name, title or stock phrase of the three seed articles reaches 15 words.
    certain_words: int = 15
    # Places of one word n-gram in a text that are all followed; a more frequent one is a refrain,
    # and only its places nearest to the run before are looked at, so that cost stays linear.
    max_occurrences: int = 16

    # Passages in other words (matches.disguised), with the figures of its source but for the last two:
    # cosine and Dice of two sentences; cosine of two fragments; sentences between two seeds of a
    # fragment, at most and at least, and in a summary; how much longer the one side of a summary is.
    seed_similarity: float = 0.33
    fragment_similarity: float = 0.34
    fragment_gap: int = 4
    narrowest_gap: int = 2
    summary_gap: int = 24
    summary_ratio: float = 3.0
    # Words of the shorter side (150 characters in the source), and what the terms that both sides have
    # in common weigh, in nats, times the square of the cosine.
    fragment_words: int = 25
    fragment_strength: float = 15.0
    # Of two texts without any shared passage weaker fragments are looked for: with this cosine, in sentences
    # with it, of so many words and this strength. They have to be much alike (the cosine `likeness`), or of
    # `fragment_strength` and in one order: with this share of the shorter side in the order of the longer
    # one, not longer than so many times. Chosen on the pairs that nothing was found in, 2026-11-25: of 29
    # articles of which 60 % was edited 26 are found, of 161 random and translated pairs of PAN13 train 50,
    # of 9,918 unrelated ones none. A likeness of 0.43 finds more and calls an independent article copied.
    loose_similarity: float = 0.22
    loose_words: int = 20
    loose_strength: float = 10.0
    likeness: float = 0.5
    order_share: float = 0.4
    order_ratio: float = 3.0
    # A fragment with this share of its words in verbatim runs is an edited passage, not a disguised one.
    verbatim_share: float = 0.7
    # Words between two runs of such a passage, and by how much they may differ: more was put in or left out.
    passage_gap: int = 60
    passage_skew: int = 30
    # Words of a verbatim run that is a passage by itself, whatever its neighbours share.
    long_run: int = 40
    # Words between a direct quotation and other shared text that make it a part of what was copied.
    quotation_gap: int = 30
    # Words of the shortest run that is listed, uncounted, where two texts share no passage.
    phrase_words: int = 5
    # Nats by which a lone run shorter than `certain_words` is more than chance: matches.judge.
    chance_strength: float = 11.0
    # Words between two verbatim runs that are one edited passage.
    edit_words: int = 8
    # Sentences of a text up to which passages in other words are looked for: 20,000 are 400,000 words.
    most_sentences: int = 20_000
    # A disguised passage counts in shares and relation from so many words on: CONTRACT "Shared words".
    disguised_words: int = 60

    # Below this share of kept words two sentences are different sentences that share words. Chosen by
    # tests/quality, 2026-11-25: arXivEdits train exact F1 0.650 at 1/3, 0.658 at 0.2, 0.660 at 0.15 and 0.1.
    sentence_share: float = 0.15
    # Linked sentences that keep less than this share of the longer one's words, and less than half of
    # the shorter one's, say the same in other words.
    edited_share: float = 1 / 3
    # Sentences that begin with so many words alike are one sentence that goes on differently: seed 004
    # joins the first words of one sentence of seed 000 to the rest of the next.
    opening_words: int = 5
    # A kept run of so few words between two changes of `long_change_words` is confetti. Chosen by
    # tests/quality, 2026-11-25: exact F1 on arXivEdits train and dev 0.658 and 0.760 with 1 and 3,
    # 0.653 and 0.754 with 1 and 4, 0.653 and 0.755 with 2 and 5, 0.654 and 0.760 with 2 and 3.
    island_words: int = 1
    long_change_words: int = 3
    # Tokens by tokens that the engine may be given at once: 4,000 × 4,000 strangers take it 0.2 s.
    engine_cells: int = 16_000_000
    # Tokens by tokens of sentences that are aligned longest run first: its cost grows with the product.
    gestalt_cells: int = 250_000
    # Tokens that an insertion may be slid to start or end where a sentence does.
    slide_tokens: int = 64

    # A sentence of so many words that stands once in each text is looked for everywhere: the shortest
    # that a reader would call moved. One that is edited too keeps so many words, and this share of the
    # words of both sides.
    move_words: int = 6
    move_share: float = 0.5
    # It also keeps this share of the stems of both sides, or two sentences of one template ("The death
    # toll rose to … in … on …") would be one that moved.
    move_stems: float = 0.6
    # Sentences between the same neighbours that have this share of their stems in common (Dice), and
    # three of them, say the same in other words; one sentence in the place of one needs to be of a
    # size only: the shorter has this share of the longer one's words.
    reworded_share: float = 0.2
    reworded_size: float = 0.4
    # Words in a row that two such sentences keep; shorter runs are chance.
    reworded_run: int = 2
    # Sentences by sentences that are looked at in one gap.
    reworded_cells: int = 10_000

    # Regular expressions for crumbs beside the ones of changes.crumbs, each searched in a sentence or line.
    crumbs: tuple[str, ...] = ()

    # Bytes of the longest input; a newspaper's year is shorter.
    max_bytes: int = 50_000_000

    # A corpus of up to so many words keeps every fingerprint, so that the scan misses no run; a larger
    # one keeps one in `fingerprint_sample`: a verbatim run of 40 words is then missed once in
    # (4/3) ** 34 = 18,000 times. 200 million words are 500,000 articles.
    exact_words: int = 200_000_000
    fingerprint_sample: int = 4
    # Documents that share one fingerprint and are all compared with each other; in a larger bucket
    # each is compared with one of them and with its neighbour, and the summary counts the bucket.
    max_bucket: int = 300
    # Documents, and one in a thousand of all, up to which what they have in common is no boilerplate: a
    # paragraph of an agency in 25 articles is news.
    boilerplate_documents: int = 25
    # Words of what is counted for that: the shortest stock phrase that is called one. A run of
    # `min_words` has to have `telling_words` beside it.
    boilerplate_words: int = 5
    # Documents that may have a pair of words that is called rare, and words between two such pairs in
    # one passage. Chosen by tests/quality on PAN13 train, 2026-11-25: with 16 and 120 the candidates hold
    # 98.6 % of the random and 97.1 % of the translated pairs, at 5.5 candidates a document; with 8
    # documents 98.0 % and 93.2 % at 3.3, with 60 words 98.4 % and 96.1 % at 4.6.
    rare_documents: int = 16
    rare_words: int = 120
    # `--level documents`: datasketch's MinHash and LSH over word n-grams, with its own defaults for
    # the number of permutations; threshold and n-gram as dataset curators use them.
    num_perm: int = 128
    threshold: float = 0.5
    ngram: int = 5

    def __post_init__(self) -> None:
        """Refuse what no run could mean."""
        self._check_sizes()
        for name in (
            "min_words",
            "opening_words",
            "max_occurrences",
            "engine_cells",
            "gestalt_cells",
            "fingerprint_sample",
            "max_bytes",
            "ngram",
            "move_words",
            "reworded_run",
            "reworded_cells",
            "fragment_words",
            "loose_words",
            "phrase_words",
            "most_sentences",
            "long_run",
            "disguised_words",
            "boilerplate_documents",
            "boilerplate_words",
            "rare_words",
            "rare_documents",
        ):
            if getattr(self, name) < 1:
                raise OptionsError(f"{name} is {getattr(self, name)}; give 1 or more")
        for name in (
            "telling_words",
            "certain_words",
            "island_words",
            "slide_tokens",
            "exact_words",
            "edit_words",
            "fragment_gap",
        ):
            if getattr(self, name) < 0:
                raise OptionsError(f"{name} is {getattr(self, name)}; give 0 or more")
        for name in ("max_bucket", "num_perm"):
            if getattr(self, name) < 2:
                raise OptionsError(f"{name} is {getattr(self, name)}; give 2 or more")
        for name in (
            "sentence_share",
            "edited_share",
            "threshold",
            "move_share",
            "move_stems",
            "seed_similarity",
            "fragment_similarity",
            "verbatim_share",
            "loose_similarity",
            "likeness",
            "order_share",
            "reworded_share",
            "reworded_size",
        ):
            if not 0 < getattr(self, name) <= 1:
                raise OptionsError(f"{name} is {getattr(self, name)}; give a share above 0 and up to 1")
        for pattern in self.crumbs:
            _check_pattern(pattern)

    def _check_sizes(self) -> None:
        """Refuse sizes that no text has: they would be worked through, one by one."""
        for name, most in (("min_words", 10_000), ("ngram", 1000), ("num_perm", 10_000)):
            if getattr(self, name) > most:
                raise OptionsError(f"{name} is {getattr(self, name)}; give {most:,} or less")


def _check_pattern(pattern: str) -> None:
    try:
        regex.compile(pattern)
    except regex.error as fault:
        raise OptionsError(f"crumb pattern {pattern!r}: {fault}; write a regular expression") from fault


class Limits:
    """The bounds of work that a comparison ran into, each with the most work that was asked for.

    Stages are handed one and tell it; no clock is a bound.
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
