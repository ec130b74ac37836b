"""The table of formats: what `compare --format` takes, and whom each is for."""

from __future__ import annotations

import json

import pytest
from command import article

import textdiff
from textdiff import Document
from textdiff.cli.compare import compare
from textdiff.views.formats import FORMATS, STAT
from textdiff.views.markdown import render_markdown
from textdiff.views.terminal import Screen, render, render_stat


def test_the_command_takes_the_formats_of_the_table() -> None:
    (option,) = [option for option in compare.params if "--format" in option.opts]
    assert list(option.type.choices) == [*FORMATS]  # type: ignore[attr-defined]


@pytest.mark.parametrize("screen", [Screen(), Screen(columns=40, encoding="ascii")])
def test_each_format_is_the_view_that_it_names(screen: Screen) -> None:
    comparison = textdiff.compare(Document("a", article(1, 2, 3)), Document("b", article(1, 5, 3)))
    assert FORMATS["term"].render(comparison, screen) == render(comparison, screen)
    assert STAT.render(comparison, screen) == render_stat(comparison, screen)
    assert FORMATS["markdown"].render(comparison, screen) == render_markdown(comparison)
    assert json.loads(FORMATS["json"].render(comparison, screen)) == json.loads(json.dumps(comparison.to_dict()))


def test_what_machines_read_is_not_for_people_and_only_a_terminal_has_a_pager() -> None:
    assert {name for name, form in FORMATS.items() if form.is_for_people} == {"term", "markdown"}
    assert {name for name, form in FORMATS.items() if form.is_paged} == {"term"}
