"""A CSV file is taken apart as it is written, and every cell knows its place."""

import pytest

from generator.diagnostic import Diagnostic
from generator.importing.sheet import Format, Read, Sheet, read


def _read(text: str | bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> Read:
    data = text.encode() if isinstance(text, str) else text
    return read(data, "x.csv", Format(encoding, delimiter))


def _sheet(text: str | bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> Sheet:
    found = _read(text, encoding, delimiter)
    assert found.sheet is not None
    return found.sheet


def _said(found: Read) -> list[str]:
    return [
        f"{item.line}:{item.column} {item.code} {item.message} {item.hint}" for item in found[1]
    ]


def test_cells_are_trimmed_and_rows_know_their_line() -> None:
    sheet = _sheet('Name , City\n a ,"b, c"\n\n,\n"two\nlines",d\n last,e\n')

    assert sheet.header.cells == ("Name", "City")
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (2, ("a", "b, c")),
        (5, ("two\nlines", "d")),
        (7, ("last", "e")),
    ]


def test_columns_are_found_whatever_their_case_and_spaces() -> None:
    sheet = _sheet("Account  Name,Städte\n")

    assert sheet.column(" account name") == 0
    assert sheet.column("STÄDTE") == 1
    assert sheet.column("other") is None


def test_a_cell_is_found_as_editors_count() -> None:
    sheet = _sheet('a,b,c\n1,"x ""y"", z",2\n"line\nbreak",3,4\n')
    first, second = sheet.rows

    assert sheet.place(first, 1) == ("x.csv", 2, 3)
    assert sheet.place(first, 2) == ("x.csv", 2, 16)
    assert sheet.place(second, 0) == ("x.csv", 3, 1)
    assert sheet.place(second, 1) == ("x.csv", 4, 8)


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [
        ("\ufeffname,city\n山田,東京\n".encode(), "utf-8-sig", ","),
        ("name,city\n山田,東京\n".encode("cp932"), "cp932", ","),
        ("name;city\r\n山田;東京\r\n".encode(), "utf-8-sig", ";"),
        ("name\tcity\n山田\t東京".encode("utf-16"), "utf-16", "\t"),
    ],
)
def test_encodings_and_delimiters(data: bytes, encoding: str, delimiter: str) -> None:
    sheet = _sheet(data, encoding, delimiter)

    assert sheet.column("NAME") == 0
    assert [row.cells for row in sheet.rows] == [("山田", "東京")]


def test_footers_of_reports_are_no_rows() -> None:
    found = _read('a,b\n1,2\nGrand Totals\n"Copyright (c) 2000-2026 somebody, inc."\n')

    assert [row.cells for row in _sheet("a,b\n1,2\n").rows] == [("1", "2")]
    assert found.sheet is not None
    assert len(found.sheet.rows) == 1
    assert found.diagnostics == ()


def test_rows_that_do_not_fit_the_header_are_said_and_left_out() -> None:
    found = _read("a,b\n1\n1,2,,\n1,2,3\n")

    assert found.sheet is not None
    assert [row.cells for row in found.sheet.rows] == [("1", "2")]
    hint = "Put values that hold the delimiter in quotes."
    assert _said(found) == [
        f"2:1 I05 A row must have 2 cells, as the header has; this one has 1. {hint}",
        f"4:1 I05 A row must have 2 cells, as the header has; this one has 3. {hint}",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "1:1 I02 The file must have a header row; it is empty. "),
        (b"\n,,\n", "1:1 I02 The file must have a header row; it is empty. "),
        (
            "name\nMüller\n".encode("cp1252"),
            "byte 6 (0xFC) is not. Write `encoding: cp1252` in the mapping.",
        ),
        (b"\x81\n", "1:1 I02 The file must be in utf-8-sig; byte 0 (0x81) is not. "),
        (b"a;b\n1;2\n", 'must have more than one column. Write `delimiter: ";"`'),
        (b"a,b,A \n", "1:5 I02 The column `A` must be there once. Rename one of the two."),
    ],
)
def test_a_file_that_cannot_be_used_is_said(data: bytes, said: str) -> None:
    found = _read(data)

    assert found.sheet is None
    assert len(found.diagnostics) == 1
    assert said in _said(found)[0]


def test_broken_quotes_are_said_where_they_begin() -> None:
    found = _read('a,b\n1,2\n3,"4\n5,6\n')

    assert found.sheet is not None
    assert [row.line for row in found.sheet.rows] == [2]
    assert [(item.line, item.code) for item in found.diagnostics] == [(3, "I02")]
    assert isinstance(found.diagnostics[0], Diagnostic)


def test_broken_quotes_in_the_header_leave_nothing() -> None:
    found = _read('"a,b\n')

    assert found.sheet is None
    assert [item.code for item in found.diagnostics] == ["I02"]
