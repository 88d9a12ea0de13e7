"""What people said that a period would bring: their submissions, as the branch came to know them.

An amount is all that the period brings, with what is won already. A manager's adjustment of
another's number is not the other's own and is left out here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from math import exp, log
from typing import Any, NamedTuple

from generator.calendar import periods
from generator.forecast.scenario import Window
from generator.history import History, record
from generator.history.moment import zone
from schema.company import Company, FiscalYear

KAPPA = 6
"""So many submissions weigh as much as the belief that a person is like all others."""
_MOST = log(4)
_YEAR = timedelta(days=366)


class Call(NamedTuple):
    """A submission: who, the day on which it was known, the period's first and last day, how much.

    The amount is in the base currency. Days are ordinals.
    """

    person: str
    day: int
    first: int
    last: int
    amount: float


class Tendency(NamedTuple):
    """How much more a person says than comes, from how many periods: 0.18 is 18 % too much.

    `raw` is what the periods show, `shrunk` what may be believed of it.
    """

    person: str
    n: int
    raw: float
    shrunk: float


def calls(history: History, company: Company) -> tuple[Call, ...]:
    """Read all submissions out of a history, by person and day.

    One in another currency than the company's is left out, as is one of a period that the fiscal
    calendar does not have.
    """
    where = zone(company)
    days = [
        datetime.fromtimestamp(one.seconds.known, UTC).astimezone(where).toordinal()
        for one in history.commits
    ]
    found = (
        _call(json.loads(version.text), days[version.number], company)
        for one in history.records
        if one.key.folder == "forecasts"
        for version in record.versions(one)
        if version.text
    )
    return tuple(sorted(call for call in found if call))


def _call(tree: Mapping[str, Any], day: int, company: Company) -> Call | None:
    """Take what a submission says will most likely close, else what it commits to."""
    amount = tree.get("most_likely", tree.get("commit"))
    told = all(name in tree for name in ("person", "period", "date")) and amount is not None
    base = tree.get("currency", company.base_currency) == company.base_currency
    if not told or not base or "adjusts" in tree:
        return None
    days = _period(tree["period"], date.fromisoformat(tree["date"]), company.fiscal_year)
    return Call(tree["person"], day, *days, float(amount)) if days else None


def _period(name: str, around: date, fiscal: FiscalYear) -> tuple[int, int] | None:
    for one in periods(fiscal, around - _YEAR, around + _YEAR):
        if one.name == name:
            return one.first_day.toordinal(), one.last_day.toordinal()
    return None


def standing(told: Iterable[Call], window: Window, origin: int) -> dict[str, float]:
    """Give the last word of each person on a period, as it was known at the end of a day."""
    last = {
        call.person: call.amount
        for call in sorted(told, key=lambda call: call.day)
        if call.day <= origin and (call.first, call.last) == (window.first, window.last)
    }
    return dict(sorted(last.items()))


def tendencies(pairs: Mapping[str, Iterable[tuple[float, float]]]) -> tuple[Tendency, ...]:
    """Measure each person's pairs of what was said and what came, one a period.

    The mean of `log(said / came)`, at most a factor of four each, is shrunk to that of everybody,
    and this one to nothing. A pair without an amount above zero on both sides is left out.
    """
    logs = {person: list(_logs(told)) for person, told in sorted(pairs.items())}
    everybody = [one for told in logs.values() for one in told]
    common = sum(everybody) / (len(everybody) + KAPPA)
    return tuple(_tendency(person, told, common) for person, told in logs.items() if told)


def _logs(pairs: Iterable[tuple[float, float]]) -> Iterator[float]:
    for said, came in pairs:
        if said > 0 and came > 0:
            yield min(max(log(said / came), -_MOST), _MOST)


def _tendency(person: str, logs: list[float], common: float) -> Tendency:
    n = len(logs)
    shrunk = (sum(logs) + KAPPA * common) / (n + KAPPA)
    return Tendency(person, n, exp(sum(logs) / n) - 1, exp(shrunk) - 1)
