"""Law 5: a target is for exactly one, and one figure alone holds for them at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import listed
from schema import Target
from schema.fields import Day

_HOLDERS = ("person", "team", "territory", "family")


def target_is_for_one(record: Target, _book: Book) -> Iterator[Finding]:
    """A target is for one person, one team, one territory or one product family.

    Attainment is measured against the bookings of exactly one of them.
    """
    given = [name for name in _HOLDERS if getattr(record, name) is not None]
    if len(given) != 1:
        found = f"it names {listed(given)}" if given else "it names none"
        message = f"A target must name one of {listed(_HOLDERS)}; {found}."
        yield Finding((given[1],) if given else (), message, "Write a target of its own for each.")


class _About(NamedTuple):
    """What a target is about: for whom, in which period, what is counted, and since when."""

    holders: tuple[str | None, ...]
    period: str
    measure: str
    since: Day | None


def one_target_holds(record: Target, book: Book) -> Iterator[Finding]:
    """One figure alone holds for somebody, a period and a measure; a later one says since when.

    Which of two counts would else depend on how they are called.
    """
    about = _about(record)
    others = [one for one in book.once(_stated)[about] if one != record.id]
    if others and any(about.holders):
        whom = listed([one for one in about.holders if one])
        since = f" since {about.since}" if about.since else ""
        message = (
            f"One figure alone must hold for {whom} in {about.period} ({about.measure}){since}; "
            f"beside it there is {listed(others)}."
        )
        hint = "Delete the one that is wrong, or write in `valid_from` since when the later holds."
        yield Finding(("valid_from" if about.since else "period",), message, hint)


def _about(record: Target) -> _About:
    holders = tuple(getattr(record, name) for name in _HOLDERS)
    return _About(holders, record.period, record.measure, record.valid_from)


def _stated(book: Book) -> Mapping[_About, Sequence[str]]:
    """Give the ids of all targets by what they are about."""
    found: dict[_About, list[str]] = {}
    for one in book.every(Target):
        found.setdefault(_about(one), []).append(one.id)
    return found
