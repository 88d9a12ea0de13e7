"""Whatever is changed by whom and when, merging loses nothing and mixes nothing up."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.book import Key
from generator.simulation import accounts, org
from generator.simulation.calendar import Calendar
from generator.simulation.event import Event
from generator.simulation.past.change import Change
from generator.simulation.past.commit import Commit
from generator.simulation.past.main import Ways, commits
from generator.simulation.past.people import People
from generator.simulation.past.work import Work

CALENDAR = Calendar(date(2026, 11, 20))
START = datetime.combine(date(2026, 5, 11), datetime.min.time())
PEOPLE = ("aiko-tanaka", "ben-ortiz", "ken-mori", "yoko-hamada")

changed = st.lists(
    st.tuples(
        st.integers(0, 200),  # quarters of an hour after the one before
        st.sampled_from(PEOPLE),
        st.sampled_from("abcd"),  # the account
        st.sampled_from(["", *"abcd"]),  # its parent
        st.booleans(),  # is it deleted?
    ),
    max_size=40,
)


def changes(drawn: list[tuple[int, str, str, str, bool]]) -> list[Change]:
    """Make changes of small files, each with its number in the text."""
    moment, found = START, []
    for number, (quarters, author, name, parent, gone) in enumerate(drawn):
        moment += timedelta(minutes=15 * quarters)
        fields = {"parent": parent} if parent and not gone else {}
        event = Event(moment, Key("accounts", name), author, "Change", fields, gone=gone)
        work = Work(moment, moment, author, f"Change {number}", (event,))
        found.append(Change(work, {f"{name}.yml": None if gone else str(number)}))
    return found


def trees(history: list[Commit]) -> dict[int, dict[str, str]]:
    """Give the files of each commit, by its first parent and its own difference."""
    found: dict[int, dict[str, str]] = {0: {}}
    for commit in history:
        tree = {**found[commit.parents[0] if commit.parents else 0], **commit.files}
        found[commit.number] = {path: text for path, text in tree.items() if text is not None}
    return found


@given(changed, st.integers(0, 5))
def test_every_merge_has_what_both_sides_had(
    drawn: list[tuple[int, str, str, str, bool]], seed: int
) -> None:
    made = changes(drawn)
    ways = Ways(seed, CALENDAR, People(seed, org.draw(seed, accounts(30), CALENDAR)))
    history = list(commits(made, ways, datetime.combine(date(2027, 3, 1), START.time())))
    found = trees(history)
    last: dict[str, str | None] = {}
    for change in made:
        last |= change.files
    assert found[max(found)] == {path: text for path, text in last.items() if text is not None}
    for commit in history:
        if len(commit.parents) > 1:
            side = found[commit.parents[1]]
            assert {path: side.get(path) for path in commit.files} == commit.files
    made_on = {commit.number: commit.committer.moment for commit in history}
    assert all(made_on[p] < made_on[one.number] for one in history for p in one.parents)
    texts = " ".join(one.message for one in history)
    assert all(f"Change {number}" in texts for number in range(len(made)))


@given(changed, st.integers(0, 5))
def test_a_branch_begins_with_what_it_changes_as_it_then_is(
    drawn: list[tuple[int, str, str, str, bool]], seed: int
) -> None:
    made = changes(drawn)
    ways = Ways(seed, CALENDAR, People(seed, org.draw(seed, accounts(30), CALENDAR)))
    history = list(commits(made, ways, datetime.combine(date(2027, 3, 1), START.time())))
    found, order = trees(history), {change.work.message: n for n, change in enumerate(made)}
    for commit in history:
        if not commit.main:
            (path,) = commit.files
            before = [change.files[path] for change in made[: order[commit.message]]
                      if path in change.files]  # fmt: skip
            assert found[commit.parents[0]].get(path) == (before[-1] if before else None)
