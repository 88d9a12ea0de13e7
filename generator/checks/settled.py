"""Law 10: what is settled does not change silently."""

from collections.abc import Iterator
from datetime import date

from generator import calendar
from generator.book import Book
from generator.checks.law import Finding
from generator.checks.revision import WHY, Revision, silent
from schema import Deal, ForecastSubmission, Order, Target
from schema.order import Invoice


def closed_deal_says_why(revision: Revision, _: Book) -> Iterator[Finding]:
    """A won or lost deal does not change without a reason.

    Its quarter has been reported, and its commission may have been paid. Notes, tags and ids of
    other systems are free.
    """
    deal = revision.before
    if isinstance(deal, Deal):
        stage = revision.book.company.stage(deal.pipeline, deal.stage)
        if stage is not None and stage.outcome != "open":
            yield from silent(revision, f"A {stage.outcome} deal")


def issued_invoice_says_why(revision: Revision, _: Book) -> Iterator[Finding]:
    """An issued invoice does not change without a reason.

    The customer has it, and so has the tax office. A further invoice is no change.
    """
    before, after = revision.before, revision.after
    if not isinstance(before, Order) or not before.invoices or revision.explained:
        return
    if not isinstance(after, Order):
        yield Finding((), "An order with invoices must not be deleted without a reason.", WHY)
        return
    places = {one.number: place for place, one in enumerate(after.invoices)}
    for one in before.invoices:
        place = places.get(one.number)
        if place is None:
            message = f"An issued invoice must not go without a reason; `{one.number}` is gone."
            yield Finding(("invoices",), message, WHY)
        elif field := _differing(one, after.invoices[place]):
            message = f"An issued invoice must not change without a reason; `{field}` of "
            yield Finding(("invoices", place, field), f"{message}`{one.number}` did.", WHY)
    if before.currency != after.currency:
        message = "The currency of issued invoices must not change without a reason."
        yield Finding(("currency",), message, WHY)


def _differing(old: Invoice, new: Invoice) -> str | None:
    """Name the first field in which two invoices differ."""
    return next((name for name, value in vars(old).items() if vars(new)[name] != value), None)


def past_target_says_why(revision: Revision, book: Book) -> Iterator[Finding]:
    """A target does not change without a reason once its period has ended.

    What was reached is measured against it.
    """
    stated = (one for one in (revision.before, revision.after) if isinstance(one, Target))
    if revision.before and any(_over(one.period, book) for one in stated):
        yield from silent(revision, "A target of a period that has ended")


def _over(period: str, book: Book) -> bool:
    return period in book.once(_ended)


def _ended(book: Book) -> frozenset[str]:
    """Name the periods of the last decades that have ended, as targets name them."""
    today = book.as_of
    first = date(max(today.year - _YEARS, 1), 1, 1)
    every = calendar.periods(book.company.fiscal_year, first, today)
    return frozenset(one.name for one in every if one.last_day < today)


_YEARS = 50


def past_submission_says_why(revision: Revision, book: Book) -> Iterator[Finding]:
    """A forecast submission of an earlier day does not change without a reason.

    The accuracy of forecasts is measured by what was said at the time. A new view is a new
    submission.
    """
    before = revision.before
    if isinstance(before, ForecastSubmission) and before.date < book.as_of:
        yield from silent(revision, f"What was said on {before.date}")
