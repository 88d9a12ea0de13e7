"""A small editor: reads YAML with types, as the YAML language server does, and checks draft 07."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

Schema = dict[str, Any]

CORE = (
    (r"|~|null|Null|NULL", lambda _text: None),
    (r"true|True|TRUE", lambda _text: True),
    (r"false|False|FALSE", lambda _text: False),
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)
"""How YAML 1.2 gives plain scalars their types."""

TYPES: dict[str, Callable[[object], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,
}


def typed(text: str) -> object:
    """Read YAML as an editor does."""
    return _typed(yaml.compose(text, Loader=yaml.CSafeLoader))


def _typed(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_typed(value) for value in node.value]
    assert isinstance(node, yaml.ScalarNode)
    for pattern, read in () if node.style else CORE:
        if re.fullmatch(pattern, node.value):
            return read(node.value)
    return node.value


def complaints(
    schema: Schema, value: object, where: str = "", whole: Schema | None = None
) -> Iterator[str]:
    """Say where a value breaks a schema; knows the key words that our schemas use."""
    whole = whole or schema
    if "$ref" in schema:
        schema = whole["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    yield from _ways(schema, value, where, whole)
    kinds = schema.get("type", [*TYPES])
    if not any(TYPES[kind](value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{where}: {json.dumps(value)} is not {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {json.dumps(value)} is not listed"
    if isinstance(value, str):
        yield from _text(schema, value, where)
    elif isinstance(value, int | float):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{where}: {value} is out of bounds"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from complaints(schema.get("items", {}), item, f"{where}[{index}]", whole)
    elif isinstance(value, dict):
        yield from _mapping(schema, value, where, whole)


def _ways(schema: Schema, value: object, where: str, whole: Schema) -> Iterator[str]:
    """Say where a value is none of the things that it may be."""
    ways = schema.get("anyOf", [])
    if ways and all(any(complaints(way, value, where, whole)) for way in ways):
        yield f"{where}: {json.dumps(value)} is none of what it may be"


def _text(schema: Schema, value: str, where: str) -> Iterator[str]:
    pattern = schema.get("pattern", "").replace(r"\p{L}\p{N}_", r"\w")
    if not re.search(pattern, value):
        yield f"{where}: {value!r} does not match {pattern}"
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{where}: too long"


def _mapping(schema: Schema, value: dict[str, object], where: str, whole: Schema) -> Iterator[str]:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for missing in sorted(set(schema.get("required", [])) - set(value)):
        yield f"{where}: {missing} is missing"
    for key, item in value.items():
        if key not in properties and others is False:
            yield f"{where}: {key} is not known"
        else:
            yield from complaints(properties.get(key, others), item, f"{where}.{key}", whole)
