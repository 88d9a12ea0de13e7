"""Git as the history reads it: hardened, in few processes, and nowhere else.

Nothing of the user's or the machine's configuration counts, nor any variable of the environment:
git gets the few of `_ENVIRONMENT` alone. No hook, no monitor, no filter, no pager, no transport
runs; nothing is fetched. Revisions are resolved to full hashes first, and only those are passed
on. All that comes back are bytes.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import which
from threading import Thread
from typing import IO, NamedTuple, cast

from generator.history import trouble
from generator.history.commit import Entry
from generator.history.trouble import Trouble

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
_OPTIONS = (
    "--no-pager", "-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false",
    "-c", f"core.attributesFile={os.devnull}", "-c", f"core.excludesFile={os.devnull}",
    "-c", "core.quotePath=false", "-c", "core.commitGraph=false",
    "-c", "protocol.allow=never", "-c", "gc.auto=0", "-c", "maintenance.auto=false",
    "-c", "log.mailmap=false", "-c", "log.showRoot=true", "-c", "log.follow=false",
    "-c", "log.showSignature=false",
)  # fmt: skip
_LOG = (
    "log", "-z", "--raw", "--format=raw", "--encoding=UTF-8", "--first-parent", "-m", "--sparse",
    "--full-history", "--no-renames", "--no-abbrev", "--no-abbrev-commit", "--no-decorate",
    "--no-color", "--no-notes", "--no-show-signature", "--no-mailmap", "--no-relative",
    "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", f"-O{os.devnull}",
)  # fmt: skip
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PIPE = 1 << 20


class UnreadableError(Exception):
    """Git cannot read a history; whoever asked makes a trouble of it."""


class Repository(NamedTuple):
    """A repository as it is read: git's program, the folder, and the way from its top to there."""

    program: str
    folder: Path
    prefix: str
    bare: bool
    shallow: bool

    @property
    def data(self) -> str:
        """The records' folder, from the top of the repository."""
        return f"{self.prefix}data"


class Said(NamedTuple):
    """What git answered: its exit code, its output and its complaint."""

    code: int
    out: bytes
    complaint: str


def find(root: Path) -> Repository | Trouble:
    """Find the repository that a folder of records lies in: around it, or bare in its place."""
    program = which("git")
    if program is None:
        return trouble.NO_GIT
    asked = ("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-prefix")
    found = Repository(program, root, "", bare=False, shallow=False)
    said = run(found, *asked)
    if said.code:
        return _absent(said.complaint)
    bare, shallow, prefix = said.out.decode(errors="surrogateescape").split("\n", 2)
    return found._replace(
        bare=bare == "true", shallow=shallow == "true", prefix=prefix.removesuffix("\n")
    )


def _absent(complaint: str) -> Trouble:
    """Say why git finds no repository."""
    if "dubious ownership" in complaint:
        return trouble.NOT_OWNED
    if "not a git repository" in complaint:
        return trouble.NO_REPOSITORY
    return trouble.UNREADABLE


def run(repository: Repository, *arguments: str, around: Mapping[str, str] | None = None) -> Said:
    """Run git to its end; `around` are variables of its environment besides, unset where empty."""
    variables = {**_ENVIRONMENT, **(around or {})}
    done = subprocess.run(
        [repository.program, *_OPTIONS, *arguments],
        cwd=repository.folder,
        env={name: value for name, value in variables.items() if value},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    complaint = done.stderr.decode(errors="replace").strip()
    first = complaint.partition("\n")[0].removeprefix("fatal: ").rstrip(".")
    return Said(done.returncode, done.stdout, first)


def resolve(repository: Repository, revision: str) -> str | None:
    """Give the full hash of the commit that a revision means, or nothing where it means none."""
    if "\0" in revision or not revision:
        return None
    wanted = f"{revision}^{{commit}}"
    said = run(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    found = said.out.decode(errors="replace").strip()
    return found if said.code == 0 and _HASH.fullmatch(found) else None


def is_ancestor(repository: Repository, before: str, tip: str) -> bool:
    """Tell whether a commit, by its full hash, is part of the history of another."""
    known = _HASH.fullmatch(before) and _HASH.fullmatch(tip)
    return bool(known) and not run(repository, "merge-base", "--is-ancestor", before, tip).code


def merge_tree(repository: Repository, ours: str, theirs: str) -> Said:
    """Merge two commits without touching a file or a branch: the tree, or the files in conflict.

    It is made amid git's own files, where no attribute of a file can name a program that merges.
    The code is 0 where nothing is in conflict, 1 where something is, else an error: git before
    2.38 cannot do it.
    """
    folder = run(repository, "rev-parse", "--absolute-git-dir").out.decode(errors="surrogateescape")
    how = ("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages")
    return run(repository, "-C", folder.removesuffix("\n"), "--bare", *how, ours, theirs)


def graph(
    repository: Repository, tips: Sequence[str], since: Sequence[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Give the commits behind some tips with their parents, without what is behind `since`."""
    for line in _listed(repository, "--parents", tips, since):
        sha, *parents = line.split(" ")
        yield sha, parents


def sourced(repository: Repository, tips: Sequence[str], since: Sequence[str]) -> Sequence[str]:
    """Give the commits behind some tips whose message has a line that begins with `Source:`."""
    return _listed(repository, "--grep=^Source:", tips, since)


def _listed(
    repository: Repository, how: str, tips: Sequence[str], since: Sequence[str]
) -> Sequence[str]:
    """List commits that are named to git by their full hashes."""
    words = ("rev-list", "--topo-order", "--encoding=UTF-8", how, "--stdin")
    with _process(repository, *words) as process:
        asked = [*tips, *(f"^{one}" for one in since)]
        said, _ = process.communicate("".join(f"{one}\n" for one in asked).encode())
    if process.returncode:
        raise UnreadableError
    return said.decode("ascii", errors="replace").splitlines()


def branch(repository: Repository, tips: Sequence[str], base: str) -> Iterator[bytes]:
    """Give all commits behind some tips that are not behind `base`, as `log` does, newest first.

    Raises:
        UnreadableError: Git cannot read them.
    """
    how = [one for one in _LOG if one not in {"--first-parent", "-m"}]
    words = (*how, "--topo-order", "--end-of-options", *tips, f"^{base}", "--", "data")
    with _process(repository, *words) as process:
        said, _ = process.communicate()
        yield from said.split(b"\0")
    if process.returncode:
        raise UnreadableError


def log(repository: Repository, tip: str, since: str | None = None) -> Iterator[bytes]:
    """Give the first-parent history of a commit, newest first, as the pieces that git writes.

    Every commit is there, with its changes below the records' folder. `since` leaves out what is
    part of the history of that commit. The pieces can be taken apart while git is still at work.

    Raises:
        UnreadableError: Git cannot read the history, or does not know `since`.
    """
    revisions = [tip] if since is None else [tip, f"^{since}"]
    if not all(_HASH.fullmatch(one.removeprefix("^")) for one in revisions):
        raise UnreadableError
    with _process(repository, *_LOG, "--end-of-options", *revisions, "--", "data") as process:
        said = cast("IO[bytes]", process.stdout)
        rest = b""
        while chunk := said.read(_PIPE):
            *pieces, rest = (rest + chunk).split(b"\0")
            yield from pieces
        yield rest
    if process.returncode:
        raise UnreadableError


def heads(repository: Repository, commits: Sequence[str]) -> Iterator[bytes]:
    """Give some commits by their hashes, without their files, as the pieces that git writes.

    Raises:
        UnreadableError: Git does not have one of them.
    """
    options = ("log", "-z", "--format=raw", "--encoding=UTF-8", "--no-walk=unsorted", "--stdin")
    with _process(repository, *options, "--no-show-signature", "--no-mailmap") as process:
        said, _ = process.communicate("".join(f"{one}\n" for one in commits).encode())
        yield from said.split(b"\0")
    if process.returncode:
        raise UnreadableError


def _process(repository: Repository, *arguments: str) -> subprocess.Popen[bytes]:
    """Start git with an open pipe on either side."""
    return subprocess.Popen(
        [repository.program, *_OPTIONS, *arguments],
        cwd=repository.folder,
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=_PIPE,
    )


def tree(repository: Repository, commit: str, *paths: str, deep: bool = False) -> list[Entry]:
    """List what stands at some paths of a commit; with `deep`, every file below them."""
    how = ("-r",) if deep else ()
    said = run(repository, "ls-tree", "-z", "--full-tree", *how, commit, "--", *paths)
    found = said.out.decode(errors="replace").split("\0")[:-1]
    pairs = (line.split("\t", 1) for line in found)
    return [Entry(about[:6], about.rpartition(" ")[2], path) for about, path in pairs]


def blobs(
    repository: Repository, wanted: Sequence[str], limit: int
) -> Iterator[tuple[str, bytes | None]]:
    """Read contents in one go, each by its hash, in the order asked; nothing for one that is amiss.

    Of a content longer than `limit` bytes only the beginning comes, one byte longer than that.
    """
    with _process(repository, "cat-file", "--batch", "--buffer") as process:
        asking, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        asker = Thread(target=_ask, args=(asking, wanted), daemon=True)
        asker.start()
        try:
            for blob in wanted:
                yield blob, _answer(answers, limit)
        finally:
            answers.close()
            asker.join()


def _ask(asking: IO[bytes], wanted: Sequence[str]) -> None:
    """Write all questions, while the answers are being read: neither waits for the other."""
    try:
        with asking:
            asking.write("".join(f"{blob}\n" for blob in wanted).encode())
    except (BrokenPipeError, ValueError):
        return  # nobody listens any more


def _answer(answers: IO[bytes], limit: int) -> bytes | None:
    """Read one answer: its head, its content and the line end behind."""
    _, _, about = answers.readline().partition(b" ")
    kind, _, number = about.partition(b" ")
    if kind != b"blob":
        _skip(answers, int(number) + 1 if number.strip().isdigit() else 0)
        return None
    size = int(number)
    if size <= limit:
        return answers.read(size + 1)[:-1]
    content = answers.read(limit + 1)
    _skip(answers, size + 1 - len(content))
    return content


def _skip(answers: IO[bytes], size: int) -> None:
    while size > 0:
        size -= len(answers.read(min(size, _PIPE))) or size
