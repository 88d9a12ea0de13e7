from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forecast import model, outlook
from generator.forecast.issued import LEVELS
from generator.forecast.known import NONE, Floats, Known, Stage, Unconverted
from generator.forecast.outlook import (
    CONCENTRATED,
    INSUFFICIENT,
    LABELS,
    PRIOR,
    RANGE,
    UNPRICED,
    Outlook,
    Part,
    forecast,
)
from generator.forecast.scenario import Scenario, Window
from tests.generator.forecast.books import Line, known
from tests.generator.forecast.markets import BEGIN, lines, market

MARKET = market()
DAY = MARKET.day
QUARTER = Window("quarter", DAY - 40, DAY + 50)
WINDOWS = (
    Window("4 weeks", DAY + 1, DAY + 28),
    Window("13 weeks", DAY + 1, DAY + 91),
    QUARTER,
    Window("next quarter", DAY + 51, DAY + 141),
    Window("gone by", DAY - 90, DAY - 1),
)
SAID = forecast(MARKET, WINDOWS)
THIRTEEN = SAID.parts[1]


def same(one: Outlook, other: Outlook) -> bool:
    return all(
        np.array_equal(getattr(mine, name), getattr(its, name))
        for mine, its in zip(one.parts, other.parts, strict=True)
        for name in ("booked", "open", "new", "people", "chance", "expected")
    )


def priced(then: Known, amount: Floats) -> Known:
    return then._replace(versions=then.versions._replace(amount=amount))


def thirteen(then: Known, scenario: Scenario | None = None) -> Part:
    window = Window("13 weeks", then.day + 1, then.day + 91)
    return forecast(then, [window], scenario or Scenario()).parts[0]


def test_the_same_history_gives_the_same_figures() -> None:
    assert same(SAID, forecast(market(), WINDOWS))
    assert not same(SAID, forecast(MARKET._replace(seed=b"another"), WINDOWS))


def test_what_was_learned_can_be_asked_again() -> None:
    assert same(SAID, outlook.foresee(model.learn(MARKET), WINDOWS))


@pytest.mark.parametrize("part", SAID.parts, ids=lambda part: part.window.name)
def test_every_sum_can_be_taken_apart(part: Part) -> None:
    assert part.people.sum(axis=1) == pytest.approx(part.total)
    assert part.expected.sum() == pytest.approx(part.open.mean())
    assert part.booked + part.open.mean() + part.new.mean() == pytest.approx(part.mean)


@pytest.mark.parametrize("part", SAID.parts, ids=lambda part: part.window.name)
def test_quantiles_rise_and_nothing_falls_below_what_is_booked(part: Part) -> None:
    low, middle, high = part.quantile(0.05, 0.5, 0.95)
    assert part.booked <= low <= middle <= high
    assert part.reaches(part.booked) == 1.0
    assert part.reaches(high + 1) <= 0.05


def test_chances_lie_between_none_and_one_and_grow_with_the_window() -> None:
    four, more = SAID.parts[0].chance, THIRTEEN.chance
    assert ((more > 0) & (more < 1)).all()
    assert (four < more).all()


def test_the_chances_are_the_shares_of_draws() -> None:
    """A chance is a mean over all shocks; among 4,000 draws it may be off by 4 standard errors."""
    unit = thirteen(priced(MARKET, np.ones(len(MARKET.versions.amount))))
    error = np.sqrt(unit.chance * (1 - unit.chance) / 4000)
    left = unit.expected / np.maximum(unit.chance, 1e-9)
    assert np.median(left) == pytest.approx(1.0, abs=0.03)  # every deal is worth 1, always
    assert (np.abs(unit.expected - unit.chance * np.median(left)) < 5 * error + 0.01).all()


def test_booked_is_what_was_won_within_the_window() -> None:
    then = known(
        DAY,
        ("a", DAY - 50, "won", 5.0, DAY - 45, "ann"),
        ("b", DAY - 30, "won", 7.0, DAY - 31, "bob"),
        ("c", DAY - 20, "won", 9.0, DAY - 20, ""),
        ("d", DAY - 20, "won", 11.0, DAY - 20, "cy"),
        ("d", DAY - 10, "lost", 11.0, DAY - 10, "cy"),
    )
    part = forecast(then, [QUARTER]).parts[0]
    assert part.booked == 16.0
    assert part.people.min(axis=0).tolist() == [0.0, 7.0, 0.0, 9.0]


def test_a_window_gone_by_holds_only_what_is_booked() -> None:
    part = SAID.parts[-1]
    assert part.mean == part.booked > 0
    assert RANGE not in part.labels


@pytest.mark.parametrize(
    ("ends", "wins", "top", "found"),
    [
        ((10, 20, 60), 5.0, 8.0, ()),
        ((10, 20, 60.1), 5.0, 8.0, (RANGE,)),  # more than six times
        ((10, 20, 60), 4.9, 8.0, (RANGE,)),  # fewer than five wins
        ((0, 20, 60), 50.0, 8.0, (RANGE,)),
        ((-1, 20, 60), 50.0, 8.0, (RANGE,)),
        ((10, 20, 60), 5.0, 8.1, (CONCENTRATED,)),  # more than 40 % of 20
        ((0, 0, 60), 5.0, 8.1, (RANGE,)),
        ((7, 7, 7), 0.0, 0.0, ()),  # what is certain can be told
    ],
)
def test_a_range_says_what_it_is_to_be_read_with(
    ends: tuple[float, float, float], wins: float, top: float, found: tuple[str, ...]
) -> None:
    low, middle, high = ends
    quantiles = (low, low, low, low, middle, high, high, high, high)
    assert outlook.labels(middle, quantiles, wins, top) == found


def test_a_rare_win_is_not_certain_to_stay_away() -> None:
    """A deal of 100,000 with 2 %: all that is told of the range is 7, and 2,007 is no figure."""
    quantiles = (7.0,) * len(LEVELS)
    assert outlook.labels(2007.0, quantiles, 0.02, 2000.0) == (RANGE, CONCENTRATED)
    assert outlook.labels(2007.0, quantiles, 5.0, 2.0) == ()


def test_another_range_around_the_same_forecast_can_only_add_its_own_label() -> None:
    wide, narrow = (1.0, 1, 1, 1, 5, 9, 9, 9, 9), (4.0, 4, 4, 4, 5, 6, 6, 6, 6)
    assert outlook.relabelled("", narrow) == ""
    assert outlook.relabelled("", wide) == RANGE
    assert outlook.relabelled(RANGE, narrow) == RANGE
    both = outlook.relabelled(f"{PRIOR}; {CONCENTRATED}", wide)
    assert both == f"{PRIOR}; {RANGE}; {CONCENTRATED}"


def test_windows_side_by_side_add_up() -> None:
    halves = (Window("a", DAY + 1, DAY + 40), Window("b", DAY + 41, DAY + 91))
    first, second, whole = forecast(MARKET, [*halves, WINDOWS[1]]).parts
    assert first.total + second.total == pytest.approx(whole.total)
    assert first.chance + second.chance == pytest.approx(whole.chance)


@settings(max_examples=8, deadline=None)
@given(st.floats(1e-3, 1e9))
def test_figures_grow_with_the_amounts(times: float) -> None:
    more = thirteen(priced(MARKET, MARKET.versions.amount * times))
    assert more.total == pytest.approx(THIRTEEN.total * times, rel=1e-9)
    assert more.chance == pytest.approx(THIRTEEN.chance, rel=1e-9)


def cut(keep: Sequence[str]) -> Known:
    """Leave only the deals that stand in some stages at the end."""
    told = lines()
    last = {line[0]: line[2] for line in told}
    return known(DAY, *(line for line in told if last[line[0]] in keep), begin=BEGIN)


ODD: dict[str, tuple[Known, str]] = {
    "no deal": (known(DAY), INSUFFICIENT),
    "before the first": (MARKET.until(BEGIN), INSUFFICIENT),
    "a week": (MARKET.until(BEGIN + 7), INSUFFICIENT),
    "one deal": (known(DAY, ("a", DAY - 5, "talk", 1.0, DAY + 9, "ann")), INSUFFICIENT),
    "all won": (cut(["won"]), INSUFFICIENT),
    "all lost": (cut(["lost"]), INSUFFICIENT),
    "none closed": (cut(["talk", "offer"]), INSUFFICIENT),
    "no amount": (priced(MARKET, np.full(len(MARKET.versions.amount), np.nan)), UNPRICED),
    "zero": (priced(MARKET, MARKET.versions.amount * 0), UNPRICED),
    "negative": (priced(MARKET, -MARKET.versions.amount), UNPRICED),
    "stages are gone": (
        MARKET._replace(
            versions=MARKET.versions._replace(stage=np.full(len(MARKET.versions.stage), NONE))
        ),
        INSUFFICIENT,
    ),
    "few closed": (market(deals=60), PRIOR),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pasts_give_finite_figures_with_a_label(name: str) -> None:
    then, label = ODD[name]
    said = forecast(then, WINDOWS)
    for part in said.parts:
        for figures in (part.total, part.people, part.chance, part.expected):
            assert np.isfinite(figures).all()
        assert np.isfinite(part.booked + part.wins)
    assert label in said.parts[1].labels
    assert set(said.parts[1].labels) <= set(LABELS)
    assert bool(said.refusal) == (len(then.versions.deal) == 0)


def test_a_whale_is_named_and_not_expected_again() -> None:
    last = MARKET.versions.deal == MARKET.deals.index(SAID.deals[-1])
    grown = priced(MARKET, np.where(last, MARKET.versions.amount * 1e6, MARKET.versions.amount))
    part = thirteen(grown)
    assert np.isfinite(part.mean)
    assert CONCENTRATED in part.labels
    once = int(MARKET.versions.deal[np.flatnonzero(MARKET.versions.stage == 2)[3]])
    past = priced(MARKET, np.where(MARKET.versions.deal == once, 1e12, MARKET.versions.amount))
    assert thirteen(past).new.mean() < 3 * THIRTEEN.new.mean()


def test_deals_that_stood_still_for_years_bring_nothing() -> None:
    still: list[Line] = [
        (f"z{each:03}", BEGIN + 1, "offer", 9000.0, BEGIN + 99, "bob") for each in range(200)
    ]
    said = forecast(known(DAY, *lines(), *still, begin=BEGIN), WINDOWS)
    asleep = np.array([name.startswith("z") for name in said.deals])
    assert said.parts[1].expected[asleep].sum() < 0.02 * 200 * 9000


def test_a_deal_can_be_left_out() -> None:
    largest = SAID.deals[int(THIRTEEN.expected.argmax())]
    less = thirteen(MARKET, Scenario(without=frozenset({largest})))
    gone = SAID.deals.index(largest)
    assert less.chance[gone] == less.expected[gone] == 0
    assert np.delete(less.expected, gone) == pytest.approx(np.delete(THIRTEEN.expected, gone))
    assert THIRTEEN.mean - less.mean == pytest.approx(THIRTEEN.expected[gone])


def test_a_won_deal_can_be_left_out() -> None:
    won = next(line[0] for line in reversed(lines()) if line[2] == "won" and line[4] > DAY - 40)
    part = forecast(MARKET, [QUARTER], Scenario(without=frozenset({won}))).parts[0]
    assert part.booked < SAID.parts[2].booked


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.9, 1.0])
def test_a_deal_can_be_given_a_chance_of_its_own(chance: float) -> None:
    deal = SAID.deals[-1]
    window = Window("ever", DAY + 1, DAY + 7 * 104)
    part = forecast(MARKET, [window], Scenario(probability={deal: chance})).parts[0]
    assert part.chance[-1] == pytest.approx(chance, abs=1e-6)


def test_amounts_that_no_rate_converts_count_nothing_and_are_named() -> None:
    deal = SAID.deals[-1]
    lacking = Unconverted(deal, "USD", DAY)
    bare = np.where(
        MARKET.versions.deal == MARKET.deals.index(deal), np.nan, MARKET.versions.amount
    )
    said = forecast(priced(MARKET, bare)._replace(unconverted=(lacking,)), WINDOWS)
    assert said.unconverted == (lacking,)
    assert said.parts[1].expected[-1] == 0
    assert forecast(priced(MARKET, bare), WINDOWS).parts[1].expected[-1] > 0  # the usual amount


def test_a_very_large_book_has_fewer_draws() -> None:
    still: list[Line] = [
        (f"d{each:04}", DAY - 30, "talk", 5.0, DAY + 50, "ann") for each in range(2500)
    ]
    assert len(thirteen(known(DAY, *still, begin=BEGIN)).total) == 1000
    assert len(THIRTEEN.total) == 4000


def test_several_pipelines_are_one_book() -> None:
    other = (
        Stage("q", "ask", 0, "open", 0.5, "pipeline"),
        Stage("q", "done", 1, "won", 1.0, "closed"),
    )
    then = MARKET._replace(stages=(*MARKET.stages, *other))
    assert np.isfinite(thirteen(then).total).all()


@pytest.mark.slow
def test_ranges_hold_what_they_say() -> None:
    """Of 60 markets by dice, about 80 % of the quarters lie in the range of 80 %."""
    inside = 0
    for seed in range(60):
        whole = market(seed, 200)
        then = whole.until(whole.day - 91)
        low, high = thirteen(then).quantile(0.1, 0.9)
        table, before = whole.versions, set(then.versions.deal[then.versions.stage == 2])
        rows = np.flatnonzero((table.stage == 2) & (table.day > then.day))
        came = sum(table.amount[row] for row in rows if table.deal[row] not in before)
        inside += low <= came <= high
    assert 0.65 <= inside / 60 <= 0.92
