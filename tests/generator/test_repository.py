"""Repositories that the program makes."""

from pathlib import Path

import pytest

from generator.repository import GitFailedError, GitMissingError, possible, write
from tests.repository import Repository

BEGIN = b"""\
feature done
commit refs/heads/main
committer Aya <aya@x.example> 1000000000 +0900
data 6
Begin
M 100644 inline data/a.yml
data 8
name: A

"""
STREAM = (BEGIN, b"done\n")


def test_a_stream_becomes_a_repository_with_its_files(tmp_path: Path) -> None:
    write(tmp_path, STREAM)
    assert (tmp_path / "data/a.yml").read_text(encoding="utf-8") == "name: A\n"
    there = Repository(tmp_path)
    assert there.git("status", "--porcelain=2", "--branch").splitlines()[1:] == [
        "# branch.head main"
    ]
    assert there.git("log", "--format=%an %s %ct") == "Aya Begin 1000000000"
    assert not (tmp_path / ".git/hooks").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "data"]


def test_no_settings_of_the_person_or_the_call_play_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config"
    config.write_text("[core]\n\tautocrlf = true\n[init]\n\tdefaultObjectFormat = sha256\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    root = tmp_path / "book"
    root.mkdir()
    write(root, STREAM)
    assert (root / "data/a.yml").read_bytes() == b"name: A\n"
    assert not (tmp_path / "elsewhere").exists()


def test_what_git_could_not_do_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(GitFailedError, match=r"^git fast-import: failed \(.+\)\.$"):
        write(tmp_path, [BEGIN])


def test_without_git_there_is_nothing_to_write_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not possible()
    with pytest.raises(GitMissingError, match="must be installed"):
        write(tmp_path, STREAM)
