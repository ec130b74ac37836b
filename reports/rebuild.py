"""Write the sample report anew, and with `--picture` the README's picture of it (needs Chromium and playwright).

python reports/rebuild.py [--picture]
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import textdiff

HERE = Path(__file__).parent
PAIR = ("corpora/belarus-2020/articles/outlet-a.txt", "corpora/belarus-2020/articles/outlet-b.txt")


def rebuild() -> str:
    """Return the sample report, made from the root of the project so that it names relative paths."""
    os.chdir(HERE.parent)
    return textdiff.report([textdiff.read(path) for path in PAIR])


def take_picture(page: Path, picture: Path) -> None:
    """Save what a reader sees first of the texts."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only for the picture

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1180, "height": 760})
        tab.goto(page.resolve().as_uri())
        tab.locator("#c1").scroll_into_view_if_needed()
        tab.evaluate("document.getElementById('texts').scrollIntoView()")
        tab.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    page = HERE / "belarus-2020.html"
    page.write_text(rebuild(), encoding="utf-8", newline="")
    if "--picture" in sys.argv[1:]:
        take_picture(page, HERE / "belarus-2020.png")
