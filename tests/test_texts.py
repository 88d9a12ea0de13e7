"""What the files that are not Python promise: reports, SQL, the README, the lock, the wording."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.modules import ROOT, holds

REPORTS = ("generator/reports", "reports", "examples")


def report_folders() -> list[Path]:
    """Return the folders of all reports, ours and those of the examples."""
    pages = [page for place in REPORTS for page in (ROOT / place).rglob("page.md.j2")]
    ours = [folder for folder in (ROOT / "generator/reports").glob("*") if folder.is_dir()]
    return sorted({page.parent for page in pages} | set(ours))


def sql_files() -> list[Path]:
    """Return all SQL that the project ships, for tables, reports and record pages."""
    return sorted(
        file for place in ("generator", *REPORTS[1:]) for file in (ROOT / place).rglob("*.sql")
    )


def outermost(sql: str) -> str:
    """Return a query without its comments, its strings and all that stands in brackets."""
    bare = re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"", " ", sql, flags=re.DOTALL)
    shorter = re.sub(r"\([^()]*\)", " ", bare)
    while shorter != bare:
        bare, shorter = shorter, re.sub(r"\([^()]*\)", " ", shorter)
    return " ".join(bare.lower().split())


def loose_ends(sql: str) -> Iterator[str]:
    """Yield what a query that readers see lacks: an order, and its columns by name."""
    query = outermost(sql)
    if not re.search(r"\border by\b", query):
        yield "a shown query says its order"
    if re.search(r"\bselect (distinct )?(\w+\.)?\*", query):
        yield "a shown query names its columns"


def test_a_report_is_a_page_and_its_queries() -> None:
    holds(
        f"{folder.relative_to(ROOT)}: {fault}"
        for folder in report_folders()
        for fault, wrong in (
            ("a report holds no Python", any(folder.rglob("*.py"))),
            ("a report has page.md.j2", not (folder / "page.md.j2").is_file()),
            ("a report has at least one .sql", not any(folder.glob("*.sql"))),
        )
        if wrong
    )


def test_every_shown_query_has_an_order_and_names_its_columns() -> None:
    holds(
        f"{file.relative_to(ROOT)}: {fault}"
        for folder in report_folders()
        for file in sorted(folder.glob("*.sql"))
        for fault in loose_ends(file.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("select a from b order by a", 0),
        ("select a, row_number() over (order by a) from b", 1),
        ("with c as (select * from b order by a) select a from c", 1),
        ("select * from b order by 1", 1),
        ("select b.* from b", 2),
        ("select count(*), 2 * 3 from b -- order by a", 1),
        ("select 'order by' from b", 1),
        ("SELECT a\nFROM b\nORDER  BY all", 0),
    ],
)
def test_a_query_with_loose_ends_is_found(sql: str, count: int) -> None:
    assert len(list(loose_ends(sql))) == count


def test_every_sql_file_begins_with_what_one_row_is() -> None:
    holds(
        f"{file.relative_to(ROOT)}:1: begin with a comment that says what one row is"
        for file in sql_files()
        if not re.match(r"(?i)(--[^\n]*\n)*?--[^\n]*\brow\b", file.read_text(encoding="utf-8"))
    )


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    holds(
        f"README.md: says what `salesbook {command}` does"
        for command in commands()
        if f"`salesbook {command}" not in readme
    )


def commands() -> list[str]:
    """Return the commands that `salesbook --help` offers."""
    shown = subprocess.run(
        [Path(sys.executable).parent / "salesbook", "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    listed = re.findall(r"^ {2,4}([a-z]+)(?: {2,}|$)", shown.stdout, re.MULTILINE)
    assert listed, shown.stdout + shown.stderr
    return listed


def test_the_readme_names_only_commands_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=`| +#)", readme))
    assert named <= targets
    assert set(re.findall(r"`salesbook ([a-z]+)", readme)) <= set(commands())


def test_the_readme_is_two_screens_at_most() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 100


def test_the_readme_links_and_shows_only_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    holds(
        f"README.md: {target} is not there"
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", readme)
        if not (ROOT / target).exists()
    )


LOCK = (ROOT / ".ci/requirements.txt").read_text(encoding="utf-8")
PINS = re.findall(r"^(\S+)==(\S+).*((?:\\\n +--hash=sha256:[0-9a-f]{64} ?)+)", LOCK, re.MULTILINE)


def test_the_lock_has_hashes_and_no_address() -> None:
    assert len(PINS) == len(re.findall("==[0-9]", LOCK.replace("'", ""))) > 0
    assert not re.search(r"://|^ *-(?!-hash)|(^|[ ='\"])[/\\]\S", LOCK, re.MULTILINE)


def test_the_lock_has_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {canonicalize_name(name): version for name, version, _ in PINS}
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["zensical"],
        *project["dependency-groups"]["dev"],
    ]
    holds(
        f".ci/requirements.txt: run `make lock`; {one} is not in it"
        for one in map(Requirement, asked)
        if not one.specifier.contains(locked.get(canonicalize_name(one.name), "0"))
    )


# Spelt backwards, so that this file does not fail its own test.
UNWANTED = re.compile(
    "|".join(
        rf"(?<![a-z]){word[::-1]}(?![a-z])"
        for word in (
            "tpgtahc", "edualc", "ciporhtna", "ianepo", "tolipoc", "mll",
            "ledom egaugnal", "tnegabus", "detareneg-ia", "gro.ipyp", "gro.detsohnohtyp",
            "/krow/", "/derahs/krow", "/toor/", "/ipyp/tpo",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip

MADE = {"build", ".git", "__pycache__"}


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text file that belongs to the repository, with its path."""
    for folder, inner, files in os.walk(ROOT):
        inner[:] = sorted(set(inner) - MADE)
        for name in sorted(files):
            file = Path(folder, name)
            try:
                yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_the_texts_speak_of_the_project_alone() -> None:
    holds(
        f"{path}: leave out {found[0]!r}"
        for path, text in texts()
        if (found := UNWANTED.search(text))
    )
