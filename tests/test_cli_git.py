"""textdiff as git's external diff and as its textconv: in git's calling form, and called by git itself."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from command import COMMAND, article, environment, run

OLD, NEW = article(1, 2, 3), article(1, 2, 4)
HASHES = ("a" * 40, "b" * 40)
# Nothing of the user's or the system's configuration, and no paging.
GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_PAGER": "cat",
    "GIT_AUTHOR_NAME": "n",
    "GIT_AUTHOR_EMAIL": "n@e.example",
    "GIT_COMMITTER_NAME": "n",
    "GIT_COMMITTER_EMAIL": "n@e.example",
}


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with two versions of a text."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD, "utf-8")
    Path("new.txt").write_text(NEW, "utf-8")
    return tmp_path


def git(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in the current folder, as if this were its only repository."""
    return subprocess.run(["git", *args], capture_output=True, env=environment(GIT | env), check=False)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, a git repository with a committed text."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF"):
        monkeypatch.delenv(name, raising=False)
    Path("story.txt").write_text(OLD, "utf-8")
    Path("notes.txt").write_text(article(7), "utf-8")
    for args in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "first")):
        done = git(*args)
        assert done.returncode == 0, done.stderr
    return tmp_path


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("more", [(), ("moved.txt", "similarity index 60%\n")])
@pytest.mark.parametrize("modes", [("100644", "100644"), ("100755", "120000")])
def test_a_difference_in_gits_form_exits_0_and_is_shown(more: tuple[str, ...], modes: tuple[str, str]) -> None:
    done = run("compare", "story.txt", "old.txt", HASHES[0], modes[0], "new.txt", HASHES[1], modes[1], *more)
    assert (done.returncode, done.stderr) == (0, b"")
    changes = run("compare", "old.txt", "new.txt").stdout.partition(b"\n\n")[2]
    assert changes
    assert done.stdout.partition(b"\n\n")[2] == changes


@pytest.mark.usefixtures("pair")
def test_a_side_that_is_absent_in_gits_form_is_empty() -> None:
    for args in (
        ("x.txt", "/dev/null", ".", ".", "new.txt", HASHES[1], "100644"),
        ("x.txt", "old.txt", HASHES[0], "100644", "/dev/null", ".", "."),
    ):
        done = run("compare", *args)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"empty" in done.stdout


@pytest.mark.usefixtures("pair")
def test_seven_files_that_are_not_gits_form_are_refused() -> None:
    assert run("compare", *(["old.txt"] * 7)).returncode == 2
    assert run("compare", *(["old.txt"] * 9)).returncode == 2
    assert (
        run("compare", "x", "old.txt", HASHES[0], "100644", "new.txt", HASHES[1], "100644", "one more").returncode == 2
    )


@pytest.mark.usefixtures("pair")
def test_trouble_in_gits_form_is_still_trouble() -> None:
    done = run("compare", "x", "old.txt", HASHES[0], "100644", "missing.txt", HASHES[1], "100644")
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("repository")
def test_git_diff_shows_every_changed_file_through_textdiff() -> None:
    Path("story.txt").write_text(NEW, "utf-8")
    Path("notes.txt").unlink()
    Path("fresh.txt").write_text(article(8), "utf-8")
    git("add", "-N", "fresh.txt")
    done = git("diff", GIT_EXTERNAL_DIFF=f"{shlex.join(COMMAND)} compare")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    assert all(f"{name}.txt" in shown for name in ("story", "notes", "fresh"))
    assert f"+ {article(8).strip()}" in shown
    assert f"- {article(7).strip()}" in shown
    assert article(4).strip() in shown
    assert "\x1b" not in shown


@pytest.mark.usefixtures("repository")
def test_git_diff_names_a_file_by_its_path_in_the_repository() -> None:
    for folder in ("monday", "tuesday"):
        Path(folder).mkdir()
        Path(folder, "story.txt").write_text(article(len(folder)), "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "second")
    for folder in ("monday", "tuesday"):
        Path(folder, "story.txt").write_text(article(len(folder), 9), "utf-8")
    git("add", ".")
    for folder in ("monday", "tuesday"):  # else git would hand over the file of the working tree
        Path(folder, "story.txt").unlink()
    done = git("diff", "--cached", GIT_EXTERNAL_DIFF=f"{shlex.join(COMMAND)} compare")
    assert done.returncode == 0, done.stderr
    assert b"monday/story.txt" in done.stdout
    assert b"tuesday/story.txt" in done.stdout


@pytest.mark.usefixtures("repository")
def test_git_diff_shows_a_renamed_file_through_textdiff() -> None:
    git("mv", "story.txt", "moved.txt")
    Path("moved.txt").write_text(NEW, "utf-8")
    done = git("diff", "-M20%", "HEAD", GIT_EXTERNAL_DIFF=f"{shlex.join(COMMAND)} compare")
    assert (done.returncode, done.stderr) == (0, b"")
    assert article(4).strip() in done.stdout.decode()
    assert b"67 % of A's words are in B" in done.stdout


@pytest.mark.usefixtures("repository")
def test_git_diff_shows_texts_of_any_encoding_through_textconv() -> None:
    Path(".gitattributes").write_text("*.txt diff=article\n", "utf-8")
    git("config", "diff.article.textconv", f"{shlex.join(COMMAND)} text")
    Path("story.txt").write_bytes(OLD.replace(article(2).strip(), "Příliš žluťoučký kůň – caf\u00e9.").encode("utf-16"))
    done = git("diff")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    assert "Binary files" not in shown
    changed = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert len(changed) == 2
    assert changed[1].startswith("+")
    assert "Příliš žluťoučký kůň – café." in changed[1]
