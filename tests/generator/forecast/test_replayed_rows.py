"""The replayed past as rows: every figure in the column that is named for it."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from generator.forecast.accuracy import Score
from generator.forecast.backtest import Backtest
from generator.forecast.calibration import Bin, Calibration
from generator.forecast.choice import Choice
from generator.forecast.isotonic import Parts
from generator.forecast.issued import (
    CLIMATOLOGY,
    COMBINED,
    COMPANY,
    MODEL,
    Issued,
    Outcome,
    Scope,
)
from generator.forecast.known import Unconverted
from generator.forecast.replayed_rows import ledger, replayed
from generator.forecast.score import Share
from generator.forecast.table import SHAPES, Row
from schema.company import FiscalYear
from tests.generator.forecast.books import known

AYA = Scope("person", "aya")
TODAY = date(2026, 11, 20).toordinal()
QUARTER = date(2026, 9, 30).toordinal()
SUNDAY = date(2026, 9, 27).toordinal()


def named(table: str, row: Row) -> Mapping[str, object]:
    return dict(zip((name for name, _, _ in SHAPES[table][1]), row, strict=True))


def issued(method: str, scope: Scope, mean: float, origin: int = SUNDAY) -> Issued:
    quantiles = tuple(float(one) for one in range(1, 10))
    return Issued(origin, "c0ffee", "quarter", QUARTER, method, scope, mean, quantiles, 2.0, 3.0)


def test_what_was_said_stands_beside_what_came() -> None:
    said = (
        issued(COMBINED, COMPANY, 10.25),
        issued("commit", AYA, 1.0),  # kept for the company alone
        issued(COMBINED, COMPANY, 11.0, TODAY),  # not of the past
        issued(COMBINED, AYA, float("nan"))._replace(window="4 weeks", quantiles=()),
    )
    came = (Outcome(SUNDAY, "quarter", QUARTER, COMPANY, 12.0, 11.5),)
    rows = replayed(Backtest(said, came), TODAY)["past_forecast"]
    first, second = (named("past_forecast", row) for row in rows)
    assert first["origin"] == date(2026, 9, 27)
    assert (first["mean"], first["low_95"]) == ("10.25", "1.00")
    assert (first["median"], first["high_95"]) == ("5.00", "9.00")
    assert (first["booked"], first["open"], first["new"]) == ("2.00", "3.00", "0.00")
    assert (first["settled"], first["recorded"], first["holder_id"]) == ("12.00", "11.50", None)
    assert (second["holder_kind"], second["holder_id"]) == ("people", "aya")
    assert (second["mean"], second["low_80"], second["settled"]) == (None, None, None)


def test_scores_and_chances_keep_their_places() -> None:
    inside = tuple(Share(share, share - 0.1, share + 0.1, 9) for share in (0.5, 0.8, 0.85, 0.9))
    score = Score(
        COMBINED, COMPANY, "quarter", 9, 2, 1.0, 1.0, 0.2, -0.1, 0.5, 0.3, 4.0, 0.25, 1.0,
        inside, (11.0, 12.0, 13.0, 14.0), 1.5,
    )  # fmt: skip
    plain = score._replace(
        method="commit", crps=None, skill=None, pinball=None, coverage=(), winkler=(), width=None
    )
    bins = (Bin(0.3, 0.4, 0.35, Share(0.4, 0.26, 0.55, 40)),)
    parts = Parts(0.01, 0.05, 0.24)
    told = Calibration("quarter", 40, 16, 0.2, 0.15, -0.1, 0.03, 1.1, 0.6, 0.7, parts, bins)
    rows = replayed(Backtest(scores=(score, plain), calibration=(told,)), TODAY)
    first, second = (named("forecast_score", row) for row in rows["forecast_score"])
    ratios = (
        "wape", "bias", "mase", "floor", "skill", "coverage_50", "coverage_80", "coverage_90",
        "coverage_95",
    )  # fmt: skip
    assert [first[name] for name in ratios] == [0.2, -0.1, 0.5, 0.3, 0.25, 0.5, 0.8, 0.85, 0.9]
    paid = ("pinball", "winkler_50", "winkler_80", "winkler_90", "winkler_95")
    assert [first[name] for name in paid] == ["1.00", "11.00", "12.00", "13.00", "14.00"]
    assert {second[name] for name in paid} == {None}
    assert (first["coverage_80_low"], first["coverage_80_high"]) == (0.7, 0.9)
    assert (first["forecasts"], first["independent"], first["width"]) == (9, 2, 1.5)
    assert [second[name] for name in ratios[4:]] == [None] * 5
    (bin_row,) = (named("forecast_calibration", row) for row in rows["forecast_calibration"])
    assert list(bin_row.values()) == [
        "quarter", 0.3, 0.4, 40, 0.35, 0.4, 0.26, 0.55
    ]  # fmt: skip
    (chances,) = (named("forecast_chance_score", row) for row in rows["forecast_chance_score"])
    assert chances == {
        "horizon": "quarter", "chances": 40, "wins": 16, "brier": 0.2, "skill": 0.15,
        "static_skill": -0.1, "log_loss": 0.6, "intercept": 0.03, "slope": 1.1,
        "miscalibration": 0.01, "discrimination": 0.05, "uncertainty": 0.24, "auc": 0.7,
    }  # fmt: skip
    none = told._replace(parts=None)
    (row,) = replayed(Backtest(calibration=(none,)), TODAY)["forecast_chance_score"]
    assert named("forecast_chance_score", row)["miscalibration"] is None


def test_the_last_word_on_each_quarter_counts_for_a_person() -> None:
    """Of two words on one quarter the later: 12 where 10 came, log 1.2 / 7 after six more."""
    said = (issued("submitted", AYA, 12.0), issued("submitted", AYA, 99.0, SUNDAY - 7))
    came = tuple(Outcome(at, "quarter", QUARTER, AYA, 10.0, 10.0) for at in (SUNDAY, SUNDAY - 7))
    (row,) = replayed(Backtest(said, came), TODAY)["forecast_tendency"]
    found = named("forecast_tendency", row)
    common = np.log(1.2) / 7
    assert (found["person_id"], found["periods"], found["raw"]) == ("aya", 1, 0.2)
    assert found["shrunk"] == round(float(np.exp((np.log(1.2) + 6 * common) / 7)) - 1, 6)


def test_the_ledger_tells_what_came_of_windows_that_are_over() -> None:
    said = (
        issued(COMBINED, COMPANY, 10.0),
        issued(COMBINED, COMPANY, 10.0)._replace(window="4 weeks", end=TODAY + 1),
    )
    won = (date(2026, 8, 15).toordinal(), date(2026, 10, 1).toordinal())
    book = known(
        TODAY, ("a", won[0], "won", 50, won[0], "ann"), ("b", won[1], "won", 7, won[1], "")
    )
    rows = [named("forecast_ledger", row) for row in ledger(said, book, FiscalYear())]
    assert {row["horizon"]: row["settled"] for row in rows} == {"quarter": "50.00", "4 weeks": None}
    assert {row["commit_sha"] for row in rows} == {"c0ffee"}


def test_what_came_without_a_rate_is_not_told_of_the_ledger() -> None:
    """A win of the quarter lacks a rate, so that its sum is short; the weeks after have all."""
    first = date(2026, 8, 15).toordinal()
    book = known(TODAY, ("a", first, "won", 50, first, "ann"), ("b", first, "won", 0, first, ""))
    short = book._replace(unconverted=(Unconverted("b", "USD", first),))
    said = (
        issued(COMBINED, COMPANY, 10.0),
        issued(COMBINED, COMPANY, 10.0, first)._replace(window="4 weeks", end=first + 28),
    )
    rows = [named("forecast_ledger", row) for row in ledger(said, short, FiscalYear())]
    assert {row["horizon"]: row["settled"] for row in rows} == {"quarter": None, "4 weeks": "0.00"}


def test_every_window_and_every_method_with_ranges_is_asked_about() -> None:
    """Of the quarter both speak, of four weeks the climatology alone; no points are asked about."""
    said = (
        issued(COMBINED, COMPANY, 10.0),
        issued(MODEL, COMPANY, 11.0),
        issued("commit", COMPANY, 11.0)._replace(quantiles=()),
        issued(MODEL, AYA, 11.0),
        issued(CLIMATOLOGY, COMPANY, 12.0)._replace(window="4 weeks"),
    )
    came = (
        Outcome(SUNDAY, "quarter", QUARTER, COMPANY, 12.0, 11.5),
        Outcome(SUNDAY, "quarter", QUARTER, AYA, 12.0, 11.5),
        Outcome(SUNDAY, "4 weeks", QUARTER, COMPANY, 12.0, 11.5),
    )
    rows = replayed(Backtest(said, came), TODAY)["forecast_gate"]
    found = [named("forecast_gate", row) for row in rows]
    assert {(row["horizon"], row["method"], row["against"], row["passed"]) for row in found} == {
        ("4 weeks", CLIMATOLOGY, COMBINED, False),
        ("quarter", MODEL, COMBINED, False),
    }
    assert [row["condition"] for row in found if row["horizon"] == "quarter"] == [1, 2, 3, 4, 5]
    assert replayed(Backtest(), TODAY)["forecast_gate"] == ()


def test_what_is_shown_stands_with_its_reason_and_its_past_is_kept() -> None:
    said = (issued("52-week mean", AYA, 9.0), issued(CLIMATOLOGY, AYA, 8.0))
    chosen = (
        Choice(SUNDAY, "quarter", CLIMATOLOGY, 9),
        Choice(TODAY, "4 weeks", COMBINED, 3),
    )
    rows = replayed(Backtest(said, choices=chosen), TODAY)
    first, second = (named("forecast_choice", row) for row in rows["forecast_choice"])
    assert list(first.values())[:4] == [date(2026, 9, 27), "quarter", CLIMATOLOGY, 9]
    assert second["words"] == "shown by default: not yet enough windows for the gate, 3 of 8"
    (kept,) = (named("past_forecast", row) for row in rows["past_forecast"])
    assert (kept["method"], kept["mean"]) == (CLIMATOLOGY, "8.00")
