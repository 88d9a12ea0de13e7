"""Law 1: work that is still open does not rest on who has left or what is no longer sold."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from schema import Account, Deal, Lead, Person, Product, Quote, Shared, Ticket
from schema.deal import DealLine
from schema.quote import QuoteLine

_LIVELY: dict[type[Shared], tuple[str, frozenset[str]]] = {
    Account: ("type", frozenset({"prospect", "customer", "partner"})),
    Lead: ("status", frozenset({"new", "working", "nurturing", "qualified", "recycled"})),
    Quote: ("status", frozenset({"draft", "in_review", "approved", "presented"})),
    Ticket: ("status", frozenset({"new", "working", "waiting", "escalated"})),
}
"""The field that says whether somebody has to act on a record, and its values that say so."""

OWNED = (Account, Deal, Lead, Quote, Ticket)
"""The kinds that somebody has to look after."""


def owner_is_here(record: Account | Deal | Lead | Quote | Ticket, book: Book) -> Iterator[Finding]:
    """What is still open has an owner who still works here.

    Nobody acts on the deals of somebody who has left, and no forecast call asks for them.
    """
    person = book.get(Person, record.owner)
    if person is None or person.active_to is None or person.active_to >= book.as_of:
        return
    if _is_open(record, book):
        message = f"`owner` must still work here; `{person.id}` left on {person.active_to}."
        yield Finding(("owner",), message, f"Hand the {record.noun} over to somebody else.")


def product_is_sold(record: Deal | Quote, book: Book) -> Iterator[Finding]:
    """What is still open offers products that are still sold.

    The customer may accept what can no longer be delivered.
    """
    lines: tuple[DealLine | QuoteLine, ...] = record.lines
    for index, line in enumerate(lines):
        product = book.get(Product, line.product)
        if product is not None and not product.active and _is_open(record, book):
            message = f"`product` must be one that is still sold; `{product.id}` is not active."
            instead = f", such as `{product.substitutes[0]}`" if product.substitutes else ""
            yield Finding(("lines", index, "product"), message, f"Offer another one{instead}.")


def _is_open(record: Shared, book: Book) -> bool:
    if isinstance(record, Deal):
        stage = book.company.stage(record.pipeline, record.stage)
        return stage is not None and stage.outcome == "open"
    field, lively = _LIVELY[type(record)]
    return getattr(record, field) in lively
