"""Law 2: what names something names one thing only."""

from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import listed
from schema import Campaign, CommissionPlan, Deal, Order, PriceBook, Product, Quote, Shared


def external_id_of_one(record: Shared, book: Book) -> Iterator[Finding]:
    """An id of another system is carried by one record only.

    An import that is repeated finds its records by these ids, and would write one over the other.
    """
    for system, text in record.external_ids.items():
        own = (record.folder, record.id)
        others = [key for key in book.with_external_id(system, text) if key != own]
        if others:
            message = f"`{system}: {text}` must name one record only; `{others[0]}` has it, too."
            hint = (
                "Correct one of the two; where the system counts every kind from 1, "
                f"name the kind, too: `{system}-{record.folder}`."
            )
            yield Finding(("external_ids", system), message, hint)


class _Naming(NamedTuple):
    """A list in which no two items may have the same values in some fields."""

    items: str
    fields: tuple[str, ...]


_NAMED_ONCE: dict[type[Shared], tuple[_Naming, ...]] = {
    Campaign: (_Naming("members", ("contact", "lead")),),
    CommissionPlan: (_Naming("tiers", ("attainment",)), _Naming("accelerators", ("above",))),
    Deal: (_Naming("contacts", ("contact", "role")), _Naming("splits", ("person",))),
    Order: (_Naming("invoices", ("number",)),),
    PriceBook: (_Naming("entries", ("product",)),),
    Product: (_Naming("costs", ("valid_from",)), _Naming("parts", ("product",))),
}
NAMING = tuple(_NAMED_ONCE)
"""The kinds with lists in which each item names something."""


def named_once(record: Shared, _book: Book) -> Iterator[Finding]:
    """A list names each thing once.

    With two prices for one product, or two shares for one person, nobody can say which one counts.
    """
    for naming in _NAMED_ONCE[type(record)]:
        items = getattr(record, naming.items)
        if len(items) > 1:
            yield from _repeated(naming, items)


def _repeated(naming: _Naming, items: tuple[object, ...]) -> Iterator[Finding]:
    named = attrgetter(*naming.fields)
    first: dict[object, int] = {}
    for index, item in enumerate(items):
        before = first.setdefault(named(item), index)
        if before != index:
            name = next(field for field in naming.fields if getattr(item, field) is not None)
            message = (
                f"`{naming.items}` must name `{getattr(item, name)}` once; "
                f"it is there already, as item {before + 1}."
            )
            yield Finding((naming.items, index, name), message, "Make one item of the two.")


def one_primary_quote(record: Quote, book: Book) -> Iterator[Finding]:
    """A deal has one quote that counts, and the deal names the same one as the quotes do.

    The amount of a deal and the document that the customer holds would else be two offers.
    """
    if not record.primary:
        return
    deal = book.get(Deal, record.deal)
    named = deal.primary_quote if deal is not None else None
    if named is not None and named != record.id:
        message = f"`primary` must be left out here: deal `{record.deal}` names `{named}`."
        yield Finding(("primary",), message, "Make one of them the quote that counts.")
        return
    quotes = book.referring(Quote, "deal", record.deal)
    rivals = [quote.id for quote in quotes if quote.primary and quote.id != record.id]
    if rivals:
        message = f"`primary` must be true for one quote of a deal; so it is for {listed(rivals)}."
        yield Finding(("primary",), message, "Leave it out everywhere but on the one that counts.")
