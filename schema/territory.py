"""A territory: a part of the market, in a tree, with the rules that assign accounts to it."""

from typing import ClassVar

from schema.choices import Industry, Region
from schema.fields import Line, PersonId, TerritoryId, Whole, many, optional, required
from schema.record import Part, Shared


class AssignmentRule(Part):
    """A condition that brings an account into the territory; all given parts must hold."""

    industry: Industry | None = optional("The account's industry.", "machinery")
    region: Region | None = optional("The region of an address.", "Osaka")
    postal_code: Line | None = optional("The first characters of a postal code.", "53")
    size_from: Whole | None = optional("At least so many employees.", "50", unit="people")
    size_to: Whole | None = optional("At most so many employees.", "499", unit="people")


class Territory(Shared):
    """A territory: a part of the market, in a tree, with the rules that assign accounts to it."""

    folder: ClassVar[str] = "territories"
    noun: ClassVar[str] = "territory"

    name: Line = required("The territory's name.", "Japan West")
    parent: TerritoryId | None = optional("The territory that this one is part of.", "japan")
    manager: PersonId | None = optional("Who answers for the territory.", "ken-mori")
    rules: tuple[AssignmentRule, ...] = many(
        "Which accounts belong here; one matching rule is enough.",
        "[{region: Osaka}, {region: Kyoto}]",
    )
