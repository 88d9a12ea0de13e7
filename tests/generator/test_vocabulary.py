"""Words that templates have, where they do more than format a value."""

from generator.table import Table
from generator.vocabulary import groups


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
