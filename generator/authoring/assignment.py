"""A record changed by the words of a command line: `stage=won`, `tags+=fair`, `lines.bolt.price=`.

An item of a list is named by its number, counted from 1, or by what tells it apart: a line by its
product, a contact by its id. A name that is not there yet makes a new item.
"""

import copy
import re
from collections.abc import Iterable
from typing import cast

from generator.authoring.field_path import NoSuchFieldError, Target, at, put, remove, resolve
from generator.authoring.typed import Reader
from generator.authoring.words import splits
from generator.checks.wording import listed
from generator.errors import UsageError
from generator.history import timeline
from generator.yaml.source import Tree
from schema import Shared
from schema.description import FieldDescription, fields

_WORD = re.compile(r"(.+?)(\+=|-=|=)(.*)", re.DOTALL)
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def assigned(
    kind: type[Shared], tree: dict[str, Tree], words: Iterable[str], reader: Reader
) -> dict[str, Tree]:
    """Give a record's tree as it is after FIELD=VALUE, FIELD= , LIST+=VALUE and LIST-=VALUE.

    Raises:
        UsageError: A word is none of these, or names no field or item.
    """
    found = copy.deepcopy(tree)
    for word in words:
        parts = _WORD.fullmatch(word)
        if parts is None:
            message = f"`{word}` must be written FIELD=VALUE."
            raise UsageError(message)
        path, sign, text = parts.groups()
        try:
            _assign(kind, found, _numbered(kind, found, path), (sign, text), reader)
        except NoSuchFieldError as error:
            raise UsageError(str(error)) from error
    return found


def _assign(
    kind: type[Shared], tree: dict[str, Tree], path: str, word: tuple[str, str], reader: Reader
) -> None:
    sign, text = word
    item = _item(kind, tree, path)
    if item is not None and sign == "=" and not text:
        items, place = item
        del items[place]
        if not items:
            del tree[path.partition(".")[0]]
        return
    target = resolve(kind, path)
    before = at(tree, target.where)
    after = _value(target, before, word, reader)
    if after:
        put(tree, target.where, after)
    elif before is not None:
        remove(tree, target.where)


def _item(kind: type[Shared], tree: dict[str, Tree], path: str) -> tuple[list[Tree], int] | None:
    """Find the list and the place of a whole item, where a path names one."""
    name, _, number = path.partition(".")
    field = next((one for one in fields(kind) if one.name == name), None)
    items = tree.get(name)
    if field is None or field.part is None or not number.isdecimal() or not isinstance(items, list):
        return None
    if not 0 < int(number) <= len(items):
        message = f"`{name}` has {len(items)} items; there is no {number}."
        raise NoSuchFieldError(message)
    return items, int(number) - 1


def _value(target: Target, before: Tree | None, word: tuple[str, str], reader: Reader) -> Tree:
    """Give the field's new value; nothing in it removes the field."""
    (sign, text), field = word, target.field
    if field.holding != "list":
        if sign != "=":
            message = f"`{field.name}` is no list; write `{field.name}=VALUE`."
            raise UsageError(message)
        return reader.read(field, text)
    parts = text.split(",") if splits(field) else [text]
    given = [reader.read(field, part) for part in parts if part.strip()]
    if sign == "=":
        return cast("Tree", given)
    there = [str(item) for item in before] if isinstance(before, list) else []
    if sign == "+=":
        return [*there, *(item for item in given if item not in there)]
    _must_hold(field, there, given)
    return [item for item in there if item not in given]


def _must_hold(field: FieldDescription, there: list[str], given: list[str]) -> None:
    for item in given:
        if item not in there:
            held = f"it has {listed(there)}" if there else "it is empty"
            message = f"`{field.name}` does not have `{item}`; {held}."
            raise UsageError(message)


def _numbered(kind: type[Shared], tree: dict[str, Tree], path: str) -> str:
    """Write the number of an item where a path names it: `lines[bolt].price` as `lines.2.price`."""
    names = _BRACKETS.sub(r".\1", path).split(".")
    field = next((one for one in fields(kind) if one.name == names[0]), None)
    naming = timeline.naming(field)
    if field is None or naming is None or field.holding != "list" or len(names) == 1:
        return ".".join(names)
    name, own = names[1], {one.name for one in field.fields}
    if name.isdecimal() or name in own:
        return ".".join(names)
    items = tree.get(field.name)
    items = items if isinstance(items, list) else []
    known = [item.get(naming) if isinstance(item, dict) else None for item in items]
    if name not in known:
        if len(names) == 2:  # noqa: PLR2004 - the list and the item's name
            message = f"`{field.name}` does not have `{name}`."
            raise NoSuchFieldError(message)
        tree[field.name] = items
        items.append({naming: name})
        known.append(name)
    return ".".join([field.name, str(known.index(name) + 1), *names[2:]])
