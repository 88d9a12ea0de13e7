"""What records are found by when others are compared with them: only those that share a key are.

A key is a hash, or what is left of a name without one letter. Accounts share one if a name, a
domain, a phone number or a registered number is the same; contacts and leads by mail, phone, or a
word of their name at one company; deals by their account and the days around their closing; orders
by account, day and lines.

Names one letter apart have keys of their own, many of them. That alone is a reason to ask somebody
and never a finding, so that the check can do without.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from zlib import crc32

from generator.book import ALIKE
from generator.duplicates import contact_data, features, letters
from generator.duplicates.likeness import Fields
from generator.duplicates.name import Name, company, person, spoken
from schema import Account, Contact, Deal, Lead, Order

CLOSE_DAYS = 45
"""Deals of one account that close so many days apart may be one."""
ORDER_DAYS = 3
_SHORTEST, _LONGEST = 5, 32
_SHORTEST_WIDE = 4


def keys(folder: str, fields: Fields) -> tuple[str, ...]:
    """Give all keys of a record, sorted; none for a kind in which nothing is entered twice."""
    found = _KEYS.get(folder)
    if found is None:
        return ()
    start = crc32(folder.encode())
    return tuple(sorted([f"{ALIKE}{crc32(one.encode(), start):x}" for one in {*found(fields)}]))


def near_keys(folder: str, fields: Fields) -> list[str]:
    """Give the keys of an account for names that are one letter apart: what they have in common.

    One may be among them twice.
    """
    if folder != Account.folder:
        return []
    cores = {name.core for name in features.names(fields)}
    return [rest for core in cores for rest in _one_letter_less(core)]


def _account(fields: Fields) -> Iterator[str]:
    for name in features.names(fields):
        yield from _exact(name)
    if reading := features.text(fields, "reading"):
        yield f"name {spoken(company(reading).core)}"
    yield from (f"domain {one}" for one in features.domains(fields))
    if number := contact_data.register(features.text(fields, "corporate_number")):
        yield f"number {number}"
    yield from _phone(fields)


def _exact(name: Name) -> Iterator[str]:
    yield f"name {name.core}"
    if len(name.words) > 1:
        yield f"name {name.bag}"
    if letters.is_wide(name.core):
        yield f"name {letters.variant(name.core)}"
        if said := spoken(name.core):
            yield f"name {said}"


def _one_letter_less(core: str) -> Sequence[str]:
    """Leave out each letter in turn: two names one letter apart have one such rest in common."""
    least = _SHORTEST_WIDE if letters.is_wide(core) else _SHORTEST
    if least <= len(core) <= _LONGEST:
        return [core, *[core[:place] + core[place + 1 :] for place in range(len(core))]]
    return ()


def _phone(fields: Fields) -> Iterator[str]:
    if number := contact_data.phone(features.text(fields, "phone")):
        yield f"phone {number}"


def _contact(fields: Fields) -> Iterator[str]:
    for account in features.employers(fields):
        yield from (f"at {account} {word}" for word in _said(fields))
    yield from _reached(fields)


def _lead(fields: Fields) -> Iterator[str]:
    if at := company(features.text(fields, "company")).core:
        yield from (f"at {at} {word}" for word in _said(fields))
    yield from _reached(fields)


def _said(fields: Fields) -> set[str]:
    """Give the words of a person's name, and the name as a whole."""
    name = person(features.text(fields, "name"))
    return {*name.words, letters.variant(name.bag)}


def _reached(fields: Fields) -> Iterator[str]:
    if mail := features.text(fields, "mail"):
        yield f"mail {mail.casefold()}"
    yield from _phone(fields)


def _deal(fields: Fields) -> Iterator[str]:
    """Give none for a lost deal: who asks again later makes another one."""
    if "lost_reason" in fields:
        return
    account = features.text(fields, "account")
    when = features.day(fields, "closed_on", "close_date", "created_on")
    if account:
        yield from (f"{account} {part}" for part in _around(when, CLOSE_DAYS))
    if lead := features.text(fields, "lead"):
        yield f"lead {lead}"


def _order(fields: Fields) -> Iterator[str]:
    account, lines = features.text(fields, "account"), ordered(fields)
    if account and lines:
        for part in _around(features.day(fields, "ordered_on"), ORDER_DAYS):
            yield f"{account} {part} {lines}"


def ordered(fields: Fields) -> str:
    """Give products and quantities of an order in one text, whatever their order."""
    lines = features.parts(fields, "lines")
    pairs = ((features.text(one, "product"), features.amount(one, "quantity")) for one in lines)
    return " ".join(sorted(f"{name} {(count or Decimal()).normalize():f}" for name, count in pairs))


def _around(when: date | None, days: int) -> tuple[int, ...]:
    """Number the stretches of days around a day: two days at most so far apart share one."""
    part = when.toordinal() // days if when else 0
    return (part, part + 1) if when else ()


_KEYS: Mapping[str, Callable[[Fields], Iterator[str]]] = {
    Account.folder: _account,
    Contact.folder: _contact,
    Lead.folder: _lead,
    Deal.folder: _deal,
    Order.folder: _order,
}
FOLDERS = tuple(_KEYS)
"""The kinds in which something may be entered twice."""
