"""Loading from nothing, and since last time: both find the same."""

import os
import random
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import load, reading
from generator.errors import FolderMissingError, NotReadableError, NotWritableError
from generator.load import Options
from tests.books import COMPANY, write
from tests.trees import snapshot

TODAY = date(2026, 11, 20)
DEAL = "name: Line 5\naccount: acme\nstage: proposal\ncreated_on: 2026-08-03\namount: 1200.50\n"
GOOD = {
    "accounts/acme.yml": "name: Acme\n",
    "people/aiko.yml": "name: Aiko\n",
    "deals/2026/line-5.yml": DEAL,
}


def old(root: Path) -> None:
    """Let all files come to rest, as after a coffee."""
    for path in (root / "data").rglob("*.yml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def codes(root: Path, options: Options = load.PLAIN) -> list[tuple[str, int, str]]:
    found = load.check(root, TODAY, options).diagnostics
    return [(item.path, item.line, item.code) for item in found]


def test_a_good_book_has_no_findings(tmp_path: Path) -> None:
    loaded = load.book(write(tmp_path, GOOD), TODAY)
    assert loaded.diagnostics == ()
    assert [str(entry.key) for entry in loaded.entries] == [
        "accounts/acme",
        "deals/line-5",
        "people/aiko",
    ]
    assert loaded.entries[1].path == "data/deals/2026/line-5.yml"
    assert '"amount":"1200.50"' in loaded.entries[1].text


def test_all_faults_come_in_one_run_sorted(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "deals/a.yml": "name: A\nstage: proposal\ncreated_on: 2026-02-30\nammount: 5\n",
            "deals/b.yml": "name: B\nstage: proposal\ncreated_on: 2026-08-03\naccount: acne\n",
            "accounts/acme.yml": "name: Acme\nname: Acme\n",
            "acounts/x.yml": "name: X\n",
        },
    )
    assert codes(root) == [
        ("data/accounts/acme.yml", 2, "Y20"),
        ("data/acounts", 1, "S01"),
        ("data/deals/a.yml", 3, "S13"),
        ("data/deals/a.yml", 4, "S12"),
        ("data/deals/b.yml", 4, "L101"),
    ]


def test_a_repository_without_company_says_only_that(tmp_path: Path) -> None:
    (tmp_path / "data" / "accounts").mkdir(parents=True)
    assert codes(tmp_path) == [("data/company.yml", 1, "C01")]


def test_a_company_that_contradicts_itself_is_placed(tmp_path: Path) -> None:
    broken = COMPANY.replace("outcome: lost", "outcome: open") + "holidays: [2026-02-30]\n"
    found = load.check(write(tmp_path, {"company.yml": broken}), TODAY)
    assert found.company is None
    assert {item.code for item in found.diagnostics} <= {"C02", "S13"}
    assert found.diagnostics


def test_without_a_data_folder_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(FolderMissingError, match="salesbook init"):
        load.check(tmp_path, TODAY)


def test_a_file_that_cannot_be_opened_is_named() -> None:
    missing = Path("/nonexistent/record.yml")
    with pytest.raises(NotReadableError, match=r"record\.yml: cannot be read"):
        reading.contents(missing)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", GOOD)
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritableError, match="cannot be written"):
        load.check(root, TODAY, Options(cache=tmp_path / "file" / "check.sqlite"))


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    root = write(tmp_path, {"deals/b.yml": DEAL})
    cache = tmp_path / "check.sqlite"
    cache.write_bytes(b"this is not a database" * 100)
    assert codes(root, Options(cache=cache)) == codes(root)


def test_severities_are_the_companys(tmp_path: Path) -> None:
    company = f"{COMPANY}severities: {{L101: 'off', S12: warning}}\n"
    root = write(tmp_path, {"company.yml": company, "deals/b.yml": f"{DEAL}colour: red\n"})
    found = load.check(root, TODAY).diagnostics
    assert [(item.code, item.severity) for item in found] == [("S12", "warning")]


def test_the_same_id_twice_is_said_with_the_first_place(tmp_path: Path) -> None:
    root = write(tmp_path, {"accounts/a/x.yml": "name: X\n", "accounts/b/x.yml": "name: X\n"})
    (found,) = load.check(root, TODAY).diagnostics
    assert (found.path, found.code) == ("data/accounts/b/x.yml", "S05")
    assert "data/accounts/a/x.yml" in found.message


def test_nothing_is_read_again_when_nothing_changed(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", GOOD)
    old(root)
    options = Options(cache=tmp_path / "check.sqlite")
    load.check(root, TODAY, options)
    told: list[tuple[str, int, int]] = []
    again = options._replace(progress=lambda *what: told.append(what))
    assert load.check(root, TODAY, again).diagnostics == ()
    assert told == [("Reading", 0, 0), ("Checking", 0, 0)]


def test_a_change_asks_again_whoever_rested_on_it(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", GOOD)
    old(root)
    options = Options(cache=tmp_path / "check.sqlite")
    assert codes(root, options) == []
    (root / "data/accounts/acme.yml").unlink()
    assert codes(root, options) == [("data/deals/2026/line-5.yml", 2, "L101")]
    write(root, {"accounts/acme.yml": "name: Acme again\n"})
    assert codes(root, options) == []


def test_many_changes_at_once_ask_again_whoever_rested_on_one(tmp_path: Path) -> None:
    """More than are looked for one by one; only the deals of changed accounts are asked again."""
    accounts = {f"accounts/a{n}.yml": f"name: A{n}\n" for n in range(100)}
    deals = {f"deals/d{n}.yml": DEAL.replace("acme", f"a{n}") for n in range(100)}
    root = write(tmp_path / "repository", {**accounts, **deals})
    old(root)
    options = Options(cache=tmp_path / "check.sqlite")
    assert codes(root, options) == []
    for n in range(60):
        (root / f"data/accounts/a{n}.yml").unlink()
    told: list[tuple[str, int, int]] = []
    again = options._replace(progress=lambda *what: told.append(what))
    assert {code for _, _, code in codes(root, again)} == {"L101"}
    assert told == [("Reading", 0, 0), ("Checking", 60, 60)]
    assert codes(root, options) == codes(root)


def test_another_company_or_day_asks_again(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", {**GOOD, "deals/b.yml": f"{DEAL}industry: x\n"})
    options = Options(cache=tmp_path / "check.sqlite")
    before = codes(root, options)
    write(root, {"company.yml": f"{COMPANY}severities: {{S12: 'off'}}\n"})
    assert codes(root, options) != before
    found = load.check(root, date(2020, 1, 1), options).diagnostics
    assert found == load.check(root, date(2020, 1, 1)).diagnostics


PIECES = ("accounts/acme", "accounts/beta", "deals/one", "deals/two", "people/aiko")
TEXTS = {
    "accounts": ("name: A\n", "name: B\nowner: aiko\n", "name: C\nparent: acme\n", "nmae: x\n"),
    "deals": (DEAL, DEAL.replace("acme", "beta"), DEAL.replace("2026-08", "2026-13"), "a: [\n"),
    "people": ("name: Aiko\n", "name: Aiko\nexternal_ids:\n  crm: 1\n", ""),
}


@given(st.randoms(use_true_random=False))
def test_since_last_time_finds_what_from_nothing_finds(chance: random.Random) -> None:
    """Write, change and delete at random; the cached check always equals a fresh one."""
    with TemporaryDirectory() as folder:
        root = write(Path(folder) / "repository", {})
        options = Options(cache=Path(folder) / "check.sqlite")
        for _ in range(6):
            for piece in chance.sample(PIECES, 2):
                path = root / "data" / f"{piece}.yml"
                text = chance.choice((*TEXTS[piece.partition("/")[0]], None))
                if text is None:
                    path.unlink(missing_ok=True)
                else:
                    write(root, {f"{piece}.yml": text})
            cached = load.book(chance.choice((root, snapshot(root))), TODAY, options)
            assert cached == load.book(root, TODAY)


@pytest.mark.slow
def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    """Above the size at which processes are started, the answer stays the same."""
    files = {f"deals/d{n}.yml": DEAL for n in range(2500)} | {"accounts/acme.yml": "name: A\n"}
    files |= {f"deals/x{n}.yml": DEAL.replace("acme", "nobody") for n in range(50)}
    files |= {"accounts/z/acme.yml": "name: Again\nparent: acme\n"}  # read by another process
    root = write(tmp_path, files)
    alone = load.book(root, TODAY)
    assert alone == load.book(root, TODAY, Options(processes=2))
    counted = Counter(item.code for item in alone.diagnostics)
    assert counted == {"L101": 50, "L102": 1, "L904": 2550, "S05": 1}
