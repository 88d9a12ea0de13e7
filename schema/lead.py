"""A lead: somebody who might buy, before there is a deal."""

from typing import ClassVar

from schema.choices import BantState, Industry, LeadFact, LeadSource, LeadStatus, RejectedReason
from schema.fields import (
    AccountId,
    CampaignId,
    ContactId,
    Day,
    DealId,
    LeadId,
    Line,
    Mail,
    Moment,
    PersonId,
    Phone,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class CampaignTouch(Part):
    """A campaign that reached this lead or deal, and when."""

    campaign: CampaignId = required("The campaign.", "nagoya-fair-2026")
    date: Day = required("The day of the touch.", "2026-10-08")


class Bant(Part):
    """Budget, authority, need and timeline: each unknown, no, partial or yes, with a note."""

    budget: BantState = preset("unknown", "Is there money?", "partial")
    budget_note: Line | None = optional("What was said about money.", "Next year's plan")
    authority: BantState = preset("unknown", "Can they decide?", "yes")
    authority_note: Line | None = optional(
        "What was said about deciding.", "Plant director decides"
    )
    need: BantState = preset("unknown", "Is there a need?", "yes")
    need_note: Line | None = optional("What was said about the need.", "Scrap rate of 4 %")
    timeline: BantState = preset("unknown", "Is there a date?", "partial")
    timeline_note: Line | None = optional("What was said about the date.", "Before the line moves")


class Lead(Shared):
    """A lead: somebody who might buy, before there is a deal."""

    folder: ClassVar[str] = "leads"
    noun: ClassVar[str] = "lead"

    name: Line = required("The person's name.", "Yumi Hirano")
    status: LeadStatus = preset("new", "Where the lead stands.", "working")
    company: Line | None = optional("The company, as the lead wrote it.", "Hirano Foods")
    owner: PersonId | None = optional("Who works the lead.", "mei-lin")
    title: Line | None = optional("The title on the card.", "Quality manager")
    source: LeadSource | None = optional("Where the lead came from.", "trade_show")
    mail: Mail | None = optional("The mail address.", "hirano@hirano-foods.example")
    created_on: Day = required("The day the lead came in.", "2026-10-08")
    phone: Phone | None = optional("The phone number.", "+81 52 123 4567")
    industry: Industry | None = optional("The industry.", "food")
    first_response: Moment | None = optional("When we first answered.", "2026-10-09 10:30")
    size: Whole | None = optional("How many people work there.", "120", unit="people")
    facts: tuple[LeadFact, ...] = many(
        "What is known and scored.", "[visited_booth, fits_industry]"
    )
    mql_on: Day | None = optional("When marketing called the lead qualified (MQL).", "2026-10-10")
    mql_by: PersonId | None = optional("Who in marketing qualified it.", "sora-park")
    bant_individual: Bant | None = optional(
        "BANT as the person said it (marketing).", "{need: yes}"
    )
    sql_on: Day | None = optional("When sales accepted the lead (SQL).", "2026-10-15")
    sql_by: PersonId | None = optional("Who in sales accepted it.", "mei-lin")
    bant_organisation: Bant | None = optional(
        "BANT as the organisation confirmed it (sales).", "{need: yes}"
    )
    rejected_on: Day | None = optional("When the lead was rejected.", "2026-10-20")
    rejected_reason: RejectedReason | None = optional("Why it was rejected.", "no_budget")
    recycled_count: Whole = preset(0, "How often it went back to marketing.", "1", unit="times")
    converted_on: Day | None = optional("When the lead became a deal.", "2026-10-22")
    converted_account: AccountId | None = optional("The account it became.", "hirano-foods")
    converted_contact: ContactId | None = optional("The contact it became.", "yumi-hirano")
    converted_deal: DealId | None = optional(
        "The deal it became.", "hirano-foods-line-sensors-7k3q"
    )
    campaigns: tuple[CampaignTouch, ...] = many(
        "Campaigns that reached the lead.",
        "[{campaign: nagoya-fair-2026, date: 2026-10-08}]",
    )
    not_duplicate_of: tuple[LeadId, ...] = many(
        "Leads that look the same and are not.", "[yumi-hirano-2]"
    )
