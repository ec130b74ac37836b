"""Which tokens of a text are one: words that line ends divide, words emphasised in part, the numbers of items."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from textdiff.languages.marks import SPLITTING_HYPHENS
from textdiff.texts.chunks import find_graphemes
from textdiff.texts.keys import LIST_NUMBER_KEY, key, with_hyphens
from textdiff.texts.writing import find_divisions, find_emphasis

Joined = tuple[int, int, str, tuple[str, ...]]  # the first and the last token, what they read as one, its keys

_CHUNK, _LAST_CHUNK = re.compile(r"\S*"), re.compile(r"\S*\Z")
_FARTHEST = 1 << 12  # characters that are looked through for the beginning of a word


def find_joined(
    text: str,
    starts: Sequence[int],
    ends: Sequence[int],
    numbers: Iterable[tuple[int, int]],
    furniture: Iterable[tuple[int, int]],
) -> list[Joined]:
    """Return the tokens of a text that are one, given where all start and end, in order."""
    found = chain(
        _divided(text, starts, ends, furniture),
        _numbers_of_items(text, starts, ends, numbers),
        _in_part(text, starts, ends),
    )
    return sorted(found)


def _divided(
    text: str, starts: Sequence[int], ends: Sequence[int], furniture: Iterable[tuple[int, int]]
) -> Iterator[Joined]:
    """Yield the words that line ends divide."""
    for first, last in find_divisions(text, starts, ends, furniture):
        word = ""
        for n in range(first, last + 1):
            behind = text[ends[n] : starts[n + 1]] if n < last else ""
            # Of what stands at the end of a line only the line end is left: white space, page furniture.
            gap = behind[:1] * (behind[:1] in SPLITTING_HYPHENS) + "\n" if behind else ""
            word += text[starts[n] : ends[n]] + gap
        yield first, last, word, (key(word), key(with_hyphens(word)))


def _numbers_of_items(
    text: str, starts: Sequence[int], ends: Sequence[int], numbers: Iterable[tuple[int, int]]
) -> Iterator[Joined]:
    for start, end in numbers:
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        if first < behind and starts[first] == start and ends[behind - 1] == end:
            yield first, behind - 1, text[start:end], (LIST_NUMBER_KEY,)


def _in_part(text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[Joined]:
    """Yield the words of which a part is emphasised: "_Times_'s" is read as "Times's"."""
    marks = sorted(chain.from_iterable((mark[:2], mark[2:]) for mark in find_emphasis(text)))
    done = 0
    for n, (start, end) in enumerate(marks):
        if start < done or not text[start - 1 : start].strip() or not text[end : end + 1].strip():
            continue
        first = start - len(_LAST_CHUNK.search(text, max(0, start - _FARTHEST), start)[0])  # type: ignore[index]
        done = _CHUNK.match(text, end).end()  # type: ignore[union-attr]
        inside = {at for mark in marks[max(0, n - 2) :] if mark[0] < done for at in range(*mark)}
        places = [at for at in range(first, done) if at not in inside]
        written = "".join(map(text.__getitem__, places))
        for low, high, is_word in find_graphemes(written):
            a, b = places[low], places[high - 1] + 1
            token, behind = bisect_left(starts, a), bisect_left(starts, b)
            fits = token + 1 < behind and starts[token] == a and ends[behind - 1] == b
            if is_word and fits:
                yield token, behind - 1, written[low:high], (key(written[low:high]),)
