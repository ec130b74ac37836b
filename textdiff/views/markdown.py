"""A comparison as Markdown, to be pasted into an issue of GitHub or GitLab, or into Slack or Mattermost.

Nothing of the texts becomes markup, a link or a message to somebody. Trackers look for `@name`, `#12`
and addresses in what Markdown has made, where a backslash or an entity is gone (github/cmark-gfm,
issue 181): only in a code span they leave them alone, and no character has to be put into the text. So
addresses are no links either: a changed one would lead to a place that neither text names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from textdiff.model import Block, Comparison, Document, Edit, Match, Span
from textdiff.texts.patterns import pattern
from textdiff.views.escape import make_printable
from textdiff.views.excerpt import on_one_line, shorten_characters
from textdiff.views.order import edits_by_block, list_of, reworded_passages
from textdiff.views.repeats import say_repeats
from textdiff.views.words import HEADINGS, POSSIBLY_LOST, move_note, percent, say_lost, say_reworded

_DROPPED, _ADDED = "~~", "**"
# Characters of unchanged text that are shown on either side of a change, and of one that moved as it was.
_CONTEXT_CHARACTERS = 50
_MOVED_CHARACTERS = 100

# Slack wants these three as entities, whoever writes to it; elsewhere they are the same.
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_MARKUP = pattern(r"[\\`*_\[\]#~|$<>]|&(?=#?\w{1,40};)")
_CHUNK = pattern(r"[!-~--[<>&`|\\]]++", regex.VERSION1)
# A person, an issue, a merge request, a milestone, an epic, an address, an emoji's name.
_ACTS = pattern(
    r"@\w|[#!]\d|(?<!\w)[%&]\d|\bGH-\d|://|www\.|:(?:[a-z_+][\w+-]*+|-1|\d{1,4}|8ball|(?:1st|2nd|3rd)_place_medal):",
    regex.IGNORECASE,
)
_BEFORE, _AFTER = "\"'([{", "\"'),.;!?]}"
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

Piece = tuple[str, str]  # its mark ("", "~~" or "**") and its text, on one line


def render_markdown(comparison: Comparison) -> str:
    """Return the verdict, the numbers and every change, numbered as in the report, in Markdown with tables (GFM)."""
    parts = [
        _head(comparison),
        f"**{_escaped(comparison.verdict)}**",
        _numbers(comparison),
        *_sections(comparison),
        _list("Reworded passages", (_reworded(comparison, one) for one in reworded_passages(comparison))),
        _list("Warnings", (f"**{one.side.upper()}**: {_escaped(one.note)}" for one in comparison.warnings)),
        _list("Notes", map(_opened, comparison.notes)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(comparison: Comparison) -> str:
    sides = (("A", comparison.a), ("B", comparison.b))
    heading = "## " + " and ".join(f"{label} {_escaped(document.id)}" for label, document in sides)
    about = [f"- **{label}**: {said}" for label, document in sides if (said := _about(document))]
    return "\n".join([heading, "", *about] if about else [heading])


def _about(document: Document) -> str:
    source = document.source
    title = f"“{source.title}”" if source.title else None
    return ", ".join(_escaped(text) for text in (title, source.publisher, source.date) if text)


def _numbers(comparison: Comparison) -> str:
    shares, counts = comparison.shares, comparison.counts
    kinds = [list_of(block) for block in comparison.changes]
    repeats = sum(block.repeat_of is not None for block in comparison.changes)
    rows = [
        ("words of A", f"{comparison.words[0]:,}"),
        ("words of B", f"{comparison.words[1]:,}"),
        ("share of A in B", percent(shares.a_in_b)),
        ("share of B in A", percent(shares.b_in_a)),
        ("words that B adds", f"{counts.added_words:,}"),
        ("words that B drops", f"{counts.dropped_words:,}"),
        *([(f"words {POSSIBLY_LOST}", f"{counts.lost_words:,}")] if counts.lost_words else []),
        *((heading, f"{kinds.count(kind):,}") for kind, heading in HEADINGS.items() if kind in kinds),
        *([("of these say again what stands elsewhere", f"{repeats:,}")] if repeats else []),
    ]
    return "\n".join(["| | |", "|:--|--:|", *(f"| {name} | {value} |" for name, value in rows)])


def _sections(comparison: Comparison) -> Iterator[str]:
    """Yield the changes by kind, each with the number that it has in the report (`#c3`)."""
    edits, repeats = edits_by_block(comparison.edits), say_repeats(comparison)
    for kind, heading in HEADINGS.items():
        yield _list(
            heading,
            (
                f"`#{block.change}` {_change(comparison, block, edits[block.n], repeats.get(block.n))}"
                for block in comparison.changes
                if list_of(block) == kind
            ),
        )


def _reworded(comparison: Comparison, passage: Match) -> str:
    texts = ((passage.a, comparison.a), (passage.b, comparison.b))
    wordings = [
        f"  - {label}: {_escaped(shorten_characters(_of(*side), _MOVED_CHARACTERS, _MOVED_CHARACTERS))}"
        for label, side in zip("AB", texts, strict=True)
    ]
    return "\n".join([say_reworded(comparison, passage), *wordings])


def _list(heading: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([f"### {heading}", "", *lines]) if lines else ""


def _change(comparison: Comparison, block: Block, edits: Sequence[Edit], repeat: str | None) -> str:
    """Return what stands behind the number of a change: of reworded text both wordings, in a list of their own."""
    said = say_lost(comparison, edits) if block.lane == "lost" else move_note(block, comparison) or repeat
    note = f"{said}: " if said else ""
    if block.kind == "reworded":
        sides = zip("AB", (_of(block.a, comparison.a), _of(block.b, comparison.b)), strict=True)
        wordings = [f"  - {label}: {_escaped(text)}" for label, text in sides]
        return "\n".join([f"{note}{percent(block.similarity)} of the words kept", *wordings])
    if block.kind == "edited":
        return note + _written(list(_pieces(comparison, edits)))
    text = _of(block.b, comparison.b) if block.b else _of(block.a, comparison.a)
    if block.kind == "same":
        text = shorten_characters(text, _MOVED_CHARACTERS, _CONTEXT_CHARACTERS)
    return note + _escaped(text)


def _of(span: Span | None, document: Document) -> str:
    return on_one_line(span.of(document.text)).strip() if span else ""


def _pieces(comparison: Comparison, edits: Sequence[Edit]) -> Iterator[Piece]:
    """Yield the edits of a block, what was kept shortened where it is long."""
    for n, edit in enumerate(edits):
        a, b = (
            on_one_line(span.of(document.text)) if span else ""
            for span, document in ((edit.a, comparison.a), (edit.b, comparison.b))
        )
        if edit.op == "keep" or edit.typography:
            before, after = (_CONTEXT_CHARACTERS if shown else 0 for shown in (n > 0, n < len(edits) - 1))
            yield "", shorten_characters(b or a, before, after)
        else:
            yield from ((mark, text) for mark, text in ((_DROPPED, a), (_ADDED, b)) if text)


def _written(pieces: Iterable[Piece]) -> str:
    """Return marked text as Markdown.

    A mark counts only where no white space is inside it, and where a letter is on its inner side or none
    on its outer one (CommonMark, 6.2): if need be the letter beside it is written as an entity.
    """
    line = ""
    is_open = False  # a mark was closed behind a character that is no letter
    for mark, text in _joined(pieces):
        inner = text.strip()
        lead, trail = (" " if text[:1] == " " else ""), (" " if text[1:] and text[-1] == " " else "")
        if not (mark and inner):
            written = _escaped(text)
            line += _as_entity(written, 0) if is_open else written
            is_open = False
            continue
        written = _escaped(inner)
        if not lead and not written[0].isalnum():
            line = _as_entity(line, -1)
        line += f"{lead}{mark}{written}{mark}{trail}"
        is_open = not trail and not written[-1].isalnum()
    return line.strip()


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces, neighbours of one mark put together: between two marks there would be no border."""
    found: list[Piece] = []
    for mark, text in pieces:
        if found and found[-1][0] == mark:
            found[-1] = (mark, found[-1][1] + text)
        elif text:
            found.append((mark, text))
    return found


def _as_entity(text: str, at: int) -> str:
    """Return a text with its first (0) or last (-1) character as an entity unless it is white space or a mark."""
    character = text[at : at + 1 or None]
    if not character or character.isspace() or character in _ASCII_MARKS:
        return text
    entity = f"&#x{ord(character):X};"
    return entity + text[1:] if at == 0 else text[:-1] + entity


def _escaped(text: str) -> str:
    """Return a text of one line so that Markdown shows its characters, and nothing more happens with them."""
    line = make_printable(on_one_line(text))
    written, done = [], 0
    for chunk in _CHUNK.finditer(line):
        if _ACTS.search(chunk.group()):
            start = chunk.end() - len(chunk.group().lstrip(_BEFORE))
            end = chunk.start() + len(chunk.group().rstrip(_AFTER))
            written += [_marked_down(line[done:start]), f"`{line[start:end]}`"]
            done = end
    return "".join([*written, _marked_down(line[done:])])


def _opened(text: str) -> str:
    """Return a text that an item begins with: what would be an item of its own, a heading or a rule is none."""
    written = _escaped(text).lstrip()
    is_safe = not written or written[0].isalpha() or written[0] in "\\`&"
    return written if is_safe else f"&#x{ord(written[0]):X};{written[1:]}"


def _marked_down(text: str) -> str:
    return _MARKUP.sub(lambda match: _ENTITIES.get(match.group(), f"\\{match.group()}"), text)
