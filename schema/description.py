"""What a kind is made of: the one description behind columns, editors' schemas and pages."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schema.fields import Choice, Reference, Shape, Written
from schema.record import Part, Shared

Holding = Literal["one", "list", "mapping"]
"""How many values a field holds: one, a list of them, or a mapping from short names to them."""


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """A field: what it is called, holds, means and looks like."""

    name: str
    holding: Holding
    shape: Shape | Literal["part", "word"]
    required: bool
    description: str
    unit: str
    example: str
    must: str = ""
    pattern: str = ""
    most: int = 0
    reference: str | None = None
    picklist: str | None = None
    words: tuple[str, ...] = ()
    part: type[Part] | None = None

    @property
    def fields(self) -> tuple["FieldDescription", ...]:
        """The fields of the part that this field holds; none for a scalar."""
        return () if self.part is None else fields(self.part)


@cache
def fields(model: type[BaseModel]) -> tuple[FieldDescription, ...]:
    """Describe the fields of a kind or part in canonical order: its own, then the shared ones."""
    shared = set(Shared.model_fields) - {"id"} if issubclass(model, Shared) else set()
    names = list(model.model_fields)
    ordered = [n for n in names if n not in shared] + [n for n in names if n in shared]
    return tuple(_described(name, model.model_fields[name]) for name in ordered)


def field_at(model: type[BaseModel], path: tuple[str | int, ...]) -> FieldDescription | None:
    """Find the field at a path inside a record; positions in lists do not matter."""
    found: FieldDescription | None = None
    inside: tuple[FieldDescription, ...] = fields(model)
    for name in path:
        if isinstance(name, int):
            continue
        named = {field.name: field for field in inside}
        if name not in named:
            return found if found is not None and found.holding == "mapping" else None
        found = named[name]
        inside = found.fields
    return found


@dataclass(frozen=True, slots=True)
class _Kept:
    """What unwrapping an annotation brings to light."""

    holding: Holding
    base: object
    marks: tuple[object, ...]


def _described(name: str, info: FieldInfo) -> FieldDescription:
    kept = _unwrapped(info.annotation, tuple(info.metadata))
    written = next((mark for mark in kept.marks if isinstance(mark, Written)), None)
    reference = next((mark for mark in kept.marks if isinstance(mark, Reference)), None)
    choice = next((mark for mark in kept.marks if isinstance(mark, Choice)), None)
    part = kept.base if isinstance(kept.base, type) and issubclass(kept.base, Part) else None
    words = tuple(map(str, get_args(kept.base))) if get_origin(kept.base) is Literal else ()
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return FieldDescription(
        name=name,
        holding=kept.holding,
        shape="part" if part else "word" if words else written.shape if written else "text",
        required=info.is_required(),
        description=info.description or "",
        unit=str(extra.get("unit", "")),
        example=str((info.examples or [""])[0]),
        must=written.must if written else "",
        pattern=written.pattern if written else "",
        most=written.most if written else 0,
        reference=reference.folder if reference else None,
        picklist=choice.picklist if choice else None,
        words=words,
        part=part,
    )


def _unwrapped(annotation: object, marks: tuple[object, ...]) -> _Kept:
    """Take off `| None`, `tuple[..., ...]`, `dict[Key, ...]` and `Annotated`, keeping the marks."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _unwrapped(inner[0], (*inner[1:], *marks))
    if origin in (Union, types.UnionType):
        return _unwrapped(next(kind for kind in inner if kind is not type(None)), marks)
    if origin is tuple:
        return _Kept("list", *_base(inner[0], marks))
    if origin is dict:
        return _Kept("mapping", *_base(inner[1], marks))
    return _Kept("one", annotation, marks)


def _base(annotation: object, marks: tuple[object, ...]) -> tuple[object, tuple[object, ...]]:
    kept = _unwrapped(annotation, marks)
    return kept.base, kept.marks


@dataclass(frozen=True, slots=True)
class Marked:
    """A field somewhere inside a kind that carries a mark, with the names that lead to it."""

    names: tuple[str, ...]
    field: FieldDescription


@cache
def marked(model: type[BaseModel], mark: Literal["reference", "picklist"]) -> tuple[Marked, ...]:
    """Find all fields of a kind, at any depth, that refer to records or take picklist values."""
    return tuple(_marked(model, mark, ()))


def _marked(
    model: type[BaseModel],
    mark: Literal["reference", "picklist"],
    above: tuple[str, ...],
) -> Iterator[Marked]:
    for field in fields(model):
        names = (*above, field.name)
        if getattr(field, mark) is not None:
            yield Marked(names, field)
        if field.part is not None:
            yield from _marked(field.part, mark, names)


def values_at(
    holder: BaseModel,
    names: tuple[str, ...],
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Walk to every text at the end of the names, through lists; gives its path and the text."""
    value = getattr(holder, names[0])
    rest = names[1:]
    if value is None:
        return
    if not isinstance(value, tuple):
        yield from _value(value, (names[0],), rest)
        return
    for index, item in enumerate(value):
        yield from _value(item, (names[0], index), rest)


def _value(
    value: object,
    path: tuple[str | int, ...],
    rest: tuple[str, ...],
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for below, text in values_at(value, rest):
            yield (*path, *below), text
