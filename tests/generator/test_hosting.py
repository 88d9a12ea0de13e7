import pytest

from generator.hosting import Hosting, hosting
from schema.company import Links

SITE = "https://git.example.com/kitahama/sales/"


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
