"""What a real browser makes of the pages of a scan: they sort, filter, print, and ask the network for nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from browser import Visit, assert_accessible, assert_no_sideways_scroll, assert_sound, open_page
from command import article
from page import PAYLOADS
from scanned import MEGABYTE, of_pairs
from speed.texts import corpus

import textdiff
from textdiff.model import Document
from textdiff.views.tables import write_scan

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CORPORA = Path(__file__).parent.parent / "corpora"
SIZES = (3, 78, 1000)
# The rows of a table that are shown, as the texts of their cells.
ROWS = """table => [...table.tBodies[0].rows].filter(row => row.checkVisibility())
  .map(row => [...row.cells].map(cell => cell.textContent))"""


class Scanned(NamedTuple):
    """The results of a scan on disk."""

    out: Path
    pairs: list[dict[str, Any]]  # as the page has them: most shared words first
    families: list[dict[str, Any]]
    summary: dict[str, Any]


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Scanned]:
    """Return scans by their number of documents: articles of the corpora, and a thousand made-up ones."""
    found = {}
    for n, name in ((3, "belarus-2020"), (78, "newsroom")):
        out = tmp_path_factory.mktemp(f"scan-{n}")
        textdiff.scan(CORPORA / name / "articles", out=out)
        found[n] = scanned(out)
    out = tmp_path_factory.mktemp("scan-1000")
    texts = corpus(1000).texts
    # Without the reports of its pairs, which take 25 ms each.
    write_scan(textdiff.scan(Document(name, text) for name, text in texts.items()), out, html=True)
    found[1000] = scanned(out)
    return found


def scanned(out: Path) -> Scanned:
    rows = {
        name: [json.loads(line) for line in (out / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("pairs", "families")
    }
    pairs = sorted(rows["pairs"], key=lambda row: (-row["shared_words"], row["a"], row["b"]))
    return Scanned(out, pairs, rows["families"], json.loads((out / "summary.json").read_bytes()))


@pytest.fixture
def found(request: pytest.FixtureRequest, scans: dict[int, Scanned]) -> Scanned:
    """Return the scan that a test is about, by its number of documents."""
    return scans[request.param]


@pytest.fixture
def visit(browser: Browser, found: Scanned) -> Iterator[Visit]:
    yield from open_page(browser, found.out / "index.html")


def table(page: Page, name: str) -> list[list[str]]:
    rows: list[list[str]] = page.locator(f"table[data-rows='{name}']").evaluate(ROWS)
    return rows


def names(pairs: list[dict[str, Any]]) -> list[str]:
    return [f"{row['a']} and {row['b']}" for row in pairs]


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def open_all(page: Page) -> None:
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")


@pytest.mark.parametrize("found", SIZES, indirect=True)
def test_the_page_is_sound_and_fits_every_width(visit: Visit) -> None:
    assert_sound(visit.page)
    assert_no_sideways_scroll(visit.page)
    open_all(visit.page)
    assert_no_sideways_scroll(visit.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("found", SIZES, indirect=True)
def test_the_page_is_accessible_with_all_of_it_opened(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    open_all(visit.page)
    assert_accessible(visit.page)


@pytest.mark.parametrize("found", SIZES, indirect=True)
def test_the_counts_of_the_page_are_those_of_the_summary(visit: Visit, found: Scanned) -> None:
    page = visit.page
    said = page.locator(".verdict").inner_text()
    numbers = [int(text.replace(",", "")) for text in re.findall(r"[\d,]*\d", said)]
    kinds = ("found", "read", "skipped", "pairs", "families")
    assert numbers == [found.summary[kind] for kind in kinds]
    assert [row[0] for row in table(page, "pairs")] == names(found.pairs)
    assert len(table(page, "families")) == len(found.families)
    counts = [text for text in page.locator("output").all_text_contents() if "pairs" in text or "families" in text]
    assert set(counts) <= {
        f"{len(rows)} of {len(rows)} {kind}" for kind, rows in (("pairs", found.pairs), ("families", found.families))
    }


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a key by which numbers in names are sorted as numbers."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", text) if part]


SORTED = {
    "A and B": lambda row: natural(f"{row['a']} and {row['b']}"),
    "A in B": lambda row: row["a_in_b"],
    "B in A": lambda row: row["b_in_a"],
    "Shared words": lambda row: row["shared_words"],
    "Passages": lambda row: row["passages"],
    "Longest": lambda row: row["longest_words"],
}


@pytest.mark.parametrize("column", SORTED)
@pytest.mark.parametrize("found", [78, 1000], indirect=True)
def test_a_click_on_a_heading_sorts_as_python_does_and_a_second_one_the_other_way(
    visit: Visit, found: Scanned, column: str
) -> None:
    page = visit.page
    head = page.locator("table.pairs th", has_text=re.compile(f"^{column}$"))
    first, second = ("ascending", "descending") if column == "A and B" else ("descending", "ascending")
    if column == "Shared words":  # as it is given
        first, second = second, first
    for order in (first, second, first):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
        is_given = column == "Shared words" and order == "descending"
        said = "Pairs, most shared words first" if is_given else f"Sorted by “{column}”"
        assert page.locator("table.pairs caption").text_content() == said
        # Of equals those come first that came first before: sorted() keeps their order, reversed or not.
        expected = sorted(found.pairs, key=SORTED[column], reverse=order == "descending")
        assert [row[0] for row in table(page, "pairs")] == names(expected)
    assert page.locator("table.pairs th[aria-sort=ascending], table.pairs th[aria-sort=descending]").count() == 1


@pytest.mark.parametrize("found", [78], indirect=True)
def test_families_are_sorted_by_key_and_each_leads_to_its_versions(visit: Visit, found: Scanned) -> None:
    page = visit.page
    page.get_by_role("button", name="Most shared words").focus()
    page.keyboard.press("Enter")
    shared = [int(row[4].replace(",", "")) for row in table(page, "families")]
    assert shared == sorted(shared, reverse=True)
    assert set(shared) == {max(edge["shared_words"] for edge in family["evidence"]) for family in found.families}
    page.keyboard.press("Space")
    assert [int(row[4].replace(",", "")) for row in table(page, "families")] == shared[::-1]
    link = page.locator("table.families tbody a").nth(3)
    name = str(link.get_attribute("href"))[1:]
    assert not page.locator(f"#{name}").is_visible()
    link.click()
    assert page.locator(f"#{name}").is_visible()
    family = next(family for family in found.families if family["id"] == name)
    shown = page.locator(f"#{name}").inner_text()
    assert all(member in shown for member in family["members"])


def is_kept(row: dict[str, Any], said: str) -> bool:
    """Tell by a row of the file whether a filter keeps the pair."""
    share = max(row["a_in_b"], row["b_in_a"])
    text = f"{row['a']} and {row['b']} {row['relation']}".lower()
    for word in said.split():
        if word[0] in "<>":
            limit = float(word[1:-1]) / 100 if word.endswith("%") else float(word[1:])
            kept = share > limit if word[0] == ">" else share < limit
        else:
            kept = word.lower() in text
        if not kept:
            return False
    return True


FILTERS = (">0.8", "<0.2", ">80%", "<.5", "FERRY", ">0.8 ferry", "ferry-1 ferry-5", ">0.3 <0.6 mine", "near-dup",
           "nothing-has-this", ">1", "bank-1.txt", "doc-00001", ">0.5 doc-0001")  # fmt: skip


@pytest.mark.parametrize("found", [78, 1000], indirect=True)
def test_the_filter_keeps_the_pairs_that_python_keeps_and_counts_them(visit: Visit, found: Scanned) -> None:
    page = visit.page
    box = page.get_by_role("searchbox", name="Filter pairs")
    counts = set()
    for said in FILTERS:
        box.fill(said)
        expected = names([row for row in found.pairs if is_kept(row, said)])
        assert [row[0] for row in table(page, "pairs")] == expected, said
        status = page.locator("section[aria-labelledby=pairs] output").inner_text()
        assert status == f"{len(expected)} of {len(found.pairs)} pairs"
        counts.add(len(expected))
    assert len(counts) > 5
    box.fill("")
    assert len(table(page, "pairs")) == len(found.pairs)
    assert fragment(page) == "#pairs"


@pytest.mark.parametrize("found", [78], indirect=True)
def test_families_are_filtered_by_their_members_and_the_highest_share(visit: Visit, found: Scanned) -> None:
    page = visit.page
    box = page.get_by_role("searchbox", name="Filter families")
    box.fill("ferry-8")  # which the row does not name: there are four others before it
    assert [row[0].partition(":")[0][-8:] for row in table(page, "families")] == ["family-1"]
    assert page.locator("details.family:visible").count() == 1
    box.fill(">0.95")
    closest: dict[str, float] = {}
    for row in found.pairs:
        for family in found.families:
            if row["a"] in family["members"] and row["b"] in family["members"]:
                closest[family["id"]] = max(closest.get(family["id"], 0), row["a_in_b"], row["b_in_a"])
    expected = [name for name, share in closest.items() if share > 0.95]
    assert 0 < len(expected) < len(closest)
    assert page.locator("details.family:visible").count() == len(expected) == len(table(page, "families"))
    assert len(table(page, "pairs")) == len(found.pairs)


@pytest.mark.parametrize("found", [78], indirect=True)
def test_a_link_to_a_family_that_the_filter_left_out_shows_it(visit: Visit, found: Scanned) -> None:
    page = visit.page
    page.get_by_role("searchbox", name="Filter families").fill("ferry")
    assert not page.locator("#family-14").is_visible()
    page.locator("table.pairs a", has_text=re.compile("^family-14$")).click()
    page.locator("#family-14").wait_for(state="visible")
    assert len(table(page, "families")) == len(found.families)


def test_names_that_begin_with_numbers_are_sorted_as_names(browser: Browser, tmp_path: Path) -> None:
    texts = {"10_a.txt": 1, "9_b.txt": 2, "2_c.txt": 3, "100_d.txt": 4}
    found = textdiff.scan([Document(name, article(n, 100)) for name, n in texts.items()], out=tmp_path)
    for visited in open_page(browser, tmp_path / "index.html"):
        head = visited.page.locator("table.pairs th", has_text="A and B")
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        expected = sorted((f"{pair.a} and {pair.b}" for pair in found.pairs), key=natural)
        assert [row[0] for row in table(visited.page, "pairs")] == expected


@pytest.mark.parametrize("found", [78], indirect=True)
def test_the_address_keeps_sorting_and_filter_and_restores_them(browser: Browser, visit: Visit, found: Scanned) -> None:
    page = visit.page
    page.get_by_role("searchbox", name="Filter pairs").fill(">0.5 ferry & co")
    page.get_by_role("searchbox", name="Filter pairs").fill(">0.5 ferry")
    head = page.locator("table.pairs th", has_text=re.compile("^A in B$"))
    head.get_by_role("button").click()
    assert fragment(page) == "#pairs&sort=a-in-b&filter=%3E0.5+ferry"
    head.get_by_role("button").click()
    address = fragment(page)
    assert address == "#pairs&sort=a-in-b&order=ascending&filter=%3E0.5+ferry"
    expected = table(page, "pairs")
    assert 0 < len(expected) < len(found.pairs)
    for again in open_page(browser, found.out / "index.html", address):
        assert table(again.page, "pairs") == expected
        assert again.page.get_by_role("searchbox", name="Filter pairs").input_value() == ">0.5 ferry"
        assert again.page.evaluate("scrollY") > 0
        again.page.evaluate("location.hash = '#pairs&sort=a-in-b'")
        again.page.wait_for_function("document.querySelector('table.pairs tr[hidden]') === null")
        assert len(table(again.page, "pairs")) == len(found.pairs)
    for odd in (
        "#pairs&sort=nothing&order=up",
        "#pairs&sort=__proto__",
        "#nothing&filter=x",
        "#pairs&%",
        "#&&",
        "#%00",
    ):
        for again in open_page(browser, found.out / "index.html", odd):
            assert [row[0] for row in table(again.page, "pairs")] == names(found.pairs)


@pytest.mark.parametrize("found", [78], indirect=True)
def test_a_slash_leads_to_the_filter_in_view_and_is_a_sign_while_typing(visit: Visit) -> None:
    page = visit.page
    focused = "document.activeElement.id"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "filter-families"
    page.keyboard.type("a/b")
    assert page.get_by_role("searchbox", name="Filter families").input_value() == "a/b"
    page.get_by_role("searchbox", name="Filter families").fill("")
    page.get_by_role("link", name="Pairs", exact=True).click()
    page.locator("h1").evaluate("() => document.activeElement.blur()")
    for held in ("Control", "Meta", "Alt"):
        page.keyboard.down(held)
        page.keyboard.press("/")
        page.keyboard.up(held)
        assert page.evaluate(focused) == ""
    page.keyboard.press("/")
    assert page.evaluate(focused) == "filter-pairs"


@pytest.mark.parametrize("found", [78], indirect=True)
def test_the_page_is_readable_without_javascript(browser: Browser, found: Scanned) -> None:
    for visited in open_page(browser, found.out / "index.html", java_script_enabled=False):
        page = visited.page
        assert page.locator("button, input").count() == 0
        assert [row[0] for row in table(page, "pairs")] == names(found.pairs)
        assert len(table(page, "families")) == len(found.families)
        assert page.locator("th[aria-sort=descending]").count() >= 2
        page.locator("details.family summary").first.click()
        assert page.locator("#family-1").is_visible()


@pytest.mark.parametrize("found", [3, 78], indirect=True)
def test_print_hides_no_row_and_clips_none(visit: Visit, found: Scanned) -> None:
    page = visit.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    hidden = page.locator("main td, main th, main li, main p:not(.tools .legend)").evaluate_all(
        "cells => cells.filter(cell => cell.textContent.trim() && !cell.closest('nav, .tools')"
        " && !(cell.offsetWidth && cell.offsetHeight)).map(cell => cell.textContent)"
    )
    assert hidden == []
    clipped = page.locator(".scroll").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert clipped == 0
    assert len(table(page, "pairs")) == len(found.pairs)
    assert page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("found", [3, 78], indirect=True)
def test_every_link_leads_to_a_file_that_is_there(visit: Visit, found: Scanned) -> None:
    links: set[str] = set(
        visit.page.locator("a").evaluate_all("found => found.map(element => element.getAttribute('href'))")
    )
    files = {link for link in links if not link.startswith("#")}
    assert all((found.out / link).is_file() for link in files)
    assert files == {f"pairs/{path.name}" for path in (found.out / "pairs").iterdir()}
    assert len(files) == found.summary["pairs"]


def test_the_pages_of_a_thousand_documents_are_a_megabyte_at_most(scans: dict[int, Scanned]) -> None:
    pages = list(scans[1000].out.glob("**/*.html"))
    assert all(page.stat().st_size <= MEGABYTE for page in pages)
    assert scans[1000].summary["read"] == 1000


def test_a_sheet_sorts_and_filters_its_own_rows_and_leads_back(browser: Browser, tmp_path: Path) -> None:
    write_scan(of_pairs(201, 2500), tmp_path, html=True)
    for visited in open_page(browser, tmp_path / "pages" / "pairs-2.html", "#pairs&filter=d006&sort=names"):
        page = visited.page
        assert_sound(page)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        shown = [row[0] for row in table(page, "pairs")]
        assert shown
        assert shown == sorted(shown)
        assert all("d006" in name for name in shown)
        said = rf"{len(shown)} of the [\d,]+ pairs on this page; 2,500 in all, see pairs\.csv"
        assert re.fullmatch(said, page.locator("output").inner_text())
        links: list[str] = page.locator("a").evaluate_all("found => found.map(one => one.getAttribute('href'))")
        beside = {link.partition("#")[0] for link in links if "../pages/" in link or "index" in link}
        assert all((tmp_path / "pages" / link).is_file() for link in beside)
        assert len(beside) > 2


@pytest.mark.parametrize("names_of", [PAYLOADS[:8], ("n" * 255, "\u05d0\u05d1.txt", "\u202ecod.txt", "a b.txt")])
def test_hostile_names_are_only_text_on_the_page(browser: Browser, tmp_path: Path, names_of: tuple[str, ...]) -> None:
    documents = [Document(name, article(n, 100)) for n, name in enumerate(names_of)]
    documents += [Document("empty", ""), Document("alone", article(300))]
    found = textdiff.scan(documents, out=tmp_path)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        assert_sound(page)
        assert_no_sideways_scroll(page)
        assert len(table(page, "pairs")) == len(found.pairs) == len(names_of) * (len(names_of) - 1) // 2
        shown = page.locator("main").text_content() or ""
        assert all(re.sub("[\u202a-\u202e]", "[U+202E]", name) in shown for name in names_of)
        page.get_by_role("searchbox", name="Filter pairs").fill(names_of[0].split()[0])
        rows = table(page, "pairs")
        assert 0 < len(rows) <= len(found.pairs)
        assert all(names_of[0].split()[0].lower() in " ".join(row).lower() for row in rows)
        target = page.locator("table.pairs a").first.get_attribute("href")
    for visited in open_page(browser, tmp_path / str(target)):
        assert_sound(visited.page)
        assert visited.page.locator("[data-text='a']").count() > 0
