"""Snippets of VS Code for the records that are written most, made from the schema."""

import json
import re
from collections.abc import Iterator

from schema import KINDS
from schema.company import Company
from schema.description import FieldDescription, fields

PATH = ".vscode/salesbook.code-snippets"

USUAL = {
    "accounts": ("type", "owner", "industry", "domains"),
    "contacts": ("mail", "phone"),
    "leads": ("company", "mail", "source"),
    "deals": ("account", "owner", "amount", "close_date", "next_step", "next_step_date"),
    "activities": ("deal", "account", "summary", "next_action", "next_date"),
    "tickets": ("account", "owner"),
}
"""Kinds with snippets, and what is asked for beside what must be there."""

_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_NOW = f"{_TODAY} $CURRENT_HOUR:$CURRENT_MINUTE"


def text(company: Company | None) -> str:
    """Write the snippets as VS Code reads them; a key of the table is what is shown."""
    found = {
        f"New {KINDS[folder].noun}": {
            "scope": "yaml",
            "prefix": KINDS[folder].noun,
            "description": f"A record of data/{folder}/",
            "body": [*_body(folder, usual, company)],
        }
        for folder, usual in USUAL.items()
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _body(folder: str, usual: tuple[str, ...], company: Company | None) -> Iterator[str]:
    """Give one line a field in canonical order, with a stop at each value."""
    stop = 0
    for field in fields(KINDS[folder]):
        if field.name != "id" and (field.required or field.name in usual):
            stop += 1
            yield from _lines(field, stop, company)


def _lines(field: FieldDescription, stop: int, company: Company | None) -> Iterator[str]:
    value = _value(field, stop, company)
    if field.holding == "list":
        yield from (f"{field.name}:", f"  - {value}")
    elif field.shape == "prose":
        yield from (f"{field.name}: |-", f"  {value}")
    else:
        yield f"{field.name}: {value}"


def _value(field: FieldDescription, stop: int, company: Company | None) -> str:
    """Write a stop: a choice, today, or an example to be written over."""
    choices = field.words or (company.choices.get(field.picklist or "", ()) if company else ())
    if choices:
        return f"${{{stop}|{','.join(map(_choice, choices))}|}}"
    if field.shape in ("day", "moment"):
        return f"${{{stop}:{_TODAY if field.shape == 'day' else _NOW}}}"
    example = re.sub(r"^\[|\]$", "", field.example)
    return f"${{{stop}:{_escaped(example, '$}')}}}"


def _choice(text: str) -> str:
    return _escaped(text, ",|$}")


def _escaped(text: str, marks: str) -> str:
    return re.sub(rf"([\\{re.escape(marks)}])", r"\\\1", text)
