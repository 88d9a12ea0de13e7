"""Charts for templates: a table in, a figure of inline SVG out.

    {{ chart.bars(by_owner, x="owner_name", y="amount", title="Open by person") }}
    {{ chart.stacked_bars(roll_up, x="owner_name", y="amount", by="category", target="target",
                          title="By person, against target") }}
    {{ chart.bullet(attainment, x="owner_name", y="won", target="target", title="Attainment") }}
    {{ chart.columns(by_month, x="month", y="amount", by="category", title="Won by month") }}
    {{ chart.lines(course, x="week", y=["won", "forecast"], ranges=[["p10", "p90"]],
                   target="target", dashed=["forecast"], title="The quarter so far") }}
    {{ chart.waterfall(changes, x="step", y="amount", title="Since last Monday") }}
    {{ chart.funnel(stages, x="stage", y="deals", title="From lead to won") }}

Rows are drawn in the order of the query. The look of the numbers is that of the column (see
`generator.columns`). `tones={"Lost": "bad"}` gives parts or steps a tone; the usual words of a
forecast have theirs. Each chart is drawn for a wide and for a narrow place; the style sheet shows
the one that fits.
"""

from dataclasses import dataclass

from generator.setting import Setting


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts that a template can draw, as `chart.bars(…)` and so on."""

    setting: Setting
