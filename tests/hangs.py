"""A guard against work that does not end: no clock decides a test, but a hang must not look like a pass."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HANG = 15  # CPU seconds; what is guarded takes 0.01 to 2, and minutes where it hangs


@contextmanager
def no_hang(seconds: float = HANG) -> Iterator[None]:
    """Stop work that has taken many times the CPU seconds it could ever need; what it takes is benched, not tested.

    Work that grows with the square of its text, or faster, takes minutes at the sizes tested.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still at work after {seconds} s of CPU time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
