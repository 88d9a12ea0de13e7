"""A campaign: something marketing does that brings leads and moves deals."""

from typing import ClassVar

from schema.choices import CampaignStatus, CampaignType, MemberStatus
from schema.fields import (
    Amount,
    CampaignId,
    ContactId,
    CurrencyCode,
    Day,
    Key,
    LeadId,
    Line,
    PersonId,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class Member(Part):
    """A lead or a contact whom the campaign reached."""

    lead: LeadId | None = optional("The lead.", "yumi-hirano-7k3q")
    contact: ContactId | None = optional("The contact.", "makoto-oka")
    status: MemberStatus = preset("sent", "How they answered.", "attended")
    date: Day | None = optional("When.", "2026-10-08")


class Campaign(Shared):
    """A campaign: something marketing does that brings leads and moves deals."""

    folder: ClassVar[str] = "campaigns"
    noun: ClassVar[str] = "campaign"

    name: Line = required("The campaign's name.", "Nagoya fair 2026")
    owner: PersonId | None = optional("Who runs it.", "sora-park")
    code: Key | None = optional("The code in links and on cards.", "NF26")
    type: CampaignType | None = optional("What it is.", "trade_show")
    status: CampaignStatus = preset("planned", "Where it stands.", "in_progress")
    parent: CampaignId | None = optional("The campaign that it is part of.", "autumn-2026")
    start: Day | None = optional("The first day.", "2026-10-07")
    end: Day | None = optional("The last day.", "2026-10-09")
    currency: CurrencyCode | None = optional(
        "The currency; the company's where none is given.", "JPY"
    )
    budget: Amount | None = optional("What it may cost.", "3000000", unit="money")
    actual_cost: Amount | None = optional("What it did cost.", "2850000", unit="money")
    expected_revenue: Amount | None = optional("What it should bring.", "40000000", unit="money")
    members: tuple[Member, ...] = many(
        "Whom it reached.", "[{lead: yumi-hirano-7k3q, status: attended}]"
    )
