"""A forecast that is issued says what it rests on, so that it can be made again."""

import hashlib
import json
from datetime import date, timedelta

from generator.forecast import issue, method
from generator.forecast.backtest import Backtest
from generator.forecast.choice import Choice
from generator.forecast.issued import CLIMATOLOGY, COMBINED, MODEL, Issued, Scope
from generator.history import moment
from generator.load import PLAIN
from tests.books import COMPANY
from tests.repository import Repository

DAY = date(2026, 11, 16)
DEAL = "name: D\nowner: aya\nstage: {stage}\ncreated_on: 2026-09-01\namount: 5\n{closed}"


def test_a_file_names_what_its_forecasts_rest_on(repository: Repository) -> None:
    """Two deals won, one lost, one open; a version more of each that is closed; a later commit."""
    repository.write("data/company.yml", COMPANY)
    repository.write("data/people/aya.yml", "name: Aya\nrole: sales\n")
    for name in "abcd":
        repository.write(f"data/deals/{name}.yml", DEAL.format(stage="proposal", closed=""))
    repository.commit("Begin", when="2026-09-07T09:00:00Z")
    for number, (name, stage) in enumerate((("a", "won"), ("b", "won"), ("c", "lost"))):
        day = date(2026, 10, 5) + timedelta(weeks=number)
        closed = f"closed_on: {day}\n" + ("lost_reason: price\n" if stage == "lost" else "")
        repository.write(f"data/deals/{name}.yml", DEAL.format(stage=stage, closed=closed))
        tip = repository.commit("Close", when=f"{day}T09:30:00Z")
    repository.write("data/deals/e.yml", DEAL.format(stage="proposal", closed=""))
    repository.commit("From tomorrow", when=f"{DAY + timedelta(days=1)}T09:00:00Z")
    path = issue.issue(moment.present(repository.root, DAY), PLAIN)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert (told["issued_on"], told["commit"]) == ("2026-11-16", tip)
    assert told["known"] == "2026-10-19T09:30:00Z"
    assert told["currency"] == "JPY"
    words = f"{tip}\n{method.NAME}\n{method.VERSION}".encode()
    assert told["seed"] == hashlib.sha256(words).hexdigest()
    assert {name: told["counts"][name] for name in ("commits", "deals", "open", "won", "lost")} == {
        "commits": 4, "deals": 4, "open": 1, "won": 2, "lost": 1,
    }  # fmt: skip
    assert told["counts"]["versions"] == 7
    assert {one["commit"] for one in told["forecasts"]} == {tip}
    assert {one["origin"] for one in told["forecasts"]} == {"2026-11-16"}
    assert len(told["program"]) == 16


def test_what_the_gate_has_chosen_is_issued_for_teams_and_people_as_well() -> None:
    whole, ann, today = Scope("company"), Scope("person", "ann"), DAY.toordinal()
    methods = (CLIMATOLOGY, COMBINED, MODEL, "commit")
    said = [
        Issued(day, "c", "13 weeks", day + 91, name, scope, 1.0)
        for day in (today - 7, today) for name in methods for scope in (whole, ann)
    ]  # fmt: skip
    chosen = (
        Choice(today - 7, "13 weeks", "commit", 8),  # not today any more
        Choice(today, "13 weeks", CLIMATOLOGY, 9),
    )
    found = issue.issued(Backtest(tuple(said), choices=chosen), today)
    assert {one.origin for one in found} == {today}
    assert [one.method for one in found if one.scope == whole] == list(methods)
    assert [one.method for one in found if one.scope == ann] == [CLIMATOLOGY, COMBINED, MODEL]
