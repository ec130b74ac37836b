"""Settings: each declares what it is, and is checked by that."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from textdiff.errors import OptionsError
from textdiff.options import Calibration, Limits, Options

_DECLARED = [(record, field) for record in (Options(), Calibration()) for field in fields(record) if field.metadata]


def test_every_setting_but_patterns_declares_unit_range_and_reason() -> None:
    bare = [field.name for record in (Options(), Calibration()) for field in fields(record) if not field.metadata]
    assert bare == ["crumbs", "calibration"]
    for _, field in _DECLARED:
        declared = field.metadata
        assert declared["unit"], field.name
        assert len(declared["reason"]) > 3, field.name
        assert declared["low"] <= field.default, field.name
        assert declared["high"] is None or field.default <= declared["high"], field.name


@pytest.mark.parametrize(("record", "field"), _DECLARED, ids=[field.name for _, field in _DECLARED])
def test_a_value_outside_its_declared_range_is_refused(record: Any, field: Any) -> None:
    low, high = field.metadata["low"], field.metadata["high"]
    outside = [0, -0.1, 1.1, float("nan")] if field.metadata["unit"] == "share" else [low - 1]
    outside += [high + 1] if high is not None else []
    outside += [float("inf")] if isinstance(field.default, float) else []
    for value in outside:
        with pytest.raises(OptionsError, match=f"{field.name} is "):
            replace(record, **{field.name: value})
    at_the_edge = [high] if high is not None else []
    at_the_edge += [low] if field.metadata["unit"] != "share" else []
    for value in at_the_edge:
        assert getattr(replace(record, **{field.name: value}), field.name) == value


@pytest.mark.parametrize(
    "settings", [{"min_words": True}, {"min_words": 7.0}, {"max_bytes": None}, {"crumbs": "abc"}, {"calibration": None}]
)
def test_a_setting_of_another_type_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(OptionsError, match=f"{next(iter(settings))} is .*; give a "):
        Options(**settings)


def test_a_digest_tells_calibrations_apart() -> None:
    usual = Calibration().digest()
    assert usual == Calibration().digest()
    for field in fields(Calibration):
        other = replace(Calibration(), **{field.name: field.default / 2 if isinstance(field.default, float) else 9})
        assert (other.digest() == usual) == (other == Calibration()), field.name


def test_what_a_user_may_set_is_what_options_write() -> None:
    options = Options(crumbs=("^x",), min_words=9)
    assert options.to_dict() == {
        "min_words": 9,
        "max_bytes": 50_000_000,
        "crumbs": ["^x"],
        "num_perm": 128,
        "threshold": 0.5,
        "ngram": 5,
    }


def test_limits_keep_the_most_work_that_was_asked_for() -> None:
    limits = Limits()
    assert not limits.exceeds("cells", 10, 10)
    assert limits.hit() == ()
    assert [limits.exceeds("cells", work, 10) for work in (12, 40, 11)] == [True] * 3
    assert limits.exceeds("anything", 2, 1)
    assert [(limit.name, limit.work, limit.cap) for limit in limits.hit()] == [("anything", 2, 1), ("cells", 40, 10)]
