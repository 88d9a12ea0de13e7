"""A market written as records is read back as what it was."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks import market_records
from benchmarks.market import made
from generator import history, load
from generator.forecast import past, takings


def test_the_past_is_the_markets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(market_records, "SAMPLES", tmp_path)
    market = made(4, 20, weeks=30)
    root = market_records.made("market", market)
    day = date.fromordinal(market.known.day)
    loaded = load.book(root, day)
    assert loaded.company is not None
    read = past.read(history.read(root), loaded.company, loaded.entries)
    for back in (0, 45, 111):
        at = market.known.day - back
        ours, theirs = market.until(at), read.at(date.fromordinal(at))
        assert (ours.people, ours.teams) == (theirs.people, theirs.teams)
        # What happened twice on one day is one version in a commit a day.
        one, two = takings.standing(ours), takings.standing(theirs)
        assert [ours.deals[deal] for deal in one.deal] == [theirs.deals[deal] for deal in two.deal]
        for name in ("day", "stage", "amount", "close", "owner", "created", "contacts", "category"):
            np.testing.assert_array_equal(getattr(one, name), getattr(two, name), name)
