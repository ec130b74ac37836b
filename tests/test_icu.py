"""With the extra icu, dictionaries cut the words of scripts without spaces; `.ci/run` installs it for this file."""

from __future__ import annotations

import pytest
from as_text import as_text

from textdiff import Document, compare
from textdiff.options import Calibration
from textdiff.texts.scripts import count_words, segmentation

pytest.importorskip("icu4py", reason="the extra icu is not installed")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("東京都の知事は月曜日に会見した", ["東京", "都", "の", "知事", "は", "月曜日", "に", "会見", "した"]),
        ("นักข่าวถูกจับกุม", ["นัก", "ข่าว", "ถูก", "จับกุม"]),
        ("ប្រទេសកម្ពុជាមានប្រជាជន", ["ប្រទេស", "កម្ពុជា", "មាន", "ប្រជាជន"]),
        ("𠮷野家は月曜日", ["𠮷", "野家", "は", "月曜日"]),  # code points beyond 16 bits
        ("the iPhone中国 of", ["the", "iPhone", "中国", "of"]),
    ],
)
def test_words_are_cut_by_dictionary(text: str, words: list[str]) -> None:
    tokens = as_text(text)
    found = [text[tokens.starts[n] : tokens.ends[n]] for n in tokens.words]
    assert "".join(found) == "".join(words)
    assert found == words


def test_a_word_counts_as_one_and_is_replaced_whole() -> None:
    assert segmentation() == "icu"
    assert count_words(["月曜日", "は"], Calibration()) == 2
    a, b = "東京都の知事は月曜日に会見した。", "東京都の知事は火曜日に会見した。"
    comparison = compare(Document("a", a), Document("b", b))
    (edit,) = [edit for edit in comparison.edits if edit.op != "keep"]
    assert (edit.a and edit.a.of(a), edit.b and edit.b.of(b)) == ("月曜日", "火曜日")
    assert comparison.options["segmentation"] == "icu"
