"""Print what textdiff costs beside its peers, in CPU seconds (user and system), answers asserted.

python tests/speed                 within fifteen minutes on two cores
python tests/speed --full          the large sizes too: 790,000 words; 10,000 and 50,000 articles
python tests/speed differs         one part: processes, pages, differs, scans, families, growth

Peers that are not installed are named: `pip install textdiff[bench]`, Debian's `wdiff`, npm's `diff`
(JSDIFF names the folder it was installed to). So is real prose that is not there: Debian's `bible-kjv`, the
data sets below TEXTDIFF_DATA. Ends with 1 where an answer of textdiff is wrong; no time decides anything.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from speed import differs, families, growth, pages, processes, real, scans
from speed.contest import Result, contest, show
from speed.texts import Corpus, LongPair, corpus, long_pair

PARTS = ["processes", "pages", "differs", "scans", "families", "growth"]
LIMIT = 60  # CPU seconds of one contender
LIMIT_FULL = 900


def _kept_enough(pair: LongPair) -> Callable[[Result], str]:
    def check(result: Result) -> str:
        # Any aligner may keep a few words more, by chance, or moved passages; none may keep fewer.
        return "" if result.answer >= 0.97 * pair.kept else f"keeps {result.answer:,} words of {pair.kept:,}"

    return check


def measure_differs(*, full: bool) -> list[str]:
    """Print the differs' table and return what is wrong with textdiff's answers."""
    sizes = [(1_000, 0.1, 0), (20_000, 0.1, 20), (100_000, 0.1, 0), (100_000, 0.1, 20)] + [(790_000, 0.4, 20)] * full
    faults = []
    for n, share, moves in sizes:
        pair = long_pair(n, share, moves)
        title = f"{n:,} words, {share:.0%} edited, {moves} passages moved"
        results = contest(differs.contenders(pair.a, pair.b), LIMIT_FULL if full else LIMIT)
        faults += show(title, results, _kept_enough(pair))
    faults += real.measure_differs(_kept_enough, LIMIT_FULL if full else LIMIT // 2, full=full)
    strangers = [long_pair(30_000, 0.0, seed=seed).a for seed in (1, 2)]
    results = contest({"textdiff": differs.contenders(*strangers)["textdiff"]}, LIMIT)
    faults += show("two unrelated texts of 30,000 words (200 kB)", results, lambda _: "")
    return faults + _measure_growth()


def _measure_growth() -> list[str]:
    """Print what each doubling of a text costs, and return what is wrong with the answers."""
    faults: list[str] = []
    before = None
    print("\ntwice the text, 10% edited, 20 passages moved")
    for n in (25_000, 50_000, 100_000, 200_000):
        pair = long_pair(n, 0.1, 20)
        (result,) = contest({"textdiff": differs.contenders(pair.a, pair.b)["textdiff"]}, LIMIT)
        wrong = result.note if result.seconds is None else _kept_enough(pair)(result)
        faults += [f"{n:,} words: {wrong}"] if wrong else []
        if result.seconds is not None:
            grown = f"{result.seconds / before:.2f} × the half" if before else ""
            print(f"  {n:7,} words {result.seconds:7.3f} s {grown:>16}  {wrong or 'answer right'}")
        before = result.seconds
    return faults


# Recall of each kind of pair, and precision, that a scan for passages has to have.
_BARS = {"edit 60%": 0.99}
_BAR = 0.999
_PRECISION = 0.995


def _recall(truth: Corpus) -> Callable[[Result], str]:
    totals = Counter(truth.pairs.values())
    kin = truth.kin()

    def check(result: Result) -> str:
        if result.name.startswith("read"):
            return ""
        found = Counter(how for pair, how in truth.pairs.items() if pair in result.answer)
        strangers = sum(kin[a] != kin[b] for a, b in result.answer)
        recalls = {how: found[how] / totals[how] for how in sorted(totals)}
        right = strangers <= (1 - _PRECISION) * max(1, len(result.answer))
        right = right and all(recall >= _BARS.get(how, _BAR) for how, recall in recalls.items())
        said = ", ".join(f"{how} {recall:.3f}" for how, recall in recalls.items())
        return f"{'' if right else 'below the bar: '}recall: {said}; strangers: {strangers}"

    return check


def measure_scans(*, full: bool) -> list[str]:
    """Print the finders' table, with the recall of each kind of pair, and return where textdiff is below its bars."""
    faults = []
    for n in (1_000,) + (10_000, 50_000) * full:
        made = corpus(n)
        folder = scans.write(made.texts)
        results = contest(scans.contenders(folder), LIMIT_FULL if full else LIMIT * 2)
        faults += [
            fault for fault in show(f"{n:,} articles of 150-600 words", results, _recall(made)) if "below" in fault
        ]
        shutil.rmtree(folder)
    return faults + real.measure_scans(LIMIT_FULL if full else LIMIT * 2, full=full)


def main() -> int:
    """Print the tables that were asked for and return the exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    full = "--full" in sys.argv
    parts = [name for name in sys.argv[1:] if not name.startswith("-")] or PARTS
    faults: list[str] = []
    if "processes" in parts:
        processes.show()
    if "pages" in parts:
        pages.show()
    if "differs" in parts:
        faults += measure_differs(full=full)
    if "scans" in parts:
        faults += measure_scans(full=full)
    if "families" in parts:
        faults += families.measure()
    if "growth" in parts:
        growth.show()
    for fault in faults:
        print(f"wrong: {fault}", file=sys.stderr)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
