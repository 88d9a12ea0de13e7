"""The company's own fields are as `company.yml` declares them."""

from collections.abc import Iterator
from datetime import date
from re import fullmatch
from typing import get_args

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.wording import listed, meant
from schema import Shared
from schema.company import CustomField
from schema.fields import Amount, Day, Flag, Line, Written

_WRITTEN: dict[str, Written] = {
    "day": get_args(Day)[1],
    "flag": get_args(Flag)[1],
    "number": get_args(Amount)[1],
    "text": get_args(Line)[1],
}


def custom_field_is_declared(record: Shared, book: Book) -> Iterator[Finding]:
    """A field under `custom` is declared for the kind in `company.yml`.

    A name that was mistyped would be a field of its own that no report asks for.
    """
    declared = book.company.custom_fields.get(record.folder, {})
    for name in record.custom:
        if name not in declared:
            message = f"`{name}` must be declared under `custom_fields` of `{record.folder}`."
            hint = meant(name, tuple(declared)) if declared else "Declare it in `company.yml`."
            yield Finding(("custom", name), message, hint)


def custom_field_has_its_type(record: Shared, book: Book) -> Iterator[Finding]:
    """A field under `custom` is written as its declared type asks."""
    declared = book.company.custom_fields.get(record.folder, {})
    for name, text in record.custom.items():
        field = declared.get(name)
        if field is None:
            continue
        if field.type == "choice" and text not in field.choices:
            message = f"`{name}` must be one of its choices; found `{text}`."
            yield Finding(("custom", name), message, meant(text, field.choices))
        elif field.type != "choice" and not _fits(text, field):
            message = f"`{name}` must be {_WRITTEN[field.type].must}; found `{text}`."
            yield Finding(("custom", name), message, f"{field.description}")


def _fits(text: str, field: CustomField) -> bool:
    return fullmatch(_WRITTEN[field.type].pattern, text) is not None and (
        field.type != "day" or _is_day(text)
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def custom_field_is_there(record: Shared, book: Book) -> Iterator[Finding]:
    """A field that `company.yml` requires of a kind is there, under `custom`."""
    declared = book.company.custom_fields.get(record.folder)
    if not declared:
        return
    missing = [n for n, field in declared.items() if field.required and n not in record.custom]
    if missing:
        message = f"`custom` must have {listed(missing)}."
        first = declared[missing[0]]
        yield Finding(("custom",), message, f"Add it: {first.description}")
