"""An origin of a forecast: the last commit that the branch knew at the end of a day."""

import json
from bisect import bisect_right
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.history import History, record
from generator.history.moment import zone
from generator.history.version import COMPANY
from schema.company import Company


class Origin(NamedTuple):
    """A day, its last commit's number and hash, and the company as it was; days are ordinals.

    Before the first commit the number is -1 and the hash empty. `past` says that a later commit is
    there: nothing can come to be known of that day any more.
    """

    day: int
    number: int
    commit: str
    company: Company
    past: bool


class Line(NamedTuple):
    """The commits of a branch and the versions of its company.

    `known` is when the branch learned of each, in seconds since 1970; companies stand behind the
    numbers of their commits.
    """

    hashes: tuple[str, ...]
    known: tuple[int, ...]
    companies: tuple[tuple[int, str], ...]
    present: Company

    @classmethod
    def of(cls, history: History, company: Company) -> "Line":
        """Take the line of a history; `company` is that of its end, as the file lies there."""
        told = (
            (version.number, version.text or "")
            for one in history.only(COMPANY).records
            for version in record.versions(one)
        )
        return cls(
            tuple(one.sha for one in history.commits),
            tuple(one.seconds.known for one in history.commits),
            tuple(sorted(told)),
            company,
        )

    def at(self, day: int) -> Origin:
        """Find the last commit by the end of a day, in the time zone that the company had then."""
        around = self._number(day, ZoneInfo("UTC"))
        number = self._number(day, zone(self._company(around)))
        past = number < len(self.hashes) - 1
        commit = self.hashes[number] if number >= 0 else ""
        return Origin(day, number, commit, self._company(number), past)

    def after(self, day: int) -> tuple[str, ...]:
        """Give the commits that a day does not know yet: they are dated later, or a clock is."""
        return self.hashes[self.at(day).number + 1 :]

    def begin(self) -> int:
        """Give the first day of a history that has a commit."""
        where = zone(self._company(0))
        return datetime.fromtimestamp(self.known[0], UTC).astimezone(where).toordinal()

    def _number(self, day: int, where: ZoneInfo) -> int:
        """Number the last commit by the end of a day; -1 where there is none."""
        end = date.fromordinal(day + 1)
        midnight = datetime(end.year, end.month, end.day, tzinfo=where).timestamp()
        return bisect_right(self.known, midnight - 1) - 1

    def _company(self, number: int) -> Company:
        """Give the company as it was with a commit; that of the end where it cannot be read."""
        if number == len(self.hashes) - 1:
            return self.present
        texts = [text for at, text in self.companies if at <= number and text]
        return (_read(texts[-1]) if texts else None) or self.present


@lru_cache(maxsize=8)
def _read(text: str) -> Company | None:
    """Read a version of the company, which counts on many days."""
    try:
        return Company.model_validate(json.loads(text))
    except ValueError:
        return None
