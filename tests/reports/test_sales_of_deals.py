"""The Sales page of a book without orders says that it tells of won deals."""

from tests.reports.test_reports import answered


def test_a_page_of_won_deals_calls_them_so() -> None:
    text = answered("pipeline").page("sales")
    assert "won deals, as there are no orders, in JPY" in text
    assert "Won deals</div>" in text


def test_a_page_of_orders_calls_them_so() -> None:
    text = answered("sales").page("sales")
    assert "booked orders less returns" in text
    assert "Orders</div>" in text
