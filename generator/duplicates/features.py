"""What is taken from a record's fields to compare them."""

from datetime import date
from decimal import Decimal, InvalidOperation

from generator.duplicates import contact_data
from generator.duplicates.likeness import Fields
from generator.duplicates.name import Name, company
from generator.yaml.source import Tree


def text(fields: Fields, name: str) -> str:
    """Give a text; empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def texts(fields: Fields, name: str) -> list[str]:
    """Give the texts of a list."""
    value = fields.get(name)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def parts(fields: Fields, name: str) -> list[dict[str, Tree]]:
    """Give the groups of a list."""
    value = fields.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def day(fields: Fields, *names: str) -> date | None:
    """Give the first day that is there."""
    for name in names:
        found = text(fields, name)
        if found:
            try:
                return date.fromisoformat(found)
            except ValueError:
                return None
    return None


def amount(fields: Fields, name: str) -> Decimal | None:
    """Give a number; nothing where there is none."""
    try:
        return Decimal(text(fields, name))
    except InvalidOperation:
        return None


def total(fields: Fields) -> Decimal | None:
    """Give what the lines come to before tax, else the amount."""
    worth = [_line(line) for line in parts(fields, "lines")]
    return sum(worth, Decimal(0)) if worth else amount(fields, "amount")


def _line(line: Fields) -> Decimal:
    price, quantity = amount(line, "price"), amount(line, "quantity")
    discount = amount(line, "discount") or Decimal(0)
    return (price or Decimal(0)) * (quantity or Decimal(0)) * (100 - discount) / 100


def products(fields: Fields) -> frozenset[str]:
    """Give the products of the lines."""
    return frozenset(text(line, "product") for line in parts(fields, "lines"))


def named(fields: Fields) -> list[str]:
    """Give the names under which an account is written down."""
    found = [text(fields, "name"), text(fields, "legal_name"), *texts(fields, "aliases")]
    return [one for one in found if one]


def names(fields: Fields) -> list[Name]:
    """Give the names of an account as they are compared; those with a letter in them."""
    found = dict.fromkeys([company(one) for one in named(fields)])
    return [one for one in found if one.words]


def domains(fields: Fields) -> frozenset[str]:
    """Give the domains of an account that are its own."""
    own = (contact_data.domain(one) for one in texts(fields, "domains"))
    return frozenset(one for one in own if one)


def closed(fields: Fields) -> bool:
    """Tell whether a deal is won or lost."""
    return "closed_on" in fields


def employers(fields: Fields) -> frozenset[str]:
    """Give the accounts that a contact works for."""
    others = (text(one, "account") for one in parts(fields, "other_accounts"))
    return frozenset(one for one in (text(fields, "account"), *others) if one)


def same(one: Fields, other: Fields, name: str) -> bool:
    """Tell whether both have a field, and say the same in it."""
    return bool(one.get(name)) and one.get(name) == other.get(name)


def differ(one: Fields, other: Fields, name: str) -> bool:
    """Tell whether both have a field, and do not say the same in it."""
    return bool(one.get(name)) and bool(other.get(name)) and one[name] != other[name]


def numbered_apart(one: Fields, other: Fields) -> str:
    """Name a system that has two records under two ids; empty where none does."""
    ours, yours = one.get("external_ids"), other.get("external_ids")
    if not isinstance(ours, dict) or not isinstance(yours, dict):
        return ""
    return min(
        (name for name in ours.keys() & yours.keys() if differ(ours, yours, name)), default=""
    )


def days_between(one: date | None, other: date | None) -> int | None:
    """Count the days between two days; nothing where one is not there."""
    return abs((one - other).days) if one and other else None
