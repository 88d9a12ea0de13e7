"""`salesbook log`: an activity is written by whom git knows, on the account of its deal."""

import re
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import begin
from tests.repository import Repository
from tests.terminal import answered

FILES = {
    "people/aiko.yml": "name: Aiko\nmail: aiko@kitahama.example\n",
    "people/ben.yml": "name: Ben\ncommit_identities:\n  - name: B\n    mail: ben@home.example\n",
    "accounts/yamada.yml": "name: Yamada\n",
    "accounts/other.yml": "name: Other\n",
    "deals/line-5.yml": "name: Line 5\naccount: yamada\nstage: proposal\ncreated_on: 2026-08-03\n",
    "leads/rin.yml": "name: Rin\ncreated_on: 2026-08-03\n",
}


@pytest.fixture
def book(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return begin(repository, FILES)


def _log(book: Path, *words: str) -> int:
    return main(["--root", str(book), "log", "--as-of", "2026-11-18", *words])


def _logged(book: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (book / "data").glob("activities/*/*.yml")]


def test_a_call_on_a_deal_is_committed_as_one_new_file(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "data/people/ben.yml").write_text("name: Benjamin\n", encoding="utf-8")

    assert _log(book, "Email", "--deal", "line-5", "Wants it", "outcome=held", "--commit") == 0

    assert _logged(book) == [
        (
            "when: 2026-11-18 09:00\ntype: mail\nperson: aiko\naccount: yamada\ndeal: line-5\n"
            "outcome: held\nsummary: Wants it\n"
        )
    ]
    shown = repository.git("show", "--format=%s", "--name-status", "HEAD").split("\n")
    assert shown[0] == "Log mail on deal Line 5"
    assert re.fullmatch(r"A\tdata/activities/2026/a-20261118-\w{4}\.yml", shown[2])
    assert repository.git("status", "--porcelain") == " M data/people/ben.yml"
    assert "account: Yamada\n" in capsys.readouterr().out


def test_what_is_said_on_the_command_line_counts(book: Path, repository: Repository) -> None:
    repository.git("config", "user.email", "ben@home.example")
    words = ("Visit", "--deal", "line-5", "--when", "yesterday 14:30", "account=other", "a=b")
    assert _log(book, *words) == 0
    assert _log(book, "call", "--lead", "rin", "--person", "aiko", "next_date=friday") == 0

    visit, call = sorted(_logged(book), reverse=True)[::-1]
    assert {visit, call} == {
        (
            "when: 2026-11-17 14:30\ntype: visit\nperson: ben\naccount: other\ndeal: line-5\n"
            "summary: a=b\n"
        ),
        "when: 2026-11-18 09:00\ntype: call\nperson: aiko\nlead: rin\nnext_date: 2026-11-20\n",
    }


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["fax", "--deal", "line-5"], 2, "there is no `fax`. It can be call, mail,"),
        (["cal", "--deal", "line-5"], 1, "Did you mean `call`?"),
        (["call", "--deal", "line-6"], 2, "Did you mean `deals/line-5`?"),
        (["call", "--when", "tomorrow"], 1, "must not lie ahead"),
        (["call", "--person", "aik"], 1, "Did you mean `aiko`?"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, says: str
) -> None:
    assert _log(book, *words) == code
    said = capsys.readouterr()
    assert says in said.out + said.err
    assert _logged(book) == []


def test_a_mail_address_of_nobody_is_said(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.git("config", "user.email", "guest@kitahama.example")
    assert _log(book, "call", "--deal", "line-5") == 2
    assert "commits here as guest@kitahama.example" in capsys.readouterr().err
    repository.git("config", "user.email", "")
    repository.git("config", "user.useConfigOnly", "true")
    assert _log(book, "call", "--deal", "line-5") == 2
    assert "name one with --person" in capsys.readouterr().err


def test_on_a_terminal_it_asks_for_the_deal_and_the_text(book: Path) -> None:
    code, said = answered(book, b"line-5\nWants it\n", "log", "call")
    assert code == 0, said
    (text,) = _logged(book)
    assert text.endswith("account: yamada\ndeal: line-5\nsummary: Wants it\n")


def test_now_is_the_time_where_the_company_is(book: Path) -> None:
    assert main(["--root", str(book), "log", "call", "--deal", "line-5"]) == 0
    (text,) = _logged(book)
    assert re.match(r"when: \d{4}-\d\d-\d\d \d\d:\d\d\n", text)


def test_a_refused_commit_leaves_the_new_file_and_a_clean_index(
    book: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = book / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)

    assert _log(book, "call", "--deal", "line-5", "--commit") == 2
    assert len(_logged(book)) == 1
    assert "git did not commit (it said nothing)" in capsys.readouterr().err
    assert repository.git("status", "--porcelain") == "?? data/activities/"
