"""An account: a company that buys, might buy, sells with us or against us."""

from typing import ClassVar

from schema.choices import AccountType, Channel, Industry, Rating, Region
from schema.fields import (
    AccountId,
    Amount,
    Country,
    CurrencyCode,
    Day,
    Domain,
    Line,
    PaymentTerms,
    PersonId,
    Phone,
    PriceBookId,
    Prose,
    TerritoryId,
    Whole,
    many,
    optional,
    preset,
    required,
)
from schema.record import Part, Shared


class Address(Part):
    """A postal address."""

    label: Line | None = optional("What the address is for.", "Plant 2")
    country: Country | None = optional("The country.", "JP")
    postal_code: Line | None = optional("The postal code, as written on a letter.", "530-0001")
    region: Region | None = optional("The prefecture, state or province.", "Osaka")
    city: Line | None = optional("The city.", "Osaka-shi")
    street: Line | None = optional("Street and number, building, floor.", "Umeda 1-2-3")


class Account(Shared):
    """An account: a company that buys, might buy, sells with us or against us."""

    folder: ClassVar[str] = "accounts"
    noun: ClassVar[str] = "account"

    name: Line = required("The name that people use.", "Yamada Seiki")
    owner: PersonId | None = optional("Who looks after the account.", "aiko-tanaka")
    type: AccountType = preset("prospect", "What the account is to us.", "customer")
    legal_name: Line | None = optional("The full legal name.", "山田精機株式会社")
    aliases: tuple[Line, ...] = many(
        "Other names that people search for.", "[山田精機, Yamada Precision]"
    )
    reading: Line | None = optional("How the name is read (kana).", "やまだせいき")
    corporate_number: Line | None = optional("The number in the public register.", "1180301018771")
    domains: tuple[Domain, ...] = many(
        "Mail and web domains of the company.", "[yamada-seiki.example]"
    )
    industry: Industry | None = optional("The industry.", "machinery")
    territory: TerritoryId | None = optional(
        "The territory that the account belongs to.", "japan-west"
    )
    size: Whole | None = optional("How many people work there.", "320", unit="people")
    annual_revenue: Amount | None = optional(
        "What the account sells in a year.", "8400000000", unit="money"
    )
    currency: CurrencyCode | None = optional(
        "The currency of the account's amounts and deals.", "JPY"
    )
    parent: AccountId | None = optional("The company that owns this one.", "yamada-holdings")
    channel: Channel | None = optional("How we sell to the account.", "direct")
    customer_since: Day | None = optional("The day of the first order.", "2019-06-01")
    rating: Rating | None = optional("How good a customer it is.", "a")
    phone: Phone | None = optional("The switchboard.", "+81 6 1234 5678")
    addresses: tuple[Address, ...] = many("Where the company is.", "[{country: JP, city: Osaka}]")
    price_book: PriceBookId | None = optional("The prices that apply.", "japan-2026")
    payment_terms: PaymentTerms | None = optional("When invoices are due.", "end of month + 1")
    credit_limit: Amount | None = optional("The most that may be open.", "10000000", unit="money")
    preferences: Prose | None = optional("What to keep in mind on a visit.", "Visits before 10:00.")
    not_duplicate_of: tuple[AccountId, ...] = many(
        "Accounts that look the same and are not.", "[yamada-foods]"
    )
