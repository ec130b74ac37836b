"""Text → where its paragraphs begin: at blank lines, and at line ends that are no wraps.

A line end is a wrap where the next word would not have fitted on the line, in text that goes on: prose, wrapped at any
column. In lists, tables, verse, contents and dialogue lines are the unit. That is decided for each stretch of lines
between blank ones by itself, so that a long line or a list somewhere else in the text changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, compress, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from textdiff.languages import marks
from textdiff.options import Calibration
from textdiff.texts.furniture import goes_on
from textdiff.texts.keys import LIST_NUMBER_KEY
from textdiff.texts.line_ends import split_lines
from textdiff.texts.patterns import pattern
from textdiff.texts.scripts import has_spaceless
from textdiff.texts.terms import is_figure

if TYPE_CHECKING:
    import regex

    from textdiff.texts.text import Text
    from textdiff.texts.tokens import Tokens

_LONGEST_WORD = 10  # letters, where words have no blanks between them
_FEWEST = 3  # short lines in a row that may be wrapped in a text that is not
_BETWEEN_CELLS = ("\t", "   ", "\n")  # what may stand there, and between the lines of a cue
_AS_BLANK = ("\f", "\u2029")  # ends of lines that part stretches as a blank line does
_LETTER = pattern(r"[^\p{L}\p{N}]{0,3}(?P<letter>\p{L})")
# The name of a speaker at the beginning of a line: one only where there are several in the text.
_SPEAKER = pattern(r"^\s*(?:\p{Lu}[\p{L}\p{M}.'’-]*+\s?){1,4}+:\s")
# Two cells of a row: a tab, three blanks or a bar between them, or dots up to the number of a page.
_CELLS = pattern(
    r"\S(?:[ ]*\t\s*|[ ]{3,})\S|\S[ ]*\|[ ]*\S|(?<!\.)\.{4,}+\s*+\d|…[ \t]*+\d++[ \t]*+$|(?<!\.)(?:\ \.){3,}+\s*+\d"
)
# What a section of a law begins with: a word or a mark and a number.
_SECTION = pattern(
    r"\A\s*+(?P<word>§+|[\p{L}\p{M}]{1,12}\.?|第)"
    r"(?:\s?(?:[\p{Nd}]{1,4}|[一二三四五六七八九十百零〇]{1,4})|\s[ivxlcIVXLC]{1,5})(?:\b|(?=[条條章节節款項项]))"
)
_CUE = pattern(r"\d\d:\d\d[.,]\d+\s*-->")  # of a subtitle (SubRip, WebVTT): when it is shown
_STOPS = marks.SENTENCE_STOPS | marks.COLONS
_PAUSES = marks.PAUSES | marks.DASHES
_COMMAS = _PAUSES - marks.SENTENCE_STOPS


class _Line(NamedTuple):
    """A line: where it starts and ends, without white space at its end, and which of the stretches it is in.

    `width` and `first` are the columns that it and its first word have; `kind` says whether it begins small (s), with a
    capital (C), with a figure (d), as an item of a list (i) or otherwise (-), or goes on behind page furniture (g).
    """

    start: int
    end: int
    stretch: int
    width: int
    first: int
    kind: str


def find_paragraphs(text: str, tokens: Tokens, calibration: Calibration) -> tuple[int, ...]:
    """Return the index of the first token of each paragraph.

    A blank line ends one, and so does a line end that is no wrap. Lines of page furniture are none, and end none where
    a sentence goes on behind them.
    """
    starts = tokens.starts
    if not starts:
        return ()
    found = {0}
    for border in _borders(text, tokens, calibration):
        token = bisect_left(starts, border)
        if 0 < token < len(starts) and tokens.ends[token - 1] <= border:  # else a word goes on behind the line end
            found.add(token)
    return tuple(sorted(found))


def _borders(text: str, tokens: Tokens, calibration: Calibration) -> Iterator[int]:
    """Yield where a line starts that is not the rest of the one before it."""
    written = split_lines(text)
    contents = list(map(str.rstrip, written))
    widths = list(map(len, contents))
    is_wrapped = 2 * sum(width for width in widths if width > calibration.wrap_columns) <= len(text)
    if not is_wrapped and not tokens.furniture and max(_runs(widths, calibration)) < _FEWEST:
        yield from compress(accumulate(map(len, written), initial=0), widths)
        return
    lines = groupby(_lines(text, written, contents, tokens), attrgetter("stretch"))
    stretches = [_Stretch(text, list(some), calibration) for _, some in lines]
    several = [one for one in stretches if len(one.lines) > 1]
    small, capital = (sum(one.starts.count(kind) for one in several) for kind in "sC")
    begin_big = small + capital >= calibration.verse_lines and small <= calibration.verse_share * (small + capital)
    columns = max((one.columns for one in several if "s" in one.starts), default=0)
    columns = columns or max((one.columns for one in stretches), default=0)
    speakers = sum(sum(one.speakers()) for one in several)
    for one in stretches:
        # In a text that is mostly not wrapped, two short lines are no prose.
        alone = len(one.lines) < (2 if is_wrapped else _FEWEST)
        wraps = one.behind_furniture() if alone else one.wraps(columns, begin_big=begin_big, has_speakers=speakers > 1)
        yield from (line.start for n, line in enumerate(one.lines) if n not in wraps)


def _runs(widths: Iterable[int], calibration: Calibration) -> Iterator[int]:
    """Yield how many lines there are in a row that are neither blank nor wider than a wrapped one, 0 first."""
    yield 0
    for is_short, some in groupby(widths, lambda width: 0 < width <= calibration.wrap_columns):
        if is_short:
            yield sum(1 for _ in some)


def find_cells(text: Text, first: int, behind: int) -> list[int]:
    """Return which of the tokens [first, behind), but the first one, begin a cell of a table or the line of a cue."""
    if behind - first < 2 or not any(
        map(text.text[text.end(first) : text.start(behind - 1)].__contains__, _BETWEEN_CELLS)
    ):
        return []
    return [n for n in range(first + 1, behind) if _begins_cell(text.text, text.end(n - 1), text.start(n))]


def _begins_cell(text: str, end: int, start: int) -> bool:
    """Return whether what lies between two tokens, the one ending and the other starting here, parts two cells."""
    gap = text[end:start]
    if "\n" in gap:
        return _CUE.match(text, text.rfind("\n", 0, end) + 1) is not None
    return "\t" in gap or "   " in gap


def find_rows(text: Text) -> dict[int, tuple[str, ...]]:
    """Return the rows of tables and lists, two in a row at least, with the words that each is about, if any.

    In a table these are the words of the first cell: no figures beside others, and those of the whole row where it
    begins with its rank or a time. In a line without cells all words but the figures.
    """
    rows: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for n in _short_lines(text):
        rows[n] = ((), _keys(text, *_place(text, n)))
    for n in range(len(text.sentences)) if may_have_cells(text.text) else ():
        start, end = _place(text, n)
        if cell := _CELLS.search(text.text, start, end):
            rows[n] = _keys(text, start, cell.start() + 1), _keys(text, start, end)
    beside = {n: row for n, row in rows.items() if n - 1 in rows or n + 1 in rows}
    found = {n: _about(*row, text.options.calibration.year_digits) for n, row in beside.items()}
    return {n: about for n, about in found.items() if about}


def _keys(text: Text, start: int, end: int) -> tuple[str, ...]:
    keys = text.keys_of_words((text.token_at(start), text.token_at(end)))
    return tuple(key for key in keys if key != LIST_NUMBER_KEY)


def _about(first: tuple[str, ...], row: tuple[str, ...], year_digits: int) -> tuple[str, ...]:
    """Return what a row is about, given the words of its first cell and all of them."""
    words = tuple(key for key in first if not is_figure(key))
    is_dated = any(sum(map(str.isdecimal, key)) >= year_digits for key in first)
    return words or (first if is_dated else tuple(key for key in row if not is_figure(key)))


def _short_lines(text: Text) -> Iterator[int]:
    """Yield the sentences that are paragraphs of a few words, a figure among them."""
    most = text.options.calibration.row_words
    sentences = {token: n for n, token in enumerate(text.sentences)}
    for first, behind in pairwise([*text.paragraphs, len(text)]):
        if behind - first <= 2 * most and any(is_figure(key) for key in text.keys[first:behind]):
            n = sentences[first]
            if text.sentence(n)[1] == behind and text.n_words(first, behind) <= most:
                yield n


def _place(text: Text, sentence: int) -> tuple[int, int]:
    """Return where a sentence starts and ends."""
    first, last = text.sentence(sentence)
    return text.start(first), text.end(last - 1)


class _Stretch:
    """Lines between blank ones.

    `columns` is the width that they are wrapped at, if they are; `starts` has the kinds of all but the first.
    """

    def __init__(self, text: str, lines: list[_Line], calibration: Calibration) -> None:
        self.text, self.lines, self.calibration = text, lines, calibration
        self.written = text[lines[0].start : lines[-1].end]
        self.columns = self._columns()
        self.starts = "".join([line.kind for line in lines[1:]])

    def _columns(self) -> int:
        """Return the width of the widest line, of one with a word that fits no line that of the second."""
        most = self.calibration.wrap_columns
        widths = sorted([line.width for line in self.lines if line.width <= most], reverse=True)
        if len(widths) > 1 and widths[0] > 1.2 * widths[1]:
            widest = next(line for line in self.lines if line.width == widths[0])
            if max(map(len, self._of(widest).split())) > widths[1]:
                return widths[1]
        return widths[0] if widths else 0

    def _of(self, line: _Line) -> str:
        return self.text[line.start : line.end]

    def _find(self, form: regex.Pattern[str]) -> list[bool]:
        """Return of each line whether it holds what a pattern says."""
        return [form.search(self._of(line)) is not None for line in self.lines]

    def speakers(self) -> list[bool]:
        """Return of each line whether it begins with the name of a speaker."""
        return self._find(_SPEAKER) if ":" in self.written else [False] * len(self.lines)

    def wraps(self, columns: int, *, begin_big: bool, has_speakers: bool) -> set[int]:
        """Return the lines that are the rest of the one before; `columns` is the width of the text around.

        In a text that is wrapped some lines begin small, in one whose lines all begin with a capital (`begin_big`)
        none is.
        """
        none = [False] * len(self.lines)
        cues = self._find(_CUE) if "-->" in self.written else none
        numbers = [self._of(line).strip().isdecimal() for line in self.lines] if "-->" in self.written else none
        # The number and the times of a cue belong to its first line.
        found = {n for n in range(1, len(self.lines)) if cues[n - 1] or (cues[n] and numbers[n - 1])}
        found |= self.behind_furniture()
        if begin_big or self._are_items(columns) or self._is_verse():
            return found
        is_ragged = len(self.starts) > 2 and self._n_open("siCd-") >= self.calibration.ragged_share * len(self.starts)
        rows = self._find(_CELLS) if may_have_cells(self.written) else none
        speakers = self.speakers() if has_speakers else none
        items = "id" if self._begin_with_figures() else "i"
        for n in range(1, len(self.lines)):
            begins = (rows[n - 1] and rows[n]) or cues[n] or speakers[n] or self.lines[n].kind in items
            if not begins and self._is_wrap(n, only_small=is_ragged):
                found.add(n)
        return found

    def _have_figures(self) -> int:
        """Return how many lines have a figure."""
        return sum(any(map(str.isdecimal, self._of(line))) for line in self.lines)

    def behind_furniture(self) -> set[int]:
        """Return the lines that go on behind page furniture."""
        return {n for n, line in enumerate(self.lines) if line.kind == "g"}

    def _begin_alike(self) -> bool:
        """Return whether all lines begin with one word or mark and a figure, as the sections of a law do."""
        firsts = [_SECTION.match(self._of(line)) for line in self.lines]
        return len({first["word"] if first else None for first in firsts}) == 1 and firsts[0] is not None

    def _begin_with_figures(self) -> bool:
        """Return whether most lines begin with a figure, as those of an agenda: of prose one in fifty does."""
        n = sum(line.kind == "d" for line in self.lines)
        return n >= self.calibration.figure_lines and 2 * n > len(self.lines)

    def _are_items(self, columns: int) -> bool:
        """Return whether lines are the unit: most end with a mark, or they are short and all begin with capitals.

        Or they are too narrow for prose, or begin all with one word or mark ("Article 3", "§ 3"), or are short, in a
        script without case, and have a figure each.
        """
        n = len(self.starts)
        most = self.calibration.list_columns * (n > 1)
        begin_big = "s" not in self.starts and "C" in self.starts
        if begin_big and (self.columns <= most or self._is_narrow(columns)):
            return True
        if self.columns <= self.calibration.narrow_columns / (2 if has_spaceless(self.written) else 1):
            return True
        if self.columns <= most and (
            self._begin_with_figures()
            or (not any(line.kind in "sC" for line in self.lines) and self._have_figures() >= n)
        ):
            return True
        if self._begin_alike():
            return True
        ended = sum(
            (begin_big and self._ends_with(before, _PAUSES))
            # A full stop before a small letter is that of a short form.
            or (line.kind == "s" and self._ends_with(before, _COMMAS) and not self._divides(before, line))
            for before, line in pairwise(self.lines)
        )
        return n > 2 - begin_big and ended > self.calibration.ended_share * n

    def _ends_with(self, line: _Line, last: Container[str]) -> bool:
        """Return whether a line ends with one of some marks, and a closing one behind it at most."""
        mark = self.text[line.end - 1]
        return mark in last or (mark in marks.CLOSERS and self.text[line.end - 2] in last)

    def _divides(self, before: _Line, line: _Line) -> bool:
        """Return whether a line may end within a word, as only a wrapped one does."""
        is_hyphen = self.text[before.end - 1] in marks.SPLITTING_HYPHENS
        return is_hyphen and line.kind == "s" and self.text[max(0, before.end - 2)].isalpha()

    def _is_narrow(self, columns: int) -> bool:
        return self.columns < self.calibration.list_share * columns

    def _is_verse(self) -> bool:
        """Return whether lines end where a word would have fitted although the next one begins small."""
        n = len(self.starts)
        return n > 2 and self._n_open("s") >= self.calibration.ragged_share * n

    def _n_open(self, kinds: str) -> int:
        """Return how many lines before one of some kinds end without a stop where its first word would have fitted."""
        return sum(
            line.kind in kinds
            and not _is_full(before, line, self.columns)
            and not self._ends_with(before, _STOPS)
            and not self._divides(before, line)
            for before, line in pairwise(self.lines)
        )

    def _is_wrap(self, n: int, *, only_small: bool) -> bool:
        """Return whether the line before one was ended only because the next word did not fit.

        Unless the text goes on in lower case, two of the lines around have to be about equally long, or a headline
        above its author would be a paragraph; in a list (`only_small`) it has to.
        """
        most = self.calibration.wrap_columns
        before, line = self.lines[n - 1 : n + 1]
        if before.width > most or line.width > most:
            return False
        near = [line.width for line in self.lines[max(0, n - 2) : n + 1] if line.width <= most]
        full = max(near)
        if not _is_full(before, line, full) and not self._divides(before, line):
            # People wrap by hand too, and programs count other columns: a line that is nearly full goes on.
            is_near = before.width >= self.calibration.wrap_share * self.columns
            return is_near and line.kind == "s" and not self._ends_with(before, _STOPS)
        return line.kind == "s" or (
            not only_small and sum(width >= full * self.calibration.wrap_share for width in near) > 1
        )


def _is_full(before: _Line, line: _Line, columns: int) -> bool:
    """Return whether the first word of a line would not have fitted on the line before it."""
    return before.width + 1 + line.first > columns


def _lines(text: str, written: Sequence[str], contents: Sequence[str], tokens: Tokens) -> Iterator[_Line]:
    """Yield the lines of a text that are not blank and no furniture, given all, with and without what ends them."""
    start = stretch = 0
    left_out, items = {at for at, _ in tokens.furniture}, {*tokens.items}
    line: _Line | None = None
    is_behind = False  # furniture
    for whole, content in zip(written, contents, strict=True):
        if content:
            width = len(content)
            inner = content.lstrip()
            first = start + width - len(inner)
            if first in left_out:
                is_behind = line is not None
            else:
                kind = "i" if first in items else _kind(inner)
                if is_behind and line:
                    is_rest = goes_on(text, line.end, first)
                    stretch, kind = (line.stretch, "g") if is_rest else (max(stretch, line.stretch + 1), kind)
                is_behind = False
                line = _Line(start, start + width, stretch, width, _first(inner), kind)
                yield line
        if not content or whole.endswith(_AS_BLANK):
            stretch += 1
        start += len(whole)


def _first(line: str) -> int:
    """Return the columns of the first word of a line; of a run without blanks they are those of a letter and a mark."""
    word = line.split(None, 1)[0]
    return 2 if len(word) > _LONGEST_WORD and has_spaceless(word[:2]) else len(word)


def _kind(line: str) -> str:
    """Return how a line that is no item of a list begins: small, with a capital, with a figure or otherwise."""
    if line[0].isalpha():
        return "s" if line[0].islower() else "C" if line[0].isupper() else "-"
    if line[0].isdecimal():
        return "d"
    found = _LETTER.match(line)
    return "-" if not found else "s" if found["letter"].islower() else "C" if found["letter"].isupper() else "-"


def may_have_cells(text: str) -> bool:
    """Return whether a text may hold the rows of a table."""
    return any(mark in text for mark in ("\t", "   ", "|", "....", ". . .", "…"))
