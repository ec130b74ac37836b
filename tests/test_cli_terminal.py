"""What reaches a terminal: our own colours only when asked for, and nothing that an article could make it do."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import pytest
from command import COMMAND, article, environment, run

from textdiff.cli.output import _pace
from textdiff.views.columns import COLOUR

OLD, NEW = article(1, 2, 3), article(1, 2, 4)
OUR_CODES = {code for value in astuple(COLOUR) if isinstance(value, tuple) for code in value}
COLOURED = b"\x1b["

# What a terminal acts on, or what turns a line around: OSC 8 and 52, titles, cursor, C1, BEL, overrides.
PAYLOADS = (
    "\x1b[31mred", "\x1b[0m", "\x1b[1m", "\x1b[2J", "\x1b[H", "\x1b[1A\x1b[2K", "\x1b[?1049h", "\x1b[6n", "\x1b[c",
    "\x1b[8m", "\x1b]0;title\x07", "\x1b]2;title\x1b\\", "\x1b]8;;http://e.example\x07go\x1b]8;;\x07",
    "\x1b]52;c;ZXZpbA==\x07", "\x1b]4;1;?\x07", "\x1b]1337;File=:AAAA\x07", "\x1bP+q544e\x1b\\", "\x1b_G\x1b\\",
    "\x1b^pm\x1b\\", "\x1bXsos\x1b\\", "\x1bc", "\x1b#8", "\x1b(0", "\x1b[3g", "\x1b", "\x07", "\x08\x08\x08", "\x0b",
    "\x0c", "\x0e", "\x0f", "\x7f", "\x9b31m", "\x9d0;t\x9c", "\x90q\x9c", "\x85", "\x80\x9f", "over\rwritten",
    "\x01\x02", "\x1a", "\x1c\x1d\x1e\x1f", "\u202eback\u202c", "\u2066\u2067\u2068\u2069", "\u061c\u200e\u200f",
    "\u2028\u2029",
)  # fmt: skip
UNSAFE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NAMES = ["".join(PAYLOADS[n::4]).replace("/", ".") + ".txt" for n in range(4)]

# {a} and {b} are texts full of payloads with names full of payloads; the rest is what becomes of them.
COMMANDS = (
    "compare {a} {b}",
    "compare {a} {b} --stat",
    "compare {a} {b} --json",
    "compare {a} {b} --format markdown",
    "compare good.txt good.txt --fail-if {a}",
    "compare {a}",
    "report {a} {b} -o {a}.html",
    "report {a} {b} -o {b}",
    "scan . -o {a}.out",
    "scan {a}",
    "verify {a}.html",
    "verify {a}",
    "text {missing}",
    "text {binary}",
    "text good.txt --encoding {a}",
    "guide {a}",
    "{a}",
)


def on_terminal(args: Sequence[str], env: Mapping[str, str] | None = None, columns: int = 0) -> tuple[bytes, int]:
    """Run the command with a pseudo-terminal as standard output and error; return what it showed, and its exit code.

    Nobody sits there who could leave a pager: without one, unless `env` names it.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    shown = bytearray()
    with subprocess.Popen(
        [*COMMAND, *args],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment({"PAGER": "cat"} | dict(env or {})),
    ) as process:
        os.close(theirs)
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    return bytes(shown), process.returncode


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux reports the end of a pseudo-terminal as an I/O error
        return b""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with two good versions and files of hostile name and text."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(OLD, "utf-8")
    Path("other.txt").write_text(NEW, "utf-8")
    hostile = [
        f"{payload} {sentence}" for payload, sentence in zip(PAYLOADS, article(*range(45)).split("."), strict=False)
    ]
    Path(NAMES[0]).write_bytes(". ".join([*hostile, article(1)]).encode())
    Path(NAMES[1]).write_bytes(". ".join([*hostile[::-1], article(1, 2)]).encode())
    Path(NAMES[2]).write_bytes(b"\0binary")
    return tmp_path


def unsafe(shown: bytes) -> list[str]:
    """Return the characters of an output that a terminal would act on; its own line ends left out."""
    return UNSAFE.findall(shown.decode("utf-8").replace("\r\n", "\n"))


def filled(command: str) -> list[str]:
    names = {"a": NAMES[0], "b": NAMES[1], "binary": NAMES[2], "missing": NAMES[3]}
    return [part.format(**names) for part in command.split()]


def test_there_are_some_forty_payloads_and_the_check_sees_each() -> None:
    assert len(PAYLOADS) >= 40
    assert all(unsafe(payload.encode()) for payload in PAYLOADS)
    assert all(UNSAFE.search(name) for name in NAMES)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_no_control_character_of_a_name_or_text_is_printed(command: str) -> None:
    if command.startswith("verify {a}.html"):
        run(*filled("report {a} {b} -o {a}.html"))
    piped = run(*filled(command))
    assert unsafe(piped.stdout) == []
    assert unsafe(piped.stderr) == []
    assert piped.stdout + piped.stderr
    assert b"Traceback" not in piped.stderr
    plain = filled(command) + (["--color", "never"] if command.startswith("compare") else [])
    for columns in (80, 160):
        shown, code = on_terminal(plain, columns=columns)
        progress = re.sub(
            rb"\r(reading|comparing) [\d,]+ of [\d,]+( \([\d,]+ a second(, \d+:\d\d left)?\))? *", b"", shown
        )
        assert unsafe(progress) == []
        assert code == piped.returncode


@pytest.mark.usefixtures("folder")
def test_a_text_is_printed_as_it_is_into_a_pipe_and_made_safe_for_a_terminal() -> None:
    text = Path(NAMES[0]).read_bytes()
    assert run("text", NAMES[0]).stdout == text
    shown, code = on_terminal(["text", NAMES[0]])
    assert code == 0
    assert unsafe(shown) == []
    assert b"\\x1b]52;c;" in shown


@pytest.mark.usefixtures("folder")
def test_a_report_is_written_as_it_is_into_a_pipe_and_made_safe_for_a_terminal() -> None:
    run("report", NAMES[0], NAMES[1], "-o", "r.html")
    assert run("report", NAMES[0], NAMES[1], "-o", "-").stdout == Path("r.html").read_bytes()
    shown, code = on_terminal(["report", NAMES[0], NAMES[1], "-o", "-"])
    assert code == 0
    assert unsafe(shown) == []


@pytest.mark.usefixtures("folder")
def test_colours_asked_for_are_ours_alone() -> None:
    for env, option in (({}, ["--color", "always"]), ({"FORCE_COLOR": "1"}, [])):
        done = run("compare", NAMES[0], NAMES[1], *option, env=env)
        codes = set(re.findall(r"\x1b\[[0-9;]*m", done.stdout.decode()))
        assert codes
        assert codes <= OUR_CODES
        assert unsafe(re.sub(rb"\x1b\[(33;9|34;4|33;1|34;1|1|0)m", b"", done.stdout)) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("option", "env", "terminal", "coloured"),
    [
        ("", {}, False, False),
        ("", {}, True, True),
        ("", {"NO_COLOR": "1"}, True, False),
        ("", {"NO_COLOR": ""}, True, True),
        ("", {"NO_COLOR": "0"}, True, False),
        ("", {"TERM": "dumb"}, True, False),
        ("", {"FORCE_COLOR": "1"}, False, True),
        ("", {"FORCE_COLOR": "0"}, False, False),
        ("", {"FORCE_COLOR": ""}, False, False),
        ("", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ("", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("--color=always", {}, False, True),
        ("--color=always", {"NO_COLOR": "1"}, False, True),
        ("--color=always", {"TERM": "dumb"}, True, True),
        ("--color=never", {}, True, False),
        ("--color=never", {"FORCE_COLOR": "1"}, True, False),
        ("--color=auto", {"FORCE_COLOR": "1"}, False, True),
        ("--color=auto", {}, True, True),
    ],
)
def test_the_option_then_no_color_then_force_color_then_the_terminal_decide(
    option: str, env: dict[str, str], terminal: bool, coloured: bool
) -> None:
    args = ["compare", "good.txt", "other.txt", *option.split()]
    env = {"TERM": "xterm"} | env
    shown = on_terminal(args, env)[0] if terminal else run(*args, env=env).stdout
    assert (COLOURED in shown) == coloured
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", shown)
    assert b"{+" in plain or b"+ " in plain


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["--json", "--format=markdown", "-o result", "-o result --json"])
def test_machine_formats_and_files_are_never_coloured_by_the_terminal(form: str) -> None:
    args = ["compare", "good.txt", "other.txt", *form.split()]
    shown, code = on_terminal(args, {"TERM": "xterm"})
    assert code == 1
    if "-o" in form:
        assert shown == b""
        shown = Path("result").read_bytes()
    assert shown
    assert COLOURED not in shown


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["--json", "--format=markdown", "--json -o result"])
def test_machine_formats_carry_no_colour_even_when_asked(form: str) -> None:
    done = run("compare", "good.txt", "other.txt", *form.split(), "--color=always", env={"FORCE_COLOR": "1"})
    assert COLOURED not in done.stdout
    assert not Path("result").exists() or COLOURED not in Path("result").read_bytes()


@pytest.mark.usefixtures("folder")
def test_the_other_commands_never_colour() -> None:
    env = {"FORCE_COLOR": "1", "TERM": "xterm"}
    for args in ("report good.txt other.txt", "verify textdiff-report.html", "text good.txt", "text missing", "--help"):
        assert COLOURED not in on_terminal(args.split(), env)[0]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("columns", [0, 1, 20, 80])
def test_a_terminal_of_any_width_shows_every_word(columns: int) -> None:
    shown, code = on_terminal(["compare", "good.txt", "other.txt", "--color=never"], columns=columns)
    piped = run("compare", "good.txt", "other.txt").stdout
    assert code == 1
    assert re.sub(rb"[\s-]", b"", shown) == re.sub(rb"[\s-]", b"", piped)
    changes = shown.decode().partition("\r\n\r\n")[2].splitlines()
    assert len(changes) >= 3
    assert columns < 20 or max(map(len, changes)) <= columns


def test_progress_says_the_rate_and_what_is_left() -> None:
    assert _pace(50, 200, 0.5) == ""
    assert _pace(2000, 10_000, 4.0) == " (500 a second, 0:16 left)"
    assert _pace(2000, 100_000, 2.0) == " (1,000 a second, 1:38 left)"
    assert _pace(200, 200, 4.0) == " (50 a second)"


@pytest.mark.usefixtures("folder")
def test_progress_is_drawn_on_a_terminal_only(folder: Path) -> None:
    articles = folder / "articles"
    articles.mkdir()
    shutil.copy("good.txt", articles / "a.txt")
    shutil.copy("other.txt", articles / "b.txt")
    assert run("scan", "articles").stderr == b""
    shown, code = on_terminal(["scan", "articles"])
    assert code == 0
    assert b"reading 2 of 2" in shown
    assert run("scan", "articles", "-o", "again").stdout.count(b"\n") == 1
