"""Record pages: one for every record, fed by one query per section for all records of a kind."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import links
from generator.book import Entry
from generator.export import csv_text
from generator.facts import facts
from generator.page import Asset, Crumb, Page, RecordPage, Records, SearchEntry, Section
from generator.render import Templates
from generator.table import Table
from generator.vocabulary import rows
from generator.warehouse import Warehouse
from schema import KINDS, Shared

HERE = Path(__file__).parent / "records"
PAGE = "page.html.j2"
ANY = "any"
"""The folder with the queries that every kind's page may use, and the page of kinds without one."""
RECORD = "record"
"""The query with one row for each record: `id`, `title`, `description` and what the page shows."""
LIST = "list.sql"
"""The query behind a kind's list."""

_SECTION = re.compile("\x1d([^\x1f]*)\x1f([^\x1e]*)\x1e")
"""How the macro `section` marks a heading; no record can hold these characters."""

Row = tuple[object, ...]
Answer = Mapping[str, Sequence[Row]]
"""The rows of one query by the record that they belong to."""


@dataclass(frozen=True, slots=True)
class _Maker:
    """What the pages of one kind are made from; survives a fork."""

    kind: type[Shared]
    entries: Mapping[str, Entry]
    answers: Mapping[str, Answer]
    templates: Templates
    shared: Mapping[str, object]

    def pages(self, ids: Sequence[str]) -> Iterator[RecordPage]:
        """Make the pages of some records, one after the other."""
        template = f"{self.kind.folder}/{PAGE}"
        if not (HERE / template).is_file():
            template = f"{ANY}/{PAGE}"
        for identity in ids:
            yield self._page(template, identity)

    def _page(self, template: str, identity: str) -> RecordPage:
        entry = self.entries[identity]
        values = {name: answer.get(identity, ()) for name, answer in self.answers.items()}
        record = values[RECORD][0]
        address = f"{self.kind.folder}/{identity}/"
        own = facts(self.kind, entry)
        text = self.templates.render(
            template,
            {**self.shared, **values, "record": record, "kind": self.kind, "own": own},
            page=address,
        )
        head, *parts = _SECTION.split(text)
        return RecordPage(
            kind=self.kind.folder,
            id=identity,
            title=str(getattr(record, "title", None) or identity),
            description=str(getattr(record, "description", None) or ""),
            head=head,
            sections=tuple(_sections(parts)),
            source=entry.path,
            crumbs=(Crumb("Home", "../../"), Crumb(plural(self.kind), "../")),
        )


def _sections(parts: list[str]) -> Iterator[Section]:
    """Put the pieces between the marks together: id, title, body, and again."""
    for identity, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield Section(identity, html.unescape(title), body)


def plural(kind: type[Shared]) -> str:
    """Name a kind's list: `price_books` is Price books."""
    return kind.folder.replace("_", " ").capitalize()


def made(
    entries: Sequence[Entry],
    warehouse: Warehouse,
    templates: Templates,
    shared: Mapping[str, object],
) -> tuple[Records, ...]:
    """Prepare the pages of all records; every query is answered here, once for a whole kind.

    Raises:
        ReportError: A query cannot be carried out; with its file and line.
    """
    by_kind: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        by_kind[entry.key.folder][entry.key.id] = entry
    return tuple(
        _records(KINDS[folder], by_kind[folder], warehouse, templates, shared)
        for folder in KINDS
        if folder in by_kind
    )


def _records(
    kind: type[Shared],
    entries: Mapping[str, Entry],
    warehouse: Warehouse,
    templates: Templates,
    shared: Mapping[str, object],
) -> Records:
    answers = {path.stem: _grouped(_table(path, warehouse, kind)) for path in _queries(kind)}
    maker = _Maker(kind, entries, answers, templates, shared)
    return Records(kind.folder, tuple(sorted(entries)), maker.pages)


def _queries(kind: type[Shared]) -> list[Path]:
    """Name a kind's queries: those for any kind, unless it has one of the same name."""
    own = {path.name: path for path in (HERE / kind.folder).glob("*.sql")}
    found = {path.name: path for path in (HERE / ANY).glob("*.sql")} | own
    return [path for name, path in sorted(found.items()) if name != LIST]


def _table(path: Path, warehouse: Warehouse, kind: type[Shared]) -> Table:
    """Answer a query; `$kind` in a query for any kind stands for the kind's folder."""
    sql = path.read_text(encoding="utf-8").replace("$kind", kind.folder)
    sql = sql.replace("$references", links.to(kind.folder))
    return warehouse.run(sql, path.stem, str(path))


def _grouped(table: Table) -> Answer:
    """Sort the rows of a query by their first column, the record's id."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(table):
        found[str(row[0])].append(row)
    return found


def lists(
    kinds: Sequence[str],
    warehouse: Warehouse,
    templates: Templates,
    shared: Mapping[str, object],
) -> Iterator[tuple[Page, Asset]]:
    """Give every kind its list: a page and its download."""
    for folder in kinds:
        kind = KINDS[folder]
        path = next(p for name in (folder, ANY) if (p := HERE / name / LIST).is_file())
        table = _table(path, warehouse, kind)
        values = {**shared, "list": table, "kind": kind, "title": plural(kind)}
        address = f"{folder}/"
        text = templates.render("list.md.j2", values, page=address)
        page = Page(f"{address}index.md", text, nav=("Records", plural(kind)))
        yield page, Asset(f"{address}list.csv", csv_text(table).encode())


def search(warehouse: Warehouse) -> Iterator[SearchEntry]:
    """Give every record its entry in the search."""
    path = HERE / "search.sql"
    table = warehouse.run(path.read_text(encoding="utf-8"), "search", str(path))
    for kind, identity, title, text, words, boost in table.rows:
        named = words if isinstance(words, list) else []
        yield SearchEntry(
            location=f"{kind}/{identity}/",
            title=str(title),
            text=str(text or ""),
            words=tuple(str(word) for word in named if word),
            boost=float(str(boost)),
        )
