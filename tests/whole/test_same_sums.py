"""What is won stands in the forecast as in every other sum, whoever shares it, has it now, or paid.

The quarter is counted by hand: the forecast's booked, `outlook`, and the forecast of each person
and team of the same moment must agree on it.
"""

import pytest

from generator import load, warehouse
from generator.forecast.sheets import sheets
from generator.history.moment import Moment, history_of, named
from generator.load import PLAIN
from tests.books import COMPANY
from tests.repository import Repository

pytestmark = pytest.mark.slow

PEOPLE = {
    "people/aya.yml": "name: Aya\nrole: sales\nteam: east\n",
    "people/ben.yml": "name: Ben\nrole: sales\nteam: east\n",
    "people/chi.yml": "name: Chi\nrole: sales\nteam: west\n",
    "teams/all.yml": "name: All\n",
    "teams/east.yml": "name: East\nparent: all\n",
    "teams/west.yml": "name: West\nparent: all\n",
    "rates/r.yml": "base: JPY\ndate: 2026-09-01\nrates: {USD: 150}\n",
}


def deal(owner: str, amount: str, won: str, more: str = "") -> str:
    ends = f"stage: won\nclosed_on: {won}\n" if won else "stage: proposal\nclose_date: 2026-12-10\n"
    return f"name: One\nowner: {owner}\namount: {amount}\ncreated_on: 2026-09-01\n{ends}{more}"


def shares(**percent: int) -> str:
    parts = ", ".join(f"{{person: {name}, percent: {each}}}" for name, each in percent.items())
    return f"splits: [{parts}]\n"


COMMITS = {
    "2026-09-01": {**PEOPLE, "deals/a.yml": deal("aya", "700", "")},
    "2026-10-12": {"deals/a.yml": deal("aya", "700", "2026-10-12")},
    "2026-10-14": {"deals/u.yml": deal("chi", "40", "2026-10-14", "currency: USD\n")},
    "2026-10-20": {"deals/s.yml": deal("aya", "10000", "2026-10-20", shares(ben=50, chi=50))},
    # What was won is another's now, a rate is another, and so are the shares of a deal.
    "2026-11-02": {"deals/a.yml": deal("ben", "700", "2026-10-12")},
    "2026-11-03": {"rates/s.yml": "base: JPY\ndate: 2026-11-03\nrates: {USD: 200}\n"},
    "2026-11-10": {"deals/s.yml": deal("aya", "10000", "2026-10-20", shares(ben=20, chi=80))},
    "2026-11-11": {"deals/o.yml": deal("aya", "500", "", shares(ben=100))},
}
"""Files by the day of their commit."""


FORECAST = """
select coalesce(holder_id, ''), cast(booked as bigint)
from forecast_shown
where horizon = 'quarter'
order by all
"""
OUTLOOK = """
select coalesce(holder_id, ''), cast(won as bigint)
from outlook
where holder_kind <> 'family' and period = 'FY2026-Q3'
order by all
"""


@pytest.fixture
def book(repository: Repository) -> Repository:
    repository.write("data/company.yml", COMPANY)
    for day, files in COMMITS.items():
        for path, written in files.items():
            repository.write(f"data/{path}", written)
        repository.commit("Work", when=f"{day}T03:00:00Z")
    return repository


def booked(book: Repository, day: str) -> dict[str, int]:
    """Give what is won in the quarter as the forecast of a day has it, and as `outlook` does."""
    at = named(book.root, day)
    forecast, other = dict(_asked(at, FORECAST)), dict(_asked(at, OUTLOOK))
    there = {name: amount for name, amount in other.items() if amount or name in forecast}
    assert forecast == there
    return forecast


def _asked(at: Moment, sql: str) -> list[tuple[str, int]]:
    loaded = load.book(at.origin, at.day, PLAIN)
    company, past = loaded.firm(), history_of(at, PLAIN)
    foreseen = sheets(at, past, company, loaded.entries, PLAIN)
    with warehouse.open_book(company, loaded.entries, at.day, foreseen) as opened:
        return [(str(name), int(str(amount))) for name, amount in opened.run(sql, "sums").rows]


def test_a_split_is_shared_in_the_forecast_as_in_the_outlook(book: Repository) -> None:
    """On 1 November: 700 of aya's, 40 dollars at 150 of chi's, 10,000 of ben's and chi's."""
    assert booked(book, "2026-11-01") == {
        "": 16_700, "all": 16_700, "east": 5_700, "west": 11_000,
        "aya": 700, "ben": 5_000, "chi": 11_000,
    }  # fmt: skip


def test_what_changed_owner_currency_or_shares_counts_as_it_stands(book: Repository) -> None:
    """Today ben has the 700 and a fifth; the dollars of October stay at October's rate."""
    assert booked(book, "2026-11-20") == {
        "": 16_700, "all": 16_700, "east": 2_700, "west": 14_000, "ben": 2_700, "chi": 14_000,
    }  # fmt: skip
