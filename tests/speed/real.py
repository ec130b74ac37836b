"""The contests of differs and of scans on real prose; what is not there is named and left out."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from quality import shared_data
from speed import differs, prose, scans
from speed.contest import Result, contest, show

if TYPE_CHECKING:
    from speed.texts import LongPair

_ALL = 10**9

# Recall of each kind of labelled pair that a scan for passages has to have: a little below the floors of the whole
# of PAN13 (tests/quality), because a tenth of it has few pairs of a kind.
_BARS = {"near-duplicate": 1.0, "no-obfuscation": 0.99, "random": 0.93, "translation": 0.9, "summary": 0.75}


def _pairs(*, full: bool) -> Iterator[tuple[str, LongPair]]:
    for n_words in (100_000,) + (_ALL,) * full:
        pair = prose.book_pair(n_words, 0.1)
        yield f"King James Bible, {len(pair.a.split()):,} words, 10% edited", pair


def measure_differs(kept_enough: Callable[[LongPair], Callable[[Result], str]], limit: int, *, full: bool) -> list[str]:
    """Print the differs' tables on a real book and return what is wrong with textdiff's answers."""
    if not prose.has_book():
        print(f"\nKing James Bible: {prose.NO_BOOK}")
        return []
    faults = []
    for title, pair in _pairs(full=full):
        faults += show(title, contest(differs.contenders(pair.a, pair.b), limit), kept_enough(pair))
    return faults


def measure_scans(limit: int, *, full: bool) -> list[str]:
    """Print the finders' tables on real news and essays and return where textdiff is below its bars."""
    if shared_data.folder() is None:
        print(f"\nnews (newsplag100), essays (PAN13 train): {prose.NO_DATA}")
        return []
    faults: list[str] = []
    for articles in (prose.news(), prose.essays(10), *([prose.essays()] if full else [])):
        folder = scans.write(articles.texts)
        results = contest(scans.contenders(folder), limit)
        faults += [fault for fault in show(articles.title, results, _recall(articles)) if "below" in fault]
        shutil.rmtree(folder)
    return faults


def _recall(articles: prose.Folder) -> Callable[[Result], str]:
    """Return a check that counts the labelled pairs that were found; others may share text too."""
    wanted = Counter(articles.pairs.values())

    def check(result: Result) -> str:
        if result.name.startswith("read"):
            return ""
        found = Counter(how for pair, how in articles.pairs.items() if pair in result.answer)
        recalls = {how: found[how] / wanted[how] for how in sorted(wanted)}
        right = all(recall >= _BARS[how] for how, recall in recalls.items())
        said = ", ".join(f"{how} {recall:.3f}" for how, recall in recalls.items())
        return f"{'' if right else 'below the bar: '}recall: {said}; {len(result.answer):,} pairs listed"

    return check
