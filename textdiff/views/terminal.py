"""A comparison for the terminal: the verdict, then every change with its place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from textdiff.model import Block, Comparison, Edit, Span
from textdiff.views.rows import edits_by_block, reading_rows

# Anything that a terminal could act on: controls, bidirectional overrides, what UTF-8 cannot hold.
_UNSAFE = regex.compile(r"[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SPACE = regex.compile(r"\s+")
_CONTEXT_WORDS = 8


@dataclass(frozen=True, slots=True)
class Style:
    """How changes are marked: by colour codes, or by brackets as wdiff writes them."""

    dropped: tuple[str, str]
    added: tuple[str, str]
    head: tuple[str, str]


# Blue and orange-brown, underlined and struck: told apart by every kind of colour vision, and without colour.
COLOUR = Style(("\x1b[33;9m", "\x1b[0m"), ("\x1b[34;4m", "\x1b[0m"), ("\x1b[1m", "\x1b[0m"))
PLAIN = Style(("[-", "-]"), ("{+", "+}"), ("", ""))


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
    for block in reading_rows(comparison.blocks):
        if block.is_change:
            lines.append("")
            lines += _change(comparison, block, edits[block.n], style, columns)
    return "\n".join(lines) + "\n"


def render_stat(comparison: Comparison) -> str:
    """Return the verdict and, for each kind of block, how many blocks and words it has."""
    lines = [*_head(comparison, PLAIN), ""]
    for kind in ("same", "edited", "reworded", "added", "dropped"):
        blocks = [block for block in comparison.blocks if block.kind == kind]
        if blocks:
            a_signs = sum(len(block.a) for block in blocks if block.a)
            b_signs = sum(len(block.b) for block in blocks if block.b)
            lines.append(f"{kind:<9}{len(blocks):>5} blocks {a_signs:>9,} characters of A {b_signs:>9,} of B")
    shares = comparison.shares
    found = f"{shares.passages}, the longest {shares.longest_words} words"
    lines.append(f"verbatim runs of {comparison.options['min_words']} words or more: {found}")
    return "\n".join(lines) + "\n"


def _head(comparison: Comparison, style: Style) -> Iterator[str]:
    for label, document, words in zip("AB", (comparison.a, comparison.b), comparison.words, strict=True):
        encoding = document.source.encoding
        note = f", {encoding}" if encoding not in (None, "utf-8") else ""
        yield f"{label}  {shown(document.id)}  ({words:,} words{note})"
    yield style.head[0] + comparison.verdict + style.head[1]
    for warning in comparison.warnings:
        yield f"warning: {warning.side.upper()} at {warning.span.start:,}: {warning.note}"
    for note in comparison.notes:
        yield f"note: {note}"


def _change(
    comparison: Comparison, block: Block, edits: Sequence[Edit], style: Style, columns: int | None
) -> Iterator[str]:
    yield style.head[0] + f"{_place(comparison, block)} {block.kind}" + style.head[1]
    if block.kind == "dropped" and block.a:
        yield from _wrapped("- ", _paragraphs(block.a.of(comparison.a.text)), columns)
    elif block.kind == "added" and block.b:
        yield from _wrapped("+ ", _paragraphs(block.b.of(comparison.b.text)), columns)
    else:
        yield from _wrapped("  ", ["".join(_inline(comparison, edits, style))], columns)


def _place(comparison: Comparison, block: Block) -> str:
    """Return where a block stands, as percentages of the texts: "A 12 %, B 15 %"."""
    places = []
    for label, span, text in (("A", block.a, comparison.a.text), ("B", block.b, comparison.b.text)):
        if span:
            places.append(f"{label} {100 * span.start // max(1, len(text))} %")
    return ", ".join(places) + ":"


def _paragraphs(text: str) -> list[str]:
    return [shown(_SPACE.sub(" ", line)) for line in text.splitlines() if line.strip()] or [shown(text.strip())]


def _inline(comparison: Comparison, edits: Sequence[Edit], style: Style) -> Iterator[str]:
    """Yield the edits of one block as marked text, long kept stretches shortened."""
    for n, edit in enumerate(edits):
        if edit.op == "keep" or edit.typography:
            yield _shortened(_flat(edit.b or edit.a, comparison.b.text if edit.b else comparison.a.text), n, len(edits))
            continue
        if edit.a:
            yield _marked(_flat(edit.a, comparison.a.text), style.dropped)
        if edit.b:
            yield _marked(_flat(edit.b, comparison.b.text), style.added)


def _flat(span: Span | None, text: str) -> str:
    return shown(_SPACE.sub(" ", span.of(text))) if span else ""


def _marked(text: str, marks: tuple[str, str]) -> str:
    """Return text between marks, white space at its ends left outside."""
    inner = text.strip()
    lead, _, trail = text.partition(inner) if inner else (text, "", "")
    return lead + (marks[0] + inner + marks[1] if inner else "") + trail


def _shortened(text: str, n: int, of: int) -> str:
    words = text.split(" ")
    before, after = (_CONTEXT_WORDS if n else 0), (_CONTEXT_WORDS if n < of - 1 else 0)
    if len(words) <= before + after + 2:
        return text
    return " ".join([*words[:before], "…", *(words[-after:] if after else [])])


def _wrapped(mark: str, paragraphs: Sequence[str], columns: int | None) -> Iterator[str]:
    for paragraph in paragraphs:
        if columns is None:
            yield mark + paragraph.strip()
        else:
            width = max(columns, 20)
            yield from textwrap.wrap(
                paragraph.strip(), width, initial_indent=mark, subsequent_indent="  ", break_on_hyphens=False
            ) or [mark]
