"""A change of a field in words: what the field is called, and its values before and after.

A path of the history (`lines[camera-4k].quantity`) is followed through the schema once; what it
leads to writes every value there as the record's page does: amounts, days, references by name.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.facts import Context, Write, writer
from generator.history import timeline
from generator.history.timeline import Part
from generator.look import format as formats
from generator.look.escape import plain
from schema.company import Company
from schema.description import FieldDescription

Texts = tuple[str | None, str | None]
"""The texts before and after; nothing where there was or is no value."""
Show = Callable[[object, str], str]
"""Shows a value, a text, list or mapping, as HTML; the second argument is the currency."""

LONGEST = 160
"""So many characters of a text are shown."""
ARROW = ' <span aria-hidden="true">→</span> '


class Words(NamedTuple):
    """A field in words and its values before and after, all as HTML; nothing for no value."""

    field: str
    old: str | None
    new: str | None

    @property
    def html(self) -> str:
        """The change on one line: `close date 28 Nov → 11 Dec`."""
        if self.old is None:
            return f"{self.field} <ins>{self.new}</ins>"
        after = "gone" if self.new is None else f"<ins>{self.new}</ins>"
        return f"{self.field} <del>{self.old}</del>{ARROW}{after}"

    @property
    def text(self) -> str:
        """The change on one line for a terminal: `close date: 28 Nov -> 11 Dec`."""
        after = "gone" if self.new is None else bare(self.new)
        before = "" if self.old is None else f"{bare(self.old)} -> "
        return f"{bare(self.field)}: {before}{after}"


def bare(html: str) -> str:
    """Take the tags off HTML of ours."""
    return Markup(html.replace("<br>", "; ")).striptags()  # noqa: S704 - made here, escaped within


class _Place(NamedTuple):
    """Where a path leads: what the place is called, and how its values are shown."""

    label: str
    show: Show


class Teller:
    """Tells the changes of one kind in words; remembers where every path leads."""

    def __init__(self, folder: str, context: Context, company: Company) -> None:
        self._known = timeline.known(folder)
        self._context = context
        self._names = _names(company)
        self._places: dict[str, _Place] = {}
        self._order = {name: place for place, name in enumerate(self._known)}

    def told(self, path: str, texts: Texts, currency: str, *, nested: bool = False) -> Words:
        """Put a change into words; `nested` says that the texts are JSON."""
        place = self._places.get(path)
        if place is None:
            place = self._places[path] = self._place(path)
        label, show = place
        old, new = (json.loads(text) if nested and text else text for text in texts)
        return Words(
            label,
            None if old is None else show(old, currency),
            None if new is None else show(new, currency),
        )

    def order(self, path: str) -> tuple[int, str]:
        """Sort paths as a record's file does."""
        return self._order.get(path.partition(".")[0].partition("[")[0], len(self._order)), path

    def _place(self, path: str) -> _Place:
        """Follow a path through the schema."""
        words: list[str] = []
        field: FieldDescription | None = None
        inside: Mapping[str, FieldDescription] = self._known
        item = False
        for part in timeline.parts(path):
            key = field is not None and field.holding == "mapping" and not item
            item = part.item or key or part.name not in inside
            if item:
                words.append(self._item(part, field))
            else:
                field = inside[part.name]
                words.append(plain(formats.label(part.name).lower()))
            inside = {} if field is None else {one.name: one for one in field.fields}
        if len(words) > 1 and _tells_itself(path, field):
            words.pop()
        return _Place(", ".join(words), self._show(field, item=item))

    def _item(self, part: Part, field: FieldDescription | None) -> str:
        """Name an item of a list, or a short name in a mapping."""
        if not part.item:
            return plain(part.name.replace("_", " "))
        if not part.name:
            return "order"
        naming = timeline.naming(field)
        below = () if field is None else field.fields
        named = next((one for one in below if one.name == naming), field)
        if named is None or part.name.isdigit():
            return f"no. {plain(part.name)}"
        return plain(bare(_text(self._scalar(named), part.name, "")))

    def _show(self, field: FieldDescription | None, *, item: bool) -> Show:
        """Choose how a whole field, or one item of it, is shown."""
        if field is None:
            return partial(_many, partial(_text, None), keyed=False)
        one = partial(_text, self._scalar(field)) if field.part is None else self._group(field)
        return partial(_many, one, keyed=field.holding == "mapping" and not item)

    def _group(self, field: FieldDescription) -> Show:
        """Show a group of fields: what each is called, and its value."""
        inside = [
            (
                one.name,
                f'<span class="sb-dim">{plain(formats.label(one.name).lower())}</span> ',
                self._show(one, item=False),
            )
            for one in field.fields
        ]

        def shown(value: object, currency: str) -> str:
            if not isinstance(value, dict):
                return _text(None, value, currency)
            known = [
                name + show(value[key], currency) for key, name, show in inside if value.get(key)
            ]
            return " · ".join(known)

        return shown

    def _scalar(self, field: FieldDescription) -> Write:
        """Choose how one text is shown; a record that is gone is named without a link."""
        if field.picklist in self._names:
            names = self._names[field.picklist]
            return lambda text, _: plain(names.get(text, text))
        if field.reference:
            known, write = (
                self._context.titles.get(field.reference, {}),
                writer(field, self._context),
            )
            return lambda text, currency: write(text, currency) if text in known else plain(text)
        if field.picklist or field.words:
            return lambda text, _: plain(text.replace("_", " "))
        return writer(field, self._context)


def _tells_itself(path: str, field: FieldDescription | None) -> bool:
    """Tell whether a path leads to an item of a list that is named by its own text."""
    last = timeline.parts(path)[-1]
    plain_list = field is not None and field.part is None
    return plain_list and last.item and (last.quoted or not last.name.isdigit()) and bool(last.name)


def _names(company: Company) -> Mapping[str | None, Mapping[str, str]]:
    """What the company calls its stages and pipelines."""
    stages = {stage.id: stage.name for line in company.pipelines[::-1] for stage in line.stages}
    return {"stage": stages, "pipeline": {line.id: line.name for line in company.pipelines}}


def _text(write: Write | None, value: object, currency: str) -> str:
    """Show a text; one that does not fit its field, as past ones may not, as it is written."""
    if not isinstance(value, str):
        return plain(_shortened(json.dumps(value, ensure_ascii=False)))
    short = _shortened(value)
    try:
        return plain(short) if write is None else write(short, currency)
    except ValueError:
        return plain(short)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _many(one: Show, value: object, currency: str, *, keyed: bool) -> str:
    """Show a list or a mapping of values, one after another; anything else as one value."""
    if isinstance(value, list):
        between = "<br>" if value and isinstance(value[0], dict) else ", "
        return between.join([one(item, currency) for item in value]) or "none"
    if keyed and isinstance(value, dict):
        return ", ".join(
            [f"{plain(name)}: {one(inner, currency)}" for name, inner in value.items()]
        )
    return one(value, currency)
