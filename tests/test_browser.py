"""What a real browser makes of the pages: no request, no message, both texts whole, every change reached by key."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from command import article
from page import HOSTILE, PAYLOADS, as_html_shows

import textdiff
from textdiff.model import Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLES = Path(__file__).parent.parent / "corpora" / "belarus-2020" / "articles"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PAIRS = ("seeds", "belarus", "hostile", "payloads", "identical", "disjoint", "one-sided")
WIDTHS = (320, 768, 1280)

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


@dataclass
class Visit:
    """A page that was opened, and all that it did which it should not have."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def missing(what: str) -> NoReturn:
    """Skip for want of a browser, or fail where one is required."""
    if os.environ.get("TEXTDIFF_REQUIRE_BROWSER") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("the Python package playwright is not installed")
    executable = os.environ.get("TEXTDIFF_CHROMIUM") or shutil.which("chromium")
    if not executable:
        missing("chromium is not installed; install it or name it in TEXTDIFF_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def texts(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Return the two texts that a test is about, by its parameter."""
    hostile = "\n".join(HOSTILE.values())
    belarus = [(ARTICLES / f"outlet-{n}.txt").read_bytes().decode() for n in "ab"]
    made = {
        "belarus": (belarus[0], belarus[1]),
        "hostile": (hostile + article(1, 2), hostile.replace("one", "1").replace("two", "<b>2") + article(1, 3)),
        "payloads": (article(1, 2).join(PAYLOADS[::2]), article(1, 2).join(PAYLOADS[1::2])),
        "identical": (article(*range(9)), article(*range(9))),
        "disjoint": (article(*range(9)), article(*range(20, 30))),
        "one-sided": ("", article(*range(9))),
    }
    if request.param == "seeds":
        seeds: dict[str, Document] = request.getfixturevalue("seeds")
        return seeds["A"].text, seeds["B"].text
    return made[request.param]


@pytest.fixture
def visit(browser: Browser, texts: tuple[str, str], tmp_path: Path) -> Iterator[Visit]:
    """Return the report of two texts, opened from disk."""
    file = tmp_path / "report.html"
    file.write_text(
        textdiff.report([Document("one/a.txt", texts[0]), Document("two/b.txt", texts[1])]), "utf-8", newline=""
    )
    yield from open_page(browser, file)


def open_page(browser: Browser, file: Path, **settings: Any) -> Iterator[Visit]:
    """Yield a page opened in a window of its own, and check afterwards that it kept to itself."""
    context = browser.new_context(**settings)
    visited = Visit(context.new_page())
    page = visited.page
    page.set_default_timeout(20_000)
    page.on("request", lambda request: visited.requests.append(request.url))
    page.on("console", lambda message: visited.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: visited.messages.append(f"error: {error}"))

    def dismiss(dialog: Any) -> None:
        visited.messages.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(file.as_uri())
    yield visited
    assert visited.requests == [file.as_uri()]
    assert visited.messages == []
    context.close()


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def fragment(page: Page) -> str:
    found: str = page.evaluate("location.hash")
    return found


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_the_panes_show_both_texts_whole(visit: Visit, texts: tuple[str, str]) -> None:
    for side, text in zip("ab", texts, strict=True):
        assert visit.page.evaluate(PANE, side) == as_html_shows(text)


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_j_visits_every_change_once_and_k_goes_back(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    count = int(page.locator("body").get_attribute("data-changes") or "")
    comparison = textdiff.compare(Document("a", texts[0]), Document("b", texts[1]))
    assert count == len(comparison.changes) == page.locator("[data-kind]").count()
    for n in range(1, count + 1):
        page.keyboard.press("j")
        assert (fragment(page), focused(page)) == (f"#c{n}", f"c{n}")
        if n in (1, count // 2, count):
            assert page.evaluate(
                "(id) => { const box = document.getElementById(id).getBoundingClientRect();"
                " return box.top >= 0 && box.top < innerHeight; }",
                f"c{n}",
            )
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
    for key in ("j", "k"):
        visit.page.keyboard.down(held)
        visit.page.keyboard.press(key)
        visit.page.keyboard.up(held)
        assert fragment(visit.page) == "#c1"
    visit.page.keyboard.press("j")
    assert fragment(visit.page) == "#c2"


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_keys_do_nothing_while_typing(visit: Visit) -> None:
    visit.page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    visit.page.locator("main > input").press_sequentially("jjk")
    assert visit.page.locator("main > input").input_value() == "jjk"
    assert fragment(visit.page) == ""


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_the_buttons_do_what_the_keys_do(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Next change").click()
    visit.page.get_by_role("button", name="Next change").click()
    assert (fragment(visit.page), focused(visit.page)) == ("#c2", "c2")
    visit.page.get_by_role("button", name="Previous change").click()
    assert (fragment(visit.page), focused(visit.page)) == ("#c1", "c1")


@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_j_goes_on_from_the_change_that_a_link_or_the_address_led_to(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="Change 3", exact=True).click()
    assert fragment(page) == "#c3"
    page.keyboard.press("j")
    assert fragment(page) == "#c4"
    page.evaluate("location.hash = '#c7'")
    page.keyboard.press("k")
    assert fragment(page) == "#c6"
    for odd in ("#c0", "#c999", "#texts", "#c1x", "#c-1", "#", "#%00"):
        page.evaluate("hash => { location.hash = hash }", odd)
        page.keyboard.press("k")
        page.keyboard.press("j")
        assert page.locator(f"[id='{fragment(page)[1:]}']").count() == 1


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_identical_texts_have_no_marks_and_others_have_one_a_change(visit: Visit, texts: tuple[str, str]) -> None:
    marks = visit.page.locator("[data-text] ins, [data-text] del").count()
    moves = visit.page.locator(".note .move").count()
    assert (marks + moves == 0) == (texts[0] == texts[1])
    assert visit.page.locator("[data-kind]").evaluate_all(
        "rows => rows.every(row => row.querySelector('ins, del, .move') && row.matches('[data-kind]'))"
    )
    assert visit.page.locator("[data-text='a'] ins, [data-text='b'] del").count() == 0


def assert_sound(page: Page) -> None:
    """Check what every page must have: language, title, one heading, one main part, links that lead somewhere."""
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title()
    assert page.locator("h1").count() == page.locator("main").count() == 1
    ids: list[str] = page.locator("[id]").evaluate_all("found => found.map(element => element.id)")
    assert len(ids) == len(set(ids))
    links: list[str] = page.locator("a").evaluate_all("found => found.map(element => element.getAttribute('href'))")
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    named = "found => found.map(element => element.getAttribute('aria-labelledby'))"
    assert set(page.locator("[aria-labelledby]").evaluate_all(named)) <= set(ids)
    assert page.evaluate("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).map(a => a.name)"
                         ".filter(name => name === 'style' || name.startsWith('on'))") == []  # fmt: skip


def assert_no_sideways_scroll(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px"
        page.evaluate("scrollTo(1000, 0)")
        assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_a_report_is_sound_and_fits_every_width(visit: Visit) -> None:
    assert_sound(visit.page)
    assert_no_sideways_scroll(visit.page)


@pytest.mark.parametrize("texts", ["seeds", "hostile", "identical"], indirect=True)
def test_a_report_prints_with_every_change_in_it(visit: Visit) -> None:
    page = visit.page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    hidden = page.locator("[data-text]").evaluate_all(
        "cells => cells.filter(cell => cell.textContent.trim() && !(cell.offsetWidth && cell.offsetHeight)).length"
    )
    clipped = page.locator("[data-text]").evaluate_all(
        "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    )
    assert (hidden, clipped) == (0, 0)
    printed = page.pdf()
    assert printed.startswith(b"%PDF-")
    assert printed.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("texts", ["seeds", "belarus", "hostile"], indirect=True)
def test_a_report_is_readable_without_javascript(browser: Browser, texts: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(textdiff.report([Document("a", texts[0]), Document("b", texts[1])]), "utf-8", newline="")
    for visited in open_page(browser, file, java_script_enabled=False):
        page = visited.page
        for side, text in zip("ab", texts, strict=True):
            assert page.evaluate(PANE, side) == as_html_shows(text)
        invisible = page.locator("[data-text]").evaluate_all(
            "cells => cells.filter(cell => cell.textContent.trim() && !cell.checkVisibility()).length"
        )
        assert invisible == 0
        page.get_by_role("link", name="Change 1", exact=True).click()
        assert page.locator(":target").get_attribute("id") == "c1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("texts", ["belarus"], indirect=True)
def test_marks_are_seen_in_light_and_dark_and_not_by_colour_alone(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    look = "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.textDecorationLine]; }"
    added = visit.page.locator("[data-text] ins").first.evaluate(look)
    dropped = visit.page.locator("[data-text] del").first.evaluate(look)
    plain = visit.page.locator("body").evaluate(look)
    assert (added[1], dropped[1], plain[1]) == ("underline", "line-through", "none")
    assert len({added[0], dropped[0], plain[0]}) == 3
    labels = visit.page.locator("[data-text] ins > [data-label], [data-text] del > [data-label]")
    assert labels.count() == visit.page.locator("[data-text] ins, [data-text] del").count()
    assert {text.strip() for text in labels.all_text_contents()} == {"Added:", "Dropped:"}


@pytest.mark.parametrize("names", [("outlet-a.txt", "outlet-b.txt", "outlet-c.txt"), (*PAYLOADS[:6], "n" * 255)])
def test_the_page_of_a_scan_opens_and_leads_to_its_reports(
    browser: Browser, tmp_path: Path, names: tuple[str, ...]
) -> None:
    documents = [Document(name, article(n, 100)) for n, name in enumerate(names)]
    documents += [Document("empty", ""), Document("alone", article(300))]
    found = textdiff.scan(documents, out=tmp_path)
    for visited in open_page(browser, tmp_path / "index.html"):
        page = visited.page
        assert_sound(page)
        assert page.locator("main td a").count() == len(found.pairs) == len(names) * (len(names) - 1) // 2
        shown = page.locator("main").text_content() or ""
        assert all(name in shown for name in names)
        assert page.pdf().startswith(b"%PDF-")
        target = page.locator("main td a").first.get_attribute("href")
    for visited in open_page(browser, tmp_path / str(target)):
        assert_sound(visited.page)
        assert visited.page.locator("[data-text='a']").count() > 0
    for visited in open_page(browser, tmp_path / "index.html"):
        assert_no_sideways_scroll(visited.page)
