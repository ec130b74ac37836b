"""What pages cost: the CPU to write one, its size, and the CPU of a whole browser to open it and to go to a change."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from speed.texts import corpus

import textdiff
from textdiff.model import Comparison, Document
from textdiff.views.html.report import render_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLES = Path(__file__).parents[2] / "corpora" / "belarus-2020" / "articles"
_SETTLED = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"
_REST_SECONDS = 1.0  # in which a browser does what it put off


class Cost(NamedTuple):
    """What one page costs; seconds are of CPU, user and system."""

    name: str
    render: float
    kilobytes: float
    opening: float | None = None
    step: float | None = None


def rows(n: int) -> tuple[str, str]:
    """Return two texts of `n` short sentences, a line each, of which every second one differs."""
    a = [f"Line {k} says word{k * 7919 % 10007} and nothing else." for k in range(n)]
    return "\n".join(a), "\n".join(one.replace("nothing", "little") if k % 2 else one for k, one in enumerate(a))


def measure() -> list[Cost]:
    """Return the costs of a report of two articles, of one with 10,000 rows, and of the page of 1,000 articles."""
    articles = [textdiff.read(ARTICLES / f"outlet-{side}.txt") for side in "ab"]
    pairs = {"report of outlet-a and outlet-b": articles}
    seeds = sorted((Path(os.environ.get("TEXTDIFF_DATA", "-")) / "seeds").glob("00[04]*.txt"))
    if len(seeds) == 2:
        pairs["report of the seed pair"] = [textdiff.read(path) for path in seeds]
    pairs["report of 10,000 rows"] = [Document(side, text) for side, text in zip("ab", rows(10_000), strict=True)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files, costs = [], []
        for title, documents in pairs.items():
            seconds, html = _render(textdiff.compare(*documents))
            files.append(folder / f"{len(files)}.html")
            files[-1].write_text(html, "utf-8", newline="")
            costs.append(Cost(title, seconds, len(html.encode()) / 1000))
        made = corpus(1_000)
        start = time.process_time()
        textdiff.scan([Document(name, text) for name, text in made.texts.items()], out=folder / "scan")
        seconds = time.process_time() - start
        files.append(folder / "scan" / "index.html")
        costs.append(Cost("scan of 1,000 articles, pages of all", seconds, files[-1].stat().st_size / 1000))
        return _open(files, costs)


def _render(comparison: Comparison) -> tuple[float, str]:
    html = render_report(comparison)  # the first one compiles the templates
    start = time.process_time()
    html = render_report(comparison)
    return time.process_time() - start, html


def _open(files: list[Path], costs: list[Cost]) -> list[Cost]:
    """Return the costs with those of opening; without them where there is no browser."""
    executable = os.environ.get("TEXTDIFF_CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return costs
    if not executable:
        return costs
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto("about:blank")
        time.sleep(_REST_SECONDS)
        opened = [_open_one(page, file, cost) for file, cost in zip(files, costs, strict=True)]
        browser.close()
    return opened


def _open_one(page: Page, file: Path, cost: Cost) -> Cost:
    before = _seconds_of_children()
    page.goto(file.as_uri())
    page.evaluate(_SETTLED)
    time.sleep(_REST_SECONDS)
    opening = _seconds_of_children() - before
    if page.locator("[data-kind]").count() < 2:
        return cost._replace(opening=opening)
    page.keyboard.press("j")
    before = _seconds_of_children()
    page.keyboard.press("j")
    page.evaluate(_SETTLED)
    step = _seconds_of_children() - before
    if page.evaluate("location.hash") != "#c2":
        raise AssertionError("j did not lead to the second change")
    return cost._replace(opening=opening, step=step)


def _seconds_of_children() -> float:
    """Return the CPU seconds of all processes below this one that are running (Linux)."""
    parents, seconds = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            seconds[int(entry.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    below = {os.getpid()}
    while grown := {child for child, parent in parents.items() if parent in below} - below:
        below |= grown
    return sum(seconds[number] for number in below - {os.getpid()})


def show() -> None:
    """Print the table."""
    print("\npages: CPU to render, size, CPU of the browser to open it and of one `j`")
    for cost in measure():
        opening = "" if cost.opening is None else f"{cost.opening:6.2f} s"
        step = "" if cost.step is None else f"{cost.step:6.2f} s"
        print(f"  {cost.render:7.3f} s {cost.kilobytes:8.0f} kB {opening:>9} {step:>9}  {cost.name}")
