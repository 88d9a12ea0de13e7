"""The shared views: SQL files in `tables/`, found by being there, each after those that it reads.

The comment at the head of a file says what one row is; a comment behind a column of the outermost
select says what the column means where its name does not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"

_READ = re.compile(r"\b(?:from|join)\s+(\w+)")
_WORD = re.compile(r"\w+")
_MEANING = re.compile(r"^    (?:.*[ .])?(\w+),? -- (.+)$", re.MULTILINE)
_HEAD = re.compile(r"(?:--[^\n]*\n)+")


@dataclass(frozen=True, slots=True)
class View:
    """A shared view: its name, what one row is, its query, and what its columns mean."""

    name: str
    comment: str
    sql: str
    meanings: Mapping[str, str]


def view(name: str, sql: str) -> View:
    """Read a view from its SQL."""
    head = _HEAD.match(sql)
    lines = head[0].splitlines() if head else []
    comment = " ".join(line.removeprefix("--").strip() for line in lines)
    return View(name, comment, sql, dict(_MEANING.findall(sql)))


@cache
def reads(sql: str) -> frozenset[str]:
    """Name everything that stands behind a `from` or a `join`, which is how views read."""
    return frozenset(_READ.findall(re.sub(r"--[^\n]*", "", sql)))


@cache
def shared() -> Mapping[str, View]:
    """Give all shared views by name, each after those that it reads."""
    found = {file.stem: view(file.stem, file.read_text("utf-8")) for file in FOLDER.glob("*.sql")}
    needs = {name: sorted(reads(found[name].sql) & set(found)) for name in sorted(found)}
    return {name: found[name] for name in TopologicalSorter(needs).static_order()}


def needed(sql: str, views: Mapping[str, View]) -> Iterator[str]:
    """Name the views that a query may read, also through other views, in the order of `views`.

    Any word of the query may name a view: too many are merely slow, one too few would be missing.
    """
    wanted: set[str] = set()
    coming = set(_WORD.findall(sql.lower())) & set(views)
    while coming:
        wanted |= coming
        coming = {one for name in coming for one in reads(views[name].sql)} & set(views) - wanted
    yield from (name for name in views if name in wanted)
