"""Tables as HTML."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element

import html5lib

from generator.look.format import EMPTY, SPACE, TIMES
from generator.look.grid import Grid, fold, table
from generator.look.setting import Setting
from generator.table import Table

SETTING = Setting("JPY", date(2026, 11, 23), root="../")

DEALS = Table(
    "open_deals",
    ("deal_id", "deal_name", "stage", "amount", "close_date", "close_date_tone", "signals"),
    ("VARCHAR", "VARCHAR", "VARCHAR", "DECIMAL(18,2)", "DATE", "VARCHAR", "VARCHAR[]"),
    (
        ("a", "Kansai Rail", "Proposal", Decimal("42000000.00"), date(2026, 12, 11), None, []),
        ("b", "한빛물류", None, None, date(2026, 11, 20), "bad", ["warn: pushed", "new"]),
    ),
    sql="select 1 < 2\nfrom deals\n",
)


def parsed(html: str) -> Element:
    document: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return document


def text(node: Element) -> str:
    return "".join(node.itertext())


def cells(document: Element, row: int) -> list[Element]:
    return list(document.findall(".//tbody/tr")[row])


def one(
    value: object, name: str, sql_type: str, extra: Mapping[str, object] | None = None
) -> Element:
    """Return the cell of a table with one value."""
    more = extra or {}
    rows = Table(
        "t", (name, *more), (sql_type, *("VARCHAR" for _ in more)), ((value, *more.values()),)
    )
    return cells(parsed(table(rows, SETTING, Grid())), 0)[0]


def test_the_first_column_heads_its_row_and_links() -> None:
    head = cells(parsed(table(DEALS, SETTING, Grid())), 0)[0]
    link = head.find("a")
    assert (head.tag, head.get("scope"), text(head)) == ("th", "row", "Kansai Rail")
    assert link is not None
    assert link.get("href") == "../deals/a.html"


def test_every_column_has_its_heading_and_scope() -> None:
    heads = parsed(table(DEALS, SETTING, Grid(labels={"close_date": "Close"}))).findall(
        ".//thead//th"
    )
    assert [text(head) for head in heads] == ["Deal", "Stage", "Amount", "Close", "Signals"]
    assert {head.get("scope") for head in heads} == {"col"}


def test_an_amount_is_right_and_sorts_by_its_exact_value() -> None:
    known, unknown = (cells(parsed(table(DEALS, SETTING, Grid())), row)[2] for row in (0, 1))
    assert (text(known), known.get("class")) == ("¥42.0M", "n")
    assert (known.get("data-order"), known.get("title")) == ("42000000", "¥42,000,000")
    assert (text(unknown), unknown.get("data-order"), unknown.get("title")) == (EMPTY, "", None)


def test_exact_amounts_have_no_other_form() -> None:
    cell = cells(parsed(table(DEALS, SETTING, Grid(exact=True))), 0)[2]
    assert (text(cell), cell.get("title")) == ("¥42,000,000", None)


def test_an_amount_is_in_the_currency_of_its_row() -> None:
    assert text(one(Decimal(5), "price", "DECIMAL(18,2)", {"currency": "USD"})) == "$5"
    assert text(one(Decimal(5), "price", "DECIMAL(18,2)", {"price_currency": "EUR"})) == "€5"
    assert text(one(Decimal(5), "price", "DECIMAL(18,2)", {"currency": None})) == "¥5"


def test_a_tone_colours_its_cell() -> None:
    document = parsed(table(DEALS, SETTING, Grid()))
    assert [cells(document, row)[3].get("class") for row in (0, 1)] == [None, "sb-bad"]


def test_a_tone_that_is_not_known_is_no_class() -> None:
    assert one("x", "name", "VARCHAR", {"name_tone": '"><b>'}).get("class") is None


def test_chips_say_their_tone() -> None:
    chips = cells(parsed(table(DEALS, SETTING, Grid())), 1)[4].findall("span")
    assert [(text(chip), chip.get("class")) for chip in chips] == [
        ("pushed", "sb-chip warn"),
        ("new", "sb-chip"),
    ]
    assert text(one("open", "status", "VARCHAR")) == "open"
    assert text(one("time: 10:30", "status", "VARCHAR")) == "time: 10:30"
    assert text(one(None, "status", "VARCHAR")) == EMPTY


def test_each_look_has_its_text_and_order() -> None:
    at = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
    shown = [
        one(0.61, "win_rate", "DOUBLE"),
        one(0.9958, "chance", "DOUBLE"),
        one(0.975, "target_chance", "DOUBLE"),
        one(Decimal(50), "probability", "DECIMAL(9,4)"),
        one(3.14, "coverage", "DOUBLE"),
        one(12.25, "days", "DOUBLE"),
        one(1240, "deals", "BIGINT"),
        one(date(2027, 1, 2), "day", "DATE"),
        one(at, "at", "TIMESTAMP"),
        one(value=False, name="active", sql_type="BOOLEAN"),
        one(None, "active", "BOOLEAN"),
        one(["a", "b"], "names", "VARCHAR[]"),
        one("", "note", "VARCHAR"),
        one(None, "at", "TIMESTAMP"),
    ]
    assert [text(cell).replace(SPACE, " ") for cell in shown] == [
        "61 %", "over 99 %", "over 97 %", "50 %", f"3.1 {TIMES}", "12.3", "1,240", "2 Jan 2027",
        "19 Nov, 14:05", "no", EMPTY, "a, b", EMPTY, EMPTY,
    ]  # fmt: skip
    assert [cell.get("data-order") for cell in shown] == [
        "0.61", "0.9958", "0.975", "50", "3.14", "12.25", "1240", "2027-01-02",
        "2026-11-19T14:05:00+00:00", None, None, None, None, "",
    ]  # fmt: skip


def test_addresses_are_linked_where_they_are_allowed() -> None:
    cells_ = [
        one("https://a.example", "website", "VARCHAR"),
        one("ken@a.example", "mail", "VARCHAR"),
        one("javascript:alert(1)", "website", "VARCHAR"),
        one(None, "website", "VARCHAR"),
    ]
    links = [cell.find("a") for cell in cells_]
    assert [None if link is None else link.get("href") for link in links] == [
        "https://a.example", "mailto:ken@a.example", None, None,
    ]  # fmt: skip


def test_a_link_without_an_id_is_its_text_and_one_without_either_a_dash() -> None:
    assert text(one(None, "deal_id", "VARCHAR", {"deal_name": "Lost one"})) == "Lost one"
    assert text(one(None, "deal_id", "VARCHAR", {"deal_name": None})) == EMPTY


def test_rows_of_several_kinds_lead_to_their_own() -> None:
    link = one("orders", "kind", "VARCHAR", {"id": "o-1", "name": "Order 1"}).find("a")
    assert link is not None
    assert link.get("href") == "../orders/o-1.html"


def test_a_trend_is_a_small_line_that_says_its_ends() -> None:
    cell = one([30, None, 42.5], "trend", "DOUBLE[]")
    assert any(str(node.tag).endswith("path") for node in cell.iter())
    assert (text(cell), cell.get("data-order")) == ("30 to 42.5", "42.5")
    assert text(one([30], "trend", "DOUBLE[]")) == EMPTY
    assert text(one(None, "trend", "DOUBLE[]")) == EMPTY


def test_a_phone_shows_the_first_column_an_amount_and_a_date() -> None:
    def hidden(grid: Grid) -> list[str]:
        heads = parsed(table(DEALS, SETTING, grid)).findall(".//thead//th")
        return [text(head) for head in heads if "w" in (head.get("class") or "").split()]

    assert hidden(Grid()) == ["Stage", "Signals"]
    assert hidden(Grid(phone=["deal_name", "stage"])) == ["Amount", "Close date", "Signals"]


def test_a_total_is_the_exact_sum() -> None:
    foot = parsed(table(DEALS, SETTING, Grid(total=["amount"], exact=True))).find(".//tfoot/tr")
    assert foot is not None
    assert [text(cell) for cell in foot] == ["Total", "", "¥42,000,000", "", ""]


def test_amounts_of_several_currencies_have_no_total() -> None:
    rows = Table(
        "t", ("name", "amount", "currency"), ("VARCHAR", "DECIMAL(18,2)", "VARCHAR"),
        (("a", Decimal(1), "JPY"), ("b", Decimal(2), "USD")),
    )  # fmt: skip
    foot = parsed(table(rows, SETTING, Grid(total=["amount"]))).find(".//tfoot/tr")
    assert foot is not None
    assert [text(cell) for cell in foot] == ["Total", EMPTY]


def test_a_column_of_which_nothing_is_known_has_no_total() -> None:
    rows = Table(
        "t", ("name", "amount", "tax_amount"), ("VARCHAR", "DECIMAL(18,2)", "DECIMAL(18,2)"),
        (("a", None, Decimal(0)), ("b", None, None)),
    )  # fmt: skip
    foot = parsed(table(rows, SETTING, Grid(total=["amount", "tax_amount"]))).find(".//tfoot/tr")
    assert foot is not None
    assert [text(cell) for cell in foot] == ["Total", EMPTY, "¥0"]


def test_a_table_has_a_name_a_caption_and_its_download() -> None:
    html = table(DEALS, SETTING, Grid(caption="Open", id="open", download="open.csv"))
    document = parsed(html)
    found = document.find(".//table")
    link = document.find(".//p/a")
    assert found is not None
    assert link is not None
    assert (found.get("id"), found.get("class")) == ("open", "sb-table sb-sortable")
    assert (link.get("href"), text(link)) == ("open.csv", "CSV")
    assert 'aria-label="Open"' in html
    assert 'id="open-deals-table"' in table(DEALS, SETTING, Grid())
    assert "sb-sortable" not in table(DEALS, SETTING, Grid(sort=False))


def test_a_table_without_rows_says_so() -> None:
    none = Table("t", ("a",), ("VARCHAR",), ())
    assert table(none, SETTING, Grid(empty="No <deal> is late.")) == (
        '<p class="sb-empty">No &lt;deal&gt; is late.</p>'
    )


def test_a_fold_holds_the_query_and_the_rows_as_they_are() -> None:
    document = parsed(fold(DEALS, SETTING))
    code = document.find(".//code")
    summary = document.find(".//summary")
    assert code is not None
    assert summary is not None
    assert (text(code), text(summary)) == ("select 1 < 2\nfrom deals", "Query and data")
    assert [text(cell) for cell in cells(document, 0)][:4] == [
        "a",
        "Kansai Rail",
        "Proposal",
        "42000000.00",
    ]
    assert [text(cell) for cell in cells(document, 1)][3] == EMPTY


def test_a_fold_can_hold_the_query_alone() -> None:
    document = parsed(fold(DEALS, SETTING, data=False))
    assert document.find(".//table") is None


def test_markup_is_one_line_however_many_the_values_have() -> None:
    rows = Table("t", ("name",), ("VARCHAR",), (("a\nb",),))
    assert "\n" not in table(rows, Setting("JPY", SETTING.today), Grid(empty="x")).replace(
        "a\nb", ""
    )


def test_a_column_may_lead_out_of_the_site() -> None:
    rows = Table(
        "t",
        ("name", "commit", "_commit"),
        ("VARCHAR", "VARCHAR", "VARCHAR"),
        (("a", "4f2a", "4f2ab9"), ("b", None, None)),
    )
    grid = Grid(links={"commit": "https://git.example.com/c/{id}"})
    found = [one[1] for one in (cells(parsed(table(rows, SETTING, grid)), at) for at in (0, 1))]
    link = found[0].find("a")
    assert link is not None
    assert (link.get("href"), text(link)) == ("https://git.example.com/c/4f2ab9", "4f2a")
    assert text(found[1]) == EMPTY
    unknown = parsed(table(rows, SETTING, Grid(links={"commit": ""})))
    assert (unknown.find(".//a"), text(cells(unknown, 0)[1])) == (None, "4f2a")
