"""Fresh ids: readable, in Latin letters, and different from those that are there."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator import romaji
from generator.yaml.source import Tree
from schema import Shared
from schema.fields import RESERVED_IDS

LONGEST = 64
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""What suffixes are drawn from: no two letters that look alike."""
SUFFIX = 4


class Naming(NamedTuple):
    """What the ids of a kind are made of; `busy` kinds always carry a random suffix.

    Counters collide silently on two branches, and so do the dates of busy kinds.
    """

    fields: tuple[str, ...] = ("name",)
    prefix: str = ""
    day: str = ""
    busy: bool = False


NAMINGS: Mapping[str, Naming] = {
    "leads": Naming(busy=True),
    "deals": Naming(("account", "name"), busy=True),
    "quotes": Naming(("deal", "name"), busy=True),
    "orders": Naming((), "o", "ordered_on", busy=True),
    "stock": Naming((), "s", "date", busy=True),
    "activities": Naming((), "a", "when", busy=True),
    "daily_reports": Naming(("person",), day="date"),
    "tickets": Naming((), "t", "opened", busy=True),
    "feedback": Naming((), "f", "date", busy=True),
    "targets": Naming(("person", "team", "territory", "family", "period", "measure")),
    "forecasts": Naming(("person", "adjusts", "period"), day="date"),
    "rates": Naming(("date",)),
    "costs": Naming(("month", "area", "team")),
}
"""Every kind whose ids are more than the name in small letters."""

YEARS: Mapping[str, str] = {
    "leads": "created_on",
    "deals": "created_on",
    "quotes": "quoted_on",
    "orders": "ordered_on",
    "stock": "date",
    "activities": "when",
    "daily_reports": "date",
    "tickets": "opened",
    "feedback": "date",
    "forecasts": "date",
}
"""The kinds that grow without end, and the field whose year is their sub-folder."""

_SECOND_CHOICES = ("reading", "company", "mail", "domains")
"""Where a name is found that its own script does not give in Latin letters."""

_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
_BETWEEN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Write a text as an id is written; empty where no letter of it has a Latin form."""
    return _BETWEEN.sub("-", _latin(text)).strip("-")


def _latin(text: str) -> str:
    """Write a text in small Latin letters as far as possible, marks and apostrophes dropped."""
    spoken = romaji.latin(unicodedata.normalize("NFKC", text)).casefold().translate(_SPELT_OUT)
    decomposed = unicodedata.normalize("NFKD", spoken)
    return re.sub(r"[\u0300-\u036f'\u2019]", "", decomposed)


def _whole(text: str) -> bool:
    """Tell whether every letter of a text has a Latin form."""
    return all(letter.isascii() for letter in _latin(text) if letter.isalpha())


def fresh(
    kind: type[Shared],
    tree: Mapping[str, Tree],
    day: str,
    suffixes: Iterable[str],
    taken: Container[str],
) -> str:
    """Make the id of a new record; `day` is written YYYY-MM-DD and stands in for a missing one."""
    naming = NAMINGS.get(kind.folder, Naming())
    words = [naming.prefix, *_words(tree, naming), _day(tree, naming, day)]
    start = "-".join(filter(None, words))
    if not start:
        start = f"{slug(kind.noun)}-{day.replace('-', '')}"
        naming = naming._replace(busy=True)
    if not naming.busy and _free(plain := _cut(start, LONGEST), taken):
        return plain
    stem = _cut(start, LONGEST - SUFFIX - 1)
    return next(name for end in suffixes if _free(name := f"{stem}-{end}", taken))


def _free(identity: str, taken: Container[str]) -> bool:
    return identity not in taken and identity not in RESERVED_IDS


def _words(tree: Mapping[str, Tree], naming: Naming) -> Iterator[str]:
    for field in naming.fields:
        yield _name(tree) if field == "name" else slug(str(tree.get(field, "")))


def _day(tree: Mapping[str, Tree], naming: Naming, day: str) -> str:
    return str(tree.get(naming.day, day))[:10].replace("-", "") if naming.day else ""


def _name(tree: Mapping[str, Tree]) -> str:
    """Find a name that Latin letters can write: whole if there is one, else what there is."""
    texts = [text for field in ("name", *_SECOND_CHOICES) for text in _texts(tree.get(field))]
    written = [(text, slug(text)) for text in texts]
    whole = (name for text, name in written if name and _whole(text))
    return next(whole, next((name for _, name in written if name), ""))


def _texts(value: Tree | None) -> Iterator[str]:
    """Give a field's texts; of mail addresses and domains, the part that is a name."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str):
            yield re.sub(r"(@.*|\.[a-z.]+)$", "", text)


def _cut(text: str, most: int) -> str:
    """Shorten a name at a hyphen, as far as it must be."""
    if len(text) <= most:
        return text
    head = text[: most + 1]
    return head.rpartition("-")[0] if "-" in head else head[:most]


def place(kind: type[Shared], identity: str, tree: Mapping[str, Tree]) -> str:
    """Give the path of a new record: in a folder of its year where the kind is busy."""
    day = tree.get(YEARS.get(kind.folder, ""))
    year = f"{day[:4]}/" if isinstance(day, str) and re.match(r"\d{4}-", day) else ""
    return f"data/{kind.folder}/{year}{identity}.yml"
