"""`textdiff compare`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from textdiff.cli.inputs import Inputs, names_versions, reads_files, takes_crumbs
from textdiff.cli.kinds import KINDS, Kinds, exit_code, split_kinds
from textdiff.cli.output import columns, encoding_of, is_coloured, refuse_to_overwrite, to_safe, write
from textdiff.views.formats import FORMATS, STAT

if TYPE_CHECKING:
    from textdiff.model import Document
    from textdiff.views.terminal import Screen

_GIT_MODE = re.compile(r"[0-7]{6}|\.")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="A B")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="term", help="What to print.")
@click.option("--json", "form", flag_value="json", help="Short for --format json.")
@click.option("--stat", is_flag=True, help="Print the verdict and counts only.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE; - is standard output."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour for a terminal.")
@click.option(
    "--view",
    type=click.Choice(["auto", "inline", "side-by-side"]),
    default="auto",
    help="A and B in one text, or beside each other; auto: beside each other from 110 columns on, in a pipe never.",
)
@click.option("-y", "--side-by-side", "view", flag_value="side-by-side", help="Short for --view side-by-side.")
@click.option(
    "-W",
    "--width",
    type=click.IntRange(20),
    metavar="COLUMNS",
    help="Fold lines at this width.  [default: the terminal's; in a pipe no folding, side by side 130]",
)
@click.option("--no-pager", is_flag=True, help="Do not send what is longer than the terminal through a pager.")
@click.option("--fail-if", metavar="KINDS", callback=split_kinds, help="Exit 1 only for these kinds of differences.")
@click.option(
    "--ignore", metavar="KINDS", callback=split_kinds, help=f"Exit 0 for these, with commas: {', '.join(KINDS)}."
)
@takes_crumbs
@reads_files
@names_versions
def compare(
    files: Sequence[str],
    form: str,
    stat: bool,
    quiet: bool,
    output: Path | None,
    color: str,
    view: str,
    width: int | None,
    no_pager: bool,
    ignore: Kinds | None,
    fail_if: Kinds | None,
    crumbs: tuple[str, ...] | None,
    inputs: Inputs,
) -> int:
    """Show what version B adds, drops and changes against version A. A file `-` is standard input."""
    from textdiff import api
    from textdiff.errors import InputError

    if stat and form != "term":
        raise click.UsageError(f"--stat is for the terminal, not for {form}; leave one of them out")
    refuse_to_overwrite(files, output)
    from_git = _is_git_call(files)
    try:
        a, b = _read_from_git(files, inputs) if from_git else inputs.read_two(files)
    except InputError as fault:
        if not from_git or fault.reason not in ("binary", "too-large"):
            raise
        write(f"{to_safe(files[0])}: not compared: {to_safe(fault.detail)}\n", for_people=True)
        return 0  # any other code ends the whole `git diff`
    comparison = api.compare(a, b, options=inputs.options(crumbs=crumbs))
    if not quiet:
        chosen = STAT if stat else FORMATS[form]
        text = chosen.render(comparison, _screen(color, view, width, output))
        # git pages what its external diffs print, file by file
        paged = chosen.is_paged and not no_pager and not from_git
        write(text, output, for_people=chosen.is_for_people, paged=paged)
    return 0 if from_git else exit_code(comparison, fail_if, ignore or frozenset())


def _is_git_call(files: Sequence[str]) -> bool:
    """Return whether git calls us as its external diff: path, then file, hash and mode of each side."""
    return len(files) in (7, 9) and all(_GIT_MODE.fullmatch(files[n]) for n in (3, 6))


def _read_from_git(files: Sequence[str], inputs: Inputs) -> tuple[Document, Document]:
    """Return both sides of a file in git, named by its path: git hands over temporary files."""
    a, b = inputs.read_two((files[1], files[4]))
    names = files[0], files[7] if len(files) == 9 else files[0]
    return replace(a, id=inputs.labels.get("A", names[0])), replace(b, id=inputs.labels.get("B", names[1]))


def _screen(color: str, view: str, width: int | None, output: Path | None) -> Screen:
    """Return what a comparison is shown on, from the options and what reads the result."""
    from textdiff.views.columns import BESIDE_COLUMNS, COLOUR, PAGE_COLUMNS, PLAIN
    from textdiff.views.terminal import Screen

    wide = width or columns(output) or (PAGE_COLUMNS if view == "side-by-side" else None)
    return Screen(
        style=COLOUR if is_coloured(color, output) else PLAIN,
        columns=wide,
        beside=view == "side-by-side" or (view == "auto" and wide is not None and wide >= BESIDE_COLUMNS),
        encoding=encoding_of(output),
    )
