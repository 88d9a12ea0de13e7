"""What the reference says of a kind of record, from the schema, the company and the laws."""

from collections.abc import Iterator
from inspect import cleandoc
from typing import NamedTuple

from generator.checks import LAWS
from generator.checks.law import Law
from generator.intake import Described
from generator.look.format import label
from schema import KINDS, Shared
from schema.company import Company, CustomField
from schema.description import FieldDescription, fields, marked


class Field(NamedTuple):
    """A field of a kind or of a part of it: `path` leads to it, as in `lines.product`."""

    path: str
    what: FieldDescription
    holds: str
    choices: tuple[str, ...]


class Referrer(NamedTuple):
    """A field of some kind that names records of this one."""

    folder: str
    path: str


class Kind(NamedTuple):
    """All that the reference says of one kind."""

    folder: str
    title: str
    noun: str
    about: str
    fields: tuple[Field, ...]
    custom: tuple[tuple[str, CustomField], ...]
    referrers: tuple[Referrer, ...]
    laws: tuple[Law, ...]
    tables: tuple[Described, ...]


def kinds(company: Company, tables: tuple[Described, ...]) -> tuple[Kind, ...]:
    """Describe every kind, in the order that people meet them."""
    return tuple(_kind(model, company, tables) for model in KINDS.values())


def _kind(model: type[Shared], company: Company, tables: tuple[Described, ...]) -> Kind:
    return Kind(
        folder=model.folder,
        title=label(model.folder),
        noun=model.noun,
        about=cleandoc(model.__doc__ or ""),
        fields=tuple(_fields(fields(model), company, "")),
        custom=tuple(sorted(company.custom_fields.get(model.folder, {}).items())),
        referrers=tuple(_referrers(model.folder)),
        laws=tuple(law for law in LAWS if model in law.kinds),
        tables=tuple(one for one in tables if _holds(one, model.folder)),
    )


def _holds(table: Described, folder: str) -> bool:
    """Tell whether a table holds records of a kind: `deals`, and `deals_lines` for its lines."""
    owner = max(
        (one for one in KINDS if f"{table.name}_".startswith(f"{one}_")), key=len, default=""
    )
    return table.origin == "records" and owner == folder


def _referrers(folder: str) -> Iterator[Referrer]:
    for model in KINDS.values():
        for found in marked(model, "reference"):
            if found.field.reference == folder:
                yield Referrer(model.folder, ".".join(found.names))


def settings(company: Company) -> tuple[Field, ...]:
    """Describe every setting of `company.yml`."""
    return tuple(_fields(fields(Company), company, ""))


def _fields(inside: tuple[FieldDescription, ...], company: Company, above: str) -> Iterator[Field]:
    """Give the fields in their order, each followed by those of the part that it holds."""
    for field in inside:
        path = f"{above}{field.name}"
        listed = company.choices.get(field.picklist or "", ())
        yield Field(path, field, _holds_what(field), field.words or tuple(listed))
        yield from _fields(field.fields, company, f"{path}.")


def _holds_what(field: FieldDescription) -> str:
    """Say in words what a field takes."""
    if field.reference:
        one = f"the id of one of the {field.reference}"
    elif field.part is not None:
        one = "the fields below"
    elif field.picklist or field.words:
        one = "one of the values"
    else:
        one = field.must
    before = {
        "one": "",
        "list": "a list, each ",
        "mapping": "a mapping from names to values, each ",
    }
    return before[field.holding] + one
