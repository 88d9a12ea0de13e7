from benchmarks.bench_check import results
from benchmarks.measure import Run


def test_ratios_are_those_within_a_turn() -> None:
    slow = (Run(20, 20, 10), Run(10, 10, 3_000_000_000), Run(2, 2, 10))
    fast = (Run(10, 10, 10), Run(5, 5, 10), Run(1, 1, 10))
    figures = {one.name: (one.measured, one.ok) for one in results([slow, fast, fast], 100_000)}
    assert figures == {
        "check": (0.5, True),
        "check_memory": (3.0, False),
        "check_again": (0.2, False),
        "check_again_seconds": (1, True),
    }
