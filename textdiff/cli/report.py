"""`textdiff report`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from textdiff.cli.inputs import CRUMBS_FILE, Inputs, names_versions, reads_files, takes_crumbs
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
@click.option(
    "--changes-only",
    is_flag=True,
    help="Leave out the text that both versions have, for texts that may not be passed on.",
)
@takes_crumbs
@reads_files
@names_versions
@click.pass_context
def report(
    context: click.Context,
    files: Sequence[str],
    output: Path,
    changes_only: bool,
    crumbs: tuple[str, ...] | None,
    inputs: Inputs,
) -> int:
    """Write one self-contained HTML page about what changed between two versions."""
    from textdiff import api
    from textdiff.views.html.report import spell_command

    refuse_to_overwrite(files, output)
    documents = inputs.read_two(files)
    given = [*_given(inputs, context.meta.get(CRUMBS_FILE)), *(["--changes-only"] if changes_only else [])]
    html = api.report(
        documents,
        changes_only=changes_only,
        command=spell_command(given, files),
        options=inputs.options(crumbs=crumbs),
    )
    write(html, output)
    if output != STDOUT:
        click.echo(f"wrote {to_safe(str(output))} ({len(html.encode()):,} bytes)", err=True)
    return 0


def _given(inputs: Inputs, crumbs: str | None) -> Iterator[str]:
    """Yield the options that the page depends on, as they were given."""
    for option, named in (("--label", inputs.labels), ("--date", inputs.dates)):
        for letter, value in sorted(named.items()):
            yield from (option, f"{letter}={value}")
    others = {"--crumbs": crumbs, "--encoding": inputs.encoding, "--max-size": inputs.max_bytes}
    for option, given in others.items():
        if given is not None:
            yield from (option, str(given))
