"""The setting of a page: what every value that is written on it has to know about the place."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.look import escape


@dataclass(frozen=True, slots=True)
class Setting:
    """The base currency, the day that is called today, the way to the root, and the escaper.

    `there` are the ids of all records that have a page, by kind; without it every record has one.
    """

    currency: str
    today: date
    root: str = ""
    escape: Callable[[object], Markup] = escape.html
    there: Mapping[str, Collection[str]] | None = None

    def record(self, kind: str, identity: object) -> str:
        """Return the address of a record's page, relative to this page."""
        return f"{self.root}{kind}/{identity}.html"

    def has(self, kind: str, identity: object) -> bool:
        """Tell whether a record has a page."""
        return self.there is None or identity in self.there.get(kind, ())

    def link(self, kind: str, identity: object, text: object = None) -> Markup:
        """Return a link to a record; without an id, or without a page, it is the text alone."""
        shown = self.escape(text if text is not None else identity)
        if identity is None or not self.has(kind, identity):
            return shown
        target = self.record(kind, identity)
        if self.escape is not escape.html or escape.unsafe(target):
            target = self.escape(target)
        return escape.markup(f'<a href="{target}">{shown}</a>')

    def web(self, url: object, text: object = None) -> Markup:
        """Return a link that leaves the site, or the text alone where the address is refused."""
        shown = self.escape(text if text is not None else url)
        target = escape.address(url)
        if target is None:
            return shown
        rel = "noopener noreferrer nofollow"
        return escape.markup(f'<a href="{self.escape(target)}" rel="{rel}">{shown}</a>')


def root_of(page: str) -> str:
    """Return the way from a page to the root of the site: `accounts/acme.html` gives `../`."""
    return "../" * page.count("/") or "./"
