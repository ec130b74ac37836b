"""What a reader does in a report: keys, views, filters, switches, moves, and the address that keeps all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, open_page
from command import article
from shown import PAIRS, documents_of, texts_of, write_report

import textdiff

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IN_VIEW = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}"""
VISIBLE_CHANGES = "[data-kind]:visible"


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def fragment(page: Page) -> str:
    found: str = page.evaluate("location.hash")
    return found


def status(page: Page) -> str:
    return page.locator("#status").text_content() or ""


def test_every_pair_is_tried() -> None:
    assert {"seeds", "belarus", "hostile", "identical", "disjoint", "right-to-left", "chinese"} <= set(PAIRS)


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_j_visits_every_change_once_and_k_goes_back(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    count = int(page.locator("body").get_attribute("data-changes") or "")
    assert count == len(textdiff.compare(*documents_of(texts)).changes)
    for n in range(1, count + 1):
        page.keyboard.press("j")
        assert (fragment(page), focused(page)) == (f"#c{n}", f"c{n}")
        if n in (1, count // 2, count):
            assert page.evaluate(IN_VIEW, f"c{n}")
            assert status(page) == f"Change {n} of {count}"
    page.keyboard.press("j")
    assert fragment(page) == (f"#c{count}" if count else "")
    for n in range(count - 1, 0, -1):
        page.keyboard.press("k")
        assert (fragment(page), focused(page)) == (f"#c{n}", f"c{n}")
    page.keyboard.press("k")
    assert fragment(page) == ("#c1" if count else "")


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
@pytest.mark.parametrize("held", ["Control", "Meta", "Alt"])
def test_keys_do_nothing_while_a_modifier_is_held(visit: Visit, held: str) -> None:
    visit.page.keyboard.press("j")
    for key in ("j", "k", "x", "u"):
        visit.page.keyboard.down(held)
        visit.page.keyboard.press(key)
        visit.page.keyboard.up(held)
        assert fragment(visit.page) == "#c1"
    visit.page.keyboard.press("j")
    assert fragment(visit.page) == "#c2"


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_keys_do_nothing_while_typing(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("/")
    page.locator("#filter").press_sequentially("jukmx?/")
    assert page.locator("#filter").input_value() == "jukmx?/"
    assert fragment(page) == "#filter=jukmx%3F%2F"
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#filter").input_value() == ""
    assert fragment(page) == ""
    page.keyboard.press("j")
    assert fragment(page) == "#c1"
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("main > textarea").press_sequentially("jjk")
    assert page.locator("main > textarea").input_value() == "jjk"
    assert fragment(page) == "#c1"


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_every_key_has_a_button_that_does_the_same(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Next change").click()
    page.get_by_role("button", name="Next change").click()
    assert (fragment(page), focused(page)) == ("#c2", "c2")
    page.get_by_role("button", name="Previous change").click()
    assert (fragment(page), focused(page)) == ("#c1", "c1")
    page.get_by_role("button", name="Next move").click()
    by_button = fragment(page)
    page.evaluate("location.hash = '#c1'")
    page.wait_for_function("document.querySelector('.current').id === 'c1'")
    page.keyboard.press("m")
    assert fragment(page) == by_button
    page.locator("summary", has_text="Filter").click()
    for key, name in (("u", "All unchanged text"), ("x", "Swap sides")):
        button = page.get_by_role("button", name=name)
        before = fragment(page)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        page.keyboard.press(key)
        assert button.get_attribute("aria-pressed") == "false"
        assert fragment(page) == before
    page.get_by_role("button", name="Keys").click()
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("j")  # not behind the dialog
    assert fragment(page) == before
    page.get_by_role("button", name="Close").click()
    assert not page.locator("dialog").is_visible()
    listed = page.locator("dialog dt").all_text_contents()
    assert listed == ["j", "k", "m", "u", "x", "/", "?"]


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_keys_can_be_turned_off(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("?")
    page.get_by_label("Keys on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert fragment(page) == ""
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert fragment(page) == "#c1"


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_j_goes_on_from_the_change_that_a_link_or_the_address_led_to(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="Change 3", exact=True).first.evaluate("link => link.click()")
    assert fragment(page) == "#c3"
    page.keyboard.press("j")
    assert fragment(page) == "#c4"
    page.evaluate("location.hash = '#c7'")
    page.wait_for_function("document.querySelector('.current').id === 'c7'")
    page.keyboard.press("k")
    assert fragment(page) == "#c6"
    for odd in (
        "#c0",
        "#c999",
        "#texts",
        "#c1x",
        "#c-1",
        "#",
        "#%00",
        "#view=odd",
        "#kinds=odd",
        "#filter=%E0%A4%A",
        "#=&&=",
    ):
        page.evaluate("hash => { location.hash = hash }", odd)
        page.keyboard.press("k")
        page.keyboard.press("j")
        place = fragment(page)[1:].partition("&")[0]
        assert page.locator(f"[id='{place}']").count() == 1 or page.locator(VISIBLE_CHANGES).count() == 0, odd
        page.evaluate("hash => { location.hash = '#kinds=added,dropped,moved,reworded,edited' }", odd)
        page.wait_for_function("!document.querySelector('.ruler [hidden]')")


@pytest.mark.parametrize("texts", ["belarus", "moves", "seeds"], indirect=True)
def test_filters_hide_and_counts_follow(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    changes = textdiff.compare(*documents_of(texts)).changes
    kinds = ["moved" if block.moved else block.kind for block in changes]
    page.keyboard.press("/")
    for kind in sorted(set(kinds)):
        for other in set(kinds) - {kind}:
            page.locator(f"input[value={other}]").uncheck()
        assert page.locator(VISIBLE_CHANGES).count() == page.locator(f"[data-kind={kind}]").count() == kinds.count(kind)
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
        assert page.locator(f"[id='{focused(page)}']").get_attribute("data-kind") == kind
        page.evaluate("location.hash = ''")
        for box in page.locator("input[name=kind]").all():
            box.check()
        page.evaluate("location.hash = '#view=side'")
        page.wait_for_function("!location.hash")
    assert page.locator(VISIBLE_CHANGES).count() == len(kinds)
    assert page.locator("[data-list] .n").all_text_contents() == [
        str(kinds.count(kind)) for kind in ("added", "dropped", "moved", "reworded", "edited")
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


@pytest.mark.parametrize("name", ["moves", "belarus"])
def test_an_address_opens_the_page_as_it_was_sent(browser: Browser, tmp_path: Path, name: str) -> None:
    file = write_report(tmp_path / "report.html", texts_of(name))
    kind = "added"
    sent = f"#c3&view=inline&kinds={kind},edited&unchanged=1&crumbs=1&typography=1&swap=1"
    for visited in open_page(browser, file, sent):
        page = visited.page
        switches = page.locator("[data-switch]").evaluate_all("found => found.map(e => e.dataset.switch)")
        assert page.locator("[data-view=inline]").get_attribute("aria-pressed") == "true"
        assert page.locator("[data-view=side]").get_attribute("aria-pressed") == "false"
        for box in page.locator("input[name=kind]").all():
            assert box.is_checked() == (box.get_attribute("value") in (kind, "edited"))
        for switch in page.locator("[data-switch]").all():
            assert switch.get_attribute("aria-pressed") == "true"
        assert {"unchanged", "swap"} <= set(switches)
        assert page.evaluate(IN_VIEW, "c3")
        assert fragment(page).startswith("#c3&view=inline&kinds=")
        page.keyboard.press("j")
        assert fragment(page).startswith("#c")
        assert "view=inline" in fragment(page)
    for visited in open_page(browser, file, "#c4"):
        assert visited.page.evaluate(IN_VIEW, "c4")
        assert visited.page.locator("#c4").evaluate("row => row.matches('.current')")
    for visited in open_page(browser, file, "#view=changes"):
        kept = visited.page.locator("#rows > .same:not(.moved):visible, #rows > .crumb:visible")
        assert kept.count() == 0
        assert visited.page.locator(VISIBLE_CHANGES).count() == visited.page.locator("[data-kind]").count()


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_the_link_of_a_moved_passage_lands_at_its_other_place_and_returns(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    moved = sum(block.moved is not None for block in textdiff.compare(*documents_of(texts)).blocks)
    assert moved >= 2
    for n in range(1, moved + 1):
        here = page.locator(".row[data-kind=moved]").nth(n - 1)
        identity = here.get_attribute("id")
        here.locator("a.move").click()
        assert fragment(page) == f"#m{n}"
        assert page.evaluate(IN_VIEW, f"m{n}")
        there = page.locator(f"#m{n}")
        assert (there.locator("[data-text]").text_content() or "").split() == (
            here.locator("[data-text]").text_content() or ""
        ).split()
        there.locator("a.move").click()
        assert fragment(page) == f"#{identity}"
        assert page.evaluate(IN_VIEW, identity)
        page.go_back()
        assert fragment(page) == f"#m{n}"


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_both_places_of_a_moved_passage_are_shown_together(visit: Visit) -> None:
    page = visit.page
    rows = page.locator("#rows > .moved")
    assert rows.count() == page.locator(".together").count() == 2 * page.locator("[data-kind=moved]").count()
    for n in range(rows.count()):
        row, button = rows.nth(n), page.locator(".together").nth(n)
        empty = row.locator(".none")
        told = empty.text_content()
        button.click()
        assert (row.locator(".guest").text_content() or "").split() == (
            row.locator("[data-text]").text_content() or ""
        ).split()
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert row.locator(".guest").count() == 0
        assert empty.text_content() == told


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_m_goes_from_move_to_move_and_round(visit: Visit) -> None:
    page = visit.page
    seen = []
    for _ in range(page.locator("#rows > .moved").count() + 1):
        page.keyboard.press("m")
        seen.append(focused(page))
        assert page.evaluate(IN_VIEW, seen[-1])
    assert len(set(seen)) == len(seen) - 1
    assert seen[-1] == seen[0]


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


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_x_swaps_the_sides(visit: Visit) -> None:
    page = visit.page
    left = "rows => rows.map(row => ['a', 'b'].map(s => row.querySelector('.cell.' + s).getBoundingClientRect().left))"
    rows = page.locator(".sheet .row")
    assert all(a < b for a, b in rows.evaluate_all(left))
    page.keyboard.press("x")
    assert all(a > b for a, b in rows.evaluate_all(left))
    assert fragment(page) == "#swap=1"


@pytest.mark.parametrize("texts", ["belarus", "moves"], indirect=True)
def test_a_mark_of_the_ruler_leads_to_its_change_and_is_as_tall_as_it_is_long(visit: Visit) -> None:
    page = visit.page
    marks = page.locator(".ruler rect")
    for n in (0, marks.count() // 2, marks.count() - 1):
        mark = marks.nth(n)
        mark.dispatch_event("click")
        assert fragment(page) == f"#{mark.get_attribute('data-to')}" == f"#c{n + 1}"
        assert page.evaluate(IN_VIEW, f"c{n + 1}")
    places = marks.evaluate_all(
        "found => found.map(e => [Number(e.getAttribute('y')), Number(e.getAttribute('height'))])"
    )
    lengths = page.locator("[data-kind]").evaluate_all(
        "rows => rows.map(row => Math.max(...[...row.querySelectorAll('[data-text]')].map(c => c.textContent.length)))"
    )
    assert [y for y, _ in places] == sorted(y for y, _ in places)
    assert all(y >= 0 and y + height <= 1000 for y, height in places)
    tallest = max(range(len(places)), key=lambda n: places[n][1])
    assert lengths[tallest] > 0.8 * max(lengths)
    assert page.locator(".rail[aria-hidden=true] > .ruler").count() == 1
    ruler, texts = page.locator(".ruler").bounding_box(), page.locator("#rows").bounding_box()
    assert ruler
    assert texts
    assert texts["y"] <= ruler["y"]
    assert ruler["y"] + ruler["height"] <= texts["y"] + texts["height"] + 1


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_a_reader_who_tabs_meets_a_way_past_the_lists_first(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the texts"
    page.keyboard.press("Enter")
    assert fragment(page) == "#texts"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.tools') !== null")


_AT_REST = """async id => {
  const top = () => document.getElementById(id).getBoundingClientRect().top;
  for (let still = 0, before; still < 20; before = top()) {
    await new Promise(requestAnimationFrame);
    still = top() === before ? still + 1 : 0;
  }
  return top() >= document.querySelector(".desk").getBoundingClientRect().bottom - 1 && top() < innerHeight;
}"""


def in_sight(page: Page, identity: str) -> bool:
    """Return whether a row, once it has not moved for 20 frames, stands below the buttons and begins in the window."""
    return page.evaluate(_AT_REST, identity) is True


def test_in_a_long_page_every_way_leads_to_a_change_in_sight(browser: Browser, tmp_path: Path) -> None:
    a = [f"Line {n} says word{n * 7919 % 10007} and nothing else." for n in range(1500)]
    b = [one.replace("nothing", "little") if n % 2 else one for n, one in enumerate(a)]
    file = write_report(tmp_path / "report.html", ("\n".join(a), "\n".join(b)))
    for n in (100, 400, 749):
        for visited in open_page(browser, file, f"#c{n}"):
            page = visited.page
            assert in_sight(page, f"c{n}")
            page.keyboard.press("j")
            assert in_sight(page, f"c{n + 1}")
            page.locator(".ruler rect").nth(n // 2).dispatch_event("click")
            assert in_sight(page, f"c{n // 2 + 1}")
            for view in ("inline", "changes", "side"):
                page.locator(f"[data-view={view}]").click()
                assert in_sight(page, f"c{n // 2 + 1}"), view


def test_a_change_taller_than_the_window_is_shown_from_its_beginning(browser: Browser, tmp_path: Path) -> None:
    file = write_report(tmp_path / "report.html", (article(1, 2), article(1, *range(10, 90), 2)))
    for visited in open_page(browser, file):
        visited.page.keyboard.press("j")
        assert in_sight(visited.page, "c1")


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
        page.evaluate("hash => { location.hash = hash }", place)
        assert status(page) == "18 changes"
    page.evaluate("location.hash = '#c4'")
    page.wait_for_function("document.querySelector('#status').textContent === 'Change 4 of 18'")


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_back_to_the_first_address_gives_the_first_view(visit: Visit) -> None:
    page = visit.page
    page.locator("[data-list] li a").first.click()
    page.locator("[data-view=inline]").click()
    page.go_back()
    page.wait_for_function("document.querySelector('[data-view=side]').ariaPressed === 'true'")
    assert fragment(page) == ""


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


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_what_has_the_focus_is_not_under_the_bar_of_buttons(visit: Visit) -> None:
    page = visit.page
    page.evaluate("document.querySelector('#inputs').scrollIntoView()")
    page.locator("#inputs ~ details > summary").focus()
    for size in ((1280, 800), (800, 600), (1024, 420)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.locator("#inputs ~ details > summary").focus()
        for _ in range(12):
            page.keyboard.press("Shift+Tab")
            hidden = page.evaluate(
                "() => { const e = document.activeElement, box = e.getBoundingClientRect();"
                " const bar = document.querySelector('.desk');"
                " return !bar.contains(e) && box.bottom <= bar.getBoundingClientRect().bottom && box.bottom > 0; }"
            )
            assert not hidden, size
