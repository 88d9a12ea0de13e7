"""The form of a record, described from its schema: fields, what they hold, and what is chosen from.

The description is plain JSON, which a script on the page draws; it holds no markup.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.authoring import closing, telling
from generator.authoring.proposal import Standing
from generator.look import format as formats
from generator.yaml.source import Tree
from schema import Shared
from schema.company import Company, CustomField
from schema.description import FieldDescription, fields
from schema.jsonschema import CUSTOM_SHAPES, record_schema

Json = dict[str, Any]

OWN = "custom"
"""The group of the company's own fields."""


def described(kind: type[Shared], stands: Standing, tree: Mapping[str, Tree]) -> Json:
    """Describe the form of a record that holds `tree`: its fields, lists, stages and names."""
    usual = _usual(kind)
    return {
        "kind": kind.folder,
        "noun": kind.noun,
        "fields": [
            _own(field, stands.company.custom_fields.get(kind.folder, {}), tree.get(OWN))
            if field.name == OWN
            else {**_field(field, stands.company), "usual": usual.get(field.name, "")}
            for field in fields(kind)
            if field.name != "id"
        ],
        "values": dict(tree),
        "stages": _stages(stands) if kind.folder == "deals" else {},
        "titles": telling.titles(stands, tree),
        "currency": stands.company.base_currency,
        "today": stands.as_of.isoformat(),
    }


def _usual(kind: type[Shared]) -> dict[str, str]:
    """Give the values that hold where a record says nothing, as it would write them."""
    known: Any = record_schema(kind)["properties"]
    given = {name: one["default"] for name, one in known.items() if "default" in one}
    return {
        name: str(value).lower() if value in (True, False) else str(value)
        for name, value in given.items()
    }


def _field(field: FieldDescription, company: Company) -> Json:
    return {
        "name": field.name,
        "label": formats.label(field.name),
        "help": _help(field),
        "holding": field.holding,
        "shape": field.shape,
        "required": field.required,
        "unit": field.unit,
        "example": field.example if field.holding == "one" and field.part is None else "",
        "most": field.most,
        "reference": field.reference,
        "picklist": field.picklist,
        "choices": [*_choices(field, company)],
        "open": field.picklist is not None and company.takes_any(field.picklist),
        "fields": [_field(one, company) for one in field.fields],
    }


def _help(field: FieldDescription) -> str:
    """Say what a field is, and how it is written where that is not plain from its input."""
    must = field.must if field.shape == "code" and not field.reference else ""
    return f"{field.description} Must be {must}." if must else field.description


def _choices(field: FieldDescription, company: Company) -> Iterator[Json]:
    """Give the values to choose from with their labels; stages are the pipelines' own."""
    if field.picklist == "stage":
        return
    labels = {line.id: line.name for line in company.pipelines}
    for value in field.words or company.choices.get(field.picklist or "", ()):
        label = labels.get(value, value) if field.picklist == "pipeline" else value
        yield {"value": value, "label": formats.label(label)}


def _stages(stands: Standing) -> Json:
    """Give the stages of each pipeline, the usual one first, and what each asks for and brings."""
    return {
        line.id: [
            {
                "value": stage.id,
                "label": stage.name,
                "outcome": stage.outcome,
                "asks": [*_asked(stage.required_fields, stage.outcome)],
                "brings": closing.brought(stage, stands.as_of),
            }
            for stage in line.stages
        ]
        for line in stands.company.pipelines
    }


def _asked(required: Iterable[str], outcome: str) -> Iterator[str]:
    """Name what a stage asks for: by `company.yml`, and a closed one its day and reason."""
    yield from required
    if outcome != "open" and "closed_on" not in required:
        yield "closed_on"
    if outcome == "lost" and "lost_reason" not in required:
        yield "lost_reason"


def _own(field: FieldDescription, own: Mapping[str, CustomField], there: Tree | None) -> Json:
    """Describe the company's own fields as a group; those that are not declared are texts."""
    undeclared = [name for name in there or () if isinstance(name, str) and name not in own]
    return {
        **_blank(field.name, "Own fields", "The company's own fields."),
        "shape": "part",
        "fields": [
            *(_declared(name, one) for name, one in own.items()),
            *(_blank(name, formats.label(name), "Not declared.") for name in undeclared),
        ],
    }


def _declared(name: str, field: CustomField) -> Json:
    return {
        **_blank(name, formats.label(name), field.description),
        "shape": CUSTOM_SHAPES[field.type],
        "required": field.required,
        "choices": [{"value": one, "label": one} for one in field.choices],
    }


def _blank(name: str, label: str, words: str) -> Json:
    """Describe a line of text."""
    return {
        "name": name,
        "label": label,
        "help": words,
        "holding": "one",
        "shape": "text",
        "required": False,
        "unit": "",
        "example": "",
        "most": 200,
        "reference": None,
        "picklist": None,
        "choices": [],
        "open": False,
        "fields": [],
    }
