"""`salesbook query` as it is called."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import write

FILES = {
    "accounts/yamada.yml": "name: 山田精機\n",
    "deals/d1.yml": (
        "name: Line 5\naccount: yamada\nstage: proposal\ncreated_on: 2026-08-03\namount: 1200.50\n"
    ),
    "deals/d2.yml": (
        'name: "=1+1"\naccount: yamada\nstage: won\ncreated_on: 2026-08-03\n'
        "closed_on: 2026-10-02\namount: 7\n"
    ),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write(tmp_path / "book", FILES)
    (root / "mkdocs.yml").write_text("plugins: {salesbook: {as_of: 2026-11-23}}")
    return root


def asked(root: Path, *words: str) -> int:
    return main(["--root", str(root), "query", *words])


def test_an_answer_is_a_table(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(root, "select deal_id, account_name, amount from deal order by deal_id") == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "deal_id  account_name  amount",
        "-------  ------------  ------",
        "d1       山田精機      1200.5",
        "d2       山田精機           7",
    ]
    assert shown.err == "2 rows\n"


def test_json_has_exact_numbers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(root, "select amount from deals order by id", "--format", "json") == 0
    shown = capsys.readouterr()
    found = json.loads(shown.out, parse_float=Decimal)
    assert found == [{"amount": Decimal("1200.5")}, {"amount": 7}]


def test_csv_is_guarded_against_formulas(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(root, "select name from deals where id = 'd2'", "--format", "csv") == 0
    shown = capsys.readouterr()
    assert shown.out == '\ufeff"name"\r\n"\'=1+1"\r\n'
    assert shown.err == "1 row\n"


def test_the_day_is_the_one_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(root, "select as_of, quarter from moment") == 0
    assert capsys.readouterr().out.splitlines()[2] == "2026-11-23  FY2026-Q3"


def test_a_question_may_come_from_standard_input(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("select count(*) as deals\nfrom deals\n"))
    assert asked(root, "-") == 0
    assert capsys.readouterr().out.split() == ["deals", "-----", "2"]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("drop table deals", "query:1: a query must be one statement"),
        ("select *\nfrom dels", "query:2: there is no table dels; did you mean deals?"),
        ("select * from read_text('/etc/hostname')", "query:1: Permission Error: "),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_2(
    root: Path, capsys: pytest.CaptureFixture[str], sql: str, message: str
) -> None:
    assert asked(root, sql) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"salesbook: {message}")
    assert shown.err.count("\n") == 1


def test_errors_in_the_records_are_said_beside_the_answer(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, {"deals/d3.yml": "name: No stage\ncreated_on: 2026-08-03\n"})
    assert asked(root, "select count(*) as n from deals") == 0
    shown = capsys.readouterr()
    assert shown.out.split() == ["n", "-", "2"]
    assert "1 error" in shown.err


def test_without_a_company_there_is_nothing_to_ask(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data" / "company.yml").write_text("name: Nobody\n")
    assert asked(root, "select 1") == 2
    expected = "salesbook: data/company.yml cannot be used; `salesbook check` says why.\n"
    assert capsys.readouterr().err == expected
