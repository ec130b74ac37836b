"""Text → page furniture: running heads and feet, and the numbers of pages, which stand in the way of the text.

They come with texts out of PDFs and scans. That a line repeats is no sign by itself, for refrains and the names of
speakers do: furniture stands apart from the lines around it, or bears a number that grows, and mostly interrupts
sentences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from textdiff.languages import marks
from textdiff.texts.chunks import foreign_characters
from textdiff.texts.line_ends import split_lines
from textdiff.texts.patterns import pattern
from textdiff.texts.scripts import has_spaceless

_FIGURE = re.compile(r"\d+")
_DIGITS = b"0123456789"
_ROMAN = re.compile(r"[ivxlcIVXLC]+")
_STOPPED = pattern(rf"[{re.escape(''.join(sorted(marks.SENTENCE_STOPS | marks.COLONS)))}]\W{{0,2}}$")


# What the rest of a sentence begins with, but a capital.
_OPENERS = re.escape("".join(sorted(marks.OPENING_QUOTES | marks.BEFORE_QUOTES | frozenset("\"'_*"))))
_GOES_ON = pattern(rf"[{_OPENERS}]?+(?P<letter>\p{{L}})")

_LONGEST = 9  # digits of the number of a page
_TIMES = 3  # that the shortest series of running heads has
_CHARACTERS = 80  # of the longest one
_COLUMNS = 40  # of the shortest line of prose that one interrupts
_INTERRUPTING = 0.5  # of them stand within a sentence; headings and refrains do not


class _Line(NamedTuple):
    """A line that is not blank: where it starts and ends, and what it says with # for figures.

    It begins something if no line stands right before it, and stands apart if none does on one side at least.
    """

    start: int
    end: int
    form: str
    begins: bool
    is_apart: bool


def find_furniture(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the lines of page furniture start and end, in order."""
    if not _may_repeat(text):
        return ()
    said = split_lines(_FIGURE.sub("#", text))
    forms = _repeated(said)
    lines = list(_lines(split_lines(text), said))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.form in forms:
            places[line.form].append(n)
    suspects = [numbers for numbers in places.values() if _are_suspects([lines[n] for n in numbers], text)]
    within = _interrupting(text, lines, {n for numbers in suspects for n in numbers})
    found = [n for numbers in suspects if _are_furniture(numbers, within) for n in numbers]
    return tuple((lines[n].start, lines[n].end) for n in sorted(found))


def _are_furniture(numbers: Sequence[int], within: set[int]) -> bool:
    return sum(n in within for n in numbers) >= _INTERRUPTING * len(numbers)


def _may_repeat(text: str) -> bool:
    """Return whether short lines may come several times but for figures: found in a tenth of the time of which do."""
    lines = [line for line in map(str.strip, text.splitlines()) if 0 < len(line) <= _CHARACTERS]
    if len(lines) < _TIMES:
        return False
    if not text.isascii() and any(map(str.isdecimal, foreign_characters(text))):
        return True
    written = "\n".join(lines).encode("utf-8", "surrogatepass").translate(None, _DIGITS).split(b"\n")
    counts = Counter(map(bytes.strip, written))
    n_numbers = counts.pop(b"", 0) + sum(n for line, n in counts.items() if _ROMAN.fullmatch(line.decode("latin-1")))
    return max(n_numbers, *counts.values(), 0) >= _TIMES


def _repeated(said: Sequence[str]) -> set[str]:
    """Return what short lines say that come several times, given those of a text with # for figures."""
    forms: Counter[str] = Counter()
    for line, n in Counter(said).items():
        if len(line) <= _CHARACTERS:
            forms[_form(line)] += n
    return {form for form, n in forms.items() if n >= _TIMES and form}


def _form(said: str) -> str:
    """Return what a line says, given it with # for figures, with # for a Roman number alone too."""
    said = said.strip()
    return "#" if _ROMAN.fullmatch(said) else said


def _lines(written: Sequence[str], said: Iterable[str]) -> Iterator[_Line]:
    """Yield the lines of a text that are not blank, given all, and all with # for figures."""
    start, was_blank = 0, True
    contents = [line.strip() for line in written]
    for line, content, behind, form in zip(written, contents, [*contents[1:], ""], said, strict=True):
        page = line.endswith("\f")
        if content:
            first = start + line.index(content[0])
            yield _Line(first, first + len(content), _form(form), was_blank, was_blank or page or not behind)
        was_blank = page or not content
        start += len(line)


def _are_suspects(lines: Sequence[_Line], text: str) -> bool:
    """Return whether lines that say the same stand apart, or bear a number that grows."""
    columns = list(zip(*[_FIGURE.findall(text[line.start : line.end]) for line in lines], strict=False))
    # The number of a page grows; the other figures of a head stay, or grow with it: those of a table do what they like.
    moving = [column for column in columns if len(set(column)) > 1]
    steps = {tuple(_step(one, other) for one, other in pairwise(column)) for column in moving}
    if len(steps) > 1:
        return False
    return all(min(step) > 0 for step in steps) and (bool(steps) or all(line.is_apart for line in lines))


def _step(figure: str, following: str) -> int:
    """Return by how much a figure grows, of very long ones their last digits."""
    return int(following[-_LONGEST:]) - int(figure[-_LONGEST:])


def _interrupting(text: str, lines: Sequence[_Line], suspects: set[int]) -> set[int]:
    """Return the suspects within a sentence, which goes on between the lines before and behind all that stand there.

    The line before is one of several: a heading of one line ends without a stop too.
    """
    found: set[int] = set()
    passed: list[int] = []
    before: _Line | None = None
    for n, line in enumerate(lines):
        if n in suspects:
            passed.append(n)
            continue
        if before and not before.begins and _width(text, before) >= _COLUMNS and goes_on(text, before.end, line.start):
            found.update(passed)
        before, passed = line, []
    return found


def _width(text: str, line: _Line) -> int:
    """Return the columns of a line: a letter of a script without blanks has two."""
    written = text[line.start : line.end]
    return len(written) * (2 if has_spaceless(written) else 1)


def goes_on(text: str, end: int, start: int) -> bool:
    """Return whether a sentence goes on between two lines, the one ending and the other starting here."""
    if _STOPPED.search(text[max(0, end - 4) : end]):
        return False
    found = _GOES_ON.match(text, start)
    return found is not None and not found["letter"].isupper()
