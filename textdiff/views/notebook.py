"""A comparison as a fragment of HTML, for notebooks: Jupyter, VS Code, Colab, and what GitHub shows of them.

It has no script, no style, no attribute and no address, so that no sanitiser finds anything to take
out; `<ins>` and `<del>` look as browsers show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from textdiff.model import Block, Comparison, Document, Edit, Span
from textdiff.texts.patterns import pattern
from textdiff.views.escape import make_printable
from textdiff.views.excerpt import beginning, both_ends, on_one_line
from textdiff.views.order import edits_by_block
from textdiff.views.repeats import say_repeats
from textdiff.views.words import POSSIBLY_LOST, count, move_note, name_of_kind, percent, say_lost

_MOST_CHANGES = 50
_MOST_EDITS = 100  # of one change
# Characters of a stretch that changed, and of an unchanged one, that are shown.
_CHANGED_CHARACTERS = 300
_KEPT_CHARACTERS = 100

# Notebooks set what stands between $…$ or \(…\) as mathematics, also where it was meant as money, and
# look for both ends in one piece of text: an element around each character is an end to that.
_MATHS = pattern(r"[$\\]")


def render_fragment(comparison: Comparison) -> str:
    """Return the verdict, the numbers and the first changes as `<div>…</div>`."""
    changes = comparison.changes
    edits, repeats = edits_by_block(comparison.edits), say_repeats(comparison)
    items = [_change(comparison, block, edits[block.n], repeats.get(block.n)) for block in changes[:_MOST_CHANGES]]
    lost = comparison.counts.lost_words
    more = len(changes) - len(items)
    parts = [
        f"<p><strong>{_escaped(comparison.verdict)}</strong></p>",
        _numbers(comparison),
        f"<p>{count(lost, 'word')} {POSSIBLY_LOST}</p>" if lost else "",
        f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>" if items else "",
        f"<p>and {count(more, 'more change')}</p>" if more else "",
        _list([f"{one.side.upper()}: {one.note}" for one in comparison.warnings]),
        _list(comparison.notes),
    ]
    return f"<div>{''.join(parts)}</div>"


def _numbers(comparison: Comparison) -> str:
    shares, counts = comparison.shares, comparison.counts
    sides = (
        ("A", comparison.a, comparison.words[0], shares.a_in_b, f"drops {count(counts.dropped_words, 'word')}"),
        ("B", comparison.b, comparison.words[1], shares.b_in_a, f"adds {count(counts.added_words, 'word')}"),
    )
    rows = (
        f"<tr><th>{label}</th><td>{_about(document)}</td><td>{count(words, 'word')}</td>"
        f"<td>{percent(share)} in {'B' if label == 'A' else 'A'}</td><td>B {change}</td></tr>"
        for label, document, words, share, change in sides
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _about(document: Document) -> str:
    source = document.source
    said = (document.id, f"“{source.title}”" if source.title else None, source.publisher, source.date)
    return ", ".join(_escaped(beginning(text, _CHANGED_CHARACTERS)) for text in said if text)


def _change(comparison: Comparison, block: Block, edits: Sequence[Edit], repeat: str | None) -> str:
    said = ", ".join(part for part in (name_of_kind(block), move_note(block, comparison), repeat) if part)
    if block.lane == "lost":
        said = say_lost(comparison, edits)
    return f"{said}: {''.join(_marked(comparison, block, edits)).strip()}"


def _marked(comparison: Comparison, block: Block, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield what a block drops and adds, and what it keeps; of reworded text both wordings, one after the other."""
    a, b = _of(block.a, comparison.a).strip(), _of(block.b, comparison.b).strip()
    if block.kind == "same":
        yield _escaped(beginning(b, _CHANGED_CHARACTERS))
    elif block.kind != "edited":
        yield from (text for text in (_wrapped("del", a), " " if a and b else "", _wrapped("ins", b)) if text)
    else:
        for edit in edits[:_MOST_EDITS]:
            old, new = _of(edit.a, comparison.a), _of(edit.b, comparison.b)
            if edit.op == "keep" or edit.typography:
                yield _escaped(both_ends(new or old, _KEPT_CHARACTERS))
            else:
                yield _wrapped("del", old) + _wrapped("ins", new)
        if len(edits) > _MOST_EDITS:
            yield " …"


def _of(span: Span | None, document: Document) -> str:
    return on_one_line(span.of(document.text)) if span else ""


def _wrapped(tag: str, text: str) -> str:
    return f"<{tag}>{_escaped(beginning(text, _CHANGED_CHARACTERS))}</{tag}>" if text else ""


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{_escaped(item)}</li>' for item in items)}</ul>" if items else ""


def _escaped(text: str) -> str:
    """Return a text as HTML that shows its characters; controls and overrides of direction by their numbers."""
    return _MATHS.sub(lambda match: f"<span>{match.group()}</span>", escape(make_printable(on_one_line(text))))
