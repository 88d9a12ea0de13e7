"""What a kind of record is in SQL: a table of its own, and one for every list inside it.

The rules, the same for every kind, so that a table can be guessed from a file:

- The table is named as the folder (`deals`), the columns as the fields; `id` is the file's name
  and `path` the file. A field inside a group is `GROUP_FIELD` (`recurring_amount`), a field of the
  company's own is `custom_NAME`.
- A list is a table `deals_lines`: `record` is the id of the record it belongs to, `position` counts
  from 1, then come the fields of a part, or `value` where the list is one of plain values.
- A list inside a list is a table `orders_deliveries_lines`: `record`, `deliveries_position` (which
  delivery), `position`, then the fields.
- A mapping is a table `rates_rates`: `record`, `name`, `value`.

Defaults of the schema are filled in: an absent discount is 0. What has no default is null.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schema import Shared
from schema.company import CustomField
from schema.description import FieldDescription, fields
from schema.record import Part

CustomFields = Mapping[str, CustomField]

_TYPES = {"day": "DATE", "moment": "TIMESTAMP", "integer": "BIGINT", "flag": "BOOLEAN"}
_CUSTOM_TYPES = {"number": "DECIMAL(24,4)", "day": "DATE", "flag": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """A column: its name, its type, what it says, and how it comes out of the raw text."""

    name: str
    type: str
    comment: str
    expression: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is computed rather than read: its columns as name, type and meaning, its rows.

    Values are texts, numbers, days, moments and flags, or lists of them; the types are SQL's.
    """

    name: str
    comment: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table: its name, what one row is, its columns, and the rows that they are taken from."""

    name: str
    comment: str
    columns: tuple[SqlColumn, ...]
    source: str

    @property
    def sql(self) -> str:
        """The query that fills the table."""
        shown = ", ".join(f"{one.expression} as {quoted(one.name)}" for one in self.columns)
        return select(shown, self.source)


@dataclass(frozen=True, slots=True)
class Lined:
    """A table whose rows come as lines of JSON: their SQL types, and the relation made of them.

    The relation's source begins with the table `raw(NAME)`, in which the lines are read; each text
    is one line or several.
    """

    relation: Relation
    types: Mapping[str, str]
    lines: Iterable[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What lines tell about versions: its SQL types, and what is joined to them for the rest."""

    types: Mapping[str, str]
    joined: str
    lines: Iterable[str]


def quoted(name: str) -> str:
    """Write a name so that SQL takes it for nothing else."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Write a text so that SQL takes it for nothing else."""
    return "'" + value.replace("'", "''") + "'"


def select(columns: str, source: str) -> str:
    """Write a query of columns from a source, both made of quoted names."""
    return f"select {columns} from {source}"  # noqa: S608 - callers pass names of the schema, quoted


def raw(folder: str) -> str:
    """Name the table that holds the records of a kind as they were read, until they are split."""
    return f"raw_{folder}"


def read_types(kind: type[Shared], custom: CustomFields) -> dict[str, str]:
    """Give the types in which a kind's JSON texts are read: nested as the texts are."""
    found = {field.name: _read_type(field) for field in fields(kind)}
    found["custom"] = _struct(dict.fromkeys(sorted(custom), "VARCHAR"))
    return {name: kind for name, kind in found.items() if kind != _struct({})} | {"path": "VARCHAR"}


def _read_type(field: FieldDescription) -> str:
    inner = sql_type(field)
    if field.part is not None:
        inner = _struct({below.name: _read_type(below) for below in field.fields})
    return {"one": inner, "list": f"{inner}[]", "mapping": f"MAP(VARCHAR, {inner})"}[field.holding]


def _struct(inner: Mapping[str, str]) -> str:
    return f"STRUCT({', '.join(f'{quoted(name)} {kind}' for name, kind in inner.items())})"


def sql_type(field: FieldDescription) -> str:
    """Give the SQL type of one value of a field; rates have eight decimals, all else four."""
    if field.shape == "decimal":
        return "DECIMAL(24,8)" if "{1,8}" in field.pattern else "DECIMAL(24,4)"
    return _TYPES.get(field.shape, "VARCHAR")


def relations(kind: type[Shared], custom: CustomFields) -> tuple[Relation, ...]:
    """Give the tables of a kind: its own first, then one for each list and mapping inside it."""
    columns = (*_columns(kind, ""), *_custom(custom))
    path = SqlColumn("path", "VARCHAR", "The record's file in the repository.", "path")
    own = Relation(kind.folder, _sentence(kind), (*columns, path), raw(kind.folder))
    return (own, *_lists(kind, kind.folder))


def versions(
    kind: type[Shared], custom: CustomFields, about: Sequence[SqlColumn], told: Told
) -> Lined:
    """Give the table `KIND_versions`: some columns about the version, then those of the kind.

    The lines are the texts of the versions with what is told about them. A list stands as a list
    and a mapping as a mapping, as they were read: `unnest` makes rows of them.
    """
    name = f"{kind.folder}_versions"
    types = {**told.types, **read_types(kind, custom)}
    own = relations(kind, custom)[0]
    comment = f"What a record was from one commit to the next. {own.comment}"
    held = [field for field in fields(kind) if field.holding != "one" and field.name != "custom"]
    lists = (plain(field.name, types[field.name], field.description) for field in held)
    shown = (*own.columns[:1], *about, *own.columns[1:], *lists)
    return Lined(Relation(name, comment, shown, f"{raw(name)}{told.joined}"), types, told.lines)


def plain(name: str, type_: str, comment: str) -> SqlColumn:
    """Give a column that comes as it was read."""
    return SqlColumn(name, type_, comment, quoted(name))


def _columns(model: type[Part], inside: str) -> Iterator[SqlColumn]:
    """Give the columns of the plain fields and of the groups of a kind or part."""
    for field in fields(model):
        if field.holding != "one":
            continue
        place = f"{inside}{quoted(field.name)}"
        if field.part is None:
            yield _column(field, place, _default(model, field))
        else:
            yield from _group(field, place)


def _group(field: FieldDescription, place: str) -> Iterator[SqlColumn]:
    """Give the columns of a group; its defaults hold only where the group is there."""
    for column in _columns(_part(field), f"{place}."):
        whole = f"case when {place} is not null then {column.expression} end"
        name = f"{field.name}_{column.name}"
        yield SqlColumn(name, column.type, f"{field.description} {column.comment}", whole)


def _column(field: FieldDescription, place: str, default: str) -> SqlColumn:
    value = f"coalesce({place}, {text(default)})" if default else place
    return SqlColumn(field.name, sql_type(field), _comment(field), value)


def _comment(field: FieldDescription) -> str:
    return f"{field.description} ({field.unit})" if field.unit else field.description


def _default(model: type[Part], field: FieldDescription) -> str:
    """Write the default of a field as a file would; empty where there is none."""
    value = None if field.required else model.model_fields[field.name].default
    return "" if value is None else str(value)


def _custom(custom: CustomFields) -> Iterator[SqlColumn]:
    """Give the columns of the company's own fields; what is not of the type is null."""
    for name, field in sorted(custom.items()):
        kind = _CUSTOM_TYPES.get(field.type, "VARCHAR")
        value = f"try_cast(custom.{quoted(name)} as {kind})"
        yield SqlColumn(f"custom_{name}", kind, field.description, value)


def _lists(kind: type[Shared], folder: str) -> Iterator[Relation]:
    """Give the tables of the lists and mappings directly inside a kind, and of lists in those."""
    for field in fields(kind):
        name, comment = f"{folder}_{field.name}", f"{_sentence(kind)} {field.description}"
        if field.holding == "mapping" and field.name != "custom":
            source = _inside("id as record", f"map_entries({quoted(field.name)})", raw(folder))
            yield Relation(name, comment, (_RECORD, *_pair(field)), source)
        elif field.holding == "list":
            source = _inside("id as record", quoted(field.name), raw(folder))
            yield Relation(name, comment, (_RECORD, _POSITION, *_items(field)), source)
            yield from _inner_lists(field, name, source)


_RECORD = SqlColumn("record", "VARCHAR", "The id of the record that this belongs to.", "record")
_POSITION = SqlColumn("position", "BIGINT", "The place in the list, from 1.", "position")


def _inner_lists(field: FieldDescription, outer: str, source: str) -> Iterator[Relation]:
    """Give the tables of the lists inside the parts of a list."""
    at = f"{field.name}_position"
    above = (_RECORD, SqlColumn(at, "BIGINT", f"The place in {outer}, from 1.", at), _POSITION)
    for inner in field.fields:
        if inner.holding == "list":
            rows = _inside(f"record, position as {at}", f"item.{quoted(inner.name)}", source)
            comment = f"{_sentence(_part(field))} {inner.description}"
            yield Relation(f"{outer}_{inner.name}", comment, (*above, *_items(inner)), rows)


def _pair(field: FieldDescription) -> tuple[SqlColumn, SqlColumn]:
    """Give the columns of what a mapping holds."""
    return (
        SqlColumn("name", "VARCHAR", "The short name.", "item.key"),
        SqlColumn("value", sql_type(field), _comment(field), "item.value"),
    )


def _items(field: FieldDescription) -> tuple[SqlColumn, ...]:
    """Give the columns of what a list holds."""
    if field.part is None:
        return (SqlColumn("value", sql_type(field), _comment(field), "item"),)
    return tuple(_columns(field.part, "item."))


def _inside(kept: str, items: str, source: str) -> str:
    """Write the rows of a list: what is kept of the record, the item and its position."""
    every = f"{kept}, unnest({items}) as item, generate_subscripts({items}, 1) as position"
    return f"({select(every, source)})"


def _part(field: FieldDescription) -> type[Part]:
    assert field.part is not None  # noqa: S101 - callers have looked
    return field.part


def _sentence(model: type[Part]) -> str:
    return (model.__doc__ or "").partition("\n")[0]
