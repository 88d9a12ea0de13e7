"""Laws of the versions of deals, their visits and pushes, on histories of every kind."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.yaml.source import Tree
from tests.tables.books import warehouse
from tests.tables.pasts import GONE

BEGIN = datetime(2026, 5, 30, 1, tzinfo=UTC)
END = datetime(2026, 11, 22, 1, tzinfo=UTC)
STAGES = ("prospect", "proposal", "contract", "won", "lost")
DAYS = st.dates(date(2026, 6, 1), date(2027, 2, 28)).map(str)

Step = tuple[int, Mapping[str, Tree]]

fields = st.fixed_dictionaries(
    {"stage": st.sampled_from(STAGES)},
    optional={"close_date": DAYS | st.just(GONE), "amount": st.integers(1, 99).map(str)},
)
commits = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.dictionaries(st.sampled_from("abcdef"), fields | st.just(GONE), min_size=1),
    ),
    min_size=1,
    max_size=20,
)


def told(history: list[Step]) -> list[Tree]:
    """Write a history as a case does; each commit comes some days after the one before."""
    moment, found, there = BEGIN, list[Tree](), set[str]()
    for days, changed in history:
        moment = min(moment + timedelta(days), END)
        files: dict[str, Tree] = {}
        for deal, tree in changed.items():
            if isinstance(tree, dict):
                begun = {} if deal in there else {"name": deal, "created_on": str(moment.date())}
                files[f"deals/{deal}"] = {**begun, **tree}
                there.add(deal)
            elif deal in there:
                files[f"deals/{deal}"] = GONE
                there.discard(deal)
        found.append({"at": f"{moment:%F %T}", "files": files})
    return found


NOW = """
    select deal_id, stage, outcome, amount, close_date, category, probability, base_weighted
    from deal order by deal_id
"""
LAST = """
    select deal_id, stage, outcome, amount, close_date, category, probability, base_weighted
    from deal_version where known_until is null order by deal_id
"""
OPEN = "select coalesce(sum(base_amount), 0), count(*) from open_deal"
OPEN_PAST = """
    select coalesce(sum(base_amount), 0), count(*)
    from pipeline_past inner join moment on moment.as_of = pipeline_past.day
"""
VISITS = """
    select
        deal_id, stage, entered_on, left_on, days, cumulative_days, left_by, left_to,
        date_diff('day', entered_on, coalesce(left_on, moment.as_of)) as length
    from stage_visit cross join moment order by deal_id, step_number
"""
PUSHES = "select deal_id, cast(old_date as varchar), cast(new_date as varchar) from push"


@pytest.mark.slow
@given(commits)
@settings(max_examples=12, deadline=None)
def test_versions_visits_and_pushes_hold_to_their_laws(history: list[Step]) -> None:
    """The last versions are the book; visits follow one another; every later date is a push."""
    past = told(history)
    with warehouse({}, commits=past) as tables:
        assert tables.run(LAST).rows == tables.run(NOW).rows
        assert tables.run(OPEN_PAST).rows == tables.run(OPEN).rows
        visits, pushes = tables.run(VISITS), tables.run(PUSHES).rows
    follow([dict(zip(visits.columns, row, strict=True)) for row in visits.rows])
    assert sorted(map(str, pushes)) == sorted(map(str, counted(past)))


def follow(visits: list[dict[str, object]]) -> None:
    """Hold visits to it that each begins where the one before ends, in another stage."""
    total: Counter[tuple[object, object]] = Counter()
    for one, after in pairwise(visits):
        if one["deal_id"] == after["deal_id"] and one["left_by"] != "deleted":
            assert one["left_on"] == after["entered_on"]
            assert one["left_to"] == after["stage"] != one["stage"]
    for one in visits:
        assert one["days"] == one["length"]
        assert (one["left_on"] is None) == (one["left_by"] == "still there")
        total[one["deal_id"], one["stage"]] += int(str(one["days"]))
    for one in visits:
        assert one["cumulative_days"] == total[one["deal_id"], one["stage"]]
        assert int(str(one["days"])) >= 0


def counted(past: list[Tree]) -> Iterator[tuple[str, str, str]]:
    """Count pushes: an open deal states a later day than the last that it stated."""
    last: dict[str, str] = {}
    for one in past:
        files = one["files"] if isinstance(one, dict) else {}
        assert isinstance(files, dict)
        for name, tree in files.items():
            day = tree.get("close_date", GONE) if isinstance(tree, dict) else GONE
            if isinstance(tree, dict) and day != GONE:
                if tree["stage"] not in {"won", "lost"} and str(day) > last.get(name, "9999"):
                    yield name.removeprefix("deals/"), last[name], str(day)
                last[name] = str(day)
