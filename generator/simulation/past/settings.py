"""What lies beside the records: the files of a new repository, and `company.yml` as it changed."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from generator.authoring import starter
from generator.authoring.starter import Starter
from generator.simulation import company
from generator.simulation.calendar import Calendar, later_month
from generator.simulation.org import HEAD
from generator.simulation.past.work import Work

_COMPANY = "data/company.yml"
_NAME = "Kitahama Instruments"


def beside(calendar: Calendar) -> dict[str, str]:
    """Give the files that `salesbook init` would put beside the data, for the sample company.

    The site reports for the day up to which the company is simulated.
    """
    wanted = Starter(_NAME, "JPY", 4, starter.TOOL, calendar.today)
    found = starter.texts(wanted)
    for old, new in _SITE.items():
        text = found["mkdocs.yml"].replace(old, new.format(today=calendar.today))
        found["mkdocs.yml"] = text
    return {path: text for path, text in found.items() if not path.startswith("data/")}


_SITE = {
    "# repo_url: https://github.com/you/sales\n": "repo_url: https://git.example.com/kitahama/sales\n",
    "# edit_uri: ": "edit_uri: ",
    "  salesbook: {}\n": "  salesbook:\n    as_of: {today} # the sample company's today\n",
}
"""What `mkdocs.yml` says of the sample company instead."""


class _Edit(NamedTuple):
    """A change of `company.yml`: from when on the new text stands for the old one."""

    moment: datetime
    message: str
    old: str
    new: str


def _edits(calendar: Calendar) -> Iterator[_Edit]:
    """Tell what changed in the settings, in order."""
    autumn = datetime.combine(later_month(calendar.start, 6), time(9, 5))
    text = "Call deals stale after two weeks, no longer three"
    yield _Edit(autumn, text, "\n  stale_after: 21\n", "\n  stale_after: 14\n")
    year = calendar.today.year + 1
    days = "".join(f"\n  - {day}" for day in calendar.holidays if day.year == year)
    winter = datetime.combine(later_month(calendar.start, 10), time(9, 5)) + timedelta(days=1)
    yield _Edit(winter, f"Add the holidays of {year}", "", days)
    spring = datetime.combine(calendar.quarters[4].start, time(9, 5))
    text = "Count a commitment as more likely: nine of ten were won"
    yield _Edit(spring, text, *(f"name: Commit\n        probability: {one}" for one in (85, 90)))


def begun(calendar: Calendar, start: datetime) -> Work:
    """Begin the repository: what lies beside the records, and the company as it then was."""
    files = {**beside(calendar), _COMPANY: _text(calendar, start)}
    return Work(start, start, HEAD, "Begin the sales book", files=files)


def changed(calendar: Calendar) -> Iterator[Work]:
    """Tell of each change of the settings until today."""
    for edit in _edits(calendar):
        if edit.moment.date() <= calendar.today:
            files = {_COMPANY: _text(calendar, edit.moment)}
            yield Work(edit.moment, edit.moment, HEAD, edit.message, files=files)


def _text(calendar: Calendar, moment: datetime) -> str:
    """Write `company.yml` as it was, by taking back what came later."""
    found = company.text(calendar)
    for edit in _edits(calendar):
        if moment < edit.moment and edit.moment.date() <= calendar.today:
            found = found.replace(edit.new, edit.old, 1)
    return found
