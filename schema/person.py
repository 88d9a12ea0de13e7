"""A person of the company: who owns records, sells, approves and commits."""

from typing import ClassVar

from schema.choices import PersonRole
from schema.fields import (
    CommissionPlanId,
    Day,
    Line,
    Login,
    Mail,
    PersonId,
    TeamId,
    TerritoryId,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class CommitIdentity(Part):
    """A name and mail in git that mean this person."""

    name: Line = required("The author name in commits.", "Aiko Tanaka")
    mail: Mail = required("The author mail in commits.", "aiko@kitahama.example")


class Person(Shared):
    """A person of the company: who owns records, sells, approves and commits."""

    folder: ClassVar[str] = "people"
    noun: ClassVar[str] = "person"

    name: Line = required("The name as people say it.", "Aiko Tanaka")
    role: PersonRole = preset("sales", "What the person does.", "sales_manager")
    mail: Mail | None = optional("The work mail address.", "aiko@kitahama.example")
    login: Login | None = optional("The user name on the hosting site.", "aiko-tanaka")
    team: TeamId | None = optional("The team that the person belongs to.", "kansai")
    manager: PersonId | None = optional("Whom the person reports to.", "ken-mori")
    territory: TerritoryId | None = optional("The territory that the person works.", "japan-west")
    family: Line | None = optional("The family name, in its own script.", "田中")
    given: Line | None = optional("The given name, in its own script.", "愛子")
    reading: Line | None = optional("How the name is read (kana or Latin).", "たなか あいこ")
    active_from: Day | None = optional("The first day at work.", "2021-04-01")
    active_to: Day | None = optional("The last day at work.", "2026-09-30")
    commission_plan: CommissionPlanId | None = optional(
        "The plan that pays this person.", "field-2026"
    )
    commit_identities: tuple[CommitIdentity, ...] = many(
        "Names and mails in git that mean this person.",
        "[{name: Aiko Tanaka, mail: aiko@kitahama.example}]",
    )
