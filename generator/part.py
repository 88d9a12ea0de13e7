"""The rows of one query that belong to one record: what a section of its page is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.look.vocabulary import rows
from generator.table import Table

Row = tuple[object, ...]


class Part(list[Row]):
    """Rows with columns as attributes, and the query that they come from.

    A list, since templates ask tens of thousands of parts whether they hold anything.
    """

    __slots__ = ("of",)

    def __init__(self, of: Table) -> None:
        super().__init__()
        self.of = of

    @property
    def table(self) -> Table:
        """The rows as a table."""
        return replace(self.of, rows=tuple(self))

    def tells(self, column: str) -> bool:
        """Say whether any row has something in a column."""
        at = self.of.columns.index(column)
        return any(row[at] for row in self)


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one query by the record that they belong to."""

    parts: Mapping[str, Part]
    nothing: Part

    def of(self, identity: str) -> Part:
        """Give a record's rows; none if the query has none for it."""
        return self.parts.get(identity, self.nothing)


def divided(table: Table) -> Answer:
    """Sort the rows of a query by their first column, the record's id."""
    frame = Table(table.name, table.columns, table.types, (), table.sql)
    found: dict[str, Part] = {}
    for row in rows(table):
        identity = str(row[0])
        part = found.get(identity)
        if part is None:
            part = found[identity] = Part(frame)
        part.append(row)
    return Answer(found, Part(frame))
