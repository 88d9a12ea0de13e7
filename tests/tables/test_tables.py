"""Records in, rows out: every shared view against figures that were worked out by hand.

A case is a file: `records` by their keys, `commits` as their past, rows of the forecast's tables
(`foreseen`), changes to the `company` of all cases, the day (`as_of`), and under `asks` queries
with the rows that they must give. A null is written `-`.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.look.listing import plain
from generator.views import FOLDER, shared
from generator.yaml.source import Tree
from tests.tables.books import AS_OF, HERE, read, warehouse

CASES = sorted(HERE.glob("*.yml"))


def written(value: object) -> str:
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else plain(value)


def tree(case: dict[str, Tree], name: str) -> dict[str, Tree]:
    found = case.get(name, {})
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_records_in_rows_out(path: Path) -> None:
    case = read(path)
    as_of = date.fromisoformat(str(case["as_of"])) if "as_of" in case else AS_OF
    commits = case.get("commits", [])
    assert isinstance(commits, list)
    given = tree(case, "records"), tree(case, "company"), as_of, commits, tree(case, "foreseen")
    with warehouse(*given) as tables:
        for ask in case["asks"]:
            assert isinstance(ask, dict)
            answer = tables.run(str(ask["query"]), path.stem)
            found = [[written(value) for value in row] for row in answer.rows]
            assert found == ask["rows"], ask["query"]


def test_every_view_has_a_case() -> None:
    asked = set(re.findall(r"\w+", " ".join(path.read_text("utf-8") for path in CASES)))
    assert sorted(set(shared()) - asked) == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.sql")), ids=lambda file: file.stem)
def test_a_view_looks_at_no_clock_and_no_chance(file: Path) -> None:
    chance = r"\bcurrent_(?:date|time\w*)\b|\b(?:now|today|random|\w*uuid|get_current_\w+)\s*\("
    assert re.findall(chance, file.read_text("utf-8")) == []
