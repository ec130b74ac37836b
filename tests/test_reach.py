"""What the generated pairs reach, and which tests hold the laws: a law that nothing tries is none."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import laws
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from laws import Case
from strategies import options, pairs

from textdiff import Options
from textdiff.languages.marks import LINE_ENDS
from textdiff.model import Block

_LEAST = 0.05  # of the examples
_EXAMPLES = 600
_TESTS = Path(__file__).parent


def _reached(found: Case) -> Iterator[str]:
    """Yield what an example has of all that versions of an article differ in."""
    blocks, comparison = found.comparison.blocks, found.comparison
    kinds = {block.kind for block in blocks}
    if any(block.moved for block in blocks):
        yield "moves"
    if any(block.lane == "crumb" for block in blocks):
        yield "crumbs"
    if any(text.header for text in found.texts):
        yield "headers"
    if any(1 in text.quoted for text in found.texts):
        yield "quotations"
    if any(block.repeat_of is not None for block in blocks):
        yield "repeats"
    if any(_is_reflowed(found, block) for block in blocks):
        yield "reflow"
    if "reworded" in kinds | {match.kind for match in comparison.matches}:
        yield "paraphrase"


def _is_reflowed(found: Case, block: Block) -> bool:
    """Return whether a block has the same words on both sides, and ends its lines behind other ones."""
    if block.kind != "same" or block.a is None or block.b is None:
        return False
    texts = found.comparison.a.text, found.comparison.b.text
    lines = [_lines(span.of(text)) for span, text in zip((block.a, block.b), texts, strict=True)]
    return lines[0] != lines[1] and sum(lines[0]) == sum(lines[1])


def _lines(text: str) -> list[int]:
    """Return how many stretches without white space each line has that has any."""
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    return [len(line.split()) for line in text.split("\n") if line.split()]


def test_generated_pairs_reach_all_that_versions_of_an_article_differ_in() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(pairs(), options())
    def count(pair: tuple[str, str], settings: Options) -> None:
        seen.update(["examples", *_reached(laws.case(*pair, settings))])

    count()
    named = ("moves", "crumbs", "headers", "quotations", "repeats", "reflow", "paraphrase")
    shares = {name: round(seen[name] / seen["examples"], 3) for name in named}
    print(f"of {seen['examples']} examples: {shares}")
    assert seen["examples"] >= 0.9 * _EXAMPLES
    assert [name for name in named if shares[name] < _LEAST] == [], shares


@cache
def _marked() -> dict[int, list[str]]:
    """Return the tests by the laws that their marks say they hold."""
    found: dict[int, list[str]] = {number: [] for number in laws.NAMES}
    for path in sorted(_TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.law":
                    for number in mark.args:
                        found.setdefault(ast.literal_eval(number), []).append(f"{path.name}::{node.name}")
    return found


def test_every_mark_names_a_law() -> None:
    assert set(_marked()) == set(laws.NAMES)


@pytest.mark.parametrize(("number", "name"), laws.NAMES.items())
def test_every_law_is_held_by_a_test(number: int, name: str) -> None:
    assert _marked()[number], f"no test is marked as holding law {number}, {name}"


def test_the_checks_of_a_pair_name_the_laws_as_they_are_called() -> None:
    numbered = [check.removeprefix("law ").split(", ", 1) for check in laws.LAWS if check.startswith("law ")]
    assert {int(number) for number, _ in numbered} == {1, 2, 3, 4, 5, 6, 7}
    names = set(
        chain.from_iterable(
            [laws.NAMES[int(number)], *laws.NAMES[int(number)].split(" and ")] for number, _ in numbered
        )
    )
    assert {name for _, name in numbered} <= names
