"""Payment terms of the simulated accounts."""

from datetime import date

import pytest

from generator.simulation.terms import due


@pytest.mark.parametrize(
    ("terms", "day"),
    [
        ("net 30", date(2026, 12, 20)),
        ("end of month + 1", date(2026, 12, 31)),
        ("end of month + 3", date(2027, 2, 28)),
        ("end of month + 2, day 10", date(2027, 1, 10)),
    ],
)
def test_an_invoice_is_due_as_the_terms_say(terms: str, day: date) -> None:
    assert due(terms, date(2026, 11, 20)) == day


def test_unknown_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="found 'at once'"):
        due("at once", date(2026, 11, 20))
