"""Words that crumbs hold: where none of them stands, no crumb does, and no pattern is tried."""

from __future__ import annotations

from collections import defaultdict

from textdiff.languages import ALL

# The patterns of crumbs in the order of their numbers; share buttons and credits have the next two.
LINES = (*ALL.crumbs, *ALL.unsaid_crumbs, *ALL.links)


def _list_triggers() -> dict[str, tuple[int, ...]]:
    """Return the words that lines of a kind hold, with the numbers of the kinds."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for number, listed in enumerate([*(line.words for line in LINES), ALL.share, ALL.credits.lower()]):
        words = dict.fromkeys(listed.split())
        for word in words:
            if not any(other in word for other in words if other != word):
                kinds[word].append(number)
    return {word: tuple(numbers) for word, numbers in kinds.items()}


TRIGGERS = _list_triggers()


def find_hints(text: str) -> list[str]:
    """Return the words of crumbs that a text holds, in whatever letters; they have no white space in them."""
    lower = text.lower()
    return [word for word in TRIGGERS if word in lower]
