"""Record pages on disk: each is its record's values, joined with the shell of its kind.

Tens of thousands of files are written, so this is the one place that counts system calls: a file is
opened new, written and closed; nothing is looked up twice, no page has a folder of its own (making
one costs more than the page does), and forked processes take one kind after the other.
"""

import os
import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from generator.errors import NotWritableError, SalesbookError
from generator.website.fork import Order
from generator.website.page import RecordPage, Records
from generator.website.shell import Shells

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
EARLY = 40_000
"""So many pages are held at most, of some kilobytes each, until it is known where they belong."""
SOME = 20
"""So many pages are made between two looks at whether it is."""


class TakenError(SalesbookError):
    """A record page whose place another page of the site has."""

    def __init__(self, kind: str, page: str) -> None:
        super().__init__(
            f"{kind}/{page}.html: a page of the site has the address of a record. "
            f"Rename site/{kind}/{page}.md, or .html."
        )


class Place(NamedTuple):
    """The folder that an engine has rendered into, and the shells of the kinds found there."""

    folder: Path
    shells: Mapping[str, Shells]


def write(kinds: Iterator[Records], order: Order[Place]) -> None:
    """Make and write the pages of kinds, which are kept until their place is known.

    Raises NotWritableError and TakenError.
    """
    pages = chain.from_iterable(kind.pages(kind.ids) for kind in kinds)
    early = _early(pages, order)
    place, folder = "", ""
    where = order.taken()
    for page in chain(_used_up(early), pages):
        if page.kind != place:
            place, folder = page.kind, os.fspath(where.folder / page.kind)
        _write_page(folder, page, where.shells[place].filled(page))


def _early(pages: Iterator[RecordPage], order: Order[Place]) -> deque[RecordPage]:
    """Make the first pages while their place is not known, but not more than memory is for."""
    made: deque[RecordPage] = deque()
    while len(made) < EARLY and not order.came():
        some = list(islice(pages, SOME))
        if not some:
            break
        made.extend(some)
    return made


def _used_up(pages: deque[RecordPage]) -> Iterator[RecordPage]:
    """Give pages and keep none of them."""
    while pages:
        yield pages.popleft()


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
