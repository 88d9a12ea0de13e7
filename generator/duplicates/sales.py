"""What speaks for and against two deals, or two orders, of one account being one."""

from collections.abc import Iterator
from decimal import Decimal

from generator.duplicates import features, letters, matcher
from generator.duplicates.keys import CLOSE_DAYS, ordered
from generator.duplicates.likeness import Evidence, Fields
from generator.duplicates.name import title

DEAL_PRIOR = -4.0
ORDER_PRIOR = -3.0
_SAME_NAME, _OTHER_NAME = 85, 60
_WEEK, _MONTH = 7, 30
_EQUAL, _NEAR, _FAR = Decimal("1.01"), Decimal("1.25"), 2


def deal(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    """Compare two deals: of one account and at one time, they may still be two."""
    if features.same(mine, theirs, "lead"):
        yield Evidence(6, f"from the same lead `{features.text(mine, 'lead')}`")
    if features.differ(mine, theirs, "account"):
        yield Evidence(-8, "of different accounts")
    yield from _named(mine, theirs)
    yield from _sold(mine, theirs)
    yield from _worth(mine, theirs)
    yield from _when(mine, theirs)
    yield from _who(mine, theirs)
    yield from _numbered(mine, theirs)


def _named(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = (title(features.text(fields, "name")) for fields in (mine, theirs))
    alike = matcher.set_ratio(one.words, other.words)
    if one.bag == other.bag:
        yield Evidence(3, "the same name")
    elif alike >= _SAME_NAME:
        yield Evidence(2.2, "nearly the same name")
    elif alike < _OTHER_NAME and letters.is_wide(one.core) == letters.is_wide(other.core):
        yield Evidence(-1.5, "different names")
    if one.numbers and other.numbers and one.numbers != other.numbers:
        yield Evidence(-6, "different numbers in their names")


def _sold(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    ours, yours = features.products(mine), features.products(theirs)
    if ours and ours == yours:
        yield Evidence(2, "the same products")
    elif ours & yours:
        yield Evidence(0.5, "some of the same products")
    elif ours and yours:
        yield Evidence(-5, "different products")
    kinds = {features.text(fields, "type") or "new" for fields in (mine, theirs)}
    if len(kinds) > 1:
        weight = -5 if "renewal" in kinds else -1
        yield Evidence(weight, " and ".join(sorted(f"one is {kind}" for kind in kinds)))


def _worth(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = features.total(mine), features.total(theirs)
    if not one or not other or min(one, other) <= 0:
        return
    ratio = max(one, other) / min(one, other)
    if features.differ(mine, theirs, "currency"):
        yield Evidence(-1, "different currencies")
    elif ratio <= _EQUAL:
        yield Evidence(2, "the same amount")
    elif ratio <= _NEAR:
        yield Evidence(1, "similar amounts")
    elif ratio > _FAR:
        yield Evidence(-2.5, "amounts far apart")


def _when(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = (
        features.day(fields, "closed_on", "close_date", "created_on") for fields in (mine, theirs)
    )
    apart = features.days_between(one, other)
    if apart is not None and apart > CLOSE_DAYS:
        yield Evidence(-6, f"another period: they close {apart} days apart")
    elif apart is not None:
        yield Evidence(1 if apart <= _WEEK else 0.5, f"they close {_apart(apart)}")
    made = features.days_between(
        features.day(mine, "created_on"), features.day(theirs, "created_on")
    )
    if made is not None and made <= _MONTH:
        yield Evidence(0.8, f"entered {_apart(made)}")
    if features.closed(mine) and features.closed(theirs):
        yield Evidence(-6 if apart and apart > _WEEK else -3, "both are won")


def _apart(days: int) -> str:
    if not days:
        return "on the same day"
    return f"{days} day{'s' if days > 1 else ''} apart"


def _who(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    ours, yours = (
        {features.text(one, "contact") for one in features.parts(fields, "contacts")}
        for fields in (mine, theirs)
    )
    if ours & yours:
        yield Evidence(1, f"the same contact `{min(ours & yours)}`")
    elif ours and yours:
        yield Evidence(-0.5, "different contacts")
    if features.differ(mine, theirs, "owner"):
        yield Evidence(0.5, "")


def order(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    """Compare two orders of one account."""
    if "reduces" in mine or "reduces" in theirs:
        yield Evidence(-10, "one takes back from an order")
    if "cancelled" in (mine.get("status"), theirs.get("status")):
        yield Evidence(-8, "one is cancelled")
    if ordered(mine) == ordered(theirs):
        yield Evidence(3, "the same products and quantities")
    yield from _ordered_on(mine, theirs)
    yield from _charged(mine, theirs)
    for name in ("deal", "quote"):
        if features.differ(mine, theirs, name):
            yield Evidence(-5, f"from different {name}s")
        elif features.same(mine, theirs, name):
            yield Evidence(1, f"from the same {name}")
    if features.differ(mine, theirs, "channel"):
        yield Evidence(-1, "through different channels")
    yield from _numbered(mine, theirs)
    if _has(mine, "invoices") and _has(theirs, "invoices"):
        yield Evidence(-2, "both are invoiced")


def _charged(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    one, other = features.total(mine), features.total(theirs)
    if features.differ(mine, theirs, "currency"):
        yield Evidence(-5, "in different currencies")
    elif one and other and not 1 / _NEAR < one / other < _NEAR:
        yield Evidence(-2, "at different prices")


def _numbered(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    """Another system counts what it knows: under two numbers it knows two."""
    if system := features.numbered_apart(mine, theirs):
        yield Evidence(-4, f"different numbers in `{system}`")


def _ordered_on(mine: Fields, theirs: Fields) -> Iterator[Evidence]:
    apart = features.days_between(
        features.day(mine, "ordered_on"), features.day(theirs, "ordered_on")
    )
    if apart == 0:
        yield Evidence(2.5, "ordered on the same day")
    elif apart is not None:
        yield Evidence(-0.5 * apart, f"ordered {_apart(apart)}")


def _has(fields: Fields, name: str) -> bool:
    return bool(fields.get(name))
