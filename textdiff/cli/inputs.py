"""How every command reads its files: the options they have in common, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

# The engine is imported when a command runs: `textdiff --help` must not wait for it.
if TYPE_CHECKING:
    from textdiff.model import Document
    from textdiff.options import Options

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Inputs(NamedTuple):
    """What the options say of reading."""

    encoding: str | None
    max_bytes: int | None

    def options(self, **others: Any) -> Options:
        """Return the settings of a run; what was not given (None) keeps its default."""
        from textdiff.options import Options

        given = {"max_bytes": self.max_bytes, **others}
        return Options(**{name: value for name, value in given.items() if value is not None})

    def read(self, name: str) -> Document:
        """Return the document in a file or, for `-`, on standard input."""
        from textdiff.api.pair import read

        return read(name, encoding=self.encoding, options=self.options())

    def read_two(self, names: Sequence[str]) -> tuple[Document, Document]:
        """Return two documents; anything but two names, or standard input twice, is a usage error."""
        if len(names) != 2:
            given = "one file was" if len(names) == 1 else f"{len(names)} files were"
            raise click.UsageError(f"{given} given; give two, A and B")
        if names[0] == names[1] == "-":
            raise click.UsageError("standard input can be read once only; name a file for A or B")
        return self.read(names[0]), self.read(names[1])


def _read_patterns(_context: click.Context, _option: click.Parameter, name: str | None) -> tuple[str, ...] | None:
    """Return the lines of a file of patterns, without empty ones and comments (#)."""
    if name is None:
        return None
    from textdiff.api.pair import read

    lines = (line.strip() for line in read(name).text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


takes_crumbs = click.option(
    "--crumbs",
    metavar="FILE",
    callback=_read_patterns,
    help="Regular expressions, one a line, for lines that are no part of an article (footers, links).",
)


def reads_files(command: _Command) -> Callable[..., Any]:
    """Give a command the options of reading, as one argument `inputs`, and `--debug`, which `main` looks for."""

    @click.option("--encoding", metavar="NAME", help="Read the input in this encoding, whatever it looks like.")
    @click.option(
        "--max-size",
        type=click.IntRange(1),
        metavar="BYTES",
        help="Refuse longer inputs.  [default: 50 MB]",
    )
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @wraps(command)
    def with_inputs(encoding: str | None, max_size: int | None, debug: bool, **others: Any) -> Any:  # noqa: ARG001  see above
        return command(inputs=Inputs(encoding, max_size), **others)

    return with_inputs
