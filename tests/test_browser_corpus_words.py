"""What a reader may type at the tables of a scan's page, and names that would turn the direction of what is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import open_page
from scanned import document, pair

import textdiff
from textdiff.model import Document, Pair, Scan, Shares
from textdiff.views.corpus import write_scan

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def of_shares(*shares: tuple[float, float]) -> Scan:
    """Return a scan of pairs with these shares, named by their numbers."""
    names = [f"d{n:03d}" for n in range(len(shares) + 1)]
    pairs = tuple(
        Pair(names[0], name, "overlapping", Shares(one, other, one, 100 - n, n + 1, 10))
        for n, (name, (one, other)) in enumerate(zip(names[1:], shares, strict=True))
    )
    assert pair(names[0], names[1], 1)
    return Scan(len(names), tuple(map(document, names)), pairs, (), (), (), 0, {})


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator("table[data-rows='pairs'] tbody tr:visible td:first-child").all_text_contents()
    return [text.strip().rpartition(" ")[2] for text in found]


SHARES = ((0.9, 0.2), (0.8, 0.8), (0.5, 0.1), (0.1, 0.15))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (">0.8", "1"), (">80%", "1"), (">80", "1"), ("> 80 %", "1"), (">=0.8", "12"), ("≥ 80 %", "12"), (">0,8", "1"),
        ("<0.5", "4"), ("<=0.5", "34"), ("≤50%", "34"), ("<20% d004", "4"), ("D002 >0.1", "2"), (">.05", "1234"),
        ("d001", "1"), ("txtoverlapping", ""), ("10words", ""), ("", "1234"),
    ],
)  # fmt: skip
def test_the_filter_understands_what_people_type(browser: Browser, tmp_path: Path, typed: str, kept: str) -> None:
    write_scan(of_shares(*SHARES), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        page.get_by_label("Filter pairs").fill(typed)
        assert shown(page) == [f"d00{n}" for n in kept]
        assert page.locator("output").first.text_content() == f"{len(kept)} of 4 pairs"
        page.emulate_media(media="print")
        assert page.get_by_label("Filter pairs").is_visible() == bool(typed)


@pytest.mark.parametrize("order", ["toString", "constructor", "__proto__", "up", ""])
def test_an_odd_order_in_the_address_is_none(browser: Browser, tmp_path: Path, order: str) -> None:
    write_scan(of_shares(*SHARES), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html", f"#pairs&sort=a-in-b&order={order}"):
        assert shown(visited.page) == ["d001", "d002", "d003", "d004"]
        assert visited.page.locator("th[aria-sort=descending]").count() == 1


def test_a_link_to_a_table_keeps_what_the_address_says_of_it(browser: Browser, tmp_path: Path) -> None:
    write_scan(of_shares(*SHARES), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        page.get_by_label("Filter pairs").fill("d003")
        page.locator("a[href='#pairs']").first.click()
        page.wait_for_function("location.hash === '#pairs&filter=d003'")
        assert shown(page) == ["d003"]


def test_letters_are_found_however_they_are_put_together(browser: Browser, tmp_path: Path) -> None:
    words = "One two three four five six seven eight nine ten."
    textdiff.scan([Document("cafe\u0301.txt", words), Document("b.txt", words), Document("c.txt", words)], out=tmp_path)
    for visited in open_page(browser, tmp_path / "index.html"):
        visited.page.get_by_label("Filter pairs").fill("caf\u00e9")
        assert len(shown(visited.page)) == 2


def test_a_name_that_turns_the_direction_is_spelled(browser: Browser, tmp_path: Path) -> None:
    words = "One two three four five six seven eight nine ten."
    textdiff.scan([Document("\u202egnp.txt", words), Document("b.txt", words), Document("c.txt", " ")], out=tmp_path)
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "\u202e" not in html
    assert html.count("[U+202E]gnp.txt") >= 2
    for visited in open_page(browser, tmp_path / "index.html"):
        assert "[U+202E]gnp.txt" in (visited.page.locator("main").text_content() or "")


def test_a_page_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<p>mine", "utf-8")
    documents = [Document("a", "one two"), Document("b", "one two")]
    with pytest.raises(textdiff.OutputError, match="no page of textdiff"):
        textdiff.scan(documents, out=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    textdiff.scan(documents, out=tmp_path, html=False)
    assert page.read_text("utf-8") == "<p>mine"
    page.unlink()
    textdiff.scan(documents, out=tmp_path)
    textdiff.scan(documents, out=tmp_path)
    assert "textdiff" in page.read_text("utf-8")
