"""A warehouse filled with records that a test writes down."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator import shape
from generator.book import Entry, Key
from generator.duplicates import sheet as duplicates
from generator.forecast.table import SHAPES, sheets
from generator.history.tables import tables
from generator.warehouse import Warehouse, open_book
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS
from schema.company import Company
from tests.tables.pasts import past

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 23)


def read(path: Path) -> dict[str, Tree]:
    """Read a file of trees of text."""
    tree, faults = source.read(path.read_bytes(), path.name)
    assert tree is not None, faults
    return tree


def company(changes: Mapping[str, Tree] | None = None) -> Company:
    """Give the company of the tests: fiscal year from April, yen, dollars and euros."""
    return Company.model_validate({**read(HERE / "company" / "company.yml"), **(changes or {})})


def entry(name: str, tree: Tree) -> Entry:
    """Make the entry of a record from its key as it is shown, `deals/line-5`, and its tree."""
    folder, _, identity = name.partition("/")
    assert isinstance(tree, dict)
    shaped = shape.record(KINDS[folder], identity, tree)
    assert isinstance(shaped, shape.Shaped), shaped
    return Entry(Key(folder, identity), f"data/{name}.yml", shaped.text)


@contextmanager
def warehouse(
    records: Mapping[str, Tree],
    changes: Mapping[str, Tree] | None = None,
    as_of: date = AS_OF,
    commits: Sequence[Tree] = (),
    foreseen: Mapping[str, Tree] | None = None,
) -> Iterator[Warehouse]:
    """Open a warehouse over records, with changes to the company of the tests.

    What `commits` leave (see `tests.tables.pasts`) is there as well; `foreseen` has rows for the
    tables of the forecast, each with the columns that matter.
    """
    history, left = past(commits)
    kept = {name: tree for name, tree in left.items() if not name.startswith("company/")}
    entries = [entry(name, tree) for name, tree in {**kept, **records}.items()]
    before = tables(history, company(changes), entries)
    others = (*sheets(dict(_rows(foreseen or {}))), duplicates.sheet(entries))
    with open_book(company(changes), entries, as_of, others, history=before) as opened:
        yield opened


def _rows(foreseen: Mapping[str, Tree]) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Give the rows of each table of the forecast; a column that is not written is null."""
    for name, rows in foreseen.items():
        columns = [column for column, _, _ in SHAPES[name][1]]
        assert isinstance(rows, list)
        made: list[tuple[object, ...]] = []
        for row in rows:
            assert isinstance(row, dict)
            assert set(row) <= set(columns), sorted(set(row) - set(columns))
            made.append(tuple(row.get(column) for column in columns))
        yield name, made
