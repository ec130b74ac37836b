"""`textdiff scan`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from textdiff.cli.inputs import Inputs, reads_files, takes_crumbs
from textdiff.cli.output import progress, to_safe, write


@click.command()
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
    show_default=True,
    help="Find shared passages, or near-duplicates of whole documents (MinHash and LSH).",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to work with; the result is the same.",
)
@click.option("--min-words", type=click.IntRange(1), help="Words in the shortest run that counts.  [default: 7]")
@click.option("--no-html", is_flag=True, help="Write no pages.")
@takes_crumbs
@reads_files
def scan(
    folder: Path,
    output: Path,
    level: Any,
    jobs: int,
    min_words: int | None,
    no_html: bool,
    crumbs: tuple[str, ...] | None,
    inputs: Inputs,
) -> int:
    """Find families of versions and shared passages in a folder of articles (.txt, .md) and its subfolders."""
    from textdiff.api import corpus

    found = corpus.scan(
        folder,
        out=output,
        level=level,
        jobs=jobs,
        html=not no_html,
        encoding=inputs.encoding,
        options=inputs.options(min_words=min_words, crumbs=crumbs),
        progress=progress(),
    )
    page = output / ("summary.json" if no_html else "index.html")
    write(
        f"{found.found} files found, {len(found.documents)} read, {len(found.skipped)} skipped; "
        f"pairs that share text: {len(found.pairs)}, families: {len(found.families)}; see {to_safe(str(page))}\n",
        for_people=True,
    )
    return 3 if found.skipped else 0
