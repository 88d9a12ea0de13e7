"""The program, as one paragraph: read, check, tabulate, report, show."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from generator import annotate, load, records, reference, reports, warehouse
from generator.errors import SalesbookError
from generator.load import PLAIN, Loaded, Options
from generator.look.render import Templates, environment
from generator.look.setting import Setting
from generator.look.vocabulary import one
from generator.parallel import aside, uncollected
from generator.repository import built_from
from generator.table import Table
from generator.website import assets
from generator.website.page import Asset, Page, Portal


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
    root: Path,
    as_of: date,
    options: Options = PLAIN,
    manuals: tuple[reference.Manual, ...] = (),
) -> Portal:
    """Turn the records under a root into the pages of the portal.

    `manuals` is what the commands say about themselves, for the reference.

    Raises:
        UncheckedError: The records have errors.
        SalesbookError: A query or a template cannot be carried out.
    """
    loaded = load.book(root, as_of, options)
    if loaded.company is None or any(item.severity == "error" for item in loaded.diagnostics):
        raise UncheckedError(loaded)
    setting = Setting(loaded.company.base_currency, as_of)
    pages = environment([*reports.folders(root), records.HERE], escape="markdown", setting=setting)
    stamps = environment([records.HERE], escape="html", setting=setting)
    with uncollected(), warehouse.open_book(loaded.company, loaded.entries, as_of) as tables:
        moment = one(tables.run("select * from moment", "moment"))
        shared = {"moment": moment, "company": loaded.company, "built_from": built_from(root)}
        answered = [(report, reports.answers(report, tables)) for report in reports.found(root)]
        render = partial(_pages, answered, pages, shared)
        rendered = aside(render, options.processes)  # while the queries of the records are answered
        kinds = sorted({entry.key.folder for entry in loaded.entries})
        listed = list(records.lists(kinds, tables, pages, shared))
        made = records.made(loaded.entries, tables, stamps, shared)
        found = tuple(records.search(tables))
        shown = rendered()
        own = {page.path for page in shown}  # a report named as a kind stands in its list's place
        sources = reference.Source(loaded.company, tables.tables(), reports.found(root), manuals)
    return Portal(
        pages=(
            *shown,
            *(page for page, _ in listed if page.path not in own),
            *reference.pages(sources, setting),
        ),
        records=made,
        assets=(
            *(Asset(path, content) for path, content in assets.files().items()),
            *(file for report, answers in answered for file in reports.downloads(report, answers)),
            *(download for _, download in listed),
        ),
        search=found,
    )


def _pages(
    answered: Sequence[tuple[reports.Report, Mapping[str, Table]]],
    templates: Templates,
    shared: Mapping[str, object],
) -> list[Page]:
    """Render all reports."""
    return [reports.page(report, answers, templates, shared) for report, answers in answered]
