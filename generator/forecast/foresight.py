"""All that a book foresees at the end of a day: ahead, deal by deal, and how good it was before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from generator.annotate import counted
from generator.book import Entry
from generator.calendar import quarter_of
from generator.forecast import backtest, chance, model, outlook, past, share
from generator.forecast.backtest import Backtest
from generator.forecast.chance import Chance
from generator.forecast.issued import Issued
from generator.forecast.known import Known
from generator.forecast.outlook import Outlook
from generator.forecast.past import Past
from generator.forecast.replay import Spoken
from generator.forecast.scenario import NONE, Scenario, Window
from generator.forecast.window import PERIOD, WEEK, weeks
from generator.history import History
from generator.load import Options
from schema.company import Company, FiscalYear

NEXT = "next quarter"
"""The name of the window of the quarter after the one that is meant by `quarter`."""
SHELF = "forecast.sqlite"
"""The cache of the replayed past, beside that of the checks."""


_NAMED = 3


class Foresight(NamedTuple):
    """What was known, what the model makes of it for the windows ahead, and its replayed past.

    `ledger` has what was really issued by the day, `without` the deals that are supposed away.
    """

    known: Known
    fiscal: FiscalYear
    windows: tuple[Window, ...]
    outlook: Outlook
    spoken: Spoken
    chances: tuple[Chance, ...]
    backtest: Backtest
    ledger: tuple[Issued, ...] = ()
    without: frozenset[str] = frozenset()


def ahead(day: date, fiscal: FiscalYear) -> tuple[Window, ...]:
    """Give the windows that are forecast at the end of a day, and the weeks of the quarter.

    `quarter` is that of the morrow, as in the replayed past; `to DAY` are its days up to the end of
    each week that is to come, the last one up to the end of the quarter.
    """
    origin = day.toordinal()
    this = quarter_of(day + timedelta(days=1), fiscal)
    after = quarter_of(this.last_day + timedelta(days=1), fiscal)
    first, last = this.first_day.toordinal(), this.last_day.toordinal()
    return (
        *(Window(*weeks(origin, number)) for number in (4, 13, 26)),
        Window(PERIOD, first, last),
        Window(NEXT, after.first_day.toordinal(), after.last_day.toordinal()),
        *(Window(f"to {date.fromordinal(end)}", first, end) for end in _ends(origin, first, last)),
    )


def _ends(origin: int, first: int, last: int) -> Iterator[int]:
    """Give the last days of the quarter's weeks, counted from its first day, after a day."""
    yield from (end for end in range(first + WEEK - 1, last, WEEK) if end > origin)
    yield last


def foresight(
    history: History,
    company: Company,
    entries: Sequence[Entry],
    day: date,
    options: Options,
) -> Foresight:
    """Foresee from what the branch knew by the end of a day, and replay what it knew before.

    Raises:
        NotWritableError: The cache cannot be written.
    """
    told = past.read(history, company, entries)
    seen = _seen(told.at(day), company.fiscal_year, day, NONE)
    replayed = backtest.backtest(
        history,
        company,
        told,
        day,
        cache=options.cache and options.cache.with_name(SHELF),
        processes=options.processes,
        progress=options.progress,
    )
    remarks = " ".join(filter(None, (replayed.refused, _later(told, day))))
    return seen._replace(backtest=replayed._replace(refused=remarks))


def supposed(
    history: History, company: Company, entries: Iterable[Entry], day: date, scenario: Scenario
) -> Foresight:
    """Foresee what would come if something were so; the past is not replayed."""
    told = past.read(history, company, entries)
    seen = _seen(told.at(day), company.fiscal_year, day, scenario)
    return seen._replace(backtest=Backtest(refused=_later(told, day)))


def _later(told: Past, day: date) -> str:
    """Name the commits that do not count, for their time is after the day."""
    later = told.line.after(day.toordinal())
    if not later:
        return ""
    names = ", ".join(one[:10] for one in later[:_NAMED])
    more = f" and {len(later) - _NAMED:,} more" if len(later) > _NAMED else ""
    return (
        f"Not known yet, being dated after {day}: {counted(len(later), 'commit')} ({names}{more})."
    )


def _seen(known: Known, fiscal: FiscalYear, day: date, scenario: Scenario) -> Foresight:
    """Learn from what was known, and foresee the windows ahead."""
    windows, learned = ahead(day, fiscal), model.learn(known)
    said = outlook.foresee(learned, windows, scenario)
    chances = chance.chances_of(learned)
    shared = share.shared(known, said)
    seen = Foresight(known, fiscal, windows, said, shared, chances, Backtest())
    return seen._replace(without=scenario.without)
