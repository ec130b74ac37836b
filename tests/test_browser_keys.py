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
        page.evaluate("hash => { location.hash = '#kinds=added,dropped,moved,reworded,edited,lost' }", odd)
        page.wait_for_function("!document.querySelector('.ruler [hidden]')")


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


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_back_to_the_first_address_gives_the_first_view(visit: Visit) -> None:
    page = visit.page
    page.locator("[data-list] li a").first.click()
    page.locator("[data-view=inline]").click()
    page.go_back()
    page.wait_for_function("document.querySelector('[data-view=side]').ariaPressed === 'true'")
    assert fragment(page) == ""


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
