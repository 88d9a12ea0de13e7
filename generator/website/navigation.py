"""The navigation of the site, derived from its pages: a report is in it because it is there."""

from collections.abc import Iterable, Sequence

from generator.website.page import Page

Navigation = list[dict[str, "str | Navigation"]]
"""What `nav` in mkdocs.yml holds: titles with a page's path, or with a list of the same again."""


def derived(pages: Iterable[Page]) -> Navigation:
    """Return the navigation to all pages that name their place, in the order of the pages.

    A title that several pages begin with (`Reference`) stands where the first of them does.
    """
    found: Navigation = []
    for page in pages:
        if page.nav:
            _add(found, page.nav, page.path)
    return found


def _add(branch: Navigation, titles: Sequence[str], path: str) -> None:
    first, *rest = titles
    if not rest:
        branch.append({first: path})
        return
    for item in branch:
        below = item.get(first)
        if isinstance(below, list):
            break
    else:
        below = []
        branch.append({first: below})
    _add(below, rest, path)
