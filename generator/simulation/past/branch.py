"""The pull requests that are open: where each started, and what is on it."""

from dataclasses import dataclass, field
from datetime import datetime

from generator.book import Key
from generator.simulation.past.change import Change, Files


@dataclass(slots=True)
class Branch:
    """The branch of an open pull request."""

    number: int
    author: str
    base: int
    """The number of the commit from which it started."""
    begun: datetime
    """When that commit was made."""
    due: datetime
    """When it is to be merged, unless something else needs it earlier."""
    changes: list[Change] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    """The records that it changes."""

    def add(self, change: Change, due: datetime) -> None:
        """Put a further commit on the branch, which is then to be merged no earlier than due."""
        self.changes.append(change)
        self.keys |= change.work.keys
        self.due = max(self.due, due)

    @property
    def files(self) -> Files:
        """What differs in all."""
        return {path: text for change in self.changes for path, text in change.files.items()}

    @property
    def messages(self) -> list[str]:
        """What each of its commits says."""
        return [change.work.message for change in self.changes]

    @property
    def title(self) -> str:
        """What the pull request is called."""
        first, *others = self.messages
        return f"{first} and {len(others)} more" if others else first

    @property
    def name(self) -> str:
        """The name of the branch, with its owner."""
        keys = sorted(self.changes[0].work.keys)
        return f"{self.author}/{keys[0].id if keys else 'settings'}"
