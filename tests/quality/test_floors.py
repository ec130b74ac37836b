"""The quality figures against their floors, which may only rise."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from quality import measures, shared_data

ROOT = Path(__file__).parents[2]


_LISTED = measures.MEASURES + measures.SLOW_MEASURES * (os.environ.get("TEXTDIFF_PROFILE") == "full")


@pytest.mark.parametrize(("title", "measure", "needs_data"), _LISTED, ids=[row[0] for row in _LISTED])
def test_a_measure_reaches_its_floor(title: str, measure: measures.Measure, *, needs_data: bool) -> None:
    if needs_data and shared_data.folder() is None:
        pytest.skip("set TEXTDIFF_DATA to the folder that holds data/ and scorers/")
    figures = measure()
    print(title, figures)
    assert figures
    assert list(measures.below_floor(figures)) == []


def test_a_figure_below_its_floor_or_without_one_is_reported() -> None:
    floors = measures.floors()
    better = {name: value - 1 if name in measures.LOW else value + 1 for name, value in floors.items()}
    worse = {name: value + 1 if name in measures.LOW else value - 1 for name, value in floors.items()}
    assert list(measures.below_floor(floors)) == list(measures.below_floor(better)) == []
    assert len(list(measures.below_floor(worse))) == len(floors)
    assert list(measures.below_floor({"unheard_of": 1.0})) == ["unheard_of is 1.0000 and has no floor"]


# Figures whose definition changed, and which went on under another name: the changelog has both values.
_REDEFINED = {
    "versions_ari": "versions_family_ari",  # families are joined by a tenth of one side, was any passage
    # Quotation marks, forms of letters and the like are typography, were edits.
    "arxivedits_dev_exact_f1": "arxivedits_dev_spans_f1",
    "arxivedits_dev_token_f1": "arxivedits_dev_tokens_f1",
    "arxivedits_train_exact_f1": "arxivedits_train_spans_f1",
    "arxivedits_train_token_f1": "arxivedits_train_tokens_f1",
    "pan13_verbatim": "pan13_copied",
}


def test_no_floor_was_ever_lowered() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("the history of the floors is in git")
    path = "tests/quality/floors.json"

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True, text=True).stdout

    now = measures.floors()
    assert now.keys() >= set(_REDEFINED.values())
    assert now.keys().isdisjoint(_REDEFINED)
    fallen = []
    for commit in git("log", "--format=%H", "--", path).split():
        then = json.loads(git("show", f"{commit}:{path}"))
        fallen += [
            f"{name} was {value} in {commit[:9]}"
            for name, value in then.items()
            if name not in _REDEFINED and (name not in now or measures.is_better(name, value, now[name]))
        ]
    assert fallen == []
