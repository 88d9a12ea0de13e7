from datetime import date
from pathlib import Path

import pytest

from generator import site_file
from generator.errors import UsageError
from generator.site_file import SiteFile


def written(root: Path, text: str) -> Path:
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    return root


def test_a_repository_without_settings_has_none(tmp_path: Path) -> None:
    assert site_file.read(tmp_path) == SiteFile(None, "site")
    with pytest.raises(UsageError, match=r"mkdocs\.yml: there is no such file\. `salesbook init"):
        site_file.place(tmp_path)


@pytest.mark.parametrize(
    "plugins",
    [
        "  salesbook: {as_of: 2026-04-01}",
        "  search: {}\n  salesbook: {as_of: '2026-04-01'}",
        "  - search\n  - other: {as_of: 2020-01-01}\n  - salesbook: {as_of: 2026-04-01}",
    ],
    ids=["a mapping", "a day in quotes", "a list"],
)
def test_the_day_is_found_where_mkdocs_finds_it(tmp_path: Path, plugins: str) -> None:
    root = written(tmp_path, f"site_dir: build/site\nplugins:\n{plugins}\n")
    assert site_file.read(root) == SiteFile(date(2026, 4, 1), "build/site")
    assert site_file.place(root) == root / "mkdocs.yml"


@pytest.mark.parametrize(
    "text", ["", "- a", "plugins: [search, salesbook]", "plugins:\n  salesbook:\n", "plugins: {}"]
)
def test_a_day_that_is_not_given_is_none(tmp_path: Path, text: str) -> None:
    assert site_file.read(written(tmp_path, text)).as_of is None


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    root = written(tmp_path, "plugins: {salesbook: {as_of: tomorrow}}")
    with pytest.raises(UsageError, match="`as_of` must be a day written YYYY-MM-DD; found 'tom"):
        site_file.read(root)
