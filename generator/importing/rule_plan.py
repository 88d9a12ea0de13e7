"""A mapping's rules made ready for the columns of one file."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.authoring.field_path import Target, resolve
from generator.diagnostic import Diagnostic, Where
from generator.importing.convert import Written
from generator.importing.mapping import Conditions, Rule, Source, placeholders
from generator.importing.mapping_file import MappingFile
from generator.importing.rules import found
from generator.importing.sheet import Sheet, normal
from schema import KINDS


class Test(NamedTuple):
    """A condition on a row: a column, and the values that let the row pass."""

    column: int
    values: frozenset[str]


class Step(NamedTuple):
    """One field's rule, with its columns found and its values made comparable."""

    target: Target
    rule: Rule
    columns: tuple[int, ...]
    when: tuple[Test, ...]
    nothing: frozenset[str]
    aliases: Mapping[str, str]
    values: Mapping[str, str]
    written: Written


class Plan(NamedTuple):
    """What to do with each row of a sheet."""

    source: Source
    system: str
    sheet: Sheet
    key: tuple[int, ...]
    only: tuple[Test, ...]
    skip: tuple[Test, ...]
    names: Mapping[str, int]
    steps: tuple[Step, ...]


class _Place(NamedTuple):
    """A part of a mapping that names columns, and the sheet that must have them."""

    file: MappingFile
    sheet: Sheet
    where: Where

    def lacking(self, names: Iterable[str]) -> Iterator[Diagnostic]:
        """Say which columns are not there."""
        for name in names:
            if self.sheet.column(name) is None:
                known = {normal(cell): cell for cell in self.sheet.header.cells}
                near = get_close_matches(normal(name), known, n=1)
                listed = ", ".join(filter(None, self.sheet.header.cells))
                hint = f"Did you mean `{known[near[0]]}`?" if near else f"It has {listed}."
                message = f"`{name}` must be a column of {self.sheet.path}."
                yield found(self.file.place(self.where), "I03", message, hint)


def lacking(file: MappingFile, index: int, sheet: Sheet) -> Iterator[Diagnostic]:
    """Say which columns a source names that its file does not have."""
    one = file.mapping.sources[index]
    above: Where = ("sources", index)
    named: list[tuple[Where, Iterable[str]]] = [
        (("key",), one.key),
        (("id",), placeholders(one.id or "")),
        (("only",), one.only),
        (("skip",), one.skip),
        *((("fields", path), rule.columns) for path, rule in one.fields.items()),
        *((("fields", path, "when"), rule.when) for path, rule in one.fields.items()),
    ]
    for where, names in named:
        yield from _Place(file, sheet, (*above, *where)).lacking(names)


def unmapped(sources: Iterable[Source], sheet: Sheet) -> Iterator[Diagnostic]:
    """Say which columns no source of a file maps or ignores; their contents stay unread."""
    known = {normal(name) for one in sources for name in _named(one)}
    left = [cell for cell in sheet.header.cells if normal(cell) not in known]
    if left and "*" not in known:
        message = f"Not mapped: {', '.join(f'`{name}`' for name in left)}."
        place = sheet.place(sheet.header, sheet.header.cells.index(left[0]))
        yield found(place, "I04", message, "Give each a field, or name it under `ignore`.")


def _named(one: Source) -> Iterator[str]:
    """Name every column that a source knows of."""
    yield from (*one.key, *one.ignore, *one.only, *one.skip, *placeholders(one.id or ""))
    for rule in one.fields.values():
        yield from (*rule.columns, *rule.when)


def plan(file: MappingFile, one: Source, sheet: Sheet, zone: ZoneInfo) -> Plan:
    """Make a source's rules ready; all its columns must be there."""
    return Plan(
        one,
        file.mapping.system_of(one),
        sheet,
        _columns(sheet, one.key),
        _tests(sheet, one.only),
        _tests(sheet, one.skip),
        {name: _column(sheet, name) for name in placeholders(one.id or "")},
        tuple(_step(one, sheet, path, rule, zone) for path, rule in one.fields.items()),
    )


def _step(one: Source, sheet: Sheet, path: str, rule: Rule, zone: ZoneInfo) -> Step:
    target = resolve(KINDS[one.kind], path)
    return Step(
        target,
        rule,
        _columns(sheet, rule.columns),
        _tests(sheet, rule.when),
        one.nothing | frozenset(rule.empty),
        {normal(known): meant for known, meant in rule.aliases.items()},
        {normal(known): meant for known, meant in rule.values.items()},
        Written(
            rule.date or one.date,
            one.decimal if rule.decimal is None else rule.decimal,
            one.thousands if rule.thousands is None else rule.thousands,
            rule.times,
            zone,
        ),
    )


def _column(sheet: Sheet, name: str) -> int:
    found_at = sheet.column(name)
    if found_at is None:
        raise KeyError(name)
    return found_at


def _columns(sheet: Sheet, names: Iterable[str]) -> tuple[int, ...]:
    return tuple(_column(sheet, name) for name in names)


def _tests(sheet: Sheet, conditions: Conditions) -> tuple[Test, ...]:
    return tuple(
        Test(_column(sheet, name), frozenset(map(normal, values)))
        for name, values in conditions.items()
    )
