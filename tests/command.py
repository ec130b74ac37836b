"""The installed command as a process, and small written articles to give it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

COMMAND = (sys.executable, "-m", "textdiff")
UNPRIVILEGED = 65534

# Settings of the terminal that runs the tests, which must not reach the command.
_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PYTHONIOENCODING", "PYTHONUTF8", "COLUMNS")

# Loads all that a scan needs, becomes nobody, then runs the command: an interpreter below /root can
# be used by root only, so that `sudo -u nobody` would not find it.
_AS_NOBODY = """
import os, sys
import difflib, numpy, jinja2, charset_normalizer
import textdiff.cli, textdiff.api, textdiff.families.pipeline, textdiff.families.words
import textdiff.views.html.report, textdiff.views.html.corpus
import textdiff.views.terminal, textdiff.views.record, textdiff.views.files, textdiff.views.markdown
os.setgroups([]), os.setgid(int(sys.argv[1])), os.setuid(int(sys.argv[1]))
sys.argv = ["textdiff", *sys.argv[2:]]
textdiff.cli.main()
"""


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of the tests without what changes the output, plus `changes`."""
    return {name: value for name, value in os.environ.items() if name not in _TERMINAL} | dict(changes or {})


def run(
    *args: str | bytes | Path,
    input: bytes | None = None,  # noqa: A002  the name that subprocess gives it
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run `textdiff` and return its exit code and what it wrote, as bytes; `env` is added to the environment."""
    return _capture([*COMMAND, *args], input, env, cwd)


def run_unprivileged(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run `textdiff` in `cwd` as a user to whom file modes apply: root becomes uid 65534."""
    if os.geteuid() != 0:
        return run(*args, cwd=cwd)
    return _capture([sys.executable, "-c", _AS_NOBODY, str(UNPRIVILEGED), *args], None, None, cwd)


def _capture(
    command: list[str | bytes | Path], given: bytes | None, env: Mapping[str, str] | None, cwd: Path | None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command,
        input=b"" if given is None else given,
        env=environment(env),
        cwd=cwd,
        capture_output=True,
        check=False,
        timeout=120,
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by its relative path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def sentence(seed: int, words: int = 12) -> str:
    """Return a sentence of made-up words, the same for the same seed and unlike that of any other seed."""
    chance = random.Random(f"sentence {seed}")  # noqa: S311  text for a test, no secret
    made_up = ["".join(chance.choices("bdfgklmnprstvz", k=1) + chance.choices("aeiouy", k=1)) for _ in range(3 * words)]
    return " ".join("".join(made_up[n : n + 3]) for n in range(0, 3 * words, 3)).capitalize() + "."


def article(*seeds: int) -> str:
    """Return an article of one sentence a seed, as paragraphs of three."""
    sentences = [sentence(seed) for seed in seeds]
    return "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3)) + "\n"
