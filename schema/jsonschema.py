"""JSON Schema of every kind and of `company.yml`, so that editors complete, explain and check.

Derived from the description of the fields and nothing else, in draft 07, the newest draft that the
YAML language server and the JetBrains editors both know in full. An editor reads YAML with types
where we read text: so a scalar may be of every JSON type that the text could look like.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel

from schema.company import Company, CustomField
from schema.description import FieldDescription, fields
from schema.fields import Shape
from schema.picklists import DEFAULT_PICKLISTS
from schema.record import Shared

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None

DRAFT = "http://json-schema.org/draft-07/schema#"
CUSTOM_SHAPES: Mapping[str, Shape] = {
    "text": "text",
    "number": "decimal",
    "day": "day",
    "flag": "flag",
    "choice": "text",
}
"""What a custom field of each type is made of."""

_LOOKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("integer", ("1", "1234567")),
    ("number", ("1.5",)),
    ("boolean", ("true", "false")),
)
"""JSON types that plain text can look like, each with texts that a pattern may take."""

LINE = 200
"""Characters of a line of text, where the field does not say."""

_PATTERNS: Mapping[Shape, str] = {
    "decimal": r"^-?\d{1,16}(\.\d{1,4})?$",
    "day": r"^\d{4}-\d{2}-\d{2}$",
    "flag": "^(true|false)$",
}
"""The patterns of custom fields, by shape."""


def record_schema(model: type[Shared], company: Company | None = None) -> dict[str, Json]:
    """Describe the file of one kind; picklists are the company's where the company is given."""
    return {
        "$schema": DRAFT,
        "title": model.noun,
        "description": _first_line(model),
        **_object(model, company, _custom(model, company)),
    }


def company_schema() -> dict[str, Json]:
    """Describe `company.yml`."""
    given = {
        "picklists": _picklists(),
        "custom_fields": _closed({}, of=_open(_object(CustomField, None, {}))),
    }
    return {
        "$schema": DRAFT,
        "title": "company.yml",
        "description": _first_line(Company),
        **_object(Company, None, given),
    }


def _object(
    model: type[BaseModel], company: Company | None, given: Mapping[str, dict[str, Json]]
) -> dict[str, Json]:
    """Describe a mapping with the fields of a model; given ones take the place of derived ones."""
    described = [field for field in fields(model) if field.name != "id" or not _is_record(model)]
    properties: dict[str, Json] = {
        field.name: {
            **_explained(field),
            **_standing_in(model, field),
            **_nullable(field, given.get(field.name) or _held(field, company)),
        }
        for field in described
    }
    required: list[Json] = [field.name for field in described if field.required]
    return {**_closed(properties), **({"required": required} if required else {})}


def _is_record(model: type[BaseModel]) -> bool:
    """A record's id is the file's name; the id of a pipeline or stage is written down."""
    return issubclass(model, Shared)


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _closed(properties: dict[str, Json], *, of: dict[str, Json] | None = None) -> dict[str, Json]:
    """Describe a mapping of known keys, and of others where it says what these hold."""
    return {
        "type": "object",
        **({"properties": properties} if properties else {}),
        "additionalProperties": of if of is not None else False,
    }


def _open(values: dict[str, Json]) -> dict[str, Json]:
    return _closed({}, of=values)


def _explained(field: FieldDescription) -> dict[str, Json]:
    """Give what an editor shows over the field's name."""
    sentences = [field.description]
    if field.reference:
        sentences.append(f"An id of `data/{field.reference}/`.")
    if field.unit:
        sentences.append(f"Unit: {field.unit}.")
    if field.picklist:
        sentences.append(f"Of the picklist `{field.picklist}`.")
    elif field.must:
        sentences.append(f"Must be {field.must}.")
    if field.example:
        sentences.append(f"Example: `{field.example}`.")
    return {"description": " ".join(sentences)}


def _standing_in(model: type[BaseModel], field: FieldDescription) -> dict[str, Json]:
    """Give the value that holds where a record says nothing."""
    default = model.model_fields[field.name].default
    if field.required or field.holding != "one" or default is None or field.part is not None:
        return {}
    return {"default": default if isinstance(default, bool | int) else str(default)}


def _nullable(field: FieldDescription, held: dict[str, Json]) -> dict[str, Json]:
    """Let a field that may be left out stand there without a value, as the reader does."""
    if field.required:
        return held
    kinds = held.get("type", [])
    values = held.get("enum")
    known = [kinds] if isinstance(kinds, str) else list(kinds if isinstance(kinds, list) else ())
    return {
        **held,
        **({"type": [*known, "null"]} if known else {}),
        **({"enum": [*values, None]} if isinstance(values, list) else {}),
    }


def _held(field: FieldDescription, company: Company | None) -> dict[str, Json]:
    """Describe what a field holds: one value, a list of them, or a mapping to them."""
    one = _one(field, company)
    if field.holding == "list":
        return {"type": "array", "items": one}
    if field.holding == "mapping":
        return _open(one)
    return one


def _one(field: FieldDescription, company: Company | None) -> dict[str, Json]:
    if field.part is not None:
        return _object(field.part, company, {})
    values = field.words or _choices(field.picklist, company)
    if values:
        return chosen(values)
    return _scalar(field.shape, field.pattern, field.most)


def _choices(picklist: str | None, company: Company | None) -> tuple[str, ...]:
    """Give the values of a picklist; none where any value is taken."""
    if picklist is None:
        return ()
    return (company.choices if company else DEFAULT_PICKLISTS).get(picklist, ())


def chosen(values: Iterable[str]) -> dict[str, Json]:
    """List values, those that look like another type in both forms."""
    listed: list[Json] = []
    for value in values:
        listed.append(value)
        if value in ("true", "false"):
            listed.append(value == "true")
        elif re.fullmatch(r"-?(0|[1-9]\d*)", value, re.ASCII):
            listed.append(int(value))
        elif re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", value, re.ASCII):
            listed.append(float(value))
    return {"enum": listed}


@cache
def _kinds(pattern: str) -> tuple[str, ...]:
    """Name the JSON types that an editor may see in a text of the pattern."""
    return ("string", *(kind for kind, looks in _LOOKS if _takes(pattern, looks)))


def _takes(pattern: str, looks: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, look) for look in looks)


def _scalar(
    shape: Shape | Literal["part", "word"], pattern: str, most: int = LINE
) -> dict[str, Json]:
    """Describe one scalar: the types it may look like, and how its text must be."""
    bounds: dict[str, Json] = {"maxLength": most}
    if shape in ("decimal", "integer") and not re.fullmatch(pattern, "-1"):
        bounds["minimum"] = 0
    if shape in ("decimal", "integer") and not re.fullmatch(pattern, "101"):
        bounds["maximum"] = 100
    if shape == "day":
        bounds["format"] = "date"
    if shape != "prose":
        bounds["pattern"] = _spoken(pattern)
    return {"type": [*_kinds(pattern)], **bounds}


def _spoken(pattern: str) -> str:
    """Say a pattern as editors read it: in theirs, a word has only ASCII letters."""
    return pattern.replace(r"[\w.-]", r"[\p{L}\p{N}_.-]")


def _custom(model: type[Shared], company: Company | None) -> dict[str, dict[str, Json]]:
    """Describe the company's own fields of a kind; without a company, any are taken."""
    if company is None:
        return {}
    own = company.custom_fields.get(model.folder, {})
    properties: dict[str, Json] = {name: _own(field) for name, field in own.items()}
    required: list[Json] = [name for name, field in own.items() if field.required]
    return {"custom": {**_closed(properties), **({"required": required} if required else {})}}


def _own(field: CustomField) -> dict[str, Json]:
    shape = CUSTOM_SHAPES[field.type]
    held = (
        chosen(field.choices)
        if field.type == "choice"
        else _scalar(shape, _PATTERNS.get(shape, r"^[^\n]+$"))
    )
    return {"description": field.description, **held}


def _picklists() -> dict[str, Json]:
    """Describe the picklists of a company: the known names, each with its usual values."""
    values: dict[str, Json] = {"type": "array", "items": _scalar("text", r"^[^\n]+$")}
    return _closed(
        {
            name: {"description": f"Instead of: {', '.join(usual) or 'any value'}.", **values}
            for name, usual in DEFAULT_PICKLISTS.items()
        }
    )
