"""What goes wrong at the command line: one clear line, the right exit code, and nothing left behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import COMMAND, article, environment, run, run_unprivileged

TEXT = article(1, 2, 3, 4)
FULL = Path("/dev/full")
pytestmark = pytest.mark.usefixtures("folder")
needs_full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")

# Each command with its input at {}, and a bad input in its place.
READERS = ("compare {} good.txt", "compare good.txt {} --json", "report good.txt {}", "text {}", "verify {}")
BAD_INPUTS = {
    "missing.txt": "no such file",
    "sub": "folder",
    "nul.txt": "3 NUL bytes, the first at 512",
    "nowhere/at.txt": "no such file",
    "socket.txt": "regular file",
    "loop.txt": "cannot be read",
    "a" * 300: "cannot be read",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the current folder, with a good text and every bad input in it."""
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(TEXT, "utf-8")
    Path("nul.txt").write_bytes(b"x" * 512 + b"\0\0 y \0")
    Path("sub").mkdir()
    Path("loop.txt").symlink_to("loop.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")  # the path from here: an absolute one may be too long for a socket
        yield tmp_path


def assert_one_line(done: subprocess.CompletedProcess[bytes], name: str, fact: str = "") -> None:
    """Check that an error is one line on standard error: input, fact, way out."""
    assert (done.returncode, done.stdout) == (2, b"")
    message = done.stderr.decode()
    assert re.fullmatch(r"textdiff: [^\n]+; [^\n]+\n", message), message
    assert message.startswith(f"textdiff: {name}"), message
    assert fact in message
    assert "Traceback" not in message
    assert "Errno" not in message


@pytest.mark.parametrize(
    ("command", "name"),
    [(READERS[0], name) for name in BAD_INPUTS] + [(command, "nul.txt") for command in READERS[1:4]]
    + [(command, "missing.txt") for command in READERS[1:]],
)  # fmt: skip
def test_an_input_that_cannot_be_read_is_one_line_and_exit_code_2(command: str, name: str) -> None:
    done = run(*(part.format(name) for part in command.split()))
    assert_one_line(done, name, BAD_INPUTS[name])
    assert not Path("textdiff-report.html").exists()


@pytest.mark.parametrize("command", READERS)
def test_a_file_without_the_right_to_read_it_is_one_line(command: str) -> None:
    Path("locked.txt").write_text(TEXT, "utf-8")
    Path("locked.txt").chmod(0)
    Path.cwd().chmod(0o755)
    done = run_unprivileged(*(part.format("locked.txt") for part in command.split()), cwd=Path.cwd())
    assert_one_line(done, "locked.txt", "permission denied")


@pytest.mark.parametrize("name", ["missing", "good.txt"])
def test_a_folder_to_scan_that_is_none_is_one_line(name: str) -> None:
    assert_one_line(run("scan", name, "-o", "out"), name)
    assert not Path("out").exists()


def test_a_place_for_results_that_cannot_be_written_is_one_line() -> None:
    for args, name in (
        (("report", "good.txt", "good.txt", "-o", "nowhere/r.html"), "nowhere/r.html"),
        (("report", "good.txt", "good.txt", "-o", "sub"), "sub"),
        (("compare", "good.txt", "good.txt", "-o", "nowhere/c"), "nowhere/c"),
        (("scan", "sub", "-o", "good.txt"), "good.txt"),
        (("scan", "sub", "-o", "good.txt/x"), "good.txt/x"),
        (("scan", "sub", "-o", "sub"), "sub"),
    ):
        assert_one_line(run(*args), name)
    assert Path("good.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "no-such-encoding", "hex", "idna", "unicode_escape"])
def test_an_impossible_encoding_is_one_line(encoding: str) -> None:
    Path("odd.txt").write_bytes(b"caf\xe9 \\N{none} " + b"x" * 70)
    assert_one_line(run("text", "odd.txt", "--encoding", encoding), "odd.txt", encoding)


def test_the_way_out_that_an_error_names_exists() -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(50_000_001)
    done = run("text", "huge.txt")
    assert_one_line(done, "huge.txt", "50,000,000 bytes")
    named = set(re.findall(r"--[a-z-]+", done.stderr.decode()))
    assert named <= set(re.findall(r"--[a-z-]+", run("text", "--help").stdout.decode()))


@pytest.mark.parametrize(
    "args",
    ["", "nonsense", "--nonsense", "compare --nonsense a b", "scan", "scan --jobs 0 sub", "scan --level words sub",
     "scan --min-words 0 sub", "verify", "text", "compare good.txt", "report good.txt", "find good.txt out"],
)  # fmt: skip
def test_bad_usage_is_exit_code_2_on_standard_error(args: str) -> None:
    done = run(*args.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1 or not args
    assert not Path("textdiff-out").exists()


def test_debug_adds_the_traceback_before_the_same_line() -> None:
    plain, debug = run("compare", "good.txt", "missing.txt"), run("compare", "--debug", "good.txt", "missing.txt")
    assert debug.returncode == 2
    assert b"Traceback (most recent call last)" in debug.stderr
    assert b"FileNotFoundError" in debug.stderr
    assert debug.stderr.endswith(plain.stderr)
    assert run("compare", "--debug", "-q", "good.txt", "good.txt").stderr == b""


@needs_full_device
@pytest.mark.parametrize(
    "args",
    ["compare good.txt other.txt", "compare good.txt other.txt --json", "report good.txt other.txt -o -",
     "text good.txt", "scan sub -o out", "--help", "--version"],
)  # fmt: skip
def test_a_full_disk_behind_standard_output_is_one_line(args: str) -> None:
    Path("other.txt").write_text(article(1, 2, 9), "utf-8")
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *args.split()], stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert b"No space left" in done.stderr


@needs_full_device
@pytest.mark.parametrize("args", ["compare good.txt good.txt -o", "report good.txt good.txt -o"])
def test_a_full_disk_behind_the_output_file_is_one_line(args: str) -> None:
    assert_one_line(run(*args.split(), FULL), str(FULL), "No space left")


@pytest.mark.parametrize(
    "command", ["compare long.txt good.txt", "compare good.txt long.txt --json", "text long.txt",
                "report long.txt good.txt -o -"]
)  # fmt: skip
def test_a_closed_pipe_ends_quietly(command: str) -> None:
    Path("long.txt").write_text(article(*range(1000)), "utf-8")
    with subprocess.Popen(
        [*COMMAND, *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert len(process.stdout.read(1)) == 1
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in {0, 1, 128 + signal.SIGPIPE, -signal.SIGPIPE}


def test_a_pipe_into_head_prints_its_line_and_no_complaint() -> None:
    if not (shell := shutil.which("sh")):
        pytest.skip("this system has no sh")
    Path("long.txt").write_text(article(*range(1000)), "utf-8")
    line = f"'{sys.executable}' -m textdiff compare good.txt long.txt | head -1"
    done = subprocess.run([shell, "-c", line], capture_output=True, env=environment(), check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run("compare", "good.txt", "long.txt").stdout.splitlines(keepends=True)[0]


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"},
                                 {"PYTHONIOENCODING": "cp1252"}])  # fmt: skip
def test_a_terminal_that_lacks_letters_gets_escapes_and_no_traceback(env: dict[str, str]) -> None:
    name = "выборы \u2013 caf\u00e9.txt"
    Path(name).write_text(TEXT + "Выборы \u4e2d\u6587 \U0001f469\u200d\U0001f467 \u20ac.\n", "utf-8")
    for args in ("compare", "compare --format markdown", "compare --json", "report"):
        done = run(*args.split(), name, "good.txt", env=env)
        assert done.returncode == (0 if args == "report" else 1), done.stderr
        assert b"Traceback" not in done.stderr
    shown = run("compare", name, "good.txt", env=env).stdout.decode(env.get("PYTHONIOENCODING", "utf-8"))
    assert "Выборы" in shown or "\\u0412\\u044b" in shown
    assert run("text", name, env=env).stdout == Path(name).read_bytes()
    missing = run("text", "нет.txt", env=env)
    assert missing.returncode == 2
    assert b"Traceback" not in missing.stderr
    scanned = run("scan", ".", "-o", "out", env=env)
    assert scanned.returncode == 3, scanned.stderr
    assert scanned.stderr == b""


def test_a_name_that_is_no_utf_8_is_shown_by_its_bytes() -> None:
    name = b"\xff\xe9.txt"
    Path(os.fsdecode(name)).write_text(TEXT, "utf-8")
    done = run("compare", name, "good.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\xff" not in done.stdout
    assert run("compare", name, "good.txt", "--json").stdout.decode()
    assert run("report", name, "good.txt").returncode == 0
    assert run("verify", "textdiff-report.html").returncode == 0


@contextmanager
def scan_at_work(
    folder: Path, jobs: int, hangup: signal.Handlers = signal.SIG_DFL
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a scan that has begun to write its pages, in a session of its own; `hangup` is what SIGHUP does to it."""
    articles, out = folder / "articles", folder / "out"
    articles.mkdir()
    for n in range(70):  # versions of one text: 2,415 pairs to compare, a page each
        (articles / f"{n}.txt").write_text(article(*range(20), n + 100), "utf-8")
    with subprocess.Popen(
        [*COMMAND, "scan", articles, "-o", out, "--jobs", str(jobs)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, hangup),  # noqa: PLW1509  no thread runs here
    ) as process:
        while process.poll() is None and not any(out.glob("pairs/*.html")):
            time.sleep(0.02)
        assert process.poll() is None, "the scan was over before a signal could be sent"
        yield process


# To the group go Ctrl-C in a terminal, what timeout and service managers send, and the end of a terminal.
@needs_proc
@pytest.mark.parametrize(
    ("number", "to"),
    [
        (signal.SIGINT, "group"),
        (signal.SIGTERM, "process"),
        (signal.SIGTERM, "group"),
        (signal.SIGTERM, "process, then group"),
        (signal.SIGHUP, "group"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_signal_ends_a_scan_at_once_and_with_its_workers(tmp_path: Path, number: int, to: str, jobs: int) -> None:
    with scan_at_work(tmp_path, jobs) as process:
        if "process" in to:
            process.send_signal(number)
        if "group" in to:
            os.killpg(process.pid, number)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert stderr == b"textdiff: interrupted; run the same command again\n"
    assert stdout == b""
    assert not (tmp_path / "out" / "summary.json").exists()
    for _ in range(250):
        if not _in_session(process.pid):
            break
        time.sleep(0.04)
    assert _in_session(process.pid) == []


@needs_proc
def test_nohup_holds_for_a_scan_and_its_workers(tmp_path: Path) -> None:
    with scan_at_work(tmp_path, 2, signal.SIG_IGN) as process:
        os.killpg(process.pid, signal.SIGHUP)
        _, stderr = process.communicate(timeout=300)
    assert (process.returncode, stderr) == (0, b"")
    assert (tmp_path / "out" / "summary.json").exists()


@needs_proc
def test_a_signal_is_obeyed_where_nobody_reads_the_message(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "text", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=tmp_path,
    ) as process:
        assert process.stdin
        assert process.stderr
        process.stderr.close()
        # It waits for its input once it looks for signals: their mask names the one that is caught.
        caught = 1 << (signal.SIGTERM - 1)
        for _ in range(500):
            status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
            if int(status.partition("SigCgt:")[2].split()[0], 16) & caught:
                break
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        process.stdin.close()
    assert process.returncode == 128 + signal.SIGTERM


def test_a_scan_removes_the_drafts_of_one_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for n in (1, 2):
        (tmp_path / "articles" / f"{n}.txt").write_text(article(1, n + 5), "utf-8")
    (tmp_path / "out" / "pairs").mkdir(parents=True)
    for folder in (tmp_path / "out", tmp_path / "out" / "pairs"):
        (folder / ".textdiff-abc").write_text("half", "utf-8")
    assert run("scan", tmp_path / "articles", "-o", tmp_path / "out").returncode == 0
    assert list((tmp_path / "out").rglob(".textdiff-*")) == []


def _in_session(leader: int) -> list[str]:
    """Return the processes that belong to the session of a process which has ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, fields = entry.read_text("utf-8", "replace").rpartition(")")
        except OSError:
            continue  # it ended meanwhile
        state, session = fields.split()[0], int(fields.split()[3])
        if session == leader and state != "Z":
            found.append(name)
    return found


@pytest.mark.parametrize(
    ("command", "closed", "code"),
    [
        ("compare a.txt a.txt -q", ">&-", 0),
        ("compare a.txt b.txt -q", ">&-", 1),
        ("compare a.txt b.txt -o out.txt", ">&-", 1),
        ("report a.txt b.txt -o out.html", ">&-", 0),
        ("compare a.txt b.txt", ">&-", 2),
        ("compare a.txt b.txt --stat", ">&-", 2),
        ("compare a.txt b.txt --json", ">&-", 2),
        ("compare a.txt b.txt -q", "2>&-", 1),
        ("compare missing b.txt", "2>&-", 2),
        ("scan folder -o out", "2>&-", 0),
        ("scan missing -o out", "2>&-", 2),
        ("compare a.txt -", "<&-", 2),
        ("compare a.txt b.txt", "<&-", 1),
    ],
)
def test_a_closed_stream_is_no_crash_and_changes_no_exit_code(
    tmp_path: Path, command: str, closed: str, code: int
) -> None:
    (tmp_path / "folder").mkdir()
    for folder in (tmp_path, tmp_path / "folder"):
        (folder / "a.txt").write_text("one two three\n", "utf-8")
        (folder / "b.txt").write_text("one two four\n", "utf-8")
    line = f"'{sys.executable}' -m textdiff {command} {closed}"
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False, env=environment())
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1
    if "-o out." in command:
        assert next(iter(tmp_path.glob("out.*"))).stat().st_size > 0
