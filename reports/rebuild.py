"""Write the sample report anew, and with `--picture` the README's pictures of it (needs Chromium and playwright).

python reports/rebuild.py [--picture]
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import textdiff

HERE = Path(__file__).parent
PAIR = ("corpora/belarus-2020/articles/outlet-a.txt", "corpora/belarus-2020/articles/outlet-b.txt")
# Each picture: the window it is taken in, and what is scrolled to first.
PICTURES: dict[str, tuple[dict[str, Any], str]] = {
    "light": ({"viewport": {"width": 1180, "height": 800}}, "texts"),
    "dark": ({"viewport": {"width": 1180, "height": 800}, "color_scheme": "dark"}, "verdict"),
    "phone": ({"viewport": {"width": 390, "height": 800}, "device_scale_factor": 2, "is_mobile": True}, "c2"),
    "print": ({"viewport": {"width": 794, "height": 800}}, "texts"),  # A4 at 96 dots an inch
}


def rebuild() -> str:
    """Return the sample report, made from the root of the project so that it names relative paths."""
    os.chdir(HERE.parent)
    return textdiff.report([textdiff.read(path) for path in PAIR])


def take_pictures(page: Path) -> None:
    """Save what a reader sees: by day, by night, on a phone and on paper."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only for the pictures

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (window, place) in PICTURES.items():
            tab = browser.new_page(**window)
            tab.goto(page.resolve().as_uri())
            if name == "print":
                tab.emulate_media(media="print")
            tab.evaluate("id => document.getElementById(id).scrollIntoView()", place)
            tab.screenshot(path=page.with_name(f"{page.stem}-{name}.png"))
            tab.close()
        browser.close()


if __name__ == "__main__":
    page = HERE / "belarus-2020.html"
    page.write_text(rebuild(), encoding="utf-8", newline="")
    if "--picture" in sys.argv[1:]:
        take_pictures(page)
