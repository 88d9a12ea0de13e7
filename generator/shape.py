"""The shape of one record: a tree of text against its model, and every fault in words."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, to_json

from generator.diagnostic import Rule, Where
from generator.yaml.source import Tree, confusable_hint
from schema import Shared
from schema.description import FieldDescription, field_at, fields

RULES = (
    Rule("S11", "error", "A required field is there."),
    Rule("S12", "error", "A field is one of the kind's."),
    Rule("S13", "error", "A value is written as its field asks."),
    Rule("S14", "error", "The id is the file's name and is not repeated inside the file."),
    Rule("C01", "error", "The repository has its `data/company.yml`."),
    Rule("C02", "error", "The parts of `company.yml` agree with each other."),
)
"""What can be wrong with one record by itself."""


class Fault(NamedTuple):
    """A fault at a path inside a tree; `at_key` says whether the name or the value is at fault."""

    where: Where
    code: str
    message: str
    hint: str = ""
    at_key: bool = False


class Shaped(NamedTuple):
    """A record of the right shape, and its tree as JSON text."""

    record: Shared
    text: str


def record(
    kind: type[Shared],
    identity: str,
    tree: dict[str, Tree],
) -> Shaped | tuple[Fault, ...]:
    """Read a tree as a record: the record and its text, or every fault."""
    if "id" in tree:
        hint = "Delete the line; to change the id, rename the file."
        return (Fault(("id",), "S14", "`id` must not stand in the file.", hint, at_key=True),)
    whole = {"id": identity, **tree}
    try:
        return Shaped(kind.__pydantic_validator__.validate_python(whole), _compact(whole))
    except ValidationError as error:
        return tuple(faults(kind, error, tree))


def fitting(model: type[BaseModel], tree: Mapping[str, Tree]) -> tuple[str, int]:
    """Read a tree as far as it fits its model: the JSON of what fits, and how many fields do not.

    A top-level field that does not fit is left out whole; one that is missing counts, too.
    """
    text = _compact(tree)
    try:
        model.__pydantic_validator__.validate_json(text)
    except ValidationError as error:
        wrong = {str((*one["loc"], "")[0]) for one in error.errors(include_url=False)}
        return _compact({name: tree[name] for name in tree if name not in wrong}), len(wrong)
    return text, 0


def _compact(tree: Mapping[str, Tree]) -> str:
    """Write a tree as JSON without a space."""
    return to_json(tree).decode()


def faults(model: type[BaseModel], error: ValidationError, tree: Tree) -> Iterator[Fault]:
    """Put every error of a validation into words."""
    for details in error.errors(include_url=False, include_context=True):
        yield from _fault(model, details, tree)


def _fault(model: type[BaseModel], details: ErrorDetails, tree: Tree) -> Iterator[Fault]:
    where: Where = tuple(part for part in details["loc"] if part != "[key]")
    field = field_at(model, where)
    match details["type"]:
        case "missing":
            yield _missing(where, field)
        case "extra_forbidden":
            yield _unknown(model, where)
        case "value_error":
            for part in str(details["msg"]).removeprefix("Value error, ").split("; "):
                yield Fault(where, "C02", f"{part[0].upper()}{part[1:]}.")
        case _:
            yield _wrong(where, field, details, tree)


def _missing(where: Where, field: FieldDescription | None) -> Fault:
    name = where[-1]
    if field is None:
        return Fault(where[:-1], "S11", f"`{name}` must be there.")
    hint = f"Add `{name}: {field.example}`." if field.part is None else f"Add `{name}`."
    return Fault(where[:-1], "S11", f"`{name}` must be there: {_lowered(field.description)}", hint)


def _lowered(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _unknown(model: type[BaseModel], where: Where) -> Fault:
    name = str(where[-1])
    above = field_at(model, where[:-1])
    known = [
        field.name for field in (above.fields if above else fields(model)) if field.name != "id"
    ]
    near = get_close_matches(name.strip().lower(), known, n=2, cutoff=0.6)
    hint = confusable_hint(name) or (
        f"Did you mean {' or '.join(f'`{other}`' for other in near)}?"
        if near
        else f"The fields here are {', '.join(known)}; the company's own go under `custom`."
    )
    return Fault(where, "S12", f"There is no field `{name}` here.", hint, at_key=True)


def _wrong(
    where: Where, field: FieldDescription | None, details: ErrorDetails, tree: Tree
) -> Fault:
    name = next((part for part in reversed(where) if isinstance(part, str)), "This record")
    found = _found(tree, where)
    hint = f"For example `{name}: {field.example}`." if field and field.example else ""
    return Fault(where, "S13", f"`{name}` {_must(details, field)}; found {found}.", hint)


def _must(details: ErrorDetails, field: FieldDescription | None) -> str:
    """Say what must be, in the field's own words where it has some."""
    kind = details["type"]
    if kind in ("tuple_type", "list_type"):
        return "must be a list: one `- ` a line"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "must be a group of fields, each on its own line"
    if field is not None and field.words:
        return f"must be one of {', '.join(field.words)}"
    if field is not None and field.must and kind == field.shape:
        return f"must be {field.must}"
    return f"{details['msg'][:1].lower()}{details['msg'][1:]}".replace("input should be", "must be")


def _found(tree: Tree, where: Where) -> str:
    """Show the value at a path, shortened."""
    value = tree
    for part in where:
        value = _inside(value, part)
    if isinstance(value, str):
        return f"`{value if len(value) <= _SHOWN else value[:_SHOWN] + '…'}`"
    return "a list" if isinstance(value, list) else "a group of fields"


def _inside(value: Tree, part: str | int) -> Tree:
    """Step into a list or mapping; what is not there is the value itself."""
    match value, part:
        case list(), int() if part < len(value):
            return value[part]
        case dict(), str() if part in value:
            return value[part]
    return value


_SHOWN = 40
