"""The history as tables in the warehouse, over real commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.book import Entry, Key
from generator.history import History
from generator.history.commit import LAST, Person, Raw, kept, numbered
from generator.history.tables import author, identities, tables
from generator.warehouse import Warehouse, open_book
from generator.yaml.source import Tree
from schema import KINDS
from tests.generator.history.histories import DEAL, begun, changed, read
from tests.repository import Repository
from tests.tables.books import AS_OF, company, entry

PATH = "data/deals/one.yml"
WON = DEAL.replace("proposal", "won")
CUSTOM: dict[str, Tree] = {
    "custom_fields": {"deals": {"tier": {"type": "number", "description": "Tier"}}}
}
PEOPLE = (
    entry(
        "people/aya",
        {"name": "Mori Aya", "commit_identities": [
            {"name": "Aya", "mail": "Aya.Mori@example.com"}, {"name": "CI", "mail": "desk@x.jp"},
        ]},
    ),
    entry(
        "people/ben",
        {"name": "Ben", "mail": "ben@example.com", "commit_identities": [
            {"name": "Ben", "mail": "desk@x.jp"},
        ]},
    ),
)  # fmt: skip


@contextmanager
def asked(found: History, zone: str = "UTC") -> Iterator[Warehouse]:
    firm = company({**CUSTOM, "time_zone": zone})
    with open_book(firm, (), AS_OF, history=tables(found, firm, PEOPLE)) as opened:
        yield opened


def at(day: int) -> datetime:
    """Nine o'clock in Osaka is midnight of the same day in the tables."""
    return datetime(2026, 4, day)  # noqa: DTZ001 - tables are in UTC and do not say so


def test_without_a_history_all_tables_are_there_and_empty() -> None:
    with asked(History("")) as opened:
        found = {table.name: table for table in opened.tables() if table.origin == "history"}
        assert sorted(found) == sorted(
            ["commits", "arrivals", "changes", *(f"{folder}_versions" for folder in KINDS)]
        )
        for name, table in found.items():
            answer = opened.run(f"select * from {name}")  # noqa: S608 - our names
            assert answer.rows == ()
            assert answer.columns == tuple(column.name for column in table.columns)
            types = tuple(column.type.replace('"', "") for column in table.columns)
            assert tuple(one.replace('"', "") for one in answer.types) == types


def test_commits_say_who_when_and_why(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    repository.commit(
        "Import (#12)\n\nOld calls.\n\nSource: Old CRM",
        when="2025-01-01T09:00:00+0900",
        author='Some "body" <x>',
        mail="BEN@example.com",
    )
    found = read(repository)
    with asked(found) as opened:
        rows = opened.run(
            "select commit_sha, commit_number, author, author_name, author_mail, known, happened,"
            " authored, committed, subject, pull_request, body, source, merge, signed"
            " from commits order by commit_number"
        ).rows
    early = datetime(2025, 1, 1)  # noqa: DTZ001 - tables are in UTC and do not say so
    assert rows == (
        (found.commits[0].sha, 0, "aya", "Mori Aya", "aya.mori@example.com", at(1), at(1), at(1),
         at(1), "Change", None, "", None, False, False),
        (found.tip, 1, "ben", 'Some "body" x', "BEN@example.com", at(1), early, early, early,
         "Import (#12)", 12, "Old calls.\n\nSource: Old CRM", "Old CRM", False, False),
    )  # fmt: skip


def test_changes_stand_with_their_commits(repository: Repository) -> None:
    begun(repository, {PATH: DEAL})
    changed(repository, {PATH: WON + "tags: ['\"x\\']\n"}, when="2026-04-02T09:00:00+0900")
    changed(repository, {PATH: None}, when="2026-04-03T09:00:00+0900")
    with asked(read(repository)) as opened:
        rows = opened.run(
            "select event, field, old, new, nested, commit_number, author, known, subject"
            " from changes where kind = 'deals' and record = 'one' order by known, field"
        ).rows
    assert rows == (
        ("created", None, None, None, True, 0, "aya", at(1), "Change"),
        ("changed", "stage", "proposal", "won", False, 1, "aya", at(2), "Change"),
        ("changed", "tags", None, '["\\"x\\\\"]', True, 1, "aya", at(2), "Change"),
        ("deleted", None, None, None, False, 2, "aya", at(3), "Change"),
    )


def test_versions_hold_from_one_commit_to_the_next(repository: Repository) -> None:
    begun(repository, {PATH: DEAL + "amount: 5\ncustom:\n  tier: 3\n", "data/deals/two.yml": WON})
    changed(repository, {PATH: "\0"}, when="2026-04-02T09:00:00+0900")
    changed(repository, {PATH: None}, when="2026-04-03T09:00:00+0900")
    changed(repository, {PATH: "value: 7\n" + WON}, when="2026-04-04T09:00:00+0900")
    with asked(read(repository)) as opened:
        rows = opened.run(
            "select id, version_number, state, stage, amount, custom_tier, known_from, known_to,"
            " happened_from, happened_to, commit_number, path"
            " from deals_versions order by id, version_number"
        ).rows
    two = "data/deals/two.yml"
    assert rows == (
        (
            "one",
            1,
            "whole",
            "proposal",
            Decimal(5),
            Decimal(3),
            at(1),
            at(2),
            at(1),
            at(2),
            0,
            PATH,
        ),
        ("one", 2, "unread", None, None, None, at(2), at(3), at(2), at(3), 1, PATH),
        ("one", 3, "part", "won", None, None, at(4), None, at(4), None, 3, PATH),
        ("two", 1, "whole", "won", None, None, at(1), None, at(1), None, 0, two),
    )  # fmt: skip


def test_what_happened_early_and_was_known_late_never_ends_before_it_begins(
    repository: Repository,
) -> None:
    begun(repository, {PATH: DEAL})
    repository.write(PATH, WON)
    repository.commit("Import\n\nSource: Old CRM", when="2026-03-01T09:00:00+0900")
    with asked(read(repository)) as opened:
        rows = opened.run(
            "select known_from, known_to, happened_from, happened_to from deals_versions"
            " order by version_number"
        ).rows
    early = datetime(2026, 3, 1)  # noqa: DTZ001 - tables are in UTC and do not say so
    assert rows == ((at(1), at(1), at(1), at(1)), (at(1), None, early, None))


def test_days_are_those_of_the_company_up_to_the_last_of_all() -> None:
    """In Osaka a day begins at 15:00 of the one before."""
    person = Person("Aya", "aya@example.com")
    seconds = [15 * 3600 - 1, 15 * 3600, LAST - 1, LAST]
    commits, _ = numbered(
        kept(Raw(f"{at:040}", (), person, at, person, at, signed=False, message="Change"))
        for at in seconds
    )
    with asked(History("", commits), "Asia/Tokyo") as opened:
        rows = opened.run("select known_on, happened_on from commits order by commit_number").rows
    days = [date(1970, 1, 1), date(1970, 1, 2), date(9999, 12, 31), date(9999, 12, 31)]
    assert rows == tuple((day, day) for day in days)


def test_versions_have_the_columns_and_types_of_their_kind() -> None:
    with asked(History("")) as opened:
        found = {table.name: table.columns for table in opened.tables()}
    for folder in KINDS:
        versions = {(one.name, one.type) for one in found[f"{folder}_versions"]}
        assert {(one.name, one.type) for one in found[folder]} <= versions, folder
        names = [one.name for one in found[f"{folder}_versions"]]
        assert len(names) == len(set(names)), folder


def test_lists_are_those_of_each_version(repository: Repository) -> None:
    lines = "lines:\n  - {product: plate, quantity: 2, price: 9}\n"
    begun(repository, {PATH: DEAL + lines + "tags: [a, b]\n"})
    changed(repository, {PATH: DEAL + lines.replace("2", "3") + "external_ids: {crm: '7'}\n"})
    changed(repository, {PATH: DEAL})
    with asked(read(repository)) as opened:
        rows = opened.run(
            "select lines[1].quantity as quantity, lines[1].discount as discount, tags,"
            " external_ids['crm'] as crm from deals_versions order by version_number"
        ).rows
    assert rows == ((2, None, ["a", "b"], None), (3, None, None, "7"), (None, None, None, None))


@pytest.mark.parametrize(
    ("name", "mail", "who"),
    [
        ("Anyone", "aya.mori@EXAMPLE.com", "aya"),
        ("Ben", "desk@x.jp", "ben"),
        ("CI", "desk@x.jp", "aya"),
        ("Else", "desk@x.jp", "aya"),
        ("Mori Aya", "", None),
        ("Mori Aya", "other@example.com", None),
    ],
)
def test_an_author_is_found_by_mail_and_then_by_name(name: str, mail: str, who: str | None) -> None:
    others = [Entry(Key("deals", "one"), PATH, "{}")]
    assert author(Person(name, mail), identities([*PEOPLE, *others])) == who
