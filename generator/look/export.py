"""A table as CSV that no spreadsheet can be attacked through.

Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` as a formula, some also with the wide
forms of these signs that Japanese keyboards give, and with spaces or control characters before
them (CWE-1236). Such a text gets an apostrophe in front; a value that is a number stays a number.
The file begins with a byte order mark, without which Excel takes Japanese and Korean for another
encoding; readers of UTF-8 know it (`utf-8-sig`).
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from generator.look.escape import clean
from generator.table import Table

BYTE_ORDER_MARK = "\ufeff"

_RISKY = re.compile("^[\\s\x00-\x1f'\"]*[=+\\-@\uff0b\uff0d\uff1d\uff20\u2212]")


def csv_text(table: Table) -> str:
    """Return the rows as CSV (RFC 4180): columns as the query names them, every text quoted."""
    lines = [_line(table.columns), *map(_line, table.rows)]
    return BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in lines)


def _line(values: Iterable[object]) -> str:
    return ",".join(map(_field, values))


def _field(value: object) -> str:
    """Write one value; an unknown one is an empty field, which an empty text (`""`) is not."""
    match value:
        case str():
            return _quoted(value)
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case date():
            return value.isoformat()
        case _:
            parts = value if isinstance(value, list | tuple) else [value]
            return _quoted("; ".join(map(str, parts)))


def _quoted(text: str) -> str:
    if text[:1].isalnum() and text.isprintable() and '"' not in text:
        return f'"{text}"'  # the usual text, among hundreds of thousands
    safe = clean(text).replace("\t", " ")
    guarded = f"'{safe}" if _RISKY.match(safe) else safe
    return '"' + guarded.replace('"', '""') + '"'
