"""What a portal lacks: a history that can be read, records of the past that today's rules take.

Nobody can correct a commit. So a portal as of one leaves out what cannot be read, keeps what only
breaks a law, and says both on its pages.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.annotate import counted
from generator.book import Entry
from generator.diagnostic import Diagnostic
from generator.history.trouble import Trouble
from generator.table import Table

PAGE = "reference/errors"
"""Where the records with errors are listed."""

_COLUMNS = ("file", "line", "code", "what", "shown")
_TYPES = ("VARCHAR", "BIGINT", "VARCHAR", "VARCHAR", "BOOLEAN")


class Lack(NamedTuple):
    """Something that is lacking, in words, and the page that says more, if there is one."""

    words: str
    page: str = ""


def lacking(
    troubles: Sequence[Trouble], faults: Sequence[Diagnostic], entries: Sequence[Entry]
) -> Iterator[Lack]:
    """Say what the line under every title says of it."""
    for trouble in troubles:
        if trouble.fatal:
            yield Lack(f"no history: {trouble.message}")
    kept, left_out = _divided(faults, entries)
    if left_out:
        yield Lack(f"{counted(len(left_out), 'file')} left out, unreadable by today's rules", PAGE)
    if kept:
        yield Lack(f"{counted(len(kept), 'file')} with errors by today's rules", PAGE)


def listed(faults: Sequence[Diagnostic], entries: Sequence[Entry]) -> Table:
    """List what is wrong with the records, by file and line."""
    kept, _ = _divided(faults, entries)
    rows = tuple(
        (one.path, one.line, one.code, f"{one.message} {one.hint}".strip(), one.path in kept)
        for one in faults
    )
    return Table("errors", _COLUMNS, _TYPES, rows)


def _divided(
    faults: Sequence[Diagnostic], entries: Sequence[Entry]
) -> tuple[frozenset[str], frozenset[str]]:
    """Divide the files with errors into those whose records are there and those left out."""
    wrong, there = {one.path for one in faults}, {one.path for one in entries}
    return frozenset(wrong & there), frozenset(wrong - there)
