"""Law 1: references exist, are of the right kind, and are not to the record itself."""

from collections.abc import Iterator
from functools import cache

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.places import Wanted, placed, places, texts
from generator.checks.wording import a, either
from generator.diagnostic import Where
from schema import KINDS, Shared
from schema.description import FieldDescription, marked


def reference_exists(record: Shared, book: Book) -> Iterator[Finding]:
    """A reference names a record that is there, of the kind that the field takes.

    Reports join along references: what points nowhere would silently drop out of them.
    """
    where = places(type(record), _folder)
    if book.has_all(texts(record, where)):
        return
    for path, folder, identity in placed(record, where):
        if not book.has(folder, identity):
            yield _missing(path, folder, identity, book)


def not_to_itself(record: Shared, _book: Book) -> Iterator[Finding]:
    """A record does not refer to itself.

    Nobody reports to themselves, and no account owns itself; a tree with such a branch has no top.
    """
    where = places(type(record), _only(record.folder))
    if (record.folder, record.id) not in texts(record, where):
        return
    for path, _, identity in placed(record, where):
        if identity == record.id:
            message = f"`{_named(path)}` must name another {record.noun} than the record itself."
            yield Finding(path, message, "Name the right one, or delete the line.")


REFERRING = tuple(kind for kind in KINDS.values() if marked(kind, "reference"))
"""The kinds that refer to other records."""

REFERRING_TO_THEIR_OWN = tuple(
    kind
    for kind in REFERRING
    if any(place.field.reference == kind.folder for place in marked(kind, "reference"))
)
"""The kinds that refer to others of their kind."""


def _folder(field: FieldDescription) -> str | None:
    return field.reference


@cache
def _only(folder: str) -> Wanted:
    """Want references to one kind."""
    return lambda field: folder if field.reference == folder else None


def _missing(where: Where, folder: str, identity: str, book: Book) -> Finding:
    noun = a(KINDS[folder].noun)
    message = f"`{_named(where)}` must name {noun} of `data/{folder}/`; there is no `{identity}`."
    near = book.near(folder, identity)
    if near:
        return Finding(where, message, f"Did you mean {either(near)}?")
    elsewhere = [other for other in KINDS if other != folder and book.has(other, identity)]
    if elsewhere:
        return Finding(where, message, f"`{identity}` is in `data/{elsewhere[0]}/`.")
    return Finding(where, message, f"Add `data/{folder}/{identity}.yml` or correct the id.")


def _named(where: Where) -> str:
    """Name the field at a path; a place in a list is called as the list."""
    return next(str(part) for part in reversed(where) if isinstance(part, str))
