"""What textdiff says of many texts, as digests: a change of the code that should change no result changes none.

python tests/digest.py [--write FOLDER]     one line a group: its name, how many results, their SHA-256

The results are those of the command line: comparisons as JSON, reports, terminal, Markdown and notebook, and the
files of scans; of all corpora, of 500 generated pairs and, where TEXTDIFF_DATA names their folder, of the seeds, the
cases and two data sets. With `--write` every result is left below FOLDER, so that `diff -r` of two folders shows what
a change did. To measure another tree, put it first on the path: `PYTHONPATH=TREE python tests/digest.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from quality import shared_data
from quality.measures import CORPORA, generated_pairs, labels

import textdiff
from textdiff.cli import main

_GENERATED = 500
_VIEWS = {
    "comparison.json": ["compare", "--json"],
    "report.html": ["report"],
    "changes.html": ["report", "--changes-only"],
    "terminal.txt": ["compare", "-W", "100"],
    "beside.txt": ["compare", "-y", "-W", "130"],
    "stat.txt": ["compare", "--stat"],
    "comparison.md": ["compare", "--format", "markdown"],
}
_SHORT = ("comparison.json", "report.html")  # of generated pairs: they are many


def _pairs() -> Iterator[tuple[str, str, str, str]]:
    """Yield group, name and both texts."""

    def read(*parts: str) -> str:
        return CORPORA.joinpath(*parts).read_bytes().decode("utf-8")

    yield "belarus-2020", "a-b", *(read("belarus-2020", "articles", f"outlet-{side}.txt") for side in "ab")
    for row in labels("edits"):
        yield "edits", row["id"], read("edits", row["a"]), read("edits", row["b"])
    for row in labels("newsroom"):
        if row["type"] == "pair":
            yield "newsroom", f"{row['a']}--{row['b']}", *(read("newsroom", "articles", row[side]) for side in "ab")
    for n, pair in enumerate(generated_pairs(_GENERATED)):
        yield "generated", f"{n:03}-{pair.recipe}", pair.a, pair.b
    data = os.environ.get("TEXTDIFF_DATA")
    if data:
        seeds = {path.name[:3]: path.read_bytes().decode("utf-8") for path in Path(data, "seeds").glob("*.txt")}
        for one, other in combinations(sorted(seeds), 2):
            yield "seeds", f"{one}-{other}", seeds[one], seeds[other]
            yield "seeds", f"{other}-{one}", seeds[other], seeds[one]
        for case in sorted(Path(data, "cases").glob("*/a.txt")):
            yield "cases", case.parent.name, *(case.with_name(f"{side}.txt").read_bytes().decode() for side in "ab")


def _scans() -> Iterator[tuple[str, list[textdiff.Document]]]:
    """Yield names and documents of the corpora that are scanned."""
    for name in ("belarus-2020", "edits", "newsroom"):
        paths = sorted((CORPORA / name / "articles").glob("*.txt"))
        yield name, [textdiff.Document(path.name, path.read_bytes().decode("utf-8")) for path in paths]
    if os.environ.get("TEXTDIFF_DATA"):
        for name in ("newsplag100", "versions-dev"):
            yield name, list(shared_data.documents(name).values())


def _run(*arguments: str) -> None:
    """Run a command; a difference (1) and skipped files (3) are no trouble."""
    with redirect_stdout(io.TextIOWrapper(io.BytesIO())), redirect_stderr(io.TextIOWrapper(io.BytesIO())):
        try:
            main(arguments)
        except SystemExit as stopped:
            if stopped.code not in (0, 1, 3):
                raise AssertionError(f"{arguments} ended with {stopped.code}") from stopped


def _results(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield group, name and bytes of each result; the commands run in `folder`."""
    os.chdir(folder)
    for group, name, a, b in _pairs():
        for side, text in (("a.txt", a), ("b.txt", b)):
            Path(side).write_bytes(text.encode())
        for view in _SHORT if group == "generated" else _VIEWS:
            command, *rest = _VIEWS[view]
            _run(command, "a.txt", "b.txt", *rest, "-o", view)
            yield group, f"{name}/{view}", Path(view).read_bytes()
            Path(view).unlink()
        if group != "generated":
            shown = textdiff.compare(textdiff.Document("a", a), textdiff.Document("b", b))._repr_html_()
            yield group, f"{name}/notebook.html", shown.encode()
    for name, documents in _scans():
        lines = [json.dumps({"id": one.id, "text": one.text}) for one in documents]
        Path("corpus.jsonl").write_text("\n".join(lines), "utf-8")
        for level in ("passages", "documents"):
            out = Path(f"{name}-{level}")
            _run("scan", "corpus.jsonl", "-o", str(out), "--level", level, "--jobs", "1")
            for path in sorted(out.rglob("*")):
                if path.is_file():
                    yield f"scan {name} {level}", path.relative_to(out).as_posix(), path.read_bytes()


def digest(keep: Path | None = None) -> dict[str, tuple[int, str]]:
    """Return for each group of results how many it has, and their digest; `keep` is a folder to leave them in."""
    digests: dict[str, tuple[int, hashlib._Hash]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for group, name, content in _results(Path(folder)):
            n, found = digests.get(group, (0, hashlib.sha256()))
            found.update(f"{name}\n{len(content)}\n".encode() + content)
            digests[group] = n + 1, found
            if keep:
                target = keep / group.replace(" ", "-") / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        os.chdir("/")
    return {group: (n, found.hexdigest()) for group, (n, found) in digests.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="leave every result below this folder")
    asked = parser.parse_args().write
    for group, (n, found) in digest(asked.resolve() if asked else None).items():
        print(f"{group:32} {n:6,} results  {found}")
