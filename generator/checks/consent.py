"""Law 11: personal data is used as its owner allows."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from schema import Campaign, Contact

_RUNNING = frozenset({"planned", "in_progress"})
_CHANNELS = {"telemarketing": "phone"}
"""How a type of campaign reaches people, where that is not by mail."""


def member_may_be_asked(record: Campaign, book: Book) -> Iterator[Finding]:
    """A contact who opted out, or withdrew consent, is no member of a running campaign.

    Campaigns write to their members; telemarketing calls them, and asks for the opt-out of phone.
    """
    if record.status not in _RUNNING:
        return
    channel = _CHANNELS.get(record.type or "", "mail")
    for index, member in enumerate(record.members):
        contact = book.get(Contact, member.contact)
        if contact is None:
            continue
        if contact.consent == "withdrawn" or channel in contact.opted_out:
            reason = "withdrew consent" if contact.consent == "withdrawn" else "opted out"
            message = f"A member must agree to {channel}; `{contact.id}` {reason}."
            yield Finding(("members", index, "contact"), message, "Take the member out.")
