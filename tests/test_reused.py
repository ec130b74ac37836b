"""The passages of a scan that stand in the most documents."""

from __future__ import annotations

from collections.abc import Iterable

from command import article

import textdiff
from textdiff.families.reused import find_reused
from textdiff.model import Document, Match, Reused, SharedPassage, Span


def _shared(a: str, a_start: int, b: str, b_start: int, length: int, kind: str = "verbatim") -> SharedPassage:
    spans = Span(a_start, a_start + length), Span(b_start, b_start + length)
    return SharedPassage(a, b, Match(*spans, length // 5, kind=kind))  # type: ignore[arg-type]


def _texts(found: Iterable[Reused], documents: Iterable[Document]) -> list[str]:
    texts = {document.id: document.text for document in documents}
    return [one.span.of(texts[one.document]) for one in found]


def test_a_passage_of_three_documents_is_listed_once_with_how_many_have_it() -> None:
    documents = [Document(name, f"{name} has " + "".join(f"w{n:02d} " for n in range(60))) for name in "abcde"]
    start = len("a has ")
    passages = (
        _shared("a", start, "b", start, 239),  # all 60 words of 4 characters each
        _shared("a", start + 40, "c", start + 40, 199),  # and the last 50
        _shared("b", start + 40, "c", start + 40, 199),
        _shared("a", start, "d", start, 239, "reworded"),
        _shared("d", start, "e", start, 239),
    )
    found = find_reused(passages, documents, 1)
    assert [(one.document, one.words, one.documents) for one in found] == [("a", 50, 3)]
    assert _texts(found, documents) == [" ".join(f"w{n}" for n in range(10, 60))]
    assert find_reused(passages[3:], documents, 1) == ()


def test_who_has_parts_of_a_passage_is_not_counted_for_the_whole() -> None:
    documents = [Document(name, "".join(f"w{n:02d} " for n in range(60))) for name in "abcd"]
    passages = (
        _shared("a", 0, "b", 0, 159),
        _shared("a", 0, "c", 0, 159),
        _shared("a", 80, "d", 80, 159),
        _shared("b", 0, "c", 0, 79),
    )
    first, *_ = found = find_reused(passages, documents, 1)
    assert (first.words, first.documents) == (40, 3)
    words = _texts(found, documents)[0].split()
    assert (words[0], words[-1]) == ("w00", "w39")


def test_a_passage_of_fewer_words_than_asked_for_is_not_listed() -> None:
    documents = [Document(name, "".join(f"w{n:02d} " for n in range(60))) for name in "abc"]
    passages = (_shared("a", 0, "b", 0, 159), _shared("a", 0, "c", 0, 159))
    assert [one.words for one in find_reused(passages, documents, 40)] == [40]
    assert find_reused(passages, documents, 41) == ()


def test_a_scan_lists_what_three_articles_have_in_common() -> None:
    documents = [Document(name, article(n, 100, 101, 102, n + 50)) for n, name in enumerate("abc")]
    found = textdiff.scan([*documents, Document("d", article(9, 100))])
    (first, *_) = found.reused
    assert (first.document, first.words, first.documents) == ("a", 36, 3)
    assert _texts([first], documents)[0].split() == article(100, 101, 102).rstrip(".\n").split()


def test_the_passages_with_the_most_copied_words_stand_first_and_twenty_of_them_at_most() -> None:
    documents = [Document(name, f"{name} " + article(*range(400))) for name in "abc"]
    starts = [13 * 16 * n for n in range(25)]
    passages = [_shared("a", at, other, at, 60 + n) for n, at in enumerate(starts) for other in "bc"]
    found = find_reused(passages, documents, 1)
    assert len(found) == 20
    copied = [one.words * (one.documents - 1) for one in found]
    assert copied == sorted(copied, reverse=True)
