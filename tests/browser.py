"""A real browser for tests: how it is started, how a page is opened, and what every page must have in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WIDTHS = (320, 640, 768, 1280)  # a phone; a window of 1,280 px at 200 % zoom; a tablet; a window
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


def started() -> Iterator[Browser]:
    """Yield a browser, and close it afterwards; a fixture of a module is made of this."""
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


def open_page(browser: Browser, file: Path, fragment: str = "", **settings: Any) -> Iterator[Visit]:
    """Yield a page opened in a window of its own, and check afterwards that it kept to itself."""
    context = browser.new_context(**settings)
    visited = Visit(context.new_page())
    page = visited.page
    page.set_default_timeout(60_000)
    page.on("request", lambda request: visited.requests.append(request.url.partition("#")[0]))
    page.on("console", lambda message: visited.messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: visited.messages.append(f"error: {error}"))

    def dismiss(dialog: Any) -> None:
        visited.messages.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(file.as_uri() + fragment)
    yield visited
    assert visited.requests == [file.as_uri()]
    assert visited.messages == []
    context.close()


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
    """Check that no width from a phone's to a window's needs a scroll of the page from side to side."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px"
        page.evaluate("scrollTo(1000, 0)")
        assert page.evaluate("scrollX") == 0


def assert_accessible(page: Page) -> None:
    """Check a page as it stands with axe-core: WCAG 2.0 to 2.2, A and AA, and what it calls best practice."""
    try:
        import axe_playwright_python
    except ImportError:
        missing("the Python package axe-playwright-python is not installed")
    axe = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
    page.evaluate(axe)  # by the debugger: the policy of the page lets no other script in
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then(result => result.violations)", RULES
    )
    said = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}: {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"][:5]
    ]
    assert said == [], "\n".join(said)
