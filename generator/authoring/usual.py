"""What a new record has where nobody says it: today, who commits here, and a first line in git."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from generator.authoring import telling
from generator.authoring.proposal import Standing
from generator.book import Key
from generator.yaml.source import Tree
from schema import Person, Shared
from schema.description import fields


def dated(kind: type[Shared], tree: Mapping[str, Tree], today: date) -> dict[str, Tree]:
    """Take today for each required day that is not given."""
    days = {
        field.name: today.isoformat()
        for field in fields(kind)
        if field.required and field.shape == "day" and field.name not in tree
    }
    return {**tree, **days}


def person(stands: Standing, mail: str | None) -> str | None:
    """Find the person to whom a mail address belongs."""
    for key, entry in sorted(stands.entries.items()):
        if mail and key.folder == Person.folder and mail in entry.text:
            found = Person.model_validate_json(entry.text)
            if mail in {found.mail, *(one.mail for one in found.commit_identities)}:
                return key.id
    return None


def of_deal(stands: Standing, tree: Mapping[str, Tree]) -> dict[str, Tree]:
    """Take the account from the deal that a record is about."""
    entry = stands.entries.get(Key("deals", str(tree.get("deal"))))
    account = json.loads(entry.text).get("account") if entry else None
    return {"account": account} if account else {}


def logged(stands: Standing, what: object, about: Mapping[str, Key]) -> str:
    """Write the first line of a commit that logs what happened: `Log call on deal Line 5`."""
    return f"Log {what}{''.join(_on(stands, about))}"


def _on(stands: Standing, about: Mapping[str, Key]) -> Iterator[str]:
    for name, key in about.items():
        yield f" on {name} {telling.title(stands, key.folder, key.id)}"
