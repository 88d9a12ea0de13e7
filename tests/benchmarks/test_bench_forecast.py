"""What is asked of the forecast, and how it is measured."""

from functools import partial
from pathlib import Path

import pytest

from benchmarks import bench_forecast, market, market_records, maven, replay_forecast
from benchmarks.bench_forecast import harsh, markets, one_market, tried
from benchmarks.many import Market, together, unsure
from generator.forecast.accuracy import Judged
from generator.forecast.issued import CLIMATOLOGY, COMBINED, COMPANY, LEVELS, MODEL, Issued
from generator.forecast.window import LONG, origins

POINTS = {"rate", "commit"}


def said(method: str, origin: int, mean: float, came: float, *, ranged: bool = True) -> Judged:
    """Say a mean, all quantiles alike: the CRPS is the distance then."""
    quantiles = (mean,) * len(LEVELS) if ranged else ()
    issued = Issued(origin, "", LONG, origin + 91, method, COMPANY, mean, quantiles)
    return Judged(issued, came)


def of(*came: float, brier: float = 0.2, **means: float) -> Market:
    """Give a market in which each method always says the same."""
    names = {"rate": "52-week mean", "usual": CLIMATOLOGY}
    pairs = [
        said(
            names.get(name, name), 100 + 7 * place, mean, one, ranged=name not in {"rate", "commit"}
        )
        for name, mean in means.items()
        for place, one in enumerate(came)
    ]
    return Market(pairs, brier)


ONE = of(10, 10, combined=12, model=11, usual=15, rate=14, commit=20)
TWO = of(100, 100, brier=0.1, combined=70, model=80, usual=20, rate=50, commit=99)


def test_all_markets_count_as_one() -> None:
    """Counted by hand: ours miss by 2 + 2 + 30 + 30 = 64 of 220, and by 32 less than 0.

    The 52-week mean misses by 4 + 4 + 50 + 50 = 108, commit by 10 + 10 + 1 + 1 = 22; the
    climatology by 5 + 5 + 80 + 80 = 170.
    """
    found = {result.name: result for result in markets([ONE, TWO])}
    assert {name: result.measured for name, result in found.items()} == {
        "forecast_wape": pytest.approx(64 / 22),
        "forecast_bias": pytest.approx(56 / 220),
        "forecast_covered_least": 0,
        "forecast_covered_most": 0,
        "forecast_crps": pytest.approx(1 - 64 / 170),
        "forecast_brier": pytest.approx(0.15),
    }
    assert "`commit`" in found["forecast_wape"].how
    # By market .2 and .3 to 1 and .01, and skills of 3/5 and 5/8.
    assert f"mean of the markets {0.25 / 0.505:.3f}" in found["forecast_wape"].how
    assert "mean of the markets 0.613" in found["forecast_crps"].how


def test_what_only_some_markets_tell_is_no_rival() -> None:
    young = of(10, combined=12, model=11, usual=15, rate=14)
    (wape, *_) = markets([ONE, young])
    assert "`52-week mean`" in wape.how


def test_forecasts_of_markets_do_not_overlap() -> None:
    assert together([ONE])[COMBINED].independent == 1
    assert together([ONE, TWO])[COMBINED].independent == 2


def test_a_figure_of_alike_markets_is_sure() -> None:
    assert unsure([ONE, ONE, ONE], lambda some: together(some)[COMBINED].wape or 0) < 1e-9
    assert unsure([ONE], lambda _: 1.0) == 0
    # Left out one after the other, of two figures 1 and 3: their mean's error is 1.
    assert unsure([ONE, TWO], lambda some: 1.0 if some == [ONE] else 3.0) == pytest.approx(1)


def test_of_harsh_markets_the_same_is_asked() -> None:
    usual, swinging = markets([ONE]), harsh([ONE])
    assert [two.name for two in swinging] == [
        two.name.replace("forecast", "forecast_harsh") for two in usual
    ]
    assert all("harsh" in two.what for two in swinging)
    assert [two.asked for two in swinging] == [two.asked for two in usual]
    assert [two.measured for two in swinging] == [two.measured for two in usual]


@pytest.mark.slow
def test_one_market_is_tried_with_every_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_forecast, "DEALS", 60)
    monkeypatch.setattr(bench_forecast, "STEP", 20)
    found = one_market(1)
    methods = {pair.issued.method for pair in found.pairs}
    assert {COMBINED, MODEL, CLIMATOLOGY, "52-week mean", "commit"} <= methods
    assert together([found])[COMBINED].n >= 3
    assert one_market(1) == found


def test_the_market_is_known_up_to_each_origin() -> None:
    made = market.made(2, 30, weeks=60)
    days = origins(made.known.begin + 200, made.known.day, 10)
    found = tried(made.until, days, made.known, made.known.begin)
    assert {one.origin for one in found.backtest.issued} == set(days)


def test_the_public_data_set_is_read_as_it_was_known(shared: Path) -> None:
    folder = shared / "datasets" / "maven-crm"
    if not folder.is_dir():
        pytest.skip("the public data set is not here")
    known = maven.known(folder)
    rows = known.versions
    won = rows.take(rows.stage == 1)
    # Counted by other means: `awk -F, '$5=="Won"' | wc -l`, and the sum of its last column.
    assert (len(won.deal), int(won.amount.sum())) == (4238, 10_005_534)
    assert len(known.deals) == 8800 - 500  # 500 are not engaged in yet
    assert len(known.people) == 35
    assert known.until(known.begin).versions.day.max() == known.begin


def test_without_the_public_data_set_the_reason_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(maven, "FOLDER", tmp_path / "nowhere")
    assert bench_forecast.public() == ()
    assert "is not there: the public data set is not measured" in capsys.readouterr().out


@pytest.mark.slow
def test_a_repository_is_replayed_and_compared_with_its_clones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(market_records, "SAMPLES", tmp_path)
    root = market_records.made("market", market.made(3, 20, weeks=40))
    found = replay_forecast.replayed(root, 6, 2)
    assert len({one.origin for one in found.issued}) == 6
    assert replay_forecast.as_then(root, 6, times=2) == (2, 2)
    assert partial(replay_forecast.as_then, root)(6, 1) == (1, 1)
