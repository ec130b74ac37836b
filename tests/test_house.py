"""The rules of the house that a reader of the code relies on, checked on its syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import textdiff

PACKAGE = Path(textdiff.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
STAGES = ("matches", "changes", "families", "views")
_LINES = 400  # of a file
_LONG = 30  # lines of a function that nine in ten do not pass

# Sizes of buffers, caches and lists, and definitions that no measurement would change: all that stands elsewhere.
_NO_MEASURE = {
    "changes/align.py": "_SCALE",
    "changes/evidence.py": "_SCALE",
    "families/candidates.py": "_CELLS _MOST_INSTANCES _MOST_KEYS",
    "families/grams.py": "_CHUNK _COUNTER_BITS _LONG _MOST_PARTS _PART _PIECE",
    "families/origins.py": "_LISTED",
    "families/pipeline.py": "_SHOWN_CHARACTERS",
    "families/recall.py": "_STEPS",
    "families/reused.py": "_MOST_PASSAGES _MOST_STRETCHES _PARTNERS",
    "families/runners.py": "_BATCH _BATCHES_A_PROCESS _ITEMS_WORTH_A_POOL",
    "families/signatures.py": "_BATCH_WORDS _FEW _LANES _ONE_BLOCK _ROWS",
    "families/verify.py": "_KEPT_READINGS _KEPT_RESULTS KEPT_TOKENS",
    "texts/furniture.py": "_CHARACTERS _COLUMNS _INTERRUPTING _LONGEST _TIMES",
    "texts/joined.py": "_FARTHEST",
    "texts/lines.py": "_FEWEST _LONGEST_WORD",
    "texts/readers/json_lines.py": "_BUFFER_BYTES _MOST_LEVELS _MOST_VALUES",
    "texts/readers/plain.py": "_SAMPLE_BYTES",
    "texts/reader.py": "KEPT_CHARACTERS _OF_ANY",
    "texts/terms.py": "_AT_ONCE _MOST_WORDS",
    "texts/tokens.py": "_FIELDS _MOST_CHUNKS _MOST_KEYS _PART _SHORT_CHUNK",
    "texts/units.py": "_TOKENS_BEFORE _WINDOW",
}


def _trees(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for path in FILES:
        name = path.relative_to(PACKAGE).as_posix()
        if not rooms or name.split("/")[0] in rooms:
            yield name, ast.parse(path.read_text("utf-8"))


def test_no_stage_indexes_or_bisects_the_columns_of_a_text() -> None:
    # families has columns of its own, of words of a corpus: there it is sentences and paragraphs alone.
    columns = {"sentences", "paragraphs", "words", "starts", "ends", "keys", "ids"}
    found = []
    for name, tree in _trees(*STAGES):
        ours = columns if name.startswith(("matches/", "changes/")) else {"sentences", "paragraphs"}
        for node in ast.walk(tree):
            is_bisect = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("bisect")
            if isinstance(node, ast.Subscript) and _column(node.value) in ours:
                found.append(f"{name}:{node.lineno} indexes {ast.unparse(node)}")
            elif is_bisect and _column(node.args[0]) in columns:  # type: ignore[attr-defined]
                found.append(f"{name}:{node.lineno} bisects {ast.unparse(node)}")
    assert found == []


def _column(node: ast.expr) -> str | None:
    """Return the name of the attribute that an expression is, except one of the object itself."""
    return node.attr if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "self" else None


def test_numbers_that_decide_stand_in_options() -> None:
    found = []
    for name, tree in _trees("matches", "changes", "families", "texts"):
        for node in tree.body:
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None or not _is_number(node.value):
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [f"{name} {ast.unparse(target)}" for target in targets]
    known = {f"{name} {number}" for name, numbers in _NO_MEASURE.items() for number in numbers.split()}
    assert sorted(set(found) ^ known) == []


def _is_number(node: ast.expr) -> bool:
    """Return whether an expression is a number, or reckoned from numbers alone."""
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(PACKAGE).as_posix() for path in FILES])
def test_a_file_is_no_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= _LINES


def test_nine_functions_in_ten_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for _, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) * 9 // 10] <= _LONG
