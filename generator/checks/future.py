"""Law 3: what has happened does not lie ahead."""

from collections.abc import Iterator
from datetime import date

from generator.book import Book
from generator.checks.dates import day_of
from generator.checks.law import Finding
from generator.diagnostic import Where
from schema import (
    Activity,
    DailyReport,
    Deal,
    Feedback,
    ForecastSubmission,
    Lead,
    Order,
    Quote,
    Shared,
    StockDocument,
    Ticket,
)

_HAPPENED: dict[type[Shared], tuple[str, ...]] = {
    Activity: ("when",),
    DailyReport: ("date",),
    Deal: ("created_on", "qualified_on", "closed_on"),
    Feedback: ("date",),
    ForecastSubmission: ("date",),
    Lead: ("created_on", "mql_on", "sql_on", "rejected_on", "converted_on", "first_response"),
    Order: ("ordered_on",),
    Quote: ("quoted_on",),
    StockDocument: ("date",),
    Ticket: ("opened", "first_response", "resolved"),
}
_LISTS: dict[type[Shared], tuple[str, ...]] = {
    Order: ("deliveries", "invoices", "payments", "returns"),
    Quote: ("approvals",),
}
HAPPENING = tuple(_HAPPENED)
"""The kinds that say when something happened."""


def nothing_ahead(record: Shared, book: Book) -> Iterator[Finding]:
    """Nothing was created, closed, delivered, invoiced or paid on a day that is yet to come.

    What is planned has fields of its own: `close_date`, `promised_on`, `due`, a planned activity.
    """
    if isinstance(record, Activity) and record.status != "done":
        return
    today = book.as_of
    for where, day in _days(record):
        if day_of(day) > today:
            message = f"`{where[-1]}` {day_of(day)} must not lie ahead of {today}."
            yield Finding(where, message, "Correct the day, or write it when it has happened.")


def _days(record: Shared) -> Iterator[tuple[Where, date]]:
    for name in _HAPPENED[type(record)]:
        day = getattr(record, name)
        if day is not None:
            yield (name,), day
    for name in _LISTS.get(type(record), ()):
        for index, part in enumerate(getattr(record, name)):
            yield (name, index, "date"), part.date
