"""What all tests share: how many examples a law is tried on, and where the seed articles lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, open_page, started
from hypothesis import HealthCheck, settings
from marks import marks_of
from shown import texts_of, write_report

from textdiff.model import Document
from textdiff.options import Options
from textdiff.texts.readers.plain import read_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SLOW = (HealthCheck.too_slow,)
settings.register_profile(
    "ci",
    max_examples=int(os.environ.get("TEXTDIFF_EXAMPLES", "200")),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=_SLOW,
)
settings.register_profile("full", max_examples=10_000, deadline=None, database=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("TEXTDIFF_PROFILE", "ci"))


@pytest.hookimpl(tryfirst=True)  # before `-m` asks for them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the rules of `marks`."""
    for item in items:
        for name in marks_of(item) if isinstance(item, pytest.Function) else ():
            item.add_marker(name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs data where none is named."""
    if item.get_closest_marker("data") and not os.environ.get("TEXTDIFF_DATA"):
        pytest.skip("set TEXTDIFF_DATA to the folder that holds seeds/, data/ and scorers/")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Return the folder with the seed articles and the measured data sets, which are not in the repository."""
    folder = os.environ.get("TEXTDIFF_DATA")
    if not folder or not (Path(folder) / "seeds").is_dir():
        pytest.skip("set TEXTDIFF_DATA to the folder that holds seeds/")
    return Path(folder)


@pytest.fixture(scope="session")
def seeds(data_folder: Path) -> dict[str, Document]:
    """Return the seed articles: A and B are two cuts of one original, T is independent of them."""
    files = {"A": "000_*.txt", "B": "004_*.txt", "T": "003_*.txt"}
    found = {name: sorted((data_folder / "seeds").glob(pattern)) for name, pattern in files.items()}
    if not all(found.values()):
        pytest.skip("the folder seeds/ below TEXTDIFF_DATA does not hold the articles 000, 003 and 004")
    return {name: read_file(paths[0], name, options=Options()) for name, paths in found.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from started()


@pytest.fixture
def texts(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Return the two texts that a test in a browser is about, by its parameter, a name of `shown.PAIRS`."""
    return texts_of(request.param, request.getfixturevalue("seeds") if request.param == "seeds" else None)


@pytest.fixture
def visit(browser: Browser, texts: tuple[str, str], tmp_path: Path) -> Iterator[Visit]:
    """Return the report of two texts, opened from disk."""
    yield from open_page(browser, write_report(tmp_path / "report.html", texts))
