"""The mapping file: which CSV columns become which fields of which records, and how."""

import codecs
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from generator.importing.sheet import Format
from schema import KINDS

Convert = Literal["lower", "upper", "domain", "salesforce_id"]
OtherValues = Literal["refuse", "keep", "drop"]

EMPTY = ("", "-", "--", "N/A", "n/a")
"""Cells that say nothing, whatever the mapping says."""


def _several(value: object) -> object:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]
Conditions = dict[str, Texts]
"""Columns, each with the values that let a row pass."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Strict):
    """How one field gets its value: from where, then through which changes, in this order."""

    column: str | None = Field(None, description="The column.")
    first: Texts = Field((), description="The first of these columns that is not empty.")
    template: str | None = Field(None, description="A text with columns in braces: `{A} {B}`.")
    constant: str | None = Field(None, description="The same value for every row.")
    when: Conditions = Field({}, description="Only where columns have one of these values.")
    empty: Texts = Field((), description="Values that mean nothing, such as `Select`.")
    split: str | None = Field(None, description="What stands between several values.", min_length=1)
    aliases: dict[str, str] = Field({}, description="Misspellings, and what they stand for.")
    values: dict[str, str] = Field({}, description="Values, and what they are called here.")
    other_values: OtherValues = Field("refuse", description="What to do with values not listed.")
    convert: Convert | None = Field(None, description="A change of the text.")
    date: Texts = Field((), description="How days are written, as in strptime: `%d/%m/%Y`.")
    decimal: str | None = Field(None, description="The decimal mark.", max_length=1)
    thousands: str | None = Field(None, description="The mark between thousands.", max_length=1)
    times: Decimal | None = Field(None, description="A factor: 1000000 for millions.")
    lookup: str | None = Field(None, description="The kind of record that the value names.")
    by: str = Field("name", description="The field that names it; `key` for its key there.")
    system: str | None = Field(None, description="Whose key, where `by` is `key`.")
    default: str | None = Field(None, description="The value where there is none.")
    required: bool = Field(default=False, description="Refuse the row where there is none.")
    keep: bool = Field(default=False, description="Leave alone what the record already has.")
    clears: bool = Field(default=False, description="Let an empty cell empty the field.")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the value comes from."""
        named = (self.column,) if self.column is not None else self.first
        return (*named, *placeholders(self.template or ""))

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        given = (self.column is not None, bool(self.first), self.template is not None)
        if sum((*given, self.constant is not None)) != 1:
            message = "must have one of `column`, `first`, `template` and `constant`"
            raise ValueError(message)
        return self

    @field_validator("lookup")
    @classmethod
    def _is_a_kind(cls, value: str | None) -> str | None:
        return None if value is None else _kind(value)


def placeholders(template: str) -> tuple[str, ...]:
    """Name the columns in a template's braces."""
    return tuple(_PLACEHOLDER.findall(template))


def filled(template: str, cells: Mapping[str, str]) -> str:
    """Put the cells of named columns into a template's braces."""
    text = _PLACEHOLDER.sub(lambda name: cells[name[1]], template)
    return " ".join(text.split())


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _kind(value: str) -> str:
    if value not in KINDS:
        message = f"must be a kind: {', '.join(KINDS)}"
        raise ValueError(message)
    return value


def _ruled(value: object) -> object:
    """Take a text for the name of a column."""
    return {"column": value} if isinstance(value, str) else value


class Source(_Strict):
    """How the rows of one CSV file become records of one kind."""

    file: str = Field(description="The file's name.")
    kind: str = Field(description="The kind of record.")
    key: Texts = Field((), description="The columns that tell rows apart.")
    whole_file: str = Field("", description="The key of the one record that all rows make.")
    system: str | None = Field(None, description="The name that keys are kept under.")
    match: str | None = Field(None, description="A field that finds records without a key.")
    id: str | None = Field(None, description="A template for new ids.")
    repeated: Literal["refuse", "agree"] = Field(
        "refuse", description="May several rows have one key, if they say the same?"
    )
    items: str | None = Field(None, description="The list of which each row is an item.")
    only: Conditions = Field({}, description="Only rows where columns have these values.")
    skip: Conditions = Field({}, description="No rows where a column has one of these values.")
    encoding: str = Field("utf-8-sig", description="The encoding of the file.")
    delimiter: str = Field(",", description="What stands between cells.", pattern="^.$|^\t$")
    decimal: str = Field(".", description="The decimal mark.", max_length=1)
    thousands: str = Field("", description="The mark between thousands.", max_length=1)
    date: Texts = Field(("%Y-%m-%d",), description="How days are written.")
    empty: Texts = Field((), description="Values that mean nothing.")
    fields: dict[str, Annotated[Rule, BeforeValidator(_ruled)]] = Field(
        description="The fields, and where each comes from."
    )
    ignore: Texts = Field((), description="Columns that are known and not wanted; `*` for all.")

    @field_validator("kind")
    @classmethod
    def _is_a_kind(cls, value: str) -> str:
        return _kind(value)

    @field_validator("encoding")
    @classmethod
    def _is_an_encoding(cls, value: str) -> str:
        try:
            return codecs.lookup(value).name if value != "utf-8-sig" else value
        except LookupError as error:
            message = "must be an encoding such as utf-8-sig, cp932 or latin-1"
            raise ValueError(message) from error

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        if bool(self.key) == bool(self.whole_file):
            message = "must have either `key` or `whole_file`"
            raise ValueError(message)
        if self.whole_file and self.items is None:
            message = "must say with `items` which list the rows of the whole file are"
            raise ValueError(message)
        return self

    @property
    def format(self) -> Format:
        """How the file is written."""
        return Format(self.encoding, self.delimiter)

    @property
    def nothing(self) -> frozenset[str]:
        """The cells of this file that mean nothing."""
        return frozenset((*EMPTY, *self.empty))


class ImportMapping(_Strict):
    """The sources in their order: later ones may look up what earlier ones bring."""

    system: str = Field(description="The name that keys are kept under, in `external_ids`.")
    sources: tuple[Source, ...] = Field(description="The files.", min_length=1)

    def system_of(self, source: Source) -> str:
        """Name the system of a source: its own, else that of the whole mapping."""
        return source.system or self.system
