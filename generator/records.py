"""Record pages: one for every record, fed by one query per section for all records of a kind.

A kind's pages are a folder in `records/`: `page.html.j2`, `record.sql` with one row for each record
(`id`, `title`, and what the head of the page shows), a query for each further section, whose first
column is the record's id, and `list.sql` for the list of the kind. Queries for every kind lie in
`records/any/`, those for some kinds in a folder that names them, such as `people+teams`. There
`$kind` stands for the kind's folder and `$noun` for one record of it. In the template
`{{ section("deals", "Deals") }}` begins a section, which ends where the next one begins; what
stands before the first is the page's head. What refers to the record, its history and all its
fields follow by themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from html import unescape
from pathlib import Path
from typing import NamedTuple, cast

from markupsafe import Markup

from generator import links
from generator.book import Entry
from generator.facts import Context, Own, Titles, sheet
from generator.field_change import Teller
from generator.history.trouble import Trouble
from generator.hosting import Hosting
from generator.look import format as formats
from generator.look.escape import html as escaped
from generator.look.escape import markup, plain
from generator.look.export import csv_text
from generator.look.render import Templates
from generator.look.setting import root_of
from generator.part import Answer, Row, divided
from generator.part_table import tables
from generator.related import related
from generator.story import Write, stories, unknown
from generator.table import Table
from generator.warehouse import Warehouse
from generator.website.page import Asset, Crumb, Page, RecordPage, Records, SearchEntry, Section
from schema import KINDS, Shared
from schema.company import Company

HERE = Path(__file__).parent / "records"
PAGE = "page.html.j2"
ANY = "any"
"""The folder with the queries that every kind's page uses."""
RECORD = "record"
"""The query with one row for each record: `id`, `title`, `description` and what the page shows."""
BACKLINKS = "backlinks"
"""The query of what refers to each record."""
HISTORY = "history"
"""The query of what changed in each record."""
LIST = "list.sql"
"""The query behind a kind's list."""
MOST = 500
"""So many rows of a list are on its page; all are in its download."""

_SECTION = "<!--section "
"""How `section` marks a heading; no value can write it, since its brackets would be escaped."""

Fill = Callable[[Mapping[str, object]], str]
"""Fills the template of a kind in for one record."""


def _section(identity: str, title: str) -> Markup:
    """Begin a section of a record's page."""
    return markup(f"{_SECTION}{identity} {plain(title)}-->")


class Means(NamedTuple):
    """What the pages of all kinds are made with: tables, templates, and what all may show."""

    warehouse: Warehouse
    templates: Templates
    shared: Mapping[str, object]
    context: Context


@dataclass(frozen=True, slots=True)
class _Maker:
    """What the pages of one kind are made from."""

    kind: type[Shared]
    entries: Mapping[str, Entry]
    answers: Mapping[str, Answer]
    own: Callable[[Entry, str], Own]
    related: Callable[[Sequence[Row]], str]
    story: Write
    templates: Templates
    shared: Mapping[str, object]

    def pages(self, ids: Sequence[str]) -> Iterator[RecordPage]:
        """Make the pages of some records, one after the other."""
        folder = self.kind.folder
        means = {**self.shared, "kind": self.kind}
        fill = self.templates.filler(f"{folder}/{PAGE}", means, page=f"{folder}/id.html")
        up = (Crumb("Home", "../index.html"), Crumb(plural(self.kind), "index.html"))
        crumbs = (*up, self._stand)
        for identity in ids:
            yield self._page(fill, identity, crumbs)

    def _page(self, fill: Fill, identity: str, crumbs: tuple[Crumb, ...]) -> RecordPage:
        entry = self.entries[identity]
        values: dict[str, object] = {
            name: answer.parts.get(identity, answer.nothing)
            for name, answer in self.answers.items()
        }
        record = self.answers[RECORD].of(identity)[0]
        currency = str(getattr(record, "currency", None) or self._base)
        own = self.own(entry, currency)
        values.update(record=record, own=own, entry=entry)
        head, *parts = fill(values).split(_SECTION)
        title = str(getattr(record, "title", None) or identity)
        return RecordPage(
            kind=self.kind.folder,
            id=identity,
            title=title,
            description=_described(record, self.kind, title),
            head=head,
            sections=(*map(_part, parts), *self._foot(own, entry, currency)),
            source=entry.path,
            crumbs=crumbs,
            heading=_heading(title, getattr(record, "alias", None)),
        )

    def _foot(self, own: Own, entry: Entry, currency: str) -> Iterator[Section]:
        """Give the foot of every page: what refers to the record, its history, all its fields."""
        if backlinks := self.answers[BACKLINKS].of(entry.key.id):
            yield Section("related", "Refers to this", self.related(backlinks))
        if story := self.story(self.answers[HISTORY].of(entry.key.id), currency):
            yield Section("history", "History", story)
        path, where = plain(entry.path), f"from {entry.key.folder} select * where id"
        yield Section(
            "fields",
            "All fields",
            f'{own.html}<pre class="sb-commands"><code>salesbook check {path}\n'
            f"salesbook query &quot;{where} = '{entry.key.id}'&quot;</code></pre>",
        )

    @property
    def _stand(self) -> Crumb:
        """What the page shows: the day for which it is made, and the commit."""
        day = formats.day(self.templates.setting.today)
        built = self.shared.get("built_from")
        return Crumb(f"As of {day}, {built}" if built else f"As of {day}")

    @property
    def _base(self) -> str:
        return self.templates.setting.currency


def _described(record: object, kind: type[Shared], title: str) -> str:
    """Say in one sentence what the page is about."""
    about = getattr(record, "description", None) or getattr(record, "detail", None)
    words = f"{kind.noun.capitalize()} {title}"
    return f"{words}: {str(about).replace('_', ' ')}" if about else words


def _heading(title: str, alias: object) -> str:
    """Put another name of the record behind its title, if there is one that differs."""
    if not alias or alias == title:
        return ""
    return f'{escaped(title)} <span class="sb-alias">{escaped(alias)}</span>'


def _part(text: str) -> Section:
    """Read a section after its mark: its id, its title and its body."""
    mark, _, body = text.partition("-->")
    identity, _, title = mark.partition(" ")
    return Section(identity, unescape(title), body)


def plural(kind: type[Shared]) -> str:
    """Name a kind's list: `price_books` is Price books."""
    return kind.folder.replace("_", " ").capitalize()


def prepared(warehouse: Warehouse, templates: Templates, shared: Mapping[str, object]) -> Means:
    """Gather what the pages of records are made with.

    `shared` holds the `company`, and what else every page may show.
    """
    setting = replace(templates.setting, root=root_of("kind/id.html"), escape=escaped)
    return Means(warehouse, templates, shared, Context(setting, titles(warehouse)))


def made(entries: Sequence[Entry], means: Means) -> tuple[Records, ...]:
    """Describe the pages of all records; with the first page of a kind they are prepared.

    Then every query of the kind is answered, once for all its records. Whoever makes pages gets a
    ReportError of a query that cannot be carried out, with its file and line.
    """
    by_kind: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        by_kind[entry.key.folder][entry.key.id] = entry
    return tuple(
        Records(folder, tuple(sorted(found)), partial(_pages, KINDS[folder], found, means))
        for folder, found in ((name, by_kind[name]) for name in KINDS if name in by_kind)
    )


def _pages(
    kind: type[Shared],
    entries: Mapping[str, Entry],
    means: Means,
    ids: Sequence[str],
) -> Iterator[RecordPage]:
    """Make the pages of some records of a kind, one after the other."""
    yield from _maker(kind, entries, means).pages(ids)


def titles(warehouse: Warehouse) -> Titles:
    """Give what every record is called."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    named = warehouse.run("select kind, id, title from record_title", "titles")
    for kind, identity, title in named.rows:
        found[str(kind)][str(identity)] = str(title)
    return found


def _maker(kind: type[Shared], entries: Mapping[str, Entry], means: Means) -> _Maker:
    warehouse, templates, shared, context = means
    answers = {path.stem: divided(_table(path, warehouse, kind)) for path in queries(kind)}
    company = shared["company"]
    custom = company.custom_fields if isinstance(company, Company) else {}
    own = sheet(kind, context, frozenset(answers), custom.get(kind.folder, {}))
    story = _story(kind, context, shared)
    table = tables(context.setting)
    values = {**shared, "section": _section, "table": table, "titles": context.titles}
    return _Maker(kind, entries, answers, own, related(context.setting), story, templates, values)


def _story(kind: type[Shared], context: Context, shared: Mapping[str, object]) -> Write:
    """Prepare the histories of a kind; where the past is not known, each says why."""
    company, hosting, troubles = (shared.get(name) for name in ("company", "hosting", "troubles"))
    if shared.get("since") is None or not isinstance(company, Company):
        why = unknown(cast("Sequence[Trouble]", troubles or ())) or ""
        return lambda _rows, _currency: why
    known = hosting if isinstance(hosting, Hosting) else Hosting()
    return stories(Teller(kind.folder, context, company), context, known)


def queries(kind: type[Shared]) -> list[Path]:
    """Name the queries behind a kind's pages: its own, and those of every kind and of some."""
    folders = [one for one in HERE.iterdir() if {ANY, kind.folder} & {*one.name.split("+")}]
    found = (path for folder in folders for path in folder.glob("*.sql"))
    return sorted(path for path in found if path.name != LIST)


def _table(path: Path, warehouse: Warehouse, kind: type[Shared]) -> Table:
    """Answer a query; what stands for the kind in one for several kinds is put in."""
    return warehouse.run(asked(path, kind), path.stem, str(path))


def asked(path: Path, kind: type[Shared]) -> str:
    """Give the SQL of a query as it is asked for a kind."""
    sql = path.read_text(encoding="utf-8").replace("$kind", kind.folder)
    return sql.replace("$noun", kind.noun).replace("$references", links.to(kind.folder))


def lists(
    kinds: Sequence[str],
    warehouse: Warehouse,
    templates: Templates,
    shared: Mapping[str, object],
) -> Iterator[tuple[Page, Asset]]:
    """Give every kind its list: a page with the first rows, and a download with all of them."""
    for folder in kinds:
        kind = KINDS[folder]
        table = _table(HERE / folder / LIST, warehouse, kind)
        shown = replace(table, rows=table.rows[:MOST])
        values = {**shared, "list": shown, "total": len(table.rows), "kind": kind}
        values |= {"new": _new(kind, shared["company"])}
        address = f"{folder}/"
        text = templates.render("list.md.j2", {**values, "title": plural(kind)}, page=address)
        page = Page(f"{address}index.md", text, nav=("Records", plural(kind)))
        yield page, Asset(f"{address}list.csv", csv_text(table).encode())


def _new(kind: type[Shared], company: object) -> str | None:
    """Give the page of the hosting site that makes a new file of the kind, if there is one."""
    known = company.links.new if isinstance(company, Company) else None
    return known and known.replace("{path}", f"data/{kind.folder}")


def search(warehouse: Warehouse) -> Iterator[SearchEntry]:
    """Give every record its entry in the search."""
    path = HERE / "search.sql"
    table = warehouse.run(path.read_text(encoding="utf-8"), "search", str(path))
    for kind, identity, title, text, words, boost in table.rows:
        place, found = f"{kind}/{identity}.html", tuple(filter(None, cast("list[str]", words)))
        yield SearchEntry(place, str(title), str(text), found, float(cast("Decimal", boost)))
