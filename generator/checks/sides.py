"""Law 1: two records that name each other, or a third one, say the same."""

from collections.abc import Iterable, Iterator

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import listed
from generator.diagnostic import Where
from schema import (
    Account,
    Activity,
    Contact,
    Deal,
    Feedback,
    Lead,
    Order,
    Quote,
    Shared,
    Ticket,
)


def contact_of_the_account(
    record: Deal | Activity | Ticket | Feedback, book: Book
) -> Iterator[Finding]:
    """A contact who is named beside an account works for it, or for a company of its group.

    A contact picked by the wrong name sends the offer to the wrong company.
    """
    if record.account is None:
        return
    for where, identity in _contacts(record):
        contact = book.get(Contact, identity)
        works_for = _employers(contact) if contact is not None else []
        if works_for and not _in_one_group(record.account, works_for, book):
            message = (
                f"A contact here must work for `{record.account}` or its group; "
                f"`{identity}` works for {listed(works_for)}."
            )
            hint = f"Name another contact, or add `{record.account}` to the contact's accounts."
            yield Finding(where, message, hint)


def _contacts(record: Deal | Activity | Ticket | Feedback) -> Iterator[tuple[Where, str]]:
    if isinstance(record, Deal):
        for index, part in enumerate(record.contacts):
            yield ("contacts", index, "contact"), part.contact
    elif isinstance(record, Activity):
        for index, identity in enumerate(record.contacts):
            yield ("contacts", index), identity
    else:
        yield ("contact",), record.contact or ""


def _employers(contact: Contact) -> list[str]:
    first = [contact.account] if contact.account is not None else []
    return first + [other.account for other in contact.other_accounts]


def _in_one_group(account: str, others: Iterable[str], book: Book) -> bool:
    """Tell whether an account has its topmost owner in common with one of the others."""
    if account in others:
        return True
    top = _top(account, book)
    return any(_top(other, book) == top for other in others)


def _top(account: str, book: Book) -> str:
    """Go up to the company that owns the account and is owned by none; stops in a circle."""
    seen = [account]
    found = book.get(Account, account)
    while found is not None and found.parent is not None and found.parent not in seen:
        seen.append(found.parent)
        found = book.get(Account, found.parent)
    return seen[-1]


def one_customer(record: Order | Activity | Ticket, book: Book) -> Iterator[Finding]:
    """What a record is about belongs to its own account, or to a company of the same group.

    An order on one account for a deal of another counts twice, or nowhere.
    """
    if record.account is None:
        return
    for field, other in _about(record, book):
        account = other.account if other is not None else None
        if other and account and not _in_one_group(record.account, [account], book):
            message = (
                f"`{field}` must be of account `{record.account}`; `{other.id}` is of `{account}`."
            )
            yield Finding((field,), message, f"Correct `{field}` or `account`.")


def _about(
    record: Order | Activity | Ticket, book: Book
) -> Iterator[tuple[str, Deal | Order | Ticket | None]]:
    if not isinstance(record, Ticket):
        yield "deal", book.get(Deal, record.deal)
    if not isinstance(record, Order):
        yield "order", book.get(Order, record.order)
    if isinstance(record, Activity):
        yield "ticket", book.get(Ticket, record.ticket)


def quote_of_the_deal(record: Deal | Order, book: Book) -> Iterator[Finding]:
    """The quote that a deal or an order names was made for that deal.

    Otherwise a deal is worth what somebody else was offered.
    """
    field = "primary_quote" if isinstance(record, Deal) else "quote"
    named = record.primary_quote if isinstance(record, Deal) else record.quote
    deal = record.id if isinstance(record, Deal) else record.deal
    quote = book.get(Quote, named)
    if quote is not None and deal is not None and quote.deal != deal:
        message = f"`{field}` must be a quote of deal `{deal}`; `{quote.id}` is of `{quote.deal}`."
        yield Finding((field,), message, "Name the right quote, or correct the quote's `deal`.")


def lead_of_the_deal(record: Lead | Deal, book: Book) -> Iterator[Finding]:
    """A converted lead names the deal that names the lead.

    Marketing is credited along this pair; one half alone is lost in the funnel.
    """
    if isinstance(record, Lead):
        deal = book.get(Deal, record.converted_deal)
        if deal is not None and deal.lead != record.id:
            yield _one_sided("converted_deal", deal, "lead", deal.lead, record)
    else:
        lead = book.get(Lead, record.lead)
        if lead is not None and lead.converted_deal != record.id:
            yield _one_sided("lead", lead, "converted_deal", lead.converted_deal, record)


def _one_sided(field: str, other: Shared, back: str, found: str | None, record: Shared) -> Finding:
    instead = f"names `{found}`" if found is not None else "names none"
    message = f"`{back}` of {other.noun} `{other.id}` must be `{record.id}`; it {instead}."
    return Finding((field,), message, f"Write `{back}: {record.id}` there, or correct this line.")
