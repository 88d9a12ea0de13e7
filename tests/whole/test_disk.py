"""The site of the sample company is read from a folder as it is: nothing has to serve it."""

import pytest
from playwright.sync_api import Page, expect

from tests.modules import holds
from tests.portal import tree
from tests.whole.sample import Sample, built, lay
from tests.whole.test_complete import targets

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def opened(
    request: pytest.FixtureRequest, sample: Sample, tmp_path_factory: pytest.TempPathFactory
) -> Sample:
    """Return the sample as each of the engines builds it."""
    if request.param == "mkdocs":
        return sample
    pytest.importorskip("zensical")
    return built(lay(tmp_path_factory.mktemp("zensical")), engine=request.param)


def test_every_address_names_a_file(opened: Sample) -> None:
    files = {*tree(opened.site)}
    holds(
        f"{path}: {file}"
        for path, page in opened.pages.items()
        for file, _ in targets(path, page)
        if file not in files
    )


@pytest.mark.browser
def test_a_reader_goes_from_home_to_a_record_and_back(page: Page, opened: Sample) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    base = f"{opened.site.as_uri()}/"
    tabs = page.get_by_role("navigation", name="Tabs")

    page.goto(f"{base}index.html")
    tabs.get_by_role("link", name="Pipeline", exact=True).click()
    expect(page).to_have_url(f"{base}pipeline/index.html")
    tabs.get_by_role("link", name="Records", exact=True).click()
    expect(page).to_have_url(f"{base}accounts/index.html")
    expect(page.get_by_placeholder("Filter")).to_be_visible()

    first = page.locator("tbody th a").first
    name = first.inner_text()
    first.click()
    assert page.url.removeprefix(base) in opened.files
    expect(page.locator("h1")).to_contain_text(name)

    page.get_by_role("navigation", name="Breadcrumb").get_by_text("Accounts").click()
    expect(page).to_have_url(f"{base}accounts/index.html")
    page.go_back()
    page.get_by_role("navigation", name="Breadcrumb").get_by_text("Home").click()
    expect(page).to_have_url(f"{base}index.html")
    assert [fault for fault in faults if "search_index.js" not in fault] == []
