"""The labels of the written corpora against their texts: a wrong label would make every figure wrong."""

from __future__ import annotations

import html
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import regex
from as_text import as_text

from textdiff import Options, compare, read

CORPORA = Path(__file__).parent.parent / "corpora"
BELARUS = CORPORA / "belarus-2020"
EDITS = CORPORA / "edits"

Label = dict[str, Any]

# A word as belarus-2020/README.md defines it, once more and by other means than `tokenise` does.
_LABELLED_WORD = regex.compile(r"\w+(?:['’-]\w+|(?<=\d),\d\w*|\.(?!\p{Lu})\w+)*")
_FURNITURE = regex.compile(r"Report on the floods|\d|- \d\d -|Informe, página \d de \d")
_SENTENCE_END = regex.compile(r"[.!?。！？؟…][\"'”’»)]*")


def _labels(folder: Path) -> list[Label]:
    return [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()]


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode("utf-8")


def _keys(text: str) -> list[str]:
    tokens = as_text(text)
    return [tokens.keys[n] for n in tokens.words]


def _letters(text: str) -> str:
    """Return the letters and figures of a text by other means than `textdiff` has, without what is only writing."""
    joined = regex.sub(r"[-¬]\n", "", html.unescape(text))
    bare = regex.sub(r"\p{Mn}", "", unicodedata.normalize("NFKD", joined)).casefold()
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in bare).translate(str.maketrans("کیıς", "كيiσ"))
    return regex.sub(r"[^\p{L}\p{N}]", "", plain)


def _without(text: str, spans: list[list[int]]) -> list[str]:
    """Return the words and marks outside the spans, white space left out."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text.split()


PASSAGES = [label for label in _labels(BELARUS) if label["type"] == "passage"]
PAIRS = {label["id"]: label for label in _labels(EDITS)}


def test_every_article_is_in_one_family_or_alone() -> None:
    articles = sorted(path.name for path in (BELARUS / "articles").iterdir())
    labels = _labels(BELARUS)
    families = [name for label in labels if label["type"] == "family" for name in label["members"]]
    alone = [label["id"] for label in labels if label["type"] == "single"]
    assert sorted(families + alone) == articles
    assert all(set(label["versions"]) <= set(families) for label in labels if label["type"] == "origin")


@pytest.mark.parametrize("label", PASSAGES, ids=lambda label: str(label["a_span"]))
def test_a_labelled_passage_is_the_same_words_on_both_sides(label: Label) -> None:
    texts = [_text(BELARUS / "articles", label[side]) for side in "ab"]
    spans = [label["a_span"], label["b_span"]]
    parts = [text[start:end] for text, (start, end) in zip(texts, spans, strict=True)]
    assert _keys(parts[0]) == _keys(parts[1])
    for text, part, (start, end) in zip(texts, parts, spans, strict=True):
        words = _LABELLED_WORD.findall(part)
        assert len(words) == label["words"] >= Options().min_words
        assert part.startswith(words[0])
        assert part.endswith(words[-1])
        edges = {edge for match in _LABELLED_WORD.finditer(text) for edge in match.span()}
        assert {start, end} <= edges


def test_a_labelled_passage_cannot_be_made_longer() -> None:
    a, b = (_text(BELARUS / "articles", PASSAGES[0][side]) for side in "ab")
    for label in PASSAGES:
        (a_start, a_end), (b_start, b_end) = label["a_span"], label["b_span"]
        before = [_LABELLED_WORD.findall(text[:start])[-1:] for text, start in ((a, a_start), (b, b_start))]
        after = [_LABELLED_WORD.findall(text[end:])[:1] for text, end in ((a, a_end), (b, b_end))]
        assert [word.casefold() for word in before[0]] != [word.casefold() for word in before[1]]
        assert [word.casefold() for word in after[0]] != [word.casefold() for word in after[1]]


def test_the_labelled_passages_are_the_ones_that_are_found() -> None:
    a, b, c = (read(BELARUS / "articles" / f"outlet-{name}.txt") for name in "abc")
    comparison = compare(a, b)
    assert comparison.shares.passages == len(PASSAGES)
    # Passages with few other words between them are one.
    begins = {(label["a_span"][0], label["b_span"][0]) for label in PASSAGES}
    ends = {(label["a_span"][1], label["b_span"][1]) for label in PASSAGES}
    for match in comparison.matches:
        assert (match.a.start, match.b.start) in begins
        assert (match.a.end, match.b.end) in ends
    for label in PASSAGES:
        assert any(
            match.a.start <= label["a_span"][0] and label["a_span"][1] <= match.a.end for match in comparison.matches
        )
    assert compare(a, c).relation == compare(b, c).relation == "no-shared-text"


def test_the_pairs_are_the_files_and_as_many_and_as_mixed_as_the_readme_says() -> None:
    named = sorted(label[side] for label in PAIRS.values() for side in "ab")
    assert named == sorted(f"articles/{path.name}" for path in (EDITS / "articles").iterdir())
    readme = (EDITS / "README.md").read_text("utf-8")
    assert f"{len(PAIRS)} pairs" in readme
    assert len(PAIRS) >= 80
    assert {label["language"] for label in PAIRS.values()} == set("en de fr es ru ar zh he fa tr el".split())
    kinds = {label["kind"] for label in PAIRS.values()}
    assert kinds == set(regex.findall(r"^\| `([\w-]+)` \|", readme, regex.MULTILINE))


@pytest.mark.parametrize("name", PAIRS)
def test_a_labelled_block_covers_whole_sentences(name: str) -> None:
    label = PAIRS[name]
    for side in "ab":
        text = _text(EDITS, label[side])
        for block in label["blocks"]:
            if block[side] is not None and block["lane"] == "body" and not (label["warnings"] and side == "b"):
                start, end = block[side]
                stretch = text[start:end]
                assert stretch == stretch.strip() != ""
                is_line = text[:start][-1:] == "\n" == text[end : end + 1]
                written = regex.sub(r"(?<=[.!?])(?:\[\d\]|\(\d\)|[¹²³])$", "", stretch)  # without the mark of a note
                assert (
                    block["repeat"]
                    or is_line
                    or _SENTENCE_END.fullmatch(regex.split(r"(?=[.!?。！？؟…][\"'”’»)]*$)", written)[-1])
                )
                before, after = text[:start], text[end:]
                assert not before.strip() or before[-1].isspace() or _SENTENCE_END.search(before[-2:])
                assert not after.strip() or after[0].isspace() or stretch[-1] == "。"


@pytest.mark.parametrize("name", PAIRS)
def test_the_two_texts_of_a_pair_differ_only_where_the_label_says(name: str) -> None:
    label = PAIRS[name]
    texts = {side: _text(EDITS, label[side]) for side in "ab"}
    spans = {side: [block[side] for block in label["blocks"] if block[side] is not None] for side in "ab"}
    rest = {side: _without(texts[side], spans[side]) for side in "ab"}
    if label["kind"].startswith("writing-"):
        assert _letters(texts["a"]) == _letters(texts["b"])
    elif label["kind"] == "page-furniture":
        body = [line for line in texts["b"].splitlines() if not _FURNITURE.fullmatch(line)]
        assert "\n".join(body).split() == texts["a"].split()
    elif label["kind"] in ("typography", "paragraph-split", "paragraphs-merged"):
        assert _keys(texts["a"]) == _keys(texts["b"])
        assert texts["a"] != texts["b"]
    elif label["language"] == "zh":
        assert "".join(rest["a"]) == "".join(rest["b"])
    else:
        assert rest["a"] == rest["b"]
    assert texts["a"] != texts["b"]


@pytest.mark.parametrize("name", PAIRS)
def test_a_labelled_block_is_what_it_is_called(name: str) -> None:
    label = PAIRS[name]
    for block in label["blocks"]:
        a, b = (None if block[side] is None else _text(EDITS, label[side])[slice(*block[side])] for side in "ab")
        assert (a is None, b is None) == (block["kind"] == "added", block["kind"] == "dropped")
        assert (a == b) == (block["kind"] == "same")
        assert block["moved"] == ("mov" in label["kind"])
        assert (block["lane"] == "crumb") == label["kind"].startswith("crumb-")
        assert block["repeat"] == label["kind"].endswith("-repeated")
        for side, stretch in (("a", a), ("b", b)):
            if stretch is not None:
                assert (_text(EDITS, label[side]).count(stretch) > 1) == block["repeat"]


@pytest.mark.parametrize("name", PAIRS)
def test_only_a_stump_has_a_warning_and_its_stretch_is_what_extraction_left(name: str) -> None:
    label = PAIRS[name]
    assert len(label["warnings"]) == ("stump" in label["kind"])
    for warning in label["warnings"]:
        (block,) = label["blocks"]
        assert warning["kind"] == "lost-text"
        assert warning["span"] == block[warning["side"]]
        a, b = (_keys(_text(EDITS, label[side])[slice(*block[side])]) for side in "ab")
        rest = iter(a)
        assert len(b) < len(a)
        assert all(word in rest for word in b)  # in order


def _remainders(words: list[str], part: list[str]) -> list[list[str]]:
    """Return what is left of the words when the part is taken out once, wherever it stands."""
    starts = [n for n in range(len(words) - len(part) + 1) if words[n : n + len(part)] == part]
    return [words[:n] + words[n + len(part) :] for n in starts]


@pytest.mark.parametrize("name", PAIRS)
def test_without_the_labelled_words_the_labelled_blocks_are_the_same(name: str) -> None:
    label = PAIRS[name]
    if label["kind"] in ("list", "table", "table-moved", "renumbered"):  # figures alone change in lines
        texts = {side: _text(EDITS, label[side]) for side in "ab"}
        for block in label["blocks"]:
            if block["kind"] == "edited":
                a, b = (regex.sub(r"\d[\d.,]*", "0", texts[side][slice(*block[side])]) for side in "ab")
                assert a == b
        return
    left = []
    for side in "ab":
        text = _text(EDITS, label[side])
        inside = " ".join(text[slice(*block[side])] for block in label["blocks"] if block[side] is not None)
        assert label["words"][side] in inside
        left.append(_remainders(_keys(inside), _keys(label["words"][side])))
    assert any(rest in left[1] for rest in left[0])
