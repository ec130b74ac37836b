"""Small changes of wording and of typography, made by a seed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from quality.script import CJK

_PLAIN_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURE = re.compile(r"(?<![\w.,:-])[1-9]\d{0,2}(?![\w.,:%-]|\s*[%°])")


def reword_a_little(sentence: str, others: Sequence[str], random: Random) -> str | None:
    """Return the sentence with a figure changed, or one to three words replaced, taken out or put in."""
    figures = list(_FIGURE.finditer(sentence))
    if figures and random.random() < 0.5:
        match = random.choice(figures)
        return sentence[: match.start()] + str(int(match[0]) + random.randint(1, 9)) + sentence[match.end() :]
    if CJK.search(sentence):
        spots = [
            n for n in range(2, len(sentence) - 3) if CJK.fullmatch(sentence[n]) and CJK.fullmatch(sentence[n + 1])
        ]
        pool = [sign for other in others for sign in CJK.findall(other) if sign not in sentence]
        if not spots or len(pool) < 2:
            return None
        spot = random.choice(spots)
        return sentence[:spot] + random.choice(pool) + random.choice(pool) + sentence[spot + 2 :]
    own = {word.lower() for word in _PLAIN_WORD.findall(sentence)}
    pool = sorted({w for other in others for w in other.split() if _PLAIN_WORD.fullmatch(w) and w.islower()} - own)
    words = sentence.split(" ")
    spots = [n for n in range(1, len(words) - 1) if _PLAIN_WORD.fullmatch(words[n]) and words[n].islower()]
    length = 1 + (len(words) >= 14) + (len(words) >= 20)
    length = random.randint(1, length)
    spots = [n for n in spots if set(range(n, n + length)) <= set(spots)]
    if not spots or len(pool) < length:
        return None
    spot, how = random.choice(spots), random.choice(("replace", "replace", "out", "in"))
    new = [] if how == "out" else random.sample(pool, length)
    return " ".join([*words[:spot], *new, *words[spot + (0 if how == "in" else length) :]])


def retype(text: str) -> str:
    """Return a text with other quotation marks, dashes, spaces and ligatures, and no other word."""
    straight = text.translate(dict.fromkeys(map(ord, "“”„«»"), '"') | dict.fromkeys(map(ord, "‘’"), "'"))
    curly = re.sub(r'(^|[\s(])"', r"\1“", text).replace('"', "”").replace("'", "’")
    retyped = straight if straight != text else curly
    retyped = retyped.replace(" – ", " — ").replace(" - ", " – ").replace("...", "…").replace("fi", "ﬁ", 1)
    return re.sub(r"(\d) (?=\w)", "\\1\N{NO-BREAK SPACE}", retyped).replace("\n\n", "\r\n\r\n")
