"""What was forecast from a past commit is kept."""

from pathlib import Path

import pytest

from generator.forecast import shelf
from tests.generator.forecast.books import known


def test_what_was_put_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "forecast.sqlite"
    with shelf.opened(path) as kept:
        kept.put("one", b"1")
        assert kept.all(["one", "two"]) == {"one": b"1"}
        kept.commit()
    with shelf.opened(path) as kept:
        kept.put("two", b"2")  # and no commit
    with shelf.opened(path) as kept:
        assert kept.all(["one", "two"]) == {"one": b"1"}
    with shelf.opened(None) as kept:
        assert kept.all(["one"]) == {}


def test_another_program_forecasts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "forecast.sqlite"
    with shelf.opened(path) as kept:
        kept.put("one", b"1")
        kept.commit()
    monkeypatch.setattr(shelf, "tool", lambda: "another")
    with shelf.opened(path) as kept:
        assert kept.all(["one"]) == {}
        kept.commit()
    monkeypatch.undo()
    with shelf.opened(path) as kept:
        assert kept.all(["one"]) == {}


def test_all_that_is_known_is_in_the_digest() -> None:
    book = known(50, ("a", 10, "talk", 5, 40, "ann"), ("b", 20, "offer", 6, 45, "bob"))
    digests = {
        shelf.digest(one, also)
        for one, also in [
            (book, ()),
            (book, ("call",)),
            (book.until(15), ()),
            (book._replace(teams=("west", "west", "west")), ()),
            (book._replace(seed=b"other"), ()),
            (known(50, ("a", 10, "talk", 5, 40, "ann"), ("b", 20, "offer", 7, 45, "bob")), ()),
        ]
    }
    assert len(digests) == 6
    assert shelf.digest(book, ()) == shelf.digest(book.until(50), ())
