"""The plain facts of a record as HTML: every field that is filled in, for the foot of its page.

Tens of thousands of pages hold them, so what is the same for all records of a kind (labels,
explanations, how a field is shown) is put together once, and no template runs.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple, cast

from markupsafe import Markup

from generator.book import Entry
from generator.look import format as formats
from generator.look.escape import markup, plain
from generator.look.setting import Setting
from schema import Shared
from schema.company import CustomField
from schema.description import FieldDescription, fields

Titles = Mapping[str, Mapping[str, str]]
"""What records are called: by folder and id."""
Write = Callable[[str, str], str]
"""Shows the text of one value; the second argument is the currency of the record's amounts."""


_REMEMBERED = 1 << 12
"""So many texts of a field are remembered."""


class Own(NamedTuple):
    """What a record says itself: its fields, and all of them as HTML."""

    tree: Mapping[str, object]
    html: Markup

    @property
    def names(self) -> frozenset[str]:
        """Name the fields that are filled in."""
        return frozenset(name for name, value in self.tree.items() if value)


class Context(NamedTuple):
    """What showing a value takes: where the page lies, and what other records are called."""

    setting: Setting
    titles: Titles


class _Row(NamedTuple):
    """A field of a kind, ready to be filled in."""

    name: str
    opening: str
    write: Callable[[object, str], str]


def sheet(
    kind: type[Shared],
    context: Context,
    apart: frozenset[str],
    custom: Mapping[str, CustomField],
) -> Callable[[Entry, str], Own]:
    """Prepare the facts of a kind: a function of a record and the currency of its amounts.

    Lists named in `apart` have a section of their own and are left out. `custom` are the company's
    own fields of the kind.
    """
    known = [field for field in fields(kind) if field.name != "id" and field.name not in apart]
    rows = [_row(field, context) for field in known if field.name != "custom"]
    own = _Row("custom", "", _custom(custom))

    def written(entry: Entry, currency: str) -> Own:
        tree = json.loads(entry.text)
        shown = [
            f"{opening}{write(tree[name], currency)}</dd></div>"
            for name, opening, write in rows
            if tree.get(name)
        ]
        if tree.get(own.name):
            shown.append(own.write(tree[own.name], currency))
        html = f'<dl class="sb-facts sb-facts-wide">{"".join(shown)}</dl>'
        return Own(tree, markup(html))

    return written


def _row(field: FieldDescription, context: Context) -> _Row:
    value = _value(field, context)
    wide = field.shape == "prose" or (field.part is not None and field.holding == "list")
    return _Row(field.name, _opening(field.name, field.description, wide=wide), value)


def _opening(name: str, description: str, *, wide: bool = False) -> str:
    start = '<div class="sb-long">' if wide else "<div>"
    return f'{start}<dt title="{plain(description)}">{plain(formats.label(name))}</dt><dd>'


def _value(field: FieldDescription, context: Context) -> Callable[[object, str], str]:
    """Show all that a field holds: one value, a list, a mapping, groups of further fields."""
    if field.part is not None:
        return _parts(field, context)
    write = writer(field, context)
    if field.holding == "one":
        return cast("Callable[[object, str], str]", write)

    def shown(value: object, currency: str) -> str:
        if isinstance(value, dict):
            pairs = [f"{plain(name)}: {write(v, currency)}" for name, v in value.items()]
            return ", ".join(pairs)
        return (
            ", ".join([write(item, currency) for item in value]) if isinstance(value, list) else ""
        )

    return shown


def _parts(field: FieldDescription, context: Context) -> Callable[[object, str], str]:
    """Show groups of fields, one a line: what each field is called, and its value."""
    inside = [
        (one.name, f'<span class="sb-dim">{plain(formats.label(one.name).lower())}</span> ',
         _value(one, context))
        for one in field.fields
    ]  # fmt: skip

    def line(item: Mapping[str, object], currency: str) -> str:
        texts = [name + write(item[key], currency) for key, name, write in inside if item.get(key)]
        return " · ".join(texts)

    def shown(value: object, currency: str) -> str:
        items = value if isinstance(value, list) else [value]
        return "<br>".join([line(item, currency) for item in items if isinstance(item, dict)])

    return shown


def _custom(custom: Mapping[str, CustomField]) -> Callable[[object, str], str]:
    """Show the company's own fields as rows of their own, each with its explanation."""
    openings = {name: _opening(name, field.description) for name, field in custom.items()}

    def shown(value: object, _currency: str) -> str:
        pairs: Mapping[str, object] = value if isinstance(value, dict) else {}
        return "".join(
            f"{openings.get(name) or _opening(name, '')}{plain(text)}</dd></div>"
            for name, text in pairs.items()
        )

    return shown


def writer(field: FieldDescription, context: Context) -> Write:
    """Choose how one value of a field is shown."""
    if field.reference:
        return _link(field.reference, context)
    if field.unit == "money":
        return lambda text, currency: formats.money(text, currency, exact=True)
    if field.must.startswith("a mail address"):
        return lambda text, _: str(context.setting.web(f"mailto:{text}", text))
    shapes = dict(_shapes(field))
    return shapes.get(field.shape) or (lambda text, _: plain(text))


def _shapes(field: FieldDescription) -> Iterator[tuple[str, Write]]:
    unit = "%" if field.unit == "percent" else field.unit or None
    yield "day", _remembered(lambda text: formats.day(date.fromisoformat(text)))
    yield "moment", lambda text, _: formats.moment(datetime.fromisoformat(text))
    yield "decimal", _remembered(lambda text: formats.quantity(text, unit))
    yield "integer", _remembered(lambda text: formats.quantity(text, unit))
    yield "flag", lambda text, _: "yes" if text == "true" else "no"
    if field.picklist:
        yield "text", _remembered(lambda text: plain(text.replace("_", " ")))


def _remembered(write: Callable[[str], str]) -> Write:
    """Show a text whatever the currency; the same few texts stand in thousands of records."""
    known = lru_cache(_REMEMBERED)(write)
    return lambda text, _: known(text)


def _link(folder: str, context: Context) -> Write:
    """Lead to a record under the name that it has; one that is not there is its id alone."""
    known, start = context.titles.get(folder, {}), f'<a href="{context.setting.root}{folder}/'

    def shown(text: str, _currency: str) -> str:
        title = known.get(text)
        if title is None:
            return plain(text)
        return f'{start}{text}.html">{plain(title)}</a>'

    return shown
