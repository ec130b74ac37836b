"""`textdiff scan`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from textdiff.cli.inputs import Inputs, reads_files, takes_crumbs
from textdiff.cli.output import progress, to_safe, write

if TYPE_CHECKING:
    from textdiff.model import Certificate


@click.command()
@click.argument("source", metavar="FOLDER|FILE.jsonl", type=click.Path(path_type=Path))
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
@click.option("--num-perm", type=click.IntRange(1), help="Permutations of a signature (documents).  [default: 128]")
@click.option(
    "--threshold", type=click.FloatRange(0, 1), help="Jaccard similarity to find (documents).  [default: 0.5]"
)
@click.option("--ngram", type=click.IntRange(1), help="Words of a shingle (documents).  [default: 5]")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to work with; the result is the same.",
)
@click.option("--min-words", type=click.IntRange(1), help="Words in the shortest run that counts.  [default: 7]")
@click.option(
    "--certify",
    type=click.IntRange(0),
    metavar="N",
    default=0,
    help="Compare N documents with all others, and say what share of their pairs the scan has.",
)
@click.option("--no-html", is_flag=True, help="Write no pages.")
@takes_crumbs
@reads_files
def scan(
    source: Path,
    output: Path,
    level: Any,
    num_perm: int | None,
    threshold: float | None,
    ngram: int | None,
    jobs: int,
    min_words: int | None,
    certify: int,
    no_html: bool,
    crumbs: tuple[str, ...] | None,
    inputs: Inputs,
) -> int:
    """Find families of versions and shared passages in a folder of articles.

    Reads the .txt and .md files of the folder and its subfolders, or a JSON-lines file: an article a line,
    with "id" and "text", and where known "title", "date", "publisher", "url" and "language".
    """
    from textdiff import api
    from textdiff.views.words import count

    found = api.scan(
        source,
        out=output,
        level=level,
        jobs=jobs,
        html=not no_html,
        certify=certify,
        encoding=inputs.encoding,
        options=inputs.options(min_words=min_words, crumbs=crumbs, num_perm=num_perm, threshold=threshold, ngram=ngram),
        progress=progress(),
    )
    page = output / ("summary.json" if no_html else "index.html")
    write(
        f"{count(found.found, 'file')} found, {len(found.documents):,} read, {len(found.skipped):,} skipped; "
        f"pairs that share text: {len(found.pairs):,}, families: {len(found.families):,}; see {to_safe(str(page))}\n"
        + (f"{_certified(found.certificate)}\n" if found.certificate else ""),
        for_people=True,
    )
    return 3 if found.skipped else 0


def _certified(certificate: Certificate) -> str:
    """Return what comparing some documents with all others says of the scan."""
    if certificate.recall is None:
        return f"certified: {certificate.documents} documents compared with all others share text with none"
    return (
        f"certified: recall {certificate.recall:.4f} (95 % interval {certificate.low:.4f} to {certificate.high:.4f}): "
        f"{certificate.found} of the {certificate.pairs} pairs that {certificate.documents} documents "
        f"compared with all others are in"
    )
