"""`textdiff text`."""

from __future__ import annotations

import click

from textdiff.cli.inputs import Inputs, reads_files
from textdiff.cli.output import write


@click.command()
@click.argument("file")
@reads_files
def text(file: str, inputs: Inputs) -> int:
    """Print the text of a file as textdiff reads it, as UTF-8 (for git's textconv)."""
    write(inputs.read(file).text)
    return 0
