"""A comparison as Markdown, for issue trackers and chats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from textdiff.model import Comparison, Edit, count
from textdiff.views.rows import edits_by_block, move_note, reading_rows
from textdiff.views.terminal import shown

_MARKUP = regex.compile(r"[\\`*_{}\[\]()#+!|<>~&]")
_SPACE = regex.compile(r"\s+")


def render_markdown(comparison: Comparison) -> str:
    """Return the verdict and every change: ~~dropped~~ and **added**, nothing of the texts as markup."""
    documents = zip("AB", (comparison.a, comparison.b), comparison.words, strict=True)
    heads = [f"**{label}** {_escaped(document.id)} ({count(words, 'word')})" for label, document, words in documents]
    lines = [", ".join(heads), "", _escaped(comparison.verdict), ""]
    stands = reading_rows(comparison.blocks)
    changes = [stand.block for stand in stands if stand.is_first and stand.block.is_change]
    edits = edits_by_block(comparison.edits)
    for block in changes:
        moved = f", {move_note(block)}" if block.moved else ""
        lines.append(f"- {block.kind}{moved}: {''.join(_marked(comparison, edits[block.n])).strip()}")
    lines += [f"- warning: {warning.side.upper()}: {_escaped(warning.note)}" for warning in comparison.warnings]
    lines += [f"- note: {_escaped(note)}" for note in comparison.notes]
    return "\n".join(lines).rstrip() + "\n"


def _marked(comparison: Comparison, edits: Iterable[Edit]) -> Iterator[str]:
    for edit in edits:
        if edit.op == "keep" or edit.typography:
            yield _escaped(edit.b.of(comparison.b.text)) if edit.b else " "
            continue
        if edit.a:
            yield _wrapped(_escaped(edit.a.of(comparison.a.text)), "~~")
        if edit.b:
            yield _wrapped(_escaped(edit.b.of(comparison.b.text)), "**")


def _wrapped(text: str, mark: str) -> str:
    """Return text between marks; Markdown wants no white space inside them."""
    inner = text.strip()
    return (
        (" " if text[:1] == " " else "") + (f"{mark}{inner}{mark}" if inner else "") + (" " if text[-1:] == " " else "")
    )


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda match: "\\" + match.group(), shown(_SPACE.sub(" ", text)))
