"""All pairs of records that look the same, as a table for reports."""

from collections.abc import Iterable, Iterator, Sequence

from generator.book import Entry, Key
from generator.duplicates.index import index, pairs
from generator.duplicates.keys import FOLDERS
from generator.duplicates.likeness import Likeness
from generator.relation import Sheet

NAME = "duplicate"
_COLUMNS = (
    ("kind", "VARCHAR", "The kind of both records."),
    ("id", "VARCHAR", "The one whose id comes first."),
    ("other_id", "VARCHAR", "The one that looks like it."),
    ("band", "VARCHAR", "`same`, `likely`, `suggest`; `distinct`: alike, and still two."),
    ("score", "DECIMAL(24,4)", "How likely they are one, 0 to 1."),
    ("reasons", "VARCHAR", "What speaks for one record."),
    ("against", "VARCHAR", "What speaks for two; null where nothing does."),
)


def sheet(entries: Sequence[Entry]) -> Sheet:
    """Give the table `duplicate`: each pair once."""
    return _of(_rows(entries))


def unknown() -> Sheet:
    """Give the table without rows, for queries that do not ask for it."""
    return _of(())


def _of(rows: Iterable[tuple[object, ...]]) -> Sheet:
    return Sheet(NAME, "One row is a pair of records that look the same.", _COLUMNS, tuple(rows))


def _rows(entries: Sequence[Entry]) -> Iterator[tuple[object, ...]]:
    found: dict[str, list[Entry]] = {folder: [] for folder in FOLDERS}
    for entry in entries:
        if entry.key.folder in found:
            found[entry.key.folder].append(entry)
    for folder, own in found.items():
        yield from (_row(key, one) for key, one in pairs(index(folder, own)))


def _row(key: Key, one: Likeness) -> tuple[object, ...]:
    score, against = f"{one.score:.4f}", _said(one.against) or None
    return (key.folder, key.id, one.other.id, one.band, score, _said(one.reasons), against)


def _said(words: Iterable[str]) -> str:
    """Put the words of an answer together; a cell of a table has no backticks about a name."""
    return ", ".join(words).replace("`", "")
