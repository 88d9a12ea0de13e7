"""A mapping file read and judged by itself, before any CSV file is opened."""

from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.authoring.field_path import NoSuchFieldError, resolve
from generator.checks.wording import a
from generator.diagnostic import Diagnostic, Where
from generator.importing.mapping import ImportMapping, Rule, Source
from generator.importing.rules import found
from generator.yaml import source
from schema import KINDS
from schema.description import fields

LIMIT = 1 << 20


class MappingFile(NamedTuple):
    """A mapping, and the file that it stands in."""

    path: str
    data: bytes
    mapping: ImportMapping

    def place(self, where: Where, *, key: bool = False) -> tuple[str, int, int]:
        """Say where a part of the mapping stands: path, line, column."""
        return (self.path, *source.locate(self.data, where, key=key))


def read(data: bytes, path: str) -> tuple[MappingFile | None, tuple[Diagnostic, ...]]:
    """Read a mapping file: the mapping if it can be used, and what is wrong with it."""
    tree, diagnostics = source.read(data, path, limit=LIMIT)
    if tree is None:
        return None, diagnostics
    try:
        file = MappingFile(path, data, ImportMapping.model_validate(tree))
    except ValidationError as error:
        return None, tuple(sorted(_misshapen(data, path, error)))
    wrong = tuple(sorted(_senseless(file)))
    return (None, wrong) if wrong else (file, ())


def _misshapen(data: bytes, path: str, error: ValidationError) -> Iterator[Diagnostic]:
    for details in error.errors(include_url=False):
        where = tuple(part for part in details["loc"] if part != "[key]")
        unknown = details["type"] == "extra_forbidden"
        place = (path, *source.locate(data, where, key=unknown))
        yield found(place, "I01", *_words(details, where))


def _words(details: ErrorDetails, where: Where) -> tuple[str, str]:
    name = where[-1] if where else "The file"
    match details["type"]:
        case "missing":
            return f"`{name}` must be there.", ""
        case "extra_forbidden":
            return f"There is no setting `{name}` here.", _meant(str(name))
        case "value_error":
            told = str(details["msg"]).removeprefix("Value error, ")
        case _:
            told = str(details["msg"]).replace("Input should be", "must be")
    return f"`{name}` {told[:1].lower()}{told[1:]}.", ""


def _meant(name: str) -> str:
    models: tuple[type[BaseModel], ...] = (ImportMapping, Source, Rule)
    known = {field for model in models for field in model.model_fields}
    near = get_close_matches(name, sorted(known), n=1)
    return f"Did you mean `{near[0]}`?" if near else ""


def _senseless(file: MappingFile) -> Iterator[Diagnostic]:
    """Say what the schema does not know, and what cannot be carried out."""
    for index, one in enumerate(file.mapping.sources):
        above: Where = ("sources", index)
        kind = KINDS[one.kind]
        names = {field.name for field in fields(kind)}
        lists = [field.name for field in fields(kind) if field.part and field.holding == "list"]
        if one.items is not None and one.items not in lists:
            hint = f"The lists of {a(kind.noun)} are {', '.join(lists) or 'none'}."
            place = file.place((*above, "items"))
            yield found(place, "I01", "`items` must name a list of groups.", hint)
        if one.match is not None and one.match not in names:
            place = file.place((*above, "match"))
            yield found(place, "I01", f"`match` must name a field of {a(kind.noun)}.")
        yield from _unreadable(file, (*above, "date"), one.date)
        for path, rule in one.fields.items():
            yield from _senseless_rule(file, one, (*above, "fields", path), rule)


def _senseless_rule(
    file: MappingFile, one: Source, where: Where, rule: Rule
) -> Iterator[Diagnostic]:
    path = str(where[-1])
    try:
        target = resolve(KINDS[one.kind], path)
    except NoSuchFieldError as error:
        said = str(error)
        yield found(file.place(where, key=True), "I01", f"{said[:1].upper()}{said[1:]}")
        return
    if [part for part in target.where[2:] if isinstance(part, int) and part > 0]:
        message = f"`{path}` must be the first item of a list inside a list."
        yield found(file.place(where, key=True), "I01", message)
    if rule.split is not None and target.field.holding != "list":
        message = f"`split` is for lists; `{path}` holds one value."
        yield found(file.place((*where, "split")), "I01", message)
    yield from _senseless_lookup(file, where, rule, target.field.reference)
    yield from _unreadable(file, (*where, "date"), rule.date)


def _senseless_lookup(
    file: MappingFile, where: Where, rule: Rule, wanted: str | None
) -> Iterator[Diagnostic]:
    if rule.lookup is None:
        return
    if wanted not in (None, rule.lookup):
        message = f"`{where[-1]}` names one of `{wanted}`, so `lookup` must be `{wanted}`."
        yield found(file.place((*where, "lookup")), "I01", message)
    if rule.by not in ("key", *_texts(rule.lookup)):
        message = f"`by` must be `key` or one of {', '.join(_texts(rule.lookup))}."
        yield found(file.place((*where, "by")), "I01", message)


def _texts(kind: str) -> list[str]:
    """Name the fields that a record can be looked up by."""
    held = [field for field in fields(KINDS[kind]) if field.part is None]
    return [field.name for field in held if field.holding != "mapping"]


def _unreadable(file: MappingFile, where: Where, forms: tuple[str, ...]) -> Iterator[Diagnostic]:
    for written in forms:
        if not _readable(written):
            message = f"`{written}` must be a way to write days, such as %d/%m/%Y."
            yield found(file.place(where), "I01", message)


def _readable(written: str) -> bool:
    """Tell whether days can be written and read again in a form."""
    day = datetime(2001, 2, 3, tzinfo=UTC)
    try:
        return datetime.strptime(day.strftime(written), written).date() == day.date()  # noqa: DTZ007 - only the day counts
    except ValueError:
        return False
