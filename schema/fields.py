"""The constrained types that fields are made of, and how each is written in a file.

YAML hands over text only. A `Written` type says how the text must look and what it becomes, so
that `NO` stays a country, `1.10` an exact decimal and `007` a code.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Shape = Literal["text", "prose", "code", "day", "moment", "decimal", "integer", "flag"]
"""What a scalar is once it is read: decides its column type and its place on a page."""

ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
RESERVED_IDS = frozenset(
    {"index", "404", "search", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)},
)
"""Ids that would collide with pages of the site or with device names of a file system."""


@dataclass(frozen=True, slots=True)
class Written:
    """How a scalar is written: its shape, the pattern of its text, and the wording of the rule."""

    shape: Shape
    must: str
    pattern: str
    most: int = 200

    def __get_pydantic_core_schema__(
        self,
        source: type,
        _handler: GetCoreSchemaHandler,
    ) -> CoreSchema:
        """Give the validator: text of the pattern first, then the value it stands for."""
        text = core_schema.str_schema(pattern=self.pattern, max_length=self.most, strict=True)
        value = _VALUES.get(source)
        steps = text if value is None else core_schema.chain_schema([text, value()])
        return core_schema.custom_error_schema(
            steps,
            custom_error_type=self.shape,
            custom_error_message=f"must be {self.must}",
        )


def _bounded_decimal() -> CoreSchema:
    return core_schema.decimal_schema(ge=Decimal(-(10**15)), le=Decimal(10**15))


_VALUES = {
    Decimal: _bounded_decimal,
    int: core_schema.int_schema,
    bool: core_schema.bool_schema,
    date: core_schema.date_schema,
    datetime: core_schema.datetime_schema,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """The mark of a field that holds the id of another record, and of which kind."""

    folder: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The mark of a field whose values come from the picklist of that name."""

    picklist: str


_ID = Written("code", "an id: small letters, digits and hyphens, at most 64", ID_PATTERN, 64)
_ONE_LINE = Written("text", "one line of text, at most 200 characters", r"^[^\n]+$")
_DECIMAL = "a number such as 1200 or -12.50: digits, no separators, at most 4 decimals"

Id = Annotated[str, _ID]
Line = Annotated[str, _ONE_LINE]
Prose = Annotated[str, Written("prose", "text, at most 10,000 characters", r"(?s).*", 10_000)]
Key = Annotated[
    str, Written("code", "a short name: letters, digits, `_`, `-`, `.`", r"^[\w.-]{1,64}$")
]
Day = Annotated[date, Written("day", "a day written YYYY-MM-DD", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[
    datetime,
    Written(
        "moment",
        "a day and time written YYYY-MM-DD HH:MM",
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$",
    ),
]
Amount = Annotated[Decimal, Written("decimal", _DECIMAL, r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$")]
Quantity = Annotated[Decimal, Written("decimal", _DECIMAL, r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$")]
Percent = Annotated[
    Decimal,
    Written(
        "decimal",
        "a percentage from 0 to 100, without the sign",
        r"^(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?)$",
    ),
]
Factor = Annotated[
    Decimal,
    Written("decimal", "a positive number, at most 8 decimals", r"^[0-9]{1,12}(\.[0-9]{1,8})?$"),
]
Whole = Annotated[int, Written("integer", "a whole number, 0 or more", r"^[0-9]{1,12}$")]
Flag = Annotated[bool, Written("flag", "`true` or `false`", r"^(true|false)$")]
CurrencyCode = Annotated[str, Written("code", "a currency code such as JPY", r"^[A-Z]{3}$")]
Mail = Annotated[
    str,
    Written(
        "code", "a mail address such as a@b.example", r"^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$"
    ),
]
Login = Annotated[
    str,
    Written(
        "code",
        "a user name of letters, digits, . _ and -, without @",
        r"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$",
    ),
]
Domain = Annotated[
    str,
    Written(
        "code", "a domain such as yamada.example, without https://", r"^[^\s/@:]+\.[^\s/@:.]+$"
    ),
]
Phone = Annotated[
    str,
    Written("code", "a phone number: digits, spaces, + ( ) - .", r"^\+?[0-9 ().-]{3,30}$"),
]
Country = Annotated[str, Written("code", "a country code of two letters such as JP", r"^[A-Z]{2}$")]
Month = Annotated[str, Written("code", "a month written YYYY-MM", r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Period = Annotated[
    str,
    Written(
        "code",
        "a fiscal period: a year `FY2026`, a quarter `FY2026-Q3` or a month `2026-11`",
        r"^(FY[0-9]{4}(-Q[1-4])?|[0-9]{4}-(0[1-9]|1[0-2]))$",
    ),
]
PaymentTerms = Annotated[
    str,
    Written(
        "code",
        "payment terms: `net 30`, `end of month + 1` (months) or `end of month + 1, day 10`",
        r"^(net [0-9]{1,3}|end of month( \+ [0-9]{1,2}(, day ([1-9]|[12][0-9]|3[01]))?)?)$",
    ),
]

PersonId = Annotated[str, _ID, Reference("people")]
TeamId = Annotated[str, _ID, Reference("teams")]
TerritoryId = Annotated[str, _ID, Reference("territories")]
AccountId = Annotated[str, _ID, Reference("accounts")]
ContactId = Annotated[str, _ID, Reference("contacts")]
LeadId = Annotated[str, _ID, Reference("leads")]
DealId = Annotated[str, _ID, Reference("deals")]
QuoteId = Annotated[str, _ID, Reference("quotes")]
OrderId = Annotated[str, _ID, Reference("orders")]
ProductId = Annotated[str, _ID, Reference("products")]
PriceBookId = Annotated[str, _ID, Reference("price_books")]
ActivityId = Annotated[str, _ID, Reference("activities")]
TicketId = Annotated[str, _ID, Reference("tickets")]
CampaignId = Annotated[str, _ID, Reference("campaigns")]
CommissionPlanId = Annotated[str, _ID, Reference("commission_plans")]


def required(description: str, example: str, *, unit: str = "") -> Any:  # noqa: ANN401 - as pydantic's Field
    """A field that every record of the kind has."""
    return Field(description=description, examples=[example], json_schema_extra={"unit": unit})


def optional(description: str, example: str, *, unit: str = "") -> Any:  # noqa: ANN401 - as pydantic's Field
    """A field that may be left out; it is then empty, never zero."""
    return Field(
        default=None,
        description=description,
        examples=[example],
        json_schema_extra={"unit": unit},
    )


def many(description: str, example: str, *, unit: str = "") -> Any:  # noqa: ANN401 - as pydantic's Field
    """A list that may be left out; it is then an empty list."""
    return Field(
        default=(),
        description=description,
        examples=[example],
        json_schema_extra={"unit": unit},
    )


def mapping(description: str, example: str) -> Any:  # noqa: ANN401 - as pydantic's Field
    """A mapping that may be left out; it is then empty, and made so faster than by copying one."""
    return Field(
        default_factory=dict,
        description=description,
        examples=[example],
        json_schema_extra={"unit": ""},
    )


def preset(value: object, description: str, example: str, *, unit: str = "") -> Any:  # noqa: ANN401 - as pydantic's Field
    """A field that has a value of its own where the record gives none."""
    return Field(
        default=value,
        description=description,
        examples=[example],
        json_schema_extra={"unit": unit},
    )
