"""`salesbook import`: from a mapping and CSV files to records, first dry, then written."""

from pathlib import Path

import pytest

from tests.books import write
from tests.desk import ACCOUNTS, MAPPING, PEOPLE, Desk


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Desk(tmp_path, capsys)


def test_without_write_nothing_is_written_and_the_changes_are_shown(desk: Desk) -> None:
    code, said = desk.run("--diffs", "1")

    assert code == 0
    assert desk.kinds() == {"company.yml"}
    assert "+++ data/accounts/yamada-holdings.yml" in said
    assert "+name: Yamada Holdings" in said
    assert "yamada-seiki" not in said
    assert "people      1        0          0        0" in said
    assert "accounts    2        0          0        0" in said
    assert "Nothing was written: this was a dry run. Add --write to write 3 files." in said


def test_records_are_written_as_the_mapping_says(desk: Desk) -> None:
    code, said = desk.run("--write")

    assert code == 0
    assert "Wrote 3 files." in said
    assert desk.record("accounts/yamada-seiki.yml") == (
        "name: Yamada Seiki\n"
        "owner: aiko-tanaka\n"
        "type: customer\n"
        "domains:\n  - yamada.example\n"
        "annual_revenue: 1234500\n"
        "parent: yamada-holdings\n"
        "phone: +81 1\n"
        "addresses:\n  - country: JP\n"
        "notes: Old\n"
        'external_ids:\n  erp-accounts: "1"\n'
    )
    assert desk.record("accounts/yamada-holdings.yml") == (
        "name: Yamada Holdings\n"
        "owner: aiko-tanaka\n"
        "type: prospect\n"
        "domains:\n  - y.example\n  - y2.example\n"
        "addresses:\n  - country: JP\n  - country: US\n"
        'external_ids:\n  erp-accounts: "2"\n'
    )
    assert desk.record("people/aiko-tanaka.yml") == (
        "name: Aiko Tanaka\nmail: aiko@kitahama.example\n"
        "external_ids:\n  erp-people: aiko@kitahama.example\n"
    )


def test_the_second_run_changes_nothing(desk: Desk) -> None:
    desk.run("--write")

    code, said = desk.run("--write")

    assert code == 0
    assert "Nothing to write: every record is as the files say." in said
    assert desk.told()["counts"]["accounts"] == {
        "new": 0,
        "changed": 0,
        "unchanged": 2,
        "refused": 0,
    }


def test_a_changed_row_changes_its_fields_and_nothing_that_was_written_by_hand(desk: Desk) -> None:
    desk.run("--write")
    path = "accounts/yamada-seiki.yml"
    desk.change(path, "type: customer", "type: customer  # since the fair")
    desk.change(path, "notes: Old", "notes: Written by hand")
    desk.change(path, "phone: +81 1\n", "phone: +81 1\nrating: a\n")
    changed = ACCOUNTS.replace("1.234,5", "2").replace("+81 1", "").replace(";JP;Old", ";;Old")
    desk.lay("accounts.csv", changed)

    code, said = desk.run("--write")

    assert code == 0
    assert "accounts    0        1          1        0" in said
    assert desk.record(path) == (
        "name: Yamada Seiki\n"
        "owner: aiko-tanaka\n"
        "type: customer  # since the fair\n"
        "domains:\n  - yamada.example\n"
        "annual_revenue: 2000\n"
        "parent: yamada-holdings\n"
        "rating: a\n"
        "addresses:\n  - country: JP\n"
        "notes: Written by hand\n"
        'external_ids:\n  erp-accounts: "1"\n'
    )


def test_a_record_of_the_book_is_found_by_what_matches(desk: Desk) -> None:
    write(desk.root, {"people/aiko.yml": "name: Aiko T.\nmail: Aiko@kitahama.example\n"})

    desk.run("--write")

    assert "erp-people: aiko@kitahama.example" in desk.record("people/aiko.yml")
    assert "owner: aiko\n" in desk.record("accounts/yamada-seiki.yml")


def test_every_fault_is_said_at_its_cell_in_one_run(desk: Desk) -> None:
    desk.lay(
        "accounts.csv",
        "Number;Name;Owner;Kind;Revenue;Parent;Web;Country;Branch;Remark;Phone;State\n"
        "1;A;Aiko Tanak;C;12x;9;;;;;;\n"
        "2;;;X;;;;Japan;;;;\n"
        ";C;;;;;;;;;;\n"
        "4;D;;;;2;;;;;;\n"
        "5;E;;;;4;;;;;;\n"
        "7;山田;;;;;;;;;;\n"
        "8;d;;;;;;;;;;\n"
        "8;F;;;;;;;;;;\n"
        "9;too;short\n",
    )

    assert desk.faults() == [
        "accounts.csv:2:5 I08 `Aiko Tanak` must name a person; there is none.",
        "accounts.csv:2:18 I07 `12x` must be a number.",
        "accounts.csv:2:22 I08 `9` must name an account; there is none.",
        "accounts.csv:3:3 I10 `Name` must be filled: it gives `name`.",
        "accounts.csv:3:5 I06 `X` must be one of the values that the mapping translates.",
        "accounts.csv:4:1 I10 `Number` must be filled: it is the key.",
        "accounts.csv:5:8 I08 `2` must name an account; there is none.",
        "accounts.csv:6:8 I09 `parent` must not name `d`, which is refused: accounts.csv:5.",
        "accounts.csv:7:1 I13 `山田` must give an id: small letters, digits and hyphens.",
        "accounts.csv:8:1 I13 The id `d` must be free; key `4` has it.",
        "accounts.csv:9:1 I11 `8` must be the key of one row; line 8 has it.",
        "accounts.csv:10:1 I05 A row must have 12 cells, as the header has; this one has 3.",
    ]


def test_the_shape_and_the_laws_judge_at_the_cell_too(desk: Desk) -> None:
    card = "4111 1111 1111 1111"
    wrong = ACCOUNTS.replace("JP;US", "JP;USA").replace(";+81 1;", f";call {card};")
    desk.lay("accounts.csv", wrong)
    assert desk.faults() == [
        (
            "accounts.csv:2:69 S13 `phone` must be a phone number: digits, spaces, + ( ) - .;"
            " found (a value that looks like a secret)."
        ),
        (
            "accounts.csv:3:66 S13 `country` must be a country code of two letters such as JP;"
            " found `USA`."
        ),
    ]

    desk.lay("accounts.csv", ACCOUNTS.replace(";Old;", f";{card};"))
    assert [fault.split(" must")[0] for fault in desk.faults()] == [
        "accounts.csv:2:65 L1102 A text",
    ]
    assert card not in desk.run("--diffs", "0")[1]

    desk.lay("accounts.csv", ACCOUNTS.replace(";2;https", ";1;https"))
    assert [fault.split(" must")[0] for fault in desk.faults()] == [
        "accounts.csv:2:36 L102 `parent`",
    ]


def test_with_errors_only_what_is_sound_is_written_and_only_if_asked(desk: Desk) -> None:
    desk.lay("accounts.csv", ACCOUNTS.replace("2;Yamada Holdings", "2;"))

    code, said = desk.run("--write")
    assert code == 1
    assert "Nothing was written: correct the errors, or leave them out with --skip-errors" in said
    assert desk.kinds() == {"company.yml"}

    code, said = desk.run()
    assert code == 1
    assert "this was a dry run, and it found errors" in said

    code, said = desk.run("--write", "--skip-errors")
    assert code == 1
    assert "Wrote 1 files." in said
    assert desk.kinds() == {"company.yml", "people"}


def test_what_stands_on_many_rows_is_said_once(desk: Desk) -> None:
    rows = "".join(f"{n};A {n};Nobody;;;;;;;;;\n" for n in range(1, 8))
    desk.lay("accounts.csv", ACCOUNTS.partition("\n")[0] + "\n" + rows)

    _, said = desk.run()

    assert "2:7: I08 error: `Nobody` must name a person; there is none." in said
    assert "On 7 rows: lines 2, 3, 4, 5, 6, ...." in said
    assert said.count("`Nobody`") == 1
    assert len(desk.faults()) == 7


def test_unmapped_columns_are_reported_and_refuse_nothing(desk: Desk) -> None:
    desk.lay("people.csv", "Name,Mail,Shoe size\nAiko Tanaka,aiko@kitahama.example,38\n")

    code, said = desk.run()

    assert code == 0
    assert "people.csv:1:11: I04 info: Not mapped: `Shoe size`." in said
    assert "38" not in said

    desk.lay("m.yml", MAPPING.replace("    match: mail\n", "    ignore: '*'\n"))
    assert "I04" not in desk.run()[1]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("m.yml", "system: 1\n", "m.yml:1:1: I01 error: `sources` must be there."),
        ("people.csv", "Name,E-Mail\n", "m.yml:6:10: I03 error: `Mail` must be a column of"),
        ("people.csv", "", "people.csv:1:1: I02 error: The file must have a header row"),
    ],
)
def test_files_that_cannot_be_used_stop_the_import(
    desk: Desk, name: str, text: str, said: str
) -> None:
    desk.lay(name, text)

    code, out = desk.run("--write")

    assert code == 1
    assert said in out
    assert desk.told()["counts"]["error"] > 0
    assert desk.kinds() == {"company.yml"}


def test_files_are_found_by_name_wherever_they_are_given(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")

    assert desk.run(str(tmp_path / "people.csv"), str(desk.files))[0] == 0
    code, said = desk.run(str(tmp_path / "people.csv"))
    assert code == 2
    assert "accounts.csv: the mapping asks for this file; it is not in" in said


def test_a_book_that_cannot_be_read_is_to_be_corrected_first(desk: Desk) -> None:
    write(desk.root, {"teams/a.yml": "nmae: A\n", "teams/b.yml": "x: 1\n"})

    code, said = desk.run()

    assert code == 2
    assert "data/teams/a.yml:1:1:" in said
    assert "Run `salesbook check` and correct this first." in said
