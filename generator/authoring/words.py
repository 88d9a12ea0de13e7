"""A record from the words of a command line: `name=Acme`, `lines.1.product=bolt`, `tags=a,b`."""

import re
from collections.abc import Iterable

from generator.authoring.field_path import NoSuchFieldError, at, put, resolve
from generator.errors import UsageError
from generator.yaml.source import Tree
from schema import Shared
from schema.description import FieldDescription


def tree(kind: type[Shared], words: Iterable[str]) -> dict[str, Tree]:
    """Read FIELD=VALUE words; a list takes several values by commas, or by several words.

    Raises:
        UsageError: A word has no value, or names no field of the kind.
    """
    found: dict[str, Tree] = {}
    for word in words:
        path, sign, value = word.partition("=")
        if not sign:
            message = f"`{word}` must be written FIELD=VALUE."
            raise UsageError(message)
        try:
            where, field = resolve(kind, path)
            put(found, where, _value(field, value, at(found, where)))
        except NoSuchFieldError as error:
            raise UsageError(str(error)) from error
    return found


def _value(field: FieldDescription, text: str, before: Tree | None) -> Tree:
    """Give a field's value, after those of earlier words where it is a list."""
    if field.holding != "list":
        return text
    parts = text.split(",") if splits(field) else [text]
    earlier = before if isinstance(before, list) else []
    return [*earlier, *(part.strip() for part in parts if part.strip())]


def splits(field: FieldDescription) -> bool:
    """Tell whether a comma can only stand between values of a field, never inside one."""
    return field.picklist is not None or not re.match(field.pattern, "a, b")
