"""Finders of near-duplicates side by side on made corpora: each returns the pairs of ids that it takes for related."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Pairs = set[tuple[str, str]]
NUM_PERM = 128
THRESHOLD = 0.5
NGRAM = 5


def write(texts: dict[str, str]) -> Path:
    """Return a new folder with the texts as files."""
    folder = Path(tempfile.mkdtemp())
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def contenders(folder: Path) -> dict[str, Callable[[], Any]]:
    """Return the finders by name; all of them begin with the files of the folder."""
    return {
        "textdiff scan": lambda: _textdiff(folder, "passages"),
        "textdiff scan --jobs 2": lambda: _textdiff(folder, "passages", jobs=2),
        "textdiff scan --level documents": lambda: _textdiff(folder, "documents"),
        "datasketch bulk MinHash + LSH": lambda: _datasketch(folder),
        "rensa R-MinHash + LSH": lambda: _rensa(folder),
        "read and xxh3-hash the files": lambda: _xxhash(folder),
    }


def _textdiff(folder: Path, level: Any, jobs: int = 1) -> Callable[[], Pairs]:
    """Return the whole of a scan without pages, results written."""
    import textdiff
    import textdiff.families.candidates  # numpy

    if level == "documents":
        import datasketch  # noqa: F401  its import is not what is measured

    def work() -> Pairs:
        with tempfile.TemporaryDirectory() as out:
            found = textdiff.scan(folder, out=out, html=False, level=level, jobs=jobs)
        return {(pair.a[:-4], pair.b[:-4]) for pair in found.pairs}

    return work


def _shingles(path: Path) -> set[bytes]:
    words = path.read_text("utf-8").lower().split()
    return {" ".join(words[n : n + NGRAM]).encode() for n in range(max(1, len(words) - NGRAM + 1))}


def _datasketch(folder: Path) -> Callable[[], Pairs]:
    from datasketch import MinHash, MinHashLSH

    def work() -> Pairs:
        paths = sorted(folder.iterdir())
        lsh = MinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM)
        found: Pairs = set()
        for path, signature in zip(paths, MinHash.generator(map(_shingles, paths), num_perm=NUM_PERM), strict=True):
            found |= {(other, path.stem) for other in lsh.query(signature)}
            lsh.insert(path.stem, signature)
        return found

    return work


def _rensa(folder: Path) -> Callable[[], Pairs]:
    from rensa import RMinHash, RMinHashLSH

    def work() -> Pairs:
        paths = sorted(folder.iterdir())
        lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM, num_bands=32)
        found: Pairs = set()
        for n, path in enumerate(paths):
            signature = RMinHash(num_perm=NUM_PERM, seed=1)
            signature.update([shingle.decode() for shingle in _shingles(path)])
            found |= {(paths[other].stem, path.stem) for other in lsh.query(signature)}
            lsh.insert(n, signature)
        return found

    return work


def _xxhash(folder: Path) -> Callable[[], Pairs]:
    import xxhash

    def work() -> Pairs:
        digests: dict[int, str] = {}
        pairs: Pairs = set()
        for path in sorted(folder.iterdir()):
            digest = xxhash.xxh3_64_intdigest(path.read_bytes())
            if digest in digests:
                pairs.add((digests[digest], path.stem))
            digests.setdefault(digest, path.stem)
        return pairs

    return work
