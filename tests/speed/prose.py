"""Real prose to measure on: a book from a Debian package, and the labelled data sets as folders of files.

Nothing of it is in the repository. The King James Bible, 790,000 words, is printed by the command of Debian's package
`bible-kjv`; news and essays are found where TEXTDIFF_DATA names the folder of the data sets.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import NamedTuple

from quality import shared_data
from speed.texts import LongPair, edit, join

_BOOK = "gen1:1-rev22:21"
_MARKS = ".,:;?!()'"
NO_BOOK = "not installed: apt-get install bible-kjv"
NO_DATA = "set TEXTDIFF_DATA to the folder that holds it"


def has_book() -> bool:
    """Return whether the book is installed."""
    return shutil.which("bible") is not None


@lru_cache(maxsize=1)
def _book() -> tuple[str, ...]:
    """Return the words of the book, "\\n" before the first of each verse; what a verse is called is left out."""
    run = subprocess.run(["bible", "-f", _BOOK], capture_output=True, check=True, text=True, encoding="utf-8")
    verses = [line.split()[1:] for line in run.stdout.splitlines()]
    words = [word for verse in verses if verse for word in ("\n" + verse[0], *verse[1:])]
    return (words[0].lstrip(), *words[1:])


def bible(n_words: int) -> list[str]:
    """Return the first words of the book, of all its 789,634 where fewer are not asked for.

    Raises FileNotFoundError where it is not installed.
    """
    if not has_book():
        raise FileNotFoundError(NO_BOOK)
    return list(_book()[:n_words])


def _drawn(words: list[str], random: Random) -> Iterator[str]:
    """Yield words of a text at random, common ones more often, without the marks beside them."""
    bare = [word for word in (word.strip("\n" + _MARKS) for word in words) if word]
    while True:
        yield random.choice(bare)


def edited(words: list[str], share: float, seed: int = 1) -> tuple[list[str], int]:
    """Return the words with that share edited, as in made-up texts, and how many are kept; new ones are of the text."""
    random = Random(f"edited {len(words)} {share} {seed}")  # noqa: S311  a seed that gives the same words again
    return edit(words, share, random, _drawn(words, random).__next__)


def book_pair(n_words: int, share: float, seed: int = 1) -> LongPair:
    """Return the first words of the book beside a version of them with a share edited."""
    words = bible(n_words)
    new, kept = edited(words, share, seed)
    return LongPair(join(words), join(new), kept, 0)


class Folder(NamedTuple):
    """Real articles by id, and the pairs of ids that have to be found, smaller id first, by how they share text."""

    title: str
    texts: dict[str, str]
    pairs: dict[tuple[str, str], str]


def news() -> Folder:
    """Return 100 news articles with five planted near-duplicates."""
    pairs = [(min(row["a"], row["b"]), max(row["a"], row["b"])) for row in shared_data.rows("newsplag100.gold")]
    texts = {row["id"]: row["text"] for row in shared_data.rows("newsplag100.docs")}
    return Folder("100 news articles (newsplag100)", texts, dict.fromkeys(pairs, "near-duplicate"))


def essays(one_in: int = 1) -> Folder:
    """Return the documents of PAN13's training corpus: all, or one in so many suspicious ones with their sources."""
    kinds = {(row["susp"], row["src"]): row["kind"] for row in shared_data.rows("pan13-train.pairs")}
    chosen = set(sorted({suspicious for suspicious, _ in kinds})[::one_in])
    labelled = {(row["susp"], row["src"]) for row in shared_data.rows("pan13-train.gold")}
    named = {name for pair in kinds if pair[0] in chosen for name in pair}
    texts = {
        row["id"]: row["text"] for row in shared_data.rows("pan13-train.docs") if one_in == 1 or row["id"] in named
    }
    pairs = {(min(pair), max(pair)): kinds[pair] for pair in labelled if pair[0] in chosen}
    return Folder(f"{len(texts):,} essays (PAN13 train)", texts, pairs)
