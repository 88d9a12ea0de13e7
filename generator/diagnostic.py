"""A diagnostic: what is wrong in the data, where, under which code, and what to do."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]

Where = tuple[str | int, ...]
"""A path inside a record, such as `("lines", 2, "discount")`; `()` is the whole record."""


class Position(NamedTuple):
    """A place in a file; both numbers count from one."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: its stable code, default severity and what must be."""

    code: str
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A fact about the data that somebody has to act on; sorted by its place."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""


def packed(diagnostics: Iterable[Diagnostic]) -> str:
    """Write diagnostics as one text, for a cache; none is the empty text."""
    found = [astuple(item) for item in diagnostics]
    return json.dumps(found, ensure_ascii=False) if found else ""


def unpacked(text: str) -> tuple[Diagnostic, ...]:
    """Read diagnostics from their text."""
    return tuple(Diagnostic(*fields) for fields in json.loads(text)) if text else ()
