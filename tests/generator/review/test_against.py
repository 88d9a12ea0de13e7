"""Law 10 over real repositories: what a branch changed, by whom, and with what reason."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import load, warehouse
from generator.cli import main
from generator.diagnostic import Diagnostic
from generator.history import moment
from generator.history.moment import Moment
from generator.history.tables import tables
from generator.load import PLAIN
from generator.review import against
from tests.books import COMPANY
from tests.repository import Repository

DAY = date(2026, 11, 20)
PERSON = "name: {name}\nmail: {name}@x.example\nrole: sales\n"
DEAL = (
    "name: {name}\nowner: aya\nstage: {stage}\ncreated_on: 2026-10-01\namount: 5\n"
    "close_date: {close}\n"
)
WON = DEAL.format(name="Won", stage="won", close="2026-10-20") + "closed_on: 2026-10-20\n"


def deal(close: str, name: str = "One") -> str:
    return DEAL.format(name=name, stage="proposal", close=close)


@pytest.fixture
def past(repository: Repository) -> Repository:
    """Commit a book in which one deal was put off twice, and begin a branch."""
    for path, text in (
        ("company.yml", COMPANY),
        ("people/aya.yml", PERSON.format(name="aya")),
        ("people/ben.yml", PERSON.format(name="ben")),
        ("deals/one.yml", deal("2026-12-01")),
        ("deals/won.yml", WON),
    ):
        repository.write(f"data/{path}", text)
    repository.commit("Begin", when="2026-11-01T09:00:00Z")
    for day, close in ((2, "2026-12-02"), (3, "2026-11-30"), (4, "2026-12-03")):
        repository.write("data/deals/one.yml", deal(close))
        repository.commit("Push", when=f"2026-11-0{day}T09:00:00Z")
    repository.git("switch", "--quiet", "--create", "side")
    return repository


def found(past: Repository, at: Moment | None = None) -> list[Diagnostic]:
    return against.against(at or moment.present(past.root, DAY), "main", PLAIN)


def codes(past: Repository) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in found(past)]


def test_the_third_push_of_the_history_needs_a_reason(past: Repository) -> None:
    past.write("data/deals/one.yml", deal("2026-12-04"))
    past.commit("Push", mail="aya@x.example")
    (only,) = found(past)
    assert (only.path, only.line, only.code) == ("data/deals/one.yml", 6, "L1006")
    assert "by 1 day, for the 3rd time without a reason." in only.message
    past.write("data/deals/one.yml", deal("2026-12-05"))
    past.commit("Push\n\nTheir budget is decided on 4 December.", mail="aya@x.example")
    assert found(past) == []


def test_what_is_not_committed_yet_counts(past: Repository) -> None:
    past.write("data/deals/won.yml", WON.replace("amount: 5", "amount: 6"))
    assert codes(past) == [("L1002", "data/deals/won.yml")]
    (past.root / "data/deals/won.yml").unlink()
    assert codes(past) == [("L1002", "data/deals/won.yml")]


def test_the_author_of_the_commit_is_who_changed_it(past: Repository) -> None:
    past.write("data/deals/one.yml", deal("2026-12-03", "First"))
    past.commit("Rename", mail="ben@x.example")
    (only,) = found(past)
    assert (only.code, only.severity) == ("L1007", "warning")
    assert only.message == "This should be changed by `aya`; `ben` did."
    past.write("data/company.yml", COMPANY + "severities: {L1007: error}\n")
    past.commit("Be strict", mail="ben@x.example")
    assert [one.severity for one in found(past)] == ["error"]


def test_another_way_to_write_a_value_is_no_change(past: Repository) -> None:
    past.write("data/deals/won.yml", WON.replace("amount: 5", "amount: 5.0") + "type: new\n")
    past.commit("Write it otherwise", mail="ben@x.example")
    assert found(past) == []


def test_what_main_did_meanwhile_is_no_change_of_the_branch(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    past.write("data/deals/won.yml", WON.replace("amount: 5", "amount: 6"))
    past.commit("Correct", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    assert found(past) == []


def test_a_deal_goes_one_step_with_each_commit(past: Repository) -> None:
    """Lead in leads to proposal, and proposal to won; who takes both steps has gone both."""
    steps = COMPANY.replace("category: pipeline}", "category: pipeline, next_stages: [proposal]}")
    steps = steps.replace("category: best_case}", "category: best_case, next_stages: [won]}")
    past.git("switch", "--quiet", "main")
    past.write("data/company.yml", steps)
    past.write("data/deals/one.yml", deal("2026-12-03").replace("proposal", "lead-in"))
    past.commit("Say how deals go on")
    past.git("switch", "--quiet", "--create", "steps")
    won = deal("2026-12-03").replace("proposal", "won") + "closed_on: 2026-11-19\n"
    past.write("data/deals/one.yml", won)
    past.commit("Win", mail="aya@x.example")
    assert codes(past) == [("L1001", "data/deals/one.yml")]
    past.git("reset", "--quiet", "--hard", "main")
    past.write("data/deals/one.yml", deal("2026-12-03"))
    past.commit("Propose", mail="aya@x.example")
    past.write("data/deals/one.yml", won)
    past.commit("Win", mail="aya@x.example")
    assert codes(past) == []


def test_a_commit_can_be_asked_about(past: Repository) -> None:
    past.write("data/deals/won.yml", WON.replace("amount: 5", "amount: 6"))
    past.commit("Correct")
    past.git("switch", "--quiet", "main")
    assert [one.code for one in found(past, moment.named(past.root, "side"))] == ["L1002"]


def test_a_file_that_moves_is_the_same_record(past: Repository) -> None:
    past.git("mv", "data/deals/won.yml", "data/won.yml")
    past.write("data/deals/2026/won.yml", WON)
    (past.root / "data/won.yml").unlink()
    past.commit("Move")
    assert found(past) == []


def test_a_record_that_cannot_be_read_is_not_deleted(past: Repository) -> None:
    past.write("data/deals/won.yml", "name: [\n")
    past.commit("Break it")
    assert found(past) == []
    past.git("rm", "--quiet", "data/deals/won.yml")
    assert codes(past) == [("L1002", "data/deals/won.yml")]


def test_without_a_company_nothing_can_be_asked(past: Repository) -> None:
    past.write("data/company.yml", "name: Nobody\n")
    assert found(past) == []


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("Subject alone", ""),
        ("Subject\n\nBecause.\nTwo lines.\n", "Because. Two lines."),
        ("Subject\n\n- close date: 1 Dec -> 4 Dec\n- amount: 5\n", ""),
        ("Subject\n\n- amount: 5\n\nThey found money.", "They found money."),
        ("Subject\n\nSigned-off-by: Aya <a@x.example>\n", ""),
        ("Subject\n\nReason: Late budget\nSigned-off-by: Aya <a@x.example>\n", "Late budget"),
        ("Subject\n\nBecause.\n\nReason: Late\n", "Because. Late"),
    ],
)
def test_a_reason_is_what_a_message_says_in_its_own_words(message: str, why: str) -> None:
    assert against.reason(message) == why


def listed(past: Repository) -> Iterator[tuple[object, ...]]:
    """Count the pushes of each deal with the view that the reports read."""
    at = moment.present(past.root, DAY)
    loaded = load.book(at.origin, at.day)
    history = tables(moment.history_of(at, PLAIN), loaded.firm(), loaded.entries)
    with warehouse.open_book(loaded.firm(), loaded.entries, DAY, history=history) as opened:
        yield from opened.run("select deal_id, count(*) from push group by 1").rows


def test_pushes_are_counted_as_the_reports_do(past: Repository) -> None:
    past.write("data/deals/two.yml", "name: Two\nstage: lead-in\ncreated_on: 2026-10-01\n")
    past.commit("Undated")
    for close in ("2026-12-01", "2026-12-05", "2026-12-09"):
        past.write("data/deals/two.yml", deal(close))
        past.commit("Push")
    past.write("data/deals/two.yml", WON.replace("2026-10-20", "2026-11-19"))
    past.commit("Win")
    at = moment.present(past.root, DAY)
    count = against.pushes(moment.history_of(at, PLAIN), load.book(at.origin, at.day).firm())
    assert set(listed(past)) == {("one", count("one")), ("two", count("two"))}
    assert count("one") == count("two") == 2
    assert count("nobody") == count("won") == 0


def test_the_command_adds_its_findings(
    past: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    past.write("mkdocs.yml", "plugins: [{salesbook: {as_of: 2026-11-20}}]\n")
    past.write("data/deals/won.yml", WON.replace("amount: 5", "amount: 6"))
    assert main(["--root", str(past.root), "check"]) == 0
    capsys.readouterr()
    assert main(["--root", str(past.root), "check", "--against", "main"]) == 1
    assert capsys.readouterr().out.startswith("data/deals/won.yml:5:9: L1002 error: A won deal")
    assert main(["--root", str(past.root), "check", "--against", "nowhere"]) == 2


def test_an_issued_forecast_that_a_branch_changes_is_found(past: Repository) -> None:
    past.git("switch", "--quiet", "main")
    for week in (44, 45, 46):
        past.write(f"ledger/2026-W{week}.json", f'{{"week": {week}}}\n')
    past.write("ledger/README.md", "One file a week.\n")
    past.commit("Issue", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "--create", "better")
    past.write("ledger/2026-W44.json", '{"week": 44.5}\n')
    past.git("mv", "ledger/2026-W45.json", "ledger/2026-W43.json")
    past.write("ledger/README.md", "Other words.\n")
    past.commit("Improve what was said")
    (past.root / "ledger/2026-W46.json").unlink()
    was = "A forecast must stay as it was issued; it was"
    here = [(one.path, one.line, one.column, one.severity, one.message) for one in found(past)]
    assert here == [
        ("ledger/2026-W44.json", 1, 1, "error", f"{was} changed."),
        ("ledger/2026-W45.json", 1, 1, "error", f"{was} deleted."),
        ("ledger/2026-W46.json", 1, 1, "error", f"{was} deleted."),
    ]
    assert {one.code for one in found(past)} == {"A10"}
    past.git("switch", "--quiet", "--force", "main")
    committed = found(past, moment.named(past.root, "better"))
    assert [one.path for one in committed] == ["ledger/2026-W44.json", "ledger/2026-W45.json"]


def test_a_forecast_that_is_issued_or_only_ends_its_lines_otherwise_is_right(
    past: Repository,
) -> None:
    past.git("switch", "--quiet", "main")
    past.write("ledger/2026-W45.json", "{}\n")
    past.commit("Issue", when="2026-11-05T09:00:00Z")
    past.git("switch", "--quiet", "side")
    assert found(past) == []
    past.git("switch", "--quiet", "--create", "next", "main")
    past.write("ledger/2026-W46.json", "{}\n")
    past.commit("Issue")
    (past.root / "ledger/2026-W45.json").write_bytes(b"{}\r\n")
    assert found(past) == []


def test_how_grave_a_change_of_the_ledger_is_the_base_says(past: Repository) -> None:
    """The branch cannot excuse itself, and it needs no company to be wrong."""
    past.write("ledger/2026-W45.json", "{}\n")
    past.commit("Issue")
    past.git("switch", "--quiet", "main")
    past.git("reset", "--quiet", "--hard", "side")
    past.git("switch", "--quiet", "side")
    past.git("rm", "--quiet", "ledger/2026-W45.json")
    for company in ("name: Nobody\n", COMPANY + "severities: {A10: off}\n"):
        past.write("data/company.yml", company)
        assert [(one.code, one.severity) for one in found(past)] == [("A10", "error")]
    past.git("reset", "--quiet", "--hard")
    past.git("switch", "--quiet", "main")
    past.write("data/company.yml", COMPANY + "severities: {A10: warning}\n")
    past.commit("Be mild")
    past.git("switch", "--quiet", "--create", "mild")
    past.git("rm", "--quiet", "ledger/2026-W45.json")
    assert [(one.code, one.severity) for one in found(past)] == [("A10", "warning")]


def test_the_ledger_of_a_book_below_the_top_is_kept(repository: Repository) -> None:
    below = "sales"
    repository.write(f"{below}/data/company.yml", COMPANY)
    repository.write(f"{below}/ledger/2026-W45.json", "{}\n")
    repository.write("ledger/2026-W45.json", "{}\n")
    repository.commit("Issue")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write(f"{below}/ledger/2026-W45.json", '{"better": 1}\n')
    repository.write("ledger/2026-W45.json", "not ours\n")
    at = moment.present(repository.root / below, DAY)
    assert [one.path for one in against.against(at, "main", PLAIN)] == ["ledger/2026-W45.json"]
