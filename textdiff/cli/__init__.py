"""The command line: parses, calls the verbs, prints; decides nothing. One file a command."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from textdiff.cli.compare import compare
from textdiff.cli.guide import guide
from textdiff.cli.output import silence_stdout, to_safe
from textdiff.cli.report import report
from textdiff.cli.scan import scan
from textdiff.cli.text import text
from textdiff.cli.verify import verify

_STOPS = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "-V", "--version", package_name="textdiff", message="%(prog)s %(version)s")
def _textdiff() -> None:
    """Compare versions of an article: what each one adds, drops and changes, and who shares text with whom.

    \b
    Exit codes: 0 done (compare: same) · 1 compare: they differ · 2 trouble ·
    3 scan done, some files skipped · 130 interrupted (143 by SIGTERM, 129 by SIGHUP).
    """  # noqa: D301  \b is the control character that makes click keep the lines


for _command in (compare, report, scan, verify, text, guide):
    _textdiff.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    try:
        for number in _STOPS:
            if number in (signal.SIGINT, signal.SIGTERM) or signal.getsignal(number) != signal.SIG_IGN:  # nohup's
                signal.signal(number, _stop)
        sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))
    except _Stopped as stopped:
        # Threads that waited for workers may never end; Python would wait for them.
        _stop_at_once(stopped.number, None)


class _Stopped(BaseException):
    """A signal asked to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(signal_number: int, _frame: Any) -> NoReturn:
    if "multiprocessing" in sys.modules and sys.modules["multiprocessing"].parent_process():
        os._exit(128 + signal_number)  # a worker that has not yet begun: its parent speaks
    if sys.stderr is not None:
        with suppress(OSError):  # nothing is imported and no buffer is touched: this may be in the middle of either
            os.write(2, b"textdiff: interrupted; run the same command again\n")
    for number in _STOPS:
        signal.signal(number, _stop_at_once)
    if sys.stderr is not None:  # threads that wait for workers complain when those are gone
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    raise _Stopped(signal_number)


def _stop_at_once(signal_number: int, _frame: Any) -> NoReturn:
    """End without another step: the first signal may have come where Python drops what a handler raises."""
    import multiprocessing

    for worker in multiprocessing.active_children():
        worker.kill()
    os._exit(128 + signal_number)


def _run(arguments: list[str]) -> int:
    """Return the exit code of a command; what went wrong is one line on standard error."""
    try:
        code = _textdiff.main(arguments, prog_name="textdiff", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except Exception as fault:  # noqa: BLE001  what is not ours to explain is raised again
        if "--debug" in arguments:
            traceback.print_exc()
        if isinstance(fault, click.exceptions.NoArgsIsHelpError):
            click.echo(fault.format_message(), err=True)
            return 2
        message, code = _explain(fault)
        if message:
            _complain(message)
    return int(code or 0)


def _explain(fault: Exception) -> tuple[str, int]:
    """Return one line about a fault and the exit code; raise it again where it is a bug of ours."""
    from textdiff.errors import TextdiffError

    if isinstance(fault, click.ClickException):
        return fault.format_message(), 2
    if isinstance(fault, TextdiffError):
        return str(fault), fault.exit_code
    if isinstance(fault, OSError):
        silence_stdout()
        return ("", 0) if isinstance(fault, BrokenPipeError) else (f"standard output: {fault.strerror}", 2)
    raise fault


def _complain(message: str) -> None:
    """Print one line on standard error."""
    if sys.stderr is None:  # closed by whoever started us: the exit code has to do
        return
    line = f"textdiff: {to_safe(' '.join(message.splitlines()))}\n"
    sys.stderr.buffer.write(line.encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
    sys.stderr.flush()


__all__ = ["main"]
