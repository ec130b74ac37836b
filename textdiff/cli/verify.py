"""`textdiff verify`."""

from __future__ import annotations

import click

from textdiff.cli.inputs import Inputs, reads_files
from textdiff.cli.output import to_safe, write


@click.command()
@click.argument("file", metavar="REPORT.html")
@reads_files
def verify(file: str, inputs: Inputs) -> int:
    """Rebuild both texts from a report and check that they are the ones it was made from."""
    from textdiff import api
    from textdiff.errors import VerificationError

    report = inputs._replace(encoding=inputs.encoding or "utf-8").read(file)
    try:
        api.verify(report.text)
    except VerificationError as fault:
        raise VerificationError(f"{report.id}: {fault}") from fault
    write(f"{to_safe(report.id)}: both texts are the ones it was made from\n", for_people=True)
    return 0
