"""`salesbook diff` as it is called, over real repositories."""

import json
import re
from pathlib import Path

import pytest

from generator.cli import main
from tests.books import COMPANY
from tests.repository import Repository

PERSON = "name: {name}\nrole: sales\n"
DEAL = (
    "name: {name}\nowner: {owner}\nstage: {stage}\ncreated_on: 2026-10-01\n"
    "amount: {amount}\nclose_date: {close}\n"
)


def deal(name: str, stage: str, amount: int, close: str = "2026-12-01", owner: str = "aya") -> str:
    return DEAL.format(name=name, owner=owner, stage=stage, amount=amount, close=close)


@pytest.fixture
def past(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Commit two moments: in the second one every kind of move has happened once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository.write("mkdocs.yml", "plugins: [{salesbook: {as_of: 2026-11-20}}]\n")
    files = {
        "company.yml": COMPANY,
        "people/aya.yml": PERSON.format(name="Aya"),
        "people/ben.yml": PERSON.format(name="Ben"),
        "deals/wins.yml": deal("Wins", "proposal", 100),
        "deals/loses.yml": deal("Loses", "proposal", 200),
        "deals/again.yml": deal("Again", "lost", 300)
        + "closed_on: 2026-10-20\nlost_reason: price\n",
        "deals/further.yml": deal("Further", "lead-in", 400),
        "deals/pushed.yml": deal("Pushed", "proposal", 500),
        "deals/more.yml": deal("More", "proposal", 600),
        "deals/hands.yml": deal("Hands", "proposal", 700),
        "deals/goes.yml": deal("Goes", "proposal", 800),
        "deals/stays.yml": deal("Stays", "proposal", 900),
    }
    for path, text in files.items():
        repository.write(f"data/{path}", text)
    repository.commit("Begin", when="2026-11-01T09:00:00Z")
    repository.git("tag", "before")
    after = {
        "wins": deal("Wins", "won", 110) + "closed_on: 2026-11-10\n",
        "loses": deal("Loses", "lost", 200) + "closed_on: 2026-11-10\nlost_reason: price\n",
        "again": deal("Again", "proposal", 300),
        "further": deal("Further", "proposal", 400),
        "pushed": deal("Pushed", "proposal", 500, "2027-01-15"),
        "more": deal("More", "proposal", 650),
        "hands": deal("Hands", "proposal", 700, owner="ben"),
        "new": deal("New | _x_", "lead-in", 1000),
    }
    for name, text in after.items():
        repository.write(f"data/deals/{name}.yml", text)
    (repository.root / "data/deals/goes.yml").unlink()
    repository.commit("Move", when="2026-11-10T09:00:00Z")
    return repository


def asked(root: Path, *words: str) -> int:
    return main(["--root", str(root), "diff", *words])


def document(past: Repository, words: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert asked(past.root, words, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def listed(found: dict[str, object], name: str) -> list[dict[str, object]]:
    rows = found[name]
    assert isinstance(rows, list)
    return rows


def test_every_deal_says_what_it_did(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(past, "before..", capsys)
    moves = {row["deal_id"]: (row["move"], row["change"]) for row in listed(found, "deals")}
    assert moves == {
        "wins": ("won", -100),
        "loses": ("lost", -200),
        "again": ("reopened", 300),
        "further": ("stage forward", 0),
        "pushed": ("pushed", 0),
        "more": ("amount", 50),
        "hands": ("owner", 0),
        "goes": ("deleted", -800),
        "new": ("new", 1000),
    }
    days = {row["deal_id"]: row["days"] for row in listed(found, "deals")}
    assert days["pushed"] == 45  # from 1 December to 15 January


def test_the_money_is_that_of_either_moment(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(past, "before..HEAD", capsys)
    totals = {
        row["measure"]: (row["amount_before"], row["amount_after"])
        for row in listed(found, "totals")
    }
    assert totals == {
        # 100 + 200 + 400 + 500 + 600 + 700 + 800 + 900; then without four, with 300, 50 and 1000
        "Open pipeline": (4200, 4450),
        # half of all but Further, of which a tenth; then a tenth of New alone
        "Weighted": (1940, 1825),
        "Open, pipeline": (400, 1000),
        "Open, best case": (3800, 3450),
        "Won": (0, 110),
        "Lost": (300, 200),
    }
    assert sum(int(str(row["change"])) for row in listed(found, "deals")) == 4450 - 4200


def test_quarters_and_people_are_told_apart(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(past, "before..HEAD", capsys)
    quarters = {
        (row["quarter"], row["category"]): row["change"] for row in listed(found, "quarters")
    }
    # December is in the third quarter of a year from April, January in the fourth
    third, fourth = sorted({str(quarter) for quarter, _ in quarters})
    assert quarters == {
        (third, "pipeline"): 600,
        (third, "best case"): 300 - 100 - 200 + 400 - 500 + 50 - 800,
        (third, "closed"): 110,
        (fourth, "best case"): 500,
    }
    people = {
        (row["person_id"], row["quarter"]): (
            row["open_before"],
            row["open_after"],
            row["won_after"],
        )
        for row in listed(found, "people")
    }
    assert people == {
        ("aya", third): (4200, 3250, 110),
        ("aya", fourth): (0, 500, 0),
        ("ben", third): (0, 700, 0),
    }


def test_records_are_told_field_by_field(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, "before..HEAD") == 0
    lines = [
        line.replace("\N{NO-BREAK SPACE}", " ") for line in capsys.readouterr().out.splitlines()
    ]
    assert re.fullmatch(
        r"From 2026-11-01 \([0-9a-f]{10}\) to 2026-11-10 \([0-9a-f]{10}\): "
        r"1 added, 7 changed, 1 removed\.",
        lines[0],
    )
    at = lines.index("changed  deals/wins  Wins")
    assert lines[at + 1 : at + 4] == [
        "    stage: Proposal -> Won",
        "    amount: ¥100 -> ¥110",
        "    closed on: 10 Nov 2026",
    ]
    assert "removed  deals/goes  Goes" in lines
    assert "added  deals/new  New | _x_" in lines
    assert any("close date 1 Dec 2026 -> 15 Jan 2027 (45 days later)" in line for line in lines)


def test_another_id_is_no_new_record_and_what_refers_to_it_stays_as_it_is(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.git("tag", "moved")
    past.git("mv", "data/people/aya.yml", "data/people/aya-mori.yml")
    past.git("mv", "data/deals/more.yml", "data/deals/much-more.yml")
    for path in (past.root / "data/deals").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("owner: aya", "owner: aya-mori"), "utf-8")
    past.commit("Rename", when="2026-11-12T09:00:00Z")
    found = document(past, "moved..HEAD", capsys)
    assert found["records"] == [
        {
            "kind": kind,
            "id": new,
            "title": title,
            "event": "renamed",
            "fields": [{"field": "id", "old": old, "new": new, "words": f"id: {old} -> {new}"}],
        }
        for kind, title, old, new in (
            ("deals", "More", "more", "much-more"),
            ("people", "Aya", "aya", "aya-mori"),
        )
    ]
    assert [found[name] for name in ("deals", "quarters", "people")] == [[], [], []]
    assert asked(past.root, "moved..HEAD") == 0
    said = capsys.readouterr().out
    assert ": 2 renamed." in said.splitlines()[0]
    assert "renamed  deals/much-more  More\n    id: more -> much-more\n" in said


def test_markdown_holds_values_as_text(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, "before..HEAD", "--format", "markdown") == 0
    shown = capsys.readouterr().out
    assert "New &#124; &#95;x&#95;" in shown
    assert "_x_" not in shown
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    widths = {line.count("|") for line in rows if line.startswith("| Open pipeline")}
    assert widths == {5}


def test_the_files_on_disk_are_a_moment(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/deals/stays.yml", deal("Stays", "proposal", 901))
    past.write("data/company.yml", COMPANY.replace("probability: 10,", "probability: 20,"))
    found = document(past, "HEAD", capsys)
    assert found["after"] == {"day": "2026-11-20", "commit": None}
    records = {
        f"{one['kind']}/{one['id']}": [field["words"] for field in one["fields"]]  # type: ignore[attr-defined]  # a list
        for one in listed(found, "records")
    }
    assert list(records) == ["company/company", "deals/stays"]
    assert records["deals/stays"] == ["amount: ¥900 -> ¥901"]
    weighted = next(row for row in listed(found, "totals") if row["measure"] == "Weighted")
    # half a yen, and a tenth more of New's 1,000
    assert weighted["change"] == 100.5


def test_days_name_what_was_known_then(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(past, "2026-11-05..HEAD", capsys)
    assert found["before"] == {"day": "2026-11-05", "commit": past.git("rev-parse", "before")}
    assert len(listed(found, "records")) == 9


def test_a_branch_is_compared_with_another(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.git("checkout", "--quiet", "-b", "side", "before")
    past.write("data/deals/stays.yml", deal("Stays", "won", 900) + "closed_on: 2026-11-02\n")
    past.commit("Aside", when="2026-11-02T09:00:00Z")
    found = document(past, "before..side", capsys)
    assert [(row["deal_id"], row["move"]) for row in listed(found, "deals")] == [("stays", "won")]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_where_nothing_differs_it_is_said(
    past: Repository, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, "HEAD..HEAD", "--format", form) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if line]
    assert len(shown) == 2
    assert shown[1] == "Nothing differs."


def test_amounts_are_in_the_currency_of_their_time(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/rates/r.yml", "base: JPY\ndate: 2026-10-01\nrates: {USD: 150}\n")
    past.write("data/deals/stays.yml", deal("Stays", "proposal", 6) + "currency: USD\n")
    assert asked(past.root, "HEAD") == 0
    shown = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert "    amount: ¥900 -> $6.00\n" in shown
    assert "amount ¥900 -> $6.00" in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("nowhere..", "nowhere: must be a day written YYYY-MM-DD, or a revision that git knows."),
        ("..HEAD", "..HEAD: must be A..B, A.. or A; name the moment to begin with."),
        ("before...HEAD", "before...HEAD: must be A..B"),
        ("2020-01-01..", "2020-01-01: the history begins on 2026-11-01"),
    ],
)
def test_what_names_no_moment_is_one_line_and_2(
    past: Repository, words: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"salesbook: {message}")
    assert shown.err.count("\n") == 1


def test_outside_a_repository_a_day_is_no_moment(
    past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (past.root / ".git").rename(tmp_path / "away")
    assert asked(past.root, "2026-11-01..") == 2
    assert "the past is not known" in capsys.readouterr().err


def test_without_a_company_nothing_can_be_compared(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/company.yml", "name: Nobody\n")
    assert asked(past.root, "HEAD") == 2
    assert "data/company.yml of HEAD cannot be used" in capsys.readouterr().err
