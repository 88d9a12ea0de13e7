"""The last commit of a day, where the company was then."""

from pathlib import Path

import pytest

from generator import history, load
from generator.forecast.origin import Line
from tests.generator.forecast.books import ordinal
from tests.repository import Repository


@pytest.fixture
def line(repository: Repository, root: Path) -> Line:
    """Give three commits: a company in Tokyo, one in New York, and an unreadable one."""
    company = (root / "data" / "company.yml").read_text(encoding="utf-8")
    repository.write("data/company.yml", company)
    repository.commit("Tokyo", when="2026-03-01T12:00:00+00:00")
    there = company.replace("Asia/Tokyo", "America/New_York")
    repository.write("data/company.yml", there)
    repository.commit("York", when="2026-04-01T12:00:00+00:00")
    repository.write("data/company.yml", "name: [\n")
    repository.commit("Broken", when="2026-05-01T12:00:00+00:00")
    repository.write("data/company.yml", company)
    repository.commit("Tokyo again", when="2026-06-01T12:00:00+00:00")
    present, _ = load.company(repository.root)
    assert present is not None
    return Line.of(history.read(repository.root), present)


@pytest.mark.parametrize(
    ("day", "number", "zone"),
    [
        ("2026-02-28", -1, "Asia/Tokyo"),
        ("2026-03-01", 0, "Asia/Tokyo"),
        ("2026-04-01", 1, "America/New_York"),
        ("2026-05-20", 2, "America/New_York"),  # the last one that could be read
        ("2026-06-01", 3, "Asia/Tokyo"),
        ("2030-01-01", 3, "Asia/Tokyo"),
    ],
)
def test_a_day_has_its_last_commit(line: Line, day: str, number: int, zone: str) -> None:
    found = line.at(ordinal(day))
    assert (found.day, found.number) == (ordinal(day), number)
    assert found.commit == (line.hashes[number] if number >= 0 else "")
    assert found.company.time_zone == zone
    assert found.past == (number < 3)


def test_commits_of_later_days_come_after(line: Line) -> None:
    days = ("2026-02-28", "2026-03-01", "2026-05-20", "2026-06-01")
    found = [line.after(ordinal(day)) for day in days]
    assert found == [line.hashes, line.hashes[1:], line.hashes[3:], ()]


def test_a_company_that_no_model_reads_is_todays(line: Line) -> None:
    odd = line._replace(companies=((0, '{"name": 5}'),))
    assert odd.at(ordinal("2026-03-01")).company == line.present
    none = line._replace(companies=())
    assert none.at(ordinal("2026-03-01")).company == line.present


def test_the_history_begins_with_its_first_commit(line: Line) -> None:
    assert line.begin() == ordinal("2026-03-01")


def test_days_end_at_midnight_there(repository: Repository, root: Path) -> None:
    company = (root / "data" / "company.yml").read_text(encoding="utf-8")
    repository.write("data/company.yml", company)
    repository.commit(when="2026-03-01T14:59:59+00:00")  # a second before midnight in Tokyo
    repository.write("note", "")
    repository.commit(when="2026-03-01T15:00:00+00:00")
    present, _ = load.company(repository.root)
    assert present is not None
    line = Line.of(history.read(repository.root), present)
    assert line.at(ordinal("2026-03-01")).commit == line.hashes[0]
    assert line.at(ordinal("2026-03-02")).commit == line.hashes[1]
