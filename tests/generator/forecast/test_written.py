"""A forecast as it is written: what is not known is left out, what is doubtful is said."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.forecast.scenario import NONE
from generator.forecast.statement import Statement
from generator.forecast.statement.written import Spoken, as_text
from generator.history.moment import present
from generator.look.format import EMPTY
from generator.table import Table

MOMENT = present(Path(), date(2026, 11, 20))
TOTALS = (
    "horizon", "horizon_label", "first_day", "last_day", "method", "booked", "open", "new", "mean",
    "point", "low_50", "high_50", "low_80", "high_80", "low_95", "high_95", "target", "gap",
    "target_chance", "label",
)  # fmt: skip
BASIS = ("wins", "losses", "chosen", "refusal", "not_replayed", "unconverted", "lacking")


def table(name: str, columns: tuple[str, ...], *rows: tuple[object, ...]) -> Table:
    return Table(name, columns, ("VARCHAR",) * len(columns), rows)


def total(
    label: str, chance: float | None, low: int | None, remark: str | None
) -> tuple[object, ...]:
    day, amount, end = date(2026, 12, 31), Decimal(5), None if low is None else Decimal(low)
    point = None if "range only" in (remark or "") else amount
    return (
        label, label, day, day, "model", amount, amount, amount, amount, point, end, end, end, end,
        end, end, None if chance is None else amount, None, chance, remark,
    )  # fmt: skip


def statement(*totals: tuple[object, ...], basis: tuple[object, ...]) -> Statement:
    empty = {
        "holders": ("holder_name",), "parts": ("part",), "methods": ("horizon", "method", "why")
    }  # fmt: skip
    answers = {
        "totals": table("totals", TOTALS, *totals),
        "basis": table("basis", BASIS, basis),
        "labels": table("labels", ("label", "words"), ("prior-driven", "Few."), ("odd", "Not.")),
        **{name: table(name, columns) for name, columns in empty.items()},
    }
    return Statement(MOMENT, "c0ffee", "JPY", "", NONE, answers, ())


def test_no_chance_is_surer_than_the_quantiles_tell() -> None:
    said = statement(
        total("sure", 0.975, 3, None),
        total("never", 0.025, 3, None),
        total("maybe", 0.5, None, "prior-driven; range only"),
        total("aimless", None, 3, None),
        basis=(12, 11, "model", None, None, [], []),
    )
    shown = as_text(Spoken(said))
    (sure, never, maybe, aimless) = (
        line for line in shown.splitlines() if line.startswith(("sure", "never", "maybe", "aim"))
    )
    assert sure.endswith("¥5  over 97 %")
    assert never.endswith("¥5  under 3 %")
    assert maybe.split() == ["maybe", "¥5", EMPTY, EMPTY, "range", "only", "¥5", "50", "%"]
    assert aimless.endswith(f"¥3 {EMPTY} ¥3")
    assert "prior-driven (maybe): Few." in shown
    assert "odd" not in shown


def test_what_is_missing_is_named() -> None:
    names = [f"d{number:02}" for number in range(12)]
    said = statement(
        total("one", None, 3, None), basis=(1, 2, "model", None, "Too young.", [], names)
    )
    shown = as_text(Spoken(said)).splitlines()
    assert shown[-3:] == [
        "Learned from 1 won and 2 lost deals.",
        "Too young.",
        f"Not counted, for want of a rate: {', '.join(names[:10])} and 2 more.",
    ]


def test_a_window_that_was_not_there_before_has_no_change() -> None:
    before = statement(total("old", None, 3, None), basis=(1, 2, "model", None, None, [], ["d1"]))
    now = statement(total("new", None, 3, None), basis=(1, 2, "model", None, None, [], ["d1"]))
    shown = as_text(Spoken(now, before)).splitlines()
    row = next(line for line in shown if line.startswith("new"))
    assert row.split() == ["new", EMPTY, "¥5"]
    assert shown[-1] == "Not counted, for want of a rate: d1."


def test_a_refusal_is_the_whole_of_it() -> None:
    said = statement(basis=(0, 0, "model", "There is no deal.", None, [], None))
    shown = as_text(Spoken(said))
    assert "Nothing is forecast. There is no deal." in shown
    assert "In all" not in shown


def test_why_a_method_is_shown_is_said_where_it_was_chosen() -> None:
    said = statement(total("sure", 0.5, 3, None), basis=(12, 11, "model", None, None, [], []))
    line = "quarter: combined is shown by default."
    assert line not in as_text(Spoken(said)).splitlines()
    methods = (
        "horizon", "method", "mean", "point", "wape", "bias", "coverage_80", "forecasts",
        "independent", "shown", "why",
    )  # fmt: skip
    none = (None,) * 5
    told = table(
        "methods", methods,
        ("quarter", "combined", Decimal(5), Decimal(5), *none, True, "shown by default"),
        ("quarter", "model", Decimal(5), Decimal(5), *none, False, None),
    )  # fmt: skip
    shown = as_text(Spoken(said._replace(answers={**said.answers, "methods": told})))
    assert [one for one in shown.splitlines() if "default" in one] == [line]
