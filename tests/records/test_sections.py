"""Records in, rows of sections out, against figures that were worked out by hand.

A case is a file: `records` by their keys, `commits` that lead to more, and under `asks` queries
(`accounts/watch`) with the columns to look at and the rows that they must give; `only` takes the
rows of one record.
"""

from pathlib import Path

import pytest

from generator import records
from generator.yaml.source import Tree
from schema import KINDS
from tests.tables.books import read, warehouse
from tests.tables.test_tables import tree, written

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.yml"))


def short(value: object) -> str:
    """Write a value as a case does; quotients to six places, amounts without their zeros."""
    text = written(round(value, 6) if isinstance(value, float) else value)
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_records_in_sections_out(path: Path) -> None:
    case = read(path)
    asks, commits = case["asks"], case.get("commits", [])
    told = commits if isinstance(commits, list) else []
    with warehouse(tree(case, "records"), commits=told) as tables:
        for ask in asks if isinstance(asks, list) else []:
            assert isinstance(ask, dict)
            columns = ask["columns"]
            table = tables.run(query(ask), "section")
            at = [table.columns.index(str(name)) for name in columns]
            rows = [row for row in table.rows if ask.get("only", row[0]) == row[0]]
            assert [[short(row[place]) for place in at] for row in rows] == ask["rows"], ask


def query(ask: dict[str, Tree]) -> str:
    kind, _, name = str(ask["query"]).partition("/")
    (path,) = (one for one in records.queries(KINDS[kind]) if one.stem == name)
    return records.asked(path, KINDS[kind])
