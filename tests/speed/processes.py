"""The CPU seconds (user and system) of whole textdiff processes, the least of five runs each."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import textdiff

CORPORA = Path(__file__).parents[2] / "corpora"
ARTICLES = CORPORA / "belarus-2020" / "articles"


def cpu_seconds(*arguments: str, runs: int = 5) -> float:
    """Return the least CPU time of some runs of `textdiff` with these arguments."""
    seconds = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "textdiff", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(seconds)


def milliseconds_in_process(a: Path, b: Path, runs: int = 30) -> float:
    """Return the least CPU time of `textdiff.compare` on two files."""
    documents = textdiff.read(a), textdiff.read(b)
    times = []
    for _ in range(runs):
        start = time.process_time()
        textdiff.compare(*documents)
        times.append(time.process_time() - start)
    return min(times) * 1000


def show() -> None:
    """Print the table."""
    articles = [str(ARTICLES / "outlet-a.txt"), str(ARTICLES / "outlet-b.txt")]
    seeds = sorted((Path(os.environ.get("TEXTDIFF_DATA", "-")) / "seeds").glob("00[04]*.txt"))
    rows = [
        ("textdiff --help", ["--help"]),
        ("textdiff compare outlet-a outlet-b", ["compare", *articles]),
        ("textdiff compare --json", ["compare", *articles, "--json"]),
        ("textdiff report", ["report", *articles, "-o", "-"]),
    ]
    if len(seeds) == 2:
        rows.append(("textdiff compare on the seed pair", ["compare", *map(str, seeds)]))
    print("whole processes, least of five")
    for name, arguments in rows:
        print(f"  {cpu_seconds(*arguments):6.3f} s  {name}")
    print(f"  {milliseconds_in_process(*map(Path, articles)):6.1f} ms compare outlet-a outlet-b in a running process")
    if len(seeds) == 2:
        print(f"  {milliseconds_in_process(*seeds):6.1f} ms compare on the seed pair in a running process")
    with tempfile.TemporaryDirectory() as out:
        folder = str(CORPORA / "newsroom" / "articles")
        print(f"  {cpu_seconds('scan', folder, '-o', out, runs=2):6.3f} s  textdiff scan corpora/newsroom/articles")
