"""Tables of record pages: what `look.grid` draws, prepared once a query and filled per record.

A page holds several small tables and a site tens of thousands of pages, so the head and the class
of every cell are taken from one drawn table, and a cell is written by one function of its row.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
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
    closing: str

    def filled(self, rows: Sequence[Row]) -> Markup:
        """Return the table with these rows."""
        writes = self.cells
        lines = ["".join([write(row) for write in writes]) for row in rows]
        return markup(f"{self.opening}<tr>{'</tr><tr>'.join(lines)}</tr>{self.closing}")


def tables(setting: Setting) -> Callable[..., Markup]:
    """Return the function `table` of record pages; the same columns of a query look the same."""
    frames: dict[tuple[int, tuple[str, ...]], _Frame] = {}

    def table(part: Part, **wanted: Unpack[Wanted]) -> Markup:
        if wanted.get("total") or not part:
            return grid.table(part.table, setting, Grid(**wanted))
        key = id(part.of), tuple(wanted.get("columns", ()))
        frame = frames.get(key)
        if frame is None:
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
    return _Frame(f"{opening}<tbody>", written, f"</tbody>{rest.partition('</tbody>')[2]}")


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

    def written(row: Row) -> str:
        value = row[at]
        if value is None:
            return tag.blank
        currency = base if currency_at is None else str(row[currency_at] or base)
        return f"{tag.opening}{_amount(value, currency, exact=exact)}{tag.end}"

    return written


@lru_cache(_REMEMBERED)
def _amount(value: object, currency: str, *, exact: bool) -> str:
    """Return the inside of a cell of money: what it sorts by, all of it as a title, the amount."""
    shown = formats.money(value, currency, exact=exact)
    full = shown if exact else formats.money(value, currency, exact=True)
    title = f' title="{plain(full)}"' if full != shown else ""
    return f' data-order="{value}"{title}>{plain(shown)}'


def _link(column: Column, tag: _Tag, how: _How) -> Write:
    at, id_at, kind_at = column.at, cast("int", column.id_at), column.kind_at
    start = f'{tag.opening}><a href="{how.setting.root}'

    def written(row: Row) -> str:
        text, identity = row[at], row[id_at]
        if identity is None:
            return tag.dash if text is None else f"{tag.opening}>{plain(text)}{tag.end}"
        kind = column.kind or row[cast("int", kind_at)]
        shown = identity if text is None else text
        return f'{start}{kind}/{identity}/">{plain(shown)}</a>{tag.end}'

    return written


_NUMBERS: Mapping[Look, Callable[[object], str]] = {
    "share": lru_cache(_REMEMBERED)(formats.percent),
    "percent": lru_cache(_REMEMBERED)(formats.points),
    "ratio": formats.ratio,
    "number": lru_cache(_REMEMBERED)(
        lambda value: formats.number(value, 1 if isinstance(value, float) else None)
    ),
}


def _number(column: Column, tag: _Tag, _how: _How) -> Write:
    at, show = column.at, _NUMBERS[column.look]

    def written(row: Row) -> str:
        value = row[at]
        return (
            tag.blank
            if value is None
            else f'{tag.opening} data-order="{value}">{show(value)}{tag.end}'
        )

    return written


def _text(column: Column, tag: _Tag, _how: _How) -> Write:
    at = column.at

    def written(row: Row) -> str:
        value = row[at]
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        return f"{tag.opening}>{plain(value)}{tag.end}" if value not in {None, ""} else tag.dash

    return written


def _day(column: Column, tag: _Tag, how: _How) -> Write:
    at, today = column.at, how.setting.today

    def written(row: Row) -> str:
        value = row[at]
        if not isinstance(value, date) or isinstance(value, datetime):
            return tag.blank
        shown = formats.day(value, today)
        return f'{tag.opening} data-order="{value.isoformat()}">{shown}{tag.end}'

    return written


_QUICK: Mapping[Look, Callable[[Column, _Tag, _How], Write]] = {
    **dict.fromkeys(_NUMBERS, _number),
    "money": _money,
    "link": _link,
    "text": _text,
    "day": _day,
}
"""How the cells of most looks are written; the others are drawn as in every table."""
