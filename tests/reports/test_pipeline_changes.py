"""The waterfall adds up, whatever happened: against random histories, counted again in Python."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.warehouse import Warehouse
from generator.yaml.source import Tree
from tests.reports.test_reports import Answered, answer, answered
from tests.tables.books import AS_OF, warehouse

QUARTER = (date(2026, 10, 1), date(2026, 12, 31))
SPANS = {
    "week": AS_OF - timedelta(days=7),
    "four_weeks": AS_OF - timedelta(days=28),
    "quarter": date(2026, 9, 30),
}
FIRST = date(2026, 9, 1)
RATES = {date(2026, 8, 1): Decimal("101.25"), date(2026, 11, 5): Decimal("149.9375")}
RATE_RECORDS: dict[str, Tree] = {
    f"rates/r{number}": {"base": "JPY", "date": str(day), "rates": {"USD": str(rate)}}
    for number, (day, rate) in enumerate(RATES.items())
}


class State(NamedTuple):
    """A deal at a moment: its stage, the day it closes or closed, its amount and currency."""

    stage: str
    closes: date
    amount: Decimal | None
    currency: str

    @property
    def tree(self) -> dict[str, Tree]:
        """The deal as its file has it."""
        day = "close_date" if self.stage == "proposal" else "closed_on"
        other = "closed_on" if self.stage == "proposal" else "close_date"
        return {
            "name": "D", "created_on": "2026-08-01", "stage": self.stage, day: str(self.closes),
            other: "gone", "currency": self.currency,
            "amount": "gone" if self.amount is None else f"{self.amount:f}",
        }  # fmt: skip


Step = tuple[date, dict[int, State | None]]
"""What a day did to deals: their new states, nothing for one that was deleted."""

states = st.builds(
    State,
    st.sampled_from(["proposal", "proposal", "proposal", "won", "lost"]),
    st.dates(date(2026, 9, 20), date(2027, 1, 10)),
    st.none() | st.decimals(0, 10**6, places=4),
    st.sampled_from(["JPY", "USD"]),
)
steps: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(
        st.dates(FIRST, AS_OF + timedelta(days=2)),
        st.dictionaries(st.integers(0, 11), st.none() | states, min_size=1),
    ),
    min_size=1,
    max_size=12,
).map(lambda found: sorted(found, key=lambda step: step[0]))


def commits(taken: list[Step]) -> list[Tree]:
    """Write steps as commits; a first one makes the history begin before all of them."""
    told: list[Tree] = [{"at": f"{FIRST} 00:00", "files": {"teams/t": {"name": "T"}}}]
    known: set[int] = set()
    for number, (day, changed) in enumerate(taken):
        files: dict[str, Tree] = {}
        for deal, state in changed.items():
            if state is not None:
                files[f"deals/d{deal}"] = dict(state.tree)
            elif deal in known:
                files[f"deals/d{deal}"] = "gone"
            (known.discard if state is None else known.add)(deal)
        told.append({"at": f"{day} 12:00:{number:02}", "files": files})
    return told


def states_on(taken: list[Step], day: date) -> dict[int, State]:
    """Tell which deals there were at the end of a day."""
    found: dict[int, State] = {}
    for known, changed in taken:
        for deal, state in changed.items():
            if known <= day and state is not None:
                found[deal] = state
            elif known <= day:
                found.pop(deal, None)
    return found


def worth(state: State, day: date) -> Decimal:
    """Convert what a deal is worth at the rate of a day."""
    rate = Decimal(1)
    if state.currency == "USD":
        rate = RATES[max(known for known in RATES if known <= day)]
    return ((state.amount or Decimal(0)) * rate).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def inside(state: State | None, scope: str) -> bool:
    if state is None or state.stage != "proposal":
        return False
    return scope == "all" or QUARTER[0] <= state.closes <= QUARTER[1]


Part = tuple[str, Decimal]


def parts(was: State | None, now: State | None, from_day: date, scope: str) -> Iterator[Part]:
    """Tell what a deal adds to each step, from the definition."""
    if was is not None and inside(was, scope):
        yield "start", worth(was, from_day)
        yield from left(was, now, from_day, scope)
    elif now is not None and inside(now, scope):
        came = "new" if was is None else "moved in" if was.stage == "proposal" else "reopened"
        yield came, worth(now, AS_OF)
    if now is not None and inside(now, scope):
        yield "end", worth(now, AS_OF)


def left(was: State, now: State | None, from_day: date, scope: str) -> Iterator[Part]:
    """Tell what became of a deal that was in the pipeline."""
    if now is None:
        yield "deleted", worth(was, from_day)
    elif inside(now, scope) or now.stage == "won":
        day = AS_OF if now.stage == "proposal" else min(now.closes, AS_OF)
        change = worth(now, day) - worth(was, day)
        yield "currency", worth(was, day) - worth(was, from_day)
        yield "increased" if change > 0 else "decreased", abs(change)
        if now.stage == "won":
            yield "won", worth(now, day)
    else:
        yield "lost" if now.stage == "lost" else "moved out", worth(was, from_day)


def counted(taken: list[Step], span: str, scope: str) -> dict[str, Decimal]:
    """Add up what all deals add to the steps; steps of nothing are left out."""
    before, after = states_on(taken, SPANS[span]), states_on(taken, AS_OF)
    found: dict[str, Decimal] = {}
    for deal in sorted(before | after):
        for step, amount in parts(before.get(deal), after.get(deal), SPANS[span], scope):
            found[step] = found.get(step, Decimal(0)) + amount
    return {step: amount for step, amount in found.items() if amount}


STEPS = """
    select 'start' as step, start_amount as amount, span, scope from deal_movement
    union all select 'end', end_amount, span, scope from deal_movement
    union all select 'currency', currency_effect, span, scope from deal_movement
    union all select 'increased', increased, span, scope from deal_movement
    union all select 'decreased', decreased, span, scope from deal_movement
    union all select move, came + went, span, scope from deal_movement
"""


def answered_steps(tables: Warehouse, span: str, scope: str) -> dict[str, Decimal]:
    """Add the steps up that the view gives."""
    sql = f"""select step, sum(amount) from ({STEPS}) where span = '{span}' and scope = '{scope}'
        group by step having sum(amount) <> 0"""  # noqa: S608 - all words are of this file
    return {str(step): Decimal(str(amount)) for step, amount in tables.run(sql).rows}


ADDED = ("start", "new", "moved in", "reopened", "increased", "currency")
TAKEN = ("decreased", "moved out", "won", "lost", "deleted", "end")


@settings(max_examples=12, deadline=None)
@given(steps)
def test_the_steps_add_up_to_the_last_digit_whatever_happened(taken: list[Step]) -> None:
    with warehouse(RATE_RECORDS, commits=commits(taken)) as tables:
        for span in SPANS:
            for scope in ("quarter", "all"):
                found = answered_steps(tables, span, scope)
                assert found == counted(taken, span, scope)
                assert sum(found.get(step, 0) for step in ADDED) == sum(
                    found.get(step, 0) for step in TAKEN
                )


def seen(book: Answered, report: str) -> str:
    """Write the page of a report as a reader sees it."""
    return unescape(book.page(report)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_steps_of_the_report_end_at_what_the_pipeline_says() -> None:
    book = answered("pipeline-changes")
    steps_shown = book.answers["pipeline-changes"]["steps"]
    ends = [row[3] for row in steps_shown.rows if row[1] == "all" and row[2] == "23 Nov"]
    assert set(ends) == {book.row("pipeline", "summary")["amount"]}


def test_a_pair_of_moments_before_the_history_says_so() -> None:
    text = seen(answered("pipeline-changes"), "pipeline-changes")
    assert "What was open at the end of 30 Sep 2026 is not known" in text
    assert "the history begins on 20 Oct 2026" in text


def test_without_a_history_nothing_is_said_to_have_changed() -> None:
    for name in ("changes", "pipeline-changes"):
        text = answered("nothing").page(name)
        assert "there is no history to read" in text
        assert "<figure" not in text
    assert "What else changed is not known" in answered("nothing").page("home")


def test_home_shows_what_changed_since_last_week() -> None:
    text = answered("home").page("home")
    assert "Since last week" in text
    assert "and 1 more" in text
    assert "What else changed" not in text


def test_a_week_in_which_nothing_happened_says_so() -> None:
    book = answer({}, commits=[{"at": "2026-11-01 09:00", "files": {"teams/t": {"name": "T"}}}])
    assert "No deal came, went or changed." in seen(book, "home")
    assert "No open deal came, went or changed its amount." in seen(book, "pipeline-changes")
    assert "No record was ever deleted." in seen(book, "changes")
