"""Sums that agree, to the smallest unit."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.checks import currency, invoicing, sums
from schema import Deal, Order
from schema.company import Company
from tests.generator.checks.books import book
from tests.generator.checks.examples import read

EMPTY = book(Company.model_validate(read("company.yml")), {})
QUANTITIES = st.decimals(0, 1000, places=2)
PRICES = st.decimals(0, 10**7, places=2)
PERCENTS = st.decimals(0, 100, places=2)
LINES = st.lists(st.tuples(QUANTITIES, PRICES, PERCENTS), min_size=1, max_size=6)
Lines = list[tuple[Decimal, Decimal, Decimal]]


def written(lines: Lines) -> list[dict[str, str]]:
    return [
        {"product": "p", "quantity": f"{q:f}", "price": f"{p:f}", "discount": f"{d:f}"}
        for q, p, d in lines
    ]


def total(lines: Lines) -> Decimal:
    """Add up quantity times price times what is left of a hundred."""
    return sum((q * p * (1 - d / 100) for q, p, d in lines), Decimal(0))


def deal(lines: Lines, amount: Decimal) -> Deal:
    tree = {"id": "a", "name": "A", "stage": "talk", "created_on": "2026-08-03", "currency": "USD"}
    return Deal.model_validate({**tree, "amount": f"{amount:f}", "lines": written(lines)})


@given(LINES)
def test_the_sum_rounded_to_the_cent_is_right(lines: Lines) -> None:
    amount = round(total(lines), 2)
    assert list(sums.amount_of_the_lines(deal(lines, amount), EMPTY)) == []


@given(LINES, st.integers(2, 10**6), st.booleans())
def test_an_amount_beside_the_sum_is_found(lines: Lines, cents: int, less: bool) -> None:  # noqa: FBT001 - drawn
    beside = round(total(lines), 2) + Decimal(-cents if less else cents) / 100
    (finding,) = sums.amount_of_the_lines(deal(lines, beside), EMPTY)
    assert finding.where == ("amount",)


@given(st.lists(st.integers(0, 10000), min_size=1, max_size=5))
def test_splits_are_whole_or_found(shares: list[int]) -> None:
    splits = [{"person": f"p{n}", "percent": f"{Decimal(s) / 100:f}"} for n, s in enumerate(shares)]
    tree = {"id": "a", "name": "A", "stage": "talk", "created_on": "2026-08-03", "splits": splits}
    found = list(sums.splits_are_whole(Deal.model_validate(tree), EMPTY))
    assert bool(found) == (sum(shares) != 10000)


@given(LINES, st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_an_order_can_be_invoiced_and_paid_to_its_total(lines: Lines, parts: list[int]) -> None:
    whole = int(total(lines))
    asked = [whole * part // sum(parts) for part in parts]
    day = {"date": "2026-08-03"}
    tree = {
        "id": "o",
        "account": "a",
        "ordered_on": "2026-08-03",
        "lines": written(lines),
        "invoices": [
            {**day, "number": str(n), "due": "2026-08-31", "amount": str(amount)}
            for n, amount in enumerate(asked)
        ],
        "payments": [
            {**day, "invoice": str(n), "amount": str(amount)} for n, amount in enumerate(asked)
        ],
    }
    order = Order.model_validate(tree)
    for law in (
        invoicing.invoiced_was_ordered,
        invoicing.payment_names_an_invoice,
        invoicing.paid_was_invoiced,
    ):
        assert list(law(order, EMPTY)) == []
    assert invoicing.invoiced(order) == invoicing.paid(order) == sum(asked)


def test_the_smallest_unit_is_that_of_the_currency() -> None:
    units = {code: currency.smallest_unit(code) for code in ("JPY", "USD", "KWD")}
    assert units == {"JPY": Decimal(1), "USD": Decimal("0.01"), "KWD": Decimal("0.001")}
