"""What the columns of a table are: how each is headed, shown, sorted and linked.

A query says it by its column names and types, so that no report has to repeat it:

| column | shown as |
| --- | --- |
| `X_id` and `X_name` | one column "X" that links to the record; `X` is a kind (`deal`, `account`) |
|                     | or a role that stands for one (`owner`, `customer`: see `ROLES`) |
| `kind`, `id`, `name` | the same, for rows of several kinds; also `X_kind`, `X_id`, `X_name` |
| DECIMAL | money in the currency of the row (`currency`; `X_currency` for `X`) or the base one; |
|         | `base_X` is headed X and always in the base currency |
| `share`, `*_share`, `*_rate` (a query's own quotients) | a share of 1 as `61 %` |
| `chance`, `*_chance`; `target_chance` | the same, but no surer than `over 99 %`; `over 97 %` |
| `percent`, `probability`, `discount`, `tax`, `attainment` and `*_` of them, as the records have |
|                     | them: a number of hundredths as `61 %` |
| `*_ratio`, `coverage` | `3.1` and a times sign |
| `*_figure` (a score without a unit) | `0.151`, with three decimals |
| `quantity`, `*_quantity`, `weight`, `score`; every other number | a number, grouped |
| DATE, TIMESTAMP | a day (the year only where it is another), a day with its time |
| BOOLEAN | yes or no |
| `url`, `website`, `mail`, `phone` and `*_` of them | a link, where the address is allowed |
| `signals`, `chips`, `status`, `tags` | chips; `warn: text` gives the tone (won, info, warn, bad) |
| `trend`, `*_trend` (a list of numbers) | a small line |
| `X_tone` | not shown; its value is the tone of the cell `X` |
| `_X` | not shown |
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.look.format import label
from generator.table import Table

Look = Literal[
    "text", "link", "money", "share", "chance", "reach", "percent", "ratio", "figure", "number",
    "day", "moment", "flag", "web", "chips", "trend",
]  # fmt: skip

NUMERIC: frozenset[Look] = frozenset(
    {"money", "share", "chance", "reach", "percent", "ratio", "figure", "number"}
)

KINDS = {
    "account": "accounts", "contact": "contacts", "lead": "leads", "deal": "deals",
    "quote": "quotes", "order": "orders", "product": "products", "price_book": "price_books",
    "activity": "activities", "daily_report": "daily_reports", "ticket": "tickets",
    "campaign": "campaigns", "person": "people", "team": "teams", "territory": "territories",
    "target": "targets", "forecast": "forecasts", "commission_plan": "commission_plans",
    "feedback": "feedback", "stock": "stock",
}  # fmt: skip
"""One record of a kind, and the folder that holds the kind."""

ROLES = {
    "owner": "people", "manager": "people", "author": "people", "approver": "people",
    "rep": "people", "customer": "accounts", "partner": "accounts", "competitor": "accounts",
    "warehouse": "stock",
}  # fmt: skip
"""Columns named for what a record does rather than for what it is."""

_LOOKS: tuple[tuple[Look, re.Pattern[str]], ...] = (
    ("chips", re.compile(r"^(signals|chips|status|tags)$")),
    ("web", re.compile(r"(^|_)(url|website|mail|phone)$")),
    ("trend", re.compile(r"(^|_)trend$")),
    ("share", re.compile(r"(^|_)share$|_rate$")),
    ("reach", re.compile(r"(^|_)target_chance$")),
    ("chance", re.compile(r"(^|_)chance$")),
    ("percent", re.compile(r"(^|_)(percent|probability|discount|tax|attainment)$")),
    ("ratio", re.compile(r"(^|_)(ratio|coverage)$")),
    ("figure", re.compile(r"_figure$")),
    ("number", re.compile(r"(^|_)(quantity|weight|score|days|count)$")),
)

_TYPES: tuple[tuple[str, Look], ...] = (
    ("VARCHAR", "text"), ("DECIMAL", "money"), ("TIMESTAMP", "moment"), ("DATE", "day"),
    ("BOOLEAN", "flag"),
    ("DOUBLE", "number"), ("FLOAT", "number"), ("HUGEINT", "number"), ("BIGINT", "number"),
    ("UBIGINT", "number"), ("INTEGER", "number"), ("UINTEGER", "number"), ("SMALLINT", "number"),
    ("TINYINT", "number"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One shown column: where its values stand in a row, and how they look."""

    name: str
    heading: str
    look: Look
    at: int
    id_at: int | None = None
    kind: str = ""
    kind_at: int | None = None
    currency_at: int | None = None
    tone_at: int | None = None

    @property
    def numeric(self) -> bool:
        """Say whether the column is aligned to the right."""
        return self.look in NUMERIC


def columns(table: Table, only: Sequence[str] = (), kind: str = "") -> tuple[Column, ...]:
    """Return the columns of a table that are shown, in its order or in the order asked for.

    `kind` is the folder that the columns `id` and `name` belong to. An unknown name in `only` is a
    KeyError that names the columns there are.
    """
    unknown = next((name for name in only if name not in table.columns), None)
    if unknown is not None:
        message = f"{table.name} has no column {unknown}; it has {', '.join(table.columns)}"
        raise ValueError(message)
    return _columns(table.columns, table.types, tuple(only), kind)


@functools.cache
def _columns(
    names: tuple[str, ...], types: tuple[str, ...], only: tuple[str, ...], kind: str
) -> tuple[Column, ...]:
    """Remember the columns of a query, which thousands of record pages share."""
    at = {name: index for index, name in enumerate(names)}
    shown = only or [name for name in at if not _hidden(name, at)]
    return tuple(_column(name, at, types[at[name]], kind) for name in shown)


def _hidden(name: str, at: Mapping[str, int]) -> bool:
    """Say whether a column only serves another one."""
    stem, _, last = name.rpartition("_")
    serves = {
        "tone": stem in at,
        "currency": not stem or stem in at,
        "kind": _prefixed(stem, "id") in at,
        "id": _prefixed(stem, "name") in at,
    }
    return name.startswith("_") or serves.get(last, False)


def _prefixed(stem: str, word: str) -> str:
    return f"{stem}_{word}" if stem else word


def _column(name: str, at: Mapping[str, int], sql_type: str, kind: str) -> Column:
    stem, _, last = name.rpartition("_")
    if last in {"name", "id"} and _prefixed(stem, "id") in at:
        folder = KINDS.get(stem) or ROLES.get(stem) or ("" if stem else kind)
        kind_at = at.get(_prefixed(stem, "kind"))
        if folder or kind_at is not None:
            return _link(name, stem, at, (folder, kind_at))
    return Column(
        name,
        label(name.removeprefix("base_")),
        look_of(name, sql_type),
        at[name],
        currency_at=_currency(name, at),
        tone_at=at.get(f"{name}_tone"),
    )


def _currency(name: str, at: Mapping[str, int]) -> int | None:
    """Find the column with an amount's currency; `base_` amounts are in the base currency."""
    own = at.get(f"{name}_currency")
    return own if own is not None or name.startswith("base_") else at.get("currency")


def _link(name: str, stem: str, at: Mapping[str, int], kind: tuple[str, int | None]) -> Column:
    """Return the column that shows a record's name and leads to its page."""
    return Column(
        name,
        label(stem or name),
        "link",
        at[name],
        id_at=at[_prefixed(stem, "id")],
        kind=kind[0],
        kind_at=kind[1],
        tone_at=at.get(f"{stem}_tone"),
    )


def look_of(name: str, sql_type: str) -> Look:
    """Return how a column looks, by its name and then by its type."""
    for look, pattern in _LOOKS:
        if pattern.search(name):
            return look
    if sql_type.endswith("]"):
        return "text"
    return next((look for start, look in _TYPES if sql_type.startswith(start)), "text")
