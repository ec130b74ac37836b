"""How work is run: the same results in the same order from one process and from several, and none left behind."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import threading
import time
from collections.abc import Sequence
from functools import partial

import pytest
from command import article

from textdiff.families.pipeline import _verify_batch
from textdiff.families.reading import read_batch
from textdiff.families.runners import Processes, Runner, Serial, choose_runner, without_cycle_search
from textdiff.families.verify import Verifier
from textdiff.model import Document
from textdiff.options import Options
from textdiff.texts import tokens
from textdiff.texts.reader import TokenStore

Told = list[tuple[str, int, int]]


def _runners(told: Told) -> list[Runner]:
    def progress(stage: str, done: int, total: int) -> None:
        told.append((stage, done, total))

    return [Serial(progress), Processes(2, progress), Processes(3, progress)]


def _squares(batch: Sequence[int]) -> list[int]:
    return [number * number for number in batch if number % 3]


def _processes(batch: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in batch]


def _fail(batch: Sequence[int]) -> list[int]:
    if 50 in batch:
        raise ValueError("50 is too much")
    return list(batch)


@pytest.mark.parametrize("n", [0, 1, 15, 16, 100, 1000])
def test_results_come_in_the_order_of_the_items_and_all_items_are_reported(n: int) -> None:
    expected = [number * number for number in range(n) if number % 3]
    told: Told = []
    for runner in _runners(told):
        told.clear()
        assert list(runner.run("squaring", _squares, range(n))) == expected
        done = [done for _, done, _ in told]
        assert done == sorted(set(done))
        assert told[-1:] == [("squaring", n, n)] * (n > 0)


def test_work_is_done_in_other_processes_only_where_there_is_enough_of_it() -> None:
    runner = choose_runner(2, lambda _stage, _done, _total: None)
    assert set(runner.run("working", _processes, range(15))) == {os.getpid()}
    assert os.getpid() not in set(runner.run("working", _processes, range(16)))
    assert isinstance(choose_runner(1, lambda _stage, _done, _total: None), Serial)


def test_what_goes_wrong_in_a_batch_is_raised_after_the_results_before_it_and_leaves_no_process() -> None:
    for runner in _runners([]):
        seen: list[int] = []
        with pytest.raises(ValueError, match="50 is too much"):
            seen.extend(runner.run("failing", _fail, range(100)))
        assert seen == list(range(len(seen)))
        assert 25 < len(seen) <= 50
        results = runner.run("failing", _fail, range(100))
        assert [next(results) for _ in range(10)] == list(range(10))
        results.close()  # type: ignore[attr-defined]  a generator
        end = time.monotonic() + 20
        while multiprocessing.active_children() and time.monotonic() < end:
            time.sleep(0.01)  # they were told to end; a thread of the pool waits for them
        assert multiprocessing.active_children() == []


def test_the_work_of_a_scan_can_be_handed_to_a_process_that_is_started_anew() -> None:
    documents = [Document(name, article(1, 2, n)) for n, name in enumerate("ab", 3)]
    work = partial(read_batch, level="passages", options=Options(), encoding=None)
    reading = pickle.loads(pickle.dumps(work))  # noqa: S301  ours
    assert [read.document for read in reading(documents)] == documents
    verifier = Verifier(documents, {}, Options())
    verifying = pickle.loads(pickle.dumps(partial(_verify_batch, verifier=verifier, pages=None)))  # noqa: S301  ours
    assert [(one.pair.a, one.pair.b, one.pair.joins) for one in verifying([(0, 1)])] == [("a", "b", True)]


def test_stored_tokens_are_not_handed_to_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    text = article(1, 2, 3)
    store = TokenStore(10_000)
    stored = store.read(text)
    assert store.take(text) is stored
    store.read(text)
    handed_over = pickle.dumps(store)
    monkeypatch.setattr(tokens, "_of_thread", threading.local())  # as in a process that is started anew
    copy = pickle.loads(handed_over)  # noqa: S301  ours
    assert len(handed_over) < len(text)
    assert copy.vocabulary.keys_of(copy.take(text).ids) == store.vocabulary.keys_of(stored.ids)


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_for_cycles_is_as_it_was_afterwards(was_on: bool) -> None:
    @without_cycle_search()
    def fail() -> None:
        raise KeyError(gc.isenabled())

    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(KeyError, match="False"):
            fail()
        assert gc.isenabled() == was_on
    finally:
        gc.enable()
