"""A value comes from its picklist."""

from collections.abc import Iterator

from generator.book import Book
from generator.checks.law import Finding
from generator.checks.places import placed, places, texts
from generator.checks.wording import meant
from schema import KINDS, Shared
from schema.description import FieldDescription, marked

CHOOSING = tuple(kind for kind in KINDS.values() if marked(kind, "picklist"))
"""The kinds with fields that take their values from picklists."""


def value_of_its_picklist(record: Shared, book: Book) -> Iterator[Finding]:
    """A value is one of its picklist, the company's own or the default one.

    Reports count by these values; each spelling would be a line of its own.
    """
    company = book.company
    where = places(type(record), _picklist)
    if company.choosable.issuperset(texts(record, where)):
        return
    for path, picklist, text in placed(record, where):
        if (picklist, text) not in company.choosable and not company.takes_any(picklist):
            name = next(str(part) for part in reversed(path) if isinstance(part, str))
            message = f"`{name}` must be of the picklist `{picklist}`; found `{text}`."
            yield Finding(path, message, meant(text, company.choices[picklist]))


def _picklist(field: FieldDescription) -> str | None:
    """Name the picklist of a field; a stage depends on the pipeline, and L401 asks for it."""
    return None if field.picklist == "stage" else field.picklist
