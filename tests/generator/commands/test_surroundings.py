import argparse
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest

from generator.commands import surroundings
from generator.errors import UsageError
from generator.progress import silent
from tests.books import COMPANY, write


def options(root: Path, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    surroundings.declare(parser)
    return parser.parse_args(words, argparse.Namespace(root=root))


def test_a_day_on_the_command_line_comes_first(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: {salesbook: {as_of: 2026-04-01}}")
    given = options(tmp_path, "--as-of", "2026-05-02")
    assert surroundings.as_of(given) == date(2026, 5, 2)


def test_then_comes_the_day_of_mkdocs_yml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: {salesbook: {as_of: 2026-04-01}}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert surroundings.as_of(options(tmp_path)) == date(2026, 4, 1)


def test_then_comes_the_day_of_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert surroundings.as_of(options(tmp_path)) == date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
        surroundings.as_of(options(tmp_path))


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Nowhere/None", "../x"])
def test_else_it_is_today_where_the_company_is(tmp_path: Path, zone: str) -> None:
    write(tmp_path, {"company.yml": f"{COMPANY}time_zone: {zone}\n"})
    apart = surroundings.as_of(options(tmp_path)) - datetime.now(UTC).date()
    assert abs(apart.days) <= 1


def test_what_is_no_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options(Path(), "--as-of", "1 April")
    assert "must be a day written YYYY-MM-DD; found '1 April'" in capsys.readouterr().err


def test_every_repository_has_a_cache_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, other = (surroundings.loading(options(tmp_path / name)).cache for name in ("a", "b"))
    assert one is not None
    assert one.is_relative_to(tmp_path / "cache" / "salesbook")
    assert one != other
    assert surroundings.usual(tmp_path / "a").cache == one
    assert surroundings.loading(options(tmp_path / "a", "--no-cache")).cache is None
    monkeypatch.setenv("CI", "true")
    assert surroundings.usual(tmp_path).progress is silent


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    assert not surroundings.colour(StringIO())
    assert surroundings.colour(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not surroundings.colour(Terminal())
