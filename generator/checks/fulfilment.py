"""Law 5: quantities agree: what was ordered, delivered, returned and taken back."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import plain
from generator.diagnostic import Where
from schema import Deal, Order, Product, Quote, StockDocument
from schema.deal import DealLine
from schema.order import Delivery, MovedLine, OrderLine, Return
from schema.quote import QuoteLine
from schema.stock import StockLine

Line = DealLine | MovedLine | OrderLine | QuoteLine | StockLine

NONE = Decimal(0)


def delivered_was_ordered(record: Order, book: Book) -> Iterator[Finding]:
    """No more of a product is delivered than was ordered, plus what came back to be replaced.

    A bundle that is ordered may be delivered in its parts, and a product by its substitute.
    """
    delivered = _counted(_moved(record.deliveries))
    due = _counted(chain(record.lines, _moved(record.returns)))
    for product, quantity in delivered.items():
        most = due.get(product, NONE)
        if quantity > most:
            most += _in_place_of_others(product, due, delivered, book)
        if quantity > most:
            found, limit = plain(quantity), plain(most)
            message = f"At most {limit} of `{product}` must be delivered, as ordered; {found} are."
            hint = "Correct the quantity, or add the product to the order's lines."
            yield Finding(_last("deliveries", record.deliveries, product), message, hint)


def _in_place_of_others(
    product: str, due: dict[str, Decimal], delivered: dict[str, Decimal], book: Book
) -> Decimal:
    """Count how many may be delivered as parts or substitutes of what is still to be delivered."""
    allowed = NONE
    for other, quantity in due.items():
        left = quantity - delivered.get(other, NONE)
        found = book.get(Product, other) if left > 0 else None
        if found is not None:
            parts = (part.quantity for part in found.parts if part.product == product)
            allowed += left * sum(parts, Decimal(product in found.substitutes))
    return allowed


def returned_was_delivered(record: Order, _book: Book) -> Iterator[Finding]:
    """No more of a product comes back than was delivered.

    A return takes revenue and commission back; both must have been there.
    """
    delivered = _counted(_moved(record.deliveries))
    for product, quantity in _counted(_moved(record.returns)).items():
        most = delivered.get(product, NONE)
        if quantity > most:
            found, limit = plain(quantity), plain(most)
            message = f"At most {limit} of `{product}`, as delivered, must come back; {found} did."
            where = _last("returns", record.returns, product)
            yield Finding(where, message, "Correct the quantity, or add the delivery.")


def reduction_fits(record: Order, book: Book) -> Iterator[Finding]:
    """An order that reduces an earlier one takes no more of a product than that one had.

    Its quantities may be written with or without a minus sign.
    """
    earlier = book.get(Order, record.reduces)
    if earlier is None:
        return
    ordered = _counted(earlier.lines)
    taken = _counted(record.lines)
    for index, line in enumerate(record.lines):
        most = ordered.get(line.product, NONE)
        if abs(taken[line.product]) > most:
            message = (
                f"`quantity` must be at most the {plain(most)} `{line.product}` of `{earlier.id}`."
            )
            yield Finding(("lines", index, "quantity"), message, "Correct it, or `reduces`.")


def quantity_is_not_negative(
    record: Deal | Quote | Order | StockDocument, _book: Book
) -> Iterator[Finding]:
    """A quantity is not negative, except where it takes something back.

    An order that `reduces` an earlier one may be negative, and so may an adjustment of stock.
    """
    for where, line in _lines(record):
        if line.quantity < NONE:
            message = f"`quantity` must not be negative; it is {plain(line.quantity)}."
            hint = "Write what came back under `returns`, or as an order that `reduces` this one."
            yield Finding((*where, "quantity"), message, hint)


def _lines(record: Deal | Quote | Order | StockDocument) -> Iterator[tuple[Where, Line]]:
    if not _takes_back(record):
        lines: tuple[Line, ...] = record.lines
        for index, line in enumerate(lines):
            yield ("lines", index), line
    if isinstance(record, Order):
        yield from _moved_lines("deliveries", record.deliveries)
        yield from _moved_lines("returns", record.returns)


def _moved_lines(name: str, moves: Sequence[Delivery | Return]) -> Iterator[tuple[Where, Line]]:
    for number, move in enumerate(moves):
        for index, line in enumerate(move.lines):
            yield (name, number, "lines", index), line


def _takes_back(record: Deal | Quote | Order | StockDocument) -> bool:
    if isinstance(record, Order):
        return record.reduces is not None
    return isinstance(record, StockDocument) and record.type == "adjustment"


def line_is_part_of_its_bundle(record: Quote, book: Book) -> Iterator[Finding]:
    """A quote's line that says it is part of a bundle is one of the bundle's parts."""
    for index, line in enumerate(record.lines):
        bundle = book.get(Product, line.bundle)
        if bundle is not None and line.product not in {part.product for part in bundle.parts}:
            message = f"`bundle` must be a bundle with `{line.product}`; `{bundle.id}` has none."
            hint = f"Name the right bundle, or add the product to the parts of `{bundle.id}`."
            yield Finding(("lines", index, "bundle"), message, hint)


def _moved(moves: Iterable[Delivery | Return]) -> Iterator[MovedLine]:
    return (line for move in moves for line in move.lines)


def _counted(lines: Iterable[Line]) -> dict[str, Decimal]:
    """Add up quantities by product."""
    counted: dict[str, Decimal] = {}
    for line in lines:
        counted[line.product] = counted.get(line.product, NONE) + line.quantity
    return counted


def _last(name: str, moves: Sequence[Delivery | Return], product: str) -> Where:
    """Find the last line that moved a product: the one that made it too many."""
    found: Where = ()
    for where, line in _moved_lines(name, moves):
        if line.product == product:
            found = (*where, "quantity")
    return found
