"""What is asked of the forecast, and how it is measured."""

from functools import partial
from pathlib import Path

import pytest

from benchmarks import bench_forecast, market, market_records, maven, replay_forecast
from benchmarks.bench_forecast import Tried, harsh, markets, one_market, tried
from generator.forecast.accuracy import Score
from generator.forecast.backtest import Backtest
from generator.forecast.calibration import Calibration
from generator.forecast.issued import COMBINED, COMPANY, MODEL
from generator.forecast.score import Share
from generator.forecast.window import LONG, origins


def scored(method: str, wape: float, bias: float = 0.0, skill: float = 0.3) -> Score:
    held = Share(0.8, 0.7, 0.9, 20)
    return Score(
        method, COMPANY, LONG, 20, 7, 100, 100, wape, bias, None, None, 5.0, skill, 1.0,
        (held, held, held), (), None,
    )  # fmt: skip


def of(*scores: Score, brier: float = 0.2) -> Tried:
    line = Calibration(LONG, 50, 10, 0.1, brier, None, None, None, ())
    return Tried(Backtest(calibration=(line, line._replace(window="4 weeks", skill=-9))), scores)


def test_the_best_baseline_of_all_markets_is_the_rival() -> None:
    others = [scored(name, 0.2) for name in (MODEL, "climatology", "run-rate")]
    one = of(scored(COMBINED, 0.4, 0.2), *others, scored("52-week mean", 0.5),
             scored("commit", 0.9))  # fmt: skip
    two = of(scored(COMBINED, 0.6, -0.1, 0.1), scored(MODEL, 0.1), scored("52-week mean", 0.9),
             scored("commit", 0.1), brier=0.1)  # fmt: skip
    found = {result.name: result.measured for result in markets([one, two])}
    assert found == {
        "forecast_wape": pytest.approx(0.5 / 0.5),
        "forecast_bias": pytest.approx(0.05),
        "forecast_covered_least": pytest.approx(0.8),
        "forecast_covered_most": pytest.approx(0.8),
        "forecast_crps": pytest.approx(0.2),
        "forecast_brier": pytest.approx(0.15),
    }


def test_of_harsh_markets_the_same_is_asked() -> None:
    one = of(scored(COMBINED, 0.9, 0.9, -0.5), scored(MODEL, 0.1), scored("commit", 0.1))
    usual, swinging = markets([one]), harsh([one])
    assert [two.name for two in swinging] == [
        two.name.replace("forecast", "forecast_harsh") for two in usual
    ]
    assert all("harsh" in two.what for two in swinging)
    assert [two.asked for two in swinging] == [two.asked for two in usual]
    assert swinging[0].measured == pytest.approx(9)
    assert not swinging[0].ok


@pytest.mark.slow
def test_one_market_is_tried_with_every_method(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_forecast, "DEALS", 60)
    monkeypatch.setattr(bench_forecast, "STEP", 20)
    found = one_market(1)
    assert {COMBINED, MODEL, "52-week mean", "commit"} <= {one.method for one in found.scores}
    assert found.of(LONG, COMBINED).n >= 3
    again = one_market(1)
    assert again.scores == found.scores


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
