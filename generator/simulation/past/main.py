"""The main branch: what is merged into it, squashed, pushed past the review, or brought in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple

from generator.book import Key
from generator.simulation.calendar import Calendar
from generator.simulation.chance import likely, stream, weighted
from generator.simulation.org import HEAD
from generator.simulation.past import people
from generator.simulation.past.branch import Branch
from generator.simulation.past.change import Change
from generator.simulation.past.commit import Commit
from generator.simulation.past.people import People
from generator.simulation.past.work import Work

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
_STRAIGHT = 3.0
"""How many of a hundred changes are pushed past the review."""
_SQUASHED = 38.0
_ISSUES = 8.0
_WAITS: dict[int, float] = {20: 30, 75: 30, 200: 22, 1200: 12, 3900: 6}
"""After how many minutes a pull request is merged."""
_MORNING, _EVENING = 8, 20


class Ways(NamedTuple):
    """What decides on which way a change comes in."""

    seed: int
    calendar: Calendar
    people: People

    def straight(self, work: Work) -> bool:
        """Is it pushed to the main branch, past the review?"""
        kinds = {key.folder for key in work.keys}
        lowered = kinds == {"targets"} and work.message.startswith("Lower")
        undone = "feedback" in kinds and "feedback f-" in work.message
        drawn = likely(stream(self.seed, f"push/{work.moment}/{work.message}"), _STRAIGHT)
        return bool(work.source) or kinds == {"rates"} or lowered or undone or drawn

    def due(self, number: int, moment: datetime) -> datetime:
        """Say when a pull request is merged, in the hours of work."""
        minutes = weighted(stream(self.seed, f"due/{number}/{moment}"), _WAITS)
        due = moment + timedelta(minutes=minutes)
        if _MORNING <= due.hour < _EVENING and self.calendar.works(due.date()):
            return due
        day = due.date() + timedelta(days=due.hour >= _EVENING)
        morning = datetime.combine(self.calendar.on_or_after(day), due.time())
        return morning.replace(hour=_MORNING, minute=due.minute)

    def pull(self, last: int) -> int:
        """Number the next pull request; now and then an issue took a number."""
        return last + 1 + likely(stream(self.seed, f"pull/{last}"), _ISSUES)

    def squashed(self, number: int) -> bool:
        """Is a pull request squashed into one commit?"""
        return likely(stream(self.seed, f"squash/{number}"), _SQUASHED)


@dataclass(slots=True)
class _Main:
    """The main branch as it grows; the one thing here that changes."""

    ways: Ways
    clock: datetime
    made: int = 0
    tip: int = 0
    pulls: int = 0
    landed: dict[Key, int] = field(default_factory=dict)
    """The last commit on the main branch that changed each record."""
    open: dict[str, Branch] = field(default_factory=dict)
    """The open pull requests by author."""

    def number(self) -> int:
        """Number the next commit."""
        self.made += 1
        return self.made

    def grown(self, moment: datetime, keys: Iterable[Key]) -> tuple[int, datetime]:
        """Number the next commit of the main branch, and give its moment, after all before."""
        self.clock = max(moment, self.clock + _SECOND)
        self.tip = self.number()
        self.landed.update(dict.fromkeys(keys, self.tip))
        return self.tip, self.clock


def commits(changes: Iterable[Change], ways: Ways, end: datetime) -> Iterator[Commit]:
    """Bring changes in, in their order; in the end no pull request is open."""
    main = _Main(ways, datetime.combine(ways.calendar.start, time()))
    for change in changes:
        work = change.work
        for branch in _by_due(one for one in main.open.values() if one.due <= work.moment):
            yield from _merged(main, branch, branch.due)
        straight = not main.tip or ways.straight(work)
        for branch in _by_due(_in_the_way(main, work, straight=straight)):
            yield from _merged(main, branch, work.moment - _MINUTE)
        if straight:
            yield _pushed(main, change)
            continue
        yield from _grown(main, change)
    for branch in _by_due(main.open.values()):
        yield from _merged(main, branch, min(branch.due, end))


def _by_due(branches: Iterable[Branch]) -> list[Branch]:
    return sorted(branches, key=lambda one: (one.due, one.number))


def _alone(work: Work) -> bool:
    """Does it take records away, or change more than records, so that nothing else may be open?"""
    return bool(work.files or work.filed) or any(event.gone for event in work.events)


def _in_the_way(main: _Main, work: Work, *, straight: bool) -> list[Branch]:
    """Name the open branches that must be merged before a piece of work can begin.

    They have its records in hand, or records to which it refers. Its author's own does not matter.
    """
    keys = work.keys | work.references
    return [
        branch
        for branch in main.open.values()
        if _alone(work) or (branch.keys & keys and (straight or branch.author != work.author))
    ]


def _grown(main: _Main, change: Change) -> Iterator[Commit]:
    """Put a change on its author's branch; on a new one where the old one began too early."""
    work = change.work
    last = max((main.landed.get(key, 0) for key in work.keys | work.references), default=0)
    branch = main.open.get(work.author)
    if branch and branch.base < last:
        yield from _merged(main, branch, work.moment - _MINUTE)
        branch = None
    if branch is None:
        main.pulls = main.ways.pull(main.pulls)
        branch = Branch(main.pulls, work.author, main.tip, main.clock, work.moment)
        main.open[work.author] = branch
    branch.add(change, main.ways.due(branch.number, work.moment))
    if _alone(work):
        yield from _merged(main, branch, work.moment + _MINUTE)


def _pushed(main: _Main, change: Change) -> Commit:
    """Commit straight to the main branch; what is brought in carries its date and its source."""
    work, sign = change.work, main.ways.people.sign
    parents = (main.tip,) if main.tip else ()
    number, moment = main.grown(work.moment, work.keys)
    author, committer = sign(work.author, moment), sign(work.author, moment)
    message = work.message
    if work.source:
        author, committer = sign(work.author, work.happened), sign(HEAD, moment)
        message = f"{message}\n\nSource: {work.source}"
    elif {key.folder for key in work.keys} == {"rates"}:
        author = committer = people.bot(moment)
    return Commit(number, parents, author, committer, message, change.files)


def _merged(main: _Main, branch: Branch, moment: datetime) -> Iterator[Commit]:
    """Merge a pull request, or squash it into one commit."""
    del main.open[branch.author]
    if main.ways.squashed(branch.number):
        yield _squashed(main, branch, moment)
        return
    side = list(_side(main, branch))
    yield from side
    parents = (main.tip, side[-1].number)
    moment = max(moment, side[-1].committer.moment + _SECOND)
    number, moment = main.grown(moment, branch.keys)
    author = main.ways.people.sign(main.ways.people.reviewer(branch.author), moment)
    message = f"Merge pull request #{branch.number} from {branch.name}\n\n{branch.title}"
    yield Commit(number, parents, author, people.site(moment), message, branch.files)


def _side(main: _Main, branch: Branch) -> Iterator[Commit]:
    """Make the commits of a branch, each after the one before."""
    parent, moment = branch.base, branch.begun
    for change in branch.changes:
        moment = max(change.work.moment, moment + _SECOND)
        author = main.ways.people.sign(branch.author, moment)
        number = main.number()
        yield Commit(
            number, (parent,), author, author, change.work.message, change.files, main=False
        )
        parent = number


def _squashed(main: _Main, branch: Branch, moment: datetime) -> Commit:
    parents = (main.tip,)
    moment = max(moment, branch.changes[-1].work.moment + _SECOND)
    number, moment = main.grown(moment, branch.keys)
    author = main.ways.people.sign(branch.author, moment)
    message = f"{branch.title} (#{branch.number})"
    if len(branch.messages) > 1:
        message += "\n\n" + "\n".join(f"* {text}" for text in branch.messages)
    return Commit(number, parents, author, people.site(moment), message, branch.files)
