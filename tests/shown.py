"""Pairs of texts whose reports are opened in a browser, and how their texts are read back from a page."""

from __future__ import annotations

from pathlib import Path

from command import article
from page import HOSTILE, PAYLOADS

import textdiff
from textdiff.model import Document

ARTICLES = Path(__file__).parent.parent / "corpora" / "belarus-2020" / "articles"
# Every pair; the seeds only where their folder is known.
PAIRS = (
    "seeds", "belarus", "hostile", "payloads", "identical", "disjoint", "one-sided", "moves", "right-to-left",
    "chinese", "typography",
)  # fmt: skip

_ARABIC = (
    "قال الوزير يوم الاثنين إن المصنع سيغلق أبوابه في نهاية العام بعد خسائر بلغت 12 مليونا. "
    "وأضاف أن العمال سيحصلون على تعويض كامل. "
    "ولم يصدر تعليق من النقابة حتى مساء أمس. "
)
_CHINESE = (
    "市政府星期一宣布，由于河水持续上涨，沿岸三个区的居民必须在傍晚前撤离。"
    "消防部门已经派出二十艘救生艇，并在学校里设立了临时安置点。"
    "气象台预计大雨还将持续两天。"
)

# The text of the elements that carry a side, what is a label inside them left out.
PANE = """side => {
  const found = [];
  for (const pane of document.querySelectorAll(`[data-text="${side}"]`)) {
    const texts = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.parentElement.closest("[data-label]")) found.push(text.data);
    }
  }
  return found.join("");
}"""
# The same from the one-column view, of what is shown of each row: text of one side alone is in ins, del or typography
# that names its side; text that is in neither belongs to both.
COLUMN = """side => {
  const other = side === "a" ? "ins, [data-side=b]" : "del, [data-side=a]";
  const found = [];
  for (const row of document.querySelectorAll("#rows > .row")) {
    for (const cell of row.querySelectorAll(":scope > .cell:not(.none)")) {
      if (getComputedStyle(cell).display === "none") continue;
      const alone = cell.matches(".alone") && !cell.matches("." + side);
      if (alone) continue;
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (parent.closest("[data-label]") || (cell.matches(".both") && parent.closest(other))) continue;
        found.push(texts.currentNode.data);
      }
    }
  }
  return found.join("");
}"""


def texts_of(name: str, seeds: dict[str, Document] | None = None) -> tuple[str, str]:
    """Return the two texts that a name of `PAIRS` stands for."""
    if name == "seeds":
        assert seeds is not None
        return seeds["A"].text, seeds["B"].text
    hostile = "\n".join(HOSTILE.values())
    belarus = [(ARTICLES / f"outlet-{n}.txt").read_bytes().decode() for n in "ab"]
    long = article(*range(30))
    made = {
        "belarus": (belarus[0], belarus[1]),
        "hostile": (hostile + article(1, 2), hostile.replace("one", "1").replace("two", "<b>2") + article(1, 3)),
        "payloads": (article(1, 2).join(PAYLOADS[::2]), article(1, 2).join(PAYLOADS[1::2])),
        "identical": (article(*range(9)), article(*range(9))),
        "disjoint": (article(*range(9)), article(*range(20, 30))),
        "one-sided": ("", article(*range(9))),
        "moves": (
            article(*range(20), 50, 51, *range(20, 40)),
            article(*range(5), 51, 50, 7, 8, 9, 5, 6, *range(10, 15), 80, *range(15, 40), 19),
        ),
        "right-to-left": (
            _ARABIC * 2 + "وقال المدير: لا تغيير في الخطة.",
            _ARABIC.replace("12", "15") + "ونفت الشركة الخبر. " + _ARABIC,
        ),
        "chinese": (_CHINESE * 2 + "没有人员伤亡。", _CHINESE.replace("二十", "三十") + "道路已经封闭。" + _CHINESE),
        "typography": (long, long.replace("\n\n", "\n").replace("e", "e\u00ad", 3) + " “Ja.” " + article(80)),
    }
    return made[name]


def documents_of(texts: tuple[str, str]) -> list[Document]:
    """Return two texts as documents with paths for names."""
    return [Document("one/a.txt", texts[0]), Document("two/b.txt", texts[1])]


def write_report(file: Path, texts: tuple[str, str], **settings: bool) -> Path:
    """Write the report of two texts, its line ends as they are, and return the file."""
    file.write_text(textdiff.report(documents_of(texts), **settings), "utf-8", newline="")
    return file
