"""Reasons as English sentences: the stages hand over codes and values, every view says them in the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textdiff.model import Reason, count, percent

# What speaks for the likely origin of a family, by the codes of `families.origins`.
_FOR_ORIGIN: dict[str, Callable[..., str]] = {
    "dated-first": lambda name, date, others: (
        f"{name} ({date}) is dated before {'the other text' if others == 1 else f'each of the {others} other texts'}."
    ),
    "shared-with-earlier": lambda share: (
        f"Each later text has at least {percent(share)} of the words it has in common with any one text "
        "in common with a text dated before it."
    ),
    "source-outside-possible": lambda: "A source outside these texts stays possible.",
    "holds-more-but-later": lambda name, date: f"{name} ({date}) holds more of the shared words, but is dated later.",
    "none-dated-before": lambda name, date: f"No text is known to be dated before {name} ({date}).",
    "holds-all": lambda name, share: (
        f"{name} shares at least {percent(share)} as many words with each other text as any third text does."
    ),
    "margin": lambda *sums: f"{_sums(*sums)} (the words that these two share left out).",
    "extract": lambda name, source, inside, holds: (
        f"{percent(inside)} of {name} is in {source}, but only {percent(holds)} of {source} is in {name}."
    ),
    "more-extracts": lambda source, n: f"{source} holds {count(n, 'more extract')}.",
    "extract-or-first-report": lambda: (
        "By the texts alone an extract may also be a first report that the longer text was built around."
    ),
}
# What stands in the way of telling it: facts that follow "cannot tell: ".
_AGAINST_ORIGIN: dict[str, Callable[..., str]] = {
    "not-all-compared": lambda: "this family is so large that not all of its pairs were compared",
    "no-dates": lambda: "no text has a date that is understood, such as 2025-03-11 or 2025-03-11T09:30",
    "undated": lambda name, more: (
        f"{name} {f'and {more} more have' if more else 'has'} no date that is understood, "
        "and may be earlier than the others"
    ),
    "dates-do-not-say": lambda a, a_date, b, b_date: (
        f"the dates do not say which of {a} ({a_date}) and {b} ({b_date}) is earlier"
    ),
    "shares-more-than-earlier": lambda name, words, partner, earlier: (
        f"{name} shares {count(words, 'word')} with {partner}, "
        f"but no text dated before it shares more than {count(earlier, 'word')} with it"
    ),
    "holds-most-but-later": lambda name, date, earlier, earlier_date: (
        f"{name} ({date}) holds the most, but {earlier} ({earlier_date}) is dated earlier"
    ),
    "one-of-two": lambda: "one of two texts may be cut from the other, or the other built around it",
    "no-margin": lambda *sums: f"{_sums(*sums)}, which is no clear margin",
    "no-extract": lambda name: (
        f"{name} shares the most words with the others, but none is an extract of it, "
        "and it may as well stand between them and their source"
    ),
    "bridge": lambda name: (
        f"{name} shares the most, but without it the others fall apart: it may have joined several sources"
    ),
    "shares-none": lambda first, name: f"{first} shares the most words with the others, but none with {name}",
    "shares-more-with-another": lambda first, name, partner, words, fewer: (
        f"{first} shares the most words with the others, "
        f"but {name} shares more with {partner} ({words:,}) than with it ({fewer:,})"
    ),
}


def say_origin(reason: Reason) -> str:
    """Return a reason of a family as a sentence: what speaks for its likely origin, or "cannot tell: …"."""
    if reason.code in _AGAINST_ORIGIN:
        return say_obstacles([reason])
    return _FOR_ORIGIN[reason.code](*reason.values)


def say_obstacles(reasons: Iterable[Reason]) -> str:
    """Return all that stands in the way of telling a likely origin, as one sentence: "cannot tell: …; …"."""
    facts = "; ".join([_AGAINST_ORIGIN[reason.code](*reason.values) for reason in reasons])
    return f"cannot tell: {facts}." if facts else "cannot tell."


def _sums(first: str, words: int, second: str, others: int) -> str:
    return f"{first} shares {count(words, 'word')} with the others in all, {second} {others:,}"
