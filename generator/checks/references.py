"""Law 1: references exist, are of the right kind, and are not to themselves or in a circle."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from schema import KINDS, Shared
from schema.description import marked, values_at


def reference_exists(record: Shared, book: Book) -> Iterator[Finding]:
    """A reference names a record that is there, of the kind that the field takes."""
    for place in marked(type(record), "reference"):
        folder = place.field.reference or ""
        for where, identity in values_at(record, place.names):
            if not book.has(folder, identity):
                yield _missing(where, folder, identity, book)


def _missing(where: tuple[str | int, ...], folder: str, identity: str, book: Book) -> Finding:
    noun = KINDS[folder].noun
    message = f"`{where[-1]}` must name a {noun} of `data/{folder}/`; there is no `{identity}`."
    near = book.near(folder, identity)
    if near:
        return Finding(where, message, f"Did you mean {' or '.join(f'`{name}`' for name in near)}?")
    elsewhere = [other for other in KINDS if other != folder and book.has(other, identity)]
    if elsewhere:
        return Finding(where, message, f"`{identity}` is in `data/{elsewhere[0]}/`.")
    return Finding(where, message, f"Add `data/{folder}/{identity}.yml` or correct the id.")
