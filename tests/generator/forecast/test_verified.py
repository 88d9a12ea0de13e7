"""Each range says for itself that it is not verified yet."""

import pytest

from generator.forecast.interval import NEEDED
from generator.forecast.issued import UNVERIFIED
from generator.forecast.verified import WORDS, label


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        (0, UNVERIFIED),
        (3, UNVERIFIED),
        (4, "90 % and 95 % ranges, not yet verified"),
        (8, "90 % and 95 % ranges, not yet verified"),
        (9, "95 % range, not yet verified"),
        (18, "95 % range, not yet verified"),
        (19, ""),
        (500, ""),
    ],
)
def test_a_range_is_verified_once_it_has_its_windows(windows: int, expected: str) -> None:
    """80 % takes 4 windows, 90 % takes 9, 95 % takes 19: k of n+1 is then below n + 1."""
    assert label(windows, NEEDED) == expected


def test_every_label_has_its_words() -> None:
    used = {label(windows, NEEDED) for windows in range(25)} - {""}
    assert used == set(WORDS)
    assert all(words.endswith(".") and "; " not in label for label, words in WORDS.items())
