"""Differs side by side on long pairs: each returns how many words it keeps, after proving that it can rebuild B.

Every contender is given both texts as words (textdiff as texts) and is timed from there to its edit script.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[], Callable[[], int]]
Script = list[tuple[str, list[str]]]  # ("=" or "-" or "+", words)

JSDIFF = """
const {diffArrays} = require(process.argv[1]); const fs = require('fs');
const [a, b] = JSON.parse(fs.readFileSync(0, 'utf8')); const t = process.cpuUsage();
const d = diffArrays(a, b); const u = process.cpuUsage(t);
console.log(JSON.stringify([d.filter(p => !p.added && !p.removed).reduce((n, p) => n + p.value.length, 0),
  d.filter(p => !p.removed).flatMap(p => p.value).length, (u.user + u.system) / 1e6]));
"""


def contenders(a: str, b: str) -> dict[str, Callable[[], Any]]:
    """Return the differs that can be asked about two texts, by name."""
    return {
        "textdiff": lambda: _textdiff(a, b),
        "git diff --histogram, word a line": lambda: _git(a, b),
        "GNU wdiff": lambda: _wdiff(a, b),
        "fast-diff-match-patch on tokens": lambda: _fast(a, b),
        "diff-match-patch on tokens": lambda: _pure(a, b),
        "difflib on words": lambda: _difflib(a, b),
        "rapidfuzz Indel on words": lambda: _rapidfuzz(a, b),
        "jsdiff diffArrays on words": lambda: _jsdiff(a, b),
    }


def _check_rebuilt(kept: int, rebuilt: int, b: list[str]) -> int:
    assert rebuilt == len(b), f"rebuilds {rebuilt} of {len(b)} words"
    return kept


def _textdiff(a: str, b: str) -> Callable[[], int]:
    import textdiff

    x, y = textdiff.Document("a", a), textdiff.Document("b", b)
    textdiff.compare(textdiff.Document("a", "one two"), textdiff.Document("b", "one three"))  # loads the engine

    def work() -> int:
        comparison = textdiff.compare(x, y)
        parts = sorted((edit.b, edit.op) for edit in comparison.edits if edit.b is not None)
        assert "".join(span.of(b) for span, _ in parts) == b
        return sum(len(e.a.of(a).split()) for e in comparison.edits if e.a and e.b and (e.op == "keep" or e.typography))

    return work


def _git(a: str, b: str) -> Callable[[], int]:
    if not shutil.which("git"):
        raise FileNotFoundError("git")
    folder = Path(tempfile.mkdtemp())
    for name, text in (("a", a), ("b", b)):
        (folder / name).write_text("\n".join(text.split()) + "\n", "utf-8")

    def work() -> int:
        command = ["git", "diff", "--no-index", "--histogram", "-U0", "--no-color", "a", "b"]
        lines = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode().split("\n")
        removed = sum(line.startswith("-") and not line.startswith("---") for line in lines)
        added = sum(line.startswith("+") and not line.startswith("+++") for line in lines)
        kept = len(a.split()) - removed
        return _check_rebuilt(kept, kept + added, b.split())

    return work


def _wdiff(a: str, b: str) -> Callable[[], int]:
    if not shutil.which("wdiff"):
        raise FileNotFoundError("wdiff")
    folder = Path(tempfile.mkdtemp())
    for name, text in (("a", a), ("b", b)):
        (folder / name).write_text(text, "utf-8")

    def work() -> int:
        run = subprocess.run(["wdiff", "-123s", "a", "b"], cwd=folder, capture_output=True, check=False)
        # "a: 20000 words  18000 90% common  …" on one line a file
        counts = [line.split() for line in run.stdout.decode().splitlines() if " words" in line]
        assert [int(line[1]) for line in counts] == [len(a.split()), len(b.split())]
        return int(counts[1][3])

    return work


def _letters(a: str, b: str) -> tuple[str, str]:
    numbers: dict[str, int] = {}
    sides = [
        "".join(
            chr(0x100 + n + (0x800 if n >= 0xD700 else 0))
            for n in (numbers.setdefault(word, len(numbers)) for word in text.split())
        )
        for text in (a, b)
    ]
    return sides[0], sides[1]


def _kept(script: list[tuple[Any, int]], same: Any, added: Any, b: str) -> int:
    kept = sum(n for op, n in script if op == same)
    return _check_rebuilt(kept, kept + sum(n for op, n in script if op == added), b.split())


def _fast(a: str, b: str) -> Callable[[], int]:
    from fast_diff_match_patch import diff

    return lambda: _kept(diff(*_letters(a, b), timelimit=0, checklines=False, cleanup="No"), "=", "+", b)


def _pure(a: str, b: str) -> Callable[[], int]:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return lambda: _kept([(op, len(t)) for op, t in engine.diff_main(*_letters(a, b), checklines=False)], 0, 1, b)


def _difflib(a: str, b: str) -> Callable[[], int]:
    from difflib import SequenceMatcher

    x, y = a.split(), b.split()

    def work() -> int:
        codes = SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
        return _check_rebuilt(
            sum(e - s for op, s, e, _, _ in codes if op == "equal"), sum(u - t for *_, t, u in codes), y
        )

    return work


def _rapidfuzz(a: str, b: str) -> Callable[[], int]:
    from rapidfuzz.distance import Indel

    x, y = a.split(), b.split()

    def work() -> int:
        codes = Indel.opcodes(x, y)
        equal = sum(c.src_end - c.src_start for c in codes if c.tag == "equal")
        return _check_rebuilt(equal, sum(c.dest_end - c.dest_start for c in codes), y)

    return work


def _jsdiff(a: str, b: str) -> Callable[[], int]:
    """Return jsdiff from npm: `npm install diff` in a folder, named by JSDIFF, or in the current one."""
    import os

    package = Path(os.environ.get("JSDIFF", "node_modules/diff")).resolve()
    if not shutil.which("node") or not package.is_dir():
        raise FileNotFoundError("npm package diff; JSDIFF names its folder")
    given = json.dumps([a.split(), b.split()])

    def work() -> int:
        run = subprocess.run(
            ["node", "-e", JSDIFF, str(package)], input=given, capture_output=True, check=True, text=True
        )
        kept, rebuilt, _ = json.loads(run.stdout)
        return _check_rebuilt(kept, rebuilt, b.split())

    return work
