"""Every page of the sample company can be heard: headings, tables and pictures have their names."""

import pytest

from tests.modules import holds
from tests.whole.sample import Sample

pytestmark = pytest.mark.slow


def test_every_page_has_one_first_heading_and_a_title(sample: Sample) -> None:
    for path, page in sample.pages.items():
        assert len(page.headings) == 1, path
        assert page.headings[0].strip(), path
        assert page.title.strip(), path


def test_every_picture_has_a_name(sample: Sample) -> None:
    holds(f"{path}: {name}" for path, page in sample.pages.items() for name in page.nameless)


WRITTEN = ("reference/", "about.html")
"""Pages written in Markdown, whose tables have no captions: the text before them is theirs."""


def test_every_table_has_a_caption_and_headers_that_say_what_they_head(sample: Sample) -> None:
    holds(
        f"{path}: table {place}, {table}"
        for path, page in sample.pages.items()
        for place, table in enumerate(page.tables)
        if not table.headers or table.mute or not (table.caption or path.startswith(WRITTEN))
    )


def test_every_label_belongs_to_something(sample: Sample) -> None:
    holds(
        f"{path}: {label}"
        for path, page in sample.pages.items()
        for label in page.labels
        if label not in page.ids and not label.startswith("__")  # the theme's own switches
    )
