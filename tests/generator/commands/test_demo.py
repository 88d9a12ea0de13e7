"""`salesbook demo` as it is called."""

from pathlib import Path

import pytest

from generator import simulation
from generator.cli import main
from generator.simulation import SAMPLE, SEED, TODAY
from tests.repository import Repository


def texts(folder: Path) -> dict[str, str]:
    """Read all files of a folder but those of git."""
    return {
        path.as_posix(): (folder / path).read_text(encoding="utf-8")
        for path in sorted(file.relative_to(folder) for file in folder.rglob("*"))
        if (folder / path).is_file() and path.parts[0] != ".git"
    }


def test_it_writes_the_sample_company_with_its_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new"
    assert main(["demo", str(folder)]) == 0
    files = simulation.files(SEED, SAMPLE, TODAY)
    assert {path: text for path, text in texts(folder).items() if path.startswith("data/")} == dict(
        files.texts
    )
    first, following = capsys.readouterr().out.splitlines()
    assert f"{files.total - 1:,} records" in first
    assert following == f"Next: salesbook --root {folder} serve"
    there = Repository(folder)
    assert there.git("status", "--short") == ""
    assert int(there.git("rev-list", "--count", "HEAD")) > 3000
    assert not (folder / ".demo.new").exists()


def test_without_history_the_files_are_the_same(tmp_path: Path) -> None:
    words = ["--seed", "5", "--accounts", "40", "--today", "2026-05-11"]
    assert main(["demo", str(tmp_path / "files"), "--no-history", *words]) == 0
    (tmp_path / "history").mkdir()  # an empty folder is fine
    assert main(["demo", str(tmp_path / "history"), *words]) == 0
    written = texts(tmp_path / "files")
    assert written == texts(tmp_path / "history")
    assert not (tmp_path / "files/.git").exists()
    assert sum(path.startswith("data/accounts/") for path in written) == 40
    assert "as_of: 2026-05-11" in written["mkdocs.yml"]


@pytest.mark.slow
def test_its_portal_builds_at_once(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path / "new"), "--accounts", "30"]) == 0
    assert main(["--root", str(tmp_path / "new"), "build", "--no-cache", "--strict"]) == 0
    assert (tmp_path / "new/build/site/index.html").is_file()
    assert Repository(tmp_path / "new").git("status", "--short") == ""


@pytest.mark.parametrize("number", ["29", "-3", "many", "\u00b2"])
def test_too_few_accounts_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", str(tmp_path), f"--accounts={number}"])
    assert ended.value.code == 2
    assert "must be a number, 30 or more" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/company.yml").write_text("name: Mine\n", encoding="utf-8")
    for words in ([], ["--no-history"]):
        assert main(["demo", str(tmp_path), *words]) == 2
        assert "must be a new or an empty folder" in capsys.readouterr().err
    assert texts(tmp_path) == {"data/company.yml": "name: Mine\n"}


@pytest.mark.parametrize("words", [[], ["--no-history"]])
def test_a_place_that_cannot_be_written_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["demo", str(tmp_path / "file"), *words]) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "cannot be written" in shown


def test_without_git_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["demo", str(tmp_path / "new"), "--accounts", "30"]) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "git: must be installed" in shown
    assert "`--no-history`" in shown
    assert not (tmp_path / "new").exists()
    assert main(["demo", str(tmp_path / "new"), "--accounts", "30", "--no-history"]) == 0


def test_where_git_fails_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bin/git"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho 'disk quota exceeded'\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(broken.parent))
    assert main(["demo", str(tmp_path / "new"), "--accounts", "30"]) == 2
    assert capsys.readouterr().err == "salesbook: git init: failed (disk quota exceeded).\n"
    assert list((tmp_path / "new").iterdir()) == []


def test_what_an_interrupted_call_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".demo.new/data").mkdir(parents=True)
    (tmp_path / ".demo.new/data/half.yml").write_text("", encoding="utf-8")
    assert main(["demo", str(tmp_path), "--accounts", "30", "--no-history"]) == 0
    assert not (tmp_path / ".demo.new").exists()
    assert not (tmp_path / "data/half.yml").exists()
