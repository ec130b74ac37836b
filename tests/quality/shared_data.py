"""Adapters: the labelled texts and scorers that are not in the repository, found under TEXTDIFF_DATA.

Rows of the data sets are read as they are; what textdiff says is turned into the rows that the
scorers read (`plagdet.py`, `edits.py`, `clusters.py`), and the scorers' own functions count.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from pathlib import Path
from types import ModuleType
from typing import Any

import textdiff

Row = dict[str, Any]
_Gap = tuple[tuple[int, int] | None, tuple[int, int] | None]
_KEYS = ("susp", "susp_off", "susp_len", "src", "src_off", "src_len")


def folder() -> Path | None:
    """Return the folder with `data` and `scorers`, or None where TEXTDIFF_DATA names none."""
    named = os.environ.get("TEXTDIFF_DATA")
    found = Path(named) if named else None
    return found if found and (found / "data").is_dir() and (found / "scorers").is_dir() else None


def rows(name: str) -> Iterator[Row]:
    """Yield the rows of a data set."""
    root = folder()
    assert root is not None, "set TEXTDIFF_DATA"
    with lzma.open(root / "data" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def text(name: str) -> str:
    """Return the text of a data set that is one."""
    root = folder()
    assert root is not None, "set TEXTDIFF_DATA"
    with lzma.open(root / "data" / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        return lines.read()


@lru_cache(maxsize=4)
def scorer(name: str) -> ModuleType:
    """Return a scorer as a module."""
    root = folder()
    assert root is not None, "set TEXTDIFF_DATA"
    specification = importlib.util.spec_from_file_location(f"scorer_{name}", root / "scorers" / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def documents(name: str) -> dict[str, textdiff.Document]:
    """Return the documents of a data set by id."""
    return {row["id"]: textdiff.Document(row["id"], row["text"]) for row in rows(f"{name}.docs")}


def detections(documents: dict[str, textdiff.Document], pairs: Iterable[Row]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield what `passages` finds in PAN pairs: (kind of the pair, a row as `plagdet.score` takes it)."""
    for pair in pairs:
        for match in textdiff.passages(documents[pair["susp"]], documents[pair["src"]]):
            a, b = match.a, match.b
            yield pair["kind"], (pair["susp"], a.start, len(a), pair["src"], b.start, len(b))


def pan_cases(gold: Iterable[Row], pairs: Iterable[Row]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the labelled passages by the kind of the pair that they are in."""
    wanted = {(pair["susp"], pair["src"]): pair["kind"] for pair in pairs}
    cases: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in gold:
        if (row["susp"], row["src"]) in wanted:
            cases[wanted[row["susp"], row["src"]]].append(tuple(row[key] for key in _KEYS))
    return cases


def token_edits(a: Sequence[str], b: Sequence[str]) -> list[tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    """Return the edits of two token lists as half-open token spans, None for a side that has none.

    The tokens are joined by spaces and compared as texts; a token is in an edit when a part of it is.
    An edit of typography or of case alone changes no token: people mark none where a sentence begins
    with another word. Neighbouring edits are one. Those inside a passage that moved are told by themselves.
    """
    joined = [_join(tokens) for tokens in (a, b)]
    comparison = textdiff.compare(
        *(textdiff.Document(side, text) for side, (text, _) in zip("ab", joined, strict=True))
    )
    kept = [edit for edit in comparison.edits if edit.op == "keep" or edit.typography or _is_case(edit, comparison)]
    changed = [edit for edit in comparison.edits if edit not in kept]
    marked = []
    for side, (_, starts) in enumerate(joined):
        touched = set()
        for edit in changed:
            span = (edit.a, edit.b)[side]
            if span is not None:
                touched |= _tokens_in(span, starts, joined[side][0])
        marked.append(touched)
    # Kept stretches tie the two sides together: untouched tokens pair up in order.
    moved = {block.n: (block.a, block.b) for block in comparison.blocks if block.moved}
    tied: dict[int, list[tuple[int, int]]] = {-1: []} | {n: [] for n in moved}
    for edit in kept:
        ties = tied[edit.block if edit.block in moved else -1]
        if edit.a is None or edit.b is None:
            continue
        x = sorted(_tokens_in(edit.a, joined[0][1], joined[0][0]) - marked[0])
        y = sorted(_tokens_in(edit.b, joined[1][1], joined[1][0]) - marked[1])
        if edit.op == "keep":  # one side may hold the end of a token that has changed: pair them by their places
            places = {joined[1][1][token] - edit.b.start: token for token in y}
            ties += [(token, places[at]) for token in x if (at := joined[0][1][token] - edit.a.start) in places]
        elif len(x) == len(y):
            ties += zip(x, y, strict=True)
    found, passages = [], []
    for n, spans in moved.items():
        sides = [sorted(_tokens_in(span, joined[m][1], joined[m][0])) for m, span in enumerate(spans)]
        passages.append(sides)
        i, j = sides[0][0], sides[1][0]
        gaps = _gaps([(x - i, y - j) for x, y in sorted(tied[n])], sides[0][-1] + 1 - i, sides[1][-1] + 1 - j)
        found += [(x and (x[0] + i, x[1] + i), y and (y[0] + j, y[1] + j)) for x, y in gaps]
    for gap in _gaps(sorted(tied[-1]), len(a), len(b)):
        found += _without(gap, passages)
    return found


def _without(gap: _Gap, passages: list[list[list[int]]]) -> list[_Gap]:
    """Return what of a gap is in no passage that moved, in the order of both sides."""
    sides = [
        [token for token in range(*(span or (0, 0))) if not any(token in passage[n] for passage in passages)]
        for n, span in enumerate(gap)
    ]
    if not passages:
        return [gap]
    pieces = [[list(run) for run in _in_a_row(side)] for side in sides]
    return [
        (x and (x[0], x[-1] + 1), y and (y[0], y[-1] + 1)) for x, y in zip_longest(pieces[0], pieces[1], fillvalue=None)
    ]


def _in_a_row(numbers: list[int]) -> Iterator[list[int]]:
    """Yield numbers that follow one another together."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]


def _is_case(edit: textdiff.model.Edit, comparison: textdiff.Comparison) -> bool:
    """Return whether only the case of letters differs."""
    a, b = edit.a and edit.a.of(comparison.a.text), edit.b and edit.b.of(comparison.b.text)
    return bool(a and b) and a.casefold() == b.casefold()


def _gaps(
    ties: list[tuple[int, int]], n_a: int, n_b: int
) -> list[tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    """Return what lies between tied tokens as spans."""
    edits = []
    i = j = 0
    for x, y in [*ties, (n_a, n_b)]:
        if x < i or y < j:
            continue
        if x > i or y > j:
            edits.append(((i, x) if x > i else None, (j, y) if y > j else None))
        i, j = x + 1, y + 1
    return edits


def _join(tokens: Sequence[str]) -> tuple[str, list[int]]:
    starts, at = [], 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    return " ".join(tokens), starts


def _tokens_in(span: Any, starts: list[int], text: str) -> set[int]:
    from bisect import bisect_left, bisect_right

    piece = text[span.start : span.end]
    start, end = span.start + len(piece) - len(piece.lstrip()), span.start + len(piece.rstrip())
    return set(range(bisect_right(starts, start) - 1, bisect_left(starts, end))) if start < end else set()


def write_articles(documents: Iterable[textdiff.Document], target: Path) -> Path:
    """Write documents as a folder of text files named by their ids, `/` and `#` apart, and return the folder."""
    target.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (target / f"{document.id.replace('/', '_')}.txt").write_text(document.text, "utf-8", newline="")
    return target
