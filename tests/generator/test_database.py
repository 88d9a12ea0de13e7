"""Files that keep what was computed: damaged ones and those of other versions begin anew."""

from pathlib import Path

from generator.database import opened


def test_tables_of_another_version_begin_anew(tmp_path: Path) -> None:
    place = tmp_path / "kept.sqlite"
    with opened(place, "create table if not exists kept (one text);") as connection:
        connection.execute("insert into kept values ('a')")
        connection.commit()
    script = "create table if not exists kept (one text, two text);"
    with opened(place, script) as connection:
        assert connection.execute("select * from kept").fetchall() == []
        connection.execute("insert into kept values ('a', 'b')")
        connection.commit()
    with opened(place, script) as connection:
        assert connection.execute("select * from kept").fetchall() == [("a", "b")]


def test_a_damaged_file_begins_anew(tmp_path: Path) -> None:
    place = tmp_path / "kept.sqlite"
    place.write_bytes(b"no database at all " * 100)
    with opened(place, "create table if not exists kept (one text);") as connection:
        assert connection.execute("select * from kept").fetchall() == []
