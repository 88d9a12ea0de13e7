"""The sample company with records entered twice: what the simulation makes so, and more of it.

Each copy is what a second person would have written down: fewer fields, and some otherwise.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from generator import simulation
from generator.book import Entry, Key
from generator.simulation import duplicates, world
from generator.simulation.event import tree
from generator.yaml.source import Tree

Fields = dict[str, Tree]
Copies = Iterator[tuple[str, Fields]]
"""Copies of a record, each with what is otherwise in it."""
EVERY = 7
SEED = 7


class Doubled(NamedTuple):
    """Records, the pairs of them that are one, and what is otherwise in each pair's second."""

    entries: tuple[Entry, ...]
    pairs: Mapping[tuple[Key, Key], str]


def sample(sizes: simulation.Sizes) -> Doubled:
    """Make the records of a company of that size, every seventh of them with its copies."""
    records = dict(_records(sizes))
    pairs = {_pair(Key("accounts", "yamada-seiki"), Key("accounts", "yamada-seiki-2")): "twin"}
    for key, fields, original in _entered_twice(sizes):
        records[key] = fields
        pairs[_pair(key, original)] = "entered twice in the simulation"
    rng = Random(SEED)  # noqa: S311 - chance that can be repeated
    for number, (key, fields) in enumerate(sorted(records.items())):
        if key.folder in _COPIES and number % EVERY == 0 and "not_duplicate_of" not in fields:
            for count, (what, other) in enumerate(_COPIES[key.folder](rng, dict(fields))):
                copy = Key(key.folder, f"{key.id[:56]}-copy{count}")
                records[copy] = other
                pairs[_pair(key, copy)] = what
    entries = (Entry(key, "", json.dumps({"id": key.id, **one})) for key, one in records.items())
    return Doubled(tuple(entries), pairs)


def _pair(one: Key, other: Key) -> tuple[Key, Key]:
    return (one, other) if one < other else (other, one)


def _records(sizes: simulation.Sizes) -> Iterator[tuple[Key, Fields]]:
    for path, fields in simulation.book(simulation.SEED, sizes, simulation.TODAY):
        folder, _, name = path.removesuffix(".yml").rpartition("/")
        yield Key(folder.partition("/")[0], name), fields


def _entered_twice(sizes: simulation.Sizes) -> Iterator[tuple[Key, Fields, Key]]:
    """Give the accounts that are merged again in the simulation, as they were entered."""
    drawn = world.draw(simulation.SEED, sizes, simulation.TODAY)
    found = {one.id: one for one in duplicates.draw(drawn)}
    for event in duplicates.told(drawn, tuple(found.values())):
        if event.key.folder == "accounts" and not event.gone:
            original = Key("accounts", found[event.key.id].account.id)
            yield event.key, tree(event.change), original


def _account(rng: Random, fields: Fields) -> Copies:
    legal, name = str(fields.get("legal_name") or fields["name"]), str(fields["name"])
    bare = {"type": "prospect", "territory": fields.get("territory", "")}
    for old, new in (("株式会社", "㈱"), ("주식회사 ", "㈜"), ("Ltd.", "Limited"), ("Inc.", "Co.")):
        if old in legal:
            yield "another legal form", {**bare, "name": legal.replace(old, new)}
    yield "in capital letters, full width", {**bare, "name": _wide(legal.upper())}
    place = rng.randrange(1, len(name) - 1)
    known = {"domains": fields["domains"]} if "domains" in fields else {}
    yield (
        "a letter left out, one domain",
        {**bare, **known, "name": name[:place] + name[place + 1 :]},
    )
    yield "a letter left out", {**bare, "name": name[:place] + name[place + 1 :]}
    if "phone" in fields:
        digits = str(fields["phone"]).replace(" ", "-")
        yield "one name, one phone", {**bare, "name": name, "phone": digits}


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _contact(_: Random, fields: Fields) -> Copies:
    words = str(fields["name"]).split()
    kept = {name: fields[name] for name in ("account",) if name in fields}
    if len(words) > 1:
        yield "family name first", {**kept, "name": " ".join(words[::-1])}
        if "mail" in fields:
            short = f"{words[0][0]}. {words[-1]}"
            yield "initial, one mail", {**kept, "name": short, "mail": fields["mail"]}
    yield "name and account", {**kept, "name": fields["name"]}


def _lead(_: Random, fields: Fields) -> Copies:
    came = {"created_on": fields["created_on"], "name": fields["name"]}
    if "mail" in fields and not {"converted_on", "rejected_on"} & fields.keys():
        yield "one mail", {**came, "mail": str(fields["mail"]).upper()}
    if "company" in fields and not {"converted_on", "rejected_on"} & fields.keys():
        yield "name and company", {**came, "company": f"{fields['company']} Inc."}


def _deal(rng: Random, fields: Fields) -> Copies:
    if "closed_on" in fields or "close_date" not in fields or "account" not in fields:
        return
    close = date.fromisoformat(str(fields["close_date"])) + timedelta(rng.randrange(-14, 15))
    made = date.fromisoformat(str(fields["created_on"])) + timedelta(rng.randrange(20))
    other: Fields = {**fields, "close_date": str(close), "created_on": str(made)}
    other["owner"] = "somebody-else"
    other.pop("lead", None)
    yield "another owner, other days", other
    words = str(fields["name"]).split()
    without = {name: value for name, value in other.items() if name not in ("lines", "contacts")}
    yield "without lines, words turned", {**without, "name": " ".join(words[::-1])}


def _order(_: Random, fields: Fields) -> Copies:
    kept = ("account", "ordered_on", "lines", "currency", "channel")
    if "reduces" not in fields and fields.get("status") != "cancelled":
        yield "the same goods and day", {name: fields[name] for name in kept if name in fields}


_COPIES: Mapping[str, Callable[[Random, Fields], Copies]] = {
    "accounts": _account,
    "contacts": _contact,
    "leads": _lead,
    "deals": _deal,
    "orders": _order,
}
