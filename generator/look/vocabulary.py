"""The words that templates have besides Jinja's own: filters and functions, made for one setting.

Filters (`{{ deal.amount | money }}`):

    money  money(exact=true)  money("USD", plus=true)     ¥182.4M  ¥182,400,000  +$4.1M
    number  number(1)  quantity("pcs")                    1,240  12.5  1,240 pcs
    plural("deal")  days                                  3 deals  12 days
    percent  points  ratio                                0.61 -> 61 %, 61 -> 61 %, 3.1 -> 3.1 x
    chance  reach                                         0.9958 -> over 99 %, 0.975 -> over 97 %
    day  day(full=true)  moment  ago                      11 Dec  11 Dec 2026  3 days ago
    label                                                 close_date -> Close date

Functions:

    link("deals", deal.id, deal.name)      a link to a record's page; the text alone without an id
    page("forecast", "the forecast")       a link to a report, or to a place in it: `hygiene#leads`
    web(account.website, "Web site")       a link that leaves the site; text where it is not allowed
    table(open_deals, columns=[…], …)      a table: see `table` below
    fold(by_stage, data=true)              the query of a table, and its rows
    rows(open_deals)                       the rows of a table, with columns as attributes
    groups(by_stage, "pipeline")           a table cut by the values of a column
    facts([("Terms", "net 30"), ("Group", link(…))])    names and values; unknown ones stay out
    spark([30, 35, 42], "30 to 42")        a small line;  also progress, quarters, bullet
    chart.bars(by_owner, x=…, y=…)         a chart: see generator/look/chart.py
"""

import functools
from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Unpack

from markupsafe import Markup

from generator.look import cells, grid, picture
from generator.look import format as formats
from generator.look.block import block, inside
from generator.look.chart import Charts
from generator.look.escape import markup
from generator.look.grid import Grid, Wanted
from generator.look.setting import Setting
from generator.table import Table

_AMOUNTS = 1 << 14
"""So many amounts are remembered: one stands on the pages of all that it concerns."""
_CHIPS = 1 << 13
"""So many chips are remembered: most pages have some, and there are few different ones."""


def filters(setting: Setting) -> dict[str, Callable[..., object]]:
    """Return the filters for pages of this setting."""
    speech = _Filters(setting)
    return {
        "money": speech.money,
        "number": formats.number,
        "quantity": formats.quantity,
        "plural": formats.plural,
        "days": formats.days,
        "percent": formats.percent,
        "chance": formats.chance,
        "reach": formats.reach,
        "points": formats.points,
        "ratio": formats.ratio,
        "day": speech.day,
        "moment": speech.moment,
        "ago": speech.ago,
        "label": formats.label,
    }


@dataclass(frozen=True, slots=True)
class _Filters:
    """The filters that need to know the currency or the day."""

    setting: Setting

    def money(
        self, value: object, currency: str | None = None, *, exact: bool = False, plus: bool = False
    ) -> str:
        return _money(value, currency or self.setting.currency, exact, plus)

    def day(self, value: date | None, *, full: bool = False) -> str:
        return formats.day(value, None if full else self.setting.today)

    def moment(self, value: datetime | None, *, full: bool = False) -> str:
        return formats.moment(value, None if full else self.setting.today)

    def ago(self, value: date | None) -> str:
        return formats.ago(value, self.setting.today)


@functools.lru_cache(_AMOUNTS, typed=True)
def _money(value: object, currency: str, exact: bool, plus: bool) -> str:  # noqa: FBT001 (a key)
    return formats.money(value, currency, exact=exact, plus=plus)


def functions(setting: Setting) -> dict[str, object]:
    """Return the functions for pages of this setting, and the charts."""
    speech = _Functions(setting)
    return {
        "link": setting.link,
        "web": setting.web,
        "page": speech.page,
        "chip": functools.lru_cache(_CHIPS, typed=True)(speech.chip),
        "table": speech.table,
        "fold": speech.fold,
        "rows": rows,
        "one": one,
        "groups": groups,
        "facts": speech.facts,
        "spark": speech.spark,
        "progress": speech.progress,
        "quarters": speech.quarters,
        "bullet": speech.bullet,
        "chart": Charts(setting),
    }


def rows(table: Table) -> list[tuple[object, ...]]:
    """Return the rows of a table with the columns as attributes: `deal.name`."""
    shape = _shape(table.columns)
    return [shape(*row) for row in table.rows]


def one(table: Table) -> tuple[object, ...]:
    """Return the only row of a table; where there is none, a row in which nothing is known."""
    shape = _shape(table.columns)
    return shape(*(table.rows[0] if table.rows else [None] * len(table.columns)))


def groups(table: Table, column: str) -> list[tuple[object, Table]]:
    """Return the parts of a table that share a value of a column, in the order of the rows."""
    at = table.columns.index(column)
    parts: dict[object, list[tuple[object, ...]]] = {}
    for row in table.rows:
        parts.setdefault(row[at], []).append(row)
    return [(value, replace(table, rows=tuple(part))) for value, part in parts.items()]


@functools.cache
def _shape(columns: tuple[str, ...]) -> Callable[..., tuple[object, ...]]:
    return namedtuple("Row", columns, rename=True)  # noqa: PYI024 (the columns are known at run time)


def _word(value: object) -> object:
    """Return what stands on the page for a flag; any other value as it is."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class _Functions:
    """The functions that need to know where they write."""

    setting: Setting

    def page(self, name: str, text: object) -> Markup:
        report, mark, place = name.partition("#")
        folder = f"{report}/" if report else ""
        target = self.setting.escape(f"{self.setting.root}{folder}index.html{mark}{place}")
        return markup(f'<a href="{target}">{self.setting.escape(text)}</a>')

    def chip(self, text: str, tone: str = "") -> Markup:
        return cells.chip(f"{tone}:{text}" if tone else text, self.setting)

    def table(self, table: Table, **wanted: Unpack[Wanted]) -> Markup:
        drawn = grid.table(table, inside(self.setting), Grid(**wanted))
        return block(drawn, self.setting)

    def fold(self, table: Table, *, data: bool = True) -> Markup:
        return block(grid.fold(table, inside(self.setting), data=data), self.setting)

    def facts(self, pairs: Sequence[tuple[str, object]]) -> Markup:
        escape = self.setting.escape
        shown = [
            f"<div><dt>{escape(name)}</dt><dd>{escape(_word(value))}</dd></div>"
            for name, value in pairs
            if value is not None and str(value)
        ]
        return markup(f'<dl class="sb-facts">{"".join(shown)}</dl>')

    def spark(self, values: Sequence[object], title: str, tone: str = "") -> Markup:
        return picture.spark(values, title, self.setting.escape, tone)

    def progress(self, share: object, title: str, mark: object = None) -> Markup:
        return picture.progress(share, title, self.setting.escape, mark)

    def quarters(self, bars: Sequence[picture.Bar], title: str) -> Markup:
        return picture.quarters(bars, title, self.setting.escape)

    def bullet(self, parts: Sequence[picture.Part], target: object, title: str) -> Markup:
        return picture.bullet(parts, target, title, self.setting.escape)
