"""What the forecast's page doubts: deals that count twice, one on which the quarter hangs."""

from generator.yaml.source import Tree
from tests.reports.test_reports import Answered, answer, look

COLUMNS: list[Tree] = ["what", "deals", "first_of_them", "amount", "made_of_it"]


def deal(name: str, amount: int, **others: Tree) -> Tree:
    return {
        "name": name, "account": "acme", "owner": "aiko", "stage": "proposal",
        "created_on": "2026-11-01", "close_date": "2026-12-20", "amount": str(amount), **others,
    }  # fmt: skip


TWINS: dict[str, Tree] = {
    "people/aiko": {"name": "Aiko"},
    "accounts/acme": {"name": "Acme"},
    "deals/camera": deal("Camera", 500),
    "deals/camera-2": deal("Camera", 498),
    "deals/lamp": deal("Lamp", 70),
}

BASIS: dict[str, Tree] = {"forecast_basis": [{"wins": "12", "losses": "11", "chosen": "model"}]}


def total(median: int) -> Tree:
    return {
        "horizon": "quarter", "first_day": "2026-10-01", "last_day": "2026-12-31",
        "method": "model", "holder_kind": "company", "mean": str(median), "median": str(median),
        "booked": "0",
    }  # fmt: skip


def foreseen(median: int, **expected: int) -> Answered:
    return answer(TWINS, foreseen={
        **BASIS,
        "forecast_total": [total(median)],
        "forecast_deal": [
            {"horizon": "quarter", "deal_id": name.replace("_", "-"), "chance": "0.5",
             "expected": str(amount)}
            for name, amount in expected.items()
        ],
    })  # fmt: skip


def doubts(found: Answered) -> list[list[str]]:
    return look(found.answers["forecast"]["doubts"], COLUMNS)


def test_what_counts_twice_is_said_with_its_amount() -> None:
    twice = "All of them are counted: the amount is too much until they are merged"
    assert doubts(foreseen(1000, camera=250, camera_2=249)) == [
        ["Open, and likely the same as another", "2", "camera, camera-2", "498", twice],
    ]


def test_of_three_that_are_one_two_are_too_much() -> None:
    """The largest counts: 498 and 497 do not, though there are three pairs."""
    found = answer({**TWINS, "deals/camera-3": deal("Camera", 497)}, foreseen=BASIS)
    assert [row[1:4] for row in doubts(found)] == [["3", "camera, camera-2, camera-3", "995"]]
    assert look(found.answers["duplicates"]["summary"], ["deal_amount"]) == [["995"]]


def test_of_three_orders_that_are_one_two_are_too_much() -> None:
    """20 twice; the third of them, of 20 too, counts."""
    lines: Tree = [{"product": "lamp", "quantity": "2", "price": "10"}]
    order: Tree = {"account": "acme", "ordered_on": "2026-11-02", "lines": lines}
    orders = {f"orders/o-{number}": order for number in range(3)}
    found = answer({**TWINS, "products/lamp": {"name": "Lamp"}, **orders})
    columns: list[Tree] = ["deal_amount", "order_amount"]
    assert look(found.answers["duplicates"]["summary"], columns) == [["498", "40"]]


def test_two_deals_that_are_told_apart_count_as_two() -> None:
    apart = {**TWINS, "deals/camera-2": deal("Camera", 498, not_duplicate_of=["camera"])}
    basis: dict[str, Tree] = {"forecast_basis": [{"wins": "12", "losses": "11", "chosen": "model"}]}
    assert doubts(answer(apart, foreseen=basis)) == []


def test_a_deal_that_makes_more_than_two_fifths_of_the_middle_is_named() -> None:
    """Lamp brings 41 of 100; 40 of 100 is not more than two fifths of it."""
    hangs = "Whether it is won decides: read the range, not its middle"
    found = doubts(foreseen(100, lamp=41))
    assert ["More than 40 % of the middle of this quarter", "1", "lamp", "70", hangs] in found
    assert all("40 %" not in row[0] for row in doubts(foreseen(100, lamp=40)))


def test_deals_that_had_no_rate_once_are_named() -> None:
    basis: Tree = {"wins": "12", "losses": "11", "chosen": "model", "unrated": ["lamp", "camera"]}
    words = "What was forecast then is not judged, and nothing is learned from it"
    found = doubts(answer({}, foreseen={"forecast_basis": [basis]}))
    assert found == [["Without a rate at some time", "2", "camera, lamp", "-", words]]
