import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import write
from tests.portal import MKDOCS, tree

RECORDS = {
    "people/aiko.yml": "name: Aiko Tanaka\nmail: aiko@kitahama.example\n",
    "accounts/yamada.yml": "name: Yamada Seiki 山田精機\nowner: aiko\n",
}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small repository that can be built; its cache is a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write(tmp_path / "book", RECORDS)
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    return root


def command(root: Path, *words: str) -> int:
    return main(["--root", str(root), "build", *words])


def site(root: Path) -> dict[str, bytes]:
    return tree(root / "build" / "site")


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    """Build as somebody does who knows MkDocs alone."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_salesbook_and_mkdocs_build_the_same_bytes(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(book) == 0
    said = capsys.readouterr().out
    assert " pages in " in said
    assert (
        f"Open {book}/build/site/index.html, or run `salesbook serve` to search in it as well."
        in said
    )
    ours = site(book)
    assert "accounts/yamada.html" in ours
    done = mkdocs(book)
    assert done.returncode == 0, done.stderr
    assert site(book) == ours
    assert command(book, "--no-cache") == 0
    assert site(book) == ours


@pytest.mark.slow
def test_both_take_the_same_day_from_the_surroundings(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (book / "mkdocs.yml").write_text(MKDOCS.replace("{as_of: 2026-04-01}", "{}"), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    assert command(book) == 0
    ours = site(book)
    assert mkdocs(book).returncode == 0
    assert site(book) == ours
    assert command(book, "--as-of", "2026-03-01") == 0
    assert site(book) == ours


@pytest.mark.slow
def test_with_errors_in_the_records_the_last_good_site_stays(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(book) == 0
    before = site(book)
    (book / "data/accounts/yamada.yml").write_text("name: Y\nowner: akio\n")
    (book / "data/accounts/other.yml").write_text("owner: aiko\n")
    assert command(book) == 1
    said = capsys.readouterr()
    assert "data/accounts/yamada.yml:2:8: L101 error:" in said.out
    assert "data/accounts/other.yml:1:1: S" in said.out
    assert "The last good site stays as it is." in said.err
    assert site(book) == before
    done = mkdocs(book)
    assert done.returncode == 1
    assert "data/accounts/yamada.yml:2:8: L101 error:" in done.stderr
    assert "data/accounts/other.yml:1:1: S" in done.stderr
    assert site(book) == before


WAITING = """\
import time

def on_env(env, config, files):
    print("here", flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "number", "code"),
    [
        (("generator", "build"), signal.SIGINT, 130),
        (("generator", "build"), signal.SIGTERM, -signal.SIGTERM),
        (("mkdocs", "build"), signal.SIGINT, 1),
    ],
    ids=["interrupted", "asked to end", "by the engine's own command"],
)
def test_a_build_that_is_ended_leaves_the_last_good_site_alone(
    book: Path, program: tuple[str, str], number: signal.Signals, code: int
) -> None:
    assert command(book) == 0
    before = site(book)
    (book / "waiting.py").write_text(WAITING)
    with (book / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [waiting.py]\n")
    process = subprocess.Popen(
        [sys.executable, "-m", *program],
        cwd=book,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == code
    assert site(book) == before
    left = sorted(path.name for path in (book / "build").iterdir())
    assert [name for name in left if name.startswith("site")] == ["site"]


def line(book: Path, capsys: pytest.CaptureFixture[str], code: int) -> str:
    """Return the only line that a build prints which cannot be done."""
    capsys.readouterr()
    assert command(book) == code
    said = capsys.readouterr()
    (found,) = said.err.splitlines()
    assert said.out == "" or code == 1
    assert not (book / "build").exists()
    return found


def test_without_mkdocs_yml_there_is_one_line(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "mkdocs.yml").unlink()
    assert "mkdocs.yml: there is no such file. `salesbook init DIR`" in line(book, capsys, 2)


def test_a_folder_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "gone/mkdocs.yml: there is no such file." in line(tmp_path / "gone", capsys, 2)


def test_without_data_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    assert "data: there is no such folder." in line(tmp_path, capsys, 2)


def test_a_broken_mkdocs_yml_is_one_line(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "mkdocs.yml").write_text("site_name: [\n")
    assert "mkdocs.yml:2:1: this is not YAML" in line(book, capsys, 2)


def test_a_broken_company_is_said_with_its_place(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "data/company.yml").write_text("name: Test\nbase_currency: yen\n")
    assert command(book) == 1
    assert "data/company.yml:2:16: " in capsys.readouterr().out
    assert not (book / "build").exists()


@pytest.mark.slow
def test_a_book_without_records_is_a_site_without_records(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in RECORDS:
        (book / "data" / name).unlink()
    assert command(book) == 0
    assert capsys.readouterr().err == ""
    assert "index.html" in site(book)
    assert "accounts/index.html" not in site(book)


@pytest.mark.slow
def test_where_git_is_missing_the_site_is_built_all_the_same(book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", os.fspath(book), "build"],
        env={**os.environ, "PATH": os.fspath(book)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "index.html" in site(book)


@pytest.mark.slow
def test_a_target_that_cannot_be_written_is_one_line(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "build").write_bytes(b"")
    assert command(book) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert "cannot be written" in said


@pytest.mark.slow
def test_a_warning_of_the_engine_is_said_and_is_an_error_if_that_is_asked(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "site").mkdir()
    (book / "site" / "about.md").write_text("# About\n\n[gone](gone.md)\n")
    assert command(book) == 0
    assert "gone.md" in capsys.readouterr().err
    before = site(book)
    assert command(book, "--strict") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "gone.md" in line
    assert site(book) == before
