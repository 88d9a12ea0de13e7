"""The reference: pages that say what the code says, so that no text about it can be out of date.

Fields come from the schema, rules from the checks, tables and their columns from the warehouse,
queries from the reports, commands from the command line. The templates in `reference/` lay them
out; those in `reference/how-to/` tell people how things are done.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from generator import reference_kinds, reference_rules, views
from generator.intake import Described
from generator.look.escape import markdown, markup
from generator.look.render import Templates, environment
from generator.look.setting import Setting
from generator.reports import Report
from generator.table import Table
from generator.website.page import Page
from schema.company import Company

HERE = Path(__file__).parent / "reference"

PAGES = (
    ("index", "Start here"),
    ("how-to/edit", "Edit a record"),
    ("how-to/review", "Review a pull request"),
    ("how-to/import", "Import CSV"),
    ("how-to/editor", "Set up your editor"),
    ("how-to/field", "Add a field"),
    ("how-to/report", "Add a report"),
    ("how-to/forecast", "Read the forecast"),
    ("how-to/speed", "Speed"),
    ("commands", "Commands"),
    ("rules", "Rules"),
    ("picklists", "Picklists"),
    ("pipelines", "Pipelines"),
    ("company", "Company settings"),
    ("reports", "Reports and formulas"),
    ("tables", "Tables"),
)
"""Each page's template, and its title in the navigation."""

ERRORS = ("errors", "Records with errors")
"""The page of a portal of the past in which today's rules find errors."""

KIND = "kind"
"""The template of the page that each kind has."""


class Manual(NamedTuple):
    """A command: what it does, an example, and all that it says about its options."""

    name: str
    what: str
    example: str
    help: str


class Query(NamedTuple):
    """A query of a report: what one of its rows is, and its SQL."""

    name: str
    about: str
    sql: str


class Source(NamedTuple):
    """What the reference is derived from besides the code: what this repository has."""

    company: Company
    tables: tuple[Described, ...]
    reports: tuple[Report, ...]
    manuals: tuple[Manual, ...] = ()
    errors: Table | None = None


def pages(source: Source, setting: Setting) -> Iterator[Page]:
    """Give the pages of the reference in the order of the navigation.

    Raises:
        ReportError: A template cannot be filled in.
    """
    templates = environment([HERE], escape="markdown", setting=setting)
    kinds = reference_kinds.kinds(source.company, source.tables)
    values = {
        "company": source.company,
        "kinds": kinds,
        "settings": reference_kinds.settings(source.company),
        "groups": reference_rules.groups(source.company),
        "tables": source.tables,
        "reports": [(report, tuple(queries(report))) for report in source.reports],
        "manuals": source.manuals,
        "errors": source.errors,
        "prose": prose,
        "words": words,
    }
    for name, title in (*PAGES, *((ERRORS,) if source.errors and source.errors.rows else ())):
        yield _page(name, title, templates, values)
    for kind in kinds:
        address = f"records/{kind.folder}"
        yield _page(KIND, kind.title, templates, {**values, "kind": kind}, address)


def _page(
    name: str, title: str, templates: Templates, values: Mapping[str, object], address: str = ""
) -> Page:
    place = "reference/" if name == "index" else f"reference/{address or name}/"
    text = templates.render(f"{name}.md.j2", {**values, "title": title}, page=place)
    nav = {"how-to": "How to", "records": "Records"}.get((address or name).partition("/")[0])
    return Page(f"{place}index.md", text, nav=("Reference", *([nav] if nav else []), title))


def queries(report: Report) -> Iterator[Query]:
    """Give the queries of a report with what their leading comments say."""
    for file in sorted(report.folder.glob("*.sql")):
        found = views.view(file.stem, file.read_text(encoding="utf-8"))
        yield Query(found.name, found.comment, found.sql)


def prose(text: str) -> Markup:
    """Return a text of the program's own as paragraphs, with what stands in backticks as code."""
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    return markup("".join(f"<p>{words(part)}</p>" for part in parts))


def words(text: str) -> Markup:
    """Return the same as words inside a line."""
    pieces = re.split(r"`([^`]+)`", " ".join(text.split()))
    return markup(
        "".join(
            f"<code>{markdown(piece)}</code>" if index % 2 else markdown(piece)
            for index, piece in enumerate(pieces)
        )
    )
