"""A history as the stream that `git fast-import` reads."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from generator.simulation.past.change import Files
from generator.simulation.past.commit import Commit, Signature

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a moment of the company's clock, as all here
_ZONE = timedelta(hours=9)
_MAIN, _SIDE = "refs/heads/main", "refs/heads/side"


def written(commits: Iterable[Commit]) -> Iterator[bytes]:
    """Write commits, each after its parents; in the end forget the branches that were merged."""
    sides = False
    yield b"feature done\n"
    for commit in commits:
        sides |= not commit.main
        yield _commit(commit)
    if sides:
        yield f"reset {_SIDE}\nfrom {'0' * 40}\n\n".encode()
    yield b"done\n"


def _commit(commit: Commit) -> bytes:
    head = [
        f"commit {_MAIN if commit.main else _SIDE}",
        f"mark :{commit.number}",
        f"author {_signed(commit.author)}",
        f"committer {_signed(commit.committer)}",
    ]
    first, *others = [f":{number}" for number in commit.parents] or [""]
    after = [*([f"from {first}"] if first else []), *(f"merge {other}" for other in others)]
    lines = "\n".join(after) + "\n" if after else ""
    message = _data(f"{commit.message}\n")
    return ("\n".join(head) + "\n").encode() + message + lines.encode() + _files(commit.files)


def _signed(signature: Signature) -> str:
    seconds = (signature.moment - _EPOCH - _ZONE) // timedelta(seconds=1)
    return f"{signature.name} <{signature.mail}> {seconds} +0900"


def _files(files: Files) -> bytes:
    """Write what is gone before what is new, as the one may make room for the other."""
    gone = (f"D {path}\n".encode() for path, text in sorted(files.items()) if text is None)
    new = (
        f"M 100644 inline {path}\n".encode() + _data(text)
        for path, text in sorted(files.items(), key=lambda item: item[0])
        if text is not None
    )
    return b"".join((*gone, *new)) + b"\n"


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)
