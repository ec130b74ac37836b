"""One task, several contenders, each in a process of its own with a limit of CPU seconds, answers asserted."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from typing import Any, NamedTuple


class Result(NamedTuple):
    """What a contender needed, or why it has no figure."""

    name: str
    seconds: float | None  # CPU, user and system, its child processes included
    megabytes: float | None  # largest resident set of its process, beyond what the process began with
    answer: Any
    note: str = ""


def contest(contenders: dict[str, Callable[[], Any]], limit: int) -> list[Result]:
    """Return the result of each contender, run one after the other; one that is not installed says so."""
    return [_run(name, work, limit) for name, work in contenders.items()]


def _run(name: str, work: Callable[[], Any], limit: int) -> Result:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(work, limit, theirs))
    process.start()
    theirs.close()
    try:
        result = ours.recv()
    except EOFError:
        result = (None, None, None, f"over {limit} s")
    process.join()
    return Result(name, *result)


def _measure(work: Callable[[], Any], limit: int, to: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    before_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        ready = work()  # imports and input, not counted
        start = _cpu()
        answer = ready()
        seconds = _cpu() - start
    except (ImportError, FileNotFoundError) as missing:
        to.send((None, None, None, f"not installed ({missing})"))
        return
    except MemoryError:
        to.send((None, None, None, "out of memory"))
        return
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    to.send((seconds, max(0, peak - before_peak) / 1024, answer, ""))


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def show(title: str, results: list[Result], check: Callable[[Result], str]) -> list[str]:
    """Print a table with each cost beside textdiff's, and return what `check` finds wrong with textdiff's own answer.

    `check` returns "" where an answer is right, else what is wrong with it.
    """
    print(f"\n{title}")
    ours = next(result for result in results if result.name.startswith("textdiff"))
    faults = []
    for result in results:
        if result.seconds is None:
            print(f"  {result.name:34} {'-':>9} {'':>9} {'':>7}  {result.note}")
            faults += [f"{title}: {result.name}: {result.note}"] if result is ours else []
            continue
        wrong = check(result)
        ratio = f"{result.seconds / ours.seconds:.2f} ×" if ours.seconds else ""
        cost = f"{result.seconds:7.3f} s {ratio:>9} {result.megabytes:4.0f} MB"
        print(f"  {result.name:34} {cost}  {wrong or 'answer right'}")
        if wrong and result is ours:
            faults.append(f"{title}: {result.name}: {wrong}")
    return faults
