"""The rows of one query that belong to one record: what a section of its page is made of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.look.vocabulary import rows
from generator.table import Table

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows with columns as attributes, and the query that they come from."""

    of: Table
    rows: Sequence[Row] = ()

    @property
    def table(self) -> Table:
        """The rows as a table."""
        return replace(self.of, rows=tuple(self.rows))

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows; none makes a section stay away."""
        return len(self.rows)

    def __getitem__(self, at: int) -> Row:
        """Give a row by its place."""
        return self.rows[at]


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
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(table):
        found[str(row[0])].append(row)
    return Answer({name: Part(frame, tuple(part)) for name, part in found.items()}, Part(frame))
