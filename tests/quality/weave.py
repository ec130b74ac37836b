"""Weave corpora from scripts: one marked text gives the articles and the labels that are true of them.

python tests/quality/weave.py corpora/newsroom corpora/edits        write articles/ and labels.jsonl anew
python tests/quality/weave.py --check SCRIPT                        read one script and say what is wrong

A corpus folder holds `script/*.txt`. A line `=== …` opens an article (or a pair), everything up to
the next one is its text. Marks stand in braces; `corpora/newsroom/README.md` and
`corpora/edits/README.md` list them. Spans in labels are code points of the written files.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from quality.articles import label_articles, weave_articles
from quality.pairs import weave_pairs
from quality.script import ScriptError, split_words


def weave(folder: Path) -> dict[str, str]:
    """Return what a corpus folder should hold by its scripts: file name below the folder → content."""
    scripts = sorted((folder / "script").glob("*.txt"))
    files: dict[str, str] = {}
    if folder.name == "edits":
        pairs = weave_pairs(scripts)
        rows = [pairs[name].label for name in sorted(pairs)]
        for pair in pairs.values():
            files[pair.label["a"]], files[pair.label["b"]] = pair.a, pair.b
    else:
        articles = weave_articles(scripts)
        rows = label_articles(articles)
        files = {f"articles/{name}": article.text for name, article in articles.items()}
    files["labels.jsonl"] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return files


def _check(path: Path) -> None:
    """Print what a script gives: articles with the passages that they share, or pairs with their blocks."""
    if re.search(r"^=== \S+\.txt ", path.read_text("utf-8"), re.MULTILINE):
        articles = weave_articles([path])
        for name, article in articles.items():
            passages = ", ".join(use.passage for use in article.uses)
            print(f"{name}: {len(split_words(article.text))} words, {article.language}: {passages}")
        for row in label_articles(articles):
            if row["type"] == "pair":
                kinds = dict(Counter(passage["kind"] for passage in row["passages"]))
                print(row["a"], row["b"], kinds, [passage["words"] for passage in row["passages"]])
        return
    for name, pair in weave_pairs([path]).items():
        print(f"{name}: {len(split_words(pair.a))} and {len(split_words(pair.b))} words, {pair.label['words']}")
        for row in pair.label["blocks"]:
            sides = [row[side] and text[slice(*row[side])] for side, text in (("a", pair.a), ("b", pair.b))]
            print(f"   {row['kind']}, moved {row['moved']}, {row['lane']}: {sides}")


def _write(folder: Path) -> None:
    """Write the articles and labels of a corpus folder anew."""
    files = weave(folder)
    for old in (folder / "articles").glob("*"):
        old.unlink()
    (folder / "articles").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8", newline="\n")
    print(f"{folder}: {len(files)} files")


if __name__ == "__main__":
    try:
        if sys.argv[1:2] == ["--check"]:
            _check(Path(sys.argv[2]))
        else:
            for argument in sys.argv[1:]:
                _write(Path(argument))
    except ScriptError as fault:
        sys.exit(str(fault))
