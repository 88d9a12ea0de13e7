"""One who knows all but the future forecasts from the market itself."""

from random import Random

import pytest

from benchmarks import bench_forecast, ceiling, market
from benchmarks.bench_forecast import one_market, told_ceiling
from benchmarks.market import World, lived
from benchmarks.market_book import WON
from generator.forecast.issued import CLIMATOLOGY, COMPANY, Issued
from generator.forecast.window import LONG

WEEK = 60


def world() -> World:
    return next(one for one in lived(3, 300, 104) if one.week == WEEK)


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a market, not a secret


def test_going_on_changes_nothing_of_what_was() -> None:
    now = world()
    before = repr(now.deals)
    found = now.ahead(13, dice(1))
    assert repr(now.deals) == before
    assert any(deal.step == WON for deal in found)
    decided = [deal.decided for deal in found if deal.decided is not None]
    assert min(decided) > now.day
    assert max(decided) <= now.day + 91


def test_going_on_wins_about_as_many_deals_as_the_market_did() -> None:
    """Eight economies that nobody foresees leave an eighth, as a rule."""
    foreseen = came = 0
    for seed in range(1, 9):
        *_, last = lived(seed, 1000, 104, 10)
        now = next(one for one in lived(seed, 1000, 104, 10) if one.week == WEEK)
        window = range(now.day + 1, now.day + 92)
        foreseen += sum(deal.step == WON for deal in now.ahead(13, dice(seed)))
        came += sum(deal.step == WON and deal.decided in window for deal in last.deals)
    assert foreseen == pytest.approx(came, rel=0.25)
    assert came > 200


def test_the_same_week_is_foreseen_the_same() -> None:
    usual = Issued(world().day, "", LONG, world().day + 91, "climatology", COMPANY, 1.0)
    once, again = (ceiling.foreseen(world(), usual, 3, times=20) for _ in range(2))
    assert once == again
    assert list(once.quantiles) == sorted(once.quantiles)
    assert once.quantiles[0] <= once.mean <= once.quantiles[-1]


@pytest.mark.slow
def test_the_ceiling_is_scored_like_any_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_forecast, "STEP", 20)
    monkeypatch.setattr(ceiling, "TIMES", 20)
    found = one_market(1)
    best = ceiling.judged(bench_forecast.DEALS, market.ECONOMY, (1, found.pairs))
    usual = [pair for pair in found.pairs if pair.issued.method == CLIMATOLOGY]
    assert [one.actual for one in best] == [one.actual for one in usual]
    assert {one.issued.method for one in best} == {ceiling.NAME}
    assert " of what is possible" in told_ceiling([found], [best])


def test_the_market_is_the_last_week_of_the_world() -> None:
    *_, last = lived(4, 60, 60)
    made = market.made(4, 60, 60)
    assert made.calls == tuple(last.calls)
