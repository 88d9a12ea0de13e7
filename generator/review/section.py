"""The sections of a review, as data: what is said first, tables, lists, and what may be folded."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.annotate import counted, counts
from generator.diagnostic import Diagnostic
from generator.difference import written as differences
from generator.look import format as formats
from generator.look.listing import Listed
from generator.review import Numbers, Review
from generator.review.event import Event
from generator.review.figures import SHARE, Figure, Margin, Value, figures, margins, total
from generator.review.findings import DUPLICATE

_LABELS = {
    "won": "Won",
    "open pipeline": "Open pipeline",
    "weighted": "Weighted",
    "commit": "Commit",
    "most likely": "Most likely",
    "best case": "Best case",
    "forecast": "Model, 80 % range",
    "of target": "Of the target",
}
_HEADLINE = ("won", "commit", "best case", "open pipeline")
_BY_PERSON = ("won", "open pipeline", "commit", "best case", "forecast", "of target")
_OPEN = 5
"""So many findings that are no errors are shown without a fold."""
_MOST = 40
"""So many rows or points of one section are shown; JSON has all."""


class Point(NamedTuple):
    """A line of a list: a word that stands out, a name, what is literal, the rest; lines below.

    Where the lines below are the program's own, what stands in backticks there is `coded`, too.
    """

    strong: str
    name: str
    code: str
    rest: str
    below: Sequence[str] = ()
    coded: bool = False

    @property
    def about(self) -> str:
        """What comes after the word, as text."""
        code = f" ({self.code})" if self.name else self.code
        return f"{self.name}{code}{self.rest}"


class Section(NamedTuple):
    """A part of a review: a table or a list, folded where it is long by its nature."""

    heading: str
    table: Listed | None = None
    points: Sequence[Point] = ()
    folded: bool = False
    note: str = ""


def sentence(review: Review) -> str:
    """Say in one sentence what a branch does to the quarter, and whether it may be merged."""
    said = _quarter(review.numbers) if review.numbers else "The figures are not known"
    found = counts(review.news.found)
    new = [counted(found[one], f"new {one}") for one in ("error", "warning") if found[one]]
    stands = f"In conflict with {review.branch.base}. " if review.branch.conflicts else ""
    return f"{stands}{said}. {' and '.join(new) or 'Nothing new is wrong'}."


def _quarter(numbers: Numbers) -> str:
    money = Money(numbers.difference.currency)
    mine = [one for one in figures(numbers.standing) if not one.holder]
    quarters = list(dict.fromkeys(one.quarter for one in mine))
    for quarter in quarters:
        now = {one.measure: one for one in mine if one.quarter == quarter}
        moved = [now[name] for name in _HEADLINE if name in now and now[name].change]
        if moved:
            said = ", ".join(f"{one.measure} {money.plus(one.change)}" for one in moved)
            return f"{quarter}: {said}{_foreseen(now.get('forecast'), money)}"
    return f"{quarters[0]} and the next quarter stay as they are" if quarters else "No deal is open"


def _foreseen(figure: Figure | None, money: "Money") -> str:
    if figure is None or figure.after is None:
        return ""
    change = money.plus(figure.change)
    return f"; the model expects {money.short(figure.after.amount)} ({change or 'as before'})"


def sections(review: Review) -> Iterator[Section]:
    """Give the sections that have something to say, the most important ones first."""
    if review.numbers:
        yield from _quarters(review.numbers)
    yield from _events(review)
    yield from _news(review)
    if review.numbers:
        found = review.numbers.difference
        for part in differences.parts(found, ("deals",)):
            yield _cut(Section("Deals", part._replace(rows=part.rows)))
        yield from _people(review.numbers)
        yield from _margins(review.numbers)
        yield from _records(review.numbers)


class Money(NamedTuple):
    """Writes amounts in the currency of the sums, and percentages."""

    currency: str

    def short(self, amount: object) -> str:
        """Write an amount as people say it: `¥4.1M`."""
        return formats.money(amount, self.currency)

    def plus(self, amount: Decimal) -> str:
        """Write a change of an amount with its sign; nothing for none."""
        return formats.money(amount, self.currency, plus=True) if amount else ""

    def value(self, measure: str, value: Value | None) -> str:
        """Write a figure with its range."""
        if value is None:
            return formats.EMPTY
        if measure == SHARE:
            return formats.points(value.amount, 1)
        ends = (value.low, value.high)
        between = "" if None in ends else f" ({self.short(value.low)} to {self.short(value.high)})"
        return f"{self.short(value.amount)}{between}"

    def change(self, figure: Figure) -> str:
        """Write by how much a figure changes."""
        if figure.measure == SHARE:
            points = formats.number(figure.change, 1, plus=True)
            return f"{points}{formats.SPACE}points" if figure.change else ""
        return self.plus(figure.change)

    def arrow(self, figure: Figure | None) -> str:
        """Write a figure before and after, without its range; nothing where it stays."""
        if figure is None or not self.change(figure):
            return ""
        sides = (one._replace(low=None) if one else None for one in (figure.before, figure.after))
        old, new = (self.value(figure.measure, side) for side in sides)
        return "" if old == new else f"{old} -> {new}"


def _quarters(numbers: Numbers) -> Iterator[Section]:
    """Give this quarter, and the next one where something changes in it."""
    money = Money(numbers.difference.currency)
    mine = [one for one in figures(numbers.standing) if not one.holder]
    for place, quarter in enumerate(dict.fromkeys(one.quarter for one in mine)):
        now = [one for one in mine if one.quarter == quarter and (one.before or one.after)]
        lines = [
            (
                _LABELS[one.measure],
                money.value(one.measure, one.before),
                money.value(one.measure, one.after),
                money.change(one),
            )
            for one in now
        ]
        if place:
            lines = [line for line in lines if line[-1]]
        if lines:
            yield Section(quarter, Listed(quarter, ("", "before", "after", "change"), lines, 1))


def _people(numbers: Numbers) -> Iterator[Section]:
    """Give the people and quarters in which a sum of deals changes; a forecast alone is none."""
    money = Money(numbers.difference.currency)
    places: dict[tuple[str, str, str], dict[str, Figure]] = {}
    for one in figures(numbers.standing):
        if one.holder:
            places.setdefault((one.name, one.holder, one.quarter), {})[one.measure] = one
    lines = [
        (name, quarter, *(money.arrow(now.get(measure)) for measure in _BY_PERSON))
        for (name, _, quarter), now in sorted(places.items())
        if any(one.change for one in now.values() if one.measure != "forecast")
    ]
    if lines:
        part = Listed("By person", ("person", "quarter", *_BY_PERSON), lines, 2)
        yield _cut(Section("By person", part))


def _margins(numbers: Numbers) -> Iterator[Section]:
    """Give the deals whose margin changes, and that of all deals with it."""
    money = Money(numbers.difference.currency)
    found = list(margins(numbers.margins))
    if not found:
        return
    both = [total(side) for side in numbers.margins]
    lines = [(one.latest.name, *_margin(money, one.before, one.after)) for one in found]
    lines.append(("All deals that are not lost", *_margin(money, *both)))
    columns = ("", "before", "after", "lines with a cost")
    yield _cut(Section("Margin", Listed("Margin", columns, lines, 1)))


def _margin(money: Money, before: Margin | None, after: Margin | None) -> tuple[str, ...]:
    known = after or before
    lines = f"{known.known} of {known.lines}" if known else ""
    return _worth(money, before), _worth(money, after), lines


def _worth(money: Money, margin: Margin | None) -> str:
    if margin is None:
        return formats.EMPTY
    return f"{money.short(margin.revenue - margin.cost)} ({formats.percent(margin.share, 1)})"


def _events(review: Review) -> Iterator[Section]:
    points = [
        Point(one.what, one.title, str(one.key), f": {one.how}", [_why(one)])
        for one in review.events
    ]
    if points:
        yield _cut(Section("To look at", points=points))


def _why(event: Event) -> str:
    who = " and ".join(event.authors) or "Somebody unknown"
    return f"{who}: {event.reason or 'no reason given'}"


def _news(review: Review) -> Iterator[Section]:
    """Give the new findings: errors and duplicates first, many others folded."""
    found = review.news.found
    urgent = [_finding(one) for one in found if _urgent(one)]
    others = [_finding(one) for one in found if not _urgent(one)]
    gone, unread = review.news.gone, review.unread
    notes = (
        f"Gone: {counted(gone, 'finding')}." if gone else "",
        f"Not read, and counted nowhere: {counted(unread, 'record')}." if unread else "",
    )
    note = " ".join(filter(None, notes))
    folded = len(others) > _OPEN
    points = urgent if folded else [*urgent, *others]
    if points or note:
        yield _cut(Section("New findings", points=points, note=note))
    if folded:
        yield _cut(Section(counted(len(others), "more new finding"), points=others, folded=True))


def _urgent(one: Diagnostic) -> bool:
    return one.severity == "error" or one.code.startswith(DUPLICATE)


def _finding(one: Diagnostic) -> Point:
    place, words = f"{one.path}:{one.line}", f"{one.message} {one.hint}".strip()
    return Point(one.severity, "", place, f" {one.code}", [words], coded=True)


def _records(numbers: Numbers) -> Iterator[Section]:
    """Give every record that differs, field by field."""
    points = [
        Point(one.event, one.title, str(one.key), "", list(differences.fields(one)))
        for one in numbers.difference.changed
    ]
    if points:
        heading = f"{counted(len(points), 'record')}, field by field"
        yield Section(heading, points=points, folded=True)


def _cut(section: Section) -> Section:
    """Keep a section short; what is left out is counted."""
    table = section.table
    number = len(table.rows) if table else len(section.points)
    if number <= _MOST:
        return section
    kept = table._replace(rows=table.rows[:_MOST]) if table else None
    rest = f"{section.note} {number - _MOST:,} more are not shown.".strip()
    return section._replace(table=kept, points=section.points[:_MOST], note=rest)
