"""Deals that change hands, currency or their mind: what is booked then, counted by hand."""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pytest

from generator import load
from generator.forecast import past
from generator.forecast.scenario import NONE, Scenario
from generator.forecast.sheets import sheets, supposed
from generator.forecast.table import SHAPES
from generator.history import moment
from generator.history.moment import history_of
from generator.load import PLAIN
from tests.books import COMPANY
from tests.repository import Repository

FILES = {
    "company.yml": COMPANY.replace("[USD]", "[EUR, USD]"),
    "teams/east.yml": "name: East\n",
    "teams/west.yml": "name: West\n",
    "people/aya.yml": "name: Aya\nrole: sales\nteam: east\n",
    "people/ben.yml": "name: Ben\nrole: sales\nteam: west\n",
    "rates/r1.yml": "base: JPY\ndate: 2026-03-02\nrates: {EUR: 160, USD: 150}\n",
}


def on(repository: Repository, day: str, **deals: str) -> None:
    """Commit deals at noon of a day."""
    for name, fields in deals.items():
        text = f"name: Deal\ncreated_on: 2026-03-02\n{fields}"
        repository.write(f"data/deals/{name}.yml", text.replace(", ", "\n") + "\n")
    repository.commit(when=f"{day}T12:00:00+09:00")


@pytest.fixture
def book(repository: Repository) -> Repository:
    for path, text in FILES.items():
        repository.write(f"data/{path}", text)
    return repository


def rows(
    book: Repository, name: str, day: str, scenario: Scenario | None = None
) -> Iterator[Mapping[str, object]]:
    """Give the rows of a table of the forecast, as the book stood on a day.

    What is supposed is told without the past, and much faster, even if nothing is.
    """
    at = moment.named(book.root, day)
    loaded = load.book(at.origin, at.day, PLAIN._replace(past=at.past))
    assert loaded.company is not None
    about = (at, history_of(at, PLAIN), loaded.company, loaded.entries)
    found = sheets(*about, PLAIN) if scenario is None else supposed(*about, scenario)
    columns = [column for column, _, _ in SHAPES[name][1]]
    (table,) = (one for one in found if one.name == name)
    yield from (dict(zip(columns, row, strict=True)) for row in table.rows)


def of_quarter(book: Repository, day: str, part: str) -> dict[str, float]:
    """Give a part of what is expected of the quarter, by holder; the company's is `all`."""
    return {
        str(row["holder_id"] or "all"): float(str(row[part]))
        for row in rows(book, "forecast_total", day, NONE)
        if (row["horizon"], row["method"]) == ("quarter", "model") and float(str(row[part]))
    }


def booked(book: Repository, day: str) -> dict[str, float]:
    return of_quarter(book, day, "booked")


def amounts(book: Repository, day: str) -> list[float]:
    """Give the amounts of all versions that were known by a day, by deal, in yen of that day."""
    at = moment.named(book.root, day)
    loaded = load.book(at.origin, at.day, PLAIN._replace(past=at.past))
    assert loaded.company is not None
    found = past.read(history_of(at, PLAIN), loaded.company, loaded.entries).at(at.day)
    assert np.isfinite(found.versions.amount).all()
    return [float(one) for one in found.versions.amount]


WON = "stage: won, closed_on: {}"


def test_a_deal_that_changes_hands_is_booked_for_who_has_it(book: Repository) -> None:
    """One is handed on while it is open, the other after it was won: both end with Ben."""
    first, second = "amount: 100, owner: {}, {}", "amount: 40, owner: {}, {}"
    opened = "stage: proposal, close_date: 2026-10-20"
    on(book, "2026-03-02", a=first.format("aya", opened), b=second.format("aya", opened))
    on(book, "2026-10-05", a=first.format("aya", WON.format("2026-10-05")))
    on(book, "2026-10-12", b=second.format("ben", opened))
    on(book, "2026-10-19", b=second.format("ben", WON.format("2026-10-19")))
    on(book, "2026-10-26", a=first.format("ben", WON.format("2026-10-05")))
    aya = {"all": 100, "aya": 100, "east": 100}
    assert booked(book, "2026-10-11") == aya
    assert set(of_quarter(book, "2026-10-11", "open")) == {"all", "aya", "east"}
    assert booked(book, "2026-10-18") == aya
    assert set(of_quarter(book, "2026-10-18", "open")) == {"all", "ben", "west"}
    assert booked(book, "2026-10-25") == {**aya, "all": 140, "ben": 40, "west": 40}
    assert booked(book, "2026-10-26") == {"all": 140, "ben": 140, "west": 140}


def test_a_deal_that_changes_its_currency_counts_in_the_one_it_has(book: Repository) -> None:
    """10 dollars at 150, then 10 euros at 160, the rates of the day on which it closed.

    The other one stays open: all of its versions count at the rates of the day that asks, of which
    a dollar is 200 yen and a euro 250 from 15 October on.
    """
    won = f"amount: 10, currency: {{}}, {WON.format('2026-10-05')}"
    opened = "amount: 10, currency: {}, stage: proposal, close_date: 2027-03-01"
    on(book, "2026-03-02", a=opened.format("USD"), b=opened.format("USD"))
    on(book, "2026-10-05", a=won.format("USD"))
    assert booked(book, "2026-10-05") == {"all": 1500}
    on(book, "2026-10-12", a=won.format("EUR"), b=opened.format("EUR"))
    assert booked(book, "2026-10-11") == {"all": 1500}
    assert booked(book, "2026-10-12") == {"all": 1600}
    book.write("data/rates/r2.yml", "base: JPY\ndate: 2026-10-15\nrates: {EUR: 250, USD: 200}\n")
    book.commit(when="2026-10-15T12:00:00+09:00")
    assert booked(book, "2026-10-15") == {"all": 1600}
    assert amounts(book, "2026-10-11") == [1500, 1500, 1500]
    assert amounts(book, "2026-10-14") == [1500, 1500, 1600, 1500, 1600]
    assert amounts(book, "2026-10-15") == [1500, 1500, 1600, 2000, 2500]


def test_a_deal_that_is_opened_again_is_booked_when_it_is_won_again(book: Repository) -> None:
    """Won for 100, opened again after a week, won for 120 three weeks later: 120 once.

    Four weeks to 11 October had 100, as they were recorded, and have nothing as it is settled;
    four weeks to 8 November have 120.
    """
    opened = "amount: 100, stage: proposal, close_date: 2026-10-20"
    on(book, "2026-03-02", a=opened)
    on(book, "2026-10-05", a=f"amount: 100, {WON.format('2026-10-05')}")
    on(book, "2026-10-12", a=f"{opened}, reopened: [2026-10-12]")
    on(book, "2026-11-02", a=f"amount: 120, {WON.format('2026-11-02')}, reopened: [2026-10-12]")
    on(book, "2026-12-14", b=opened)
    assert booked(book, "2026-10-11") == {"all": 100}
    assert of_quarter(book, "2026-10-11", "open") == {}
    assert booked(book, "2026-10-12") == {}
    assert set(of_quarter(book, "2026-10-12", "open")) == {"all"}
    assert booked(book, "2026-11-02") == {"all": 120}
    assert of_quarter(book, "2026-11-02", "open") == {}
    came = {
        row["last_day"]: (row["recorded"], row["settled"])
        for row in rows(book, "past_forecast", "2026-12-14")
        if (row["horizon"], row["holder_kind"]) == ("4 weeks", "company")
    }
    assert came[date(2026, 10, 11)] == ("100.00", "0.00")
    assert came[date(2026, 11, 8)] == ("120.00", "120.00")
