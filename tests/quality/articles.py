"""Articles made of passages, and the labels that are true of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from quality.script import Entry, Row, ScriptError, Sheet, Spot, read_marks, read_script, split_words

_PASSAGE = re.compile(r"(?P<id>!?[\w.-]+)\s*(?:(?P<how>:|~~|~)\s?(?P<text>.*))?", re.DOTALL)


class Use(NamedTuple):
    """A passage in an article: which one, where, and how far its wording is from the first one's."""

    passage: str
    span: Spot
    level: int  # 0 as first written, 1 edited, 2 reworded


@dataclass(slots=True)
class Article:
    """A woven article with the passages in it."""

    name: str
    language: str
    origins: list[tuple[str, str]]  # (article, how)
    text: str = ""
    uses: list[Use] = field(default_factory=list)


def weave_articles(paths: Iterable[Path]) -> dict[str, Article]:
    """Return the articles of some scripts by name.

    Raises ScriptError for a mark that cannot be read or is used before it is written, a name that
    stands twice, an origin that no script writes.
    """
    known: dict[str, str] = {}
    articles: dict[str, Article] = {}
    for path in paths:
        for entry in read_script(path):
            name = entry.fields[0]
            if name in articles:
                raise ScriptError(f"{path.name}: {name} stands there twice")
            try:
                articles[name] = _weave(entry, known)
            except ScriptError as fault:
                raise ScriptError(f"{path.name}: {name}: {fault}") from None
    for article in articles.values():
        for origin, _ in article.origins:
            if origin not in articles:
                raise ScriptError(f"{article.name} comes from {origin}, which no script writes")
    return articles


def _weave(entry: Entry, known: dict[str, str]) -> Article:
    """Return the article of an entry; `known` has the passages written so far and takes up new ones."""
    name, language, *origins = entry.fields
    article = Article(name, language, [_origin(origin) for origin in origins])
    sheet = Sheet()
    for is_mark, piece in read_marks(entry.text):
        if is_mark:
            identity, text, level = _passage(piece, known)
            article.uses.append(Use(identity, sheet.write(text), level))
        else:
            sheet.write(piece)
    article.text = sheet.finished()
    return article


def _passage(mark: str, known: dict[str, str]) -> tuple[str, str, int]:
    """Return what a mark stands for: the passage's name, its text here, and how far that is from the first."""
    match = _PASSAGE.fullmatch(mark.strip())
    if match is None:
        raise ScriptError(f"cannot read the mark {{{mark[:40]}}}")
    identity, how, text = match["id"], match["how"], match["text"]
    if how == ":" and known.setdefault(identity, text) != text:
        raise ScriptError(f"{identity} is written twice; use ~ for an edited wording")
    if how is None and identity not in known:
        raise ScriptError(f"{identity} is used before it is written")
    if how in ("~", "~~") and known.get(identity) == text:
        raise ScriptError(f"the edited {identity} is the same as the first")
    return identity, known[identity] if how is None else text, {"~": 1, "~~": 2}.get(how or "", 0)


def _origin(field: str) -> tuple[str, str]:
    how, _, source = field.partition(" of ")
    if not source:
        raise ScriptError(f"write the origin as «how of article», not {field!r}")
    return source, how


def label_articles(articles: dict[str, Article]) -> list[Row]:
    """Return the labels of woven articles: articles, families, origins, pairs with passages, what does not count."""
    pairs = []
    for a, b in combinations(sorted(articles), 2):
        passages = list(_shared(articles[a], articles[b]))
        if passages:
            pairs.append({"type": "pair", "a": a, "b": b, "passages": passages})
    families = _components(articles, [(pair["a"], pair["b"]) for pair in pairs])
    rows: list[Row] = [
        {"type": "article", "id": name, "language": articles[name].language} for name in sorted(articles)
    ]
    rows += [
        {"type": "family", "members": members} if len(members) > 1 else {"type": "single", "id": members[0]}
        for members in families
    ]
    for name in sorted(articles):
        rows.extend(
            {"type": "derived", "id": name, "from": source, "how": how} for source, how in articles[name].origins
        )
    rows.extend(pairs)
    places: defaultdict[str, list[list[object]]] = defaultdict(list)
    for name in sorted(articles):
        for use in articles[name].uses:
            if use.passage.startswith("!"):
                places[use.passage[1:]].append([name, list(use.span)])
    for what in sorted(places):
        rows.append({"type": "uncounted", "what": what.split("-")[0], "id": what, "places": places[what]})
    return rows


def _shared(a: Article, b: Article) -> Iterator[Row]:
    """Yield the passages of two articles in A order; passages that follow one another in both are one."""
    waiting: defaultdict[str, list[Use]] = defaultdict(list)
    for use in b.uses:
        if not use.passage.startswith("!"):
            waiting[use.passage].append(use)
    rows: list[Row] = []
    for use in a.uses:
        if not waiting[use.passage]:
            continue
        other = waiting[use.passage].pop(0)
        same = split_words(a.text[slice(*use.span)]) == split_words(b.text[slice(*other.span)])
        level = 0 if same else max(use.level, other.level, 1)
        row: Row = {"kind": ("verbatim", "edited", "reworded")[level], "a": list(use.span), "b": list(other.span)}
        if rows and _continues(rows[-1], row, a.text, b.text):
            last = rows[-1]
            last["a"][1], last["b"][1] = row["a"][1], row["b"][1]
            last["kind"] = last["kind"] if level == 0 else row["kind"]
        else:
            rows.append(row)
    for row in rows:
        yield row | {"words": len(split_words(a.text[slice(*row["a"])]))}


def _continues(last: Row, row: Row, a: str, b: str) -> bool:
    """Return whether only white space lies between two passages on both sides, and both or none are reworded."""
    return (
        (last["kind"] == "reworded") == (row["kind"] == "reworded")
        and last["b"][1] <= row["b"][0]
        and not a[last["a"][1] : row["a"][0]].strip()
        and not b[last["b"][1] : row["b"][0]].strip()
    )


def _components(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for a, b in edges:
        x, y = sorted((find(a), find(b)))
        root[y] = x
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(root):
        groups[find(name)].append(name)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))
