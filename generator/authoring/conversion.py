"""What a lead becomes: an account, a contact and a deal, found among those there are or made."""

import json
from collections.abc import Iterator, Mapping

from generator.authoring.proposal import Standing
from generator.book import Key
from generator.yaml.source import Tree
from schema.company import Company

_TO_ACCOUNT = {"company": "name", "owner": "owner", "industry": "industry"}
_TO_CONTACT = {
    "name": "name",
    "owner": "owner",
    "title": "title",
    "mail": "mail",
    "phone": "phone",
}


def account(stands: Standing, lead: Mapping[str, Tree]) -> str | None:
    """Find the one account that is called as the lead's company is."""
    name = str(lead.get("company", "")).casefold()
    found = [key.id for key, tree in _all(stands, "accounts") if name and name in _names(tree)]
    return found[0] if len(found) == 1 else None


def contact(stands: Standing, lead: Mapping[str, Tree]) -> str | None:
    """Find the one contact that has the lead's mail address."""
    mail = str(lead.get("mail", "")).casefold()
    found = [
        key.id
        for key, tree in _all(stands, "contacts")
        if mail and str(tree.get("mail", "")).casefold() == mail
    ]
    return found[0] if len(found) == 1 else None


def _all(stands: Standing, folder: str) -> Iterator[tuple[Key, dict[str, Tree]]]:
    for key, entry in sorted(stands.entries.items()):
        if key.folder == folder:
            yield key, json.loads(entry.text)


def _names(tree: Mapping[str, Tree]) -> set[str]:
    aliases = tree.get("aliases")
    names = [tree.get("name"), tree.get("legal_name"), *(aliases or [])]
    return {str(name).casefold() for name in names if name}


def new_account(lead: Mapping[str, Tree]) -> dict[str, Tree]:
    """Compose the account of a lead's company."""
    return {field: lead[name] for name, field in _TO_ACCOUNT.items() if name in lead}


def new_contact(lead: Mapping[str, Tree], at: str) -> dict[str, Tree]:
    """Compose the contact that a lead's person is at an account."""
    return {
        **{field: lead[name] for name, field in _TO_CONTACT.items() if name in lead},
        "account": at,
    }


def new_deal(
    lead: Mapping[str, Tree], about: tuple[str, str, str], company: Company
) -> dict[str, Tree]:
    """Compose the deal of a lead; `about` are the ids of lead, account and contact."""
    identity, at, person = about
    line = company.pipelines[0]
    tree: dict[str, Tree] = {
        "name": lead.get("company", lead.get("name", identity)),
        "account": at,
        "pipeline": line.id,
        "stage": next(stage.id for stage in line.stages if stage.outcome == "open"),
        "lead": identity,
        "contacts": [{"contact": person}],
    }
    if "owner" in lead:
        tree["owner"] = lead["owner"]
    if lead.get("campaigns"):
        tree["campaigns"] = lead["campaigns"]
    return tree
