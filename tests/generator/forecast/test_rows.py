"""What is foreseen as rows: no amount is expected of a deal whose chance is not told."""

from generator.forecast import chance, model, outlook, share
from generator.forecast.backtest import Backtest
from generator.forecast.foresight import Foresight
from generator.forecast.known import Known
from generator.forecast.rows import rows
from generator.forecast.window import weeks
from tests.generator.forecast.books import known
from tests.generator.forecast.markets import market
from tests.tables.books import company


def deals(book: Known) -> list[tuple[object, object]]:
    """Give the chances and the expected amounts of the open deals."""
    learned, windows = model.learn(book), (weeks(book.day, 13),)
    said = outlook.foresee(learned, windows)
    seen = Foresight(
        book, company().fiscal_year, windows, said, share.shared(book, said),
        chance.chances_of(learned), Backtest(),
    )  # fmt: skip
    return [(row[2], row[3]) for row in rows(seen)["forecast_deal"]]


def test_a_deal_has_a_chance_and_an_expected_amount_or_neither() -> None:
    told = deals(market())
    assert told
    assert all(None not in pair for pair in told)
    few = known(400, ("a", 380, "offer", 100.0, 420, "ann"), ("b", 300, "won", 70.0, 320, "ann"))
    assert deals(few) == [(None, None)]
