"""What a reader may type at the tables of a scan's page, and names that would turn the direction of what is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import assert_accessible, assert_no_sideways_scroll, assert_sound, open_page
from page import PAYLOADS
from scanned import document, family_of, of_families, of_pairs, pair

import textdiff
from textdiff.model import Document, Pair, Scan, Shares
from textdiff.views.tables import write_scan

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


def test_the_counter_of_a_page_says_that_there_are_others_and_links_carry_the_filter(
    browser: Browser, tmp_path: Path
) -> None:
    write_scan(of_pairs(201, 2500), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        here = page.locator("table.pairs tbody tr").count()
        status = page.locator("section[aria-labelledby=pairs] output")
        said = f"of the {here:,} pairs on this page; 2,500 in all, see pairs.csv"
        assert status.text_content() == f"{here:,} {said}"
        page.get_by_label("Filter pairs").fill("d000")
        assert page.locator("table.pairs tbody tr:visible").count() == 0
        assert status.text_content() == f"0 {said}. The others were not searched."
        assert_no_sideways_scroll(page)
        page.get_by_role("link", name="Next page").first.click()
        page.wait_for_url("**/pages/pairs-2.html#pairs&filter=d000")
        assert page.get_by_label("Filter pairs").input_value() == "d000"
        page.get_by_role("link", name="Previous page").first.click()
        page.wait_for_url("**/index.html#pairs&filter=d000")
        page.get_by_label("Filter pairs").fill("")
        assert page.get_by_role("link", name="Next page").first.get_attribute("href") == "pages/pairs-2.html#pairs"
        visited.requests[1:] = []  # the pages that were asked for here


def test_the_counter_of_families_says_that_there_are_others(browser: Browser, tmp_path: Path) -> None:
    write_scan(of_families(tuple(family_of(n, 2, words=900 - n) for n in range(1, 701))), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        here = page.locator("table.families tbody tr").count()
        page.get_by_label("Filter families").fill("family-700")
        status = page.locator("section[aria-labelledby=families] output").text_content()
        assert here < 700
        said = f"0 of the {here} families on this page; 700 in all, see families.jsonl. The others were not searched."
        assert status == said


def test_the_id_of_a_family_finds_that_family_alone(browser: Browser, tmp_path: Path) -> None:
    write_scan(of_families(tuple(family_of(n, 3, words=99 - n) for n in range(1, 41))), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        for typed, families, pairs in (("family-3", 1, 2), ("FAMILY-30 f0030", 1, 2), ("family-", 40, 80)):
            for kind, n in (("families", families), ("pairs", pairs)):
                page.get_by_label(f"Filter {kind}").fill(typed)
                assert page.locator(f"table.{kind} tbody tr:visible").count() == n, (typed, kind)
        page.get_by_label("Filter families").fill("family-3")
        assert page.locator("details.family:visible").count() == 1
        assert page.locator("#family-3").count() == 1


@pytest.mark.parametrize(
    ("typed", "odd"), [(">abc", ">abc"), ("d001 >=", ">="), (">0.8bbc", ">0.8bbc"), ("=0.8", "=0.8"), ("> x", ">")]
)
def test_a_comparison_that_is_none_is_told_how_to_write_it(
    browser: Browser, tmp_path: Path, typed: str, odd: str
) -> None:
    write_scan(of_shares(*SHARES), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        page.get_by_label("Filter pairs").fill(typed)
        assert page.locator("output").first.text_content() == f"“{odd}” is no share; write >0.8"
        page.get_by_label("Filter pairs").fill(">0.")
        assert page.locator("output").first.text_content() == "4 of 4 pairs"


def test_pairs_are_found_by_titles_and_outlets(browser: Browser, tmp_path: Path) -> None:
    about = {"d001": ("Ferry sinks", "The Courier"), "d002": ("Caf\u00e9 fire", None), "d003": (None, "The Courier")}
    scan = of_shares(*SHARES)
    documents = [
        document(one.id, title=title, publisher=publisher)
        for one, _ in scan.documents
        for title, publisher in [about.get(one.id, (None, None))]
    ]
    write_scan(replace(scan, documents=tuple(documents)), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        for typed, kept in (
            ("courier", "13"),
            ("cafe\u0301", "2"),
            ("ferry >0.8", "1"),
            ("fire courier", ""),
            ("", "1234"),
        ):
            visited.page.get_by_label("Filter pairs").fill(typed)
            assert shown(visited.page) == [f"d00{n}" for n in kept], typed
            assert visited.page.locator("output").first.text_content() == f"{len(kept)} of 4 pairs"
        assert visited.page.locator("table.pairs a").first.get_attribute("title") == "Ferry sinks, The Courier"


def test_hostile_titles_are_only_found(browser: Browser, tmp_path: Path) -> None:
    documents = [
        document(f"d{n:03d}", title=text, publisher=text, encoding=text, undecodable=(n,))
        for n, text in enumerate(PAYLOADS)
    ]
    pairs = tuple(pair("d000", one.id, 9) for one, _ in documents[1:])
    write_scan(Scan(len(documents), tuple(documents), pairs, (), (), (), 0, {}), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        assert_sound(page)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        assert page.locator("section[aria-labelledby=encodings] tbody tr").count() == len(documents)
        elements = page.locator("body *").count()
        page.get_by_label("Filter pairs").fill("textarea")
        assert 0 < page.locator("table.pairs tbody tr:visible").count() < 5
        page.get_by_label("Filter pairs").fill("<img src=x onerror=alert(1)>")
        assert 0 < page.locator("table.pairs tbody tr:visible").count() <= len(pairs)
        assert page.locator("body *").count() == elements
        assert page.locator("img").count() == 0


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
