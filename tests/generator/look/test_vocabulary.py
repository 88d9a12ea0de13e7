"""Words that templates have, where they do more than format a value."""

from datetime import date

from generator.look.setting import Setting
from generator.look.vocabulary import functions, groups
from generator.table import Table


def test_a_table_is_cut_by_the_values_of_a_column_in_the_order_of_its_rows() -> None:
    rows = (("new", 1), ("renewal", 2), ("new", 3))
    table = Table("stages", ("pipeline", "deals"), ("VARCHAR", "BIGINT"), rows, "select")
    assert [(value, part.rows) for value, part in groups(table, "pipeline")] == [
        ("new", (("new", 1), ("new", 3))),
        ("renewal", (("renewal", 2),)),
    ]
    assert {part.sql for _, part in groups(table, "pipeline")} == {"select"}


def test_a_table_without_rows_has_no_parts() -> None:
    assert groups(Table("stages", ("pipeline",), ("VARCHAR",), ()), "pipeline") == []


def test_a_link_to_a_report_leads_from_any_depth_to_a_place_in_it() -> None:
    page = functions(Setting("JPY", date(2026, 11, 23), root="../"))["page"]
    assert callable(page)
    assert page("forecast", "a < b") == '<a href="../forecast/index.html">a &lt; b</a>'
    assert page("hygiene#leads", "7 leads") == '<a href="../hygiene/index.html#leads">7 leads</a>'
    assert page("", "Home") == '<a href="../index.html">Home</a>'
