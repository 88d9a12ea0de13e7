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
`generator.look.columns`). `tones={"Lost": "bad"}` gives parts or steps a tone; the usual words of a
forecast have theirs. Each chart is drawn for a wide and for a narrow place; the style sheet shows
the one that fits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.look.block import block, inside
from generator.look.charts import bars, columns, funnel, lines, waterfall
from generator.look.charts.data import Part, Source, Stack
from generator.look.charts.drawing import NARROW, WIDE, Drawing, Frame
from generator.look.charts.figure import Words, figure
from generator.look.charts.lines import Course, Line, Range
from generator.look.charts.scale import Unit
from generator.look.escape import markup
from generator.look.format import EMPTY, label
from generator.look.setting import Setting
from generator.table import Table

Tones = Mapping[str, str]
_NONE: Tones = {}


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts that a template can draw, as `chart.bars(…)` and so on."""

    setting: Setting

    def bars(self, table: Table, *, x: str, y: str, title: str, tone: str = "commit") -> Markup:
        """Draw one bar a row, in the order of the rows."""
        stacks = self._source(table).stacks(x, y, tones={y: tone})
        return self._stacked(bars.draw, table, y, stacks, Words(title))

    def bullet(  # noqa: PLR0913 (a template names each of them)
        self, table: Table, *, x: str, y: str, target: str, title: str, tone: str = "commit"
    ) -> Markup:
        """Draw one bar a row, with a mark where it should end."""
        stacks = self._source(table).stacks(x, y, target=target, tones={y: tone})
        return self._stacked(bars.draw, table, y, stacks, Words(title))

    def stacked_bars(  # noqa: PLR0913 (a template names each of them)
        self,
        table: Table,
        *,
        x: str,
        y: str,
        by: str,
        title: str,
        target: str = "",
        tones: Tones = _NONE,
    ) -> Markup:
        """Draw one bar for each `x`, its rows after one another, with a mark at its target."""
        stacks = self._source(table).stacks(x, y, by, target, tones)
        return self._stacked(bars.draw, table, y, stacks, Words(title))

    def columns(  # noqa: PLR0913 (a template names each of them)
        self,
        table: Table,
        *,
        x: str,
        y: str,
        title: str,
        by: str = "",
        target: str = "",
        mark: str = "Target",
        tones: Tones = _NONE,
    ) -> Markup:
        """Draw standing bars over time, one for each `x`, its rows on one another.

        `mark` is what the legend calls the targets: they may be the year before.
        """
        stacks = self._source(table).stacks(x, y, by, target, tones)
        return self._stacked(columns.draw, table, y, stacks, Words(title, mark=mark))

    def lines(  # noqa: PLR0913 (a template names each of them)
        self,
        table: Table,
        *,
        x: str,
        y: Sequence[str],
        title: str,
        ranges: Mapping[str, Sequence[str]] | None = None,
        target: str = "",
        dashed: Sequence[str] = (),
        labels: Mapping[str, str] | None = None,
        tones: Tones = _NONE,
    ) -> Markup:
        """Draw a line for each column in `y`, over stripes such as `{"80 %": ["p10", "p90"]}`."""
        source = self._source(table)
        tone = source.tones(list(y), tones)
        names = {name: label(name) for name in y} | dict(labels or {})
        course = Course(
            tuple(source.texts(x)),
            tuple(
                Line(names[name], tone[name], tuple(source.numbers(name)), name in dashed)
                for name in y
            ),
            tuple(
                Range(name, *(tuple(source.numbers(bound)) for bound in bounds))
                for name, bounds in (ranges or {}).items()
            ),
            tuple(source.numbers(target)) if target else (),
        )
        unit = source.unit(y[0], max(map(abs, course.reach)))
        said = [f"{line.name} {_last(line.values, unit)}" for line in course.lines]
        return self._figure(
            table, Words(title, said, mark=""), lambda frame: lines.draw(course, unit, frame)
        )

    def waterfall(
        self, table: Table, *, x: str, y: str, title: str, tones: Tones = _NONE
    ) -> Markup:
        """Draw steps from the first row to the last, which are totals, over the changes between."""
        parts = self._parts(table, x, y, {**_signs(self._source(table), x, y), **tones})
        steps = waterfall.steps(parts)
        moves = [step.part.value for step in steps if step.part.value and not step.total]
        unit = self._unit(table, y, moves or [step.end for step in steps])
        return self._figure(
            table, _words(title, parts, unit), lambda frame: waterfall.draw(parts, unit, frame)
        )

    def funnel(self, table: Table, *, x: str, y: str, title: str, tone: str = "commit") -> Markup:
        """Draw how many of each stage came to the next."""
        names = self._source(table).texts(x)
        parts = self._parts(table, x, y, dict.fromkeys(names, tone))
        unit = self._unit(table, y, [part.value for part in parts])
        return self._figure(
            table, _words(title, parts, unit), lambda frame: funnel.draw(parts, unit, frame)
        )

    def _source(self, table: Table) -> Source:
        return Source(table, self.setting)

    def _unit(self, table: Table, column: str, values: Sequence[float]) -> Unit:
        return self._source(table).unit(column, max(map(abs, values), default=0))

    def _parts(self, table: Table, x: str, y: str, tones: Tones) -> tuple[Part, ...]:
        source = self._source(table)
        names, values = source.texts(x), source.numbers(y)
        return tuple(
            Part(name, tones[name], value)
            for name, value in zip(names, values, strict=True)
            if value is not None
        )

    def _stacked(
        self,
        draw: Callable[[Sequence[Stack], Unit, Frame], Drawing],
        table: Table,
        y: str,
        stacks: Sequence[Stack],
        words: Words,
    ) -> Markup:
        totals = [*(stack.total for stack in stacks), *(stack.target or 0 for stack in stacks)]
        unit = self._unit(table, y, totals)
        sums = [unit.full(stack.total) if stack.parts else EMPTY for stack in stacks]
        said = [f"{stack.label} {total}" for stack, total in zip(stacks, sums, strict=True)]
        parts = {part.name: part.tone for stack in stacks for part in stack.parts}
        marked = any(stack.target is not None for stack in stacks)
        legend = parts if len(parts) > 1 else {}
        spoken = Words(words.title, said, legend, words.mark if marked else "")
        return self._figure(table, spoken, lambda frame: draw(stacks, unit, frame))

    def _figure(self, table: Table, words: Words, draw: Callable[[Frame], Drawing]) -> Markup:
        """Draw for both places; a sentence where nothing is known."""
        if not table.rows or not words.values:
            return markup('<p class="sb-empty">Nothing to draw.</p>')
        drawn = figure([draw(WIDE), draw(NARROW)], words, inside(self.setting).escape)
        return block(drawn, self.setting)


def _words(title: str, parts: Sequence[Part], unit: Unit) -> Words:
    return Words(title, [f"{part.name} {unit.full(part.value)}" for part in parts], mark="")


def _last(values: Sequence[float | None], unit: Unit) -> str:
    known = [value for value in values if value is not None]
    return unit.full(known[-1]) if known else EMPTY


def _signs(source: Source, x: str, y: str) -> Tones:
    """Give each step the tone of its sign, and the two totals a quiet one."""
    names, values = source.texts(x), source.numbers(y)
    tones = {
        name: "bad" if (value or 0) < 0 else "won"
        for name, value in zip(names, values, strict=True)
    }
    return tones | dict.fromkeys((*names[:1], *names[-1:]), "pipe")
