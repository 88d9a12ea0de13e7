"""The portal of the worked example tells what the export's own rows add up to."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.authoring import identity, starter
from generator.authoring.starter import Starter
from tests.maven import recount
from tests.maven.test_maven import AS_OF, Example, example


@pytest.fixture(scope="module")
def site(
    root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Example, Path]:
    """Give the import and the folder of its built site."""
    made = example(root, shared, tmp_path_factory.mktemp("portal"))
    assert made.take("mapping-complete.yml", "--write")["written"]
    settings = Starter("Maven Hardware", "USD", 1, starter.TOOL, date(2017, 12, 31))
    page = starter.texts(settings)["mkdocs.yml"]
    (made.book / "mkdocs.yml").write_text(page, encoding="utf-8")
    built = made.run("build", *AS_OF)
    assert built.returncode == 0, built.stderr
    return made, made.book / "build/site"


def _table(site: Path, path: str) -> list[dict[str, str]]:
    with (site / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_sales_by_product_equal_the_export(site: tuple[Example, Path]) -> None:
    made, folder = site
    deals = recount.rows(made.files, "sales_pipeline.csv")

    told = {
        row["product_name"]: (int(Decimal(row["quantity"])), int(Decimal(row["revenue"])))
        for row in _table(folder, "sales/by_product.csv")
    }
    assert told == recount.won(deals, recount.product)


@pytest.mark.slow
def test_the_pipeline_equals_the_export_at_retail_prices(site: tuple[Example, Path]) -> None:
    made, folder = site
    deals = recount.rows(made.files, "sales_pipeline.csv")
    prices = recount.rows(made.files, "products.csv")
    stages, worth = recount.stages(deals), recount.pipeline(deals, prices)

    told = {
        row["stage"].lower(): (int(row["deals"]), int(Decimal(row["amount"])))
        for row in _table(folder, "pipeline/by_stage.csv")
    }
    assert told == {stage: (stages[stage], worth[stage]) for stage in worth}


@pytest.mark.slow
def test_win_rates_on_the_pages_of_people_equal_the_export(site: tuple[Example, Path]) -> None:
    made, folder = site
    deals = recount.rows(made.files, "sales_pipeline.csv")

    for name, (won, decided) in recount.win_rates(deals, recount.agent).items():
        page = folder / "people" / f"{identity.slug(name)}.html"
        text = " ".join(re.sub("<[^>]*>", " ", page.read_text(encoding="utf-8")).split())
        shown = re.search(r"Won of closed (\d+) % ([\d,]+) closed deals", text)
        assert shown is not None, name
        assert abs(int(shown[1]) - 100 * won / decided) <= 0.5, name
        assert int(shown[2].replace(",", "")) == decided, name
