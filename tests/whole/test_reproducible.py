"""The same records give the same bytes, whatever was built before, where, and in which order."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator import load, records, reports, simulation, warehouse
from generator.authoring import record_text
from generator.book import Entry
from schema import KINDS
from schema.company import Company
from tests.portal import tree
from tests.whole.sample import ROOT, Sample, built, configure, lay

pytestmark = pytest.mark.slow

COMPANY = """\
name: Test Instruments
base_currency: JPY
pipelines:
  - id: new-business
    name: New business
    stages:
      - {id: lead-in, name: Lead in, probability: 10, category: pipeline}
      - {id: won, name: Won, probability: 100, category: closed, outcome: won}
      - {id: lost, name: Lost, probability: 0, category: omitted, outcome: lost}
"""


def write(root: Path, path: str, **fields: str) -> Path:
    """Write a record of a repository."""
    file = root / "data" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    kind = KINDS[path.partition("/")[0]]
    file.write_text(record_text.write(kind, {**fields}), encoding="utf-8", newline="")
    return file


def company(root: Path) -> Path:
    """Write a company with two accounts and a deal."""
    (root / "data").mkdir(parents=True)
    (root / "data" / "company.yml").write_text(COMPANY, encoding="utf-8")
    write(root, "accounts/yamada-seiki.yml", name="山田精機", type="customer")
    write(root, "accounts/acme.yml", name="Acme", type="prospect")
    write(
        root, "deals/hangar-9z.yml",
        name="Zeppelin hangar", account="acme", stage="lead-in", created_on="2026-11-02",
    )  # fmt: skip
    return configure(root)


def run(root: Path, cache: Path, *words: str, seed: str = "0") -> dict[str, bytes]:
    """Build a repository with the command and return its site."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": os.fspath(cache)}
    command = [sys.executable, "-m", "generator", "--root", os.fspath(root), "build", *words]
    done = subprocess.run(
        [*command, "--as-of", f"{simulation.TODAY}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return tree(root / "build" / "site")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Name the files that two sites do not share."""
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]


def reference(path: str) -> bool:
    """Tell whether a file tells of the commands, which only the command line can ask about."""
    return path.startswith(("reference/", "search/"))


Rows = tuple[tuple[object, ...], ...]


def answers(root: Path, company: Company, entries: Sequence[Entry]) -> Iterator[tuple[str, Rows]]:
    """Answer every query of the reports and of the record pages over records in this order."""
    with warehouse.open_book(company, entries, simulation.TODAY) as tables:
        for report in reports.found(root):
            for name, table in reports.answers(report, tables).items():
                yield f"{report.name}/{name}", table.rows
        for path in sorted(records.HERE.glob("*/*.sql")):
            kind = KINDS[path.parent.name.replace("any", "accounts").partition("+")[0]]
            sql = records.asked(path, kind)
            yield f"{path.parent.name}/{path.stem}", tables.run(sql, path.stem).rows


def test_no_row_stands_where_it_does_by_chance(sample: Sample) -> None:
    loaded = load.book(sample.root, simulation.TODAY)
    assert loaded.company is not None
    shuffled = list(loaded.entries)
    random.Random(11).shuffle(shuffled)  # noqa: S311 - an order like any other
    expected = dict(answers(sample.root, loaded.company, loaded.entries))
    found = answers(sample.root, loaded.company, shuffled)
    assert [name for name, rows in found if rows != expected[name]] == []


def test_another_process_in_another_folder_builds_the_same_bytes(
    sample: Sample, tmp_path: Path
) -> None:
    other = run(lay(tmp_path / "another place"), tmp_path, "--no-cache", seed="7")
    found = differing(tree(sample.site), other)
    assert [path for path in found if not reference(path)] == []


def test_a_second_build_over_the_first_and_with_its_cache_is_a_clean_one(tmp_path: Path) -> None:
    root, clean = company(tmp_path / "first"), company(tmp_path / "clean")
    run(root, tmp_path / "cache")
    for place in (root, clean):
        write(place, "accounts/acme.yml", name="Acme Works", type="customer")
        write(place, "accounts/nova.yml", name="Nova", type="prospect")
        (place / "data" / "deals" / "hangar-9z.yml").unlink()
    after = run(root, tmp_path / "cache", seed="1")
    assert differing(after, run(clean, tmp_path / "other", seed="2")) == []


def test_a_deleted_record_leaves_nothing_behind(tmp_path: Path) -> None:
    root = company(tmp_path / "book")
    before = tree(built(root).site)
    assert b"hangar-9z" in before["search/search_index.json"]
    assert b"Zeppelin hangar" in before["deals/hangar-9z.html"]
    (root / "data" / "deals" / "hangar-9z.yml").unlink()
    after = tree(built(root).site)
    assert [path for path in after if "hangar-9z" in path] == []
    assert [
        path for path, text in after.items() if b"hangar-9z" in text or b"Zeppelin hangar" in text
    ] == []


def test_no_path_of_this_machine_is_on_the_site(sample: Sample) -> None:
    names = {os.fspath(sample.root).encode(), os.fspath(ROOT).encode(), os.fsencode(Path.home())}
    texts = tree(sample.site).items()
    assert [path for path, text in texts if any(name in text for name in names)] == []


def test_a_build_changes_no_record(tmp_path: Path) -> None:
    root = company(tmp_path / "book")
    before = tree(root / "data")
    built(root)
    assert tree(root / "data") == before
    shutil.rmtree(root / "build")
    assert sorted(path.name for path in root.iterdir()) == ["data", "mkdocs.yml", "site"]
