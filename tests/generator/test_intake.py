"""How tables come in: those computed elsewhere, the days of the book, and a disk without room."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.book import Entry, Key
from generator.errors import NotWritableError
from generator.relation import Sheet
from generator.warehouse import open_book
from generator.yaml.source import Tree
from tests.tables.books import AS_OF, company, warehouse


def test_further_tables_can_be_brought() -> None:
    sheet = Sheet(
        "chance",
        "One row is a guess.",
        (
            ("day", "DATE", "When."),
            ("share", "DOUBLE", "How likely."),
            ("names", "VARCHAR[]", "Who."),
            ("amount", "DECIMAL(24,4)", "How much."),
        ),
        ((date(2026, 1, 2), 0.25, ["a", "b"], Decimal("1.10")), (None, None, None, None)),
    )
    with open_book(company(), [], AS_OF, [sheet]) as tables:
        answer = tables.run("select * from chance")
    assert answer.types == ("DATE", "DOUBLE", "VARCHAR[]", "DECIMAL(24,4)")
    assert answer.rows == (
        (date(2026, 1, 2), 0.25, ["a", "b"], Decimal("1.1")),
        (None, None, None, None),
    )


def test_the_calendar_spans_the_book_and_no_century_more() -> None:
    book: dict[str, Tree] = {
        "deals/old": {"name": "O", "stage": "proposal", "created_on": "1800-01-01"},
        "deals/far": {
            "name": "F",
            "stage": "proposal",
            "created_on": "2026-01-01",
            "close_date": "2031-06-01",
        },
    }
    with warehouse(book) as tables:
        first, last, count = tables.run("select min(day), max(day), count(*) from calendar").rows[0]
        far = tables.run("select close_year from deal where deal_id = 'far'").rows
    assert first == date(1976, 4, 1)
    assert last == date(2033, 3, 31)
    assert count == (date(2033, 3, 31) - date(1976, 4, 1)).days + 1
    assert far == (("FY2031",),)


def test_no_room_for_the_rows_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, as Linux offers one: every write to /dev/full fails."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("generator.intake.ROWS", str(full))
    entry = Entry(Key("teams", "a"), "data/teams/a.yml", '{"id":"a","name":"A"}')
    with (
        pytest.raises(NotWritableError, match="No space left"),
        open_book(company(), [entry], AS_OF),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
