"""A difference for readers: text for a terminal, Markdown for a pull request, JSON for programs."""

import json
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from generator.annotate import cell, visible
from generator.difference import ASKED, Difference
from generator.difference.changed import Changed
from generator.history.moment import Moment
from generator.look import format as formats
from generator.look import listing
from generator.look.listing import Listed
from generator.look.vocabulary import rows

NOTHING = "Nothing differs."
"""What is said where there is nothing to say."""
_MOST = 30
"""So many fields of one record are written; JSON has all."""


def as_text(found: Difference) -> str:
    """Write the difference for a terminal."""
    lines = [_head(found), *([] if found.changed else [NOTHING])]
    for part in parts(found):
        lines += ["", part.heading, "", listing.drawn(part)]
    if found.changed:
        lines += ["", "Records", ""]
    for one in found.changed:
        lines.append(visible(f"{one.event}  {one.key}  {one.title}"))
        lines.extend(f"    {visible(words)}" for words in fields(one))
    return "".join(f"{line}\n" for line in lines)


def as_markdown(found: Difference) -> str:
    """Write the difference as Markdown, in which no value is read as anything but text."""
    lines = [_head(found), *([] if found.changed else ["", NOTHING])]
    for part in parts(found):
        lines += ["", f"## {part.heading}", "", *listing.marked(part)]
    if found.changed:
        lines += ["", "## Records", ""]
    for one in found.changed:
        lines.append(f"- {one.event} `{one.key}` {cell(visible(one.title))}")
        lines.extend(f"    - {cell(visible(words))}" for words in fields(one))
    return "".join(f"{line}\n" for line in lines)


def as_json(found: Difference) -> str:
    """Write the difference as JSON; decimals are numbers, to the last digit."""
    sides = {"before": _side(found.before), "after": _side(found.after), "currency": found.currency}
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in sides.items()}
    written |= {name: listing.as_json(table).rstrip() for name, table in found.answers.items()}
    changed = [document(one) for one in found.changed]
    written["records"] = json.dumps(changed, ensure_ascii=False, indent=2)
    members = ",\n".join(f'"{name}": {value}' for name, value in written.items())
    return f"{{\n{members}\n}}\n"


def _side(moment: Moment) -> Mapping[str, str | None]:
    return {"day": str(moment.day), "commit": moment.tip if moment.past else None}


def document(one: Changed) -> Mapping[str, object]:
    """Give a changed record as what JSON can write."""
    return {
        "kind": one.key.folder,
        "id": one.key.id,
        "title": one.title,
        "event": one.event,
        "fields": [
            {"field": field.path, "old": field.old, "new": field.new, "words": field.words.text}
            for field in one.fields
        ],
    }


def _head(found: Difference) -> str:
    counts = [(event, sum(one.event == event for one in found.changed)) for event in _EVENTS]
    said = ", ".join(f"{number:,} {event}" for event, number in counts if number)
    between = f"From {_named(found.before)} to {_named(found.after)}"
    return f"{between}: {said}." if said else f"{between}."


_EVENTS = ("added", "changed", "renamed", "removed")


def _named(moment: Moment) -> str:
    return f"{moment.day} ({moment.tip[:10] if moment.past else 'files on disk'})"


def fields(one: Changed) -> Iterator[str]:
    """Give the fields of a record in words, one a line, not too many."""
    for field in one.fields[:_MOST]:
        yield _spaced(field.words.text)
    rest = len(one.fields) - _MOST
    if rest > 0:
        yield f"and {rest} more"


def _spaced(text: str) -> str:
    return text.replace(formats.SPACE, " ")


def parts(found: Difference, names: Container[str] = ASKED) -> Iterator[Listed]:
    """Give the tables that have something to say, of those that are asked for."""
    money = _Money(found.currency)
    made: tuple[tuple[str, str, tuple[str, ...], Callable[[Any], tuple[str, ...]], int], ...] = (
        ("totals", f"All deals, in {found.currency}", _TOTALS, money.total, 1),
        ("deals", "Deals", _DEALS, money.deal, 3),
        ("quarters", "Forecast by quarter and category", _QUARTERS, money.quarter, 2),
        ("people", "By person and quarter", _PEOPLE, money.person, 2),
    )
    for name, heading, columns, write, numbers in made:
        if name not in names:
            continue
        lines = [tuple(map(_spaced, write(row))) for row in rows(found.answers[name])]
        if lines and (name != "totals" or any(line[-1] for line in lines)):
            yield Listed(heading, columns, lines, numbers)


_TOTALS = ("", "before", "after", "change")
_DEALS = ("deal", "move", "how", "open pipeline")
_QUARTERS = ("quarter", "category", "before", "after", "change")
_PEOPLE = ("person", "quarter", "open", "weighted", "won")


class _Money(NamedTuple):
    """Writes the rows of the queries; `currency` is the one of the sums."""

    currency: str

    def total(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write a sum over all deals."""
        return row.measure, *self._both(row.amount_before, row.amount_after), self._plus(row.change)

    def quarter(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write a quarter and a category."""
        both = self._both(row.amount_before, row.amount_after)
        return row.quarter, row.category, *both, self._plus(row.change)

    def person(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write a person's quarter: each sum, or how it changed."""
        pairs = (
            (row.open_before, row.open_after),
            (row.weighted_before, row.weighted_after),
            (row.won_before, row.won_after),
        )
        told = (" -> ".join(dict.fromkeys(self._both(*pair))) for pair in pairs)
        return row.person_name or row.person_id, row.quarter, *told

    def deal(self, row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of a query
        """Write a deal: what it did, and how."""
        return row.deal_name, row.move, "; ".join(_how(row)), self._plus(row.change)

    def _both(self, before: object, after: object) -> tuple[str, str]:
        return tuple(formats.money(one, self.currency, exact=True) for one in (before, after))  # type: ignore[return-value]  # two go in

    def _plus(self, change: object) -> str:
        return formats.money(change, self.currency, exact=True, plus=True) if change else ""


def _how(row: Any) -> Iterator[str]:  # noqa: ANN401 - a row of a query
    """Say how a deal moved, as far as it did."""
    if row.stage != row.stage_before:
        yield " -> ".join(filter(None, (row.stage_before, row.stage)))
    if row.close_date != row.close_before:
        yield f"close date {_arrow(_day(row.close_before), _day(row.close_date))}{_later(row.days)}"
    before, after = (
        _amount(row.amount_before, row.currency_before),
        _amount(row.amount, row.currency),
    )
    if before != after:
        yield f"amount {_arrow(before, after)}"


def _arrow(before: str, after: str) -> str:
    return " -> ".join(filter(None, (before, after or ("none" if before else ""))))


def _later(days: int | None) -> str:
    if not days:
        return ""
    return f" ({formats.days(abs(days))} {'later' if days > 0 else 'earlier'})"


def _day(day: date | None) -> str:
    return formats.day(day) if day else ""


def _amount(amount: object, currency: str | None) -> str:
    return "" if amount is None else formats.money(amount, currency or "", exact=True)
