"""Law 10 on the texts in reach: the written corpora, the seed articles, and the data sets below TEXTDIFF_DATA."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path

import laws
import pytest
from conservation import conservation_breaches
from quality import shared_data

from textdiff import Document, Options

CORPORA = Path(__file__).parent.parent / "corpora"
_IS_FULL = os.environ.get("TEXTDIFF_PROFILE") == "full"
_MOST_CHARACTERS = 40_000

_Pair = tuple[str, str, str]


def _breaches(pairs: Iterator[_Pair]) -> list[str]:
    """Return what breaks law 10 in pairs of texts, with their names."""
    found = list(pairs)
    assert found
    return [f"{name}: {breach}" for name, a, b in found for breach in conservation_breaches(laws.case(a, b, Options()))]


def _sampled(pairs: Iterator[_Pair], step: int) -> Iterator[_Pair]:
    """Yield all pairs where all tests are run, else one in so many."""
    return islice(pairs, 0, None, 1 if _IS_FULL else step)


def _written() -> Iterator[_Pair]:
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in sorted(CORPORA.rglob("*.txt")):
        if path.stat().st_size <= _MOST_CHARACTERS:
            folders[path.parent].append(path)
    for paths in folders.values():
        for one, other in combinations(paths, 2):
            yield f"{one.stem}, {other.stem}", one.read_text("utf-8"), other.read_text("utf-8")


@pytest.mark.law(10)
def test_of_no_two_written_articles_is_anything_told_twice_or_nowhere() -> None:
    assert _breaches(_sampled(_written(), 60)) == []


@pytest.mark.law(10)
def test_of_no_two_seeds_is_anything_told_twice_or_nowhere(seeds: dict[str, Document]) -> None:
    pairs = ((f"{one}, {other}", seeds[one].text, seeds[other].text) for one, other in combinations("ABT", 2))
    assert _breaches(pairs) == []


def _essays() -> Iterator[_Pair]:
    for row in shared_data.rows("argrewrite-dev.pairs"):
        yield row["id"], row["a"], row["b"]


def _versions() -> Iterator[_Pair]:
    texts = {row["id"]: row["text"] for row in shared_data.rows("versions-dev.docs")}
    chains: defaultdict[str, list[str]] = defaultdict(list)
    for row in shared_data.rows("versions-dev.gold"):
        chains[row["cluster"]].append(row["id"])
    for names in chains.values():
        for one, other in combinations(names, 2):
            yield f"{one}, {other}", texts[one], texts[other]


def _copied() -> Iterator[_Pair]:
    texts = {row["id"]: row["text"] for row in shared_data.rows("pan13-train.docs")}
    for row in shared_data.rows("pan13-train.pairs"):
        yield f"{row['susp']}, {row['src']}", texts[row["susp"]], texts[row["src"]]


@pytest.mark.law(10)
@pytest.mark.parametrize(("pairs", "step"), [(_essays, 5), (_versions, 12), (_copied, 60)])
def test_of_no_pair_of_a_data_set_is_anything_told_twice_or_nowhere(
    data_folder: Path, pairs: Sequence[_Pair], step: int
) -> None:
    assert (data_folder / "data").is_dir()
    assert _breaches(_sampled(pairs(), step)) == []  # type: ignore[operator]
