"""A record as some rows of a CSV file give it, before it meets the records that are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostic import Diagnostic, Where
from generator.importing.mapping import Rule, Source
from generator.importing.sheet import Row, Sheet
from generator.yaml.source import Tree


class Origin(NamedTuple):
    """The cell that a value comes from."""

    sheet: Sheet
    row: Row
    column: int

    @property
    def place(self) -> tuple[str, int, int]:
        """Say where the cell stands: path, line, column."""
        return self.sheet.place(self.row, self.column)


class Value(NamedTuple):
    """What a rule makes of a row: texts or names to look up, where they go and come from."""

    where: Where
    texts: tuple[str, ...]
    listed: bool
    rule: Rule
    origin: Origin

    @property
    def tree(self) -> Tree:
        """The value as it stands in a record."""
        return list(self.texts) if self.listed else self.texts[0]


@dataclass(frozen=True, slots=True)
class Draft:
    """A record on its way: its key in the other system, its values, what is wrong with its rows."""

    source: Source
    system: str
    key: str
    origin: Origin
    identity: str
    values: Mapping[Where, Value]
    cleared: tuple[Where, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def kind(self) -> str:
        """The folder of the record's kind."""
        return self.source.kind
