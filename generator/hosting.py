"""The hosting site of the repository: where its pages of commits and pull requests are."""

from typing import NamedTuple

from generator.look.escape import address
from schema.company import Links

_FORMS = (
    ("-/edit/", "-/commit/{id}", "-/merge_requests/{id}"),  # GitLab
    ("_edit/", "commit/{id}", "pulls/{id}"),  # Gitea and Forgejo
    ("src/", "commits/{id}", "pull-requests/{id}"),  # Bitbucket
    ("edit/", "commit/{id}", "pull/{id}"),  # GitHub
)
"""How the address of the editor begins on each kind of site, and the addresses beside it."""


class Hosting(NamedTuple):
    """Addresses with `{id}` in them; empty where none is known."""

    commit: str = ""
    pull_request: str = ""

    def of_commit(self, sha: str) -> str | None:
        """Give the page of a commit, if there is one that may be linked to."""
        return address(self.commit.replace("{id}", sha)) if self.commit else None

    def of_request(self, number: object) -> str | None:
        """Give the page of a pull request, if there is one that may be linked to."""
        known = self.pull_request and number is not None
        return address(self.pull_request.replace("{id}", str(number))) if known else None


def hosting(repository: str, editor: str, links: Links) -> Hosting:
    """Find the addresses: those that the company states, else what the editor's address tells.

    `repository` and `editor` are `repo_url` and `edit_uri` of `mkdocs.yml`; either may be empty.
    """
    forms = (form for form in _FORMS if editor.startswith(form[0]))
    _, commit, request = next(forms, ("", "", "")) if repository else ("", "", "")
    base = f"{repository.rstrip('/')}/"
    return Hosting(
        f"{base}{commit}" if commit else "",
        links.pull_request or (f"{base}{request}" if request else ""),
    )
