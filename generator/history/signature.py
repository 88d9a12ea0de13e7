"""Signatures of commits, verified by git with the keys that its user has told it of.

Only which keys count is taken from the user's settings; the programs that verify are those on the
PATH, whatever a repository's settings say.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.history import git
from generator.history.git import Repository

KEPT = (
    "HOME", "PATH", "XDG_CONFIG_HOME", "GNUPGHOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
)  # fmt: skip
"""The variables of the environment by which git and its programs find the user's keys."""
SIGNERS = "gpg.ssh.allowedSignersFile"
_PATHS = (SIGNERS, "gpg.ssh.revocationFile")
_WORDS = ("gpg.minTrustLevel",)
_PROGRAMS = (
    "-c", "gpg.program=gpg", "-c", "gpg.openpgp.program=gpg", "-c", "gpg.x509.program=gpgsm",
    "-c", "gpg.ssh.program=ssh-keygen",
)  # fmt: skip
_PARTS = 6


class Signature(NamedTuple):
    """What is known of a commit's signature: its form (ssh, openpgp, or none) and git's verdict.

    The verdict is git's letter: G good, B bad, U of doubtful trust, X and Y expired, R revoked, E
    not verifiable, N none that git could look at.
    """

    commit: str
    form: str
    verdict: str
    key: str
    author: str
    subject: str


class Verified(NamedTuple):
    """The signatures of commits, newest first, and whether SSH keys are known at all."""

    signatures: tuple[Signature, ...]
    ssh_keys: bool


def verified(
    repository: Repository, tip: str, since: str | None, environment: Mapping[str, str]
) -> Verified:
    """Verify all commits of a tip, merged ones too, that are not part of the history of `since`."""
    around = {name: environment[name] for name in KEPT if name in environment}
    settings = dict(_settings(repository, around))
    chosen = [word for name in settings for word in ("-c", f"{name}={settings[name]}")]
    revisions = [tip] if since is None else [tip, f"^{since}"]
    forms = dict(_forms(repository, revisions))
    log = ("log", "-z", "--no-patch", "--no-show-signature", "--no-color", "--no-mailmap")
    shown = "--format=%H%x1f%G?%x1f%GK%x1f%an%x1f%s"
    safe = {name: value for name, value in around.items() if not name.startswith("GIT_")}
    said = git.run(repository, *_PROGRAMS, *chosen, *log, shown, *revisions, "--", around=safe)
    lines = said.out.decode(errors="replace").split("\0")
    return Verified(
        tuple(_signature(line, forms) for line in lines if line.count("\x1f") >= _PARTS - 2),
        SIGNERS in settings,
    )


def _signature(line: str, forms: Mapping[str, str]) -> Signature:
    commit, verdict, key, author, subject = line.split("\x1f", _PARTS - 2)
    return Signature(commit, forms.get(commit, ""), verdict, key, author, subject)


def _settings(repository: Repository, around: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Read which keys count, as the user has set it for this repository or for all."""
    everywhere = {"GIT_CONFIG_GLOBAL": "", "GIT_CONFIG_NOSYSTEM": "", **around}
    for name in (*_PATHS, *_WORDS):
        how = ("--type=path",) if name in _PATHS else ()
        said = git.run(repository, "config", *how, "--get", name, around=everywhere)
        if value := said.out.decode(errors="replace").strip("\n"):
            yield name, value


def _forms(repository: Repository, revisions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Tell in which form commits are signed, by what stands in them."""
    log = ("log", "-z", "--no-patch", "--no-show-signature", "--no-color", "--format=raw")
    said = git.run(repository, *log, "--no-abbrev-commit", *revisions, "--")
    for piece in said.out.split(b"\0"):
        head, _, _ = piece.partition(b"\n\n")
        if b"\ngpgsig" in head:
            commit = head.split(b"\n", 1)[0].removeprefix(b"commit ").decode("ascii")
            yield commit, "ssh" if b"BEGIN SSH SIGNATURE" in head else "openpgp"
