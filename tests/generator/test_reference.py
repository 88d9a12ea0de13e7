import re
from datetime import date
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from generator import load, reference, reference_kinds, reference_rules, reports, warehouse
from generator.checks import LAWS
from generator.commands.manual import WIDTH, manuals
from generator.look.setting import Setting
from generator.reference import Manual, Source
from generator.website.page import Page
from schema import KINDS
from schema.company import Company
from schema.description import fields
from tests.books import COMPANY, write

DAY = date(2026, 4, 1)
OWN = """\
severities: {L105: error, Y01: "off"}
picklists: {account_type: [prospect, customer, partner, competitor, former, "dealer *x*"]}
custom_fields:
  accounts:
    plant_count: {type: number, description: "Plants <b> `x`", required: true}
    segment: {type: choice, choices: [core, other], description: Segment}
"""


def source(root: Path, manual: tuple[Manual, ...] = ()) -> Source:
    """Return what the reference of a repository without records is derived from."""
    loaded = load.book(write(root, {"company.yml": COMPANY + OWN}), DAY)
    assert loaded.company is not None
    with warehouse.open_book(loaded.company, loaded.entries, DAY) as tables:
        return Source(loaded.company, tables.tables(), reports.found(root), manual)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """Return the pages of the reference by their paths."""
    found = source(tmp_path_factory.mktemp("book"), manuals())
    pages = list(reference.pages(found, Setting("JPY", DAY)))
    return {page.path.removeprefix("reference/"): page for page in pages}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return source(tmp_path_factory.mktemp("book")).company


def shown(page: Page) -> str:
    """Return a page's text with its entities read and its code marks left out."""
    return unescape(re.sub(r"</?code>", "", page.text))


def test_all_pages_are_in_the_navigation_under_reference(made: dict[str, Page]) -> None:
    assert {page.nav[0] for page in made.values()} == {"Reference"}
    assert made["index.md"].nav == ("Reference", "Start here")
    assert made["how-to/edit/index.md"].nav == ("Reference", "How to", "Edit a record")
    assert made["records/deals/index.md"].nav == ("Reference", "Records", "Deals")


@pytest.mark.parametrize("folder", KINDS)
def test_every_kind_has_a_page_with_each_of_its_fields(made: dict[str, Page], folder: str) -> None:
    text = shown(made[f"records/{folder}/index.md"])
    for field in fields(KINDS[folder]):
        assert f'id="field-{field.name}"' in text
        assert field.description.replace("`", "") in text
        for inner in field.fields:
            assert f'id="field-{field.name}.{inner.name}"' in text


def test_every_kind_says_what_refers_to_it(made: dict[str, Page]) -> None:
    accounts = shown(made["records/accounts/index.md"])
    assert '<a href="../../../reference/records/deals/index.html">deals</a> competitors' in accounts
    assert "What refers to it" not in shown(made["records/rates/index.md"])


def test_every_table_of_records_is_on_the_page_of_its_kind(tmp_path: Path) -> None:
    found = source(tmp_path)
    kinds = reference_kinds.kinds(found.company, found.tables)
    placed = [table.name for kind in kinds for table in kind.tables]
    assert sorted(placed) == sorted(one.name for one in found.tables if one.origin == "records")
    (deals,) = (kind for kind in kinds if kind.folder == "deals")
    assert {"deals", "deals_lines", "deals_contacts"} <= {table.name for table in deals.tables}


def test_every_other_table_is_on_the_page_of_tables(made: dict[str, Page], tmp_path: Path) -> None:
    text = shown(made["tables/index.md"])
    for table in source(tmp_path).tables:
        if table.origin != "records":
            assert f"### {table.name}\n" in text
            assert all(f">{column.name}<" in text for column in table.columns)


def test_every_code_is_in_one_group(company: Company) -> None:
    codes = [rule.code for group in reference_rules.groups(company) for rule in group.rules]
    assert len(codes) == len(set(codes))
    assert {law.code for law in LAWS} <= set(codes)
    assert {"Y01", "Y25", "S01", "S14", "C01", "I01", "I13", "A10"} <= set(codes)


def test_a_severity_is_the_one_of_this_company(made: dict[str, Page], company: Company) -> None:
    rules = {rule.code: rule for group in reference_rules.groups(company) for rule in group.rules}
    assert (rules["L105"].severity, rules["L105"].usual) == ("error", "warning")
    assert (rules["Y01"].severity, rules["Y01"].usual) == ("off", "error")
    text = shown(made["rules/index.md"])
    assert 'error <span class="sb-note">usually warning</span>' in text
    assert 'off <span class="sb-note">usually error</span>' in text


def test_a_law_is_there_with_all_that_its_docstring_says(made: dict[str, Page]) -> None:
    text = shown(made["rules/index.md"])
    assert 'id="l101"' in text
    assert "Reports join along references" in text


def test_a_law_for_every_kind_names_none(company: Company) -> None:
    rules = {rule.code: rule for group in reference_rules.groups(company) for rule in group.rules}
    assert rules["L203"].kinds == ()
    assert rules["L501"].kinds == ("deals",)


def test_fields_and_values_of_the_companys_own_are_there_as_text(made: dict[str, Page]) -> None:
    text = made["records/accounts/index.md"].text
    assert "plant&#95;count" in text
    assert "Plants &lt;b&gt; &#96;x&#96;" in text
    assert "core&#44; other" in text or "core, other" in text
    assert "dealer &#42;x&#42;" in made["picklists/index.md"].text
    assert "our own" in made["picklists/index.md"].text


def test_the_pipelines_of_the_company_are_there(made: dict[str, Page]) -> None:
    text = shown(made["pipelines/index.md"])
    assert "## New business" in text
    for stage in ("Lead in", "Proposal", "Won", "Lost"):
        assert f'<th scope="row">{stage}</th>' in text


def test_every_query_of_every_report_is_there(made: dict[str, Page], tmp_path: Path) -> None:
    text = shown(made["reports/index.md"])
    for report in reports.found(tmp_path):
        assert f"## {report.title}\n" in text
        for query in reference.queries(report):
            assert f"### {query.name}\n" in text
            assert query.about


def test_every_command_is_there_with_its_example_and_options(made: dict[str, Page]) -> None:
    text = shown(made["commands/index.md"])
    for manual in manuals():
        assert f"## salesbook {manual.name}\n" in text
        assert manual.help.startswith(f"usage: salesbook {manual.name}")
        assert max(map(len, manual.help.splitlines())) <= WIDTH
    assert "--no-cache" in text


def test_help_does_not_depend_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    before = manuals()
    monkeypatch.setenv("COLUMNS", "40")
    assert manuals() == before


def test_every_link_between_pages_leads_to_a_page(made: dict[str, Page]) -> None:
    reportish = {f"{report.address}index.html" for report in reports.found(Path("none"))}
    known = reportish | {page.path.removesuffix(".md") + ".html" for page in made.values()}
    for page in made.values():
        for target in re.findall(r'<a href="([^"#]+)', shown(page)):
            place = normpath(join(dirname(page.path), target))
            assert place in known, (page.path, target)


def test_prose_is_paragraphs_and_its_signs_are_text() -> None:
    assert str(reference.prose("One `a_b`.\nStill one.\n\n<Two> *x*\n")) == (
        "<p>One&#32;<code>a&#95;b</code>&#46; Still one&#46;</p><p>&lt;Two&gt; &#42;x&#42;</p>"
    )
    assert str(reference.prose("")) == ""
