"""How shared views are read from their files, and in which order."""

from generator.views import needed, reads, shared, view

SQL = """-- One row is a thing,
-- described over two lines.
select
    a.id as thing_id,
    a.amount, -- in yen
    round(a.amount * 2)
        as twice, -- twice as much
    a.name as label -- the last one
from things as a
inner join others on others.id = a.id
"""


def test_the_head_says_what_one_row_is() -> None:
    assert view("thing", SQL).comment == "One row is a thing, described over two lines."
    assert view("bare", "select 1").comment == ""


def test_comments_behind_columns_say_what_they_mean() -> None:
    assert view("thing", SQL).meanings == {
        "amount": "in yen",
        "twice": "twice as much",
        "label": "the last one",
    }


def test_a_view_reads_what_stands_behind_from_and_join() -> None:
    assert reads(SQL + "-- from nothing") == {"things", "others"}


def test_every_view_comes_after_those_that_it_reads() -> None:
    names = list(shared())
    for at, name in enumerate(names):
        assert reads(shared()[name].sql) & set(names) <= set(names[:at])


def test_a_query_needs_its_views_and_theirs() -> None:
    views = {
        "base": view("base", "select id from deals"),
        "middle": view("middle", "select id from base"),
        "other": view("other", "select id from base"),
        "top": view("top", "select id from middle"),
    }
    assert list(needed("SELECT * FROM Top", views)) == ["base", "middle", "top"]
    assert list(needed("from deals", views)) == []


def test_every_view_says_what_one_row_is() -> None:
    assert [one.name for one in shared().values() if not one.comment.startswith("One row")] == []
