"""What this tree costs beside another one, in one run: CPU seconds, peak memory and their ratios.

python tests/speed/trees.py TREE [--runs N] [--full] [--only NAME…]     TREE: a folder that holds the other `textdiff/`

Each task runs in a process of its own, first of the one tree, then of the other, N times; the least counts. `--full`
adds the large ones: 790,000 words, made up and of a book; scans of 10,000 articles and of all PAN13 essays. `--only`
runs the tasks with these names, large or not; -h lists them. A tree that cannot do a task
shows the last line of what it says. Real prose that is not there is named: see tests/README.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from quality import shared_data
from speed import prose
from speed.texts import corpus, long_pair

HERE = Path(__file__).resolve().parents[2]
_ARTICLES = HERE / "corpora" / "belarus-2020" / "articles"

# Run in the tree that stands first on the path. They print CPU seconds, for pairs the least of their own repetitions,
# and the peak memory in megabytes: of this program alone, where the system says it, because `ru_maxrss` begins with
# what the parent had.
_PEAK = """
import resource, sys, time, textdiff
def peak():
    try:
        with open("/proc/self/status") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
"""
_COMPARE = """
runs, *paths = sys.argv[1:]
a, b = map(textdiff.read, paths)
texts = a.text, b.text
least = 1e9
for n in range(int(runs)):
    # Another text each time: what a tree keeps of the texts before is no part of the cost.
    one, other = (textdiff.Document(str(n), text + "\\n" * n) for text in texts)
    start = time.process_time()
    comparison = textdiff.compare(one, other)
    least = min(least, time.process_time() - start)
print(least, peak())
"""
_SCAN = """
source, out = sys.argv[1:]
if not hasattr(textdiff, "scan"):
    sys.exit("has no scan")
start = time.process_time()
textdiff.scan(source, out=out, html=False)
print(time.process_time() - start, peak())
"""


class Cost(NamedTuple):
    """CPU seconds, and megabytes where they are measured."""

    seconds: float
    megabytes: float | None = None


class Task(NamedTuple):
    """Something to do in a tree: `ready` writes its input below a folder and returns what does it."""

    name: str
    ready: Callable[[Path], Callable[[Path], Cost]]
    large: bool = False


class CannotDoError(Exception):
    """A tree cannot do a task."""


def _environment(tree: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(tree), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}


def _run(tree: Path, command: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory() as elsewhere:
        done = subprocess.run(
            command, env=_environment(tree), capture_output=True, text=True, check=False, cwd=elsewhere
        )
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout):
        raise CannotDoError((done.stderr.strip().splitlines() or ["ended without a word"])[-1])
    return done.stdout


def _measured(tree: Path, script: str, arguments: Sequence[str]) -> Cost:
    """Return what a script prints."""
    seconds, megabytes = map(float, _run(tree, [sys.executable, "-c", _PEAK + script, *arguments]).split())
    return Cost(seconds, megabytes)


def _process(tree: Path, arguments: Sequence[str]) -> Cost:
    """Return the CPU seconds of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(tree, [sys.executable, "-m", "textdiff", *arguments])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _short_pair() -> list[str]:
    seeds = sorted((Path(os.environ.get("TEXTDIFF_DATA", "-")) / "seeds").glob("00[04]*.txt"))
    return [str(path.resolve()) for path in seeds or sorted(_ARTICLES.glob("*.txt"))]


def _pair(home: Path, make: Callable[[], tuple[str, ...]]) -> Callable[[Path], Cost]:
    paths = [home / f"{side}.txt" for side in "ab"]
    for path, text in zip(paths, make(), strict=True):
        path.write_text(text, "utf-8")
    return partial(_measured, script=_COMPARE, arguments=("1", *map(str, paths)))


def _folder(home: Path, make: Callable[[], dict[str, str]]) -> Callable[[Path], Cost]:
    (home / "articles").mkdir()
    for name, text in make().items():
        (home / "articles" / f"{name}.txt").write_text(text, "utf-8")
    return partial(_measured, script=_SCAN, arguments=(str(home / "articles"), str(home / "out")))


def _of_data(home: Path, make: Callable[[], prose.Folder]) -> Callable[[Path], Cost]:
    if shared_data.folder() is None:
        raise FileNotFoundError(prose.NO_DATA)
    return _folder(home, lambda: make().texts)


def _made(n: int) -> Callable[[], tuple[str, ...]]:
    return lambda: long_pair(n, 0.1, 20)[:2]


def _book(n: int) -> Callable[[], tuple[str, ...]]:
    return lambda: prose.book_pair(n, 0.1)[:2]


def tasks() -> list[Task]:
    """Return all tasks; none has written its input yet."""
    return [
        Task("compare-process", lambda _: partial(_process, arguments=("compare", *_short_pair()))),
        Task("report-process", lambda _: partial(_process, arguments=("report", *_short_pair(), "-o", "-"))),
        Task("compare", lambda _: partial(_measured, script=_COMPARE, arguments=("20", *_short_pair()))),
        Task("compare-100k", partial(_pair, make=_made(100_000))),
        Task("compare-100k-book", partial(_pair, make=_book(100_000))),
        Task("compare-790k", partial(_pair, make=_made(790_000)), large=True),
        Task("compare-790k-book", partial(_pair, make=_book(790_000)), large=True),
        Task("scan-1k", partial(_folder, make=lambda: corpus(1_000).texts)),
        Task("scan-news", partial(_of_data, make=prose.news)),
        Task("scan-essays", partial(_of_data, make=partial(prose.essays, 10))),
        Task("scan-10k", partial(_folder, make=lambda: corpus(10_000).texts), large=True),
        Task("scan-all-essays", partial(_of_data, make=prose.essays), large=True),
    ]


def _least(work: Callable[[Path], Cost], trees: Sequence[Path], runs: int) -> list[Cost | str]:
    """Return the least cost of each tree, or why it has none; the trees take turns."""
    found: list[list[Cost]] = [[] for _ in trees]
    faults: dict[int, str] = {}
    for _ in range(runs):
        for n, tree in enumerate(trees):
            if n in faults:
                continue
            try:
                found[n].append(work(tree))
            except CannotDoError as fault:
                faults[n] = str(fault)
    return [faults[n] if n in faults else _best(costs) for n, costs in enumerate(found)]


def _best(costs: Sequence[Cost]) -> Cost:
    megabytes = [cost.megabytes for cost in costs if cost.megabytes is not None]
    return Cost(min(cost.seconds for cost in costs), min(megabytes, default=None))


def _row(name: str, ours: Cost | str, theirs: Cost | str) -> str:
    cells = [f"{name:20}"]
    for cost in (ours, theirs):
        is_known = isinstance(cost, Cost)
        cells.append(f"{cost.seconds:9.3f} s" if is_known else f"{'-':>11}")
    both = [cost for cost in (ours, theirs) if isinstance(cost, Cost)]
    cells.append(f"{both[0].seconds / both[1].seconds:6.2f} ×" if len(both) == 2 else f"{'':8}")
    sizes = [cost.megabytes for cost in both if cost.megabytes is not None]
    if len(both) == 2 and len(sizes) == 2:
        cells.append(f"{sizes[0]:6.0f} MB {sizes[1]:6.0f} MB {sizes[0] / sizes[1]:6.2f} ×")
    elif sizes:
        cells.append(f"{sizes[0]:6.0f} MB" if isinstance(ours, Cost) else f"{'-':>9} {sizes[0]:6.0f} MB")
    sides = (("this tree", ours), ("the other", theirs))
    cells += [f" {side}: {fault}" for side, fault in sides if isinstance(fault, str)]
    return " ".join(cells).rstrip()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = tasks()
    parser.add_argument("tree", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--full", action="store_true")
    names = [task.name for task in known]
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=names, help=", ".join(names))
    asked = parser.parse_args()
    trees = HERE, asked.tree.resolve()
    print(f"{'':20} {'this tree':>11} {'the other':>11} {'ratio':>8} {'peak':>9} {'the other':>9} {'ratio':>8}")
    for task in known:
        if task.name not in asked.only if asked.only else task.large and not asked.full:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                work = task.ready(Path(folder))
            except FileNotFoundError as missing:
                print(f"{task.name:20} {missing}")
                continue
            print(_row(task.name, *_least(work, trees, asked.runs)), flush=True)


if __name__ == "__main__":
    main()
