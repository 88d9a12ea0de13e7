"""Tables of record pages: what `look.grid` draws, prepared once a query and filled per record.

A page holds several small tables and a site tens of thousands of pages, so the head and the class
of every cell are taken from one drawn table, and a cell is written by one function of its row.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Unpack, cast

from markupsafe import Markup

from generator.look import cells, grid
from generator.look import format as formats
from generator.look.columns import Column, Look, columns
from generator.look.escape import markup, plain
from generator.look.grid import Grid, Wanted
from generator.look.setting import Setting
from generator.part import Part, Row

Write = Callable[[Row], str]

_CLASS = re.compile('<th scope="col"(?: class="([^"]*)")?>')
_REMEMBERED = 1 << 16
"""So many amounts keep their text: prices and round figures come again and again."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A table without its rows."""

    opening: str
    cells: tuple[Write, ...]
    foot: Callable[[Sequence[Row]], str]
    closing: str

    def filled(self, rows: Sequence[Row]) -> Markup:
        """Return the table with these rows."""
        writes = self.cells
        lines = "</tr><tr>".join(["".join([write(row) for write in writes]) for row in rows])
        foot = self.foot(rows)
        return markup(f"{self.opening}{lines}</tr></tbody>{foot}{self.closing}")


def tables(setting: Setting) -> Callable[..., Markup]:
    """Return the function `table` of record pages; the same columns of a query look the same."""
    frames: dict[tuple[int, tuple[str, ...]], _Frame] = {}

    def table(part: Part, **wanted: Unpack[Wanted]) -> Markup:
        key = id(part.of), tuple(wanted.get("columns", ()))
        frame = frames.get(key)
        if frame is not None and part:
            return frame.filled(part)
        if not part:
            return grid.table(part.table, setting, Grid(**wanted))
        frame = frames[key] = _frame(part, setting, Grid(**wanted))
        return frame.filled(part)

    return table


def _frame(part: Part, setting: Setting, wanted: Grid) -> _Frame:
    """Draw a table once and keep all of it but its rows."""
    drawn = str(grid.table(part.table, setting, wanted))
    opening, _, rest = drawn.partition("<tbody>")
    shown = columns(part.table, wanted.columns, wanted.kind)
    classes = _CLASS.findall(opening)
    how = _How(setting, exact=wanted.exact)
    pairs = enumerate(zip(shown, classes, strict=True))
    written = tuple(_cell(column, _Tag(names, head=at == 0), how) for at, (column, names) in pairs)
    foot = _foot(shown, classes, (setting, wanted)) if wanted.total else _no_foot
    _, _, closing = rest.rpartition("</table>")
    return _Frame(f"{opening}<tbody><tr>", written, foot, f"</table>{closing}")


def _no_foot(_rows: Sequence[Row]) -> str:
    return ""


def _foot(
    shown: Sequence[Column], classes: Sequence[str], how: tuple[Setting, Grid]
) -> Callable[[Sequence[Row]], str]:
    """Prepare the last row, in which the columns asked for are added up."""
    cells_of = [
        (column, f' class="{names}"' if names else "", column.name in how[1].total)
        for column, names in zip(shown[1:], classes[1:], strict=True)
    ]

    def foot(rows: Sequence[Row]) -> str:
        sums = [
            f"<td{named}>{grid.summed(rows, column, how) if added else ''}</td>"
            for column, named, added in cells_of
        ]
        return f'<tfoot><tr><th scope="row">Total</th>{"".join(sums)}</tr></tfoot>'

    return foot


@dataclass(frozen=True, slots=True)
class _How:
    """Where the table stands, and whether amounts are written in full."""

    setting: Setting
    exact: bool


class _Tag:
    """The start and the end of the cells of a column."""

    def __init__(self, classes: str, *, head: bool) -> None:
        self.start = '<th scope="row"' if head else "<td"
        self.end = "</th>" if head else "</td>"
        self.classes = classes
        named = f' class="{classes}"' if classes else ""
        self.opening = f"{self.start}{named}"
        unknown = f"{classes} e".strip()
        self.dash = f'{self.start} class="{unknown}">{formats.EMPTY}{self.end}'
        self.blank = self.dash.replace(">", ' data-order="">', 1)


def _cell(column: Column, tag: _Tag, how: _How) -> Write:
    """Choose how the cells of a column are written."""
    if column.tone_at is not None or column.look not in _QUICK:
        return _any(column, tag, how)
    return _QUICK[column.look](column, tag, how)


def _any(column: Column, tag: _Tag, how: _How) -> Write:
    """Write cells as every table does, with the tone that the query gives."""
    write = cells.writer(column, how.setting, exact=how.exact)

    def written(row: Row) -> str:
        cell = write(row)
        tone = cells.tone(column, row) or ("e" if cell.html == formats.EMPTY else "")
        names = f"{tag.classes} {tone}".strip()
        named = f' class="{names}"' if names else ""
        order = "" if cell.order is None else f' data-order="{cell.order}"'
        title = f' title="{plain(cell.title)}"' if cell.title else ""
        return f"{tag.start}{named}{order}{title}>{cell.html}{tag.end}"

    return written


def _money(column: Column, tag: _Tag, how: _How) -> Write:
    at, currency_at = column.at, column.currency_at
    base, exact = how.setting.currency, how.exact
    opening, end = tag.opening, tag.end

    def written(row: Row) -> str:
        value = row[at]
        if value is None:
            return tag.blank
        currency = base if currency_at is None else str(row[currency_at] or base)
        return f"{opening}{_amount(value, currency, exact)}{end}"

    return written


@lru_cache(_REMEMBERED, typed=True)
def _amount(value: object, currency: str, exact: bool) -> str:  # noqa: FBT001 (a key of the cache)
    """Return the inside of a cell of money: what it sorts by, all of it as a title, the amount."""
    shown = formats.money(value, currency, exact=exact)
    full = shown if exact else formats.money(value, currency, exact=True)
    title = f' title="{plain(full)}"' if full != shown else ""
    return f"{_order(value)}{title}>{plain(shown)}"


def _order(value: object) -> str:
    """Return what a number sorts by, without the zeros that a column's type gives it."""
    exact = value.normalize() if isinstance(value, Decimal) else value
    return f' data-order="{exact:f}"' if isinstance(exact, Decimal) else f' data-order="{exact}"'


def _link(column: Column, tag: _Tag, how: _How) -> Write:
    at, id_at, kind_at = column.at, cast("int", column.id_at), column.kind_at
    start, end, folder = f'{tag.opening}><a href="{how.setting.root}', tag.end, column.kind
    has = how.setting.has

    def written(row: Row) -> str:
        text, identity = row[at], row[id_at]
        if identity is None:
            return tag.dash if text is None else f"{tag.opening}>{plain(text)}{end}"
        kind = str(folder or row[cast("int", kind_at)])
        shown = identity if text is None else text
        if not has(kind, identity):
            return f"{tag.opening}>{plain(shown)}{end}"
        return f'{start}{kind}/{identity}.html">{plain(shown)}</a>{end}'

    return written


_NUMBERS: Mapping[Look, Callable[[object], str]] = {
    "share": formats.percent,
    "chance": formats.chance,
    "reach": formats.reach,
    "percent": formats.points,
    "ratio": formats.ratio,
    "figure": formats.figure,
    "number": lambda value: formats.number(value, 1 if isinstance(value, float) else None),
}


def _number(column: Column, tag: _Tag, _how: _How) -> Write:
    at, inside, opening, end = column.at, _inside(column.look), tag.opening, tag.end

    def written(row: Row) -> str:
        value = row[at]
        return tag.blank if value is None else f"{opening}{inside(value)}{end}"

    return written


@cache
def _inside(look: Look) -> Callable[[object], str]:
    """Return the function that writes the inside of a cell with a number, and remembers it."""
    show = _NUMBERS[look]
    return lru_cache(_REMEMBERED, typed=True)(lambda value: f"{_order(value)}>{show(value)}")


def _text(column: Column, tag: _Tag, _how: _How) -> Write:
    at, opening, end = column.at, tag.opening, tag.end

    def written(row: Row) -> str:
        value = row[at]
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        return tag.dash if value is None or value == "" else f"{opening}>{plain(value)}{end}"

    return written


def _day(column: Column, tag: _Tag, how: _How) -> Write:
    at, today, opening, end = column.at, how.setting.today, tag.opening, tag.end

    def written(row: Row) -> str:
        value = row[at]
        if not isinstance(value, date) or isinstance(value, datetime):
            return tag.blank
        return f"{opening}{_dated(value, today)}{end}"

    return written


@lru_cache(_REMEMBERED)
def _dated(value: date, today: date) -> str:
    return f' data-order="{value.isoformat()}">{formats.day(value, today)}'


_QUICK: Mapping[Look, Callable[[Column, _Tag, _How], Write]] = {
    **dict.fromkeys(_NUMBERS, _number),
    "money": _money,
    "link": _link,
    "text": _text,
    "day": _day,
}
"""How the cells of most looks are written; the others are drawn as in every table."""
