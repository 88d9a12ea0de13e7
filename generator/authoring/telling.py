"""What an edit does, in words: line by line for who made it, and as the message of its commit."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.annotate import visible
from generator.authoring.proposal import Standing
from generator.book import Key
from generator.facts import Context
from generator.field_change import Teller, Words, bare
from generator.history.timeline import differences
from generator.look import format as formats
from generator.look.setting import Setting
from generator.yaml.source import Tree
from schema import KINDS

_LONGEST = 72
"""So long a first line may be: longer ones are cut by what lists commits."""


class Told(NamedTuple):
    """A change of one record in words: its name, its fields by path, its new amount in short."""

    key: Key
    title: str
    fields: tuple[tuple[str, Words], ...]
    amount: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Give one line a field."""
        return tuple(_plain(words.text) for _, words in self.fields)


def told(stands: Standing, key: Key, before: Mapping[str, Tree], after: Mapping[str, Tree]) -> Told:
    """Put the change of a record into words."""
    old, new = dict(before), dict(after)
    context = Context(Setting(stands.company.base_currency, stands.as_of), titles(stands, old, new))
    teller = Teller(key.folder, context, stands.company)
    currency = str(new.get("currency") or old.get("currency") or stands.company.base_currency)
    found = [
        (path, teller.told(path, (was, now), currency, nested=nested))
        for path, was, now, nested in differences(key.folder, old, new)
    ]
    found.sort(key=lambda one: teller.order(one[0]))
    title = str(new.get("name") or old.get("name") or key.id)
    amount = formats.money(new.get("amount"), currency)
    return Told(key, _plain(title), tuple(found), amount)


def title(stands: Standing, folder: str, identity: object) -> str:
    """Name a record as people do; by its id where it has no name."""
    key = Key(folder, str(identity))
    return titles(stands, {"": str(identity)}).get(folder, {}).get(key.id, key.id)


def titles(stands: Standing, *trees: Mapping[str, Tree]) -> dict[str, dict[str, str]]:
    """Name the records that these refer to, by kind and id: a value that is an id of some kind."""
    known = {text for tree in trees for text in texts(dict(tree))}
    found: dict[str, dict[str, str]] = {}
    for folder in KINDS:
        for text in known:
            entry = stands.entries.get(Key(folder, text))
            if entry is not None:
                name = json.loads(entry.text).get("name")
                found.setdefault(folder, {})[text] = str(name or text)
    return found


def texts(value: Tree) -> Iterator[str]:
    """Give the texts that a value holds, at any depth."""
    if isinstance(value, str):
        yield value
        return
    for item in value.values() if isinstance(value, dict) else value:
        yield from texts(item)


def message(change: Told) -> str:
    """Write the message of a commit: what it means in one line, then one line a field.

    The lines begin with a dash, so that git takes none of them for a trailer.
    """
    first = _first(change)
    if len(change.lines) == 1 and first.startswith("Change "):
        return f"{first}\n"
    return "\n".join([first, "", *(f"- {line}" for line in change.lines), ""])


def added(change: Told, first: str) -> str:
    """Write the message of a commit that adds a record: a line of its own, then its fields."""
    return listed(first, change.lines)


def listed(first: str, lines: Iterable[str]) -> str:
    """Write the message of a commit: what it means in one line, then a list, which may be empty."""
    rest = [f"- {_plain(line)}" for line in lines]
    return "\n".join([_cut(_plain(first)), *([""] if rest else []), *rest, ""])


def _first(change: Told) -> str:
    """Say what matters most: `Move deal Line 5 to Negotiation, ¥1.2M, close date 15 Dec`."""
    noun = KINDS[change.key.folder].noun
    fields = dict(change.fields)
    stage = fields.pop("stage", None) if change.key.folder == "deals" else None
    if stage is not None and stage.new is not None:
        start = f"Move {noun} {change.title} to {_plain(bare(stage.new))}"
        return _fitting(start, [said for path in _WITH if (said := _with(path, fields, change))])
    start = f"Change {noun} {change.title}: "
    if len(whole := start + "; ".join(change.lines)) <= _LONGEST:
        return whole
    names = [_plain(bare(words.field)) for words in fields.values()]
    return _fitting(start + names[0], names[1:])


_WITH = {"amount": "", "close_date": "close ", "closed_on": "on ", "lost_reason": ""}
"""What is said with a move to another stage, and the word before it."""


def _with(path: str, fields: Mapping[str, Words], change: Told) -> str:
    words = fields.get(path)
    if words is None or words.new is None:
        return ""
    return f"{_WITH[path]}{change.amount if path == 'amount' else _plain(bare(words.new))}"


def _fitting(start: str, more: list[str]) -> str:
    """Say as much as fits into one line; all of it stands below."""
    for words in more:
        if len(longer := f"{start}, {words}") > _LONGEST:
            break
        start = longer
    return _cut(start)


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _plain(text: str) -> str:
    return visible(text.replace(formats.SPACE, " "))
