"""What was forecast from a past commit is kept."""

from pathlib import Path

import pytest

from generator.forecast import shelf
from generator.forecast.stated import Told, stated


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


def deal(name: str, **fields: str) -> Told:
    return Told(name, 0, {"stage": "talk", **fields})


def test_all_that_is_told_is_in_the_digest() -> None:
    told = [deal("a", amount="5"), deal("b", owner="ann")]
    digests = {
        shelf.digest(stated(deals), also)
        for deals, also in [
            (told, ()),
            (told, ("call",)),
            (told[:1], ()),
            ([told[0], deal("c", owner="ann")], ()),
            ([deal("a", amount="6"), told[1]], ()),
            ([told[0], deal("b", owner="bob")], ()),
        ]
    }
    assert len(digests) == 6
    assert shelf.digest(stated(told), ()) == shelf.digest(stated(list(told)), ())
