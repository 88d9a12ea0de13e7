"""What is foreseen as rows: no amount of a deal whose chance is not told, all labels that count."""

import pytest

from generator.forecast import chance, model, outlook, share
from generator.forecast.backtest import Backtest
from generator.forecast.choice import Choice
from generator.forecast.equal_weights import NAME
from generator.forecast.foresight import Foresight
from generator.forecast.issued import CLIMATOLOGY, COMBINED, COMPANY, MODEL, UNVERIFIED, Issued
from generator.forecast.known import Known
from generator.forecast.outlook import CONCENTRATED, INSUFFICIENT, PRIOR, RANGE
from generator.forecast.rows import rows
from generator.forecast.window import weeks
from tests.generator.forecast.books import known
from tests.generator.forecast.markets import market
from tests.tables.books import company

WIDEST = "95 % range, not yet verified"


def foresight(book: Known) -> Foresight:
    learned, windows = model.learn(book), (weeks(book.day, 13),)
    said = outlook.foresee(learned, windows)
    return Foresight(
        book, company().fiscal_year, windows, said, share.shared(book, said),
        chance.chances_of(learned), Backtest(),
    )  # fmt: skip


def deals(book: Known) -> list[tuple[object, object]]:
    """Give the chances and the expected amounts of the open deals."""
    return [(row[2], row[3]) for row in rows(foresight(book))["forecast_deal"]]


def test_a_deal_has_a_chance_and_an_expected_amount_or_neither() -> None:
    told = deals(market())
    assert told
    assert all(None not in pair for pair in told)
    few = known(400, ("a", 380, "offer", 100.0, 420, "ann"), ("b", 300, "won", 70.0, 320, "ann"))
    assert deals(few) == [(None, None)]


FEW = known(400, ("a", 380, "offer", 100.0, 420, "ann"), ("b", 300, "won", 70.0, 320, "ann"))


@pytest.mark.parametrize("method", [CLIMATOLOGY, NAME, MODEL])
def test_what_the_gate_has_chosen_is_read_with_what_the_model_is(method: str) -> None:
    """Nine windows have tested it, so that the range of 95 % alone is not verified yet."""
    seen = foresight(FEW)
    quantiles = tuple(float(amount) for amount in range(10, 19))
    said = Issued(400, "", "13 weeks", 491, method, COMPANY, 14.0, quantiles)
    told = replace(seen, said, Choice(400, "13 weeks", method, 9))
    (model,) = (label for row, label in labels(seen).items() if row == (MODEL, "company"))
    assert model == f"{INSUFFICIENT}; {PRIOR}; {RANGE}; {CONCENTRATED}; {UNVERIFIED}"
    assert labels(told)[method, "company"] == model.replace(UNVERIFIED, WIDEST)
    explained = {row[0] for row in rows(told)["forecast_label"]}
    assert explained >= {INSUFFICIENT, PRIOR, RANGE, WIDEST}
    usual = replace(seen, said, Choice(400, "13 weeks", COMBINED, 9))
    assert labels(usual)[method, "company"] == (model if method == MODEL else None)


def replace(seen: Foresight, said: Issued, choice: Choice) -> Foresight:
    return seen._replace(backtest=Backtest(issued=(said,), choices=(choice,)))


def labels(seen: Foresight) -> dict[tuple[object, object], object]:
    """Give the label of each method's forecast of each kind of scope."""
    return {(row[3], row[4]): row[-1] for row in rows(seen)["forecast_total"]}
