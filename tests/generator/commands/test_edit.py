"""`salesbook edit`: what an editor makes of a record is written if it is right, and never lost."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import begin
from tests.repository import Repository
from tests.terminal import answered

DEAL = "# hers\nname: Line 5\nstage: proposal\ncreated_on: 2026-08-03\n"
PATH = "data/deals/line-5.yml"


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    return begin(repository, {"deals/line-5.yml": DEAL})


def _editor(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make an editor that runs Python on the text `t` of the file `f`."""
    script = (
        "import pathlib, sys; f = pathlib.Path(sys.argv[1]); t = f.read_text(); "
        f"t = {code}; f.write_text(t)"
    )
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", script]))


def _edit(book: Path, *words: str) -> int:
    return main(["--root", str(book), "edit", "--as-of", "2026-11-18", "line-5", *words])


def _text(book: Path) -> str:
    return (book / PATH).read_text(encoding="utf-8")


def _kept(said: str) -> Path:
    found = re.search(r"your text is in (.*)\.\n", said)
    assert found, said
    return Path(found[1])


def test_what_is_right_is_written_and_committed(
    book: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _editor(monkeypatch, "t.replace('Line 5', 'Line 6') + 'amount: 5\\n# mine\\n'")

    assert _edit(book, "--commit") == 0

    assert _text(book) == DEAL.replace("5\n", "6\n", 1) + "amount: 5\n# mine\n"
    assert repository.git("log", "-1", "--format=%s") == (
        "Change deal Line 6: name: Line 5 -> Line 6; amount: ¥5"
    )
    assert list(tmp_path.glob("salesbook-*")) == []


def test_nothing_changed_is_nothing_written(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _editor(monkeypatch, "t")
    assert _edit(book) == 0
    assert capsys.readouterr().out == "Nothing changes.\n"


@pytest.mark.parametrize("code", ["t + 'amuont: 1\\n'", "'<<<<<<< ours\\n' + t", "t * 2"])
def test_what_is_wrong_is_kept_aside(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    _editor(monkeypatch, code)

    assert _edit(book) == 2

    said = capsys.readouterr()
    assert f"{PATH}:" in said.out
    assert "error" in said.out
    assert _text(book) == DEAL
    assert _kept(said.err).read_text() == eval(code, {"t": DEAL})  # noqa: S307 - of this test


def test_a_file_changed_meanwhile_is_left_and_the_text_kept(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = book / PATH
    _editor(
        monkeypatch, f"[pathlib.Path({str(theirs)!r}).write_text('name: X'), t + 'amount: 5'][1]"
    )

    assert _edit(book) == 2

    said = capsys.readouterr().err
    assert "was changed by somebody else meanwhile" in said
    assert _text(book) == "name: X"
    assert _kept(said).read_text() == DEAL + "amount: 5"


def test_a_commit_that_cannot_be_made_keeps_the_text_or_the_change(
    book: Path,
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _editor(monkeypatch, "t + 'amount: 5\\n'")
    repository.git("checkout", "--quiet", "--detach")
    assert _edit(book, "--commit") == 2
    said = capsys.readouterr().err
    assert "No branch is checked out" in said
    assert _text(book) == DEAL
    assert _kept(said).read_text() == DEAL + "amount: 5\n"

    repository.git("checkout", "--quiet", "main")
    (book / ".git" / "index.lock").touch()
    assert _edit(book, "--commit") == 2
    assert "The change is written and not committed" in capsys.readouterr().err
    assert _text(book) == DEAL + "amount: 5\n"


def test_an_editor_that_fails_or_is_missing_is_said(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _editor(monkeypatch, "sys.exit(3)")
    assert _edit(book) == 2
    assert "ended with 3. Nothing was written" in capsys.readouterr().err
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    assert _edit(book) == 2
    assert "EDITOR must name the editor" in capsys.readouterr().err
    script = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(bytes([255]))"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", script]))
    assert _edit(book) == 2
    assert "must be UTF-8" in capsys.readouterr().err
    assert _text(book) == DEAL


def test_on_a_terminal_one_can_go_on(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _editor(monkeypatch, "t.replace('amuont', 'amount') if 'amuont' in t else t + 'amuont: 1\\n'")
    code, said = answered(book, b"\n", "edit", "line-5")
    assert code == 0, said
    assert "Did you mean `amount`" in said
    assert _text(book) == DEAL + "amount: 1\n"
