import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from generator import history
from generator.book import Entry, Key
from generator.forecast import past
from generator.forecast.known import CATEGORIES, DELETED, NONE, Known, Unconverted
from generator.forecast.outlook import forecast
from generator.forecast.scenario import Window
from generator.history import History
from generator.history.arrival import Arrival
from generator.load import company
from generator.origin import Disk
from schema.company import Company
from tests.books import COMPANY, write
from tests.generator.history.histories import begun, changed
from tests.repository import HARDENED, Repository, create

COMPANY_USD = COMPANY.replace("base_currency: JPY", "base_currency: USD").replace("[USD]", "[JPY]")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return create(tmp_path / "book")


def on(repository: Repository, day: str, **files: str | None) -> Repository:
    """Commit deals, each as its stage or a whole text, at noon of a day; none deletes one."""
    told = {
        f"data/deals/{name}.yml": text if text is None or ":" in text else deal(text)
        for name, text in files.items()
    }
    return changed(repository, told, f"{day}T12:00:00+00:00")


def deal(stage: str, **fields: str) -> str:
    """Write a deal."""
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"name: One\nstage: {stage}\ncreated_on: 2026-03-01\n{more}"


def company_of(repository: Repository) -> Company:
    found, _ = company(Disk(repository.root))
    assert found
    return found


def at(repository: Repository, day: str, entries: list[Entry] | None = None) -> Known:
    """Give what was known on a day; the entries are those of the last commit unless given."""
    found = history.read(repository.root)
    now = latest(found) if entries is None else entries
    return past.read(found, company_of(repository), now).at(date.fromisoformat(day))


def latest(found: History) -> list[Entry]:
    """Give the records as the last commit has them."""
    last = {one.key: one for one in found.versions}
    return [Entry(key, one.path, one.text) for key, one in last.items() if one.text]


def days(known: Known) -> list[str]:
    return [date.fromordinal(day).isoformat() for day in known.versions.day]


def test_a_day_has_the_versions_by_its_end(repository: Repository) -> None:
    begun(repository)
    on(repository, "2026-04-10", a="lead-in")
    on(repository, "2026-05-10", a=deal("proposal", amount="500", owner="ann"), b="proposal")
    on(repository, "2026-06-10", a=None)
    known = at(repository, "2026-05-10")
    assert known.deals == ("a", "b")
    assert known.people == ("ann",)
    assert known.versions.stage.tolist() == [0, 1, 1]
    assert days(known) == ["2026-04-10", "2026-05-10", "2026-05-10"]
    assert known.versions.owner.tolist() == [NONE, 0, NONE]
    assert known.versions.amount[1] == 500
    assert at(repository, "2026-05-09").versions.stage.tolist() == [0]
    assert at(repository, "2026-06-10").versions.stage.tolist() == [0, 1, DELETED, 1]
    assert at(repository, "2026-03-31").deals == ()


def test_a_deal_is_read_into_its_columns(repository: Repository) -> None:
    begun(repository, {"data/people/ann.yml": "name: Ann\nteam: west\n"})
    full = deal(
        "proposal", amount="500.5", close_date="2026-07-01", owner="ann", account="acme",
        probability="70", forecast_category="commit", next_step_date="2026-05-20",
        contacts="[{contact: joe}, {contact: kim}]",
    )  # fmt: skip
    known = at(on(repository, "2026-05-10", a=full), "2026-05-10")
    row = {name: column[0] for name, column in known.versions._asdict().items()}
    assert row["amount"] == 500.5
    assert date.fromordinal(int(row["close"])) == date(2026, 7, 1)
    assert date.fromordinal(int(row["created"])) == date(2026, 3, 1)
    assert date.fromordinal(int(row["step"])) == date(2026, 5, 20)
    assert (row["probability"], row["contacts"]) == (0.7, 2)
    assert CATEGORIES[int(row["category"])] == "commit"
    assert (known.people, known.teams, known.accounts) == (("ann",), ("west",), ("acme",))
    assert known.stages[1][:4] == ("new-business", "proposal", 1, "open")
    assert known.begin == date(2026, 4, 1).toordinal()


def test_splits_are_those_that_were_known_and_name_people(repository: Repository) -> None:
    begun(repository, {"data/people/ben.yml": "name: Ben\n"})
    shared = "[{person: zoe, percent: 60}, {person: ben, percent: 40}]"
    on(repository, "2026-05-08", a=deal("proposal", owner="ann"), b="proposal")
    on(repository, "2026-05-10", a=deal("proposal", owner="ann", splits=shared))
    on(repository, "2026-05-12", b=deal("proposal", splits="[{person: ann, percent: 100}]"))
    known = at(repository, "2026-05-10")
    assert known.people == ("ann", "ben", "zoe")
    assert known.credits == (((1, 0.4), (2, 0.6)),)
    assert known.versions.credit.tolist() == [NONE, 0, NONE]
    assert at(repository, "2026-05-08").credits == ()
    assert at(repository, "2026-05-12").credits == (((0, 1.0),), ((1, 0.4), (2, 0.6)))


@pytest.mark.parametrize(
    ("text", "category", "probability", "close"),
    [
        (deal("won", close_date="2026-05-01", closed_on="2026-05-03"), "closed", 1.0, "2026-05-03"),
        (deal("lost", close_date="2026-05-01", probability="40"), "omitted", 0.0, "2026-05-01"),
        (deal("won"), "closed", 1.0, "2026-05-10"),
        (deal("proposal", forecast_category="closed"), "commit", 0.5, ""),
        (deal("proposal"), "best_case", 0.5, ""),
        (deal("gone", probability="40"), "pipeline", 0.4, ""),
    ],
)
def test_what_a_stage_says_of_a_deal(
    repository: Repository, text: str, category: str, probability: float, close: str
) -> None:
    known = at(on(begun(repository), "2026-05-10", a=text), "2026-05-10")
    assert CATEGORIES[known.versions.category[0]] == category
    assert known.versions.probability[0] == probability
    said = int(known.versions.close[0])
    assert (date.fromordinal(said).isoformat() if said > 0 else "") == close


def test_a_stage_that_is_no_more_is_none(repository: Repository) -> None:
    known = at(on(begun(repository), "2026-05-10", a="gone"), "2026-05-10")
    assert known.versions.stage.tolist() == [NONE]
    assert np.isnan(known.versions.probability[0])


def test_lines_make_an_amount(repository: Repository) -> None:
    lines = (
        "[{product: x, quantity: 3, price: 100, discount: 10}, {product: y, quantity: 1, price: 5}]"
    )
    known = at(
        on(begun(repository), "2026-05-10", a=deal("proposal", lines=lines), b="won"), "2026-05-10"
    )
    assert known.versions.amount[0] == 275
    assert np.isnan(known.versions.amount[1])


def rates(repository: Repository, when: str, usd: int, since: str = "", base: str = "JPY") -> None:
    """Commit a table of rates on a day, which holds since that day or another."""
    text = f"base: {base}\ndate: {since or when}\nrates: {{USD: {usd}}}\n"
    changed(repository, {f"data/rates/r{usd}.yml": text}, f"{when}T12:00:00+00:00")


def test_teams_stand_below_others_as_they_did_then(repository: Repository) -> None:
    begun(repository, {"data/teams/west.yml": "name: West\n"})
    moved = {"data/teams/west.yml": "name: West\nparent: all\n", "data/teams/all.yml": "name: A\n"}
    changed(repository, moved, "2026-05-10T12:00:00+00:00")
    assert at(repository, "2026-05-09").above == ()
    assert at(repository, "2026-05-10").above == (("west", "all"),)
    assert at(repository, "2026-05-11").above == (("west", "all"),)


def test_money_is_converted_at_the_rates_known_then(repository: Repository) -> None:
    begun(repository)
    rates(repository, "2026-04-01", 100)
    rates(repository, "2026-04-02", 999, base="EUR")  # leads elsewhere
    us = deal("proposal", amount="2", currency="USD")
    on(repository, "2026-05-10", a=us, b=us)
    on(repository, "2026-05-20", b=deal("won", amount="3", currency="USD", closed_on="2026-05-20"))
    rates(repository, "2026-05-25", 150, "2026-06-01")
    assert at(repository, "2026-05-31").versions.amount.tolist() == [200, 200, 300]
    assert at(repository, "2026-06-01").versions.amount.tolist() == [300, 200, 300]


def test_the_account_and_the_company_have_currencies(repository: Repository) -> None:
    begun(repository, {"data/accounts/acme.yml": "name: Acme\ncurrency: USD\n"})
    rates(repository, "2026-04-01", 100)
    on(
        repository,
        "2026-05-10",
        a=deal("proposal", amount="2", account="acme"),
        b=deal("won", amount="2"),
    )
    assert at(repository, "2026-05-31").versions.amount.tolist() == [200, 2]


def test_an_amount_without_a_rate_is_named(repository: Repository) -> None:
    begun(repository)
    rates(repository, "2026-04-01", 100, "2026-06-01")
    on(
        repository,
        "2026-05-10",
        a=deal("proposal", amount="2", currency="USD"),
        b=deal("won", amount="5"),
    )
    known = at(repository, "2026-05-31")
    assert known.unconverted == (Unconverted("a", "USD", date(2026, 5, 31).toordinal()),)
    assert np.isnan(known.versions.amount[0])
    assert known.versions.amount[1] == 5
    assert at(repository, "2026-06-01").unconverted == ()


def test_an_amount_of_zero_needs_no_rate(repository: Repository) -> None:
    begun(repository)
    on(repository, "2026-05-10", a=deal("proposal", amount="0", currency="USD"))
    known = at(repository, "2026-05-31")
    assert known.unconverted == ()
    assert known.versions.amount.tolist() == [0]


def test_the_company_is_the_one_of_that_day(repository: Repository) -> None:
    begun(repository)
    on(repository, "2026-05-10", a=deal("proposal", amount="2"))
    later = COMPANY_USD.replace("probability: 50", "probability: 80")
    changed(repository, {"data/company.yml": later}, "2026-06-01T12:00:00+00:00")
    changed(repository, {"data/people/ann.yml": "name: Ann\n"}, "2026-06-02T12:00:00+00:00")
    then, now = at(repository, "2026-05-31"), at(repository, "2026-06-02")
    assert (then.stages[1].probability, now.stages[1].probability) == (0.5, 0.8)
    assert (then.people, now.people) == ((), ("ann",))


def test_a_company_that_cannot_be_read_is_todays(repository: Repository) -> None:
    changed(repository, {"data/company.yml": "name: x\n"}, "2026-04-01T12:00:00+00:00")
    on(repository, "2026-05-10", a="proposal")
    changed(repository, {"data/company.yml": COMPANY}, "2026-06-01T12:00:00+00:00")
    assert at(repository, "2026-05-31").versions.stage.tolist() == [1]


def test_a_merge_of_old_commits_is_known_when_it_is_merged(repository: Repository) -> None:
    begun(repository)
    repository.git("checkout", "--quiet", "-b", "side")
    on(repository, "2026-04-20", a="proposal")
    repository.git("checkout", "--quiet", "main")
    on(repository, "2026-05-01", b="proposal")
    when = "2026-05-20T12:00:00+00:00"
    named = (("NAME", "x"), ("EMAIL", "x@example.com"), ("DATE", when))
    roles = ("AUTHOR", "COMMITTER")
    who = {f"GIT_{one}_{part}": value for one in roles for part, value in named}
    repository.git("merge", "--quiet", "--no-edit", "side", **who)
    assert at(repository, "2026-05-19").deals == ("b",)
    assert days(at(repository, "2026-05-20")) == ["2026-05-20", "2026-05-01"]


def test_an_imported_past_took_place_when_it_did(repository: Repository) -> None:
    begun(repository)
    repository.write("data/deals/a.yml", deal("proposal"))
    repository.git("add", "--all")
    who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.com", "GIT_COMMITTER_NAME": "x",
           "GIT_COMMITTER_EMAIL": "x@example.com", "GIT_AUTHOR_DATE": "2025-01-05T12:00:00+00:00",
           "GIT_COMMITTER_DATE": "2026-05-01T12:00:00+00:00"}  # fmt: skip
    repository.git("commit", "--quiet", "--message=Add\n\nSource: crm", **who)
    known = at(repository, "2026-06-01")
    assert date.fromordinal(int(known.versions.happened[0])) == date(2025, 1, 5)
    assert date.fromordinal(int(known.versions.day[0])) == date(2026, 5, 1)
    assert known.begin == date(2025, 1, 5).toordinal()


def test_what_is_not_committed_counts_on_the_last_day_alone(repository: Repository) -> None:
    begun(repository)
    on(repository, "2026-05-10", a="lead-in", b="lead-in", c="lead-in")
    disk = [
        Entry(Key("deals", "a"), "data/deals/a.yml", '{"id":"a","name":"One","stage":"won"}'),
        *(one for one in latest(history.read(repository.root)) if one.key.id == "b"),
        Entry(Key("targets", "t"), "data/targets/t.yml", "{}"),
    ]
    known = at(repository, "2026-06-01", disk)
    assert known.versions.deal.tolist() == [0, 0, 1, 2, 2]
    assert known.versions.stage.tolist() == [0, 2, 0, 0, DELETED]
    assert days(known)[1] == "2026-06-01"
    assert at(repository, "2026-05-09", disk).deals == ()


def test_without_git_the_records_are_all_that_is_known(tmp_path: Path) -> None:
    entry = Entry(
        Key("deals", "a"), "a.yml", '{"id":"a","stage":"proposal","created_on":"2026-01-05"}'
    )
    write(tmp_path, {})
    found, _ = company(Disk(tmp_path))
    assert found
    told = past.read(History(""), found, [entry])
    assert (told.line.known, told.line.at(1).commit) == ((), "")
    known = told.at(date(2026, 6, 1))
    assert known.versions.stage.tolist() == [1]
    assert known.begin == known.day


def test_a_version_without_a_stage_leaves_the_one_before(repository: Repository) -> None:
    begun(repository)
    on(repository, "2026-05-10", a="proposal")
    on(repository, "2026-05-11", a="name: One\nstage:\n  - [broken\n")
    on(repository, "2026-05-12", a="\x00: \x01")
    assert at(repository, "2026-05-11").versions.stage.tolist() == [1]


def test_a_forecast_uses_nothing_of_later(repository: Repository, tmp_path: Path) -> None:
    """A clone that is cut off at a week says the same, byte for byte, as the whole does of it."""
    begun(repository)
    for week, stage in enumerate(["lead-in", "proposal", "won", "lost", "proposal"]):
        day = f"2026-05-{4 + 5 * week:02}"
        told = {f"d{week}{each}": deal(stage, amount=str(100 + each)) for each in range(3)}
        on(repository, day, **told)
    rates(repository, "2026-05-30", 100, "2026-04-01")
    changed(repository, {"data/company.yml": COMPANY_USD}, "2026-05-31T12:00:00+00:00")
    window = [Window("13 weeks", date(2026, 5, 16).toordinal(), date(2026, 8, 14).toordinal())]
    whole = forecast(at(repository, "2026-05-15"), window)
    sha = repository.git("rev-list", "-1", "--before=2026-05-16T00:00:00+00:00", "main")
    clone = Repository(tmp_path / "clone")
    subprocess.run(
        ["git", "clone", "--quiet", str(repository.root), str(clone.root)],  # noqa: S607 - on PATH
        env=HARDENED, check=True,
    )  # fmt: skip
    clone.git("reset", "--quiet", "--hard", sha)
    cut = forecast(at(clone, "2026-05-15"), window)
    for mine, its in zip(whole.parts, cut.parts, strict=True):
        assert mine.total.tobytes() == its.total.tobytes()
        assert mine.people.tobytes() == its.people.tobytes()
        assert mine.chance.tobytes() == its.chance.tobytes()
    assert whole._replace(parts=()) == cut._replace(parts=())
    cut_off = past.read(history.read(clone.root), company_of(clone), [])
    assert cut_off.line.begin() == date(2026, 4, 1).toordinal()


def test_what_a_merge_brings_of_an_import_took_place_when_it_says(repository: Repository) -> None:
    begun(repository)
    on(repository, "2026-05-10", a="lead-in")
    on(repository, "2026-05-20", a="proposal")
    found = history.read(repository.root)
    arrived = Arrival(Key("deals", "a"), 2, 1_778_803_200, "CRM")  # 15 May 2026, 00:00 UTC
    merged = found._replace(arrivals=(arrived,))
    known = past.read(merged, company_of(repository), latest(found)).at(date(2026, 5, 20))
    assert days(known) == ["2026-05-10", "2026-05-20"]
    happened = [date.fromordinal(day).isoformat() for day in known.versions.happened]
    assert happened == ["2026-05-10", "2026-05-15"]
