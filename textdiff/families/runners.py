"""How the work of a scan is run: in this process, or in several; the stages do not know which.

A stage hands over the items and a function that works on a batch of them, and gets the results in the order
of the items. Where processes are started anew the function is handed over: it is a `partial` of one of a module.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from textdiff.errors import WorkerError

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, and of how much

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Items of a batch, at most: enough that handing it over costs little, few enough that progress is seen.
# Each process gets this many batches or more, so that none of them waits long for the others.
_BATCH = 64
_BATCHES_A_PROCESS = 4
# Fewer items than this are done before a second process has started.
_ITEMS_WORTH_A_POOL = 16


class Runner(Protocol):
    """Runs the work of a stage."""

    def run(
        self, stage: str, work: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]
    ) -> Iterator[_Result]:
        """Yield what the work makes of the items, in their order, whoever does it; `stage` is for the progress."""
        ...


def choose_runner(jobs: int, progress: Progress) -> Runner:
    """Return what runs work in so many processes."""
    return Processes(jobs, progress) if jobs > 1 else Serial(progress)


class Serial:
    """Runs work in this process."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def run(
        self, stage: str, work: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]
    ) -> Iterator[_Result]:
        """Yield what the work makes of the items."""
        batches = _cut(items, 1)
        return _collect(stage, batches, map(work, batches), self._progress)


class Processes:
    """Runs work in several processes, or in this one where there is too little of it.

    Raises WorkerError, when results are asked for, if a process was killed.
    """

    def __init__(self, jobs: int, progress: Progress) -> None:
        self._jobs, self._progress = jobs, progress

    def run(
        self, stage: str, work: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]
    ) -> Iterator[_Result]:
        """Yield what the work makes of the items."""
        batches = _cut(items, self._jobs)
        if len(items) < _ITEMS_WORTH_A_POOL:
            yield from _collect(stage, batches, map(work, batches), self._progress)
            return
        with _pool(self._jobs, work) as pool:
            futures = deque([pool.submit(_work, batch) for batch in batches])
            yield from _collect(stage, batches, _results(futures), self._progress)


def _cut(items: Sequence[_Item], jobs: int) -> list[Sequence[_Item]]:
    """Return the items in batches for so many processes."""
    size = max(1, min(_BATCH, len(items) // (jobs * _BATCHES_A_PROCESS)))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _collect(
    stage: str, batches: Sequence[Sequence[Any]], results: Iterable[list[_Result]], progress: Progress
) -> Iterator[_Result]:
    """Yield the results of batches one by one, and say how many items are done."""
    total, done = sum(map(len, batches)), 0
    for batch, result in zip(batches, results, strict=True):
        yield from result
        done += len(batch)
        progress(stage, done, total)


def _results(futures: deque[Future[list[_Result]]]) -> Iterator[list[_Result]]:
    """Yield the results of futures, none of which is kept.

    Unlike `Executor.map` it cancels none when it is interrupted: where their workers are gone by then, a thread of
    the pool fails and prints a traceback (Python 3.11).
    """
    while futures:
        yield futures.popleft().result()


_WORK: list[Callable[[Any], Any]] = []  # of a worker: what it was started for


@contextmanager
def _pool(jobs: int, work: Callable[[Any], Any]) -> Iterator[Executor]:
    """Start processes for one kind of work, and end them whatever happens."""
    before = multiprocessing.active_children()
    # Fork where it is safe and cheap, and the documents need not be handed over; elsewhere a worker
    # imports the package once more and gets them when it starts.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(work,))
    try:
        yield pool
    except BaseException as fault:
        for worker in set(multiprocessing.active_children()).difference(before):
            worker.terminate()  # whoever interrupts does not want to wait for what nobody will read
        # After an interruption the threads of the pool may wait for a worker that is gone.
        pool.shutdown(wait=isinstance(fault, Exception), cancel_futures=True)
        if isinstance(fault, BrokenProcessPool):
            raise WorkerError("a worker process was killed (out of memory?); scan again with --jobs 1") from fault
        raise
    pool.shutdown(cancel_futures=True)


def _start(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    _WORK.append(work)


def _work(batch: Any) -> Any:
    return _WORK[-1](batch)


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Keep Python from searching for reference cycles for a while.

    A scan makes none, and the search among all its documents, again and again, takes a fifth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
