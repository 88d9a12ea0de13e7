"""A table as HTML: readable without a script, sortable with one, narrow on a phone.

The page writes `{{ table(open_deals) }}`. The first column is the head of its row. Numbers stand to
the right and carry their exact value, so that sorting never depends on how they are shown. The
markup is one line, which Markdown leaves alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypedDict

from markupsafe import Markup

from generator.look import cells
from generator.look import format as formats
from generator.look.columns import NUMERIC, Column, Look, columns
from generator.look.escape import markup
from generator.look.setting import Setting
from generator.table import Table

ON_A_PHONE = 3
"""How many columns a phone shows, unless the page names them."""


class Wanted(TypedDict, total=False):
    """What a page can ask of a table."""

    columns: Sequence[str]
    labels: Mapping[str, str]
    phone: Sequence[str]
    total: Sequence[str]
    caption: str
    id: str
    kind: str
    download: str
    links: Mapping[str, str]
    empty: str
    exact: bool
    sort: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """What a page asks of a table, with what it gets unasked.

    `columns` are those shown, in order; `labels` are headings of one's own; `phone` the columns
    left on a phone; `total` those added up in a last row; `kind` the folder that `id` and `name`
    belong to; `download` the address of the same rows as CSV; `links` the addresses out of the site
    that columns lead to, with `{id}` for the value of the column `_X` beside the column X, empty
    where none is known; `exact` shows whole amounts.
    """

    columns: Sequence[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    phone: Sequence[str] = ()
    total: Sequence[str] = ()
    caption: str = ""
    id: str = ""
    kind: str = ""
    download: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    empty: str = "Nothing here."
    exact: bool = False
    sort: bool = True


def table(rows: Table, setting: Setting, grid: Grid) -> Markup:
    """Return the table, or a sentence in its place where there are no rows."""
    if not rows.rows:
        return markup(f'<p class="sb-empty">{setting.escape(grid.empty)}</p>')
    shown = columns(rows, grid.columns, grid.kind)
    narrow = _narrow(shown, grid.phone)
    caption = setting.escape(grid.caption or formats.label(rows.name))
    # A query often shares its name with the heading above it, and an anchor is on a page once.
    name = setting.escape((grid.id or f"{rows.name}-table").replace("_", "-"))
    body = f"{_head(shown, narrow, setting, grid)}{_body(rows, shown, narrow, (setting, grid))}"
    foot = _foot(rows, shown, narrow, (setting, grid)) if grid.total else ""
    return markup(
        f'<div class="sb-table-box"><div class="sb-wrap" role="region" tabindex="0" '
        f'aria-label="{caption}"><table class="sb-table{_sorts(grid)}" id="{name}">'
        f'<caption class="sb-hidden">{caption}</caption>{body}{foot}</table></div>'
        f"{_download(setting, grid)}</div>"
    )


def _sorts(grid: Grid) -> str:
    return " sb-sortable" if grid.sort else ""


def _download(setting: Setting, grid: Grid) -> str:
    if not grid.download:
        return ""
    target = setting.escape(grid.download)
    return f'<p class="sb-tools"><a class="sb-csv" href="{target}" download>CSV</a></p>'


def _narrow(shown: Sequence[Column], phone: Sequence[str]) -> frozenset[str]:
    """Return the columns that a phone shows: those named, or the first, an amount and a date."""
    if phone:
        return frozenset(phone)
    ranks = {"money": 1, "day": 2, "share": 3, "chance": 3, "reach": 3, "number": 3, "chips": 4}
    ranked = sorted(shown[1:], key=lambda column: ranks.get(column.look, 5))
    return frozenset(column.name for column in [shown[0], *ranked[: ON_A_PHONE - 1]])


_ALIKE: Mapping[Look, str] = {**dict.fromkeys(NUMERIC, "n"), "link": "l", "chips": "c"}
"""A class for the columns that are laid out alike: numbers, links, chips."""


def _classes(column: Column, narrow: frozenset[str], tone: str = "") -> str:
    wide = "" if column.name in narrow else "w"
    names = " ".join(filter(None, (_ALIKE.get(column.look, ""), wide, tone)))
    return f' class="{names}"' if names else ""


def _head(shown: Sequence[Column], narrow: frozenset[str], setting: Setting, grid: Grid) -> str:
    heads = (
        f'<th scope="col"{_classes(column, narrow)}>'
        f"{setting.escape(grid.labels.get(column.name, column.heading))}</th>"
        for column in shown
    )
    return f"<thead><tr>{''.join(heads)}</tr></thead>"


def _body(
    rows: Table,
    shown: Sequence[Column],
    narrow: frozenset[str],
    how: tuple[Setting, Grid],
) -> str:
    setting, grid = how
    made = [
        (column, _writer(rows, column, setting, grid), _classes(column, narrow)) for column in shown
    ]
    lines = (
        "".join(_cell(made[at], row, narrow, setting, head=at == 0) for at in range(len(made)))
        for row in rows.rows
    )
    return f"<tbody><tr>{'</tr><tr>'.join(lines)}</tr></tbody>"


def _writer(rows: Table, column: Column, setting: Setting, grid: Grid) -> cells.Writer:
    form = grid.links.get(column.name)
    if form:
        return cells.outside(column, rows.columns.index(f"_{column.name}"), form, setting)
    return cells.writer(column, setting, exact=grid.exact)


def _cell(
    made: tuple[Column, cells.Writer, str],
    row: cells.Row,
    narrow: frozenset[str],
    setting: Setting,
    *,
    head: bool,
) -> str:
    column, write, classes = made
    cell = write(row)
    if column.tone_at is not None or cell.html == formats.EMPTY:
        unknown = "e" if cell.html == formats.EMPTY else ""
        classes = _classes(column, narrow, cells.tone(column, row) or unknown)
    order = "" if cell.order is None else f' data-order="{cell.order}"'
    title = f' title="{setting.escape(cell.title)}"' if cell.title else ""
    tag, scope = ("th", ' scope="row"') if head else ("td", "")
    return f"<{tag}{scope}{classes}{order}{title}>{cell.html}</{tag}>"


def _foot(
    rows: Table,
    shown: Sequence[Column],
    narrow: frozenset[str],
    how: tuple[Setting, Grid],
) -> str:
    setting, grid = how
    sums = "".join(
        f"<td{_classes(column, narrow)}>"
        f"{summed(rows.rows, column, how) if column.name in grid.total else ''}</td>"
        for column in shown[1:]
    )
    return f'<tfoot><tr><th scope="row">{setting.escape("Total")}</th>{sums}</tr></tfoot>'


def summed(rows: Sequence[cells.Row], column: Column, how: tuple[Setting, Grid]) -> Markup:
    """Add a column up exactly; several currencies have no sum, nor has what is all unknown."""
    setting, grid = how
    at = column.currency_at
    if at is not None and len({row[at] for row in rows}) > 1:
        return setting.escape(formats.EMPTY)
    values = [value for row in rows if (value := formats.decimal(row[column.at])) is not None]
    line = list(rows[0])
    line[column.at] = sum(values, Decimal(0)) if values else None
    return cells.writer(column, setting, exact=grid.exact)(line).html


def fold(rows: Table, setting: Setting, *, data: bool = True) -> Markup:
    """Return the query of a table in a fold that is closed at first, with its rows if wanted."""
    inside = _raw(rows, setting) if data else ""
    title = "Query and data" if data else "Query"
    return markup(
        f'<details class="sb-fold"><summary>{title}</summary><div class="sb-query" role="region" '
        f'tabindex="0" aria-label="{title}"><pre><code class="language-sql">'
        f"{setting.escape(rows.sql.strip())}</code></pre>{inside}</div></details>"
    )


def _raw(rows: Table, setting: Setting) -> str:
    """Return the rows as the query gave them, unshortened."""
    heads = "".join(f'<th scope="col">{setting.escape(name)}</th>' for name in rows.columns)
    lines = "".join(
        "<tr>" + "".join(f"<td>{setting.escape(_value(v))}</td>" for v in row) + "</tr>"
        for row in rows.rows
    )
    return (
        f'<table class="sb-table sb-raw"><caption class="sb-hidden">Rows of the query</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _value(value: object) -> object:
    return formats.EMPTY if value is None else value
