"""Draws that come from a seed alone."""

from hypothesis import given
from hypothesis import strategies as st

from generator.simulation.chance import CODES, SIGNS, code, likely, shares, some, stream, weighted


def test_the_same_seed_and_name_give_the_same_draws() -> None:
    first, again = stream(7, "deals"), stream(7, "deals")
    assert [first.random() for _ in range(5)] == [again.random() for _ in range(5)]


def test_each_name_has_draws_of_its_own() -> None:
    assert stream(7, "deals").random() != stream(7, "leads").random()


@given(st.integers(0, 10**9), st.sets(st.integers(0, CODES - 1), min_size=2, max_size=50))
def test_codes_of_one_kind_differ(seed: int, numbers: set[int]) -> None:
    codes = {code(seed, number) for number in numbers}
    assert len(codes) == len(numbers)
    assert all(len(one) == 4 and set(one) <= set(SIGNS) for one in codes)


@given(st.integers(0, 10_000), st.lists(st.floats(0.01, 100), min_size=1, max_size=12))
def test_shares_add_up_and_are_nearly_exact(total: int, weights: list[float]) -> None:
    found = shares(total, weights)
    assert sum(found) == total
    for share, weight in zip(found, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < 1


def test_the_largest_remainder_gets_what_is_left() -> None:
    assert shares(10, [1, 1, 1]) == [4, 3, 3]
    assert shares(7, [0.5, 0.3, 0.2]) == [4, 2, 1]


def test_some_keeps_the_order_and_takes_no_more_than_there_is() -> None:
    rng = stream(1, "some")
    assert some(rng, "abc", 9) == ["a", "b", "c"]
    picked = some(rng, range(100), 5)
    assert picked == sorted(set(picked))
    assert len(picked) == 5


def test_what_has_no_weight_is_never_drawn() -> None:
    rng = stream(1, "weighted")
    assert {weighted(rng, {"a": 1.0, "b": 0.0}) for _ in range(50)} == {"a"}


def test_what_is_sure_happens_and_what_is_not_does_not() -> None:
    rng = stream(1, "likely")
    assert all(likely(rng, 100) for _ in range(50))
    assert not any(likely(rng, 0) for _ in range(50))
