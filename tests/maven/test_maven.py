"""The worked example: 8,800 deals come in through a mapping, and every total is the export's."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.maven import recount

AS_OF = ("--as-of", "2017-12-31")


@dataclass(frozen=True)
class Example:
    """A book with nothing but the example's company, its export, and the command."""

    book: Path
    files: Path
    root: Path
    cache: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", "--root", str(self.book), *words]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
            env={"XDG_CACHE_HOME": str(self.cache), "PATH": "/usr/bin:/bin"},
        )

    def take(self, mapping: str, *words: str) -> dict[str, Any]:
        path = self.root / "examples/maven-crm" / mapping
        done = self.run("import", *AS_OF, "--format", "json", *words, str(path), str(self.files))
        assert done.stderr == ""
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def ask(self, sql: str) -> list[list[str]]:
        done = self.run("query", *AS_OF, "--format", "csv", sql)
        assert done.returncode == 0, done.stderr
        return list(csv.reader(done.stdout.removeprefix("\ufeff").splitlines()))[1:]


def example(root: Path, shared: Path, folder: Path) -> Example:
    """Lay out a book that holds only the company."""
    (folder / "book/data").mkdir(parents=True)
    shutil.copy(root / "examples/maven-crm/company.yml", folder / "book/data/company.yml")
    return Example(folder / "book", shared / "datasets/maven-crm", root, folder / "cache")


@pytest.fixture(scope="module")
def as_it_comes(
    root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Return what a dry run says of the export."""
    return example(root, shared, tmp_path_factory.mktemp("dry")).take("mapping.yml")


@pytest.fixture(scope="module")
def imported(root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Return the book with everything imported."""
    made = example(root, shared, tmp_path_factory.mktemp("maven"))
    done = made.take("mapping-complete.yml", "--write")
    assert done["written"]
    return made


def _rows(found: dict[str, Any], code: str, words: str) -> list[tuple[str, int]]:
    return [
        (Path(item["path"]).name, item["line"])
        for item in found["findings"]
        if item["code"] == code and words in item["message"]
    ]


def _lines(files: Path, name: str, wanted: Callable[[recount.Row], bool]) -> list[tuple[str, int]]:
    """Give the lines of a file whose rows are wanted; no row of the export has two lines."""
    rows = recount.rows(files, name)
    return [(name, line) for line, row in enumerate(rows, start=2) if wanted(row)]


@pytest.mark.slow
def test_the_dry_run_names_every_fault_of_the_export_with_file_and_row(
    as_it_comes: dict[str, Any], shared: Path
) -> None:
    files, deals = shared / "datasets/maven-crm", "sales_pipeline.csv"

    unknown = _rows(as_it_comes, "I08", "`GTXPro` must name a product")
    assert unknown == _lines(files, deals, lambda row: row["product"] == "GTXPro")
    assert len(unknown) == 1480

    nobody = _rows(as_it_comes, "I10", "`account` must be filled")
    assert nobody == _lines(files, deals, lambda row: not row["account"])
    assert len(nobody) == 1425

    undated = _rows(as_it_comes, "I10", "`engage_date` must be filled")
    assert undated == _lines(files, deals, lambda row: not row["engage_date"])

    sectors = _rows(as_it_comes, "P101", "found `technolgy`")
    misspelt = _lines(files, "accounts.csv", lambda row: row["sector"] == "technolgy")
    assert sectors == misspelt
    assert len(sectors) == 12

    countries = _rows(as_it_comes, "I06", "`Philipines`")
    assert countries == _lines(
        files, "accounts.csv", lambda row: row["office_location"] == "Philipines"
    )


@pytest.mark.slow
def test_the_dry_run_knows_what_was_meant_and_writes_nothing(as_it_comes: dict[str, Any]) -> None:
    hints = {item["message"]: item["hint"] for item in as_it_comes["findings"]}

    assert not as_it_comes["written"]
    assert "Did you mean `GTX Pro`?" in hints["`GTXPro` must name a product; there is none."]
    sector = "`industry` must be of the picklist `industry`; found `technolgy`."
    assert hints[sector] == "Did you mean `technology`?"
    assert {item["code"] for item in as_it_comes["findings"]} == {
        "I06",
        "I08",
        "I09",
        "I10",
        "P101",
    }


@pytest.mark.slow
def test_the_imported_book_checks_and_a_second_import_changes_nothing(imported: Example) -> None:
    checked = imported.run("check", *AS_OF)
    assert (checked.returncode, checked.stdout) == (0, "")

    again = imported.take("mapping-complete.yml", "--write")
    assert again["changes"] == []
    assert {kind: counts["unchanged"] for kind, counts in again["counts"].items()} == {
        "people": 41,
        "teams": 6,
        "territories": 3,
        "accounts": 85,
        "deals": 8800,
        "products": 7,
        "price_books": 1,
    }


WON = """
select {name}, count(*), cast(sum(deals.amount) as bigint)
from deals {joins}
where deals.stage = 'won' group by 1 order by 1
"""
RATE = """
select {name}, count(*) filter (deals.stage = 'won'), count(*)
from deals {joins}
where deals.stage in ('won', 'lost') group by 1 order by 1
"""
OF_PRODUCT = {
    "name": "products.name",
    "joins": "join deals_lines on deals_lines.record = deals.id "
    "join products on products.id = deals_lines.product",
}
OF_AGENT = {"name": "people.name", "joins": "join people on people.id = deals.owner"}
OF_QUARTER = {
    "name": "year(deals.closed_on) || '-Q' || quarter(deals.closed_on)",
    "joins": "",
}


def _pairs(found: list[list[str]]) -> dict[str, tuple[int, int]]:
    return {name: (int(first), int(second)) for name, first, second in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parts", "by"),
    [
        (OF_PRODUCT, recount.product),
        (OF_AGENT, recount.agent),
        (OF_QUARTER, recount.quarter),
    ],
    ids=["product", "agent", "quarter"],
)
def test_what_was_won_equals_the_export(
    imported: Example, parts: dict[str, str], by: Callable[[recount.Row], str]
) -> None:
    deals = recount.rows(imported.files, "sales_pipeline.csv")

    assert _pairs(imported.ask(WON.format(**parts))) == recount.won(deals, by)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parts", "by"),
    [(OF_PRODUCT, recount.product), (OF_AGENT, recount.agent)],
    ids=["product", "agent"],
)
def test_win_rates_equal_the_export(
    imported: Example, parts: dict[str, str], by: Callable[[recount.Row], str]
) -> None:
    deals = recount.rows(imported.files, "sales_pipeline.csv")

    assert _pairs(imported.ask(RATE.format(**parts))) == recount.win_rates(deals, by)


@pytest.mark.slow
def test_the_pipeline_equals_the_export_at_retail_prices(imported: Example) -> None:
    deals = recount.rows(imported.files, "sales_pipeline.csv")
    prices = recount.rows(imported.files, "products.csv")

    stages = imported.ask("select stage, count(*) from deals group by 1 order by 1")
    assert {stage: int(count) for stage, count in stages} == recount.stages(deals)
    worth = imported.ask(
        "select stage, cast(sum(amount) as bigint) from deal"
        " where outcome = 'open' group by 1 order by 1"
    )
    assert {stage: int(total) for stage, total in worth} == recount.pipeline(deals, prices)


@pytest.mark.slow
def test_open_deals_have_no_amount_of_their_own_and_the_undated_say_so(imported: Example) -> None:
    found = imported.ask(
        "select count(*), count(*) filter (account is null) from deals"
        " where stage in ('prospecting', 'engaging') and amount is null"
    )
    assert found == [["2089", "1425"]]
    tagged = imported.ask("select count(*) from deals_tags where value = 'no-engage-date'")
    assert tagged == [["500"]]
