"""Where records lie: sub-folders by year for what grows without end, more where there are many."""

from datetime import date, datetime

from generator.authoring.identity import YEARS
from generator.book import Key
from generator.simulation.event import Fields
from generator.simulation.sizes import Sizes

_BY_LETTER = ("accounts", "contacts")


def path(key: Key, fields: Fields, sizes: Sizes) -> str:
    """Give a record's path below `data/`, as `salesbook new` would choose it."""
    return "/".join((key.folder, *_below(key, fields, sizes), f"{key.id}.yml"))


def _below(key: Key, fields: Fields, sizes: Sizes) -> tuple[str, ...]:
    """Name the sub-folders: the year; with many records also the month, or the first letter."""
    day = fields.get(YEARS.get(key.folder, ""))
    if isinstance(day, date | datetime):
        return (f"{day:%Y}", f"{day:%m}") if sizes.filed else (f"{day:%Y}",)
    if key.folder == "targets":
        return (str(fields["period"])[:6].lower(),)
    return (key.id[0],) if sizes.filed and key.folder in _BY_LETTER else ()
