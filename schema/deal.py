"""A deal: a chance to sell, on its way through the stages of a pipeline."""

from decimal import Decimal
from typing import ClassVar

from schema.choices import (
    BuyingRole,
    DealOrigin,
    DealType,
    ForecastCategory,
    LostReason,
    PipelineName,
    RecurringPeriod,
    StageName,
    Touch,
)
from schema.fields import (
    AccountId,
    Amount,
    CampaignId,
    ContactId,
    CurrencyCode,
    Day,
    DealId,
    LeadId,
    Line,
    Percent,
    PersonId,
    ProductId,
    Prose,
    Quantity,
    QuoteId,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class DealLine(Part):
    """A product in the deal."""

    product: ProductId = required("The product.", "line-camera-4k")
    quantity: Quantity = required("How many.", "12")
    price: Amount = required("The price of one, before discount.", "350000", unit="money")
    discount: Percent = preset(Decimal(0), "The discount on the line.", "5", unit="percent")


class DealCampaign(Part):
    """A campaign that influenced the deal; several may share the credit."""

    campaign: CampaignId = required("The campaign.", "nagoya-fair-2026")
    date: Day = required("The day of the touch.", "2026-10-08")
    touch: Touch = preset("other", "Which touch it was.", "first")


class DealContact(Part):
    """A contact who takes part in the purchase."""

    contact: ContactId = required("The contact.", "makoto-oka")
    role: BuyingRole | None = optional("The part played in this purchase.", "champion")


class Split(Part):
    """A person's share of the deal."""

    person: PersonId = required("Who shares.", "ben-ortiz")
    percent: Percent = required("The share.", "40", unit="percent")


class Recurring(Part):
    """What comes again every period."""

    amount: Amount = required("The amount of one period.", "120000", unit="money")
    period: RecurringPeriod = preset("month", "How often.", "month")
    months: Whole = required("For how many months.", "36", unit="months")


class Deal(Shared):
    """A deal: a chance to sell, on its way through the stages of a pipeline."""

    folder: ClassVar[str] = "deals"
    noun: ClassVar[str] = "deal"

    # Between the fields that change most stands one that hardly does, and one stands last: so git
    # merges what two people did to a deal where it merges by lines alone.

    name: Line = required("What is to be sold, in a few words.", "Line 5 inspection")
    account: AccountId | None = optional("Who would buy.", "yamada-seiki")
    owner: PersonId | None = optional("Who answers for the deal.", "aiko-tanaka")
    pipeline: PipelineName | None = optional(
        "The pipeline; the company's first where none is given.", "new-business"
    )
    stage: StageName = required("The stage of the pipeline.", "proposal")
    type: DealType = preset("new", "New business, expansion or renewal.", "expansion")
    forecast_category: ForecastCategory | None = optional(
        "Instead of the stage's category.", "commit"
    )
    created_on: Day = required("The day the deal was found.", "2026-08-03")
    amount: Amount | None = optional(
        "What the deal is worth; the lines' sum where there are lines.", "14200000", unit="money"
    )
    currency: CurrencyCode | None = optional(
        "The currency; the account's or the company's where none is given.", "JPY"
    )
    close_date: Day | None = optional("The day the deal is expected to close.", "2026-12-11")
    origin: DealOrigin | None = optional("Who found the deal.", "field")
    lead: LeadId | None = optional("The lead that the deal came from.", "yumi-hirano-7k3q")
    next_step: Line | None = optional("What happens next.", "Contract review")
    next_step_date: Day | None = optional("When it happens.", "2026-11-26")
    competitors: tuple[AccountId, ...] = many("Who else is asked.", "[rival-optics]")
    primary_quote: QuoteId | None = optional("The quote that counts.", "yamada-seiki-line-5-v3")
    probability: Percent | None = optional(
        "Instead of the stage's probability.", "70", unit="percent"
    )
    closed_on: Day | None = optional("The day the deal was won or lost.", "2026-12-09")
    lost_reason: LostReason | None = optional("Why the deal was lost.", "price")
    lost_note: Prose | None = optional("What happened.", "The rival was 8 % lower.")
    reopened: tuple[Day, ...] = many(
        "Days on which a closed deal was opened again.", "[2026-10-01]"
    )
    lines: tuple[DealLine, ...] = many(
        "The products.", "[{product: line-camera-4k, quantity: 12, price: 350000}]"
    )
    contacts: tuple[DealContact, ...] = many(
        "Who takes part.", "[{contact: makoto-oka, role: champion}]"
    )
    campaigns: tuple[DealCampaign, ...] = many(
        "Campaigns that influenced the deal.",
        "[{campaign: nagoya-fair-2026, date: 2026-10-08}]",
    )
    splits: tuple[Split, ...] = many(
        "Who shares the deal; together 100 %.", "[{person: ben-ortiz, percent: 40}]"
    )
    recurring: Recurring | None = optional(
        "What comes again.", "{amount: 120000, period: month, months: 36}"
    )
    not_duplicate_of: tuple[DealId, ...] = many(
        "Deals that look the same and are not.", "[line-5-spare-2b4d]"
    )
    qualified_on: Day | None = optional("The day the deal was qualified.", "2026-08-20")
