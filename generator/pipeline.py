"""The program, as one paragraph: read, check, tabulate, report, show."""

from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

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
from generator.parallel import aside, uncollected
from generator.relation import Sheet
from generator.warehouse import Warehouse
from generator.website import assets
from generator.website.page import TIP, Asset, Page, Portal, Records, SearchEntry
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

    What is past cannot be corrected any more: of the records with errors then, those that cannot
    be read are left out, and the pages name them all. `manuals` is what the commands say about
    themselves, for the reference.

    Raises:
        UncheckedError: The records of the present have errors, or the company of any time.
        SalesbookError: A query or a template cannot be carried out.
    """
    loaded = load.book(moment.origin, moment.day, options)
    faults = tuple(item for item in loaded.diagnostics if item.severity == "error")
    if loaded.company is None or (faults and not moment.past):
        raise UncheckedError(loaded)
    past = history_of(moment, options)
    foreseen = sheets(moment, past, loaded.company, loaded.entries, options)
    foreseen = (*foreseen, duplicates.sheet(loaded.entries))
    about = About(moment, loaded.company, loaded.entries, faults, past, foreseen)
    with uncollected():
        told = aside(partial(_told, about, manuals), options.processes)
        made = _made(about)
        pages, lists, references, files, found = told()
    own = {page.path for page in pages}  # a report named as a kind stands in its list's place
    return Portal(
        pages=(*pages, *(page for page, _ in lists if page.path not in own), *references),
        records=made,
        assets=(
            *(Asset(path, content) for path, content in assets.files().items()),
            *files,
            *(download for _, download in lists),
            *([Asset(TIP, f"{past.tip}\n".encode())] if past.usable else ()),
        ),
        search=found,
    )


class About(NamedTuple):
    """What every page is about: the checked book of a moment, its faults, its past and future."""

    moment: Moment
    company: Company
    entries: tuple[Entry, ...]
    faults: tuple[Diagnostic, ...]
    past: History
    foreseen: tuple[Sheet, ...]

    @property
    def setting(self) -> Setting:
        """The currency and the day of every page, and which records have one."""
        there: dict[str, set[str]] = {}
        for entry in self.entries:
            there.setdefault(entry.key.folder, set()).add(entry.key.id)
        return Setting(self.company.base_currency, self.moment.day, there=there)

    def opened(self) -> AbstractContextManager[Warehouse]:
        """The tables of the book, of its past and of what it foresees."""
        past = tables(self.past, self.company, self.entries)
        return warehouse.open_book(
            self.company, self.entries, self.moment.day, self.foreseen, history=past
        )

    def shared(self, opened: Warehouse) -> dict[str, object]:
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


class Told(NamedTuple):
    """What the book tells as a whole: reports, lists of kinds, the reference, all downloads."""

    pages: tuple[Page, ...]
    lists: tuple[tuple[Page, Asset], ...]
    references: tuple[Page, ...]
    files: tuple[Asset, ...]
    search: tuple[SearchEntry, ...]


def _told(about: About, manuals: tuple[reference.Manual, ...]) -> Told:
    """Answer and render reports and lists; describe everything; make the records findable."""
    templates, known = about.pages(), reports.found(about.moment.root)
    kinds = sorted({entry.key.folder for entry in about.entries})
    with about.opened() as opened:
        shared = about.shared(opened)
        answered = [(report, reports.answers(report, opened)) for report in known]
        lists = tuple(records.lists(kinds, opened, templates, shared))
        found = tuple(records.search(opened))
        errors = listed(about.faults, about.entries)
        source = reference.Source(about.company, opened.tables(), known, manuals, errors)
    return Told(
        tuple(reports.page(report, rows, templates, shared) for report, rows in answered),
        lists,
        tuple(reference.pages(source, about.setting)),
        tuple(file for report, rows in answered for file in reports.downloads(report, rows)),
        found,
    )


def _made(about: About) -> tuple[Records, ...]:
    """Answer the queries behind the pages of all records."""
    stamps = environment([records.HERE], escape="html", setting=about.setting)
    with about.opened() as opened:
        return records.made(about.entries, opened, stamps, about.shared(opened))
