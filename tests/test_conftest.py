from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.repository import Repository


def test_same_commits_have_the_same_hash_everywhere(repository: Repository) -> None:
    repository.write("data/accounts/acme.yml", "name: Acme\n")
    commit = repository.commit("Add Acme")
    assert repository.git("log", "-1", "--format=%an <%ae> %aI %cI") == (
        "Mori Aya <aya.mori@example.com> 2026-04-01T09:00:00+09:00 2026-04-01T09:00:00+09:00"
    )
    assert repository.git("status", "--porcelain") == ""
    assert commit == repository.git("rev-parse", "main")


def test_commits_carry_the_dates_and_authors_of_the_test(repository: Repository) -> None:
    repository.commit("First", when="2025-04-01T00:00:00+00:00")
    repository.commit("Second", author="李", mail="li@example.com")
    assert repository.git("log", "--format=%s %an", "--reverse") == "First Mori Aya\nSecond 李"


def test_a_git_that_fails_says_why(repository: Repository) -> None:
    with pytest.raises(AssertionError, match="unknown revision"):
        repository.git("log", "nowhere")


@pytest.mark.browser
def test_the_browser_renders_and_reaches_no_other_host(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<img src=http://example.com/x.png><h1>案件</h1>", encoding="utf-8")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(file.as_uri())
    assert page.inner_text("h1") == "案件"
    assert failed == ["http://example.com/x.png"]
