"""The program, as one paragraph: read, check, tabulate, report, show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from generator.intake import Intake
from generator.lacking import lacking, listed
from generator.load import PLAIN, Loaded, Options
from generator.look.render import Templates, environment
from generator.look.setting import Setting
from generator.look.vocabulary import one
from generator.parallel import ahead, uncollected
from generator.relation import Sheet
from generator.warehouse import Warehouse
from generator.website import assets
from generator.website.page import TIP, Asset, Portal, Told
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
    manuals: Callable[[], tuple[reference.Manual, ...]] = tuple,
) -> Portal:
    """Turn the records of a moment into the pages of the portal.

    The records are read and checked here, and tables are filled, so that every process that makes
    pages has them; queries are answered with the first page that needs them. A query or a template
    that cannot be carried out is a SalesbookError then.

    What is past cannot be corrected any more: of the records with errors then, those that cannot
    be read are left out, and the pages name them all. `manuals` gives what the commands say about
    themselves, for the reference.

    Raises:
        UncheckedError: The records of the present have errors, or the company of any time.
    """
    loaded = load.book(moment.origin, moment.day, options)
    faults = tuple(item for item in loaded.diagnostics if item.severity == "error")
    if loaded.company is None or (faults and not moment.past):
        raise UncheckedError(loaded)
    with ahead(partial(duplicates.sheet, loaded.entries), options.processes) as doubles:
        past = history_of(moment, options)
        foreseen = sheets(moment, past, loaded.company, loaded.entries, options)
        about = About(moment, loaded.company, loaded.entries, faults, past, foreseen)
        means = about.means(doubles)
    return Portal(records.made(about.entries, means), partial(_told, about, means, manuals))


@dataclass(frozen=True)
class About:
    """What every page is about: the checked book of a moment, its faults, its past and future."""

    moment: Moment
    company: Company
    entries: tuple[Entry, ...]
    faults: tuple[Diagnostic, ...]
    past: History
    foreseen: tuple[Sheet, ...]

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

    def means(self, doubles: Callable[[], Sheet]) -> records.Means:
        """Fill the tables, that of the duplicates last, and gather what pages are made with."""
        past = tables(self.past, self.company, self.entries)
        intake = Intake(
            self.company,
            self.entries,
            self.moment.day,
            self.foreseen,
            past,
            lambda: (doubles(),),
        )
        opened = warehouse.filled(intake, complete=True)
        stamps = environment([records.HERE], escape="html", setting=self.setting)
        return records.prepared(opened, stamps, self._shared(opened))

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


def _told(
    about: About, means: records.Means, manuals: Callable[[], tuple[reference.Manual, ...]]
) -> Told:
    """Answer and render reports and lists; describe everything; make the records findable."""
    with uncollected():
        opened, templates, shared = means.warehouse, about.pages(), means.shared
        known = reports.found(about.moment.root)
        answered = [(report, reports.answers(report, opened)) for report in known]
        pages = [reports.page(report, rows, templates, shared) for report, rows in answered]
        own = {page.path for page in pages}  # a report named as a kind stands in its list's place
        lists = tuple(records.lists(about.kinds, opened, templates, shared))
        downloads = (reports.downloads(report, rows) for report, rows in answered)
        errors = listed(about.faults, about.entries)
        source = reference.Source(about.company, opened.tables(), known, manuals(), errors)
        return Told(
            (
                *pages,
                *(page for page, _ in lists if page.path not in own),
                *reference.pages(source, about.setting),
            ),
            (*_assets(about.past), *chain.from_iterable(downloads), *(file for _, file in lists)),
            tuple(records.search(opened)),
        )


def _assets(past: History) -> Iterator[Asset]:
    """Give the files that no report brings."""
    yield from (Asset(path, content) for path, content in assets.files().items())
    if past.usable:
        yield Asset(TIP, f"{past.tip}\n".encode())
