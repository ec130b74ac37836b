"""Scripts without spaces: where no dictionary is installed, two or four characters count as a word."""

from __future__ import annotations

import pytest
from as_text import as_text

from textdiff import Comparison, Document, compare, passages
from textdiff.options import Calibration
from textdiff.texts.scripts import count_words, segmentation

SHARED = {  # more than seven words by anyone's count, and less than seven
    "zh": ("港口城市的居民周一晚间在广场集会抗议新的渔业法案", "周一晚间在广场集会"),
    "ja": ("港町の住民は月曜日の夜に広場に集まり新しい漁業法案に抗議した", "月曜日の夜に広場に"),
    "th": ("ชาวเมืองท่ารวมตัวกันที่จัตุรัสเมื่อคืนวันจันทร์เพื่อประท้วงร่างกฎหมายประมงฉบับใหม่", "เมื่อคืนวันจันทร์"),
    "km": ("អ្នកស្រុកកំពង់ផែបានប្រមូលផ្តុំនៅទីលានកាលពីយប់ថ្ងៃចន្ទដើម្បីតវ៉ាច្បាប់នេសាទថ្មី", "យប់ថ្ងៃចន្ទ"),
}
STRANGERS = {
    "zh": ("记者说", "，部长没有回答问题。", "昨天有人看见", "，随后下起了大雨。"),
    "ja": ("記者によると", "、大臣は答えなかった。", "昨日誰かが", "、その後大雨になった。"),
    "th": ("นักข่าวกล่าว", " รัฐมนตรีไม่ตอบคำถาม", "มีคนเห็นว่า", " จากนั้นฝนตกหนัก"),
    "km": ("អ្នកកាសែតនិយាយថា", " រដ្ឋមន្ត្រីមិនឆ្លើយ", "មានគេឃើញ", " បន្ទាប់មកមានភ្លៀង"),
}


def _pair(language: str, shared: str) -> tuple[Document, Document]:
    a_start, a_end, b_start, b_end = STRANGERS[language]
    return Document("a", a_start + shared + a_end), Document("b", b_start + shared + b_end)


@pytest.mark.parametrize("language", SHARED)
def test_a_sentence_is_a_passage_and_a_phrase_is_none(language: str) -> None:
    sentence, phrase = SHARED[language]
    a, b = _pair(language, sentence)
    (match,) = passages(a, b)
    assert match.a.of(a.text) == match.b.of(b.text) == sentence
    assert passages(*_pair(language, phrase)) == ()
    assert compare(*_pair(language, phrase)).relation == "no-shared-text"


@pytest.mark.parametrize("language", SHARED)
def test_a_word_that_changed_is_found_between_characters(language: str) -> None:
    sentence, phrase = SHARED[language]
    comparison = compare(Document("a", sentence), Document("b", sentence.replace(phrase, "")))
    (edit,) = [edit for edit in comparison.edits if edit.op != "keep"]
    assert (edit.op, edit.a and edit.a.of(sentence)) == ("drop", phrase)
    assert _rebuilt(comparison) == sentence.replace(phrase, "")


def _rebuilt(comparison: Comparison) -> str:
    return "".join(span.of(comparison.b.text) for span in sorted(edit.b for edit in comparison.edits if edit.b))


@pytest.mark.skipif(segmentation() == "icu", reason="the extra icu is installed: tests/test_icu.py")
def test_without_dictionaries_each_character_is_a_word() -> None:
    tokens = as_text("東京都𠮷ก็ดี iPhone中国")
    assert len(tokens.words) == len("東京都𠮷") + len(["ก็", "ดี"]) + len(["iPhone"]) + len("中国")
    assert count_words(["港", "口"], Calibration()) == 1
    assert count_words(["ก", "ข", "ค", "ง", "harbour"], Calibration()) == 2
    comparison = compare(Document("a", "港口"), Document("b", "港"))
    assert comparison.options["segmentation"] == "characters"
