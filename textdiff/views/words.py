"""The English that views have in common: counts, verdict, warnings, notes, changes, and origins of families.

Stages hand over codes and values; what they mean is said here, in one place for all views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textdiff.languages.marks import LINE_ENDS
from textdiff.model import Block, Comparison, Edit, Flaw, Limit, Match, Reason, Span, Summary
from textdiff.views.excerpt import on_one_line, words_in

# What is said of each kind of change, in the order in which they are listed.
HEADINGS = {
    "added": "B adds",
    "dropped": "B drops",
    "lost": "Possibly lost in extraction",
    "moved": "B moves",
    "reworded": "B rewords",
    "edited": "B changes inside a sentence",
}
_SHOWN = 5  # words or lines of those that a warning is about
# What became of sentences and passages, in the order in which a verdict says it.
_BECAME = {
    "edited-sentences": ("sentence", "edited"),
    "reworded-sentences": ("sentence", "reworded or replaced"),
    "added-repeats": ("repeat", "added"),
    "dropped-repeats": ("repeat", "dropped"),
    "moved-passages": ("passage", "moved"),
    "reworded-passages": ("passage", "reworded"),
}
_ONLY = {
    "only-crumbs": "only lines that are no part of the article differ (headers, links, footers)",
    "only-marks": "no word differs, but signs, currency or punctuation do",
}
_OPENINGS = {
    "near-duplicate": "A and B are near-duplicates: ",
    "a-inside-b": "A is inside B: ",
    "b-inside-a": "B is inside A: ",
}
# What a limit of work that was hit means for a reader, by the name of the option.
_LIMITS = {
    "most_sentences": ("The texts have more than {cap:,} sentences: reworded passages were not looked for."),
    "engine_cells": (
        "Some stretches were too long to align word by word ({work:,} pairs of words, the limit is {cap:,}): they are "
        "shown as wholly replaced."
    ),
    "gestalt_cells": (
        "Some sentences were too long to align longest run first ({work:,} pairs of words, the limit is {cap:,}): what "
        "changed in them may be marked in more and smaller pieces than it has."
    ),
    "move_cells": (
        "Some sentences were too long to find out whether they moved and were edited ({work:,} pairs of words, the "
        "limit is {cap:,}): they are shown as dropped and added."
    ),
    "reworded_cells": (
        "Between two sentences that both texts have there are too many others to look for reworded ones among them "
        "all ({work:,} pairs of sentences, the limit is {cap:,}): reworded ones are shown as dropped and added there."
    ),
    "max_occurrences": (
        "Some sequences of words stand {work:,} times in a text, and {cap:,} places of each were followed: shared text "
        "in the other places may be shown as dropped and added."
    ),
    "slide_tokens": (
        "Some added or dropped words could be shown further up or down than was tried (the limit is {cap:,} words and "
        "marks): they may begin and end in the middle of a sentence."
    ),
}
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
# What stands in the way of naming it: facts that follow "cannot tell: ".
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
POSSIBLY_LOST = "possibly lost in extraction"


def count(n: int, noun: str) -> str:
    """Return a number with its noun: "1 word", "2,000 words"."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def percent(share: float) -> str:
    """Return a share as a percentage that says 0 or 100 only where it is exactly that.

    Nor does it round up to 80 or 90 %, from where on a relation has another name.
    """
    if 0 < share < 0.01:
        return "under 1 %"
    near = round(share * 100)
    return f"{near - 1 if near in (80, 90, 100) and share * 100 < near else near} %"


def say_verdict(summary: Summary, min_words: int) -> str:
    """Return one sentence on how two texts relate, in both directions; `min_words` are those of a passage."""
    shares, relation = summary.shares, summary.relation
    if relation == "same":
        return "A and B are the same text."
    if relation == "typography":
        return "A and B have the same words; only white space or typography differs."
    if summary.independent:
        return (
            f"A and B are independent texts: beyond names, titles, figures and stock phrases they share no passage of "
            f"{min_words} words or more, and no sentence as it is, edited or reworded; no change is told between them."
        )
    changes = _say_changes(summary)
    if relation == "no-shared-text":
        has_reworded = any(reason.code == "reworded-passages" for reason in summary.reasons)
        what = f"{'verbatim ' if has_reworded else ''}passage of {min_words} words or more"
        return f"A and B share no {what} beyond names and titles; {changes}."
    return (
        f"{_OPENINGS.get(relation, '')}{percent(shares.a_in_b)} of A's words are in B and "
        f"{percent(shares.b_in_a)} of B's are in A; {changes}."
    )


def _say_changes(summary: Summary) -> str:
    """Return what B adds and drops, and what became of sentences: "B adds 3 words; 2 sentences edited"."""
    counts = summary.counts
    words = [
        f"{verb} {count(n, 'word')}{of}"
        for n, verb, of in ((counts.added_words, "adds", ""), (counts.dropped_words, "drops", " of A's"))
        if n
    ]
    parts = [f"B {' and '.join(words)}"] if words else []
    parts += [f"{count(counts.lost_words, 'word')} {POSSIBLY_LOST}"] if counts.lost_words else []
    became = [(int(reason.values[0]), *_BECAME[reason.code]) for reason in summary.reasons if reason.code in _BECAME]
    parts += [_say_became(became)] if became else []
    return "; ".join(parts or [_ONLY[reason.code] for reason in summary.reasons])


def _say_became(became: list[tuple[int, str, str]]) -> str:
    """Return a list in words: "2 sentences edited, 1 reworded or replaced and 1 passage moved"."""
    said: list[str] = []
    last = ""
    for n, noun, verb in became:
        said.append(f"{n:,} {verb}" if noun == last else f"{count(n, noun)} {verb}")
        last = noun
    return " and ".join([", ".join(said[:-1]), *said[-1:]]) if len(said) > 1 else said[0]


def say_note(reason: Reason) -> str:
    """Return what a reader must know of one of the texts before trusting a comparison."""
    side, *values = reason.values
    label = str(side).upper()
    if reason.code == "no-words":
        return f"{label} is empty: it has no words."
    if reason.code == "few-words":
        n, least = map(int, values)
        return f"{label} has {count(n, 'word')}, fewer than the {least} of a passage."
    if reason.code == "stacked-marks":
        n, at = map(int, values)
        return (
            f"{label} has {n:,} combining marks on one letter, at character {at:,}: "
            "what of them runs over its row is cut off in pages."
        )
    raise AssertionError(f"a note of an unknown kind, {reason.code!r}")


def say_limit(limit: Limit) -> str:
    """Return what it means for a reader that a limit of work was hit."""
    return _LIMITS[limit.name].format(work=limit.work, cap=limit.cap)


def _list_some(said: Sequence[object]) -> str:
    """Return the first things of a list, and how many more there are."""
    more = f" and {len(said) - _SHOWN:,} more" if len(said) > _SHOWN else ""
    return ", ".join(map(str, said[:_SHOWN])) + more


def say_warning(flaw: Flaw, changes: Iterable[int | None] = ()) -> str:
    """Return what is wrong with an input, or may be; `changes` are the numbers of those that show it."""
    values = flaw.values
    if flaw.kind == "lost-text":
        lost, here, there = values
        numbers = [f"{n:,}" for n in changes if n is not None]
        listed = f" (change{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)})" if numbers else ""
        return (
            f"{POSSIBLY_LOST} in paragraph {here:,}{listed}; in paragraph {there:,} "
            f"{'B' if flaw.side == 'a' else 'A'} has here: {on_one_line(str(lost)).strip()}"
        )
    if flaw.kind == "hidden-characters":
        named = ", ".join(f"{n} × {name}" for name, n in zip(values[::2], values[1::2], strict=True))
        return f"invisible characters: {named}"
    if flaw.kind == "mixed-scripts":
        n, own, other, *words = values
        return f"{count(int(n), 'word')} with {other} letters that look like {own} ones: {_list_some(words)}"
    if flaw.kind == "page-furniture":
        n, *lines = values
        shown = _list_some([f"“{on_one_line(str(line))}”" for line in lines])
        return f"{count(int(n), 'line')} of page furniture, which are not compared: {shown}"
    if flaw.kind == "undecodable":
        return f"{count(int(values[0]), 'place')} could not be read as {values[1]}: U+FFFD stands there"
    return f"line ends differ; here: {', '.join(map(str, values))}"


def place_of(comparison: Comparison, a: Span | None, b: Span | None) -> str:
    """Return where something stands, in percent of the texts: "12 % of A and 15 % of B"."""
    sides = (("A", a, comparison.a.text), ("B", b, comparison.b.text))
    return " and ".join(
        f"{100 * span.start // max(1, len(text))} % of {label}" for label, span, text in sides if span is not None
    )


def say_reworded(comparison: Comparison, passage: Match) -> str:
    """Return what is said of a reworded passage: "80 words, 66 % alike, at 28 % of A and 21 % of B"."""
    alike = percent(passage.similarity)
    return f"{count(passage.words, 'word')}, {alike} alike, at {place_of(comparison, passage.a, passage.b)}"


def name_of_kind(block: Block) -> str:
    """Return what happened to a block: "moved and edited"."""
    if block.moved is None:
        return block.kind
    return "moved" if block.kind == "same" else f"moved and {block.kind}"


def lost_words(comparison: Comparison, edits: Iterable[Edit]) -> tuple[int, int]:
    """Return how many words A has and how many B has in lost text that the other lost; of a replacement one of them."""
    found = [0, 0]
    for edit in edits:
        if edit.op != "keep" and not edit.typography:
            a = words_in(edit.a.of(comparison.a.text)) if edit.a else 0
            b = words_in(edit.b.of(comparison.b.text)) if edit.b else 0
            found[a < b] += max(a, b)
    return found[0], found[1]


def say_lost(comparison: Comparison, edits: Iterable[Edit]) -> str:
    """Return what is said of lost text: "possibly lost in extraction, 12 words that only A has"."""
    a, b = lost_words(comparison, edits)
    owner = "" if a and b else f" that only {'A' if a else 'B'} has"
    return f"{POSSIBLY_LOST}, {count(a + b, 'word')}{owner}"


def move_note(block: Block, comparison: Comparison) -> str:
    """Return what is said of a moved block: "sank from paragraph 2 to 14".

    A whole paragraph that others moved past may have its number still: it is in another order with these.
    """
    move = block.moved
    if move is None:
        return ""
    way = "sank" if (move.b_paragraph, move.b_place) > (move.a_paragraph, move.a_place) else "rose"
    if move.a_paragraph == move.b_paragraph:
        if _is_paragraph(block.a, comparison.a.text) and _is_paragraph(block.b, comparison.b.text):
            return f"in another order with its neighbours, paragraph {move.a_paragraph} of both"
        return f"{way} within paragraph {move.a_paragraph}"
    return f"{way} from paragraph {move.a_paragraph} to {move.b_paragraph}"


def _is_paragraph(span: Span | None, text: str) -> bool:
    """Return whether a span begins and ends a line; the white space behind it is in it."""
    return span is not None and all(
        not 0 < at < len(text) or text[at - 1] in LINE_ENDS for at in (span.start, span.end)
    )


def say_origin(reason: Reason) -> str:
    """Return a reason of a family as a sentence: what speaks for its likely origin, or "cannot tell: …"."""
    if reason.code in _AGAINST_ORIGIN:
        return say_obstacles([reason])
    return _FOR_ORIGIN[reason.code](*reason.values)


def say_obstacles(reasons: Iterable[Reason]) -> str:
    """Return all that stands in the way of a likely origin, as one sentence: "cannot tell: …; …"."""
    facts = "; ".join([_AGAINST_ORIGIN[reason.code](*reason.values) for reason in reasons])
    return f"cannot tell: {facts}." if facts else "cannot tell."


def _sums(first: str, words: int, second: str, others: int) -> str:
    return f"{first} shares {count(words, 'word')} with the others in all, {second} {others:,}"
