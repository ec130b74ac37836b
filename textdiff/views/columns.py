"""Text in the columns of a terminal: how wide it is, where its lines break, how changes are marked, and A beside B."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, zip_longest

import regex

from textdiff.texts.patterns import pattern

Piece = tuple[str, str]  # its mark ("", "dropped", "added" or "head") and its text


@dataclass(frozen=True, slots=True)
class Style:
    """How changes are marked: by colour codes, or by brackets as wdiff writes them."""

    dropped: tuple[str, str]
    added: tuple[str, str]
    head: tuple[str, str]
    columns: int  # that the marks around one change take
    minus: tuple[str, str] = ("", "")  # around the minus of a text that is dropped whole
    plus: tuple[str, str] = ("", "")


# Blue and orange-brown, underlined and struck: they differ for every kind of colour vision, and without colour.
# A paragraph that is dropped or added whole has a coloured minus or plus only: nobody reads ten lines of struck text.
COLOUR = Style(
    dropped=("\x1b[33;9m", "\x1b[0m"),
    added=("\x1b[34;4m", "\x1b[0m"),
    head=("\x1b[1m", "\x1b[0m"),
    columns=0,
    minus=("\x1b[33;1m", "\x1b[0m"),
    plus=("\x1b[34;1m", "\x1b[0m"),
)
PLAIN = Style(("[-", "-]"), ("{+", "+}"), ("", ""), 4)

# What a cell of a terminal is filled with: a grapheme cluster, or a character that was escaped. Flags by
# themselves: \X counts back to the first one, which makes 50,000 in a row take 7 s.
_CLUSTER = pattern(
    r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})"
    r"|\p{Regional_Indicator}{2}(?![\p{GCB=Extend}\p{GCB=SpacingMark}\u200d])|\X"
)
_WIDE = pattern(r"[[\p{East_Asian_Width=W}\p{East_Asian_Width=F}]--\p{Cn}]", regex.V1)
# Combining marks, what is invisible, and the vowels and finals of Hangul, which join the consonant before them.
# Spacing marks (Mc) take a column. So do the soft hyphen and the Arabic and Syriac characters that enclose digits.
_NARROWEST = pattern(
    r"[[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff\uffa0]--[\u00ad\p{Grapheme_Cluster_Break=Prepend}]]", regex.V1
)
# Clusters that are one picture: a pictograph with a joiner, a skin tone or the emoji selector; key caps and flags.
_PICTOGRAPH = pattern(r"\p{Extended_Pictographic}")
_AS_PICTURE = pattern(r"[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")
_PICTURE = pattern(r"[0-9#*]\ufe0f|\p{Regional_Indicator}{2}")
# What a line may end after: a word with its spaces (a percentage is one); in scripts without spaces a cluster, with the
# punctuation that belongs to it.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_PART = pattern(
    rf" *(?:[\p{{Ps}}\p{{Pi}}]*(?={_UNSPACED})\X[[\p{{P}}]--[\p{{Ps}}\p{{Pi}}]]*"
    rf"|(?:(?!{_UNSPACED})[^ ])+(?: %(?![^ ]))?) *| +",
    regex.V1,
)
_HAS_UNSPACED = pattern(_UNSPACED)
_CODES = pattern(r"\x1b\[[0-9;]*m")
# Columns of the narrowest page: the widest cluster and the marks of a change have to fit.
_NARROWEST_PAGE = 10
# From so many columns on each text has 53: eight or nine words of English, of which the brackets around a change
# take one. Books have lines of 45 characters and more, because the eye tires of shorter ones.
BESIDE_COLUMNS = 110
# What `diff --side-by-side` takes where nobody says how wide the page is.
PAGE_COLUMNS = 130
# Below it a column would be narrower than the widest escaped character between its marks.
NARROWEST_COLUMNS = 40
_GUTTER = 3
_RIGHT_TO_LEFT = pattern(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")


def columns_of(text: str) -> int:
    """Return the columns that a terminal gives to a text; colour codes take none.

    Wide characters (UAX #11) take two, so do emoji of several characters; combining marks take none.
    Characters of ambiguous width are counted as narrow.
    """
    if "\x1b" in text:
        return sum(map(columns_of, _CODES.split(text)))
    return len(text) if text.isascii() else sum(map(_columns_of_cluster, _CLUSTER.findall(text)))


@lru_cache(maxsize=4096)
def _columns_of_cluster(cluster: str) -> int:
    if _PICTURE.match(cluster) or (_PICTOGRAPH.match(cluster) and _AS_PICTURE.search(cluster, 1)):
        return 2
    return sum(0 if _NARROWEST.match(one) else 2 if _WIDE.match(one) else 1 for one in cluster)


def parts(text: str) -> list[str]:
    """Return a text cut where its lines may end: after spaces, and in scripts without spaces after each character."""
    return _PART.findall(text)


def fold(pieces: Iterable[Piece], mark: str, style: Style, columns: int | None) -> Iterator[str]:
    """Yield marked text as lines of at most `columns` columns; marks are closed at the end of each line.

    The first line begins with `mark`, the others with as many spaces. Lines break after spaces and, in scripts
    without spaces, after any character; a word that is longer than a line is cut between two clusters.
    """
    joined = [(kind, "".join(text for _, text in run)) for kind, run in groupby(pieces, _kind)]
    lines = [joined] if columns is None else _break(joined, max(columns, _NARROWEST_PAGE) - len(mark), style)
    for n, line in enumerate(lines):
        painted = (_painted(kind, "".join(text for _, text in run), style) for kind, run in groupby(line, _kind))
        yield ((" " * len(mark) if n else paint_sign(mark, style)) + "".join(painted).strip(" ")).rstrip(" ")


def paint_sign(mark: str, style: Style) -> str:
    """Return what a line begins with, a sign for dropped or added text in its colour."""
    opening, closing = {"-": style.minus, "+": style.plus}.get(mark.strip(), ("", ""))
    return mark.replace(mark.strip(), f"{opening}{mark.strip()}{closing}") if opening else mark


def _break(pieces: Iterable[Piece], width: int, style: Style) -> Iterator[list[Piece]]:
    """Yield the pieces of each line."""
    line: list[Piece] = []
    used = 0
    for word in _words(pieces):
        size, last = _size(word, line[-1][0] if line else "", style)
        if line and used + size - last > width:
            yield line
            line, used = [], 0
            size, last = _size(word, "", style)
        if size - last > width:
            for cluster in _clusters(word):
                size, _ = _size([cluster], line[-1][0] if line else "", style)
                if line and used + size > width:
                    yield line
                    line, used = [], 0
                    size, _ = _size([cluster], "", style)
                line.append(cluster)
                used += size
            continue
        line += word
        used += size
    if line:
        yield line


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield what may not be broken: a word is one even where a mark begins inside it."""
    word: list[Piece] = []
    open_end = False
    for kind, text in pieces:
        for part in parts(text):
            closed = _HAS_UNSPACED.search(part) is not None
            joins = open_end and not closed and part[0] != " "
            if word and not joins:
                yield word
                word = []
            word.append((kind, part))
            open_end = not closed and part[-1] != " "
    if word:
        yield word


def _size(word: list[Piece], before: str, style: Style) -> tuple[int, int]:
    """Return the columns of a word with its marks, and how many of them are spaces at its end."""
    size = 0
    for kind, text in word:
        if kind not in ("", "head", before):
            size += style.columns
        size += columns_of(text)
        before = kind
    text = word[-1][1]
    return size, len(text) - len(text.rstrip(" "))


def _clusters(word: list[Piece]) -> Iterator[Piece]:
    """Yield a word cluster by cluster; one that no line would hold, code point by code point."""
    for kind, text in word:
        for cluster in _CLUSTER.findall(text):
            if columns_of(cluster) > _NARROWEST_PAGE - 6 and cluster[0] != "\\":
                yield from ((kind, character) for character in cluster)
            else:
                yield kind, cluster


def _kind(piece: Piece) -> str:
    return piece[0]


def _painted(kind: str, text: str, style: Style) -> str:
    """Return text between the marks of its kind, white space at its ends left outside."""
    inner = text.strip(" ")
    if not kind or not inner:
        return text
    opening, closing = {"dropped": style.dropped, "added": style.added, "head": style.head}[kind]
    lead, _, trail = text.partition(inner)
    return lead + opening + inner + closing + trail


def fits_beside(pieces: Iterable[Piece]) -> bool:
    """Return whether text can stand beside another: it cannot if it runs from right to left.

    A terminal that knows such scripts turns a whole line around, with the other column; the marks that
    would keep the two apart (U+2066 to U+2069) are among those that no text may send to a terminal.
    """
    return not any(_RIGHT_TO_LEFT.search(text) for _, text in pieces)


def beside(
    a: Iterable[Iterable[Piece]], b: Iterable[Iterable[Piece]], sign: str, rule: str, style: Style, columns: int
) -> Iterator[str]:
    """Yield the lines of A's paragraphs and B's, each folded into its column; `sign` is where a paragraph begins."""
    width = (columns - _GUTTER) // 2
    for a_paragraph, b_paragraph in zip_longest(a, b, fillvalue=()):
        left, right = (list(fold(pieces, "", style, width)) for pieces in (a_paragraph, b_paragraph))
        for n, (a_line, b_line) in enumerate(zip_longest(left, right, fillvalue="")):
            space = " " * (width - columns_of(a_line))
            yield f"{a_line}{space} {rule if n else paint_sign(sign, style)} {b_line}".rstrip(" ")
