"""What a real browser shows of a report: both texts whole in every view, fit to read and print, and no request."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import regex as re
from browser import (
    Visit,
    assert_accessible,
    assert_no_sideways_scroll,
    assert_sound,
    open_page,
)
from command import article
from page import as_html_shows
from pypdf import PdfReader
from shown import COLUMN, PAIRS, PANE, documents_of, texts_of, write_report

import textdiff
from textdiff.model import Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CELLS = "[data-text], .guest"


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_the_panes_show_both_texts_whole(visit: Visit, texts: tuple[str, str]) -> None:
    for view in ("side", "changes", "side"):
        visit.page.locator(f"[data-view={view}]").click()
        for side, text in zip("ab", texts, strict=True):
            assert visit.page.evaluate(PANE, side) == as_html_shows(text)


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_one_column_shows_both_texts_whole_and_what_they_share_once(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    page.locator("[data-view=inline]").click()
    for side, text in zip("ab", texts, strict=True):
        shown = page.evaluate(COLUMN, side)
        assert shown.replace("\n", "") == as_html_shows(text).replace("\n", "")  # a tag between CR and LF keeps both
        assert "\r" in text or shown == as_html_shows(text)
        assert page.evaluate(PANE, side) == as_html_shows(text)
    cells = (
        "rows => rows.filter(row => [...row.querySelectorAll('.cell')].filter(c => c.checkVisibility()).length !== 1)"
    )
    assert page.locator("#rows > .row:not(.apart)").evaluate_all(f"{cells[:-1]}).length") == 0
    assert page.locator("[data-text='a'] ins, [data-text='b'] del").count() == 0


def as_percent(share: float) -> str:
    """Return the digits of a share in per cent, which does not reach 80, 90 or 100 by rounding."""
    near = max(round(share * 100), 1 if share else 0)
    return str(near - (near in (80, 90, 100) and share * 100 < near))


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_the_numbers_on_the_page_are_those_of_the_record(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    record = json.loads(page.locator("#textdiff-record").text_content() or "")
    fresh = json.loads(json.dumps(textdiff.compare(*documents_of(texts)).to_dict()))
    assert {name: record[name] for name in fresh} == fresh
    blocks = [] if record["independent"] else record["blocks"]
    changes = [row for row in blocks if row["lane"] != "crumb" and (row["kind"] != "same" or row["moved"])]
    kinds = ["lost" if row["lane"] == "lost" else "moved" if row["moved"] else row["kind"] for row in changes]
    assert page.locator("body").get_attribute("data-changes") == str(len(changes))
    for marked in ("[data-kind]", ".ruler rect", "#rows .number"):
        assert page.locator(marked).count() == len(changes), marked
    assert page.locator(".moved .move").count() == 2 * record["counts"]["moved_blocks"] == 2 * kinds.count("moved")
    for kind in ("added", "dropped", "moved", "reworded", "edited", "lost"):
        number = kinds.count(kind)
        if kind == "lost":
            assert page.locator("#rows > .lost").count() == number
        else:
            assert page.locator(f"[data-kind={kind}]:not(.lost)").count() == number
        if not number and (kind == "lost" or record["independent"]):
            assert page.locator(f"[data-list={kind}]").count() == 0
            continue
        assert page.locator(f"[data-list={kind}] .n").text_content() == str(number)
        assert page.locator(f"[data-list={kind}] li a").count() == number
        box = page.locator("label", has=page.locator(f"input[value={kind}]"))
        assert box.all_text_contents() == ([f" {kind} ({number})"] if number else [])
    shares = [re.sub(r"\D", "", text) for text in page.locator(".versions td:nth-of-type(2)").all_text_contents()]
    assert shares == [as_percent(record["shares"][name]) for name in ("a_in_b", "b_in_a")]
    alone = " ".join(page.locator(".versions td:nth-of-type(3)").all_text_contents()).replace(",", "")
    verbs = ("", "") if record["independent"] else (" dropped", " added")
    words = record["counts"]["dropped_words"], record["counts"]["added_words"]
    assert alone == f"{words[0]}{verbs[0]} {words[1]}{verbs[1]}"
    assert (page.locator("#status").text_content() or "").split()[0].replace(",", "") == str(len(changes))


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_identical_texts_have_no_marks_and_others_have_one_a_change(visit: Visit, texts: tuple[str, str]) -> None:
    marks = visit.page.locator("ins, del").count()
    moves = visit.page.locator(".note .move").count()
    record = json.loads(visit.page.locator("#textdiff-record").text_content() or "")
    assert (marks + moves == 0) == (texts[0] == texts[1] or record["independent"])
    assert visit.page.locator("[data-kind]").evaluate_all(
        "rows => rows.every(row => row.querySelector('ins, del, .move') && row.matches('[data-kind]'))"
    )
    assert visit.page.locator("[data-text='a'] ins, [data-text='b'] del").count() == 0


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_a_report_is_sound_and_fits_every_width(visit: Visit) -> None:
    assert_sound(visit.page)
    for view in ("inline", "changes", "side"):
        visit.page.set_viewport_size({"width": 1280, "height": 800})
        visit.page.locator(f"[data-view={view}]").click()
        assert_no_sideways_scroll(visit.page)


def open_everything(page: Page) -> None:
    """Open all that a reader can open beside the texts, but for the dialog."""
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.keyboard.press("u")


def switch_everything_on(page: Page) -> None:
    """Press every switch that is off, and show every moved passage together with its other place."""
    off = "[data-switch][aria-pressed=false], .together[aria-pressed=false]"
    page.locator(off).evaluate_all("buttons => buttons.forEach(button => button.click())")
    assert page.locator(off).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_axe_finds_nothing_wrong_with_the_panes_opened(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    open_everything(visit.page)
    switch_everything_on(visit.page)
    assert_accessible(visit.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("texts", ["seeds", "moves", "hostile", "identical"], indirect=True)
def test_axe_finds_nothing_wrong_in_any_view(visit: Visit, scheme: Any) -> None:
    page = visit.page
    page.emulate_media(color_scheme=scheme)
    assert_accessible(page)
    open_everything(page)
    for view in ("inline", "changes"):
        page.locator(f"[data-view={view}]").click()
        switch_everything_on(page)
        assert_accessible(page)
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_on_a_phone(browser: Browser, tmp_path: Path, scheme: Any) -> None:
    file = write_report(tmp_path / "report.html", texts_of("moves"))
    for visited in open_page(browser, file, viewport={"width": 360, "height": 740}, color_scheme=scheme):
        open_everything(visited.page)
        assert_accessible(visited.page)


def _text_of(printed: PdfReader) -> str:
    """Return the text of a PDF; some fonts have ligatures, which are characters of their own there."""
    return unicodedata.normalize("NFKC", "".join(one.extract_text() for one in printed.pages))


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_print_holds_every_change_and_clips_nothing(visit: Visit, texts: tuple[str, str]) -> None:
    page = visit.page
    printed = PdfReader(io.BytesIO(page.pdf()))
    found = re.sub(r"\s|[\W_]", "", _text_of(printed))
    comparison = textdiff.compare(*documents_of(texts))
    lost = []
    for edit in comparison.edits:
        for span, text in ((edit.a, texts[0]), (edit.b, texts[1])):
            words = span.of(text).split() if span and edit.op != "keep" and not edit.typography else []
            lost += [word for word in words if word.isascii() and word.isalpha() and word not in found]
    assert lost == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    hidden = page.locator(CELLS).evaluate_all(
        "cells => cells.filter(cell => cell.textContent.trim() && !(cell.offsetWidth && cell.offsetHeight)).length"
    )
    clipped = page.locator(CELLS).evaluate_all(
        "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    )
    folded = page.locator(".fold").evaluate_all(
        "folds => folds.filter(f => getComputedStyle(f).contentVisibility === 'hidden').length"
    )
    assert (hidden, clipped, folded) == (0, 0, 0)
    assert page.locator(".tools, .ruler, .unfold").evaluate_all("found => found.every(e => !e.checkVisibility())")


@pytest.mark.parametrize("texts", ["belarus", "moves"], indirect=True)
@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
def test_paper_is_no_phone(visit: Visit, texts: tuple[str, str], paper: str) -> None:
    # The layout for narrow screens once came through: a column of one letter, 168 pages for 8.
    printed = PdfReader(io.BytesIO(visit.page.pdf(format=paper)))
    characters = sum(map(len, texts))
    assert len(printed.pages) < 4 + 2 * characters / (900 if paper == "A5" else 1900)
    lines = printed.pages[len(printed.pages) // 2].extract_text().splitlines()
    assert sum(map(len, lines)) / len(lines) > 15


def test_what_a_reader_had_folded_is_printed(browser: Browser, tmp_path: Path) -> None:
    file = write_report(tmp_path / "report.html", texts_of("typography"))
    for visited in open_page(browser, file):
        assert visited.page.locator(".fold[hidden]").count() > 0
        printed = PdfReader(io.BytesIO(visited.page.pdf()))
        found = re.sub(r"\W", "", _text_of(printed))
        assert re.sub(r"\W", "", article(12)) in found
        assert visited.page.locator("#options").evaluate("e => e.open") is False


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_a_report_is_readable_without_javascript(browser: Browser, texts: tuple[str, str], tmp_path: Path) -> None:
    file = write_report(tmp_path / "report.html", texts)
    for visited in open_page(browser, file, java_script_enabled=False):
        page = visited.page
        for side, text in zip("ab", texts, strict=True):
            assert page.evaluate(PANE, side) == as_html_shows(text)
        invisible = page.locator("[data-text]").evaluate_all(
            "cells => cells.filter(cell => cell.textContent.trim() && !cell.checkVisibility()).length"
        )
        assert invisible == 0
        assert page.locator("button:visible").count() == 0  # none that would do nothing
        if page.locator("[data-kind]").count():
            link = page.locator("[data-list] li a").first
            link.click()
            assert f"#{page.locator(':target').get_attribute('id')}" == link.get_attribute("href")


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


@pytest.mark.parametrize("texts", PAIRS, indirect=True)
def test_rows_stand_in_line_on_both_sides(visit: Visit) -> None:
    lines = visit.page.locator("#rows > .row").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll(':scope > .cell')].map(c => c.getBoundingClientRect().top))"
    )
    assert all(len(tops) == 2 and abs(tops[0] - tops[1]) <= 4 for tops in lines)


@pytest.mark.parametrize("name", ["right-to-left", "chinese", "belarus"])
def test_right_to_left_text_runs_from_right_to_left(browser: Browser, tmp_path: Path, name: str) -> None:
    for visited in open_page(browser, write_report(tmp_path / "report.html", texts_of(name))):
        page = visited.page
        page.locator("[data-view=inline]").click()
        ways = page.locator("[data-text], .both").evaluate_all("cells => cells.map(c => getComputedStyle(c).direction)")
        assert set(ways) == {"rtl" if name == "right-to-left" else "ltr"}
        assert {cell.get_attribute("dir") for cell in page.locator("[data-text], .both").all()} == {
            "rtl" if name == "right-to-left" else "auto"
        }


@pytest.mark.parametrize("texts", ["moves"], indirect=True)
def test_nothing_on_the_page_moves_by_itself(visit: Visit) -> None:
    moving = """() => document.getAnimations().length + [...document.querySelectorAll("*")].filter(e => {
      const style = getComputedStyle(e);
      return style.animationName !== "none" || style.scrollBehavior !== "auto" ||
        style.transitionDuration.split(", ").some(d => d !== "0s");
    }).length"""
    assert visit.page.evaluate(moving) == 0
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.keyboard.press("j")
    assert visit.page.evaluate(moving) == 0


@pytest.mark.parametrize("name", ["belarus", "moves", "right-to-left", "chinese", "identical", "disjoint"])
def test_a_report_of_changes_alone_works_and_holds_no_text_that_both_have(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    texts = texts_of(name)
    file = write_report(tmp_path / "report.html", texts, changes_only=True)
    html = file.read_text("utf-8")
    comparison = textdiff.compare(*documents_of(texts))
    told = " ".join(
        span.of(text)
        for edit in comparison.edits
        for span, text in zip((edit.a, edit.b), texts, strict=True)
        if span and edit.op != "keep"
    )
    for edit in comparison.edits:
        kept = edit.a.of(texts[0]) if edit.a and edit.op == "keep" else ""
        words = re.findall(r"\p{Han}|\w+", kept) if name == "chinese" else kept.split()
        joint = "" if name == "chinese" else " "
        tens = [joint.join(words[n : n + 10]) for n in range(len(words) - 9)]
        assert [ten for ten in tens if ten in html and ten not in told] == []
    with pytest.raises(textdiff.VerificationError, match="--changes-only"):
        textdiff.verify(html)
    for visited in open_page(browser, file):
        page = visited.page
        assert_sound(page)
        assert page.locator("[data-text]").count() == 0
        assert page.locator("[data-kind]").count() == len(comparison.changes)
        assert_accessible(page)
        for _ in comparison.changes:
            page.keyboard.press("j")
        assert page.evaluate("location.hash") == (f"#c{len(comparison.changes)}" if comparison.changes else "")
        page.keyboard.press("u")
        page.keyboard.press("x")
        assert page.locator("[data-view], [data-switch=unchanged], [data-switch=typography]").count() == 0
        assert_no_sideways_scroll(page)


def test_ten_thousand_rows_open_and_every_change_is_reached(browser: Browser, tmp_path: Path) -> None:
    texts = ten_thousand_rows()
    comparison = textdiff.compare(*documents_of(texts))
    assert len(comparison.blocks) >= 10_000
    file = write_report(tmp_path / "report.html", texts)
    assert file.stat().st_size < 10 * sum(len(text.encode()) for text in texts) + 150_000
    for visited in open_page(browser, file, f"#c{len(comparison.changes) - 1}"):
        page = visited.page
        assert page.locator("[data-kind]").count() == page.locator(".ruler rect").count() == len(comparison.changes)
        for side, text in zip("ab", texts, strict=True):
            assert page.evaluate(PANE, side) == text
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.id") == f"c{len(comparison.changes)}"
        assert page.locator(":focus").evaluate("e => e.getBoundingClientRect().bottom > 0")
        page.keyboard.press("j")
        assert page.evaluate("location.hash") == f"#c{len(comparison.changes)}"


def ten_thousand_rows() -> tuple[str, str]:
    """Return two texts of ten thousand short sentences, of which every second one differs."""
    a = [f"Line {n} says word{n * 7919 % 10007} and nothing else." for n in range(10_000)]
    return "\n".join(a), "\n".join(one.replace("nothing", "little") if n % 2 else one for n, one in enumerate(a))


def test_names_titles_and_dates_of_the_versions_are_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    from textdiff.model import Source

    hostile = "<img src=x onerror=alert(1)>\u202e{{7*7}}</script>"
    source = Source(path="a&b.txt", title=hostile, date="2020-08-17", publisher=hostile, url="javascript:alert(1)")
    a = Document(hostile, article(1, 2), source)
    b = Document("b", article(1, 3), Source(title="Plain", url="https://example.org/a?b=1&c=2"))
    file = tmp_path / "report.html"
    file.write_text(textdiff.report([a, b]), "utf-8", newline="")
    for visited in open_page(browser, file):
        page = visited.page
        assert_sound(page)
        shown = page.locator(".versions th[scope=row]").all_text_contents()
        assert shown[0].count(hostile.replace("\u202e", "U+202E\u202e")) == 3
        assert "2020-08-17" in shown[0]
        assert "Plain" in shown[1]
        links = page.locator("a[href^=http], a[href^=javascript]").evaluate_all(
            "found => found.map(a => [a.href, a.rel])"
        )
        assert links == [["https://example.org/a?b=1&c=2", "noopener noreferrer"]]
        assert_accessible(page)
