"""Nothing is missing from the site of the sample company, and nothing is there twice."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from generator import reports
from generator.history.trouble import NO_REPOSITORY
from tests.modules import holds
from tests.whole.reader import Read
from tests.whole.sample import ADDRESS, EDIT, NAME, ROOT, Sample, trees

pytestmark = pytest.mark.slow

MOST = 500
"""A list shows so many records; its download has all."""

OF_THE_PAST = ("changes", "forecast-accuracy", "pipeline-changes", "trend")
"""The reports of which nothing is left where there is no history."""


def index(site: Sample) -> list[dict[str, str]]:
    text = (site.site / "search" / "search_index.json").read_text("utf-8")
    docs: list[dict[str, str]] = json.loads(text)["docs"]
    return docs


def targets(path: str, page: Read) -> Iterator[tuple[str, str]]:
    """Give where the addresses of a page lead inside the site: the file, and the anchor in it."""
    for url, _ in page.addresses:
        parts = urlsplit(url)
        if not parts.scheme and not parts.netloc:
            yield file_of(path, unquote(parts.path)), unquote(parts.fragment)


def file_of(page: str, address: str) -> str:
    """Return the file that an address on a page names; a folder is none, since a disk gives none.

    The page for what is not there is shown at any address, so its own begin at the root.
    """
    assert page == "404.html" or not address.startswith("/"), (page, address)
    assert not address.endswith("/"), (page, address)
    folder = page.rpartition("/")[0]
    return normpath(join("/", folder, address)).lstrip("/") if address else page


def test_every_record_has_one_page_and_no_other_page_looks_like_one(sample: Sample) -> None:
    kinds = {address.partition("/")[0] for address in sample.files}
    made = {
        path
        for path in sample.pages
        if path.partition("/")[0] in kinds and not path.endswith("/index.html")
    }
    assert made == {*sample.files} == {*trees()}


def test_every_record_has_one_entry_in_the_search(sample: Sample) -> None:
    found = Counter(item["location"] for item in index(sample))
    assert {address: found[address] for address in sample.files} == dict.fromkeys(sample.files, 1)
    assert {place: count for place, count in found.items() if count > 1} == {}


def test_every_entry_of_the_search_leads_somewhere(sample: Sample) -> None:
    for item in index(sample):
        path, _, anchor = item["location"].partition("#")
        page = sample.pages[path]
        assert not anchor or anchor in page.ids, item["location"]


def test_a_records_title_is_the_same_everywhere(sample: Sample) -> None:
    titles = {item["location"]: unescape(item["title"]) for item in index(sample)}
    for address in sample.files:
        page = sample.pages[address]
        assert page.title == f"{titles[address]} - {NAME}"
        assert page.headings[0].startswith(titles[address])


def test_a_record_with_a_name_has_it_as_its_title(sample: Sample) -> None:
    for address, tree in trees().items():
        if "name" in tree:
            assert sample.pages[address].title == f"{tree['name']} - {NAME}"


def test_every_record_has_one_line_in_its_list(sample: Sample) -> None:
    for kind in sorted({address.partition("/")[0] for address in sample.files}):
        lines = (sample.site / kind / "list.csv").read_text("utf-8-sig")
        _, *rows = csv.reader(lines.splitlines())
        known = [address for address in sample.files if is_of(kind, address)]
        ids = sorted(address.partition("/")[2].removesuffix(".html") for address in known)
        assert sorted(row[0] for row in rows) == ids, kind


def is_of(kind: str, address: str) -> bool:
    return address.startswith(f"{kind}/")


def test_a_list_leads_to_its_records(sample: Sample) -> None:
    for kind in sorted({address.partition("/")[0] for address in sample.files}):
        known = {address for address in sample.files if is_of(kind, address)}
        path = f"{kind}/index.html"
        linked = {file for file, _ in targets(path, sample.pages[path])} & known
        assert len(linked) == min(len(known), MOST), kind


def test_every_report_is_on_its_page(sample: Sample) -> None:
    """One that only tells of the past says instead that the sample is no repository."""
    for report in reports.found(ROOT):
        path = f"{report.address}index.html"
        if report.name in OF_THE_PAST and NO_REPOSITORY.message in " ".join(
            sample.pages[path].words
        ):
            continue
        files = {f"{report.address}{query.stem}.csv" for query in report.folder.glob("*.sql")}
        assert files & {file for file, _ in targets(path, sample.pages[path])}, report.name


def test_every_address_inside_the_site_leads_to_a_file_and_its_anchor(sample: Sample) -> None:
    found = (path for path in sample.site.rglob("*") if path.is_file())
    files = {path.relative_to(sample.site).as_posix() for path in found}
    anchors = {path: {"", *page.ids} for path, page in sample.pages.items()}
    holds(
        f"{path}: {file}#{anchor}"
        for path, page in sample.pages.items()
        for file, anchor in targets(path, page)
        if file not in files or anchor not in anchors.get(file, {anchor})
    )


def test_an_anchor_is_on_a_page_once(sample: Sample) -> None:
    holds(
        f"{path}: {anchor} {count} times"
        for path, page in sample.pages.items()
        for anchor, count in Counter(page.ids).items()
        if count > 1
    )


def test_no_shell_and_no_place_holder_is_left(sample: Sample) -> None:
    names = [path for path in sample.site.rglob("*") if "slotq" in path.name]
    texts = [path for path in sample.site.rglob("*.*") if b"slotq" in path.read_bytes()]
    assert names + texts == []


def test_the_edit_link_of_a_record_opens_its_file(sample: Sample) -> None:
    for address, file in sample.files.items():
        page = sample.pages[address]
        edits = [url for url, _ in page.addresses if url.startswith(EDIT)]
        assert edits == [f"{EDIT}{file}"]


def test_the_map_of_the_site_names_every_page(sample: Sample) -> None:
    text = (sample.site / "sitemap.xml").read_text("utf-8")
    named = re.findall(r"<loc>(.*?)</loc>", text)
    made = [path for path in sample.pages if path != "404.html"]
    assert sorted(named) == sorted(f"{ADDRESS}{path}" for path in made)
