"""What a report shows and what it leaves out: filters, folds, switches, and counts that follow them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, open_page
from shown import documents_of, texts_of, write_report
from test_browser_keys import VISIBLE_CHANGES, focused, fragment, status

import textdiff
from textdiff.views.order import list_of
from textdiff.views.words import HEADINGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("texts", ["belarus", "moves", "seeds"], indirect=True)
def test_filters_hide_and_counts_follow(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    changes = textdiff.compare(*documents_of(texts)).changes
    kinds = [list_of(block) for block in changes]
    page.keyboard.press("/")
    for kind in sorted(set(kinds)):
        rows = f"[data-kind].{kind}{'' if kind == 'lost' else ':not(.lost)'}"
        for other in set(kinds) - {kind}:
            page.locator(f"input[value={other}]").uncheck()
        assert page.locator(VISIBLE_CHANGES).count() == page.locator(rows).count() == kinds.count(kind)
        assert page.locator(".ruler rect:visible").count() == kinds.count(kind)
        assert status(page) == f"{len(kinds)} change{'s' * (len(kinds) != 1)}; {kinds.count(kind)} shown"
        for name in set(kinds):
            n = kinds.count(name)
            assert page.locator(f"[data-list={name}] .n").text_content() == f"{n if name == kind else 0} of {n}"
            items = page.locator(f"[data-list={name}] li")
            assert items.evaluate_all("found => found.filter(e => !e.hidden).length") == (n if name == kind else 0)
        assert fragment(page) == f"#kinds={kind}"
        page.keyboard.press("Escape")
        page.locator("summary", has_text="Filter").focus()
        page.keyboard.press("j")
        assert page.locator(f"{rows}[id='{focused(page)}']").count() == 1
        page.evaluate("location.hash = ''")
        for box in page.locator("input[name=kind]").all():
            box.check()
        page.evaluate("location.hash = '#view=side'")
        page.wait_for_function("!location.hash")
    assert page.locator(VISIBLE_CHANGES).count() == len(kinds)
    assert page.locator("[data-list] .n").all_text_contents() == [
        str(kinds.count(kind)) for kind in HEADINGS if kind != "lost" or kind in kinds
    ]


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_the_filter_shows_the_rows_that_hold_what_is_typed(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "filter"
    word = "Minsk"
    page.locator("#filter").press_sequentially(word.lower())
    shown = page.locator("#rows > .row:visible")
    assert 0 < shown.count() < page.locator("#rows > .row").count()
    holding = (
        "(rows, word) => rows.map(row => [...row.querySelectorAll('.cell')].some(c => c.textContent.includes(word)))"
    )
    assert all(shown.evaluate_all(holding, word))
    assert shown.count() == sum(page.locator("#rows > .row").evaluate_all(holding, word))
    for label in ("dropped:", "not in b", "added:"):  # what the page says of the texts is no part of them
        page.locator("#filter").fill(label)
        assert shown.count() == 0
    across = page.locator("[data-text=a]:has(del)").evaluate_all(
        "cells => cells.map(cell => { cell = cell.cloneNode(true);"
        " cell.querySelectorAll('[data-label]').forEach(label => label.remove()); return cell.textContent.trim(); })"
    )
    page.locator("#filter").fill(max(across, key=len).upper())
    assert shown.count() == 1
    page.locator("#filter").fill("no such word")
    assert shown.count() == 0
    assert status(page).endswith("; 0 shown")
    page.locator("#filter").fill("")
    assert shown.count() == page.locator("#rows > .row").count()


@pytest.mark.parametrize("texts", ["typography"], indirect=True)
def test_long_unchanged_text_is_folded_and_unfolded(visit: Visit) -> None:
    page = visit.page
    folded = page.locator(".fold[hidden='until-found']")
    n = folded.count()
    assert n > 0
    assert all(
        page.locator(".fold").evaluate_all("folds => folds.map(fold => fold.getBoundingClientRect().height < 2)")
    )
    page.keyboard.press("u")
    assert (folded.count(), fragment(page)) == (0, "#unchanged=1")
    assert page.locator(".unfold:visible").count() == 0
    page.keyboard.press("u")
    assert (folded.count(), fragment(page)) == (n, "")
    page.locator(".unfold").first.click()
    assert folded.count() == n - 2  # on both sides


def test_what_is_folded_is_found_by_the_search_of_the_browser(browser: Browser, tmp_path: Path) -> None:
    file = write_report(tmp_path / "report.html", texts_of("typography"))
    for visited in open_page(browser, file):
        words = " ".join((visited.page.locator(".fold").first.text_content() or "").split()[20:24])
    # A link to words of a page is looked up as Ctrl-F is: both fire `beforematch` on what is hidden until found.
    for visited in open_page(browser, file, f"#:~:text={words.replace(' ', '%20')}"):
        visited.page.wait_for_function("!document.querySelector('.fold').hasAttribute('hidden')")
        assert visited.page.locator(".fold").first.evaluate("fold => fold.getBoundingClientRect().height > 10")


@pytest.mark.parametrize("texts", ["seeds"], indirect=True)
def test_crumbs_are_grey_until_a_switch_makes_them_text(visit: Visit) -> None:
    page = visit.page
    look = "e => { const s = getComputedStyle(e); return [s.color, s.fontSize]; }"
    crumb = page.locator(".crumb [data-text]").first
    text = page.locator(".same:not(.crumb) [data-text]").first.evaluate(look)
    assert crumb.evaluate(look) != text
    page.keyboard.press("/")
    page.get_by_role("button", name="Set-aside lines as text").click()
    assert crumb.evaluate(look) == text
    assert fragment(page) == "#crumbs=1"


@pytest.mark.parametrize("texts", ["typography"], indirect=True)
def test_typography_is_shown_by_a_switch_and_counts_as_no_change(visit: Visit) -> None:
    page = visit.page
    outline = "found => found.map(e => getComputedStyle(e).outlineStyle)"
    signs = page.locator("[data-text] .t")
    assert signs.count() > 5
    assert set(signs.evaluate_all(outline)) == {"none"}
    before = page.locator("body").get_attribute("data-changes")
    page.keyboard.press("/")
    page.get_by_role("button", name="Typography").click()
    assert set(signs.evaluate_all(outline)) == {"dashed"}
    assert page.locator("body").get_attribute("data-changes") == before == "1"
    seen = page.locator("[data-text] .t").evaluate_all(
        "found => found.map(e => getComputedStyle(e, '::before').content)"
    )
    assert {'"↵"', '"␣"'} <= set(seen)
    page.locator("[data-view=inline]").click()
    assert page.locator(".both .t[data-side=a]:visible").count() > 0
    page.get_by_role("button", name="Typography").click()
    assert page.locator(".both .t[data-side=a]:visible").count() == 0


@pytest.mark.parametrize("texts", ["typography"], indirect=True)
def test_what_a_reader_unfolded_stays_so_when_something_else_is_switched(visit: Visit) -> None:
    page = visit.page
    folded = page.locator(".fold[hidden='until-found']").count()
    page.locator(".unfold").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "fold"
    page.keyboard.press("x")
    page.locator("[data-view=changes]").click()
    page.locator("[data-view=side]").click()
    assert page.locator(".fold[hidden='until-found']").count() == folded - 2


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_the_status_never_says_what_cannot_be(visit: Visit) -> None:
    page = visit.page
    for place in ("#c0", "#c99999", "#texts"):
        page.evaluate("location.hash = '#c4'")
        page.wait_for_function("document.querySelector('#status').textContent === 'Change 4 of 18'")
        page.evaluate("hash => { location.hash = hash }", place)
        page.wait_for_function("document.querySelector('#status').textContent === '18 changes'")
    page.evaluate("location.hash = '#c4'")
    page.wait_for_function("document.querySelector('#status').textContent === 'Change 4 of 18'")


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_paper_says_when_a_filter_left_changes_out(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(media="print")
    assert page.locator("#status:visible").count() == 0
    page.evaluate("location.hash = '#kinds=added'")
    page.wait_for_function("document.querySelector('.ruler [hidden]')")
    assert page.locator("#status:visible").text_content() == "18 changes; 5 shown"
    page.evaluate("location.hash = '#view=changes'")
    page.wait_for_function("!document.querySelector('.ruler [hidden]')")
    assert page.locator("#status:visible").text_content() == "18 changes; unchanged text left out"
    assert page.locator("button:visible, input:visible, #options:visible").count() == 0


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_a_filter_hides_the_change_that_the_reader_is_on_too(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("j")
    page.keyboard.press("/")
    page.locator("#filter").fill("zzzzqq")
    assert page.locator(VISIBLE_CHANGES).count() == 0
    assert status(page) == "Change 1 of 18; 0 shown"
    page.locator("#filter").fill("")
    assert page.locator(VISIBLE_CHANGES).count() == 18


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_what_a_link_led_to_past_the_filter_goes_when_the_reader_does(visit: Visit) -> None:
    page = visit.page
    page.evaluate("location.hash = '#c1&kinds=added'")
    page.wait_for_function("document.querySelector('.current')?.id === 'c1'")
    added = page.locator("[data-kind=added]").count()
    assert page.locator(VISIBLE_CHANGES).count() == added + 1
    page.keyboard.press("j")
    assert page.locator(VISIBLE_CHANGES).count() == added
    assert len(set(counted(page).values())) == 1
    page.evaluate("location.hash = '#c1&kinds=added'")
    page.wait_for_function("document.querySelector('.current').id === 'c1'")
    page.get_by_role("button", name="One column").click()
    assert page.locator("#c1").is_visible()
    page.evaluate("location.hash = '#kinds=added'")
    page.wait_for_function("!document.querySelector('.current')")
    assert counted(page) == dict.fromkeys(("rows", "ruler", "lists", "status"), added)


def counted(page: Page) -> dict[str, int]:
    """Return how many changes each part of the page says or shows that there are."""
    listed = page.locator("[data-list] .n").all_text_contents()
    return {
        "rows": page.locator(VISIBLE_CHANGES).count(),
        "ruler": page.locator(".ruler rect:not([hidden])").count(),
        "lists": sum(int(text.split()[0].replace(",", "")) for text in listed),
        "status": int(status(page).partition("; ")[2].split()[0]),
    }


@pytest.mark.parametrize("address", ["#c1&kinds=added", "#c1&view=inline&kinds=added", "#c3&view=changes&filter=zzz"])
def test_counts_follow_a_link_to_a_change_that_the_filter_leaves_out(
    browser: Browser, tmp_path: Path, address: str
) -> None:
    file = write_report(tmp_path / "report.html", texts_of("belarus"))
    for visited in open_page(browser, file, address):
        page = visited.page
        assert page.locator(address[:3]).is_visible()
        found = counted(page)
        assert found["rows"] > 0
        assert len(set(found.values())) == 1, found
        page.evaluate("location.hash = '#c2'")
        page.wait_for_function("document.querySelector('.current').id === 'c2'")
        assert len(set(counted(page).values())) == 1


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_a_list_offers_no_more_where_the_filter_leaves_nothing_of_it(visit: Visit) -> None:
    page = visit.page
    more = page.locator(".list details")
    whole = more.count()
    assert whole > 0
    assert page.locator(".list details:visible").count() == whole
    assert page.locator(".list summary .count:visible").count() == whole
    page.keyboard.press("/")
    page.locator("#filter").fill("Horad")
    for one in more.all():
        assert one.is_visible() == (one.locator("[data-to]:not([hidden])").count() > 0)
    assert page.locator(".list details:visible").count() < whole
    assert page.locator(".list summary .count:visible").count() == 0  # "5 more" would be too many
    page.locator("#filter").fill("")
    assert page.locator(".list summary .count:visible").count() == whole


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_the_status_names_the_move_whose_other_place_is_shown(visit: Visit) -> None:
    visit.page.evaluate("location.hash = '#m1'")
    visit.page.wait_for_function("document.querySelector('.current').id === 'm1'")
    assert status(visit.page) == "Moved passage 1, its place in B"


def test_both_sides_of_unchanged_text_are_folded_in_the_same_places(browser: Browser, tmp_path: Path) -> None:
    # White space, quotation marks and a dash differ, so that the characters do not line up.
    words = [f"word{n}{',' * (n % 7 == 3)}" for n in range(300)]
    a = " ".join(words) + "."
    b = "  ".join(f"“{word}”" if n % 5 == 0 else word for n, word in enumerate(words)).replace("word20", "\n\nword20")
    a = " ".join(f'"{word}"' if n % 5 == 0 else word for n, word in enumerate(words))
    file = write_report(tmp_path / "report.html", (a + ".", b + "."))
    for visited in open_page(browser, file):
        folds = visited.page.locator("#rows .fold")
        assert folds.count() == 2
        left, right = ("".join(filter(str.isalnum, text)) for text in folds.all_text_contents())
        assert left == right
        buttons = visited.page.locator("#rows .unfold").all_text_contents()
        assert buttons[0] == buttons[1]
        assert buttons[0].endswith("unchanged words")


def test_marks_stacked_on_a_letter_do_not_paint_over_the_page(browser: Browser, tmp_path: Path) -> None:
    stack = "Z" + "\u0301" * 2000
    texts = (f"The harbour of {stack} was closed. It rained.", "The harbour was closed. It rained all day long.")
    file = write_report(tmp_path / "report.html", texts)
    for visited in open_page(browser, file):
        page = visited.page
        cells = page.locator("#rows .cell.a, .list li")
        assert cells.evaluate_all("found => found.every(e => getComputedStyle(e).overflowY === 'clip')")
        assert cells.count() > 2
        assert "A has 2,000 combining marks on one letter, at character 16" in (
            page.locator("section", has=page.locator("#why")).text_content() or ""
        )


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_the_view_that_is_on_is_told_apart_in_forced_colours(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    colours = visit.page.locator("[data-view]").evaluate_all("all => all.map(e => getComputedStyle(e).backgroundColor)")
    assert len(set(colours)) == 2
    assert colours[1] == colours[2]
