"""Law 1: what stands above something is never below it."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from generator.diagnostic import Where
from schema import Account, Campaign, Contact, Order, Person, Product, Shared, Team, Territory

_UPWARDS: dict[type[Shared], str] = {
    Account: "parent",
    Campaign: "parent",
    Contact: "reports_to",
    Order: "reduces",
    Person: "manager",
    Product: "parts",
    Team: "parent",
    Territory: "parent",
}
"""The field that leads from a record to the next one of its kind."""

IN_A_TREE = tuple(_UPWARDS)
"""The kinds that stand in a tree."""


def no_circle(record: Shared, book: Book) -> Iterator[Finding]:
    """Parents, managers, superiors and the parts of bundles never lead back to where they began.

    Roll-ups add what is below to what is above; a circle would add a team to itself. A record that
    names itself at once is the case of L102.
    """
    for where, following in _steps(record):
        way = [] if following == record.id else _way_back(record, following, book)
        if way:
            shown = " → ".join((record.id, *way, record.id))
            message = f"`{where[0]}` must not lead back to the {record.noun} itself: {shown}."
            yield Finding(where, message, "Cut the circle at the reference that is wrong.")


def _steps(record: Shared) -> Iterator[tuple[Where, str]]:
    """Give the ids that a record leads to, with their paths."""
    if isinstance(record, Product):
        for index, part in enumerate(record.parts):
            yield ("parts", index, "product"), part.product
        return
    field = _UPWARDS[type(record)]
    above = getattr(record, field)
    if above is not None:
        yield (field,), above


def _way_back(record: Shared, first: str, book: Book) -> list[str]:
    """Go on from an id until it comes back to the record; gives the ids between, or nothing."""
    came_from = {first: ""}
    waiting = [first]
    while waiting:
        here = waiting.pop()
        found = book.get(type(record), here)
        for _, following in _steps(found) if found is not None else ():
            if following == record.id:
                return _between(came_from, here)
            if following not in came_from:
                came_from[following] = here
                waiting.append(following)
    return []


def _between(came_from: dict[str, str], last: str) -> list[str]:
    way = [last]
    while came_from[way[0]]:
        way.insert(0, came_from[way[0]])
    return way
