"""A scan → what it missed: some documents compared with all others, without a search for candidates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from math import exp, lgamma, log, log1p

from textdiff.families.runners import Progress
from textdiff.families.verify import Verifier
from textdiff.model import Certificate, Document

_STEPS = 60  # halvings of an interval: to the last bit


def certify_scan(
    verifier: Verifier,
    listed: Collection[tuple[str, str]],
    groups: Iterable[Sequence[int]],
    n: int,
    progress: Progress,
) -> Certificate:
    """Return how many of the pairs of `n` documents are listed, when these are compared with all others.

    The documents are those with the smallest hashes of their ids: as good as drawn by lot, and the same ones
    each time. Pairs that share boilerplate alone are none, and those in a group (document numbers) of which a
    spanning set is listed are taken to be. Cost: n × the corpus.
    """
    documents = verifier.documents
    chosen = sorted(range(len(documents)), key=lambda number: _lot(documents[number]))[:n]
    group = {number: members[0] for members in groups for number in members}
    missed: list[tuple[str, str]] = []
    found = 0
    for done, pairs in enumerate(_pairs(chosen, len(documents)), 1):
        for i, j in pairs:
            verified = verifier.verify((i, j))
            if verified is None:
                continue
            names = verified.pair.a, verified.pair.b
            if names in listed or (i in group and group[i] == group.get(j)):
                found += 1
            else:
                missed.append(names)
        progress("certifying", done, len(chosen))
    total = found + len(missed)
    low, high = interval(found, total, verifier.options.calibration.confidence)
    return Certificate(len(chosen), total, found, found / total if total else None, low, high, tuple(sorted(missed)))


def _lot(document: Document) -> bytes:
    return hashlib.sha256(document.id.encode("utf-8", "surrogatepass")).digest()


def _pairs(chosen: Iterable[int], n_documents: int) -> Iterator[list[tuple[int, int]]]:
    """Yield for each chosen document its pairs with all others, each pair once."""
    done: set[int] = set()
    for one in sorted(chosen):
        done.add(one)
        yield [(min(one, other), max(one, other)) for other in range(n_documents) if other not in done]


def interval(found: int, of: int, confidence: float) -> tuple[float, float]:
    """Return the bounds of a share with this confidence; of nothing it can be anything: (0, 1).

    Clopper and Pearson 1934, "The use of confidence or fiducial limits illustrated in the case of the binomial".
    """
    if not of:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = 0.0 if found == 0 else _solve(lambda share: 1 - _at_most(found - 1, of, share), tail, rising=True)
    high = 1.0 if found == of else _solve(lambda share: _at_most(found, of, share), tail, rising=False)
    return round(low, 6), round(high, 6)


def _solve(tail_of: Callable[[float], float], tail: float, *, rising: bool) -> float:
    """Return where a monotone function of a share is `tail`, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if (tail_of(middle) < tail) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(k: int, n: int, share: float) -> float:
    """Return the probability of k successes or fewer of n (binomial distribution), by logarithms: n may be 100,000."""
    success, failure, ways = log(share), log1p(-share), lgamma(n + 1)
    return sum([exp(ways - lgamma(i + 1) - lgamma(n - i + 1) + i * success + (n - i) * failure) for i in range(k + 1)])
