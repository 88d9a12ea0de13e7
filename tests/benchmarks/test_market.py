"""The market holds what it promises, counted over its own book."""

import numpy as np
import pytest

from benchmarks.market import Market, made
from benchmarks.market_book import LOST, WON
from generator.forecast.known import Flags, Ints, Versions


@pytest.fixture(scope="module")
def market() -> Market:
    return made(1, 300)


def last_rows(versions: Versions) -> Ints:
    return np.flatnonzero(np.append(np.diff(versions.deal), 1))


def of(rows: Versions, stage: int) -> Flags:
    return np.asarray(rows.stage == stage)


def test_the_same_seed_gives_the_same_market(market: Market) -> None:
    again, other = made(1, 300), made(2, 300)
    assert again.calls == market.calls
    for one, two in zip(again.known.versions, market.known.versions, strict=True):
        np.testing.assert_array_equal(one, two)
    assert other.calls != market.calls


def test_versions_stand_in_their_order(market: Market) -> None:
    rows = market.known.versions
    np.testing.assert_array_equal(np.lexsort((rows.day, rows.deal)), np.arange(len(rows.deal)))
    assert rows.day.min() >= market.known.begin
    assert rows.day.max() <= market.known.day
    assert set(rows.deal) == set(range(len(market.known.deals)))


def test_what_was_known_earlier_is_a_part_with_a_seed_of_its_own(market: Market) -> None:
    day = market.known.begin + 400
    early = market.until(day)
    assert early.versions.day.max() <= day
    assert len(early.versions.day) == (market.known.versions.day <= day).sum()
    assert len({early.seed, market.known.seed, market.until(day + 7).seed}) == 3


def test_there_are_about_as_many_deals_as_asked() -> None:
    assert 750 < len(made(3, 1000).known.deals) < 1250


def test_deals_are_won_lost_and_left_lying(market: Market) -> None:
    last = market.known.versions.take(last_rows(market.known.versions))
    won, lost = of(last, WON), of(last, LOST)
    assert 0.1 < won.sum() / (won | lost).sum() < 0.6
    assert (~(won | lost) & (last.created < market.known.day - 364)).any()
    assert (last.day >= last.close)[won].all()


def test_agents_push_discount_and_hide(market: Market) -> None:
    rows = market.known.versions
    same = np.diff(rows.deal) == 0
    pushed = same & (np.diff(rows.close) > 0) & (rows.stage[1:] < WON)
    assert pushed.sum() > 100
    cheaper = same & (np.diff(rows.amount) < 0) & of(rows.take(np.arange(1, len(same) + 1)), WON)
    assert cheaper.sum() > 10
    first = rows.take(np.append(0, last_rows(rows)[:-1] + 1))
    assert ((first.stage >= 2) & (first.day > market.known.begin)).sum() > 5


def test_everybody_says_every_monday_what_the_quarter_brings(market: Market) -> None:
    early = [call for call in market.calls if call.day - call.first < 7]
    assert len(market.calls) == 156 * 5
    assert len(early) == 12 * 5
    assert all(call.last - call.first == 13 * 7 - 1 for call in market.calls)
    assert all(call.amount >= 0 for call in market.calls)
