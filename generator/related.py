"""What refers to a record, as HTML: by kind, the latest first, and how many there are."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import cast

from generator.look import format as formats
from generator.look.escape import plain
from generator.look.setting import Setting

_KIND = itemgetter(1)
Row = Sequence[object]
"""The columns of the query: target, kind, id, title, detail, day, fields, how many of the kind."""


def related(setting: Setting) -> Callable[[Sequence[Row]], str]:
    """Prepare the function that shows the rows of `backlinks.sql` of one record."""

    def shown(rows: Sequence[Row]) -> str:
        groups = [_group(str(kind), list(part), setting) for kind, part in groupby(rows, _KIND)]
        return f'<div class="sb-grid sb-even">{"".join(groups)}</div>'

    return shown


def _group(kind: str, rows: Sequence[Row], setting: Setting) -> str:
    """Show the records of one kind; those beyond the first few are counted."""
    total = cast("int", rows[0][7])
    start = f'<li><div><a href="{setting.root}{kind}/'
    lines = "".join([_line(start, row, setting) for row in rows])
    rest = total - len(rows)
    more = f'<li class="sb-dim">and {formats.number(rest)} more</li>' if rest else ""
    note = f'<span class="sb-note">{formats.number(total)}</span>'
    return (
        f'<div class="sb-card"><h3>{formats.label(kind)} {note}</h3>'
        f'<ul class="sb-list">{lines}{more}</ul></div>'
    )


def _line(start: str, row: Row, setting: Setting) -> str:
    _, _, identity, title, detail, day, field, _ = row
    why = f' <span class="sb-dim">{plain(detail)}</span>' if detail else ""
    when = f" · {formats.day(day, setting.today)}" if isinstance(day, date) else ""
    return (
        f'{start}{identity}.html">{plain(title)}</a>{why}</div>'
        f'<span class="sb-dim">{plain(field)}{when}</span></li>'
    )
