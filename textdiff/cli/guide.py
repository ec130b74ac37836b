"""`textdiff guide`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

import click

from textdiff.cli.output import is_coloured, write

_FENCE = "```"


@click.command()
@click.argument("page", default="index", metavar="[PAGE]")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Bold headings.")
@click.option("--no-pager", is_flag=True, help="Do not send what is longer than the terminal through a pager.")
def guide(page: str, color: str, no_pager: bool) -> int:
    """Show a page of the manual; without PAGE the list of pages."""
    from importlib.resources import files

    folder = files("textdiff") / "guide"
    pages = sorted(PurePath(file.name).stem for file in folder.iterdir() if file.name.endswith(".md"))
    name = page.removesuffix(".md")  # as the pages name one another
    if name not in pages:
        raise click.UsageError(f"the guide has no page {page!r}; it has {', '.join(pages)}")
    text = (folder / f"{name}.md").read_text("utf-8")
    if is_coloured(color, None):
        text = "\n".join(_with_bold_headings(text.split("\n")))
    write(text, for_people=True, paged=not no_pager)
    return 0


def _with_bold_headings(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a page, its headings in bold; what begins with # in code is a comment."""
    from textdiff.views.columns import COLOUR

    bold, plain = COLOUR.head
    is_code = False
    for line in lines:
        is_code ^= line.startswith(_FENCE)
        yield f"{bold}{line}{plain}" if line.startswith("#") and not is_code else line
