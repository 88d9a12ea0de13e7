"""What is foreseen as rows: a range that no past has tested says so."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from generator.forecast.backtest import Backtest
from generator.forecast.choice import Choice
from generator.forecast.foresight import Foresight
from generator.forecast.issued import (
    CLIMATOLOGY,
    COMBINED,
    COMPANY,
    MODEL,
    UNVERIFIED,
    Issued,
)
from generator.forecast.outlook import INSUFFICIENT, Outlook
from generator.forecast.replay import Chances, Part, Spoken
from generator.forecast.rows import rows
from generator.forecast.scenario import Window
from generator.forecast.table import SHAPES
from schema.company import FiscalYear
from tests.generator.forecast.books import known

TODAY = date(2026, 11, 20).toordinal()
WINDOWS = tuple(
    Window(f"{weeks} weeks", TODAY + 1, TODAY + 7 * weeks) for weeks in (4, 13, 26)
)  # fmt: skip
NINE = tuple(float(one) for one in range(1, 10))


def foresight(*chosen: Choice, label: str = "", issued: tuple[Issued, ...] = ()) -> Foresight:
    part = Part(5.0, NINE, 1.0, 3.0, 1.0, label)
    spoken = Spoken(
        {(window.name, COMPANY): part for window in WINDOWS},
        Chances((), np.zeros((3, 0)), np.zeros((3, 0))),
    )
    outlook = Outlook(TODAY, (), (), (), (), 12, 11, "", ())
    past = Backtest(issued, choices=chosen)
    return Foresight(known(TODAY), FiscalYear(), WINDOWS, outlook, spoken, (), past)


def labels(seen: Foresight) -> Mapping[object, object]:
    names = [name for name, _, _ in SHAPES["forecast_total"][1]]
    told = [dict(zip(names, row, strict=True)) for row in rows(seen)["forecast_total"]]
    return {row["horizon"]: row["label"] for row in told if row["method"] == MODEL}


def test_where_no_past_has_tested_it_the_models_range_says_so() -> None:
    assert labels(foresight()) == dict.fromkeys(("4 weeks", "13 weeks", "26 weeks"), UNVERIFIED)
    said = labels(foresight(label=INSUFFICIENT))
    assert set(said.values()) == {f"{INSUFFICIENT}; {UNVERIFIED}"}


def test_a_model_that_the_gate_has_chosen_says_what_its_windows_have_not_tested() -> None:
    """Eight windows test an 80 % range, 19 one of 95 %; a choice of last week is none of today."""
    seen = foresight(
        Choice(TODAY - 7, "26 weeks", MODEL, 30),
        Choice(TODAY, "4 weeks", MODEL, 19),
        Choice(TODAY, "13 weeks", MODEL, 8),
    )
    assert labels(seen) == {
        "4 weeks": None,
        "13 weeks": "90 % and 95 % ranges, not yet verified",
        "26 weeks": UNVERIFIED,
    }
    assert {row[0] for row in rows(seen)["forecast_label"]} == {
        "90 % and 95 % ranges, not yet verified",
        UNVERIFIED,
    }


def test_a_method_that_tells_no_parts_apart_has_none() -> None:
    """Of what the climatology expects beyond what is booked nobody knows whether it is new."""
    head = (TODAY, "c", "4 weeks", TODAY + 28)
    told = (
        Issued(*head, CLIMATOLOGY, COMPANY, 9.0, NINE, 1.0),
        Issued(*head, COMBINED, COMPANY, 9.0, NINE, 1.0, 8.0),
        Issued(*head, "commit", COMPANY, 1.0, (), 1.0),
    )
    names = [name for name, _, _ in SHAPES["forecast_total"][1]]
    made = [
        dict(zip(names, row, strict=True)) for row in rows(foresight(issued=told))["forecast_total"]
    ]
    found = {row["method"]: (row["booked"], row["open"], row["new"]) for row in made}
    assert found[CLIMATOLOGY] == ("1.00", None, None)
    assert found[COMBINED] == ("1.00", "8.00", "0.00")
    assert found["commit"] == ("1.00", "0.00", "0.00")


def test_the_basis_names_the_default() -> None:
    (without,) = rows(foresight())["forecast_basis"]
    issued = (Issued(TODAY - 7, "c", "4 weeks", TODAY, COMBINED, COMPANY, 9.0, NINE, 1.0, 8.0),)
    (there,) = rows(foresight(issued=issued))["forecast_basis"]
    assert (without[2], there[2]) == (MODEL, COMBINED)
