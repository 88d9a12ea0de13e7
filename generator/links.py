"""The references between records as SQL: derived from the schema, so that none is forgotten."""

from collections.abc import Iterator
from functools import cache

from generator.relation import quoted, select
from schema import KINDS
from schema.description import Marked, marked


@cache
def to(target: str) -> str:
    """Write the query of all references to a kind: one row is a reference, from where to which id.

    Columns: `target_id`, `kind`, `id`, `field`. Fields that say what a record is not
    (`not_duplicate_of`) are left out.
    """
    found = [
        _query(folder, place)
        for folder, kind in KINDS.items()
        for place in marked(kind, "reference")
        if place.field.reference == target and place.names[-1] != "not_duplicate_of"
    ]
    return "\nunion\n".join(found or [_NOTHING])


_NOTHING = (
    "select null::varchar as target_id, null::varchar as kind, null::varchar as id,"
    " null::varchar as field where false"
)


def _query(folder: str, place: Marked) -> str:
    *above, last = place.names
    table, record, column = folder, "id", quoted(last)
    if above or place.field.holding == "list":
        inside = [*above, last] if place.field.holding == "list" else above
        table, record = "_".join([folder, *inside]), "record"
        column = "value" if place.field.holding == "list" else quoted(last)
    words = " ".join(_words(place))
    shown = f"{column} as target_id, '{folder}' as kind, {record} as id, '{words}' as field"
    return select(shown, f"{quoted(table)} where {column} is not null")


def _words(place: Marked) -> Iterator[str]:
    """Say in words how a record refers: the field's name, or that of the list around it."""
    names = (
        place.names if place.field.holding == "one" and len(place.names) == 1 else place.names[:1]
    )
    yield from (name.replace("_", " ") for name in names)
