"""Reports: folders with a page and its queries, found by being there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.look.export import csv_text
from generator.look.render import Templates
from generator.table import Table
from generator.warehouse import Warehouse
from generator.website.page import Asset, Page

HERE = Path(__file__).parent / "reports"
PAGE = "page.md.j2"
HOME = "home"
ORDER = (
    "home",
    "pipeline",
    "pipeline-changes",
    "trend",
    "velocity",
    "forecast",
    "forecast-accuracy",
    "targets",
    "sales",
    "demand",
    "hygiene",
    "duplicates",
    "changes",
)
"""Our own reports in the order of the navigation; others follow by name."""

_TITLE = re.compile(r"^\{#-? *title: *(.+?) *-?#\}")
"""The first line of a page's template names its place in the navigation, outermost title first.

`{# title: Pipeline / Velocity #}` stands under Pipeline, beside all others that begin with it.
"""
_BELOW = " / "


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name, which is its address, its folder, and its place in the navigation."""

    name: str
    folder: Path
    nav: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the report is called."""
        return self.nav[-1]

    @property
    def address(self) -> str:
        """The page's address from the root of the site; Home is the root itself."""
        return "" if self.name == HOME else f"{self.name}/"


def folders(root: Path) -> tuple[Path, ...]:
    """Name the folders that hold reports: the repository's own come before ours."""
    return (root / "reports", HERE)


def found(root: Path) -> tuple[Report, ...]:
    """Find all reports in the order of the navigation; a repository's own replaces ours."""
    known: dict[str, Report] = {}
    for folder in folders(root):
        for page in sorted(folder.glob(f"*/{PAGE}")):
            known.setdefault(page.parent.name, _report(page))
    return tuple(sorted(known.values(), key=_place))


def _report(page: Path) -> Report:
    name = page.parent.name
    titled = _TITLE.match(page.read_text(encoding="utf-8"))
    title = titled[1] if titled else name.replace("-", " ").replace("_", " ").capitalize()
    return Report(name, page.parent, tuple(title.split(_BELOW)))


def _place(report: Report) -> tuple[int, str]:
    return ORDER.index(report.name) if report.name in ORDER else len(ORDER), report.name


def answers(report: Report, warehouse: Warehouse) -> dict[str, Table]:
    """Answer every query of a report, each under its file's name.

    Raises:
        ReportError: A query cannot be carried out; with its file and line.
    """
    queries = sorted(report.folder.glob("*.sql"))
    return {
        path.stem: warehouse.run(path.read_text(encoding="utf-8"), path.stem, str(path))
        for path in queries
    }


def page(
    report: Report,
    tables: Mapping[str, Table],
    templates: Templates,
    shared: Mapping[str, object],
) -> Page:
    """Fill a report's page in; each table is there under its query's name.

    Raises:
        ReportError: The template cannot be filled in; with its file and line.
    """
    values = {**shared, **tables, "report": report}
    text = templates.render(f"{report.name}/{PAGE}", values, page=report.address)
    return Page(f"{report.address}index.md", text, nav=report.nav)


def downloads(report: Report, tables: Mapping[str, Table]) -> Iterator[Asset]:
    """Give every table of a report as a file beside its page."""
    for name, table in sorted(tables.items()):
        yield Asset(f"{report.address}{name}.csv", csv_text(table).encode())
