"""A contact: a person at an account."""

from typing import ClassVar

from schema.choices import BuyingRole, Consent, ConsentChannel, ContactRole
from schema.fields import (
    AccountId,
    ContactId,
    Day,
    Line,
    Mail,
    PersonId,
    Phone,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class OtherAccount(Part):
    """A further account that the contact works for."""

    account: AccountId = required("The further account.", "yamada-holdings")
    role: ContactRole | None = optional("What the contact does there.", "director")


class Contact(Shared):
    """A contact: a person at an account."""

    folder: ClassVar[str] = "contacts"
    noun: ClassVar[str] = "contact"

    name: Line = required("The name as people say it.", "Makoto Oka")
    account: AccountId | None = optional("The account that the contact works for.", "yamada-seiki")
    role: ContactRole | None = optional("What the contact does at the account.", "manager")
    owner: PersonId | None = optional("Who keeps in touch.", "aiko-tanaka")
    title: Line | None = optional("The title on the card.", "Line manager")
    department: Line | None = optional("The department.", "Production")
    mail: Mail | None = optional("The mail address.", "oka@yamada-seiki.example")
    phone: Phone | None = optional("The direct line or mobile.", "+81 90 1234 5678")
    family: Line | None = optional("The family name, in its own script.", "岡")
    given: Line | None = optional("The given name, in its own script.", "誠")
    reading: Line | None = optional("How the name is read.", "おか まこと")
    reports_to: ContactId | None = optional("The contact's superior.", "ken-ohno")
    buying_role: BuyingRole | None = optional("The part played in a purchase.", "champion")
    consent: Consent = preset("unknown", "May we write and call for marketing?", "given")
    consent_on: Day | None = optional("When consent was given or withdrawn.", "2026-05-11")
    opted_out: tuple[ConsentChannel, ...] = many("Ways not to use.", "[phone]")
    left_on: Day | None = optional("When the contact left the account.", "2026-03-31")
    other_accounts: tuple[OtherAccount, ...] = many(
        "Further accounts, with the role there.",
        "[{account: yamada-holdings, role: director}]",
    )
    not_duplicate_of: tuple[ContactId, ...] = many(
        "Contacts that look the same and are not.", "[makoto-oka-2]"
    )
