"""`salesbook new`: a record is composed, judged and written, or nothing is."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.yaml import source
from schema.fields import ID_PATTERN
from tests.books import write
from tests.repository import Repository
from tests.terminal import answered


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write(tmp_path / "book", {"accounts/yamada.yml": "name: Yamada\n"})


def _new(book: Path, *words: str) -> int:
    return main(["--root", str(book), "new", "--as-of", "2026-11-21", *words])


def _files(book: Path) -> set[str]:
    return {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}


def test_a_record_is_written_in_canonical_order_under_a_fresh_id(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(book)

    assert _new(book, "deals", "stage=proposal", "account=yamada", "name=Line 5") == 0

    (path,) = _files(book) - before
    assert re.fullmatch(r"data/deals/2026/yamada-line-5-[2-9a-z]{4}\.yml", path)
    text = "name: Line 5\naccount: yamada\nstage: proposal\ncreated_on: 2026-11-21\n"
    assert (book / path).read_text(encoding="utf-8") == text
    said = capsys.readouterr()
    assert said.out == text
    assert said.err == f"Wrote {path}:\n"
    assert main(["--root", str(book), "check", "--as-of", "2026-11-21"]) == 0


def test_values_are_read_as_people_type_them(book: Path) -> None:
    before = _files(book)
    words = ["name=Line 5", "stage=Proposal", "amount=5k", "close_date=+30d", "tags=a,b"]
    line = ["lines.1.product=bolt", "lines.1.quantity=5", "lines.1.price=1k"]
    write(book, {"products/bolt.yml": "name: Bolt\n"})
    assert _new(book, "deals", *words, *line) == 0
    (path,) = _files(book) - before - {"data/products/bolt.yml"}
    assert (book / path).read_text(encoding="utf-8") == (
        "name: Line 5\nstage: proposal\ncreated_on: 2026-11-21\namount: 5000\n"
        "close_date: 2026-12-21\nlines:\n  - product: bolt\n    quantity: 5\n    price: 1000\n"
        "tags:\n  - a\n  - b\n"
    )


def test_two_records_of_one_name_have_two_ids(book: Path) -> None:
    for _ in range(3):
        assert _new(book, "accounts", "name=Yamada") == 0

    ids = {path.stem for path in (book / "data/accounts").iterdir()}
    assert len(ids) == 4
    assert all(re.fullmatch(ID_PATTERN, name) for name in ids)


def test_a_dry_run_and_an_id_of_ones_own(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _files(book)

    assert _new(book, "accounts", "--dry-run", "--id", "acme", "name=Acme", "country=x") == 2
    assert _new(book, "accounts", "--dry-run", "--id", "acme", "name=Acme") == 0
    assert capsys.readouterr().err.endswith("Would write data/accounts/acme.yml:\n")
    assert _files(book) == before
    assert _new(book, "accounts", "--id", "acme", "name=Acme") == 0
    assert _files(book) - before == {"data/accounts/acme.yml"}


def test_what_is_wrong_is_said_as_check_says_it_and_nothing_is_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(book)

    assert _new(book, "deals", "name=A", "amount=1,200") == 1
    said = capsys.readouterr()
    assert "S11 error: `stage` must be there" in said.out
    assert "S13 error: `amount` must be a number such as 1200" in said.out
    assert said.err == "Nothing was written.\n"

    assert _new(book, "deals", "name=A", "stage=proposal", "account=yamadas", "origin=feld") == 1
    said = capsys.readouterr()
    assert re.search(r":2:10: L101 error: .*Did you mean `yamada`", said.out)
    assert re.search(r":5:9: P101 error: .*Did you mean `field`", said.out)
    assert _files(book) == before


def test_a_warning_is_said_and_stops_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"people/ken.yml": "name: Ken\nactive_to: 2020-01-01\n"})

    assert _new(book, "accounts", "name=Acme", "owner=ken") == 0
    assert "L105 warning" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["deal"], "there is no kind `deal`. Did you mean `deals`?"),
        (["accounts", "name"], "`name` must be written FIELD=VALUE."),
        (["accounts", "--id", "Acme", "name=A"], "--id must be small letters, digits"),
        (["accounts", "--id", "index", "name=A"], "--id must be small letters, digits"),
        (
            ["accounts", "--id", "yamada", "name=A"],
            "--id must be free; there is an account",
        ),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert _new(book, *words) == 2
    assert said in capsys.readouterr().err


def _on_a_terminal(book: Path, answers: str, *words: str) -> str:
    """Run the command with a terminal as its input and type the answers."""
    mine, theirs = pty.openpty()
    os.write(mine, answers.encode())
    command = [sys.executable, "-m", "generator", "--root", str(book), "new", *words]
    done = subprocess.run(
        command, stdin=theirs, capture_output=True, text=True, check=False, timeout=60
    )
    os.close(mine)
    os.close(theirs)
    return done.stdout


def test_on_a_terminal_required_values_are_asked_for(book: Path) -> None:
    said = _on_a_terminal(book, "Line 6\nlead-in\n", "deals", "account=yamada")

    assert "name - What is to be sold, in a few words. (for example Line 5 inspection): " in said
    assert "(one of lead-in, proposal, won, lost): " in said
    (path,) = (book / "data/deals").rglob("*.yml")
    tree, _ = source.read(path.read_bytes(), "x")
    assert tree is not None
    assert (tree["name"], tree["stage"]) == ("Line 6", "lead-in")


def test_an_empty_answer_or_the_end_of_the_input_gives_no_value(book: Path) -> None:
    said = _on_a_terminal(book, "\n\x04", "deals", "account=yamada")

    assert "`name` must be there" in said
    assert "`stage` must be there" in said
    assert not (book / "data/deals").exists()


def test_a_new_record_is_committed_alone(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(repository.root, {"accounts/yamada.yml": "name: Yamada\n"})
    repository.git("config", "user.name", "Aiko Tanaka")
    repository.git("config", "user.email", "aiko@kitahama.example")
    repository.commit("Begin")
    write(repository.root, {"accounts/yamada.yml": "name: Y\n"})

    words = ("accounts", "name=Acme", "--branch", "acme")
    assert _new(repository.root, *words) == 0

    shown = repository.git("show", "--format=%s", "--name-status").split("\n")
    assert shown == ["Add account Acme", "", "A\tdata/accounts/acme.yml"]
    assert repository.git("status", "--porcelain") == " M data/accounts/yamada.yml"
    assert _new(repository.root, *words) == 2
    assert not (repository.root / "data/accounts/acme-2.yml").exists()


def test_what_looks_like_another_is_said_before_it_is_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _new(book, "accounts", "name=Yamada Ltd.", "--id", "second") == 0
    said = capsys.readouterr()
    assert "Looks like accounts/yamada: the same name without its legal form, yamada" in said.err
    assert "data/accounts/second.yml:1:7: L901 warning" in said.out


@pytest.mark.parametrize(
    ("answer", "words", "code"), [("n", (), 1), ("y", (), 0), ("", ("--yes",), 0)]
)
def test_on_a_terminal_it_is_asked_whether_it_is_another(
    book: Path, answer: str, words: tuple[str, ...], code: int
) -> None:
    before = _files(book)
    named = ("accounts", "name=Yamada", "--id", "second", *words)
    ended, said = answered(book, f"{answer}\n".encode(), "new", *named)
    assert (ended, "Write it all the same?" in said) == (code, not words)
    assert (_files(book) == before) == bool(code)
