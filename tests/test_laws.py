"""The laws of a comparison, on generated pairs and on the seed articles; what each of them is, `laws` says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import laws
import naive
import pytest
from as_text import as_text
from compared import compared
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import options, pairs, texts

from textdiff import Comparison, Document, Match, Options, Span
from textdiff.changes import align
from textdiff.model import Limit, Move, Source, Uncounted

CORPORA = Path(__file__).parent.parent / "corpora"
BOTH_WAYS = [("A", "B"), ("B", "A"), ("A", "T"), ("T", "A"), ("B", "T"), ("T", "B")]

_TOKENS = st.lists(st.sampled_from("abcde"), max_size=25)


def assert_none(faults: Iterable[str]) -> None:
    """Fail with each fault on a line of its own."""
    listed = list(faults)
    assert not listed, "\n".join(listed)


@pytest.mark.law(1, 2, 3, 4, 5, 6, 7)
@given(pairs(), options())
@example(("_ a", "＿ a"), Options())
def test_every_law_of_a_pair_holds(pair: tuple[str, str], settings: Options) -> None:
    assert_none(laws.broken(laws.case(*pair, settings)))


@pytest.mark.law(1)
@given(texts())
def test_tokens_and_the_gaps_between_them_rebuild_any_text(text: str) -> None:
    assert_none(laws.lossless_faults(as_text(text)))


@pytest.mark.law(6)
@given(texts(), options())
def test_any_text_compared_with_itself_is_kept_whole(text: str, settings: Options) -> None:
    assert_none(laws.identity_faults(text, settings))


@pytest.mark.law(1, 2, 3, 4, 5, 6, 7)
@pytest.mark.parametrize(("a", "b"), BOTH_WAYS)
def test_the_laws_hold_on_the_seed_articles(seeds: dict[str, Document], a: str, b: str) -> None:
    assert_none(laws.broken(laws.case(seeds[a].text, seeds[b].text, Options())))


_CHILD = """
import json, sys
from pathlib import Path
from textdiff import Document, compare
texts = [path.read_bytes().decode() for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
for a, b in zip(texts[::2], texts[1::2]):
    print(json.dumps(compare(Document("a", a), Document("b", b)).to_dict()))
"""


@pytest.mark.law(5)
def test_hash_seed_locale_time_zone_and_folder_do_not_change_a_byte(tmp_path: Path) -> None:
    folder = CORPORA / "edits" / "articles"
    surroundings = [("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Tokyo"), ("4711", "tr_TR.UTF-8", "America/Lima")]
    answers = set()
    for seed, locale, zone in surroundings:
        setting = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        command = [sys.executable, "-c", _CHILD, str(folder)]
        answers.add(subprocess.run(command, env=setting, cwd=tmp_path, capture_output=True, check=True).stdout)
    assert len(answers) == 1
    texts_ = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    pairs_ = list(zip(texts_[::2], texts_[1::2], strict=True))
    assert len(pairs_) == 126
    here = [compared(a, b).to_dict() for a, b in pairs_]
    assert [json.loads(line) for line in answers.pop().splitlines()] == json.loads(json.dumps(here))


@pytest.mark.law(6)
@given(_TOKENS, _TOKENS)
def test_the_engine_keeps_as_many_tokens_as_the_textbook(a: list[str], b: list[str]) -> None:
    runs = list(align.longest_common(a, b))
    assert sum(run.n for run in runs) == naive.lcs_length(a, b)
    a_done = b_done = 0
    for run in runs:
        assert run.a >= a_done
        assert run.b >= b_done
        assert a[run.a : run.a + run.n] == b[run.b : run.b + run.n]
        a_done, b_done = run.a + run.n, run.b + run.n


# Tokens far apart: code points of one to four bytes, and those beside the surrogates.
_FAR = str.maketrans(dict(zip("abcde", map(align._letter, (0, 0xD7FE, 0xD7FF, 0xFFFF, 1_000_000)), strict=True)))  # noqa: SLF001


@pytest.mark.law(5)
@given(_TOKENS.map("".join), _TOKENS.map("".join))
def test_the_engine_in_c_gives_what_the_one_in_python_gives(a: str, b: str) -> None:
    for one, other in ((a, b), (a.translate(_FAR), b.translate(_FAR))):
        assert [tuple(op) for op in align._diff(one, other)] == align._pure_diff(one, other)  # noqa: SLF001  one door


@pytest.mark.law(6)
def test_more_different_tokens_than_there_are_code_points_are_aligned() -> None:
    many = [str(n) for n in range(1_120_000)]
    assert sum(run.n for run in align.longest_common(["end"], [*many, "end"])) == 1


@pytest.mark.law(7)
def test_json_keeps_every_kind_of_entry() -> None:
    a, b = "Some 6,700 \u200bpeople.\n", "Some 7,600 people.\r\n"
    comparison = compared(a, b)
    moved = replace(comparison.blocks[0], moved=Move(1, 14, 0.08, 0.71), lane="crumb", repeat_of=0)
    everything = replace(
        comparison,
        a=Document("first", a, Source("a.txt", "00", "utf-8", "title", "2020-08-17", "outlet", "en", (3, 4))),
        blocks=(moved, *comparison.blocks[1:]),
        matches=(Match(Span(0, 4), Span(0, 4), 1, 0.75),),
        uncounted=(Uncounted("name", Span(0, 4), Span(0, 4), 1),),
        notes=("one", "two"),
        limits=(Limit("engine_cells", 20, 10),),
    )
    assert {warning.kind for warning in comparison.warnings} == {"hidden-characters", "line-ends"}
    assert list(laws.round_trip_faults(everything)) == []


@pytest.mark.law(7)
@pytest.mark.parametrize("numbers", [(2, 1), (1, 1), (1, 3), (0, 1)])
def test_a_record_with_other_numbers_of_changes_is_refused(numbers: tuple[int, int]) -> None:
    comparison = compared("One is here.\n\nTwo is there.", "One was here.\n\nTwo was there.")
    record = comparison.to_dict()
    changed = [block for block in record["blocks"] if block["change"]]
    assert [block["change"] for block in changed] == [1, 2]
    changed[0]["change"], changed[1]["change"] = numbers
    texts = (comparison.a.text, comparison.b.text)
    if sorted(numbers) == [1, 2]:
        assert Comparison.from_dict(record, texts).changes[0].n == changed[1]["n"]
    else:
        with pytest.raises(AssertionError, match="numbered"):
            Comparison.from_dict(record, texts)
