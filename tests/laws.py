"""The laws of a comparison as checks: each returns what is broken, as sentences; none where the law holds.

`broken` asks all of them about one pair, and names the law before each fault; what a comparison keeps besides has a
name and no number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import naive
import regex
from compared import compared
from conservation import may_be_set_aside
from mirror import content, mirror_image

from textdiff import Comparison, Options, Span
from textdiff.changes.align import TokenRun, longest_common
from textdiff.changes.groups import Group
from textdiff.changes.stumps import cut_at_stumps
from textdiff.changes.tidy import tidy
from textdiff.matches.runs import verbatim_runs
from textdiff.model import Edit
from textdiff.options import Limits
from textdiff.pipeline import align_texts, read_two
from textdiff.texts.divisions import settle_divisions
from textdiff.texts.keys import alike, plain
from textdiff.texts.text import Text

# The scripts that write words without spaces: between two of their letters an edit may end.
_WORD = regex.compile(r"[[\p{L}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]", regex.V1)
_RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_DIGIT = regex.compile(r"\p{Nd}")
# The laws of textdiff by their numbers.
NAMES = {
    1: "lossless",
    2: "tiling",
    3: "rebuild",
    4: "mirror",
    5: "same in, same out",
    6: "identity and oracle",
    7: "round trip",
    8: "accounted for",
    9: "one truth",
    10: "conservation",
    11: "evidence",
}

_SMALL = 2_500  # tokens × tokens up to which the textbook's table is filled for a pair


class Case(NamedTuple):
    """A comparison with what it was made of.

    `recut` are the texts with the borders that only the other one shows, `kept` the tokens that were aligned
    in place, `moves` what stands elsewhere, all as the comparison had them, `is_turned` whether it began with B.
    """

    comparison: Comparison
    options: Options
    texts: tuple[Text, Text]
    recut: tuple[Text, Text]
    kept: Sequence[TokenRun]
    moves: Sequence[Group]
    is_turned: bool


Check = Callable[[Case], Iterator[str]]


def case(a: str, b: str, options: Options) -> Case:
    """Return two texts, compared and read."""
    comparison = compared(a, b, options)
    texts = settle_divisions(*read_two(comparison.a, comparison.b, options))
    is_turned = b < a  # diff engines are not symmetric: pipeline
    first, second = texts[::-1] if is_turned else texts
    limits = Limits()
    runs = verbatim_runs(first, second, options.min_words, options.calibration.max_occurrences, limits)
    one, other, kept, moves = align_texts(first, second, runs, options, limits)
    one, other, _ = cut_at_stumps(one, other, kept)
    return Case(comparison, options, texts, (other, one) if is_turned else (one, other), kept, moves, is_turned)


def broken(found: Case) -> list[str]:
    """Return which laws a comparison breaks, and how."""
    return [f"{name}: {fault}" for name, check in LAWS.items() for fault in check(found)]


def lossless_faults(text: Text) -> Iterator[str]:
    """Yield how law 1 is broken by one text."""
    words = [text.text[start:end] for start, end in zip(text.starts, text.ends, strict=True)]
    rebuilt = "".join(gap + word for gap, word in zip(naive.gaps(text), [*words, ""], strict=True))
    if rebuilt != text.text:
        yield f"{rebuilt!r} was read from {text.text!r}"
    if not all(words):
        yield f"a token of {text.text!r} is empty"
    for name in ("words", "sentences", "paragraphs"):
        column = getattr(text, name)
        if list(column) != sorted(set(column)):
            yield f"the {name} are not in order: {list(column)}"
    if not set(text.paragraphs) <= set(text.sentences) <= set(range(len(text))):
        yield "a paragraph begins within a sentence, or a sentence within a token"


def _lossless(found: Case) -> Iterator[str]:
    for text in found.texts:
        yield from lossless_faults(text)


def _layout(found: Case) -> Iterator[str]:
    yield from naive.layout_faults(found.comparison)


def _rebuilt(found: Case) -> Iterator[str]:
    comparison = found.comparison
    a, b = comparison.a.text, comparison.b.text
    if naive.rebuild(comparison) != (a, b):
        yield f"the edits give {naive.rebuild(comparison)}"
    for edit in comparison.edits:
        equal = edit.a is not None and edit.b is not None and edit.a.of(a) == edit.b.of(b)
        if equal != (edit.op == "keep") or (edit.op == "keep" and edit.typography):
            yield f"{edit} is not what it is called"


def _mirrored(found: Case) -> Iterator[str]:
    """In what order the blocks of the other way round stand is law 2."""
    comparison = found.comparison
    back = compared(comparison.b, comparison.a, found.options)
    yield from naive.layout_faults(back)
    there, here = mirror_image(back.to_dict()), content(comparison.to_dict())
    for name in here:
        if here[name] != there[name]:
            yield f"{name} {here[name]}, and the other way round {there[name]}"


def _again(found: Case) -> Iterator[str]:
    """What was compared in between, the same texts the other way round, does not matter."""
    before = found.comparison
    again = compared(before.a, before.b, found.options)
    if json.dumps(again.to_dict()) != json.dumps(before.to_dict()):
        yield f"{before} was said first, and then {again}"


def _identical(found: Case) -> Iterator[str]:
    yield from identity_faults(found.comparison.b.text, found.options)


def identity_faults(text: str, options: Options) -> Iterator[str]:
    """Yield how law 6 is broken by a text compared with itself."""
    comparison = compared(text, text, options)
    whole = 1.0 if comparison.words[0] else 0.0  # nothing shares nothing
    shares = comparison.shares
    if comparison.relation != "same" or comparison.changes:
        yield f"{text!r} differs from itself: {comparison.verdict}"
    if not {edit.op for edit in comparison.edits} | {block.kind for block in comparison.blocks} <= {"keep", "same"}:
        yield f"{text!r} is not kept whole: {comparison.edits}"
    if (shares.a_in_b, shares.b_in_a, shares.jaccard) != (whole, whole, whole):
        yield f"{text!r} shares {shares} with itself"


def _as_the_textbook(found: Case) -> Iterator[str]:
    a, b = (text.keys for text in found.texts)
    if len(a) * len(b) <= _SMALL:
        kept = sum(run.n for run in longest_common(a, b))
        if kept != naive.lcs_length(a, b):
            yield f"the engine keeps {kept} tokens, the textbook {naive.lcs_length(a, b)}"


def _round_trip(found: Case) -> Iterator[str]:
    yield from round_trip_faults(found.comparison)


def round_trip_faults(comparison: Comparison) -> Iterator[str]:
    """Yield how law 7 is broken by a comparison."""
    record = json.loads(json.dumps(comparison.to_dict()))
    again = Comparison.from_dict(record, (comparison.a.text, comparison.b.text))
    if again != comparison or again.to_dict() != comparison.to_dict():
        yield f"{again} was read, {comparison} was written"


def _reads(text: Text, token: int) -> str:
    """Return a token; a word that is emphasised in part, or that a line end divides, without the marks in it."""
    written = text.token(token)
    if token not in text.divisions:
        return written
    furniture = {text.text[slice(*line)] for line in text.furniture}
    lines = [line for line in written.splitlines() if line.strip() and line.strip() not in furniture]
    return "\n".join(lines).replace("_", "").replace("*", "")


def _typography(found: Case) -> Iterator[str]:
    """An edit is typography if its words and marks are the same; else only the case of a headline is that."""
    written = [{text.start(n): _reads(text, n) for n in range(len(text))} for text in found.texts]
    for edit in found.comparison.edits:
        a, b = (
            [side[at] for at in range(span.start, span.end) if at in side] if span is not None else []
            for side, span in zip(written, (edit.a, edit.b), strict=True)
        )
        is_alike = len(a) == len(b) and all(map(alike, a, b))
        if edit.op == "keep" or edit.typography == is_alike or _are_primes(found, edit):
            continue
        folded = [[plain(token).casefold() for token in side] for side in (a, b)]
        has_case = any(token[0].isupper() for token in a + b)  # of a headline, or stressed
        numbers = [[token.strip(".()") for token in side] for side in (a, b)]  # of items: "1." and "1)"
        if not (edit.typography and ((folded[0] == folded[1] and has_case) or numbers[0] == numbers[1])):
            yield f"{edit} has the tokens {a}, {b}"


def _are_primes(found: Case, edit: Edit) -> bool:
    """Return whether an edit changes the mark of feet or inches, which is no quotation mark."""
    return all(
        span is not None and span.end - span.start == 1 and side.text[span.start - 1].isdigit()
        for span, side in ((edit.a, found.comparison.a), (edit.b, found.comparison.b))
    )


def _whole_words(found: Case) -> Iterator[str]:
    """No edit begins or ends inside a grapheme, a word or a number."""
    for side in ("a", "b"):
        text = getattr(found.comparison, side).text
        borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
        spans = [span for edit in found.comparison.edits if (span := getattr(edit, side)) is not None]
        for at in sorted({at for span in spans for at in (span.start, span.end)}):
            if at not in borders:
                yield f"an edit cuts a grapheme at {at} of {side}"
            if _in_word(text, at):
                yield f"an edit cuts {text[at - 3 : at + 3]!r} at {at} of {side}"


def _in_word(text: str, at: int) -> bool:
    before, after = text[:at][-1:], text[at:][:1]
    # Raised figures with no letter before them are the mark of a note.
    is_mark = before in _RAISED and not _WORD.match(text[:at].rstrip(_RAISED)[-1:])
    if _WORD.match(before) and _WORD.match(after) and not is_mark:
        return True
    figure = text[max(0, at - 2) : at + 1], text[max(0, at - 1) : at + 2]  # the mark before the border, or after it
    return any(
        len(part) == 3 and part[1] in ".,:" and bool(_DIGIT.match(part[0]) and _DIGIT.match(part[2])) for part in figure
    )


def _numbered(found: Case) -> Iterator[str]:
    """Changes are the blocks that a reader sees, of the body and of lost text, numbered as they are read."""
    comparison = found.comparison
    shown = () if comparison.independent else comparison.blocks
    seen = [block.n for block in shown if block.lane != "crumb" and (block.kind != "same" or block.moved)]
    numbers = [block.change for block in comparison.changes]
    if numbers != list(range(1, len(seen) + 1)) or sorted(block.n for block in comparison.changes) != seen:
        yield f"blocks {seen} are changes, and {numbers} are numbered"
    for side in ("a", "b"):  # each text is read in its order; what moved counts at its place in A
        spans = [getattr(block, side) for block in comparison.changes if not block.moved or side == "a"]
        present = [span for span in spans if span is not None]
        if present != sorted(present):
            yield f"the changes are not in {side} order: {present}"


def _balanced(found: Case) -> Iterator[str]:
    """What is counted adds up: words, shares, what was added and what was dropped."""
    comparison, texts = found.comparison, found.texts
    shares, counts = comparison.shares, comparison.counts
    words = len(texts[0].words), len(texts[1].words)
    crumbs = {block.n for block in comparison.blocks if block.lane == "crumb"}
    if comparison.words != words or not 0 <= shares.shared_words <= min(words):
        yield f"{shares.shared_words} shared words of {comparison.words}, {words} in the texts"
    # A crumb in which news changed is shown in the body, and so may be a repeat: they do not count all the same.
    if all(words) and not crumbs and not any(text.crumbs or text.repeated for text in texts):
        n = shares.shared_words
        expected = [round(n / words[0], 4), round(n / words[1], 4), round(n / (sum(words) - n), 4)]
        if [shares.a_in_b, shares.b_in_a, shares.jaccard] != expected:
            yield f"{shares}, and {expected} by the words"
    counted = [e for e in comparison.edits if e.op != "keep" and not e.typography and e.block not in crumbs]
    changed = [_n_words(text, [getattr(e, side) for e in counted]) for text, side in zip(texts, "ab", strict=True)]
    lost = [e for e in counted if comparison.blocks[e.block].lane == "lost"]
    words_lost = [[_n_words(text, [getattr(e, side)]) for e in lost] for text, side in zip(texts, "ab", strict=True)]
    in_body = [n - sum(one) for n, one in zip(changed, words_lost, strict=True)]
    if [counts.dropped_words, counts.added_words, counts.lost_words] != [
        *in_body,
        sum(map(max, zip(*words_lost, strict=True))),
    ]:
        yield f"{counts}, and {changed} words in the edits, {words_lost} of them lost"
    if not crumbs and words[0] - changed[0] != words[1] - changed[1]:
        yield f"{words} words, {changed} changed: what is kept is not kept on both sides"
    longest = max((match.words for match in comparison.matches), default=0)
    copied = sum(match.kind == "verbatim" for match in comparison.matches)
    if shares.passages < copied or shares.longest_words > longest:
        yield f"{shares}, and {copied} passages of {longest} words at most"


def _n_words(text: Text, spans: list[Span | None]) -> int:
    return sum(len(text.words_of(span)) for span in spans if span is not None)


def _passages(found: Case) -> Iterator[str]:
    """A passage is whole words; a verbatim one the same on both sides, an edited one at both ends or in most words."""
    share = found.options.calibration.verbatim_share
    calibration, least = found.options.calibration, found.options.min_words
    shortest = min(calibration.fragment_words, calibration.loose_words)  # of a passage found by its terms, not its ends
    for match in found.comparison.matches:
        keys = []
        for span, text in zip((match.a, match.b), found.texts, strict=True):
            keys.append([text.word_keys[n] for n in text.words_of(span)])
            if not {span.start, span.end} <= {*text.starts, *text.ends}:
                yield f"{match} begins or ends inside a token"
        ends = (keys[0][:least], keys[0][-least:]) == (keys[1][:least], keys[1][-least:])
        kept = 2 * naive.lcs_length(*keys) / max(1, sum(map(len, keys)))
        is_long = match.words >= least or (match.kind != "verbatim" and match.words >= shortest)
        if min(map(len, keys)) != match.words or not is_long or not 0 < match.similarity <= 1:
            yield f"{match} has the words {keys}"
        if match.kind == "verbatim" and (keys[0] != keys[1] or match.similarity != 1.0):
            yield f"{match} is not verbatim: {keys}"
        if match.kind == "edited" and kept < share and (not ends or match.words < least):
            yield f"{match} neither begins and ends verbatim nor has most of its words: {keys}"
        if match.kind == "reworded" and kept >= share:
            yield f"{match} has most of its words: {keys}"


def _repeats(found: Case) -> Iterator[str]:
    """What repeats a block stands on its side only, and each of its sentences is one of that block's."""
    blocks = found.comparison.blocks
    for block in blocks:
        if block.repeat_of is None:
            continue
        side = 0 if block.kind == "dropped" else 1
        text, span = found.texts[side], (block.a, block.b)[side]
        original = (blocks[block.repeat_of].a, blocks[block.repeat_of].b)[side]
        if block.kind not in ("dropped", "added") or span is None or original is None or block.repeat_of == block.n:
            yield f"{block} repeats {blocks[block.repeat_of]}"
            continue
        theirs = " ".join(text.word_keys[n] for n in text.words_of(original))
        for line in _sentences(text, span):
            if line not in theirs:
                yield f"{line!r} repeats {theirs!r}"


def _sentences(text: Text, span: Span) -> Iterator[str]:
    """Yield the words of the sentences of a span, or of the part of one that is in it."""
    within = text.token_at(span.start), text.token_at(span.end)
    borders = [within[0], *text.sentence_starts(within), within[1]]
    yield from (" ".join(text.keys_of_words(part)) for part in pairwise(borders))


def _lanes(found: Case) -> Iterator[str]:
    """What one side alone has is in the lane of crumbs if it is crumbs, or a headline that stands again right below."""
    for block in found.comparison.blocks:
        for span, *texts in zip((block.a, block.b), found.recut, found.texts, strict=True):
            if block.kind not in ("added", "dropped") or block.repeat_of is not None or span is None:
                continue
            # Whole sentences or those that moved text cut: which of them a block has the texts do not say.
            are_crumbs = [text.crumb_words.issuperset(text.words_of(span)) for text in texts]
            may_be_one = any(may_be_set_aside(text, span) for text in texts)
            if texts[0].words_of(span) and not (may_be_one if block.lane == "crumb" else not all(are_crumbs)):
                yield f"{span.of(texts[0].text)!r} is in the lane {block.lane}"


def _no_islands(found: Case) -> Iterator[str]:
    """No few words are kept between two long changes of a sentence: they are the same by chance."""
    a, b = found.recut[::-1] if found.is_turned else found.recut
    calibration = found.options.calibration
    for group in tidy(a, b, found.kept, found.moves, found.options, Limits()):
        edges = [(group.a[0], group.b[0]), *((run.a + run.n, run.b + run.n) for run in group.kept)]
        starts = [*((run.a, run.b) for run in group.kept), (group.a[1], group.b[1])]
        changed = [
            max(text.n_words(edge[side], start[side]) for side, text in enumerate((a, b)))
            for edge, start in zip(edges, starts, strict=True)
        ]
        for run, around in zip(group.kept, pairwise(changed), strict=True):
            kept = a.n_words(run.a, run.a + run.n)
            if kept <= calibration.island_words and min(around) >= calibration.long_change_words:
                yield f"{a.slice((run.a, run.a + run.n))!r} is kept between changes of {around} words"


LAWS: dict[str, Check] = {
    "law 1, lossless": _lossless,
    "law 2, tiling": _layout,
    "law 3, rebuild": _rebuilt,
    "law 4, mirror": _mirrored,
    "law 6, identity": _identical,
    "law 6, oracle": _as_the_textbook,
    "law 5, same in, same out": _again,
    "law 7, round trip": _round_trip,
    "typography is what is written alike": _typography,
    "edits are of whole words": _whole_words,
    "changes are numbered as read": _numbered,
    "the books balance": _balanced,
    "passages are the same words": _passages,
    "repeats are what was there": _repeats,
    "lanes are by form": _lanes,
    "no islands": _no_islands,
}
