"""One file read: its bytes, its record as text, and what is wrong with its shape."""

import hashlib
import os
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from generator import shape
from generator.book import topics
from generator.diagnostic import Diagnostic
from generator.duplicates.keys import keys
from generator.errors import NotReadableError
from generator.files import COMPANY, File
from generator.yaml import source
from schema import KINDS, Shared
from schema.company import Company

COMPANY_LIMIT = 1 << 20
_FOR_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 16


class Reading(NamedTuple):
    """A file as it was read; `text` is nothing where the record cannot be used."""

    text: str | None
    topics: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    record: Shared | None = None


def read(data: bytes, file: File) -> Reading:
    """Read one record from its file's bytes."""
    tree, diagnostics = source.read(data, file.path)
    if not isinstance(tree, dict):
        return Reading(None, (), diagnostics)
    shaped = shape.record(KINDS[file.key.folder], file.key.id, tree)
    if isinstance(shaped, shape.Shaped):
        found = (*topics(shaped.record), *keys(file.key.folder, tree))
        return Reading(shaped.text, found, diagnostics, shaped.record)
    return Reading(None, (), _placed(shaped, data, file.path))


def company(data: bytes | None) -> tuple[Company | None, tuple[Diagnostic, ...], str]:
    """Read `company.yml`, if there is one: what can be used, what is wrong, and the blob."""
    if data is None:
        hint = "Copy one from a new repository: `salesbook init DIR`."
        message = "A repository must have this file: it names the pipelines and currencies."
        return None, (Diagnostic(COMPANY, 1, 1, "C01", "error", message, hint),), ""
    tree, diagnostics = source.read(data, COMPANY, limit=COMPANY_LIMIT)
    if tree is None:
        return None, diagnostics, blob_of(data)
    try:
        return Company.model_validate(tree), (), blob_of(data)
    except ValidationError as error:
        found = tuple(shape.faults(Company, error, tree))
        return None, _placed(found, data, COMPANY), blob_of(data)


def _placed(
    faults: tuple[shape.Fault, ...],
    data: bytes,
    path: str,
) -> tuple[Diagnostic, ...]:
    """Give every fault its line and column."""
    return tuple(
        Diagnostic(
            path,
            *source.locate(data, fault.where, key=fault.at_key),
            fault.code,
            "error",
            fault.message,
            fault.hint,
        )
        for fault in faults
    )


def contents(path: Path | str) -> bytes:
    """Read a whole file.

    Raises:
        NotReadableError: The file cannot be opened.
    """
    try:
        file = os.open(path, _FOR_READING)
        try:
            return b"".join(iter(partial(os.read, file, _PIECE), b""))
        finally:
            os.close(file)
    except OSError as error:
        raise NotReadableError(Path(path), error) from error


def blob_of(data: bytes) -> str:
    """Hash a file as git does, so that caches and history speak of the same thing."""
    header = b"blob %d\0" % len(data)
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()
