"""Counts the sample company's figures from its records, with nothing but decimals and dates.

It shares no code with the program and knows no table of it: what both say of the same records is
what is there. Every amount is rounded to four decimals, halves away from zero, where it is made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Tree = Mapping[str, Any]
Sums = dict[str, Decimal]

BASE = "JPY"
WON, LOST = {"won", "renewed"}, {"lost", "not-renewed"}
BOOKED = {"confirmed", "on_hold", "completed"}


class Recount:
    """The records of the company by kind and id, as of a day."""

    def __init__(self, trees: Mapping[str, Tree], today: date) -> None:
        self.today = today
        self.kinds: dict[str, dict[str, Tree]] = defaultdict(dict)
        for address, tree in trees.items():
            kind, _, identity = address.removesuffix(".html").partition("/")
            self.kinds[kind][identity] = tree
        self.rates = sorted(self.kinds["rates"].values(), key=lambda table: str(table["date"]))

    def based(self, amount: Decimal, record: Tree, day: date) -> Decimal:
        """Convert an amount of a record by the last rate that was known on the day."""
        account = self.kinds["accounts"].get(record.get("account", ""), {})
        currency = record.get("currency") or account.get("currency") or BASE
        known = [t for t in self.rates if currency in t["rates"] and str(t["date"]) <= f"{day}"]
        rate = Decimal(1) if currency == BASE else Decimal(known[-1]["rates"][currency])
        return exact(amount * rate)

    def deals(self, stages: set[str] | None = None) -> Iterator[tuple[Tree, Decimal]]:
        """Give the deals in some stages, or the open ones, with what they are worth."""
        for deal in self.kinds["deals"].values():
            ended = deal["stage"] in WON | LOST
            if deal["stage"] in stages if stages else not ended:
                amount = deal.get("amount") or sum(net(line) for line in deal.get("lines", ()))
                day = min(closed_on(deal), self.today) if ended else self.today
                yield deal, self.based(Decimal(amount), deal, day)

    def open_by_owner(self) -> dict[str, tuple[int, Decimal]]:
        """Count what is open by owner."""
        found = [(str(deal["owner"]), worth) for deal, worth in self.deals()]
        counts = Counter(owner for owner, _ in found)
        return {owner: (counts[owner], total) for owner, total in added(found).items()}

    def won(self, first: date, last: date) -> list[tuple[Tree, Decimal]]:
        """Give the deals that were won between two days, with what they are worth."""
        return [one for one in self.deals(WON) if first <= closed_on(one[0]) <= last]

    def won_by_person(self, first: date, last: date) -> Sums:
        """Add up what was won by whose it is; a deal that is split counts for each by percent."""
        return added(
            (str(part["person"]), exact(worth * Decimal(part["percent"]) / 100))
            for deal, worth in self.won(first, last)
            for part in deal.get("splits") or [{"person": deal["owner"], "percent": "100"}]
        )

    def revenue_by_month(self) -> Sums:
        """Add up booked lines by the month of the order, less what came back in a later one."""
        sums: Sums = defaultdict(Decimal)
        for order in self.kinds["orders"].values():
            day = date.fromisoformat(order["ordered_on"])
            if order["status"] in BOOKED:
                sold: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
                for line in order["lines"]:
                    value = self.based(net(line), order, day)
                    sums[order["ordered_on"][:7]] += value
                    sold[line["product"]][0] += value
                    sold[line["product"]][1] += Decimal(line["quantity"])
                for back in order.get("returns", ()):
                    for line in back["lines"]:
                        value, count = sold[line["product"]]
                        returned = exact(Decimal(line["quantity"]) * value / count)
                        sums[back["date"][:7]] -= returned
        return dict(sums)

    def overdue(self) -> dict[str, Decimal]:
        """Give what is not paid of each invoice that is past its day."""
        found = {}
        for order in self.kinds["orders"].values():
            day = date.fromisoformat(order["ordered_on"])
            payments = order.get("payments", ())
            spare = sum((Decimal(p["amount"]) for p in payments if "invoice" not in p), Decimal(0))
            for invoice in sorted(order.get("invoices", ()), key=lambda one: str(one["due"])):
                named = [p for p in payments if p.get("invoice") == invoice["number"]]
                left = Decimal(invoice["amount"]) - sum(Decimal(p["amount"]) for p in named)
                taken = max(min(spare, left), Decimal(0))
                left, spare = left - taken, spare - taken
                if left > 0 and invoice["due"] < f"{self.today}":
                    found[str(invoice["number"])] = self.based(left, order, day)
        return found


def exact(value: Decimal) -> Decimal:
    """Round to four decimals, halves away from zero."""
    return value.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def net(line: Tree) -> Decimal:
    """Return what a line brings after discount, without tax."""
    share = (100 - Decimal(line.get("discount", "0"))) / 100
    return exact(Decimal(line["quantity"]) * Decimal(line["price"]) * share)


def closed_on(deal: Tree) -> date:
    """Return the day on which a deal was decided."""
    return date.fromisoformat(deal.get("closed_on") or deal["close_date"])


def added(parts: Iterable[tuple[str, Decimal]]) -> Sums:
    """Add up amounts by name."""
    sums: Sums = defaultdict(Decimal)
    for name, amount in parts:
        sums[name] += amount
    return dict(sums)
