"""What the tests share: the root, real repositories, the shared data sets and a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.repository import HARDENED, Repository, create

ROOT = Path(__file__).resolve().parent.parent

# Everything that is made lies in build/, what hypothesis remembers too.
os.environ.setdefault(
    "HYPOTHESIS_STORAGE_DIRECTORY", os.fspath(ROOT / "build" / "cache" / "hypothesis")
)
settings.register_profile(
    "salesbook", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("salesbook")

# What a desk, a git hook or a CI system may have set, and what would change the output of a test.
AMBIENT = (
    "CI", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY",
    "GITLAB_CI", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "LINES", "NO_COLOR",
    "SOURCE_DATE_EPOCH",
)  # fmt: skip

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

FLAGS = (
    "--no-sandbox",  # the pages are our own, and containers have no user namespaces to offer
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A page that asks another host is to fail, not to be answered.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@pytest.fixture(autouse=True, scope="session")
def _ambient() -> Iterator[None]:
    """Keep the settings of the person, the machine and the CI system away from every test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in AMBIENT:
            patch.delenv(name, raising=False)
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_TERMINAL_PROMPT"):
            patch.setenv(name, HARDENED[name])
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of this repository."""
    return ROOT


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return an empty git repository with the branch main."""
    return create(tmp_path / "repository")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of public data sets beside this repository."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the data sets of ../shared are not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of Chromium; the variable CHROMIUM names one that is not on PATH."""
    chosen = os.environ.get("CHROMIUM")
    for name in (chosen,) if chosen else BROWSERS:
        if found := shutil.which(name):
            return found
    pytest.skip(f"Chromium is not here; looked for {chosen or ', '.join(BROWSERS)}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Drive one Chromium for all browser tests; contexts keep them apart."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return an empty page of the size of a laptop, in a context of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en")
    yield context.new_page()
    context.close()
