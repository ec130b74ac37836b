"""Print the CPU seconds (user and system) of whole textdiff processes, the least of five runs each.

python tests/speed/cpu.py [A B]
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

ARTICLES = Path(__file__).parents[2] / "corpora" / "belarus-2020" / "articles"


def cpu_seconds(*arguments: str) -> float:
    """Return the least CPU time of five runs of `textdiff` with these arguments."""
    seconds = []
    for _ in range(5):
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


if __name__ == "__main__":
    pair = sys.argv[1:3] or [str(ARTICLES / "outlet-a.txt"), str(ARTICLES / "outlet-b.txt")]
    for name, arguments in (
        ("textdiff --help", ["--help"]),
        ("textdiff compare A B", ["compare", *pair]),
        ("textdiff compare A B --json", ["compare", *pair, "--json"]),
        ("textdiff report A B -o -", ["report", *pair, "-o", "-"]),
    ):
        print(f"{cpu_seconds(*arguments):6.3f} s  {name}")
