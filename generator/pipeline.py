"""The program, as one paragraph: read, check, tabulate, report, show."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain

from generator import annotate, load, records, reference, reports, site_file, warehouse
from generator.book import Entry
from generator.diagnostic import Diagnostic
from generator.duplicates import sheet as duplicates
from generator.errors import SalesbookError
from generator.forecast.sheets import sheets
from generator.history import History
from generator.history.moment import Moment, day_of, history_of
from generator.history.tables import tables
from generator.hosting import Hosting, hosting
from generator.lacking import lacking, listed
from generator.load import PLAIN, Loaded, Options
from generator.look.render import Templates, environment
from generator.look.setting import Setting
from generator.look.vocabulary import one
from generator.parallel import uncollected
from generator.relation import Sheet
from generator.warehouse import Warehouse
from generator.website import assets
from generator.website.page import TIP, Asset, Page, Portal, Told
from schema.company import Company


class UncheckedError(SalesbookError):
    """A book with errors in it, whose numbers would be wrong."""

    def __init__(self, loaded: Loaded) -> None:
        self.errors = [item for item in loaded.diagnostics if item.severity == "error"]
        first = self.errors[0]
        place = f"{first.path}:{first.line}:{first.column}: {first.code}: {first.message}"
        more = f" ({len(self.errors) - 1} more)" if len(self.errors) > 1 else ""
        super().__init__(f"{place}{more} Run `salesbook check`; the last good site stays.")

    @property
    def full(self) -> str:
        """Every error, as `salesbook check` prints it."""
        return annotate.text(self.errors).rstrip()


def portal(
    moment: Moment,
    options: Options = PLAIN,
    manuals: tuple[reference.Manual, ...] = (),
) -> Portal:
    """Turn the records of a moment into the pages of the portal.

    The records are read and checked here; tables are filled and queries answered with the first
    page that needs them, in each process that makes pages. A query or a template that cannot be
    carried out is a SalesbookError then.

    What is past cannot be corrected any more: of the records with errors then, those that cannot
    be read are left out, and the pages name them all. `manuals` is what the commands say about
    themselves, for the reference.

    Raises:
        UncheckedError: The records of the present have errors, or the company of any time.
    """
    loaded = load.book(moment.origin, moment.day, options)
    faults = tuple(item for item in loaded.diagnostics if item.severity == "error")
    if loaded.company is None or (faults and not moment.past):
        raise UncheckedError(loaded)
    past = history_of(moment, options)
    foreseen = sheets(moment, past, loaded.company, loaded.entries, options)
    about = About(moment, loaded.company, loaded.entries, faults, past, foreseen)
    made = records.made(about.entries, lambda: about.means)
    return Portal(made, partial(_told, about, manuals))


@dataclass(frozen=True)
class About:
    """What every page is about: the checked book of a moment, its faults, its past and future.

    Tables are filled when they are first asked for, in each process for itself, since no database
    outlives a fork.
    """

    moment: Moment
    company: Company
    entries: tuple[Entry, ...]
    faults: tuple[Diagnostic, ...]
    past: History
    foreseen: tuple[Sheet, ...]
    _means: dict[int, records.Means] = field(default_factory=dict)

    @cached_property
    def setting(self) -> Setting:
        """The currency and the day of every page, and which records have one."""
        there: dict[str, set[str]] = {}
        for entry in self.entries:
            there.setdefault(entry.key.folder, set()).add(entry.key.id)
        return Setting(self.company.base_currency, self.moment.day, there=there)

    @property
    def kinds(self) -> list[str]:
        """The folders in which there are records."""
        return sorted({entry.key.folder for entry in self.entries})

    @property
    def means(self) -> records.Means:
        """The tables of this process, with what pages of records are made with besides."""
        return self._means.get(os.getpid()) or self.prepared()

    def prepared(self, *further: Sheet) -> records.Means:
        """Fill the tables of this process, further ones among them, for all pages it makes."""
        stamps = environment([records.HERE], escape="html", setting=self.setting)
        opened = self._filled(further)
        found = records.prepared(opened, stamps, self._shared(opened))
        self._means[os.getpid()] = found
        return found

    def _filled(self, further: tuple[Sheet, ...]) -> Warehouse:
        """Fill the tables of the book, of its past and of what it foresees."""
        past, sheets = tables(self.past, self.company, self.entries), (*self.foreseen, *further)
        return warehouse.filled(self.company, self.entries, self.moment.day, sheets, history=past)

    def _shared(self, opened: Warehouse) -> dict[str, object]:
        """What every template may show."""
        moment = one(opened.run("select * from moment", "moment"))
        troubles, commits = self.past.troubles, self.past.commits
        return {
            "moment": moment,
            "company": self.company,
            "built_from": self.past.tip[:7],
            "lacking": tuple(lacking(troubles, self.faults, self.entries)),
            "troubles": troubles,
            "since": day_of(commits[0].known, self.company) if commits else None,
            "hosting": self.hosting(),
        }

    def hosting(self) -> Hosting:
        """The pages of commits and pull requests."""
        site = site_file.read(self.moment.root)
        return hosting(site.repository, site.editor, self.company.links)

    def pages(self) -> Templates:
        """The templates of reports and lists."""
        folders = [*reports.folders(self.moment.root), records.HERE]
        return environment(folders, escape="markdown", setting=self.setting)


def _told(about: About, manuals: tuple[reference.Manual, ...]) -> Told:
    """Answer and render reports and lists; describe everything; make the records findable."""
    with uncollected():
        # Only reports tell of duplicates, so that the other processes need not look for them.
        means = about.prepared(duplicates.sheet(about.entries))
        opened, templates, shared = means.warehouse, about.pages(), means.shared
        known = reports.found(about.moment.root)
        answered = [(report, reports.answers(report, opened)) for report in known]
        pages = [reports.page(report, rows, templates, shared) for report, rows in answered]
        own = {page.path for page in pages}  # a report named as a kind stands in its list's place
        lists = tuple(records.lists(about.kinds, opened, templates, shared))
        downloads = (reports.downloads(report, rows) for report, rows in answered)
        return Told(
            (
                *pages,
                *(page for page, _ in lists if page.path not in own),
                *_reference(about, known, manuals),
            ),
            (*_assets(about.past), *chain.from_iterable(downloads), *(file for _, file in lists)),
            tuple(records.search(opened)),
        )


def _reference(
    about: About, known: tuple[reports.Report, ...], manuals: tuple[reference.Manual, ...]
) -> Iterator[Page]:
    """Describe kinds, tables, reports, commands, rules, and what is wrong with the records."""
    errors, opened = listed(about.faults, about.entries), about.means.warehouse
    source = reference.Source(about.company, opened.tables(), known, manuals, errors)
    return reference.pages(source, about.setting)


def _assets(past: History) -> Iterator[Asset]:
    """Give the files that no report brings."""
    yield from (Asset(path, content) for path, content in assets.files().items())
    if past.usable:
        yield Asset(TIP, f"{past.tip}\n".encode())
