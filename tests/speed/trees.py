"""What this tree costs beside another one, in one run: CPU seconds and their ratio.

python tests/speed/trees.py TREE [--runs N] [--full]     TREE: a folder that holds the other `textdiff/`

Each task runs in a process of its own, first of the one tree, then of the other, N times; the least counts. `--full`
adds 790,000 words and a scan of 10,000 articles.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from speed.texts import corpus, long_pair

HERE = Path(__file__).resolve().parents[2]
_ARTICLES = HERE / "corpora" / "belarus-2020" / "articles"

# Runs in the tree that stands first on the path; prints the CPU seconds of the least of its own repetitions.
_COMPARE = """
import sys, time, textdiff
runs, *paths = sys.argv[1:]
a, b = map(textdiff.read, paths)
texts = a.text, b.text
least = 1e9
for n in range(int(runs)):
    # Another text each time: what a tree keeps of the texts before is no part of the cost.
    one, other = (textdiff.Document(str(n), text + "\\n" * n) for text in texts)
    start = time.process_time()
    textdiff.compare(one, other)
    least = min(least, time.process_time() - start)
print(least)
"""
_SCAN = """
import sys, time, resource, textdiff
source, out = sys.argv[1:]
start = time.process_time()
textdiff.scan(source, out=out, html=False)
print(time.process_time() - start)
"""


def _environment(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}


def _measured(tree: Path, script: str, arguments: tuple[str, ...]) -> float:
    """Return the seconds that a script prints."""
    command = [sys.executable, "-c", script, *arguments]
    with tempfile.TemporaryDirectory() as elsewhere:
        result = subprocess.run(
            command, env=_environment(tree), capture_output=True, text=True, check=True, cwd=elsewhere
        )
    return float(result.stdout)


def _process(tree: Path, arguments: tuple[str, ...]) -> float:
    """Return the CPU seconds of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as elsewhere:
        command = [sys.executable, "-m", "textdiff", *arguments]
        subprocess.run(command, env=_environment(tree), stdout=subprocess.DEVNULL, check=False, cwd=elsewhere)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--full", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        seeds = sorted((Path(os.environ.get("TEXTDIFF_DATA", "-")) / "seeds").glob("00[04]*.txt"))
        pair = [str(path.resolve()) for path in seeds or sorted(_ARTICLES.glob("*.txt"))]
        tasks: dict[str, Callable[[Path], float]] = {
            "compare, a process": partial(_process, arguments=("compare", *pair)),
            "report, a process": partial(_process, arguments=("report", *pair, "-o", "-")),
            "compare, in a process": partial(_measured, script=_COMPARE, arguments=("20", *pair)),
        }
        for n, moves in ((100_000, 20), (790_000, 20)) if asked.full else ((100_000, 20),):
            made = long_pair(n, 0.1, moves)
            paths = [home / f"{n}-{side}.txt" for side in "ab"]
            for path, text in zip(paths, made[:2], strict=True):
                path.write_text(text, "utf-8")
            tasks[f"compare {n:,} words"] = partial(_measured, script=_COMPARE, arguments=("1", *map(str, paths)))
        for n in (1_000, 10_000) if asked.full else (1_000,):
            articles = home / f"articles-{n}"
            articles.mkdir()
            for name, text in corpus(n).texts.items():
                (articles / f"{name}.txt").write_text(text, "utf-8")
            places = str(articles), str(home / "out")
            tasks[f"scan {n:,} articles"] = partial(_measured, script=_SCAN, arguments=places)
        print(f"{'':28} {'this tree':>10} {'the other':>10}  ratio")
        for name, work in tasks.items():
            runs = [(work(HERE), work(asked.tree.resolve())) for _ in range(asked.runs)]
            ours, theirs = map(min, zip(*runs, strict=True))
            print(f"{name:28} {ours:8.3f} s {theirs:8.3f} s  {ours / theirs:.2f} ×", flush=True)


if __name__ == "__main__":
    main()
