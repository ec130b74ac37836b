"""Laws 10 and 11 as plain twins: what of a comparison is told twice, told nowhere, or paired without evidence.

They look at a finished comparison and at the two texts alone, and know nothing of how it was made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product, takewhile
from typing import TYPE_CHECKING

import naive

from textdiff.model import Block, Edit, Side, Span
from textdiff.texts.text import Text

if TYPE_CHECKING:
    from laws import Case

_LEAST_RUN = 7  # words, or `min_words` if that is more
_LEAST_SENTENCE = 6  # words
_HEADLINE_WORDS = 25
_CLOSERS = "\"')]}”’»›“‘」』 "
_STOPS = (".", "!", "?", "…", "。", "．", "｡", "！", "？", "؟", "۔", "।", "॥")
_STEM = 5  # letters that show what a word is about
_LONG = 4  # letters of a word that says something
_SUBJECT_SENTENCES = 3  # from which on a text has a subject that half of them name
# Words of four letters and more that say nothing by themselves, in the languages of the written articles.
_EMPTY = frozenset(
    "about after again also been before both could does each from further have having here into just more most much "
    "must only other over said same some such than that their them then there these they this those until very were "
    "what when where which while will with would your aber auch dass dem diese dieser eine einem einen einer eines "
    "hatte nach nicht noch oder sich sind und wurde wurden über этого после также чтобы было были который".split()
)


def conservation_breaches(found: Case) -> list[str]:
    """Return how a comparison breaks law 10: what is dropped and added all the same, what is told
    nowhere, and what stands twice and is not called a repeat.

    Texts that are told apart (`independent`) are excepted, and in the others repeats, the lanes of crumbs and of lost
    text, typography and what is listed as uncounted.
    """
    comparison = found.comparison
    if getattr(comparison, "independent", False):
        return []
    return [*_told_twice(found), *_told_nowhere(found), *_not_called_repeats(found)]


def _told_twice(found: Case) -> Iterator[str]:
    """Yield what A drops and B adds: runs of words within an edit of each, and whole sentences."""
    dropped, added = _changed(found, "a"), _changed(found, "b")
    a, b = found.texts
    least = max(_LEAST_RUN, found.options.min_words)
    keys = [[[text.word_keys[n] for n in words] for words in side] for text, side in ((a, dropped), (b, added))]
    there = {tuple(y[n : n + least]) for y in keys[1] for n in range(len(y) - least + 1)}
    suspects = [x for x in keys[0] if any(tuple(x[n : n + least]) in there for n in range(len(x) - least + 1))]
    for x, y in product(suspects, keys[1]):
        for at, _, n in sorted(naive.maximal_runs(x, y, least)):
            yield f"dropped and added: {' '.join(x[at : at + n])!r}"
    sentences = [_whole_sentences(text, changed) for text, changed in ((a, dropped), (b, added))]
    for keys in sorted(sentences[0] & sentences[1]):
        yield f"a sentence dropped and added: {' '.join(keys)!r}"


def _changed(found: Case, side: Side) -> list[list[int]]:
    """Return the numbers of the words in a row that each counted edit drops from A, or adds to B."""
    comparison, text = found.comparison, found.texts["ab".index(side)]
    apart = {n for one in comparison.uncounted for n in text.words_of(getattr(one, side))}
    stretches: list[list[int]] = []
    for edit in comparison.edits:
        span = getattr(edit, side)
        if edit.op == "keep" or edit.typography or span is None or _is_apart(comparison.blocks[edit.block]):
            continue
        if edit.op == "replace" and _are_same_words(found, edit):
            continue
        stretches.append([])
        for n in text.words_of(span):
            if n not in apart:
                stretches[-1].append(n)
            elif stretches[-1]:
                stretches.append([])
    return [stretch for stretch in stretches if stretch]


def _are_same_words(found: Case, edit: Edit) -> bool:
    """Return whether both sides of an edit have the same words, with other capitals or marks."""
    a, b = (
        [text.word_keys[n] for n in text.words_of(span)] if span else []
        for text, span in zip(found.texts, (edit.a, edit.b), strict=True)
    )
    return a == b


def _is_apart(block: Block) -> bool:
    return block.lane != "body" or block.repeat_of is not None


def _whole_sentences(text: Text, changed: list[list[int]]) -> set[tuple[str, ...]]:
    """Return the words of the sentences, of six words and more, of which all words are changed."""
    numbers = {n for stretch in changed for n in stretch}
    return {
        tuple(text.word_keys[start:end])
        for start, end in pairwise(text.word_edges)
        if end - start >= _LEAST_SENTENCE and numbers.issuperset(range(start, end))
    }


def _told_nowhere(found: Case) -> Iterator[str]:
    """Yield the differences that no listed change has, and that are no crumbs by their form."""
    for edit in found.comparison.edits:
        block = found.comparison.blocks[edit.block]
        if edit.op == "keep" or edit.typography or block.change is not None or block.lane == "lost":
            continue
        for side, *readings in zip("ab", found.texts, found.recut, strict=True):
            span: Span | None = getattr(edit, side)
            if span is not None and not any(may_be_set_aside(text, span) for text in readings):
                yield f"not listed, in {side}: {span.of(readings[0].text)!r}"


def may_be_set_aside(text: Text, span: Span) -> bool:
    """Return whether all words of a span are in crumbs, or in lines at the head of the text that all say the same.

    One without words is in no other.
    """
    return (text.crumb_words | _head_words(text)).issuperset(text.words_of(span))


def _head_words(text: Text) -> set[int]:
    """Return the words of the lines at the head of a text that say what the first one does, if there are several."""
    lines = [text.paragraph(n) for n in range(len(text.paragraphs))]
    article = text.paragraph_at(text.token_at(text.header.end)) if text.header else 0
    alike = list(
        takewhile(lambda line: text.keys_of_words(line) == text.keys_of_words(lines[article]), lines[article:])
    )
    if len(alike) < 2 or len(text.words_in(alike[0])) > _HEADLINE_WORDS or len(text.sentences_in(alike[0])) > 1:
        return set()
    written = text.slice(alike[0]).rstrip().rstrip(_CLOSERS)
    return {word for line in alike for word in text.words_in(line)} if written[-1:] not in _STOPS else set()


def _not_called_repeats(found: Case) -> Iterator[str]:
    """Yield the sentences that a text has more often than the other, and that are not as often called repeats.

    A headline that stands twice at the head of a text is in the lane of crumbs.
    """
    counts = [Counter(_sentences(text)) for text in found.texts]
    for side in (0, 1):
        ours = [*_alone(found, side)]
        others = Counter(keys for keys, block in ours if block.repeat_of is not None or block.lane == "crumb")
        for keys in {keys for keys, block in ours if block.repeat_of is None and block.lane == "body"}:
            more = counts[side][keys] - counts[1 - side][keys]
            if counts[1 - side][keys] and others[keys] < more:
                yield f"not called a repeat: {' '.join(keys)!r}"


def _alone(found: Case, side: int) -> Iterator[tuple[tuple[str, ...], Block]]:
    """Yield the sentences that only one side has, each with its block, those of lost text left out."""
    text, least = found.texts[side], found.options.calibration.repeat_words
    for block in found.comparison.blocks:
        if block.kind != ("dropped", "added")[side] or block.lane == "lost":
            continue
        words = text.words_of(block.a or block.b or Span(0, 0))
        for start, end in pairwise(text.word_edges):
            if words.start <= start <= end - least and end <= words.stop:
                yield tuple(text.word_keys[start:end]), block


def _sentences(text: Text) -> Iterator[tuple[str, ...]]:
    yield from (tuple(text.word_keys[start:end]) for start, end in pairwise(text.word_edges))


def evidence_breaches(found: Case) -> list[str]:
    """Return how a comparison breaks law 11: pairs in which nothing says that one became the other.

    Something does where half of the words of the shorter one stand in the other, in order, or where both have a
    content word (its stem), a figure or a name in common that is not of the subject of the whole text.
    """
    comparison = found.comparison
    subject = _subject(found.texts[0]) & _subject(found.texts[1])
    breaches = []
    for block in comparison.blocks:
        if block.kind not in ("edited", "reworded") or block.a is None or block.b is None:
            continue
        words = [text.words_of(span) for text, span in zip(found.texts, (block.a, block.b), strict=True)]
        terms = [_terms(text, numbers) for text, numbers in zip(found.texts, words, strict=True)]
        keys = [[text.word_keys[n] for n in numbers] for text, numbers in zip(found.texts, words, strict=True)]
        if 2 * naive.lcs_length(*keys) < min(map(len, words)) and not (terms[0] & terms[1]) - subject:
            a, b = (span.of(side.text) for span, side in ((block.a, comparison.a), (block.b, comparison.b)))
            breaches.append(f"{block.kind} without evidence: {a!r} and {b!r}")
    return breaches


def _terms(text: Text, numbers: range) -> set[str]:
    """Return what some words say: stems of long words, figures, names; in scripts without spaces, pairs of letters."""
    keys = [text.word_keys[n] for n in numbers]
    found = {
        key[:_STEM]
        for key, n in zip(keys, numbers, strict=True)
        if key not in _EMPTY
        and (len(key) >= _LONG or any(map(str.isdigit, key)) or text.token(text.word(n))[0].isupper())
    }
    return found | {one + other for one, other in pairwise(keys) if len(one) == len(other) == 1}


def _subject(text: Text) -> set[str]:
    """Return the terms of half of the sentences of a text that has three or more."""
    sentences = [range(start, end) for start, end in pairwise(text.word_edges) if start < end]
    if len(sentences) < _SUBJECT_SENTENCES:
        return set()
    counts = Counter(term for numbers in sentences for term in _terms(text, numbers))
    return {term for term, n in counts.items() if 2 * n > len(sentences)}
