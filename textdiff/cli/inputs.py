"""How every command reads its files: the options they have in common, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

# The engine is imported when a command runs: `textdiff --help` must not wait for it.
if TYPE_CHECKING:
    from textdiff.model import Document
    from textdiff.options import Options

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Inputs(NamedTuple):
    """What the options say of reading; `labels` and `dates` are those of versions, by their letters."""

    encoding: str | None
    max_bytes: int | None
    labels: Mapping[str, str] = MappingProxyType({})
    dates: Mapping[str, str] = MappingProxyType({})

    def options(self, **others: Any) -> Options:
        """Return the settings of a run; what was not given (None) keeps its default."""
        from textdiff.options import Options

        given = {"max_bytes": self.max_bytes, **others}
        return Options(**{name: value for name, value in given.items() if value is not None})

    def read(self, name: str, letter: str = "") -> Document:
        """Return the document in a file or, for `-`, on standard input; `letter` is that of the version."""
        from textdiff.api import read

        label, date = self.labels.get(letter), self.dates.get(letter)
        return read(name, encoding=self.encoding, label=label, date=date, options=self.options())

    def read_two(self, names: Sequence[str]) -> tuple[Document, Document]:
        """Return two documents; anything but two names, or standard input twice, is a usage error."""
        if len(names) != 2:
            given = "one file was" if len(names) == 1 else f"{len(names)} files were"
            raise click.UsageError(f"{given} given; give two, A and B")
        if names[0] == names[1] == "-":
            raise click.UsageError("standard input can be read once only; name a file for A or B")
        self._check_letters("AB")
        return self.read(names[0], "A"), self.read(names[1], "B")

    def _check_letters(self, known: str) -> None:
        for option, named in (("--label", self.labels), ("--date", self.dates)):
            unknown = sorted(named.keys() - set(known))
            if unknown:
                versions = f"{', '.join(known[:-1])} and {known[-1]}"
                raise click.UsageError(f"{option} {unknown[0]}: there is no such version; there are {versions}")


CRUMBS_FILE = "textdiff.crumbs"  # in the context of click: the name of the file of patterns


def _read_patterns(context: click.Context, _option: click.Parameter, name: str | None) -> tuple[str, ...] | None:
    """Return the lines of a file of patterns, without empty ones and comments (#)."""
    if name is None:
        return None
    context.meta[CRUMBS_FILE] = name
    from textdiff.api import read

    lines = (line.strip() for line in read(name).text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


takes_crumbs = click.option(
    "--crumbs",
    metavar="FILE",
    callback=_read_patterns,
    help="Regular expressions, one a line, for lines that are no part of an article (footers, links).",
)


def _read_named(_context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return what the uses of an option say of versions, by letter: `A=BBC`."""
    named: dict[str, str] = {}
    flag = option.opts[0]
    for one in given:
        letter, equals, value = (part.strip() for part in one.partition("="))
        letter = letter.upper()
        if not (equals and letter and value):
            lack = "names no version" if not equals else "has no letter" if not letter else "is empty"
            raise click.UsageError(f"{flag} {one!r} {lack}; write {flag} {option.metavar}, or B=…")
        if letter in named:
            raise click.UsageError(f"{flag} {letter}: is given twice; give it once")
        named[letter] = value
    return named


def names_versions(command: _Command) -> Callable[..., Any]:
    """Give a command that `reads_files` the options `--label` and `--date`, as a part of its `inputs`."""

    @click.option(
        "--label", "labels", multiple=True, metavar="A=NAME", callback=_read_named, help="Show this name for a version."
    )
    @click.option(
        "--date",
        "dates",
        multiple=True,
        metavar="A=2020-08-17",
        callback=_read_named,
        help="Say when a version was published; else its header does.",
    )
    @wraps(command)
    def with_names(labels: Mapping[str, str], dates: Mapping[str, str], inputs: Inputs, **others: Any) -> Any:
        return command(inputs=inputs._replace(labels=labels, dates=dates), **others)

    return with_names


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
