"""The story of an order: ordered, delivered, invoiced, paid, and now and then sent back."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from generator.book import Key
from generator.simulation import prices
from generator.simulation.event import Event, Fields, Value
from generator.simulation.fulfilment import Delivery, Invoice, Payment, Return
from generator.simulation.ground import Ground
from generator.simulation.offers import Line
from generator.simulation.orders import Order
from generator.simulation.org import FINANCE, SERVICE
from generator.simulation.prices import TAXES
from generator.simulation.quotes import accepted, approvals
from generator.simulation.range import FOUND
from generator.simulation.rates import Rates


def told(ground: Ground, rates: Rates, order: Order) -> Iterator[Event]:
    """Tell of an order day by day; its last event says where it stands."""
    key, owner = Key("orders", order.id), ground.org.owner(order.account.seller, order.day)
    moment = datetime.combine(order.day, time(17, 30))
    yield Event(moment, key, owner, f"New order {order.id}", _ordered(ground, rates, order, owner))
    followed = order.followed
    days = sorted({part.day for parts in followed for part in parts})
    for day in days:
        author = FINANCE if any(payment.day == day for payment in followed.payments) else SERVICE
        text = f"Order {order.id}: {_what(order, day)}"
        yield Event(datetime.combine(day, time(18)), key, author, text, _known(order, day))
    if order.status != "confirmed":
        last = max([order.day, *days])
        ended = datetime.combine(_end(ground, order, last), time(18, 15))
        author = FINANCE if order.status == "on_hold" else owner
        change = {"status": order.status}
        yield Event(
            ended, key, author, f"Order {order.id}: {order.status.replace('_', ' ')}", change
        )


def _end(ground: Ground, order: Order, last: date) -> date:
    """Cancel an order a few days after it came in; say everything else at once."""
    days = timedelta(days=3 if order.cancelled else 0)
    return min(last + days, ground.calendar.today)


def _what(order: Order, day: date) -> str:
    followed = order.followed
    parts = (
        ("delivered", followed.deliveries),
        ("invoiced", followed.invoices),
        ("paid", followed.payments),
        ("something came back", followed.returns),
    )
    return ", ".join(word for word, found in parts if any(part.day == day for part in found))


def _ordered(ground: Ground, rates: Rates, order: Order, owner: str) -> Fields:
    deal = order.deal
    rng = ground.stream(f"order/{order.id}")
    return {
        "name": deal.name if deal else _name(order),
        "account": order.account.id,
        "owner": owner,
        "status": "confirmed",
        "deal": deal.id if deal else None,
        "quote": deal.primary if deal else None,
        "ordered_on": order.day,
        "channel": None if order.channel == "direct" else order.channel,
        "promised_on": order.promised,
        "warehouse": order.warehouse,
        "currency": None if order.account.currency == "JPY" else order.account.currency,
        "lines": [_line(ground, rates, order, line) for line in order.lines],
        "approvals": approvals(rng, ground, accepted(deal), owner) if deal else None,
    }


def _name(order: Order) -> str:
    """Name a small order by what is in it."""
    first, others = FOUND[order.lines[0].product].name, len(order.lines) - 1
    return f"{first} and {others} more" if others else first


def _line(ground: Ground, rates: Rates, order: Order, line: Line) -> Fields:
    """Write a line with what one costs that day, in the currency of the order."""
    currency = order.account.currency
    change = prices.change_of_costs(ground.calendar)
    cost = prices.cost(line.product, order.day, change)
    return {
        "product": line.product,
        "quantity": line.quantity,
        "price": line.price,
        "discount": line.discount or None,
        "tax": TAXES[currency] or None,
        "unit_cost": rates.foreign(Decimal(cost), currency, order.day),
    }


def _known(order: Order, day: date) -> Fields:
    """Tell what has followed from the order until a day."""
    followed = order.followed
    return {
        "deliveries": [_delivery(part) for part in followed.deliveries if part.day <= day],
        "invoices": [_invoice(part) for part in followed.invoices if part.day <= day],
        "payments": [_payment(order, part) for part in followed.payments if part.day <= day],
        "returns": [_return(part) for part in followed.returns if part.day <= day],
    }


def _delivery(delivery: Delivery) -> Fields:
    moved: list[Value] = [{"product": name, "quantity": count} for name, count in delivery.lines]
    return {"date": delivery.day, "lines": moved}


def _invoice(invoice: Invoice) -> Fields:
    return {
        "number": invoice.number,
        "date": invoice.day,
        "due": invoice.due,
        "amount": invoice.amount,
    }


def _payment(order: Order, payment: Payment) -> Fields:
    number = order.followed.invoices[payment.invoice].number
    return {"date": payment.day, "amount": payment.amount, "invoice": number}


def _return(back: Return) -> Fields:
    return {
        "date": back.day,
        "reason": back.reason,
        "lines": [{"product": back.product, "quantity": 1}],
    }
