"""Which differences decide on the exit code: one table of the rule."""

from __future__ import annotations

import pytest
from compared import compared

from textdiff.cli.kinds import KINDS, differences, exit_code

HEAD = "A crane toppled into the harbour basin at Port Sallow on Monday morning."
COST = "Clearing the basin will cost about 2.4 million crowns and take until the end of March."
UNION = "The dockers' union has called for the two remaining cranes of that type to be taken down."
QUOTE = '"We heard a crack," said docker Milo Vantage.'
STUMP = '"We heard a crack," said .'
ALL = f"{HEAD} {COST} {UNION} {QUOTE}"

TEXTS = {
    "same": (ALL, ALL),
    "dropped": (ALL, ALL.replace(COST, "")),
    "added": (ALL.replace(COST, ""), ALL),
    "edited": (ALL, ALL.replace("2.4", "3.4")),
    "typography": (ALL, ALL.replace("dockers'", "dockers’")),
    "edited typography": (ALL, ALL.replace("dockers'", "dockers’").replace("2.4", "3.4")),
    "dropped repeat": (f"{ALL} {COST}", ALL),
    "dropped lost-text": (ALL, ALL.replace(QUOTE, STUMP)),
    "added lost-text": (ALL.replace(QUOTE, STUMP), ALL),
    "edited dropped lost-text": (ALL, ALL.replace(QUOTE, STUMP.replace("crack", "bang"))),
    "moved": (ALL, f"{UNION} {HEAD} {COST} {QUOTE}"),
    "moved edited": (ALL, f"{UNION.replace('two', 'three')} {HEAD} {COST} {QUOTE}"),
    "crumb": (f"{ALL}\n\nAdvertisement", ALL),
}


@pytest.mark.parametrize("name", TEXTS)
def test_each_difference_is_of_its_kinds(name: str) -> None:
    found = list(differences(compared(*TEXTS[name])))
    seen = {kind for kinds in found for kind in kinds}
    assert seen == {"same": set(), "crumb": set()}.get(name, set(name.split()))
    assert bool(found) == (name != "same")
    assert seen <= set(KINDS)


@pytest.mark.parametrize(
    ("name", "fail_if", "ignored", "code"),
    [
        ("same", None, "", 0),
        ("dropped", None, "", 1),
        ("dropped", None, "dropped", 0),
        ("dropped", None, "added", 1),
        ("dropped", "dropped", "dropped", 0),
        ("added", "dropped", "", 0),
        ("edited typography", None, "typography", 1),
        ("edited typography", None, "edited", 1),
        ("edited typography", None, "edited typography", 0),
        ("edited typography", "typography", "edited", 1),
        ("dropped repeat", "dropped", "", 1),
        ("dropped repeat", "repeat", "", 1),
        ("dropped repeat", "dropped", "repeat", 0),
        ("dropped repeat", None, "repeat", 0),
        ("dropped repeat", "added", "", 0),
        ("dropped lost-text", "dropped", "", 1),
        ("dropped lost-text", "lost-text", "", 1),
        ("dropped lost-text", "added edited", "", 0),
        ("dropped lost-text", "dropped", "lost-text", 0),
        ("dropped lost-text", None, "lost-text", 0),
        ("added lost-text", "added", "", 1),
        ("added lost-text", "dropped", "", 0),
        ("edited dropped lost-text", "dropped", "", 1),
        ("edited dropped lost-text", None, "lost-text", 1),
        ("edited dropped lost-text", "dropped", "lost-text", 0),
        ("moved", None, "moved", 0),
        ("moved edited", None, "moved", 1),
        ("moved edited", "edited", "", 1),
        ("crumb", None, "", 1),
        ("crumb", None, " ".join(KINDS), 1),
        ("crumb", " ".join(KINDS), "", 0),
    ],
)
def test_a_difference_counts_if_asked_for_and_not_ignored(
    name: str, fail_if: str | None, ignored: str, code: int
) -> None:
    asked = None if fail_if is None else frozenset(fail_if.split())
    assert exit_code(compared(*TEXTS[name]), asked, frozenset(ignored.split())) == code
