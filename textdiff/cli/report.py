"""`textdiff report`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from textdiff.cli.inputs import Inputs, reads_files, takes_crumbs
from textdiff.cli.output import STDOUT, refuse_to_overwrite, to_safe, write


@click.command()
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
@takes_crumbs
@reads_files
def report(files: Sequence[str], output: Path, crumbs: tuple[str, ...] | None, inputs: Inputs) -> int:
    """Write one self-contained HTML page about what changed between two versions."""
    from textdiff.api import pair

    refuse_to_overwrite(files, output)
    documents = inputs.read_two(files)
    html = pair.report(documents, options=inputs.options(crumbs=crumbs))
    write(html, output)
    if output != STDOUT:
        click.echo(f"wrote {to_safe(str(output))} ({len(html.encode()):,} bytes)", err=True)
    return 0
