"""A commit of the first-parent history: who brought it, when it was known, when it happened."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring
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

    @property
    def branch(self) -> str | None:
        """The last commit of the branch that it merged, if it is a merge."""
        return self.parents[1] if len(self.parents) > 1 else None


class Entry(NamedTuple):
    """A file that a commit changed: its new mode and blob (zeros where it is gone), its path."""

    mode: str
    blob: str
    path: str


class Kept(NamedTuple):
    """A commit as it is kept: what is asked of all commits together, and the rest as JSON.

    Times are those of `Raw`. `imported` says that a trailer names the source of the history in it.
    """

    sha: str
    author: Person
    authored: int | None
    committed: int | None
    imported: bool
    text: str


class Seconds(NamedTuple):
    """The moments of a commit, in seconds since 1970; those that cannot be are put right."""

    authored: int
    committed: int
    known: int
    happened: int


class Commit(NamedTuple):
    """A commit: its number along the first parents from 0, its people, moments and words.

    `known` is when the branch learned it: the committer's time, never before that of the commit
    before. `happened` is the same moment, or the author's time where a trailer names a source.
    All moments are in UTC. `request` is the number of the pull request that it merged. `signed`
    says that there is a signature, not that it is good. What is seldom asked of many commits is
    taken out of the JSON each time.
    """

    number: int
    kept: Kept
    seconds: Seconds

    @property
    def sha(self) -> str:
        """The full hash."""
        return self.kept.sha

    @property
    def author(self) -> Person:
        """Who made the change: of a merge, whoever made the last commit of the branch."""
        return self.kept.author

    @property
    def authored(self) -> datetime:
        """The author's time."""
        return _moment(self.seconds.authored)

    @property
    def committed(self) -> datetime:
        """The committer's time."""
        return _moment(self.seconds.committed)

    @property
    def known(self) -> datetime:
        """When the branch learned it."""
        return _moment(self.seconds.known)

    @property
    def happened(self) -> datetime:
        """When it took place."""
        return _moment(self.seconds.happened)

    @property
    def words(self) -> "Words":
        """What its JSON says."""
        return Words(**json.loads(self.kept.text))


class Words(NamedTuple):
    """What the JSON of a commit says; the names are those of the columns of `commits`."""

    parents: list[str]
    committer_name: str
    committer_mail: str
    subject: str
    pull_request: int | None
    body: str
    source: str | None
    merge: bool
    signed: bool
    merger_name: str | None
    merger_mail: str | None


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


def kept(raw: Raw, made: Person | None = None) -> Kept:
    """Read the words of a commit, and give it as it is kept.

    `made` is who made what a merge brings; who merged it stands beside.
    """
    merger = raw.author if made is not None else None
    subject, _, body = raw.message.partition("\n")
    source = source_of(raw)
    parents, number = ",".join(f'"{one}"' for one in raw.parents), request(subject, body)
    text = (
        f'{{"parents":[{parents}],{_whose("committer", raw.committer)},'
        f'"subject":{encode_basestring(subject)},'
        f'"pull_request":{"null" if number is None else number},'
        f'"body":{encode_basestring(body.strip(chr(10)))},'
        f'"source":{encode_basestring(source) if source else "null"},'
        f'"merge":{_flag(len(raw.parents) > 1)},"signed":{_flag(raw.signed)},'
        f"{_whose('merger', merger)}}}"
    )
    author = raw.author if made is None else made
    return Kept(raw.sha, author, raw.authored, raw.committed, source is not None, text)


def source_of(raw: Raw) -> str | None:
    """Name the system whose history a commit tells, if it tells any."""
    _, _, body = raw.message.partition("\n")
    said = trailers(body) if ": " in body else ()
    return next((value for name, value in said if name == SOURCE), None)


@lru_cache(maxsize=1024)
def _whose(part: str, person: Person | None) -> str:
    """Write who took a part in a commit, if somebody did."""
    named = ("null", "null") if person is None else map(encode_basestring, person)
    name, mail = named
    return f'"{part}_name":{name},"{part}_mail":{mail}'


def _flag(flag: bool) -> str:  # noqa: FBT001 - its only meaning
    return "true" if flag else "false"


def numbered(
    line: Iterable[Kept], now: datetime | None = None
) -> tuple[tuple[Commit, ...], list[str]]:
    """Give commits, oldest first, their numbers and moments; names those whose time cannot be.

    A time after `now` (and a day for clocks that go fast), before 1970 or beyond the year 9999
    cannot be: such a commit counts as made at the moment of the one before.
    """
    most = LAST if now is None else int(now.timestamp()) + 86_400
    commits: list[Commit] = []
    wrong: list[str] = []
    known = 0
    for number, one in enumerate(line):
        authored, committed = one.authored, one.committed
        if committed is None or not 0 <= committed <= most:
            wrong.append(one.sha[:10])
            committed = known
        known = max(known, committed)
        if authored is None or not 0 <= authored <= most:
            authored = happened = known
        else:
            happened = authored if one.imported else known
        commits.append(Commit(number, one, Seconds(authored, committed, known, happened)))
    return tuple(commits), wrong


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
