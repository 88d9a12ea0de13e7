import pytest

from generator.hosting import Hosting, host, hosting
from schema.company import Links

SITE = "https://git.example.com/kitahama/sales/"
MERGE = "-/merge_requests/new?merge_request%5Bsource_branch%5D=a%20b"


@pytest.mark.parametrize(
    ("editor", "commit", "request_"),
    [
        ("edit/main/", "commit/ab", "pull/7"),
        ("-/edit/main/data", "-/commit/ab", "-/merge_requests/7"),
        ("_edit/main/", "commit/ab", "pulls/7"),
        ("src/main/?mode=edit", "commits/ab", "pull-requests/7"),
    ],
)
def test_the_editor_tells_what_kind_of_site_it_is(editor: str, commit: str, request_: str) -> None:
    for repository in (SITE, SITE.rstrip("/")):
        found = hosting(repository, editor, Links())
        assert found.of_commit("ab") == SITE + commit
        assert found.of_request(7) == SITE + request_


@pytest.mark.parametrize(("repository", "editor"), [("", "edit/main/"), (SITE, ""), (SITE, "else")])
def test_an_unknown_site_has_no_addresses(repository: str, editor: str) -> None:
    found = hosting(repository, editor, Links())
    assert found == Hosting()
    assert found.of_commit("ab") is None
    assert found.of_request(7) is None


def test_what_the_company_states_counts_first() -> None:
    links = Links(pull_request="https://review.example/{id}/files")
    found = hosting(SITE, "edit/main/", links)
    assert found.of_request(7) == "https://review.example/7/files"
    assert found.of_request(None) is None


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    assert hosting("javascript:alert(1)//", "edit/main/", Links()).of_commit("ab") is None


@pytest.mark.parametrize(
    ("repository", "editor", "remote", "page"),
    [
        (SITE, "edit/main/", "", f"{SITE}compare/main...a%20b?expand=1"),
        (
            SITE,
            "-/edit/main/",
            "git@github.com:x/y",
            f"{SITE}{MERGE}",
        ),
        (SITE, "_edit/main/", "", f"{SITE}compare/main...a%20b"),
        (SITE, "src/main/", "", f"{SITE}pull-requests/new?source=a%20b"),
        ("", "", "git@github.com:x/y.git", "https://github.com/x/y/compare/main...a%20b?expand=1"),
        (
            "",
            "",
            "ssh://git@gitea.example:2222/x/y.git",
            "https://gitea.example/x/y/compare/main...a%20b",
        ),
        (
            "",
            "",
            "https://gitlab.example/g/x/y.git",
            f"https://gitlab.example/g/x/y/{MERGE}",
        ),
        ("", "", "/srv/git/sales.git", None),
        ("", "", "https://a:b@github.com/x/y", None),
        ("", "", "https://git.example/x/y", None),
        ("", "edit/main/", "", None),
    ],
)
def test_a_pull_request_is_opened_on_the_page_of_its_site(
    repository: str, editor: str, remote: str, page: str | None
) -> None:
    assert host(repository, editor, remote).request("main", "a b") == page


def test_a_project_is_named_by_its_owner_and_its_name() -> None:
    assert host("", "", "git@github.com:kitahama/sales.git").project == "kitahama/sales"
    assert host("", "", "").project == ""
