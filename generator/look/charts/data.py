"""What a chart needs of a table: labels, amounts by part, tones and the unit, in query order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.look import format as formats
from generator.look.charts import scale
from generator.look.columns import look_of
from generator.look.setting import Setting
from generator.table import Table

_TONES = {
    "won": "won", "closed": "won", "paid": "won", "on time": "won", "commit": "commit",
    "most likely": "likely", "most_likely": "likely", "best case": "best", "best_case": "best",
    "best": "best", "pipeline": "pipe", "open": "commit",
    "omitted": "pipe", "lost": "bad", "late": "bad", "overdue": "bad", "moved out": "bad",
    "down": "bad", "new": "won", "moved in": "won", "up": "won", "reopened": "won",
    "target": "bad", "forecast": "commit",
}  # fmt: skip
"""Words of a forecast and the tone that they have on every page."""

_ROUND = ("commit", "won", "best", "warn", "bad", "pipe")
"""Tones for parts without one of their own, in turn."""


class Part(NamedTuple):
    """An amount, what it is called and its tone."""

    name: str
    tone: str
    value: float


@dataclass(frozen=True, slots=True)
class Stack:
    """The parts that lie on or beside one another under one label, and where they should end."""

    label: str
    parts: tuple[Part, ...]
    target: float | None = None

    @property
    def total(self) -> float:
        """Return the sum of the parts."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class Source:
    """A table and the setting that its values are read in."""

    table: Table
    setting: Setting

    def texts(self, column: str) -> list[str]:
        """Return a column as labels."""
        return [self._label(value) for value in self._values(column)]

    def numbers(self, column: str) -> list[float | None]:
        """Return a column as numbers; None where nothing is known."""
        exact = map(formats.decimal, self._values(column))
        return [None if value is None else float(value) for value in exact]

    def unit(self, column: str, largest: float) -> scale.Unit:
        """Return the unit for a column's numbers."""
        look = look_of(column, self.table.types[self._at(column)])
        return scale.unit(look, self._currency(), largest)

    def tones(self, names: Sequence[str], wanted: Mapping[str, str]) -> dict[str, str]:
        """Return a tone for each name: the one wanted, the usual one, or the next in turn."""
        own = {name: wanted.get(name) or _TONES.get(name.casefold()) for name in names}
        spare = iter([tone for tone in _ROUND if tone not in own.values()] * len(names))
        return {name: tone or next(spare, "pipe") for name, tone in own.items()}

    def stacks(
        self, x: str, y: str, by: str = "", target: str = "", tones: Mapping[str, str] | None = None
    ) -> tuple[Stack, ...]:
        """Return the rows gathered by label; the first target of a label is its target.

        An amount that is not known is no part; a label may have none.
        """
        labels, amounts = self.texts(x), self.numbers(y)
        names = self.texts(by) if by else [y] * len(labels)
        marks = self.numbers(target) if target else [None] * len(labels)
        tone = self.tones(list(dict.fromkeys(names)), tones or {})
        found: dict[str, list[Part]] = {}
        goals: dict[str, float | None] = {}
        for label, name, amount, mark in zip(labels, names, amounts, marks, strict=True):
            parts = found.setdefault(label, [])
            if amount is not None:
                parts.append(Part(name, tone[name], amount))
            goals.setdefault(label, mark)
        return tuple(Stack(label, tuple(found[label]), goals[label]) for label in found)

    def _values(self, column: str) -> list[object]:
        at = self._at(column)
        return [row[at] for row in self.table.rows]

    def _at(self, column: str) -> int:
        if column not in self.table.columns:
            there = ", ".join(self.table.columns)
            message = f"{self.table.name} has no column {column}; it has {there}"
            raise ValueError(message)
        return self.table.columns.index(column)

    def _currency(self) -> str:
        if "currency" in self.table.columns and self.table.rows:
            return str(self._values("currency")[0])
        return self.setting.currency

    def _label(self, value: object) -> str:
        if isinstance(value, date):
            return formats.day(value, self.setting.today)
        return formats.EMPTY if value is None else str(value)
