"""The pages of a large scan: a megabyte each at most, and what is on none of them is counted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from page import Page, assert_inert
from scanned import MEGABYTE, Shown, document, family_of, made, number, of_families, of_pairs, pair, rows, written

from textdiff.model import Certificate, Common, Family, Reason, Scan, Skip
from textdiff.views.tables import report_name, write_scan

PAIRS = "Pairs, most shared words first"
FAMILIES = "Families, the largest first"


def test_a_long_family_is_folded_and_of_a_longer_one_the_page_says_what_it_leaves_out(tmp_path: Path) -> None:
    _, shown, _ = written(of_families((family_of(1, 250), family_of(2, 13), family_of(3, 12))), tmp_path)
    assert [len(shown.tables[f"Versions of family-{n}"]) - 1 for n in (1, 2, 3)] == [100, 13, 12]
    assert [text.split("\n")[0] for text in shown.folded[:3]] == [
        "text of f0001-0249 family-1: 250 versions",
        "text of f0002-0012 family-2: 13 versions",
        "text of f0003-0011 family-3: 12 versions",
    ]
    families = shown.sections["families"]
    said = "Shown here: 100 of 250 versions, likely origin and bridges first. The other 150 are in families.jsonl."
    assert said in families
    assert (
        "Shown here: 20 of 249 pairs that hold it together, the strongest. The other 229 are in families.jsonl."
        in families
    )
    assert "bridge" in shown.tables["Versions of family-1"][1][0]


def sheets(out: Path, kind: str) -> list[Path]:
    """Return the pages of a table, found by following the links to the next page."""
    found = [out / "index.html"]
    while True:
        shown = Shown(found[-1].read_text("utf-8"))
        following = [
            (found[-1].parent / href).resolve()
            for href, text in shown.links
            if text == "Next page" and f"{kind}-" in href
        ]
        if not following:
            return found
        assert len(set(following)) == 1
        before = [href for href, text in Shown(following[0].read_text("utf-8")).links if text == "Previous page"]
        assert {(following[0].parent / href.partition("#")[0]).resolve() for href in before} == {found[-1].resolve()}
        found.append(following[0])


def test_up_to_200_documents_have_all_their_pairs_on_one_page(tmp_path: Path) -> None:
    _, shown, _ = written(of_pairs(200, 2500), tmp_path)
    words = [number(row[4]) for row in shown.tables[PAIRS][1:]]
    assert words == list(range(2499, -1, -1))
    assert not (tmp_path / "pages").exists()
    assert "The other" not in shown.sections["pairs"]


def test_the_pairs_of_200_versions_of_one_story_take_no_page_of_seven_megabytes(tmp_path: Path) -> None:
    _, shown, _ = written(of_pairs(200, 19_900), tmp_path)
    found = sheets(tmp_path, "pairs")
    assert len(found) > 2
    assert all(path.stat().st_size < 2 * MEGABYTE for path in found)
    listed = [row for path in found for row in Shown(path.read_text("utf-8")).tables[PAIRS][1:]]
    assert len(listed) == 19_900
    assert 3_000 < len(shown.tables[PAIRS]) < 19_900


def test_the_pairs_of_more_documents_go_on_from_sheet_to_sheet(tmp_path: Path) -> None:
    scan = of_pairs(201, 2500)
    written(scan, tmp_path)
    found = sheets(tmp_path, "pairs")
    assert [page.relative_to(tmp_path.resolve()).as_posix() for page in found[1:]] == [
        f"pages/pairs-{n}.html" for n in range(2, len(found) + 1)
    ]
    words: list[int] = []
    for page in found:
        html = page.read_text("utf-8")
        assert len(html.encode()) <= MEGABYTE
        shown = Shown(html)
        table = shown.tables[PAIRS][1:]
        assert f"Pairs {len(words) + 1:,} to {len(words) + len(table):,} of 2,500." in shown.sections["pairs"]
        words += [number(row[4]) for row in table]
        inside = r"(\.\./)?(pairs/[0-9a-f]{12}-[0-9a-f]{12}|pages/pairs-\d+|index)\.html(#[a-z]+)?|#[a-z]+"
        assert_inert(Page(html), inside)
    assert words == list(range(2499, -1, -1))
    assert 3 <= len(found) <= 5


def test_beyond_20_000_pairs_the_rest_is_counted_and_its_file_named(tmp_path: Path) -> None:
    _, shown, _ = written(of_pairs(210, 20_500), tmp_path)
    said = "On these pages: 20,000 of 20,500 pairs. The other 500 are in pairs.jsonl."
    assert said in shown.sections["pairs"]
    found = sheets(tmp_path, "pairs")
    last = Shown(found[-1].read_text("utf-8"))
    assert number(last.tables[PAIRS][-1][4]) == 500
    assert said in last.sections["pairs"]


def test_sheets_of_an_earlier_scan_go_and_pages_of_somebody_else_stay(tmp_path: Path) -> None:
    written(of_pairs(201, 2500), tmp_path)
    (tmp_path / "pages" / "pairs-99.html").write_text("<h1>mine</h1>", "utf-8")
    (tmp_path / "pages" / "notes.html").write_bytes((tmp_path / "pages" / "pairs-2.html").read_bytes())
    written(of_pairs(201, 1100), tmp_path)
    fresh = tmp_path / "fresh"
    written(of_pairs(201, 1100), fresh)
    kept = {page.name for page in (tmp_path / "pages").iterdir()}
    assert kept == {page.name for page in (fresh / "pages").iterdir()} | {"pairs-99.html", "notes.html"}
    write_scan(of_pairs(201, 1100), fresh, html=False)
    assert sorted(path.name for path in fresh.glob("**/*.html")) == []
    assert not (fresh / "pages").exists()


def test_families_go_on_from_sheet_to_sheet_and_pairs_lead_to_them(tmp_path: Path) -> None:
    scan = of_families(tuple(family_of(n, 2, words=900 - n) for n in range(1, 701)))
    written(scan, tmp_path)
    names: list[str] = []
    where: dict[str, Path] = {}
    for page in sheets(tmp_path, "families"):
        html = page.read_text("utf-8")
        assert len(html.encode()) <= MEGABYTE
        listed = re.findall(r"family-\d+", " ".join(row[0] for row in Shown(html).tables[FAMILIES][1:]))
        assert [one for one in Page(html).values("id") if str(one).startswith("family-")] == listed
        names += listed
        where |= dict.fromkeys(listed, page.resolve())
    assert names == [f"family-{n}" for n in range(1, 701)]
    assert len(set(where.values())) > 1
    for page in sheets(tmp_path, "pairs"):
        for href, text in Shown(page.read_text("utf-8")).links:
            if re.fullmatch(r"family-\d+", text):
                target, _, fragment = href.partition("#")
                assert ((page.parent / target).resolve() if target else page.resolve()) == where[text]
                assert fragment == text


def test_skipped_files_go_on_from_sheet_to_sheet(tmp_path: Path) -> None:
    skips = tuple(Skip(f"{n:04d}", "binary", "holds NUL", "convert it") for n in range(1200))
    written(made(found=1206, skipped=skips), tmp_path)
    found = sheets(tmp_path, "skipped")
    listed = [
        row for page in found for row in Shown(page.read_text("utf-8")).tables["Files that could not be used"][1:]
    ]
    assert listed == [list(row.values()) for row in rows(tmp_path, "skipped.jsonl")]
    assert len(found) > 1


def test_what_is_left_out_of_other_tables_is_counted_too(tmp_path: Path) -> None:
    commons = tuple(Common(f"text {n} " + "word " * 60, 62, 900, "x") for n in range(900))
    missed = tuple((f"{n:04d}", "x" * 50) for n in range(900))
    scan = made(boilerplate=commons, capped=commons)
    scan = replace(scan, certificate=replace(made().certificate or Certificate(0, 0, 0, None, 0, 1, ()), missed=missed))
    _, shown, summary = written(scan, tmp_path)
    assert len(summary["capped"]) == summary["boilerplate"] == 900
    sections = (
        ("boilerplate", "texts, the most frequent", "boilerplate.jsonl"),
        ("capped", "texts, the most frequent", "summary.json"),
        ("summary", "missed pairs", "summary.json"),
    )
    for section, what, file in sections:
        said = re.search(rf"Shown here: (\d+) of 900 {what}\. The other (\d+) are in {file}\.", shown.sections[section])
        assert said, section
        shown_here, left = map(int, said.groups())
        assert shown_here + left == 900
        tables = [table for name, table in shown.tables.items() if name.startswith(("Boiler", "Texts"))]
        assert section == "summary" or any(len(table) - 1 == shown_here for table in tables)


def test_a_table_says_how_many_rows_there_are_beyond_its_page_and_where(tmp_path: Path) -> None:
    def told(page: Path) -> list[tuple[str | None, str | None]]:
        found = [dict(attributes) for tag, attributes in Page(page.read_text("utf-8")).elements if tag == "table"]
        return [(named.get("data-n"), named.get("data-to")) for named in found if "data-rows" in named]

    families = tuple(family_of(n, 2, words=900 - n) for n in range(1, 701))
    skips = tuple(Skip(f"{n:04d}", "binary", "holds NUL", "convert it") for n in range(1200))
    written(replace(of_families(families), skipped=skips, found=2600), tmp_path / "many")
    beyond = [("700", "families.jsonl"), ("700", "pairs.csv"), ("1200", "skipped.jsonl")]
    assert told(tmp_path / "many" / "index.html")[1:] == beyond[1:]
    for n, kind in enumerate(("families", "pairs", "skipped")):
        found = sheets(tmp_path / "many", kind)
        assert all(beyond[n] in told(page) for page in found) == (len(found) > 1)
    written(made(), tmp_path / "few")
    assert set(told(tmp_path / "few" / "index.html")) == {(None, None)}


@pytest.mark.parametrize("documents", [200, 1000])
def test_titles_and_outlets_stand_once_on_the_pages_whose_pairs_have_them(tmp_path: Path, documents: int) -> None:
    titles = {f"d{n:03d}": f"Title {n} </script><b>&'\u202e" + "word " * 20 for n in range(0, documents, 2)}
    names = [f"d{n:03d}" for n in range(documents)]
    pairs = [(names[n], names[m]) for n in range(documents) for m in range(n + 1, min(n + 7, documents))]
    scan = replace(
        of_pairs(documents, 0),
        documents=tuple(document(name, title=titles.get(name), publisher="BBC" * (name[-1] == "1")) for name in names),
        pairs=tuple(pair(a, b, 9) for a, b in pairs),
    )
    written(scan, tmp_path)
    found = sheets(tmp_path, "pairs")
    assert (len(found) > 1) == (documents > 200)
    for page in found:
        html = page.read_text("utf-8")
        assert len(html.encode()) <= MEGABYTE
        block = Page(html).record
        expected = {}
        for row in Shown(html).tables[PAIRS][1:]:
            a, b = row[0].split(" and ")
            keys = report_name(a, b).removesuffix(".html").split("-")
            for key, name in zip(keys, (a, b), strict=True):
                if name in titles:
                    expected[key] = f"Title {int(name[1:])} </script><b>&'[U+202E]word"
                elif name.endswith("1"):
                    expected[key] = "BBC"
        assert set(block) == set(expected)
        assert all(block[key].startswith(title) for key, title in expected.items())
        assert [named for tag, named in Page(html).elements if tag == "script"] == [
            [("type", "application/json"), ("id", "titles")],
            [],
        ]


def test_an_id_that_is_longer_than_any_name_of_a_file_is_shown_by_its_ends(tmp_path: Path) -> None:
    name = "n" * MEGABYTE + "end"
    scan = Scan(2, (document(name), document("y")), (pair(name, "y", 9),), (), (), (), 0, {})
    html, shown, _ = written(scan, tmp_path)
    assert len(html) < MEGABYTE / 10
    assert shown.tables[PAIRS][1][0] == "n" * 150 + " … " + "n" * 147 + "end and y"


@pytest.mark.parametrize("size", [2, 5, 40, 1000])
@pytest.mark.parametrize("sign", ["n", "&", "\u4e2d"])
def test_the_page_of_a_thousand_documents_is_within_a_megabyte(tmp_path: Path, size: int, sign: str) -> None:
    names = [f"{sign * 60}{n:04d}" for n in range(1000)]
    groups = [names[at : at + size] for at in range(0, 1000, size)]
    pairs = [(group[m], other, 99) for group in groups for m in range(len(group)) for other in group[m + 1 : m + 20]]
    families = tuple(
        Family(
            f"family-{n}",
            "versions",
            tuple(group),
            tuple(group[1:-1]),
            tuple((group[0], other, 99) for other in group[1:]),
            group[0],
            tuple((name, group[0] if name != group[0] else group[1], 99) for name in group),
            (Reason("dated-first", (group[0], "2025-03-11", size - 1)),) * 3,
        )
        for n, group in enumerate(groups, 1)
    )
    common = tuple(Common(sign * 300, 60, 400, names[n]) for n in range(1000))
    scan = Scan(
        found=2000,
        documents=tuple(document(name, title=sign * 500, date="2025-03-11") for name in names),
        pairs=tuple(pair(*edge) for edge in pairs),
        passages=(),
        families=families,
        skipped=tuple(Skip(name, "binary", sign * 100, "convert it") for name in names),
        capped_buckets=1000,
        options={"level": "passages", "max_bucket": 300},
        boilerplate=common,
        capped=common,
        certificate=Certificate(9, 2000, 1000, 0.5, 0.4, 0.6, tuple((name, names[0]) for name in names)),
    )
    _, shown, _ = written(scan, tmp_path)
    assert all(page.stat().st_size <= MEGABYTE for page in tmp_path.glob("**/*.html"))
    assert "family-1: " in shown.sections["families"]
