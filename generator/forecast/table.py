"""The tables of the forecast: what they are called, what their columns mean, none of their rows.

They are there and empty where nothing is forecast, so that pages and queries can always ask. This
module computes nothing and loads nothing that does.
"""

from collections.abc import Iterable, Mapping

from generator.relation import Sheet

Row = tuple[object, ...]
Columns = tuple[tuple[str, str, str], ...]

_MONEY = "DECIMAL(24,4)"
_HORIZON = (
    "horizon",
    "VARCHAR",
    "4 weeks, 13 weeks, 26 weeks, quarter, next quarter; or `to` with the day up to which.",
)
_METHOD = (
    "method",
    "VARCHAR",
    "How it is forecast; `model` simulates; `combined` is shown unless the gate says otherwise.",
)
_HOLDER = (
    ("holder_kind", "VARCHAR", "company, teams or people."),
    ("holder_id", "VARCHAR", "The team, with those below it, or person; null for the company."),
)
_QUANTILES = (
    ("low_95", _MONEY, "One outcome in forty is below."),
    ("low_90", _MONEY, "One in twenty is below."),
    ("low_80", _MONEY, "One in ten is below."),
    ("low_50", _MONEY, "One in four is below."),
    ("median", _MONEY, "One in two is below."),
    ("high_50", _MONEY, "One in four is above."),
    ("high_80", _MONEY, "One in ten is above."),
    ("high_90", _MONEY, "One in twenty is above."),
    ("high_95", _MONEY, "One in forty is above."),
)
_PARTS = (
    ("booked", _MONEY, "Of the mean: what is won already."),
    ("open", _MONEY, "Of the mean: from deals that are open."),
    ("new", _MONEY, "Of the mean: from deals that nobody has written down yet."),
)
_SPAN = (
    ("first_day", "DATE", "The window's first day."),
    ("last_day", "DATE", "The window's last day."),
)
_LABEL = ("label", "VARCHAR", "Why to take it with care; null where there is no reason.")
_MEAN = ("mean", _MONEY, "The expected revenue, in the base currency.")
_SETTLED = (
    (
        "settled",
        _MONEY,
        "What came, as it is known today; null before the end, or where a win lacks a rate.",
    ),
    ("recorded", _MONEY, "What came, as it was known at the end of the window's last day."),
)

SHAPES: Mapping[str, tuple[str, Columns]] = {
    "forecast_total": (
        (
            "One row is what is forecast for a window of days, by a method, for the company, a "
            "team or a person."
        ),
        (_HORIZON, *_SPAN, _METHOD, *_HOLDER, _MEAN, *_QUANTILES, *_PARTS, _LABEL),
    ),
    "forecast_deal": (
        (
            "One row is an open deal in a window: its chance to be won in it, and what it brings. "
            "The expected amounts add up to `open` of the method `model`."
        ),
        (
            _HORIZON,
            ("deal_id", "VARCHAR", "The deal."),
            ("chance", "DOUBLE", "To be won in the window; null where too little is known."),
            (
                "expected",
                _MONEY,
                "What it brings in the window on average; null where too little is known.",
            ),
        ),
    ),
    "deal_chance": (
        "One row is an open deal and its chance to be won at all, with its reasons.",
        (
            ("deal_id", "VARCHAR", "The deal."),
            ("chance", "DOUBLE", "To be won at all, 0 to 1; null where too little is known."),
            ("chance_in_time", "DOUBLE", "To be won by the date that it states."),
            ("fresh_chance", "DOUBLE", "Of a deal that has just come into the same stage."),
            (
                "health",
                "DOUBLE",
                "100 x chance_in_time / fresh_chance, at most 100; null without a date ahead.",
            ),
            ("closes", "DATE", "The day by which half of such deals that are won are won."),
            ("reasons", "VARCHAR[]", "What moves the chance, in words, the strongest first."),
        ),
    ),
    "past_forecast": (
        (
            "One row is what today's program says at a past Monday, from what was known then, and "
            "what came. What was really issued is in forecast_ledger."
        ),
        (
            ("origin", "DATE", "The day at whose end it is made."),
            ("commit_sha", "VARCHAR", "The last commit that was known."),
            _HORIZON,
            ("last_day", "DATE", "The window's last day."),
            _METHOD,
            *_HOLDER,
            _MEAN,
            *_QUANTILES,
            *_PARTS,
            _LABEL,
            *_SETTLED,
        ),
    ),
    "forecast_score": (
        (
            "One row is how good a method was in a window, for the company, a team or a person, "
            "over all its forecasts whose window is over."
        ),
        (
            _HORIZON,
            ("method", "VARCHAR", "As elsewhere; `shown` is what was shown at each origin."),
            *_HOLDER,
            ("forecasts", "BIGINT", "How many were scored."),
            ("independent", "BIGINT", "Windows among them of which no two overlap."),
            ("wape", "DOUBLE", "Sum of absolute errors / sum of what came."),
            ("bias", "DOUBLE", "Sum of errors / sum of what came; above 0 is too much."),
            ("mase", "DOUBLE", "Mean absolute error / that of the 13-week mean."),
            ("floor", "DOUBLE", "The WAPE that chance alone leaves."),
            ("crps", _MONEY, "The mean score of the whole distribution; less is better."),
            ("skill", "DOUBLE", "The gain in that score over the windows of the past."),
            ("coverage_50", "DOUBLE", "The share of outcomes inside the 50 % range."),
            ("coverage_80", "DOUBLE", "The share of outcomes inside the 80 % range."),
            ("coverage_80_low", "DOUBLE", "Its 95 % Wilson interval from, for the windows apart."),
            ("coverage_80_high", "DOUBLE", "Its 95 % Wilson interval to, for the windows apart."),
            ("coverage_90", "DOUBLE", "The share of outcomes inside the 90 % range."),
            ("coverage_95", "DOUBLE", "The share of outcomes inside the 95 % range."),
            ("width", "DOUBLE", "The mean width of the 80 % range / the mean of what came."),
            ("pinball", _MONEY, "The mean loss of all quantiles; less is better."),
            ("winkler_50", _MONEY, "The interval score of the 50 % range; less is better."),
            ("winkler_80", _MONEY, "The same of the 80 % range."),
            ("winkler_90", _MONEY, "The same of the 90 % range."),
            ("winkler_95", _MONEY, "The same of the 95 % range."),
        ),
    ),
    "forecast_chance_score": (
        (
            "One row is a window: how good the chances of deals to be won in it were, over all "
            "past Mondays."
        ),
        (
            _HORIZON,
            ("chances", "BIGINT", "How many were said; a deal has one every week."),
            ("wins", "BIGINT", "How many came true."),
            ("brier", "DOUBLE", "The mean squared error."),
            ("skill", "DOUBLE", "What it gains over always saying the share of all."),
            ("static_skill", "DOUBLE", "The same of the stages' own weights."),
            ("log_loss", "DOUBLE", "The mean logarithm that is lost, clipped at 0.005."),
            ("intercept", "DOUBLE", "Of the line of calibration; 0 is right."),
            ("slope", "DOUBLE", "Of that line; 1 is right, less says too much of what is sure."),
            ("miscalibration", "DOUBLE", "Of the Brier score: what pooled shares would gain."),
            ("discrimination", "DOUBLE", "Of the Brier score: what telling deals apart gains."),
            ("uncertainty", "DOUBLE", "Of the Brier score: that of the share of all."),
            ("auc", "DOUBLE", "The share of pairs of won and not won in the right order."),
        ),
    ),
    "forecast_calibration": (
        (
            "One row is a window and a bin: deals whose chance was said to lie in it, and how many "
            "of them were won in the window. From 200 chances on the bins are pooled so that the "
            "shares rise (CORP); below, they are of ten points."
        ),
        (
            _HORIZON,
            ("low", "DOUBLE", "The bin from."),
            ("high", "DOUBLE", "The bin up to."),
            ("chances", "BIGINT", "How many chances were said."),
            ("said", "DOUBLE", "Their mean."),
            ("won", "DOUBLE", "The share that was won."),
            ("won_low", "DOUBLE", "Its 95 % Wilson interval from."),
            ("won_high", "DOUBLE", "Its 95 % Wilson interval to."),
        ),
    ),
    "forecast_tendency": (
        "One row is a person: how much more they say than comes.",
        (
            ("person_id", "VARCHAR", "The person."),
            ("periods", "BIGINT", "From how many periods."),
            ("raw", "DOUBLE", "What these show; 0.18 is 18 % too much."),
            ("shrunk", "DOUBLE", "What may be believed of it."),
        ),
    ),
    "forecast_ledger": (
        "One row is a forecast that was really issued, as it stands in the ledger.",
        (
            ("issued_on", "DATE", "The day at whose end it was made."),
            ("commit_sha", "VARCHAR", "The last commit that was known."),
            _HORIZON,
            ("last_day", "DATE", "The window's last day."),
            _METHOD,
            *_HOLDER,
            _MEAN,
            *_QUANTILES,
            *_PARTS,
            _LABEL,
            _SETTLED[0],
        ),
    ),
    "forecast_gate": (
        (
            "One row is a condition that a method has to meet before it may be shown in the place "
            "of the default, judged by the company's windows that are over."
        ),
        (
            _HORIZON,
            ("method", "VARCHAR", "The method that would be shown."),
            ("against", "VARCHAR", "The method in whose place."),
            ("passed", "BOOLEAN", "Whether it meets all conditions."),
            ("condition", "BIGINT", "The place of the condition, from 1."),
            ("met", "BOOLEAN", "Whether it meets this one; null where it cannot be told yet."),
            ("words", "VARCHAR", "What was found."),
        ),
    ),
    "forecast_choice": (
        (
            "One row is the method that is shown in a window, as of today and as of each past "
            "Monday, when only what was over by then counted."
        ),
        (
            ("origin", "DATE", "The day at whose end it is chosen."),
            _HORIZON,
            ("method", "VARCHAR", "The method that is shown."),
            ("windows", "BIGINT", "Windows that were over, of which no two overlap."),
            ("words", "VARCHAR", "Why it is shown."),
        ),
    ),
    "forecast_label": (
        "One row is a label that a forecast carries, and what it says.",
        (
            ("label", "VARCHAR", "The label, as it stands in the others' column of that name."),
            ("words", "VARCHAR", "What it says."),
        ),
    ),
    "forecast_basis": (
        "One row: what the forecast rests on. There is none where nothing is forecast.",
        (
            ("wins", "BIGINT", "Deals won so far, of which it learns."),
            ("losses", "BIGINT", "Deals lost so far."),
            ("chosen", "VARCHAR", "The method that is shown where forecast_choice has no other."),
            ("refusal", "VARCHAR", "Why there is no forecast at all; null where there is."),
            ("not_replayed", "VARCHAR", "Why its past could not be replayed, or not all judged."),
            ("unconverted", "VARCHAR[]", "Deals that no rate converts; they count nothing."),
            ("unrated", "VARCHAR[]", "Deals without a rate on a past Monday, which is not judged."),
        ),
    ),
}
"""Every table by its name: its comment and its columns."""


def sheets(rows: Mapping[str, Iterable[Row]]) -> tuple[Sheet, ...]:
    """Make all tables; those that no rows are given for are empty."""
    return tuple(
        Sheet(name, comment, columns, tuple(rows.get(name, ())))
        for name, (comment, columns) in SHAPES.items()
    )


def unknown() -> tuple[Sheet, ...]:
    """Give the tables where nothing is forecast: all of them, empty."""
    return sheets({})
