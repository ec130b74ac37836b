"""A comparison for the terminal: the verdict, the numbers, then every change with its number and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from textdiff.languages.marks import LINE_ENDS
from textdiff.model import Block, Comparison, Edit
from textdiff.texts.patterns import pattern
from textdiff.views.columns import NARROWEST_COLUMNS, PLAIN, Piece, Style, beside, fits_beside, fold
from textdiff.views.escape import make_printable
from textdiff.views.excerpt import first_words, on_one_line, shorten_columns, words_in
from textdiff.views.order import edits_by_block, list_of, reworded_passages
from textdiff.views.repeats import say_repeats
from textdiff.views.words import (
    POSSIBLY_LOST,
    count,
    lost_words,
    move_note,
    name_of_kind,
    percent,
    place_of,
    say_lost,
    say_reworded,
)

_LINE_END = pattern(f"[{LINE_ENDS}]+")
# Kept text that is shown before and after a change: eight words.
_CONTEXT_COLUMNS = 48
# The longest bar of --stat, and the page that has room for it: what an old terminal has.
_BAR_COLUMNS = 24
_STAT_COLUMNS = 80
_KINDS = ("same", "edited", "reworded", "moved", "added", "dropped", "lost")
_MARKS = {
    "same": "=", "edited": "~", "reworded": "~", "moved": "=", "added": "+", "dropped": "-", "lost": "?", "crumbs": "."
}  # fmt: skip
# Words of a warning that are shown; what is lost stands whole in its change.
_WARNING_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What a comparison is shown on: how changes are marked, how wide it is (None for a pipe), and its letters."""

    style: Style = PLAIN
    columns: int | None = None
    beside: bool = False
    encoding: str = "utf-8"

    @property
    def ellipsis(self) -> str:
        """Return what stands for what was left out."""
        return self._or_plain("…", "...")

    @property
    def rule(self) -> str:
        """Return the character between two columns."""
        return self._or_plain("│", "|")

    def text(self, text: str) -> str:
        """Return text on one line as this screen can show it, what it lacks or could obey as escapes."""
        safe = make_printable(on_one_line(text))
        return safe.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def _or_plain(self, character: str, plain: str) -> str:
        return character if self.text(character) == character else plain


def render(comparison: Comparison, screen: Screen) -> str:
    """Return the comparison as lines for a screen, ending in a line feed. CLI: `textdiff compare A B`."""
    changes = comparison.changes
    lines = [*_head(comparison, changes, screen)]
    edits, repeats = edits_by_block(comparison.edits), say_repeats(comparison)
    for block in changes:
        about = say_lost(comparison, edits[block.n]) if block.lane == "lost" else repeats.get(block.n)
        name = f"{block.kind}, {about}" if about else _name(block, comparison)
        heading = f"#{block.change}  {name}, at {place_of(comparison, block.a, block.b)}"
        lines += ["", *fold([("head", heading)], "", screen.style, screen.columns)]
        lines += _change(comparison, block, edits[block.n], screen)
    return "\n".join(lines) + "\n"


def _head(comparison: Comparison, changes: Sequence[Block], screen: Screen) -> Iterator[str]:
    """Yield the verdict, the two texts, what the changes are, and what a reader must know before trusting them."""

    def line(mark: str, *pieces: Piece) -> Iterator[str]:
        return fold(pieces, mark, screen.style, screen.columns)

    yield from line("", ("head", screen.text(comparison.verdict)))
    for label, document, words in zip("AB", (comparison.a, comparison.b), comparison.words, strict=True):
        encoding = document.source.encoding
        note = f", {encoding}" if encoding not in (None, "utf-8") else ""
        yield from line(f"{label}  ", ("", f"{screen.text(document.id)}  ({count(words, 'word')}{note})"))
        about = ", ".join(
            text for text in (document.source.title, document.source.publisher, document.source.date) if text
        )
        if about:
            yield from line("   ", ("", screen.text(about)))
    if changes:
        yield from line("   ", ("", f"{count(len(changes), 'change')}: {_listed(changes)}"))
    if any(block.kind == "edited" for block in changes):
        yield from line("   ", ("", "marks: "), ("dropped", "only in A"), ("", ", "), ("added", "only in B"))
    for passage in reworded_passages(comparison):
        yield from line("", ("", f"reworded passage, {say_reworded(comparison, passage)}"))
    for warning in comparison.warnings:
        said = screen.text(_shortened(warning.note, screen))
        yield from line("", ("", f"warning: {warning.side.upper()} at {warning.span.start:,}: {said}"))
    for note in comparison.notes:
        yield from line("", ("", f"note: {screen.text(note)}"))


def _listed(changes: Sequence[Block]) -> str:
    """Return how many changes are of which kind: "1 edited, 3 added (2 repeats), 1 possibly lost in extraction"."""
    kinds = Counter(map(list_of, changes))
    repeats = Counter(list_of(block) for block in changes if block.repeat_of is not None)
    return ", ".join(
        f"{kinds[kind]:,} {POSSIBLY_LOST if kind == 'lost' else kind}"
        + (f" ({count(repeats[kind], 'repeat')})" if repeats[kind] else "")
        for kind in _KINDS
        if kinds[kind]
    )


def _shortened(note: str, screen: Screen) -> str:
    """Return a warning, the rest of a long one as a number of words."""
    head = first_words(note, _WARNING_WORDS)
    left = words_in(note) - _WARNING_WORDS
    return f"{head} {screen.ellipsis} and {count(left, 'more word')}" if left > 0 else note


def _change(comparison: Comparison, block: Block, edits: Sequence[Edit], screen: Screen) -> Iterator[str]:
    if screen.beside and screen.columns and screen.columns >= NARROWEST_COLUMNS:
        if block.kind == "edited":
            a, b = ([list(_pieces(comparison, edits, screen, side))] for side in "ab")
        else:
            a, b = _paragraphs(comparison, block, screen)
        if all(fits_beside(paragraph) for paragraph in (*a, *b)):
            yield from beside(a, b, _MARKS[block.kind], screen.rule, screen.style, screen.columns)
            return
    if block.kind == "edited":
        yield from fold(_pieces(comparison, edits, screen, "ab"), "  ", screen.style, screen.columns)
        return
    a, b = _paragraphs(comparison, block, screen)  # reworded it is read better whole than word by word
    signed = [("= ", b)] if block.kind == "same" else [("- ", a), ("+ ", b)]
    for mark, paragraphs in signed:
        for paragraph in paragraphs:
            yield from fold(paragraph, mark, screen.style, screen.columns)


def _name(block: Block, comparison: Comparison) -> str:
    """Return what happened to a block: its kind, how it moved, and how alike a reworded one is."""
    if block.moved:
        return f"{name_of_kind(block)}, {move_note(block, comparison)}"
    return f"reworded, {percent(block.similarity)} of the words kept" if block.kind == "reworded" else block.kind


def _paragraphs(comparison: Comparison, block: Block, screen: Screen) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Return the paragraphs of A and of B in a block."""
    sides = []
    for span, text in ((block.a, comparison.a.text), (block.b, comparison.b.text)):
        lines = [screen.text(line).strip(" ") for line in _LINE_END.split(span.of(text))] if span else []
        sides.append([[("", line)] for line in lines if line])
    return sides[0], sides[1]


def _pieces(comparison: Comparison, edits: Sequence[Edit], screen: Screen, sides: str) -> Iterator[Piece]:
    """Yield a block as marked text, as A has it, as B has it, or ("ab") both in one; long kept stretches shortened."""
    texts = {"a": comparison.a.text, "b": comparison.b.text}

    def of(edit: Edit, side: str) -> str:
        span = edit.a if side == "a" else edit.b
        return span.of(texts[side]) if span and side in sides else ""

    runs = [(changed, list(run)) for changed, run in groupby(edits, _is_shown)]
    for n, (changed, run) in enumerate(runs):
        if changed:
            for edit in run:
                dropped, added = screen.text(of(edit, "a")), screen.text(of(edit, "b"))
                yield "dropped", dropped
                # Colours alone would make 1419 of 14 and 19, for whoever copies it.
                if screen.style.columns == 0 and dropped[-1:].isalnum() and added[:1].isalnum():
                    yield "", " "
                yield "added", added
        else:
            kept = screen.text("".join(of(edit, "b") or of(edit, "a") for edit in run))
            before, after = (_CONTEXT_COLUMNS if shown else 0 for shown in (n > 0, n < len(runs) - 1))
            yield "", shorten_columns(kept, before, after, ellipsis=screen.ellipsis)


def _is_shown(edit: Edit) -> bool:
    return edit.op != "keep" and not edit.typography


def render_stat(comparison: Comparison, screen: Screen) -> str:
    """Return the verdict and, for each kind of change, its blocks and words. CLI: `textdiff compare --stat A B`."""
    shares, rows = comparison.shares, []
    for label, share, other, rest in (("A", shares.a_in_b, "B", "-"), ("B", shares.b_in_a, "A", "+")):
        filled = (
            round(share * _BAR_COLUMNS)
            if share in (0, 1)
            else min(max(1, round(share * _BAR_COLUMNS)), _BAR_COLUMNS - 1)
        )
        rows.append((label, f"{percent(share)} is in {other}", "=" * filled + rest * (_BAR_COLUMNS - filled)))
    rows += [("", "", ""), *_kind_rows(comparison)]
    page = min(screen.columns or _STAT_COLUMNS, _STAT_COLUMNS)
    widest = max(len(facts) for _, facts, _ in rows)
    barred = 9 + widest + 2 + _BAR_COLUMNS <= page
    lines = [*_head(comparison, (), screen), ""]
    for label, facts, bar in rows:
        text = f"{label:<9}{facts:<{widest}}  {bar}" if barred else f"{label:<9}{facts}"
        lines += fold([("", text.rstrip())], "", screen.style, screen.columns)
    found = f"{shares.passages:,}, the longest {count(shares.longest_words, 'word')}"
    last = f"verbatim runs of {comparison.options['min_words']} words or more: {found}"
    lines += fold([("", last)], "", screen.style, screen.columns)
    return "\n".join(lines) + "\n"


def _kind_rows(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield the name of a kind, its blocks and words, and its bar: the longest is that of the most words.

    Of lost text the words are those that the other text lost. Repeats are among what is added and dropped, and have
    no bar of their own.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    edits = edits_by_block(comparison.edits)
    for block in comparison.blocks:
        a = words_in(block.a.of(comparison.a.text)) if block.a else 0
        b = words_in(block.b.of(comparison.b.text)) if block.b else 0
        if block.lane == "lost":
            a, b = lost_words(comparison, edits[block.n])
        found.setdefault("crumbs" if block.lane == "crumb" else list_of(block), []).append((a, b))
        if block.change is not None and block.repeat_of is not None:
            found.setdefault("repeats", []).append((a, b))
    most = max((max(map(sum, zip(*words, strict=True))) for words in found.values()), default=0)
    for kind in (*_KINDS, "crumbs", "repeats"):
        if kind in found:
            a, b = map(sum, zip(*found[kind], strict=True))
            noun = "block " if len(found[kind]) == 1 else "blocks"
            bar = _MARKS.get(kind, "") * ceil(_BAR_COLUMNS * max(a, b) / max(1, most)) or "counted above"
            yield kind, f"{len(found[kind]):>4,} {noun} {a:>7,} words of A {b:>7,} of B", bar
