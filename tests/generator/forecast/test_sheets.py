"""The tables of the forecast: there and empty where nothing is forecast, at no cost."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from generator.forecast import table
from generator.forecast.scenario import Scenario
from generator.forecast.sheets import sheets, supposed
from generator.history import History
from generator.history.moment import present
from generator.load import PLAIN
from tests.books import write
from tests.tables.books import company

DAY = date(2026, 11, 20)
BUILD = """
import sys
from datetime import date
from pathlib import Path
from generator import pipeline
from generator.history.moment import present

pipeline.portal(present(Path(sys.argv[1]), date(2026, 11, 20)))
print("numpy" in sys.modules, "generator.forecast.model" in sys.modules)
"""


def test_without_a_history_all_tables_are_empty(tmp_path: Path) -> None:
    book = (present(tmp_path, DAY), History(""), company(), ())
    for found in (sheets(*book, PLAIN), supposed(*book, Scenario(frozenset({"a"})))):
        assert [one.name for one in found] == list(table.SHAPES)
        assert {one.rows for one in found} == {()}


def test_a_book_without_a_history_loads_nothing_that_forecasts(tmp_path: Path) -> None:
    root = write(tmp_path, {"people/aiko.yml": "name: Aiko\n"})
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(root)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False False\n"
