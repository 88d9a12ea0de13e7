"""Law 7: a discount beyond the usual has been approved."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import plain
from schema import Order, Person, Quote
from schema.order import OrderLine
from schema.quote import QuoteLine

_BINDING = frozenset({"approved", "presented", "accepted", "confirmed", "on_hold", "completed"})
"""The statuses of quotes and orders in which a discount has been promised to the customer."""


def discount_is_approved(record: Quote | Order, book: Book) -> Iterator[Finding]:
    """A discount above a threshold is approved by somebody whose role may do so.

    The highest threshold that a discount exceeds names the roles. What was approved in a quote is
    approved in its order, and a draft needs no approval yet.
    """
    limits = sorted(book.company.discount_approvals, key=lambda limit: limit.above)
    if not limits or record.status not in _BINDING:
        return
    lowest = limits[0].above
    lines: tuple[QuoteLine | OrderLine, ...] = record.lines
    for index, line in enumerate(lines):
        if line.discount <= lowest:
            continue
        limit = [limit for limit in limits if line.discount > limit.above][-1]
        if _roles(record, book).isdisjoint(limit.roles):
            who = " or ".join(limit.roles)
            asked, above = plain(line.discount), plain(limit.above)
            message = f"`discount` {asked} % must be approved: it is above {above} %."
            hint = f"Add the approval of somebody in the role {who}, or lower the discount."
            yield Finding(("lines", index, "discount"), message, hint)


def _roles(record: Quote | Order, book: Book) -> set[str]:
    """Gather the roles of those who approved a quote, or an order or its quote."""
    quote = book.get(Quote, record.quote) if isinstance(record, Order) else None
    approvals = record.approvals + (quote.approvals if quote is not None else ())
    people = (book.get(Person, approval.person) for approval in approvals)
    return {person.role for person in people if person is not None}


def nobody_approves_their_own(record: Quote | Order, _book: Book) -> Iterator[Finding]:
    """A discount is approved by somebody else than the owner."""
    for index, approval in enumerate(record.approvals):
        if approval.person == record.owner:
            message = f"`person` must be somebody else than the owner, `{record.owner}`."
            yield Finding(("approvals", index, "person"), message, "Ask the owner's manager.")


def approval_follows_quote(record: Quote, _book: Book) -> Iterator[Finding]:
    """A quote is approved on its own day or later.

    Whoever approved earlier has seen another version.
    """
    for index, approval in enumerate(record.approvals):
        if approval.date < record.quoted_on:
            message = f"`date` {approval.date} must not be before `quoted_on` {record.quoted_on}."
            yield Finding(("approvals", index, "date"), message, "Have this version approved.")
