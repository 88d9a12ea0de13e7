"""What the economy does to sales is told from the luck of single deals."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks import common_shock, market
from benchmarks.common_shock import Won, simulated, spread


def dealt(shock: float, wins: float = 400.0) -> Won:
    """Give 40 years of quarters with a known shock, a Poisson number of wins, and a season."""
    dice = np.random.default_rng(5)
    season = np.array([0.8, 1.0, 1.3, 0.9])
    number = dice.poisson(wins * season * np.exp(shock * dice.standard_normal((40, 4))))
    amounts = [dice.lognormal(0, 1.1, size) for size in number.ravel()]
    sums, squares = ([float((one**power).sum()) for one in amounts] for power in (1, 2))
    return Won(np.array(sums).reshape(40, 4), np.array(squares).reshape(40, 4))


@pytest.mark.parametrize("shock", [0.1, 0.3])
def test_the_shock_is_found_behind_luck_and_season(shock: float) -> None:
    assert spread(dealt(shock)) == pytest.approx(shock, rel=0.25)


def test_luck_alone_is_no_shock() -> None:
    assert spread(dealt(0.0)) < 0.05


@pytest.mark.slow
@pytest.mark.parametrize(("economy", "shock"), [(market.ECONOMY, 0.10), (market.HARSH, 0.42)])
def test_the_market_swings_as_it_says(economy: float, shock: float) -> None:
    """Of so few markets the measured shock lies within a sixth of the true one, as a rule."""
    assert spread(simulated(economy, 10_000, range(20))) == pytest.approx(shock, rel=0.2)


def test_every_deal_won_in_the_public_data_set_after_its_first_quarter_counts(
    shared: Path,
) -> None:
    folder = shared / "datasets" / "maven-crm"
    if not folder.is_dir():
        pytest.skip("the public data set is not here")
    # Counted by other means: `awk -F, '$5=="Won" && $7>="2017-04-01" {s+=$8} END {print s}'`.
    won = common_shock.real(folder)
    assert (won.sums.shape, won.sums.sum()) == ((3, 1), 8_870_862)
    assert spread(won) < 0.10
