"""What a portal is made of, before any of it is written: pages, record pages, files and entries.

These are values alone. `docs` lays the pages out for the site engine, `stamp`
puts the record pages into a rendered shell, `search` makes the entries findable.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

TIP = "commit.txt"
"""The file of the site that names the commit it was made from, for the next audit."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the site engine renders: a report, a list, a page of the reference.

    `path` is relative to the docs folder (`pipeline/index.md`), `text` is Markdown with its front
    matter. `nav` names the page's place in the navigation, outermost title first
    (`("Reference", "Deals")`); a page without one is on the site and not in the navigation.
    """

    path: str
    text: str
    nav: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the site serves as it is: a download, a style sheet, a script, an image."""

    path: str
    content: bytes


class Crumb(NamedTuple):
    """One step of the way back up from a record page: its words and where they lead.

    Words that lead nowhere are a remark beside the way.
    """

    text: str
    href: str = ""


class Section(NamedTuple):
    """A part of a record page with its heading; `body` is finished HTML.

    The id is the heading's anchor: the same for all records of a kind, so that links to it last.
    """

    id: str
    title: str
    body: str


class RecordPage(NamedTuple):
    """The page of one record, to be stamped into the shell of its kind.

    `title` and `description` are plain text. `head` is finished HTML and stands between the title
    and the first section; `heading`, if given, is finished HTML in place of the title above it.
    `source` is the record's file, relative to the repository: what the edit button opens.
    """

    kind: str
    id: str
    title: str
    description: str
    head: str
    sections: tuple[Section, ...]
    source: str
    crumbs: tuple[Crumb, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """The record pages of one kind, made only when they are asked for.

    All ids are known beforehand, so that the work can be divided: `pages` is called with them,
    perhaps in a forked process, and gives their pages one after the other. What it needs must
    survive a fork, or be opened when it is first called.
    """

    kind: str
    ids: tuple[str, ...]
    pages: Callable[[Sequence[str]], Iterable[RecordPage]]


class SearchEntry(NamedTuple):
    """What the search knows of one page.

    `text` is shown under the title in the list of results. `words` are found and not shown: ids,
    aliases, readings, mail addresses, domains. `boost` lifts an entry above others that match as
    well (1 is neutral).
    """

    location: str
    title: str
    text: str = ""
    words: tuple[str, ...] = ()
    boost: float = 1.0


class Told(NamedTuple):
    """What a portal tells of the book as a whole: its reports, lists, files and search."""

    pages: tuple[Page, ...] = ()
    assets: tuple[Asset, ...] = ()
    search: tuple[SearchEntry, ...] = ()


@dataclass(frozen=True)
class Portal:
    """Everything that one build of the site shows.

    `tell` is called once, when the rest is first needed: whoever builds begins the pages of records
    before that, in other processes.
    """

    records: tuple[Records, ...] = ()
    tell: Callable[[], Told] = Told

    @cached_property
    def told(self) -> Told:
        """All but the pages of records."""
        return self.tell()
