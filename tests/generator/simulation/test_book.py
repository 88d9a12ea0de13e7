"""The book that the simulation writes: whole, checked, believable, and the same every time."""

import hashlib
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from generator import load, simulation
from generator.authoring import record_text
from generator.diagnostic import Diagnostic
from generator.simulation import SAMPLE, SEED, TODAY, accounts, company
from generator.simulation.calendar import Calendar
from generator.simulation.event import Tree
from generator.simulation.sizes import Sizes
from schema import KINDS
from tests.modules import ROOT

Book = Mapping[str, Mapping[str, dict[str, Tree]]]

OUTCOMES = {"won": "won", "renewed": "won", "lost": "lost", "not-renewed": "lost"}


@pytest.fixture(scope="module")
def sample() -> Book:
    """The sample company by kind and id."""
    found: dict[str, dict[str, dict[str, Tree]]] = {kind: {} for kind in KINDS}
    for path, tree in simulation.book(SEED, SAMPLE, TODAY):
        found[path.partition("/")[0]][Path(path).stem] = tree
    return found


def write(root: Path, seed: int, sizes: Sizes, today: date, until: datetime | None = None) -> Path:
    """Write the book of a moment to a folder."""
    texts = {"company.yml": company.text(Calendar(today))}
    for path, tree in simulation.book(seed, sizes, today, until):
        texts[path] = record_text.write(KINDS[path.partition("/")[0]], tree)
    for path, text in texts.items():
        file = root / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def found(root: Path, day: date) -> tuple[Diagnostic, ...]:
    """Check a folder as on a day."""
    return load.check(root, day, load.Options(None, 1)).diagnostics


def test_the_sample_has_what_it_should_have(sample: Book) -> None:
    counts = {kind: len(records) for kind, records in sample.items()}
    asked = {
        "accounts": 60, "contacts": 150, "leads": 90, "deals": 160, "products": 40,
        "price_books": 3, "orders": 130, "activities": 250,
    }  # fmt: skip
    assert {kind: counts[kind] for kind in asked} == asked
    assert 12 <= counts["people"] <= 15
    assert len([team for team in sample["teams"].values() if "parent" in team]) == 3
    assert all(counts.values())
    assert {deal["pipeline"] for deal in sample["deals"].values()} == {"new-business", "renewal"}
    assert {str(one["period"])[:6] for one in sample["targets"].values()} == {"FY2025", "FY2026"}
    assert {book["currency"] for book in sample["price_books"].values()} == {"JPY", "USD", "KRW"}


def test_the_sample_has_no_errors_and_few_warnings(tmp_path: Path) -> None:
    diagnostics = found(write(tmp_path, SEED, SAMPLE, TODAY), TODAY)
    assert {one.severity for one in diagnostics} <= {"warning"}
    assert {one.code for one in diagnostics} <= {"L105", "L407", "L801", "L901", "L903"}
    assert len(diagnostics) <= 15  # each of a pair is told


@pytest.mark.parametrize("day", [date(2025, 4, 1), date(2025, 12, 12), date(2026, 8, 27)])
def test_the_book_of_any_day_has_no_errors(tmp_path: Path, day: date) -> None:
    until = datetime.combine(day, time(23, 59))
    diagnostics = found(write(tmp_path, SEED, SAMPLE, TODAY, until), day)
    assert [one for one in diagnostics if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("seed", "count", "today"),
    [(1, 30, date(2026, 4, 1)), (2, 60, date(2027, 1, 4)), (3, 250, date(2024, 2, 29))],
)
def test_other_companies_have_no_errors_either(
    tmp_path: Path, seed: int, count: int, today: date
) -> None:
    diagnostics = found(write(tmp_path, seed, accounts(count), today), today)
    assert [one for one in diagnostics if one.severity == "error"] == []


def test_data_is_the_sample_byte_for_byte() -> None:
    texts = dict(simulation.files(SEED, SAMPLE, TODAY).texts)
    there = {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for file in (ROOT / "data").rglob("*")
        if file.is_file()
    }
    assert sorted(there) == sorted(texts)
    assert [path for path, text in texts.items() if there[path] != text] == []


_DIGEST = """
import hashlib
from generator import simulation
print(hashlib.sha256(repr(list(
    simulation.files({seed}, simulation.SAMPLE, simulation.TODAY).texts
)).encode()).hexdigest())
"""


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    texts = list(simulation.files(SEED, SAMPLE, TODAY).texts)
    here = hashlib.sha256(repr(texts).encode()).hexdigest()
    other = subprocess.run(
        [sys.executable, "-c", _DIGEST.format(seed=SEED)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == here


def test_another_seed_gives_another_company() -> None:
    names = [
        {path for path, _ in simulation.book(seed, SAMPLE, TODAY) if path.startswith("deals/")}
        for seed in (1, 2)
    ]
    assert len(names[0]) == len(names[1]) == 160
    assert len(names[0] & names[1]) < 5


def test_fields_stand_in_canonical_order(sample: Book) -> None:
    for kind, records in sample.items():
        for tree in records.values():
            text = record_text.write(KINDS[kind], tree)
            keys = [line.split(":")[0] for line in text.splitlines() if line[0] not in " -"]
            assert keys == list(tree)


def test_texts_are_composed_and_ids_plain(sample: Book) -> None:
    for records in sample.values():
        for identity, tree in records.items():
            assert identity.isascii()
            assert unicodedata.is_normalized("NFC", str(tree))


def test_names_and_notes_are_in_three_languages(sample: Book) -> None:
    for kind, field in (("accounts", "name"), ("contacts", "name"), ("activities", "summary")):
        texts = [str(tree.get(field, "")) for tree in sample[kind].values()]
        assert any("가" <= letter <= "힣" for text in texts for letter in text)
        assert any(
            "ぁ" <= letter <= "ヿ" or "一" <= letter <= "鿿" for text in texts for letter in text
        )
        assert sum(text.isascii() for text in texts) > len(texts) / 4


def yen(sample: Book, deal: Mapping[str, Tree], day: str) -> Decimal:
    """Convert a deal's amount at the rate of a day."""
    currency = deal.get("currency", "JPY")
    if currency == "JPY":
        return Decimal(str(deal["amount"]))
    tables = sample["rates"]
    rates = tables[max(name for name in tables if name <= day)]["rates"]
    assert isinstance(rates, dict)
    return Decimal(str(deal["amount"])) * Decimal(str(rates[str(currency)]))


def test_the_quarter_looks_like_a_real_one(sample: Book) -> None:
    target = Decimal(str(sample["targets"]["kitahama-fy2026-q3-bookings"]["amount"]))
    now = [
        deal
        for deal in sample["deals"].values()
        if "2026-10-01" <= str(deal["close_date"]) <= "2026-12-31" and "amount" in deal
    ]
    won = sum(
        yen(sample, deal, str(deal["closed_on"]))
        for deal in now
        if OUTCOMES.get(str(deal["stage"])) == "won"
    )
    opened = [deal for deal in now if str(deal["stage"]) not in OUTCOMES]
    coverage = sum(yen(sample, deal, "2026-11-20") for deal in opened) / (target - won)
    assert Decimal("0.55") < won / target < Decimal("0.65")
    assert 2 <= coverage <= 3
    stages = {str(deal["stage"]) for deal in opened}
    assert stages & {"commit", "agreed"}
    assert stages & {"negotiation", "quoted"}
    assert stages & {"proposal", "trial", "talks"}


def open_deals(sample: Book) -> Sequence[Mapping[str, Tree]]:
    return [deal for deal in sample["deals"].values() if str(deal["stage"]) not in OUTCOMES]


def test_a_team_forgets_what_teams_forget(sample: Book) -> None:
    opened, today = open_deals(sample), TODAY.isoformat()
    assert len(opened) == 45
    flawed = Counter(
        {
            "close date passed": sum(str(deal["close_date"]) < today for deal in opened),
            "no next step": sum("next_step" not in deal for deal in opened),
            "no amount": sum("amount" not in deal for deal in opened),
            "one contact": sum(len(deal["contacts"]) == 1 for deal in opened),
            "step overdue": sum(str(deal.get("next_step_date", "9")) < today for deal in opened),
            "owner left": sum(deal["owner"] == "shota-kondo" for deal in opened),
            "override": sum("forecast_category" in deal for deal in opened),
        }
    )
    assert all(1 <= count <= len(opened) // 3 for count in flawed.values()), flawed


def test_some_deals_were_quiet_for_long_and_most_were_not(sample: Book) -> None:
    last: dict[str, str] = {}
    for activity in sample["activities"].values():
        if activity.get("status") != "planned" and "deal" in activity:
            deal = str(activity["deal"])
            last[deal] = max(last.get(deal, ""), str(activity["when"])[:10])
    ids = [name for name, deal in sample["deals"].items() if str(deal["stage"]) not in OUTCOMES]
    quiet = [name for name in ids if last[name] < (TODAY - timedelta(days=30)).isoformat()]
    assert 3 <= len(quiet) <= 8


def test_leads_wait_disagree_and_come_back(sample: Book) -> None:
    leads = sample["leads"].values()
    waiting = [lead for lead in leads if "mql_on" in lead and "sql_on" not in lead]
    assert len([lead for lead in waiting if lead["status"] == "working"]) >= 5
    assert [lead for lead in leads if lead["status"] == "recycled"]
    asked = [lead for lead in leads if "bant_individual" in lead and "bant_organisation" in lead]
    assert [lead for lead in asked if lead["bant_individual"] != lead["bant_organisation"]]
    assert [lead for lead in leads if lead.get("converted_deal") in sample["deals"]]


def test_money_comes_late_in_part_or_not_at_all(sample: Book) -> None:
    owed = Counter[str]()
    for order in sample["orders"].values():
        for invoice in _parts(order, "invoices"):
            came = [
                Decimal(str(payment["amount"]))
                for payment in _parts(order, "payments")
                if payment["invoice"] == invoice["number"]
            ]
            late = any(
                str(payment["date"]) > str(invoice["due"])
                for payment in _parts(order, "payments")
                if payment["invoice"] == invoice["number"]
            )
            overdue = str(invoice["due"]) < TODAY.isoformat()
            owed["late"] += late
            owed["unpaid"] += overdue and sum(came) < Decimal(str(invoice["amount"]))
            owed["in parts"] += len(came) > 1
    assert owed["late"] >= 3
    assert 3 <= owed["unpaid"] <= 12
    assert owed["in parts"] >= 1


def _parts(order: Mapping[str, Tree], name: str) -> list[dict[str, Tree]]:
    found = order.get(name, [])
    assert isinstance(found, list)
    return [part for part in found if isinstance(part, dict)]


def test_large_companies_keep_the_proportions_and_use_sub_folders() -> None:
    paths = [path for path, _ in simulation.book(1, accounts(1000), TODAY)]
    assert 4800 <= len(paths) <= 5900
    counts = Counter(path.partition("/")[0] for path in paths)
    assert counts["accounts"] == 1000
    folders = {str(Path(path).parent) for path in paths}
    assert {"activities/2026/11", "accounts/k", "contacts/y", "targets/fy2026"} <= folders
    assert len(set(map(_name, paths))) == len(paths)


def _name(path: str) -> str:
    """Name a record whatever sub-folder it is in."""
    return f"{path.partition('/')[0]}/{Path(path).name}"
