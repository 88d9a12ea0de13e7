"""The ledger: what was really forecast, one file a week, never changed again.

The files lie beside the records, in `ledger/` of the data repository, named by the week in which
they were issued: `ledger/2026-W47.json`. What is forecast again from the past is what today's
program would have said; the ledger is what was said. The two are never mixed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from generator.diagnostic import Rule
from generator.errors import NotReadableError, NotWritableError, SalesbookError
from generator.forecast import method
from generator.forecast.issued import LEVELS, Issued, Scope
from generator.history import git
from generator.history.git import Repository

FOLDER = "ledger"
SUFFIX = ".json"
RULES = (Rule("A10", "error", "A forecast stays as it was issued."),)
"""What is asked of the ledger: by the audit of each commit, by the check of what a branch does."""
HINT = "Set it back: what was issued is never changed."
_FORMAT = 2
"""1 did not say what the forecasts rest on."""


class IssuedAlreadyError(SalesbookError):
    """A week that has its file: what was issued is never changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: the forecast of this week is issued; it is never changed.")


class UnreadableLedgerError(SalesbookError):
    """A file of the ledger that is none."""

    def __init__(self, path: Path) -> None:
        message = f"{path}: must be a file that `salesbook forecast --issue` wrote; restore it."
        super().__init__(message)


class Basis(NamedTuple):
    """What the forecasts of a week rest on, so that they can be made again.

    `commit` is the last one known by the day, and `known` the moment (UTC) at which it was.
    `program` is the hash of the code that forecast, `seed` the seed of its draws in hexadecimal,
    and `counts` says how much it learned from. All amounts are in the `currency`, the base currency
    of that day: a company may come to count in another one.
    """

    commit: str
    known: datetime
    program: str
    seed: str
    counts: Mapping[str, int]
    currency: str


class Altered(NamedTuple):
    """A commit that changed or deleted a file of the ledger: its hash, the path, what it did."""

    commit: str
    path: str
    what: str


def said(what: str) -> str:
    """Say what must be of a file that was changed or deleted."""
    return f"A forecast must stay as it was issued; it was {what}."


def place(root: Path, day: date) -> Path:
    """Give where the forecast that is issued on a day lies."""
    year, week, _ = day.isocalendar()
    return root / FOLDER / f"{year:04}-W{week:02}{SUFFIX}"


def text(day: date, basis: Basis, issued: Iterable[Issued]) -> str:
    """Write a day's forecasts as JSON; amounts are rounded to hundredths, half to even."""
    told = {
        "format": _FORMAT,
        "issued_on": day.isoformat(),
        **basis._asdict(),
        "known": f"{basis.known:%Y-%m-%dT%H:%M:%SZ}",
        "method": method.NAME,
        "version": method.VERSION,
        "levels": list(LEVELS),
        "forecasts": [_told(one) for one in sorted(issued)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(one: Issued) -> dict[str, object]:
    return {
        "origin": date.fromordinal(one.origin).isoformat(),
        "commit": one.commit,
        "window": one.window,
        "last_day": date.fromordinal(one.end).isoformat(),
        "method": one.method,
        "scope": one.scope.kind,
        "id": one.scope.id,
        "mean": round(one.mean, 2),
        "quantiles": [round(amount, 2) for amount in one.quantiles],
        "booked": round(one.booked, 2),
        "open": round(one.open, 2),
        "new": round(one.new, 2),
        "label": one.label,
    }


def write(root: Path, day: date, basis: Basis, issued: Iterable[Issued]) -> Path:
    """Write the file of a day's week.

    Raises:
        IssuedAlreadyError: The week has one.
        NotWritableError: The file cannot be written.
    """
    path = place(root, day)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text(day, basis, issued))
    except FileExistsError as error:
        raise IssuedAlreadyError(path) from error
    except OSError as error:
        raise NotWritableError(path, error) from error
    return path


def read(root: Path) -> tuple[Issued, ...]:
    """Read all that was ever issued, by week.

    Raises:
        NotReadableError: A file cannot be read.
        UnreadableLedgerError: A file is none of the ledger.
    """
    paths = sorted((root / FOLDER).glob(f"*{SUFFIX}"))
    return tuple(one for path in paths for one in _read(path))


def _read(path: Path) -> Iterator[Issued]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        yield from [_issued(one) for one in told["forecasts"]]
    except OSError as error:
        raise NotReadableError(path, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableLedgerError(path) from error


def _issued(told: dict[str, object]) -> Issued:
    def day(name: str) -> int:
        return date.fromisoformat(str(told[name])).toordinal()

    def money(name: str) -> float:
        return float(str(told[name]))

    quantiles = told["quantiles"]
    kind = told["scope"]
    if not isinstance(quantiles, list) or kind not in {"company", "team", "person"}:
        raise ValueError
    return Issued(
        day("origin"),
        str(told["commit"]),
        str(told["window"]),
        day("last_day"),
        str(told["method"]),
        Scope(kind, str(told["id"])),
        money("mean"),
        tuple(float(one) for one in quantiles),
        money("booked"),
        money("open"),
        money("new"),
        str(told["label"]),
    )


def altered(repository: Repository, since: str | None, tip: str) -> tuple[Altered, ...]:
    """Find what a branch changed or deleted in the ledger, after a commit or ever, oldest first.

    What was changed and put back again is found, too.
    """
    span = (tip, f"^{since}") if since else (tip,)
    said = git.run(repository, *_LOG, *span, "--", FOLDER).out.decode(errors="replace")
    return tuple(_altered(said.split("\0"), repository.prefix))[::-1]


_LOG = (
    "log", "-z", "--first-parent", "-m", "--raw", "--no-renames", "--diff-filter=MDT",
    "--format=%H", "--no-relative",
)  # fmt: skip
_WHAT = {"D": "deleted"}


def _altered(words: list[str], prefix: str) -> Iterator[Altered]:
    """Read what git says: hashes of commits, and behind each the kind and the path of changes."""
    commit, kind = "", ""
    for word in (one.strip("\n") for one in words):
        if word.startswith(":"):
            kind = word[-1]
        elif kind:
            path = word.removeprefix(prefix)
            if path.endswith(SUFFIX):
                yield Altered(commit, path, _WHAT.get(kind, "changed"))
            kind = ""
        elif word:
            commit = word
