"""Pairs of generated articles, which reach what versions of a newspaper's article differ in.

Moved paragraphs, crumbs, headers, quotations, repeats, other line breaks and rewordings: tests/test_reach.py counts
that each of them is in one example of twenty at least. An article is paragraphs of sentences that were written for it;
an editor changes both versions, then one of them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st
from pieces import PIECES, dressed
from written import CRUMBS, HEADERS, HEADS, QUOTATIONS, STORIES, Story

_REWORDED = {sentence: reworded for story in STORIES for sentence, reworded in story}


@dataclass(slots=True)
class _Article:
    """Paragraphs of sentences, below a header or none."""

    story: Story
    paragraphs: list[list[str]]
    header: str = ""
    head: str = field(default=HEADS[0])

    def copy(self) -> _Article:
        return _Article(self.story, [list(paragraph) for paragraph in self.paragraphs], self.header, self.head)


class _Choice(NamedTuple):
    """What a change is made with: the paragraph and sentence that it falls on, a place to go to, what is put in."""

    n: int
    m: int
    to: int
    piece: str


def edited_articles() -> st.SearchStrategy[tuple[str, str]]:
    """Return a strategy for two versions of an article."""
    return _edited_articles()


_CHOICES = st.builds(_Choice, st.integers(0, 8), st.integers(0, 40), st.integers(0, 8), st.sampled_from(PIECES))


@st.composite
def _edited_articles(draw: st.DrawFn) -> tuple[str, str]:
    story = draw(st.sampled_from(STORIES))
    numbers = draw(st.lists(st.integers(0, len(story) - 1), unique=True, min_size=3, max_size=9))
    width = draw(st.integers(1, 3))
    sentences = [story[n][0] for n in numbers]
    a = _Article(story, [sentences[at : at + width] for at in range(0, len(sentences), width)])
    _change(a, draw(st.lists(st.tuples(st.sampled_from(_COMMON), _CHOICES), max_size=2)))
    b = a.copy()
    _change(b, draw(st.lists(st.tuples(st.sampled_from(_CHANGES), _CHOICES), min_size=1, max_size=4)))
    layouts = draw(st.sampled_from(_LAYOUTS)), draw(st.sampled_from(_LAYOUTS))
    pair = layouts[0](a), draw(dressed())(layouts[1](b))
    return pair[::-1] if draw(st.booleans()) else pair


def _change(article: _Article, changes: Sequence[tuple[_Change, _Choice]]) -> None:
    for change, choice in changes:
        if article.paragraphs:
            change(article, choice)
            article.paragraphs = [paragraph for paragraph in article.paragraphs if paragraph]


_Change = Callable[[_Article, _Choice], None]


def _at(article: _Article, choice: _Choice) -> tuple[list[str], int]:
    """Return the paragraph that a choice falls on, and the number of the sentence in it."""
    paragraph = article.paragraphs[choice.n % len(article.paragraphs)]
    return paragraph, choice.m % len(paragraph)


def _move_paragraph(article: _Article, choice: _Choice) -> None:
    n = choice.n % len(article.paragraphs)
    moved = article.paragraphs.pop(n)
    article.paragraphs.insert(
        (n + 1 + choice.to % max(1, len(article.paragraphs))) % (len(article.paragraphs) + 1), moved
    )


def _move_sentence(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    moved = paragraph.pop(m)
    article.paragraphs[choice.to % len(article.paragraphs)].append(moved)


def _turn_round(article: _Article, _choice: _Choice) -> None:
    article.paragraphs.reverse()


def _reword(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    paragraph[m] = _REWORDED.get(paragraph[m], paragraph[m])


def _reword_from_here(article: _Article, choice: _Choice) -> None:
    for paragraph in article.paragraphs[choice.n % len(article.paragraphs) :]:
        paragraph[:] = [_REWORDED.get(sentence, sentence) for sentence in paragraph]


def _repeat_paragraph(article: _Article, choice: _Choice) -> None:
    paragraph, _ = _at(article, choice)
    article.paragraphs.insert(choice.to % (len(article.paragraphs) + 1), list(paragraph))


def _repeat_sentence(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    article.paragraphs[choice.to % len(article.paragraphs)].append(paragraph[m])


def _repeat_in_other_words(article: _Article, choice: _Choice) -> None:
    """Put a sentence in once more with a word changed: two that may be taken for each other."""
    paragraph, m = _at(article, choice)
    words = paragraph[m].split(" ")
    words[choice.m % len(words)] = "again"
    article.paragraphs.insert(choice.to % (len(article.paragraphs) + 1), [" ".join(words)])


def _gather(article: _Article, choice: _Choice) -> None:
    """Put one version of a sentence elsewhere, for all those that begin alike."""
    paragraph, m = _at(article, choice)
    sentence = paragraph[m]
    for other in article.paragraphs:
        other[:] = [one for one in other if one[:12] != sentence[:12]]
    article.paragraphs.insert(choice.to % (len(article.paragraphs) + 1), [sentence.replace(" ", " also ", 1)])


def _add_crumb(article: _Article, choice: _Choice) -> None:
    article.paragraphs.insert(choice.to % (len(article.paragraphs) + 1), [CRUMBS[choice.m % len(CRUMBS)]])


def _add_header(article: _Article, choice: _Choice) -> None:
    article.header = HEADERS[choice.m % len(HEADERS)].format(head=article.head)


def _change_header(article: _Article, choice: _Choice) -> None:
    article.header = article.header.replace("14", "16") if choice.m % 2 else ""


def _add_head(article: _Article, choice: _Choice) -> None:
    article.paragraphs.insert(0, [HEADS[choice.m % len(HEADS)]])


def _quote(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    paragraph[m] = QUOTATIONS[choice.to % len(QUOTATIONS)].format(paragraph[m])


def _unquote(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    paragraph[m] = paragraph[m].strip('“”"„‘’「」')


def _drop_paragraph(article: _Article, choice: _Choice) -> None:
    del article.paragraphs[choice.n % len(article.paragraphs)]


def _drop_sentence(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    del paragraph[m]


def _add_sentence(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    paragraph.insert(m, article.story[choice.to % len(article.story)][0])


def _replace_sentence(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    paragraph[m] = article.story[choice.to % len(article.story)][0]


def _join_paragraphs(article: _Article, choice: _Choice) -> None:
    n = choice.n % len(article.paragraphs)
    article.paragraphs[n : n + 2] = [[s for paragraph in article.paragraphs[n : n + 2] for s in paragraph]]


def _merge_sentences(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    paragraph[m : m + 2] = [", and ".join(sentence.rstrip(".") for sentence in paragraph[m : m + 2]) + "."]


def _change_word(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    words = paragraph[m].split(" ")
    words[choice.to % len(words)] = ("3", "not", "harbour", "")[choice.m % 4]
    paragraph[m] = " ".join(words)


def _cut_sentence(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    words = paragraph[m].split(" ")
    del words[choice.to % len(words) : choice.to % len(words) + choice.m % 4]
    paragraph[m] = " ".join(words)


def _put_in(article: _Article, choice: _Choice) -> None:
    paragraph, m = _at(article, choice)
    at = (7 * choice.to) % (len(paragraph[m]) + 1)
    paragraph[m] = paragraph[m][:at] + choice.piece + paragraph[m][at:]


_COMMON: tuple[_Change, ...] = (
    _add_head,
    _add_header,
    _add_header,
    _quote,
    _quote,
    _add_crumb,
    _repeat_paragraph,
    _repeat_sentence,
    _repeat_in_other_words,
    _repeat_in_other_words,
)
_CHANGES: tuple[_Change, ...] = (
    _change_word,
    _cut_sentence,
    _put_in,
    _drop_sentence,
    _drop_paragraph,
    _add_sentence,
    _replace_sentence,
    _replace_sentence,
    _move_paragraph,
    _move_paragraph,
    _move_paragraph,
    _move_sentence,
    _turn_round,
    _reword,
    _reword,
    _reword_from_here,
    _reword_from_here,
    _repeat_paragraph,
    _repeat_sentence,
    _repeat_in_other_words,
    _gather,
    _join_paragraphs,
    _merge_sentences,
    _add_crumb,
    _add_header,
    _change_header,
    _add_head,
    _quote,
    _unquote,
)


def _laid_out(line_end: str, *, blank: int = 2, columns: int = 0) -> Callable[[_Article], str]:
    """Return what writes an article: so many line ends behind a paragraph, lines filled up to so many columns."""

    def lay_out(article: _Article) -> str:
        joint = "" if any("\u3002" in sentence for sentence, _ in article.story) else " "
        paragraphs = [joint.join(paragraph) for paragraph in article.paragraphs]
        if columns:
            paragraphs = [
                line_end.join(textwrap.wrap(text, columns, break_long_words=False, break_on_hyphens=False))
                for text in paragraphs
            ]
        return article.header + (line_end * blank).join(paragraphs) + line_end

    return lay_out


_LAYOUTS = (
    _laid_out("\n"),
    _laid_out("\n"),
    _laid_out("\n", columns=44),
    _laid_out("\n", columns=70),
    _laid_out("\n", blank=1),
    _laid_out("\r\n"),
)
