from benchmarks import doubled
from benchmarks.bench_duplicates import TOLD, found, missed, precision, recall
from generator import simulation
from generator.book import Key

A, B, C, D = (Key("accounts", name) for name in "abcd")
KNOWN = {(A, B): "copied", (A, C): "copied"}


def test_shares_are_of_the_known_and_of_the_told_pairs() -> None:
    assert recall(KNOWN, {(A, B), (A, D)}) == 0.5
    assert precision(KNOWN, {(A, B), (A, D)}) == 0.5
    assert precision(KNOWN, {(B, C)}) == 1  # both are copies of one account
    assert missed(KNOWN, {(A, B)}) == "copied (1)"
    assert missed(KNOWN, KNOWN) == "nothing"


def test_all_that_the_simulation_enters_twice_is_found() -> None:
    """The sample company itself: its twin, the accounts that it merges again, and copies."""
    made = doubled.sample(simulation.SAMPLE)
    pairs = found(made)
    known = [pair for pair, what in made.pairs.items() if what.endswith(("simulation", "twin"))]
    assert len(known) > 1
    assert {pairs.get(pair) for pair in known} <= set(TOLD)
    assert {key.folder for pair in made.pairs for key in pair} == {
        "accounts", "contacts", "leads", "deals", "orders"
    }  # fmt: skip
