"""`salesbook convert`: a lead becomes an account, a contact and a deal, all in one step."""

import argparse
from collections.abc import Iterator

from generator.authoring import (
    assignment,
    change,
    conversion,
    identity,
    named,
    record_text,
    telling,
)
from generator.authoring.change import Change, Opened
from generator.authoring.proposal import Standing
from generator.authoring.typed import Reader
from generator.book import Key
from generator.commands import asking, editing, saving
from generator.commands.new import suffixes
from generator.errors import UsageError
from generator.yaml.source import Tree
from schema import KINDS, Deal

HELP = "Convert a lead: account and contact are found or made, a deal is made, the lead says so."
EXAMPLE = 'salesbook convert yumi-hirano-7k3q name="Line sensors" amount=1.2M --commit'


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("record", metavar="LEAD", nargs="?", help="the lead")
    parser.add_argument(
        "words", nargs="*", metavar="FIELD=VALUE", help="fields of the deal: name=, amount= ..."
    )
    parser.add_argument("--account", metavar="ID", help="an account that is there")
    parser.add_argument("--contact", metavar="ID", help="a contact that is there")
    parser.add_argument("--no-deal", action="store_true", help="make no deal")
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Make what is missing, and write all of it or nothing."""
    editing.unnamed(options)
    known = named.listing(options.root)
    key = editing.chosen(options.record, known, "leads")
    stands = saving.standing(options)
    lead = change.opened(options.root, key, known[key])
    if "converted_on" in lead.tree:
        message = f"{key}: was converted on {lead.tree['converted_on']} already."
        raise UsageError(message)
    made = dict(_made(options, stands, lead, known))
    tree: dict[str, Tree] = {
        **lead.tree,
        "status": "converted",
        "converted_on": str(stands.as_of),
        **{f"converted_{name}": one.id for name, (one, _) in made.items()},
    }
    new = [(one, fields) for one, fields in made.values() if fields]
    changes = [*(_change(one, fields) for one, fields in new), lead.changed(tree)]
    told = telling.told(stands, key, lead.tree, tree)
    lines = [*(f"new {one}" for one, _ in new), *told.lines]
    message = telling.listed(f"Convert lead {told.title}", lines)
    said = saving.Told([f"{key}  {told.title}", *lines], message)
    return saving.run(options, stands, changes, said)


_Made = tuple[str, tuple[Key, dict[str, Tree]]]
"""What a lead becomes: the name of its part, its key and, where it is new, its fields."""


def _made(
    options: argparse.Namespace, stands: Standing, lead: Opened, known: dict[Key, str]
) -> Iterator[_Made]:
    at = _there(options.account, "accounts", known) or conversion.account(stands, lead.tree)
    account = Key("accounts", at) if at else None
    fields = {} if account else conversion.new_account(lead.tree)
    if account is None and not fields.get("name"):
        message = f"{lead.key}: has no `company`; name an account with --account ID."
        raise UsageError(message)
    account = account or _fresh("accounts", fields, stands, known)
    yield "account", (account, fields)
    person = _there(options.contact, "contacts", known) or conversion.contact(stands, lead.tree)
    fields = {} if person else conversion.new_contact(lead.tree, account.id)
    contact = Key("contacts", person) if person else _fresh("contacts", fields, stands, known)
    yield "contact", (contact, fields)
    if not options.no_deal:
        yield "deal", _deal(options, stands, lead, (account.id, contact.id), known)


def _there(asked: str | None, folder: str, known: dict[Key, str]) -> str | None:
    return named.one(editing.of_kind(asked, folder), known).id if asked else None


def _deal(
    options: argparse.Namespace,
    stands: Standing,
    lead: Opened,
    about: tuple[str, str],
    known: dict[Key, str],
) -> tuple[Key, dict[str, Tree]]:
    """Compose the deal, with the fields that the command line gives it."""
    words = list(options.words)
    if asking.able() and not any(word.startswith("name=") for word in words):
        answer = asking.ask("name - What is to be sold, in a few words: ")
        words += [f"name={answer}"] if answer else []
    start = conversion.new_deal(lead.tree, (lead.key.id, *about), stands.company)
    start["created_on"] = str(stands.as_of)
    reader = Reader(stands.company, stands.as_of, str(start["pipeline"]))
    fields = assignment.assigned(Deal, start, words, reader)
    return _fresh("deals", fields, stands, known), fields


def _fresh(folder: str, tree: dict[str, Tree], stands: Standing, known: dict[Key, str]) -> Key:
    taken = {key.id for key in known if key.folder == folder}
    day = stands.as_of.isoformat()
    return Key(folder, identity.fresh(KINDS[folder], tree, day, suffixes(), taken))


def _change(key: Key, tree: dict[str, Tree]) -> Change:
    kind = KINDS[key.folder]
    return Change(key, identity.place(kind, key.id, tree), None, record_text.write(kind, tree))
