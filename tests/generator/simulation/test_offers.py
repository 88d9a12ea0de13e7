"""What deals offer, at which price."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.simulation import prices
from generator.simulation.calendar import Calendar
from generator.simulation.chance import stream
from generator.simulation.offers import Line, bundled, discounted, lines, total
from generator.simulation.prices import BOOKS, list_price
from generator.simulation.range import FOUND, PRODUCTS
from generator.simulation.topics import RENEWALS, TOPICS, fitting

INSPECTION = TOPICS[0]


def test_a_line_comes_to_its_quantity_at_its_price_less_the_discount() -> None:
    assert Line("line-camera-4k", 12, Decimal(350_000), 5).net == Decimal(3_990_000)
    assert total([Line("lens-50", 2, Decimal(44_000)), Line("lens-35", 1, Decimal(38_000))]) == (
        Decimal(126_000)
    )


@given(
    st.integers(2_000_000, 60_000_000),
    st.sampled_from(sorted(BOOKS)),
    st.sampled_from([0, 5, 18]),
    st.integers(0, 50),
)
def test_an_offer_comes_near_the_amount_asked_for(
    budget: int, currency: str, discount: int, seed: int
) -> None:
    topic = fitting(budget, renewal=False)[0]
    offer = lines(stream(seed, "offer"), topic, budget, currency, discount)
    yen = float(total(offer) / BOOKS[currency][3])
    assert abs(yen - budget) < max(budget / 5, topic.price)
    assert len({line.product for line in offer}) == len(offer)


def test_days_of_work_are_never_discounted() -> None:
    offer = (Line("camera-3d", 3, Decimal(1)), Line("installation-day", 2, Decimal(1)))
    assert [line.discount for line in discounted(offer, 8)] == [8, 0]


def test_the_parts_of_a_bundle_are_marked() -> None:
    offer = (Line("line-camera-4k", 3, Decimal(1)), Line("lens-35", 3, Decimal(1)))
    assert [line.bundle for line in bundled(offer, "inspection-starter")] == [
        "inspection-starter",
        "",
    ]
    assert bundled(offer, "") == offer


@pytest.mark.parametrize("currency", sorted(BOOKS))
def test_no_price_of_a_book_falls_under_its_minimum_with_the_largest_discount(
    currency: str,
) -> None:
    least = Decimal(100 - prices.LARGEST_DISCOUNT) / 100
    book = next(
        event.change
        for event in prices.told(Calendar(date(2026, 11, 20)))
        if event.key == ("price_books", prices.book(currency))
    )
    entries = book["entries"]
    assert isinstance(entries, list)
    minimum = {entry["product"]: entry["minimum_price"] for entry in entries}
    for product in PRODUCTS:
        assert list_price(product, currency, 10_000) * least >= minimum[product.id]


def test_more_pieces_cost_less_and_work_does_not() -> None:
    camera, day = FOUND["line-camera-4k"], FOUND["installation-day"]
    assert list_price(camera, "JPY", 4) == Decimal(350_000)
    assert list_price(camera, "JPY", 5) == Decimal(336_000)
    assert list_price(camera, "JPY", 50) == Decimal(315_000)
    assert list_price(day, "JPY", 50) == list_price(day, "JPY")


def test_costs_rise_with_the_second_fiscal_year() -> None:
    change = date(2026, 4, 1)
    assert prices.cost("line-camera-4k", date(2026, 3, 31), change) == 210_000
    assert prices.cost("line-camera-4k", change, change) == 216_300


def test_a_topic_fits_if_it_is_about_neither_too_few_nor_too_many() -> None:
    slugs = {topic.slug for topic in fitting(1_000_000, renewal=False)}
    assert "scanner-replacement" in slugs
    assert "weld-seams" not in slugs
    assert fitting(1_000_000, renewal=True) == RENEWALS
    assert {topic.slug for topic in fitting(10**9, renewal=False)} == {
        "film-inspection",
        "handheld-rollout",
    }
