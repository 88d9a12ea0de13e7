"""Law 5: the amounts and shares of a deal, and the steps of a forecast, agree."""

from collections.abc import Iterator
from decimal import Decimal

from generator.book import Book
from generator.checks.currency import currency_of, smallest_unit
from generator.checks.law import Finding
from generator.checks.wording import plain
from schema import Campaign, Deal, ForecastSubmission
from schema.deal import DealLine
from schema.order import OrderLine
from schema.quote import QuoteLine

HUNDRED = Decimal(100)


def net(line: DealLine | OrderLine | QuoteLine) -> Decimal:
    """Give what a line costs after its discount, before tax."""
    full = line.quantity * line.price
    return full * (HUNDRED - line.discount) / HUNDRED if line.discount else full


def amount_of_the_lines(record: Deal, book: Book) -> Iterator[Finding]:
    """A deal's amount is the sum of its lines after discount, to the currency's smallest unit.

    A forecast by product would else differ from the forecast of the deals.
    """
    if record.amount is None:
        return
    total = sum(map(net, record.lines), Decimal(0))
    if total != record.amount and abs(record.amount - total) > _tolerance(record, book):
        message = (
            f"`amount` must be the sum of the lines, {plain(total)}; it is {plain(record.amount)}."
        )
        yield Finding(("amount",), message, "Correct it, or delete it: the lines' sum then counts.")


def _tolerance(record: Deal, book: Book) -> Decimal:
    return smallest_unit(currency_of(record, book))


def amount_is_not_below_zero(record: Deal, book: Book) -> Iterator[Finding]:
    """An open or won deal brings no less than nothing.

    It would hide what others bring. What is taken back is a return, or an order that `reduces` the
    earlier one.
    """
    field, amount = _brings(record)
    if amount >= 0:
        return
    stage = book.company.stage(record.pipeline, record.stage)
    outcome = stage.outcome if stage else "open"
    if outcome != "lost":
        what = "`amount`" if field == "amount" else "The sum of the lines"
        deal = "a won deal" if outcome == "won" else "an open deal"
        message = f"{what} must not be below zero in {deal}; it is {plain(amount)}."
        hint = "Write what comes back as `returns` of its order, or an order that `reduces` it."
        yield Finding((field,), message, hint)


def _brings(record: Deal) -> tuple[str, Decimal]:
    """Give the field that says what a deal brings, and what; L503 asks for negative quantities."""
    if record.amount is not None:
        return "amount", record.amount
    taken = any(line.quantity < 0 for line in record.lines)
    return "lines", Decimal(0) if taken else sum(map(net, record.lines), Decimal(0))


def splits_are_whole(record: Deal, _book: Book) -> Iterator[Finding]:
    """The splits of a deal add up to 100 %.

    Otherwise people's bookings add up to more or less than the company's.
    """
    total = sum((split.percent for split in record.splits), Decimal(0))
    if total != HUNDRED:
        message = f"`splits` must add up to 100 %; they are {plain(total)} %."
        yield Finding(("splits",), message, "Correct the shares.")


def member_is_one(record: Campaign, _book: Book) -> Iterator[Finding]:
    """A campaign's member is either a lead or a contact.

    A member that is both counts twice, and one that is neither counts for nobody.
    """
    for index, member in enumerate(record.members):
        if (member.lead is None) == (member.contact is None):
            found = "it names neither" if member.lead is None else "it names both"
            message = f"A member must name a lead or a contact; {found}."
            yield Finding(("members", index), message, "Keep the one that was reached.")


def forecast_widens(record: ForecastSubmission, _book: Book) -> Iterator[Finding]:
    """In a forecast the commit is at most the most likely, and that at most the best case.

    Each includes the one before it.
    """
    before: tuple[str, Decimal] | None = None
    for name in ("commit", "most_likely", "best_case"):
        amount = getattr(record, name)
        if amount is None:
            continue
        if before is not None and amount < before[1]:
            message = (
                f"`{name}` {plain(amount)} must not be less than `{before[0]}` {plain(before[1])}."
            )
            yield Finding((name,), message, "Correct the one of the two that is wrong.")
        before = (name, amount)
