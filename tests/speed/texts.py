"""Made-up texts of any length with known truth: long pairs of versions, and corpora of news-length articles.

Words are syllables by Zipf's law (the n-th word is about 1/n as common as the first), some word
sequences are stock phrases; nothing is read from a file, and a seed gives the same texts everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

_SYLLABLES = [
    c + v + e for c in "b d f g k l m n p r s t v z br st tr".split() for v in "aeiou" for e in ("", "n", "r", "s")
]
N_WORDS = 20_000
N_PHRASES = 40


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[list[str], list[float], list[list[str]]]:
    random = Random("vocabulary")  # noqa: S311  a seed that gives the same words again
    words: dict[str, None] = {}
    while len(words) < N_WORDS:
        words["".join(random.choices(_SYLLABLES, k=1 + (len(words) > 60) + (random.random() < 0.6)))] = None
    weights = list(accumulate(1 / (n + 3) for n in range(N_WORDS)))
    listed = list(words)
    phrases = [random.choices(listed[:2000], k=random.randint(3, 6)) for _ in range(N_PHRASES)]
    return listed, weights, phrases


class Writer:
    """Writes words, sentences and articles from a seed."""

    def __init__(self, seed: int | str) -> None:
        self.random = Random(seed)  # noqa: S311
        self.words, self._weights, self._phrases = _vocabulary()

    def word(self) -> str:
        """Return a word, common ones more often."""
        return self.words[bisect_right(self._weights, self.random.random() * self._weights[-1])]

    def prose(self, n: int) -> list[str]:
        """Return n words with sentence and paragraph ends in them: "Tarno", "bi", "stu.", "\\n\\nBelo"."""
        found: list[str] = []
        left = 0
        while len(found) < n:
            if left <= 0:
                left = self.random.randint(8, 28)
                paragraph = "\n\n" if found and self.random.random() < 0.3 else ""
                found.append(paragraph + self.word().capitalize())
            elif left > 7 and self.random.random() < 0.01:
                phrase = self.random.choice(self._phrases)
                found += phrase
                left -= len(phrase)
            else:
                found.append(self.word())
            left -= 1
            if left <= 0:
                found[-1] += "."
        return found[:n]

    def edited(self, words: list[str], share: float) -> tuple[list[str], int]:
        """Return the words with that share replaced, taken out or followed by a new one, and how many are kept."""
        return edit(words, share, self.random, self.word)


def edit(words: list[str], share: float, random: Random, draw: Callable[[], str]) -> tuple[list[str], int]:
    """Return the words with that share replaced, taken out or followed by a new one, and how many are kept.

    New words are what `draw` gives.
    """
    new: list[str] = []
    kept = 0
    for word in words:
        if random.random() >= share:
            new.append(word)
            kept += 1
            continue
        kind = random.random()
        if kind < 0.6:
            new.append(draw())
        elif kind < 0.8:
            new += [word, draw()]
            kept += 1
    return new, kept


def join(words: list[str]) -> str:
    """Return words as a text."""
    return " ".join(words).replace(" \n", "\n") + "\n"


class LongPair(NamedTuple):
    """Two versions; `kept` words of A stand in B in the same order, `moved` words in another place."""

    a: str
    b: str
    kept: int
    moved: int


def long_pair(n: int, share: float, moves: int = 0, seed: int = 1) -> LongPair:
    """Return a pair of n words with a share of them edited, and so many passages of 60 words moved unedited."""
    writer = Writer(f"pair {n} {share} {moves} {seed}")
    a = writer.prose(n)
    size = 60
    sites = sorted(writer.random.sample(range(n // size), 2 * moves)) if moves else []
    sources = sites[::2]
    parts, kept, moving = [], 0, []
    for n_part, start in enumerate(range(0, n, size)):
        part = a[start : start + size]
        if n_part in sources:
            moving.append(part)
            parts.append([])
            continue
        new, same = writer.edited(part, share)
        parts.append(new)
        kept += same
    targets = sites[1::2]
    for part, target in zip(moving[1:] + moving[:1], targets, strict=True):
        parts[target] = [*parts[target], *part]
    return LongPair(join(a), join([word for part in parts for word in part]), kept, size * moves)


@dataclass(slots=True)
class Corpus:
    """Articles by id, and the pairs that share text: (id, id) → how, smaller id first."""

    texts: dict[str, str] = field(default_factory=dict)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)

    def kin(self) -> dict[str, str]:
        """Return a name for each article, the same for those that pairs connect.

        A passage of a version may be its source's.
        """
        roots = {name: name for name in self.texts}
        for pair in self.pairs:
            one, other = (self._root(roots, name) for name in pair)
            roots[max(one, other)] = min(one, other)
        return {name: self._root(roots, name) for name in roots}

    @staticmethod
    def _root(roots: dict[str, str], name: str) -> str:
        while roots[name] != name:
            roots[name] = roots[roots[name]]
            name = roots[name]
        return name


EDITS = (0.05, 0.1, 0.2, 0.4, 0.6)
EMBEDDED = (40, 80, 150)


def corpus(n: int, seed: int = 1) -> Corpus:
    """Return n articles of 150 to 600 words.

    One in five is a version of the article before it, with 5 to 60 % of its words edited; one in ten
    has a passage of 40, 80 or 150 words of another one in it; three in ten end with the footer of
    one of ten outlets (20 words: boilerplate, no pair).
    """
    writer = Writer(f"corpus {n} {seed}")
    random = writer.random
    footers = [[*writer.prose(19), f"outlet{k}."] for k in range(10)]
    made = Corpus()
    bodies: list[list[str]] = []
    for number in range(n):
        kind = random.random()
        name = f"doc-{number:06}"
        if (
            kind < 0.2
            and bodies
            and f"doc-{number - 1:06}" not in {name for pair in list(made.pairs)[-1:] for name in pair}
        ):
            share = EDITS[number % len(EDITS)]
            body, _ = writer.edited(bodies[-1], share)
            made.pairs[f"doc-{number - 1:06}", name] = f"edit {share:.0%}"
        else:
            body = writer.prose(random.randint(150, 600))
            if kind > 0.9 and len(bodies) > 10:
                length = EMBEDDED[number % len(EMBEDDED)]
                other = random.randrange(len(bodies) - 5)
                start = random.randrange(max(1, len(bodies[other]) - length))
                at = random.randrange(len(body))
                body = [*body[:at], *bodies[other][start : start + length], *body[at:]]
                made.pairs[f"doc-{other:06}", name] = f"passage {length}"
        bodies.append(body)
        footer = random.choice(footers) if random.random() < 0.3 else []
        made.texts[name] = join(body + (["\n\n" + footer[0], *footer[1:]] if footer else []))
    return made
