"""A repository at its very beginning, with nothing or next to nothing in it, has a whole portal."""

import re
from pathlib import Path

import pytest

from generator import reports
from tests.modules import holds
from tests.whole.reader import read
from tests.whole.sample import ROOT, Sample, built, configure

pytestmark = pytest.mark.slow

COMPANY = """\
name: New
base_currency: EUR
pipelines:
  - id: new-business
    name: New business
    stages:
      - {id: first, name: First, probability: 10, category: pipeline}
      - {id: won, name: Won, probability: 100, category: closed, outcome: won}
      - {id: lost, name: Lost, probability: 0, category: omitted, outcome: lost}
"""
FILES = {
    "nothing": {},
    "one deal": {"deals/first.yml": "name: First\nstage: first\ncreated_on: 2026-11-20\n"},
    "one account": {"accounts/acme.yml": "name: Acme\ntype: prospect\n"},
    "one order": {
        "accounts/acme.yml": "name: Acme\ntype: customer\n",
        "orders/o-1.yml": "account: acme\nstatus: confirmed\nordered_on: 2026-11-20\n",
    },
}
UNWANTED = re.compile(r"\b(?:None|nan|NaN|inf|Infinity|undefined|Undefined|Traceback|NULL)\b")


@pytest.fixture(scope="module", params=FILES)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    root = tmp_path_factory.mktemp("small")
    for path, text in {"company.yml": COMPANY, **FILES[request.param]}.items():
        file = root / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return built(configure(root))


def test_every_report_and_every_record_is_there(small: Sample) -> None:
    pages = {f"{report.address}index.html" for report in reports.found(ROOT)}
    records = {*small.files}
    assert pages | records | {"404.html", "search/search_index.json"} <= {
        path.relative_to(small.site).as_posix() for path in small.site.rglob("*.*")
    }


def test_no_page_speaks_of_what_is_not_there(small: Sample) -> None:
    holds(
        f"{path}: {' '.join(seen[max(0, at.start() - 60) : at.end() + 20].split())}"
        for path in sorted(small.pages)
        if not path.startswith("reference/")
        for seen in [visible(small.site / path)]
        for at in UNWANTED.finditer(seen)
    )


def visible(path: Path) -> str:
    """Return the words of a page without its queries, which may speak of null."""
    html = re.sub(r"(?s)<details.*?</details>", "", path.read_text("utf-8"))
    return "".join(read(html).words)
