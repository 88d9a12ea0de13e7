"""What follows from orders: what is open, what lies in stock."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from generator.simulation import stock, world
from generator.simulation.accounts import Account
from generator.simulation.credit import Exposure, exposures
from generator.simulation.fulfilment import Delivery, Fulfilment, Invoice, Payment
from generator.simulation.offers import Line
from generator.simulation.orders import VANS, Order
from generator.simulation.range import FOUND
from generator.simulation.sizes import SAMPLE, Sizes, accounts
from generator.simulation.world import World

TODAY = date(2026, 11, 20)
LINES = (Line("lens-35", 10, Decimal(38_000)), Line("training-day", 1, Decimal(110_000)))
HALF = Delivery(date(2026, 10, 5), (("lens-35", 5),))
BILL = Invoice("2026-1001", date(2026, 10, 5), date(2026, 11, 30), Decimal(209_000))


@pytest.fixture(scope="module")
def sample() -> World:
    return world.draw(1, SAMPLE, TODAY)


def _order(account: Account, followed: Fulfilment, status: str = "confirmed") -> Order:
    day = date(2026, 10, 1)
    return Order("o-1", account, None, day, "web", day, "main", LINES, status, followed)


def test_what_is_open_is_undelivered_goods_and_unpaid_invoices(sample: World) -> None:
    account = sample.accounts[0]
    placed = _order(account, Fulfilment())
    halfway = _order(account, Fulfilment((HALF,), (BILL,)))
    paid = _order(
        account,
        Fulfilment((HALF,), (BILL,), (Payment(date(2026, 11, 1), BILL.amount, 0),)),
    )
    assert exposures([placed])[account.id] == Exposure(Decimal(490_000), Decimal(490_000))
    assert exposures([halfway])[account.id].now == Decimal(490_000 - 190_000 + 209_000)
    assert exposures([paid])[account.id] == Exposure(Decimal(300_000), Decimal(509_000))


@pytest.mark.parametrize("status", ["draft", "cancelled", "on_hold"])
def test_an_order_that_will_not_be_delivered_leaves_nothing_open(
    sample: World, status: str
) -> None:
    account = sample.accounts[0]
    found = exposures([_order(account, Fulfilment(), status)])
    assert found[account.id] == Exposure(Decimal(0), Decimal(0))


def test_an_order_is_done_when_all_of_it_left_and_was_paid() -> None:
    whole = Delivery(date(2026, 10, 5), tuple((line.product, line.quantity) for line in LINES))
    assert not Fulfilment((HALF,)).is_done(LINES)
    assert not Fulfilment((whole,), (BILL,)).is_done(LINES)
    assert Fulfilment((whole,)).is_done(LINES)


@pytest.mark.parametrize(
    ("seed", "sizes", "today"),
    [(1, SAMPLE, TODAY), (2, SAMPLE, date(2026, 11, 1)), (3, accounts(100), date(2026, 10, 5))],
)
def test_no_shelf_ever_holds_less_than_nothing(seed: int, sizes: Sizes, today: date) -> None:
    drawn = world.draw(seed, sizes, today)
    there: dict[tuple[str, str], int] = {}
    for _, moves in sorted(_moves(drawn).items()):
        for house, product, count, sets in moves:
            key = (house, product)
            there[key] = count if sets else there.get(key, 0) + count
            assert there[key] >= 0, key


Move = tuple[str, str, int, bool]


def _moves(drawn: World) -> Mapping[date, Sequence[Move]]:
    """Gather what changed the shelves day by day: documents first, then deliveries."""
    found: dict[date, list[Move]] = {}
    for event in stock.told(drawn.ground, drawn.orders):
        found.setdefault(event.moment.date(), []).extend(_of_document(event.change))
    for order in drawn.orders:
        for delivery in order.followed.deliveries:
            found.setdefault(delivery.day, []).extend(
                (order.warehouse, name, -count, False)
                for name, count in delivery.lines
                if FOUND[name].stocked
            )
    return found


def _of_document(fields: Mapping[str, object]) -> Iterator[Move]:
    house, target = str(fields["warehouse"]), fields["to_warehouse"]
    lines = fields["lines"]
    assert isinstance(lines, list)
    for line in lines:
        product, count = line["product"], line["quantity"]
        out = fields["type"] in {"issue", "load"}
        yield house, product, -count if out else count, fields["type"] == "count"
        if target:
            yield str(target), product, count, False


def test_vans_deliver_on_the_day_of_the_order(sample: World) -> None:
    vans = [order for order in sample.orders if order.channel == "van"]
    assert vans
    for order in vans:
        assert order.warehouse in VANS.values()
        assert [delivery.day for delivery in order.followed.deliveries] == [order.day]
