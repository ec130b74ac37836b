"""A comparison in tmux: what a person sees in a window, in less, and on a terminal without UTF-8."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from command import COMMAND, environment, run
from compared import compared
from test_terminal import CODES, ROOT, A, B, assert_every_change_is_shown

from textdiff.views.columns import columns_of
from textdiff.views.terminal import Screen


def missing(what: str) -> NoReturn:
    """Skip for want of a program, or fail where all are required."""
    if os.environ.get("TEXTDIFF_REQUIRE_BROWSER") == "1":
        pytest.fail(what)
    pytest.skip(what)


Tmux = Callable[..., str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the corpora in it and no package, so that the installed one is run."""
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    return tmp_path


@pytest.fixture
def tmux(tmp_path: Path, project: Path) -> Iterator[Tmux]:
    """Return a function that calls a tmux server of this test alone, in the folder with the corpora."""
    if not shutil.which("tmux"):
        missing("tmux is not installed")
    settings = tmp_path / "tmux.conf"
    settings.write_text("set -g history-limit 100000\nset -g status off\n")
    server = ("tmux", "-u", "-S", str(tmp_path / "socket"), "-f", str(settings))

    def call(*args: str) -> str:
        env = environment({"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"})
        env = {name: value for name, value in env.items() if name not in ("TMUX", "PAGER", "TEXTDIFF_PAGER", "LESS")}
        command = [*server, *args]
        return subprocess.run(
            command, env=env, cwd=project, capture_output=True, check=True, timeout=60
        ).stdout.decode()

    yield call
    subprocess.run([*server, "kill-server"], capture_output=True, check=False)


def open_window(tmux: Tmux, width: int, *args: str, env: str = "", until: str) -> list[str]:
    """Run the command in a window and return its lines once they hold `until`; those that ran over are joined."""
    command = f"{env} {shlex.join([*COMMAND, *args])}; echo exit code $?; sleep 100"
    tmux("new-session", "-d", "-x", str(width), "-y", "24", command)
    for _ in range(300):
        time.sleep(0.1)
        lines = [line.rstrip() for line in tmux("capture-pane", "-p", "-J", "-S", "-").rstrip("\n").split("\n")]
        if any(until in line for line in lines):
            return lines
    raise AssertionError(lines)


@pytest.mark.parametrize("width", [60, 100, 160])
@pytest.mark.parametrize("color", ["always", "never"])
def test_in_tmux_no_line_runs_over_and_no_word_is_lost(tmux: Tmux, project: Path, width: int, color: str) -> None:
    seen = open_window(tmux, width, "compare", A, B, f"--color={color}", "--no-pager", until="exit code 1")
    expected = run("compare", A, B, f"--width={width}", f"--color={color}", cwd=project).stdout.decode()
    assert [line for line in seen if columns_of(line) > width] == []
    assert seen[: seen.index("exit code 1")] == CODES.sub("", expected).splitlines()
    comparison = compared(*((ROOT / name).read_text("utf-8") for name in (A, B)))
    assert_every_change_is_shown(comparison, Screen(columns=width), "\n".join(seen))
    painted = tmux("capture-pane", "-p", "-e", "-S", "-")
    assert (re.search(r"\x1b\[[0-9;]*9[;m]", painted) is not None) == (color == "always")


@pytest.mark.parametrize("width", [60, 160])
def test_in_tmux_wide_characters_keep_their_columns(tmux: Tmux, project: Path, width: int) -> None:
    pair = [f"corpora/newsroom/articles/metro-{n}.txt" for n in (1, 2)]
    seen = open_window(tmux, width, "compare", *pair, "--color=never", "--no-pager", until="exit code 1")
    assert seen[:-1] == run("compare", *pair, f"--width={width}", cwd=project).stdout.decode().splitlines()


# Not among them: skin tones and the emoji selector, which tmux 3.3 does not join, as newer terminals do.
@pytest.mark.parametrize(
    "text",
    ["naïve", "e\u0301te\u0301 a\u0300\u0316", "中文，“他说”", "ＡＢｶﾞ", "한국 \u1112\u1161\u11ab", "ภาษาไทย กำ ก็",
     "नीति", "தமிழ்", "မြန်မာ", "សួស្តី", "سلام \u0600١", "👩\u200d👩\u200d👧", "🇩🇪🇫🇷", "葛\U000e0100",
     "\u200b\u2060\ufeff", "co\u00adop", "“—”…│"],
)  # fmt: skip
def test_tmux_moves_its_cursor_by_the_columns_that_are_counted(tmux: Tmux, text: str) -> None:
    tmux("new-session", "-d", "-x", "80", "-y", "24", f"stty -echo; printf {shlex.quote(text + '.')}; sleep 100")
    expected = str(columns_of(text) + 1)
    for _ in range(300):
        time.sleep(0.1)
        if (seen := tmux("display-message", "-p", "#{cursor_x}").strip()) == expected:
            break
    assert seen == expected


def test_in_tmux_a_terminal_without_utf_8_shows_signs_that_it_has(tmux: Tmux) -> None:
    seen = open_window(tmux, 160, "compare", A, B, "--color=never", "--no-pager", env="LC_ALL=C", until="exit code 1")
    assert "".join(seen).isascii()
    assert any(" | " in line for line in seen)


def test_in_tmux_the_pager_begins_with_the_verdict_and_ends_quietly(tmux: Tmux) -> None:
    if not shutil.which("less"):
        missing("less is not installed")
    verdict = compared(*((ROOT / name).read_text("utf-8") for name in (A, B))).verdict
    open_window(tmux, 160, "compare", A, B, until="B  corpora")
    for _ in range(300):
        screen = tmux("capture-pane", "-p").rstrip("\n").split("\n")
        if screen[-1] == ":":
            break
        time.sleep(0.1)
    assert " ".join(screen[:2]) == verdict
    assert screen[2].startswith("A  corpora")
    assert "exit code" not in "".join(screen)
    assert screen[-1] == ":"  # less waits for a key
    tmux("send-keys", "q")
    for _ in range(300):
        time.sleep(0.1)
        if "exit code 1" in (last := tmux("capture-pane", "-p").rstrip("\n").split("\n"))[-1]:
            return
    raise AssertionError(last)


def test_in_tmux_gits_pager_gets_colours_and_the_width_of_the_window(tmux: Tmux, tmp_path: Path) -> None:
    for needed in ("git", "less"):
        if not shutil.which(needed):
            missing(f"{needed} is not installed")
    a, b = ((ROOT / name).read_text("utf-8") for name in (A, B))
    (tmp_path / "article.txt").write_text(a, "utf-8")
    names = "-c user.name=a -c user.email=a@b.example"
    made = f"git init -q . && git add article.txt && git {names} commit -qm first"
    subprocess.run(["sh", "-c", made], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "article.txt").write_text(b, "utf-8")
    differ = shlex.quote(shlex.join([*COMMAND, "compare"]))
    tmux("new-session", "-d", "-x", "70", "-y", "24", "-c", str(tmp_path), f"GIT_EXTERNAL_DIFF={differ} git diff")
    for _ in range(300):
        screen = tmux("capture-pane", "-p", "-J").rstrip("\n").split("\n")
        if screen[-1] == ":":
            break
        time.sleep(0.1)
    assert screen[-1] == ":"
    verdict = compared(a, b).verdict
    assert " ".join(screen).startswith(verdict)
    assert max(map(columns_of, screen)) <= 70
    assert re.search(r"\x1b\[[0-9;]*9[;m]", tmux("capture-pane", "-p", "-e"))
