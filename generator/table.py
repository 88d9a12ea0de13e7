"""A table: the named result of one query, on its way to a page, a file or a chart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their SQL types, rows of Python values, and the query that gave them."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    sql: str = ""
