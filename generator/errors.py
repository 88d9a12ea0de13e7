"""What can be broken around the data: each error builds its own one-line message."""

from pathlib import Path


class SalesbookError(Exception):
    """A machine, a folder or a call that is broken; the command line prints it and ends with 2."""

    @property
    def full(self) -> str:
        """All that there is to say, on as many lines as it takes; usually the one line."""
        return str(self)

    def __reduce__(self) -> tuple[type["SalesbookError"], tuple[object, ...]]:
        """Travel between processes as the message alone."""
        return SalesbookError, self.args


class FolderMissingError(SalesbookError):
    """A folder that the command needs is not there."""

    def __init__(self, folder: Path, what_to_do: str) -> None:
        super().__init__(f"{folder}: there is no such folder. {what_to_do}")


class NotWritableError(SalesbookError):
    """A file or folder could not be written; nothing was left half done."""

    def __init__(self, target: Path, reason: OSError) -> None:
        super().__init__(f"{target}: cannot be written ({reason.strerror or reason}).")


class NotReadableError(SalesbookError):
    """A file or folder could not be read."""

    def __init__(self, target: Path, reason: OSError) -> None:
        super().__init__(f"{target}: cannot be read ({reason.strerror or reason}).")


class UsageError(SalesbookError):
    """A call that cannot be carried out as it was worded."""


class PathOutsideError(SalesbookError):
    """A path that was asked about is not a file or folder of the repository."""

    def __init__(self, path: Path, root: Path) -> None:
        super().__init__(f"{path}: must be a file or folder below {root.resolve()}.")


class ReportError(SalesbookError):
    """A query of a report, a table or the command line that cannot be answered."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
