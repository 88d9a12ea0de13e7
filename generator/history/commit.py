"""A commit of the first-parent history: who brought it, when it was known, when it happened."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

SOURCE = "Source"
"""The trailer of a commit that tells history of another system: it happened on its author date."""

_EPOCH = datetime.fromtimestamp(0, UTC)
LAST = 253402300799  # the last second of the year 9999, after which no clock of Python goes
_PERSON = re.compile(rb"(.*?) ?<([^>\n]*)>? ?(-?\d{1,18}(?!\d))?.*")
_TRAILER = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*): *(.*)")
_REQUESTS = (
    re.compile(r"^(?:Merge )?[Pp]ull request #(\d{1,9})\b"),  # GitHub, Bitbucket Server
    re.compile(r"\(#(\d{1,9})\)(?:$| from )"),  # squashed; Gitea and Forgejo
    re.compile(r"\(pull request #(\d{1,9})\)$"),  # Bitbucket
    re.compile(r"^Merged PR (\d{1,9})\b"),  # Azure DevOps
)
_GITLAB = re.compile(r"^See merge request (?:\S*)!(\d{1,9})$", re.MULTILINE)


class Person(NamedTuple):
    """Somebody as a commit names them: the bytes that are no UTF-8 replaced, nothing looked up."""

    name: str
    mail: str


class Raw(NamedTuple):
    """A commit as it is stored; times are seconds since 1970, nothing where they are none."""

    sha: str
    parents: tuple[str, ...]
    author: Person
    authored: int | None
    committer: Person
    committed: int | None
    signed: bool
    message: str


class Entry(NamedTuple):
    """A file that a commit changed: its new mode and blob (zeros where it is gone), its path."""

    mode: str
    blob: str
    path: str


class Commit(NamedTuple):
    """A commit: its number along the first parents from 0, its people, moments and words.

    `known` is when the branch learned it: the committer's time, never before that of the commit
    before. `happened` is the same moment, or the author's time where a trailer names a source.
    All moments are in UTC. `request` is the number of the pull request that it merged. `signed`
    says that there is a signature, not that it is good.
    """

    number: int
    sha: str
    parents: tuple[str, ...]
    author: Person
    authored: datetime
    committer: Person
    committed: datetime
    known: datetime
    happened: datetime
    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...]
    request: int | None
    signed: bool

    @property
    def merge(self) -> bool:
        """Whether it has several parents."""
        return len(self.parents) > 1

    @property
    def source(self) -> str:
        """The system that the history in it was taken from; empty where it is our own."""
        return next((value for name, value in self.trailers if name == SOURCE), "")


def parsed(pieces: Iterable[bytes]) -> Iterator[tuple[Raw, tuple[Entry, ...]]]:
    """Take git's log apart, piece by piece: every commit with the files that it changed."""
    head = b""
    entries: list[Entry] = []
    rest = iter(pieces)
    for piece in rest:
        if piece.startswith(b":"):
            entries.append(_entry(piece, next(rest)))
        elif piece:
            if head:
                yield _raw(head), tuple(entries)
            entries = []
            head, colon, about = piece.rpartition(b"\n:")  # lines of a message are indented
            if colon:
                entries.append(_entry(about, next(rest)))
            else:
                head = piece
    if head:
        yield _raw(head), tuple(entries)


def _entry(about: bytes, path: bytes) -> Entry:
    """Read `MODE MODE BLOB BLOB STATUS`, behind a colon or not, and the path that follows."""
    _, mode, _, blob, _ = about.decode("ascii").split(" ")
    return Entry(mode, blob, path.decode(errors="replace"))


def _raw(text: bytes) -> Raw:
    """Read a commit object; the lines of its message stand four columns in."""
    head, _, message = text.partition(b"\n\n")
    told: dict[bytes, bytes] = {}
    parents: list[str] = []
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        if name == b"parent":
            parents.append(value.decode("ascii"))
        elif name:
            told[name] = value
    author, authored = _person(told.get(b"author", b""))
    committer, committed = _person(told.get(b"committer", b""))
    said = message.decode(errors="replace").strip("\n").replace("\n    ", "\n")
    return Raw(
        told[b"commit"].decode("ascii"),
        tuple(parents),
        author,
        authored,
        committer,
        committed,
        b"gpgsig" in told or b"gpgsig-sha256" in told,
        said.removeprefix("    "),
    )


def _person(line: bytes) -> tuple[Person, int | None]:
    """Read who and when: `NAME <MAIL> SECONDS ZONE`."""
    found = _PERSON.match(line)
    if found is None:
        return Person(line.decode(errors="replace"), ""), None
    name, mail, seconds = found.groups()
    return _named(name, mail), int(seconds) if seconds else None


@lru_cache(maxsize=1024)
def _named(name: bytes, mail: bytes) -> Person:
    return Person(name.decode(errors="replace").strip(), mail.decode(errors="replace").strip())


def numbered(
    raws: Iterable[Raw], now: datetime | None = None
) -> tuple[tuple[Commit, ...], list[str]]:
    """Give commits, oldest first, their numbers and moments; names those whose time cannot be.

    A time after `now` (and a day for clocks that go fast), before 1970 or beyond the year 9999
    cannot be: such a commit counts as made at the moment of the one before.
    """
    most = LAST if now is None else int(now.timestamp()) + 86_400
    commits: list[Commit] = []
    wrong: list[str] = []
    known = 0
    for number, raw in enumerate(raws):
        committed = _sound(raw.committed, most)
        if committed is None:
            wrong.append(raw.sha[:10])
        known = max(known, committed or 0)
        commits.append(_commit(number, raw, known, most))
    return tuple(commits), wrong


def _sound(seconds: int | None, most: int) -> int | None:
    return seconds if seconds is not None and 0 <= seconds <= most else None


def _commit(number: int, raw: Raw, known: int, most: int) -> Commit:
    subject, _, body = raw.message.partition("\n")
    said = trailers(body) if ": " in body else ()
    authored = _sound(raw.authored, most)
    imported = authored is not None and any(name == SOURCE for name, _ in said)
    return Commit(
        number,
        raw.sha,
        raw.parents,
        raw.author,
        _moment(known if authored is None else authored),
        raw.committer,
        _moment(known if (sound := _sound(raw.committed, most)) is None else sound),
        _moment(known),
        _moment(authored if imported and authored is not None else known),
        subject,
        body.strip("\n"),
        said,
        request(subject, body),
        raw.signed,
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC) if seconds else _EPOCH


def trailers(body: str) -> tuple[tuple[str, str], ...]:
    """Read the trailers of a message: its last paragraph, where every line is `NAME: VALUE`."""
    last = body.rstrip().rpartition("\n\n")[2].split("\n")
    found = [_TRAILER.fullmatch(line.rstrip()) for line in last if line.strip()]
    return tuple((one[1], one[2]) for one in found if one) if all(found) else ()


def request(subject: str, body: str) -> int | None:
    """Find the number of the pull request that a commit merged, in the forms of the hosts."""
    if "#" not in subject and "PR " not in subject:
        found = _GITLAB.search(body) if "!" in body else None
        return int(found[1]) if found else None
    named = (form.search(subject) for form in _REQUESTS)
    return next((int(found[1]) for found in named if found), None)
