"""All amounts a thousand times as large: every amount that is forecast is, to the last decimal.

A forecast is computed in floating point and rounded once, half to even, to hundredths: so an amount
of the larger book may differ from a thousand times that of the smaller one by what a thousand
roundings of the smaller, and one of the larger, can hide. Everything else is the same.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator import load
from generator.forecast.sheets import sheets
from generator.forecast.table import SHAPES, Row
from generator.history import History
from generator.history.moment import history_of, present
from generator.load import PLAIN
from tests.books import COMPANY
from tests.repository import create

TIMES = 1000
HALF = Decimal("0.005")
FIRST, WEEKS, DAY = date(2025, 10, 6), 50, date(2026, 9, 18)
DEAL = (
    "name: Deal {number}\nowner: {owner}\nstage: {stage}\ncreated_on: {created}\n"
    "amount: {amount}\nclose_date: {close}\n{closed}"
)
PEOPLE = {
    "teams/all.yml": "name: All\n",
    "people/aya.yml": "name: Aya\nrole: sales\nteam: all\n",
    "people/ben.yml": "name: Ben\nrole: sales\nteam: all\n",
}
SAID = "person: aya\nperiod: FY2026-Q2\ndate: {day}\ncommit: {amount}\n"


def deal(number: int, week: int, times: int) -> str:
    """Write a deal as it stands a week of the history: open for six weeks, revised, then closed."""
    created = FIRST + timedelta(weeks=number)
    close = created + timedelta(weeks=6)
    stage = "proposal" if week < number + 6 else "lost" if number % 4 > 1 else "won"
    amount = Decimal(37 * number % 91 + 20) + Decimal("0.25") - 3 * (week > number + 2)
    closed = f"closed_on: {close}\n" if stage != "proposal" else ""
    closed += "lost_reason: price\n" if stage == "lost" else ""
    return DEAL.format(
        number=number, owner=("aya", "ben")[number % 2], stage=stage, created=created,
        amount=amount * times, close=close, closed=closed,
    )  # fmt: skip


@cache
def told(times: int) -> dict[str, tuple[Row, ...]]:
    """Give all tables of the forecast of a book, its amounts so many times as large."""
    with TemporaryDirectory() as folder:
        return dict(_told(Path(folder) / "book", times))


def _told(root: Path, times: int) -> Iterator[tuple[str, tuple[Row, ...]]]:
    repository = create(root)
    for path, text in {"company.yml": COMPANY, **PEOPLE}.items():
        repository.write(f"data/{path}", text)
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week)
        for number in {week, week - 3, week - 6}:
            if number >= 0:
                repository.write(f"data/deals/d{number:02}.yml", deal(number, week, times))
        repository.write("data/forecasts/said.yml", SAID.format(day=day, amount=90 * times))
        repository.commit(f"Week {week}", when=f"{day}T09:00:00Z")
    at = present(root, DAY)
    loaded = load.book(at.origin, at.day, PLAIN)
    assert loaded.company is not None
    history = _same(history_of(at, PLAIN))
    for sheet in sheets(at, history, loaded.company, loaded.entries, PLAIN):
        yield sheet.name, sheet.rows


def _same(history: History) -> History:
    """Call the commits by their numbers: the draws are seeded by their hashes, which differ."""
    commits = tuple(
        one._replace(kept=one.kept._replace(sha=f"{one.number:040x}")) for one in history.commits
    )
    return history._replace(commits=commits, tip=commits[-1].sha)


@pytest.mark.parametrize("name", SHAPES)
def test_amounts_grow_with_the_amounts_and_nothing_else_does(name: str) -> None:
    columns = SHAPES[name][1]
    small, large = told(1)[name], told(TIMES)[name]
    assert len(small) == len(large)
    for one, more in zip(small, large, strict=True):
        for (column, kind, _), before, after in zip(columns, one, more, strict=True):
            if kind.startswith("DECIMAL") and before is not None:
                off = Decimal(str(after)) - TIMES * Decimal(str(before))
                assert abs(off) <= (TIMES + 1) * HALF, (column, one, more)
            else:
                assert plain(before) == plain(after), (column, one, more)


def plain(value: object) -> object:
    """Leave the amounts out of words."""
    return re.sub(r"[\d.,]+\d[KMBT]?", "#", value) if isinstance(value, str) else value


def test_there_is_something_to_compare() -> None:
    """Of every method, ranges of the company and of people, a replayed past, scores and a gate."""
    rows = told(1)
    assert {name for name, found in rows.items() if found} >= {
        "forecast_total", "forecast_deal", "deal_chance", "past_forecast", "forecast_score",
        "forecast_calibration", "forecast_gate",
    }  # fmt: skip
    assert len(rows["past_forecast"]) > 1000
