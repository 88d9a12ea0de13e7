"""`salesbook forecast` as it is called, over real repositories."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from tests.books import COMPANY
from tests.repository import Repository

FIRST = date(2026, 4, 20)
PEOPLE = {
    "teams/all.yml": "name: All\n",
    "teams/east.yml": "name: East\nparent: all\n",
    "people/aya.yml": "name: Aya\nrole: sales\nteam: east\n",
    "people/ben.yml": "name: Ben\nrole: sales\nteam: all\n",
    "targets/quarter.yml": "team: east\nperiod: FY2026-Q3\namount: 900\n",
}


def deal(number: int, stage: str, created: date, close: date) -> str:
    owner = "aya" if number % 2 else "ben"
    closed = f"closed_on: {close}\n" if stage in {"won", "lost"} else ""
    lost = "lost_reason: price\n" if stage == "lost" else ""
    return (
        f"name: Deal | {number}\nowner: {owner}\nstage: {stage}\ncreated_on: {created}\n"
        f"amount: {100 + number}\nclose_date: {close}\n{closed}{lost}"
    )


@pytest.fixture
def past(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Commit half a year: each week a deal comes, and after six weeks it is won or lost."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository.write("mkdocs.yml", "plugins: [{salesbook: {as_of: 2026-11-20}}]\n")
    for path, text in {"company.yml": COMPANY, **PEOPLE}.items():
        repository.write(f"data/{path}", text)
    for week in range(30):
        day = FIRST + timedelta(weeks=week)
        close = day + timedelta(weeks=6)
        repository.write(f"data/deals/d{week:02}.yml", deal(week, "proposal", day, close))
        if week >= 6:
            old, begun = week - 6, FIRST + timedelta(weeks=week - 6)
            stage = "lost" if old % 4 > 1 else "won"
            repository.write(f"data/deals/d{old:02}.yml", deal(old, stage, begun, day))
        repository.commit(f"Week {week}", when=f"{day}T09:00:00Z")
    return repository


def asked(root: Path, *words: str) -> int:
    return main(["--root", str(root), "forecast", *words])


def document(past: Repository, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert asked(past.root, *words, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def quarter(found: dict[str, Any]) -> dict[str, Any]:
    (row,) = (one for one in found["totals"] if one["horizon"] == "quarter")
    assert isinstance(row, dict)
    return row


def test_the_parts_add_up_to_the_headline(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Six open deals, those of the last six weeks; won in October and November: d20 and d21."""
    found = document(past, capsys)
    parts = found["parts"]
    assert round(sum(one["expected"] for one in parts) - quarter(found)["mean"], 6) == 0
    assert sum(one["part"] == "open deal" for one in parts) == 6
    assert quarter(found)["booked"] == 120 + 121
    assert parts[0]["part"] == "booked"
    assert parts[0]["expected"] == 120 + 121


def test_ranges_lie_in_each_other_around_what_is_expected(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for row in document(past, capsys)["totals"]:
        names = ("low_95", "low_80", "low_50", "high_50", "high_80", "high_95")
        values = [row[name] for name in names]
        assert values == sorted(values)
        assert row["low_95"] >= row["booked"]
        assert row["mean"] == pytest.approx(row["booked"] + row["open"] + row["new"], abs=0.02)


def test_a_deal_is_supposed_away(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    plain = document(past, capsys, "--probability", "d28=0")
    found = document(past, capsys, "--without", "d29", "--probability", "d28=0")
    assert {one["deal_id"] for one in found["parts"]} >= {"d24", "d28"}
    assert "d29" not in {one["deal_id"] for one in found["parts"]}
    assert quarter(found)["mean"] < quarter(plain)["mean"]
    assert found["without"] == ["d29"]


def test_what_is_supposed_is_not_taken_for_the_headline(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ((), ("--against", "HEAD~1")):
        assert asked(past.root, "--probability", "d28=0.9", *more) == 0
        shown = capsys.readouterr().out
        assert "Only the model can suppose, so it speaks alone, on both sides: its ranges" in shown
        assert re.search(r" model, nothing supposed +model, supposed +change\n", shown)
        assert "before" not in shown
        assert "Methods side by side" not in shown
    assert asked(past.root) == 0
    assert "Only the model" not in capsys.readouterr().out
    assert document(past, capsys)["remark"] is None
    assert document(past, capsys, "--without", "d28")["remark"].startswith("Only the model")


def test_a_chance_is_supposed(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    never = document(past, capsys, "--probability", "d24=0")
    surely = document(past, capsys, "--probability", "d24=1")
    chances = [
        next(one["chance"] for one in found["parts"] if one["deal_id"] == "d24")
        for found in (never, surely)
    ]
    assert chances[0] == 0
    assert 0.5 < chances[1] <= 1
    assert surely["probability"] == {"d24": 1}
    assert surely["against"]["totals"] == never["against"]["totals"]


def test_a_scope_has_its_own_deals(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Aya, who alone is in the team, has the odd ones."""
    team = document(past, capsys, "--scope", "team/east")
    person = document(past, capsys, "--scope", "person/aya")
    assert quarter(team)["booked"] == quarter(person)["booked"] == 121
    assert {one["deal_id"] for one in person["parts"]} - {None} == {"d25", "d27", "d29"}
    assert quarter(team)["target"] == 900
    assert [one["holder_name"] for one in team["holders"]] == ["Aya"]


def test_a_team_above_others_is_their_sum_with_a_range_of_its_own(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ben is in the team above the east, in which Aya is."""
    found = document(past, capsys, "--scope", "team/all")
    parts = [quarter(document(past, capsys, "--scope", one)) for one in ("team/east", "person/ben")]
    whole = quarter(found)
    for figure in ("mean", "booked", "open", "new"):
        assert whole[figure] == pytest.approx(sum(one[figure] for one in parts), abs=0.02), figure
    assert whole["low_80"] <= whole["mean"] <= whole["high_80"]
    assert {one["holder_name"] for one in found["holders"]} == {"East", "Aya", "Ben"}
    assert round(sum(one["expected"] for one in found["parts"]) - whole["mean"], 6) == 0
    scored = {one["method"]: one["forecasts"] for one in found["methods"]}
    assert (scored["combined"] or 0) > 0


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        ("person/cy", "This person has no part in an open deal, nor in one that was won within a"),
        ("team/idle", "Nobody is in this team, nor in a team below it."),
    ],
)
def test_of_a_scope_without_a_figure_it_says_why(
    scope: str, why: str, past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("data/people/cy.yml", "name: Cy\nrole: sales\nteam: all\n")
    past.write("data/teams/idle.yml", "name: Idle\nparent: all\n")
    assert asked(past.root, "--scope", scope) == 0
    shown = capsys.readouterr().out
    assert f"Nothing is forecast. {why}" in shown
    assert document(past, capsys, "--scope", scope)["refusal"].startswith(why)


def test_a_terminal_shows_everything(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(past.root, "--as-of", "2026-10-19") == 0
    shown = capsys.readouterr().out
    assert re.match(r"Forecast as of 2026-10-19 \([0-9a-f]{10}\), in JPY\.\n", shown)
    for heading in ("In all", "The quarter by team and person", "What makes the quarter"):
        assert f"\n{heading}\n\n" in shown
    assert "combined (shown)" in shown
    assert asked(past.root) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Forecast as of 2026-11-20 (files on disk), in JPY.\n")
    assert "Learned from 12 won and 12 lost deals." in shown
    assert "prior-driven: Fewer than 30 deals were won" in shown
    assert "\N{NO-BREAK SPACE}" not in shown


def test_markdown_reads_no_value_as_anything_but_text(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, "--as-of", "2026-10-19", "--format", "markdown") == 0
    shown = capsys.readouterr().out
    assert "## What makes the quarter" in shown
    rows = [line for line in shown.splitlines() if "Deal" in line]
    assert len(rows) == 6
    assert {len(re.split(r" \| ", row)) for row in rows} == {6}


def test_a_moment_is_compared_with_another(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.git("switch", "--quiet", "--create", "optimistic")
    past.write("data/deals/d30.yml", deal(900, "proposal", FIRST, date(2026, 12, 1)))
    past.commit("Hope", when="2026-11-17T09:00:00Z")
    assert asked(past.root, "--as-of", "optimistic", "--against", "main") == 0
    shown = capsys.readouterr().out
    assert re.search(r"Compared with 2026-11-09 \(\w+\), drawn with the same random", shown)
    assert re.search(r"before +after +change\n", shown)


@pytest.mark.parametrize("more", [(), ("--probability", "d24=0.9")])
def test_a_commit_that_changes_nothing_changes_no_forecast(
    more: tuple[str, ...], past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.git("switch", "--quiet", "--create", "nothing")
    past.commit("Nothing", when="2026-11-09T15:00:00Z")
    found = document(past, capsys, "--as-of", "nothing", "--against", "main", *more)
    alone = document(past, capsys, "--as-of", "nothing", *more)
    assert found["totals"] == alone["totals"]
    if more:
        assert found["against"]["totals"] == alone["against"]["totals"]
    else:
        assert found["against"]["totals"] == found["totals"]


def test_what_is_issued_is_written_once_and_shown_as_issued(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, "--issue") == 0
    assert capsys.readouterr().out.startswith("Issued in ledger/2026-W47.json. Commit it;")
    assert asked(past.root, "--issue") == 2
    assert "never changed" in capsys.readouterr().err
    query = "select distinct issued_on, holder_kind from forecast_ledger order by holder_kind"
    assert main(["--root", str(past.root), "query", query, "--format", "csv"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.replace('"', "") for line in shown[1:]] == [
        "2026-11-20,company",
        "2026-11-20,people",
        "2026-11-20,teams",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scope", "team/west"), "--scope team/west: must be team/ID or person/ID"),
        (("--without", "d99"), "d99: there is no such deal."),
        (("--without", "d24", "--probability", "d24=1"), "d24: cannot be left out and have"),
        (("--issue", "--scope", "team/east"), "--issue takes the forecast of today for all"),
        (("--against", "nowhere"), "--against nowhere: must be a day written YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(
    words: tuple[str, ...], said: str, past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, *words) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"salesbook: {said}")
    assert error.count("\n") == 1


@pytest.mark.parametrize("word", ["d24", "d24=2", "d24=x", "=0.5", "d24=nan"])
def test_a_chance_is_a_number_from_0_to_1(
    word: str, past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        asked(past.root, "--probability", word)
    assert "must be DEAL=CHANCE, with a chance from 0 to 1" in capsys.readouterr().err


def test_without_a_history_nothing_is_forecast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "book" / "data"
    (place / "deals").mkdir(parents=True)
    (place / "company.yml").write_text(COMPANY, encoding="utf-8")
    (place / "deals/d1.yml").write_text(deal(1, "proposal", FIRST, FIRST), encoding="utf-8")
    for words in ((), ("--format", "json"), ("--without", "d1"), ("--issue",)):
        assert asked(place.parent, *words) == 2
        said = capsys.readouterr()
        assert said.err.startswith("salesbook: Nothing is forecast. The records must lie in a git")
        assert said.out == ""
    assert asked(place.parent, "--against", "2026-06-01") == 2
    assert "git" in capsys.readouterr().err


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("--scope", "person/aya")])
def test_of_a_shallow_clone_nothing_is_forecast(
    words: tuple[str, ...], past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = tmp_path / "clone"
    past.git("clone", "--quiet", "--depth", "1", past.root.as_uri(), str(clone))
    assert asked(clone, *words) == 2
    said = capsys.readouterr()
    assert said.err.startswith("salesbook: Nothing is forecast. The clone must be complete;")
    assert "fetch-depth: 0" in said.err
    assert said.out == ""


def test_a_book_without_deals_says_so(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repository.write("data/company.yml", COMPANY)
    repository.commit("Begin", when="2026-06-01T09:00:00Z")
    assert asked(repository.root) == 0
    assert "Nothing is forecast. There is no deal in the history yet." in capsys.readouterr().out
    assert asked(repository.root, "--issue") == 2
    assert "Nothing is forecast. There is no deal in the history yet." in capsys.readouterr().err


def test_errors_in_the_records_are_said_as_a_query_says_them(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two deals are in a currency without any rate; on the branch before there was one."""
    past.git("switch", "--quiet", "--create", "worse")
    for name in ("d24", "d25"):
        path = past.root / "data" / "deals" / f"{name}.yml"
        path.write_text(path.read_text(encoding="utf-8") + "currency: USD\n", encoding="utf-8")
        past.commit(f"{name} in USD", when="2026-11-17T09:00:00Z")
    past.git("branch", "half", "HEAD~1")
    assert main(["--root", str(past.root), "query", "select mean from forecast_shown"]) == 0
    words = capsys.readouterr().err.splitlines()[-1]
    assert words == "The records have 2 errors: `salesbook check`."
    for form in ("text", "json", "markdown"):
        assert asked(past.root, "--format", form) == 0
        said = capsys.readouterr()
        assert said.err.splitlines() == [words]
        for name in ("d24", "d25"):
            assert f"{name} (USD on 2026-11-20)" in said.out
    assert asked(past.root, "--against", "half") == 0
    assert capsys.readouterr().err.splitlines() == [
        words,
        "--against half: The records have 1 error: `salesbook check`.",
    ]
    assert asked(past.root, "--as-of", "main") == 0
    assert capsys.readouterr().err == ""


def test_what_is_wrong_with_the_history_is_said_as_a_query_says_it(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    tip = past.git("rev-parse", "HEAD").strip()
    past.git("replace", tip, "HEAD~1")
    assert main(["--root", str(past.root), "query", "select mean from forecast_shown"]) == 0
    words = capsys.readouterr().err.splitlines()[:-1]
    assert [line.split(";")[0] for line in words] == ["No object must be replaced"]
    assert tip[:10] in words[0]
    for more in ((), ("--format", "json"), ("--without", "d24"), ("--against", "HEAD~2")):
        assert asked(past.root, *more) == 0
        assert capsys.readouterr().err.splitlines() == words, more


@pytest.mark.parametrize("more", [(), ("--without", "d24")])
def test_commits_that_are_dated_after_the_day_are_named(
    more: tuple[str, ...], past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(past.root, *more) == 0
    assert "being dated after" not in capsys.readouterr().out
    later = [
        past.commit(f"Later {year}", when=f"{year}-01-01T09:00:00Z") for year in range(2027, 2032)
    ]
    assert asked(past.root, *more) == 0
    names = ", ".join(one[:10] for one in later[:3])
    words = f"Not known yet, being dated after 2026-11-20: 5 commits ({names} and 2 more)."
    assert words in capsys.readouterr().out
    past.git("reset", "--quiet", "--hard", later[0])
    assert asked(past.root, *more) == 0
    assert f"2026-11-20: 1 commit ({later[0][:10]})." in capsys.readouterr().out


def test_where_the_range_alone_can_be_read_no_point_is_told(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of a single open deal, fewer than five wins are expected."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for path, text in {"company.yml": COMPANY, **PEOPLE}.items():
        repository.write(f"data/{path}", text)
    repository.write("data/deals/d1.yml", deal(1, "proposal", FIRST, date(2026, 12, 1)))
    repository.commit("Begin", when="2026-11-17T09:00:00Z")
    assert asked(repository.root, "--as-of", "2026-11-20") == 0
    shown = capsys.readouterr().out
    lines = [line for line in shown.splitlines() if line.startswith(("FY2026 Q3 ", "Aya "))]
    assert len(lines) == 2
    assert all(re.search(r"  \N{EN DASH}  +\N{EN DASH}  range only  ", line) for line in lines)
    assert "What makes the quarter" not in shown
    found = document(repository, capsys, "--as-of", "2026-11-20")
    assert quarter(found)["point"] is None
    assert "range only" in quarter(found)["label"]
