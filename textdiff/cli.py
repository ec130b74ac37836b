"""The command line: parses, calls the verbs, prints; decides nothing."""

from __future__ import annotations

import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

# The engine is imported inside the commands: `textdiff --help` must not wait for it.
if TYPE_CHECKING:
    from textdiff.model import Comparison, Document

_Command = TypeVar("_Command", bound=Callable[..., Any])
_KINDS = ("added", "dropped", "edited", "reworded", "moved", "typography")
_GIT_MODE = re.compile(r"[0-7]{6}|\.")


def _common(command: _Command) -> _Command:
    """Add the options that every command has."""
    command = click.option("--debug", is_flag=True, help="Show the traceback of an error.")(command)
    return click.option("--encoding", metavar="NAME", help="Read the input in this encoding, whatever it looks like.")(
        command
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "-V", "--version", package_name="textdiff", message="%(prog)s %(version)s")
def _textdiff() -> None:
    r"""Compare versions of an article: what each one adds, drops and rewords, and who shares text with whom.

    \b
    Exit codes: 0 done (compare: same) · 1 compare: they differ · 2 trouble ·
    3 scan done, some files skipped · 130 interrupted.
    """


@_textdiff.command("compare")
@click.argument("files", nargs=-1, required=True, metavar="A B")
@click.option(
    "--format", "form", type=click.Choice(["term", "json", "markdown"]), default="term", help="What to print."
)
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--stat", is_flag=True, help="Print the verdict and counts only.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE instead of standard output."
)
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the terminal output."
)
@click.option("--ignore", type=click.Choice(["typography"]), help="Exit 0 where only this differs.")
@click.option(
    "--fail-if", "fail_if", metavar="KINDS", help=f"Exit 1 only for these, separated by commas: {', '.join(_KINDS)}."
)
@_common
def _compare(
    files: Sequence[str],
    form: str,
    stat: bool,
    quiet: bool,
    output: Path | None,
    color: str,
    ignore: str | None,
    fail_if: str | None,
    encoding: str | None,
    debug: bool,
) -> int:
    """Show what version B adds, drops and rewords against version A. A file `-` is standard input."""
    from textdiff.api import pair

    kinds = _split_kinds(fail_if)
    from_git = _is_git_call(files)
    names = (files[1], files[4]) if from_git else files
    a, b = _read_two(names, encoding)
    comparison = pair.compare(a, b)
    if not quiet:
        _print(
            _rendered(comparison, form, stat=stat, coloured=_coloured(color, output), piped=output is not None),
            output,
            form,
        )
    return 0 if from_git else _exit_code(comparison, ignore, kinds)


@_textdiff.command("report")
@click.argument("files", nargs=-1, required=True, metavar="A B")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.html",
    default=Path("textdiff-report.html"),
    show_default="./textdiff-report.html",
    help="Where to write the page; - is standard output.",
)
@_common
def _report(files: Sequence[str], output: Path, encoding: str | None, debug: bool) -> int:
    """Write one self-contained HTML page about what changed between two versions."""
    from textdiff.api import pair
    from textdiff.errors import OutputError

    documents = _read_two(files, encoding)
    if any(name != "-" and output.exists() and output.samefile(name) for name in files):
        raise OutputError(f"{output}: is one of the inputs; choose another place with -o")
    html = pair.report(documents)
    _print(html, None if str(output) == "-" else output, "html")
    if str(output) != "-":
        click.echo(f"wrote {_shown(str(output))} ({len(html.encode()):,} bytes)", err=True)
    return 0


@_textdiff.command("scan")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    default=Path("textdiff-out"),
    show_default="./textdiff-out",
    help="Folder for the results.",
)
@click.option(
    "--level",
    type=click.Choice(["passages", "documents"]),
    default="passages",
    help="Find shared passages, or near-duplicates of whole documents (MinHash and LSH).",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to work with; the result is the same.",
)
@click.option(
    "--min-words",
    type=click.IntRange(1),
    default=7,
    show_default=True,
    help="Words in the shortest verbatim run that counts.",
)
@click.option("--no-html", is_flag=True, help="Write no pages.")
@_common
def _scan(
    folder: Path, output: Path, level: Any, jobs: int, min_words: int, no_html: bool, encoding: str | None, debug: bool
) -> int:
    """Find families of versions and shared passages in a folder of articles (.txt, .md) and its subfolders."""
    from textdiff.api import corpus
    from textdiff.options import Options

    found = corpus.scan(
        folder,
        out=output,
        level=level,
        jobs=jobs,
        html=not no_html,
        encoding=encoding,
        options=Options(min_words=min_words),
        progress=_progress() if sys.stderr.isatty() else None,
    )
    page = output / ("summary.json" if no_html else "index.html")
    _print(
        f"{found.found} files found, {len(found.documents)} read, {len(found.skipped)} skipped; "
        f"pairs that share text: {len(found.pairs)}, families: {len(found.families)}; see {_shown(str(page))}\n",
        None,
        "term",
    )
    return 3 if found.skipped else 0


@_textdiff.command("verify")
@click.argument("file", metavar="REPORT.html")
@_common
def _verify(file: str, encoding: str | None, debug: bool) -> int:
    """Rebuild both texts from a report and check that they are the ones it was made from."""
    from textdiff.api import pair

    pair.verify(pair.read(file, encoding=encoding or "utf-8").text)
    _print(f"{_shown(file)}: both texts are the ones it was made from\n", None, "term")
    return 0


@_textdiff.command("text")
@click.argument("file")
@_common
def _text(file: str, encoding: str | None, debug: bool) -> int:
    """Print the text of a file as textdiff reads it, as UTF-8 (for git's textconv)."""
    from textdiff.api import pair

    text = pair.read(file, encoding=encoding).text
    if sys.stdout.isatty():
        _print(_shown(text, keep="\n\t"), None, "term")
    else:
        _print(text, None, "text")
    return 0


def _is_git_call(files: Sequence[str]) -> bool:
    """Return whether git calls us as its external diff: path, then file, hash and mode of each side."""
    return len(files) in (7, 9) and all(_GIT_MODE.fullmatch(files[n]) for n in (3, 6))


def _read_two(files: Sequence[str], encoding: str | None) -> tuple[Document, Document]:
    from textdiff.api import pair

    if len(files) != 2:
        raise click.UsageError(
            f"{'one file was' if len(files) == 1 else f'{len(files)} files were'} given; give two, A and B"
        )
    if files[0] == files[1] == "-":
        raise click.UsageError("standard input can be read once only; name a file for A or B")
    return pair.read(files[0], encoding=encoding), pair.read(files[1], encoding=encoding)


def _split_kinds(listed: str | None) -> frozenset[str] | None:
    if listed is None:
        return None
    kinds = frozenset(kind.strip() for kind in listed.split(","))
    unknown = sorted(kinds - set(_KINDS))
    if unknown:
        raise click.UsageError(f"--fail-if does not know {', '.join(map(repr, unknown))}; it knows {', '.join(_KINDS)}")
    return kinds


def _exit_code(comparison: Comparison, ignore: str | None, kinds: frozenset[str] | None) -> int:
    """Return 1 where the texts differ in what was asked about, else 0."""
    if comparison.relation == "same":
        return 0
    if kinds is None:
        return 0 if comparison.relation == "typography" and ignore == "typography" else 1
    seen = {"moved" if block.moved else block.kind for block in comparison.changes}
    if ignore is None and any(edit.typography for edit in comparison.edits):
        seen.add("typography")
    return int(bool(seen & kinds))


def _rendered(comparison: Comparison, form: str, *, stat: bool, coloured: bool, piped: bool) -> str:
    if form == "json":
        from textdiff.views.record import to_json

        return to_json(comparison.to_dict(), indent=1) + "\n"
    if form == "markdown":
        from textdiff.views.markdown import render_markdown

        return render_markdown(comparison)
    from textdiff.views import terminal

    if stat:
        return terminal.render_stat(comparison)
    columns = None if piped or not sys.stdout.isatty() else os.get_terminal_size(sys.stdout.fileno()).columns
    return terminal.render(comparison, style=terminal.COLOUR if coloured else terminal.PLAIN, columns=columns or None)


def _coloured(asked: str, output: Path | None) -> bool:
    """Return whether to colour: the option first, then NO_COLOR, FORCE_COLOR, then whether a terminal reads it."""
    if asked != "auto":
        return asked == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return output is None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _progress() -> Callable[[str, int, int], None]:
    """Return a callback that draws one line on standard error, at most one update a percent."""

    def draw(stage: str, done: int, of: int) -> None:
        if done == of or done % max(1, of // 100) == 0:
            end = "\n" if done == of else ""
            sys.stderr.write(f"\r{stage} {done:,} of {of:,}{end}")
            sys.stderr.flush()

    return draw


def _shown(text: str, keep: str = "") -> str:
    from textdiff.views.terminal import shown

    return (
        "".join(shown(piece) if piece not in keep else piece for piece in re.split(r"([\n\t])", text))
        if keep
        else shown(text)
    )


def _print(text: str, output: Path | None, form: str) -> None:
    """Write a result: machine formats as UTF-8, the rest in the terminal's encoding, with escapes for what it lacks."""
    from textdiff.errors import OutputError

    if output is not None:
        from textdiff.views.files import write_file

        write_file(output, text)
        return
    encoding = (sys.stdout.encoding or "utf-8") if form in ("term", "markdown") else "utf-8"
    try:
        sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has what it wanted
    except OSError as fault:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"standard output: cannot be written ({fault.strerror}); write to a file with -o") from fault


def _stop(signal_number: int, _frame: Any) -> NoReturn:
    raise SystemExit(128 + signal_number)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    from textdiff.errors import TextdiffError

    try:
        code = _textdiff.main(arguments, prog_name="textdiff", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message(), err=True)
        return 2
    except click.ClickException as fault:
        return _complain(fault.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted; run the same command again", 130)
    except TextdiffError as fault:
        return _complain(str(fault), fault.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return int(code or 0)


def _complain(message: str, code: int) -> int:
    """Print one line on standard error, and the traceback where --debug asks for it."""
    if "--debug" in sys.argv and code == 2:
        traceback.print_exc()
    line = " ".join(_shown(message, keep="\n").split())
    sys.stderr.buffer.write(f"textdiff: {line}\n".encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
    return code
