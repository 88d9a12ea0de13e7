"""Law 9: nobody and nothing is entered twice."""

from collections.abc import Iterator

from generator.book import Book, Key
from generator.checks.law import Finding
from generator.checks.wording import a
from generator.duplicates import features
from generator.duplicates.comparison import apart, compare, neighbours, ranked
from generator.duplicates.likeness import Likeness
from schema import Account, Contact, Deal, Lead, Order, Shared

NAMED = 3
"""So many candidates are named, the most alike first."""
TOLD = ("same", "likely")
"""The bands that the check speaks of; what is less alike stands in the report."""


def account_is_one(record: Account, book: Book) -> Iterator[Finding]:
    """A company is one account.

    Two accounts split what is known of a customer, its credit and its deals between them.
    """
    yield from _findings(record, book)


def contact_is_one(record: Contact, book: Book) -> Iterator[Finding]:
    """A person is one contact.

    Who opts out of one of two contacts is still written to by the other.
    """
    yield from _findings(record, book)


def lead_is_one(record: Lead, book: Book) -> Iterator[Finding]:
    """A person who asks is one lead until the lead is closed.

    Two leads are called by two people, and counted twice.
    """
    yield from _findings(record, book)


def deal_is_one(record: Deal, book: Book) -> Iterator[Finding]:
    """A chance to sell is one deal.

    Two deals for one purchase count twice in every forecast. Deals for other products, another
    period or another number (`Line 5`, `Line 6`) are two, and so are a deal and its renewal.
    """
    yield from _findings(record, book)


def order_is_one(record: Order, book: Book) -> Iterator[Finding]:
    """An order is entered once.

    Entered twice, it is delivered and invoiced twice.
    """
    yield from _findings(record, book)


def _findings(record: Shared, book: Book) -> Iterator[Finding]:
    found = [one for one in alike(record, book) if one.band in TOLD]
    if found:
        others = "; ".join(f"`{one.other.id}` ({one.words})" for one in found[:NAMED])
        more = f"; and {len(found) - NAMED} more" if len(found) > NAMED else ""
        first, second = _oldest_first(book, found[0].other, Key(record.folder, record.id))
        article = a(record.noun).capitalize()
        message = f"{article} should be entered once; this one looks like {others}{more}."
        hint = (
            f"Run `salesbook merge {record.folder}/{first} {second}`, or write "
            f"`not_duplicate_of: [{first}]` into `{second}`."
        )
        yield Finding(("name",), message, hint)


def _oldest_first(book: Book, *keys: Key) -> Iterator[str]:
    """Put ids in the order of the days when their records were made, else in their own.

    What is known longest is referred to most, and stays.
    """
    days = {key: features.text(book.tree(key) or {}, "created_on") for key in keys}
    known = all(days.values())
    yield from (key.id for key in sorted(keys, key=lambda one: (known and days[one], one.id)))


def alike(record: Shared, book: Book) -> tuple[Likeness, ...]:
    """Compare a record with all that share a key with it, the most alike first."""
    key = Key(record.folder, record.id)
    beside = {one for holders in book.sharing(key) for one in neighbours(holders, key)}
    found = {one for one in beside if one.folder == key.folder}  # hashes of two kinds may meet
    mine = book.tree(key) if found else None
    if mine is None:
        return ()
    others = ((one, book.tree(one)) for one in sorted(found))
    return ranked(
        compare(key, mine, one, theirs)
        for one, theirs in others
        if theirs is not None and not apart(mine, theirs)
    )
