"""The hosting site of the repository: where its pages of commits and pull requests are."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from generator.look.escape import address
from schema.company import Links

_FORMS = (
    ("-/edit/", "-/commit/{id}", "-/merge_requests/{id}"),  # GitLab
    ("_edit/", "commit/{id}", "pulls/{id}"),  # Gitea and Forgejo
    ("src/", "commits/{id}", "pull-requests/{id}"),  # Bitbucket
    ("edit/", "commit/{id}", "pull/{id}"),  # GitHub
)
"""How the address of the editor begins on each kind of site, and the addresses beside it."""

_SITES: Mapping[str, Sequence[str]] = {
    "gitlab": ("-/edit/", "gitlab"),
    "gitea": ("_edit/", "gitea", "forgejo", "codeberg"),
    "bitbucket": ("src/", "bitbucket"),
    "github": ("edit/", "github"),
}
"""How each kind of site is told: by the address of its editor, else by a word in its name."""

_NEW = {
    "gitlab": "-/merge_requests/new?merge_request%5Bsource_branch%5D={branch}",
    "gitea": "compare/{trunk}...{branch}",
    "bitbucket": "pull-requests/new?source={branch}",
    "github": "compare/{trunk}...{branch}?expand=1",
}
"""Where a pull request is opened."""

_REMOTE = re.compile(r"(?:ssh://)?[\w.-]+@([\w.-]+)(?::\d+/|[:/])(.+)")
"""A remote as SSH writes it: `git@host:owner/name.git`."""


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


class Host(NamedTuple):
    """A repository on a hosting site: the site's kind, empty where unknown, and its address."""

    kind: str
    address: str

    @property
    def project(self) -> str:
        """The owner and the name: `kitahama/sales`."""
        return urlsplit(self.address).path.strip("/")

    def request(self, trunk: str, branch: str) -> str | None:
        """Give the page on which the pull request of a branch is opened, if it is known."""
        if not self.kind:
            return None
        page = _NEW[self.kind].format(trunk=quote(trunk), branch=quote(branch))
        return address(f"{self.address}/{page}")


def host(repository: str, editor: str, remote: str) -> Host:
    """Find where a repository is hosted: `repo_url` of `mkdocs.yml`, else the remote of git."""
    base = (repository or _browsable(remote)).rstrip("/").removesuffix(".git")
    server = (urlsplit(base).hostname or "") if address(base) else ""
    for kind, (begins, *words) in _SITES.items():
        if server and (editor.startswith(begins) or any(word in server for word in words)):
            return Host(kind, base)
    return Host("", base if server else "")


def _browsable(remote: str) -> str:
    """Give the address at which a browser finds what git fetches from; empty for a folder."""
    found = _REMOTE.fullmatch(remote)
    if found:
        return f"https://{found[1]}/{found[2]}"
    return remote if remote.startswith(("https://", "http://")) else ""
