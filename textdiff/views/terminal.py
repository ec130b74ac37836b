"""A comparison for the terminal: the verdict, then every change with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from textdiff.model import Block, Comparison, Edit, Span, count, percent
from textdiff.views.rows import edits_by_block, move_note, reading_rows

# Anything that a terminal could act on: controls, bidirectional overrides, what UTF-8 cannot hold.
_UNSAFE = regex.compile(r"[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SPACE = regex.compile(r"\s+")
# What a line may end after: a word with its spaces, a character of a script without spaces, forty signs.
_PART = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*[ \p{P}]*| *[^ ]{1,40} *| +"
)
_CONTEXT_WORDS = 8


@dataclass(frozen=True, slots=True)
class Style:
    """How changes are marked: by colour codes, or by brackets as wdiff writes them."""

    dropped: tuple[str, str]
    added: tuple[str, str]
    head: tuple[str, str]
    columns: int  # that the marks around one change take


# Blue and orange-brown, underlined and struck: told apart by every kind of colour vision, and without colour.
COLOUR = Style(("\x1b[33;9m", "\x1b[0m"), ("\x1b[34;4m", "\x1b[0m"), ("\x1b[1m", "\x1b[0m"), 0)
PLAIN = Style(("[-", "-]"), ("{+", "+}"), ("", ""), 4)


def shown(text: str) -> str:
    """Return text that a terminal can only print: control characters and overrides as escapes."""
    return _UNSAFE.sub(lambda match: _escape(match.group()), text)


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def render(comparison: Comparison, *, style: Style = PLAIN, columns: int | None = None) -> str:
    """Return the comparison as lines for a terminal, wrapped at `columns` if given, ending in a line feed."""
    lines = [*_head(comparison, style)]
    edits = edits_by_block(comparison.edits)
    for stand in reading_rows(comparison.blocks):
        block = stand.block
        if block.is_change and stand.is_first:
            lines.append("")
            lines += _change(comparison, block, edits[block.n], style, columns)
    return "\n".join(lines) + "\n"


def render_stat(comparison: Comparison) -> str:
    """Return the verdict and, for each kind of block, how many there are and their characters of A and B."""
    lines = [*_head(comparison, PLAIN), ""]
    for kind in ("same", "edited", "reworded", "added", "dropped"):
        blocks = [block for block in comparison.blocks if block.kind == kind]
        if blocks:
            a_signs = sum(len(block.a) for block in blocks if block.a)
            b_signs = sum(len(block.b) for block in blocks if block.b)
            noun = "block " if len(blocks) == 1 else "blocks"
            lines.append(f"{kind:<9}{len(blocks):>5} {noun} {a_signs:>9,} characters of A {b_signs:>9,} of B")
    crumbs = [block for block in comparison.blocks if block.lane == "crumb"]
    if crumbs:
        lines.append(f"{count(len(crumbs), 'block')} of these: no part of the article (links, footers, repeated lines)")
    shares = comparison.shares
    found = f"{shares.passages}, the longest {count(shares.longest_words, 'word')}"
    lines.append(f"verbatim runs of {comparison.options['min_words']} words or more: {found}")
    return "\n".join(lines) + "\n"


def _head(comparison: Comparison, style: Style) -> Iterator[str]:
    for label, document, words in zip("AB", (comparison.a, comparison.b), comparison.words, strict=True):
        encoding = document.source.encoding
        note = f", {encoding}" if encoding not in (None, "utf-8") else ""
        yield f"{label}  {shown(document.id)}  ({count(words, 'word')}{note})"
    yield style.head[0] + comparison.verdict + style.head[1]
    for warning in comparison.warnings:
        yield f"warning: {warning.side.upper()} at {warning.span.start:,}: {warning.note}"
    for note in comparison.notes:
        yield f"note: {note}"


def _change(
    comparison: Comparison, block: Block, edits: Sequence[Edit], style: Style, columns: int | None
) -> Iterator[str]:
    yield from fold([("head", f"{_place(comparison, block)} {_name(block)}")], "", style, columns)
    if block.kind == "same" and block.b:
        yield from _whole("= ", block.b.of(comparison.b.text), style, columns)
    elif block.kind == "edited":
        yield from fold(_inline(comparison, edits), "  ", style, columns)
    else:  # a sentence told in other words is read better whole than word by word
        if block.a:
            yield from _whole("- ", block.a.of(comparison.a.text), style, columns)
        if block.b:
            yield from _whole("+ ", block.b.of(comparison.b.text), style, columns)


def _whole(mark: str, text: str, style: Style, columns: int | None) -> Iterator[str]:
    for paragraph in _paragraphs(text):
        yield from fold([("", paragraph)], mark, style, columns)


def _name(block: Block) -> str:
    """Return what happened to a block: its kind, how it moved, and how alike a reworded one is."""
    if block.moved:
        return f"moved{' and ' + block.kind if block.kind != 'same' else ''}, {move_note(block)}"
    return f"reworded, {percent(block.similarity)} of the words kept" if block.kind == "reworded" else block.kind


def _place(comparison: Comparison, block: Block) -> str:
    """Return where a block stands, as percentages of the texts: "A 12 %, B 15 %"."""
    places = []
    for label, span, text in (("A", block.a, comparison.a.text), ("B", block.b, comparison.b.text)):
        if span:
            places.append(f"{label} {100 * span.start // max(1, len(text))} %")
    return ", ".join(places) + ":"


def _paragraphs(text: str) -> list[str]:
    return [shown(_SPACE.sub(" ", line)) for line in text.splitlines() if line.strip()] or [shown(text.strip())]


def _inline(comparison: Comparison, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Yield the edits of one block as marks ("", dropped, added) and text, long kept stretches shortened."""
    for n, edit in enumerate(edits):
        if edit.op == "keep" or edit.typography:
            kept = _flat(edit.b, comparison.b.text) if edit.b else _flat(edit.a, comparison.a.text)
            yield "", _shortened(kept, n, len(edits))
            continue
        if edit.a:
            yield "dropped", _flat(edit.a, comparison.a.text)
        if edit.b:
            yield "added", _flat(edit.b, comparison.b.text)


def _flat(span: Span | None, text: str) -> str:
    return shown(_SPACE.sub(" ", span.of(text))) if span else ""


def _shortened(text: str, n: int, of: int) -> str:
    words = text.split(" ")
    before, after = (_CONTEXT_WORDS if n else 0), (_CONTEXT_WORDS if n < of - 1 else 0)
    if len(words) <= before + after + 2:
        return text
    return " ".join([*words[:before], "…", *(words[-after:] if after else [])])


def fold(pieces: Iterable[tuple[str, str]], mark: str, style: Style, columns: int | None) -> Iterator[str]:
    """Yield marked text as lines of at most `columns` columns; marks are closed at the end of each line.

    Lines break after spaces and, in scripts without spaces, after any character.
    """
    width = max(columns - len(mark), 10) if columns else None
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for kind, text in pieces:
        for part in _PART.findall(text):
            opens = kind and (not lines[-1] or lines[-1][-1][0] != kind)
            opens = opens and kind != "head"
            size = _columns(part.rstrip()) + (style.columns if opens else 0)
            if width and used and used + size > width:
                lines.append([])
                used = 0
            lines[-1].append((kind, part))
            used += _columns(part) + (style.columns if opens else 0)
    for n, line in enumerate(lines):
        painted = (_painted(kind, "".join(part for _, part in parts), style) for kind, parts in groupby(line, _kind))
        yield (" " * len(mark) if n else mark) + "".join(painted).strip(" ")


def _kind(piece: tuple[str, str]) -> str:
    return piece[0]


def _painted(kind: str, text: str, style: Style) -> str:
    """Return text between the marks of its kind, white space at its ends left outside."""
    inner = text.strip()
    if not kind or not inner:
        return text
    opening, closing = {"dropped": style.dropped, "added": style.added, "head": style.head}[kind]
    lead, _, trail = text.partition(inner)
    return lead + opening + inner + closing + trail


def _columns(text: str) -> int:
    """Return the columns that a terminal gives to a text (UAX #11); marks that combine take none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
