"""Texts whose passages were moved, with the truth: made from the paragraphs of a novel and from news articles."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import warnings
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quality import shared_data

import textdiff

# Where a sentence ends in the articles that we wrote: this only cuts them for the trials.
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”“»’]))\s+(?=[\"“„«(‘]?[^\W\d_a-zа-я])")


class Trial(NamedTuple):
    """An article, the same with a passage elsewhere and its lines run together, and the passage."""

    a: str
    b: str
    passage: str


def novel_figures(trials: int = 40, seed: int = 1) -> dict[str, Any]:
    """Return what the scorer `moves.py` says of paragraphs of a novel that were moved and edited."""
    scorer, root = shared_data.scorer("moves"), shared_data.folder()
    assert root is not None, "set TEXTDIFF_DATA"
    with tempfile.TemporaryDirectory() as folder:
        made, found = Path(folder) / "trials.jsonl", Path(folder) / "blocks.jsonl"
        paragraphs = str(root / "data" / "novel-dev.txt.xz")
        scorer.make(Namespace(paragraphs=paragraphs, out=str(made), trials=trials, seed=seed))
        with found.open("w", encoding="utf-8") as lines:
            for trial in map(json.loads, made.read_text("utf-8").splitlines()):
                lines.writelines(f"{json.dumps(row)}\n" for row in block_rows(trial["id"], trial["a"], trial["b"]))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files to the collector
            scorer.score(Namespace(trials=str(made), blocks=str(found), json=True))
    return dict(json.loads(printed.getvalue()))


def alignment_counts(name: str) -> dict[str, dict[str, float]]:
    """Return what the scorer `align.py` says of sentence pairings: by kind how many are right, of how many."""
    root = shared_data.folder()
    assert root is not None, "set TEXTDIFF_DATA"
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "blocks.jsonl"
        gold.write_text("".join(f"{json.dumps(row)}\n" for row in shared_data.rows(f"{name}.gold")), "utf-8")
        with found.open("w", encoding="utf-8") as lines:
            for pair in shared_data.rows(f"{name}.pairs"):
                lines.writelines(f"{json.dumps(row)}\n" for row in block_rows(pair["id"], pair["a"], pair["b"]))
        command = [sys.executable, str(root / "scorers" / "align.py"), str(gold), str(found), "--json"]
        printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return dict(json.loads(printed))


def block_rows(name: object, a: str, b: str) -> Iterator[dict[str, Any]]:
    """Yield the blocks of two texts as the scorers read them."""
    comparison = textdiff.compare(textdiff.Document("a", a), textdiff.Document("b", b))
    for block in comparison.blocks:
        a_side, b_side = (span and [span.start, span.end] for span in (block.a, block.b))
        moved = block.moved is not None
        yield {"id": name, "kind": block.kind, "a": a_side, "b": b_side, "moved": moved, "lane": block.lane}


def news_trials(articles: Sequence[str], count: int, seed: int) -> Iterator[Trial]:
    """Yield articles with one or two sentences in a row elsewhere, as one line: an extraction that lost the breaks."""
    rnd = random.Random(seed)  # noqa: S311
    while count:
        text = rnd.choice(articles)
        paragraphs = [_SENTENCE_END.split(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]
        sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
        n = rnd.choice((1, 2))
        if len(sentences) < n + 4:
            continue
        at = rnd.randrange(len(sentences) - n + 1)
        passage, others = sentences[at : at + n], sentences[:at] + sentences[at + n :]
        to = rnd.choice([place for place in range(len(others) + 1) if abs(place - at) > 1])
        if len(" ".join(passage).split()) < 6 or len(set(sentences)) < len(sentences):
            continue  # too short to be told from chance, or no passage of its own
        moved = " ".join([*others[:to], *passage, *others[to:]])
        yield Trial(text, " ".join(moved.split()), " ".join(passage))
        count -= 1


def is_right(trial: Trial) -> bool:
    """Return whether a comparison tells that the passage moved, or what it moved past, and nothing else.

    A footer that moved is told in its lane.
    """
    blocks = textdiff.compare(textdiff.Document("a", trial.a), textdiff.Document("b", trial.b)).blocks
    told = [block for block in blocks if block.moved is not None or block.change is not None]
    return bool(told) and all(
        block.moved is not None and _words(block.a, trial.a) == _words(block.b, trial.b) for block in told
    )


def told_twice(trial: Trial) -> bool:
    """Return whether words are called dropped or added, of texts that have the same words."""
    comparison = textdiff.compare(textdiff.Document("a", trial.a), textdiff.Document("b", trial.b))
    return bool(comparison.counts.added_words or comparison.counts.dropped_words)


def _words(span: textdiff.Span | None, text: str) -> list[str]:
    return span.of(text).split() if span else []


def share(right: Iterable[bool]) -> float:
    """Return the share of trials that are right."""
    counted = list(right)
    return sum(counted) / len(counted)
