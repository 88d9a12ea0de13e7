"""The cells of a table: what each value reads as, what it sorts by, and where it leads."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple, cast

from markupsafe import Markup

from generator.look import format as formats
from generator.look import picture
from generator.look.columns import Column
from generator.look.escape import markup
from generator.look.setting import Setting

Row = Sequence[object]
TONES = frozenset({"won", "info", "warn", "bad", "best", "pipe"})


class Cell(NamedTuple):
    """What stands in a cell, already escaped, and its value for sorting where that differs."""

    html: Markup
    order: str | None = None
    title: str = ""


Writer = Callable[[Row], Cell]


def writer(column: Column, setting: Setting, *, exact: bool = False) -> Writer:
    """Return the function that writes the cells of one column."""
    if column.look == "money":
        return _money(column, setting, exact=exact)
    if column.look == "link":
        return _link(column, setting)
    plain = _PLAIN[column.look]
    at = column.at
    return lambda row: plain(row[at], setting)


def outside(column: Column, at: int, form: str, setting: Setting) -> Writer:
    """Return the function that writes links out of the site: `form` has `{id}`, row[at] is it."""

    def write(row: Row) -> Cell:
        if row[column.at] is None:
            return Cell(setting.escape(formats.EMPTY))
        link = setting.web(form.replace("{id}", str(row[at])), row[column.at])
        return Cell(
            link, str(setting.escape(row[column.at]))
        )  # with an order, it stays on one line

    return write


def tone(column: Column, row: Row) -> str:
    """Return the class of a cell's tone, which the query gives in `X_tone`."""
    value = None if column.tone_at is None else row[column.tone_at]
    return f"sb-{value}" if value in TONES else ""


def _money(column: Column, setting: Setting, *, exact: bool) -> Writer:
    def write(row: Row) -> Cell:
        value = row[column.at]
        own = None if column.currency_at is None else row[column.currency_at]
        currency = str(own or setting.currency)
        shown = formats.money(value, currency, exact=exact)
        full = "" if exact or value is None else formats.money(value, currency, exact=True)
        return Cell(setting.escape(shown), _plain(value), full if full != shown else "")

    return write


def _link(column: Column, setting: Setting) -> Writer:
    def write(row: Row) -> Cell:
        kind = column.kind or str(row[cast("int", column.kind_at)])
        identity = row[cast("int", column.id_at)]
        text = row[column.at]
        if text is None and identity is None:
            return Cell(setting.escape(formats.EMPTY))
        return Cell(setting.link(kind, identity, text))

    return write


def _plain(value: object) -> str:
    exact = formats.decimal(value)
    return "" if exact is None else f"{exact.normalize():f}"


def _text(value: object, setting: Setting) -> Cell:
    if isinstance(value, list | tuple):
        return Cell(setting.escape(", ".join(map(str, value)) or formats.EMPTY))
    return Cell(setting.escape(formats.EMPTY if value is None or value == "" else value))


def _numeric(show: Callable[[object], str]) -> Callable[[object, Setting], Cell]:
    return lambda value, setting: Cell(setting.escape(show(value)), _plain(value))


def _number(value: object) -> str:
    """Show a count whole and an average with one decimal."""
    return formats.number(value, 1) if isinstance(value, float) else formats.number(value)


def _day(value: object, setting: Setting) -> Cell:
    if not isinstance(value, date):
        return _text(value, setting)._replace(order="")
    return Cell(setting.escape(formats.day(value, setting.today)), value.isoformat())


def _moment(value: object, setting: Setting) -> Cell:
    if not isinstance(value, datetime):
        return _day(value, setting)
    return Cell(setting.escape(formats.moment(value, setting.today)), value.isoformat())


def _flag(value: object, setting: Setting) -> Cell:
    return Cell(setting.escape(formats.EMPTY if value is None else "yes" if value else "no"))


def _web(value: object, setting: Setting) -> Cell:
    if value is None:
        return _text(value, setting)
    text = str(value)
    if "@" in text and ":" not in text:
        return Cell(setting.web(f"mailto:{text}", text))
    return Cell(setting.web(text))


def _chips(value: object, setting: Setting) -> Cell:
    texts = value if isinstance(value, list | tuple) else [] if value is None else [value]
    chips = [chip(str(text), setting) for text in texts]
    return Cell(markup(" ".join(chips)) if chips else setting.escape(formats.EMPTY))


def chip(text: str, setting: Setting) -> Markup:
    """Return a chip; `warn: pushed` is a chip of the tone `warn` that reads "pushed"."""
    start, _, rest = text.partition(":")
    if start in TONES and rest:
        return markup(f'<span class="sb-chip {start}">{setting.escape(rest.strip())}</span>')
    return markup(f'<span class="sb-chip">{setting.escape(text)}</span>')


def _trend(value: object, setting: Setting) -> Cell:
    known = [v for v in value if v is not None] if isinstance(value, list | tuple) else []
    ends = [formats.number(v) for v in (known[:1] + known[-1:])]
    drawn = picture.spark(known, " to ".join(ends), setting.escape)
    return Cell(drawn or setting.escape(formats.EMPTY), _plain(known[-1]) if known else "")


_PLAIN: dict[str, Callable[[object, Setting], Cell]] = {
    "text": _text,
    "share": _numeric(formats.percent),
    "chance": _numeric(formats.chance),
    "reach": _numeric(formats.reach),
    "percent": _numeric(formats.points),
    "ratio": _numeric(formats.ratio),
    "figure": _numeric(formats.figure),
    "number": _numeric(_number),
    "day": _day,
    "moment": _moment,
    "flag": _flag,
    "web": _web,
    "chips": _chips,
    "trend": _trend,
}
