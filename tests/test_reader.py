"""What is kept between comparisons changes no answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import textdiff
from textdiff.model import Document, Source
from textdiff.options import Options
from textdiff.texts import chunks, hints, reader, tokens
from textdiff.texts.reader import Kept, Reader, TokenStore
from textdiff.texts.tokens import Vocabulary, find_tokens

STORY = "The council met on Monday evening and agreed to repair the old bridge before the first snow falls."
LINK = "Read more: Crane falls"
_USUAL = Options()


def test_a_text_that_is_compared_again_is_read_once() -> None:
    one = Reader()
    a, b, c = (Document(name, f"{STORY} {name}") for name in "abc")
    first, other = one.read_two(a, b, _USUAL)
    again, third = one.read_two(a, c, _USUAL)
    assert again is first
    assert third is not other


@pytest.mark.parametrize(
    "other",
    [Document("a", f"{STORY} More."), Document("b", STORY), Document("a", STORY, Source(publisher="Courier"))],
)
def test_another_text_id_or_source_is_read_anew(other: Document) -> None:
    one, document = Reader(), Document("a", STORY)
    for asked in (document, other, document):
        assert one.read_two(asked, asked, _USUAL)[0].document == asked


def test_other_options_read_a_text_anew() -> None:
    a, b = Document("a", f"{STORY}\n\nFoobar today"), Document("b", STORY)
    for crumbs in ((), ("Foobar.*",), ()):
        assert len(textdiff.compare(a, b, options=Options(crumbs=crumbs)).changes) == (not crumbs)


def test_patterns_in_a_list_that_changes_are_those_it_had() -> None:
    listed: list[str] = []
    options = Options(crumbs=listed)  # type: ignore[arg-type]
    listed.append("Foobar.*")
    assert options.crumbs == ()


def test_what_is_kept_is_bounded_for_texts_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "KEPT_CHARACTERS", 2_000)
    one, empty = Reader(), [Document(str(n), "") for n in range(50)]
    for document in empty:
        one.read_two(document, document, _USUAL)
    first, last = (one.read_two(document, document, _USUAL)[0] for document in (empty[0], empty[-1]))
    assert one.read_two(empty[0], empty[0], _USUAL)[0] is first
    assert last.document == empty[-1]
    assert len(one._texts._values) <= 10  # noqa: SLF001


def test_values_are_kept_up_to_their_sizes() -> None:
    kept: Kept[str, int] = Kept(10)
    for name, size in (("a", 4), ("b", 4), ("c", 4)):
        kept.keep(name, size, size)
    assert [kept.get(name) for name in "abc"] == [None, 4, 4]
    assert (kept.pop("b"), kept.pop("b")) == (4, None)
    kept.keep("d", 6, 6)
    assert [kept.get(name) for name in "cd"] == [4, 6]


def test_tokens_are_taken_once() -> None:
    store = TokenStore(1_000)
    stored = store.read(STORY)
    assert store.take(STORY) is stored
    assert store.take(STORY) is not stored
    assert store.take(STORY) == stored


@pytest.mark.parametrize("stage", ["TRIGGERS", "read_chunk"])
def test_an_interruption_leaves_nothing_that_is_read_wrong_later(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Vocabulary()
    text = f"{STORY} {LINK}"
    with monkeypatch.context() as patched:
        if stage == "TRIGGERS":
            patched.setattr(tokens, stage, _Interrupting(hints.TRIGGERS))
        else:
            patched.setattr(tokens, stage, _interrupt)
        with pytest.raises(KeyboardInterrupt):
            find_tokens(text, known)
    assert find_tokens(text, known).hints == sorted(hints.find_hints(text))
    assert known.keys_of(find_tokens(text, known).ids) == _keys_of(text)


class _Interrupting(dict[str, tuple[int, ...]]):
    """Words of crumbs during which the user interrupts."""

    def __iter__(self) -> Iterator[str]:
        yield "more"
        raise KeyboardInterrupt


def _interrupt(chunk: str) -> object:
    if chunk == "snow":
        raise KeyboardInterrupt
    return chunks.read_chunk(chunk)


def _keys_of(text: str) -> tuple[str, ...]:
    fresh = Vocabulary()
    return fresh.keys_of(find_tokens(text, fresh).ids)


def test_threads_that_compare_at_once_get_what_one_gets() -> None:
    pairs = [(f"{STORY}\n\n{LINK} {n}\n\nNobody was hurt.", f"{STORY}\n\nNobody was hurt.") for n in range(24)]

    def changes(pair: tuple[str, str]) -> str:
        return repr(textdiff.compare(*(Document(name, text) for name, text in zip("ab", pair, strict=True))).to_dict())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(changes, pairs)) == list(map(changes, pairs))
