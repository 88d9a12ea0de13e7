"""What was issued is kept, read back, and never changed unseen."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.errors import NotReadableError, NotWritableError
from generator.forecast import ledger, method
from generator.forecast.issued import COMPANY, LEVELS, Issued, Scope
from generator.forecast.ledger import Altered, Basis, IssuedAlreadyError, UnreadableLedgerError
from generator.history import git
from tests.repository import Repository

DAY = date(2026, 11, 20)
FORECASTS = (
    Issued(
        DAY.toordinal(), "c0ffee", "4 weeks", DAY.toordinal() + 28, "combined", COMPANY,
        1234.567, tuple(100.004 * place for place in range(1, 10)), 10, 20.5, 1204.067, "prior",
    ),
    Issued(
        DAY.toordinal(), "c0ffee", "4 weeks", DAY.toordinal() + 28, "combined",
        Scope("person", "ann"), 5,
    ),
)  # fmt: skip

BASIS = Basis(
    "c0ffee",
    datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
    "abad1dea",
    "5eed",
    {"commits": 9, "won": 4},
    "JPY",
)


def text(forecasts: Iterable[Issued] = FORECASTS) -> str:
    return ledger.text(DAY, BASIS, forecasts)


def test_a_file_says_what_its_forecasts_rest_on(tmp_path: Path) -> None:
    told = json.loads(ledger.write(tmp_path, DAY, BASIS, FORECASTS).read_text(encoding="utf-8"))
    assert {name: told[name] for name in (*BASIS._fields, "issued_on", "method", "version")} == {
        "issued_on": "2026-11-20",
        "commit": "c0ffee",
        "known": "2026-11-20T08:30:00Z",
        "program": "abad1dea",
        "seed": "5eed",
        "counts": {"commits": 9, "won": 4},
        "currency": "JPY",
        "method": method.NAME,
        "version": method.VERSION,
    }


def test_a_file_of_the_first_form_is_read(tmp_path: Path) -> None:
    """It did not say what it rests on: such files are never changed, either."""
    told = json.loads(text())
    for name in ("issued_on", *BASIS._fields):
        del told[name]
    path = tmp_path / "ledger/2026-W47.json"
    path.parent.mkdir()
    path.write_text(json.dumps({**told, "format": 1}), encoding="utf-8")
    assert [one.scope for one in ledger.read(tmp_path)] == [one.scope for one in FORECASTS]


def test_a_forecast_is_kept_by_its_week_and_read_back_rounded(tmp_path: Path) -> None:
    path = ledger.write(tmp_path, DAY, BASIS, reversed(FORECASTS))
    assert path == tmp_path / "ledger" / "2026-W47.json"
    first, second = ledger.read(tmp_path)
    assert first == FORECASTS[0]._replace(
        mean=1234.57,
        quantiles=tuple(round(100.004 * place, 2) for place in range(1, 10)),
        new=1204.07,
    )
    assert second == FORECASTS[1]
    assert len(first.quantiles) == len(LEVELS)


def test_the_same_forecasts_are_the_same_bytes() -> None:
    assert text() == text(reversed(FORECASTS))


@pytest.mark.parametrize(
    ("day", "name"),
    [("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"), ("2027-01-04", "2027-W01")],
)
def test_weeks_are_those_of_the_calendar(tmp_path: Path, day: str, name: str) -> None:
    assert ledger.place(tmp_path, date.fromisoformat(day)).stem == name


def test_a_week_is_issued_once(tmp_path: Path) -> None:
    path = ledger.write(tmp_path, DAY, BASIS, FORECASTS)
    before = path.read_bytes()
    with pytest.raises(IssuedAlreadyError, match=r"2026-W47\.json: the forecast of this week is"):
        ledger.write(tmp_path, date(2026, 11, 16), BASIS, ())
    assert path.read_bytes() == before


def test_what_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    assert ledger.read(tmp_path) == ()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotWritableError):
        ledger.write(tmp_path / "file", DAY, BASIS, ())
    (tmp_path / "ledger" / "2026-W01.json").mkdir(parents=True)
    with pytest.raises(NotReadableError):
        ledger.read(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        '{"forecasts": [{}]}',
        text().replace('"company"', '"planet"'),
        text().replace('"origin": "2026-11-20"', '"origin": "yesterday"'),
        text().replace('"quantiles": []', '"quantiles": 5'),
    ],
)
def test_a_file_that_is_none_of_the_ledger_is_said(tmp_path: Path, words: str) -> None:
    path = tmp_path / "ledger" / "2026-W01.json"
    path.parent.mkdir()
    path.write_text(words, encoding="utf-8")
    with pytest.raises(UnreadableLedgerError, match=r"2026-W01\.json: must be a file that"):
        ledger.read(tmp_path)


@pytest.mark.parametrize("below", ["", "sales/"])
def test_changed_and_deleted_files_are_found_against_the_base(
    repository: Repository, below: str
) -> None:
    for week in (45, 46, 47):
        repository.write(f"{below}ledger/2026-W{week}.json", f"{week}\n")
    repository.write(f"{below}ledger/README.md", "Files of the ledger.\n")
    before = repository.commit()
    repository.write(f"{below}ledger/2026-W45.json", "a better number\n")
    repository.write(f"{below}ledger/2026-W48.json", "48\n")
    changed = repository.commit()
    repository.write(f"{below}ledger/2026-W45.json", "45\n")
    (repository.root / below / "ledger" / "2026-W47.json").unlink()
    repository.write(f"{below}ledger/README.md", "Other words.\n")
    repository.write("elsewhere/2026-W45.json", "1\n")
    tip = repository.commit()
    found = git.find(repository.root / below)
    assert isinstance(found, git.Repository)
    put_back = Altered(tip, "ledger/2026-W45.json", "changed")
    deleted = Altered(tip, "ledger/2026-W47.json", "deleted")
    first = Altered(changed, "ledger/2026-W45.json", "changed")
    for since in (before, None):
        assert sorted(ledger.altered(found, since, tip)) == sorted([first, put_back, deleted])
        assert ledger.altered(found, since, tip)[0] == first
    assert ledger.altered(found, tip, tip) == ()
    assert ledger.altered(found, None, before) == ()


def test_a_branch_that_is_merged_is_one_change(repository: Repository) -> None:
    repository.write("ledger/2026-W45.json", "45\n")
    before = repository.commit()
    repository.git("checkout", "--quiet", "-b", "better")
    repository.write("ledger/2026-W45.json", "a better number\n")
    branch = repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("other", "")
    repository.commit()
    author = {f"GIT_{role}_{part}": "a@b.example" for role in ("AUTHOR", "COMMITTER")
              for part in ("NAME", "EMAIL")}  # fmt: skip
    repository.git("merge", "--quiet", "--no-ff", "better", **author)
    tip = repository.git("rev-parse", "HEAD")
    found = git.find(repository.root)
    assert isinstance(found, git.Repository)
    assert ledger.altered(found, before, tip) == (Altered(tip, "ledger/2026-W45.json", "changed"),)
    assert ledger.altered(found, before, branch) == (
        Altered(branch, "ledger/2026-W45.json", "changed"),
    )
