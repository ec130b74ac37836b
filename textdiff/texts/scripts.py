"""Words in scripts that are written without spaces: Chinese, Japanese, Thai, Lao, Khmer, Myanmar.

Each character is a word there, unless the extra `icu` is installed: then ICU's dictionaries cut the
words (UAX #29; International Components for Unicode). `Comparison.options["segmentation"]` says which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal

import regex

from textdiff.languages.marks import LATIN_LOOK_ALIKES, LOOK_ALIKES, SPACELESS, SPACELESS_SCRIPTS
from textdiff.options import Calibration
from textdiff.texts.patterns import pattern

_ANY = pattern(rf"[{SPACELESS}]", regex.VERSION1)
_ASTRAL = "\uffff"  # code points above it are two units of UTF-16, in which ICU counts
_BY_SCRIPT = {script: pattern(f"[{letters}]") for script, letters in SPACELESS_SCRIPTS.items()}


_LETTERS = pattern(r"\p{L}[\p{L}\p{M}]*+")
_ALIKE, _OTHERS = "".join(LOOK_ALIKES.values()), "".join(rf"\p{{{name}}}" for name in LOOK_ALIKES)
_TWO_SCRIPTS = pattern(
    rf"\p{{Latin}}\p{{M}}*+[{_ALIKE}]|[{_ALIKE}]\p{{M}}*+\p{{Latin}}"
    rf"|[{LATIN_LOOK_ALIKES}][{_OTHERS}]|[{_OTHERS}][{LATIN_LOOK_ALIKES}]"
)
_OTHER = pattern(rf"[{_OTHERS}]")
_FOREIGN = {name: pattern(rf"\p{{{name}}}") for name in ("Latin", *LOOK_ALIKES)}


def find_mixed(text: str, foreign: str) -> Iterator[tuple[regex.Match[str], str, str]]:
    """Yield the words in which letters of another script look like those of their own, with both scripts.

    `foreign` are the characters of the text beyond ASCII; most texts have none of these scripts.
    The letters of the other script, of which the word has fewer, are look-alikes, all of them: in "Яndex" and
    "iPhoneом" a reader sees two scripts.
    """
    if not _OTHER.search(foreign):
        return
    end = 0
    for border in _TWO_SCRIPTS.finditer(text):
        if border.start() < end:
            continue
        start = border.start()
        while start and text[start - 1].isalpha():
            start -= 1
        word = _LETTERS.match(text, start)
        if word is None:
            continue
        end = word.end()
        counts = Counter({name: len(letters.findall(word[0])) for name, letters in _FOREIGN.items()})
        (own, _), (other, n) = counts.most_common(2)
        alike = LATIN_LOOK_ALIKES if other == "Latin" else LOOK_ALIKES[other]
        if n == sum(map(word[0].count, alike)):
            yield word, own, other


@lru_cache(maxsize=1)
def _breaker() -> Callable[[str], Iterable[tuple[int, int]]] | None:
    try:
        from icu4py.breakers import WordBreaker  # noqa: PLC0415  an extra
    except ImportError:
        return None
    # The dictionaries are chosen by script; the locale changes nothing for these.
    return lambda text: WordBreaker(text, "en").segments()


def segmentation() -> Literal["icu", "characters"]:
    """Return what a word is in a script without spaces: a word of ICU's dictionaries, or a character."""
    return "characters" if _breaker() is None else "icu"


def cut_words(run: str) -> Iterator[tuple[int, int]]:
    """Yield the words of a run of letters without spaces: [start, end) in code points."""
    breaker = _breaker()
    if breaker is None:
        raise RuntimeError("needs the extra icu")
    words = [(start, end) for start, end in breaker(run) if start < end]
    if max(run) > _ASTRAL:
        units = list(accumulate((1 + (character > _ASTRAL) for character in run), initial=0))
        words = [(bisect_left(units, start), bisect_left(units, end)) for start, end in words]
    yield from words


def has_spaceless(text: str) -> bool:
    """Return whether a text has a letter of a script without spaces."""
    return not text.isascii() and _ANY.search(text) is not None


def count_words(keys: Iterable[str], calibration: Calibration) -> float:
    """Return how many words some tokens make up; where each character is one, two or four count as a word."""
    sizes = {"han": calibration.han_characters, "thai": calibration.thai_characters}
    whole = 0.0
    by_characters = _breaker() is None
    for key in keys:
        script = next((name for name, letters in _BY_SCRIPT.items() if letters.match(key)), None)
        whole += 1 / sizes[script] if script and by_characters else 1
    return whole


def stems(keys: Sequence[str], letters: int) -> list[str]:
    """Return what shows words' content: so many letters of each; pairs of characters where each is a word."""
    if any(map(_is_character, keys)):
        pairs = ["".join(pair) for pair in pairwise(keys) if all(map(_is_character, pair))]
        return [key[:letters] for key in keys if not _is_character(key)] + pairs
    return [key[:letters] for key in keys]


def _is_character(key: str) -> bool:
    return len(key) == 1 and has_spaceless(key)
