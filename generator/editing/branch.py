"""The branch that a change goes to, and how its pull request is opened."""

import shlex
from itertools import count
from typing import Any, NamedTuple

from generator.authoring.commit import Author, Branches
from generator.authoring.identity import slug
from generator.hosting import Host


class Course(NamedTuple):
    """Where a repository stands, who edits it, on which day, and where it is hosted."""

    there: Branches | None
    author: Author | None
    day: str
    host: Host
    chosen: str | None = None

    @property
    def branch(self) -> str | None:
        """The branch to commit on: the chosen one, the one that was begun, else a new one."""
        if self.there is None:
            return None
        if self.chosen:
            return self.chosen
        if self.there.current not in (None, self.there.trunk):
            return self.there.current
        return _free(f"{_name(self.author)}-{self.day}", self.there.names)

    def described(self) -> dict[str, Any]:
        """Say it as JSON."""
        there = self.there
        return {
            "branch": self.branch,
            "current": there.current if there else None,
            "trunk": there.trunk if there else None,
        }

    def next_steps(self, branch: str) -> dict[str, Any]:
        """Say how the branch gets to the others: the command, and the page of the request."""
        push = f"git push -u origin {shlex.quote(branch)}"
        if self.there is None or branch == self.there.trunk:
            return {"push": push, "request": None}
        return {"push": push, "request": self.host.request(self.there.trunk, branch)}


def _name(author: Author | None) -> str:
    """Name a person as a branch can be called."""
    if author is None:
        return "edits"
    return slug(author.name) or slug(author.mail.partition("@")[0]) or "edits"


def _free(name: str, taken: frozenset[str]) -> str:
    """Number a name that is taken."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(one for one in names if one not in taken)
