"""What a comparison looks like on terminals of any width, in a pipe, and through a pager."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import sys
from pathlib import Path

import pytest
import regex
from command import article, run
from compared import compared
from hypothesis import given
from hypothesis import strategies as st
from strategies import pairs
from test_cli_terminal import on_terminal

import textdiff
from textdiff.model import Comparison
from textdiff.views.columns import BESIDE_COLUMNS, COLOUR, PAGE_COLUMNS, PLAIN, columns_of, fold
from textdiff.views.terminal import Screen, render, render_stat

ROOT = Path(__file__).parents[1]
GOLDEN = sorted((ROOT / "tests" / "golden" / "terminal").glob("*.txt"))
A, B = (f"corpora/belarus-2020/articles/outlet-{name}.txt" for name in "ab")
CODES = re.compile(r"\x1b\[[0-9;]*m")
# Not part of what a change says: white space, marks and signs of the view.
_DRESS = regex.compile(r"[\s\[\]{}+\-=~]")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the corpora in it and no package, so that the installed one is run."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "corpora").symlink_to(ROOT / "corpora")
    return folder


def lines_of(a: str, b: str, **screen: object) -> list[str]:
    return render(compared(a, b), Screen(**screen)).split("\n")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("plain", 5), ("naïve", 5), ("e\u0301te\u0301", 3), ("a\u0300\u0316", 1), ("“—”…", 4), ("Минск", 5),
        ("中文", 4), ("ＡＢ", 4), ("ｶﾞ", 2), ("한국", 4), ("\u1112\u1161\u11ab", 2), ("ภาษา", 4), ("กำ", 2), ("ก็", 1),
        ("👍", 2), ("👍🏽", 2), ("👩\u200d👩\u200d👧", 2), ("👩\u200d⚕\ufe0f", 2), ("🏳\ufe0f\u200d🌈", 2), ("🇩🇪", 2),
        ("🇩🇪🇫🇷", 4), ("1\ufe0f\u20e3", 2), ("❤", 1), ("❤\ufe0f", 2), ("a\ufe0f", 1), ("葛\U000e0100", 2), ("नि", 2),
        ("سلام", 4), ("\u200b\u2060\ufeff", 0), ("co\u00adop", 5), ("\u0600١", 2), ("\x1b[34;4mab\x1b[0m", 2), ("", 0),
    ],
)  # fmt: skip
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str, columns: int) -> None:
    assert columns_of(text) == columns


@pytest.mark.parametrize(
    "cluster", ["👩\u200d👩\u200d👧", "🇩🇪", "e\u0301\u0316", "각", "1\ufe0f\u20e3", "กำ", "\\u202e"]
)
@pytest.mark.parametrize("style", [COLOUR, PLAIN])
def test_no_cluster_is_cut_where_a_word_is_longer_than_a_line(cluster: str, style: object) -> None:
    lines = list(fold([("added", cluster * 30)], "+ ", COLOUR if style is COLOUR else PLAIN, 21))
    bare = [CODES.sub("", line).strip(" +{}") for line in lines]
    assert len(bare) > 1
    assert all(re.fullmatch(f"({re.escape(cluster)})+", line) for line in bare)
    assert max(map(columns_of, lines)) <= 21


def test_lines_break_after_words_and_chinese_before_no_full_stop() -> None:
    assert list(fold([("", "one two three")], "", PLAIN, 10)) == ["one two", "three"]
    assert list(fold([("", "抗议活动已经。持续")], "", PLAIN, 13)) == ["抗议活动已", "经。持续"]
    assert list(fold([("", "it is 64 % of it")], "", PLAIN, 10)) == ["it is 64 %", "of it"]


def test_a_word_is_not_broken_where_its_change_begins() -> None:
    pieces = [("", "the police of Minsk: un"), ("dropped", "happy")]
    assert list(fold(pieces, "", PLAIN, 30)) == ["the police of Minsk:", "un[-happy-]"]


@given(
    pairs(), st.integers(20, 200), st.booleans(), st.sampled_from([PLAIN, COLOUR]), st.sampled_from(["utf-8", "ascii"])
)
def test_no_line_is_wider_than_the_terminal_and_every_changed_word_is_shown(
    texts: tuple[str, str], width: int, beside: bool, style: object, encoding: str
) -> None:
    comparison = compared(*texts)
    screen = Screen(style=PLAIN if style is PLAIN else COLOUR, columns=width, beside=beside, encoding=encoding)
    for shown in (render(comparison, screen), render_stat(comparison, screen)):
        assert [line for line in shown.split("\n") if columns_of(line) > width] == []
        shown.encode(encoding)
    assert_every_change_is_shown(comparison, screen, render(comparison, screen))


@given(pairs())
def test_a_pipe_gets_every_changed_word_too(texts: tuple[str, str]) -> None:
    assert_every_change_is_shown(compared(*texts), Screen(), render(compared(*texts), Screen()))


def assert_every_change_is_shown(comparison: Comparison, screen: Screen, shown: str) -> None:
    """Look for the words of each change in the text, and in each of the two columns that it may stand in."""
    sections = re.split(r"\n\n(?=#\d+  )", CODES.sub("", shown).rstrip("\n"))[1:]
    places = {block.n: block.change for block in comparison.changes}
    assert [section.split("  ")[0] for section in sections] == [f"#{number}" for number in places.values()]
    seen = [bare(text) for section in sections for text in (section, *columns(section, screen.columns or 0))]
    everything = "\0".join(seen)
    for edit in comparison.edits:
        if edit.block in places and edit.op != "keep" and not edit.typography:
            for span, text in ((edit.a, comparison.a.text), (edit.b, comparison.b.text)):
                assert span is None or bare(screen.text(span.of(text))) in everything


def bare(text: str) -> str:
    return _DRESS.sub("", text)


def columns(section: str, width: int) -> tuple[str, str]:
    """Return what stands in the left and in the right column of a view of this width."""
    half = (width - 3) // 2
    left, right = [], []
    for line in section.split("\n"):
        before = next((n for n in range(len(line) + 1) if columns_of(line[:n]) == half), len(line))
        while before < len(line) and columns_of(line[: before + 1]) == half:
            before += 1
        left.append(line[:before])
        right.append(line[before + 3 :])
    return "".join(left), "".join(right)


def test_the_check_for_changed_words_misses_none_that_is_missing() -> None:
    comparison = compared(article(1, 2, 3), article(1, 2, 4))
    screen = Screen(columns=80)
    shown = render(comparison, screen)
    word = article(4).split()[3]
    assert word in shown
    with pytest.raises(AssertionError):
        assert_every_change_is_shown(comparison, screen, shown.replace(word, ""))


def test_the_verdict_comes_first_and_the_numbers_next() -> None:
    lines = lines_of(article(1, 2, 3, 4), article(2, 3, 4, 5, 1))
    comparison = compared(article(1, 2, 3, 4), article(2, 3, 4, 5, 1))
    assert lines[0] == comparison.verdict
    assert lines[1].startswith("A  a  (48 words)")
    assert lines[2].startswith("B  b  (60 words)")
    assert lines[3] == "   2 changes: 1 moved, 1 added"


def test_changes_have_the_numbers_that_they_have_in_the_report() -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in (A, B)]
    comparison = compared(*texts)
    html = textdiff.report([comparison.a, comparison.b])
    tags = [tag for tag in re.findall(r"<[^>]*\bdata-kind=[^>]*>", html) if re.search(r'\bid="c\d+"', tag)]
    reported = [(re.search(r'id="c(\d+)"', tag)[1], re.search(r'data-kind="(\w+)"', tag)[1]) for tag in tags]  # type: ignore[index]
    printed = re.findall(r"^#(\d+)  (\w+)", render(comparison, Screen()), re.MULTILINE)
    assert printed == reported
    assert len(printed) == len(comparison.changes) > 5


def test_a_wide_terminal_has_two_columns_and_a_narrow_one_and_a_pipe_one_text(tmp_path: Path) -> None:
    for name, text in (("a.txt", article(1, 2, 3)), ("b.txt", article(1, 5, 2, 3))):
        (tmp_path / name).write_text(text, "utf-8")

    def is_beside(*args: str) -> bool:
        return (
            re.search(r"^ +\+ ", run("compare", "a.txt", "b.txt", *args, cwd=tmp_path).stdout.decode(), re.MULTILINE)
            is not None
        )

    assert not is_beside()
    assert not is_beside("-W", str(BESIDE_COLUMNS - 1))
    assert is_beside("-W", str(BESIDE_COLUMNS))
    assert not is_beside("-W", "160", "--view", "inline")
    assert is_beside("-W", "60", "-y")
    assert not is_beside("-W", "39", "-y")  # too narrow for two
    beside = run("compare", "a.txt", "b.txt", "-y", cwd=tmp_path).stdout.decode()
    assert (
        beside
        == run("compare", "a.txt", "b.txt", "--view=side-by-side", f"-W{PAGE_COLUMNS}", cwd=tmp_path).stdout.decode()
    )
    assert run("compare", "a.txt", "b.txt", "-W", "19", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(("width", "used"), [(110, 109), (111, 111), (160, 159)])
def test_two_columns_fill_the_terminal_and_no_more(width: int, used: int) -> None:
    lines = lines_of(f"{article(1)}\n{'a' * 500}", f"{article(1)}\n{'b' * 500}", columns=width, beside=True)
    column = (width - 3) // 2
    assert "a" * column + " -" in lines
    assert " " * column + " + " + "b" * column in lines
    assert max(map(columns_of, lines[5:])) == used


def test_text_that_runs_from_right_to_left_is_never_set_beside_another() -> None:
    arabic = "قال الوزير إن المحطة ستوفر الماء لنحو أربعمئة ألف شخص كل يوم في المدينة."
    a, b = f"{article(1)}\n{arabic}\n\n{article(2)}", f"{article(3)}\n{arabic[:-8]}القرية.\n\n{article(2)}"
    lines = lines_of(a, b, columns=160, beside=True)
    assert any(" │ " in line for line in lines)
    turned = [line for line in lines if regex.search(r"\p{Arabic}", line)]
    assert any("{+القرية+}" in line for line in turned)
    assert [line for line in turned if "│" in line or " ~ " in line] == []


def test_a_terminal_without_the_signs_of_the_view_gets_readable_ones() -> None:
    words = article(*range(9)).replace("\n\n", " ").replace(".", ",").split()
    changed = ["Wednesday" if n == 50 else word for n, word in enumerate(words)]
    for encoding, rule, dots in (("utf-8", "│", " … "), ("cp1252", "|", " … "), ("ascii", "|", " ... ")):
        shown = "\n".join(lines_of(" ".join(words), " ".join(changed), columns=120, beside=True, encoding=encoding))
        assert f" {rule} " in shown
        assert dots in f"{shown} "
        assert "\\u" not in shown


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_a_comparison_looks_as_its_golden_file(path: Path, project: Path) -> None:
    """Run the command in the first line of the file; TEXTDIFF_REWRITE_GOLDEN=1 writes the file anew."""
    first = path.read_text("utf-8").partition("\n")[0]
    words = shlex.split(first.removeprefix("$ "))
    env = dict(word.split("=") for word in words[: words.index("textdiff")])
    done = run(*words[words.index("textdiff") + 1 :], env=env, cwd=project)
    assert done.stderr == b""
    shown = f"{first}\n{done.stdout.decode()}".replace("\x1b", "\\e")
    if os.environ.get("TEXTDIFF_REWRITE_GOLDEN") == "1":
        path.write_text(shown, "utf-8")
    expected = path.read_text("utf-8")
    difference = difflib.unified_diff(expected.splitlines(), shown.splitlines(), str(path), "now", lineterm="")
    assert shown == expected, "\n".join(difference)


def test_there_are_golden_files_of_every_view() -> None:
    assert len(GOLDEN) > 15


@pytest.fixture
def long_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with two versions whose changes take more than 24 lines, and pagers."""
    monkeypatch.chdir(tmp_path)
    for name in ("PAGER", "TEXTDIFF_PAGER", "LESS", "LESSCHARSET"):
        monkeypatch.delenv(name, raising=False)
    Path("a.txt").write_text(article(*range(60)), "utf-8")
    Path("b.txt").write_text(article(*(n + 100 * (n % 2) for n in range(60))), "utf-8")
    Path("c.txt").write_text(article(*range(59), 200), "utf-8")
    Path("keeps.py").write_text(
        "import os, sys\nopen(sys.argv[1], 'wb').write(sys.stdin.buffer.read())\n"
        "open(sys.argv[1] + '.env', 'w').write(os.environ.get('LESS', '') + ' ' + os.environ.get('LESSCHARSET', ''))\n"
    )
    Path("interrupts.py").write_text(
        "import os, signal, sys\nos.kill(os.getppid(), signal.SIGINT)\nprint(len(sys.stdin.buffer.readlines()) > 24)\n"
    )
    Path("leaves.py").write_text("import sys\nprint('left after', sys.stdin.buffer.readline())\n")
    return tmp_path


KEEPS = f"'{sys.executable}' keeps.py"


@pytest.mark.usefixtures("long_pair")
@pytest.mark.parametrize("variable", ["PAGER", "TEXTDIFF_PAGER"])
def test_what_is_longer_than_the_terminal_goes_through_the_pager(variable: str) -> None:
    env = {"TERM": "xterm", "PAGER": "false"} | {variable: f"{KEEPS} seen"}
    shown, code = on_terminal(["compare", "a.txt", "b.txt"], env, columns=80)
    assert (shown, code) == (b"", 1)
    expected = run("compare", "a.txt", "b.txt", "--width=80", "--color=always", env={"PYTHONIOENCODING": "utf-8"})
    assert Path("seen").read_bytes() == expected.stdout
    assert Path("seen.env").read_text() == "FRX utf-8"
    on_terminal(["compare", "a.txt", "b.txt"], env | {"LESS": "-R", "LESSCHARSET": "latin1"}, columns=80)
    assert Path("seen.env").read_text() == "-R latin1"


@pytest.mark.usefixtures("long_pair")
@pytest.mark.parametrize(
    ("args", "env"),
    [
        ("a.txt b.txt --no-pager", {}),
        ("a.txt b.txt", {"TERM": "dumb"}),
        ("a.txt b.txt", {"PAGER": "cat"}),
        ("a.txt b.txt", {"PAGER": ""}),
        ("a.txt b.txt", {"TEXTDIFF_PAGER": ""}),
        ("a.txt b.txt", {"PAGER": "no-such-program -x"}),
        ("a.txt b.txt", {"PAGER": "'unbalanced"}),
        ("a.txt b.txt --stat", {}),
        ("a.txt c.txt", {}),
        ("a.txt b.txt --json", {}),
        ("a.txt b.txt --format=markdown", {}),
        ("story.txt a.txt 0 100644 b.txt 1 100644", {}),
    ],
)
def test_no_pager_is_started_where_none_is_wanted_or_found(args: str, env: dict[str, str]) -> None:
    env = {"TERM": "xterm", "PAGER": f"{KEEPS} seen"} | env
    shown, code = on_terminal(["compare", *args.split(), "--color=never"], env, columns=80)
    assert code == (0 if "100644" in args else 1)
    assert not Path("seen").exists()
    form = [] if "json" in args or "markdown" in args else ["--width=80"]
    assert shown.replace(b"\r\n", b"\n") == run("compare", *args.split(), *form).stdout


@pytest.mark.usefixtures("long_pair")
def test_a_pipe_is_never_paged() -> None:
    done = run("compare", "a.txt", "b.txt", env={"PAGER": f"{KEEPS} seen"})
    assert len(done.stdout.splitlines()) > 24
    assert not Path("seen").exists()


@pytest.mark.usefixtures("long_pair")
def test_a_pager_that_is_closed_early_ends_quietly() -> None:
    Path("b.txt").write_text(article(*(n + 3000 * (n % 2) for n in range(3000))), "utf-8")  # more than a pipe holds
    env = {"TERM": "xterm", "PAGER": f"'{sys.executable}' leaves.py"}
    shown, code = on_terminal(["compare", "a.txt", "b.txt", "--color=never"], env, columns=80)
    assert code == 1
    assert shown.startswith(b"left after")
    assert shown.count(b"\n") == 1


@pytest.mark.usefixtures("long_pair")
def test_ctrl_c_is_for_the_pager_and_does_not_end_the_command_under_it() -> None:
    env = {"TERM": "xterm", "PAGER": f"'{sys.executable}' interrupts.py"}
    assert on_terminal(["compare", "a.txt", "b.txt"], env, columns=80) == (b"True\r\n", 1)


def test_colours_do_not_make_one_figure_of_two() -> None:
    a = "The council said that 14 of the ships had left the harbour of Port Sallow by Friday evening."
    comparison = compared(a, a.replace("14", "19"))
    for columns in (None, 60):
        coloured = render(comparison, Screen(style=COLOUR, columns=columns))
        assert "14 19" in re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert "[-14-]{+19+}" in render(comparison, Screen())


def test_a_sentence_is_shown_whole_unless_it_is_very_long() -> None:
    middle = " ".join(f"word{n}" for n in range(12))
    a = f'The mayor said that 14 people had been "asleep at the wheel" {middle} and 15 had not.'
    shown = render(compared(a, a.replace("14", "19").replace("15", "16")), Screen())
    assert middle in shown
    long = a.replace(middle, " ".join(f"word{n}" for n in range(60)))
    assert " … " in render(compared(long, long.replace("14", "19").replace("15", "16")), Screen())
