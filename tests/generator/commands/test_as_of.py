"""`--as-of REV|DATE` as it is given to commands, in a real repository."""

from pathlib import Path

import pytest

from generator import history
from generator.cli import main
from tests.books import write
from tests.generator.history.histories import begun, changed
from tests.repository import Repository

DEAL = "name: One\naccount: acme\nstage: proposal\namount: 100\ncreated_on: 2026-04-01\n"
ACME = "data/accounts/acme.yml"
ONE = "data/deals/one.yml"


@pytest.fixture
def told(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return three commits (an amount that doubles, a reference that breaks), and an edit."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    begun(repository, {ACME: "name: Acme\n", ONE: DEAL})
    changed(repository, {ONE: DEAL.replace("100", "200")}, "2026-04-05T09:00:00+00:00")
    broken = DEAL.replace("100", "300").replace("acme", "nobody")
    changed(repository, {ONE: broken}, "2026-04-09T09:00:00+00:00")
    repository.write(ONE, DEAL.replace("100", "400"))
    return repository


def run(repository: Repository, command: str, *words: str) -> int:
    return main(["--root", str(repository.root), command, *words])


def answer(
    repository: Repository, capsys: pytest.CaptureFixture[str], sql: str, *words: str
) -> list[str]:
    assert run(repository, "query", sql, "--format", "csv", *words) == 0
    return capsys.readouterr().out.removeprefix("\ufeff").split("\r\n")[1:-1]


@pytest.mark.parametrize(
    ("name", "amount", "day"),
    [
        ("HEAD~2", 100, "2026-04-01"),
        ("HEAD~1", 200, "2026-04-05"),
        ("HEAD", 300, "2026-04-09"),
        ("2026-04-04", 100, "2026-04-04"),
        ("2026-04-05", 200, "2026-04-05"),
        ("2026-04-09", 400, "2026-04-09"),
        ("2026-12-31", 400, "2026-12-31"),
    ],
)
def test_a_query_asks_the_book_of_then(
    told: Repository, capsys: pytest.CaptureFixture[str], name: str, amount: int, day: str
) -> None:
    sql = "select amount::integer, as_of from deals, moment"
    assert answer(told, capsys, sql, "--as-of", name) == [f"{amount},{day}"]


def test_a_query_asks_the_history_up_to_then(
    told: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "select count(*) from commits union all select count(*) from deals_versions"
    assert answer(told, capsys, sql) == ["3", "3"]
    assert answer(told, capsys, sql, "--as-of", "HEAD~1") == ["2", "2"]
    assert answer(told, capsys, sql, "--as-of", "2026-04-01") == ["1", "1"]


UNREAD = ("select count(*) as n from deals", "select * from deal", "select 'one' as x")
READ = (
    "select * from changes",
    "select * from DEALS_VERSIONS",
    'select * from "commits"',
    "select * from deal_version",
    "show tables",
    "describe deals",
    "select * from query_table('deals')",
)


@pytest.mark.parametrize("sql", [*UNREAD, *READ])
def test_the_history_is_read_for_those_who_ask_for_it(
    told: Repository, tmp_path: Path, sql: str
) -> None:
    assert run(told, "query", sql, "--as-of", "HEAD~1") == 0
    read = [path.name for path in tmp_path.glob("cache/**/history.sqlite")]
    assert read == (["history.sqlite"] if sql in READ else [])


def test_a_check_reads_no_history(told: Repository, tmp_path: Path) -> None:
    assert run(told, "check") == 0
    assert run(told, "check", "--as-of", "2026-04-05") == 0
    assert not list(tmp_path.glob("cache/**/history.sqlite"))


def test_why_the_history_is_empty_is_said_beside_the_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "book", {})
    assert main(["--root", str(root), "query", "select count(*) as n from commits"]) == 0
    shown = capsys.readouterr()
    assert shown.out.split() == ["n", "-", "0"]
    assert "The records must lie in a git repository" in shown.err


def test_a_check_is_of_the_records_of_then(
    told: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(told, "check") == 0
    assert run(told, "check", "--as-of", "HEAD~1") == 0
    capsys.readouterr()
    assert run(told, "check", "--as-of", "HEAD") == 1
    assert capsys.readouterr().out.startswith("data/deals/one.yml:2:10: L101 error:")


def test_a_check_names_files_that_are_gone_since(
    told: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = told.root / ONE
    gone.unlink()
    assert run(told, "check", str(gone), "--as-of", "HEAD") == 1
    assert run(told, "check", str(told.root / "data" / "accounts"), "--as-of", "HEAD") == 0
    assert run(told, "check", str(gone)) == 2
    assert run(told, "check", str(told.root.parent), "--as-of", "HEAD") == 2
    assert "must be a file or folder below" in capsys.readouterr().err


def test_what_is_past_leaves_the_cache_of_the_present(told: Repository, tmp_path: Path) -> None:
    assert run(told, "check") == 0
    (cache,) = tmp_path.glob("cache/**/check.sqlite")
    before = cache.read_bytes()
    assert run(told, "check", "--as-of", "HEAD~2") == 0
    assert run(told, "query", "select * from deals", "--as-of", "2026-04-05") == 0
    assert cache.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2026-03-31", "the history begins on 2026-04-01"),
        ("last week", "must be a day written YYYY-MM-DD, or a revision that git knows"),
        ("HEAD:data", "must be a day written YYYY-MM-DD, or a revision that git knows"),
    ],
)
def test_a_moment_that_is_none_is_one_line_and_2(
    told: Repository,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    message: str,
) -> None:
    told.write("mkdocs.yml", "site_name: Test\nplugins: [salesbook]\n")
    assert run(told, command, "--as-of", name) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"salesbook: --as-of {name}: {message}")


def test_where_there_is_no_history_it_is_said_that_a_day_is_only_a_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = str(write(tmp_path / "book", {}))
    assert main(["--root", root, "check", "--as-of", "2026-04-01"]) == 0
    first = capsys.readouterr().err.splitlines()[0]
    assert first == (
        "--as-of 2026-04-01: The records are read as they lie there. "
        "The records must lie in a git repository; this folder is in none."
    )
    assert main(["--root", root, "check", "--as-of", "HEAD"]) == 2


def test_the_day_of_mkdocs_yml_chooses_no_commit(
    told: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "select amount::integer, as_of from deals, moment"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775088000")  # 2 April 2026
    assert answer(told, capsys, sql) == ["400,2026-04-02"]
    told.write("mkdocs.yml", "plugins: {salesbook: {as_of: 2026-04-03}}\n")
    assert answer(told, capsys, sql) == ["400,2026-04-03"]


def test_a_company_of_then_that_cannot_be_used_is_said(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(repository, {"data/company.yml": "name: Old\n"})
    begun(repository)
    assert run(repository, "query", "select 1", "--no-cache", "--as-of", "HEAD~1") == 2
    assert "data/company.yml cannot be used" in capsys.readouterr().err
    assert not list(tmp_path.glob("cache"))
    assert history.read(repository.root).usable
