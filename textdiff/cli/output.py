"""How every command prints: results to standard output, whole or to a file, and nothing that a terminal would obey."""

from __future__ import annotations

import codecs
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

STDOUT = Path("-")
_REDRAW_SECONDS = 0.1


def write(text: str, output: Path | None = None, *, for_people: bool = False, paged: bool = False) -> None:
    """Write a result to a file, or to standard output (None and `-`).

    For people it is in the terminal's encoding, with escapes for what that lacks; else it is UTF-8.
    On a terminal, control characters of the text are shown as escapes. What is `paged` goes through the
    reader's pager if it is longer than the terminal.
    """
    from textdiff.errors import OutputError

    if output not in (None, STDOUT):
        from textdiff.views.files import write_file

        write_file(output, text)
        return
    if sys.stdout is None:  # closed by whoever started us
        raise OutputError("standard output: is closed; write to a file with -o")
    if sys.stdout.isatty() and not for_people:
        text = to_safe(text, keep="\n\t")
    encoding = encoding_of(output) if for_people else "utf-8"
    if paged and _is_long(text) and _page(text.encode(encoding, "backslashreplace"), encoding):
        return
    try:
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence_stdout()  # the reader has what it wanted
    except OSError as fault:
        silence_stdout()
        raise OutputError(f"standard output: cannot be written ({fault.strerror}); write to a file with -o") from fault


def encoding_of(output: Path | None) -> str:
    """Return the encoding of a result for people: that of the terminal, or UTF-8 in a file."""
    if output not in (None, STDOUT) or sys.stdout is None:
        return "utf-8"
    return "ascii" if _is_plain_terminal() else sys.stdout.encoding or "utf-8"


def _is_plain_terminal() -> bool:
    """Return whether LC_ALL asks for a terminal without a locale: Python reads that as UTF-8 (PEP 540)."""
    asked = any(os.environ.get(name) for name in ("PYTHONUTF8", "PYTHONIOENCODING"))
    return not asked and os.environ.get("LC_ALL") in ("C", "POSIX") and is_terminal(sys.stdout)


def _is_long(text: str) -> bool:
    """Return whether a terminal reads the text, one that can scroll back, and the text does not fit on it."""
    if not is_terminal(sys.stdout) or os.environ.get("TERM") == "dumb":
        return False
    height = os.get_terminal_size(sys.stdout.fileno()).lines
    return 0 < height <= text.count("\n")  # one line is the shell's or the pager's prompt


def _page(result: bytes, encoding: str) -> bool:
    """Return whether a pager took the result: TEXTDIFF_PAGER, else PAGER, else less; none if that is empty or `cat`.

    As git does it, less shows colours and leaves the text on the screen, unless LESS says otherwise. No
    shell reads the command. A pager that is closed early has shown what the reader wanted.
    """
    import shlex
    import subprocess

    environment = os.environ
    pager = environment.get("TEXTDIFF_PAGER", environment.get("PAGER", "less"))
    try:
        command = shlex.split(pager)
    except ValueError:  # a quotation mark without its partner
        return False
    if command in ([], ["cat"]):
        return False
    defaults = {"LESS": "FRX"} | ({"LESSCHARSET": "utf-8"} if codecs.lookup(encoding).name == "utf-8" else {})
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=defaults | environment)  # noqa: S603  the reader's own
    except OSError:  # there is no such program
        return False
    # Ctrl-C is for the pager, which stays: ours would end the command under it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.communicate(result)  # a closed pipe is no fault to it
    except BaseException:  # a signal that ends this command
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)  # it gives the terminal back
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def refuse_to_overwrite(inputs: Iterable[str], output: Path | None) -> None:
    """Raise OutputError where the result would replace what it was made from."""
    from textdiff.errors import OutputError

    if output not in (None, STDOUT) and output.exists():
        for name in inputs:
            if name != "-" and Path(name).exists() and output.samefile(name):
                raise OutputError(f"{output}: is one of the inputs; choose another place with -o")


def silence_stdout() -> None:
    """Send what is still buffered nowhere, so that Python does not complain of it at its end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; None is one that was closed by whoever started us."""
    return stream is not None and stream.isatty()


def to_safe(text: str, keep: str = "") -> str:
    """Return text that a terminal can only print, except the control characters in `keep`."""
    from textdiff.views.escape import make_printable

    return make_printable(text, keep=keep)


def is_coloured(asked: str, output: Path | None) -> bool:
    """Return whether to colour: the option, NO_COLOR, FORCE_COLOR, then whether a terminal or git's pager reads."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    read = is_terminal(sys.stdout) or _feeds_pager_of_git()
    return output in (None, STDOUT) and read and os.environ.get("TERM") != "dumb"


def _feeds_pager_of_git() -> bool:
    """Return whether git shows what we write in its own pager; it says so, and how wide that is (COLUMNS)."""
    return os.environ.get("GIT_PAGER_IN_USE") in ("true", "1")


def columns(output: Path | None) -> int | None:
    """Return the width of the terminal that reads the result, at once or in the pager of git; None where none does."""
    if output not in (None, STDOUT):
        return None
    if not is_terminal(sys.stdout):
        given = os.environ.get("COLUMNS", "")
        return int(given) if _feeds_pager_of_git() and given.isdecimal() and len(given) < 6 else None
    return os.get_terminal_size(sys.stdout.fileno()).columns or None


def progress() -> Callable[[str, int, int], None] | None:
    """Return a callback that draws one line on standard error, at most ten times a second; None without a terminal.

    It says how much is done, how fast, and how long the rest takes at that rate.
    """
    if not is_terminal(sys.stderr):
        return None
    began: dict[str, float] = {}
    drawn, width = 0.0, 0

    def draw(stage: str, done: int, of: int) -> None:
        nonlocal drawn, width
        now = time.monotonic()
        seconds = now - began.setdefault(stage, now)
        if done < of and now - drawn < _REDRAW_SECONDS:
            return
        drawn = now
        line = f"{stage} {done:,} of {of:,}{_pace(done, of, seconds)}"
        sys.stderr.write(f"\r{line.ljust(width)}" + ("\n" if done == of else ""))
        width = len(line)
        sys.stderr.flush()

    return draw


def _pace(done: int, of: int, seconds: float) -> str:
    """Return the rate, and the time that is left; nothing in the first second, when nobody knows."""
    if seconds < 1:
        return ""
    rate = done / seconds
    left = round((of - done) / rate)
    remaining = f", {left // 60}:{left % 60:02} left" if done < of else ""
    return f" ({rate:,.0f} a second{remaining})"
