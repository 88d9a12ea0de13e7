"""Record pages on disk: each is its record's values, joined with the shell of its kind.

Tens of thousands of files are written, so this is the one place that counts system calls: a file is
opened new, written and closed; nothing is looked up twice, no page has a folder of its own (making
one costs more than the page does), and the shares of the work lie in forked processes.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.errors import NotWritableError, SalesbookError
from generator.website.page import RecordPage, Records
from generator.website.shell import Shells

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class TakenError(SalesbookError):
    """A record page whose place another page of the site has."""

    def __init__(self, kind: str, page: str) -> None:
        super().__init__(
            f"{kind}/{page}.html: a page of the site has the address of a record. "
            f"Rename site/{kind}/{page}.md."
        )


def jobs(
    folder: Path, records: Iterable[Records], shells: Mapping[str, Shells], shares: int
) -> list[Callable[[], None]]:
    """Return the work of writing all record pages below a folder, in this many equal shares.

    Each raises NotWritableError and TakenError.
    """
    kinds = [kind for kind in records if kind.ids]
    for kind in kinds:
        (folder / kind.kind).mkdir(exist_ok=True)
    return [partial(_write_share, folder, kinds, shells, share, shares) for share in range(shares)]


def _write_share(
    folder: Path, kinds: Sequence[Records], shells: Mapping[str, Shells], share: int, of: int
) -> None:
    """Write every `of`-th page of each kind, beginning at `share`."""
    for kind in kinds:
        target = os.fspath(folder / kind.kind)
        shell = shells[kind.kind]
        for page in kind.pages(kind.ids[share::of]):
            _write_page(target, page, shell.filled(page))


def _write_page(folder: str, page: RecordPage, content: bytes) -> None:
    """Write one page where nothing is yet."""
    if not _ID.fullmatch(page.id):
        message = f"{page.id!r} is no id that could be part of a path"
        raise ValueError(message)
    try:
        _write_file(f"{folder}/{page.id}.html", content)
    except FileExistsError:
        raise TakenError(page.kind, page.id) from None
    except OSError as error:
        raise NotWritableError(Path(folder), error) from error


def _write_file(path: str, content: bytes) -> None:
    """Write a new file to its last byte."""
    file = os.open(path, _NEW, 0o644)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
