"""Values as people type them: `1.2M`, `+30d`, `friday`, a stage by its label, `yes`.

What is not understood stays as it was typed; the schema then says what must be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from generator.yaml.source import Tree
from schema import Shared
from schema.company import Company
from schema.description import FieldDescription, fields

_SIZES = {"k": 3, "m": 6, "b": 9, "bn": 9, "万": 4, "億": 8, "만": 4, "억": 8}
_NUMBER = re.compile(rf"(-?\d+(?:\.\d+)?) ?({'|'.join(_SIZES)})", re.IGNORECASE)
_SHIFT = re.compile(r"([+-]\d{1,4}) ?([dwmy])", re.IGNORECASE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"(next )?({'|'.join(_WEEKDAYS)})", re.IGNORECASE)
_NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_FLAGS = {"yes": "true", "no": "false", "y": "true", "n": "false"}
_SPACES = re.compile(r"[\s_-]+")


class Reader(NamedTuple):
    """What reading a value takes: the company's lists, today, and the record's pipeline."""

    company: Company
    today: date
    pipeline: str | None = None

    def read(self, field: FieldDescription, text: str) -> str:
        """Give a value as its field writes it."""
        text = text.strip()
        match field.shape:
            case "decimal" | "integer":
                return amount(text)
            case "day":
                return day(text, self.today) or text
            case "moment":
                return self._moment(text)
            case "flag":
                return _FLAGS.get(text.lower(), text.lower())
        return self._chosen(field, text)

    def tree(self, kind: type[Shared], tree: Mapping[str, Tree]) -> dict[str, Tree]:
        """Give a record's tree with its values as their fields write them, those of groups too."""
        return self._group(fields(kind), tree)

    def _group(
        self, known: Iterable[FieldDescription], tree: Mapping[str, Tree]
    ) -> dict[str, Tree]:
        by_name = {field.name: field for field in known}
        return {
            name: self._held(by_name[name], value) if name in by_name else value
            for name, value in tree.items()
        }

    def _held(self, field: FieldDescription, value: Tree) -> Tree:
        if isinstance(value, list):
            return [self._held(field, item) for item in value]
        if isinstance(value, dict):
            return self._group(field.fields, value)
        return value if field.part else self.read(field, value)

    def _moment(self, text: str) -> str:
        """Read a day and a time, either of which may be left out."""
        first, _, last = text.rpartition(" ")
        if not re.fullmatch(r"\d{1,2}:\d\d", last):
            first, last = text, "09:00"
        found = day(first or "today", self.today)
        return f"{found} {last.zfill(5)}" if found else text

    def _chosen(self, field: FieldDescription, text: str) -> str:
        """Find a value of a list by its key or label, whatever its case and spaces."""
        labels = dict(self._labels(field))
        return labels.get(_plain(text), text)

    def _labels(self, field: FieldDescription) -> Iterator[tuple[str, str]]:
        """Give all spellings of a field's values with the value; the last of equal ones counts."""
        if field.picklist == "stage":
            lines = self.company.pipelines
            mine = self.pipeline or lines[0].id
            for line in (*lines[::-1], *(one for one in lines if one.id == mine)):
                for stage in line.stages:
                    yield _plain(stage.name), stage.id
        elif field.picklist == "pipeline":
            yield from ((_plain(line.name), line.id) for line in self.company.pipelines)
        for value in (*field.words, *self.company.choices.get(field.picklist or "", ())):
            yield _plain(value), value


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


def amount(text: str) -> str:
    """Write out a number such as `1.2M`, `350k`, `120万` or `40%`; any other text stays."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text.removesuffix("%").rstrip()
    exact = Decimal(found[1]).scaleb(_SIZES[found[2].lower()])
    return f"{exact:f}" if exact != exact.to_integral() else f"{exact.to_integral():f}"


def day(text: str, today: date) -> str | None:
    """Read a day as people say it, or one written YYYY-MM-DD; nothing for any other text.

    `today`, `+30d`, `-2w` and `+3m` count from today; `friday` is the next one, `next friday` that
    of next week.
    """
    word = " ".join(text.lower().split())
    try:
        if word in _NEAR_DAYS:
            return str(today + timedelta(_NEAR_DAYS[word]))
        if word == "end of month":
            return str(_months(today.replace(day=1), 1) - timedelta(1))
        if found := _SHIFT.fullmatch(word):
            return str(_shifted(today, int(found[1]), found[2]))
        if found := _WEEKDAY.fullmatch(word):
            return str(_weekday(today, _WEEKDAYS.index(found[2]), following=bool(found[1])))
        return str(date.fromisoformat(text.strip()))
    except (ValueError, OverflowError):
        return None


def _shifted(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(count * (7 if unit == "w" else 1))
    return _months(today, count * (12 if unit == "y" else 1))


def _months(start: date, count: int) -> date:
    """Go so many months on; a day that the month does not have is its last."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(1)  # noqa: PLR2004 - December
    return first.replace(day=min(start.day, last.day))


def _weekday(today: date, wanted: int, *, following: bool) -> date:
    """Find the next such day after today, or that of the week after this one."""
    if following:
        return today + timedelta(7 - today.weekday() + wanted)
    return today + timedelta((wanted - today.weekday() - 1) % 7 + 1)
